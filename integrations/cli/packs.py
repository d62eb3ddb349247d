"""`pack`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.errors import WrongUse
from integrations.cli.session import print_json, say, session, told_when_unfinished

if TYPE_CHECKING:
    from assistant.model.packs import Pack
    from integrations.shapes import Packed


def register(app: typer.Typer) -> None:
    """Add the command to the tree."""
    app.command(short_help="Make an evidence pack with an index and hashes.")(pack)


def pack(
    context: typer.Context,
    clause: Annotated[
        str | None, typer.Argument(metavar="CLAUSE", help="With all clauses below it.")
    ] = None,
    process: Annotated[
        str | None, typer.Option(metavar="NAME", help="A process of organisation.yaml instead.")
    ] = None,
    audit: Annotated[
        str | None,
        typer.Option(metavar="ID", help="An internal audit: its scope, report, papers, files."),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE.zip", help="The file to write.")
    ] = None,
) -> None:
    """Pack what is held for a clause, a process or an audit: places and pages, records, gaps.

    The ZIP holds index.pdf to print, index.json, a picture of each page with the quotes marked,
    and SHA256SUMS. The same holdings give the same bytes.
    """
    from integrations.packs.words import totals
    from integrations.reports.checklists import write

    this = session(context)
    if sum(one is not None for one in (clause, process, audit)) != 1:
        raise WrongUse(
            "A pack is of one clause, one process or one audit.", hint="For example: pack 8.4."
        )
    file = _file(output)
    with this.reading() as services:
        if audit is not None:
            made, content = services.audit_pack(audit, as_of=this.today)
        else:
            made = services.pack(clause, process, as_of=this.today)
            content = services.packs.zipped(made)
        told_when_unfinished(services, "the pack")
    write(content, file)
    if this.json:
        print_json(_told(file, made, content))
    else:
        say(f"{file}: {made.scope}: {totals(made)}")
        if made.is_empty:
            say("Nothing is held for it; the pack says so.")


def _told(file: Path, made: "Pack", content: bytes) -> "Packed":
    from hashlib import sha256

    from integrations.shapes import Packed

    return Packed(
        file=str(file),
        scope=made.scope,
        bytes=len(content),
        sha256=sha256(content).hexdigest(),
        clauses=len(made.clauses),
        places=sum(len(one.places) for one in made.clauses),
        records=sum(len(one.records) for one in made.clauses),
        gaps=sum(len(one.gaps) for one in made.clauses),
    )


def _file(output: Path | None) -> Path:
    if output is None:
        raise WrongUse("Where shall it be written?", hint="Name a file: -o FILE.zip.")
    if output.suffix.lower() != ".zip":
        raise WrongUse(f"A pack is a ZIP file, not {output.name!r}.", hint="Name it FILE.zip.")
    return output
