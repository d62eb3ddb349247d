"""What the web API serves beside answers: looking up, long lists in pieces, its own state."""

import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from pydantic import SecretStr

from assistant.people.rights import Role
from integrations.bootstrap import Services, build_services
from integrations.server_places import without_places
from integrations.settings import Settings
from integrations.web.about import SET_OR_NOT, SHOWN
from integrations.web.app import build_app
from tests.company import TODAY
from tests.fakes.embedder import WordEmbedder
from tests.integration.conftest import stocked
from tests.integration.test_signing_in import PASSWORD, quick_passwords
from tests.integration.test_web import check_problem

HERE = "http://127.0.0.1"
ASKED = "how long are receiving inspection records retained?"
NEVER_SHOWN = {
    "data", "mcp_key", "slack_app_token", "slack_client_id", "slack_client_secret", "slack_api_url",
    "model_api_key", "model_base_url", "oidc_issuer", "oidc_client_id", "oidc_client_secret",
    "oidc_new_people",
}  # fmt: skip


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    settings = Settings(data=stocked(tmp_path_factory.mktemp("whole") / "data"))
    with build_services(settings, today=TODAY, embedder=WordEmbedder()) as services:
        services.complete_vectors()
        yield services


@pytest.fixture(scope="module")
def client(services: Services) -> Iterator[TestClient]:
    with TestClient(build_app(services), base_url=HERE, raise_server_exceptions=False) as client:
        yield client


def test_a_search_gives_the_hits_of_the_command_line(
    client: TestClient, services: Services
) -> None:
    [result] = client.get("/api/v1/search", params={"q": "records", "limit": 2}).json()["results"]

    found = services.search("records", limit=2, as_of=TODAY)
    assert [one["passage"] for one in result["hits"]] == [cited.passage for cited, _ in found]
    assert [one["score"] for one in result["hits"]] == [score for _, score in found]
    check_problem(client.get("/api/v1/search", params={"q": ""}), 422, "invalid-request")
    check_problem(client.get("/api/v1/search"), 422, "invalid-request")


def test_a_document_is_shown_with_its_revisions_and_leads_to_their_files(
    client: TestClient,
) -> None:
    told = client.get("/api/v1/documents/qp-84").json()

    assert told["document"] == "QP-84"
    assert {one["revision"]: one["status"] for one in told["revisions"]} == {
        "A": "obsolete", "B": "in_force",
    }  # fmt: skip
    picture = client.get(f"/api/v1/revisions/{told['revisions'][0]['id']}/pages/1.png")
    assert picture.headers["content-type"] == "image/png"
    check_problem(client.get("/api/v1/documents/QP-999"), 404, "not-found")


def test_a_passage_is_shown_with_its_words_and_its_page(client: TestClient) -> None:
    hit = client.get("/api/v1/search", params={"q": "records"}).json()["results"][0]["hits"][0]
    told = client.get(f"/api/v1/passages/{hit['passage']}").json()

    assert hit["quote"] in " ".join(told["text"].split())
    assert (told["document"], told["page"], told["clauses"]) == (
        hit["document"], hit["page"], hit["clauses"],
    )  # fmt: skip
    assert client.get(told["page_image"]).headers["content-type"] == "image/png"
    check_problem(client.get("/api/v1/passages/p_0"), 404, "not-found")


def test_conversations_are_listed_and_shown_with_their_replies(client: TestClient) -> None:
    asked = {"question": ASKED, "conversation": "c_listed"}
    first = client.post("/api/v1/questions", json=asked).json()
    again = {"question": "what about the old revision?", "conversation": "c_listed"}
    second = client.post("/api/v1/questions", json=again).json()

    listed = client.get("/api/v1/conversations").json()["conversations"]
    [line] = [one for one in listed if one["id"] == "c_listed"]
    assert (line["first_question"], line["replies"]) == (ASKED, 2)
    assert client.get("/api/v1/conversations/c_listed").json()["replies"] == [first, second]
    check_problem(client.get("/api/v1/conversations/c_none"), 404, "not-found")


