"""The web API: the contract's objects over HTTP, every error as problem details."""

import json
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi.testclient import TestClient

from integrations.bootstrap import Services, build_services
from integrations.settings import Settings
from integrations.web.app import build_app
from integrations.web.uploads import safe_name, unlike
from tests.company import TODAY
from tests.fakes.embedder import WordEmbedder

ROOT = Path(__file__).parents[2]


@pytest.fixture
def services(data: Path) -> Iterator[Services]:
    settings = Settings(data=data, max_upload_mb=1)
    with build_services(settings, today=TODAY, embedder=WordEmbedder()) as services:
        services.complete_vectors()
        yield services


@pytest.fixture
def client(services: Services) -> Iterator[TestClient]:
    app = build_app(services)
    with TestClient(app, base_url="http://127.0.0.1", raise_server_exceptions=False) as client:
        yield client


def ask(client: TestClient, question: str, **more: Any) -> Any:
    return client.post("/api/v1/questions", json={"question": question} | more)


def check_problem(response: Any, status: int, code: str) -> dict[str, Any]:
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    body: dict[str, Any] = response.json()
    assert body["type"] == f"urn:clausewise:{code}"
    assert body["status"] == status
    assert body["title"]
    assert body["detail"]
    return body


def test_a_question_is_answered_with_citations_and_a_receipt(client: TestClient) -> None:
    reply = ask(client, "where do we cover clause 8.6?").json()

    assert reply["status"] == "answered"
    assert reply["citations"][0]["quote"] == (
        "Receiving inspection records are retained for 10 years."
    )
    assert client.get(f"/api/v1/replies/{reply['id']}").json() == reply


def test_a_declined_question_is_a_200(client: TestClient) -> None:
    response = ask(client, "will we pass the audit next year?")

    assert response.status_code == 200
    assert response.json()["status"] == "declined"


def test_the_day_of_the_question_decides_what_is_in_force(client: TestClient) -> None:
    reply = ask(client, "where do we cover clause 8.6?", as_of="2021-01-01").json()

    assert reply["searched"]["as_of"] == "2021-01-01"
    assert "7 years" in reply["citations"][0]["quote"]


def test_coverage_and_gaps_are_served_for_one_clause(client: TestClient) -> None:
    coverage = client.get("/api/v1/coverage", params={"clause": "8.4"}).json()
    gaps = client.get("/api/v1/gaps", params={"clause": "8.6"}).json()

    assert [one["clause"] for one in coverage["clauses"]][:2] == ["8.4", "8.4.1"]
    assert [one["kind"] for one in gaps["gaps"]] == ["missing_record"]


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/api/v1/replies/r_nothing", 404, "not-found"),
        ("GET", "/nowhere", 404, "not-found"),
        ("DELETE", "/api/v1/questions", 405, "method-not-allowed"),
        ("GET", "/api/v1/coverage?clause=8.4.", 422, "invalid-clause-number"),
        ("GET", "/api/v1/coverage?clause=8.99", 404, "unknown-clause"),
        ("GET", "/api/v1/gaps?as_of=yesterday", 422, "invalid-request"),
    ],
)
def test_errors_are_problem_details(
    client: TestClient, method: str, path: str, status: int, code: str
) -> None:
    check_problem(client.request(method, path), status, code)


@pytest.mark.parametrize(
    "body", [{}, {"question": "q", "wrong": 1}, {"question": "q" * 200_001}, []]
)
def test_a_request_that_cannot_be_understood_says_where(client: TestClient, body: Any) -> None:
    told = check_problem(client.post("/api/v1/questions", json=body), 422, "invalid-request")

    assert told["errors"][0]["where"].startswith("body")


def test_an_error_nobody_foresaw_is_a_500_without_its_text(
    services: Services,
) -> None:
    app = build_app(services)

    @app.get("/broken")
    def broken() -> None:
        raise RuntimeError("text of a document")

    with TestClient(app, base_url="http://localhost", raise_server_exceptions=False) as client:
        response = client.get("/broken")

    check_problem(response, 500, "internal-error")
    assert "text of a document" not in response.text


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "192.168.1.7:8000"])
def test_a_request_under_another_name_is_refused(client: TestClient, host: str) -> None:
    check_problem(client.get("/healthz", headers={"host": host}), 403, "forbidden-host")


@pytest.mark.parametrize(
    "headers",
    [{"origin": "https://evil.example"}, {"origin": "null"}, {"sec-fetch-site": "cross-site"}],
)
def test_a_page_of_another_site_is_refused(client: TestClient, headers: dict[str, str]) -> None:
    response = client.post("/api/v1/questions", json={"question": "q"}, headers=headers)

    check_problem(response, 403, "forbidden-origin")


def test_a_page_of_this_machine_is_let_in(client: TestClient) -> None:
    headers = {"origin": "http://localhost:3000", "host": "localhost:8000"}

    assert client.get("/healthz", headers=headers).status_code == 200


