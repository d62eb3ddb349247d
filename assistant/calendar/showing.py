"""The use case: what falls due until a day, overdue first, each with its place."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from typing import Protocol

from assistant.calendar.documents import DocumentReview, document_reviews, where_it_says_so
from assistant.calendar.reckoned import Reckoned, reckoned
from assistant.calendar.written import Written, written
from assistant.citations import QuoteNotFound, cite, stands_in
from assistant.errors import NothingThere
from assistant.gaps.find import FindingsOn, no_findings
from assistant.gaps.ground import Ground
from assistant.gaps.lapses import Place
from assistant.gaps.mentioned import document_key
from assistant.gaps.papers import Papers
from assistant.gaps.rules import in_use
from assistant.model.clauses import ClauseNumber, Edition
from assistant.model.documents import Status
from assistant.model.dues import Calendar, Due, DueKind, UnreadDay
from assistant.model.findings import FindingStanding
from assistant.model.organisation import RuleChange
from assistant.model.records import Field, Record
from assistant.model.replies import Citation
from assistant.ports import Library
from assistant.quotes import shortened
from assistant.records.vocabulary import record_type

DAYS = 90
"""How far ahead is shown when nobody says otherwise."""


class Book(Protocol):
    """The records of a day, and their citations."""

    def of(self, type_id: str) -> Sequence[Record]:
        """Every record of a sort, in reading order."""

    def cite(self, record: Record, field: Field | None = None, *, tag: int = 1) -> Citation:
        """A record, or one of its cells."""


@dataclass(frozen=True, slots=True)
class _Coming:
    """Something that falls due, before it is cited."""

    kind: DueKind
    key: tuple[str, ...]
    due: date
    what: str
    subject: str
    owner: str
    basis: str
    source: "_Source"


_Source = Written | Reckoned | DocumentReview | FindingStanding


class ShowCalendar:
    """What falls due, from records, documents and the intervals of what is repeated."""

    def __init__(
        self,
        library: Library,
        records: Callable[[date], Book],
        *,
        changes: Iterable[RuleChange] = (),
        findings: FindingsOn = no_findings,
        also: Callable[[date], Iterable[Due]] = lambda _: (),
    ) -> None:
        """`also` gives what falls due by what is kept here and stands in no document."""
        self._library, self._records = library, records
        self._findings, self._also = findings, also
        self._rules = in_use(changes)

    def __call__(
        self,
        edition: Edition,
        *,
        as_of: date,
        days: int | None = DAYS,
        kinds: Collection[DueKind] = (),
    ) -> Calendar:
        """What is overdue and what falls due in `days` (None: whenever), of `kinds` or of all."""
        book, papers = self._records(as_of), Papers(self._library, as_of)
        ground = Ground(book, papers)
        told = written(ground, as_of, called=ground.called)
        coming = _later_review([*_of_documents(papers), *self._written(edition, told)])
        coming += self._reckoned(edition, ground, coming)
        coming += _of_findings(self._findings(as_of))
        wanted = [one for one in coming if not kinds or one.kind in kinds]
        kept = [one for one in self._also(as_of) if not kinds or one.kind in kinds]
        last = date.max if days is None else as_of + timedelta(days=days)
        cites = _Citing(self._library, book, papers)
        shown = [_due(one, as_of, cites) for one in wanted if one.due <= last]
        shown += [one for one in kept if one.due <= last]
        return Calendar(
            as_of=as_of,
            days=days,
            entries=tuple(sorted(shown, key=lambda one: (one.due, one.kind, one.what))),
            unread=tuple(
                _unread(one, cites)
                for one in told
                if one.due is None and (not kinds or one.kind in kinds)
            ),
            later=len(wanted) + len(kept) - len(shown),
        )

    def _written(self, edition: Edition, told: Iterable[Written]) -> list[_Coming]:
        return [
            _Coming(
                one.kind,
                one.key,
                one.due,
                one.says,
                one.subject,
                one.owner or _owner(edition, one.record),
                "",
                one,
            )
            for one in told
            if one.due is not None
        ]

    def _reckoned(
        self, edition: Edition, ground: Ground, known: Sequence[_Coming]
    ) -> list[_Coming]:
        """What follows from an interval, where no row writes the day down."""
        have = {(one.kind, one.subject.casefold()) for one in known} | {
            (one.kind, "") for one in known
        }
        return [
            _Coming(
                one.kind,
                one.key,
                one.due,
                one.says,
                one.subject,
                _owner(edition, one.record),
                one.basis,
                one,
            )
            for one in reckoned(ground, self._rules)
            if (one.kind, "" if one.whole else one.subject.casefold()) not in have
        ]


def _later_review(coming: Iterable[_Coming]) -> list[_Coming]:
    """Each document once: of its own day and that of the master list the later."""
    latest: dict[tuple[str, ...], _Coming] = {}
    for one in coming:
        key = (one.kind, *one.key)
        if one.kind is DueKind.DOCUMENT_REVIEW:
            key = (one.kind, document_key(one.subject))
        if key not in latest or latest[key].due < one.due:
            latest[key] = one
    return list(latest.values())


def _of_documents(papers: Papers) -> list[_Coming]:
    return [
        _Coming(
            DueKind.DOCUMENT_REVIEW,
            (one.key,),
            one.due,
            f"Review of {one.revision.number} ({one.revision.identity.title})",
            one.revision.number,
            one.revision.identity.owner or "",
            "",
            one,
        )
        for one in document_reviews(papers)
    ]


def _of_findings(findings: Iterable[FindingStanding]) -> list[_Coming]:
    """The next thing wanted of each finding kept here: its answer, its action, its check."""
    return [
        _Coming(
            DueKind.AUDIT_FINDING,
            ("kept", one.finding.id.casefold(), one.due_of),
            one.due,
            f"{one.due_of[:1].upper()}{one.due_of[1:]} of finding {one.finding.id}",
            one.finding.id,
            one.owner,
            "",
            one,
        )
        for one in findings
        if one.due is not None
    ]


def _owner(edition: Edition, record: Record) -> str:
    """Who answers for the record's clause, as the organisation says."""
    for number in record_type(record.type).clauses:
        clause = edition.find(ClauseNumber.parse(number))
        if clause is not None and clause.owner:
            return clause.owner
    return ""


