"""Proposals from what stands on the page."""

from functools import partial

import pytest

from assistant.model.documents import Identity, Kind
from assistant.model.mappings import Basis, Proposal
from assistant.model.passages import Passage
from ingest.mapping import propose
from tests.effort import growth
from tests.unit.ingest.mapping.small_standard import EDITION, identity, passage


def proposed(*passages: Passage, of: Identity | None = None) -> dict[str, Proposal]:
    found = propose(passages, of or identity(), EDITION)
    return {str(one.clause): one for one in found}


def test_a_clause_cited_in_the_text_is_proposed_with_the_words_that_cite_it() -> None:
    [found] = proposed(passage("Vendors are approved as clause 8.4.1 asks.")).values()

    assert (str(found.clause), found.basis) == ("8.4.1", Basis.CITED_NUMBER)
    assert found.confidence > 0.8
    assert "clause 8.4.1" in found.reason


def test_a_company_section_numbered_as_a_clause_is_not_that_clause() -> None:
    text = "Rotate the trays every morning."

    assert proposed(passage(text, "8.5.2 Trays", section="8.5.2")) == {}


@pytest.mark.parametrize("text", ["See 8.5.2 below.", "As section 8.5.2 of this procedure says."])
def test_a_reference_to_a_section_of_the_document_is_not_a_clause(text: str) -> None:
    assert proposed(passage(text)) == {}


def test_a_bracketed_number_that_is_a_section_of_the_document_is_not_a_clause() -> None:
    own = passage("Trays are rotated.", "8.5.2 Trays", section="8.5.2", ordinal=1)

    assert proposed(passage("Rotate them daily (8.5.2)."), own) == {}
    assert "8.5.2" in proposed(passage("Lots stay traceable (8.5.2)."))


def test_mentioning_a_clause_in_passing_is_weaker_than_citing_it_in_the_heading() -> None:
    passing = proposed(passage("See also clause 9.2."))["9.2"]
    heading = proposed(passage("Twice a year.", "Audits (ref. clause 9.2)"))["9.2"]

    assert passing.confidence < 0.75 < heading.confidence


def test_a_citation_in_a_heading_reaches_the_sections_below_it_more_weakly() -> None:
    above = "6 Approval (AS9120B 8.4.1)"
    own = proposed(passage("Fill in the form.", above))["8.4.1"]
    below = proposed(passage("Fill in the form.", above, "6.1 Step one"))["8.4.1"]

    assert 0.5 < below.confidence < own.confidence


def test_a_range_of_clauses_gives_each_of_them() -> None:
    found = proposed(passage("This covers clauses 8.4.1 to 8.4.3."))

    assert set(found) >= {"8.4.1", "8.4.2", "8.4.3"}


def test_a_passage_may_bear_on_several_clauses() -> None:
    text = "Receiving inspection follows the sampling plan (clause 8.4.2; lots: clause 8.5.2)."

    assert set(proposed(passage(text))) == {"8.4.2", "8.5.2"}


def test_an_old_number_in_a_document_of_the_old_numbering_means_the_current_clause() -> None:
    found = proposed(passage("As clause 7.4.1 asks."), of=identity(legacy=True))

    assert {"8.4.1", "8.4.2"} == set(found)
    assert {one.basis for one in found.values()} == {Basis.LEGACY_NUMBER}


def test_a_named_old_edition_is_translated_in_any_document() -> None:
    found = proposed(passage("Meets AS9120A clause 8.2.2 and ISO 9001:2015 clause 7.2."))

    assert set(found) == {"9.2", "7.2"}


def test_a_named_current_edition_is_not_translated_in_a_document_of_the_old_numbering() -> None:
    found = proposed(passage("Meets AS9120 Rev B 7.4."), of=identity(legacy=True))

    assert set(found) == {"7.4"}


def test_a_number_that_means_both_is_the_current_clause_in_a_current_document() -> None:
    assert set(proposed(passage("As clause 8.5.2 asks."))) == {"8.5.2"}


def test_a_number_only_the_old_edition_has_is_translated_with_less_confidence() -> None:
    found = proposed(passage("As clause 4.2.3 asks."))["7.5.3"]

    current = proposed(passage("As clause 8.5.2 asks."))["8.5.2"]

    assert found.basis is Basis.LEGACY_NUMBER
    assert found.confidence < current.confidence - 0.1


def test_clauses_of_another_standard_are_not_ours() -> None:
    assert proposed(passage("Meets ISO 13485:2016 clause 7.4."), passage("clause 8.4.1")) == {}


