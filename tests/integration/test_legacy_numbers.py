"""Old clause numbers and the next edition, from real files to reports in every layout."""

import csv
import json
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from assistant.ledger.entries import Act
from evals.legacy.gold import load_gold
from evals.legacy.measure import measure
from integrations.bootstrap import build_services
from integrations.cli.main import run
from integrations.settings import Settings

AT_LEAST = 0.97
DAY = date(2026, 9, 30)


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
        (["-o", "old.odt"], "not written as .odt"),
        (["-o", "old.md", "--format", "csv"], "does not go with"),
    ],
)
def test_wrong_use_is_one_clear_error(
    company: list[str], capfd: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    assert run(["legacy", *arguments, *company]) == 2
    assert said in capfd.readouterr().err


EDITIONS = Path(__file__).parents[1] / "editions"


@pytest.fixture
def successor(tmp_path: Path) -> Path:
    """A file of an edition that follows AS9120B, as small as it can be."""
    file = tmp_path / "next.yaml"
    file.write_text(
        """
id: as9120-next
name: An invented next edition
replaces: as9120b
clauses:
  - {number: "8", title: Operation, asks: The work.}
  - {number: "8.9", title: Suppliers, asks: They are chosen., retain: [approvals]}
  - {number: "8.10", title: Resilience, asks: Work goes on., maintain: [a plan]}
crosswalk:
  - {number: "8.4.1", title: General, editions: [as9120b], current: ["8.9"], relation: wider}
""",
        encoding="utf-8",
    )
    return file


def test_the_way_to_a_new_edition_is_planned_from_its_file(
    company: list[str], successor: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(["transition", str(successor), "--json", *company]) == 0

    plan = json.loads(capfd.readouterr().out)
    assert (plan["edition"], plan["new_edition"]) == ("as9120b", "as9120-next")
    clauses = {one["clause"]: one for one in plan["clauses"]}
    assert (clauses["8.10"]["change"], clauses["8.10"]["do"]) == ("new", "establish")
    assert (clauses["8.9"]["do"], clauses["8.9"]["documents"]) == ("extend", ["QP-7"])


@pytest.mark.parametrize("ending", ["md", "html", "csv", "xlsx"])
def test_the_plan_is_written_as_its_file_is_named(
    company: list[str], successor: Path, tmp_path: Path, ending: str
) -> None:
    file = tmp_path / f"plan.{ending}"

    assert run(["transition", str(successor), "-o", str(file), *company]) == 0

    content = file.read_bytes()
    if ending == "xlsx":
        book = load_workbook(BytesIO(content))
        assert book.sheetnames == ["What to do first", "Documents to revise", "Every clause"]
    else:
        assert "Resilience" in content.decode("utf-8-sig")


@pytest.mark.parametrize(
    ("new", "said"),
    [
        ("as9120z", "'as9120z' is not known"),
        ("iso9001-2015", "does not say where the clauses of 'as9120b' went"),
        (str(EDITIONS / "none.yaml"), "There is no file"),
        (str(EDITIONS / "invented-2027.yaml"), "'invented-2019', which is not known"),
    ],
)
def test_an_edition_that_cannot_be_planned_for_is_one_clear_error(
    company: list[str], capfd: pytest.CaptureFixture[str], new: str, said: str
) -> None:
    assert run(["transition", new, *company]) == 2
    assert said in capfd.readouterr().err


def test_a_mapping_of_one_edition_is_shown_under_the_other_and_nothing_is_doubled(
    company: list[str], capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(["mappings", "--json", *company]) == 0
    own = {one["mapping"] for one in json.loads(capfd.readouterr().out)["mappings"]}
    assert run(["mappings", "--json", "--edition", "iso9001-2015", *company]) == 0
    lent = json.loads(capfd.readouterr().out)["mappings"]

    assert lent
    assert {one["mapping"] for one in lent} <= own
    assert {one["origin"]["edition"] for one in lent} == {"as9120b"}


def test_a_whole_document_is_confirmed_as_far_as_the_edition_in_use_can_decide(
    data: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with build_services(Settings.load(data=data)) as services:
        place = "QP-84 §4.1"
        services.ledger.add(place, "7.1.6", by="Bob", note="", as_of=DAY)
        [added] = services.ledger.mappings(services.ledger.wanted(clause="7.1.6"), as_of=DAY)
        reopened = [added.mapping.id]
        services.ledger.decide(reopened, Act.REOPENED, by="Bob", note="", as_of=DAY)
    options = ["--data", str(data), "--as-of", "2026-09-30", "--edition", "iso9001-2015"]

    assert (
        run(["mappings", "confirm", "--document", "QP-84", "--by", "Ann", "--yes", *options]) == 0
    )

    printed = capfd.readouterr()
    assert printed.out.strip() == f"{added.mapping.id}: QP-84 §4.1 -> clause 7.1.6 confirmed by Ann"
    assert "3 are left out, made for another clause of another edition" in printed.err
