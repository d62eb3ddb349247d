"""Which documents in force the names in the organisation's settings mean."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.model.documents import Revision
from assistant.model.organisation import Process


@dataclass(frozen=True, slots=True)
class NamedDocuments:
    """What the names of a process mean.

    `numbers` are those of the documents found, in the order named; `absent` the names that find
    none; `doubts` one sentence for each name that finds several.
    """

    numbers: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()

    @property
    def folded(self) -> frozenset[str]:
        """The numbers in one spelling, to be compared with."""
        return frozenset(one.casefold() for one in self.numbers)


def documents_named(names: Iterable[str], revisions: Iterable[Revision]) -> NamedDocuments:
    """The documents that names mean among `revisions` in force.

    By number, else by title, else by the beginning of either where one alone begins so: `D1`
    finds `D1 Goods-inward`, never `D10`. A title that several bear means each of them.
    """
    held = list(revisions)
    numbers: list[str] = []
    absent, doubts = [], []
    for name in names:
        found, is_whole = _called(_spelt(name), held)
        if not found:
            absent.append(name)
        if len(found) > 1:
            doubts.append(f"{name!r} may be {' or '.join(found)}: write the number.")
        if is_whole or len(found) == 1:
            numbers += found
    return NamedDocuments(tuple(dict.fromkeys(numbers)), tuple(absent), tuple(doubts))


def faults_of(processes: Iterable[Process], revisions: Iterable[Revision]) -> tuple[str, ...]:
    """One sentence for each document that a process names and that is not one in force."""
    held = list(revisions)
    told = []
    for process in processes:
        named = documents_named(process.documents, held)
        told += [
            f"{process.name} names {one!r}, and no document in force is called so."
            for one in named.absent
        ]
        told += [f"{process.name}: {one}" for one in named.doubts]
    return tuple(told)


def _called(name: str, held: Sequence[Revision]) -> tuple[list[str], bool]:
    """Numbers of the documents of a name, and whether it is their whole number or title."""
    for whole in (_number, _title):
        if found := _numbers(one for one in held if whole(one) == name):
            return found, True
    begun = (one for one in held if _begins(_number(one), name) or _begins(_title(one), name))
    return _numbers(begun), False


def _number(revision: Revision) -> str:
    return _spelt(revision.number)


def _title(revision: Revision) -> str:
    return _spelt(revision.identity.title or "")


def _numbers(revisions: Iterable[Revision]) -> list[str]:
    return list(dict.fromkeys(one.number for one in revisions))


def _begins(whole: str, name: str) -> bool:
    """Whether the name is the beginning, up to the end of a word."""
    return bool(name) and whole.startswith(name) and not whole[len(name) :][:1].isalnum()


def _spelt(text: str) -> str:
    return " ".join(text.casefold().split())
