"""Index health: what was refused and why, how much is held, what waits; and the last evaluation."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from fastapi import APIRouter, Request
from fastapi.responses import Response

from assistant.people.rights import Action
from integrations.web.asking import ServicesDep, viewer_of
from integrations.web.background import JobsDep
from integrations.web.pages.reading_day import day_of
from integrations.web.pages.rendering import page

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a run, 0 to 1 with its range, and over how many cases."""

    name: str
    value: float
    low: float
    high: float
    cases: int


@router.get("/index")
def health(request: Request, services: ServicesDep, jobs: JobsDep) -> Response:
    """What was read, what was not, and what still waits."""
    parts = services.adapters
    held = services.documents(as_of=day_of(request))
    files = parts.library.files()
    ids = [one.revision.id for one in held]
    return page(
        request,
        "index.html",
        refused=[one for one in files if one.refusal],
        codes=Counter(one.refusal.code for one in files if one.refusal).most_common(),
        blind=[one.revision for one in held if one.revision.pages_without_text],
        warned=[one for one in held if one.warnings],
        sizes={
            "Documents": len({one.revision.number for one in held}),
            "Issues": len(held),
            "Pages": sum(one.revision.pages for one in held),
            "Pages read from scans": sum(len(one.revision.ocr_pages) for one in held),
            "Passages": parts.library.count_passages(ids),
            "Records": sum(one.revision.records for one in held),
            "Files": len(files),
        },
        megabytes=sum(one.size for one in files) / 2**20,
        ready=parts.vectors_ready(ids),
        state=services.readiness(),
        model=parts.embedder.name,
        jobs=jobs.all() if viewer_of(request).may(Action.INGEST) else [],
    )


@router.get("/evaluation")
def evaluation(request: Request, services: ServicesDep) -> Response:
    """The newest evaluation that was kept in the data directory."""
    folder = services.settings.data / "evaluations"
    runs = sorted(folder.glob("*/scores.json"), key=lambda one: one.stat().st_mtime, reverse=True)
    newest = runs[0].parent if runs else None
    return page(
        request,
        "evaluation.html",
        runs=[one.parent.name for one in runs],
        name="" if newest is None else newest.name,
        facts={} if newest is None else _facts(newest),
        figures=[] if newest is None else _figures(newest / "scores.json"),
    )


def _figures(file: Path) -> list[Figure]:
    metrics = _object(_read(file).get("metrics"))
    found = []
    for name, told in metrics.items():
        one = _object(told)
        low, value, high = (_share(one.get(key)) for key in ("low", "value", "high"))
        cases = one.get("n")
        found.append(Figure(name, value, low, high, cases if isinstance(cases, int) else 0))
    return found


def _facts(folder: Path) -> dict[str, str]:
    config = _read(folder / "config.json")
    settings, program = _object(config.get("settings")), _object(config.get("program"))
    told = {
        "Suite": config.get("suite"),
        "Made": config.get("made"),
        "Program": program.get("version"),
        "Edition": settings.get("edition"),
        "Language model": settings.get("model") or "none, verbatim extracts",
        "Documents": config.get("documents"),
        "Passages": config.get("passages"),
    }
    return {name: str(value) for name, value in told.items() if value is not None}


def _read(file: Path) -> Mapping[str, object]:
    try:
        return _object(json.loads(file.read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return {}


def _object(told: object) -> Mapping[str, object]:
    return told if isinstance(told, Mapping) else {}


def _share(told: object) -> float:
    return float(told) if isinstance(told, int | float) else 0.0
