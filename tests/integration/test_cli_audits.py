"""Coverage, decisions, gaps and checklists from the command line."""

import json
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from integrations.database.engine import open_database
from integrations.database.library import SqlLibrary
from tests.company import Text, store
from tests.integration.command_line import Cli, printed


def test_coverage_rolls_up_and_tells_document_from_record(cli: Cli) -> None:
    clauses = {one["clause"]: one for one in printed(cli, "coverage", "8.4")["clauses"]}

    assert list(clauses)[:3] == ["8.4", "8.4.1", "8.4.1.1"]
    assert (clauses["8.4"]["documented"], clauses["8.4"]["practised"]) == ("proposed", "current")
    assert [one["document"] for one in clauses["8.4.1.1"]["records"]] == ["ASL-1"]
    assert clauses["8.4.1.1"]["documented"] == "none"


def test_a_mapping_is_confirmed_by_name_and_shows_in_coverage(cli: Cli) -> None:
    listed = printed(cli, "mappings", "--clause", "8.6")["mappings"]
    mapping = next(one["mapping"] for one in listed if one["revision"] == "B")

    code, _, messages = cli("mappings", "confirm", mapping)
    assert code == 2
    assert "--by" in messages

    [decided] = printed(cli, "mappings", "confirm", mapping, "--by", "Ann", "--note", "read it")[
        "mappings"
    ]
    assert (decided["decision"], decided["decided_by"], decided["note"]) == (
        "confirmed",
        "Ann",
        "read it",
    )
    assert printed(cli, "coverage", "8.6")["clauses"][0]["documented"] == "confirmed"


def test_a_rejected_mapping_no_longer_counts(cli: Cli) -> None:
    [mapping] = printed(cli, "mappings", "--clause", "8.4.2")["mappings"]

    assert cli("mappings", "reject", mapping["mapping"], "--by", "Ann")[0] == 0
    assert printed(cli, "coverage", "8.4.2")["clauses"][0]["documented"] == "none"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("mappings", "--document", "QP-99"), "There is no document 'QP-99'."),
        (("changes", "--since", "2026-01-01", "--document", "QP-99"), "no document 'QP-99'"),
        (("mappings", "--undecided", "--suspect"), "contradict each other"),
        (("mappings", "confirm", "m_1", "--document", "QP-84", "--by", "A"), "filters as well"),
        (("mappings", "reopen", "--by", "A"), "Nothing to be reopened is named."),
        (("transition", "nowhere.yaml"), "There is no file 'nowhere.yaml'."),
    ],
)
def test_what_is_not_there_or_contradicts_itself_is_an_error_and_decides_nothing(
    cli: Cli, arguments: tuple[str, ...], told: str
) -> None:
    before = printed(cli, "mappings")

    code, output, messages = cli(*arguments)

    assert (code, output) == (2, "")
    assert told in messages
    assert messages.splitlines()[1].startswith("hint: ")
    assert printed(cli, "mappings") == before


def test_a_suspect_confirmation_is_listed_as_confirmed_and_counted(cli: Cli, data: Path) -> None:
    assert cli("mappings", "confirm", "--document", "QP-84", "--by", "Ann", "--yes")[0] == 0
    database = open_database(data)
    text = "The buyer shall evaluate every supplier twice a year."
    store(
        SqlLibrary(database), "QP-84", Text(text, ("8.4.1",), section="4.1"),
        label="C", effective=date(2026, 1, 1), edition_id="as9120b",
    )  # fmt: skip
    database.close()

    listed = printed(cli, "mappings", "--decision", "confirmed")
    [suspect] = [one for one in listed["mappings"] if one["suspect"]]
    told = cli("mappings", "--decision", "confirmed")[1]

    assert listed["suspect"] == 1
    assert (suspect["revision"], suspect["decision"]) == ("C", "confirmed")
    assert "1 suspect: its words changed" in told
    assert printed(cli, "coverage", "8.4.1")["clauses"][0]["documented"] == "proposed"


def test_the_crosswalk_reads_a_number_both_ways(cli: Cli) -> None:
    found = printed(cli, "crosswalk", "8.2.2")

    assert [one["title"] for one in found["legacy"]] == ["Internal audit"]
    assert found["clause"]["clause"] == "8.2.2"
    assert found["ambiguous"] is True


