"""Whose clause number is cited: one of today, of an old edition, or of another standard."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from assistant.model.clauses import ClauseNumber, Edition, LegacyReference
from assistant.references import plain_standard, standards_named


class Numbering(StrEnum):
    """Whose number it is."""

    CURRENT = "current"
    LEGACY = "legacy"
    OTHER = "other"  # another standard, a contract, or a section of the document itself
    ASK = "ask"  # both readings are possible and nothing tells which is meant


_FAMILY = re.compile(r"(?:iso9001|as91[012]0)")
_ALWAYS_OLD = frozenset(
    ("iso9001:1994", "iso9001:2000", "iso9001:2008", "as9100a", "as9100b", "as9100c", "as9110a",
     "as9120a")
)  # fmt: skip
_SISTERS = {"as9120b": ("as9100d", "as9110c")}  # same numbers, same base
_LETTER = re.compile(r"\brev(?:ision|\.)?\s*(?P<letter>[A-H])\b", re.IGNORECASE)
_YEAR = re.compile(
    r"\b(?P<year>(?:19|20)\d\d)[\s-]+(?:standard|edition|version|issue|norm)\b", re.IGNORECASE
)
_FORMER = re.compile(
    r"\b(?:(?:old|former|previous|superseded|earlier|legacy)\s+(?:AS\s?9120\s+|ISO\s?9001\s+)?"
    r"(?:standard|edition|version|clause|numbering|number|revision))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Standards:
    """The names of an edition, and those of the editions before it, evened out."""

    current: frozenset[str]
    legacy: frozenset[str]
    letter: str  # "b" of as9120b, "" without one
    year: str  # of publication

    @classmethod
    def of(cls, edition: Edition) -> "Standards":
        """Read from the edition's id, name and base, and from the editions of its cross-walk."""
        name = plain_standard(edition.id.replace("-", ":"))
        base = standards_named(edition.base)[:1]
        current = {name, plain_standard(edition.id), *base, *standards_named(edition.name)}
        current |= set(_SISTERS.get(name, ()))
        legacy = {plain_standard(old) for one in edition.crosswalk for old in one.editions}
        tail = re.search(r"\d{4}([a-h])$", name)
        known = frozenset(current)
        old = frozenset((legacy | _ALWAYS_OLD) - current)
        return cls(known, old, tail[1] if tail else "", edition.published[:4])

    def numbering(self, standard: str) -> Numbering | None:
        """Whose numbers a named standard uses; None when the name leaves its issue open."""
        if standard in self.legacy:
            return Numbering.LEGACY
        if standard in self.current:
            return Numbering.CURRENT
        return None if _FAMILY.fullmatch(standard) else Numbering.OTHER

    def told_beside(self, text: str) -> Numbering | None:
        """What the few words right beside a number say of it: `Rev A`, `the 2008 standard`."""
        letter = _LETTER.search(text)
        if letter and self.letter:
            return self._by(letter["letter"].casefold(), self.letter)
        return Numbering.LEGACY if _FORMER.search(text) else self.told_by_year(text)

    def told_by_year(self, text: str) -> Numbering | None:
        """What `the 2008 edition` in a text says of its numbers."""
        year = _YEAR.search(text)
        return None if year is None else self._by(year["year"], self.year)

    @staticmethod
    def _by(said: str, ours: str) -> Numbering | None:
        if not ours or said > ours:
            return None
        return Numbering.CURRENT if said == ours else Numbering.LEGACY


@dataclass(frozen=True, slots=True)
class Candidates:
    """The clauses a number may stand for; both empty when neither numbering has it.

    A number is looked up as it is, else by the nearest clause above it: 7.4.1.3 is read as 7.4.1.
    `exact` says whether it stands in one of the numberings itself.
    """

    number: ClauseNumber
    legacy: tuple[LegacyReference, ...]
    current: ClauseNumber | None
    exact: bool

    @classmethod
    def of(cls, number: ClauseNumber, edition: Edition) -> "Candidates":
        """The deepest level at which old or current numbers know it decides."""
        for level in (number, *number.ancestors()):
            legacy, current = edition.legacy(level), level if level in edition else None
            if legacy or current:
                return cls(number, legacy, current, level == number)
            if level.depth == 2:
                break
        return cls(number, (), None, exact=False)

    @property
    def same(self) -> bool:
        """Whether the number means the same in both, so that nothing hangs on the reading."""
        return self.current is not None and all(self.current in one.current for one in self.legacy)


_BUILT_ALIKE = re.compile(
    r"(?:13485|14001|14298|15378|16949|19443|20000|21001|22000|22163|22301|27001|29001|37001|39001"
    r"|41001|44001|45001|50001|55001)"
)
"""Standards for management systems whose chapters and titles are those of ISO 9001."""


def is_built_alike(standard: str) -> bool:
    """Whether its numbers and titles are so like ours that words cannot tell them apart."""
    return bool(_BUILT_ALIKE.search(standard))


def one_kind(names: Iterable[Numbering | None]) -> tuple[int, int, int]:
    """How many names are of old editions, of the current one, and of other standards."""
    counted = list(names)
    return (
        counted.count(Numbering.LEGACY),
        counted.count(Numbering.CURRENT),
        counted.count(Numbering.OTHER),
    )
