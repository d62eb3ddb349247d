"""What an ingest did, as a person reads it: what changed, what needs a look, the counts."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import PurePosixPath

from rich.text import Text

from ingest.readers.ocr.telling import NO_ENGINE, NOT_READ
from integrations import shapes
from integrations.cli.screen import Indented, console, plain
from integrations.places import counted

_NO_FILES = (
    "No files were found there. Name the folder that holds your documents; folders below it are "
    "read too. PDF, Word, Excel, CSV, HTML, Markdown, text, e-mail and pictures are read."
)


def show(report: shapes.Ingested) -> None:
    """Print the result of an ingest on standard output."""
    screen = console()
    for one in report.files:
        if one.outcome in ("added", "replaced", "removed"):
            screen.print(Text(f"{one.outcome}: {plain(one.path)}"))
            screen.print(Indented(_as_document(one)))
            for told in one.warnings if one.outcome != "removed" else ():
                screen.print(Indented(f"! {plain(told)}", style="yellow"))
    _show_refused(report.files)
    for one in report.files:
        _show_unread_pages(one)
    if report.ignored:
        screen.print(Text(f"left out, as no documents: {plain(', '.join(report.ignored))}"))
    if not report.files:
        screen.print(_NO_FILES)
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
    if one.document is None:
        return "it was refused, so no document goes with it"
    revision = f" rev {one.revision}" if one.revision else ""
    found = [f"{plain(one.document)}{revision}", plain(one.title or ""), one.kind or ""]
    found.append(counted(one.pages, "page"))
    found.append(counted(one.records, "row") if one.records else counted(one.passages, "passage"))
    return " · ".join(part for part in found if part)


def _show_refused(files: Sequence[shapes.File]) -> None:
    """Each refused file; those refused alike in one entry, which names all of them."""
    alike: defaultdict[tuple[str, str, str], list[shapes.File]] = defaultdict(list)
    for one in files:
        if one.error is not None:
            name = PurePosixPath(one.path).name
            what = one.error.message.replace(name, "").strip()
            alike[one.error.code, what, one.error.hint].append(one)
    screen = console()
    for (code, what, hint), refused in alike.items():
        names = ", ".join(plain(one.path) for one in refused)
        many = f"{len(refused)} files: " if len(refused) > 1 else ""
        screen.print(Text(f"refused ({code}): {many}{names}", style="yellow"))
        error = refused[0].error
        told = f"each {what}" if many else error.message if error else what
        screen.print(Indented(plain(told)))
        screen.print(Indented(f"-> {plain(hint)}"))


def _show_unread_pages(one: shapes.File) -> None:
    if one.error is None and one.pages_without_text:
        screen = console()
        pages = ", ".join(map(str, one.pages_without_text))
        screen.print(Text(f"not all read: {plain(one.path)}", style="yellow"))
        screen.print(Indented(f"Page {pages} of {one.pages} holds no text that can be searched."))
        for told in one.warnings:
            if told.startswith((NO_ENGINE, NOT_READ)):
                screen.print(Indented(plain(told)))
