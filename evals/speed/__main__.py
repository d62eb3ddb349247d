"""python -m evals.speed [--folder DIR] [--out FILE]: the benchmark, written to docs/benchmarks.md.

Without a folder the PDFs of the sample company are read. Every part is a process of its own.
"""

import argparse
import json
import os
import shutil
import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from evals.cases import load_cases
from evals.sample.gold import FOLDER
from evals.speed import children, report
from evals.speed.report import Asked, Figures

QUESTIONS = (
    "who approves a new supplier?",
    "how long are records kept?",
    "what happens when an item does not meet its requirements?",
    "when is equipment calibrated?",
    "what was the cause of the event?",
    "who is responsible for training?",
    "which documents come with a shipment?",
    "how are complaints from customers handled?",
    "what has to be inspected on arrival?",
    "where are the results written down?",
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure both, print the table and put it into the report."""
    parser = argparse.ArgumentParser(prog="python -m evals.speed", description=__doc__)
    parser.add_argument("--folder", type=Path, help="PDFs to read; default: the sample's")
    parser.add_argument(
        "--large", type=int, default=100_000, help="passages of the big library; 0: none"
    )
    parser.add_argument("--out", type=Path, default=Path("docs/benchmarks.md"))
    given = parser.parse_args(arguments)
    with TemporaryDirectory() as temporary:
        work = Path(temporary)
        sample = work / "sample"
        children.run(children.python("evals.sample.build", str(sample)))
        pdfs = work / "pdfs"
        _copy_pdfs(given.folder or sample, pdfs)
        figures = measure(pdfs, sample, work, large=given.large)
    print(report.speed_table(figures))
    report.write(given.out, figures)
    return 0


def measure(pdfs: Path, sample: Path, work: Path, *, large: int) -> Figures:
    """Every figure; the slow recipe last, so that both start with a warm disk."""
    questions = work / "questions.json"
    questions.write_text(json.dumps(QUESTIONS), encoding="utf-8")
    data = work / "data"
    _say("reading the PDFs, then vectors")
    making = children.run(children.python("evals.speed.ours", "ingest", str(data), str(pdfs)))
    made = making.told
    _say("the embedder alone")
    alone = children.run(children.python("evals.speed.ours", "embedder", str(data))).told
    _say("asking")
    asking = children.run(children.python("evals.speed.ours", "ask", str(data), str(questions)))
    imports = children.run(children.python("evals.speed.ours", "imports")).told["seconds"]
    _say("starting")
    start = statistics.median(children.run(_help()).seconds for _ in range(5))
    one_shot = _one_shot(sample, work / "sample-data")
    asks = _ask_sample(work / "sample-data", work), *_ask_large(large, work)
    _say("the recipe")
    theirs = children.run(children.python("evals.speed.recipe", str(pdfs), str(questions)))
    recipe = theirs.told
    return Figures(
        pages=made["pages"],
        files=made["files"],
        passages=made["passages"],
        asks=asks,
        load=os.getloadavg()[0],
        start_seconds=made["import_seconds"],
        cpu_seconds=making.cpu_seconds,
        recipe_cpu_seconds=theirs.cpu_seconds,
        searchable_seconds=made["searchable_seconds"],
        vectors_seconds=made["done_seconds"],
        vector_texts=made["texts"],
        fine_texts=made["fine_texts"],
        fine_seconds=made["fine_seconds"],
        work_rate=made["texts"] / made["vectors_seconds"],
        embedder_rate=alone["texts"] / alone["seconds"],
        ask_ms=asking.told["ask_ms"],
        peak_mb=max(making.peak_mb, asking.peak_mb),
        import_seconds=imports,
        help_seconds=start,
        one_shot_seconds=one_shot,
        recipe_pages=recipe["pages"],
        recipe_pieces=recipe["pieces"],
        recipe_seconds=recipe["index_seconds"],
        recipe_ask_ms=recipe["ask_ms"],
        recipe_import_seconds=recipe["import_seconds"],
        recipe_peak_mb=theirs.peak_mb,
    )


def _one_shot(sample: Path, data: Path) -> float:
    children.run(_clausewise(data, "ingest", str(sample), "--wait", "--json"))
    question = "how long are receiving records kept?"
    return statistics.median(
        children.run(_clausewise(data, "ask", question, "--json")).seconds for _ in range(5)
    )


def _ask_sample(data: Path, work: Path) -> Asked:
    """Every question of the sample, once."""
    _say("asking the sample")
    questions = work / "sample-questions.json"
    asked = [case.question for case in load_cases(FOLDER / "questions.yaml")]
    questions.write_text(json.dumps(asked), encoding="utf-8")
    told = children.run(children.python("evals.speed.ours", "ask", str(data), str(questions))).told
    return Asked("the sample", len(asked), told["ask_ms"], told["p95_ms"], (30, 80))


def _ask_large(size: int, work: Path) -> Iterator[Asked]:
    """A library of `size` made-up passages; nothing for 0."""
    if not size:
        return
    _say(f"making {size:,} passages")
    data, questions = work / "large", work / "large-questions.json"
    making = ("large", str(data), str(size), str(questions))
    children.run(children.python("evals.speed.ours", *making))
    _say("asking them")
    told = children.run(children.python("evals.speed.ours", "ask", str(data), str(questions))).told
    count = len(json.loads(questions.read_text(encoding="utf-8")))
    name = f"{size:,} made-up passages"
    yield Asked(name, count, told["ask_ms"], told["p95_ms"], (100, None))


def _clausewise(data: Path, *arguments: str) -> list[str]:
    return children.clausewise("--data", str(data), *arguments)


def _help() -> list[str]:
    return children.clausewise("--help")


def _copy_pdfs(folder: Path, to: Path) -> None:
    to.mkdir()
    for number, path in enumerate(sorted(folder.rglob("*.pdf"))):
        shutil.copyfile(path, to / f"{number:03d}_{path.name}")


def _say(part: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {part} …", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
