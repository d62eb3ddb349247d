"""A year in the life of a confirmed procedure, told with the commands a person types."""

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document

from integrations.cli import main

Run = Callable[..., tuple[int, str]]

_SECTIONS = {
    "Evaluation of suppliers": (
        "8.4.1",
        "The buyer evaluates every supplier before the first order.",
        "The evaluation is recorded on form F-31.",
    ),
    "Purchase orders": (
        "8.4.3",
        "Each order states the part number, the revision and the quantity.",
        "Orders above 20,000 euros are signed by the managing director.",
    ),
    "Receiving inspection": (
        "8.6",
        "Receiving inspection records are retained for 10 years.",
        "The inspector compares the certificate with the order.",
    ),
    "Identification and traceability": (
        "8.5.2",
        "Every lot keeps the number of its manufacturer.",
        "A lot that is split gets one label for each part.",
    ),
    "Preservation": (
        "8.5.4",
        "Rubber parts are kept in the dark below 25 degrees.",
        "The temperature is read twice a day.",
    ),
    "Nonconforming product": (
        "8.7",
        "Nonconforming parts are locked in the cage on the same day.",
        "Only the quality manager releases parts from the cage.",
    ),
    "Calibration": (
        "7.1.5",
        "Gauges are calibrated once a year.",
        "A gauge without a label is not used.",
    ),
    "Competence": (
        "7.2",
        "Inspectors are examined before they get a stamp.",
        "Training is recorded in the training matrix.",
    ),
    "Documents": (
        "7.5.3",
        "Documents are approved before they are issued.",
        "Superseded issues are removed from the shelves within one day.",
    ),
    "Internal audits": (
        "9.2",
        "Every process is audited once a year.",
        "Auditors do not audit their own work.",
    ),
    "Management review": (
        "9.3",
        "Management reviews the system in January.",
        "The minutes name an owner for every action.",
    ),
    "Corrective action": (
        "10.2",
        "The cause of each nonconformity is found within 30 days.",
        "The effect of the action is checked after three months.",
    ),
}
_IN_REV_C = {
    "retained for 10 years": "retained for 7 years",
    "calibrated once a year": "calibrated every two years",
    "within 30 days": "within 60 days",
}


def _write(folder: Path, label: str, effective: str, swaps: dict[str, str]) -> None:
    made = Document()
    head = made.add_table(rows=0, cols=2)
    for field in (
        ("Document No", "QP-07"),
        ("Title", "Working with parts"),
        ("Revision", label),
        ("Effective date", effective),
    ):
        for cell, text in zip(head.add_row().cells, field, strict=True):
            cell.text = text
    for no, (title, (clause, *said)) in enumerate(_SECTIONS.items(), start=1):
        made.add_heading(f"{no} {title}", 1)
        text = " ".join(said)
        for old, new in swaps.items():
            text = text.replace(old, new)
        made.add_paragraph(f"{text} (AS9120B {clause})")
    made.save(str(folder / f"QP-07_{label}.docx"))


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    data = str(tmp_path / "data")

    def command(*words: str) -> tuple[int, str]:
        capsys.readouterr()
        code = main.run(["--data", data, *words])
        printed = capsys.readouterr()
        return code, printed.out + printed.err

    return command


def _json(run: Run, *words: str) -> dict[str, list[dict[str, object]]]:
    code, output = run(*words, "--json")
    assert code == 0, output
    found = json.loads(output[output.index("{") :])
    assert isinstance(found, dict)
    return found


@pytest.mark.slow
def test_three_changed_sentences_make_just_their_mappings_suspect(run: Run, tmp_path: Path) -> None:
    files = tmp_path / "files"
    files.mkdir()
    _write(files, "B", "2025-03-01", {})
    assert run("ingest", str(files), "--wait")[0] == 0

    assert run("mappings", "confirm", "--document", "QP-07", "--by", "Ann", "--yes")[0] == 0
    for section, clause in _ALSO:  # a person knows more than the program, and says so
        run("mappings", "add", f"QP-07 §{section}", clause, "--by", "Ann")
    confirmed = _json(run, "mappings", "--decision", "confirmed")["mappings"]
    assert len(confirmed) >= 30

    _write(files, "C", "2026-05-01", _IN_REV_C)
    assert run("ingest", str(files), "--wait")[0] == 0

    affected = {str(no) for no, title in enumerate(_SECTIONS, start=1) if title in _CHANGED}
    now = [one for one in _json(run, "mappings")["mappings"] if one["revision"] == "C"]
    decided = [one for one in now if one["decision"] == "confirmed"]
    assert len(decided) == len(confirmed)
    assert {str(one["section"]) for one in decided if one["suspect"]} == affected
    assert all(one["suspect"] == (str(one["section"]) in affected) for one in decided)

    changes = _json(run, "changes", "--since", "2026-01-01")
    [document] = changes["documents"]
    assert (document["old_revision"], document["revision"]) == ("B", "C")
    sentences = [each for one in document["sections"] for each in one["changes"]]  # type: ignore
    assert [one["new"].split(" ")[-2:] for one in sentences] == [
        ["7", "years."],
        ["two", "years."],
        ["60", "days."],
    ]
    for one in decided:
        shown = [(each["old"], each["new"]) for each in one["changes"]]  # type: ignore
        assert len(shown) == int(bool(one["suspect"])), one


_ALSO = [(section, "5.3") for section in range(1, len(_SECTIONS) + 1)]
_CHANGED = ("Receiving inspection", "Calibration", "Corrective action")


def test_an_edited_row_of_the_ledger_is_refused_and_detected(run: Run, tmp_path: Path) -> None:
    files = tmp_path / "files"
    files.mkdir()
    _write(files, "B", "2025-03-01", {})
    assert run("ingest", str(files), "--wait")[0] == 0
    assert run("mappings", "confirm", "--document", "QP-07", "--by", "Ann", "--yes")[0] == 0
    assert "all as written" in run("doctor")[1]

    database = sqlite3.connect(tmp_path / "data" / "clausewise.db")
    with database, pytest.raises(sqlite3.IntegrityError, match="never changed"):
        database.execute("UPDATE decisions SET decided_by = 'Bob' WHERE key = 3")
    with database:
        database.execute("DROP TRIGGER decisions_no_update")
        database.execute("UPDATE decisions SET decided_by = 'Bob' WHERE key = 3")
    database.close()

    code, told = run("doctor")
    assert "entry 3 was changed after it was written" in told
    assert code == 1


def test_the_id_of_a_decision_still_tells_its_history_after_a_revision(
    run: Run, tmp_path: Path
) -> None:
    files = tmp_path / "files"
    files.mkdir()
    _write(files, "B", "2025-03-01", {})
    assert run("ingest", str(files), "--wait")[0] == 0
    mapping = str(_json(run, "mappings", "--clause", "8.6")["mappings"][0]["mapping"])
    assert run("mappings", "confirm", mapping, "--by", "Ann")[0] == 0
    (files / "QP-07_B.docx").unlink()
    _write(files, "C", "2026-05-01", _IN_REV_C)
    assert run("ingest", str(files), "--wait", "--prune")[0] == 0

    code, told = run("mappings", "history", mapping)

    assert code == 0
    assert "confirmed by Ann" in told
    assert "rev C" in told
