"""Clause numbers and the look-ups of an edition."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.model.clauses import (
    Applicability,
    Clause,
    ClauseNumber,
    Edition,
    InvalidClauseNumber,
    LegacyReference,
    Relation,
    RequirementKind,
    Term,
    UnknownClause,
)

PARTS = st.lists(st.integers(min_value=1, max_value=99), min_size=1, max_size=5)


def number(text: str) -> ClauseNumber:
    return ClauseNumber.parse(text)


def clause(text: str, title: str = "Title", asks: str = "Something is done.") -> Clause:
    return Clause(number(text), title, asks)


def edition(*clauses: Clause, crosswalk: tuple[LegacyReference, ...] = ()) -> Edition:
    return Edition("e1", "An edition", clauses, crosswalk=crosswalk)


def old(text: str, *current: str, relation: Relation = Relation.EQUAL) -> LegacyReference:
    return LegacyReference(number(text), "Old title", tuple(map(number, current)), relation)


@given(PARTS)
def test_a_number_reads_back_as_it_was_written(parts: list[int]) -> None:
    text = ".".join(str(part) for part in parts)

    assert str(ClauseNumber.parse(text)) == text


@pytest.mark.parametrize(
    "text",
    ["", "8.4.", ".8", "8..4", "8,4", "eight", "8.4a", " 8.4", "8.0", "08.4", "８.4", "8.4\n"],
)
def test_anything_else_is_refused_with_the_text_named(text: str) -> None:
    with pytest.raises(InvalidClauseNumber) as refusal:
        ClauseNumber.parse(text)

    assert repr(text) in str(refusal.value)
    assert "8.4.1" in refusal.value.hint


def test_numbers_sort_as_an_auditor_reads() -> None:
    texts = ["10.1", "8.4.10", "8.4.2", "8.4", "9", "8"]

    assert [str(n) for n in sorted(map(number, texts))] == [
        "8", "8.4", "8.4.2", "8.4.10", "9", "10.1",
    ]  # fmt: skip


def test_a_clause_contains_itself_and_what_is_below_it_but_not_a_longer_namesake() -> None:
    assert number("8.4").contains(number("8.4"))
    assert number("8.4").contains(number("8.4.1.1"))
    assert not number("8.4").contains(number("8.40"))
    assert not number("8.4.1").contains(number("8.4"))


def test_parent_ancestors_and_depth_follow_the_dots() -> None:
    deep = number("8.4.1.1")

    assert deep.parent == number("8.4.1")
    assert [str(n) for n in deep.ancestors()] == ["8.4.1", "8.4", "8"]
    assert deep.depth == 4
    assert number("8").parent is None
    assert number("8").ancestors() == ()


def test_an_edition_finds_a_clause_by_number_or_text() -> None:
    of = edition(clause("8"), clause("8.4"))

    assert of.clause("8.4") is of.clause(number("8.4"))
    assert of.find("8.9") is None
    assert number("8.4") in of


def test_an_unknown_clause_names_the_edition() -> None:
    with pytest.raises(UnknownClause, match=r"8\.9.*'e1'"):
        edition(clause("8")).clause("8.9")


def test_children_are_one_level_down_and_within_takes_all_levels() -> None:
    of = edition(*map(clause, ["8", "8.4", "8.4.1", "8.4.1.1", "8.4.2", "9"]))

    assert [str(c.number) for c in of.children("8.4")] == ["8.4.1", "8.4.2"]
    assert [str(c.number) for c in of.within("8.4")] == ["8.4", "8.4.1", "8.4.1.1", "8.4.2"]
    assert of.children("9") == ()


def test_leaves_have_nothing_below_them() -> None:
    of = edition(*map(clause, ["8", "8.4", "8.4.1", "9"]))

    assert [str(c.number) for c in of.leaves] == ["8.4.1", "9"]
    assert of.is_leaf("9")
    assert not of.is_leaf("8.4")


def test_a_parent_that_names_a_record_can_be_audited_and_an_unused_leaf_cannot() -> None:
    unused = Clause(number("8.1.1"), "(not used)", "Nothing.", applicability=Applicability.NOT_USED)
    carries = Clause(number("8.4"), "Title", "Asks.", retain=("evaluations",))
    of = edition(clause("8"), clause("8.1"), unused, carries, clause("8.4.1"))

    assert [str(c.number) for c in of.auditable] == ["8.4", "8.4.1"]


def test_a_clause_that_maintains_and_retains_has_one_requirement_for_each() -> None:
    both = Clause(number("8.1"), "T", "A.", maintain=("a plan",), retain=("a proof",))

    assert [(r.kind, r.what) for r in both.documented] == [
        (RequirementKind.MAINTAIN, "a plan"),
        (RequirementKind.RETAIN, "a proof"),
    ]


def test_a_clause_that_names_no_document_still_says_so() -> None:
    [requirement] = clause("7.4").documented

    assert requirement.kind is RequirementKind.NONE_EXPLICIT


def test_a_legacy_number_may_have_stood_for_several_things() -> None:
    first, second = old("4.3", "8.1.2"), old("4.3", "9")
    of = edition(clause("8"), clause("9"), crosswalk=(first, second))

    assert of.legacy("4.3") == (first, second)
    assert of.legacy("4.4") == ()


def test_the_way_back_to_old_numbers_is_empty_for_a_new_clause() -> None:
    moved = old("7.4", "8.4")
    of = edition(clause("8"), clause("8.4"), clause("8.5"), crosswalk=(moved,))

    assert of.to_legacy("8.4") == (moved,)
    assert of.to_legacy("8.5") == ()


def test_a_collision_is_an_old_number_that_means_something_else_now() -> None:
    crosswalk = (
        old("8.3", "8.7"),  # collides: 8.3 exists and is another subject
        old("8.4", "8.4"),  # same place
        old("7.4.1", "8.4"),  # no such current number
        old("8", relation=Relation.OUTSIDE),  # introductory text
    )
    of = edition(*map(clause, ["8", "8.3", "8.4", "8.7"]), crosswalk=crosswalk)

    assert of.collisions == (number("8.3"),)


def test_a_term_is_found_by_its_alias_in_any_letter_case() -> None:
    sup = Term("Suspected unapproved part", "Meaning.", aliases=("SUP",))
    of = Edition("e1", "An edition", (clause("8"),), terms=(sup,))

    assert of.term("sup") is sup
    assert of.term("unheard of") is None
