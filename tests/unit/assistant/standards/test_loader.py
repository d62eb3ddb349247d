"""Catalogue files: what loads, and how every fault is named."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.errors import ClausewiseError
from assistant.standards.faults import InvalidEdition, UnknownEdition
from assistant.standards.loader import EditionLibrary, load_edition

HEAD = """\
id: as9110c
name: A maintenance edition
clauses:
  - number: 8
    title: Operation
    asks: The work is done. It is done well.
"""


def write(folder: Path, text: str, name: str = "edition.yaml") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def faults_of(path: Path) -> list[str]:
    with pytest.raises(InvalidEdition) as refusal:
        load_edition(path)
    return [str(fault) for fault in refusal.value.faults]


def test_a_file_in_the_extra_folder_is_an_edition_without_a_change_of_code(tmp_path: Path) -> None:
    write(tmp_path, HEAD)

    library = EditionLibrary(tmp_path)

    assert library.ids() == ("as9110c", "as9120b", "iso9001-2015")
    assert library.get("as9110c").clause("8").title == "Operation"
    assert library.get("as9110c") is library.get("as9110c")


def test_the_id_may_stand_last_or_behind_nested_entries(tmp_path: Path) -> None:
    lines = HEAD.splitlines()
    write(tmp_path, "\n".join([*lines[1:], lines[0]]))

    assert "as9110c" in EditionLibrary(tmp_path).ids()


def test_the_id_of_an_entry_is_not_taken_for_that_of_the_edition(tmp_path: Path) -> None:
    records = "record_types:\n  - {id: log, name: Log, clauses: [8]}\n"
    write(tmp_path, records + HEAD)

    assert "log" not in EditionLibrary(tmp_path).ids()
    assert "as9110c" in EditionLibrary(tmp_path).ids()


def test_a_file_of_the_extra_folder_takes_the_place_of_a_built_in_one(tmp_path: Path) -> None:
    write(tmp_path, HEAD.replace("as9110c", "as9120b"))

    assert EditionLibrary(tmp_path).get("as9120b").name == "A maintenance edition"


def test_an_unknown_edition_lists_the_known_ones() -> None:
    with pytest.raises(UnknownEdition, match=r"'as9999'.*as9120b, iso9001-2015") as refusal:
        EditionLibrary().get("as9999")

    assert isinstance(refusal.value, ClausewiseError)
    assert refusal.value.code == "unknown-edition"


def test_a_broken_file_hides_nothing_else_and_is_named(tmp_path: Path) -> None:
    write(tmp_path, "id: [", "broken.yaml")
    write(tmp_path, "name: no id here\n", "nameless.yml")
    (tmp_path / "latin.yaml").write_bytes(b"id: x\nname: caf\xe9\n")
    write(tmp_path, HEAD)

    library = EditionLibrary(tmp_path)

    assert {fault.file for fault in library.faults} == {
        "broken.yaml", "nameless.yml", "latin.yaml",
    }  # fmt: skip
    assert library.get("as9110c").id == "as9110c"
    with pytest.raises(UnknownEdition, match=r"broken\.yaml:"):
        library.get("broken")


def test_two_files_with_one_id_are_named(tmp_path: Path) -> None:
    write(tmp_path, HEAD, "a.yaml")
    write(tmp_path, HEAD, "b.yaml")

    [fault] = EditionLibrary(tmp_path).faults

    assert str(fault) == "b.yaml:1: edition: edition id 'as9110c' is already that of a.yaml"


def test_an_extra_folder_that_does_not_exist_is_named(tmp_path: Path) -> None:
    [fault] = EditionLibrary(tmp_path / "gone").faults

    assert "does not exist" in str(fault)


def test_an_unknown_key_is_refused_with_the_nearest_known_one(tmp_path: Path) -> None:
    path = write(tmp_path, HEAD + "    fresness: yearly\n")

    assert faults_of(path) == [
        "edition.yaml:7: clause 8: unknown key 'fresness', did you mean 'freshness'?"
    ]


def test_all_faults_come_together_one_line_each(tmp_path: Path) -> None:
    entries = """\
  - number: 8.4.1
    title: Orphan
    asks: Something. And more.
  - number: 8
    title: Double
    asks: Something else. And more.
  - number: 8.x
    title: Bad
    asks: Text.
  - number: 8.6
    title: Release
    confidence: Z
    freshness_months: soon
