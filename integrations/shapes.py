"""The JSON of the outside contract, made from the core's values. One place for every surface.

Field names are fixed: more may be added, none renamed or dropped. `of` makes a shape from a
value; `as_json` prints it.
"""

from collections.abc import Iterable
from datetime import date
from datetime import date as day
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field

from assistant import coverage as core_coverage
from assistant.errors import ClausewiseError
from assistant.model import audits
from assistant.model import replies as core
from assistant.model.mappings import Mapping as ClauseMapping


class Shape(BaseModel):
    """Base of every shape: closed, and never changed once made."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    def as_json(self) -> str:
        """UTF-8 JSON on several lines, dates in ISO 8601."""
        return self.model_dump_json(indent=2)


class Citation(Shape):
    """A place in a controlled document and words that stand there verbatim."""

    tag: int = Field(description="From 1, as in [1]; 0 where nothing refers to it.", examples=[1])
    document: str = Field(examples=["QP-840"])
    revision: str = Field(examples=["C"])
    title: str = Field(examples=["Receiving inspection"])
    kind: str = Field(examples=["procedure"])
    status: str = Field(examples=["in_force"])
    effective_date: date | None = Field(examples=["2025-03-01"])
    section: str | None = Field(examples=["6.2"])
    section_title: str | None = Field(examples=["Records"])
    page: int = Field(description="From 1.", examples=[4])
    row: str | None = Field(description="Row of a log, as in `Register!12`.", examples=[None])
    quote: str = Field(examples=["Receiving inspection records are retained for 10 years"])
    passage: str = Field(examples=["p_3f2a"])
    path: str = Field(examples=["procedures/QP-840_C.pdf"])
    clauses: list[str] = Field(examples=[["8.6"]])

    @classmethod
    def of(cls, citation: core.Citation, **more: object) -> Self:
        """The shape of a citation; `more` are the fields a subclass adds."""
        names = Citation.model_fields
        return cls.model_validate({name: getattr(citation, name) for name in names} | more)

    model_config = ConfigDict(from_attributes=True)


class Searched(Shape):
    """How much was looked at."""

    documents: int = Field(examples=[41])
    passages: int = Field(examples=[913])
    vectors_ready: float = Field(description="0.0 to 1.0", examples=[1.0])
    as_of: date = Field(examples=["2026-09-30"])


class Reply(Shape):
    """One question and what became of it: the receipt."""

    id: str = Field(examples=["r_7d1c"])
    conversation: str = Field(examples=["c_90ab"])
    question: str = Field(examples=["how long do we keep receiving records?"])
    understood_as: str = Field(examples=["how long do we keep receiving records?"])
    status: Literal["answered", "declined"]
    reason: core.Reason | None = Field(examples=[None])
    answer: str = Field(examples=["Receiving inspection records are kept for 10 years [1]."])
    answered_by: str | None = Field(examples=["extract"])
    citations: list[Citation]
    near_misses: list[Citation]
    searched: Searched
    clauses: list[str] = Field(examples=[["7.5.3.2", "8.6"]])
    warnings: list[str] = Field(examples=[[]])
    took_ms: int = Field(examples=[41])

    @classmethod
    def of(cls, reply: core.Reply) -> Self:
        """The shape of a reply, answered or declined."""
        outcome = reply.outcome
        answered = isinstance(outcome, core.Answered)
        return cls(
            id=reply.id,
            conversation=reply.conversation,
            question=reply.question,
            understood_as=reply.understood_as,
            status="answered" if answered else "declined",
            reason=None if isinstance(outcome, core.Answered) else outcome.reason,
            answer=outcome.text,
            answered_by=outcome.answered_by if isinstance(outcome, core.Answered) else None,
            citations=_citations(outcome.citations if isinstance(outcome, core.Answered) else ()),
            near_misses=_citations(
                () if isinstance(outcome, core.Answered) else outcome.near_misses
            ),
            searched=Searched(
                documents=reply.searched.documents,
                passages=reply.searched.passages,
                vectors_ready=reply.searched.vectors_ready,
                as_of=reply.searched.as_of,
            ),
            clauses=list(outcome.clauses),
            warnings=list(outcome.warnings),
            took_ms=reply.took_ms,
        )


class Hit(Citation):
    """A passage that was found, and how well it fits; scores compare only within one query."""

    score: float = Field(examples=[0.71])


class Result(Shape):
    """What one query found, best first."""

    id: str
    query: str
    hits: list[Hit]


class Results(Shape):
    """`search --json`."""

    results: list[Result]


class Fault(Shape):
    """Why a file was refused."""

    code: str = Field(examples=["document-encrypted"])
    message: str = Field(examples=["'Q-7.pdf' asks for a password."])
    hint: str = Field(examples=["Save a copy without the password and ingest that."])

    @classmethod
    def of(cls, error: ClausewiseError) -> Self:
        """The shape of an error."""
        return cls(code=error.code, message=str(error), hint=error.hint)


class File(Shape):
    """What became of one file of an ingest."""

    path: str = Field(examples=["procedures/QP-840_C.pdf"])
    outcome: Literal["added", "replaced", "unchanged", "removed", "refused"]
    document: str | None = Field(examples=["QP-840"])
    revision: str | None = Field(examples=["C"])
    title: str | None = Field(examples=["Receiving inspection"])
    kind: str | None = Field(examples=["procedure"])
    status: str | None = Field(examples=["in_force"])
    effective_date: date | None = Field(examples=["2025-03-01"])
    pages: int = Field(examples=[6])
    passages: int = Field(examples=[31])
    records: int = Field(examples=[0])
    pages_without_text: list[int] = Field(examples=[[]])
    ocr_pages: list[int] = Field(examples=[[]])
    duplicate_of: str | None = Field(examples=[None])
    error: Fault | None
    warnings: list[str] = Field(default=[], examples=[[]])


class Ingested(Shape):
    """What became of every file of an ingest."""

    added: int = Field(examples=[40])
    replaced: int = Field(examples=[1])
    unchanged: int = Field(examples=[0])
    removed: int = Field(examples=[0])
    refused: int = Field(examples=[3])
    took_ms: int = Field(examples=[8123])
    files: list[File]


class Document(Shape):
    """One revision of a controlled document."""

    document: str
    revision: str
    title: str
    kind: str
    status: str
    effective_date: date | None
    review_date: date | None
    owner: str | None
    path: str
    pages: int
    passages: int
    records: int
    warnings: list[str]


class Documents(Shape):
    """`documents --json`."""

    documents: list[Document]


class MappedPassage(Citation):
    """A place that bears on a clause, and who says so."""

    mapping: str = Field(examples=["m_51c0"])
    basis: str = Field(examples=["cited_number"])
    confidence: float = Field(examples=[0.97])
    decision: str = Field(examples=["proposed"])
    decided_by: str | None = Field(examples=[None])
    decided_at: str | None = Field(examples=[None])
    suspect: bool = Field(examples=[False])

    @classmethod
    def at(cls, citation: core.Citation, mapping: ClauseMapping, **more: object) -> Self:
        """The shape of a place and its mapping."""
        return cls.of(
            citation,
            mapping=mapping.id,
            basis=mapping.proposal.basis.value,
            confidence=mapping.proposal.confidence,
            decision=mapping.decision.value,
            decided_by=mapping.decided_by,
            decided_at=mapping.decided_at,
            suspect=mapping.suspect,
            **more,
        )


class Mapping(MappedPassage):
    """One mapping, with the clause it is to and the words that led to it."""

    clause: str
    reason: str
    note: str | None


class Mappings(Shape):
    """`mappings --json`."""

    mappings: list[Mapping]


class RecordPlace(Citation):
    """A record, with the day it speaks of."""

    date: day | None
    valid_until: day | None


class ClauseCoverage(Shape):
    """Where one clause is documented and practised, sub-clauses included."""

    clause: str = Field(examples=["8.4.1"])
    title: str
    applicability: str = Field(examples=["active"])
    documented: core_coverage.Documented
    practised: core_coverage.Practised
    passages: list[MappedPassage]
    records: list[RecordPlace]
    gaps: list[str]

    @classmethod
    def of(cls, one: core_coverage.ClauseCoverage) -> Self:
        """The shape of one clause's coverage."""
        return cls(
            clause=str(one.clause.number),
            title=one.clause.title,
            applicability=one.clause.applicability.value,
            documented=one.documented,
            practised=one.practised,
            passages=[MappedPassage.at(place.citation, place.mapping) for place in one.passages],
            records=[
                RecordPlace.of(place.citation, date=place.day, valid_until=place.valid_until)
                for place in one.records
            ],
            gaps=list(one.gaps),
        )


