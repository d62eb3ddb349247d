"""A question in its conversation, from what is typed to the reply that is kept."""

import pytest

from assistant.asking import AskQuestion
from assistant.conversation.likeness import Likeness
from assistant.conversation.numbers import Numbers
from assistant.conversation.sections import Sections
from assistant.conversation.understanding import Understand
from assistant.errors import WrongUse
from assistant.model.replies import Declined, Reply
from assistant.receipts import WriteReceipt
from tests.fakes.embedder import WordEmbedder
from tests.fakes.library import MemoryLibrary
from tests.fakes.receipts import MemoryReceipts
from tests.fakes.text_vectors import MadeAnew
from tests.unit.assistant.answering.desk import EDITION, TODAY, desk

LAMPS = """# Lamps and their bulbs

Document No: LB-20
Revision: C

## 1 Burning in

Every lamp is burnt in for 8 hours. The Lamp Keeper signs the burn-in sheet LB-21.

## 2 Records

Burn-in sheets are kept for 4 years.
"""


class Talk:
    """A conversation at a desk."""

    def __init__(self, **files: str) -> None:
        answer = desk({f"{name}.md": text for name, text in files.items()})
        library = answer.library
        assert isinstance(library, MemoryLibrary)
        self.receipts = MemoryReceipts()
        write = WriteReceipt(library, edition="as9120b", program="0")
        likeness = Likeness(MadeAnew(WordEmbedder()))
        understand = Understand(likeness.of, Numbers(library, EDITION), Sections(library))
        self._ask = AskQuestion(answer, understand, library, self.receipts, write)

    def __call__(self, question: str, conversation: str | None = "c_1") -> Reply:
        return self._ask(question, as_of=TODAY, conversation=conversation)

    def hear(self, question: str, conversation: str, heard: list[str]) -> Reply:
        return self._ask(question, as_of=TODAY, conversation=conversation, on_text=heard.append)


@pytest.fixture(scope="module")
def talk() -> Talk:
    return Talk(lamps=LAMPS)


@pytest.mark.parametrize(
    "question", ["and who approves that?", "what about gauges?", "who signs it?"]
)
def test_a_follow_up_to_nothing_is_told_what_is_needed(talk: Talk, question: str) -> None:
    outcome = talk(question, conversation=None).outcome

    assert isinstance(outcome, Declined)
    assert outcome.unclear
    assert "follow-up" in outcome.text


@pytest.mark.parametrize("id_", ["", "c 1", "c\x001", "x" * 81, "-x", "../x", "ç"])
def test_what_cannot_be_the_id_of_a_conversation_is_refused(talk: Talk, id_: str) -> None:
    with pytest.raises(WrongUse, match="cannot be the id of a conversation"):
        talk("how long is a lamp burnt in?", conversation=id_)


def understood(talk: Talk, conversation: str, *questions: str) -> Reply:
    """The last reply of a conversation."""
    replies = [talk(question, conversation) for question in questions]
    return replies[-1]


def test_a_follow_up_is_answered_as_the_question_it_stands_for(talk: Talk) -> None:
    reply = understood(talk, "c_2", "how long is a lamp burnt in?", "who signs that sheet?")

    assert reply.question == "who signs that sheet?"
    assert "sheet" in reply.understood_as
    assert reply.understood_as != reply.question


def test_a_follow_up_leans_on_its_own_conversation_alone(talk: Talk) -> None:
    talk("how long are burn-in sheets kept?", "c_3")

    outcome = talk("and who signs it?", "c_4").outcome

    assert isinstance(outcome, Declined)
    assert outcome.unclear


def test_what_was_unclear_is_no_topic_of_the_next_question(talk: Talk) -> None:
    reply = understood(
        talk, "c_5", "how long are burn-in sheets kept?", "!!!", "thanks", "and lamps?"
    )

    assert "burn-in" not in reply.understood_as or "lamps" in reply.understood_as
    assert "thanks" not in reply.understood_as


def test_the_receipt_says_who_made_the_question(talk: Talk) -> None:
    first = talk("how long are burn-in sheets kept?", "c_6")
    second = talk("where?", "c_6")

    kept = [talk.receipts.receipt(one.id) for one in (first, second)]

    assert [one.understood_by for one in kept if one] == ["asker", "rules"]


def test_a_reading_that_the_documents_do_not_answer_gives_way_to_the_next(talk: Talk) -> None:
    heard: list[str] = []
    reply = talk.hear("how long are burn-in sheets kept?", "c_7", heard)

    assert "".join(heard) == reply.outcome.text


SECTIONS = """# Handbook of the shop

Document No: HB-1
Revision: A

## 8.5 Selling lamps

The Shop Lead answers for selling lamps. Lamps are sold with their bulb.
"""


def test_a_number_that_is_a_clause_and_a_section_is_asked_back() -> None:
    talk = Talk(shop=SECTIONS)
    talk("who answers for selling lamps?")

    asked = talk("what about 8.5?")
    taken = talk("HB-1")

    assert isinstance(asked.outcome, Declined)
    assert asked.outcome.unclear
    assert [one.label for one in asked.outcome.choices] == ["the standard", "HB-1"]
    assert taken.understood_as == "what does section 8.5 of HB-1 say?"
    assert "HB-1" in {one.document for one in getattr(taken.outcome, "citations", ())}


@pytest.mark.parametrize(
    ("answer", "meant"),
    [
        ("the standard", "what does clause 8.5 ask for?"),
        ("the first", "what does clause 8.5 ask for?"),
        ("1", "what does clause 8.5 ask for?"),
        ("the standard please", "what does clause 8.5 ask for?"),
        ("the second one", "what does section 8.5 of HB-1 say?"),
        ("I mean HB-1", "what does section 8.5 of HB-1 say?"),
        ("hb 1", "what does section 8.5 of HB-1 say?"),
        ("who sells bulbs in the shop?", "who sells bulbs in the shop?"),
    ],
)
def test_the_next_turn_takes_one_of_the_readings(answer: str, meant: str) -> None:
    talk = Talk(shop=SECTIONS)
    talk("who answers for selling lamps?")
    talk("8.5?")

    assert talk(answer).understood_as == meant


def test_a_clause_after_a_clause_is_no_question_back() -> None:
    talk = Talk(shop=SECTIONS)
    talk("who answers for selling lamps?")
    talk("what does clause 8.4 ask for?")

    assert talk("and 8.5?").understood_as == "what does clause 8.5 ask for?"


def test_a_long_conversation_reads_back_a_few_turns_only(talk: Talk) -> None:
    for number in range(30):
        talk(f"how long is lamp {number} burnt in?", "c_long")

    reply = talk("and bulb 7?", "c_long")

    assert "29" in reply.understood_as or "7" in reply.understood_as
    assert talk.receipts.asked_for <= 8
