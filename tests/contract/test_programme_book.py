"""What every `ProgrammeBook` does, the one in memory included, and what people do through it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from assistant.errors import NothingThere, WrongUse
from assistant.model.programmes import Month, PlannedAudit, ProgrammeAct, ProgrammeEntry
from assistant.programme.book import KeepProgramme, ProgrammeBook, ProgrammeChanged
from assistant.programme.falling_due import audits_due
from assistant.programme.history import AuditHistory, PastAudit
from integrations.database.programmes import SqlProgrammeBook
from tests.fakes.programme_book import MemoryProgrammeBook
from tests.servers import DATABASES, open_kind
from tests.unit.assistant.programme.made import PROGRAMME, numbers

NOW = datetime(2026, 11, 24, 9, 12, tzinfo=UTC)
COMPLETE = replace(
    PROGRAMME,
    audits=(
        PROGRAMME.audits[0],
        PlannedAudit("A-2027-02", Month(2027, 3), "Buying", numbers("8.4.3"), "Cy Dow"),
        PROGRAMME.audits[2],
    ),
    auditors=(*PROGRAMME.auditors, replace(PROGRAMME.auditors[1], name="Cy Dow")),
)


@pytest.fixture(params=["memory", *DATABASES])
def book(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[ProgrammeBook]:
    if request.param == "memory":
        yield MemoryProgrammeBook()
        return
    database = open_kind(request.param, tmp_path)
    yield SqlProgrammeBook(database)
    database.close()


@pytest.fixture
def keep(book: ProgrammeBook) -> KeepProgramme:
    return KeepProgramme(book, lambda: NOW)


def test_a_programme_comes_back_whole_with_who_saved_it(keep: KeepProgramme) -> None:
    keep.save(PROGRAMME, by="Ann Lee", note="For 2027.")

    kept = keep.kept()
    [entry] = kept.history
    assert kept.programme == PROGRAMME
    assert (entry.by, entry.note, entry.at, kept.version) == (
        "Ann Lee", "For 2027.", "2026-11-24T09:12:00+00:00", 1,
    )  # fmt: skip


def test_every_version_stays_and_the_last_one_counts(keep: KeepProgramme) -> None:
    keep.save(PROGRAMME, by="Ann Lee")
    keep.save(COMPLETE, by="Bo Ray")

    assert keep.kept("p-2027-01").programme == COMPLETE
    assert keep.version("P-2027-01", 1) == PROGRAMME
    assert [one.no for one in keep.kept().history] == [1, 2]


def test_an_approval_is_of_a_version_and_ends_with_the_next_one(keep: KeepProgramme) -> None:
    keep.save(COMPLETE, by="Ann Lee")
    entry = keep.approve(None, by="Bo Ray")
    approval = keep.kept().approval
    keep.save(PROGRAMME, by="Ann Lee")

    assert (entry.act, entry.of) == (ProgrammeAct.APPROVED, 1)
    assert approval == entry
    assert keep.kept().approval is None


def test_what_is_left_open_is_approved_only_with_a_reason(keep: KeepProgramme) -> None:
    keep.save(PROGRAMME, by="Ann Lee")
    with pytest.raises(WrongUse, match="leaves 1 things open: A-2027-02: nobody is free"):
        keep.approve(None, by="Bo Ray")

    assert keep.approve(None, by="Bo Ray", note="An auditor from outside comes.").no == 2
    with pytest.raises(WrongUse, match="was approved by Bo Ray"):
        keep.approve(None, by="Bo Ray", note="Again.")


def test_nobody_overwrites_what_he_did_not_see(keep: KeepProgramme) -> None:
    keep.save(PROGRAMME, by="Ann Lee")
    keep.save(COMPLETE, by="Bo Ray", based_on=1)

    with pytest.raises(ProgrammeChanged, match="saved again by Bo Ray"):
        keep.save(PROGRAMME, by="Cy Dow", based_on=1)
    assert keep.kept().programme == COMPLETE
    assert keep.save(PROGRAMME, by="Cy Dow", based_on=2).no == 3


def test_two_people_at_once_do_not_take_the_same_place(book: ProgrammeBook) -> None:
    entry = ProgrammeEntry("P-1", 1, ProgrammeAct.SAVED, "Ann Lee", "t", programme=PROGRAMME)
    book.add(entry)

    with pytest.raises(ProgrammeChanged):
        book.add(replace(entry, by="Bo Ray"))
    assert [one.by for one in book.entries()] == ["Ann Lee"]


def test_a_name_is_needed_and_a_programme_that_is_there(keep: KeepProgramme) -> None:
    with pytest.raises(WrongUse, match="needs a name"):
        keep.save(PROGRAMME, by="  ")
    with pytest.raises(NothingThere, match="No programme is saved"):
        keep.kept()
    keep.save(PROGRAMME, by="Ann Lee")
    with pytest.raises(NothingThere, match="P-9"):
        keep.approve("P-9", by="Ann Lee")


def test_planned_audits_fall_due_until_they_are_carried_out(keep: KeepProgramme) -> None:
    keep.save(COMPLETE, by="Ann Lee")
    today = datetime(2027, 3, 5).date()
    done = PastAudit("a-2027-01", "Buying", (), Month(2027, 2).last, None, "run here")
    early = PastAudit("IA-7", "Tenths, second", (), Month(2027, 8).first, None, "F-92 Plan!9")

    dues = audits_due(keep.all(), AuditHistory((done, early)), today)

    [one] = dues
    assert (one.subject, one.due.isoformat(), one.days_left, one.owner) == (
        "A-2027-02", "2027-03-31", 26, "Cy Dow",
    )  # fmt: skip
    assert "saved by Ann Lee on 2026-11-24, not approved" in one.basis


def test_of_two_programmes_the_later_one_counts_for_a_month(book: ProgrammeBook) -> None:
    times = iter((NOW, NOW.replace(hour=10)))
    keep = KeepProgramme(book, lambda: next(times))
    second = replace(
        COMPLETE,
        id="P-2027-03",
        start=Month(2027, 3),
        audits=(replace(COMPLETE.audits[0], id="A-2027-09", month=Month(2027, 4)),),
    )
    keep.save(COMPLETE, by="Ann Lee")
    keep.save(second, by="Ann Lee")

    dues = audits_due(keep.all(), AuditHistory(), NOW.date())

    assert [one.subject for one in dues] == ["A-2027-01", "A-2027-09"]


def test_the_numbers_of_audits_of_two_programmes_do_not_repeat(keep: KeepProgramme) -> None:
    keep.save(PROGRAMME, by="Ann Lee")
    later = replace(PROGRAMME, id="P-2028-01", start=Month(2028, 1))

    with pytest.raises(WrongUse, match="A-2027-01, A-2027-02, A-2027-03 are planned in P-2027-01"):
        keep.save(later, by="Ann Lee")

    assert [one.programme.id for one in keep.all()] == ["P-2027-01"]
    numbered = tuple(replace(one, id=f"{one.id}-b") for one in later.audits)
    assert keep.save(replace(later, audits=numbered), by="Ann Lee").programme_id == "P-2028-01"
    assert keep.save(PROGRAMME, by="Ann Lee").no == 2, "its own numbers stay its own"
