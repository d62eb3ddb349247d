"""The suite `sample`: the sample company's folder with all its gold."""

from pathlib import Path

from evals.sample.build import build_sample
from evals.sample.gold import AS_OF, FOLDER
from evals.suites import Prepared, read_suite

SAMPLE = read_suite(FOLDER, name="sample", as_of=AS_OF)
BASELINE = FOLDER.parent / "baselines" / "sample.json"


def sample() -> Prepared:
    """The suite; its documents are made anew for each run."""
    return Prepared(SAMPLE, BASELINE, _build)


def _build(folder: Path) -> Path:
    documents = folder / "documents"
    build_sample(documents)
    return documents
