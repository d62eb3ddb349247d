"""The routes of checklists and evidence packs, as files to save."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Response

from assistant.errors import WrongUse
from assistant.model.audits import Checklist
from integrations import shapes
from integrations.bootstrap import Services
from integrations.reports import checklists
from integrations.web.asking import AsOfQuery, ServicesDep, day

router = APIRouter(prefix="/api/v1")

_Clauses = Annotated[str, Query(max_length=500, description="Clauses, each with those below.")]
_Process = Annotated[str, Query(max_length=200, description="Or a process, by name.")]
_Seed = Annotated[int, Query(ge=0, le=2**31, description="The same seed draws the same rows.")]
_MEDIA = {
    "md": "text/markdown; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@router.get("/checklists")
def checklist(
    services: ServicesDep,
    clauses: _Clauses = "",
    process: _Process = "",
    seed: _Seed = 1,
    as_of: AsOfQuery = None,
) -> shapes.Checklist:
    """A draft internal-audit checklist: every promise of the procedures is a question."""
    return shapes.Checklist.of(
        drafted(services, clauses, process, seed=seed, as_of=day(services, as_of))
    )


@router.get("/checklists/file", response_class=Response)
def checklist_file(
    services: ServicesDep,
    clauses: _Clauses = "",
    process: _Process = "",
    seed: _Seed = 1,
    layout: Annotated[str, Query(max_length=8, examples=["xlsx"])] = "xlsx",
    as_of: AsOfQuery = None,
) -> Response:
    """The same as a file: `xlsx`, `docx`, `pdf`, `md`, `csv` or `json`."""
    if layout not in _MEDIA:
        raise WrongUse(f"{layout!r} is no layout.", hint=f"Use one of: {', '.join(_MEDIA)}.")
    draft = drafted(services, clauses, process, seed=seed, as_of=day(services, as_of))
    content = checklists.render(draft, layout)
    name = "".join(sign if sign.isalnum() or sign in ".-" else "-" for sign in clauses or process)
    return to_save(content, f"checklist-{name}.{layout}", _MEDIA[layout])


@router.get("/packs/{clause}.zip", response_class=Response)
def pack(clause: str, services: ServicesDep, as_of: AsOfQuery = None) -> Response:
    """An evidence pack of a clause and those below it: index, marked pages, records, gaps."""
    made = services.pack(clause, None, as_of=day(services, as_of))
    return to_save(services.packs.zipped(made), f"evidence-{clause}.zip", "application/zip")


def drafted(services: Services, clauses: str, process: str, *, seed: int, as_of: date) -> Checklist:
    """A draft of clauses or of a process. Raises `WrongUse` unless one of the two is named."""
    named = [part.strip() for part in clauses.split(",") if part.strip()]
    if bool(named) == bool(process.strip()):
        raise WrongUse("A checklist is of clauses or of a process.", hint="Name one of the two.")
    return services.checklist(named, process=process.strip() or None, as_of=as_of, seed=seed)


def to_save(content: bytes, name: str, media: str) -> Response:
    """A file that a browser saves instead of showing it."""
    plain = name.encode("ascii", "replace").decode().replace("?", "-").replace('"', "-")
    headers = {"content-disposition": f'attachment; filename="{plain}"'}
    return Response(content, media_type=media, headers=headers)
