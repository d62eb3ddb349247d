"""`organisation` and the layouts of `coverage`, from the command line."""

import json
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from integrations.cli.main import run

Cli = Callable[..., tuple[int, str, str]]
SETTINGS = """
not_applicable:
  - {clause: "8.3", reason: We distribute only.}
owners:
  - {clause: "8.4", owner: Buying Lead}
processes:
  - {name: Buying, owner: Buying Lead, clauses: ["8.4.1", "8.6"], documents: [QP-84, QP-99]}
"""


@pytest.fixture
def cli(data: Path, capfd: pytest.CaptureFixture[str]) -> Cli:
    def call(*arguments: str) -> tuple[int, str, str]:
        capfd.readouterr()
        code = run(["--as-of", "2026-09-30", *arguments, "--data", str(data)])
        printed = capfd.readouterr()
        return code, printed.out, printed.err

    return call


@pytest.fixture
def settings(data: Path) -> Path:
    file = data / "organisation.yaml"
    file.write_text(SETTINGS)
    return file


def test_a_workbook_goes_out_and_comes_back_and_the_old_file_is_kept(
    cli: Cli, settings: Path, tmp_path: Path
) -> None:
    book = tmp_path / "ours.xlsx"
    assert cli("organisation", "export", "-o", str(book))[0] == 0
    sheet = load_workbook(book)
    sheet["Owners"]["A3"], sheet["Owners"]["B3"] = "8.10", "Nobody"
    sheet.save(book)

    code, _, told = cli("organisation", "import", str(book), "--by", "Ann")
    assert code == 2
    assert "8.10" in told
    assert settings.read_text() == SETTINGS

    sheet["Owners"]["A3"] = 8.6  # typed as a number
    sheet.save(book)
    assert cli("organisation", "import", str(book), "--by", "Ann")[0] == 0
    assert "by Ann" in settings.read_text().splitlines()[0]
    assert [one.read_text() for one in settings.parent.glob("organisation.until-*")] == [SETTINGS]
    shown = json.loads(cli("organisation", "show", "--json")[1])
    assert {"clause": "8.6", "owner": "Nobody"} in shown["owners"]


def test_a_misspelt_key_stops_with_its_line(cli: Cli, settings: Path) -> None:
    settings.write_text(SETTINGS.replace("reason", "raeson"))

    code, _, told = cli("coverage")

    assert code == 2
    assert "organisation.yaml:3: not_applicable 8.3: unknown key 'raeson'" in told


def test_coverage_has_three_layers_and_a_matrix(cli: Cli, settings: Path, tmp_path: Path) -> None:
    [design, *_] = json.loads(cli("coverage", "8.3", "--json")[1])["clauses"]
    assert (design["required"], design["justification"]) == (
        "not_applicable",
        "We distribute only.",
    )

    matrix = json.loads(cli("coverage", "--matrix", "--json")[1])
    [buying] = matrix["processes"]
    assert buying["not_held"] == ["QP-99"]
    assert [(one["clause"], one["documented"]) for one in buying["cells"]] == [
        ("8.4.1", "proposed"),
        ("8.6", "proposed"),
    ]
    for name in ("tree.xlsx", "tree.html", "matrix.xlsx", "matrix.html"):
        option = ("--matrix",) if name.startswith("matrix") else ()
        assert cli("coverage", *option, "-o", str(tmp_path / name))[0] == 0
    rows = list(load_workbook(BytesIO((tmp_path / "tree.xlsx").read_bytes()))["Places"].values)
    assert any("QP-84" in map(str, row) for row in rows)
    assert "not in force here" in (tmp_path / "matrix.html").read_text()
    assert cli("coverage", "-o", str(tmp_path / "x.docx"))[0] == 2


def test_a_name_that_is_no_document_in_force_is_warned_of_where_it_is_used(
    cli: Cli, settings: Path
) -> None:
    told = "Buying names 'QP-99', and no document in force is called so."

    for used in (("checklist", "--process", "buying"), ("audit", "new", "--process", "buying",
                                                        "--lead", "Ann Lee")):  # fmt: skip
        code, _, messages = cli(*used)
        assert code == 0
        assert f"warning: {told}" in messages
    [found] = [
        one
        for one in json.loads(cli("doctor", "--json")[1])["checks"]
        if one["check"] == "Organisation"
    ]
    assert (found["state"], found["found"]) == ("note", told)
    assert told in json.loads(cli("programme", "propose", "--json")[1])["notes"]


@pytest.mark.parametrize(
    "question", ["do we do 8.3?", "where is clause 8.3 covered?", "is clause 8.3 excluded?"]
)
def test_a_question_about_a_clause_that_does_not_apply_is_told_why(
    cli: Cli, settings: Path, question: str
) -> None:
    reply = json.loads(cli("ask", question, "--json")[1])

    assert reply["status"] == "answered"
    assert "Clause 8.3 is not applicable here: We distribute only." in reply["answer"]


def test_one_clause_lists_every_place_with_their_number(cli: Cli) -> None:
    told = cli("coverage", "8.6")[1]

    assert "1 place and 0 records for clause 8.6" in told


def test_json_is_all_that_is_printed_whatever_else_is_written(
    cli: Cli, settings: Path, tmp_path: Path
) -> None:
    book, page = str(tmp_path / "ours.xlsx"), str(tmp_path / "coverage.html")
    for command in (
        ("organisation", "check"),
        ("organisation", "export", "-o", book),
        ("organisation", "import", book, "--by", "Ann"),
        ("coverage", "8.4", "-o", page),
        ("coverage", "--matrix", "-o", page),
    ):
        code, printed, told = cli(*command, "--json")
        assert (code, bool(json.loads(printed))) == (0, True), (command, told)


def test_one_file_serves_another_edition_as_well(cli: Cli, settings: Path) -> None:
    settings.write_text(SETTINGS.replace('"8.6"', '"8.6", "8.1.4"'))
    other = ("--edition", "iso9001-2015")

    code, printed, _ = cli("organisation", "check", *other)
    assert (code, printed.splitlines()[1]) == (
        0,
        "of other editions, without effect under iso9001-2015: 8.1.4",
    )
    assert cli("coverage", "8.4", *other)[0] == 0
    [buying] = json.loads(cli("coverage", "--matrix", "--json", *other)[1])["processes"]
    assert [one["clause"] for one in buying["cells"]] == ["8.4.1", "8.6"]
