"""A question in its conversation, from what is typed to the reply that is kept."""

import pytest

from assistant.asking import AskQuestion
from assistant.conversation.understanding import Understand
from assistant.errors import WrongUse
from assistant.model.replies import Declined, Reply
from assistant.receipts import WriteReceipt
from tests.fakes.library import MemoryLibrary
from tests.fakes.receipts import MemoryReceipts
from tests.unit.assistant.answering.desk import TODAY, desk

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
        self._ask = AskQuestion(answer, Understand(), library, self.receipts, write)

    def __call__(self, question: str, conversation: str | None = "c_1") -> Reply:
        return self._ask(question, as_of=TODAY, conversation=conversation)


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
