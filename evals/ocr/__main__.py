"""Measure an OCR engine: `python -m evals.ocr --engine rapidocr --dpi 200 --seeds 2 -o FILE`."""

from __future__ import annotations

import argparse
import json
import resource
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from evals.metrics.intervals import wilson
from evals.ocr.measuring import Measured, children_memory, measured
from evals.ocr.pages import PAGES
from evals.ocr.scanner import RUINED, SETTINGS, Setting
from ingest.readers.ocr.choice import Ocr, engine


def main() -> int:
    """Print the tables; 1 when the engine is not installed."""
    options = _options().parse_args()
    reader = engine(Ocr(options.engine))
    if reader is None:
        print(f"{options.engine} is not installed", file=sys.stderr)
        return 1
    found: list[Measured] = []
    for page, setting, seed in _wanted(options.settings, options.seeds):
        found.append(measured(page, setting, dpi=options.dpi, seed=seed, engine=reader))
        if options.output:
            with Path(options.output).open("a", encoding="utf-8") as target:
                target.write(json.dumps({"engine": reader.name, **found[-1].line()}) + "\n")
    memory = children_memory() or resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"{reader.name} at {options.dpi} dpi; peak memory of the engine {memory:.0f} MiB")
    print("\n".join(_table(found)))
    return 0


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evals.ocr")
    parser.add_argument("--engine", default="auto", choices=[one.value for one in Ocr])
    parser.add_argument("--dpi", type=int, default=200)
    parser.add_argument("--seeds", type=int, default=1, help="pages of each kind and setting")
    parser.add_argument("--settings", default="", help="names, with commas; or: ruined")
    parser.add_argument("-o", "--output", default="", help="a file for a line of JSON a page")
    return parser


def _wanted(names: str, seeds: int) -> Iterator[tuple[str, Setting, int]]:
    kept: tuple[Setting, ...] = RUINED if names == "ruined" else SETTINGS
    if names and names != "ruined":
        kept = tuple(one for one in SETTINGS if one.name in names.split(","))
    return ((page, one, seed) for one in kept for page in PAGES for seed in range(seeds))


def _table(found: Sequence[Measured]) -> Iterator[str]:
    """By way of scanning, by kind of page, and over all."""
    yield "| pages | n | words right | found that are right | rows | confidence | s | processor s |"
    yield "| --- | --- | --- | --- | --- | --- | --- | --- |"
    groups: defaultdict[str, list[Measured]] = defaultdict(list)
    for one in found:
        groups[one.setting].append(one)
    for one in found:
        groups[one.page].append(one)
    for name, held in groups.items():
        yield _line(name, held)
    yield _line("all", found)


def _line(name: str, held: Sequence[Measured]) -> str:
    words, right = _sum(one.words for one in held), _sum(one.right for one in held)
    rows, together = _sum(one.rows for one in held), _sum(one.together for one in held)
    low, high = wilson(right, words)
    cells = [
        name,
        str(len(held)),
        f"{right / words:.3f} ({low:.3f} to {high:.3f})",
        f"{right / max(_sum(one.found for one in held), 1):.3f}",
        f"{together / rows:.3f} of {rows}" if rows else "",
        f"{min(one.confidence for one in held):.2f} to {max(one.confidence for one in held):.2f}",
        f"{sum(one.seconds for one in held) / len(held):.1f}",
        f"{sum(one.processor for one in held) / len(held):.1f}",
    ]
    return f"| {' | '.join(cells)} |"


def _sum(values: Iterable[int]) -> int:
    return sum(values)


if __name__ == "__main__":
    sys.exit(main())
