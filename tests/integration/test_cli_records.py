"""`records` from the command line: what is shown, proposed, obeyed and refused."""

import json
from pathlib import Path

import pytest

from integrations.cli.main import run
from tests.unit.assistant.records.shelves import book_of

FILES = {
    "gauges.csv": "Gauge,Calibrated,Cal due\nG-1,2026-01-02,2027-01-02\nG-2,at the lab,\n",
    "paints.csv": "Colour,Paint,Shade\nred,A7,dark\nblue,B9,light\n",
}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    book_of(tmp_path, FILES)
    return tmp_path / "data"


def cli(data: Path, *arguments: str) -> int:
    return run(["--data", str(data), "--as-of", "2026-09-30", *arguments])


def test_tables_are_shown_with_what_was_not_read(
    data: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert cli(data, "records") == 0

    shown = capfd.readouterr().out
    assert "gauges.csv" in shown
    assert "“at the lab” is no date" in " ".join(shown.split())
    assert "1 of 2 tables placed, 2 records" in shown


def test_a_sort_is_told_as_json_with_values_and_places(
    data: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert cli(data, "records", "gauge", "--json") == 0

    told = json.loads(capfd.readouterr().out)
    first, second = told["records"]
    assert first["fields"]["calibration_due"]["value"] == "2027-01-02"
    assert second["fields"]["calibrated"] == {
        "value": None,
        "text": "at the lab",
        "place": "gauges!3, Calibrated",
        "unread": "not-a-date",
    }


def test_only_tables_nobody_could_place(data: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert cli(data, "records", "--unknown", "--json") == 0

    [table] = json.loads(capfd.readouterr().out)["tables"]
    assert (table["path"], table["type"]) == ("paints.csv", None)


def test_what_is_proposed_and_edited_is_obeyed(
    data: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    file = tmp_path / "ours.yaml"
    assert cli(data, "records", "--propose", str(file)) == 0
    file.write_text(file.read_text().replace("Cal due: calibration_due", "Cal due: none"))
    monkeypatch.setenv("CLAUSEWISE_RECORDS", str(file))
    capfd.readouterr()

    assert cli(data, "records", "gauge", "--json") == 0

    [table] = json.loads(capfd.readouterr().out)["tables"]
    assert table["left_over"] == ["Cal due"]


def test_a_fault_in_the_mapping_is_told_with_its_line(
    data: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    file = tmp_path / "ours.yaml"
    file.write_text("tables:\n  - document: gauges.csv\n    type: gage\n")
    monkeypatch.setenv("CLAUSEWISE_RECORDS", str(file))

    assert cli(data, "records") == 2

    assert "ours.yaml:3: table gauges.csv: unknown type 'gage'" in capfd.readouterr().err


def test_a_sort_nobody_knows_is_refused(data: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert cli(data, "records", "unicorn") == 2

    assert "There is no sort of record 'unicorn'" in capfd.readouterr().err
