"""Confidence beside what came of it."""

import pytest

from evals.metrics.reliability import Judgement, bands, expected_calibration_error


def test_judgements_are_told_by_range_with_what_was_said_and_what_was_right() -> None:
    judged = [
        Judgement(0.62, right=True),
        Judgement(0.68, right=False),
        Judgement(0.7, right=True),
        Judgement(1.0, right=True),
    ]
    found = bands(judged)
    assert [(one.low, one.n) for one in found] == [(0.6, 2), (0.7, 1), (0.9, 1)]
    assert found[0].said == pytest.approx(0.65)
    assert found[0].share == 0.5
    assert found[0].range[0] < 0.5 < found[0].range[1]


def test_the_calibration_error_weighs_each_range_by_its_judgements() -> None:
    judged = [Judgement(0.8, right=True)] * 8 + [Judgement(0.8, right=False)] * 2
    assert expected_calibration_error(judged) == pytest.approx(0.0)
    judged += [Judgement(0.3, right=True)] * 10
    assert expected_calibration_error(judged) == pytest.approx(0.35)
    assert expected_calibration_error([]) is None
