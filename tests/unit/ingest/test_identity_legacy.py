import pytest

from ingest.identity import identify
from ingest.identity.legacy import uses_legacy_numbering
from tests.builders import document, heading, paragraph

LEGACY = [
    "This procedure fulfils ISO 9001:2008.",
    "The system follows AS9120A.",
    "It meets AS9120 Rev. A.",
    "Purchasing is done as clause 7.4.1 of the standard says.",
    "Documents are controlled as clause 4.2.3 says.",
    "Corrective action is taken, see AS9120 clause 8.5.2.",
    "Internal audits (AS9120 clause 8.2.2) are held each year.",
    "Nonconforming product is kept apart as clause 8.3 asks.",
    "Gauges are calibrated as clause 7.6 asks.",
    "The management review follows clause 5.6.",
]
CURRENT = [
    "This procedure fulfils ISO 9001:2015.",
    "The system follows AS9120B and once followed it by letter.",
    "Suppliers are approved as clause 8.4.1 asks.",
    "Corrective action is taken, see AS9120 clause 10.2.",
    "Parts are traceable, see AS9120 clause 8.5.2.",
    "Internal audits (clause 9.2) are held each year.",
    "Communication follows clause 7.4.",
    "Goods are received and stored.",
    "The Boeing 7.4.1 drawing is used.",
]


@pytest.mark.parametrize("text", LEGACY)
def test_old_editions_and_old_meanings_of_a_number_are_legacy(text: str) -> None:
    assert identify(document(heading("Stock", 1), paragraph(text)), "QP-1.docx").legacy_numbering


@pytest.mark.parametrize("text", CURRENT)
def test_current_editions_and_silence_are_not_legacy(text: str) -> None:
    read = document(heading("Stock", 1), paragraph(text))
    assert not identify(read, "QP-1.docx").legacy_numbering


def test_headings_laid_out_as_the_old_standard_are_legacy() -> None:
    old = document(heading("7.4 Purchasing", 1), heading("7.6 Calibration of gauges", 1))
    new = document(heading("8.4 Purchasing", 1), heading("7.4 Communication", 1))
    assert uses_legacy_numbering(old)
    assert not uses_legacy_numbering(new)


def test_the_weight_of_the_evidence_decides() -> None:
    read = document(
        paragraph("This issue replaces one written for ISO 9001:2008."),
        paragraph("It follows AS9120B. Suppliers: clause 8.4.1. Audits: clause 9.2."),
    )
    assert not uses_legacy_numbering(read)


def test_the_titles_of_a_catalogue_may_be_given() -> None:
    read = document(paragraph("Welding follows clause 9.9 of the standard."))
    assert uses_legacy_numbering(read, legacy_titles={"9.9": "welding"}, current_titles={})
    assert not uses_legacy_numbering(read, legacy_titles={}, current_titles={"9.9": "welding"})
