"""Internal audits and findings over HTTP: the same objects as on the command line."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from integrations.bootstrap import build_services
from integrations.settings import Settings
from integrations.web.app import build_app
from tests.company import TODAY
from tests.fakes.embedder import WordEmbedder
from tests.integration.command_line import Cli, printed

AUDIT = {"clauses": ["8.4", "8.6"], "lead": "Ann Lee", "auditees": ["Buyer"], "seed": 7}
FINDING = {
    "audit": "A-2026-01", "item": "1", "grade": "minor", "by": "Ann Lee",
    "evidence": "ASL-1 row 4, evaluated 2024-05-02", "nature": "Older than a year.",
}  # fmt: skip


@pytest.fixture
def client(data: Path) -> Iterator[TestClient]:
    with build_services(Settings(data=data), today=TODAY, embedder=WordEmbedder()) as services:
        app = build_app(services)
        with TestClient(app, base_url="http://127.0.0.1", raise_server_exceptions=False) as client:
            assert client.post("/api/v1/audits", json=AUDIT).status_code == 200
            yield client


def post(client: TestClient, path: str, **body: object) -> Any:
    given = client.post(f"/api/v1/{path}", json=body)
    assert given.status_code == 200, given.text
    return given.json()


def test_an_audit_is_the_same_object_on_both_surfaces(client: TestClient, cli: Cli) -> None:
    post(client, "audits/A-2026-01/items/1/entries", by="Bo", result="minor", evidence="ASL-1")

    assert client.get("/api/v1/audits/a-2026-01").json() == printed(
        cli, "audit", "show", "A-2026-01"
    )
    assert client.get("/api/v1/audits").json() == printed(cli, "audit", "list")


def test_a_page_that_did_not_see_an_entry_makes_a_conflict_and_loses_nothing(
    client: TestClient,
) -> None:
    path = "audits/A-2026-01/items/1/entries"
    first = post(client, path, by="Ann", result="minor", evidence="ASL-1", based_on=[])
    second = post(client, path, by="Bo", result="evidence seen", evidence="ASL-2", based_on=[])
    assert second["item"]["in_conflict_with"] == [first["entry"]["id"]]

    ids = [first["entry"]["id"], second["entry"]["id"]]
    settled = post(client, path, by="Ann", note="Both seen.", based_on=ids)
    assert settled["item"]["in_conflict_with"] == []
    assert (settled["entry"]["evidence"], settled["entry"]["based_on"]) == ("ASL-2", ids)


def test_a_file_goes_in_and_comes_out_as_a_download(client: TestClient) -> None:
    given = client.post(
        "/api/v1/audits/A-2026-01/items/2/attachments",
        files={"file": ("../shelf <3>.html", b"<script>")},
        data={"by": "Ann"},
    )
    [kept] = given.json()["item"]["attachments"]

    assert kept["name"] == "shelf _3_.html"
    got = client.get(f"/api/v1/audits/A-2026-01/attachments/{kept['sha256']}")
    assert got.content == b"<script>"
    assert got.headers["content-type"] == "application/octet-stream"
    assert got.headers["content-disposition"].startswith("attachment;")
    assert client.get("/api/v1/audits/A-2026-01/attachments/00").status_code == 404


def test_a_finding_is_raised_followed_up_and_listed(client: TestClient, cli: Cli) -> None:
    raised = post(client, "findings", **FINDING, owner="Buyer", due="2026-10-15")
    path = f"findings/{raised['id']}/entries"
    post(client, path, act="correction", by="Bo", text="Evaluated.")
    post(client, path, act="cause", by="Bo", text="Forgotten.", factors=["workload"])
    post(client, path, act="action", by="Bo", text="A calendar.", due="2026-11-01")
    post(client, path, act="carried_out", by="Bo", text="Calendar of 2026-09-30.")
    post(client, path, act="check_planned", by="Ann", due="2026-12-01")
    post(client, path, act="regraded", by="Ann", text="Five more.", grade="major")
    done = post(client, path, act="checked", by="Ann", effect="worked", text="12 of 12.")
    assert (done["state"], done["grade"], done["raised_as"]) == ("verified", "major", "minor")
    assert post(client, path, act="closed", by="Ann")["state"] == "closed"
    assert post(client, path, act="reopened", by="Ann", text="Again.")["state"] == "answered"

    assert client.get(f"/api/v1/findings/{raised['id']}").json() == printed(
        cli, "finding", "show", raised["id"]
    )
    assert client.get("/api/v1/findings", params={"open": True}).json() == printed(
        cli, "findings", "--open"
    )


def test_an_incomplete_finding_is_a_422_and_its_draft_waits(client: TestClient) -> None:
    given = client.post("/api/v1/findings", json={**FINDING, "item": "", "evidence": ""})

    told = given.json()
    assert (given.status_code, told["type"]) == (422, "urn:clausewise:finding-incomplete")
    assert "draft 1" in told["detail"]
    [draft] = client.get("/api/v1/findings/drafts").json()["drafts"]
    assert draft["nature"] == "Older than a year."
    assert client.get("/api/v1/findings/factors").json()["factors"][0]["id"] == "communication"


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("audits", {"lead": "A"}, 400),
        ("audits", {"lead": "A", "clauses": ["99"]}, 404),
        ("audits", {"planned": "A-2026-07"}, 404),
        ("audits", {"lead": "A", "planned": "A-2026-07", "clauses": ["8.4"]}, 400),
        ("audits", {"lead": "A", "clauses": ["8.4"], "id": "A-2026-01"}, 409),
        ("audits/A-9/items/1/entries", {"by": "A", "note": "x"}, 404),
        ("audits/A-2026-01/items/77/entries", {"by": "A", "note": "x"}, 404),
        ("audits/A-2026-01/items/1/entries", {"by": "A", "result": "passed"}, 400),
        ("audits/A-2026-01/items/1/entries", {"by": "A", "results": "minor"}, 422),
        ("audits/A-2026-01/close", {"by": "A"}, 400),
        ("findings/A-2026-01-F9/entries", {"act": "correction", "by": "A", "text": "x"}, 404),
        ("findings", {**FINDING, "audit": "A-9"}, 404),
    ],
)
def test_what_cannot_be_done_is_a_problem_and_changes_nothing(
    client: TestClient, path: str, body: dict[str, object], status: int
) -> None:
    before = client.get("/api/v1/audits/A-2026-01").json()

    given = client.post(f"/api/v1/{path}", json=body)

    assert (given.status_code, given.headers["content-type"]) == (
        status,
        "application/problem+json",
    )
    assert client.get("/api/v1/audits/A-2026-01").json() == before
    assert len(client.get("/api/v1/audits").json()["audits"]) == 1


def test_a_closed_audit_is_a_409_until_it_is_opened_again(client: TestClient) -> None:
    post(client, "audits/A-2026-01/conclude", by="Ann", text="As found.")
    assert post(client, "audits/A-2026-01/close", by="Ann")["state"] == "closed"
    entry = {"by": "Ann", "note": "late"}
    closed = client.post("/api/v1/audits/A-2026-01/items/1/entries", json=entry)
    assert (closed.status_code, closed.json()["type"]) == (409, "urn:clausewise:audit-closed")

    post(client, "audits/A-2026-01/reopen", by="Ann", text="A page came late.")
    post(client, "audits/A-2026-01/items/1/entries", **entry)


def test_papers_are_saved_as_the_command_line_writes_them_and_come_back(
    client: TestClient, cli: Cli, tmp_path: Path
) -> None:
    file = tmp_path / "papers.xlsx"
    cli("audit", "export", "A-2026-01", "-o", str(file))
    given = client.get("/api/v1/audits/a-2026-01/papers")
    assert given.content == file.read_bytes()
    assert 'filename="A-2026-01-papers.xlsx"' in given.headers["content-disposition"]
    assert client.get("/api/v1/audits/A-2026-01/report?format=pdf").content[:5] == b"%PDF-"

    back = client.post(
        "/api/v1/audits/A-2026-01/papers",
        data={"by": "Bo Ray"},
        files={"file": ("../../papers.xlsx", given.content)},
    )
    assert back.json()["entries"] == []
    assert back.json()["unchanged"] == len(printed(cli, "audit", "show", "A-2026-01")["items"])


def test_a_workbook_that_is_none_is_refused_with_a_problem(client: TestClient) -> None:
    given = client.post(
        "/api/v1/audits/A-2026-01/papers", data={"by": "Bo"}, files={"file": ("x.xlsx", b"no")}
    )
    assert 400 <= given.status_code < 500
    assert "is no workbook of an audit" in given.text
