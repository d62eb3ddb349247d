"""A programme by hand, with something in every field."""

from datetime import date

from assistant.model.clauses import ClauseNumber
from assistant.model.programmes import (
    Auditor,
    Month,
    OutOfScope,
    OwnWork,
    PlannedAudit,
    Programme,
    ProgrammeClause,
    ProgrammeProcess,
    RiskLevel,
    RiskReason,
)
from tests.company import clause, edition

EDITION = edition(
    clause("8.4", "Suppliers"),
    clause("8.4.1", "Approval"),
    clause("8.4.3", "Orders"),
    clause("8.10", "Ten"),
)


def numbers(*texts: str) -> tuple[ClauseNumber, ...]:
    return tuple(map(ClauseNumber.parse, texts))


BUYING = ProgrammeProcess(
    "Buying",
    "Buying Lead",
    numbers("8.4"),
    ("QP-84", "PQC-1, quality clauses"),
    False,
    RiskLevel.HIGH,
    (RiskReason(6, "3 gaps graded major (g_1, g_2, g_3)"), RiskReason(4, "=never audited")),
    date(2025, 6, 17),
    "IA-25-03 (F-92 Plan!7)",
    4,
)
TENTHS = ProgrammeProcess("Tenths", clauses=numbers("8.10"), customary=True)
PROGRAMME = Programme(
    id="P-2027-01",
    edition=EDITION.id,
    as_of=date(2026, 9, 30),
    start=Month(2027, 1),
    months=12,
    audits=(
        PlannedAudit(
            "A-2027-01", Month(2027, 2), "Buying", numbers("8.4.1"), "Ann Lee", "two\nlines"
        ),
        PlannedAudit("A-2027-02", Month(2027, 2), "Buying", numbers("8.4.3")),
        PlannedAudit("A-2027-03", Month(2027, 9), "Tenths", numbers("8.10"), "Bo Ray"),
    ),
    processes=(BUYING, TENTHS),
    clauses=(
        ProgrammeClause(
            ClauseNumber.parse("8.4.1"),
            "Approval",
            "Cy Dow",
            date(2025, 6, 17),
            "IA-25-03",
            4,
            3,
            2,
            1,
            20,
            15,
        ),
        ProgrammeClause(ClauseNumber.parse("8.4.3"), "Orders"),
        ProgrammeClause(ClauseNumber.parse("8.10"), "Ten"),
    ),
    auditors=(
        Auditor(
            "Ann Lee",
            ("Quality Engineer", "Buyer"),
            date(2025, 5, 19),
            date(2028, 5, 19),
            "F-62 L!4",
        ),
        Auditor("Bo Ray", competence="no record of competence as an auditor is held"),
    ),
    own_work=(
        OwnWork("Ann Lee", "Buying", "answers for the clause", numbers("8.4.3")),
        OwnWork("Bo Ray", "Buying", "approved QP-84"),
    ),
    out_of_scope=(OutOfScope(ClauseNumber.parse("8.4"), "We distribute only."),),
    notes=("Check the roles.", "And the dates."),
    organisation="A distributor",
)