def test_everybody_has_their_own_conversations(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = stocked(tmp_path_factory.mktemp("own") / "data")
    settings = Settings(data=folder, auth="local")
    with build_services(settings, today=TODAY, embedder=WordEmbedder()) as services:
        quick_passwords(services)
        app, clients = build_app(services), {}
        for name in ("ann", "rob"):
            services.people.accounts.add(name, roles=[Role.READER], password=PASSWORD)
            one = clients[name] = TestClient(app, base_url=HERE)
            one.post("/login", data={"name": name, "password": PASSWORD})
            one.headers["x-csrf-token"] = one.get("/api/v1/me").json()["csrf_token"]
            one.headers["accept"] = "text/event-stream"
            asked = {"question": ASKED, "conversation": f"c_{name}"}
            assert one.post("/api/v1/questions", json=asked).status_code == 200
        listed = clients["rob"].get("/api/v1/conversations").json()["conversations"]
        assert [one["id"] for one in listed] == ["c_rob"]
        assert clients["rob"].get("/api/v1/conversations/c_ann").status_code == 404
        assert len(clients["ann"].get("/api/v1/conversations/c_ann").json()["replies"]) == 1


def test_a_checklist_and_a_pack_are_made_on_demand(client: TestClient) -> None:
    drafted = client.post("/api/v1/checklists", json={"clauses": ["8.4", "8.6"]})
    packed = client.post("/api/v1/packs", json={"clause": "8.6"})

    assert drafted.json()["scope"] == ["8.4", "8.6"]
    assert packed.headers["content-type"] == "application/zip"
    assert "index.json" in zipfile.ZipFile(io.BytesIO(packed.content)).namelist()
    for path, body in [
        ("checklists", {}),
        ("checklists", {"clauses": ["8.4"], "process": "receiving"}),
        ("packs", {}),
        ("packs", {"clause": "8.6", "audit": "A-1"}),
    ]:
        check_problem(client.post(f"/api/v1/{path}", json=body), 400, "wrong-use")
    check_problem(client.post("/api/v1/packs", json={"clause": "99"}), 404, "unknown-clause")


def test_records_are_listed_with_how_their_tables_were_read(client: TestClient) -> None:
    told = client.get("/api/v1/records").json()

    assert told["as_of"] == TODAY.isoformat()
    unknown = client.get("/api/v1/records", params={"type": "nothing"})
    check_problem(unknown, 404, "no-such-record-type")


def test_settings_show_no_secret_no_path_and_no_address(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    secret = "xoxb-zyxwv"
    folder = tmp_path_factory.mktemp("shown")
    settings = Settings(
        data=folder, slack_bot_token=SecretStr(secret), model="openai:zyxwv",
        model_api_key=SecretStr(secret),
        model_base_url="https://zyxwv.example", public_url="https://zyxwv.example",
    )  # fmt: skip
    with (
        build_services(settings, today=TODAY, embedder=WordEmbedder()) as services,
        TestClient(build_app(services), base_url=HERE) as client,
    ):
        told = client.get("/api/v1/settings")

    assert "zyxwv" not in told.text
    assert str(folder) not in told.text
    shown = {one["name"]: one for one in told.json()["settings"]}
    assert shown["slack_bot_token"]["is_set"]
    assert shown["max_file_mb"]["value"] == 100
    assert set(Settings.model_fields) == {*SHOWN, *SET_OR_NOT} | NEVER_SHOWN


def test_the_last_evaluation_is_told_with_its_worst_cases(
    client: TestClient, services: Services
) -> None:
    check_problem(client.get("/api/v1/evaluations/last"), 404, "not-found")
    folder = services.settings.data / "evaluations" / "autumn"
    folder.mkdir(parents=True)
    (folder / "config.json").write_text(json.dumps({"suite": "sample", "as_of": "2026-09-30"}))
    figure = {
        "value": 0.5, "low": 0.1, "high": 0.9, "n": 2, "skipped": 0,
        "cases": {"q1": [0, 1], "q2": [1, 1]},
    }  # fmt: skip
    (folder / "scores.json").write_text(json.dumps({"metrics": {"facts": figure}}))

    told = client.get("/api/v1/evaluations/last").json()

    assert (told["name"], told["suite"]) == ("autumn", "sample")
    assert told["figures"] == [{"name": "facts"} | {k: figure[k] for k in figure if k != "cases"}]
    assert told["worst"] == [{"case": "q1", "missed": ["facts"]}]
    assert client.get("/api/v1/evaluations").json() == {"evaluations": ["autumn"]}


LISTS = {
    "documents": "documents", "coverage": "clauses", "gaps": "gaps", "mappings": "mappings",
    "conversations": "conversations",
}  # fmt: skip


@pytest.mark.parametrize("path", LISTS)
def test_a_list_in_pieces_is_the_whole_list(path: str, client: TestClient) -> None:
    client.post("/api/v1/questions", json={"question": ASKED})
    client.post("/api/v1/questions", json={"question": ASKED})
    whole = client.get(f"/api/v1/{path}")
    entries = whole.json()[LISTS[path]]
    address, pieces = f"/api/v1/{path}?limit=2", []
    while address:
        piece = client.get(address)
        pieces += piece.json()[LISTS[path]]
        assert piece.headers["x-total-count"] == str(len(entries))
        address = piece.links["next"]["url"] if "next" in piece.links else ""

    assert len(entries) >= 2
    assert pieces == entries
    assert "link" not in whole.headers


@pytest.mark.parametrize(
    ("path", "name", "least"),
    [
        ("mappings/queue?", "mappings", 2),
        ("changes?since=2020-01-01&", "documents", 2),
        ("legacy?", "documents", 0),
        ("findings/drafts?", "drafts", 0),
    ],
)
def test_other_lists_come_in_pieces_as_well(
    path: str, name: str, least: int, client: TestClient
) -> None:
    whole = client.get(f"/api/v1/{path}limit=1000").json()[name]
    address, pieces = f"/api/v1/{path}limit=1", []
    while address:
        piece = client.get(address)
        pieces += piece.json()[name]
        assert piece.headers["x-total-count"] == str(len(whole))
        address = piece.links["next"]["url"] if "next" in piece.links else ""

    assert len(whole) >= least
    assert pieces == whole
    check_problem(client.get(f"/api/v1/{path}offset=5000000"), 404, "no-such-page")
    check_problem(client.get(f"/api/v1/{path}limit=0"), 422, "invalid-request")


@pytest.mark.parametrize(
    ("query", "status", "code"),
    [
        ("offset=5000000", 404, "no-such-page"),
        ("offset=99999999999999999999999", 422, "invalid-request"),
        ("limit=0", 422, "invalid-request"),
        ("limit=1001", 422, "invalid-request"),
        ("offset=-1", 422, "invalid-request"),
        ("offset=x", 422, "invalid-request"),
    ],
)
@pytest.mark.parametrize("path", LISTS)
def test_a_piece_that_cannot_be_is_a_clear_problem(
    path: str, query: str, status: int, code: str, client: TestClient
) -> None:
    check_problem(client.get(f"/api/v1/{path}?{query}"), status, code)


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ("'{here}/rules.yaml': line 3", "'rules.yaml': line 3"),
        ("{here}/a b.db cannot be opened", "a b.db cannot be opened"),
        ("see /openapi.json and GET /api/v1/documents.", None),
        ("https://quality.example/a/b", None),
        ("1/2/3 and either/or", None),
    ],
)
def test_no_place_of_this_machine_is_in_a_message(
    told: str, shown: str | None, tmp_path: Path
) -> None:
    told = told.format(here=tmp_path)

    assert without_places(told) == (shown or told)


def test_metrics_count_what_was_asked_and_hold_no_word_of_it(client: TestClient) -> None:
    word = "zyxwv"
    client.post("/api/v1/questions", json={"question": f"how long is {word} kept?"})
    client.get(f"/api/v1/documents/{word}")
    client.get(f"/{word}")
    told = client.get("/metrics")

    assert told.headers["content-type"].startswith("text/plain; version=0.0.4")
    assert word not in told.text
    lines = dict(line.rsplit(" ", 1) for line in told.text.splitlines() if line[0] != "#")
    asked = 'clausewise_requests_total{method="GET",path="/api/v1/documents/{number}",status="404"}'
    assert int(lines[asked]) >= 1
    assert int(lines['clausewise_requests_total{method="GET",path="other",status="404"}']) >= 1
    assert lines["clausewise_revisions"] == "3"
    assert lines["clausewise_vectors_ready"] == "1.0"
    assert lines['clausewise_queue_length{queue="ingest",state="waiting"}'] == "0"
    assert any(line.startswith('clausewise_questions_total{status="') for line in lines)
    assert 'clausewise_request_seconds_bucket{path="/api/v1/questions",le="+Inf"}' in lines
