"""The routes of audits on paper: report and working papers to save, filled-in workbooks back."""

from enum import StrEnum
from typing import Annotated

from fastapi import APIRouter, Form, Query, Response, UploadFile

from integrations import shapes
from integrations.bootstrap import Services
from integrations.reports import layouts
from integrations.web.asking import AsOfQuery, ServicesDep, day
from integrations.web.uploads import safe_name

router = APIRouter(prefix="/api/v1/audits")

_TYPES = {
    "md": "text/markdown; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


class PaperLayout(StrEnum):
    """Layouts of a paper."""

    XLSX = "xlsx"
    DOCX = "docx"
    PDF = "pdf"
    MD = "md"
    HTML = "html"
    CSV = "csv"
    JSON = "json"


LayoutQuery = Annotated[PaperLayout, Query(alias="format")]


@router.get("/{id}/report", response_class=Response)
def report(
    id: str,
    services: ServicesDep,
    layout: LayoutQuery = PaperLayout.DOCX,
    as_of: AsOfQuery = None,
) -> Response:
    """The report of an audit as it stands, as a file."""
    return _paper(services, id, layout, "report", as_of)


@router.get("/{id}/papers", response_class=Response)
def papers(
    id: str,
    services: ServicesDep,
    layout: LayoutQuery = PaperLayout.XLSX,
    as_of: AsOfQuery = None,
) -> Response:
    """Everything kept of an audit, as a file; the workbook can be filled in offline."""
    return _paper(services, id, layout, "papers", as_of)


@router.post("/{id}/papers")
def fill_in(
    id: str,
    file: UploadFile,
    by: Annotated[str, Form(max_length=200)],
    services: ServicesDep,
    as_of: AsOfQuery = None,
) -> shapes.AuditFilledIn:
    """Take over a workbook filled in offline: all of it, or nothing and every wrong cell."""
    name = safe_name(file.filename or "file")
    done, many, run = services.audit_papers.filled_in(
        id, file.file.read(), by=by, on=day(services, as_of), file=name
    )
    return shapes.AuditFilledIn.of(run.audit.id, done, many.raised)


def _paper(
    services: Services, id: str, layout: PaperLayout, what: str, as_of: AsOfQuery
) -> Response:
    run, on = services.audits.running.run(id), day(services, as_of)
    made = services.audit_papers
    offline = layout is PaperLayout.XLSX
    paper = made.report(run, on) if what == "report" else made.whole(run, on, offline=offline)
    shape = shapes.AuditPapers.whole(run, made.findings(run, on), made.drafts(run))
    content = layouts.render(paper, shape, layout.value, every_table=True)
    headers = {
        "Content-Disposition": f'attachment; filename="{run.audit.id}-{what}.{layout.value}"',
        "X-Content-Type-Options": "nosniff",
    }
    return Response(content, media_type=_TYPES[layout.value], headers=headers)
