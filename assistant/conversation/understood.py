"""What became of a question before it is answered: understood, or unclear."""

from dataclasses import dataclass

from assistant.model.replies import Choice


@dataclass(frozen=True, slots=True)
class Understood:
    """A question that stands alone.

    `readings` are ways to put it, the best first; a later one counts only when the documents
    answer none before it. `by` says who made it: "asker", "rules", "choice" or "model:<name>".
    `first_of` is the path of the document that the first reading is asked of: answered from
    others alone, it does not count; "" for any.
    """

    readings: tuple[str, ...]
    by: str = "asker"
    first_of: str = ""


@dataclass(frozen=True, slots=True)
class Unclear:
    """A question that cannot be made out: what is needed, and the readings to choose from."""

    text: str
    choices: tuple[Choice, ...] = ()
