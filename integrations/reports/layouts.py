"""A report in the layout that was asked for."""

from assistant.errors import WrongUse
from assistant.reports.report import Report
from integrations.shapes import Shape

LAYOUTS = "md, html, csv, xlsx, docx, pdf or json"


def render(report: Report, shape: Shape, layout: str, *, every_table: bool = False) -> bytes:
    """The report as one of `LAYOUTS`, `json` being its shape; text is UTF-8.

    A CSV holds the first table, or with `every_table` one below the other.
    """
    match layout:
        case "md":
            from assistant.reports import report_markdown

            return report_markdown.render(report).encode()
        case "html":
            from assistant.reports import report_html

            return report_html.render(report).encode()
        case "csv":
            from assistant.reports import report_csv

            text = report_csv.render_all(report) if every_table else report_csv.render(report)
            return text.encode("utf-8-sig")  # so that Excel reads it right
        case "json":
            return (shape.as_json() + "\n").encode()
        case "xlsx":
            from integrations.reports import report_xlsx

            return report_xlsx.render(report)
        case "docx":
            from integrations.reports import report_docx

            return report_docx.render(report)
        case "pdf":
            from integrations.reports import report_pdf

            return report_pdf.render(report)
    raise WrongUse(f"{layout!r} is no layout.", hint=f"Use {LAYOUTS}.")