"""
    path = write(tmp_path, HEAD + entries)

    with pytest.raises(InvalidEdition) as refusal:
        load_edition(path)

    assert str(refusal.value).splitlines() == [
        "'edition.yaml' is not a usable catalogue, 6 faults:",
        "  edition.yaml:7: clause 8.4.1: its parent clause 8.4 is missing",
        "  edition.yaml:10: clause 8: this clause is already given at edition.yaml:4",
        "  edition.yaml:13: clause 8.x: '8.x' is not a clause number.",
        "  edition.yaml:16: clause 8.6: 'asks' is missing",
        "  edition.yaml:18: clause 8.6: unknown confidence 'Z'; known: A, B, U",
        "  edition.yaml:19: clause 8.6: 'freshness_months' must be whole months, found 'soon'",
    ]


def test_an_unknown_relation_and_a_reference_to_nowhere_are_named(tmp_path: Path) -> None:
    crosswalk = """\
crosswalk:
  - number: 7.4
    title: Purchasing
    current: [8.4]
    relation: eqal
  - number: 7.5
    title: Production
    relation: moved
  - number: 7.6
    title: Measuring
    current: [8]
    relation: dropped
"""
    path = write(tmp_path, HEAD + crosswalk)

    assert faults_of(path) == [
        "edition.yaml:8: legacy clause 7.4: clause 8.4 does not exist in this edition",
        "edition.yaml:11: legacy clause 7.4: unknown relation 'eqal', did you mean 'equal'?;"
        " known: equal, part, wider, moved, dropped, outside",
        "edition.yaml:12: legacy clause 7.5: relation 'moved' must name current clauses",
        "edition.yaml:15: legacy clause 7.6: relation 'dropped' must not name current clauses",
    ]


def test_terms_record_types_and_amendments_are_checked_too(tmp_path: Path) -> None:
    rest = """\
terms:
  - {term: Splitting, meaning: One.}
  - {term: splitting, meaning: Two.}
record_types:
  - {id: log, name: Log, clauses: [9.9]}
  - {id: other, name: Other}
amendments:
  - {name: Change, clauses: [8], change: Something}
"""
    path = write(tmp_path, HEAD + rest)

    assert faults_of(path) == [
        "edition.yaml:9: term splitting: this term is already given at edition.yaml:8",
        "edition.yaml:11: record type log: clause 9.9 does not exist in this edition",
        "edition.yaml:12: record type other: names no clause it is evidence for",
        "edition.yaml:14: amendment Change: 'published' is missing",
    ]


def test_a_twin_that_does_not_exist_is_named_and_a_known_one_counts_both_ways(
    tmp_path: Path,
) -> None:
    more = "  - {number: 9, title: Checks, asks: Things are checked. Often., twins: [8]}\n"
    edition = EditionLibrary(write(tmp_path, HEAD + more).parent).get("as9110c")
    strange = write(tmp_path / "other", HEAD + more.replace("[8]", "[7.1]"))

    assert [str(one) for one in edition.twins("8")] == ["9"]
    assert [str(one) for one in edition.twins("9")] == ["8"]
    assert faults_of(strange) == [
        "edition.yaml:7: clause 9: clause 7.1 does not exist in this edition"
    ]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "edition.yaml:1: file: is empty"),
        ("- 1\n", "edition.yaml:1: edition: expected keys and values, found a list"),
        ("id: x\nname: [\n", "edition.yaml:3: file: is not YAML"),
        ("id: x\nname: y\n", "edition.yaml:1: edition: has no clauses"),
        ("id: x\nid: y\n" + HEAD[12:], "edition.yaml:2: edition: key 'id' is given twice"),
        (HEAD + "    phrases: goods-in\n", "edition.yaml:7: clause 8: 'phrases' must be a list"),
        (HEAD + "    phrases: [[a]]\n", "edition.yaml:7: clause 8: 'phrases' must list texts"),
        (HEAD + "    note: {a: b}\n", "edition.yaml:7: clause 8: 'note' must be a text"),
        (HEAD + "  - just text\n", "edition.yaml:7: clause: expected keys and values"),
    ],
)
def test_a_file_of_the_wrong_shape_is_named_with_its_line(
    tmp_path: Path, text: str, fault: str
) -> None:
    assert any(line.startswith(fault) for line in faults_of(write(tmp_path, text)))


def test_a_file_that_is_not_there_is_a_known_error(tmp_path: Path) -> None:
    [fault] = faults_of(tmp_path / "absent.yaml")

    assert fault.startswith("absent.yaml:1: file: could not be read")


def test_included_files_are_read_and_their_faults_carry_their_own_name(tmp_path: Path) -> None:
    write(tmp_path, "terms:\n  - {term: Lot, meaning: A batch., nots: x}\n", "parts/terms.yaml")
    path = write(tmp_path, HEAD.replace("clauses:", "includes: [parts/terms.yaml]\nclauses:"))

    assert faults_of(path) == [
        "parts/terms.yaml:2: term Lot: unknown key 'nots'",
    ]


def test_a_file_that_includes_itself_through_another_is_refused(tmp_path: Path) -> None:
    write(tmp_path, "includes: [edition.yaml]\n", "part.yaml")
    path = write(tmp_path, HEAD.replace("clauses:", "includes: [part.yaml]\nclauses:"))

    assert faults_of(path) == [
        "part.yaml:1: part: 'edition.yaml' includes itself, directly or through another file"
    ]


def test_a_number_that_yaml_takes_for_a_decimal_keeps_its_zero(tmp_path: Path) -> None:
    path = write(tmp_path, HEAD + "  - {number: 8.10, title: Tenth, asks: One. Two.}\n")

    assert load_edition(path).clause("8.10").title == "Tenth"


@settings(max_examples=150, deadline=None)
@given(
    at=st.integers(min_value=0, max_value=len(HEAD)),
    cut=st.integers(min_value=0, max_value=12),
    put=st.text(alphabet="[]{}:-?&*!|>'\" \t\n8.ab#%@", max_size=6),
)
def test_a_damaged_file_is_an_edition_or_a_known_error(
    tmp_path_factory: pytest.TempPathFactory, at: int, cut: int, put: str
) -> None:
    path = write(tmp_path_factory.mktemp("damaged"), HEAD[:at] + put + HEAD[at + cut :])

    try:
        edition = load_edition(path)
    except InvalidEdition as error:
        assert error.faults
    else:
        assert edition.clauses
    assert "as9120b" in EditionLibrary(path.parent).ids()


NEXT = """\
id: {id}
name: A next edition
replaces: {replaces}
clauses:
  - {{number: 8, title: Operation, asks: The work is done.}}
