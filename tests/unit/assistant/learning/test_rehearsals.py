"""A rehearsal asks what the procedures lay down, and now and then what they do not."""

import pytest

from assistant.errors import NothingThere, WrongUse
from assistant.learning.scoring import score
from assistant.model.learning import (
    AnswerScore,
    Covered,
    Outcome,
    PartKind,
    Rehearsal,
    RehearsalQuestion,
)
from tests.company import TODAY, Text
from tests.unit.assistant.learning.workshop import COLD, KEPT, OWN, SIGNS, workshop

ROLE = "receiving inspector"


def rehearsal(role: str = ROLE, *, seed: int = 3, questions: int = 6, **more: Text) -> Rehearsal:
    return workshop(**more).rehearsal(role, as_of=TODAY, seed=seed, questions=questions)


def about(quote: str, role: str = ROLE) -> RehearsalQuestion:
    found = [one for one in rehearsal(role).questions if one.source and one.source.quote == quote]
    assert found, [one.question for one in rehearsal(role).questions]
    return found[0]


def outcomes(scored: AnswerScore) -> dict[PartKind, Outcome]:
    return {one.part.kind: one.outcome for one in scored.parts}


def test_the_same_seed_asks_the_same() -> None:
    assert rehearsal(seed=5) == rehearsal(seed=5)
    assert rehearsal(seed=5).id != rehearsal(seed=6).id


def test_a_condition_is_asked_and_its_consequence_is_the_answer() -> None:
    question = about(COLD)
    assert question.question.endswith("what is done if the cold room fails?")
    whole = score(question, "I move all lots to room B within four hours.")
    assert whole.covered is Covered.ALL
    late = score(question, "I move the lots to room B by the next day, within 24 hours.")
    assert late.covered is Covered.PARTLY
    assert outcomes(late)[PartKind.VALUE] is Outcome.OTHERWISE
    assert late.remarks == ("You said “24 hours”; the text says “4 hours”.",)
    assert score(question, "").covered is Covered.NOTHING
    assert score(question, "I go home.").covered is Covered.NOTHING


def test_who_form_and_whom_to_tell_are_parts() -> None:
    kinds = {part.kind for part in about(SIGNS).parts}
    assert PartKind.VALUE in kinds
    kept = about(KEPT, "records clerk")
    assert kept.question.endswith("how long, and how, are signed forms kept?")
    scored = score(kept, "nine years, in the archive room")
    assert scored.covered is Covered.ALL
    assert outcomes(score(kept, "10 years in the archive room"))[PartKind.VALUE] is (
        Outcome.OTHERWISE
    )


def test_allowing_what_is_forbidden_names_nothing_of_it() -> None:
    question = about(OWN)
    assert score(question, "I never release goods which I ordered myself.").covered is Covered.ALL
    turned = score(question, "I release the goods that I ordered.")
    assert turned.covered is Covered.NOTHING
    assert turned.remarks == ("The text forbids or allows the opposite.",)


def test_a_missing_working_day_is_remarked() -> None:
    scored = score(about(SIGNS), "GF-3 in 2 days, and I tell the store lead, signed")
    assert any("working days" in one for one in scored.remarks)


def trap() -> RehearsalQuestion:
    return next(one for one in rehearsal().questions if not one.laid_down)


@pytest.mark.parametrize(
    ("said", "covered"),
    [
        ("That is not laid down; I would ask the Store Lead.", Covered.ALL),
        ("I don't know, I'd look it up.", Covered.ALL),
        ("I would ask, but I think 6 months.", Covered.PARTLY),
        ("Every 6 months.", Covered.NOTHING),
        ("The Store Lead does it.", Covered.NOTHING),
        ("", Covered.NOTHING),
    ],
)
def test_what_nobody_lays_down_is_answered_by_saying_so(said: str, covered: Covered) -> None:
    question = trap()
    assert question.source is None
    assert "documents in force" in question.searched
    assert score(question, said).covered is covered


def test_what_any_text_speaks_of_is_no_trap() -> None:
    words = (
        "lux pause camera pallet forklift noise password accident glove home office ladder "
        "visitor gift first aid fire alarm defibrillator rings ink ramp private call tyre"
    )
    asked = rehearsal(questions=10, more=Text(f"A note: {words}."))
    assert all(one.laid_down for one in asked.questions)


def test_a_round_is_found_again_by_its_id_until_the_documents_change() -> None:
    made = rehearsal()
    assert workshop().again(made.id) == made
    with pytest.raises(NothingThere, match="no rehearsal"):
        workshop().again("re_nothing")
    with pytest.raises(NothingThere, match="documents changed"):
        workshop().again(made.id[:-2] + "zz")
    with pytest.raises(NothingThere, match="no question 99"):
        workshop().score(made, 99, "yes")


@pytest.mark.parametrize("count", [0, 51])
def test_a_round_has_a_sensible_number_of_questions(count: int) -> None:
    with pytest.raises(WrongUse, match="1 to 50"):
        rehearsal(questions=count)
