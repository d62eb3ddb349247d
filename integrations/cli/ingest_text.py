"""What an ingest did, as a person reads it: what changed, what needs a look, the counts."""

from collections import Counter

from rich.text import Text

from integrations import shapes
from integrations.cli.screen import Indented, console, plain
from integrations.places import counted


def show(report: shapes.Ingested) -> None:
    """Print the result of an ingest on standard output."""
    screen = console()
    for one in report.files:
        if one.outcome in ("added", "replaced", "removed"):
            screen.print(Text(f"{one.outcome}: {plain(one.path)}"))
            screen.print(Indented(_as_document(one)))
    for one in report.files:
        _show_trouble(one)
    if report.ignored:
        screen.print(Text(f"left out, as no documents: {plain(', '.join(report.ignored))}"))
    screen.print(_counts(report))


def show_in_brief(report: shapes.Ingested, *, again: str) -> None:
    """Print the counts alone; `again` is the command that names each refused file."""
    screen = console()
    screen.print(Text(_counts(report)))
    reasons = Counter(one.error.code for one in report.files if one.error is not None)
    if reasons:
        told = (f"{number} {_in_words(code)}" for code, number in sorted(reasons.items()))
        screen.print(Text(f"refused: {', '.join(told)}"))
        screen.print(Text(f"Each by name, with what to do: {again}"), soft_wrap=True)


def _counts(report: shapes.Ingested) -> str:
    return (
        f"{report.added} added, {report.replaced} replaced, {report.unchanged} unchanged, "
        f"{report.removed} removed, {report.refused} refused in {report.took_ms / 1000:.1f} s"
    )


def _in_words(code: str) -> str:
    return code.removeprefix("document-").replace("-", " ")


def _as_document(one: shapes.File) -> str:
    revision = f" rev {one.revision}" if one.revision else ""
    found = [f"{plain(one.document)}{revision}", plain(one.title or ""), one.kind or ""]
    found.append(counted(one.pages, "page"))
    found.append(counted(one.records, "row") if one.records else counted(one.passages, "passage"))
    return " · ".join(part for part in found if part)


def _show_trouble(one: shapes.File) -> None:
    screen = console()
    if one.error is not None:
        screen.print(Text(f"refused: {plain(one.path)}", style="yellow"))
        screen.print(Indented(plain(one.error.message)))
        screen.print(Indented(f"-> {plain(one.error.hint)}"))
    elif one.pages_without_text:
        pages = ", ".join(map(str, one.pages_without_text))
        screen.print(Text(f"not all read: {plain(one.path)}", style="yellow"))
        told = f"Page {pages} of {one.pages} holds no text: it may be a scan. -> Run OCR on it."
        screen.print(Indented(told))
