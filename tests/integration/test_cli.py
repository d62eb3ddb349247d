"""The command line, from its arguments to its output and exit code."""

import subprocess
import sys
from pathlib import Path

import pytest

from integrations.cli.main import globals_first, run
from integrations.database.engine import open_database
from tests.effort import effort_of_programs
from tests.integration.command_line import CLAUSEWISE, ROOT, Cli, printed, process


def test_help_lists_every_command() -> None:
    told = process("--help").stdout

    for name in (
        "demo ingest documents ask chat search coverage mappings crosswalk legacy transition"
        " doctor index eval serve slack gaps checklist replay pack calendar trace records"
    ).split():
        assert f"\n  {name} " in told


def test_help_is_there_at_once() -> None:
    assert process("--help").returncode == 0

    assert effort_of_programs(lambda: process("--help")) < 2.0  # a tenth of it as a rule


def test_help_imports_no_heavy_library() -> None:
    code = (
        "import sys, integrations.cli.main as m; m.run(['--help']); "
        "heavy = {'numpy','sqlalchemy','chromadb','torch','fastapi','onnxruntime','yaml'}; "
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True
    )

    assert done.stderr.strip() == "[]"


@pytest.mark.parametrize(
    "arguments",
    [
        ("nonsense",),
        ("ask",),
        ("ask", "q", "--wrong"),
        ("search", "q", "--limit", "none"),
        ("coverage", "8.4."),
    ],
)
def test_wrong_use_is_two_lines_and_exit_code_2(cli: Cli, arguments: tuple[str, ...]) -> None:
    code, output, messages = cli(*arguments)

    assert (code, output) == (2, "")
    first, second = messages.splitlines()
    assert first.startswith("error: ")
    assert second.startswith("hint: ")


def test_a_misspelt_setting_stops_the_start(data: Path) -> None:
    done = process("documents", "--data", str(data), CLAUSEWISE_DATABSE_URL="x")

    assert done.returncode == 2
    assert done.stderr.splitlines() == [
        "error: CLAUSEWISE_DATABSE_URL is not a setting; did you mean CLAUSEWISE_DATABASE_URL?",
        "hint: docs/configuration.md lists every setting.",
    ]


def test_common_options_may_stand_anywhere_but_behind_two_dashes() -> None:
    assert globals_first(["ask", "why?", "--json", "--data", "d", "--as-of=2026-01-01"]) == [
        "--json",
        "--data",
        "d",
        "--as-of=2026-01-01",
        "ask",
        "why?",
    ]
    assert globals_first(["ask", "--", "--json"]) == ["ask", "--", "--json"]


def test_documents_shows_what_is_in_force_on_the_day(cli: Cli) -> None:
    found = printed(cli, "documents")["documents"]

    assert [(one["document"], one["revision"], one["status"]) for one in found] == [
        ("ASL-1", "A", "in_force"),
        ("QP-84", "A", "obsolete"),
        ("QP-84", "B", "in_force"),
    ]


def test_where_a_clause_is_covered_is_answered_with_citations(cli: Cli) -> None:
    reply = printed(cli, "ask", "where do we cover clause 8.4?")

    assert (reply["status"], reply["answered_by"]) == ("answered", "ledger")
    assert [one["tag"] for one in reply["citations"]] == [1, 2, 3]
    assert {one["document"] for one in reply["citations"]} == {"QP-84", "ASL-1"}


def test_an_answer_on_the_terminal_has_text_citation_and_what_was_searched(cli: Cli) -> None:
    code, output, _ = cli("ask", "how long are receiving inspection records retained?")

    assert code == 0
    assert "[1] QP-84 rev B §6.2 p.1 · in force since 2025-03-01" in output
    assert "“Receiving inspection records are retained for 10 years.”" in output
    assert "searched 2 documents, 3 passages" in output
    assert "7 years" not in output
    assert "\x1b" not in output


def test_a_declined_question_is_exit_code_0_and_says_why(cli: Cli) -> None:
    code, output, _ = cli("ask", "will we pass the audit next year?")

    assert code == 0
    assert "searched 2 documents" in output
    assert "judgement" in output


def test_a_question_about_an_earlier_day_is_answered_from_that_days_documents(cli: Cli) -> None:
    question = "how long are receiving inspection records retained?"
    reply = printed(cli, "ask", "--as-of", "2021-01-01", question)

    assert reply["searched"]["as_of"] == "2021-01-01"
    assert "7 years" in reply["answer"]
    assert "10 years" not in reply["answer"]


def test_search_gives_citations_with_scores_best_first(cli: Cli) -> None:
    [result] = printed(cli, "search", "supplier evaluation", "--limit", "2")["results"]

    scores = [hit["score"] for hit in result["hits"]]
    assert result["query"] == "supplier evaluation"
    assert scores == sorted(scores, reverse=True)
    assert result["hits"][0]["quote"] == "The buyer shall evaluate every supplier once a year."


