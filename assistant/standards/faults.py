"""What can be wrong with a catalogue file, said with file, line and clause."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.errors import ClausewiseError


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing wrong in a catalogue file.

    `line` counts from 1. `where` names the entry, e.g. `clause 8.4.1` or `term 'Splitting'`.
    """

    file: str
    line: int
    where: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.where}: {self.message}"


class InvalidEdition(ClausewiseError):
    """A catalogue file has faults; the message lists all of them, one a line."""

    code = "invalid-edition"
    hint = "Correct the lines named; the schema is in docs/catalogue.md."

    def __init__(self, file: str, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        lines = "".join(f"\n  {fault}" for fault in self.faults)
        super().__init__(f"{file!r} is not a usable catalogue, {_count(faults)}:{lines}")


class FaultyFile(ClausewiseError):
    """A settings file has faults; the message lists all of them, one a line.

    Each kind of file has a subclass with its own code and hint.
    """

    def __init__(self, file: str, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(set(faults)))
        lines = "".join(f"\n  {fault}" for fault in self.faults)
        super().__init__(f"{file!r} cannot be used, {_count(self.faults)}:{lines}")


class UnknownEdition(ClausewiseError):
    """No catalogue has this id."""

    code = "unknown-edition"
    hint = "Choose one of the known editions, or put its catalogue file into the editions folder."

    def __init__(self, id: str, known: Sequence[str], faults: Sequence[Fault] = ()) -> None:
        self.faults = tuple(faults)
        unread = "".join(f"\n  not read: {fault}" for fault in self.faults)
        super().__init__(f"Edition {id!r} is not known; known are {', '.join(known)}.{unread}")


def _count(faults: Sequence[Fault]) -> str:
    return "1 fault" if len(faults) == 1 else f"{len(faults)} faults"
