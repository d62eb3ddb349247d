"""A programme as sheets of texts: every stored field has a cell. Pure; `from_sheets` reads them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from assistant.model.clauses import ClauseNumber
from assistant.model.programmes import Programme

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SheetForm:
    """A sheet: its columns with their widths in characters, and what is asked of it."""

    name: str
    columns: tuple[tuple[str, int], ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The headings."""
        return tuple(name for name, _ in self.columns)


AUDITS = SheetForm(
    "Programme",
    (
        ("Audit", 12),
        ("Month", 10),
        ("Process", 30),
        ("Clauses", 36),
        ("Auditor", 24),
        ("Note", 50),
    ),
)
PROCESSES = SheetForm(
    "Processes",
    (
        ("Process", 30),
        ("Owner", 24),
        ("Clauses", 32),
        ("Documents", 40),
        ("Customary", 11),
        ("Risk", 9),
        ("Last audited", 13),
        ("Last audit", 30),
        ("Findings", 10),
    ),
)
RISK = SheetForm("Risk", (("Process", 30), ("Points", 8), ("Reason", 100)))
CLAUSES = SheetForm(
    "Clauses",
    (
        ("Clause", 9),
        ("Title", 44),
        ("Owner", 24),
        ("Last audited", 13),
        ("Last audit", 30),
        ("Findings", 10),
        ("Major gaps", 8),
        ("Minor gaps", 8),
        ("Observations", 13),
        ("Mappings", 10),
        ("Undecided", 11),
    ),
)
AUDITORS = SheetForm(
    "Auditors",
    (
        ("Auditor", 26),
        ("Roles", 44),
        ("Competent since", 12),
        ("Competent until", 12),
        ("Competence", 50),
    ),
)
OWN_WORK = SheetForm("Own work", (("Auditor", 26), ("Process", 30), ("Clauses", 26), ("Why", 60)))
OUT_OF_SCOPE = SheetForm("Left out", (("Clause", 9), ("Why", 100)))
BASIS = SheetForm("Basis", (("What", 20), ("Value", 110)))
FORMS = (AUDITS, PROCESSES, RISK, CLAUSES, AUDITORS, OWN_WORK, OUT_OF_SCOPE, BASIS)
NOTE = "Note"
VERSION = "Version"


def as_sheets(programme: Programme, *, version: int = 0) -> Mapping[str, list[Row]]:
    """The rows of each sheet, by its name, without headings. `version` 0: never saved."""
    return {
        AUDITS.name: _audits(programme),
        PROCESSES.name: _processes(programme),
        RISK.name: [
            (process.name, str(one.points), one.reason)
            for process in programme.processes
            for one in process.reasons
        ],
        CLAUSES.name: _clauses(programme),
        AUDITORS.name: [
            (
                one.name,
                "; ".join(one.roles),
                day(one.competent_since),
                day(one.competent_until),
                one.competence,
            )
            for one in programme.auditors
        ],
        OWN_WORK.name: [
            (one.auditor, one.process, listed(one.clauses), one.why) for one in programme.own_work
        ],
        OUT_OF_SCOPE.name: [(str(one.clause), one.why) for one in programme.out_of_scope],
        BASIS.name: _basis(programme, version),
    }


def _audits(programme: Programme) -> list[Row]:
    return [
        (one.id, str(one.month), one.process, listed(one.clauses), one.auditor, one.note)
        for one in programme.audits
    ]


def _processes(programme: Programme) -> list[Row]:
    return [
        (
            one.name,
            one.owner,
            listed(one.clauses),
            "; ".join(one.documents),
            "yes" if one.customary else "no",
            one.risk.value,
            day(one.last_audited),
            one.last_audit,
            str(one.findings),
        )
        for one in programme.processes
    ]


def _clauses(programme: Programme) -> list[Row]:
    return [
        (
            str(one.number),
            one.title,
            one.owner,
            day(one.last_audited),
            one.last_audit,
            str(one.findings),
            str(one.majors),
            str(one.minors),
            str(one.observations),
            str(one.mapped),
            str(one.undecided),
        )
        for one in programme.clauses
    ]


def _basis(programme: Programme, version: int) -> list[Row]:
    return [
        ("Programme", programme.id),
        (VERSION, str(version) if version else ""),
        ("Edition", programme.edition),
        ("Organisation", programme.organisation),
        ("As of", programme.as_of.isoformat()),
        ("Start", str(programme.start)),
        ("Months", str(programme.months)),
        *((NOTE, one) for one in programme.notes),
    ]


def day(one: date | None) -> str:
    """`2026-06-17`; "" for none."""
    return one.isoformat() if one else ""


def listed(clauses: Iterable[ClauseNumber]) -> str:
    """`8.4.1, 8.6`."""
    return ", ".join(map(str, clauses))
