"""The report on old clause numbers as tables: what to change, where, and what to ask first."""

from assistant.crosswalk import CurrentClause
from assistant.legacy_report import LegacyDocument, LegacyReport, LegacyUse
from assistant.model.clauses import Relation
from assistant.model.documents import Status
from assistant.numbering import Numbering
from assistant.reports.report import Column, Report, Table

RELATIONS = {
    Relation.EQUAL: "equal",
    Relation.PART: "part: spread over several clauses",
    Relation.WIDER: "wider: the clause asks for more today",
    Relation.MOVED: "moved into a clause with another purpose",
    Relation.DROPPED: "dropped: nothing takes it up",
    Relation.OUTSIDE: "introductory text",
}
"""How an old clause relates to today's, in words."""

_STATUS = {
    Status.IN_FORCE: "in force",
    Status.FUTURE: "not yet in force",
    Status.UNKNOWN: "status unknown",
}
_KINDS = {
    "text": "cited in the text",
    "heading": "cited in a heading",
    "section": "number of a section",
    "table": "column of clauses",
    "header": "page header",
}
_COLUMNS = (
    Column("Document", 16),
    Column("Rev", 6),
    Column("Place", 18),
    Column("Old number", 10),
    Column("Old clause", 24),
    Column("Text", 46),
    Column("Clause today", 38),
    Column("Relation", 22),
    Column("Reading", 26),
    Column("Note", 30),
    Column("Changed to", 14, mine=True),
    Column("By / date", 14, mine=True),
)
_DOCUMENTS = (
    Column("Document", 16),
    Column("Rev", 6),
    Column("Title", 36),
    Column("Status", 14),
    Column("Old numbers", 11),
    Column("To be asked", 11),
    Column("Read as old because of", 34),
    Column("File", 48),
)


def tables(report: LegacyReport) -> Report:
    """First every place, then the documents with their counts."""
    rows = [(document, use) for document in report.documents for use in document.uses]
    asked = sum(use.numbering is Numbering.ASK for _, use in rows)
    return Report(
        "Old clause numbers still in use",
        _lead(report, len(rows) - asked, asked),
        (
            Table(
                "Places",
                _COLUMNS,
                tuple(_row(document, use) for document, use in rows),
                tones={at: "ask" for at, (_, use) in enumerate(rows) if _asks(use)},
            ),
            Table("Documents", _DOCUMENTS, tuple(_document(one) for one in report.documents)),
        ),
    )


def _lead(report: LegacyReport, old: int, asked: int) -> tuple[str, ...]:
    lines = [
        f"Read against {report.edition_name}, documents as of {report.as_of.isoformat()}.",
        f"Documents read: {report.checked}; with old numbers or numbers to be asked about: "
        f"{len(report.documents)}; old numbers: {old}; to be asked about: {asked}.",
    ]
    if report.history:
        lines.append(
            f"Left out: {report.history} records and papers of others, which keep the numbers of "
            "their day (--history takes them along)."
        )
    if report.unreadable:
        lines.append(f"Not read, ingest them again: {', '.join(report.unreadable)}.")
    if report.elsewhere:
        lines.append(
            "Left alone, as they name no standard and your documents follow another one that is "
            f"numbered alike: {', '.join(report.elsewhere)}. --read DOCUMENT=old reads one of them."
        )
    if asked:
        lines.append(
            "To be asked: the number is one of both editions and nothing in the document tells "
            "which is meant. Settle a document with --read DOCUMENT=old or --read DOCUMENT=current."
        )
    return tuple(lines)


def _document(one: LegacyDocument) -> tuple[str, ...]:
    identity = one.revision.identity
    return (
        identity.number,
        identity.label,
        identity.title,
        status(one.status),
        str(len(one.uses) - len(one.open)),
        str(len(one.open)),
        one.evidence.reason,
        one.revision.path,
    )


def status(of: Status) -> str:
    """Where a revision stands, in words."""
    return _STATUS.get(of, of.value)


def _row(document: LegacyDocument, use: LegacyUse) -> tuple[str, ...]:
    identity = document.revision.identity
    return (
        identity.number,
        identity.label,
        where(use),
        str(use.number),
        old_clause(use),
        use.quote,
        today(use),
        "; ".join(RELATIONS[one] for one in use.relations),
        reading(use),
        " ".join(use.notes),
        "",
        "",
    )


def where(use: LegacyUse) -> str:
    """The place inside the document, and what stands there."""
    if use.kind == "header":
        return f"p.{use.page}, {_KINDS[use.kind]}"
    mark = "§" if use.section and use.section[0].isdigit() else ""
    place = use.row or f"{mark}{use.section or ''} p.{use.page}".strip()
    return f"{place}, {_KINDS[use.kind]}"


def old_clause(use: LegacyUse) -> str:
    """The old clause by its short title; the number it was read as, where it is a part of one."""
    title = " / ".join(use.old_titles)
    if not title:
        return "in no edition known here"
    return title if use.read_as == use.number else f"read as {use.read_as} {title}"


def today(use: LegacyUse) -> str:
    """The clauses of today, one a line; both meanings where they must be asked about."""
    clauses = [_named(one) for one in use.current] or ["no clause takes it up"]
    if use.numbering is Numbering.ASK and use.current_reading is not None:
        clauses = [f"if old: {'; '.join(clauses)}", f"if current: {_named(use.current_reading)}"]
    return "\n".join(clauses)


def reading(use: LegacyUse) -> str:
    """How sure the reading is, and why."""
    if use.numbering is Numbering.ASK:
        return f"to be asked: {use.reason}"
    count = use.sections_below
    more = f"; {count} more section{'s' if count > 1 else ''} below it" if count else ""
    return f"{use.confidence:.2f}: {use.reason}{more}"


def _named(one: CurrentClause) -> str:
    return f"{one.number} {one.title.strip('()')}".strip()


def _asks(use: LegacyUse) -> bool:
    return use.numbering is Numbering.ASK
