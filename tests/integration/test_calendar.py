"""What falls due, from files to every surface."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from icalendar import Calendar as Imported

from assistant.model.dues import Calendar, DueKind
from integrations.bootstrap import Services, build_services
from integrations.cli import calendar_text
from integrations.cli.main import run
from integrations.settings import Settings
from integrations.web.app import build_app
from tests.company import TODAY
from tests.fakes.embedder import WordEmbedder

FILES = {
    "Gauge register.csv": """
Gauge,Description,Serial number,Last calibrated,Next due,Status
MI-1,Micrometer,S1,2025-08-12,2026-08-12,In use
MI-2,Caliper,S2,2025-10-20,2026-10-20,In use
MI-3,Caliper,S3,2024-06-18,2025-06-18,Withdrawn
MI-4,Plug gauge,S4,2025-11-02,after repair,In use
""",
    "Complaints.csv": """
Complaint,Received,Customer,Description,Answered,Closed
K-1,2026-09-24,Corvid Jets,Late,,
K-2,2026-08-01,Corvid Jets,Label,2026-08-09,2026-08-09
""",
    "QP-12 Complaints.md": """
# QP-12 Complaints

| Document | QP-12 |
| --- | --- |
| Revision | B |
| Effective date | 2025-01-15 |
| Next review | 2026-11-15 |
| Owner | Quality Manager |

## 1 Answering
A complaint is answered to the customer within 20 days of its receipt.
""",
}


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    folder, data = tmp_path_factory.mktemp("files"), tmp_path_factory.mktemp("data")
    for name, text in FILES.items():
        (folder / name).write_text(text.strip() + "\n", encoding="utf-8")
    with build_services(Settings(data=data), today=TODAY, embedder=WordEmbedder()) as services:
        services.ingest([folder])
        yield services


def shown(services: Services, days: int | None = 90, *kinds: DueKind) -> Calendar:
    return services.calendar(as_of=TODAY, days=days, kinds=kinds)


def test_what_is_overdue_comes_first_and_what_is_withdrawn_not_at_all(services: Services) -> None:
    found = shown(services, 30, DueKind.CALIBRATION)

    assert [(one.subject, one.days_left) for one in found.entries] == [("MI-1", -49), ("MI-2", 20)]
    assert found.overdue == 1


def test_a_day_that_cannot_be_read_is_listed_with_its_cell(services: Services) -> None:
    [one] = shown(services).unread

    assert (one.subject, one.heading, one.text) == ("MI-4", "Next due", "after repair")
    assert one.evidence[0].row == "Gauge register!5"


def test_an_answer_falls_due_by_the_organisations_own_interval(services: Services) -> None:
    [one] = shown(services, 90, DueKind.COMPLAINT).entries

    assert (one.subject, one.due.isoformat()) == ("K-1", "2026-10-14")
    assert "20 days" in one.basis and "QP-12" in one.basis
    assert [cited.document for cited in one.evidence] == ["Complaints", "QP-12"]
    assert "within 20 days" in one.evidence[1].quote


def test_a_document_falls_due_for_review_with_its_owner(services: Services) -> None:
    [one] = shown(services, 90, DueKind.DOCUMENT_REVIEW).entries

    assert (one.subject, one.due.isoformat(), one.owner) == (
        "QP-12",
        "2026-11-15",
        "Quality Manager",
    )


def test_only_the_days_asked_for_are_shown_and_the_others_counted(services: Services) -> None:
    near, every = shown(services, 0), shown(services, None)

    assert {one.subject for one in near.entries} == {"MI-1"}
    assert near.later == len(every.entries) - 1
    assert every.later == 0


def test_the_past_is_seen_as_it_was(services: Services) -> None:
    then = services.calendar(as_of=TODAY.replace(year=2025), days=0, kinds=[DueKind.COMPLAINT])
    assert not then.entries


def test_the_web_gives_the_same_and_a_file_to_subscribe_to(services: Services) -> None:
    with TestClient(build_app(services), base_url="http://127.0.0.1") as client:
        told = client.get("/api/v1/calendar", params={"days": 30, "kind": "calibration"}).json()
        file = client.get("/api/v1/calendar.ics", params={"as_of": "2026-09-30"})
        wrong = client.get("/api/v1/calendar", params={"kind": "birthdays"})

    assert [one["overdue"] for one in told["entries"]] == [True, False]
    assert file.headers["content-type"].startswith("text/calendar")
    assert len(Imported.from_ical(file.text).walk("VEVENT")) == len(shown(services).entries)
    assert wrong.status_code == 422


def test_the_table_fits_80_columns(
    services: Services, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    calendar_text.show(shown(services))
    printed = capsys.readouterr().out

    assert max(map(len, printed.splitlines())) <= 80
    assert "not read: calibration of MI-4" in printed


def test_a_file_names_its_layout(services: Services, tmp_path: Path) -> None:
    asked = ["--data", str(services.settings.data), "--as-of", "2026-09-30", "calendar"]
    ics, table, listed = (tmp_path / f"due.{end}" for end in ("ics", "md", "json"))
    for file in (ics, table, listed):
        assert run([*asked, "-o", str(file)]) == 0

    assert ics.read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
    assert table.read_text(encoding="utf-8").startswith("# What falls due")
    assert json.loads(listed.read_text(encoding="utf-8"))["overdue"] == 1


@pytest.mark.parametrize("extra", [["--format", "md", "-o", "x.ics"], ["-o", "x.pdf"]])
def test_a_layout_that_does_not_go_with_the_file_is_refused(
    services: Services, extra: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["--data", str(services.settings.data), "calendar", *extra]) == 2
    assert "hint:" in capsys.readouterr().err
