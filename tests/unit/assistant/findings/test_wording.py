"""The wording of findings: what is flagged, and what looks alike and is fine."""

from datetime import date

import pytest

from assistant.findings.requirement import Named, named_place
from assistant.findings.wording import flags, identifiers
from assistant.model.clauses import ClauseNumber
from assistant.model.findings import Finding, Grade, Requirement

PEOPLE = {"Jane Doe", "Tom van Dyke", "Quality Manager"}


def codes(
    evidence: str, nature: str = "It was not counted.", grade: Grade = Grade.MINOR
) -> list[str]:
    clause = Requirement(ClauseNumber.parse("8.4.3"))
    finding = Finding(
        "A-1-F1", "A-1", "", clause, evidence, nature, grade, "Ann", date(2026, 11, 3), ""
    )
    return [one.code for one in flags(finding, people=PEOPLE)]


@pytest.mark.parametrize(
    "evidence",
    [
        "GRN 4711 has no count; Jane Doe booked it in.",
        "GRN 4711 was signed by Peter Marsh.",
        "Mr. Marsh had no list for PO 881.",
        "J. Marsh stamped lot L26-0058.",
        "Lot L26-0058: jane  doe had no stamp.",
    ],
)
def test_a_person_is_flagged(evidence: str) -> None:
    assert codes(evidence) == ["names-a-person"]


@pytest.mark.parametrize(
    "evidence",
    [
        "GRN 4711 was booked in by Goods In.",
        "The Quality Manager had no list for PO 881.",
        "PO 881 went to Smith Bolts Ltd on 2026-10-02.",
        "Lot L26-0058 was released by the Receiving Inspector.",
        "Certificate of conformity C-881 lies with lot L26-0058.",
        "QP-84 rev C, effective 2025-03-01, lay at desk 4.",
        "PO 881 from Aero Ltd should have been reviewed and was not.",
        "The manufacturer's recommendations of 2026-01-02 were not at hand.",
        "Nonconforming lot L26-0058 lay in bin 12.",
    ],
)
def test_what_only_looks_alike_is_left_alone(evidence: str) -> None:
    assert codes(evidence) == []


@pytest.mark.parametrize(
    "nature",
    [
        "Training should be repeated.",
        "A second scale needs to be installed.",
        "We recommend a gate at goods in.",
        "The procedure must be revised.",
        "Consider buying a scale.",
        "Please train the inspectors.",
    ],
)
def test_a_remedy_is_flagged(nature: str) -> None:
    assert codes("GRN 4711 of 2026-10-02", nature) == ["prescribes-a-remedy"]


@pytest.mark.parametrize(
    "nature",
    [
        "The process does not comply.",
        "Receiving is non-compliant.",
        "The count was careless.",
        "The control is ineffective.",
        "Segregation is inadequate.",
    ],
)
def test_a_verdict_is_flagged(nature: str) -> None:
    assert codes("GRN 4711 of 2026-10-02", nature) == ["gives-a-verdict"]


@pytest.mark.parametrize(
    "evidence",
    ["Some parcels were not counted.", "3 of 5 parcels, 10 mm screws", "seen in 2026 by ISO 9001"],
)
def test_evidence_that_nobody_finds_again_is_flagged(evidence: str) -> None:
    assert codes(evidence) == ["lacks-identifiers"]


def test_a_nonconformity_without_its_nature_is_flagged_and_an_opportunity_is_not() -> None:
    assert codes("GRN 4711", "") == ["lacks-nature"]
    assert codes("GRN 4711", "", Grade.OPPORTUNITY) == []


def test_numbers_of_documents_lots_orders_and_days_are_found() -> None:
    told = "GRN 4711 of 2026-10-02, lot L26-0058, QP-84 rev C, PO no. 12, bin 7, 3 of 5, 10 mm"

    assert identifiers(told) == (
        "GRN 4711",
        "PO no. 12",
        "bin 7",
        "L26-0058",
        "QP-84",
        "2026-10-02",
    )


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("QP-1 rev C 6.2", Named("QP-1", "C", "6.2")),
        ("qp 1", Named("QP-1")),
        ("QP-1 §6.2", Named("QP-1", "", "6.2")),
        ("QP-1 Issue 3, section 6.2.1", Named("QP-1", "3", "6.2.1")),
        ("Quality Manual rev 4 5.1", Named("Quality Manual", "4", "5.1")),
        ("WI 7.5 rev B 3", Named("WI 7.5", "B", "3")),
        ("Purchasing handbook, Rev. 2", Named("Purchasing handbook", "2")),
    ],
)
def test_a_place_is_read_as_people_write_it(typed: str, place: Named) -> None:
    assert named_place(typed, ["QP-1", "Quality Manual", "WI 7.5"]) == place
