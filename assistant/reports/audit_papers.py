"""The working papers of an audit: every field that is kept of it, in tables."""

from collections.abc import Iterable, Iterator, Sequence

from assistant.audits.drafting import short_place
from assistant.model.audit_runs import Audit, AuditRun, ItemStanding
from assistant.model.audits import ChecklistItem
from assistant.reports.audit_words import RESULTS, attached, days_planned, result_words
from assistant.reports.checklist_blocks import rows_of
from assistant.reports.checklist_markdown import LEFT_OUT_COLUMNS, left_out_cells
from assistant.reports.cited import CITED, cited
from assistant.reports.report import Column, Report, Table

ITEMS = "Items"
"""The table that can be filled in offline."""
AUDIT = "Audit"
"""The table of what is kept of the audit as a whole, and in it the line of its id."""
FILLED = ("Result", "Evidence seen", "Interviewed", "Note")
"""Its columns that an auditor fills in."""
ITEM_ID, SEEN = "Item", "Entries seen"
"""Its columns by which what was filled in finds back to its item and to what it goes on from."""
QUESTION = "Question"


def working_papers(run: AuditRun, more: Iterable[Table] = ()) -> Report:
    """Everything kept of an audit; `more` are tables of what belongs to it, such as findings."""
    audit = run.audit
    return Report(
        title=f"Working papers of {audit.id}: {audit.plan.title}",
        lead=(
            "Results and evidence are the auditors' words. Questions, criteria and rows are as "
            f"they were when the audit was made, of {audit.as_of.isoformat()}.",
        ),
        tables=(
            _items(run),
            *more,
            _audit(run),
            _samples(run),
            _sources(run),
            _entries(run),
            _steps(run),
            _left_out(audit),
        ),
        day=audit.as_of,
    )


def _items(run: AuditRun) -> Table:
    columns = (
        Column("No", 5),
        Column("Clause", 9),
        Column("Process", 16),
        Column(QUESTION, 42),
        Column("Criterion", 44),
        Column("Look at", 30),
        Column("Place", 22),
        Column("Rows to look at", 24),
        Column("Known gaps", 24),
        Column("Earlier findings", 24),
        Column("Result", 14, mine=True, choices=RESULTS),
        Column("Evidence seen", 40, mine=True),
        Column("Interviewed", 18, mine=True),
        Column("Note", 28, mine=True),
        Column("Attached", 24),
        Column("Written by", 16),
        Column("Written at", 22),
        Column("Written beside it by others", 30),
        Column("Gap ids", 14, for_programs=True),
        Column(ITEM_ID, 14, for_programs=True),
        Column(SEEN, 10, for_programs=True),
    )
    rows = tuple((*_drafted(one.item.draft), *_written(one)) for one in run.items)
    lead = (
        "The columns Result to Note are for the auditors. This sheet can be filled in without the "
        "program and imported: `clausewise audit import FILE.xlsx --by NAME`."
    )
    return Table(ITEMS, columns, rows, lead=lead)


def _drafted(draft: ChecklistItem) -> tuple[str, ...]:
    return (
        str(draft.no),
        str(draft.clause),
        draft.process,
        draft.question,
        draft.criterion,
        draft.look_at,
        "; ".join(short_place(source) for source in draft.sources),
        rows_of(draft),
        "\n".join(draft.gap_messages),
        "\n".join(draft.earlier_findings),
    )


def _written(one: ItemStanding) -> tuple[str, ...]:
    now, gaps = one.current, ", ".join(one.item.draft.known_gaps)
    seen = ", ".join(str(entry.id) for entry in sorted(one.heads, key=lambda entry: entry.id))
    if now is None:
        return (*[""] * 8, gaps, one.item.id, seen)
    beside = [
        f"entry {e.id}, {e.by}, {result_words(e.result) or 'no result'}: {e.evidence}"
        for e in one.beside
    ]
    return (
        result_words(now.result),
        now.evidence,
        now.interviewed,
        now.note,
        attached(now),
        now.by,
        now.at,
        "\n".join(beside),
        gaps,
        one.item.id,
        seen,
    )