@pytest.mark.parametrize("text", ["As clause 8.1.1 asks.", "Risk is our business: risk, risk."])
def test_nothing_is_proposed_for_a_number_without_a_requirement(text: str) -> None:
    assert proposed(passage(text, "Operational risk")) == {}


def test_a_legacy_clause_that_was_dropped_proposes_nothing() -> None:
    assert proposed(passage("As ISO 9001:2008 clause 7.1.2 asks.")) == {}


def test_a_heading_in_the_words_of_a_clause_maps_its_section() -> None:
    found = proposed(passage("The owner is told within two days.", "4.3 Consignment stock"))

    assert found["8.5.3"].basis is Basis.HEADING


@pytest.mark.parametrize("title", ["General", "Purpose", "Scope", "Records", "Responsibilities"])
def test_a_heading_that_any_procedure_has_maps_nothing(title: str) -> None:
    assert proposed(passage("Everybody keeps to it.", title)) == {}


def test_records_inside_another_section_take_its_clause_more_weakly() -> None:
    own = proposed(passage("Fill it in.", "Supplier approval"))["8.4.1"]
    below = proposed(passage("Kept for ten years.", "Supplier approval", "Records"))["8.4.1"]

    assert below.confidence < own.confidence


@pytest.mark.parametrize("title", ["1 Purpose", "Scope", "Terms and definitions", "References"])
def test_a_frame_section_maps_only_what_it_cites(title: str) -> None:
    text = "Supplier approval, supplier evaluation and the annual survey."

    assert proposed(passage(text, "Supplier approval", title)) == {}
    assert set(proposed(passage(f"{text} Clause 9.2.", title))) == {"9.2"}


def test_a_block_of_signatures_is_a_frame_but_rules_on_signing_are_not() -> None:
    names = "Prepared: J. Doe. Internal audit: A. Roe."
    rules = (
        "An electronic signature is tied to the log-in and asks for the password again. The "
        "internal audit procedure says how it is checked; the record of who signed what, and "
        "when, is written once and cannot be changed by anybody afterwards."
    )

    assert proposed(passage(names, "Signatures"), of=identity("Internal audit procedure")) == {}
    assert "9.2" in proposed(passage(rules, "Signatures"), of=identity("Internal audit procedure"))


def manual(*sections: tuple[str, str]) -> list[Passage]:
    return [
        passage("As practised here.", f"{number} {title}", section=number, ordinal=at)
        for at, (number, title) in enumerate(sections)
    ]


def test_a_manual_numbered_and_titled_as_the_standard_maps_by_section_number() -> None:
    sections = manual(
        ("7.2", "Competence"),
        ("8.5.2", "Identification and traceability"),
        ("8.5.4", "Preservation"),
        ("9.2", "Internal audit"),
        ("9.3", "Management review"),
        ("8.4.1", "How we choose"),
    )
    found = {one.passage: one for one in propose(sections, identity(kind=Kind.MANUAL), EDITION)}

    assert str(found["p_5"].clause) == "8.4.1"
    assert found["p_1"].confidence > 0.9
    assert {one.basis for one in found.values()} == {Basis.HEADING}


def test_a_manual_in_the_old_layout_maps_to_the_current_clauses() -> None:
    sections = manual(
        ("4.2.3", "Control of documents"),
        ("5.6", "Management review"),
        ("7.4.2", "Purchasing information"),
        ("7.5.3", "Identification and traceability"),
        ("8.2.2", "Internal audit"),
        ("8.5.2", "Corrective action"),
    )
    found = propose(sections, identity(kind=Kind.MANUAL), EDITION)
    best = {one.passage: str(one.clause) for one in sorted(found, key=lambda each: each.confidence)}

    assert [best[f"p_{at}"] for at in range(6)] == ["7.5.3", "9.3", "8.4.3", "8.5.2", "9.2", "10.2"]


def test_a_document_that_says_it_follows_the_old_edition_is_believed() -> None:
    says = passage("The numbers of the sections follow AS9120A.", ordinal=0)
    section = passage("Two quotes.", "7.4 Purchasing", section="7.4", ordinal=1)

    found = [one for one in propose([says, section], identity(), EDITION) if one.passage == "p_1"]

    assert {(str(one.clause), one.basis) for one in found} == {("8.4", Basis.LEGACY_NUMBER)}


def log_row(at: int) -> Passage:
    cells = (("Employee", f"E{at}"), ("Course", "Splitting"), ("Date completed", "2026-01-02"))
    text = " | ".join(text for _, text in cells)
    return passage(text, row=f"Sheet1!{at}", cells=cells, ordinal=at)


