"""What every `AuditBook` does, the one in memory included, and what auditors do through it."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from assistant.audits.book import AuditBook, AuditClosed, AuditIdTaken
from assistant.audits.running import RunAudit, Written
from assistant.audits.starting import Order, StartAudit
from assistant.errors import NothingThere, WrongUse
from assistant.model.audit_runs import Audit, AuditState, ItemResult
from assistant.model.audits import Checklist, ChecklistItem, Sample
from assistant.model.obligations import LeftOut, WhyLeftOut
from assistant.model.replies import Citation
from integrations.database.audits import SqlAuditBook
from tests.company import clause, edition, number
from tests.fakes.audit_book import MemoryAttachments, MemoryAuditBook
from tests.servers import DATABASES, open_kind

NOW = datetime(2026, 11, 3, 9, 12, tzinfo=UTC)
SOURCE = Citation(
    tag=1, document="WP-7", revision="D", title="Goods in", kind="procedure", status="in_force",
    effective_date=date(2026, 2, 1), section="4.2", section_title="Checks", page=3, row=None,
    quote="Every parcel is counted.", passage="p_1", path="wp-7.docx", clauses=("8.4.3",),
)  # fmt: skip
CHECKLIST = Checklist(
    edition="test-edition",
    as_of=date(2026, 11, 2),
    scope=(number("8.4"),),
    items=(
        ChecklistItem(
            1, number("8.4.3"), "Receiving", "Is every parcel counted?", "Own text", "log",
            sources=(SOURCE,), sample=Sample(40, 2, ("L-7 (Log!4)", "L-9 (Log!6)"), 7, "why"),
            known_gaps=("g_1",), gap_messages=("A row is blank.",), earlier_findings=("F-1: x",),
        ),
        ChecklistItem(2, number("8.4.3"), "Receiving", "Who signs?", "Own text", "log"),
    ),
    title="Receiving",
    left_out=(LeftOut(SOURCE, WhyLeftOut.DEFINITION),),
)  # fmt: skip
EDITION = edition(clause("8.4.3", "Receipt"))


@pytest.fixture(params=["memory", *DATABASES])
def book(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[AuditBook]:
    if request.param == "memory":
        yield MemoryAuditBook()
        return
    database = open_kind(request.param, tmp_path)
    yield SqlAuditBook(database)
    database.close()


@pytest.fixture
def running(book: AuditBook) -> RunAudit:
    return RunAudit(book, MemoryAttachments(), lambda: NOW)


@pytest.fixture
def audit(book: AuditBook) -> Audit:
    return made(book)


def made(book: AuditBook, id: str = "") -> Audit:
    order = Order(
        lead="Ann Lee", auditors=("Bo Ray", "Ann Lee"), auditees=("Receiving inspector",), id=id,
        planned_from=date(2026, 11, 3),
    )  # fmt: skip
    start = StartAudit(book, lambda: NOW)
    return start(CHECKLIST, order, edition=EDITION, process="receiving", seed=7)


def test_an_audit_comes_back_as_it_was_made(book: AuditBook, audit: Audit) -> None:
    [kept] = book.audits()

    assert kept == audit == book.audit("a-2026-01")
    assert (kept.id, kept.plan.planned_until, kept.made_by) == (
        "A-2026-01",
        date(2026, 11, 3),
        "Ann Lee",
    )
    assert kept.plan.auditors == ("Bo Ray",)
    assert kept.criteria == ("A test edition", "WP-7 rev D")
    assert kept.items[0].draft.sample == CHECKLIST.items[0].sample
    assert book.audit("A-2026-02") is None


def test_audits_take_the_next_number_of_their_year_and_no_id_twice(book: AuditBook) -> None:
    made(book)
    assert made(book, "WH 1".replace(" ", "-")).id == "WH-1"
    assert made(book).id == "A-2026-02"
    with pytest.raises(AuditIdTaken, match="wh-1"):
        made(book, "wh-1")
    with pytest.raises(WrongUse, match="cannot be the id"):
        made(book, "../x")
    assert len(book.audits()) == 3


def test_an_item_keeps_its_id_when_the_checklist_is_drafted_again(book: AuditBook) -> None:
    first, second = (made(book) for _ in range(2))

    assert [one.id for one in first.items] == [one.id for one in second.items]
    assert len({one.id for one in first.items}) == 2


def test_an_audit_needs_a_lead_auditor_and_days_in_order(book: AuditBook) -> None:
    start = StartAudit(book)
    for order, told in (
        (Order(lead=" "), "lead auditor"),
        (
            Order("Ann", planned_from=date(2026, 11, 4), planned_until=date(2026, 11, 3)),
            "ends before it begins",
        ),
    ):
        with pytest.raises(WrongUse, match=told):
            start(CHECKLIST, order, edition=EDITION, process="", seed=1)
    empty = Checklist("test-edition", date(2026, 11, 2), (), ())
    with pytest.raises(WrongUse, match="nothing to audit"):
        start(empty, Order("Ann"), edition=EDITION, process="", seed=1)
    assert book.audits() == []


def test_what_is_written_comes_back_whole_and_opens_the_audit(
    running: RunAudit, audit: Audit
) -> None:
    assert running.run(audit.id).state is AuditState.PLANNED
    written = Written("Minor", "GRN 4711 of 2026-10-02\nwithout count", "Receiving inspector", "n")
    entry = running.fill(audit.id, "1", written, by="Bo Ray")

    run = running.run(audit.id)
    [item, other] = run.items
    assert run.state is AuditState.OPEN
    assert item.current == entry
    assert (entry.id, entry.result, entry.evidence.splitlines()[1]) == (
        1,
        ItemResult.MINOR,
        "without count",
    )
    assert other.current is None
    assert run.unfilled == (other,)


def test_what_is_left_out_stays_as_the_entry_before_says(running: RunAudit, audit: Audit) -> None:
    item = audit.items[0].id
    running.fill(audit.id, item, Written(evidence="GRN 4711 counted"), by="Bo Ray")
    entry = running.fill(audit.id, item, Written("evidence seen"), by="Ann Lee")

    standing = running.run(audit.id).items[0]
    assert (entry.evidence, entry.based_on, entry.by) == ("GRN 4711 counted", (1,), "Ann Lee")
    assert [one.id for one in standing.entries] == [1, 2]
    assert standing.beside == ()


def test_two_who_did_not_see_each_other_both_count_until_one_has_seen_both(
    running: RunAudit, audit: Audit
) -> None:
    running.fill(audit.id, "1", Written("major", "GRN 1 lost"), by="Ann Lee", based_on=[])
    running.attach(audit.id, "1", "grn.jpg", b"picture", by="Ann Lee")
    running.fill(audit.id, "1", Written("evidence seen", "GRN 2"), by="Bo Ray", based_on=[])

    run = running.run(audit.id)
    [item] = run.in_conflict
    assert item.current is not None
    assert (item.current.by, [one.by for one in item.beside]) == ("Bo Ray", ["Ann Lee"])

    running.fill(audit.id, "1", Written("minor", "GRN 1 lost, GRN 2 there"), by="Ann Lee")
    [item, _] = running.run(audit.id).items
    assert (item.beside, len(item.entries)) == ((), 4)
    assert [one.name for one in item.attachments] == ["grn.jpg"]


@pytest.mark.parametrize(
    ("item", "written", "told"),
    [
        ("1", Written("passed", "GRN 1"), "is no result"),
        ("1", Written("minor"), "rests on no evidence"),
        ("1", Written("evidence seen", "  "), "rests on no evidence"),
        ("1", Written("not applicable"), "needs a reason"),
        ("1", Written(note=" "), "Nothing is written"),
        ("3", Written("not checked"), "has no item '3'"),
        ("1", Written(evidence="x" * 10_001), "longer than 10,000"),
    ],
)
def test_what_cannot_be_kept_is_told_and_changes_nothing(
    running: RunAudit, book: AuditBook, audit: Audit, item: str, written: Written, told: str
) -> None:
    with pytest.raises(WrongUse, match=told):
        running.fill(audit.id, item, written, by="Ann Lee")
    assert book.entries() == []


def test_an_entry_needs_a_name_an_audit_and_entries_that_are_there(
    running: RunAudit, book: AuditBook, audit: Audit
) -> None:
    seen = Written("evidence seen", "GRN 1")
    with pytest.raises(WrongUse, match="needs a name"):
        running.fill(audit.id, "1", seen, by=" ")
    with pytest.raises(NothingThere, match="no audit 'A-1'"):
        running.fill("A-1", "1", seen, by="Ann Lee")
    with pytest.raises(NothingThere, match="no entry 9"):
        running.fill(audit.id, "1", seen, by="Ann Lee", based_on=[9])
    assert book.entries() == []


def test_nothing_is_written_into_a_closed_audit_until_it_is_opened_again(
    running: RunAudit, book: AuditBook, audit: Audit
) -> None:
    with pytest.raises(WrongUse, match="no conclusion"):
        running.close(audit.id, by="Ann Lee")
    running.conclude(audit.id, "First words.", by="Ann Lee")
    running.conclude(audit.id, "The process does\nwhat it says.", by="Ann Lee")
    closed = running.close(audit.id, by="Ann Lee")
    assert closed.state is AuditState.CLOSED
    assert closed.conclusion is not None
    assert closed.conclusion.text == "The process does\nwhat it says."

    with pytest.raises(AuditClosed):
        running.fill(audit.id, "1", Written("not checked"), by="Bo Ray")
    with pytest.raises(AuditClosed):
        running.conclude(audit.id, "More.", by="Ann Lee")
    with pytest.raises(WrongUse, match="No reason"):
        running.reopen(audit.id, by="Ann Lee", reason="")

    assert running.reopen(audit.id, by="Ann Lee", reason="A page came late.").state is (
        AuditState.OPEN
    )
    running.fill(audit.id, "1", Written("not checked"), by="Bo Ray")
    assert [one.act.value for one in book.steps(audit.id)] == [
        "concluded",
        "concluded",
        "closed",
        "reopened",
    ]


def test_an_entry_that_comes_after_the_closing_is_refused_by_the_book_itself(
    running: RunAudit, book: AuditBook, audit: Audit
) -> None:
    entry = running.fill(audit.id, "1", Written("not checked"), by="Bo Ray")
    running.conclude(audit.id, "Words.", by="Ann Lee")
    running.close(audit.id, by="Ann Lee")

    with pytest.raises(AuditClosed):
        book.write(entry)
    assert len(book.entries(audit.id)) == 1


def test_the_open_audit_needs_no_naming_while_it_is_the_only_one(
    running: RunAudit, book: AuditBook
) -> None:
    with pytest.raises(WrongUse, match="No audit is open"):
        running.the_open_one()
    first = made(book).id
    assert running.the_open_one() == first
    made(book)
    with pytest.raises(WrongUse, match="2 audits could be meant: A-2026-01, A-2026-02"):
        running.the_open_one()
