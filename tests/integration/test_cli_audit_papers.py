"""An audit on paper: the report, everything kept in every layout, and a filled-in workbook."""

import csv
import html
import json
import re
from collections.abc import Iterator
from io import BytesIO, StringIO
from itertools import product
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import docx
import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from pypdf import PdfReader

from tests.integration.command_line import Cli, printed

SEEN = "GRN 4711 of 2026-10-02: counted 5, the order says 6"
LAYOUTS = ("md", "html", "csv", "xlsx", "docx", "pdf")
DERIVED = {
    "progress", "why", "tag", "in_conflict_with", "same_rows_as",
    "identifiers", "flags", "repeats", "days_open", "overdue_by",
}  # fmt: skip


@pytest.fixture
def audit(cli: Cli, tmp_path: Path) -> str:
    made = printed(
        cli, "audit", "new", "--clauses", "8.4,8.6", "--lead", "Ann Lee", "--auditor", "Bo Ray",
        "--auditee", "Buyer", "--from", "2026-11-03", "--until", "2026-11-04", "--seed", "7",
    )  # fmt: skip
    photo = tmp_path / "shelf.txt"
    photo.write_text("a shelf", encoding="utf-8")
    said = ("--result", "minor", "--evidence", SEEN, "--interviewed", "Buyer", "--note", "2 copies")
    cli("audit", "fill", "1", *said, "--by", "Bo Ray")
    cli("audit", "attach", "1", str(photo), "--by", "Bo Ray")
    cli(
        "finding", "new", "--item", "1", "--procedure", "QP-84 rev B 6.2", "--quote",
        "Receiving inspection records are retained for 10 years.", "--requirement", "10 years",
        "--evidence", SEEN, "--nature", "gone after 5", "--grade", "minor", "--owner", "Buyer",
        "--due", "2026-12-01", "--by", "Bo Ray",
    )  # fmt: skip
    cli("finding", "new", "--clause", "8.4", "--nature", "half a thought", "--by", "Ann Lee")
    cli("finding", "cause", f"{made['id']}-F1", "--text", "A habit.", "--factor", "habit",
        "--by", "Buyer")  # fmt: skip
    cli("audit", "conclude", made["id"], "--text", "Counting is not settled.", "--by", "Ann Lee")
    return str(made["id"])


