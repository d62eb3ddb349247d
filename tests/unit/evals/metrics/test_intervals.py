"""Figures and intervals, against numbers worked out by hand."""

import pytest

from evals.metrics.intervals import Share, difference, measured, measured_mean, ratio, wilson


def test_a_ratio_is_sum_over_sum_and_not_a_mean_of_ratios() -> None:
    assert ratio([Share(1, 1), Share(1, 4)]) == pytest.approx(2 / 5)


def test_nothing_scored_gives_no_figure() -> None:
    assert ratio([]) is None
    assert measured([]) is None
    assert measured([Share(0, 0), Share(0, 0)]) is None


def test_the_interval_of_cases_that_all_agree_has_no_width() -> None:
    found = measured_mean([1.0] * 12)
    assert found is not None
    assert (found.value, found.low, found.high, found.n) == (1.0, 1.0, 1.0, 12)


def test_the_interval_of_a_proportion_is_close_to_the_binomial_one() -> None:
    """80 of 100: 0.8 plus or minus 1.96 * sqrt(0.8 * 0.2 / 100) = 0.722 to 0.878."""
    found = measured_mean([1.0] * 80 + [0.0] * 20)
    assert found is not None
    assert found.value == pytest.approx(0.8)
    assert found.low == pytest.approx(0.722, abs=0.015)
    assert found.high == pytest.approx(0.878, abs=0.015)


def test_two_measurements_of_one_set_agree() -> None:
    shares = [Share(float(n % 3 == 0), 1.0) for n in range(40)]
    assert measured(shares) == measured(shares)


def test_cases_that_add_nothing_to_the_lower_sum_are_not_counted() -> None:
    found = measured([Share(1, 1), Share(0, 1), Share(0, 0)], skipped=2)
    assert found is not None
    assert (found.value, found.n, found.skipped) == (0.5, 2, 2)


def test_resamples_with_nothing_scored_are_left_out() -> None:
    found = measured([Share(1, 1), Share(0, 0)])
    assert found is not None
    assert (found.low, found.high) == (1.0, 1.0)


def test_a_paired_difference_is_taken_over_the_cases_of_both() -> None:
    first = {"a": Share(0, 1), "b": Share(1, 1), "only here": Share(0, 1)}
    second = {"a": Share(1, 1), "b": Share(1, 1), "only there": Share(0, 1)}
    found = difference(first, second)
    assert found is not None
    assert (found.value, found.n) == (0.5, 2)


def test_pairing_takes_out_what_is_hard_for_both() -> None:
    """Every case gains 0.1: the difference has no width, however much the cases differ."""
    first = {str(n): Share(n / 20, 1) for n in range(10)}
    second = {name: Share(share.part + 0.1, 1) for name, share in first.items()}
    found = difference(first, second)
    assert found is not None
    assert found.low == pytest.approx(0.1)
    assert found.high == pytest.approx(0.1)


def test_runs_without_a_common_case_have_no_difference() -> None:
    assert difference({"a": Share(1, 1)}, {"b": Share(1, 1)}) is None


def test_a_share_of_few_cases_has_a_range_even_when_all_passed() -> None:
    """Wilson, by hand: one of one gives 1 / (1 + 3.8415) as the lower end."""
    assert wilson(1, 1) == pytest.approx((0.2065, 1.0), abs=1e-4)
    assert wilson(0, 1) == pytest.approx((0.0, 0.7935), abs=1e-4)
    assert wilson(5, 10) == pytest.approx((0.2366, 0.7634), abs=1e-4)
