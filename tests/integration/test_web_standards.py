"""Old clause numbers and editions over HTTP."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from integrations.bootstrap import build_services
from integrations.settings import Settings
from integrations.web.app import build_app
from tests.company import TODAY
from tests.fakes.embedder import WordEmbedder

NEXT = """
id: as9120-next
name: An invented next edition
replaces: as9120b
clauses:
  - {number: "8", title: Operation, asks: The work.}
  - {number: "8.9", title: Suppliers, asks: They are chosen., retain: [approvals]}
crosswalk:
  - {number: "8.4.1", title: General, editions: [as9120b], current: ["8.9"], relation: wider}
"""


@pytest.fixture
def client(data: Path, tmp_path: Path) -> Iterator[TestClient]:
    folder, documents = tmp_path / "editions", tmp_path / "documents"
    folder.mkdir()
    documents.mkdir()
    (folder / "next.yaml").write_text(NEXT, encoding="utf-8")
    text = "# QP-7 Buying\n\nRev C\n\nThis is done as clause 8.2.2 says.\n"
    (documents / "QP-7 Buying.md").write_text(text, encoding="utf-8")
    settings = Settings(data=data, editions=folder)
    with build_services(settings, today=TODAY, embedder=WordEmbedder()) as services:
        services.ingest([documents])
        app = build_app(services)
        with TestClient(app, base_url="http://127.0.0.1", raise_server_exceptions=False) as client:
            yield client


def test_a_number_is_read_both_ways_and_on_to_the_next_edition(client: TestClient) -> None:
    found = client.get("/api/v1/crosswalk/8.4.1").json()

    assert found["clause"]["clause"] == "8.4.1"
    assert [one["edition"] for one in found["onward"]] == ["as9120-next"]


def test_an_ambiguous_number_is_asked_about_until_somebody_settles_it(client: TestClient) -> None:
    asked = client.get("/api/v1/legacy").json()
    settled = client.get("/api/v1/legacy", params={"current": "QP-7"}).json()

    [document] = asked["documents"]
    assert [one["reading"] for one in document["references"]] == ["ask"]
    assert settled["documents"] == []


def test_the_way_to_a_new_edition_is_given_by_its_id(client: TestClient) -> None:
    plan = client.get("/api/v1/transition/as9120-next").json()

    assert plan["new_edition"] == "as9120-next"
    assert {one["clause"] for one in plan["clauses"]} >= {"8", "8.9"}


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/api/v1/crosswalk/eight", 422),
        ("/api/v1/legacy?document=QP-99", 404),
        ("/api/v1/transition/as9120z", 404),
        ("/api/v1/transition/next.yaml", 404),
    ],
)
def test_what_is_not_there_is_a_problem(client: TestClient, address: str, status: int) -> None:
    given = client.get(address)

    assert given.status_code == status
    assert given.headers["content-type"] == "application/problem+json"
