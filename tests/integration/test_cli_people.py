"""Accounts and the access log on the command line, and seeing as somebody sees."""

import io
import json
from pathlib import Path

import pytest

from tests.integration.command_line import Cli, printed

PASSWORD = "three small grey herons\n"


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(PASSWORD))


def test_an_account_is_added_changed_and_listed(cli: Cli, typed: None) -> None:
    code, _, told = cli("people", "add", "ann", "--full-name", "Ann Lee", "--role", "admin",
                        "--password-stdin")  # fmt: skip
    assert code == 0, told
    cli("people", "add", "bob", "--no-password")
    cli("people", "role", "bob", "manager", "auditor")
    cli("people", "disable", "bob")

    ann, bob = printed(cli, "people", "list")["people"]
    assert (ann["full_name"], ann["roles"], ann["active"]) == ("Ann Lee", ["admin"], True)
    assert (bob["roles"], bob["active"]) == (["auditor", "manager"], False)
    subjects = [one["subject"] for one in printed(cli, "access-log")["entries"]]
    assert subjects == [
        "people disable bob",
        "people role bob manager auditor",
        "people add bob",
        "people add ann",
    ]


def test_a_key_is_shown_once(cli: Cli) -> None:
    cli("people", "add", "bob", "--no-password")
    made = printed(cli, "people", "key", "bob", "--label", "export", "--days", "30")
    [held] = printed(cli, "people", "keys", "bob")["keys"]

    assert made["secret"].startswith("cw_")
    assert "secret" not in held
    assert (held["label"], held["scopes"]) == ("export", ["read"])
    assert cli("people", "revoke", held["id"])[0] == 0
    assert printed(cli, "people", "keys", "bob")["keys"][0]["revoked"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("people", "role", "nobody", "reader"), "Nobody is called 'nobody'."),
        (("people", "add", "x y", "--no-password"), "cannot be a name to sign in with"),
        (("people", "add", "x", "--no-password", "--role", "boss"), "'boss' is no role."),
        (("people", "add", "x", "--no-password", "--group", "hr"), "declares no audience 'hr'"),
        (("people", "revoke", "k_1"), "There is no key 'k_1'."),
        (("--as", "nobody", "documents"), "Nobody is called 'nobody'."),
    ],
)
def test_what_cannot_be_is_told_in_two_lines(
    cli: Cli, arguments: tuple[str, ...], told: str
) -> None:
    code, output, error = cli(*arguments)

    assert code == 2
    assert output == ""
    assert told in error
    assert "\nhint: " in error


def test_one_can_look_as_somebody_looks(cli: Cli, data: Path) -> None:
    (data / "access.yaml").write_text(
        "audiences: [hr]\nrules:\n  - document: QP-84\n    audience: hr\n"
    )
    cli("people", "add", "rob", "--no-password")
    cli("people", "add", "hana", "--no-password", "--group", "hr")

    def seen(*arguments: str) -> set[str]:
        return {one["document"] for one in printed(cli, *arguments, "documents")["documents"]}

    assert seen() == seen("--as", "hana") == {"QP-84", "ASL-1"}
    assert seen("--as", "rob") == {"ASL-1"}
    gaps = json.dumps(printed(cli, "gaps", "--as", "rob"))
    assert "QP-84" not in gaps


def test_faulty_rules_stop_everything_with_their_line(cli: Cli, data: Path) -> None:
    (data / "access.yaml").write_text("audience: [hr]\n")
    cli("people", "add", "rob", "--no-password")
    code, _, error = cli("--as", "rob", "documents")

    assert code == 2
    assert "access.yaml:1: access: unknown key 'audience', did you mean 'audiences'?" in error


def test_the_doctor_looks_at_the_access_log(cli: Cli) -> None:
    cli("people", "add", "bob", "--no-password")
    _, output, _ = cli("doctor", "--json")

    found = {one["check"]: one["found"] for one in json.loads(output)["checks"]}
    assert found["Access log"] == "1 line, all as written"
    assert found["Who may see what"] == "everything is for everybody"
