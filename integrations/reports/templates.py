"""A report on the organisation's own Word template: its letterhead, its words, our fields."""

from io import BytesIO
from zipfile import BadZipFile

from docx import Document
from docx.document import Document as Word
from docx.opc.exceptions import PackageNotFoundError
from docx.text.paragraph import Paragraph
from docxtpl import DocxTemplate
from jinja2.exceptions import SecurityError, TemplateError
from jinja2.sandbox import SandboxedEnvironment

from assistant.errors import WrongUse
from assistant.reports.report import Report, Table
from assistant.visible_text import visible
from integrations.reports import report_docx
from integrations.reports.word import saved

_BODY = "\ue000body\ue000"  # a sign for private use: no document has it
_HINT = (
    "A template is a .docx with {{ title }}, {{ lead }} and {{ body }}, or loops over a table; "
    "docs/audits.md shows both."
)


def render(report: Report, template: bytes, name: str) -> bytes:
    """The template with its fields filled in; the report stands where `{{ body }}` did.

    A template that names neither `body` nor a table gets the report at its end. Raises `WrongUse`
    for a file that is no Word document, and for a field or loop that is not written right.
    """
    document = _filled(report, template, name)
    marked = [one for one in document.paragraphs if _BODY in one.text]
    if marked or "tables" not in _names_in(template):
        _put_body(document, report, marked)
    return saved(document, report.day)


def fields(report: Report) -> dict[str, object]:
    """What a template can name: `title`, `lead`, `day`, `body`, and each table by its title.

    A table is `tables["Objective evidence"]`: rows whose cells are named as its columns, in small
    letters with `_` for blanks.
    """
    return {
        "title": visible(report.title),
        "lead": "\n".join(visible(line) for line in report.lead),
        "day": report.day.isoformat() if report.day else "",
        "body": _BODY,
        "tables": {one.title: _rows(one) for one in report.tables},
        "texts": {one.title: visible(one.lead) for one in report.tables},
    }


def _rows(table: Table) -> list[dict[str, str]]:
    names = [column.name.lower().replace(" ", "_") for column in table.columns]
    return [dict(zip(names, map(visible, row), strict=True)) for row in table.rows]


def _filled(report: Report, template: bytes, name: str) -> Word:
    try:
        made = DocxTemplate(BytesIO(template))
        made.render(fields(report), SandboxedEnvironment(autoescape=True))
        kept = BytesIO()
        made.save(kept)
        return Document(BytesIO(kept.getvalue()))
    except (BadZipFile, PackageNotFoundError, KeyError, ValueError) as error:
        raise WrongUse(f"{name!r} is no Word template.", hint=_HINT) from error
    except (TemplateError, SecurityError) as error:
        raise WrongUse(f"{name!r} cannot be filled in: {error}.", hint=_HINT) from error


def _names_in(template: bytes) -> str:
    """The fields a template asks for, as text."""
    asked = DocxTemplate(BytesIO(template)).get_undeclared_template_variables()
    return " ".join(asked)


def _put_body(document: Word, report: Report, marked: list[Paragraph]) -> None:
    before = list(document.element.body)
    report_docx.write(document, report)
    added = [one for one in document.element.body if one not in before]
    if marked:
        place = marked[0]._p
        for one in added:
            place.addprevious(one)
        place.getparent().remove(place)
