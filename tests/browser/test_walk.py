"""A quality manager's way through the pages, in a real browser."""

from collections.abc import Iterable, Iterator
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document
from openpyxl import load_workbook
from playwright.sync_api import Browser, Locator, expect
from pypdf import PdfReader

from integrations.web.rights import pattern_of
from tests.browser.addresses import addresses, pages_listed
from tests.browser.site import Visitor, running
from tests.company import TODAY

PROCEDURE = """Document No: QN-77
Revision: {revision}
Effective date: {day}
Title: Choosing suppliers

1 Purpose
This procedure says how suppliers are chosen and watched, for clause 8.4.1.

2 Evaluation
The buyer evaluates every supplier each {months} months, as clause 8.4.1 asks. The result is kept.
"""
GAUGES = """Gauge No,Description,Serial No,Calibrated on,Calibration due,Status
MG-901,Outside micrometer 0-25,S-1,{done},{due},in use
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server over an empty data directory."""
    with running(tmp_path_factory.mktemp("site") / "data", today=TODAY) as address:
        yield address


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_a_quality_manager_walks_from_nothing_to_the_evidence(
    chromium: Browser, site: str, tmp_path: Path
) -> None:
    wide = Visitor(chromium.new_page(viewport={"width": 1280, "height": 900}), site)
    first_run(wide)
    asks_and_opens_the_page(wide)
    confirms_and_sees_what_a_new_issue_changed(wide, tmp_path)
    sees_a_gap_close(wide, tmp_path / "GR-90_A.csv")
    gives_a_gap_an_owner(wide)
    follows_a_lot_to_its_break(wide)
    fills_an_audit_and_raises_a_finding(wide)
    saves_files_that_open(wide)
    keeps_a_programme_and_gives_an_account(wide)
    every_page_is_sound(wide, chromium, site)


def first_run(visitor: Visitor) -> None:
    """From empty to first coverage in three clicks."""
    page = visitor.page
    visitor.go("/")
    expect(page.get_by_role("heading", name="Nothing has been read yet")).to_be_visible()
    visitor.examine("first run")
    page.get_by_role("button", name="Load the sample company").click()
    expect(page.get_by_role("heading", name="The sample company")).to_be_visible()
    expect(page.get_by_role("link", name="See the coverage")).to_be_visible()
    expect(page.get_by_text("refused", exact=False).first).to_be_visible()
    visitor.examine("job")
    page.get_by_role("link", name="See the coverage").click()
    expect(page.get_by_role("heading", name="Coverage of the clauses")).to_be_visible()


def asks_and_opens_the_page(visitor: Visitor) -> None:
    """An answer as it is made, its page beside it with the quote marked, a follow-up, a thumb."""
    page = visitor.page
    page.get_by_role("link", name="Ask", exact=True).click()
    page.get_by_label("Your question").fill("how long do we keep receiving inspection records?")
    page.keyboard.press("Enter")
    answer = page.get_by_role("article", name="Reply").last
    expect(answer.get_by_text("Searched", exact=False)).to_be_visible()
    expect(answer.locator(".answer")).to_contain_text("10 years")
    answer.locator("a[data-page]").first.click()
    panel = page.get_by_role("complementary", name="The page of the citation")
    expect(panel.get_by_alt_text("with the quote marked", exact=False)).to_be_visible()
    expect(panel.get_by_text("in force", exact=True)).to_be_visible()
    visitor.examine("a reply and its page")
    page.keyboard.press("Escape")
    expect(panel).to_have_count(0)
    answer.get_by_label("Your name").fill("Ann Lee")
    answer.get_by_role("button", name="It is right").click()
    expect(page.get_by_text("What you said of this reply is kept.")).to_be_visible()
    page.get_by_label("Your question").fill("will our supplier pass its next audit?")
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.get_by_text("a judgement or a prediction", exact=False)).to_be_visible()
    page.reload()
    expect(page.get_by_role("article", name="Reply")).to_have_count(2)


def confirms_and_sees_what_a_new_issue_changed(visitor: Visitor, folder: Path) -> None:
    """A mapping confirmed, a new issue uploaded, the decision suspect with its sentences."""
    page = visitor.page
    upload(visitor, folder / "QN-77_A.txt", revision="A", day="2025-01-05", months=12)
    visitor.go("/clauses?document=QN-77")
    page.get_by_role("checkbox", name="QN-77 2", exact=False).first.check()
    page.get_by_label("Note").fill("as agreed")
    page.get_by_role("button", name="Confirm", exact=True).click()
    expect(page.locator(".mapping", has_text="Confirmed by Ann Lee").first).to_be_visible()
    upload(visitor, folder / "QN-77_B.txt", revision="B", day="2026-02-01", months=24)
    visitor.go("/clauses?suspect=1")
    expect(page.locator("del").first).to_contain_text("12 months")
    expect(page.locator("ins").first).to_contain_text("24 months")
    visitor.examine("changed sentences")
    page.get_by_role("button", name="Confirm", exact=True).click()
    expect(page.get_by_role("alert")).to_have_text("Choose at least one place.")


