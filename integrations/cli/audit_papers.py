"""`audit report`, `audit export` and `audit import`: an audit on paper, and back from it."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.errors import NothingThere, WrongUse
from integrations.cli.layouts import LayoutOption, OutputOption, file_of, layout_of
from integrations.cli.session import print_json, say, session

if TYPE_CHECKING:
    from assistant.reports.report import Report

_Audit = Annotated[str, typer.Argument(metavar="AUDIT", help="As `audit list` shows it.")]


def register(group: typer.Typer) -> None:
    """Add the commands to the group of audits."""
    group.command("report")(report)
    group.command("export")(export)
    group.command("import")(import_)


def report(
    context: typer.Context,
    audit: _Audit,
    format: LayoutOption = None,
    output: OutputOption = None,
    template: Annotated[
        Path | None,
        typer.Option(metavar="FILE.docx", help="Your own Word template, for a .docx."),
    ] = None,
) -> None:
    """Write the report: scope, findings, conclusion, coverage, objective evidence, sample.

    The conclusion is the lead auditor's; what nobody looked at is listed.
    """
    _write(context, audit, format, output, whole=False, template=template)


def export(
    context: typer.Context, audit: _Audit, format: LayoutOption = None, output: OutputOption = None
) -> None:
    """Write everything kept of an audit; the .xlsx can be filled in offline and imported."""
    _write(context, audit, format, output, whole=True)


def import_(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE.xlsx", help="As exported, filled in.")],
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Who filled it in.")],
    audit: Annotated[
        str | None, typer.Option("--audit", metavar="ID", help="Needless: the file names it.")
    ] = None,
) -> None:
    """Take over what was filled in offline, all of it or nothing.

    Rows that others wrote beside meanwhile stand beside each other, as with two at once.
    """
    from integrations import shapes
    from integrations.places import counted

    content = _read(file)
    this = session(context)
    with this.reading() as services:
        done, many, run = services.audit_papers.filled_in(
            audit, content, by=by, on=this.today, file=file.name
        )
    for line in done.told:
        say(line)
    for one in run.in_conflict:
        say(f"Item {one.item.draft.no}: {len(one.heads)} entries did not see each other.")
    if this.json:
        print_json(shapes.AuditFilledIn.of(run.audit.id, done, many.raised))
    else:
        kept, raised = counted(len(done.kept), "item"), counted(len(many.raised), "finding")
        told = f"{kept} taken over, {done.unchanged} unchanged, {raised} raised"
        print(f"{run.audit.id}: {told}.")


def _write(
    context: typer.Context,
    audit: str,
    named: LayoutOption,
    output: OutputOption,
    *,
    whole: bool,
    template: Path | None = None,
) -> None:
    from assistant.reports import report_markdown
    from integrations import shapes
    from integrations.reports import checklists, layouts

    this = session(context)
    file = file_of(output)
    layout = layout_of(named, file)
    if template and (layout is None or layout.value != "docx"):
        raise WrongUse("A template is for a Word file.", hint="Name it with -o FILE.docx.")
    with this.reading() as services:
        papers, run = services.audit_papers, services.audits.running.run(audit)
        made = (
            papers.whole(run, this.today, offline=layout is not None and layout.value == "xlsx")
            if whole
            else papers.report(run, this.today)
        )
        findings, drafts = papers.findings(run, this.today), papers.drafts(run)
    shape = shapes.AuditPapers.whole(run, findings, drafts)
    if layout is not None and (file is not None or not this.json):
        content = (
            _on_template(made, template)
            if template
            else layouts.render(made, shape, layout.value, every_table=True)
        )
        checklists.write(content, file)
    if this.json:
        print_json(shape)
    elif layout is None:
        print(report_markdown.render(made), end="")
    if file is not None:
        say(f"{made.title}: written to {file}")


def _on_template(made: "Report", template: Path) -> bytes:
    from integrations.reports import templates

    return templates.render(made, _read(template), template.name)


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise NothingThere(
            f"{str(file)!r} cannot be read: {error.strerror}.", hint="Check the path."
        ) from error