def test_a_body_over_the_limit_is_refused(client: TestClient) -> None:
    files = [("files", ("big.txt", b"x" * (2 * 2**20)))]

    check_problem(client.post("/api/v1/documents", files=files), 413, "upload-too-large")


def test_a_body_without_a_stated_length_is_counted_as_it_comes(client: TestClient) -> None:
    chunks = (b"x" * 2**18 for _ in range(8))
    headers = {"content-type": "application/json"}

    response = client.post("/api/v1/questions", content=chunks, headers=headers)

    check_problem(response, 413, "upload-too-large")


def test_the_description_has_examples_and_our_problem_details(client: TestClient) -> None:
    told = client.get("/openapi.json").json()

    assert "HTTPValidationError" not in json.dumps(told)
    assert "#/components/schemas/Problem" in json.dumps(told["paths"]["/api/v1/questions"])
    question = told["components"]["schemas"]["Question"]["properties"]["question"]
    assert question["examples"]
    assert set(told["paths"]) == {
        "/api/v1/packs/{clause}.zip",
        "/api/v1/passages/{id}/page.png",
        "/api/v1/questions",
        "/api/v1/documents",
        "/api/v1/documents/{number}",
        "/api/v1/conversations",
        "/api/v1/conversations/{id}",
        "/api/v1/evaluations",
        "/api/v1/evaluations/last",
        "/api/v1/packs",
        "/api/v1/passages/{id}",
        "/api/v1/records",
        "/api/v1/search",
        "/api/v1/settings",
        "/metrics",
        "/api/v1/access-log",
        "/api/v1/learn",
        "/api/v1/learn/roles",
        "/api/v1/learn/progress",
        "/api/v1/me",
        "/api/v1/people",
        "/api/v1/rehearsals",
        "/api/v1/rehearsals/{id}/answers",
        "/api/v1/checklists",
        "/api/v1/checklists/file",
        "/api/v1/coverage",
        "/api/v1/gaps",
        "/api/v1/gaps/rules",
        "/api/v1/gaps/{id}/accept",
        "/api/v1/gaps/{id}/assign",
        "/api/v1/gaps/{id}/history",
        "/api/v1/audits",
        "/api/v1/audits/{id}",
        "/api/v1/audits/{id}/items/{item}/entries",
        "/api/v1/audits/{id}/items/{item}/attachments",
        "/api/v1/audits/{id}/attachments/{sha256}",
        "/api/v1/audits/{id}/report",
        "/api/v1/audits/{id}/papers",
        "/api/v1/audits/{id}/open",
        "/api/v1/audits/{id}/conclude",
        "/api/v1/audits/{id}/close",
        "/api/v1/audits/{id}/reopen",
        "/api/v1/findings",
        "/api/v1/findings/drafts",
        "/api/v1/findings/factors",
        "/api/v1/findings/{id}",
        "/api/v1/findings/{id}/entries",
        "/api/v1/gaps/{id}/reopen",
        "/api/v1/mappings",
        "/api/v1/mappings/decisions",
        "/api/v1/mappings/queue",
        "/api/v1/crosswalk/{number}",
        "/api/v1/calendar",
        "/api/v1/calendar.ics",
        "/api/v1/programme",
        "/api/v1/programme/proposal",
        "/api/v1/programme.ics",
        "/api/v1/programme.xlsx",
        "/api/v1/jobs",
        "/api/v1/jobs/{id}",
        "/api/v1/legacy",
        "/api/v1/revisions/{id}/original",
        "/api/v1/revisions/{id}/pages/{number}.png",
        "/api/v1/sample",
        "/api/v1/trace/{key}",
        "/api/v1/transition/{edition}",
        "/api/v1/mappings/{id}/history",
        "/api/v1/changes",
        "/api/v1/replies/{id}",
        "/api/v1/replies/{id}/feedback",
        "/api/v1/replies/{id}/receipt",
        "/api/v1/replies/{id}/replay",
        "/api/v1/uploads",
        "/healthz",
        "/readyz",
    }


def test_readiness_names_what_was_checked(client: TestClient) -> None:
    response = client.get("/readyz")

    assert response.status_code == 200
    assert response.json()["checks"] == {"database": "ready", "model": "ready"}


def test_uploaded_documents_can_be_asked_about(client: TestClient, data: Path) -> None:
    text = (
        b"# QP-99 Torque wrenches\n\n## 3 Calibration\n\n"
        b"Torque wrenches shall be calibrated every 6 months.\n"
    )
    files = [
        ("files", ("../../etc/QP-99 Torque.md", text)),
        ("files", ("empty.pdf", b"")),
    ]

    ingested = client.post("/api/v1/documents", files=files).json()

    assert (ingested["added"], ingested["refused"]) == (1, 1)
    [refused] = [one for one in ingested["files"] if one["outcome"] == "refused"]
    assert refused["error"]["code"] == "document-zero-bytes"
    assert (data / "uploads" / "QP-99 Torque.md").read_bytes() == text
    reply = ask(client, "how often are torque wrenches calibrated?").json()
    assert "6 months" in reply["answer"]


