"""What every `GapBook` does, the one in memory included, and what is decided through it."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from assistant.errors import NothingThere, WrongUse
from assistant.gaps.deciding import DecideGap, GapBook, standings
from assistant.model.audits import Gap, GapKind, Severity
from assistant.model.clauses import ClauseNumber
from integrations.database.gap_decisions import SqlGapBook
from tests.fakes.gap_book import MemoryGapBook
from tests.servers import DATABASES, open_kind

NOW = datetime(2026, 9, 30, 9, 12, tzinfo=UTC)
TODAY = NOW.date()
GAP = Gap(
    "g_1",
    GapKind.EXPIRED,
    ClauseNumber.parse("8.4.1.1"),
    Severity.MAJOR,
    "Smith",
    "A certificate ran out.",
    "Get a new one.",
    "supplier-certificate-expiry",
)


@pytest.fixture(params=["memory", *DATABASES])
def book(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[GapBook]:
    if request.param == "memory":
        yield MemoryGapBook()
        return
    database = open_kind(request.param, tmp_path)
    yield SqlGapBook(database)
    database.close()


@pytest.fixture
def decide(book: GapBook) -> DecideGap:
    return DecideGap(book, lambda: NOW)


def accept(
    decide: DecideGap, *, until: date = date(2026, 12, 31), reason: str = "On its way."
) -> None:
    decide.accept([GAP], "g_1", by="Ann Lee", reason=reason, until=until, today=TODAY)


def test_what_was_decided_comes_back_whole_and_in_order(book: GapBook, decide: DecideGap) -> None:
    accept(decide)
    assigned = decide.assign([GAP], "g_1", by="Bo Ray", owner="Cy Dow")

    first, second = book.everything()
    assert (first.by, first.reason, first.until) == ("Ann Lee", "On its way.", date(2026, 12, 31))
    assert second == assigned


def test_an_acceptance_holds_until_its_last_day(book: GapBook, decide: DecideGap) -> None:
    accept(decide)

    last, after = (
        standings(book.everything(), day) for day in (date(2026, 12, 31), date(2027, 1, 1))
    )
    assert last["g_1"].accepted is not None
    assert after["g_1"].accepted is None


def test_reopening_ends_an_acceptance_and_leaves_the_owner(
    book: GapBook, decide: DecideGap
) -> None:
    accept(decide)
    decide.assign([GAP], "g_1", by="Bo Ray", owner="Cy Dow")
    decide.reopen("g_1", by="Ann Lee")

    [standing] = standings(book.everything(), TODAY).values()
    assert (standing.accepted, standing.owner) == (None, "Cy Dow")


def test_a_gap_is_accepted_only_with_a_reason_a_name_and_a_day_to_come(decide: DecideGap) -> None:
    with pytest.raises(WrongUse, match="reason"):
        accept(decide, reason=" ")
    with pytest.raises(WrongUse, match="not a day to come"):
        accept(decide, until=TODAY)
    with pytest.raises(WrongUse, match="needs a name"):
        decide.assign([GAP], "g_1", by=" ", owner="Cy Dow")


def test_nothing_is_decided_about_a_gap_that_is_not_there(book: GapBook, decide: DecideGap) -> None:
    with pytest.raises(NothingThere, match="g_2"):
        decide.assign([GAP], "g_2", by="Ann Lee", owner="Cy Dow")
    with pytest.raises(NothingThere, match="Nobody decided"):
        decide.reopen("g_1", by="Ann Lee")
    assert book.everything() == []
