"""Said confidence of clause proposals beside the share that the gold accepts, and thresholds.

Counted once for each section of the gold and clause: the surest proposal of the section's own
passages. Right is what the gold wants or accepts, and parents of either.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.model.mappings import LIKELY, PROPOSED
from evals.cases import MappedSection
from evals.metrics import mapping, places
from evals.metrics.intervals import Measured, measured
from evals.metrics.reliability import Judgement, bands, expected_calibration_error
from evals.running import Run

_THRESHOLDS = tuple(sorted({LIKELY, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, PROPOSED}))


@dataclass(frozen=True, slots=True)
class Threshold:
    """What would be proposed from a confidence on. `used` by the program."""

    least: float
    precision: Measured | None
    recall: Measured | None
    f1: Measured | None
    used: bool


@dataclass(frozen=True, slots=True)
class _Section:
    """A section of the gold with the surest confidence for each clause."""

    gold: MappedSection
    said: dict[str, float]


def judgements(run: Run) -> list[Judgement]:
    """Every clause said of a section of the gold, likely ones included."""
    return [
        Judgement(said, _is_right(section.gold, clause))
        for section in _sections(run)
        for clause, said in section.said.items()
    ]


def thresholds(run: Run) -> list[Threshold]:
    """Figures of the mapping at several thresholds, over what the run holds; lowest first."""
    sections = list(_sections(run))
    return [_at(sections, least) for least in _THRESHOLDS] if any(s.said for s in sections) else []


def _sections(run: Run) -> Iterator[_Section]:
    for gold in run.suite.mappings:
        said: dict[str, float] = {}
        for one in run.proposed:
            if one.confidence is not None and places.belongs_to(one, gold.place):
                said[one.clause] = max(one.confidence, said.get(one.clause, 0.0))
        yield _Section(gold, said)


def _is_right(gold: MappedSection, clause: str) -> bool:
    return not mapping.count(gold.clauses, [clause], acceptable=gold.acceptable).wrong


def _at(sections: list[_Section], least: float) -> Threshold:
    counts = [
        mapping.count(
            one.gold.clauses,
            [clause for clause, said in one.said.items() if said >= least],
            acceptable=one.gold.acceptable,
        )
        for one in sections
    ]
    return Threshold(
        least,
        measured([one.precision for one in counts]),
        measured([one.recall for one in counts]),
        measured([one.f1 for one in counts]),
        used=least == PROPOSED,
    )


# -- for reports

BAND_COLUMNS = ("said", "n", "mean said", "right", "95 % range")
THRESHOLD_COLUMNS = ("proposed from", "precision", "recall", "F1", "n", "")

NOTE = (
    "Said: confidence of a clause for a section. Right: the share that the gold wants or accepts. "
    "Below the threshold in use a clause is only kept as likely."
)


def band_rows(run: Run) -> Iterator[tuple[str, ...]]:
    """A row for each range of confidence, for `BAND_COLUMNS`."""
    for one in bands(judgements(run)):
        low, high = one.range
        yield (
            f"{one.low:.1f}–{one.high:.1f}",
            str(one.n),
            f"{one.said:.3f}",
            f"{one.share:.3f}",
            f"{low:.3f}–{high:.3f}",
        )


def calibration_line(run: Run) -> str:
    """The expected calibration error in a sentence; "" when nothing was said."""
    found = judgements(run)
    error = expected_calibration_error(found)
    if error is None:
        return ""
    return f"Expected calibration error over {len(found)} proposals of gold sections: {error:.3f}."


def threshold_rows(run: Run) -> Iterator[tuple[str, ...]]:
    """A row for each threshold, for `THRESHOLD_COLUMNS`; the one in use is marked."""
    for one in thresholds(run):
        figures = [
            f"{figure.value:.3f}" if figure else "-"
            for figure in (one.precision, one.recall, one.f1)
        ]
        n = str(one.f1.n) if one.f1 else "0"
        yield (f"{one.least:.2f}", *figures, n, "in use" if one.used else "")
