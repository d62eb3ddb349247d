"""Which documents still use the clause numbers of old editions, and what each number is today."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from assistant.cited_numbers import CitedNumber, cited_numbers
from assistant.crosswalk import CurrentClause, titled
from assistant.errors import NothingThere
from assistant.holdings import list_holdings
from assistant.in_force import in_force
from assistant.model.clauses import ClauseNumber, Edition, Relation
from assistant.model.documents import Kind, ReadDocument, Revision, Status
from assistant.model.passages import Passage
from assistant.numbering import Numbering
from assistant.ports import Library
from assistant.reading_numbers import (
    NAMED_WITH_IT,
    DocumentEvidence,
    NumberReader,
    ReadNumber,
)

HISTORY = frozenset({Kind.RECORD, Kind.EXTERNAL, Kind.CORRESPONDENCE})
"""Kinds that are left out: they keep the numbers of their day, and others' papers are not ours."""

_LIVE = frozenset({Status.IN_FORCE, Status.DRAFT, Status.FUTURE, Status.UNKNOWN})


class Readings(Protocol):
    """What readers gave back: part of `assistant.ports.FileLedger`."""

    def reading(self, revision: str) -> ReadDocument | None:
        """All that was read of a revision; None for an unknown one."""


@dataclass(frozen=True, slots=True)
class LegacyUse:
    """One old number in one place.

    `numbering` is `legacy`, or `ask` when the number means something in both editions and
    nothing tells which is meant: `current_reading` is then the other meaning. `relations` are how
    the old clauses relate to `current`, the clauses of today. `old_titles` and `read_as` name the
    old clause; `read_as` differs from `number` where a part of it is cited (7.4.1.3 -> 7.4.1).
    `passage` is "" for a heading or a running head. Sections numbered after one old clause are
    told once: `sections_below` counts the further ones.
    """

    number: ClauseNumber
    read_as: ClauseNumber
    numbering: Numbering
    confidence: float
    reason: str
    old_titles: tuple[str, ...]
    relations: tuple[Relation, ...]
    current: tuple[CurrentClause, ...]
    notes: tuple[str, ...]
    current_reading: CurrentClause | None
    kind: str
    page: int
    section: str | None
    section_title: str | None
    row: str | None
    quote: str
    passage: str
    sections_below: int = 0


@dataclass(frozen=True, slots=True)
class LegacyDocument:
    """A document with old numbers, or with numbers that must be asked about."""

    revision: Revision
    status: Status
    evidence: DocumentEvidence
    uses: tuple[LegacyUse, ...]

    @property
    def open(self) -> tuple[LegacyUse, ...]:
        """The numbers to be asked about."""
        return tuple(use for use in self.uses if use.numbering is Numbering.ASK)


@dataclass(frozen=True, slots=True)
class LegacyReport:
    """Documents by number. `checked` and `history` count what was read and what was left out.

    `elsewhere` are documents whose numbers were left alone because the house as a whole follows
    another standard that is built like ours, and they name none.
    """

    edition: str
    edition_name: str
    as_of: date
    documents: tuple[LegacyDocument, ...]
    checked: int
    history: int
    unreadable: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()

    @property
    def uses(self) -> tuple[LegacyUse, ...]:
        """Every use, document by document."""
        return tuple(use for document in self.documents for use in document.uses)


@dataclass(frozen=True, slots=True)
class LegacyScope:
    """Which documents are looked at, and what a person settled about them.

    `document` is a number (None: all). `chosen` says how the unexplained numbers of a document
    are to be read. `superseded` takes obsolete issues along, `history` records and outside papers.
    """

    document: str | None = None
    chosen: Mapping[str, Numbering] | None = None
    superseded: bool = False
    history: bool = False


class ReportLegacyNumbers:
    """Reads every document again for the clause numbers it cites."""

    def __init__(self, library: Library, readings: Readings) -> None:
        self._library, self._readings = library, readings

    def __call__(
        self, edition: Edition, *, as_of: date, scope: LegacyScope = LegacyScope()
    ) -> LegacyReport:
        """Raises `NothingThere` for a document that is not held."""
        reader = NumberReader.of(edition)
        looked_at, history = self._in_scope(as_of, scope)
        found, unreadable = [], []
        for revision, status in looked_at:
            reading = self._readings.reading(revision.id)
            if reading is None:
                unreadable.append(revision.path)
                continue
            found.append(self._document(reader, revision, status, reading, scope))
        told, elsewhere = _without_numbers_of_others(found)
        return LegacyReport(
            edition=edition.id,
            edition_name=edition.name,
            as_of=as_of,
            documents=tuple(told),
            checked=len(found),
            history=history,
            unreadable=tuple(unreadable),
            elsewhere=tuple(elsewhere),
        )

    def _in_scope(
        self, as_of: date, scope: LegacyScope
    ) -> tuple[list[tuple[Revision, Status]], int]:
        held = list_holdings(self._library, as_of=as_of)
        _check_known(scope, {one.revision.number.casefold() for one in held})
        counted = {one.id for one in in_force([h.revision for h in held], as_of)}
        wanted = [
            (one.revision, one.status)
            for one in held
            if _is_wanted(one.revision, scope)
            and (scope.superseded or one.status in _LIVE)
            and (one.status is not Status.IN_FORCE or one.revision.id in counted)
        ]
        kept = [each for each in wanted if scope.history or each[0].identity.kind not in HISTORY]
        return kept, len(wanted) - len(kept)

    def _document(
        self,
        reader: NumberReader,
        revision: Revision,
        status: Status,
        reading: ReadDocument,
        scope: LegacyScope,
    ) -> LegacyDocument:
        cited = cited_numbers(reading)
        chosen = {name.casefold(): one for name, one in (scope.chosen or {}).items()}
        evidence, read = reader.read(
            reading, revision.identity, cited, chosen=chosen.get(revision.number.casefold())
        )
        told = [one for one in read if _is_told(one)]
        place = _Places(self._library.passages_of(revision.id) if told else [])
        uses = [_use(reader.edition, one, place) for one in told]
        return LegacyDocument(revision, status, evidence, tuple(_told_once(uses)))


