"""Rows sealed each over the one before it, so that a change, a gap or a cut shows. Pure."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Protocol, TypeVar

NOTHING_BEFORE = "0" * 64
"""What the first row names as the seal before it."""


class Sealed(Protocol):
    """A row of such a chain, numbered from 1."""

    @property
    def no(self) -> int:
        """Its number."""

    @property
    def previous(self) -> str:
        """The seal of the row before it."""

    @property
    def seal(self) -> str:
        """Its own."""


_Row = TypeVar("_Row", bound=Sealed)


@dataclass(frozen=True, slots=True)
class Break:
    """The first place where a chain is not what it was when it was written."""

    no: int
    told: str


def seal_over(content: Mapping[str, object]) -> str:
    """The sha256 over the canonical JSON of a row's fields, its own seal aside."""
    rest = {name: value for name, value in content.items() if name != "seal"}
    canonical = json.dumps(rest, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return sha256(canonical.encode()).hexdigest()


def first_break(
    rows: Iterable[_Row], head: str | None, seal: Callable[[_Row], str]
) -> Break | None:
    """Where the chain breaks; None when every row is as it was written.

    `head` is the seal of the last row as noted beside the chain (None: none was noted). It shows
    that rows were taken off the end, which the chain alone cannot. `seal` works a row's out anew.
    """
    previous, no = NOTHING_BEFORE, 0
    for expected, row in enumerate(rows, start=1):
        no = row.no
        if no != expected:
            return Break(expected, f"entry {expected} is missing")
        if row.previous != previous:
            return Break(no, f"entry {no} does not follow the one before it")
        if row.seal != seal(row):
            return Break(no, f"entry {no} was changed after it was written")
        previous = row.seal
    if head is not None and head != previous:
        return Break(no + 1, f"entries after no. {no} were removed")
    return None