def _audit(run: AuditRun) -> Table:
    audit, plan, said = run.audit, run.audit.plan, run.conclusion
    rows = (
        (AUDIT, audit.id),
        ("Title", plan.title),
        ("State", run.state.value),
        ("Process", audit.process),
        ("Clauses", ", ".join(str(number) for number in audit.scope)),
        ("Edition", audit.edition),
        ("Criteria", "\n".join(audit.criteria)),
        ("Documents and records as of", audit.as_of.isoformat()),
        ("Seed of the rows drawn", str(audit.seed)),
        ("Planned", days_planned(run)),
        ("Lead auditor", plan.lead),
        ("Other auditors", "\n".join(plan.auditors)),
        ("Audited (roles)", "\n".join(plan.auditees)),
        ("Made by", audit.made_by),
        ("Made at", audit.made_at),
        ("Conclusion", said.text if said else ""),
        ("Concluded by", said.by if said else ""),
        ("Concluded at", said.at if said else ""),
    )
    return Table(AUDIT, (Column("Field", 28), Column("Value", 90)), rows)


def _samples(run: AuditRun) -> Table:
    rows = tuple(
        (
            str(one.no),
            str(one.sample.population),
            str(one.sample.size),
            str(one.sample.seed),
            one.sample.why,
            "\n".join(one.sample.rows),
            str(one.same_rows_as or ""),
        )
        for one in (standing.item.draft for standing in run.items)
        if one.sample
    )
    names = ("No", "Population", "Drawn", "Seed", "Why", "Rows", "Same rows as no.")
    widths = (5, 11, 8, 8, 50, 50, 12)
    columns = tuple(Column(name, width) for name, width in zip(names, widths, strict=True))
    return Table("Samples", columns, rows, lead="The same seed over the same records draws them.")


def _sources(run: AuditRun) -> Table:
    rows = [
        (str(one.item.draft.no), *cited(source))
        for one in run.items
        for source in one.item.draft.sources
    ]
    rows += [("left out", *cited(one.citation)) for one in run.audit.left_out]
    return Table(
        "Sources",
        (Column("No", 8), *CITED),
        tuple(rows),
        lead="Where each criterion stands, word for word.",
    )


def _entries(run: AuditRun) -> Table:
    names = ("Entry", "No", "Result", "Evidence seen", "Interviewed", "Note", "Attached", "By")
    more = ("At", "Entries seen", "Item")
    widths = dict.fromkeys((*names, *more), 12) | {"Evidence seen": 50, "Note": 30, "Attached": 30}
    rows = sorted(_entry_rows(run.items), key=lambda row: int(row[0]))
    columns = tuple(Column(name, widths[name]) for name in (*names, *more))
    lead = "All that was written beside the items, oldest first; nothing is changed or deleted."
    return Table("Entries", columns, tuple(rows), lead=lead)


def _entry_rows(items: Sequence[ItemStanding]) -> Iterator[tuple[str, ...]]:
    for one in items:
        for entry in one.entries:
            yield (
                str(entry.id),
                str(one.item.draft.no),
                result_words(entry.result),
                entry.evidence,
                entry.interviewed,
                entry.note,
                attached(entry),
                entry.by,
                entry.at,
                ", ".join(str(seen) for seen in entry.based_on),
                one.item.id,
            )


def _steps(run: AuditRun) -> Table:
    rows = tuple(
        (one.day.isoformat(), one.act.value, one.by, one.text, one.at) for one in run.steps
    )
    columns = (
        Column("Day", 12),
        Column("Act", 14),
        Column("By", 20),
        Column("Words", 80),
        Column("Entered", 24),
    )
    return Table("Steps", columns, rows, lead="What was done with the audit as a whole.")


def _left_out(audit: Audit) -> Table:
    columns = tuple(
        Column(name, width) for name, width in zip(LEFT_OUT_COLUMNS, (28, 80, 40), strict=True)
    )
    rows = tuple(left_out_cells(one) for one in audit.left_out)
    lead = "Sentences of the procedures in scope that are no question, so that you can object."
    return Table("Left out", columns, rows, lead=lead)
