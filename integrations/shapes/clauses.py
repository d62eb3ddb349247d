"""Coverage and the cross-walk."""

from datetime import date
from datetime import date as day
from typing import Self

from pydantic import Field

from assistant import coverage as core
from assistant import crosswalk as core_crosswalk
from assistant.crosswalk import Crossing
from assistant.organisation.tailoring import why_not
from integrations.shapes.base import Shape
from integrations.shapes.ledger import MappedPassage
from integrations.shapes.replies import Citation


class RecordPlace(Citation):
    """A record, with the day it speaks of."""

    date: day | None
    valid_until: day | None


class ClauseCoverage(Shape):
    """Where one clause is documented and practised, sub-clauses included."""

    clause: str = Field(examples=["8.4.1"])
    title: str
    applicability: str = Field(examples=["active"])
    required: core.Required
    justification: str = Field(
        default="", description="The organisation's own, where it does not apply."
    )
    reason: str = Field(
        default="", description="The justification; where none is given, what custom says."
    )
    owner: str = Field(default="", examples=["Buying Lead"])
    documented: core.Documented
    practised: core.Practised
    suspect: bool = Field(
        default=False, description="What was confirmed has changed since; it counts as proposed."
    )
    passages: list[MappedPassage]
    records: list[RecordPlace]
    gaps: list[str]

    @classmethod
    def of(cls, one: core.ClauseCoverage) -> Self:
        """The shape of one clause's coverage."""
        return cls(
            clause=str(one.clause.number),
            title=one.clause.title,
            applicability=one.clause.applicability.value,
            required=one.required,
            justification=one.clause.justification,
            reason=why_not(one.clause),
            owner=one.clause.owner,
            documented=one.documented,
            practised=one.practised,
            suspect=one.suspect,
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
    def of(cls, report: core.Coverage) -> Self:
        """The shape of a coverage report."""
        return cls(
            edition=report.edition,
            as_of=report.as_of,
            clauses=[ClauseCoverage.of(one) for one in report.clauses],
        )


class CurrentClause(Shape):
    """A current clause by number; the title is empty when the edition has no such clause."""

    clause: str = Field(examples=["8.4.1"])
    title: str


class LegacyClause(Shape):
    """An old clause and the current ones that took its subject over."""

    number: str = Field(examples=["7.4.1"])
    title: str
    relation: str = Field(examples=["part"])
    editions: list[str] = Field(examples=[["iso9001:2008"]])
    current: list[CurrentClause]
    note: str
    confidence: str = Field(description="A seen in a public source, B likely, U open.")

    @classmethod
    def of(cls, crossing: Crossing) -> Self:
        """The shape of an old clause."""
        old = crossing.old
        return cls(
            number=str(old.number),
            title=old.title,
            relation=old.relation.value,
            editions=list(old.editions),
            current=[
                CurrentClause(clause=str(one.number), title=one.title) for one in crossing.current
            ],
            note=old.note,
            confidence=old.confidence.value,
        )


class Onward(Shape):
    """Where clauses went in a newer edition, or came from before an older one."""

    edition: str
    name: str
    clauses: list[LegacyClause]

    @classmethod
    def of(cls, found: core_crosswalk.Onward) -> Self:
        """The shape of a further edition."""
        return cls(
            edition=found.edition,
            name=found.name,
            clauses=[LegacyClause.of(one) for one in found.crossings],
        )


class Crosswalk(Shape):
    """`crosswalk --json`: one number read as an old one and as a current one."""

    edition: str
    number: str
    legacy: list[LegacyClause]
    clause: CurrentClause | None
    took_over: list[LegacyClause]
    ambiguous: bool = Field(description="The number means different things then and now.")
    onward: list[Onward] = Field(description="Where today's clauses went in newer editions.")
    before: list[Onward] = Field(description="What stood before the old clauses.")

    @classmethod
    def of(cls, found: core_crosswalk.Crosswalk) -> Self:
        """The shape of a number read both ways."""
        clause = found.clause
        return cls(
            edition=found.edition,
            number=str(found.number),
            legacy=[LegacyClause.of(one) for one in found.legacy],
            clause=None
            if clause is None
            else CurrentClause(clause=str(clause.number), title=clause.title),
            took_over=[LegacyClause.of(one) for one in found.took_over],
            ambiguous=found.ambiguous,
            onward=[Onward.of(one) for one in found.onward],
            before=[Onward.of(one) for one in found.before],
        )
