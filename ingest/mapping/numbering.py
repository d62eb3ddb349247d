"""Which numbering a cited clause number belongs to, and what it means in the current edition."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum

from assistant.model.clauses import ClauseNumber, Edition, LegacyReference, Relation
from assistant.model.documents import Identity
from assistant.model.passages import Passage
from assistant.references import ClauseReference, plain_standard, standards_named
from ingest.mapping.editions import once_per_edition
from ingest.mapping.lexicon import lexicon


class Numbering(Enum):
    """Whose numbers they are."""

    CURRENT = "current"
    LEGACY = "legacy"
    FOREIGN = "foreign"  # another standard: a number of its own, not ours to translate


@dataclass(frozen=True, slots=True)
class Meant:
    """A current clause that a cited number stands for; `share` in (0, 1] says how surely."""

    clause: ClauseNumber
    share: float
    legacy: bool


# How sure one current clause is when the old one is cited; a `part` is shared among several.
_SHARE = {Relation.EQUAL: 1.0, Relation.WIDER: 0.95, Relation.PART: 0.85, Relation.MOVED: 0.6}
_FAMILY = re.compile(r"(?:iso9001|as91[012]0)")
ONE_OF_SEVERAL = 0.8
"""Factor for each clause of an old number that was spread over several, until the text tells."""
_UNLIKE_THE_TITLE = 0.6  # the same for a clause that the old title does not speak of


@once_per_edition
def _editions(edition: Edition) -> tuple[frozenset[str], frozenset[str]]:
    """Evened-out names of the current and of the legacy standards."""
    base = standards_named(edition.base)[:1]
    current = {plain_standard(edition.id), *base, *standards_named(edition.name)}
    legacy = {plain_standard(name) for old in edition.crosswalk for name in old.editions}
    legacy |= {"iso9001:2008", "iso9001:2000", "as9120a", "as9100b", "as9100c", "as9110a"}
    return frozenset(current), frozenset(legacy - current)


def numbering_of(standard: str, edition: Edition) -> Numbering | None:
    """Whose numbers a named standard uses; None when the name leaves the year open."""
    current, legacy = _editions(edition)
    if standard in legacy:
        return Numbering.LEGACY
    if standard in current or standard in ("as9100d", "as9110c"):  # same numbers, same base
        return Numbering.CURRENT
    return None if _FAMILY.fullmatch(standard) else Numbering.FOREIGN


@dataclass(frozen=True, slots=True)
class DocumentNumbering:
    """How unexplained numbers in one document are to be read."""

    edition: Edition
    usual: Numbering
    _meanings: dict[tuple[ClauseNumber, str, bool], list[Meant]] = field(
        default_factory=dict, compare=False
    )

    @classmethod
    def of(
        cls, passages: Sequence[Passage], identity: Identity, edition: Edition
    ) -> "DocumentNumbering":
        """Legacy when the document is known to be; foreign when it names other standards only."""
        if identity.legacy_numbering:
            return cls(edition, Numbering.LEGACY)
        counted: Counter[Numbering | None] = Counter()
        for passage in passages:
            if passage.row is None:
                named = standards_named(passage.text)
                counted.update(numbering_of(name, edition) for name in named)
        ours = counted[Numbering.CURRENT] + counted[Numbering.LEGACY] + counted[None]
        foreign = counted[Numbering.FOREIGN] > 0 and not ours
        return cls(edition, Numbering.FOREIGN if foreign else Numbering.CURRENT)

    def meanings(self, reference: ClauseReference) -> list[Meant]:
        """Current clauses the reference stands for; none for another standard's number."""
        key = reference.number, reference.standard, reference.explicit
        if key not in self._meanings:
            self._meanings[key] = self._look_up(reference)
        return self._meanings[key]

    def _look_up(self, reference: ClauseReference) -> list[Meant]:
        numbering = numbering_of(reference.standard, self.edition) if reference.standard else None
        numbering = numbering or self.usual
        match numbering:
            case Numbering.FOREIGN:
                return []
            case Numbering.LEGACY:
                return legacy_meanings(reference.number, self.edition)
            case Numbering.CURRENT if reference.number in self.edition:
                return [Meant(reference.number, 1.0, legacy=False)]
            case _:
                # A number this edition lacks, in a document that does not say which it follows.
                old = legacy_meanings(reference.number, self.edition, exact=not reference.explicit)
                return [Meant(one.clause, one.share * 0.8, legacy=True) for one in old]


def legacy_meanings(number: ClauseNumber, edition: Edition, *, exact: bool = False) -> list[Meant]:
    """What an old number stands for now; 7.4.1.3 is read as 7.4.1 unless `exact`."""
    levels = (number,) if exact else (number, *number.ancestors())
    for level in levels:
        if level.depth < 2:
            break
        if old := edition.legacy(level):
            return _current(old, 1.0 if level == number else 0.95, edition)
    return []


def _current(old: Sequence[LegacyReference], share: float, edition: Edition) -> list[Meant]:
    found: dict[ClauseNumber, Meant] = {}
    for reference in old:
        sure = _SHARE.get(reference.relation, 0.0) * share
        for clause in reference.current:
            meant = Meant(clause, sure * _part(reference, clause, edition), legacy=True)
            if sure > 0 and meant.share > found.get(clause, _NOT_MEANT).share:
                found[clause] = meant
    return list(found.values())


def _part(reference: LegacyReference, clause: ClauseNumber, edition: Edition) -> float:
    """How much of the old number one of its clauses carries."""
    tops = [one for one in reference.current if not set(one.ancestors()) & set(reference.current)]
    if len(tops) == 1:
        return 1.0 if clause in tops else _UNLIKE_THE_TITLE
    agrees = lexicon(edition).agrees(reference.title, clause)
    return ONE_OF_SEVERAL if agrees else _UNLIKE_THE_TITLE


_NOT_MEANT = Meant(ClauseNumber((1,)), 0.0, legacy=True)
