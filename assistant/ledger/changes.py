"""What became of documents between two days, and what that did to coverage and decisions."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from assistant.coverage import Documented, ShowCoverage
from assistant.dates import parse_date
from assistant.in_force import in_force
from assistant.ledger.carrying import Decided, latest
from assistant.ledger.changed_words import Change, changed_sentences, said
from assistant.ledger.held_on import HeldOn
from assistant.ledger.listing import LedgerEntry, ListMappings, check_known
from assistant.model.clauses import Clause, ClauseNumber, Edition
from assistant.model.documents import Revision
from assistant.model.mappings import Decision
from assistant.model.passages import Passage
from assistant.ports import Holdings, Ledger, MappedPassage


class Became(StrEnum):
    """What became of a document."""

    NEW = "new"
    REVISED = "revised"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class SectionChange:
    """A section with the sentences in it that are other ones now."""

    section: str | None
    title: str | None
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class DocumentChange:
    """A document whose issue in force is another one, or none."""

    number: str
    title: str
    became: Became
    old: str | None  # label; None when there was none
    new: str | None
    sections: tuple[SectionChange, ...] = ()
    kept: int = 0  # decisions that still hold
    suspect: tuple[LedgerEntry, ...] = ()
    lost: tuple[Decided, ...] = ()  # confirmed once; no place of today says anything like it
    gained: tuple[ClauseNumber, ...] = ()  # clauses it bears on now and did not before
    dropped: tuple[ClauseNumber, ...] = ()


@dataclass(frozen=True, slots=True)
class ClauseChange:
    """A clause whose documentation light is another one."""

    clause: Clause
    before: Documented
    after: Documented


@dataclass(frozen=True, slots=True)
class Changes:
    """Everything between two days."""

    since: date
    until: date
    documents: tuple[DocumentChange, ...]
    clauses: tuple[ClauseChange, ...]


class ShowChanges:
    """Compares what was in force on one day with what is on another.

    An issue that was saved over in its own file, or removed, counts as it was.
    """

    def __init__(self, library: Holdings, ledger: Ledger) -> None:
        self._library, self._ledger = library, ledger

    def __call__(
        self, edition: Edition, *, since: date, until: date, document: str | None = None
    ) -> Changes:
        """What changed after `since` up to `until`, of all documents or of one number.

        Of one document, only the clauses are told whose light it had a part in. Files saved over in
        the course of `since` itself count as changed. For `until`, as for every use of a day,
        what is held today counts. Raises `NothingThere` for a document that is not known.
        """
        if document is not None:
            check_known(document, self._library, self._ledger)
        then = HeldOn(self._library, since)
        compare = _Comparison(edition, then, self._library, self._ledger)
        before, after = _by_number(compare.then, since), _by_number(compare.now, until)
        numbers = sorted(before.keys() | after.keys() | self._decided_numbers())
        wanted = [
            one for one in numbers if document is None or one.casefold() == document.casefold()
        ]
        documents = [
            compare.document(one, before.get(one, ()), after.get(one, ()), until) for one in wanted
        ]
        changed = tuple(one for one in documents if one is not None)
        lights = compare.clauses(since, until)
        if document is not None:
            own = [each for held in (before, after) for one in wanted for each in held.get(one, ())]
            served = compare.served(own)
            lights = tuple(one for one in lights if one.clause.number in served)
        return Changes(since, until, changed, lights)

    def _decided_numbers(self) -> set[str]:
        return {one.document for one in self._ledger.entries()}


class _Comparison:
    """Two states of a library held side by side."""

    def __init__(self, edition: Edition, then: Holdings, now: Holdings, ledger: Ledger) -> None:
        self._edition, self.then, self.now, self._ledger = edition, then, now, ledger
        self._list = ListMappings(now, ledger)

    def document(
        self, number: str, old: Sequence[Revision], new: Sequence[Revision], as_of: date
    ) -> DocumentChange | None:
        """What became of one document; None when nothing did."""
        edition = self._edition
        decided = latest(one for one in self._ledger.entries(number) if one.edition == edition.id)
        confirmed = [one for one in decided if one.mapping.decision is Decision.CONFIRMED]
        mapped = self._mapped(self.now, new)
        suspect = [one for one in mapped if one.mapping.suspect]
        lost = _lost(confirmed, mapped)
        same = {one.content_hash for one in old} == {one.content_hash for one in new}
        if same and not suspect and not lost:
            return None
        then, now = _clauses_of(self._mapped(self.then, old)), _clauses_of(mapped)
        return DocumentChange(
            number=number,
            title=_title(new or old),
            became=_became(old, new),
            old=_label(old),
            new=_label(new),
            sections=() if same else tuple(self._sections(old, new)),
            kept=sum(_holds(one) for one in mapped),
            suspect=tuple(self._list.placed(edition, suspect, as_of=as_of)),
            lost=tuple(lost),
            gained=tuple(sorted(now - then)) if old else (),
            dropped=tuple(sorted((then | {one.mapping.proposal.clause for one in lost}) - now)),
        )

    def clauses(self, since: date, until: date) -> tuple[ClauseChange, ...]:
        """The clauses that are documented otherwise."""
        before = ShowCoverage(self.then)(self._edition, as_of=since).clauses
        after = ShowCoverage(self.now)(self._edition, as_of=until).clauses
        return tuple(
            ClauseChange(now.clause, then.documented, now.documented)
            for then, now in zip(before, after, strict=True)
            if then.documented is not now.documented
        )

    def served(self, revisions: Iterable[Revision]) -> set[ClauseNumber]:
        """The clauses that issues bear on then or now, those above them included."""
        held = list(revisions)
        mapped = _clauses_of([*self._mapped(self.then, held), *self._mapped(self.now, held)])
        return {each for one in mapped for each in (one, *one.ancestors())}

    def _mapped(self, library: Holdings, held: Sequence[Revision]) -> list[MappedPassage]:
        if not held:
            return []
        return library.mappings(edition=self._edition.id, revisions=[one.id for one in held])

    def _sections(
        self, old: Sequence[Revision], new: Sequence[Revision]
    ) -> Iterable[SectionChange]:
        if not old or not new:
            return
        were, are = _by_section(self.then, old), _by_section(self.now, new)
        known = said("\n".join(text for text, _ in were.values()))
        stays = said("\n".join(text for text, _ in are.values()))
        for section in dict.fromkeys((*are, *were)):
            was, title = were.get(section, ("", None))
            now, new_title = are.get(section, ("", None))
            found = changed_sentences(was, now, known=known)
            changes = tuple(
                one
                for one in found
                if (one.new or one.old.casefold() not in stays)
                and not (_names_issue(one.old, old) and _names_issue(one.new, new))
            )
            if changes:
                yield SectionChange(section, new_title or title, changes)


def _by_section(
    library: Holdings, held: Sequence[Revision]
) -> dict[str | None, tuple[str, str | None]]:
    found: dict[str | None, tuple[str, str | None]] = {}
    for revision in held:
        for one in library.passages_of(revision.id):
            found[one.section] = _joined(found.get(one.section), one)
    return found


def _names_issue(sentence: str, issues: Sequence[Revision]) -> bool:
    """Whether a line only says which issue this is: its label or a date, as every issue does."""
    told = re.split(r"[|:]", sentence)[-1].strip(" .").casefold()
    labels = {one.identity.label.casefold() for one in issues}
    return not told or told in labels or parse_date(told) is not None


def _joined(held: tuple[str, str | None] | None, passage: Passage) -> tuple[str, str | None]:
    text = f"{held[0]}\n{passage.text}" if held else passage.text
    return text, held[1] if held else passage.section_title


def _by_number(library: Holdings, day: date) -> dict[str, list[Revision]]:
    found: dict[str, list[Revision]] = {}
    for one in in_force(library.revisions(), day):
        found.setdefault(one.number, []).append(one)
    return found


def _clauses_of(mapped: Iterable[MappedPassage]) -> set[ClauseNumber]:
    return {
        one.mapping.proposal.clause
        for one in mapped
        if one.mapping.decision is not Decision.REJECTED
    }


def _holds(mapped: MappedPassage) -> bool:
    mapping = mapped.mapping
    return mapping.decision is Decision.CONFIRMED and not mapping.suspect


def _lost(confirmed: Sequence[Decided], mapped: Sequence[MappedPassage]) -> list[Decided]:
    """What was confirmed and is found nowhere in the places of today, changed or not.

    Of a wording that was decided about again after it had changed, the later decision counts.
    """
    held = {(one.mapping.proposal.clause, one.mapping.entry) for one in mapped}
    settled = {
        (one.mapping.proposal.clause, one.passage.section)
        for one in mapped
        if one.mapping.decision is not Decision.PROPOSED
    }
    return [
        one
        for one in confirmed
        if (one.mapping.proposal.clause, one.mapping.entry) not in held
        and (one.mapping.proposal.clause, one.words.section) not in settled
    ]


def _became(old: Sequence[Revision], new: Sequence[Revision]) -> Became:
    if not new:
        return Became.WITHDRAWN
    return Became.REVISED if old else Became.NEW


def _title(held: Sequence[Revision]) -> str:
    return held[0].identity.title if held else ""


def _label(held: Sequence[Revision]) -> str | None:
    return held[0].identity.label if held else None
