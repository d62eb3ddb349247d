"""`finding` and `findings` from the command line: raised, followed up, due, overdue, closed."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from openpyxl import Workbook

from assistant.model.findings import TypedFinding
from integrations.bootstrap import build_services
from integrations.settings import Settings
from tests.company import TODAY
from tests.integration.command_line import Cli, printed
from tests.integration.ingesting import ingest

RAISED = (
    "finding", "new", "--clause", "8.4.1", "--procedure", "QP-84 rev B 4.1", "--grade", "minor",
    "--evidence", "ASL-1 row 4: Aero Ltd, last evaluated 2024-05-02", "--nature",
    "The evaluation is older than a year.", "--by", "Ann Lee",
)  # fmt: skip


@pytest.fixture
def audit(cli: Cli) -> str:
    made = printed(cli, "audit", "new", "--clauses", "8.4,8.6", "--lead", "Ann Lee", "--seed", "7")
    return str(made["id"])


@pytest.fixture
def finding(cli: Cli, audit: str) -> str:
    return str(printed(cli, *RAISED, "--owner", "Buyer", "--due", "2026-10-15")["id"])


def test_a_finding_is_raised_in_three_parts_and_told_what_to_look_at_again(
    cli: Cli, audit: str
) -> None:
    raised = printed(cli, *RAISED)

    assert (raised["id"], raised["state"], raised["grade"]) == ("A-2026-01-F1", "open", "minor")
    assert raised["citation"]["quote"] == "The buyer shall evaluate every supplier once a year."
    assert raised["identifiers"] == ["row 4", "ASL-1", "2024-05-02"]
    assert (raised["flags"], raised["on"]) == ([], "2026-09-30")

    flagged = printed(
        cli, "finding", "new", "--item", "1", "--grade", "major", "--by", "Ann Lee",
        "--evidence", "Ann Lee found no list.", "--nature", "Buyers should be trained.",
    )  # fmt: skip
    assert [one["code"] for one in flagged["flags"]] == [
        "names-a-person",
        "prescribes-a-remedy",
        "lacks-identifiers",
    ]
    assert flagged["document"] == "QP-84"


def test_what_is_incomplete_is_refused_and_kept_as_a_draft(cli: Cli, audit: str) -> None:
    words = "Nobody looks at the list."
    code, output, told = cli("finding", "new", "--nature", words, "--grade", "minor", "--by", "A")

    assert (code, output) == (2, "")
    assert told.splitlines()[0] == "error: The finding says no requirement and no evidence."
    assert "--draft 1" in told.splitlines()[1]
    [draft] = printed(cli, "finding", "drafts")["drafts"]
    assert draft["nature"] == words
    assert words in cli("finding", "drafts")[1]

    made = printed(
        cli, "finding", "new", "--draft", "1", "--clause", "8.6", "--evidence", "L-7", "--by", "A"
    )
    assert (made["nature"], made["clause"]) == (words, "8.6")
    assert printed(cli, "finding", "drafts")["drafts"] == []


def test_the_register_ages_and_feeds_gaps_and_the_calendar(cli: Cli, finding: str) -> None:
    def gap(day: str) -> tuple[str, str, str]:
        gaps = printed(cli, "gaps", "--subject", finding, "--as-of", day)["gaps"]
        [one] = gaps
        return one["kind"], one["severity"], one["owner"]

    assert gap("2026-10-15") == ("incomplete", "observation", "Buyer")
    assert gap("2026-10-20") == ("overdue", "minor", "Buyer")
    [due] = printed(cli, "calendar", "--kind", "audit_finding")["entries"]
    assert (due["due"], due["owner"], due["what"]) == (
        "2026-10-15",
        "Buyer",
        "Answer of finding A-2026-01-F1",
    )
    assert due["evidence"][0]["document"] == "QP-84"
    found = printed(cli, "findings", "--as-of", "2026-10-20")
    [line] = found["findings"]
    assert (line["days_open"], line["overdue_by"], found["overdue"]) == (20, 5, 1)
    assert "5 over" in cli("findings", "--as-of", "2026-10-20")[1]


def test_a_finding_is_answered_checked_closed_and_no_longer_due(cli: Cli, finding: str) -> None:
    by = ("--by", "Bo Ray", "--as-of", "2026-10-10")
    cli("finding", "correction", finding, "--text", "Aero Ltd was evaluated.", *by)
    cli("finding", "cause", finding, "--text", "No reminder.", "--factor", "workload", *by)
    told = cli("finding", "action", finding, "--text", "A calendar.", "--due", "2026-11-01", *by)[1]
    assert told == f"{finding} is answered, Buyer; action due 2026-11-01.\n"
    cli("finding", "done", finding, "--text", "Calendar of 2026-10-09.", *by)
    cli("finding", "check", finding, "--due", "2027-01-10", *by)
    late = ("--by", "Ann Lee", "--as-of", "2027-01-10")
    cli("finding", "check", finding, "--effect", "worked", "--text", "12 of 12.", *late)
    closed = printed(cli, "finding", "close", finding, *late)

    assert (closed["state"], closed["closed"]) == ("closed", "2027-01-10")
    assert [one["act"] for one in closed["entries"]] == [
        "assigned", "correction", "cause", "action", "carried_out", "check_planned", "checked",
        "closed",
    ]  # fmt: skip
    assert closed["entries"][2]["factors"] == ["workload"]
    day = ("--as-of", "2027-01-11")
    assert printed(cli, "gaps", "--subject", finding, *day)["gaps"] == []
    assert printed(cli, "findings", "--open", *day)["findings"] == []
    assert "12 of 12." in cli("finding", "show", finding, *day)[1]


def test_findings_of_logs_stand_beside_those_raised_here(
    cli: Cli, finding: str, data: Path, tmp_path: Path
) -> None:
    _log(tmp_path)
    ingest(data, tmp_path / "logs")
    lines = printed(cli, "findings", "--as-of", "2026-10-20")["findings"]

    assert [(one["id"], one["source"], one["is_open"]) for one in lines] == [
        ("AF-2", "log", True),
        (finding, "kept", True),
        ("AF-1", "log", False),
    ]
    assert (lines[0]["overdue_by"], lines[0]["clause"]) == (50, "8.4.1")
    assert lines[0]["evidence"][0]["row"] == "Findings!3"
    assert "AF-2*" in cli("findings")[1]
    only = printed(cli, "findings", "--clause", "7.5", "--as-of", "2026-10-20")["findings"]
    assert [one["id"] for one in only] == ["AF-1"]


def test_the_same_clause_in_another_audit_is_told_and_stands_on_the_next_checklist(
    cli: Cli, audit: str, finding: str
) -> None:
    first = printed(cli, "finding", "show", finding)
    assert first["repeats"] == []
    cli("audit", "new", "--clauses", "8.4", "--lead", "Bo Ray")

    again = printed(cli, *RAISED, "--audit", "A-2026-02")
    assert again["repeats"] == ["A-2026-01-F1 (8.4.1, minor, open)"]
    items = printed(cli, "checklist", "--clauses", "8.4")["items"]
    [told, _] = next(one for one in items if one["clause"] == "8.4.1")["earlier_findings"]
    assert told == "A-2026-01-F1 (minor, open): The evaluation is older than a year."


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("finding", "show", "A-9-F1"), "There is no finding 'A-9-F1'."),
        (("finding", "new", "--audit", "A-9", "--by", "A"), "There is no audit 'A-9'."),
        (("finding", "new", "--item", "99", "--by", "A"), "has no item '99'"),
        (("finding", "cause", "A-2026-01-F1", "--text", "x", "--by", "A"), "No human factor"),
        (("finding", "action", "A-2026-01-F1", "--text", "x", "--by", "A"), "No day is given"),
        (("finding", "check", "A-2026-01-F1", "--by", "A"), "Say when it is checked"),
        (("finding", "close", "A-2026-01-F1", "--by", "A"), "nobody checked"),
        (("findings", "--clause", "99.9"), "does not exist"),
    ],
)
def test_what_is_not_there_is_two_lines_and_changes_nothing(
    cli: Cli, finding: str, arguments: tuple[str, ...], told: str
) -> None:
    before = printed(cli, "findings")

    code, output, messages = cli(*arguments)

    assert (code, output) == (2, "")
    assert told in messages
    assert messages.splitlines()[1].startswith("hint: ")
    assert printed(cli, "findings") == before


def test_findings_raised_at_once_take_numbers_of_their_own(
    cli: Cli, audit: str, data: Path
) -> None:
    typed = TypedFinding(clause="8.6", evidence="L-7 of 2026-09-01", grade="minor")

    def raised(by: str) -> list[str]:
        with build_services(Settings.load(data=data), today=TODAY) as services:
            return [
                services.findings.raise_(audit, typed, by=by, on=TODAY).finding.id for _ in range(4)
            ]

    with ThreadPoolExecutor(3) as several:
        ids = [one for each in several.map(raised, ("Ann", "Bo", "Cy")) for one in each]

    assert {one["id"] for one in printed(cli, "findings")["findings"]} == set(ids)
    assert len(set(ids)) == 12


def test_the_human_factors_are_listed(cli: Cli) -> None:
    named = [one["id"] for one in printed(cli, "finding", "factors")["factors"]]

    assert "handover" in named
    assert named[-1] == "none_found"


def _log(folder: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Findings"
    head = ["Finding No", "Audit", "Clause", "Grade", "Finding", "Owner", "Raised", "Due", "Closed"]
    sheet.append(head)
    sheet.append(
        ["AF-1", "IA-3", "7.5.3", "minor", "Two issues lay out.", "Office", "2026-03-02",
         "2026-04-01", "2026-03-30"]
    )  # fmt: skip
    sheet.append(
        ["AF-2", "IA-3", "8.4.1", "minor", "No approval on file.", "Buyer", "2026-08-01",
         "2026-08-31", ""]
    )  # fmt: skip
    (folder / "logs").mkdir()
    book.save(folder / "logs" / "Audit findings log.xlsx")