def test_gaps_end_with_1_only_when_asked_to_be_strict(cli: Cli) -> None:
    assert cli("gaps")[0] == 0
    code, output, _ = cli("gaps", "--strict", "--json")

    assert code == 1
    found = json.loads(output)
    assert {one["kind"] for one in found["gaps"]} >= {"missing_document", "missing_record"}
    assert "8.6" in {one["clause"] for one in found["gaps"]}


def test_coverage_names_the_same_gaps_as_gaps_does(cli: Cli) -> None:
    listed = {one["id"] for one in printed(cli, "gaps")["gaps"]}
    clauses = printed(cli, "coverage")["clauses"]

    assert {id_ for one in clauses for id_ in one["gaps"]} == listed
    for one in clauses:
        if one["required"] == "required" and "none" in (one["documented"], one["practised"]):
            assert one["gaps"], one["clause"]


def test_a_checklist_is_written_in_the_layout_of_its_file(cli: Cli, tmp_path: Path) -> None:
    target = tmp_path / "audit.xlsx"

    code, output, _ = cli("checklist", "--clauses", "8.4,8.6", "-o", str(target))

    assert (code, output) == (0, "")
    sheet = load_workbook(BytesIO(target.read_bytes())).active
    assert sheet is not None
    clauses = [row[2] for row in sheet.iter_rows(min_row=4, values_only=True)]
    assert clauses == [
        "8.4.1",
        "8.4.1.1",
        "8.4.3",
        "8.4.2",
        "8.6",
    ]  # approval, order, receipt, release


def test_a_checklist_in_a_layout_there_is_none_for_is_refused(cli: Cli, tmp_path: Path) -> None:
    target = tmp_path / "audit.odt"

    code, output, told = cli("checklist", "--clauses", "8.4", "-o", str(target))

    assert (code, output, target.exists()) == (2, "", False)
    assert "error: A checklist is not written as .odt.\nhint: Use .md, .xlsx, .docx" in told
    code, _, told = cli("checklist", "--clauses", "8.4", "--format", "odt")
    assert (code, told.splitlines()[0]) == (
        2,
        "error: Invalid value for '--format': 'odt' is not one of 'md', 'xlsx', 'docx', 'pdf', "
        "'csv', 'json'.",
    )


def test_a_checklist_of_no_clause_is_wrong_use(cli: Cli) -> None:
    code, output, told = cli("checklist", "--clauses", " , ")

    assert (code, output) == (2, "")
    assert "error: No clause and no process is named." in told


def test_a_checklist_as_json_stands_on_the_output_beside_the_file(cli: Cli, tmp_path: Path) -> None:
    target = tmp_path / "audit.md"

    told = printed(cli, "checklist", "--clauses", "8.4", "-o", str(target))

    assert told["scope"][0] == "8.4"
    assert target.read_text("utf-8").startswith("# Internal audit checklist")


def test_a_checklist_quotes_the_organisations_own_sentence(cli: Cli) -> None:
    code, output, _ = cli("checklist", "--clauses", "8.4.1", "--format", "md")

    assert code == 0
    assert "The buyer shall evaluate every supplier once a year." in output
    assert "QP-84 rev B §4.1 p.1" in output

    [item, _] = printed(cli, "checklist", "--clauses", "8.4.1")["items"]
    assert item["sources"][0]["document"] == "QP-84"


def test_a_layout_that_differs_from_the_file_is_refused(cli: Cli, tmp_path: Path) -> None:
    target = tmp_path / "audit.pdf"

    code, _, told = cli("checklist", "--clauses", "8.4", "--format", "md", "-o", str(target))

    assert (code, target.exists()) == (2, False)
    assert "--format md does not go with a file named .pdf" in told


def test_gaps_and_checklists_say_when_the_index_is_not_complete_yet(cli: Cli) -> None:
    for command in (("gaps",), ("checklist", "--clauses", "8.4")):
        code, _, told = cli(*command)
        assert code == 0
        assert "Only 0% of the passages are indexed by meaning so far" in told
