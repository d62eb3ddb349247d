"""Two scored runs beside each other: paired differences, and how likely chance alone gives them."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from evals import runs
from evals.metrics.intervals import Measured, difference
from evals.metrics.significance import Chance, chance
from evals.scoring import Scores, score


@dataclass(frozen=True, slots=True)
class Difference:
    """One metric: second minus first over the cases that both runs hold, and the test of it."""

    change: Measured
    chance: Chance


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two runs: the figures of each, the paired differences, and whether they had the same gold."""

    first: Scores
    second: Scores
    differences: Mapping[str, Difference]
    same_gold: bool

    def as_json(self) -> dict[str, object]:
        """One JSON object: each metric with both values, the difference and its test."""
        return {
            "same_gold": self.same_gold,
            "metrics": {
                name: {
                    "first": self.first[name].value,
                    "second": self.second[name].value,
                    "difference": asdict(one.change),
                    **asdict(one.chance),
                }
                for name, one in self.differences.items()
            },
        }


def compare(first: Path, second: Path) -> Comparison:
    """Second minus first, over the cases that both runs hold. Raises `NothingThere`."""
    before, after = runs.read_tallies(first), runs.read_tallies(second)
    differences = {}
    for name in before:
        if name in after:
            pair = (before[name].shares, after[name].shares)
            change = difference(*pair)
            if change is not None:
                differences[name] = Difference(change, chance(*pair))
    gold = [runs.read_config(folder).get("gold_sha256") for folder in (first, second)]
    return Comparison(score(before), score(after), differences, gold[0] == gold[1])
