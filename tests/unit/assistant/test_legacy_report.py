"""Which documents still use old clause numbers, and what is asked instead of guessed."""

from dataclasses import replace
from datetime import date

import pytest

from assistant.errors import NothingThere
from assistant.legacy_report import (
    LegacyReport,
    LegacyScope,
    LegacyUse,
    ReportLegacyNumbers,
)
from assistant.model.documents import Block, Kind, ReadDocument, Status
from assistant.model.files import KnownFile
from assistant.numbering import Numbering
from assistant.standards.loader import BUILT_IN, load_edition
from tests.builders import document, heading, paragraph, revision, table
from tests.fakes.library import MemoryLibrary

TODAY = date(2026, 9, 30)
EDITION = load_edition(BUILT_IN / "as9120b.yaml")


def hold(
    library: MemoryLibrary,
    number: str,
    reading: ReadDocument,
    *,
    kind: Kind = Kind.PROCEDURE,
    status: Status = Status.IN_FORCE,
    effective: date | None = None,
) -> None:
    held = revision(number, "A", kind=kind, status=status, effective=effective)
    file = KnownFile(held.path, f"/{held.path}", held.content_hash)
    library.store(file, held, reading, [], [], edition=EDITION.id)


def report(library: MemoryLibrary, scope: LegacyScope | None = None) -> LegacyReport:
    wanted = scope or LegacyScope()
    return ReportLegacyNumbers(library, library)(EDITION, as_of=TODAY, scope=wanted)


def uses(
    *blocks: Block, effective: date | None = None, fields: dict[str, str] | None = None
) -> dict[str, LegacyUse]:
    library = MemoryLibrary()
    hold(library, "QP-1", document(*blocks, fields=fields), effective=effective)
    return {str(use.number): use for use in report(library).uses}


def test_a_number_with_its_old_standard_is_told_with_the_clauses_of_today() -> None:
    found = uses(paragraph("Vendors are chosen after ISO 9001:2008 clause 7.4.2."))

    assert [str(one.number) for one in found["7.4.2"].current] == ["8.4.3"]
    assert found["7.4.2"].numbering is Numbering.LEGACY
    assert found["7.4.2"].quote == "Vendors are chosen after ISO 9001:2008 clause 7.4.2."


def test_a_number_that_only_the_old_edition_has_is_told_without_a_standard() -> None:
    assert "7.4.1" in uses(paragraph("Suppliers are approved, see clause 7.4.1."))


def test_a_current_number_is_not_told() -> None:
    assert not uses(paragraph("Suppliers are approved as AS9120B clause 8.4.1 asks."))


def test_a_number_of_both_editions_is_asked_about_with_both_meanings() -> None:
    use = uses(paragraph("This is done as clause 8.2.2 says."))["8.2.2"]

    assert use.numbering is Numbering.ASK
    assert str(use.current[0].number) == "9.2"
    assert use.current_reading is not None
    assert str(use.current_reading.number) == "8.2.2"


def test_the_title_beside_a_number_tells_which_edition_is_meant() -> None:
    assert uses(paragraph("Internal audit (clause 8.2.2) is done by others."))
    assert not uses(paragraph("Determining the requirements for products: clause 8.2.2."))


def test_a_document_older_than_the_edition_means_old_numbers() -> None:
    said = paragraph("This is done as clause 8.2.2 says.")

    assert uses(said, effective=date(2012, 5, 1))["8.2.2"].numbering is Numbering.LEGACY


def test_a_number_of_another_standard_is_left_alone() -> None:
    assert not uses(paragraph("Uncertainty follows ISO/IEC 17025:2017 clause 7.6."))


def test_sections_numbered_after_old_clauses_are_told_once_each() -> None:
    found = uses(
        paragraph("Written to AS9120A."),
        heading("7.4.2 Purchasing information"),
        paragraph("Orders name the part."),
        heading("7.5.5 Preservation of product"),
        heading("7.5.5.1 Shelf life"),
        heading("7.5.5.2 Batteries"),
    )

    assert sorted(found) == ["7.4.2", "7.5.5"]
    assert found["7.5.5"].sections_below == 2