crosswalk:
  - {{number: "{old}", title: Operation, editions: [{replaces}], current: [8], relation: equal}}
"""


def faults_in_library(folder: Path, id: str) -> list[str]:
    with pytest.raises(InvalidEdition) as refusal:
        EditionLibrary(folder).get(id)
    return [str(fault) for fault in refusal.value.faults]


def test_an_edition_that_replaces_another_one_loads(tmp_path: Path) -> None:
    write(tmp_path, HEAD, "old.yaml")
    write(tmp_path, NEXT.format(id="as9110d", replaces="as9110c", old="8"), "new.yaml")

    assert EditionLibrary(tmp_path).get("as9110d").replaces == "as9110c"


def test_an_old_clause_that_the_replaced_edition_lacks_is_named_with_its_line(
    tmp_path: Path,
) -> None:
    write(tmp_path, HEAD, "old.yaml")
    write(tmp_path, NEXT.format(id="as9110d", replaces="as9110c", old="8.9"), "new.yaml")

    [fault] = faults_in_library(tmp_path, "as9110d")
    assert fault.startswith("new.yaml:7: legacy clause 8.9: clause 8.9 does not exist in")


def test_editions_that_replace_each_other_in_a_circle_are_a_fault(tmp_path: Path) -> None:
    write(tmp_path, NEXT.format(id="as9110d", replaces="as9110e", old="8"), "d.yaml")
    write(tmp_path, NEXT.format(id="as9110e", replaces="as9110d", old="8"), "e.yaml")

    [fault] = faults_in_library(tmp_path, "as9110d")
    assert "as9110d replaces as9110e replaces as9110d" in fault


def test_a_replaced_edition_that_is_not_known_is_a_fault(tmp_path: Path) -> None:
    write(tmp_path, NEXT.format(id="as9110d", replaces="as9110z", old="8"), "d.yaml")

    [fault] = faults_in_library(tmp_path, "as9110d")
    assert "'as9110z', which is not known" in fault


def test_a_crosswalk_that_says_nothing_of_the_replaced_edition_is_a_fault(tmp_path: Path) -> None:
    write(tmp_path, HEAD, "old.yaml")
    text = NEXT.format(id="as9110d", replaces="as9110c", old="8")
    write(tmp_path, text.replace("editions: [as9110c]", "editions: [as9110a]"), "new.yaml")

    [fault] = faults_in_library(tmp_path, "as9110d")
    assert "no entry of its crosswalk has 'as9110c'" in fault


def test_one_old_clause_of_one_edition_is_given_once(tmp_path: Path) -> None:
    entries = """\
crosswalk:
  - {number: "7", title: Work, editions: [a, b], current: [8], relation: equal}
  - {number: "7", title: Work, editions: [b], current: [8, 8], relation: equal}
"""

    faults = faults_of(write(tmp_path, HEAD + entries))
    assert len(faults) == 2
    assert "this legacy clause is already given at edition.yaml:8" in faults[1]
    assert "current clause 8 is given twice" in faults[0]
