"""Coverage and the matrix, in the layout and at the place that were asked for."""

from io import StringIO
from pathlib import Path

from assistant.coverage import Coverage
from assistant.organisation.matrix import Matrix
from assistant.reports import coverage_html
from integrations import shapes
from integrations.cli import coverage_text, matrix_text
from integrations.cli.layouts import file_of
from integrations.cli.screen import console
from integrations.cli.session import print_json, say
from integrations.reports import coverage_xlsx
from integrations.reports.checklists import write


def write_coverage(report: Coverage, layout: str, output: Path | None, *, in_full: bool) -> None:
    """Print or write coverage; `in_full` lists every place of its first clause."""
    match layout:
        case "xlsx":
            _put(coverage_xlsx.render(report), output)
        case "html":
            _put(coverage_html.render(report, in_full=in_full).encode(), output)
        case "json":
            _json(shapes.Coverage.of(report), output)
        case _:
            screen = console(text := StringIO() if file_of(output) else None)
            coverage_text.show(report, in_full=in_full, screen=screen)
            if text is not None:
                _put(text.getvalue().encode(), output)


def write_matrix(matrix: Matrix, layout: str, output: Path | None) -> None:
    """Print or write the matrix."""
    match layout:
        case "xlsx":
            _put(coverage_xlsx.render_matrix(matrix), output)
        case "html":
            _put(coverage_html.render_matrix(matrix).encode(), output)
        case "json":
            _json(shapes.Matrix.of(matrix), output)
        case _:
            screen = console(text := StringIO() if file_of(output) else None)
            matrix_text.show(matrix, screen=screen)
            if text is not None:
                _put(text.getvalue().encode(), output)


def _json(shape: shapes.Shape, output: Path | None) -> None:
    if file_of(output):
        _put((shape.as_json() + "\n").encode(), output)
    else:
        print_json(shape)


def _put(content: bytes, output: Path | None) -> None:
    write(content, output)
    if file_of(output):
        say(f"written to {output}")