class Coverage(Shape):
    """Clauses of an edition in reading order."""

    edition: str = Field(examples=["as9120b"])
    as_of: date
    clauses: list[ClauseCoverage]

    @classmethod
    def of(cls, report: core_coverage.Coverage) -> Self:
        """The shape of a coverage report."""
        return cls(
            edition=report.edition,
            as_of=report.as_of,
            clauses=[ClauseCoverage.of(one) for one in report.clauses],
        )


class Gap(Shape):
    """Something an auditor would ask for that is absent, out of date or contradicted."""

    id: str = Field(examples=["g_1f0e"])
    kind: audits.GapKind
    clause: str = Field(examples=["8.4.1.1"])
    severity: audits.Severity = Field(description="A proposal for a person to grade.")
    subject: str
    message: str
    hint: str
    due: date | None
    owner: str | None
    rule: str
    evidence: list[Citation]

    @classmethod
    def of(cls, gap: audits.Gap) -> Self:
        """The shape of a gap."""
        return cls(
            id=gap.id,
            kind=gap.kind,
            clause=str(gap.clause),
            severity=gap.severity,
            subject=gap.subject,
            message=gap.message,
            hint=gap.hint,
            due=gap.due,
            owner=gap.owner,
            rule=gap.rule,
            evidence=_citations(gap.evidence),
        )


