"""Chance: against numbers worked out by hand."""

import pytest

from evals.metrics.intervals import Share
from evals.metrics.significance import chance, mcnemar, permutation


@pytest.mark.parametrize(
    ("better", "worse", "p"),
    [(0, 0, 1.0), (5, 0, 2 / 32), (6, 1, 2 * (1 + 7) / 128), (3, 3, 1.0), (0, 10, 2 / 1024)],
)
def test_mcnemar_is_twice_the_tail_of_the_binomial(better: int, worse: int, p: float) -> None:
    assert mcnemar(better, worse) == pytest.approx(p)


def test_swapping_five_cases_that_all_gain_gives_one_in_sixteen() -> None:
    """Of 32 ways to swap five equal gains, 2 are as far apart as the one that is there."""
    pairs = [(Share(0.2, 1.0), Share(0.7, 1.0))] * 5
    assert permutation(pairs) == pytest.approx(2 / 32, abs=0.01)


def test_no_difference_is_certain_to_come_by_chance() -> None:
    assert permutation([(Share(0.5, 1.0), Share(0.5, 1.0))] * 9) == 1.0
    assert permutation([]) == 1.0


def yes(*parts: float) -> dict[str, Share]:
    return {str(number): Share(part, 1.0) for number, part in enumerate(parts)}


def test_yes_and_no_go_to_mcnemar_with_the_cases_that_differ() -> None:
    found = chance(yes(0, 0, 1, 1), yes(1, 1, 0, 1))
    assert (found.test, found.better, found.worse, found.p) == ("McNemar", 2, 1, 1.0)


def test_shares_and_ratios_are_permuted_and_only_common_cases_count() -> None:
    found = chance({**yes(0.5, 0.5), "gone": Share(1, 1)}, yes(0.75, 0.25))
    assert (found.test, found.better, found.worse) == ("permutation", 1, 1)
    ratios = {"a": Share(1, 2), "b": Share(0, 0)}
    assert chance(ratios, ratios).better is None
    assert chance(ratios, ratios).p == 1.0
