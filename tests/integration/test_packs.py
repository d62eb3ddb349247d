"""`pack`: a ZIP that can be checked, printed and made again byte for byte."""

import json
from datetime import date
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from pypdf import PdfReader

from integrations.database.engine import open_database
from integrations.database.library import SqlLibrary
from tests.company import Text, store
from tests.integration.command_line import Cli, printed
from tests.integration.conftest import EDITION


def packed(cli: Cli, tmp_path: Path, *wanted: str) -> ZipFile:
    file = tmp_path / "pack.zip"
    code, _, error = cli("pack", *wanted, "-o", str(file))
    assert code == 0, error
    return ZipFile(BytesIO(file.read_bytes()))


def index(archive: ZipFile) -> Any:
    return json.loads(archive.read("index.json"))


def printed_text(archive: ZipFile) -> str:
    reader = PdfReader(BytesIO(archive.read("index.pdf")))
    return " ".join(" ".join(page.extract_text().split()) for page in reader.pages)


def test_a_pack_holds_what_is_held_and_who_decided(cli: Cli, tmp_path: Path) -> None:
    (mapping,) = [
        one["mapping"]
        for one in printed(cli, "mappings", "--clause", "8.6")["mappings"]
        if one["revision"] == "B"
    ]
    assert cli("mappings", "confirm", mapping, "--by", "Ann Lee", "--note", "seen")[0] == 0
    archive = packed(cli, tmp_path, "8.6")

    told = index(archive)
    assert (told["scope"], told["as_of"]) == (
        "Clause 8.6 Release of Products and Services",
        "2026-09-30",
    )
    (clause,) = told["clauses"]
    (place,) = clause["places"]
    assert place["quote"] == "Receiving inspection records are retained for 10 years."
    assert (place["decision"], place["decided_by"], place["note"]) == (
        "confirmed",
        "Ann Lee",
        "seen",
    )
    assert place["picture"] in archive.namelist()
    assert "confirmed by Ann Lee" in printed_text(archive)
    assert "for people to judge" in printed_text(archive)


def test_every_hash_is_right_and_every_file_has_one(cli: Cli, tmp_path: Path) -> None:
    archive = packed(cli, tmp_path, "8.4")
    lines = archive.read("SHA256SUMS").decode().splitlines()
    sums = {line[66:]: line[:64] for line in lines}
    assert sums == {
        name: sha256(archive.read(name)).hexdigest()
        for name in archive.namelist()
        if name != "SHA256SUMS"
    }


def test_the_same_holdings_give_the_same_bytes(cli: Cli, tmp_path: Path) -> None:
    first, second = tmp_path / "a.zip", tmp_path / "b.zip"
    for file in (first, second):
        assert cli("pack", "8.4", "-o", str(file))[0] == 0
    assert first.read_bytes() == second.read_bytes()


def test_rows_are_listed_by_their_words_and_places_by_clause(cli: Cli, tmp_path: Path) -> None:
    clauses = {one["clause"]: one for one in index(packed(cli, tmp_path, "8.4"))["clauses"]}
    assert [one["document"] for one in clauses["8.4.1"]["places"]] == ["QP-84"]
    assert [one["row"] for one in clauses["8.4.1.1"]["records"]] == ["ASL!4"]


def test_a_clause_of_which_nothing_is_held_says_so(cli: Cli, tmp_path: Path) -> None:
    archive = packed(cli, tmp_path, "9.3")
    assert "Nothing is held" in printed_text(archive)
    gaps = [gap for one in index(archive)["clauses"] for gap in one["gaps"]]
    assert gaps
    assert gaps[0]["message"] in printed_text(archive)


def test_a_process_is_packed_with_its_own_documents_only(
    cli: Cli, data: Path, tmp_path: Path
) -> None:
    database = open_database(data)
    words = Text("Buyers ask for a certificate with every order.", ("8.4.3",))
    store(SqlLibrary(database), "QP-99", words, edition_id=EDITION)
    database.close()
    (data / "organisation.yaml").write_text(
        "processes:\n- name: Purchasing\n  owner: Buyer\n  clauses: ['8.4']\n  documents: [QP-84]\n"
    )
    told = index(packed(cli, tmp_path, "--process", "purchasing"))
    documents = {place["document"] for one in told["clauses"] for place in one["places"]}
    assert (told["scope"], documents) == ("Process Purchasing", {"QP-84"})


def test_names_from_documents_cannot_leave_the_folder_of_the_pack(
    cli: Cli, data: Path, tmp_path: Path
) -> None:
    database = open_database(data)
    words = Text("Ünsafe <b>words</b> & more.", ("8.6",))
    store(SqlLibrary(database), "../../etc/x", words, edition_id=EDITION, title="<script>")
    database.close()
    names = packed(cli, tmp_path, "8.6").namelist()
    assert any("etc_x" in name for name in names)
    assert not any(".." in name or name.startswith("/") for name in names)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("pack", "8.99", "-o", "x.zip"), "8.99"),
        (("pack", "8.4"), "Where shall it be written?"),
        (("pack", "8.4", "-o", "x.pdf"), "A pack is a ZIP file"),
        (("pack", "-o", "x.zip"), "one clause, one process or one audit"),
        (
            ("pack", "8.4", "--process", "Buying", "-o", "x.zip"),
            "one clause, one process or one audit",
        ),
        (("pack", "--process", "Buying", "-o", "x.zip"), "There is no process 'Buying'"),
        (("pack", "8.4", "-o", "/no/such/folder/x.zip"), "cannot be written"),
    ],
)
def test_wrong_use_is_one_clear_error(cli: Cli, arguments: tuple[str, ...], said: str) -> None:
    code, _, error = cli(*arguments)
    assert code == 2
    assert said in error
    assert "hint:" in error


def test_json_tells_what_was_written(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "p.zip"
    told = printed(cli, "pack", "8.4", "-o", str(file))
    assert told["sha256"] == sha256(file.read_bytes()).hexdigest()
    assert (told["clauses"], told["records"]) == (5, 1)


def test_a_pack_of_a_past_day_shows_what_was_in_force_then(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "p.zip"
    assert cli("--as-of", date(2022, 5, 1).isoformat(), "pack", "8.6", "-o", str(file))[0] == 0
    told = index(ZipFile(file))
    assert [p["revision"] for one in told["clauses"] for p in one["places"]] == ["A"]
