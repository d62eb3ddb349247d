"""The gaps of the sample company against what was seeded in it: found, missed, false alarms."""

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from evals.metrics.gaps import GapScores, score
from evals.metrics.intervals import wilson
from evals.sample import gold
from evals.sample.build import build_sample
from integrations.bootstrap import build_services
from integrations.settings import Settings

RECALL, PRECISION = 0.90, 0.85
"""The gates, over all families together; families of few faults are shown with their range."""


@dataclass(frozen=True, slots=True)
class GapOutcome:
    """The scores, and whether a gate is missed."""

    scores: GapScores
    recall: float
    precision: float

    @property
    def failed(self) -> bool:
        """Whether recall or precision is below its gate, or a look-alike was taken for a fault."""
        return self.recall < RECALL or self.precision < PRECISION


def measure() -> GapOutcome:
    """Make the sample, ingest it into a directory of its own, find its gaps and score them."""
    with TemporaryDirectory(prefix="clausewise-gaps-") as temporary:
        folder = Path(temporary)
        build_sample(folder / "documents")
        with build_services(Settings(data=folder / "data"), today=gold.AS_OF) as services:
            services.ingest([folder / "documents"])
            report = services.gaps(None, as_of=gold.AS_OF)
    return outcome(score(report.gaps, gold.load_faults(), gold.load_lookalikes()))


def outcome(scores: GapScores) -> GapOutcome:
    """The scores with recall and precision over all families."""
    seeded = sum(one.seeded for one in scores.families)
    given = sum(one.given for one in scores.families)
    found = sum(one.found for one in scores.families)
    true = sum(one.true for one in scores.families)
    return GapOutcome(scores, found / seeded if seeded else 0.0, true / given if given else 0.0)


COLUMNS = ("Family", "Recall", "Found", "95 %", "Precision", "True", "95 %")


def rows(found: GapOutcome) -> list[tuple[str, ...]]:
    """A row for each family; a figure of nothing is a dash."""
    return [
        (
            one.family.replace("_", " "),
            *_share(one.found, one.seeded),
            *_share(one.true, one.given),
        )
        for one in found.scores.families
    ]


def lines(found: GapOutcome) -> list[str]:
    """What was missed, what matches nothing, and which look-alikes were taken for faults."""
    scores = found.scores
    return [
        f"recall {found.recall:.3f} (gate {RECALL:.2f}), "
        f"precision {found.precision:.3f} (gate {PRECISION:.2f})",
        *(f"missed: {one.id} ({one.kind}, {one.subject})" for one in scores.missed),
        *(
            f"matches no fault: {one.rule}, {one.subject}: {one.message}"
            for one in scores.unmatched
        ),
        *(f"look-alike taken for a fault: {one.id} by {gap.rule}" for one, gap in scores.fooled),
    ]


def _share(part: int, whole: int) -> tuple[str, str, str]:
    if not whole:
        return "–", "0 of 0", "–"
    low, high = wilson(part, whole)
    return f"{part / whole:.3f}", f"{part} of {whole}", f"{low:.2f} to {high:.2f}"