def test_the_old_column_of_a_table_is_told_and_the_new_one_is_not() -> None:
    rows = table(("ISO 9001:2008", "AS9120B", "Ours"), ("8.2.2", "9.2", "P-1"))

    assert sorted(uses(*rows)) == ["8.2.2"]


def test_a_page_header_counts_and_its_place_says_so() -> None:
    use = uses(paragraph("Nothing here."), fields={"Basis": "AS9120A 7.6"})["7.6"]

    assert use.kind == "header"


def test_a_person_settles_how_a_document_means_its_numbers() -> None:
    library = MemoryLibrary()
    hold(library, "QP-1", document(paragraph("This is done as clause 8.2.2 says.")))

    old = report(library, LegacyScope(chosen={"qp-1": Numbering.LEGACY}))
    new = report(library, LegacyScope(chosen={"QP-1": Numbering.CURRENT}))

    assert [use.numbering for use in old.uses] == [Numbering.LEGACY]
    assert not new.documents


def test_records_are_left_out_and_counted_unless_wanted() -> None:
    library = MemoryLibrary()
    hold(library, "R-1", document(paragraph("Audited: AS9120A 7.4.1")), kind=Kind.RECORD)

    assert report(library).history == 1
    assert not report(library).documents
    assert report(library, LegacyScope(history=True)).documents


def test_an_obsolete_issue_is_told_only_when_wanted() -> None:
    library = MemoryLibrary()
    said = document(paragraph("As AS9120A 7.4.1 says."))
    hold(library, "QP-1", said, status=Status.OBSOLETE, effective=date(2010, 1, 1))

    assert not report(library).documents
    assert report(library, LegacyScope(superseded=True)).documents


@pytest.mark.parametrize(
    "scope", [LegacyScope(document="QP-9"), LegacyScope(chosen={"QP-9": Numbering.LEGACY})]
)
def test_a_document_that_is_not_held_is_an_error(scope: LegacyScope) -> None:
    with pytest.raises(NothingThere, match="QP-9"):
        report(MemoryLibrary(), scope)


def test_an_edition_without_old_numbers_finds_none() -> None:
    library = MemoryLibrary()
    hold(library, "QP-1", document(paragraph("As clause 7.4.1 says.")))
    bare = replace(EDITION, crosswalk=())

    assert not ReportLegacyNumbers(library, library)(bare, as_of=TODAY).documents


def test_a_section_of_the_scope_chapters_is_no_clause() -> None:
    assert not uses(paragraph("Written to AS9120A."), paragraph("Paragraph 1.1.1 says who."))


def test_a_standard_that_is_not_built_like_ours_leaves_the_words_to_decide() -> None:
    said = "Measuring equipment follows clause 7.6 (control of monitoring and measuring equipment)."

    assert "7.6" in uses(paragraph("Laboratories hold ISO/IEC 17025."), paragraph(said))
    assert not uses(paragraph("We are certified to ISO 13485."), paragraph(said))


def test_a_house_that_follows_a_standard_numbered_alike_is_left_alone_and_told() -> None:
    library = MemoryLibrary()
    hold(library, "QP-1", document(paragraph("Written to ISO 13485.")))
    hold(library, "QP-2", document(paragraph("ISO 13485 asks for it.")))
    hold(library, "QP-3", document(paragraph("Files are kept as clause 4.2.4 says.")))

    found = report(library)
    settled = report(library, LegacyScope(chosen={"QP-3": Numbering.LEGACY}))

    assert (found.documents, found.elsewhere) == ((), ("QP-3",))
    assert [str(use.number) for use in settled.uses] == ["4.2.4"]


def test_the_number_of_a_shelf_or_a_table_is_no_clause() -> None:
    assert not uses(
        paragraph("Written to AS9120A."), paragraph("It stands on shelf 7.5.4, see table 7.4.1.")
    )
