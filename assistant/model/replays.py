"""A reply run again: what it was, what it is now, and each thing that changed."""

from dataclasses import dataclass
from enum import StrEnum

from assistant.model.receipts import Receipt


class Changed(StrEnum):
    """What differs between a reply and the same question asked again."""

    UNDERSTOOD_AS = "understood_as"
    STATUS = "status"
    ANSWER = "answer"
    ANSWERED_BY = "answered_by"
    CITATION_NEW = "citation_new"
    CITATION_GONE = "citation_gone"
    SAME_WORDS = "same_words"
    PASSAGE_GONE = "passage_gone"
    PASSAGE_CHANGED = "passage_changed"
    REVISION_NEW = "revision_new"
    REVISION_GONE = "revision_gone"
    REVISION_CHANGED = "revision_changed"
    MODEL = "model"
    PROMPT = "prompt"
    EDITION = "edition"
    PROGRAM = "program"


_READ_THE_SAME = frozenset(
    {
        Changed.PROGRAM,
        Changed.SAME_WORDS,
        Changed.REVISION_NEW,
        Changed.REVISION_GONE,
        Changed.REVISION_CHANGED,
    }
)


@dataclass(frozen=True, slots=True)
class Change:
    """One difference. `subject` names the document, place or field; texts may be empty."""

    what: Changed
    subject: str
    was: str = ""
    now: str = ""


@dataclass(frozen=True, slots=True)
class Replay:
    """A reply run again under the same day. `now` is not kept: its id leads nowhere."""

    before: Receipt
    now: Receipt
    changes: tuple[Change, ...]

    @property
    def is_same(self) -> bool:
        """Whether a person would read the same: the words cited may stand in another revision."""
        return all(one.what in _READ_THE_SAME for one in self.changes)
