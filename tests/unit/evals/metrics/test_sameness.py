"""Replies that should say the same are compared by decision and by cited places."""

from dataclasses import replace

import pytest

from assistant.model.replies import Reason, Reply
from evals.cases import Case
from evals.metrics.sameness import agreement, consistency, understood
from tests.replies import answered, citation, declined

THERE = replace(citation(2), section="7")


def citing(*places: object) -> Reply:
    return answered(citations=places)  # type: ignore[arg-type]


def test_an_answer_and_a_refusal_do_not_agree_and_two_refusals_do() -> None:
    assert agreement(answered(), declined()) == 0.0
    assert agreement(declined(Reason.NO_EVIDENCE), declined(Reason.NOT_IN_EVIDENCE)) == 1.0


def test_two_answers_agree_as_far_as_they_cite_the_same_places() -> None:
    assert agreement(citing(citation()), citing(citation(quote="other words there"))) == 1.0
    assert agreement(citing(citation()), citing(citation(), THERE)) == 0.5
    assert agreement(citing(citation()), citing(THERE)) == 0.0


def test_a_group_is_as_consistent_as_its_pairs_on_average() -> None:
    assert consistency([answered(), answered(), declined()]) == pytest.approx(1 / 3)
    assert consistency([answered()]) is None


def test_a_follow_up_is_understood_by_the_terms_it_needs() -> None:
    case = Case("f", "and who signs?", answerable=True, turns=("how long?",), stands_for="who?",
                understood=(("receiving", "goods-in"), ("sign",)))  # fmt: skip
    reply = replace(answered(), understood_as="who signs goods-in records?")
    assert understood(case, reply) == 1.0
    assert understood(case, replace(reply, understood_as="and who signs?")) == 0.5
    assert understood(replace(case, turns=(), understood=()), reply) is None
