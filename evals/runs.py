"""A run as a folder: `config.json`, `replies.jsonl`, `scores.json`, `report.md`; and baselines."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path

from assistant.errors import NothingThere
from evals.metrics.intervals import Measured, Share
from evals.running import Asked, AskedWhere, Run
from evals.scoring import Scores, Tallies, Tally, section_results
from integrations import shapes

Json = Mapping[str, object]


def keep(folder: Path, run: Run, found: Tallies, scores: Scores, *, config: Json) -> None:
    """Write all of a run but its report into a folder, in place of an earlier run."""
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / "config.json", config)
    lines = [*map(_asked, run.asked), *map(_where, run.where), *_sections(run)]
    (folder / "replies.jsonl").write_text(
        "".join(json.dumps(line, ensure_ascii=False, default=_plain) + "\n" for line in lines),
        encoding="utf-8",
    )
    _write(folder / "scores.json", {"metrics": {n: _metric(scores[n], found[n]) for n in scores}})


def read_tallies(folder: Path) -> Tallies:
    """What each case added in a kept run. Raises `NothingThere`."""
    path = folder / "scores.json"
    if not path.is_file():
        raise NothingThere(
            f"{folder} holds no run.", hint="Keep one: `clausewise eval run sample --keep FOLDER`."
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


def _asked(one: Asked) -> Json:
    return {
        "case": asdict(one.case),
        "reply": _reply(one),
        "hits": [{"passage": hit.passage, "path": hit.path, "section": hit.section,
                  "row": hit.row} for hit in one.hits],
    }  # fmt: skip


def _where(one: AskedWhere) -> Json:
    return {"coverage": asdict(one.gold), "reply": _reply(one)}


def _reply(one: Asked | AskedWhere) -> object:
    return json.loads(shapes.Reply.of(one.reply).as_json())


def _sections(run: Run) -> Iterator[Json]:
    for one in section_results(run):
        yield {"section": asdict(one.gold), "proposed": sorted(one.proposed)}


def _plain(value: object) -> object:
    return sorted(value) if isinstance(value, frozenset) else str(value)


def _write(path: Path, content: Json) -> None:
    path.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
