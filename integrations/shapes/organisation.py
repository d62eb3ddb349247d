"""The organisation's settings, and the matrix of its processes."""

from datetime import date
from typing import Self

from assistant.coverage import Documented, Practised
from assistant.model import organisation as core
from assistant.organisation import matrix
from assistant.organisation.tailoring import why_not
from integrations.shapes.base import Shape


class NotApplicable(Shape):
    """A clause that does not apply, and why."""

    clause: str
    reason: str


class ClauseOwner(Shape):
    """Who answers for a clause."""

    clause: str
    owner: str


class Process(Shape):
    """A process with what it serves and what describes it."""

    name: str
    owner: str
    clauses: list[str]
    documents: list[str]

    @classmethod
    def of(cls, one: core.Process) -> Self:
        """The shape of a process."""
        return cls(
            name=one.name,
            owner=one.owner,
            clauses=[str(number) for number in one.clauses],
            documents=list(one.documents),
        )


class RuleChange(Shape):
    """A rule for gaps that is switched off or has other limits, and why."""

    rule: str
    off: bool
    limits: dict[str, int]
    reason: str


class Auditor(Shape):
    """An internal auditor, with roles and the processes whose work is his or her own."""

    name: str
    roles: list[str]
    works_in: list[str]


class Organisation(Shape):
    """`organisation show --json`."""

    name: str
    not_applicable: list[NotApplicable]
    owners: list[ClauseOwner]
    processes: list[Process]
    gap_rules: list[RuleChange]
    auditors: list[Auditor]

    @classmethod
    def of(cls, one: core.Organisation) -> Self:
        """The shape of an organisation's settings."""
        return cls(
            name=one.name,
            not_applicable=[
                NotApplicable(clause=str(each.clause), reason=each.reason)
                for each in one.not_applicable
            ],
            owners=[ClauseOwner(clause=str(each.clause), owner=each.owner) for each in one.owners],
            processes=[Process.of(each) for each in one.processes],
            gap_rules=[
                RuleChange(
                    rule=each.rule, off=each.off, limits=dict(each.limits), reason=each.reason
                )
                for each in one.gap_rules
            ],
            auditors=[
                Auditor(name=each.name, roles=list(each.roles), works_in=list(each.works_in))
                for each in one.auditors
            ],
        )


class MatrixCell(Shape):
    """A clause that a process serves."""

    clause: str
    title: str
    reason: str  # why it does not apply; "" where it does
    documented: Documented
    practised: Practised
    places: int


class MatrixRow(Process):
    """A process with its clauses, and the documents it names that are not in force here."""

    cells: list[MatrixCell]
    not_held: list[str]
    doubts: list[str]


class Matrix(Shape):
    """`coverage --matrix --json`: process by clause."""

    edition: str
    as_of: date
    processes: list[MatrixRow]
    unserved: list[str]

    @classmethod
    def of(cls, found: matrix.Matrix) -> Self:
        """The shape of a matrix."""
        return cls(
            edition=found.edition,
            as_of=found.as_of,
            processes=[_row(one) for one in found.rows],
            unserved=[str(one.number) for one in found.unserved],
        )


def _row(row: matrix.ProcessRow) -> MatrixRow:
    cells = [
        MatrixCell(
            clause=str(one.clause.number),
            title=one.clause.title,
            reason=why_not(one.clause),
            documented=one.documented,
            practised=one.practised,
            places=one.places,
        )
        for one in row.crossings
    ]
    given = Process.of(row.process).model_dump()
    return MatrixRow(**given, cells=cells, not_held=list(row.not_held), doubts=list(row.doubts))
