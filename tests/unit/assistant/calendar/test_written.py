"""What falls due by the days that rows write down, and what no longer does."""

from dataclasses import replace
from datetime import date

import pytest

from assistant.calendar.entries import dated, left_out
from assistant.calendar.written import Written, written
from assistant.model.dues import DueKind
from assistant.model.records import DateRole, Field, Record, Standing, Unread
from assistant.records.vocabulary import record_types
from tests.unit.assistant.trace.made import Rows, row

TODAY = date(2026, 9, 30)


def falling_due(*rows: Record) -> list[Written]:
    return written(Rows(*rows), TODAY, called=lambda record: record.key)


def state(record: Record, standing: Standing) -> Record:
    cell = Field("state", standing, standing.value, "State", "Log!Z1", record.passage)
    fields = {**record.fields, "state": cell}
    return Record(
        record.type, record.key, record.revision, record.passage, record.row, fields, record.rest
    )


def test_every_day_that_falls_due_has_its_line_or_a_reason_for_none() -> None:
    asked = {
        f"{sort.id}.{field.name}"
        for sort in record_types().values()
        for field in sort.fields.values()
        if field.role in (DateRole.DUE, DateRole.VALID_UNTIL)
    }
    told = {f"{way.type}.{name}" for way in dated() for name in way.fields}
    assert asked == told | set(left_out())
    assert not told & set(left_out())


def test_every_line_names_fields_that_there_are() -> None:
    for way in dated():
        fields = record_types()[way.type].fields
        named = (*way.fields, *way.named, *way.done, *way.per, *way.left)
        assert set(named) <= set(fields), way
        if way.met_by:
            sort, _, field = way.met_by.partition(".")
            assert field in record_types()[sort].fields


GAUGE = row("gauge", gauge="G-1", description="Caliper", calibration_due="2026-08-12")
ACTION = row("corrective_action", corrective_action="CA-7", due="2026-08-01", owner="Ann Lee")


def test_a_day_falls_due_with_its_subject_owner_and_cell() -> None:
    [one] = falling_due(ACTION)
    assert (one.kind, one.due, one.subject) == (
        DueKind.CORRECTIVE_ACTION,
        date(2026, 8, 1),
        "CA-7",
    )
    assert (one.owner, one.field) == ("Ann Lee", "due")


@pytest.mark.parametrize(
    "rows",
    [
        [row("corrective_action", corrective_action="CA-7", due="2026-08-01", done="2026-07-30")],
        [ACTION, row("corrective_action", corrective_action="CA-7", due="2026-08-01", closed="2026-08-02")],  # noqa: E501
        [state(ACTION, Standing.CLOSED)],
        [state(GAUGE, Standing.REJECTED)],
        [state(GAUGE, Standing.SUSPENDED)],
        [row("stamp", stamp="S-3", valid_until="2026-08-01", returned="2026-07-01")],
        [row("shelf_life_item", lot="L-1", expiry="2026-08-01", quantity="0")],
        [row("approved_supplier", supplier="Aa Ltd", certificate_expiry="2026-08-01", removed="2026-05-05")],  # noqa: E501
        [
            row("purchase_order", order="PO-9", requested="2026-08-01"),
            row("receiving_inspection", lot="L-1", order="PO-9"),
        ],
    ],
)  # fmt: skip
def test_what_is_done_settled_returned_gone_or_met_falls_due_no_more(rows: list[Record]) -> None:
    assert not falling_due(*rows)


def test_what_will_be_done_later_still_falls_due() -> None:
    later = row("corrective_action", corrective_action="CA-7", due="2026-10-20", done="2026-10-12")
    assert len(falling_due(later)) == 1


def test_a_later_row_of_the_same_thing_takes_the_place_of_the_earlier() -> None:
    rows = [
        row("training", person="A. Moss", course="Forklift", trained=on, due=due)
        for on, due in (("2023-05-02", "2026-05-02"), ("2026-04-20", "2029-04-20"))
    ]
    other = row(
        "training", person="A. Moss", course="Stamps", trained="2024-01-01", due="2026-01-01"
    )
    found = falling_due(*rows, other)
    assert {(one.record.fields["course"].text, one.due) for one in found} == {
        ("Forklift", date(2029, 4, 20)),
        ("Stamps", date(2026, 1, 1)),
    }


def test_register_and_certificate_of_a_gauge_are_one_entry() -> None:
    paper = row(
        "calibration_certificate",
        certificate="C-5",
        gauge="g-1",
        calibrated="2026-08-10",
        calibration_due="2027-08-10",
    )
    [one] = falling_due(GAUGE, paper)
    assert one.due == date(2027, 8, 10)


