"""Writes that are sent twice, answers that are held already, and errors as they are described."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from integrations.bootstrap import Services, build_services
from integrations.database.repeats import GIVEN_UP, KEPT, Repeat, SqlRepeats
from integrations.settings import Settings
from integrations.web.app import build_app
from integrations.web.etags import holds
from tests.company import TODAY
from tests.fakes.embedder import WordEmbedder
from tests.integration.conftest import stocked
from tests.integration.test_web import check_problem

HERE = "http://127.0.0.1"
ASKED = {"question": "how long are receiving inspection records retained?"}


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    settings = Settings(data=stocked(tmp_path_factory.mktemp("again") / "data"), max_upload_mb=1)
    with build_services(settings, today=TODAY, embedder=WordEmbedder()) as services:
        services.complete_vectors()
        yield services


@pytest.fixture(scope="module")
def client(services: Services) -> Iterator[TestClient]:
    with TestClient(build_app(services), base_url=HERE, raise_server_exceptions=False) as client:
        yield client


def key(name: str) -> dict[str, str]:
    return {"idempotency-key": name}


def test_a_write_sent_twice_is_done_once_and_answered_alike(client: TestClient) -> None:
    first = client.post("/api/v1/questions", json=ASKED, headers=key("k-1"))
    second = client.post("/api/v1/questions", json=ASKED, headers=key("k-1"))
    other = client.post("/api/v1/questions", json=ASKED, headers=key("k-2"))

    assert second.json() == first.json()
    assert second.headers["idempotent-replayed"] == "true"
    assert "idempotent-replayed" not in first.headers
    assert other.json()["id"] != first.json()["id"]


def test_another_request_under_a_used_key_is_refused(client: TestClient) -> None:
    client.post("/api/v1/questions", json=ASKED, headers=key("k-3"))
    for path, body in [
        ("questions", {"question": "who approves suppliers?"}),
        ("checklists", ASKED),
        ("questions?x=1", ASKED),
    ]:
        response = client.post(f"/api/v1/{path}", json=body, headers=key("k-3"))
        check_problem(response, 422, "idempotency-key-reused")


def test_a_refused_write_may_be_mended_under_the_same_key(client: TestClient) -> None:
    check_problem(client.post("/api/v1/packs", json={}, headers=key("k-4")), 400, "wrong-use")

    mended = client.post("/api/v1/packs", json={"clause": "8.6"}, headers=key("k-4"))

    assert mended.status_code == 200
    again = client.post("/api/v1/packs", json={"clause": "8.6"}, headers=key("k-4"))
    assert again.content == mended.content
    assert again.headers["content-type"] == "application/zip"
    assert again.headers["content-disposition"] == mended.headers["content-disposition"]


def test_a_form_sent_again_is_the_same_whatever_separates_its_parts(client: TestClient) -> None:
    def send(boundary: str, text: str = "Torque wrenches are calibrated twice a year.") -> object:
        body = (
            f"--{boundary}\r\ncontent-disposition: form-data; name=files; filename=QP-9.md\r\n\r\n"
            f"# QP-9 Torque\n\n{text}\r\n--{boundary}--\r\n"
        )
        kind = {"content-type": f"multipart/form-data; boundary={boundary}"}
        return client.post("/api/v1/documents", content=body, headers=kind | key("k-5")).json()

    first = send("aaaa")

    assert isinstance(first, dict)
    assert first["added"] == 1
    assert send("bbbbbbbbbbbb") == first
    changed = send("cc", "Something else.")
    assert isinstance(changed, dict)
    assert changed["type"] == "urn:clausewise:idempotency-key-reused"


@pytest.mark.parametrize("name", ["", " ", "a b", "x" * 256, "é"])
def test_what_cannot_be_a_key_is_refused(name: str, client: TestClient) -> None:
    headers = {b"idempotency-key": name.encode()}
    response = client.post("/api/v1/questions", json=ASKED, headers=headers)

    check_problem(response, 400, "invalid-idempotency-key")


def test_a_body_that_is_too_large_is_refused_under_a_key_too(client: TestClient) -> None:
    def chunks() -> Iterator[bytes]:
        yield from (b"x" * 2**18 for _ in range(8))

    client.post("/api/v1/questions", json=ASKED, headers=key("k-6"))
    for name in ("k-6", "k-7"):
        response = client.post("/api/v1/questions", content=chunks(), headers=key(name))
        check_problem(response, 413, "upload-too-large")


def test_a_key_is_held_while_it_is_worked_on_then_for_a_day(services: Services) -> None:
    book = SqlRepeats(services.adapters.database)
    done = Repeat("print", 200, {"content-type": "text/plain"}, b"done")

    assert book.begin("u_1", "k", now=0.0) is None
    assert book.begin("u_1", "k", now=1.0) == Repeat("", 0, {}, b"")
    assert book.begin("u_2", "k", now=1.0) is None, "the key of somebody else"
    assert book.begin("u_1", "k", now=GIVEN_UP + 1) is None, "it never ended"
    book.end("u_1", "k", done)
    assert book.begin("u_1", "k", now=GIVEN_UP + KEPT) == done
    assert book.begin("u_1", "k", now=GIVEN_UP + KEPT + 2) is None


def test_a_key_that_is_worked_on_refuses_a_second_request(
    services: Services, client: TestClient
) -> None:
    import time

    SqlRepeats(services.adapters.database).begin("", "k-8", now=time.time())

    response = client.post("/api/v1/questions", json=ASKED, headers=key("k-8"))

    check_problem(response, 409, "idempotency-key-in-use")


@pytest.mark.parametrize("path", ["documents", "coverage", "gaps", "mappings", "conversations"])
def test_what_is_held_already_is_not_sent_again(path: str, client: TestClient) -> None:
    first = client.get(f"/api/v1/{path}")
    tag = first.headers["etag"]
    second = client.get(f"/api/v1/{path}", headers={"if-none-match": f'"other", {tag}'})

    assert tag.startswith('W/"')
    assert (second.status_code, second.content) == (304, b"")
    assert second.headers["etag"] == tag
    assert client.get(f"/api/v1/{path}", headers={"if-none-match": '"x"'}).status_code == 200


def test_a_change_changes_the_tag(client: TestClient) -> None:
    tag = client.get("/api/v1/conversations").headers["etag"]
    client.post("/api/v1/questions", json=ASKED)

    held = client.get("/api/v1/conversations", headers={"if-none-match": tag})

    assert held.status_code == 200


@pytest.mark.parametrize(
    ("held", "fits"),
    [('W/"a"', True), ('"a"', True), ('"b", W/"a"', True), ("*", True), ("", False), ("a", False)],
)
def test_a_tag_is_compared_weakly(held: str, fits: bool) -> None:
    assert holds(held, 'W/"a"') is fits


@pytest.mark.parametrize("body", [b"{", b"\xff\xfe", b'{"question": ', b"null", b"[]", b""])
def test_a_broken_body_is_a_clear_problem(body: bytes, client: TestClient) -> None:
    headers = {"content-type": "application/json"}
    response = client.post("/api/v1/questions", content=body, headers=headers)

    assert response.status_code in (400, 422)
    assert response.headers["content-type"] == "application/problem+json"


def test_every_error_of_every_address_is_described(client: TestClient) -> None:
    told = client.get("/openapi.json").json()

    for path, operations in told["paths"].items():
        for method, operation in operations.items():
            about = f"{method} {path}"
            for status, response in operation["responses"].items():
                if status[0] in "45d":
                    assert response["description"], about
            assert {"429", "500", "503", "default"} <= operation["responses"].keys(), about
            names = {one["name"] for one in operation["parameters"]}
            assert ("Idempotency-Key" in names) == (method == "post"), about
