"""Ranking, refusal and mapping, against numbers worked out by hand."""

from math import log2

import pytest

from evals.metrics import mapping, refusal
from evals.metrics.intervals import Share, ratio
from evals.metrics.ranking import of_first_hit, recall_and_precision


@pytest.mark.parametrize(
    ("hits", "at_5", "ndcg"),
    [
        ([True, False], 1.0, 1.0),
        ([False, True], 1.0, 1 / log2(3)),
        ([False, False, True, True], 1.0, 0.5),
        ([False] * 5 + [True], 0.0, 1 / log2(7)),
        ([False] * 10 + [True], 0.0, 0.0),
        ([], 0.0, 0.0),
    ],
)
def test_the_first_acceptable_hit_alone_counts(hits: list[bool], at_5: float, ndcg: float) -> None:
    assert of_first_hit({"q": hits})["q"] == pytest.approx((at_5, ndcg))


def test_recall_and_average_precision_of_ten() -> None:
    """Gold at ranks 1 and 3 of three: recall 2/3, precision (1/1 + 2/3) / 3."""
    found = recall_and_precision({"q": ["a", "x", "b"], "none": []}, {"q": "abc", "none": "a"})
    assert found == {"q": pytest.approx((2 / 3, (1 + 2 / 3) / 3)), "none": (0.0, 0.0)}
    deep = {"q": [*map(str, range(10)), "a"]}
    assert recall_and_precision(deep, {"q": "a"})["q"] == (0.0, 0.0)


def test_refusal_precision_and_recall_over_four_questions() -> None:
    """Of three declined, two should be; of four to decline, two were."""
    decisions = [(True, True), (True, True), (False, True), (True, False), (True, False)]
    precision = [refusal.precision(should_decline=a, declined=b) for a, b in decisions]
    recall = [refusal.recall(should_decline=a, declined=b) for a, b in decisions]
    assert ratio(precision) == pytest.approx(2 / 3)
    assert ratio(recall) == pytest.approx(2 / 4)


def test_pairs_of_a_section_are_right_wrong_or_missed() -> None:
    counts = mapping.count({"8.4.1", "8.6"}, {"8.4.1", "8.5.4"})
    assert (counts.right, counts.wrong, counts.missed) == (1, 1, 1)
    assert (counts.precision, counts.recall, counts.f1) == (Share(1, 2), Share(1, 2), Share(2, 4))


def test_acceptable_clauses_and_parents_are_neither_right_nor_wrong() -> None:
    counts = mapping.count({"8.4.1"}, {"8.4", "7.2", "7"}, acceptable={"7.2"})
    assert (counts.right, counts.wrong, counts.missed) == (0, 0, 1)


def test_a_sub_clause_of_a_wanted_clause_is_wrong_unless_it_is_acceptable() -> None:
    assert mapping.count({"8.4"}, {"8.4.3"}).wrong == 1
    assert mapping.count({"8.4"}, {"8.4.3"}, acceptable={"8.4.3"}).wrong == 0


def test_a_section_that_serves_no_clause_counts_when_one_is_proposed() -> None:
    assert mapping.count((), {"8.2.1"}).f1 == Share(0, 1)
    assert mapping.count((), ()).f1 == Share(0, 0)


def test_f1_over_sections_is_the_harmonic_mean_of_the_sums() -> None:
    """Right 3, wrong 1, missed 2: precision 3/4, recall 3/5, F1 = 2/3."""
    counts = [mapping.count({"4.1", "4.2"}, {"4.1", "5.1"}), mapping.count("567", "56")]
    precision, recall = ratio([c.precision for c in counts]), ratio([c.recall for c in counts])
    assert precision is not None
    assert recall is not None
    assert precision == pytest.approx(3 / 4)
    assert recall == pytest.approx(3 / 5)
    assert ratio([c.f1 for c in counts]) == pytest.approx(
        2 * precision * recall / (precision + recall)
    )