class Checked(Shape):
    """How much was looked at to find the gaps."""

    rules: int
    records: int


class Gaps(Shape):
    """`gaps --json`."""

    as_of: date
    gaps: list[Gap]
    checked: Checked

    @classmethod
    def of(cls, report: audits.GapReport) -> Self:
        """The shape of a gap report."""
        return cls(
            as_of=report.as_of,
            gaps=[Gap.of(gap) for gap in report.gaps],
            checked=Checked(rules=report.rules, records=report.records),
        )


class Sample(Shape):
    """Rows drawn for the auditor to look at."""

    population: int
    size: int
    rows: list[str]
    seed: int


class ChecklistItem(Shape):
    """One question of an internal audit; the last three fields are the auditor's."""

    no: int
    clause: str
    process: str
    question: str
    criterion: str
    look_at: str
    sample: Sample | None
    sources: list[Citation]
    known_gaps: list[str]
    evidence_seen: str
    result: str
    finding: str

    @classmethod
    def of(cls, item: audits.ChecklistItem) -> Self:
        """The shape of an item."""
        sample = item.sample
        return cls(
            no=item.no,
            clause=str(item.clause),
            process=item.process,
            question=item.question,
            criterion=item.criterion,
            look_at=item.look_at,
            sample=None
            if sample is None
            else Sample(
                population=sample.population,
                size=sample.size,
                rows=list(sample.rows),
                seed=sample.seed,
            ),
            sources=_citations(item.sources),
            known_gaps=list(item.known_gaps),
            evidence_seen=item.evidence_seen,
            result=item.result,
            finding=item.finding,
        )


class Checklist(Shape):
    """`checklist --format json`."""

    edition: str
    as_of: date
    scope: list[str]
    items: list[ChecklistItem]

    @classmethod
    def of(cls, checklist: audits.Checklist) -> Self:
        """The shape of a checklist."""
        return cls(
            edition=checklist.edition,
            as_of=checklist.as_of,
            scope=[str(number) for number in checklist.scope],
            items=[ChecklistItem.of(item) for item in checklist.items],
        )


class Problem(BaseModel):
    """An error as RFC 9457 problem details; `type` is `urn:clausewise:<code>`."""

    type: str = Field(examples=["urn:clausewise:not-found"])
    title: str = Field(examples=["There is no reply 'r_1'."])
    status: int = Field(examples=[404])
    detail: str = Field(description="What to do about it.")
    retryable: bool = False


def _citations(citations: Iterable[core.Citation]) -> list[Citation]:
    return [Citation.of(one) for one in citations]
