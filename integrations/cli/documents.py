"""`ingest`, `documents` and `index rebuild`."""

from pathlib import Path
from typing import Annotated

import typer

from integrations.cli.session import NO_DOCUMENTS, print_json, say, session


def register(app: typer.Typer) -> None:
    """Add the commands to the tree."""
    app.command()(ingest)
    app.command()(documents)
    index = typer.Typer(help="Keep the index in order.")
    index.callback()(lambda: None)
    index.command("rebuild")(rebuild)
    app.add_typer(index, name="index")


def ingest(
    context: typer.Context,
    paths: Annotated[list[Path], typer.Argument(help="Files and folders.")],
    prune: Annotated[bool, typer.Option("--prune", help="Drop files that are gone.")] = False,
    wait: Annotated[bool, typer.Option("--wait", help="Wait for the vectors.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Exit 1 if a file is refused.")] = False,
) -> None:
    """Read files and folders; unchanged files are skipped."""
    from integrations import shapes
    from integrations.cli import ingest_text
    from integrations.cli.screen import FileBar, progress

    this = session(context)
    with this.services() as services:
        with progress("Reading") as draw:
            report = services.ingest(paths, prune=prune, progress=FileBar(draw))
        shape = shapes.Ingested.of(report)
        if not this.json:
            ingest_text.show(shape)
        if wait:
            with progress("Vectors") as draw:
                services.complete_vectors(draw, on_texts=draw)
        elif services.start_vectors():
            say("Words can be searched now; meaning follows in the background (--wait waits).")
    if this.json:
        print_json(shape)
    if strict and shape.refused:
        raise typer.Exit(1)


def documents(context: typer.Context) -> None:
    """List the documents with their revisions, status and dates."""
    from rich.text import Text

    from integrations import shapes
    from integrations.cli.screen import console, plain, table
    from integrations.places import counted

    this = session(context)
    with this.reading() as services:
        shape = shapes.Documents.of(services.documents(as_of=this.today))
    if this.json:
        print_json(shape)
        return
    screen = console()
    if not shape.documents:
        screen.print(NO_DOCUMENTS)
        return
    columns = ("Document", "Rev", "Title", "Kind", "Status", "Since")
    rows = [
        (
            f"{d.document} !" if d.warnings else d.document,
            d.revision,
            d.title,
            d.kind.replace("_", " "),
            d.status.replace("_", " "),
            d.effective_date,
        )
        for d in shape.documents
    ]
    screen.print(table(columns, rows, wide="Title", whole=("Kind", "Status", "Since")))
    warned = [one for one in shape.documents if one.warnings]
    for one in warned:
        name = f"{one.document} rev {one.revision}" if one.revision else one.document
        for told in one.warnings:
            screen.print(Text(f"! {plain(name)}: {plain(told)}", style="yellow"))
    screen.print(f"{counted(len(rows), 'revision')}, {len(warned)} marked ! with a warning above.")


def rebuild(context: typer.Context) -> None:
    """Make the vectors and the word index anew from the database."""
    from time import perf_counter

    from integrations import shapes
    from integrations.cli.screen import progress

    this, started = session(context), perf_counter()
    with this.reading() as services, progress("Vectors") as on_vectors:
        passages, vectors = services.rebuild(on_vectors)
    took = round((perf_counter() - started) * 1000)
    shape = shapes.Rebuilt(passages=passages, vectors=vectors, took_ms=took)
    if this.json:
        print_json(shape)
    else:
        print(f"{shape.passages:,} passages indexed: words and {shape.vectors:,} vectors.")
