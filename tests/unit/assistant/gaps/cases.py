"""Cases by hand: a company where a rule must see something, and one that looks alike."""

from dataclasses import replace
from datetime import date

from assistant.model.documents import Kind, Status
from tests.unit.assistant.gaps.derived import Pair
from tests.unit.assistant.gaps.made import Cells, Company, Paper


def logs(**rows: list[Cells]) -> Company:
    """A company with these logs and no documents."""
    return Company(logs=rows)


def papers(*held: Paper) -> Company:
    """A company with these documents and no logs."""
    return Company(papers=held)


def said(number: str, sentence: str, **more: object) -> Paper:
    """A procedure that says one thing."""
    return Paper(number, texts=(sentence,), **more)  # type: ignore[arg-type]


_SUPPLIER = {"supplier": "Smith Bolts Ltd", "state": "approved", "certificate_expiry": "2026-05-31"}
_ORDER = {"order": "PO-7", "supplier": "Smith Bolts"}
_MASTER = {"document": "QP-1", "revision": "A", "effective": "2025-03-01"}
_STAMPS: list[Cells] = [
    {"stamp": "ST-1", "person": "Ann Lee", "issued": "2026-04-20", "scope": "Inspection"},
    {"stamp": "ST-2", "person": "Bo Ray", "issued": "2020-01-01", "scope": "Release"},
]
_PEOPLE: list[Cells] = [
    {"person": "Ann Lee", "task": "receiving inspection, splitting", "valid_until": "2026-08-01"},
    {"person": "Bo Ray", "task": "release", "valid_until": "2028-01-01"},
    {"person": "Cy Dow", "task": "internal audit", "valid_until": "2028-01-01"},
    {"person": "Di Fox", "task": "splitting, receiving inspection", "valid_until": "2028-01-01"},
]


def _failed_backup(sentence: str) -> Company:
    """A backup that failed, and the next good one two days later."""
    rows = [
        {"system": "Files", "made": "2026-09-01", "result": "approved"},
        {"system": "Files", "made": "2026-09-02", "result": "rejected"},
        {"system": "Mail", "made": "2026-09-02", "result": "approved"},
        {"system": "Files", "made": "2026-09-04", "result": "approved"},
    ]
    return Company(logs={"backup": rows}, papers=[said("IT-1", sentence)])


def _order_of(clauses: str, sentence: str) -> Company:
    order = {"order": "PO-7", "ordered": "2026-05-01", "quality_clauses": clauses}
    return Company(logs={"purchase_order": [order]}, papers=[said("QC-1", sentence)])


def _months(type_id: str, row: Cells, bad: str, good: str) -> Pair:
    """A record of July beside a sentence that names another month too, and one that does not."""
    wrong, fine = (Company(logs={type_id: [row]}, papers=[said("QP-9", s)]) for s in (bad, good))
    return wrong, fine


def _stamps_counted(note: str) -> Company:
    log = Company(
        logs={"stamp": _STAMPS}, papers=[said("QP-9", "Stamps are counted in January and July.")]
    )
    return replace(log, notes={"stamp": note})


def _daily(type_id: str, name: str, *, without: int = 0, **more: str) -> Company:
    days = [date(2026, 8, n) for n in range(1, 32) if n != without]
    return Company(logs={type_id: [{name: one.isoformat(), **more} for one in days]})


def _intervals(first: str, second: str) -> Pair:
    """Two procedures that state the same thing twice, differently and alike."""
    return (
        papers(said("QP-1", first), said("QP-2", second)),
        papers(said("QP-1", first), said("QP-2", first)),
    )


def _worked(type_id: str, day: str, field: str, *, late: str, fine: str) -> Pair:
    """Work by somebody on the list of authorisations, by another who may do it."""
    return tuple(  # type: ignore[return-value]
        Company(
            logs={
                "competence": _PEOPLE,
                type_id: [{**_key(type_id), day: "2026-09-01", field: who}],
            }
        )
        for who in (late, fine)
    )


def _key(type_id: str) -> Cells:
    return {
        "receiving_inspection": {"lot": "L-1"},
        "lot_split": {"lot": "L-1/A"},
        "shipment": {"shipment": "DN-1"},
        "audit": {"audit": "IA-1"},
    }[type_id]