def upload(visitor: Visitor, file: Path, **told: object) -> None:
    """One procedure through the form, until it is read."""
    file.write_text(PROCEDURE.format(**told), encoding="utf-8")
    send(visitor, file, outcome="Added")


def send(visitor: Visitor, file: Path, *, outcome: str) -> None:
    """One file through the form, until it is read with this outcome."""
    page = visitor.page
    visitor.go("/documents")
    page.get_by_text("Add documents").click()
    page.get_by_label("Documents to take in").set_input_files(file)
    page.get_by_role("button", name="Upload and read").click()
    told = page.get_by_role("heading", name=outcome, exact=False)
    expect(told).to_be_visible()


def sees_a_gap_close(visitor: Visitor, log: Path) -> None:
    """A gauge past its day is a gap; the log with its new calibration closes it."""
    page = visitor.page
    gap = page.locator(".gap", has_text="Calibration of MG-901")
    log.write_text(GAUGES.format(done="2025-08-01", due="2026-08-01"), encoding="utf-8")
    send(visitor, log, outcome="Added")
    visitor.go("/gaps?clause=7.1.5.2&kind=overdue")
    expect(gap).to_contain_text("2026-08-01")
    log.write_text(GAUGES.format(done="2026-09-20", due="2027-09-20"), encoding="utf-8")
    send(visitor, log, outcome="Read anew")
    visitor.go("/gaps?clause=7.1.5.2&kind=overdue")
    expect(page.get_by_role("heading", name="Gaps", exact=True)).to_be_visible()
    expect(gap).to_have_count(0)


def gives_a_gap_an_owner(visitor: Visitor) -> None:
    """A gap filtered for, given to somebody, and accepted only with a day."""
    page = visitor.page
    visitor.go("/gaps?severity=major")
    gap = page.locator(".gap").first
    gap.locator("summary").click()
    gap.get_by_label("Who closes it").fill("Stores Lead")
    gap.get_by_role("button", name="Give to").click()
    expect(page.get_by_text("owner Stores Lead").first).to_be_visible()


def follows_a_lot_to_its_break(visitor: Visitor) -> None:
    """The chain drawn, with the place where it breaks."""
    page = visitor.page
    visitor.go("/trace")
    page.get_by_label("Lot, certificate").fill("L26-0058")
    page.keyboard.press("Enter")
    expect(page.locator(".chain .broken").first).to_be_visible()
    expect(page.get_by_text("8,000, and 7,900 is entered as left", exact=False)).to_be_visible()


def fills_an_audit_and_raises_a_finding(visitor: Visitor) -> None:
    """A checklist frozen as an audit, saved while it is filled, a finding, its register."""
    page = visitor.page
    visitor.go("/checklists?clauses=8.6")
    page.get_by_role("link", name="Make an audit of it").click()
    page.get_by_label("Lead auditor").fill("Ann Lee")
    page.get_by_role("button", name="Make it").click()
    item = page.locator(".item").first
    item.get_by_label("Evidence seen", exact=True).fill("Lots L26-0058 and L26-0125 looked at")
    item.get_by_label("minor", exact=True).check()
    expect(item.get_by_role("status")).to_contain_text("Saved")
    page.reload()
    expect(item.get_by_label("Evidence seen", exact=True)).to_have_value(
        "Lots L26-0058 and L26-0125 looked at"
    )
    expect(item.get_by_label("minor", exact=True)).to_be_checked()
    visitor.examine("an audit")
    item.get_by_text("A photo or file, a finding").click()
    item.get_by_label("What about it differs").fill("the release was not signed")
    item.get_by_label("Evidence, with its identifiers").fill("F-12 of lot L26-0058")
    item.get_by_label("What was required").fill("every lot is released by a signature")
    item.get_by_role("button", name="Raise the finding").click()
    expect(page.get_by_role("heading", name="-F1", exact=False)).to_be_visible()
    visitor.examine("a finding")
    menu(visitor).get_by_role("link", name="Audits", exact=True).click()
    page.get_by_role("link", name="Findings", exact=True).click()
    expect(page.get_by_text("the release was not signed")).to_be_visible()