def test_every_row_of_a_log_is_known_by_its_columns() -> None:
    rows = [log_row(at) for at in range(3)]
    found = propose(rows, identity("Export 17", kind=Kind.RECORD), EDITION)

    assert [(one.passage, str(one.clause)) for one in found] == [
        ("p_0", "7.2"),
        ("p_1", "7.2"),
        ("p_2", "7.2"),
    ]
    assert {one.basis for one in found} == {Basis.RECORD_TYPE}


def test_a_log_is_known_by_its_title_and_serves_every_clause_of_its_type() -> None:
    row = passage("R-1 | ok", row="2026!2", cells=(("No", "R-1"), ("Result", "ok")))

    found = proposed(row, of=identity("Goods-in log 2026", kind=Kind.RECORD))

    assert set(found) == {"8.4.2", "8.5.2"}


def test_bare_numbers_under_a_clause_column_are_clauses() -> None:
    cells = (("Clause", "8.5.4, 9.2"), ("Where", "QP-1"))
    row = passage("8.5.4, 9.2 | QP-1", row="Matrix!3", cells=cells)

    assert set(proposed(row)) == {"8.5.4", "9.2"}


def test_a_row_among_ten_thousand_costs_no_more_than_among_a_thousand() -> None:
    rows = [log_row(at) for at in range(10_000)]
    log = identity("Export 17", kind=Kind.RECORD)

    assert len(propose(rows, log, EDITION)) == 10_000
    few, many = (partial(propose, some, log, EDITION) for some in (rows[:1_000], rows))
    assert growth(few, many, times=10) < 4


def test_rows_of_an_unknown_log_take_the_clause_its_title_names() -> None:
    cells = (("Owner", "Acme"), ("Item", "drum"))
    found = proposed(passage("Acme | drum", row="2026!2", cells=cells), of=identity("Cure date"))

    assert set(found) == {"8.5.4"}


def test_a_records_section_that_says_how_long_is_about_keeping_records() -> None:
    kept = proposed(passage("The files are kept for 10 years.", "8 Records"))
    silent = proposed(passage("The files are kept in order.", "8 Records"))

    assert set(kept) == {"7.5.3"}
    assert silent == {}


def test_a_clause_and_its_parent_are_not_both_proposed_from_words() -> None:
    text = "Supplier approval follows supplier evaluation."

    assert set(proposed(passage(text, "Purchasing"))) == {"8.4.1"}


@pytest.mark.parametrize("title", ["Approval of suppliers", "Amendments", "Distribution"])
def test_operational_sections_are_not_taken_for_the_frame(title: str) -> None:
    assert "9.2" in proposed(passage("We do an internal audit, as clause 9.2 asks.", title))
    assert proposed(passage("As clause 9.2 asks.", title))["9.2"].confidence > 0.8


def test_a_section_of_a_manual_keeps_its_clause_beside_the_clauses_below_it() -> None:
    sections = manual(
        ("7.2", "Competence"),
        ("8.5.2", "Identification and traceability"),
        ("8.5.4", "Preservation"),
        ("9.3", "Management review"),
    )
    text = "Heat number on each label; see the work instruction for picking."
    goods = passage(text, "8.5 Goods", section="8.5", ordinal=9)
    found = propose([*sections, goods], identity(kind=Kind.MANUAL), EDITION)

    assert {str(one.clause) for one in found if one.passage == "p_9"} >= {"8.5", "8.5.1", "8.5.2"}


@pytest.mark.parametrize(
    "text",
    [
        "Document No | QP-7\nRevision | C\nEffective date | 24 March 2025\nOwner | Stores",
        "Document: QP-7\nIssue: C\nApproved by: the director",
        "[Describe the process step by step.]",
    ],
)
def test_a_header_block_or_a_blank_template_maps_nothing(text: str) -> None:
    assert proposed(passage(text, "Calibration")) == {}


@pytest.mark.parametrize(
    "text",
    [
        "TBD",
        "4.4 TBD",
        "N/A.",
        "[TBA]",
        "Not applicable.",
        "To be completed.",
        "4.4 To be completed later.\nTBC",
        "This page is intentionally left blank.",
        "Intentionally blank",
        "- Reserved -",
        "Vendor approval: to be confirmed",
    ],
)
def test_a_section_that_only_says_it_is_still_open_maps_nothing(text: str) -> None:
    heading = "4 Vendor approval (clause 8.4.1)"

    assert proposed(passage(text, heading)) == {}
    assert "8.4.1" in proposed(passage("Vendors are approved before the first order.", heading))


def test_a_sentence_that_leaves_one_thing_open_still_maps() -> None:
    text = "Vendors are approved as clause 8.4.1 asks. The form is to be confirmed."

    assert "8.4.1" in proposed(passage(text))
