"""A report in the layout that was asked for."""

from assistant.errors import WrongUse
from assistant.reports.report import Report
from integrations.shapes import Shape


def render(report: Report, shape: Shape, layout: str) -> bytes:
    """The report as `md`, `html`, `csv` or `xlsx`, or its shape as `json`; text is UTF-8."""
    match layout:
        case "md":
            from assistant.reports import report_markdown

            return report_markdown.render(report).encode()
        case "html":
            from assistant.reports import report_html

            return report_html.render(report).encode()
        case "csv":
            from assistant.reports import report_csv

            return report_csv.render(report).encode("utf-8-sig")  # so that Excel reads it right
        case "json":
            return (shape.as_json() + "\n").encode()
        case "xlsx":
            from integrations.reports import report_xlsx

            return report_xlsx.render(report)
    raise WrongUse(f"{layout!r} is no layout.", hint="Use md, html, csv, xlsx or json.")
