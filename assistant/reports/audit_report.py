"""The report of an audit: scope, coverage, sample, objective evidence, findings, conclusion."""

from collections import Counter
from collections.abc import Iterable, Sequence

from assistant.audits.drafting import short_place
from assistant.model.audit_runs import AuditRun, AuditState, ItemResult, ItemStanding
from assistant.model.clauses import ClauseNumber
from assistant.reports.audit_words import days_planned, result_words
from assistant.reports.report import Column, Report, Table

_NOT_YET = "The lead auditor has not concluded yet."


def audit_report(run: AuditRun, findings: Sequence[Table] = (), organisation: str = "") -> Report:
    """The report as it stands; `findings` are the tables of what was raised.

    What nobody looked at is said; nothing here says how the audit ends but the conclusion, which
    is the lead auditor's.
    """
    return Report(
        title=f"Internal audit report {run.audit.id}: {run.audit.plan.title}",
        lead=tuple(_lead(run, organisation)),
        tables=(
            *findings,
            _conclusion(run),
            _coverage(run),
            _evidence(run),
            _sample(run),
            _open_points(run),
            _signatures(run),
        ),
        day=run.audit.as_of,
    )


def _lead(run: AuditRun, organisation: str) -> Iterable[str]:
    audit, plan = run.audit, run.audit.plan
    if organisation:
        yield organisation
    if run.state is not AuditState.CLOSED:
        yield f"This audit is {run.state.value}: the report is as it stands, and not final."
    scope = ", ".join(str(number) for number in audit.scope)
    of = f"process {audit.process}, " if audit.process else ""
    yield f"Scope: {of}clauses {scope}."
    yield f"Criteria: {'; '.join(audit.criteria)}."
    others = f" with {', '.join(plan.auditors)}" if plan.auditors else ""
    yield f"Lead auditor: {plan.lead}{others}."
    if plan.auditees:
        yield f"Audited: {', '.join(plan.auditees)}."
    when = days_planned(run)
    written = sorted(entry.at[:10] for one in run.items for entry in one.entries)
    done = f"; written down {written[0]} to {written[-1]}" if written else ""
    yield f"Planned: {when or 'no day'}{done}."
    yield (
        f"Documents and records of {audit.as_of.isoformat()}. An audit looks at samples: what was "
        "not drawn was not looked at. Results are the auditors' words."
    )


def _conclusion(run: AuditRun) -> Table:
    said = run.conclusion
    told = f"{said.text}\n{said.by}, {said.at[:10]}" if said else _NOT_YET
    return Table("Conclusion of the lead auditor", (), (), lead=told)


def _coverage(run: AuditRun) -> Table:
    """Per clause how many items were asked and what was written, so that gaps of the audit show."""
    by_clause: dict[ClauseNumber, list[ItemStanding]] = {}
    for one in run.items:
        by_clause.setdefault(one.item.draft.clause, []).append(one)
    rows = tuple(_clause_row(clause, by_clause[clause]) for clause in sorted(by_clause))
    results = [Column(word.capitalize(), 10) for word in map(result_words, ItemResult)]
    columns = (
        Column("Clause", 10),
        Column("Documents", 34),
        Column("Items", 8),
        *results,
        Column("No result", 10),
    )
    return Table("What was covered", columns, rows, lead="Items by clause and result.")


def _clause_row(clause: ClauseNumber, items: Sequence[ItemStanding]) -> tuple[str, ...]:
    counted = Counter(one.current.result if one.current else None for one in items)
    documents = dict.fromkeys(
        f"{source.document} rev {source.revision}" if source.revision else source.document
        for one in items
        for source in one.item.draft.sources
    )
    numbers = [counted[result] for result in ItemResult]
    told = [str(number) if number else "" for number in (*numbers, counted[None])]
    return (str(clause), "\n".join(documents) or "the standard alone", str(len(items)), *told)


def _evidence(run: AuditRun) -> Table:
    """The table certification auditors ask for: criterion, what was seen, by whom."""
    columns = (
        Column("No", 5),
        Column("Clause", 9),
        Column("Question", 38),
        Column("Where it is laid down", 24),
        Column("Objective evidence seen", 44),
        Column("Interviewed", 16),
        Column("Result", 13),
        Column("Auditor", 16),
    )
    rows = tuple(
        (
            str(one.item.draft.no),
            str(one.item.draft.clause),
            one.item.draft.question,
            "; ".join(short_place(source) for source in one.item.draft.sources),
            _seen(head.evidence, head.note, [file.name for file in head.attachments]),
            head.interviewed,
            result_words(head.result) or "no result",
            f"{head.by}\n{head.at[:10]}",
        )
        for one in run.items
        for head in one.heads
    )
    lead = "" if rows else "Nothing has been written down yet."
    if run.in_conflict:
        numbers = ", ".join(str(one.item.draft.no) for one in run.in_conflict)
        lead = (
            f"Of item {numbers} several entries stand, whose authors had not seen each other's; "
            "all are shown."
        )
    return Table("Objective evidence", columns, rows, lead=lead)


def _seen(evidence: str, note: str, files: Sequence[str]) -> str:
    more = [f"Note: {note}" if note else "", f"Attached: {', '.join(files)}" if files else ""]
    return "\n".join(filter(None, [evidence, *more]))


def _sample(run: AuditRun) -> Table:
    columns = (
        Column("No", 6),
        Column("Clause", 9),
        Column("Why these", 44),
        Column("Population", 11),
        Column("Drawn", 8),
        Column("Rows", 50),
    )
    drafts = [one.item.draft for one in run.items]
    rows = tuple(
        (
            str(one.no),
            str(one.clause),
            one.sample.why,
            str(one.sample.population),
            str(one.sample.size),
            "\n".join(one.sample.rows),
        )
        for one in drafts
        if one.sample and not one.same_rows_as
    )
    lead = f"Drawn by chance with seed {run.audit.seed}; the same seed draws the same rows again."
    return Table("Sample", columns, rows, lead=lead if rows else "No rows were drawn.")


def _open_points(run: AuditRun) -> Table:
    columns = (Column("No", 6), Column("Clause", 9), Column("Question", 90))
    rows = tuple(
        (str(one.item.draft.no), str(one.item.draft.clause), one.item.draft.question)
        for one in run.unfilled
    )
    lead = "Items without a result." if rows else "Every item has a result."
    return Table("Not looked at", columns, rows, lead=lead)


def _signatures(run: AuditRun) -> Table:
    columns = (
        Column("Role", 30),
        Column("Name", 40, mine=True),
        Column("Date", 16, mine=True),
        Column("Signature", 40, mine=True),
    )
    rows = (
        ("Lead auditor", run.audit.plan.lead, "", ""),
        ("Owner of the process", "", "", ""),
        ("Management representative or delegate", "", "", ""),
    )
    return Table("Signatures", columns, rows)
