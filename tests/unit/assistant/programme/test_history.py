"""Earlier audits: which process and clauses they looked at, and what they found."""

from datetime import date
from decimal import Decimal

import pytest

from assistant.model.clauses import ClauseNumber
from assistant.model.records import Field, Record, RecordTable, Standing, Unread, Value
from assistant.programme.history import AuditHistory, PastAudit, held_history, names
from assistant.programme.risk import Known, reasons
from assistant.programme.scope import Subject
from tests.unit.assistant.programme.made import numbers

TODAY = date(2026, 9, 30)
DONE = date(2026, 3, 25)


class Held:
    """Rows of an audit programme and a log of findings."""

    tables: tuple[RecordTable, ...] = ()

    def __init__(self, audits: list[Record], findings: list[Record] | None = None) -> None:
        self._rows = {"audit": audits, "audit_finding": findings or []}

    def of(self, type_id: str) -> list[Record]:
        return self._rows.get(type_id, [])


def row(sort: str, key: str, **said: Value) -> Record:
    fields = {
        name: Field(name, value, "; ".join(value) if isinstance(value, tuple) else str(value),
                    name, "Log!B2", "p_1")
        for name, value in said.items()
    }  # fmt: skip
    return Record(sort, key, "d_1", "p_1", "Log!2", fields, {})


def subject(name: str, *clauses: str) -> Subject:
    return Subject(name, "", numbers(*clauses), numbers(*clauses))


@pytest.mark.parametrize(
    ("said", "process", "same"),
    [
        ("Goods-in, second", "Goods-in", True),
        ("goods in", "Goods-in", True),
        ("Sales and contract review", "Sales", True),
        ("Goods-in and receiving inspection", "Receiving", True),
        ("Quality office: NCR, CAR, documents", "Documents and records", True),
        ("Buying", "Selling", False),
        ("", "Buying", False),
    ],
)
def test_a_process_is_recognised_by_what_programmes_call_it(
    said: str, process: str, same: bool
) -> None:
    assert names(said, subject(process)) is same


def test_an_audit_counts_for_a_process_by_name_or_by_half_of_its_clauses() -> None:
    history = held_history(
        Held([row("audit", "IA-1", process="Stores", clauses=("8.4.1", "8.6"), done=DONE)]), TODAY
    )

    assert history.latest(subject("Stores", "8.5")) is not None
    assert history.latest(subject("Buying", "8.4.1", "8.4.3")) is not None
    assert history.latest(subject("Selling", "8.2.1", "8.2.2", "8.6")) is None


def test_a_clause_was_looked_at_where_it_is_named_or_its_process_was_audited_whole() -> None:
    named = row("audit", "IA-1", process="Stores", clauses=("8.5",), done=DONE)
    whole = row("audit", "IA-2", process="Buying", done=date(2026, 5, 1))
    history = held_history(Held([named, whole]), TODAY)
    subjects = [subject("Stores", "7.1.4", "8.5.4"), subject("Buying", "8.4.1")]

    def last(clause: str) -> str | None:
        found = history.latest_on(ClauseNumber.parse(clause), subjects)
        return found.id if found else None

    assert (last("8.5.4"), last("8.4.1"), last("7.1.4")) == ("IA-1", "IA-2", None)


def test_an_audit_that_is_only_planned_or_still_to_come_was_not_carried_out() -> None:
    history = held_history(
        Held(
            [
                row("audit", "IA-1", process="Buying", planned=DONE),
                row("audit", "IA-2", process="Buying", done=date(2026, 12, 1)),
                row("audit", "IA-3", process="Buying", done=Unread("not-a-date", "“soon” is none")),
                row("audit", "IA-4", process="Buying", planned=DONE, state=Standing.CLOSED),
            ]
        ),
        TODAY,
    )

    assert [one.done for one in history.audits] == [None, None, None, DONE]


def test_a_finding_belongs_to_the_audit_it_names_or_is_numbered_after() -> None:
    held = Held(
        [row("audit", "26-02", process="Buying", done=DONE)],
        [
            row("audit_finding", "26-02/1", grade="Major", state=Standing.OPEN),
            row("audit_finding", "7", audit="26-02", clause=("8.4.3",), grade="minor",
                closed=date(2026, 5, 1)),
        ],
    )  # fmt: skip

    first, second = held_history(held, TODAY).findings

    assert (first.audit, first.process, first.is_major, first.is_open, first.on) == (
        "26-02", "Buying", True, True, DONE,
    )  # fmt: skip
    assert (second.clause, second.is_major, second.is_open) == (
        ClauseNumber.parse("8.4.3"), False, False,
    )  # fmt: skip


def test_findings_of_a_log_that_does_not_say_how_they_stand_are_neither_open_nor_closed() -> None:
    held = Held([], [row("audit_finding", "7", clause=("8.4.3",), audited=DONE)])

    [one] = held_history(held, TODAY).findings

    assert one.is_open is None
    told = [each.reason for each in reasons(Known(TODAY, (), [one], (), 1, 0))]
    assert "1 finding, state not stated in the log" in told
    assert not any("not closed" in each for each in told)


def test_findings_of_which_only_the_number_is_told_count_too() -> None:
    held = Held(
        [
            row("audit", "IA-1", process="Buying", done=DONE, majors=Decimal(1), minors=Decimal(2)),
            row("audit", "IA-2", process="Stores", done=DONE, findings="0 major, 1 minor"),
            row("audit", "IA-3", process="Stores", findings="2 major"),
        ]
    )

    history = held_history(held, TODAY)

    assert [one.is_major for one in history.findings_of(subject("Buying"))] == [True, False, False]
    assert [one.is_major for one in history.findings_of(subject("Stores"))] == [False]


def test_histories_are_put_together() -> None:
    one = PastAudit("A-1", "Buying", (), DONE, None, "run here")
    other = PastAudit("A-2", "Buying", (), date(2026, 4, 1), None, "F-92 Plan!5")

    latest = (AuditHistory((one,)) + AuditHistory((other,))).latest(subject("Buying"))

    assert latest == other
