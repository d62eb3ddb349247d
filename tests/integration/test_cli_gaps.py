"""`gaps` from real files: found with both sides, filtered, written, decided about, closed again."""

import json
from datetime import date
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from openpyxl import Workbook, load_workbook

from integrations.bootstrap import build_services
from integrations.settings import Settings
from integrations.web.app import build_app
from tests.fakes.embedder import WordEmbedder
from tests.integration.command_line import Cli, printed
from tests.integration.ingesting import ingest

TODAY = date(2026, 9, 30)


def register(folder: Path, due: str = "2026-08-12") -> Path:
    """A register of gauges with one item whose calibration was due on `due`."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Register"
    sheet.append(["Gauge register"])
    sheet.append(
        ["Gauge No", "Description", "Serial No", "Last calibrated", "Calibration due", "State"]
    )
    for number, (last, until) in enumerate(
        [("2026-02-17", "2027-02-17"), ("2025-08-12", due), ("2026-03-01", "2027-03-01")], start=1
    ):
        sheet.append([f"G-{number:03d}", "Caliper", f"SN-{number}", last, until, "in use"])
    file = folder / "Gauge register.xlsx"
    book.save(file)
    return file


@pytest.fixture
def late(cli: Cli, data: Path, tmp_path: Path) -> str:
    """The id of the gap of a gauge that is past its day."""
    ingest(data, register(tmp_path))
    [gap] = printed(cli, "gaps", "--rule", "gauge-calibration-due")["gaps"]
    return str(gap["id"])


def test_a_gap_names_the_thing_the_day_and_the_row_that_shows_it(cli: Cli, late: str) -> None:
    [gap] = printed(cli, "gaps", "--subject", "g-002", "--kind", "overdue")["gaps"]

    assert (gap["id"], gap["subject"], gap["due"]) == (late, "G-002", "2026-08-12")
    [cited] = gap["evidence"]
    assert cited["row"] == "Register!4"
    assert "2026-08-12" in cited["quote"]


def test_a_day_before_it_was_due_has_no_such_gap(cli: Cli, late: str) -> None:
    before = printed(cli, "gaps", "--rule", "gauge-calibration-due", "--as-of", "2026-08-01")

    assert before["gaps"] == []


def test_an_accepted_gap_is_shown_as_such_and_fails_nothing_until_its_day(
    cli: Cli, late: str
) -> None:
    only = ("gaps", "--rule", "gauge-calibration-due", "--strict")
    assert cli(*only)[0] == 1
    why = ("--by", "Ann Lee", "--reason", "The laboratory has it.", "--until", "2026-11-30")
    assert cli("gaps", "accept", late, *why)[0] == 0

    code, output, _ = cli(*only)
    assert code == 0
    assert "accepted until 2026-11-30 by Ann Lee: The laboratory has it." in output
    assert cli(*only, "--as-of", "2026-12-01")[0] == 1

    assert cli("gaps", "reopen", late, "--by", "Bo Ray")[0] == 0
    assert cli(*only)[0] == 1
    told = printed(cli, "gaps", "history", late)["decisions"]
    assert [one["act"] for one in told] == ["accepted", "reopened"]


def test_a_gap_closes_by_itself_when_the_evidence_arrives(
    cli: Cli, late: str, data: Path, tmp_path: Path
) -> None:
    assert cli("gaps", "assign", late, "--by", "Ann Lee", "--owner", "Cy Dow")[0] == 0
    assert printed(cli, "gaps", "--subject", "G-002")["gaps"][0]["owner"] == "Cy Dow"

    ingest(data, register(tmp_path, due="2027-08-12"))

    assert printed(cli, "gaps", "--rule", "gauge-calibration-due")["gaps"] == []


def test_gaps_are_written_as_a_workbook_and_as_markdown(
    cli: Cli, late: str, tmp_path: Path
) -> None:
    book, page = tmp_path / "gaps.xlsx", tmp_path / "gaps.md"
    assert cli("gaps", "-o", str(book))[0] == 0
    assert cli("gaps", "-o", str(page))[0] == 0

    sheet = load_workbook(book).worksheets[0]
    said = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert any("G-002" in row and late in row for row in said)
    assert "G-002" in page.read_text()


def test_a_rule_is_switched_off_only_with_a_reason_that_is_shown(
    cli: Cli, late: str, data: Path
) -> None:
    file = data / "organisation.yaml"
    file.write_text("gap_rules:\n  - {rule: gauge-calibration-due, off: yes}\n")
    assert "only with a 'reason'" in cli("gaps")[2]

    file.write_text(
        "gap_rules:\n  - {rule: gauge-calibration-due, off: yes, reason: Done by the lab}\n"
    )
    assert printed(cli, "gaps", "--rule", "gauge-calibration-due")["gaps"] == []
    rules = {one["rule"]: one for one in printed(cli, "gaps", "rules")["rules"]}
    assert rules["gauge-calibration-due"]["off"] is True
    assert rules["gauge-calibration-due"]["limits_from"] == "you: Done by the lab"


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ("{rule: no-such-rule, off: yes, reason: x}", "there is no rule 'no-such-rule'"),
        ("{rule: alerts-read, reason: x}", "neither 'off: yes' nor a limit"),
        ("{rule: alerts-read, days: 3, reason: x}", "it has no limit 'days'"),
        ("{rule: alerts-read, months: some, reason: x}", "must be a whole number"),
    ],
)
def test_a_faulty_change_of_a_rule_is_named_with_its_line(
    cli: Cli, data: Path, entry: str, told: str
) -> None:
    (data / "organisation.yaml").write_text(f"gap_rules:\n  - {entry}\n")

    code, _, messages = cli("gaps")

    assert code == 2
    assert told in messages
    assert "organisation.yaml:2" in messages


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("gaps", "--kind", "strange"), "is no kind of gap"),
        (("gaps", "assign", "g_0", "--by", "A", "--owner", "B"), "There is no gap 'g_0' now."),
        (("gaps", "reopen", "g_0", "--by", "A"), "Nobody decided about a gap 'g_0'."),
    ],
)
def test_wrong_use_is_told_in_two_lines(cli: Cli, arguments: tuple[str, ...], told: str) -> None:
    code, _, messages = cli(*arguments)

    assert code == 2
    assert told in messages


def test_the_web_lists_and_decides_as_the_command_line_does(
    cli: Cli, late: str, data: Path
) -> None:
    with (
        build_services(Settings(data=data), today=TODAY, embedder=WordEmbedder()) as services,
        TestClient(build_app(services), base_url="http://127.0.0.1") as client,
    ):
        listed = client.get("/api/v1/gaps", params={"rule": "gauge-calibration-due"}).json()
        body = {"by": "Ann Lee", "reason": "At the laboratory.", "until": "2026-12-31"}
        kept = client.post(f"/api/v1/gaps/{late}/accept", json=body).json()
        after = client.get("/api/v1/gaps", params={"subject": "G-002"}).json()

    assert [one["accepted"] for one in listed["gaps"]] == [None]
    assert kept["until"] == "2026-12-31"
    assert after["gaps"][0]["accepted"]["reason"] == "At the laboratory."
    assert json.loads(cli("gaps", "history", late, "--json")[1])["decisions"][0]["by"] == "Ann Lee"
