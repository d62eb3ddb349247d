"""The sample company's folder comes out whole and the same each time."""

from __future__ import annotations

import zipfile
from email import message_from_bytes, policy
from pathlib import Path

import docx
import openpyxl
import pytest
from pypdf import PdfReader
from pypdf.errors import PdfReadError

from evals.sample.build import build_sample
from evals.sample.suite import SAMPLE


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample")
    build_sample(folder)
    return folder


def test_two_builds_have_the_same_bytes(sample: Path, tmp_path: Path) -> None:
    again = build_sample(tmp_path)
    for path in again:
        first = sample / path.relative_to(tmp_path)
        assert path.read_bytes() == first.read_bytes(), path.name
    assert len(again) == sum(path.is_file() for path in sample.rglob("*"))


def test_the_company_has_documents_and_records_in_every_format(sample: Path) -> None:
    suffixes = {path.suffix for path in sample.rglob("*") if path.is_file()}
    assert suffixes >= {".docx", ".pdf", ".xlsx", ".csv", ".md", ".txt", ".html", ".eml"}
    assert sum(path.is_file() for path in (sample / "procedures").rglob("*")) >= 25
    assert sum(path.is_file() for path in (sample / "records").rglob("*")) >= 25


def test_every_path_of_the_gold_is_built(sample: Path) -> None:
    places = [place for question in SAMPLE.cases for place in question.places]
    places += [mapping.place for mapping in SAMPLE.mappings]
    assert [place.path for place in places if not (sample / place.path).is_file()] == []


def test_a_word_procedure_has_heading_styles_and_its_header_block(sample: Path) -> None:
    word = docx.Document(str(sample / "procedures/quality/QP-840_C Supplier approval.docx"))
    headings = [p.text for p in word.paragraphs if (p.style.name or "").startswith("Heading")]
    assert "6.2 Yearly re-evaluation" in headings
    assert [cell.text for cell in word.tables[0].rows[1].cells] == ["Revision", "C"]


def test_a_register_has_titles_above_its_header_and_real_dates(sample: Path) -> None:
    book = openpyxl.load_workbook(
        sample / "records/purchasing/F-841 Approved supplier register.xlsx"
    )
    sheet = book["Register"]
    assert sheet["A4"].value == "Supplier No"
    assert sheet["K5"].value.isoformat().startswith("2026-03-12")
    assert len(sheet.merged_cells.ranges) == 2


def test_delimited_files_differ_in_delimiter_and_encoding(sample: Path) -> None:
    assert b";" in (sample / "records/warehouse/F-753_shelf_life_log.csv").read_bytes()
    reviews = (sample / "records/sales/F-44 contract review log.csv").read_bytes()
    assert reviews.startswith(b"\xef\xbb\xbf")
    with pytest.raises(UnicodeDecodeError):
        (sample / "records/it/F-IT-02 backup log.csv").read_text(encoding="utf-8")


def test_a_letter_carries_its_attachment(sample: Path) -> None:
    path = sample / "correspondence/2026-09-14 Boltec certificate.eml"
    letter = message_from_bytes(path.read_bytes(), policy=policy.default)
    (attached,) = letter.iter_attachments()
    assert attached.get_content().startswith(b"%PDF")


def test_the_scan_has_no_text_layer(sample: Path) -> None:
    (page,) = PdfReader(sample / "records/scans/SCAN0147.pdf").pages
    assert page.extract_text().strip() == ""
    assert len(page.images) == 1


def test_hostile_files_are_what_they_claim(sample: Path) -> None:
    hostile = sample / "hostile"
    assert (hostile / "empty.docx").stat().st_size == 0
    assert (hostile / "photo-named-as.pdf").read_bytes().startswith(b"\x89PNG")
    assert PdfReader(hostile / "supplier-quote-locked.pdf").is_encrypted
    with pytest.raises(PdfReadError):
        PdfReader(hostile / "truncated.pdf", strict=True)
    with zipfile.ZipFile(hostile / "bloated.docx") as archive:
        unpacked = sum(entry.file_size for entry in archive.infolist())
    assert unpacked > 500 * (hostile / "bloated.docx").stat().st_size
