"""What a day in the past may not know, and when a register says nothing of single ones."""

from datetime import date

from assistant.model.documents import Status
from tests.unit.assistant.gaps.made import Cells, Company, Paper, seen

EARLY = date(2025, 1, 1)


def test_an_entry_of_the_master_list_counts_from_the_day_it_takes_effect() -> None:
    entry: Cells = {"document": "QP-1", "revision": "C", "effective": "2025-06-01"}
    company = Company(
        logs={"master_list_entry": [entry]},
        papers=[Paper("QP-1", label="B", effective=date(2020, 1, 1))],
    )

    assert seen("master-list-against-document", company, EARLY) == []
    assert len(seen("master-list-against-document", company)) == 1


def test_a_document_of_which_only_a_later_issue_is_held_is_not_called_out_of_force() -> None:
    citing = Paper("QP-1", texts=("See QP-2.",), effective=date(2020, 1, 1))
    company = Company(papers=[citing, Paper("QP-2", effective=date(2025, 6, 1))])

    assert seen("document-cited-not-in-force", company, EARLY) == []


def test_what_was_closed_later_was_open_on_the_day() -> None:
    log: list[Cells] = [
        {
            "nonconformity": "NCR-1",
            "opened": "2024-06-01",
            "due": "2024-09-01",
            "closed": "2025-03-01",
        }
    ]

    assert len(seen("nonconformity-due", Company(logs={"nonconformity": log}), EARLY)) == 1
    assert seen("nonconformity-due", Company(logs={"nonconformity": log})) == []


def test_a_log_has_no_hole_for_what_was_done_later() -> None:
    rows: list[Cells] = [
        {"audit": f"IA-{n}", "done": "2025-06-01" if n == 3 else "2024-06-01"} for n in range(1, 8)
    ]

    assert seen("audit-number-missing", Company(logs={"audit": rows}), EARLY) == []


def test_a_register_that_knows_few_suppliers_says_nothing_of_those_it_does_not() -> None:
    receipts: list[Cells] = [
        {"lot": f"L-{n}", "supplier": f"Firm{n}", "received": "2026-05-02"} for n in range(4)
    ]
    register: list[Cells] = [{"supplier": "Firm0", "state": "approved"}]
    company = Company(logs={"approved_supplier": register, "receiving_inspection": receipts})

    assert seen("receipt-from-unapproved-supplier", company) == []


def test_a_draft_that_is_cited_is_called_what_it_is() -> None:
    draft = Paper("QP-2", status=Status.DRAFT, effective=None)
    company = Company(papers=[Paper("QP-1", texts=("See QP-2.",)), draft])

    [(_, lapse)] = seen("document-cited-not-in-force", company)
    assert lapse.says["state"] == "draft"
