"""Roles are found in the procedures, whatever their spelling, and only in those in force."""

import pytest

from assistant.learning.bonds import bonds
from assistant.learning.role_words import EVERYONE, mentions
from assistant.learning.roles import UnknownRole
from assistant.model.learning import Bond
from tests.company import TODAY, Text
from tests.unit.assistant.learning.workshop import workshop


def named(text: str) -> list[str]:
    return [one.written for one in mentions(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The crib lead tells the Quality Manager, who decides.", ["crib lead", "Quality Manager"]),
        ("Damage is noted by a goods-in inspector.", ["goods-in inspector"]),
        ("The Head of Quality and the Quality and Safety Manager agree.",
         ["Head of Quality", "Quality and Safety Manager"]),
        ("Goods without papers are chased by Purchasing.", ["Purchasing"]),
        ("Only authorised inspectors may sign.", ["inspectors"]),
        ("Everybody wears shoes.", ["Everybody"]),
    ],
)  # fmt: skip
def test_somebody_of_the_house_is_named_by_the_whole_title(text: str, names: list[str]) -> None:
    assert named(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "The lead time is 20 weeks.",
        "The supplier and the FAA inspector are told.",
        "Quality policy and purchasing data are reviewed.",
        "The order number leads to the lot.",
        "Supplier approval is described in QP-84.",
    ],
)
def test_things_and_outsiders_are_no_roles(text: str) -> None:
    assert named(text) == []


def test_a_sentence_says_who_does_and_who_is_told() -> None:
    text = "The buyer sends the form to the Store Lead; claims are settled by the Sales Lead."
    assert [(one.written, bond) for one, bond in bonds(text)] == [
        ("buyer", Bond.DOES), ("Store Lead", Bond.TOLD), ("Sales Lead", Bond.DOES),
    ]  # fmt: skip


def test_who_is_only_mentioned_is_bound_to_nothing() -> None:
    assert list(bonds("The list of buyers hangs at the door of the Store Lead.")) == []


def test_what_all_are_told_binds_nobody() -> None:
    assert list(bonds("The results are told to all staff.")) == []
    assert [bond for _, bond in bonds("All staff wear shoes.")] == [Bond.EVERYONE]


def test_spellings_short_forms_and_plurals_are_one_role() -> None:
    house = workshop()
    found = {one.name: one for one in house.roles(as_of=TODAY)}
    inspector = found["Receiving Inspector"]
    for spelling in ("receiving-inspector", "Receiving Inspectors", "receivinginspector"):
        path = house.path(spelling, None, as_of=TODAY)
        assert path.role == inspector
    assert house.path("rcl", None, as_of=TODAY).role == found["Records Clerk"]
    assert "Sales Baron" not in found
    assert "Inspector" not in found


def test_names_are_one_role_only_where_a_text_ties_them() -> None:
    tied = Text("The receiving inspector (also called goods-in inspector) opens each box.")
    apart = Text("The goods-in inspector opens each box.")
    both = {one.name for one in workshop(more=apart).roles(as_of=TODAY)}
    one = {one.name for one in workshop(more=tied).roles(as_of=TODAY)}
    assert {"Goods-in inspector", "Receiving Inspector"} <= both
    assert "Goods-in inspector" not in one
    path = workshop(more=tied).path("goods-in inspector", None, as_of=TODAY)
    assert path.role and path.role.name == "Receiving Inspector"


def test_a_bare_title_is_the_one_of_its_document() -> None:
    bare = Text("The Buying Lead opens the file. The lead closes it each Friday.")
    path = workshop(more=bare).path("buying lead", None, as_of=TODAY)
    known = [one.citation.quote for stop in path.stops for one in stop.to_know]
    assert "The lead closes it each Friday." in known


def test_tables_of_tasks_give_each_role_its_letter() -> None:
    rows = Text(
        "Task | Buying Lead | Store Lead | Clerk\nAccept goods | I | A | -\nPay | R | - | C"
    )
    path = workshop(more=rows).path("Store Lead", None, as_of=TODAY)
    notes = [(k.bond, k.note) for stop in path.stops for k in stop.to_know if k.note]
    assert notes == [(Bond.DOES, "Accept goods: A, answers for it")]


def test_an_unknown_role_lists_the_nearest() -> None:
    with pytest.raises(UnknownRole, match="'stores leader'") as error:
        workshop().path("stores leader", None, as_of=TODAY)
    assert "Store Lead" in error.value.hint


def test_owners_of_processes_are_roles() -> None:
    found = {one.name: one for one in workshop().roles(as_of=TODAY)}
    assert found["Store Lead"].owns == ("Dock",)


def test_what_binds_everybody_has_a_role_of_its_own() -> None:
    house = workshop(more=Text("Everybody wears the badge; visitors sign the list GF-9."))
    assert EVERYONE in {one.key for one in house.roles(as_of=TODAY)}
    assert [stop.document for stop in house.path("everyone", None, as_of=TODAY).stops] == ["GP-4"]