@pytest.mark.parametrize(
    ("given", "safe"),
    [
        ("QP-1 C.pdf", "QP-1 C.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\docs\\QP-1.docx", "QP-1.docx"),
        (".bashrc", "bashrc"),
        ("a\x00b\n.txt", "a_b_.txt"),
        ("", "file"),
        ("...", "file"),
        ("NUL.txt", "file_NUL.txt"),
        ("Prüfung №7.pdf", "Prüfung _7.pdf"),
        ("x" * 300 + ".pdf", "x" * 117 + ".pdf"),
    ],
)
def test_a_name_from_the_network_becomes_a_plain_one(given: str, safe: str) -> None:
    assert safe_name(given) == safe


def test_two_files_of_one_name_stay_two() -> None:
    taken: set[str] = set()

    assert [unlike(name, taken) for name in ("a.pdf", "A.pdf", "a.pdf", "b")] == [
        "a.pdf",
        "A (2).pdf",
        "a (3).pdf",
        "b",
    ]


def serve(*arguments: str) -> list[str]:
    code = "from integrations.cli.main import main; main()"
    return [sys.executable, "-c", code, "serve", *arguments]


def test_a_real_server_answers_over_http(data: Path) -> None:
    server = subprocess.Popen(
        serve("--port", "0", "--data", str(data)), cwd=ROOT, stderr=subprocess.PIPE, text=True
    )
    try:
        assert server.stderr is not None
        found = re.search(r"http://127\.0\.0\.1:\d+", server.stderr.readline())
        assert found is not None
        reply = _patiently(f"{found[0]}/api/v1/questions")
    finally:
        server.terminate()
        server.communicate(timeout=120)

    assert reply["status"] == "answered"
    assert reply["citations"]


def _patiently(address: str) -> Any:
    until = time.monotonic() + 120
    while time.monotonic() < until:
        try:
            asked = {"question": "where do we cover clause 8.6?"}
            return httpx.post(address, json=asked, timeout=120).json()
        except httpx.ConnectError:
            time.sleep(0.1)
    raise AssertionError("the server did not come up")


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.7", "example.com"])
def test_it_listens_on_this_machine_alone(data: Path, host: str) -> None:
    done = subprocess.run(
        serve("--host", host, "--data", str(data)),
        cwd=ROOT, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip

    assert done.returncode == 2
    assert done.stderr.startswith("error: Clausewise listens on this machine alone")
    assert "hint: " in done.stderr


def test_a_reply_has_its_receipt_and_can_be_run_again(client: TestClient) -> None:
    asked = {"question": "how long are receiving inspection records retained?"}
    reply = client.post("/api/v1/questions", json=asked).json()

    receipt = client.get(f"/api/v1/replies/{reply['id']}/receipt").json()
    replay = client.post(f"/api/v1/replies/{reply['id']}/replay").json()

    assert receipt["reply"] == reply
    assert [one["document"] for one in receipt["documents"]] == ["ASL-1", "QP-84"]
    assert (replay["same"], replay["changes"]) == (True, [])
    assert client.post("/api/v1/replies/r_0/replay").status_code == 404


def test_what_a_person_says_of_a_reply_is_kept(client: TestClient) -> None:
    reply = ask(client, "where do we cover clause 8.6?").json()
    said = {"wrong": "wrong_place", "by": "Ann  Lee", "document": "QP-84", "section": "6.2"}

    kept = client.post(f"/api/v1/replies/{reply['id']}/feedback", json=said)

    assert kept.status_code == 200
    told = kept.json()
    assert (told["reply"], told["by"], told["document"]) == (reply["id"], "Ann Lee", "QP-84")
    lost = client.post("/api/v1/replies/r_0/feedback", json=said)
    check_problem(lost, 404, "not-found")
    for faulty in ({"wrong": "all", "by": "A"}, {"wrong": "other"}, said | {"more": 1}):
        refused = client.post(f"/api/v1/replies/{reply['id']}/feedback", json=faulty)
        assert refused.status_code in (400, 422)


def test_a_conversation_goes_on_over_the_web(client: TestClient) -> None:
    first = {"question": "how long are receiving inspection records retained?"}
    conversation = client.post("/api/v1/questions", json=first).json()["conversation"]

    asked = {"question": "what about the old revision?", "conversation": conversation}
    reply = client.post("/api/v1/questions", json=asked).json()

    assert reply["conversation"] == conversation
    assert reply["understood_as"].endswith("retained in QP-84 revision A?")
    assert "7 years" in reply["answer"]


def test_what_cannot_be_made_out_is_a_decline_that_says_what_is_needed(client: TestClient) -> None:
    reply = client.post("/api/v1/questions", json={"question": "and who signs it?"}).json()

    assert (reply["status"], reply["unclear"], reply["choices"]) == ("declined", True, [])
    assert "Ask the whole question" in reply["answer"]
