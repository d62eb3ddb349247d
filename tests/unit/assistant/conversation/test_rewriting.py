"""A model's proposal for a follow-up is taken only where it adds nothing and drops nothing."""

import pytest

from assistant.answering.shelf import Shelf
from assistant.conversation.numbers import Numbers
from assistant.conversation.rewriting import RewriteFollowUp, is_faithful
from assistant.conversation.sections import Sections
from assistant.conversation.turns import Turn
from assistant.conversation.understanding import Understand
from assistant.conversation.understood import Unclear, Understood
from assistant.errors import LanguageModelUnavailable, ModelFault
from prompts.library import load
from tests.fakes.language_model import ScriptedModel
from tests.fakes.library import MemoryLibrary
from tests.unit.assistant.answering.desk import EDITION, TODAY

TURNS = [
    Turn("how long do we keep kiln records?", "The potter keeps kiln records for 6 years [1].")
]
SURE = "and who signs them?"


def understood(model: ScriptedModel, asked: str) -> Understood | Unclear:
    rewrite = RewriteFollowUp(model, load("rewrite_follow_up"))
    library = MemoryLibrary()
    numbers, sections = Numbers(library, EDITION), Sections(library)
    rules = Understand(lambda _, others: [0.0 for _ in others], numbers, sections, rewrite)
    return rules(asked, TURNS, Shelf.on(TODAY, []))


PERSON = "is she trained on kiln 7?"


@pytest.mark.parametrize(
    "said",
    ["is the potter trained on kiln 7?", "Question: is the potter trained on kiln 7?\nSome talk.",
     '"is the potter trained on kiln 7?"'],
)  # fmt: skip
def test_a_faithful_proposal_is_taken_where_the_rules_are_not_sure(said: str) -> None:
    found = understood(ScriptedModel([said]), PERSON)

    assert isinstance(found, Understood)
    assert found.readings[0] == "is the potter trained on kiln 7?"
    assert found.by == "model:scripted:model rewrite_follow_up/1"


@pytest.mark.parametrize(
    "said",
    [
        "is Mary Bell trained on kiln 7?",  # a name of its own
        "is she trained on kiln 7?",  # still points back
        "is the potter trained on kiln 8?",  # another number
        "is the potter trained on a kiln?",  # the number dropped
        "how long do we keep kiln records?",  # an earlier question
        "Is she trained on kiln 7",  # nothing put in full
        "UNCLEAR",
        "",
        "Kiln records are kept for 6 years.",  # an answer
        "is the potter trained on kiln 7? " * 20,
    ],
)
def test_any_other_proposal_leaves_what_the_rules_said(said: str) -> None:
    assert isinstance(understood(ScriptedModel([said]), PERSON), Unclear)


def test_a_bare_thing_is_not_asked_about_something_else_than_before() -> None:
    talk = [Turn("what do we pay when a shipper loses a crate?", "Nothing for glass. 40 euro [1].")]

    assert is_faithful("what do we pay when a shipper loses glass?", "and for glass?", talk)
    assert not is_faithful("what is the euro for glass?", "and for glass?", talk)


def test_a_model_that_is_down_leaves_what_the_rules_said() -> None:
    down = LanguageModelUnavailable("It is down.", fault=ModelFault.DOWN)

    assert isinstance(understood(ScriptedModel([down]), PERSON), Unclear)


def test_no_model_is_asked_where_the_rules_are_sure() -> None:
    model = ScriptedModel([])

    found = understood(model, SURE)

    assert isinstance(found, Understood)
    assert (found.by, model.asked) == ("rules", [])


def test_the_model_is_shown_questions_and_the_last_answer_only() -> None:
    model = ScriptedModel(["UNCLEAR"])
    understood(model, PERSON)

    [prompt] = model.asked
    assert "Q: how long do we keep kiln records?" in prompt.user
    assert "A: The potter keeps kiln records for 6 years." in prompt.user
    assert "Follow-up: is she trained on kiln 7?" in prompt.user
