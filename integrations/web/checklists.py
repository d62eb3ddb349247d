"""The routes of checklists and evidence packs, as files to save."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel, ConfigDict, Field

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
_ZIP: dict[int | str, dict[str, object]] = {200: {"content": {"application/zip": {}}}}
_MEDIA = {
    "md": "text/markdown; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


class ChecklistWanted(BaseModel):
    """A checklist to be drafted: of clauses or of a process."""

    model_config = ConfigDict(extra="forbid")

    clauses: list[str] = Field(default_factory=list, max_length=100, examples=[["8.4"]])
    process: str = Field(default="", max_length=200, examples=[""])
    seed: int = Field(default=1, ge=0, le=2**31)
    as_of: date | None = Field(default=None, examples=["2026-09-30"])


class PackWanted(BaseModel):
    """A pack of one clause, one process or one audit."""

    model_config = ConfigDict(extra="forbid")

    clause: str = Field(default="", max_length=32, examples=["8.4"])
    process: str = Field(default="", max_length=200, examples=[""])
    audit: str = Field(default="", max_length=40, examples=[""])
    as_of: date | None = Field(default=None, examples=["2026-09-30"])


@router.post("/checklists")
def draft(wanted: ChecklistWanted, services: ServicesDep) -> shapes.Checklist:
    """A draft internal-audit checklist. Nothing is kept; an audit is made of one."""
    today = day(services, wanted.as_of)
    made = drafted(
        services, ",".join(wanted.clauses), wanted.process, seed=wanted.seed, as_of=today
    )
    return shapes.Checklist.of(made)


@router.post("/packs", response_class=Response, responses=_ZIP)
def packed(wanted: PackWanted, services: ServicesDep) -> Response:
    """An evidence pack as a ZIP file: index, marked pages, records, gaps, hashes."""
    named = [one.strip() for one in (wanted.clause, wanted.process, wanted.audit)]
    if sum(map(bool, named)) != 1:
        raise WrongUse("A pack is of one clause, one process or one audit.", hint="Name one.")
    clause, process, audit = named
    today = day(services, wanted.as_of)
    if audit:
        content = services.audit_pack(audit, as_of=today)[1]
    else:
        content = services.packs.zipped(services.pack(clause or None, process or None, as_of=today))
    return to_save(content, f"evidence-{plain_name(''.join(named))}.zip", "application/zip")


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
    name = plain_name(clauses or process)
    return to_save(content, f"checklist-{name}.{layout}", _MEDIA[layout])


@router.get("/packs/{clause}.zip", response_class=Response, responses=_ZIP)
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


def plain_name(typed: str) -> str:
    """Typed words as part of the name of a file."""
    return "".join(sign if sign.isalnum() or sign in ".-" else "-" for sign in typed)


def to_save(content: bytes, name: str, media: str) -> Response:
    """A file that a browser saves instead of showing it."""
    plain = name.encode("ascii", "replace").decode().replace("?", "-").replace('"', "-")
    headers = {"content-disposition": f'attachment; filename="{plain}"'}
    return Response(content, media_type=media, headers=headers)
