"""Follow-ups about a thing of the section that was just cited, by its bare name."""

import pytest

from assistant.conversation.grammar import Role, parsed
from tests.unit.assistant.test_asking import Talk

PRESS = """# Printing labels

Document No: PR-4
Revision: B

## 1 Nightly print

The nightly print of labels starts at 23:15. Spools go to the grey cabinet in hall 3.

## 2 Cleaning

The press is cleaned on Fridays. The rags go to the steel bin.
"""
MAIL = """# Post room

Document No: PO-2
Revision: A

## 1 Parcels

Empty spools go to the recycler. The rags go to the laundry. Stamps are kept in the safe.

## 2 Hall

The hall is swept by the Caretaker every evening.
"""
BEFORE = "when does the nightly print of labels start?"


@pytest.fixture(scope="module")
def talk() -> Talk:
    return Talk(press=PRESS, mail=MAIL)


def test_a_bare_thing_of_the_section_cited_is_that_of_the_topic(talk: Talk) -> None:
    talk(BEFORE, "c_spools")
    reply = talk("where do the spools go?", "c_spools")

    assert reply.understood_as == "where do the spools of the nightly print of labels go?"
    assert "grey cabinet" in reply.outcome.text
    assert "recycler" not in reply.outcome.text


@pytest.mark.parametrize(
    "asked",
    [
        "where do the rags go?",  # of another section of the same document
        "where are the stamps kept?",  # of another document
        "where do spools go?",  # any spools
        "where do the empty spools go?",  # says which
        "where do the spools of the post room go?",  # says whose
    ],
)
def test_a_thing_that_the_section_has_not_or_the_question_tells_is_left_alone(
    talk: Talk, asked: str
) -> None:
    talk(BEFORE, f"c_{len(asked)}")

    assert talk(asked, f"c_{len(asked)}").understood_as == asked


def test_a_new_question_stands_as_it_was_typed(talk: Talk) -> None:
    assert talk("where do the spools go?", "c_new").understood_as == "where do the spools go?"


def test_what_the_topic_does_not_answer_is_asked_as_typed(talk: Talk) -> None:
    talk(BEFORE, "c_hall")
    reply = talk("when is the hall swept?", "c_hall")

    assert reply.understood_as == "when is the hall swept?"
    assert "Caretaker" in reply.outcome.text


@pytest.mark.parametrize(
    ("question", "verb"),
    [
        ("when does the nightly print of labels start?", "start"),
        ("how does the late shift dispose of old batteries?", "dispose"),
    ],
)
def test_the_verb_is_told_from_a_thing_with_parts(question: str, verb: str) -> None:
    assert [one.text for one in parsed(question).tokens if one.role is Role.VERB] == [verb]