def saves_files_that_open(visitor: Visitor) -> None:
    """A checklist as a spreadsheet, a text document and a PDF; the evidence as a pack."""
    page = visitor.page
    visitor.go("/clauses/8.4.1")
    page.get_by_role("link", name="Checklist", exact=True).click()
    question = page.locator(".questions strong").first.inner_text().partition(" “")[0]
    excel = load_workbook(saved(visitor, "Excel"), read_only=True)
    cells = [str(cell.value) for sheet in excel for row in sheet.iter_rows() for cell in row]
    assert any(question in cell for cell in cells)
    assert question in text_of_word(saved(visitor, "Word"))
    pdf = PdfReader(saved(visitor, "PDF"))
    assert "8.4.1" in "".join(sheet.extract_text() for sheet in pdf.pages)
    visitor.go("/clauses/8.4.1.1")
    is_whole_pack(saved(visitor, "Evidence pack"))
    menu(visitor).get_by_role("link", name="Audits", exact=True).click()
    page.get_by_role("link", name="-01", exact=False).first.click()
    report = text_of_word(saved(visitor, "Report, Word"))
    assert "the release was not signed" in report
    assert "Lots L26-0058 and L26-0125 looked at" in report


def menu(visitor: Visitor) -> Locator:
    """The menu of the areas."""
    return visitor.page.get_by_role("navigation", name="Pages", exact=True)


def saved(visitor: Visitor, name: str) -> BytesIO:
    """The file behind a link."""
    with visitor.page.expect_download() as coming:
        visitor.page.get_by_role("link", name=name, exact=True).click()
    return BytesIO(Path(coming.value.path()).read_bytes())


def text_of_word(file: BytesIO) -> str:
    """All that a Word file says."""
    document = Document(file)
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in document.paragraphs), *cells])


def is_whole_pack(file: BytesIO) -> None:
    """Every file of a pack is there as its list of sums says, its index in PDF among them."""
    with ZipFile(file) as pack:
        sums = [line.split(maxsplit=1) for line in pack.read("SHA256SUMS").decode().splitlines()]
        assert {name for _, name in sums} | {"SHA256SUMS"} == set(pack.namelist())
        assert [name for sum_, name in sums if sha256(pack.read(name)).hexdigest() != sum_] == []
        assert any(name.startswith("pages/") for _, name in sums)
        assert PdfReader(BytesIO(pack.read("index.pdf"))).pages


def keeps_a_programme_and_gives_an_account(visitor: Visitor) -> None:
    """A programme proposed and saved; somebody added, with a key of a program."""
    page = visitor.page
    menu(visitor).get_by_role("link", name="Audits", exact=True).click()
    page.get_by_role("link", name="Programme", exact=True).click()
    page.get_by_label("First month").fill("2027-01")
    page.get_by_label("Auditors, apart").fill("Ann Lee; Tom Roe")
    page.get_by_role("button", name="Propose").click()
    page.get_by_label("Your name").first.fill("Ann Lee")
    page.get_by_role("button", name="Save this programme").click()
    expect(page.get_by_text("saved by Ann Lee", exact=False).first).to_be_visible()
    menu(visitor).get_by_role("link", name="People", exact=True).click()
    page.get_by_label("Name to sign in with").fill("tom")
    page.get_by_label("First password").fill("three small grey herons")
    page.get_by_role("button", name="Add", exact=True).click()
    page.get_by_label("What the key is for").fill("nightly export")
    page.get_by_role("button", name="Make a key").click()
    expect(page.get_by_text("It is shown this once", exact=False)).to_be_visible()
    visitor.examine("a key, shown once")


def every_page_is_sound(wide: Visitor, chromium: Browser, site: str) -> None:
    """Sound to axe-core in light and dark, and nothing stands out at the side of a telephone."""
    telephone = chromium.new_page(
        viewport={"width": 390, "height": 844}, color_scheme="dark", has_touch=True
    )
    narrow = Visitor(telephone, site)
    shown = addresses(wide.page, site)
    assert shown_by(shown) == pages_listed()
    for path in shown:
        wide.go(path)
        wide.examine(path)
        wide.fits(path)
        narrow.go(path)
        narrow.examine(f"{path}, narrow and dark")
        narrow.fits(path)


def shown_by(paths: Iterable[str]) -> set[str]:
    """The addresses of rights.py that these are."""
    found = {pattern_of("GET", path.partition("?")[0]) for path in paths}
    return found - {"other"}