def test_a_batch_of_queries_keeps_their_ids(cli: Cli, tmp_path: Path) -> None:
    batch = tmp_path / "queries.jsonl"
    batch.write_text('{"id": "a", "query": "supplier"}\n\n{"id": "b", "query": "retained"}\n')

    results = printed(cli, "search", "--batch", str(batch))["results"]

    assert [one["id"] for one in results] == ["a", "b"]
    assert "retained" in results[1]["hits"][0]["quote"]


def test_a_faulty_line_of_a_batch_is_named(cli: Cli, tmp_path: Path) -> None:
    batch = tmp_path / "queries.jsonl"
    batch.write_text('{"id": "a", "query": "supplier"}\n{"id": "b"}\n')

    code, _, messages = cli("search", "--batch", str(batch))

    assert code == 2
    assert "Line 2" in messages


def test_doctor_finds_a_healthy_installation_well(cli: Cli) -> None:
    report = printed(cli, "doctor")

    assert report["well"] is True
    assert "Vectors" in {one["check"] for one in report["checks"]}


def test_rebuilding_the_index_makes_the_vectors(cli: Cli) -> None:
    before = printed(cli, "ask", "shelf life?")["searched"]["vectors_ready"]
    rebuilt = printed(cli, "index", "rebuild")
    after = printed(cli, "ask", "shelf life?")["searched"]["vectors_ready"]

    assert (before, rebuilt["passages"], rebuilt["vectors"], after) == (0.0, 4, 4, 1.0)


def test_chat_answers_one_question_after_another_until_an_empty_line(data: Path) -> None:
    done = subprocess.run(
        [*CLAUSEWISE, "chat", "--data", str(data)],
        input="what does 8.6 ask for?\nwhere do we cover 8.6?\n\n",
        capture_output=True, text=True, encoding="utf-8", cwd=ROOT, timeout=120, check=True,
    )  # fmt: skip

    assert done.stdout.count("searched ") == 2


def test_output_for_a_pipe_has_no_colour_and_fits_in_the_width(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    for width in (80, 120):
        monkeypatch.setenv("COLUMNS", str(width))
        for command in ("documents", "coverage", "gaps", "mappings"):
            _, output, _ = cli(command)
            assert "\x1b" not in output
            assert max(map(len, output.splitlines())) <= width, command


@pytest.mark.parametrize(
    "arguments",
    [
        ("ask", "who buys?"), ("search", "supplier"), ("documents",), ("gaps",), ("coverage",),
        ("mappings",), ("checklist", "--clauses", "8.4"),
    ],
)  # fmt: skip
def test_reading_where_nothing_was_ingested_says_so_and_makes_nothing(
    capfd: pytest.CaptureFixture[str], tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    nowhere = tmp_path / "nowhere"

    code = run([*arguments, "--data", str(nowhere)])

    error, hint = capfd.readouterr().err.splitlines()
    assert (code, nowhere.exists()) == (2, False)
    assert error.startswith("error: No documents yet")
    assert "clausewise ingest FOLDER" in hint


def test_asking_and_searching_without_any_document_points_to_ingest(
    capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    open_database(tmp_path / "empty").close()

    for command in ("ask", "search"):
        code = run([command, "who evaluates suppliers?", "--data", str(tmp_path / "empty")])
        assert code == 0
        assert "No documents yet. Run `clausewise ingest FOLDER`." in capfd.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("serve", "--port", "abc"), "'--port': a whole number is needed."),
        (("serve", "--port", "99999"), "'--port': the largest number is 65535."),
        (("search", "x", "--limit", "0"), "'--limit': the smallest number is 1."),
    ],
)
def test_a_number_that_is_none_is_told_in_our_words(
    cli: Cli, arguments: tuple[str, ...], told: str
) -> None:
    code, _, messages = cli(*arguments)

    assert code == 2
    assert messages.splitlines()[0] == f"error: Invalid value for {told}"


def test_a_reply_is_run_again_by_its_id(cli: Cli) -> None:
    reply = printed(cli, "ask", "how long are receiving inspection records retained?")

    code, output, _ = cli("replay", reply["id"])
    replay = printed(cli, "replay", reply["id"])

    assert code == 0
    assert "The same reply comes out today." in output
    assert (replay["same"], replay["before"]) == (True, reply)


def test_an_unknown_reply_cannot_be_run_again(cli: Cli) -> None:
    code, output, told = cli("replay", "r_nothing")

    assert (code, output) == (2, "")
    assert told.splitlines() == [
        "error: There is no reply 'r_nothing'.",
        "hint: The id of a reply begins with r_.",
    ]
