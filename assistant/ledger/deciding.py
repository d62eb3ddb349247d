"""What people do with mappings: decide on one or many, add one, look back."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.errors import NothingThere, Superseded, WrongUse
from assistant.in_force import statuses
from assistant.ledger.entries import Act, Entry
from assistant.ledger.listing import LedgerEntry, ListMappings
from assistant.model.clauses import ClauseNumber, Edition
from assistant.model.documents import Status
from assistant.model.passages import Passage
from assistant.ports import Ledger, Library, MappedPassage

_PLACE = re.compile(r"^(?P<document>.+?)\s*(?:§\s*(?P<section>\S+)|\b(?P<row>[^\s!]*!\S+))$")


@dataclass(frozen=True, slots=True)
class History:
    """A mapping with every act about it."""

    now: LedgerEntry
    acts: tuple[Entry, ...]  # oldest first


class Decide:
    """Records what people decide. Whatever raises has recorded nothing."""

    def __init__(self, library: Library, ledger: Ledger) -> None:
        self._library, self._ledger = library, ledger
        self._list = ListMappings(library, ledger)

    def __call__(
        self,
        edition: Edition,
        mappings: Sequence[str],
        act: Act,
        *,
        by: str,
        note: str,
        as_of: date,
    ) -> list[LedgerEntry]:
        """One act about one mapping or many, all or none.

        Raises `NothingThere` for an unknown id, `Superseded` for one of an issue that no longer
        counts, `AlreadyDecided` where somebody was first, `WrongUse` without a name.
        """
        name = _name(by)
        mapped = self._mapped(edition, mappings)
        self._check_in_force(mapped, as_of)
        _check_shared(mapped)
        done = self._ledger.record(mappings, act, by=name, note=note)
        return self._now(edition, [one.id for one in done], as_of)

    def add(
        self, edition: Edition, place: str, clause: ClauseNumber, *, by: str, note: str, as_of: date
    ) -> list[LedgerEntry]:
        """A person says that a place bears on a clause.

        `place`: a passage (`p_…`), `QP-84 §6.2` (every passage of that section) or
        `ASL!12`-like rows as `DOCUMENT Sheet!row`. Raises like a decision, and `NothingThere`
        for a place that no document in force has.
        """
        name = _name(by)
        passages = self._passages_at(place, as_of)
        done = self._ledger.add(passages, clause, edition.id, by=name, note=note)
        return self._now(edition, [one.id for one in done], as_of)

    def history(self, edition: Edition, mapping: str, *, as_of: date) -> History:
        """Everything that was decided about a mapping. Raises `NothingThere`.

        The id of an earlier issue's mapping gives that of the mapping it was carried to.
        """
        [mapped] = self._mapped(edition, [self._carried_to(edition, mapping)])
        [now] = self._list.placed(edition, [mapped], as_of=as_of)
        entries = self._ledger.entries(mapped.revision.number)
        acts = tuple(one for one in entries if _concerns(one, mapped))
        return History(now, acts)

    def _carried_to(self, edition: Edition, mapping: str) -> str:
        """The mapping that a decision made under this id belongs to now; the id itself if none."""
        if self._library.mappings(edition=edition.id, ids=[mapping]):
            return mapping
        made = [one for one in self._ledger.entries() if one.mapping == mapping]
        if not made:
            return mapping
        held = [one.id for one in self._library.revisions() if one.number == made[-1].document]
        now = self._library.mappings(edition=edition.id, revisions=held)
        nos = {one.no for one in made}
        return next((one.mapping.id for one in now if one.mapping.entry in nos), mapping)

    def _mapped(self, edition: Edition, ids: Sequence[str]) -> list[MappedPassage]:
        found = {one.mapping.id: one for one in self._library.mappings(edition=edition.id, ids=ids)}
        for one in ids:
            if one not in found:
                raise NothingThere(
                    f"There is no mapping {one!r}.", hint="`clausewise mappings` lists them."
                )
        return [found[one] for one in ids]

    def _now(self, edition: Edition, ids: Sequence[str], as_of: date) -> list[LedgerEntry]:
        return self._list.placed(edition, self._mapped(edition, ids), as_of=as_of)

    def _check_in_force(self, mapped: Sequence[MappedPassage], as_of: date) -> None:
        standing = statuses(self._library.revisions(), as_of)
        for one in mapped:
            if standing[one.revision.id] is Status.OBSOLETE:
                named = f"{one.revision.number} rev {one.revision.identity.label}".removesuffix(
                    " rev "
                )
                raise Superseded(f"Mapping {one.mapping.id!r} is of {named}, which is obsolete.")

    def _passages_at(self, place: str, as_of: date) -> list[str]:
        if place.startswith("p_"):
            return [place]
        asked = _PLACE.match(place.strip())
        if asked is None:
            raise WrongUse(
                f"{place!r} names no place.",
                hint='Write a passage (p_…), "QP-84 §6.2" or "REGISTER Sheet!12".',
            )
        held = self._library.revisions()
        standing = statuses(held, as_of)
        found = [
            passage.id
            for one in held
            if one.number.casefold() == asked["document"].strip().casefold()
            and standing[one.id] is Status.IN_FORCE
            for passage in self._library.passages_of(one.id)
            if _is_at(passage, asked["section"], asked["row"])
        ]
        if not found:
            raise NothingThere(f"No document in force has a place {place!r}.")
        return found


def _check_shared(mapped: Sequence[MappedPassage]) -> None:
    for one in mapped:
        origin = one.mapping.origin
        if origin is not None and not one.mapping.is_decided_here:
            clause = one.mapping.proposal.clause
            raise WrongUse(
                f"Mapping {one.mapping.id!r} was made for {origin.clause} of {origin.edition}, "
                f"which is not the same as {clause} here: a decision there is none here.",
                hint=f"`mappings add {one.passage.id} {clause} --by NAME` adds one here.",
            )


def _concerns(entry: Entry, mapped: MappedPassage) -> bool:
    mapping, passage = mapped.mapping, mapped.passage
    if (entry.edition, entry.clause) != (mapping.edition, str(mapping.made_for)):
        return False
    return (
        entry.mapping == mapping.id
        or entry.no == mapping.entry
        or entry.fingerprint == passage.fingerprint
        or (passage.section is not None and entry.section == passage.section)
    )


def _is_at(passage: Passage, section: str | None, row: str | None) -> bool:
    if row is not None:
        return (passage.row or "").casefold() == row.casefold()
    return passage.section is not None and passage.section == (section or "").rstrip(".")


def _name(by: str) -> str:
    if not by.strip():
        raise WrongUse("A decision needs a name.", hint="Say who decides with --by NAME.")
    return by.strip()
