"""A programme of audits in the layout that was asked for."""

from collections.abc import Iterable

from assistant.errors import WrongUse
from assistant.model.programmes import Programme, ProgrammeEntry

LAYOUTS = ("xlsx", "ics", "md", "csv", "json")


def render(
    programme: Programme,
    layout: str,
    *,
    standing: str,
    version: int = 0,
    history: Iterable[ProgrammeEntry] = (),
) -> bytes:
    """The programme as one of `LAYOUTS`; text is UTF-8. `standing` says who approved it."""
    match layout:
        case "xlsx":
            from integrations.reports import programme_xlsx

            return programme_xlsx.render(programme, version=version)
        case "ics":
            from assistant.reports import programme_ics

            return programme_ics.render(programme).encode()
        case "md":
            from assistant.reports import programme_tables, report_markdown

            report = programme_tables.report(programme, standing=standing)
            return report_markdown.render(report).encode()
        case "csv":
            from assistant.reports import programme_tables, report_csv

            report = programme_tables.report(programme, standing=standing)
            return report_csv.render(report).encode("utf-8-sig")
        case "json":
            from integrations import shapes

            shape = shapes.Programme.shown(programme, version=version, history=history)
            return (shape.as_json() + "\n").encode()
    raise WrongUse(f"{layout!r} is no layout.", hint=f"Use one of: {', '.join(LAYOUTS)}.")
