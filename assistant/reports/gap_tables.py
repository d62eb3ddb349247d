"""Gaps as a report: one table to sort, filter and work off. Pure."""

from assistant.model.audits import Gap, GapReport
from assistant.model.replies import Citation
from assistant.reports.report import Column, Report, Table

_COLUMNS = (
    Column("Clause", 10),
    Column("Subject", 24),
    Column("Kind", 16),
    Column("Severity (proposed)", 14),
    Column("What is wrong", 60),
    Column("What would close it", 40),
    Column("Due", 12),
    Column("Evidence", 60),
    Column("Owner", 18),
    Column("Accepted", 30),
    Column("Rule", 28),
    Column("Id", 16),
    Column("Graded", 12, mine=True),
    Column("Remark", 30, mine=True),
)


def tables(report: GapReport) -> Report:
    """The report of the gaps of a day."""
    accepted = sum(gap.accepted is not None for gap in report.gaps)
    lead = (
        f"{len(report.gaps)} gaps as of {report.as_of.isoformat()}, {accepted} of them accepted; "
        f"{report.rules} rules and {report.records} records checked.",
        "Severity is a proposal for a person to grade. What is quoted stands in the documents.",
        *filter(None, [report.not_looked_at]),
    )
    rows = tuple(_row(gap) for gap in report.gaps)
    tones = {place: "dropped" for place, gap in enumerate(report.gaps) if gap.accepted}
    return Report("Gaps", lead, (Table("Gaps", _COLUMNS, rows, tones=tones),))


def acceptance(gap: Gap) -> str:
    """`until 2026-12-31 by A. Lee: the new certificate is on its way`; "" when it is open."""
    one = gap.accepted
    if one is None:
        return ""
    until = f"until {one.until.isoformat()} " if one.until else ""
    return f"{until}by {one.by}: {one.reason}"


def _row(gap: Gap) -> tuple[str, ...]:
    return (
        str(gap.clause),
        gap.subject,
        gap.kind.value.replace("_", " "),
        gap.severity.value,
        gap.message,
        gap.hint,
        gap.due.isoformat() if gap.due else "",
        "\n".join(_cited(one) for one in gap.evidence),
        gap.owner or "",
        acceptance(gap),
        gap.rule,
        gap.id,
        "",
        "",
    )


def _cited(one: Citation) -> str:
    where = one.row or (f"section {one.section}" if one.section else f"p. {one.page}")
    label = f" rev {one.revision}" if one.revision else ""
    return f"{one.document}{label}, {where}: {one.quote}"
