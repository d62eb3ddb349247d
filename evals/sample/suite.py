"""The suite `sample`: the sample company's folder with all its gold."""

from dataclasses import replace
from pathlib import Path

from evals.sample.build import build_sample
from evals.sample.gold import AS_OF, FOLDER
from evals.sample.records_gold import load_cells
from evals.suites import Prepared, read_suite

SAMPLE = replace(read_suite(FOLDER, name="sample", as_of=AS_OF), cells=load_cells())
BASELINE = FOLDER.parent / "baselines" / "sample.json"


def sample() -> Prepared:
    """The suite; its documents are made anew for each run."""
    return Prepared(SAMPLE, BASELINE, _build)


def _build(folder: Path) -> Path:
    documents = folder / "documents"
    build_sample(documents)
    return documents
