"""`ingest` and what follows from it, from real files on."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
CLAUSEWISE = (
    sys.executable,
    "-c",
    "from integrations.cli.main import main\nif __name__ == '__main__': main()",
)
pytestmark = pytest.mark.slow
PROCEDURE = """# QP-12 Storage of rubber parts

| Document No | QP-12 |
| --- | --- |
| Revision | D |
| Effective date | 2025-02-01 |

## 1 Purpose

This procedure says how rubber parts are stored.

## 4 Preservation

Rubber parts shall be stored below 25 degrees in the dark. (AS9120 8.5.4)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    documents = tmp_path / "documents"
    documents.mkdir()
    (documents / "QP-12 Storage.md").write_text(PROCEDURE, encoding="utf-8")
    (documents / "empty.pdf").write_bytes(b"")
    return documents


def clausewise(tmp_path: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [*CLAUSEWISE, "--data", str(tmp_path / "data"), *arguments],
        capture_output=True, text=True, encoding="utf-8", cwd=ROOT, timeout=120, check=False,
    )  # fmt: skip


def printed(done: "subprocess.CompletedProcess[str]") -> Any:
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_a_folder_becomes_documents_that_answer_with_a_citation(
    tmp_path: Path, folder: Path
) -> None:
    report = printed(clausewise(tmp_path, "ingest", str(folder), "--wait", "--json"))

    outcomes = {one["path"]: one["outcome"] for one in report["files"]}
    assert outcomes == {"QP-12 Storage.md": "added", "empty.pdf": "refused"}
    [added] = [one for one in report["files"] if one["outcome"] == "added"]
    assert (added["document"], added["revision"], added["kind"]) == ("QP-12", "D", "procedure")

    reply = printed(clausewise(tmp_path, "ask", "where are rubber parts stored?", "--json"))
    assert reply["status"] == "answered"
    assert "below 25 degrees" in reply["citations"][0]["quote"]
    assert reply["searched"]["vectors_ready"] == 1.0

    where = printed(clausewise(tmp_path, "ask", "where do we cover 8.5?", "--json"))
    places = [(one["document"], one["section"]) for one in where["citations"]]
    assert places == [("QP-12", "1"), ("QP-12", "4")]  # the purpose says it plainly


def test_ingest_again_skips_replaces_and_prunes(tmp_path: Path, folder: Path) -> None:
    clausewise(tmp_path, "ingest", str(folder), "--wait")
    again = printed(clausewise(tmp_path, "ingest", str(folder), "--wait", "--json"))
    assert (again["added"], again["unchanged"], again["refused"]) == (0, 1, 1)

    (folder / "QP-12 Storage.md").write_text(PROCEDURE.replace("25", "20"), encoding="utf-8")
    changed = printed(clausewise(tmp_path, "ingest", str(folder), "--wait", "--json"))
    assert changed["replaced"] == 1

    (folder / "QP-12 Storage.md").unlink()
    pruned = printed(clausewise(tmp_path, "ingest", str(folder), "--prune", "--wait", "--json"))
    assert pruned["removed"] == 1
    assert printed(clausewise(tmp_path, "documents", "--json")) == {"documents": []}


def test_a_refusal_is_exit_code_1_only_when_asked_to_be_strict(
    tmp_path: Path, folder: Path
) -> None:
    relaxed = clausewise(tmp_path, "ingest", str(folder), "--wait")
    strict = clausewise(tmp_path, "ingest", str(folder), "--wait", "--strict")

    assert (relaxed.returncode, strict.returncode) == (0, 1)
    assert "refused (document-zero-bytes): empty.pdf" in strict.stdout
    assert "-> Copy the file again from its source." in strict.stdout


def test_a_path_that_is_not_there_is_two_lines(tmp_path: Path) -> None:
    done = clausewise(tmp_path, "ingest", str(tmp_path / "nowhere"))

    assert done.returncode == 2
    assert [line.split(":")[0] for line in done.stderr.splitlines()] == ["error", "hint"]
