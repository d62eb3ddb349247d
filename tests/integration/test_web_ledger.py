"""The clause ledger over HTTP."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from integrations.bootstrap import build_services
from integrations.settings import Settings
from integrations.web.app import build_app
from tests.company import TODAY
from tests.fakes.embedder import WordEmbedder


@pytest.fixture
def client(data: Path) -> Iterator[TestClient]:
    with build_services(Settings(data=data), today=TODAY, embedder=WordEmbedder()) as services:
        app = build_app(services)
        with TestClient(app, base_url="http://127.0.0.1", raise_server_exceptions=False) as client:
            yield client


def mapping(client: TestClient, clause: str, revision: str = "B") -> str:
    listed = client.get("/api/v1/mappings", params={"clause": clause}).json()["mappings"]
    return str(next(one["mapping"] for one in listed if one["revision"] == revision))


def decide(client: TestClient, ids: list[str], decision: str, by: str = "Ann") -> tuple[int, str]:
    body = {"mappings": ids, "decision": decision, "by": by}
    given = client.post("/api/v1/mappings/decisions", json=body)
    return given.status_code, given.text


def test_a_decision_is_listed_and_has_a_history(client: TestClient) -> None:
    wanted = mapping(client, "8.6")

    assert decide(client, [wanted], "confirmed")[0] == 200
    confirmed = client.get("/api/v1/mappings", params={"decision": "confirmed"}).json()
    history = client.get(f"/api/v1/mappings/{wanted}/history").json()

    assert [one["mapping"] for one in confirmed["mappings"]] == [wanted]
    assert [(one["no"], one["act"], one["by"]) for one in history["acts"]] == [
        (1, "confirmed", "Ann")
    ]


def test_whoever_is_second_gets_a_409_and_nothing_is_recorded(client: TestClient) -> None:
    first, other = mapping(client, "8.6"), mapping(client, "8.4.1")
    decide(client, [first], "rejected")

    status, told = decide(client, [other, first], "confirmed", by="Bob")

    assert status == 409
    assert "urn:clausewise:already-decided" in told
    assert "rejected by Ann" in told
    listed = client.get("/api/v1/mappings", params={"decision": "confirmed"}).json()["mappings"]
    assert listed == []


def test_an_obsolete_issue_cannot_be_decided_about(client: TestClient) -> None:
    status, told = decide(client, [mapping(client, "8.6", "A")], "confirmed")

    assert status == 409
    assert "QP-84 rev A" in told


def test_a_place_is_added_by_its_section(client: TestClient) -> None:
    body = {"place": "qp-84 §6.2", "clause": "7.5.3.2", "by": "Ann"}

    [added] = client.post("/api/v1/mappings", json=body).json()["mappings"]

    assert (added["basis"], added["decision"], added["section"]) == ("person", "confirmed", "6.2")
    unknown = client.post("/api/v1/mappings", json=body | {"place": "QP-84 §99"})
    nonsense = client.post("/api/v1/mappings", json=body | {"place": "somewhere"})
    assert (unknown.status_code, nonsense.status_code) == (404, 400)


def test_the_queue_and_the_changes_are_given(client: TestClient) -> None:
    queue = client.get("/api/v1/mappings/queue", params={"limit": 1}).json()["mappings"]
    changes = client.get("/api/v1/changes", params={"since": "2024-01-01"}).json()

    assert len(queue) == 1
    assert queue[0]["settles"]
    revised = next(one for one in changes["documents"] if one["document"] == "QP-84")
    assert (revised["old_revision"], revised["revision"]) == ("A", "B")
    later = client.get("/api/v1/changes", params={"since": "2030-01-01"})
    assert later.status_code == 400
