"""Write the validation file in the form that its name asks for."""

from collections.abc import Callable, Sequence
from pathlib import Path

from assistant.errors import WrongUse
from evals.command import Outcome
from evals.validation import Chapter, validation_file

Render = Callable[[Sequence[Chapter]], bytes]


def renderer(output: Path) -> Render:
    """What renders a file of this name. Raises `WrongUse` for any other suffix."""
    suffix = output.suffix.lower()
    if suffix not in _RENDER:
        raise WrongUse(
            f"A validation file is no {suffix or 'file without a suffix'}.",
            hint="Name it FILE.md, FILE.html or FILE.docx.",
        )
    if not output.resolve().parent.is_dir():
        raise WrongUse(f"There is no folder {output.parent}.", hint="Make it first.")
    return _RENDER[suffix]


def write(output: Path, render: Render, outcome: Outcome, folder: Path) -> None:
    """Write it for a scored run in `folder`."""
    output.write_bytes(render(validation_file(outcome, folder)))


def _markdown(chapters: Sequence[Chapter]) -> bytes:
    from evals.validation_text import markdown

    return markdown(chapters).encode()


def _page(chapters: Sequence[Chapter]) -> bytes:
    from evals.validation_text import page

    return page(chapters).encode()


def _word(chapters: Sequence[Chapter]) -> bytes:
    from evals.validation_docx import document

    return document(chapters)


_RENDER: dict[str, Render] = {".md": _markdown, ".html": _page, ".docx": _word}
