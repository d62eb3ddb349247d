"""What every `FindingBook` does, the one in memory included, and what is done through it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from assistant.audits.book import AuditBook, AuditClosed
from assistant.audits.running import RunAudit, Written
from assistant.audits.starting import Order, StartAudit
from assistant.errors import NothingThere, WrongUse
from assistant.findings.book import FindingBook, FindingIdTaken
from assistant.findings.following_up import FollowUpFinding
from assistant.findings.raising import FindingIncomplete, RaiseFinding
from assistant.findings.requirement import ResolveRequirement
from assistant.model.audits import Checklist, ChecklistItem
from assistant.model.documents import Status
from assistant.model.findings import Finding, FindingState, Grade, TypedFinding
from assistant.ports import Library
from integrations.database.audits import SqlAuditBook
from integrations.database.findings import SqlFindingBook
from tests.company import Text, clause, edition, number, store
from tests.fakes.audit_book import MemoryAttachments, MemoryAuditBook
from tests.fakes.finding_book import MemoryFindingBook
from tests.fakes.library import MemoryLibrary
from tests.servers import DATABASES, open_kind

NOW = datetime(2026, 11, 3, 9, 12, tzinfo=UTC)
DAY = date(2026, 11, 3)
EDITION = edition(clause("8.4.1", "Suppliers"), clause("8.4.3", "Receipt"))
FULL = TypedFinding(
    clause="8.4.3", procedure="WP-7 rev D 4.2", evidence="GRN 4711 of 2026-10-02: no count",
    nature="The parcel was taken in without a count.", grade="minor",
)  # fmt: skip


@dataclass
class Seat:
    """What an auditor works with: the books and the use cases over them."""

    audits: AuditBook
    book: FindingBook
    running: RunAudit
    raise_: RaiseFinding
    follow: FollowUpFinding

    def finding(self, **changes: str) -> Finding:
        return self.raise_("A-2026-01", replace(FULL, **changes), by="Ann Lee", on=DAY)

    def state(self, id: str, on: date = DAY) -> FindingState:
        return self.follow.standing(id, as_of=on).state


def company() -> Library:
    library = MemoryLibrary()
    store(
        library,
        "WP-7",
        Text("Every parcel is counted before it is booked in.", ("8.4.3",), section="4.2"),
        Text("Counts are written on the note.", ("8.4.3",), section="4.2.1"),
        Text("Stores keeps the notes for ten years.", section="5"),
        label="D",
    )
    store(
        library, "WP-7", Text("Parcels are counted weekly.", section="4.2"),
        label="C", effective=date(2020, 1, 1), status=Status.OBSOLETE,
    )  # fmt: skip
    return library


@pytest.fixture(params=["memory", *DATABASES])
def seat(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Seat]:
    if request.param == "memory":
        audits = MemoryAuditBook()
        yield _seat(audits, MemoryFindingBook(audits))
        return
    database = open_kind(request.param, tmp_path)
    yield _seat(SqlAuditBook(database), SqlFindingBook(database))
    database.close()


def _seat(audits: AuditBook, book: FindingBook) -> Seat:
    items = (ChecklistItem(1, number("8.4.1"), "", "Who approves suppliers?", "", ""),)
    checklist = Checklist("test-edition", DAY, (number("8.4"),), items, title="Goods in")
    StartAudit(audits, lambda: NOW)(
        checklist, Order(lead="Ann Lee"), edition=EDITION, process="", seed=1
    )
    running = RunAudit(audits, MemoryAttachments(), lambda: NOW)
    resolve = ResolveRequirement(company(), EDITION)
    raising = RaiseFinding(book, running, resolve, lambda: NOW)
    return Seat(audits, book, running, raising, FollowUpFinding(book, lambda: NOW))


def test_a_finding_comes_back_in_its_three_parts_with_a_checked_quote(seat: Seat) -> None:
    finding = seat.finding()

    [kept] = seat.book.findings("a-2026-01")
    own = kept.requirement
    assert kept == finding == seat.book.finding("a-2026-01-f1")
    assert (kept.id, kept.grade, kept.by) == ("A-2026-01-F1", Grade.MINOR, "Ann Lee")
    assert own.place == "8.4.3; WP-7 rev D §4.2"
    assert own.citation is not None
    assert own.citation.quote == "Every parcel is counted before it is booked in."
    assert (own.citation.page, own.citation.status) == (1, "in_force")


def test_words_of_the_procedure_are_quoted_only_where_they_stand(seat: Seat) -> None:
    told = seat.finding(quote="Counts are  written on the note.")
    assert told.requirement.citation is not None
    assert told.requirement.citation.section == "4.2.1"

    with pytest.raises(FindingIncomplete, match="does not stand in WP-7 §4"):
        seat.finding(quote="Stores keeps the notes")
    with pytest.raises(FindingIncomplete, match="no section '9'"):
        seat.finding(procedure="WP-7 9")
    with pytest.raises(FindingIncomplete, match="does not exist"):
        seat.finding(clause="9.9")


def test_an_issue_is_taken_as_named_else_the_one_in_force(seat: Seat) -> None:
    named = [
        seat.finding(procedure=place).requirement
        for place in ("wp 7 Issue C, section 4.2", "WP-7, §4.2", "XY-1 rev B 3.1")
    ]

    assert [one.citation.quote if one.citation else "" for one in named] == [
        "Parcels are counted weekly.",
        "Every parcel is counted before it is booked in.",
        "",
    ]
    assert named[0].citation is not None
    assert named[0].citation.status == "obsolete"
    assert named[2].place == "8.4.3; XY-1 rev B §3.1"


def test_what_is_missing_is_told_at_once_and_what_was_typed_is_kept(seat: Seat) -> None:
    typed = TypedFinding(nature="Nobody counts.", grade="minor")
    with pytest.raises(FindingIncomplete, match="no requirement and no evidence") as told:
        seat.raise_("A-2026-01", typed, by="Ann Lee", on=DAY)
    assert "--draft 1" in told.value.hint
    assert seat.book.findings() == []
    [draft] = seat.book.drafts("A-2026-01")
    assert (draft.id, draft.typed, draft.by) == (1, typed, "Ann Lee")

    more = TypedFinding(clause="8.4.3", evidence="GRN 4711")
    finding = seat.raise_("A-2026-01", more, by="Ann Lee", on=DAY, draft=1)
    assert (finding.nature, finding.evidence) == ("Nobody counts.", "GRN 4711")
    assert seat.book.drafts() == []


def test_a_grade_is_a_persons_word(seat: Seat) -> None:
    with pytest.raises(FindingIncomplete, match="has no grade"):
        seat.finding(grade="")
    with pytest.raises(FindingIncomplete, match="is no grade"):
        seat.finding(grade="terrible")

    seat.running.fill("A-2026-01", "1", Written("major", "ASL of 2026-09-01"), by="Bo Ray")
    typed = TypedFinding(item="1", nature="Nobody is named.")
    of_item = seat.raise_("A-2026-01", typed, by="Bo Ray", on=DAY)
    assert (of_item.grade, of_item.evidence, str(of_item.requirement.clause)) == (
        Grade.MAJOR,
        "ASL of 2026-09-01",
        "8.4.1",
    )


def test_findings_count_on_and_no_id_is_taken_twice(seat: Seat) -> None:
    first, second = seat.finding(), seat.finding()

    assert (first.id, second.id) == ("A-2026-01-F1", "A-2026-01-F2")
    with pytest.raises(FindingIdTaken):
        seat.book.raise_(replace(first, id="a-2026-01-f1"))


def test_no_finding_is_raised_in_an_audit_that_is_not_there_or_closed(seat: Seat) -> None:
    with pytest.raises(NothingThere, match="no audit"):
        seat.raise_("A-9", FULL, by="Ann Lee", on=DAY)
    with pytest.raises(WrongUse, match="needs a name"):
        seat.raise_("A-2026-01", FULL, by="", on=DAY)
    seat.running.conclude("A-2026-01", "Words.", by="Ann Lee")
    seat.running.close("A-2026-01", by="Ann Lee")
    with pytest.raises(AuditClosed):
        seat.finding()
    assert seat.book.findings() == []


def test_a_finding_that_comes_after_the_closing_is_refused_by_the_book_itself(seat: Seat) -> None:
    finding = seat.finding()
    seat.running.conclude("A-2026-01", "Words.", by="Ann Lee")
    seat.running.close("A-2026-01", by="Ann Lee")
    with pytest.raises(AuditClosed):
        seat.book.raise_(replace(finding, id="A-2026-01-F2"))
    assert len(seat.book.findings()) == 1
    seat.follow.correct(finding.id, "Counted.", by="Bo", on=DAY)


def test_a_finding_goes_from_open_to_closed_by_what_is_entered(seat: Seat) -> None:
    id = seat.finding().id
    to, on = seat.follow, date(2026, 11, 10)
    assert (
        to.assign(id, by="Ann", on=DAY, owner="Stores", due=date(2026, 11, 17)).due_of == "answer"
    )
    to.correct(id, "The parcel was counted.", by="Bo", on=on)
    cause = to.give_cause(id, "The scale was away.", ["tools", "Handover"], by="Bo", on=on)
    assert cause.cause is not None
    assert cause.cause.factors == ("tools", "handover")
    assert cause.state is FindingState.OPEN
    answered = to.act(id, "A second scale.", by="Bo", on=on, due=date(2026, 12, 1))
    assert (answered.state, answered.due_of, answered.owner) == (
        FindingState.ANSWERED,
        "action",
        "Stores",
    )

    with pytest.raises(WrongUse, match="nobody checked"):
        to.close(id, by="Ann", on=on)
    to.carry_out(id, "Scale 2, invoice 881.", by="Bo", on=on)
    planned = to.plan_check(id, by="Ann", on=on, due=date(2027, 2, 1))
    assert (planned.due, planned.due_of) == (date(2027, 2, 1), "check that it worked")
    later = date(2027, 2, 1)
    verified = to.check(id, "worked", "Twelve notes counted.", by="Ann", on=later)
    assert (verified.state, verified.due) == (FindingState.VERIFIED, None)
    closed = to.close(id, by="Ann", on=later)
    assert (closed.state, closed.closed, closed.days_open) == (FindingState.CLOSED, later, 90)

    with pytest.raises(WrongUse, match="is closed"):
        to.correct(id, "More.", by="Bo", on=later)
    assert to.reopen(id, "It came again.", by="Ann", on=later).state is FindingState.ANSWERED
    assert [one.act.value for one in seat.book.entries(id)] == [
        "assigned", "correction", "cause", "action", "carried_out", "check_planned", "checked",
        "closed", "reopened",
    ]  # fmt: skip


def test_an_action_that_did_not_work_makes_the_finding_open_again(seat: Seat) -> None:
    id = seat.finding().id
    to = seat.follow
    to.correct(id, "Counted.", by="Bo", on=DAY)
    to.give_cause(id, "Nobody knew.", ["knowledge"], by="Bo", on=DAY)
    to.act(id, "A notice.", by="Bo", on=DAY, due=date(2026, 12, 1), owner="Stores")

    assert to.check(id, "did not work", "GRN 4800", by="Ann", on=DAY).state is FindingState.OPEN
    again = to.act(id, "A gate.", by="Bo", on=DAY, due=date(2026, 12, 8))
    assert again.state is FindingState.ANSWERED


def test_the_past_is_shown_as_it_was_and_age_is_counted(seat: Seat) -> None:
    id = seat.finding().id
    seat.follow.assign(id, by="Ann", on=DAY, owner="Stores", due=date(2026, 11, 17))

    late = seat.follow.standing(id, as_of=date(2026, 11, 20))
    assert (late.days_open, late.overdue_by, late.owner) == (17, 3, "Stores")
    assert seat.follow.all(as_of=date(2026, 11, 2)) == []
    with pytest.raises(WrongUse, match="was raised on 2026-11-03"):
        seat.follow.correct(id, "Counted.", by="Bo", on=date(2026, 11, 2))


def test_an_opportunity_is_closed_for_a_reason_alone(seat: Seat) -> None:
    id = seat.finding(grade="opportunity").id
    with pytest.raises(WrongUse, match="reason is empty"):
        seat.follow.close(id, by="Ann", on=DAY)
    assert seat.follow.close(id, "Not taken up.", by="Ann", on=DAY).state is FindingState.CLOSED


def test_a_grade_is_changed_for_a_reason_and_the_first_one_stays(seat: Seat) -> None:
    id = seat.finding().id
    regraded = seat.follow.regrade(id, "major", "Three more lots.", by="Ann", on=DAY)

    assert (regraded.grade, regraded.finding.grade) == (Grade.MAJOR, Grade.MINOR)


@pytest.mark.parametrize(
    ("act", "told"),
    [
        (lambda to: to.correct("A-2026-01-F9", "x", by="B", on=DAY), "no finding"),
        (lambda to: to.correct("A-2026-01-F1", " ", by="B", on=DAY), "correction is empty"),
        (lambda to: to.correct("A-2026-01-F1", "x", by=" ", on=DAY), "needs a name"),
        (lambda to: to.give_cause("A-2026-01-F1", "x", [], by="B", on=DAY), "No human factor"),
        (lambda to: to.give_cause("A-2026-01-F1", "x", ["moon"], by="B", on=DAY), "is no factor"),
        (lambda to: to.act("A-2026-01-F1", "x", by="B", on=DAY, due=DAY), "Nobody is named"),
        (lambda to: to.carry_out("A-2026-01-F1", "x", by="B", on=DAY), "no action yet"),
        (lambda to: to.check("A-2026-01-F1", "yes", "x", by="B", on=DAY), "no action yet"),
        (lambda to: to.assign("A-2026-01-F1", by="B", on=DAY), "Nothing is assigned"),
        (lambda to: to.reopen("A-2026-01-F1", "x", by="B", on=DAY), "is not closed"),
    ],
)
def test_what_cannot_be_entered_is_told_and_changes_nothing(
    seat: Seat, act: object, told: str
) -> None:
    seat.finding()
    assert callable(act)
    with pytest.raises(WrongUse, match=told):
        act(seat.follow)
    assert seat.book.entries() == []
