"""What people say of replies becomes cases that load as they are."""

from dataclasses import replace
from pathlib import Path

from assistant.model.feedback import Feedback, Wrong
from evals.cases import Place, load_cases
from evals.from_feedback import Judged, write_cases
from tests.replies import answered, declined

AT = "2026-09-30T09:12:00+00:00"


def said(wrong: Wrong, correction: str = "", **more: str) -> Feedback:
    return Feedback("r_1", wrong, 'Ann: "the" lead', AT, correction, **more)


def test_a_correction_with_its_place_becomes_a_case(tmp_path: Path) -> None:
    feedback = said(Wrong.WRONG_ANSWER, "7 years: {not} 10", document="QP-84", section="6.2")
    path = tmp_path / "q.yaml"
    assert write_cases(path, [Judged(feedback, answered())]) == 1
    (case,) = load_cases(path)
    assert (case.id, case.answerable, case.facts) == ("said-r_1", True, (("7 years: {not} 10",),))
    assert case.places == (Place("QP-84", section="6.2"),)
    assert case.as_of == answered().searched.as_of


def test_what_should_have_been_declined_has_no_facts(tmp_path: Path) -> None:
    path = tmp_path / "q.yaml"
    write_cases(path, [Judged(said(Wrong.SHOULD_HAVE_DECLINED, "we have none"), answered())])
    (case,) = load_cases(path)
    assert (case.answerable, case.facts, case.places) == (False, (), ())


def test_a_misunderstood_follow_up_keeps_its_conversation(tmp_path: Path) -> None:
    reply = replace(answered(), question="and temps?", understood_as="how long for temps?")
    feedback = said(Wrong.MISUNDERSTOOD, "may temps sign?")
    path = tmp_path / "q.yaml"
    write_cases(path, [Judged(feedback, reply, [declined()])])
    (case,) = load_cases(path)
    assert (case.turns, case.stands_for) == ((declined().question,), "may temps sign?")
    assert case.facts == ()


def test_thumbs_up_is_no_case_and_the_latest_word_counts(tmp_path: Path) -> None:
    path = tmp_path / "q.yaml"
    words = [said(Wrong.OTHER), said(Wrong.NOTHING)]
    assert write_cases(path, [Judged(one, answered()) for one in words]) == 0
    assert load_cases(path) == ()
