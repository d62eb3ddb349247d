"""The routes about the program itself: settings that may be shown, evaluations that were kept."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from fastapi import APIRouter
from pydantic import Field

from assistant.errors import NothingThere
from integrations.bootstrap import Services
from integrations.settings import Settings
from integrations.shapes.base import Shape
from integrations.version import program_version
from integrations.web.asking import ServicesDep
from integrations.web.paging import PageDep

router = APIRouter(prefix="/api/v1")

SHOWN: Final = (
    "edition",
    "auth",
    "ocr",
    "model_timeout",
    "model_max_tokens",
    "max_file_mb",
    "max_upload_mb",
    "rate_limit",
    "log_level",
)
"""Settings shown as they are; of all others no more than whether they are set, or nothing."""

SET_OR_NOT: Final = (
    "editions",
    "organisation",
    "records",
    "access",
    "database_url",
    "chroma_url",
    "embedding_model",
    "reranker_model",
    "support_model",
    "model",
    "slack_bot_token",
    "slack_signing_secret",
    "public_url",
)
_WORST = 50  # cases told of one evaluation
_ONLY = "Keep one: `clausewise eval run sample --keep DATA/evaluations/NAME`."


class Setting(Shape):
    """One setting: its value, or only whether it is set."""

    name: str = Field(examples=["max_file_mb"])
    value: str | int | float | None = Field(description="null: not shown.", examples=[100])
    is_set: bool = Field(description="Whether it is other than without one.")
    means: str


class SettingsShown(Shape):
    """What this program is set to. Keys, addresses, names of models and paths are not shown."""

    version: str = Field(examples=["0.1.0"])
    database: str = Field(examples=["sqlite"])
    settings: list[Setting]


class Figure(Shape):
    """One figure of an evaluation with its 95 % interval."""

    name: str = Field(examples=["facts"])
    value: float
    low: float
    high: float
    n: int = Field(description="Cases scored.")
    skipped: int


class WorstCase(Shape):
    """A case that did badly, and by which figures."""

    case: str
    missed: list[str] = Field(description="Figures to which it added nothing.")


class Evaluation(Shape):
    """An evaluation that was kept below the data directory."""

    name: str = Field(examples=["2026-09-30"])
    suite: str
    as_of: str
    figures: list[Figure]
    worst: list[WorstCase] = Field(description="Most missed first.")


class Evaluations(Shape):
    """Evaluations that were kept, the newest first."""

    evaluations: list[str]


@router.get("/settings")
def settings(services: ServicesDep) -> SettingsShown:
    """What this program is set to, as far as it may be shown."""
    shown = [
        _setting(services.settings, name, shows=name in SHOWN) for name in (*SHOWN, *SET_OR_NOT)
    ]
    dialect = services.adapters.database.dialect
    return SettingsShown(version=program_version(), database=dialect, settings=shown)


@router.get("/evaluations")
def evaluations(services: ServicesDep, page: PageDep) -> Evaluations:
    """The evaluations that were kept, the newest first."""
    return Evaluations(evaluations=page.cut([one.name for one in _kept(services)]))


@router.get("/evaluations/last")
def last_evaluation(services: ServicesDep) -> Evaluation:
    """The newest evaluation: its figures and the cases that did worst."""
    kept = _kept(services)
    if not kept:
        raise NothingThere("No evaluation is kept here.", hint=_ONLY)
    return _evaluation(kept[0])


def _setting(settings: Settings, name: str, *, shows: bool) -> Setting:
    field, value = Settings.model_fields[name], getattr(settings, name)
    means = field.description or ""
    is_set = value != field.default
    return Setting(name=name, value=value if shows else None, is_set=is_set, means=means)


def _kept(services: Services) -> list[Path]:
    found = (services.settings.data / "evaluations").glob("*/scores.json")
    newest = sorted(found, key=lambda one: one.stat().st_mtime, reverse=True)
    return [one.parent for one in newest]


def _evaluation(folder: Path) -> Evaluation:
    config, metrics = (
        _read(folder / "config.json"),
        _object(_read(folder / "scores.json"), "metrics"),
    )
    figures, missed = [], dict[str, list[str]]()
    for name in metrics:
        one = _object(metrics, name)
        figures.append(
            Figure(
                name=name,
                value=_number(one, "value"),
                low=_number(one, "low"),
                high=_number(one, "high"),
                n=int(_number(one, "n")),
                skipped=int(_number(one, "skipped")),
            )
        )
        for case, share in _object(one, "cases").items():
            if isinstance(share, list) and len(share) == 2 and share[1] and not share[0]:
                missed.setdefault(case, []).append(name)
    worst = sorted(missed.items(), key=lambda one: (-len(one[1]), one[0]))[:_WORST]
    return Evaluation(
        name=folder.name,
        suite=str(config.get("suite", "")),
        as_of=str(config.get("as_of", "")),
        figures=figures,
        worst=[WorstCase(case=case, missed=names) for case, names in worst],
    )


def _read(file: Path) -> Mapping[str, object]:
    try:
        told = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return told if isinstance(told, dict) else {}


def _object(told: Mapping[str, object], name: str) -> Mapping[str, object]:
    found = told.get(name)
    return found if isinstance(found, dict) else {}


def _number(told: Mapping[str, object], name: str) -> float:
    found = told.get(name)
    return float(found) if isinstance(found, int | float) else 0.0
