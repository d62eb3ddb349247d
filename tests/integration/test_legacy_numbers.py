"""Old clause numbers in real files, measured against gold and written in every layout."""

import csv
import json
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from evals.legacy.gold import load_gold
from evals.legacy.measure import measure
from integrations.bootstrap import build_services
from integrations.cli.main import run
from integrations.settings import Settings

AT_LEAST = 0.97


def test_old_numbers_of_the_gold_are_told_and_others_are_left_alone() -> None:
    figures = measure(load_gold())

    for measured in (figures.resolved, figures.asked, figures.quiet, figures.precise):
        assert measured is not None
        assert measured.value >= AT_LEAST, figures.wrong


@pytest.fixture
def company(data: Path, tmp_path: Path) -> list[str]:
    """The options of a company with one old procedure."""
    folder = tmp_path / "documents"
    folder.mkdir()
    text = "# QP-7 Buying\n\nRev C\n\n## 1 Basis\n\nISO 9001:2008 clause 7.4.1, and clause 5.4.\n"
    (folder / "QP-7 Buying.md").write_text(text, encoding="utf-8")
    with build_services(Settings.load(data=data)) as services:
        services.ingest([folder])
    return ["--data", str(data), "--as-of", "2026-09-30"]


def test_the_report_is_json_on_request(
    company: list[str], capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(["legacy", "--json", *company]) == 0

    [document] = json.loads(capfd.readouterr().out)["documents"]
    assert document["document"] == "QP-7"
    numbers = {one["number"]: one for one in document["references"]}
    assert [one["clause"] for one in numbers["7.4.1"]["current"]][:2] == ["8.4.1", "8.4.1.1"]
    assert numbers["5.4"]["quote"] in "ISO 9001:2008 clause 7.4.1, and clause 5.4."


@pytest.mark.parametrize("ending", ["md", "html", "csv", "xlsx"])
def test_the_report_is_written_as_its_file_is_named(
    company: list[str], tmp_path: Path, ending: str
) -> None:
    file = tmp_path / f"old.{ending}"

    assert run(["legacy", "-o", str(file), *company]) == 0

    content = file.read_bytes()
    if ending == "xlsx":
        [places, documents] = load_workbook(BytesIO(content)).worksheets
        text = " ".join(str(cell.value) for row in places.iter_rows() for cell in row)
        assert documents.title == "Documents"
    else:
        text = content.decode("utf-8-sig")
    assert "Purchasing process" in text
    if ending == "csv":
        header, *rows = list(csv.reader(StringIO(text)))
        assert [row[header.index("Old number")] for row in rows] == ["7.4.1", "5.4"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--read", "QP-7"], "says nothing"),
        (["--read", "QP-8=old"], "no document 'QP-8'"),
        (["--document", "QP-8"], "no document 'QP-8'"),
        (["-o", "old.docx"], "not written as .docx"),
        (["-o", "old.md", "--format", "csv"], "does not go with"),
    ],
)
def test_wrong_use_is_one_clear_error(
    company: list[str], capfd: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    assert run(["legacy", *arguments, *company]) == 2
    assert said in capfd.readouterr().err
