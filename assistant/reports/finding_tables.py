"""Findings as tables: to be read in a report, and whole in the working papers."""

from collections.abc import Iterator, Sequence
from datetime import date

from assistant.audits.drafting import short_place
from assistant.model.findings import (
    Finding,
    FindingDraft,
    FindingEntry,
    FindingStanding,
    Grade,
    Requirement,
)
from assistant.reports.cited import CITED, cited
from assistant.reports.report import Column, Table

NEW = "New findings"
"""The table in which findings can be raised offline."""
TYPED = ("Item no", "Clause", "Procedure", "Words of it", "Requirement", "Evidence", "Nature")
"""Its columns but the last, in the order of `TypedFinding`."""
GRADE = "Grade"
_BLANK_ROWS = 25


def read_findings(standings: Sequence[FindingStanding]) -> tuple[Table, ...]:
    """What was raised, in its three parts, and what is done about it."""
    if not standings:
        return (Table("Findings", (), (), lead="No finding was raised."),)
    return (_raised(standings), _followed_up(standings))


def kept_findings(
    standings: Sequence[FindingStanding], drafts: Sequence[FindingDraft], *, offline: bool = False
) -> tuple[Table, ...]:
    """Every field that is kept; `offline` adds empty rows in which findings can be raised."""
    new = (_new(),) if offline else ()
    return (*new, _whole(standings), _places(standings), _entries(standings), _drafts(drafts))


def _raised(standings: Sequence[FindingStanding]) -> Table:
    columns = (
        Column("Finding", 15),
        Column("Grade", 11),
        Column("Requirement", 44),
        Column("Objective evidence", 44),
        Column("Nature", 40),
        Column("Raised", 16),
    )
    rows = tuple(
        (
            one.finding.id,
            one.grade.value,
            _required(one.finding.requirement),
            one.finding.evidence,
            one.finding.nature,
            f"{one.finding.by}\n{one.finding.on}",
        )
        for one in standings
    )
    return Table("Findings", columns, rows, lead="Graded by people.")


def _required(requirement: Requirement) -> str:
    quote = requirement.citation.quote if requirement.citation else ""
    own = f"“{quote}” ({short_place(requirement.citation)})" if requirement.citation else ""
    clause = str(requirement.clause or "")
    place = "" if own else requirement.place
    return "\n".join(filter(None, [place or clause, requirement.words, own]))


def _followed_up(standings: Sequence[FindingStanding]) -> Table:
    columns = (
        Column("Finding", 15),
        Column("State", 11),
        Column("Owner", 16),
        Column("Wanted next", 18),
        Column("Correction", 30),
        Column("Cause", 30),
        Column("Action", 34),
        Column("Did it work", 26),
    )
    rows = tuple(
        (
            one.finding.id,
            one.state.value,
            one.owner,
            f"{one.due_of} by {one.due}" if one.due else one.due_of,
            _said(one.correction),
            _said(one.cause),
            _said(one.action),
            _said(one.check),
        )
        for one in standings
    )
    return Table("What is done about them", columns, rows)


def _said(entry: FindingEntry | None) -> str:
    if entry is None:
        return ""
    effect = entry.effect.value.replace("_", " ") if entry.effect else ""
    factors = f"Human factors: {', '.join(entry.factors)}" if entry.factors else ""
    owner = f"{entry.owner}, by {entry.due}" if entry.owner and entry.due else entry.owner
    return "\n".join(filter(None, [effect, entry.text, factors, owner, f"{entry.by}, {entry.on}"]))


def _new() -> Table:
    widths = (9, 10, 26, 36, 36, 44, 40)
    columns = tuple(
        Column(name, width, mine=True) for name, width in zip(TYPED, widths, strict=True)
    )
    grades = tuple(grade.value for grade in Grade)
    lead = (
        "A finding a row, raised with `audit import`. Requirement: a clause, or a place such as "
        "QP-1 rev C 6.2 with words of it. What is incomplete is kept as a draft."
    )
    all_columns = (*columns, Column(GRADE, 13, mine=True, choices=grades))
    return Table(NEW, all_columns, (), lead=lead, blank=_BLANK_ROWS)


def _whole(standings: Sequence[FindingStanding]) -> Table:
    named = {"Finding": 15, "Item": 14, "Clause": 9, "Document": 12, "Revision": 8, "Section": 9}
    named |= {"Requirement": 34, "Evidence": 40, "Nature": 34}
    named |= {"Raised as": 11, "Grade now": 11, "State": 10, "Owner": 14, "Due": 11}
    named |= {"Due for": 14, "Closed": 11, "By": 14, "On": 11, "At": 22}
    columns = tuple(Column(name, width) for name, width in named.items())
    return Table("Findings", columns, tuple(_whole_row(one) for one in standings))


def _whole_row(one: FindingStanding) -> tuple[str, ...]:
    found = one.finding
    return (
        *_parts(found),
        found.grade.value,
        one.grade.value,
        one.state.value,
        one.owner,
        _day(one.due),
        one.due_of,
        _day(one.closed),
        found.by,
        found.on.isoformat(),
        found.at,
    )


def _parts(found: Finding) -> tuple[str, ...]:
    own = found.requirement
    return (
        found.id,
        found.item,
        str(own.clause or ""),
        own.document,
        own.revision,
        own.section,
        own.words,
        found.evidence,
        found.nature,
    )


def _places(standings: Sequence[FindingStanding]) -> Table:
    rows = tuple(
        (one.finding.id, *cited(one.finding.requirement.citation))
        for one in standings
        if one.finding.requirement.citation
    )
    lead = "Own requirements, word for word."
    return Table("Requirements", (Column("Finding", 15), *CITED), rows, lead=lead)


def _entries(standings: Sequence[FindingStanding]) -> Table:
    named = {"Entry": 8, "Finding": 15, "Act": 14, "Words": 60, "Human factors": 20, "Owner": 16}
    named |= {"Due": 12, "Grade": 12, "Effect": 14, "By": 16, "On": 12, "At": 24}
    rows = sorted(_entry_rows(standings), key=lambda row: int(row[0]))
    columns = tuple(Column(name, width) for name, width in named.items())
    lead = "All that was entered about findings, oldest first."
    return Table("Finding entries", columns, tuple(rows), lead=lead)


def _entry_rows(standings: Sequence[FindingStanding]) -> Iterator[tuple[str, ...]]:
    for one in (entry for standing in standings for entry in standing.entries):
        yield (
            str(one.id),
            one.finding,
            one.act.value,
            one.text,
            ", ".join(one.factors),
            one.owner,
            _day(one.due),
            one.grade.value if one.grade else "",
            one.effect.value if one.effect else "",
            one.by,
            one.on.isoformat(),
            one.at,
        )


def _drafts(drafts: Sequence[FindingDraft]) -> Table:
    names = ("Draft", *TYPED, GRADE, "By", "At")
    widths = (7, 9, 10, 22, 30, 30, 40, 34, 11, 16, 24)
    columns = tuple(Column(name, width) for name, width in zip(names, widths, strict=True))
    rows = tuple((str(one.id), *typed_cells(one), one.by, one.at) for one in drafts)
    return Table("Finding drafts", columns, rows, lead="Typed, and not complete yet.")


def typed_cells(draft: FindingDraft) -> tuple[str, ...]:
    """What was typed, in the order of `TYPED` and `GRADE`."""
    one = draft.typed
    return (
        one.item,
        one.clause,
        one.procedure,
        one.quote,
        one.requirement,
        one.evidence,
        one.nature,
        one.grade,
    )


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
