"""A scan from the scanner to a cited answer, by the real engine where one is installed."""

import json
from pathlib import Path
from random import Random
from typing import Any

import pytest

from evals.ocr.paper import Sheet
from evals.ocr.scanner import Setting, scan
from ingest.readers.ocr.choice import Ocr, engine_name
from tests.integration.command_line import process

pytestmark = pytest.mark.slow
NEEDS_ENGINE = pytest.mark.skipif(
    not engine_name(Ocr.AUTO), reason="no OCR engine is installed: `make setup` installs one"
)


ROWS = (
    ("Date", "Order", "Lot", "Inspector"),
    ("2026-03-04", "PO-26140", "K26-7388", "Novak"),
    ("2026-03-05", "PO-26177", "B25-2843", "Lindqvist"),
    ("2026-03-09", "PO-26201", "L24-1494", "Haugen"),
)


def scanned_log(folder: Path, *, turn: int) -> Path:
    """A receiving log that lies askew on the scanner, as a PDF without text."""
    sheet = Sheet(150)
    sheet.text(54, 60, "Receiving log", "bold", 14)
    for line, row in enumerate(ROWS):
        for column, cell in enumerate(row):
            sheet.text(54 + 120 * column, 100 + 22 * line, cell, "sans", 11)
    picture = scan(sheet, Setting("post room", turn=turn, skew=1.2), Random(5))
    folder.mkdir()
    picture.convert("L").save(folder / "Receiving log.pdf", resolution=150)
    return folder


def ran(tmp_path: Path, *arguments: str, ocr: str = "auto") -> Any:
    data = ("--data", str(tmp_path / "data"), "--as-of", "2026-09-30")
    return json.loads(process(*data, *arguments, "--json", CLAUSEWISE_OCR=ocr).stdout)


@NEEDS_ENGINE
def test_a_scan_read_by_ocr_answers_and_the_answer_says_so(tmp_path: Path) -> None:
    folder = scanned_log(tmp_path / "scans", turn=2)

    [file] = ran(tmp_path, "ingest", str(folder))["files"]
    assert (file["outcome"], file["ocr_pages"], file["pages_without_text"]) == ("added", [1], [])

    reply = ran(tmp_path, "ask", "which inspector received order PO-26177?")
    assert reply["status"] == "answered"
    assert "Lindqvist" in reply["answer"]
    assert " | ".join(ROWS[2]) in reply["citations"][0]["quote"]
    assert any("read by OCR from a scan, page 1, confidence" in one for one in reply["warnings"])

    [document] = ran(tmp_path, "documents")["documents"]
    assert document["ocr_pages"] == [1]
    assert any(one.startswith("read by OCR from a scan") for one in document["warnings"])


@NEEDS_ENGINE
def test_scans_refused_without_an_engine_are_read_once_there_is_one(tmp_path: Path) -> None:
    folder = scanned_log(tmp_path / "scans", turn=0)

    [refused] = ran(tmp_path, "ingest", str(folder), ocr="off")["files"]
    assert refused["error"]["code"] == "document-needs-ocr"
    assert "CLAUSEWISE_OCR" in refused["error"]["hint"]

    [file] = ran(tmp_path, "ingest", str(folder))["files"]
    assert (file["outcome"], file["ocr_pages"]) == ("added", [1])

    [again] = ran(tmp_path, "ingest", str(folder))["files"]
    assert again["outcome"] == "unchanged"


def test_doctor_tells_what_reads_scans(tmp_path: Path) -> None:
    [scans] = [one for one in ran(tmp_path, "doctor")["checks"] if one["check"] == "Scans"]

    name = engine_name(Ocr.AUTO)
    assert scans["found"].startswith(name or "no OCR engine")
    assert scans["fix"] == "" if name else "Install" in scans["fix"]
