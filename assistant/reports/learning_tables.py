"""A way to learn as a hand-out: what to know of each document, checks, and their solutions."""

import re
from collections.abc import Iterator

from assistant.audits.drafting import short_place
from assistant.model.learning import Check, Known, LearningPath, Stop
from assistant.reports.report import Column, Report, Table

_LETTERS = "abcdefgh"
BONDS = {
    "does": "you do or decide it",
    "heading": "in the section on your role",
    "told": "you are told or asked",
    "section": "beside what you do",
    "document": "in a document of your work",
    "everyone": "binds everybody",
}
"""How a sentence concerns the reader, in words."""


def report_of(path: LearningPath) -> Report:
    """The hand-out: the way, a table for each document, the checks, the solutions at the end."""
    checks = path.checks
    tables = [_overview(path), *(_stop(stop, role=path.role is not None) for stop in path.stops)]
    if checks:
        tables += [_questions(path), _solutions(path)]
    return Report(f"Learning path: {path.title}", tuple(_lead(path)), tuple(tables), upright=True)


def matter_of(check: Check) -> str:
    """What a check is about: the document's title and the section's."""
    section = re.sub(r"^[\d.\s]+", "", check.solution.section_title or "").rstrip(": ")
    return " › ".join(dict.fromkeys(one for one in (check.solution.title, section) if one))


def choice_lines(check: Check) -> list[str]:
    """The choices with their letters."""
    return [f"{letter}) {one}" for letter, one in zip(_LETTERS, check.choices, strict=False)]


def _lead(path: LearningPath) -> Iterator[str]:
    day = path.as_of.isoformat()
    within = f" within {path.process}" if path.process and path.role else ""
    yield (
        f"Documents in force on {day}{within}, in the order of an order through the house. Every "
        "sentence is quoted from them; read the document itself before you work."
    )
    if path.role and path.role.owns:
        yield f"The role answers for: {', '.join(path.role.owns)}."


def _overview(path: LearningPath) -> Table:
    columns = (
        Column("No", 5),
        Column("Document", 16),
        Column("Title", 36),
        Column("Stage", 22),
        Column("Why", 40),
    )
    rows = tuple(
        (str(no), _named(stop), stop.title, stop.stage, "; ".join(stop.why))
        for no, stop in enumerate(path.stops, start=1)
    )
    return Table("The way", columns, rows)


def _named(stop: Stop) -> str:
    return f"{stop.document} rev {stop.revision}" if stop.revision else stop.document


def _stop(stop: Stop, *, role: bool) -> Table:
    columns = (Column("To know", 80), Column("Where", 24), Column("Concerns you", 20))
    rows = tuple(_row(one, role=role) for one in stop.to_know)
    more = f"{stop.more} further sentences concern you; read the document." if stop.more else ""
    title = stop.document if stop.title == stop.document else f"{stop.document} {stop.title}"
    return Table(title, columns, rows, lead=more)


def _row(one: Known, *, role: bool) -> tuple[str, str, str]:
    how = one.note or (BONDS[one.bond] if role or one.bond == "everyone" else "")
    return f"“{one.citation.quote}”", short_place(one.citation), how


def _questions(path: LearningPath) -> Table:
    columns = (Column("No", 5), Column("Question", 90), Column("Answer", 24, mine=True))
    rows = tuple(
        (str(no), "\n".join([f"{matter_of(check)}. {check.question}", *choice_lines(check)]), "")
        for no, check in enumerate(path.checks, start=1)
    )
    return Table("Checks", columns, rows)


def _solutions(path: LearningPath) -> Table:
    columns = (Column("No", 5), Column("Answer", 24), Column("Sentence", 72), Column("Where", 24))
    rows = tuple(
        (str(no), check.answer, f"“{check.solution.quote}”", short_place(check.solution))
        for no, check in enumerate(path.checks, start=1)
    )
    return Table("Solutions", columns, rows)
