"""`audit` from the command line: made, filled in by two at once, concluded, closed."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.integration.command_line import ROOT, Cli, printed

_TWO = (
    "import sys, pathlib\n"
    "from datetime import date\n"
    "from assistant.audits.running import Written, item_of\n"
    "from integrations.bootstrap import build_services\n"
    "from integrations.settings import Settings\n"
    "with build_services(Settings.load(data=pathlib.Path(sys.argv[1]))) as services:\n"
    "    running = services.audits.running\n"
    "    seen = [e.id for e in item_of(running.run('A-2026-01'), '1').heads]\n"
    "    print('seen', flush=True)\n"
    "    sys.stdin.readline()\n"
    "    for n in range(5):\n"
    "        words = Written('minor', f'lot {n} seen by {sys.argv[2]}')\n"
    "        seen = [running.fill('A-2026-01', '1', words, by=sys.argv[2], based_on=seen).id]\n"
)


@pytest.fixture
def audit(cli: Cli) -> str:
    made = printed(
        cli, "audit", "new", "--clauses", "8.4,8.6", "--lead", "Ann Lee", "--auditor", "Bo Ray",
        "--auditee", "Buyer", "--from", "2026-11-03", "--until", "2026-11-04", "--seed", "7",
    )  # fmt: skip
    return str(made["id"])


def test_an_audit_is_made_of_a_checklist_and_listed(cli: Cli, audit: str) -> None:
    drafted = printed(cli, "checklist", "--clauses", "8.4,8.6", "--seed", "7")
    shown = printed(cli, "audit", "show", audit)
    [listed] = printed(cli, "audit", "list")["audits"]

    assert audit == "A-2026-01"
    assert [one["question"] for one in shown["items"]] == [
        one["question"] for one in drafted["items"]
    ]
    assert shown["left_out"] == drafted["left_out"]
    assert shown["items"][0]["sources"] == drafted["items"][0]["sources"]
    assert listed == {name: shown[name] for name in listed}
    assert (listed["state"], listed["planned_until"], listed["progress"]["with_result"]) == (
        "planned",
        "2026-11-04",
        0,
    )
    assert "A-2026-01" in cli("audit", "list")[1]


def test_an_item_is_filled_in_and_shown_with_its_history(cli: Cli, audit: str) -> None:
    said = ("--result", "Evidence seen", "--evidence", "ASL-1 row 4, 2026-05-02")
    kept = printed(cli, "audit", "fill", "1", *said, "--interviewed", "Buyer", "--by", "Ann Lee")
    cli("audit", "fill", "1", "--result", "minor", "--by", "Bo Ray")

    item = printed(cli, "audit", "show", audit, "--item", "1")
    told = cli("audit", "show", audit, "--item", "1")[1]

    assert (kept["result"], kept["interviewed"], kept["by"]) == (
        "evidence_seen",
        "Buyer",
        "Ann Lee",
    )
    assert [(one["by"], one["result"]) for one in item["entries"]] == [
        ("Ann Lee", "evidence_seen"),
        ("Bo Ray", "minor"),
    ]
    assert (item["result"], item["evidence_seen"]) == ("minor", "ASL-1 row 4, 2026-05-02")
    assert "entry 1" in told and "evidence seen" in told and "entry 2" in told


def test_a_file_is_attached_and_can_be_had_again(cli: Cli, audit: str, tmp_path: Path) -> None:
    picture = tmp_path / "shelf 3.jpg"
    picture.write_bytes(b"\xff\xd8 picture")

    [kept] = printed(cli, "audit", "attach", "2", str(picture), "--by", "Ann Lee")["attachments"]

    assert (kept["name"], kept["size"]) == ("shelf 3.jpg", 10)
    assert printed(cli, "audit", "show", audit)["items"][1]["attachments"] == [kept]
    code, _, told = cli("audit", "attach", "2", str(tmp_path / "none"), "--by", "Ann Lee")
    assert (code, told.splitlines()[1]) == (2, "hint: Check the path.")


def test_doctor_tells_an_attachment_that_was_altered(
    cli: Cli, audit: str, data: Path, tmp_path: Path
) -> None:
    picture = tmp_path / "shelf 3.jpg"
    picture.write_bytes(b"picture")
    cli("audit", "attach", "2", str(picture), "--by", "Ann Lee")

    def found() -> tuple[str, str]:
        checks = json.loads(cli("doctor", "--json")[1])["checks"]
        [one] = [one for one in checks if one["check"] == "Attachments"]
        return one["state"], one["found"]

    assert found() == ("ok", "1 file of audits, all as kept")
    next((data / "attachments").glob("*/*")).write_bytes(b"another")
    assert found() == ("fail", "1 of 1 gone or altered: shelf 3.jpg")


def test_two_processes_at_once_lose_nothing_and_the_conflict_is_shown(
    cli: Cli, audit: str, data: Path
) -> None:
    two = [
        subprocess.Popen(
            [sys.executable, "-c", _TWO, str(data), name],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )
        for name in ("Ann Lee", "Bo Ray")
    ]
    for one in two:
        assert one.stdout is not None and one.stdin is not None
        assert one.stdout.readline() == "seen\n"
    for one in two:
        assert one.stdin is not None
        one.stdin.write("go\n")
        one.stdin.flush()
    assert [one.communicate(timeout=120) and one.returncode for one in two] == [0, 0]

    shown = printed(cli, "audit", "show", audit)
    assert len(shown["entries"]) == 10
    assert {one["evidence"] for one in shown["entries"]} == {
        f"lot {n} seen by {name}" for n in range(5) for name in ("Ann Lee", "Bo Ray")
    }
    [other] = shown["items"][0]["in_conflict_with"]
    assert other != shown["items"][0]["entry"]
    assert "2 entries were written without seeing each other" in " ".join(
        cli("audit", "show", audit)[1].split()
    )

    _, _, told = cli("audit", "fill", "1", "--note", "Both lots are short.", "--by", "Ann Lee")
    assert told == ""
    assert printed(cli, "audit", "show", audit)["items"][0]["in_conflict_with"] == []


def test_an_audit_is_concluded_closed_and_opened_again(cli: Cli, audit: str) -> None:
    assert cli("audit", "close", audit, "--by", "Ann Lee")[0] == 2
    words = "Two of five suppliers were evaluated."
    concluded = printed(cli, "audit", "conclude", audit, "--text", words, "--by", "Ann Lee")
    assert concluded["conclusion"] == words

    code, output, told = cli("audit", "close", audit, "--by", "Ann Lee")
    assert (code, output) == (0, "A-2026-01 is closed.\n")
    assert "without a result" in told
    code, _, told = cli("audit", "fill", "1", "--audit", audit, "--note", "late", "--by", "Bo Ray")
    assert (code, told.splitlines()[0]) == (2, "error: A-2026-01 is closed.")
    assert "audit reopen" in told

    assert cli("audit", "reopen", audit, "--reason", "A page came.", "--by", "Ann Lee")[0] == 0
    assert printed(cli, "audit", "list")["audits"][0]["state"] == "open"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("audit", "show", "A-9"), "There is no audit 'A-9'."),
        (("audit", "fill", "99", "--note", "x", "--by", "A"), "has no item '99'"),
        (("audit", "fill", "1", "--result", "passed", "--by", "A"), "'passed' is no result"),
        (("audit", "fill", "1", "--result", "minor", "--by", "A"), "rests on no evidence"),
        (("audit", "fill", "--result", "minor", "--by", "A"), "No item is named"),
        (("audit", "fill", "--by", "A", "--json"), "No item is named"),
        (("audit", "new", "--lead", "A"), "No clause and no process is named."),
        (("audit", "new", "--clauses", "8.4", "--lead", " "), "No lead auditor is named."),
        (("audit", "new", "--process", "flying", "--lead", "A"), "no process 'flying'"),
        (("audit", "new", "--clauses", "8.4", "--lead", "A", "--id", "a-2026-01"), "already"),
        (("audit", "new", "--clauses", "8.4", "--lead", "A", "--from", "soon"), "is not a date"),
    ],
)
def test_what_is_not_there_is_two_lines_and_changes_nothing(
    cli: Cli, audit: str, arguments: tuple[str, ...], told: str
) -> None:
    before = printed(cli, "audit", "show", audit)

    code, output, messages = cli(*arguments)

    assert (code, output) == (2, "")
    assert told in messages
    assert messages.splitlines()[1].startswith("hint: ")
    assert printed(cli, "audit", "show", audit) == before
    assert len(printed(cli, "audit", "list")["audits"]) == 1


def test_the_walk_asks_item_by_item_and_keeps_each_at_once(
    cli: Cli, audit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = iter(["", "passed", "minor", "", "", "", "ASL-1 row 4", "Buyer", "", "q"])
    monkeypatch.setattr("builtins.input", lambda prompt: next(typed))

    code, output, told = cli("audit", "fill", "--by", "Ann Lee")

    assert code == 0
    assert output.endswith("1 kept, 4 without a result.\n")
    assert "is no result" in told and "rests on no evidence" in told
    item = printed(cli, "audit", "show", audit)["items"][1]
    assert (item["result"], item["evidence_seen"], item["interviewed"]) == (
        "minor",
        "ASL-1 row 4",
        "Buyer",
    )