_HOUSE = 2  # times as many documents that follow another standard, to take it for the house's


def _without_numbers_of_others(
    found: Sequence[LegacyDocument],
) -> tuple[list[LegacyDocument], list[str]]:
    """Documents with uses; and those left alone, as others of the house say whose theirs are."""
    others = sum(one.evidence.alike for one in found)
    house_of_others = others > 1 and others >= _HOUSE * sum(one.evidence.ours for one in found)
    told, elsewhere = [], []
    for one in found:
        silent = not (one.evidence.ours or one.evidence.foreign or one.evidence.chosen)
        if house_of_others and silent and one.uses:
            elsewhere.append(one.revision.number)
            named = tuple(use for use in one.uses if use.reason == NAMED_WITH_IT)
            one = replace(one, uses=named)
        if one.uses:
            told.append(one)
    return told, elsewhere


def _check_known(scope: LegacyScope, known: Collection[str]) -> None:
    named = [scope.document] if scope.document else []
    for name in (*named, *(scope.chosen or ())):
        if name.casefold() not in known:
            raise NothingThere(
                f"There is no document {name!r}.", hint="`clausewise documents` lists them."
            )


def _is_wanted(revision: Revision, scope: LegacyScope) -> bool:
    return scope.document is None or revision.number.casefold() == scope.document.casefold()


def _is_told(one: ReadNumber) -> bool:
    if one.numbering is Numbering.ASK:
        return True
    outside = all(old.relation is Relation.OUTSIDE for old in one.candidates.legacy)
    return one.numbering is Numbering.LEGACY and not (one.candidates.legacy and outside)


def _use(edition: Edition, one: ReadNumber, place: "Callable[[CitedNumber], _Place]") -> LegacyUse:
    cited, legacy = one.cited, one.candidates.legacy
    heirs = dict.fromkeys(number for old in legacy for number in old.current)
    where = place(cited)
    ask = one.numbering is Numbering.ASK and one.candidates.current is not None
    return LegacyUse(
        number=cited.number,
        read_as=legacy[0].number if legacy else cited.number,
        numbering=one.numbering,
        confidence=one.confidence,
        reason=one.reason,
        old_titles=tuple(dict.fromkeys(old.title for old in legacy)),
        relations=tuple(dict.fromkeys(old.relation for old in legacy)),
        current=tuple(titled(edition, number) for number in heirs),
        notes=tuple(old.note for old in legacy if old.note),
        current_reading=titled(edition, one.candidates.current)
        if ask and one.candidates.current
        else None,
        kind=cited.kind,
        page=cited.page,
        section=where.section,
        section_title=where.section_title,
        row=where.row,
        quote=cited.quote,
        passage=where.passage,
    )


def _told_once(uses: Iterable[LegacyUse]) -> Iterator[LegacyUse]:
    """Each place once, and of the sections numbered after one old clause the first."""
    told: dict[tuple[object, ...], LegacyUse] = {}
    for use in uses:
        is_section = use.kind == "section"
        key = ("section", use.read_as) if is_section else (use.number, use.page, use.quote)
        first = told.setdefault(key, use)
        if is_section and first is not use:
            told[key] = replace(first, sections_below=first.sections_below + 1)
    yield from told.values()


@dataclass(frozen=True, slots=True)
class _Place:
    section: str | None = None
    section_title: str | None = None
    row: str | None = None
    passage: str = ""


class _Places:
    """Where in the sections of a document a number stands."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._passages = passages

    def __call__(self, one: CitedNumber) -> _Place:
        if one.start is None:
            return _Place()
        at = (one.page, one.start)
        around = [p for p in self._passages if p.page == one.page and p.start <= one.start < p.end]
        if around:
            found = around[0]
            return _Place(found.section, found.section_title, found.row, found.id)
        after = [p for p in self._passages if (p.page, p.start) >= at]
        if not after:
            return _Place()
        heading = one.kind in ("heading", "section")
        title = next((each for each in after[0].heading_path if heading and each in one.quote), "")
        section = str(one.number) if one.kind == "section" else after[0].section
        return _Place(section, title or after[0].section_title)
