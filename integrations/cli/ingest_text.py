"""What an ingest did, as a person reads it: counts first, then what needs a look."""

from rich.text import Text

from integrations import shapes
from integrations.cli.screen import console, plain, table


def show(report: shapes.Ingested) -> None:
    """Print the result of an ingest on standard output."""
    screen = console()
    changed = [one for one in report.files if one.outcome in ("added", "replaced", "removed")]
    if changed:
        columns = ("File", "Outcome", "Document", "Rev", "Kind", "Pages", "Passages")
        rows = [
            (f.path, f.outcome, f.document, f.revision, f.kind, f.pages, f.passages)
            for f in changed
        ]
        whole = ("Outcome", "Rev", "Pages", "Passages")
        screen.print(table(columns, rows, wide="File", whole=whole))
    show_in_short(report)


def show_in_short(report: shapes.Ingested) -> None:
    """Print what needs a look, and the counts."""
    screen = console()
    for one in report.files:
        _show_trouble(one)
    screen.print(
        f"{report.added} added, {report.replaced} replaced, {report.unchanged} unchanged, "
        f"{report.removed} removed, {report.refused} refused in {report.took_ms / 1000:.1f} s"
    )


def _show_trouble(one: shapes.File) -> None:
    screen = console()
    if one.error is not None:
        screen.print(Text(f"refused: {plain(one.path)}: {plain(one.error.message)}"))
        screen.print(Text(f"  hint: {plain(one.error.hint)}"))
    if one.pages_without_text and one.error is None:
        pages = ", ".join(str(page) for page in one.pages_without_text)
        screen.print(Text(f"no text: {plain(one.path)}: page {pages}; run OCR to search it"))
