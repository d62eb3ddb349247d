"""References to clauses, documents and forms in running text."""

import pytest

from assistant.references import clause_references, document_references, plain_standard


def numbers(text: str) -> list[str]:
    return [str(reference.number) for reference in clause_references(text)]


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("as clause 8.4.1 asks", ["8.4.1"]),
        ("AS9120B 8.4.1", ["8.4.1"]),
        ("ISO 9001:2015 §7.5", ["7.5"]),
        ("para. 7.4.1", ["7.4.1"]),
        ("clauses 8.4.1/8.4.2", ["8.4.1", "8.4.2"]),
        ("Clause(s): 8.4.1, 8.4.2; 9.2 and 9.3", ["8.4.1", "8.4.2", "9.2", "9.3"]),
        ("cl. 9.2", ["9.2"]),
        ("ref. 7.4.1", ["7.4.1"]),
        ("Supplier approval (8.4.1)", ["8.4.1"]),
        ("requirement 8.5.2", ["8.5.2"]),
        ("section 8.5 of ISO 9001:2015", ["8.5"]),
        ("clause 8.4.1 a), b) and 8.4.3(c)", ["8.4.1", "8.4.3"]),
        ("clause 8.4.1 of the standard.", ["8.4.1"]),
    ],
)
def test_ways_to_cite_a_clause_are_read(text: str, cited: list[str]) -> None:
    assert numbers(text) == cited


@pytest.mark.parametrize(
    "text",
    [
        "section 8.5 of this procedure",
        "clause 8.5 of this procedure",
        "clause 4.2 of the agreement",
        "see 8.5 below",
        "clause 8.5 above",
        "QM-01 section 8.5",
        "step 8.5",
        "a bolt of 8.5 mm",
        "requirement 8.5 mm",
        "revision 1.2",
        "QP-8.4",
        "clause QP-8.4",
        "ref. 7.4.2015",
        "on 7.4.15",
        "quality clause 5",
        "DFARS clause 252.246-7007",
        "certified to AS9120 for 2.5 years",
        "part number 8.4.1",
        "version 8.4.1",
    ],
)
def test_other_numbers_are_no_clauses(text: str) -> None:
    assert numbers(text) == []


@pytest.mark.parametrize(
    "text", ["clauses 8.5.1 to 8.5.3", "clauses 8.5.1-8.5.3", "AS9120B 8.5.1 through 8.5.3"]
)
def test_a_range_gives_every_clause_it_spans(text: str) -> None:
    assert numbers(text) == ["8.5.1", "8.5.2", "8.5.3"]


def test_a_misprinted_range_gives_its_ends_only() -> None:
    assert numbers("clauses 4.1 to 4.99") == ["4.1", "4.99"]


def test_the_place_of_a_reference_is_its_number() -> None:
    text = "Lots are split as clause 8.5.2 asks."
    [found] = clause_references(text)

    assert text[found.start : found.end] == "8.5.2"


@pytest.mark.parametrize(
    ("text", "standard"),
    [
        ("clause 8.4.1", ""),
        ("AS9120B 8.4.1", "as9120b"),
        ("AS9120 Rev. A, clause 7.4.1", "as9120a"),
        ("EN 9120:2018 clause 8.4.1", "as9120b"),
        ("AS/EN/JISQ 9120:2016 8.4.1", "as9120b"),
        ("clause 7.4.1 of ISO 9001:2008", "iso9001:2008"),
        ("clause 7.4.1 (ISO 9001:2008)", "iso9001:2008"),
        ("ISO 9001 and clause 8.4.1 of AS9120B", "as9120b"),
        ("ISO 13485:2016 clause 7.4", "iso13485:2016"),
    ],
)
def test_the_standard_named_with_a_clause_is_kept(text: str, standard: str) -> None:
    [found] = clause_references(text)

    assert found.standard == standard


def test_the_standard_covers_the_whole_list_behind_it() -> None:
    found = clause_references("ISO 9001:2008 7.4.1 and 7.4.2")

    assert [one.standard for one in found] == ["iso9001:2008", "iso9001:2008"]


@pytest.mark.parametrize(
    ("text", "explicit"),
    [("clause 8.4.1", True), ("ISO 9001 §8.4.1", True), ("(8.4.1)", False), ("ref. 8.4.1", False)],
)
def test_brackets_and_loose_words_are_not_explicit(text: str, explicit: bool) -> None:
    [found] = clause_references(text)

    assert found.explicit is explicit


def test_names_of_one_standard_are_evened_out() -> None:
    names = ["AS9120B", "AS 9120 Rev B", "EN 9120:2018", "AS/EN 9120 Rev. B", "JISQ 9120:2016"]

    assert {plain_standard(name) for name in names} == {"as9120b"}


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("QP-840 and form F-12", ["QP-840", "F-12"]),
        ("as in WI-RCV-03.", ["WI-RCV-03"]),
        ("form FM 8.4-01", ["FM-8.4-01"]),
        ("SOP-002", ["SOP-002"]),
        ("ACME-QM-01", ["ACME-QM-01"]),
        ("SO-20417, R-1182, NCR-24-003", []),
        ("AS9120B, ISO-9001, MIL-STD-130, FAA Form 8130-3", []),
        ("MS20470-AD4 and NAS1149-C0332R", []),
        ("Boeing 737-800 in bay B 12", []),
    ],
)
def test_document_numbers_are_told_from_records_parts_and_standards(
    text: str, cited: list[str]
) -> None:
    assert [reference.number for reference in document_references(text)] == cited


def test_the_revision_cited_with_a_document_is_kept() -> None:
    [first, second] = document_references("QP-840 rev C replaces F-12, issue 03")

    assert (first.revision, second.revision) == ("C", "03")


def test_unknown_letters_are_a_document_for_certain_only_after_a_word_that_says_so() -> None:
    [bare] = document_references("ZAB-17 was found")
    [introduced] = document_references("see procedure ZAB-17")

    assert (bare.certain, introduced.certain) == (False, True)
