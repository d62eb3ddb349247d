"""A drop fails, a gate that was never reached is said, and one that was reached is held."""

import pytest

from evals.gates import Verdict, judge
from evals.metrics.intervals import Measured


def figure(value: float, low: float | None = None) -> Measured:
    return Measured(value, value if low is None else low, 1.0, n=50)


@pytest.mark.parametrize(
    ("now", "before", "gate", "verdict"),
    [
        (figure(0.91), figure(0.95, 0.90), None, Verdict.HELD),
        (figure(0.89), figure(0.95, 0.90), None, Verdict.DROPPED),
        (figure(0.89), figure(0.95, 0.90), 0.92, Verdict.DROPPED),
        (figure(0.84), figure(0.86, 0.80), 0.85, Verdict.MISSED),
        (figure(0.82), figure(0.80, 0.75), 0.85, Verdict.NOT_REACHED),
        (figure(0.85), figure(0.80, 0.75), 0.85, Verdict.HELD),
        (figure(0.80), None, 0.85, Verdict.MISSED),
        (figure(0.10), None, None, Verdict.HELD),
        (None, figure(0.80), None, Verdict.LOST),
    ],
)
def test_a_figure_is_held_against_its_baseline_and_its_gate(
    now: Measured | None, before: Measured | None, gate: float | None, verdict: Verdict
) -> None:
    (judged,) = judge(
        {"citation hit": now} if now else {},
        baseline={"citation hit": before} if before else {},
        gates={"citation hit": gate} if gate else {},
    )
    assert judged.verdict is verdict


def test_only_a_gate_not_reached_yet_is_forgiven() -> None:
    assert {one for one in Verdict if not one.fails} == {Verdict.HELD, Verdict.NOT_REACHED}


def test_the_rounding_of_a_stored_baseline_is_no_drop() -> None:
    (judged,) = judge({"citation hit": figure(2 / 3)}, baseline={"citation hit": figure(0.666667)},
                      gates={})  # fmt: skip
    assert judged.verdict is Verdict.HELD
