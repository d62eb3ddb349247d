"""Findings as a person reads them on a terminal."""

from collections.abc import Sequence

from assistant.findings.wording import identifiers
from assistant.model.findings import (
    FindingDraft,
    FindingEntry,
    FindingStanding,
    Register,
    RegisterLine,
)
from integrations import shapes
from integrations.cli.reply_text import citation_lines
from integrations.cli.screen import Indented, console, plain, table
from integrations.places import counted


def stands(one: FindingStanding) -> str:
    """Where a finding stands, in a sentence."""
    owner = f", {one.owner}" if one.owner else ""
    return f"{one.finding.id} is {one.state}{owner}{_wanted(one)}."


def _wanted(one: FindingStanding) -> str:
    if not one.due_of:
        return ""
    if one.due is None:
        return f"; no day is set for the {one.due_of}"
    late = f", {counted(one.overdue_by, 'day')} over" if one.overdue_by else ""
    return f"; {one.due_of} due {one.due.isoformat()}{late}"


def show(one: FindingStanding) -> None:
    """Print a finding: its three parts, what was entered, where it stands."""
    screen = console()
    found, own = one.finding, one.finding.requirement
    screen.print(Indented(f"{found.id} · {one.grade} · {own.place}", 2, first=0, style="bold"))
    if own.words:
        screen.print(Indented(f"Requirement: {plain(own.words)}", 4, first=2))
    if own.citation:
        for line in citation_lines(own.citation, tag=0, by=2):
            screen.print(line)
    for name, text in (("Evidence", found.evidence), ("Nature", found.nature)):
        screen.print(Indented(f"{name}: {plain(text) or '–'}", 4, first=2))
    named = ", ".join(identifiers(found.evidence))
    screen.print(Indented(f"Identifiers: {plain(named) or '–'}", 4, first=2))
    screen.print(Indented(f"Raised {found.on.isoformat()} by {plain(found.by)}", 4, first=2))
    for entry in one.entries:
        screen.print(Indented(plain(entry_line(entry)), 4, first=2))
    screen.print(Indented(plain(stands(one)), 2, first=0))


def entry_line(entry: FindingEntry) -> str:
    """An entry in a line: day, who, what."""
    parts = [
        entry.text,
        f"factors {', '.join(entry.factors)}" if entry.factors else "",
        f"owner {entry.owner}" if entry.owner else "",
        f"due {entry.due.isoformat()}" if entry.due else "",
        f"grade {entry.grade}" if entry.grade else "",
        entry.effect.value.replace("_", " ") if entry.effect else "",
    ]
    act = entry.act.value.replace("_", " ")
    return f"{entry.on.isoformat()} {entry.by}: {act}. " + "; ".join(one for one in parts if one)


def show_register(found: Register) -> None:
    """Print the register, overdue first."""
    screen = console()
    if found.lines:
        columns = ("Finding", "Clause", "Grade", "State", "Owner", "Due", "Age", "Says")
        screen.print(table(columns, map(_row, found.lines), wide="Says", whole=("Finding",)))
    logged = sum(one.source == "log" for one in found.lines)
    screen.print(
        f"{counted(len(found.lines), 'finding')}, {found.open} open, {found.overdue} overdue as of "
        f"{found.as_of.isoformat()}; {logged} from logs, marked *."
    )


def _row(one: RegisterLine) -> tuple[str, ...]:
    age = "" if one.days_open is None else f"{one.days_open} d"
    if one.overdue_by:
        age += f", {one.overdue_by} over"
    return (
        one.id + ("*" if one.source == "log" else ""),
        one.clause,
        one.grade,
        one.state,
        one.owner,
        one.due.isoformat() if one.due else "",
        age,
        one.says,
    )


def show_drafts(waiting: Sequence[FindingDraft]) -> None:
    """Print what was typed and waits."""
    screen = console()
    for one in waiting:
        head = f"draft {one.id} · {one.audit} · {plain(one.by)} · {one.at}"
        screen.print(Indented(head, 2, first=0, style="bold"))
        typed = one.typed
        for name, text in (
            ("item", typed.item),
            ("clause", typed.clause),
            ("procedure", typed.procedure),
            ("quote", typed.quote),
            ("requirement", typed.requirement),
            ("evidence", typed.evidence),
            ("nature", typed.nature),
            ("grade", typed.grade),
        ):
            if text:
                screen.print(Indented(f"{name}: {plain(text)}", 4, first=2))
    screen.print(f"{counted(len(waiting), 'draft')}.")


def show_factors(shape: shapes.Factors) -> None:
    """Print the human factors."""
    rows = [(one.id, one.title, one.asks) for one in shape.factors]
    console().print(table(("Factor", "Name", "Asks"), rows, wide="Asks", whole=("Factor",)))