def _chain(**broken: list[Cells]) -> Company:
    """Lots received, split and shipped, with one thing changed."""
    whole: dict[str, list[Cells]] = {
        "receiving_inspection": [
            {
                "lot": f"L26-{n:04d}",
                "received": "2026-03-02",
                "part": "P-1",
                "quantity": "100",
                "batch": f"B-{n}",
                "order": f"PO-26-{n:03d}",
                "supplier": "Smith Bolts",
            }
            for n in range(1, 9)
        ],
        "lot_split": [
            {
                "lot": "L26-0001/A",
                "parent": "L26-0001",
                "part": "P-1",
                "split": "2026-03-10",
                "quantity_before": "100",
                "quantity": "40",
                "quantity_after": "60",
            }
        ],
        "shipment": [
            {
                "shipment": f"DN-26-{n:03d}",
                "lot": f"L26-{n:04d}",
                "part": "P-1",
                "quantity": "10",
                "shipped": "2026-04-01",
                "customer": "Alpha Air",
                "certificate": f"CC-{n}",
            }
            for n in range(2, 8)
        ],
    }
    return Company(logs={**whole, **broken})


def _shipped(**changed: str) -> list[Cells]:
    rows = [dict(one) for one in _chain().logs["shipment"]]
    rows[2] |= changed
    return list(rows)


_PAPER = {"certificate": "CC-4", "lot": "L26-0004", "part": "P-1", "quantity": "10", "batch": "B-4"}
_FIVE_CARS: list[Cells] = [
    {"corrective_action": "CAR-1", "source": "Internal audit 26-01", "description": "a finding"}
]