def test_a_suppliers_new_certificate_counts_though_the_register_was_looked_at_later() -> None:
    listed = row(
        "approved_supplier",
        supplier="Boltworks GmbH",
        certificate_expiry="2026-05-31",
        last_evaluation="2026-06-10",
    )
    paper = row(
        "certificate_of_supplier",
        certificate="Q-1",
        supplier="Boltworks GmbH, Hagen, Germany",
        issued="2026-05-20",
        valid_until="2029-05-31",
    )
    [one] = falling_due(listed, paper)
    assert (one.subject, one.due) == ("Boltworks GmbH", date(2029, 5, 31))


def test_a_receipts_shelf_life_is_left_to_the_list_of_what_is_in_stock() -> None:
    came = row("receiving_inspection", lot="L-5", expiry="2026-11-01")
    assert len(falling_due(came)) == 1
    listed = row("shelf_life_item", lot="L-6", expiry="2026-12-01", quantity="3")
    assert [one.subject for one in falling_due(came, listed)] == ["L-6"]


def test_a_day_that_cannot_be_read_is_told_with_its_cell() -> None:
    cell = Field("due", Unread("not-a-date", "“soon” is no date."), "soon", "Due", "Log!D4", "p_9")
    record = Record("risk", "R-4", "d_1", "p_9", "Log!4", {"due": cell}, {})
    [one] = falling_due(record)
    assert one.due is None and one.unread is not None
    assert one.unread.message == "“soon” is no date."


def test_actions_without_a_number_are_told_apart_by_what_they_say() -> None:
    rows = [
        row("management_review", decision=what, due="2026-12-01") for what in ("Buy", "Move", "Buy")
    ]
    assert len(falling_due(*rows)) == 2


def test_a_report_that_never_says_what_was_answered_is_not_overdue_for_ever() -> None:
    found = row("audit_finding", finding="F-1", description="Gap", due="2026-07-09")
    coming = row("audit_finding", finding="F-2", description="Gap", due="2026-10-09")
    assert [one.subject for one in falling_due(found, coming)] == ["F-2"]
    answered = row("audit_finding", finding="F-3", due="2026-05-09", closed="2026-05-01")
    [one] = falling_due(found, replace(answered, revision=found.revision))
    assert one.subject == "F-1"


def test_actions_under_one_heading_are_told_apart() -> None:
    rows = [row("risk", risk="R-1", action=action, due="2026-12-01") for action in ("Buy", "Train")]
    assert len(falling_due(*rows)) == 2


def test_a_later_row_without_an_end_takes_the_place_of_the_earlier() -> None:
    first = row(
        "competence",
        person="T. Brill",
        task="Stamp",
        granted="2022-10-03",
        valid_until="2026-01-14",
    )
    again = row("competence", person="T. Brill", task="Stamp", granted="2026-01-15")
    assert len(falling_due(first)) == 1
    assert not falling_due(first, again)


def test_what_a_column_says_was_destroyed_falls_due_no_more() -> None:
    sealant = row("shelf_life_item", lot="L-1", expiry="2026-08-01", quantity="8")
    for said, gone in (("2026-08-21", True), ("", False), ("no", False), ("-", False)):
        told = replace(sealant, rest={"Destroyed": said, "Colour": "red"})
        assert bool(falling_due(told)) is not gone, said


def test_authorisations_are_told_apart_by_a_column_that_sorts_the_rows() -> None:
    rows = [
        replace(row("competence", person=who, valid_until=day), rest={"Code": code, "Card": card})
        for who, day, code, card in (
            ("R. Mac", "2026-10-02", "SPL", "7/1"),
            ("R. Mac", "2027-09-11", "DG", "7/2"),
            ("L. Orr", "2028-08-18", "SPL", "7/3"),
            ("H. Dob", "2027-05-05", "DG", "7/4"),
        )
    ]
    rows = [replace(one, revision="d_1", row=f"L5!{place}") for place, one in enumerate(rows)]
    found = {(one.subject, one.due.isoformat()) for one in falling_due(*rows) if one.due}
    assert {("R. Mac", "2026-10-02"), ("R. Mac", "2027-09-11")} <= found


def test_an_action_of_which_a_cell_says_that_it_worked_falls_due_no_more() -> None:
    action = row("risk", risk="R-1", action="Colour strip", due="2026-07-09")
    assert not falling_due(replace(action, rest={"Effect": "worked"}))
    assert falling_due(replace(action, rest={"Effect": "it worked once"}))


def test_a_certificate_without_a_next_day_leaves_the_day_of_the_register() -> None:
    paper = row("calibration_certificate", certificate="C-5", gauge="G-1", issued="2026-08-15")
    listed = row("gauge", gauge="G-1", calibrated="2025-08-12", calibration_due="2026-08-12")
    assert [one.due for one in falling_due(listed, paper)] == [date(2026, 8, 12)]