def _texts(value: Any) -> Iterator[str]:
    """Every word and number in it that is kept, not worked out."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if name not in DERIVED:
                yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
    elif value not in (None, "", True, False):
        yield str(value)


def _plain(text: str) -> str:
    """Letters and digits alone: a layout may wrap lines and mark what could be mark-up."""
    return "".join(sign for sign in text if sign.isalnum()).casefold()


def _read(path: Path) -> str:
    content = path.read_bytes()
    match path.suffix:
        case ".xlsx":
            book = load_workbook(BytesIO(content))
            return " ".join(
                str(cell) for sheet in book for row in sheet.iter_rows(values_only=True)
                for cell in row if cell is not None
            )  # fmt: skip
        case ".docx":
            body = docx.Document(BytesIO(content)).element.body
            return "".join(body.itertext())
        case ".pdf":
            return " ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)
        case ".html" | ".md":
            return html.unescape(re.sub(r"<[^>]+>", " ", content.decode()))
    return content.decode("utf-8-sig")


def test_every_field_that_is_kept_is_in_every_export(cli: Cli, audit: str, tmp_path: Path) -> None:
    kept = printed(cli, "audit", "export", audit)
    assert [len(kept[name]) for name in ("findings", "drafts")] == [1, 1]
    assert [one["act"] for one in kept["findings"][0]["entries"]] == ["assigned", "cause"]
    for layout in LAYOUTS:
        file = tmp_path / f"papers.{layout}"
        assert cli("audit", "export", audit, "-o", str(file))[0] == 0
        written = _plain(_read(file))
        assert [text for text in _texts(kept) if _plain(text) not in written] == [], layout
    assert len(set(_texts(kept))) > 60  # there was something to look for


def test_the_json_export_adds_findings_to_what_show_gives(
    cli: Cli, audit: str, tmp_path: Path
) -> None:
    file = tmp_path / "papers.json"
    cli("audit", "export", audit, "-o", str(file))
    kept, shown = json.loads(file.read_text("utf-8")), printed(cli, "audit", "show", audit)
    assert {name: kept[name] for name in shown} == shown
    assert kept["findings"] == [printed(cli, "finding", "show", f"{audit}-F1")]


def test_the_same_audit_gives_the_same_bytes(cli: Cli, audit: str, tmp_path: Path) -> None:
    for command, layout in product(("report", "export"), ("xlsx", "docx", "pdf")):
        files = [tmp_path / f"{n}.{layout}" for n in (1, 2)]
        for file in files:
            assert cli("audit", command, audit, "-o", str(file))[0] == 0
        assert files[0].read_bytes() == files[1].read_bytes(), (command, layout)


def test_a_csv_holds_all_tables_with_their_titles(cli: Cli, audit: str, tmp_path: Path) -> None:
    file = tmp_path / "papers.csv"
    cli("audit", "export", audit, "-o", str(file))
    rows = list(csv.reader(StringIO(file.read_text("utf-8-sig"))))
    titles = [row[0] for row in rows if len(row) == 1]
    assert titles[0] == "Items"
    assert {"Audit", "Entries", "Steps", "Sources", "Left out"} <= set(titles)


def test_the_report_says_what_was_seen_what_was_not_and_leaves_the_conclusion(
    cli: Cli, audit: str, tmp_path: Path
) -> None:
    told = cli("audit", "report", audit)[1]
    items = printed(cli, "audit", "show", audit)["items"]

    assert "This audit is open: the report is as it stands, and not final." in told
    assert SEEN in told.replace("\\", "")
    raised = rf"\| {audit}-F1 \| minor \| [\d.]+<br>10 years<br>“Receiving inspection records"
    assert re.search(raised, told)
    assert "Counting is not settled.\nAnn Lee" in told.replace("<br>", "\n")
    assert told.count("Items without a result") == 1
    assert all(item["question"][:30] in told.replace("\\", "") for item in items)
    assert "compliant" not in told.casefold()


def _filled(file: Path, cells: dict[tuple[int, str], object]) -> None:
    """Write into the sheet of items, by number of the item and heading."""
    book = load_workbook(file)
    sheet, head, columns = _items(book["Items"])
    for (no, name), value in cells.items():
        for row in range(head + 1, sheet.max_row + 1):
            if str(sheet.cell(row, columns["No"]).value) == str(no):
                sheet.cell(row, columns[name]).value = value  # type: ignore[assignment]
    book.save(file)


def _items(sheet: Worksheet) -> tuple[Worksheet, int, dict[str, int]]:
    for row in range(1, 20):
        names = {str(cell.value): cell.column for cell in sheet[row] if cell.value}
        if "Result" in names:
            return sheet, row, {name: int(column or 0) for name, column in names.items()}
    raise AssertionError("no headings")


@pytest.fixture
def sheet(cli: Cli, audit: str, tmp_path: Path) -> Path:
    file = tmp_path / "offline.xlsx"
    cli("audit", "export", audit, "-o", str(file))
    return file


def test_a_workbook_filled_in_offline_comes_back(cli: Cli, audit: str, sheet: Path) -> None:
    _filled(sheet, {
        (2, "Result"): "Evidence seen", (2, "Evidence seen"): "ASL row 4, seen 2026-10-02",
        (2, "Interviewed"): "Buyer", (1, "Note"): "3 copies",
    })  # fmt: skip
    done = printed(cli, "audit", "import", str(sheet), "--by", "Bo Ray")
    again = printed(cli, "audit", "import", str(sheet), "--by", "Bo Ray")
    items = printed(cli, "audit", "show", audit)["items"]

    assert len(done["entries"]) == 2
    assert (again["entries"], again["unchanged"]) == ([], len(items))
    assert items[1]["result"] == "evidence_seen"
    assert items[1]["evidence_seen"] == "ASL row 4, seen 2026-10-02"
    assert (items[0]["note"], items[0]["evidence_seen"]) == ("3 copies", SEEN)
    assert items[0]["attachments"][0]["name"] == "shelf.txt"


def test_a_workbook_goes_to_the_audit_it_names(cli: Cli, audit: str, sheet: Path) -> None:
    cli("audit", "new", "--clauses", "8.6", "--lead", "Ann Lee")
    _filled(sheet, {(1, "Note"): "3 copies"})
    code, _, told = cli("audit", "import", str(sheet), "--by", "Bo", "--audit", "A-2026-02")
    assert (code, f"is of {audit}, not of A-2026-02" in told) == (2, True)
    assert printed(cli, "audit", "import", str(sheet), "--by", "Bo")["audit"] == audit
    cli("audit", "fill", "1", "--note", "4 copies", "--by", "Bo")  # the one that is open
    assert printed(cli, "audit", "show", audit)["items"][0]["note"] == "4 copies"


def test_what_was_written_here_meanwhile_stands_beside_it(
    cli: Cli, audit: str, sheet: Path
) -> None:
    cli("audit", "fill", "1", "--result", "major", "--evidence", "lot 9", "--by", "Ann Lee")
    _filled(sheet, {(1, "Result"): "opportunity"})
    code, _, told = cli("audit", "import", str(sheet), "--by", "Bo Ray")
    item = printed(cli, "audit", "show", audit)["items"][0]

    assert code == 0
    assert "did not see each other" in told
    assert item["result"] == "opportunity"
    assert len(item["in_conflict_with"]) == 1


def test_rows_may_be_sorted_and_columns_moved(cli: Cli, audit: str, sheet: Path) -> None:
    book = load_workbook(sheet)
    items, head, _ = _items(book["Items"])
    items.title = "Filled in on the road"
    items.insert_cols(1)
    items.insert_rows(1, 3)
    first, last = head + 4, items.max_row
    texts = [[cell.value for cell in row] for row in items.iter_rows(min_row=first, max_row=last)]
    for row, values in zip(range(first, last + 1), reversed(texts), strict=True):
        for column, value in enumerate(values, start=1):
            items.cell(row, column).value = value
    book.save(sheet)
    _filled_anywhere(sheet, 2, {"Result": "minor", "Evidence seen": "PO 17 of 2026-08-01"})

    done = printed(cli, "audit", "import", str(sheet), "--by", "Bo Ray")
    assert [one["evidence"] for one in done["entries"]] == ["PO 17 of 2026-08-01"]
    assert printed(cli, "audit", "show", audit)["items"][1]["result"] == "minor"


def _filled_anywhere(file: Path, no: int, cells: dict[str, str]) -> None:
    book = load_workbook(file)
    sheet, head, columns = _items(book.worksheets[0])
    for row in range(head + 1, sheet.max_row + 1):
        if str(sheet.cell(row, columns["No"]).value) == str(no):
            for name, text in cells.items():
                sheet.cell(row, columns[name]).value = text
    book.save(file)


def test_each_wrong_cell_is_named_and_nothing_is_taken_over(
    cli: Cli, audit: str, sheet: Path
) -> None:
    before = printed(cli, "audit", "show", audit)
    _filled(sheet, {
        (1, "Note"): "would be good", (2, "Result"): "quite fine", (2, "Evidence seen"): "lot 3",
        (3, "Result"): "major", (3, "Item"): "i_none",
    })  # fmt: skip
    code, _, told = cli("audit", "import", str(sheet), "--by", "Bo Ray")

    assert code == 2
    assert re.search(r"Items!K\d+: 'quite fine' is no result of an item\.", told)
    assert re.search(r"Items!\w+\d+: A-2026-01 has no item 'i_none'\.", told)
    assert "2 cells are wrong" in told
    assert printed(cli, "audit", "show", audit) == before


def test_a_result_without_evidence_is_told_at_its_cell(cli: Cli, audit: str, sheet: Path) -> None:
    _filled(sheet, {(2, "Result"): "major"})
    code, _, told = cli("audit", "import", str(sheet), "--by", "Bo Ray")
    assert code == 2
    assert re.search(r"Items!L\d+: The result 'major' rests on no evidence", told)


def test_an_edited_question_is_left_and_told(cli: Cli, audit: str, sheet: Path) -> None:
    asked = printed(cli, "audit", "show", audit)["items"][0]["question"]
    _filled(sheet, {(1, "Question"): "Is all well?"})
    code, _, told = cli("audit", "import", str(sheet), "--by", "Bo Ray")
    assert code == 0
    assert "Item 1: the question was edited; questions are frozen, it was left." in told
    assert printed(cli, "audit", "show", audit)["items"][0]["question"] == asked


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        (lambda book: book.remove(book["Items"]), "no sheet is named 'Items'"),
        (
            lambda book: book["Items"].delete_cols(_items(book["Items"])[2]["Item"]),
            "has no column 'Item'",
        ),
    ],
    ids=["no sheet", "no item column"],
)
def test_a_workbook_edited_beyond_recognition_is_refused(
    cli: Cli, audit: str, sheet: Path, harm: Any, told: str
) -> None:
    before = printed(cli, "audit", "show", audit)
    book = load_workbook(sheet)
    harm(book)
    book.save(sheet)
    code, _, message = cli("audit", "import", str(sheet), "--by", "Bo Ray")
    assert code == 2
    assert told in message
    assert "hint: " in message
    assert printed(cli, "audit", "show", audit) == before


def test_a_file_that_is_no_workbook_is_refused(cli: Cli, audit: str, tmp_path: Path) -> None:
    file = tmp_path / "notes.xlsx"
    file.write_text("Result: fine", encoding="utf-8")
    code, _, told = cli("audit", "import", str(file), "--by", "Bo Ray")
    assert code == 2
    assert "is no workbook of an audit" in told


def _raised(file: Path, *rows: tuple[str, ...]) -> None:
    """Write findings into the sheet for new ones, from the first empty row on."""
    book = load_workbook(file)
    sheet = book["New findings"]
    head = next(row[0].row for row in sheet.iter_rows() if row[0].value == "Item no")
    for place, texts in enumerate(rows, start=head + 1):
        for column, text in enumerate(texts, start=1):
            sheet.cell(place, column).value = text
    book.save(file)


def test_findings_written_down_offline_are_raised_once(cli: Cli, audit: str, sheet: Path) -> None:
    whole = ("2", "8.4.1", "", "", "yearly", "ASL row 4: last 2024-05-02", "overdue", "major")
    _raised(sheet, whole, ("", "", "", "", "", "lot 7 of 2026-03-01", "no idea yet", "minor"))
    done = printed(cli, "audit", "import", str(sheet), "--by", "Bo Ray")
    again = printed(cli, "audit", "import", str(sheet), "--by", "Bo Ray")
    kept = printed(cli, "audit", "export", audit)

    assert [one["id"] for one in done["findings"]] == [f"{audit}-F2"]
    assert [one["clause"] for one in done["findings"]] == ["8.4.1"]
    assert any("no requirement" in line and "Kept as draft" in line for line in done["told"])
    assert again["findings"] == []
    assert (len(kept["findings"]), len(kept["drafts"])) == (2, 2)


def _template(path: Path, *lines: str) -> Path:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    document.save(str(path))
    return path


def test_the_report_goes_on_the_organisations_own_template(
    cli: Cli, audit: str, tmp_path: Path
) -> None:
    own = _template(tmp_path / "own.docx", "House paper F-9", "{{ title }}", "{{ body }}", "Foot")
    out = tmp_path / "report.docx"
    assert cli("audit", "report", audit, "-o", str(out), "--template", str(own))[0] == 0
    texts = [one.text for one in docx.Document(str(out)).paragraphs]
    assert texts[0] == "House paper F-9"
    assert texts[1].startswith("Internal audit report A-2026-01")
    assert texts[-1] == "Foot"
    assert "Objective evidence" in texts
    assert SEEN in _read(out)


def test_a_template_may_loop_over_a_table(cli: Cli, audit: str, tmp_path: Path) -> None:
    loop = (
        '{% for row in tables["Objective evidence"] %}{{ row.no }}: {{ row.result }};{% endfor %}'
    )
    out = tmp_path / "report.docx"
    own = _template(tmp_path / "own.docx", loop)
    cli("audit", "report", audit, "-o", str(out), "--template", str(own))
    assert [one.text for one in docx.Document(str(out)).paragraphs] == ["1: minor;"]


@pytest.mark.parametrize("line", ["{{ ''.__class__.__mro__ }}", "{% for %}"])
def test_a_template_that_is_written_wrong_is_told(
    cli: Cli, audit: str, tmp_path: Path, line: str
) -> None:
    own, out = _template(tmp_path / "own.docx", line), tmp_path / "report.docx"
    code, _, told = cli("audit", "report", audit, "-o", str(out), "--template", str(own))
    assert code == 2
    assert "'own.docx' cannot be filled in" in told
    assert not out.exists()


def test_the_pack_of_an_audit_holds_its_papers_and_files(
    cli: Cli, audit: str, tmp_path: Path
) -> None:
    packs = [tmp_path / f"{n}.zip" for n in (1, 2)]
    for pack in packs:
        assert cli("pack", "--audit", audit, "-o", str(pack))[0] == 0
    with ZipFile(packs[0]) as archive:
        names = archive.namelist()
        [kept] = [name for name in names if name.startswith("audit/attachments/")]
        assert archive.read(kept) == b"a shelf"
        sums = archive.read("SHA256SUMS").decode()
    assert {"audit/report.pdf", "audit/papers.xlsx"} <= set(names)
    assert all(name in sums for name in names if name != "SHA256SUMS")
    assert packs[0].read_bytes() == packs[1].read_bytes()
    assert cli("pack", "--audit", "A-1999-01", "-o", str(packs[0]))[0] == 2