CASES: dict[str, Pair] = {
    # expired
    "certificate-on-file-expiry": (
        Company(
            forms={
                "certificate_of_supplier": [
                    {"certificate": "C-1", "supplier": "Smith", "valid_until": "2026-05-31"}
                ]
            }
        ),
        Company(
            forms={
                "certificate_of_supplier": [
                    {"certificate": "C-1", "supplier": "Smith", "valid_until": "2026-05-31"}
                ]
            },
            logs={
                "approved_supplier": [{"supplier": "Smith Ltd", "certificate_expiry": "2028-01-01"}]
            },
        ),
    ),
    "shipped-after-expiry": (
        logs(
            shipment=[{"shipment": "DN-1", "lot": "L-1", "shipped": "2026-09-05"}],
            shelf_life_item=[{"lot": "L-1", "expiry": "2026-08-31"}],
        ),
        logs(
            shipment=[{"shipment": "DN-1", "lot": "L-1", "shipped": "2026-08-31"}],
            shelf_life_item=[{"lot": "L-1", "expiry": "2026-08-31"}],
        ),
    ),
    # overdue
    "audit-postponed": (
        logs(audit=[{"audit": "IA-1", "planned": "June 2026, moved to November 2026"}]),
        logs(audit=[{"audit": "IA-1", "planned": "November 2026"}]),
    ),
    "order-promise-passed": (
        logs(sales_order=[{"sales_order": "SO-1", "requested": "2026-09-01", "state": "open"}]),
        logs(
            sales_order=[{"sales_order": "SO-1", "requested": "2026-09-01", "state": "open"}],
            shipment=[{"shipment": "DN-1", "sales_order": "SO-1", "shipped": "2026-08-30"}],
        ),
    ),
    "document-review-due": (
        logs(master_list_entry=[{"document": "QP-1", "next_review": "2026-05-01"}]),
        Company(
            logs={"master_list_entry": [{"document": "QP-1", "next_review": "2026-05-01"}]},
            papers=[Paper("QP-1", review=date(2027, 5, 1))],
        ),
    ),
    "document-review-interval": (
        papers(
            said("QP-1", "Each procedure is reviewed every 24 months.", effective=date(2026, 1, 1)),
            Paper("QP-2", effective=date(2023, 1, 1)),
        ),
        papers(
            said("QP-1", "Each procedure is reviewed every 24 months.", effective=date(2026, 1, 1)),
            Paper("QP-2", effective=date(2023, 1, 1), review=date(2027, 1, 1)),
        ),
    ),
    # incomplete
    "split-by-one-person": (
        logs(lot_split=[{"lot": "L-1/A", "split_by": "Ann Lee", "checked_by": "A. Lee"}]),
        logs(lot_split=[{"lot": "L-1/A", "split_by": "Ann Lee", "checked_by": "Bo Lee"}]),
    ),
    "order-approved-by-buyer": (
        logs(purchase_order=[{"order": "PO-1", "buyer": "Ann Lee", "approved_by": "Ann Lee"}]),
        logs(purchase_order=[{"order": "PO-1", "buyer": "Ann Lee", "approved_by": "Bo Ray"}]),
    ),
    "change-approved-by-requester": (
        logs(change=[{"change": "C-1", "requested_by": "Ann Lee", "approved_by": "Ann Lee"}]),
        logs(change=[{"change": "C-1", "requested_by": "Ann Lee", "approved_by": "Bo Ray"}]),
    ),
    "split-copy-not-made": (
        logs(lot_split=[{"lot": "L-1/A", "Copy of certificate": "no"}]),
        logs(lot_split=[{"lot": "L-1/A", "Copy of certificate": "not needed for samples"}]),
    ),
    "alert-not-checked": (
        logs(counterfeit_alert=[{"alert": "A-1", "Stock checked": "no"}]),
        logs(counterfeit_alert=[{"alert": "A-1", "Stock checked": "yes", "affected": "no"}]),
    ),
    "acknowledgement-not-signed": (
        logs(acknowledgement=[{"person": "Ann Lee", "signed": "no"}]),
        logs(acknowledgement=[{"person": "Ann Lee", "signed": "yes"}]),
    ),
    "stamp-without-signature": (
        logs(stamp=[{"stamp": "ST-1", "signature": "no"}]),
        logs(stamp=[{"stamp": "ST-1", "signature": "yes"}]),
    ),
    "property-owner-not-told": (
        logs(
            customer_property=[
                {
                    "item": "CP-1",
                    "owner": "Alpha",
                    "condition": "box damaged",
                    "remark": "owner not told yet",
                }
            ]
        ),
        logs(
            customer_property=[
                {
                    "item": "CP-1",
                    "owner": "Alpha",
                    "condition": "box damaged",
                    "remark": "owner told on 3 May",
                }
            ]
        ),
    ),
    "backup-failed": (
        logs(backup=[{"backup": "B-1", "made": "2026-09-29", "result": "rejected"}]),
        logs(
            backup=[
                {"backup": "B-1", "made": "2026-09-28", "result": "rejected"},
                {"backup": "B-2", "made": "2026-09-29", "result": "approved"},
            ]
        ),
    ),
    "backup-not-repeated": (
        _failed_backup("A failed backup is repeated the same day."),
        _failed_backup("A failed backup is repeated within 2 days."),
    ),
    "order-without-clause": (
        _order_of("Q1, Q2, Q5", "Clauses Q1 to Q3 apply to every order for aerospace product."),
        _order_of("Q1-Q3, Q5", "Clauses Q1 to Q3 apply to every order for aerospace product."),
    ),
    "management-review-of-month-missing": _months(
        "management_review",
        {"held": "2026-07-16"},
        "Top management reviews the system in January and July.",
        "Top management reviews the system every July.",
    ),
    "stamp-count-of-month-missing": (
        _stamps_counted("Count of January 2026: 2 of 2 there."),
        _stamps_counted("Counted on 14.01.2026 and on 3 August 2026: 2 of 2 there."),
    ),
    "property-count-of-month-missing": _months(
        "customer_property",
        {"item": "CP-1", "checked": "2026-07-16"},
        "Consignment stock is counted in January and July.",
        "Consignment stock is counted each July.",
    ),
    "supplier-evaluation-of-month-missing": _months(
        "supplier_evaluation",
        {"supplier": "Smith Bolts", "evaluated": "2026-07-16"},
        "Suppliers are evaluated every March.",
        "New suppliers were evaluated in March and July.",
    ),
    "page-without-text": (
        papers(Paper("QP-1", pages_without_text=(2,))),
        papers(Paper("QP-1")),
    ),
    "document-unmarked": (
        papers(Paper("QP-1"), Paper("QP-2"), Paper("QP-3", label="")),
        papers(Paper("QP-1", label=""), Paper("QP-2", label=""), Paper("QP-3", label="")),
    ),
    "chain-number-not-named": (
        _chain(shipment=_shipped(certificate="")),
        _chain(),
    ),
    # inconsistent
    "entry-listed-twice": (
        logs(
            gauge=[
                *({"gauge": f"G-{n}", "serial": str(n)} for n in range(9)),
                {"gauge": "G-1", "serial": "99"},
            ]
        ),
        logs(
            gauge=[
                *({"gauge": f"G-{n}", "serial": str(n)} for n in range(9)),
                {"gauge": "G-1", "serial": "1"},
            ]
        ),
    ),
    "master-list-against-document": (
        Company(logs={"master_list_entry": [_MASTER]}, papers=[Paper("QP-1", label="B")]),
        Company(logs={"master_list_entry": [_MASTER]}, papers=[Paper("QP-1", label="A")]),
    ),
    "number-against-file-name": (
        papers(Paper("SOP-003", path="sops/SOP-004--Complaints.md")),
        papers(Paper("SOP-004", path="sops/SOP-004_B Complaints.md")),
    ),
    "interval-not-kept": (
        logs(
            gauge=[
                {
                    "gauge": "G-1",
                    "calibrated": "2026-01-10",
                    "calibration_due": "2028-01-10",
                    "interval": "365",
                }
            ]
        ),
        logs(
            gauge=[
                {
                    "gauge": "G-1",
                    "calibrated": "2026-01-10",
                    "calibration_due": "2027-01-10",
                    "interval": "365",
                }
            ]
        ),
    ),
    "shipped-before-review": (
        logs(
            shipment=[{"shipment": "DN-1", "sales_order": "SO-1", "shipped": "2026-05-01"}],
            contract_review=[{"sales_order": "SO-1", "reviewed": "2026-05-04"}],
        ),
        logs(
            shipment=[{"shipment": "DN-1", "sales_order": "SO-1", "shipped": "2026-05-04"}],
            contract_review=[{"sales_order": "SO-1", "reviewed": "2026-05-04"}],
        ),
    ),
    "retention-differs": (
        papers(
            said("QP-1", "Purchase orders are kept for 7 years."),
            Paper(
                "RS-9",
                ("Purchase orders | 10 years",),
                title="Retention of records",
                cells=(("Record", "Purchase orders"), ("Kept for", "10 years")),
            ),
        ),
        papers(
            said("QP-1", "Purchase orders are kept for 10 years."),
            Paper(
                "RS-9",
                ("Purchase orders | 10 years",),
                title="Retention of records",
                cells=(("Record", "Purchase orders"), ("Kept for", "10 years")),
            ),
        ),
    ),
    "evaluation-interval-differs": _intervals(
        "Suppliers are re-evaluated every 12 months.", "Vendors are reassessed every two years."
    ),
    "calibration-interval-differs": _intervals(
        "Gauges are calibrated every 12 months.",
        "Measuring equipment is calibrated every 24 months.",
    ),
    "audit-interval-differs": _intervals(
        "Each process is audited once a year.", "Processes are audited every 24 months."
    ),
    "management-review-interval-differs": _intervals(
        "The management review is held every 12 months.",
        "Management review takes place every 6 months.",
    ),
    "document-review-interval-differs": _intervals(
        "Controlled documents are reviewed every 24 months.",
        "Each controlled document is reviewed every three years.",
    ),
    "nonconformity-time-differs": _intervals(
        "An NCR is closed within 30 days.", "Nonconformities are closed within 60 days."
    ),
    "complaint-time-differs": _intervals(
        "Complaints are answered within 10 days.", "A complaint is answered within 5 days."
    ),
    "chain-batch-differs": (
        Company(
            logs=_chain().logs, forms={"certificate_of_conformity": [{**_PAPER, "batch": "B-99"}]}
        ),
        Company(logs=_chain().logs, forms={"certificate_of_conformity": [_PAPER]}),
    ),
    "chain-part-differs": (_chain(shipment=_shipped(part="P-2")), _chain()),
    "chain-lot-differs": (
        Company(
            logs=_chain().logs,
            forms={"certificate_of_conformity": [{**_PAPER, "lot": "L26-0005", "batch": "B-5"}]},
        ),
        Company(logs=_chain().logs, forms={"certificate_of_conformity": [_PAPER]}),
    ),
    "chain-party-differs": (
        Company(
            logs=_chain().logs,
            forms={"certificate_of_conformity": [{**_PAPER, "customer": "Beta Jets"}]},
        ),
        Company(
            logs=_chain().logs,
            forms={"certificate_of_conformity": [{**_PAPER, "customer": "Alpha Air Ltd"}]},
        ),
    ),
    "climate-out-of-limits": (
        Company(
            logs={
                "storage_climate": [
                    {"place": "Chemical store", "measured": "2026-08-03", "temperature": "31"}
                ]
            },
            papers=[said("WI-1", "The chemical store is kept at 10 to 25 C.")],
        ),
        Company(
            logs={
                "storage_climate": [
                    {
                        "place": "Chemical store",
                        "measured": "2026-08-03",
                        "temperature": "31",
                        "action": "goods moved",
                    }
                ]
            },
            papers=[said("WI-1", "The chemical store is kept at 10 to 25 C.")],
        ),
    ),
    # references
    "document-cited-not-held": (
        papers(
            said("QP-1", "Use form F-14, form F-12 and procedure QP-2."),
            Paper("F-12", kind=Kind.FORM),
            Paper("QP-2"),
        ),
        Company(
            papers=[said("QP-1", "Use form F-14 and form F-12."), Paper("F-12", kind=Kind.FORM)],
            logs={"master_list_entry": [{"document": "F-14"}]},
        ),
    ),
    "document-listed-not-held": (
        Company(
            logs={
                "master_list_entry": [
                    {"document": "QP-1"},
                    {"document": "QP-2"},
                    {"document": "QP-3"},
                ]
            },
            papers=[Paper("QP-1"), Paper("QP-2")],
        ),
        Company(
            logs={
                "master_list_entry": [
                    {"document": "QP-1"},
                    {"document": "QP-2"},
                    {"document": "QP-3", "state": "rejected"},
                ]
            },
            papers=[Paper("QP-1"), Paper("QP-2")],
        ),
    ),
    "document-cited-not-in-force": (
        papers(said("QP-1", "See QP-2."), Paper("QP-2", status=Status.DRAFT, effective=None)),
        papers(said("QP-1", "See QP-2."), Paper("QP-2")),
    ),
    "issue-cited-superseded": (
        papers(said("QP-1", "See QP-2 rev A."), Paper("QP-2", label="B")),
        papers(said("QP-1", "See QP-2 rev B."), Paper("QP-2", label="B")),
    ),
    "old-issue-among-current": (
        papers(Paper("QP-1", label="A", effective=date(2024, 1, 1)), Paper("QP-1", label="B")),
        papers(
            Paper("QP-1", label="A", effective=date(2024, 1, 1), path="obsolete/QP-1_A.pdf"),
            Paper("QP-1", label="B"),
        ),
    ),
    "external-issue-superseded": (
        logs(external_document=[{"document": "AS5316", "revision": "D", "issue_current": "E"}]),
        logs(external_document=[{"document": "AS5316", "revision": "E", "issue_current": "e"}]),
    ),
    "old-issue-read": (
        Company(
            logs={"acknowledgement": [{"person": "Ann Lee", "document": "QP-1", "revision": "A"}]},
            papers=[Paper("QP-1", label="B")],
        ),
        Company(
            logs={
                "acknowledgement": [
                    {"person": "Ann Lee", "document": "QP-1", "revision": "A"},
                    {"person": "Ann Lee", "document": "QP-1", "revision": "B"},
                ]
            },
            papers=[Paper("QP-1", label="B")],
        ),
    ),
    # traces
    "chain-record-missing": (_chain(shipment=_shipped(lot="L26-0099")), _chain()),
    "chain-quantity": (
        _chain(lot_split=[{**_chain().logs["lot_split"][0], "quantity_after": "50"}]),
        _chain(),
    ),
    "chain-days": (_chain(shipment=_shipped(shipped="2026-02-01")), _chain()),
    "chain-number-twice": (
        _chain(
            receiving_inspection=[
                *_chain().logs["receiving_inspection"],
                {
                    **_chain().logs["receiving_inspection"][3],
                    "part": "P-9",
                    "batch": "B-77",
                    "supplier": "Jones Seals",
                },
            ]
        ),
        _chain(),
    ),
    # missing records
    "order-without-review": (
        logs(
            sales_order=[{"sales_order": f"SO-{n}", "ordered": "2026-05-01"} for n in range(6)],
            contract_review=[
                {"sales_order": f"SO-{n}", "reviewed": "2026-05-02"} for n in range(5)
            ],
        ),
        logs(
            sales_order=[{"sales_order": f"SO-{n}", "ordered": "2026-05-01"} for n in range(6)],
            contract_review=[
                {"sales_order": f"SO-{n}", "reviewed": "2026-05-02"} for n in range(6)
            ],
        ),
    ),
    "shipment-without-review": (
        logs(
            shipment=[
                {"shipment": f"DN-{n}", "sales_order": f"SO-{n}", "shipped": "2026-05-01"}
                for n in range(6)
            ],
            contract_review=[
                {"sales_order": f"SO-{n}", "reviewed": "2026-05-02"} for n in range(5)
            ],
        ),
        logs(
            shipment=[
                {"shipment": f"DN-{n}", "sales_order": f"SO-{n}", "shipped": "2026-09-01"}
                for n in range(6)
            ],
            contract_review=[
                {"sales_order": f"SO-{n}", "reviewed": "2026-05-02"} for n in range(5)
            ],
        ),
    ),
    "calibration-certificate-missing": (
        logs(
            gauge=[{"gauge": f"G-{n}", "certificate": f"C-{n}"} for n in range(6)],
            calibration_certificate=[
                {"certificate": f"C-{n}", "calibrated": "2026-05-02"} for n in range(5)
            ],
        ),
        logs(
            gauge=[{"gauge": f"G-{n}", "certificate": f"C-{n}"} for n in range(6)],
            calibration_certificate=[{"certificate": "C-1", "calibrated": "2026-05-02"}],
        ),
    ),
    "person-without-training": (
        logs(
            competence=[{"person": f"Person {n}x", "task": "work"} for n in "abcdef"],
            training=[{"person": f"Person {n}x", "trained": "2026-05-02"} for n in "abcde"],
        ),
        logs(
            competence=[{"person": f"Person {n}x", "task": "work"} for n in "abcdef"],
            training=[{"person": f"Person {n}x", "trained": "2026-05-02"} for n in "abcdef"],
        ),
    ),
    "supplier-without-evaluation": (
        logs(
            approved_supplier=[
                *({"supplier": f"Firm{n}", "last_evaluation": "2026-01-01"} for n in "abcd"),
                {"supplier": "Newco"},
            ]
        ),
        logs(
            approved_supplier=[
                *({"supplier": f"Firm{n}", "last_evaluation": "2026-01-01"} for n in "abcd"),
                {"supplier": "Newco", "removed": "2026-02-01"},
            ]
        ),
    ),
    "out-of-tolerance-not-judged": (
        Company(
            forms={
                "calibration_certificate": [
                    {
                        "certificate": "C-1",
                        "gauge": "G-7",
                        "text": "As found error -2.4, limit 1.5.",
                    }
                ]
            }
        ),
        Company(
            forms={
                "calibration_certificate": [
                    {
                        "certificate": "C-1",
                        "gauge": "G-7",
                        "text": "As found error -1.4, limit 1.5.",
                    }
                ]
            }
        ),
    ),
    "held-without-nonconformity": (
        logs(
            receiving_inspection=[{"lot": "L-1", "result": "suspended"}],
            nonconformity=[{"nonconformity": "NCR-1", "lot": "L-9"}],
        ),
        logs(
            receiving_inspection=[{"lot": "L-1", "result": "suspended", "remark": "NCR-1"}],
            nonconformity=[{"nonconformity": "NCR-1", "lot": "L-9"}],
        ),
    ),
    "complaint-without-action": (
        logs(
            complaint=[
                {"complaint": "C-1", "justified": "yes"},
                {"complaint": "C-2", "nonconformity": "NCR-1"},
            ]
        ),
        logs(
            complaint=[
                {"complaint": "C-1", "justified": "no"},
                {"complaint": "C-2", "nonconformity": "NCR-1"},
            ]
        ),
    ),
    "finding-without-corrective-action": (
        logs(
            corrective_action=_FIVE_CARS,
            audit_finding=[{"finding": "1", "grade": "Minor", "audit": "IA-26-02"}],
        ),
        logs(
            corrective_action=_FIVE_CARS,
            audit_finding=[{"finding": "1", "grade": "Minor", "audit": "IA-26-01"}],
        ),
    ),
    "management-review-input-missing": (
        Company(
            forms={
                "management_review": [
                    {
                        "review": "MR-1",
                        "text": "Earlier actions. Changes. Complaints. Objectives. Audits. Risks.",
                    }
                ]
            }
        ),
        Company(
            forms={"management_review": [{"review": "MR-1", "text": "Decisions only. Audits."}]}
        ),
    ),
    "backup-day-missing": (
        _daily("backup", "made", without=12),
        _daily("backup", "made"),
    ),
    "climate-day-missing": (
        _daily("storage_climate", "measured", without=12, place="Store"),
        _daily("storage_climate", "measured", place="Store"),
    ),
    # unauthorised
    "order-from-unapproved-supplier": (
        logs(approved_supplier=[_SUPPLIER], purchase_order=[{**_ORDER, "ordered": "2026-07-02"}]),
        logs(approved_supplier=[_SUPPLIER], purchase_order=[{**_ORDER, "ordered": "2026-05-02"}]),
    ),
    "receipt-from-unapproved-supplier": (
        logs(
            approved_supplier=[_SUPPLIER],
            receiving_inspection=[
                {"lot": "L-1", "supplier": "Jones", "received": "2026-05-02"},
                {"lot": "L-2", "supplier": "Smith Bolts", "received": "2026-05-02"},
                {"lot": "L-3", "supplier": "Smith Bolts", "received": "2026-05-03"},
            ],
        ),
        logs(
            approved_supplier=[_SUPPLIER],
            receiving_inspection=[
                {"lot": "L-1", "order": "PO-7", "supplier": "Smith Bolts", "received": "2026-07-02"}
            ],
            purchase_order=[{**_ORDER, "ordered": "2026-05-02"}],
        ),
    ),
    "gauge-used-out-of-date": (
        logs(
            receiving_inspection=[{"lot": "L-1", "gauge": "G-4", "received": "2026-08-27"}],
            gauge=[{"gauge": "G-4", "calibrated": "2025-08-12", "calibration_due": "2026-08-12"}],
        ),
        logs(
            receiving_inspection=[{"lot": "L-1", "gauge": "G-4", "received": "2026-08-12"}],
            gauge=[{"gauge": "G-4", "calibrated": "2025-08-12", "calibration_due": "2026-08-12"}],
        ),
    ),
    "stamp-used-not-valid": (
        logs(
            stamp=_STAMPS,
            receiving_inspection=[{"lot": "L-1", "stamp": "ST-1", "received": "2026-03-09"}],
        ),
        logs(
            stamp=_STAMPS,
            receiving_inspection=[{"lot": "L-1", "stamp": "ST-1", "received": "2026-04-20"}],
        ),
    ),
    "stamp-of-other-work": (
        logs(
            stamp=_STAMPS, shipment=[{"shipment": "DN-1", "stamp": "ST-1", "shipped": "2026-05-09"}]
        ),
        logs(
            stamp=_STAMPS, shipment=[{"shipment": "DN-1", "stamp": "ST-2", "shipped": "2026-05-09"}]
        ),
    ),
    "stamp-against-authorisation": (
        logs(
            stamp=_STAMPS,
            receiving_inspection=[{"lot": "L-1", "stamp": "ST-1", "inspector": "Bo Ray"}],
        ),
        logs(
            stamp=_STAMPS,
            receiving_inspection=[{"lot": "L-1", "stamp": "ST-1", "inspector": "A. Lee"}],
        ),
    ),
    "inspector-not-authorised": _worked(
        "receiving_inspection", "inspected", "inspector", late="Ann Lee", fine="Di Fox"
    ),
    "splitter-not-authorised": _worked(
        "lot_split", "split", "split_by", late="A. Lee", fine="D. Fox"
    ),
    "releaser-not-authorised": _worked(
        "shipment", "shipped", "released_by", late="Cy Dow", fine="Bo Ray"
    ),
    "auditor-not-authorised": _worked("audit", "done", "auditor", late="Bo Ray", fine="Cy Dow"),
    "auditor-own-work": (
        logs(audit=[{"audit": "IA-1", "auditor": "Ann Lee", "owner": "A. Lee"}]),
        logs(audit=[{"audit": "IA-1", "auditor": "Ann Lee", "owner": "Bo Ray"}]),
    ),
    "shipped-while-held": (
        logs(
            shipment=[{"shipment": "DN-1", "lot": "L-1", "shipped": "2026-05-01"}],
            receiving_inspection=[{"lot": "L-1", "received": "2026-04-01", "result": "suspended"}],
            nonconformity=[{"nonconformity": "NCR-1", "lot": "L-1", "closed": "2026-06-01"}],
        ),
        logs(
            shipment=[{"shipment": "DN-1", "lot": "L-1", "shipped": "2026-05-01"}],
            receiving_inspection=[{"lot": "L-1", "received": "2026-04-01", "result": "suspended"}],
            nonconformity=[{"nonconformity": "NCR-1", "lot": "L-1", "closed": "2026-04-20"}],
        ),
    ),
}
