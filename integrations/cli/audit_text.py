"""Internal audits as a person reads them on a terminal."""

from collections.abc import Iterator, Sequence

from assistant.audits.drafting import short_place
from assistant.model.audit_runs import AuditRun, ItemEntry, ItemResult, ItemStanding
from assistant.model.programmes import PlannedAudit
from assistant.reports.audit_words import days_planned
from integrations.cli.screen import Indented, console, plain, table
from integrations.places import counted


def show_list(runs: Sequence[AuditRun]) -> None:
    """Print the audits, one a row."""
    screen = console()
    if not runs:
        screen.print("No audit yet. Make one: `clausewise audit new --process NAME --lead NAME`.")
        return
    rows = [
        (
            run.audit.id,
            run.audit.plan.title,
            run.state.value,
            days_planned(run),
            run.audit.plan.lead,
            f"{len(run.items) - len(run.unfilled)} of {len(run.items)}",
        )
        for run in runs
    ]
    columns = ("Audit", "Title", "State", "Planned", "Lead auditor", "Items")
    screen.print(table(columns, rows, wide="Title", whole=("Audit",)))


def show_planned(planned: Sequence[PlannedAudit]) -> None:
    """Print the audits of the programme that nobody made yet, one a row."""
    if not planned:
        return
    screen = console()
    rows = [(one.id, one.process, str(one.month), one.auditor or "nobody") for one in planned]
    screen.print()
    columns = ("Planned", "Title", "Month", "Auditor")
    screen.print(table(columns, rows, wide="Title", whole=("Planned", "Month")))
    screen.print("`clausewise programme start NUMBER` makes one of them.")


def show_run(run: AuditRun) -> None:
    """Print an audit: plan, items, conclusion."""
    screen = console()
    audit, plan = run.audit, run.audit.plan
    head = f"{audit.id} {plain(plan.title)} · {run.state} · edition {audit.edition}"
    screen.print(Indented(head, 2, first=0, style="bold"))
    with_others = f" with {', '.join(plan.auditors)}" if plan.auditors else ""
    screen.print(Indented(plain(f"Lead auditor {plan.lead}{with_others}"), 2, first=0))
    if plan.auditees:
        screen.print(Indented(plain(f"Audited: {', '.join(plan.auditees)}"), 2, first=0))
    if run.audit.plan.planned_from:
        screen.print(f"Planned {days_planned(run)}")
    screen.print(Indented(plain(f"Criteria: {'; '.join(audit.criteria)}"), 2, first=0))
    screen.print(f"Documents and records as of {audit.as_of.isoformat()}, seed {audit.seed}")
    screen.print()
    screen.print(
        table(("No", "Clause", "Question", "Result"), map(_row, run.items), wide="Question")
    )
    for one in run.in_conflict:
        for line in conflict_lines(one):
            screen.print(Indented(line, 2, first=0, style="yellow"))
    if run.conclusion:
        screen.print(Indented(f"Conclusion ({plain(run.conclusion.by)}):", 2, first=0))
        for line in run.conclusion.text.splitlines():
            screen.print(Indented(plain(line), 2))
    screen.print(
        f"{counted(len(run.items), 'item')}, {len(run.unfilled)} without a result. Results are "
        "the auditors' words."
    )


def _row(one: ItemStanding) -> tuple[str, str, str, str]:
    draft = one.item.draft
    beside = f" (+{len(one.beside)})" if one.beside else ""
    said = words(one.current.result) if one.current else ""
    return str(draft.no), str(draft.clause), draft.question, said + beside


def words(result: ItemResult | None) -> str:
    """The result as it is read; `noted` where evidence stands without one."""
    return "noted" if result is None else result.value.replace("_", " ")


def show_item(one: ItemStanding) -> None:
    """Print an item: what is asked, the rows, everything written beside it."""
    screen = console()
    for line in question_lines(one):
        screen.print(line)
    screen.print()
    for entry in one.entries:
        for line in entry_lines(entry):
            screen.print(line)
    if not one.entries:
        screen.print("Nothing is written beside it yet.")
    for told in conflict_lines(one):
        screen.print(Indented(told, 2, first=0, style="yellow"))


def question_lines(one: ItemStanding) -> Iterator[Indented]:
    """What is asked, where it stands, what would prove it, which rows to look at."""
    draft = one.item.draft
    yield Indented(f"{draft.no}. {draft.clause} {plain(draft.question)}", 4, first=0, style="bold")
    for source in draft.sources:
        yield Indented(plain(short_place(source)), 4)
    for line in draft.look_at.splitlines():
        yield Indented(plain(line), 6, first=4)
    if draft.sample:
        yield Indented(plain(f"Rows: {'; '.join(draft.sample.rows)}"), 6, first=4)
    for told in (*draft.gap_messages, *draft.earlier_findings):
        yield Indented(plain(f"Known: {told}"), 6, first=4)


def entry_lines(entry: ItemEntry) -> Iterator[Indented]:
    """An entry: who, when, what was seen and concluded."""
    head = f"entry {entry.id} · {entry.at} · {plain(entry.by)} · {words(entry.result)}"
    yield Indented(head, 2, first=0, style="bold")
    for name, text in (
        ("Evidence", entry.evidence),
        ("Interviewed", entry.interviewed),
        ("Note", entry.note),
        ("Attached", ", ".join(one.name for one in entry.attachments)),
    ):
        if text:
            yield Indented(plain(f"{name}: {text}"), 4, first=2)


def conflict_lines(one: ItemStanding) -> Iterator[str]:
    """What to know of entries that did not see each other; nothing where there are none."""
    if not one.beside:
        return
    told = "; ".join(f"entry {e.id} by {plain(e.by)}: {words(e.result)}" for e in one.heads)
    yield (
        f"Item {one.item.draft.no}: {len(one.heads)} entries were written without seeing each "
        f"other ({told}). All are kept; who has seen them writes again."
    )