def _due(one: _Coming, as_of: date, cites: "_Citing") -> Due:
    return Due(
        id="k_" + sha256("\x1f".join((one.kind, *one.key)).encode()).hexdigest()[:12],
        kind=one.kind,
        due=one.due,
        what=one.what,
        subject=one.subject,
        owner=one.owner,
        days_left=(one.due - as_of).days,
        basis=one.basis,
        evidence=cites.of(one.source),
    )


def _unread(one: Written, cites: "_Citing") -> UnreadDay:
    cell = one.record.fields[one.field]
    return UnreadDay(
        kind=one.kind,
        subject=one.subject,
        heading=cell.header,
        text=cell.text,
        why=one.unread.message if one.unread else "",
        evidence=cites.of(one),
    )


@dataclass(frozen=True, slots=True)
class _Citing:
    """Where each thing that falls due is said."""

    library: Library
    book: Book
    papers: Papers

    def of(self, source: _Source) -> tuple[Citation, ...]:
        """The cell or passage, and the sentence with the interval where there is one."""
        match source:
            case DocumentReview():
                return self._document(source)
            case FindingStanding():
                cited = source.finding.requirement.citation
                return () if cited is None else (cited,)
            case Written():
                return (self._cell(source.record, source.field),)
            case Reckoned():
                own = self._place(source.term.place) if source.term.place else ()
                return (self._cell(source.record, source.field), *own)

    def _cell(self, record: Record, name: str) -> Citation:
        try:
            return self.book.cite(record, record.fields.get(name))
        except QuoteNotFound:
            return self.book.cite(record)

    def _document(self, review: DocumentReview) -> tuple[Citation, ...]:
        passage = where_it_says_so(self.papers, review)
        if passage is None:
            return ()
        quote = shortened(" ".join(passage.text.split()))
        return (cite(passage, review.revision, quote=quote, tag=1, status=Status.IN_FORCE),)

    def _place(self, place: Place) -> tuple[Citation, ...]:
        passage = self.library.passages([place.passage]).get(place.passage)
        if passage is None:
            raise NothingThere("A passage that was read a moment ago is gone.")
        revision = self.papers.by_id[passage.revision]
        found = bool(place.quote) and stands_in(place.quote, passage.text)
        quote = place.quote if found else shortened(" ".join(passage.text.split()))
        return (cite(passage, revision, quote=quote, tag=2, status=Status.IN_FORCE),)
