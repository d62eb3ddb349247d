"""A way to learn: which documents, what to know of them, and checks that can be answered."""

from dataclasses import replace

import pytest

from assistant.errors import NothingThere, WrongUse
from assistant.learning.progress import is_right
from assistant.learning.use import LearnFromProcedures
from assistant.learning.values import Measure, same, values
from assistant.model.documents import Page
from assistant.model.learning import Asks, Check, LearningPath
from assistant.model.organisation import Organisation
from assistant.model.passages import Passage
from tests.company import TODAY, Text, store
from tests.fakes.library import MemoryLibrary
from tests.unit.assistant.learning.workshop import COLD, KEPT, SIGNS, STANDARD, workshop


def path(role: str | None, process: str | None = None, **more: Text) -> LearningPath:
    return workshop(**more).path(role, process, as_of=TODAY)


def check_of(path: LearningPath, asks: Asks, quote: str) -> Check:
    found = [one for one in path.checks if one.asks is asks and one.solution.quote == quote]
    assert found, [one.question for one in path.checks]
    return found[0]


def test_the_way_follows_an_order_through_the_house() -> None:
    assert [stop.document for stop in path(None).stops] == ["GP-4", "GP-6", "GP-1"]


def test_every_sentence_to_know_is_quoted_from_the_issue_in_force() -> None:
    stop = next(one for one in path("receiving inspector").stops if one.document == "GP-6")
    quotes = {one.citation.quote for one in stop.to_know}
    assert {SIGNS, COLD} <= quotes
    assert {one.citation.revision for one in stop.to_know} == {"A"}
    assert all(one.citation.passage.startswith("p_GP-6A") for one in stop.to_know)


def test_a_process_limits_the_way_to_its_documents() -> None:
    assert [stop.document for stop in path(None, "dock").stops] == ["GP-6"]
    with pytest.raises(WrongUse, match="no process"):
        path(None, "gardening")
    with pytest.raises(NothingThere, match="Buying Lead"):
        path("buying lead", "dock")


def test_a_check_leaves_one_thing_out_and_the_sentence_is_its_solution() -> None:
    check = check_of(path("receiving inspector"), Asks.VALUE, SIGNS)
    assert check.answer == "2 working days"
    assert check.answer not in check.question
    assert check.question.count("____") == 1


def test_choices_are_like_values_of_the_same_house_and_the_same_each_time() -> None:
    more = Text("The Store Lead answers within 6 days and reports within 8 weeks.")
    check = check_of(path("receiving inspector", more=more), Asks.VALUE, SIGNS)
    again = check_of(path("receiving inspector", more=more), Asks.VALUE, SIGNS)
    assert check.choices == again.choices
    assert set(check.choices) == {"2 working days", "4 hours", "6 days", "8 weeks"} or (
        len(check.choices) == 4 and check.answer in check.choices
    )


def test_too_few_like_things_leave_the_answer_free() -> None:
    check = check_of(path("records clerk"), Asks.VALUE, KEPT)
    assert (check.answer, check.choices) == ("9 years", ())


def test_a_changed_sentence_is_another_check() -> None:
    one = check_of(path("records clerk"), Asks.VALUE, KEPT)
    other = Text("Other forms are kept for 7 years in the archive room by the Records Clerk.")
    changed = [c.id for c in path("records clerk", more=other).checks if "Other" in c.question]
    assert changed
    assert one.id not in changed


@pytest.mark.parametrize(
    ("said", "right"),
    [
        ("2 working days", True), ("two days", True), ("48 hours", True), ("2", False),
        ("2 days or 3 days", False), ("5 working days", False), ("", False), ("no idea", False),
    ],
)  # fmt: skip
def test_a_free_answer_is_compared_as_a_value(said: str, right: bool) -> None:
    check = check_of(path("receiving inspector"), Asks.VALUE, SIGNS)
    assert is_right(check, said) is right


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("within 24 hours", "in one day", True),
        ("every 12 months", "once a year", True),
        ("twice a year", "every six months", True),
        ("GBP 5,000", "£5000", True),
        ("5,000 EUR", "5,000 GBP", False),
        ("minus 18 °C", "-18 degrees", True),
        ("at least 20 %", "20 percent", True),
        ("7 years", "10 years", False),
        ("each Friday", "on Monday", False),
        ("at 14:30", "by 14.30", True),
    ],
)
def test_values_are_compared_with_their_units(one: str, other: str, alike: bool) -> None:
    assert same(values(one)[0], values(other)[0]) is alike


def test_numbers_that_name_something_are_no_values() -> None:
    assert values("Form F-12 rev 3, section 4.1.2 (ISO 9001:2015), step 3 of bay 7") == ()


def test_both_ends_of_a_range_count_the_same() -> None:
    assert [(one.amount, one.measure) for one in values("between 15 and 27 °C")] == [
        (15.0, Measure.SIZE), (27.0, Measure.SIZE),
    ]  # fmt: skip


def test_who_answers_for_a_document_meets_it_even_where_it_names_nobody() -> None:
    library = MemoryLibrary()
    text = Text("Papers are filed by number and kept for 6 years in the cellar.", ("7.5",))
    held = store(library, "GP-2", text, title="Filing")
    owned = replace(held, identity=replace(held.identity, owner="Joan Roe, Records Clerk"))
    library.remove(held.id)
    library.add(
        owned, [Page(1, text.text, ())],
        [Passage("p_1", owned.id, 0, 1, 0, len(text.text), text.text)], [], edition="test-edition",
    )  # fmt: skip
    house = LearnFromProcedures(library, STANDARD, Organisation())
    (stop,) = house.path("records clerk", None, as_of=TODAY).stops
    assert stop.why == ("the role answers for the document",)
    assert [one.citation.quote for one in stop.to_know] == [text.text]


def test_no_choice_has_a_number_of_the_sentence() -> None:
    both = Text("From 5 to 40 pieces measure 8, above that 13. The Store Lead counts 13 pieces.")
    check = check_of(
        path(None, more=both), Asks.VALUE, "From 5 to 40 pieces measure 8, above that 13."
    )
    assert "13 pieces" not in check.choices


def test_what_binds_everybody_comes_behind_what_the_role_does() -> None:
    library = MemoryLibrary()
    all_of_us = "Everybody wears the badge in the hall and shows it at the gate."
    store(library, "GP-1", Text(all_of_us, ("7.5",)), title="House rules")
    store(library, "GP-6", Text(SIGNS, ("8.6",)), title="Checking in")
    house = LearnFromProcedures(library, STANDARD, Organisation())
    stops = house.path("receiving inspector", None, as_of=TODAY).stops
    assert [(stop.document, stop.why) for stop in stops] == [
        ("GP-6", ("says what the role does or decides (1)",)),
        ("GP-1", ("binds everybody (1)",)),
    ]
