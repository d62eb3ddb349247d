"""A run as a folder: its configuration and its scores; and baselines.

`config.json` · `replies.jsonl` and `proposed.jsonl` (evals/journal.py) · `problems.jsonl`
(evals/problems.py) · `scores.json` · `report.md` · `report.html`.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import cast

from assistant.errors import NothingThere
from evals.metrics.intervals import Measured, Share
from evals.scoring import Scores, Tallies, Tally

Json = Mapping[str, object]

_CONFIG = "config.json"
_NO_RUN = "Make one: `clausewise eval generate sample -o FOLDER`."


def write_config(folder: Path, config: Json) -> None:
    """Store what a run is made with, or what it was made with when it is complete."""
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / _CONFIG, config)


def read_config(folder: Path) -> Json:
    """What a run was made with. Raises `NothingThere` when the folder holds no run."""
    path = folder / _CONFIG
    if not path.is_file():
        raise NothingThere(f"{folder} holds no run.", hint=_NO_RUN)
    return cast(Json, json.loads(path.read_text(encoding="utf-8")))


def write_scores(folder: Path, found: Tallies, scores: Scores) -> None:
    """Store every figure with what each case added to it."""
    _write(folder / "scores.json", {"metrics": {n: _metric(scores[n], found[n]) for n in scores}})


def read_tallies(folder: Path) -> Tallies:
    """What each case added in a scored run. Raises `NothingThere`."""
    path = folder / "scores.json"
    if not path.is_file():
        raise NothingThere(
            f"{folder} holds no scored run.",
            hint="Keep one: `clausewise eval run sample --keep FOLDER`.",
        )
    metrics = json.loads(path.read_text(encoding="utf-8"))["metrics"]
    return {
        name: Tally({unit: Share(*share) for unit, share in one["cases"].items()}, one["skipped"])
        for name, one in metrics.items()
    }


def read_baseline(path: Path, split: str) -> Scores:
    """The stored figures of a split (`dev`, `test`, `all`); empty when there are none."""
    if not path.exists():
        return {}
    figures = json.loads(path.read_text(encoding="utf-8"))["splits"].get(split, {})
    return {name: Measured(**figure) for name, figure in figures.items()}


def write_baseline(path: Path, splits: Mapping[str, Scores]) -> None:
    """Store the figures of every split as the ones to hold."""
    path.parent.mkdir(parents=True, exist_ok=True)
    rounded = {
        split: {name: _rounded(one) for name, one in scores.items()}
        for split, scores in splits.items()
    }
    _write(path, {"splits": rounded})


def _metric(one: Measured, tally: Tally) -> Json:
    return {**_rounded(one), "cases": {name: list(share) for name, share in tally.shares.items()}}


def _rounded(one: Measured) -> dict[str, float]:
    return {key: round(value, 6) for key, value in asdict(one).items()}


def _write(path: Path, content: Json) -> None:
    path.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
