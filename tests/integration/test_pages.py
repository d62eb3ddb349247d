"""The pages without a browser: what is refused is said, what was typed stays, nothing is run."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from integrations.bootstrap import Services, build_services
from integrations.settings import Settings
from integrations.web.app import build_app
from integrations.web.jobs import Jobs
from integrations.web.pages.home import own_address
from tests.company import TODAY
from tests.fakes.embedder import WordEmbedder

HTML = {"accept": "text/html"}
NASTY = '<script>alert(1)</script>"onmouseover="x'


@pytest.fixture
def services(data: Path) -> Iterator[Services]:
    settings = Settings(data=data, max_upload_mb=1)
    with build_services(settings, today=TODAY, embedder=WordEmbedder()) as services:
        yield services


@pytest.fixture
def client(services: Services) -> Iterator[TestClient]:
    with TestClient(build_app(services), base_url="http://127.0.0.1", headers=HTML) as client:
        yield client


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/ask",
        "/clauses",
        "/clauses/8.6",
        "/clauses?queue=1",
        "/clauses?suspect=1",
        "/documents",
        "/gaps",
        "/calendar",
        "/trace?key=L-1",
        "/checklists?clauses=8.6",
        "/audits",
        "/findings",
        "/learn",
        "/programme",
        "/programme?propose=1",
        "/packs",
        "/replies",
        "/jobs",
        "/settings",
        "/people",
        "/access-log",
        "/index",
        "/evaluation",
    ],
)
def test_a_page_loads_nothing_from_elsewhere_and_holds_no_script(
    client: TestClient, path: str
) -> None:
    shown = client.get(path)

    assert shown.status_code == 200
    assert "script-src 'self'" in shown.headers["content-security-policy"]
    assert " style=" not in shown.text
    assert "<style" not in shown.text
    assert " onclick=" not in shown.text
    assert 'src="http' not in shown.text
    assert len(shown.content) < 200_000


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/nowhere", 404),
        ("/clauses/8.99", 404),
        ("/clauses/8..", 422),
        ("/documents/none", 404),
        ("/passages/none", 404),
        ("/replies/none", 404),
        ("/jobs/none", 404),
        ("/audits/A-1", 404),
        ("/findings/A-1-F1", 404),
        ("/mappings/m_none", 404),
        ("/gaps?at=0", 422),
        ("/checklists?clauses=8.99", 422),
        ("/learn?role=astronaut", 422),
        ("/rehearse?role=astronaut", 422),
    ],
)
def test_an_error_is_a_page_that_names_no_place_of_the_server(
    client: TestClient, services: Services, path: str, code: int
) -> None:
    shown = client.get(path)

    assert shown.status_code == code
    assert shown.headers["content-type"].startswith("text/html")
    assert str(services.settings.data) not in shown.text
    assert "clausewise --" not in shown.text


def test_a_program_still_gets_problem_details(client: TestClient) -> None:
    told = client.get("/api/v1/jobs/none", headers=HTML)

    assert told.headers["content-type"] == "application/problem+json"


def test_what_people_type_is_never_run(client: TestClient) -> None:
    asked = client.post("/ask", data={"question": NASTY})
    traced = client.get("/trace", params={"key": NASTY})
    filtered = client.get("/documents", params={"q": NASTY})

    for shown in (asked, traced, filtered):
        assert "<script>alert" not in shown.text
        assert '"onmouseover="x' not in shown.text


def test_a_decision_without_a_name_says_so_and_keeps_what_was_typed(client: TestClient) -> None:
    mapping = client.get("/api/v1/mappings", params={"clause": "8.6"}).json()["mappings"][-1]
    form = {"mapping": mapping["mapping"], "act": "confirmed", "note": "as agreed with Stores"}

    shown = client.post("/clauses/decide", data=form | {"back": "/clauses/8.6"})

    assert shown.status_code == 422
    assert "Type your name." in shown.text
    assert "as agreed with Stores" in shown.text
    assert f'value="{mapping["mapping"]}"' in shown.text
    assert "checked" in shown.text


def test_who_is_second_to_decide_is_told_who_was_first(client: TestClient) -> None:
    mapping = client.get("/api/v1/mappings", params={"clause": "8.6"}).json()["mappings"][-1]
    form = {"mapping": mapping["mapping"], "act": "confirmed", "back": "/clauses/8.6"}

    first = client.post("/clauses/decide", data=form | {"by": "Ann Lee"}, follow_redirects=False)
    second = client.post("/clauses/decide", data=form | {"by": "Ben Ito"})

    assert first.headers["location"] == "/clauses/8.6"
    assert second.status_code == 422
    assert "Ann Lee" in second.text


def test_a_gap_is_accepted_only_with_a_day_and_keeps_the_reason_typed(client: TestClient) -> None:
    gap = client.get("/api/v1/gaps").json()["gaps"][0]["id"]
    form = {"by": "Ann Lee", "reason": "the new log starts in November", "until": "soon"}

    shown = client.post(f"/gaps/{gap}/accept", data=form)

    assert shown.status_code == 422
    assert "Say until which day." in shown.text
    assert "the new log starts in November" in shown.text


def test_an_incomplete_audit_is_said_beside_the_form(client: TestClient) -> None:
    shown = client.post("/audits", data={"lead": "Ann Lee", "title": "Goods in"})

    assert shown.status_code == 422
    assert "of clauses or of a process" in shown.text
    assert "Goods in" in shown.text


def test_an_audit_is_filled_in_without_scripts(client: TestClient) -> None:
    made = client.post(
        "/audits", data={"lead": "Ann Lee", "clauses": "8.6"}, follow_redirects=False
    )
    address = made.headers["location"]
    item = client.get(f"/api/v1{address}").json()["items"][0]["id"]

    client.post(
        f"{address}/items/{item}",
        data={"by": "Ann Lee", "result": "minor", "evidence": "lot L-7 without a signature"},
    )

    assert "lot L-7 without a signature" in client.get(address).text


def test_an_upload_is_a_job_that_can_be_found_again(client: TestClient, services: Services) -> None:
    files = [("files", ("../QN-7_A.txt", b"Document No: QN-7\nRevision: A\n\n1 Scope\nEach lot."))]

    answer = client.post("/api/v1/uploads", files=files)
    job = answer.json()["id"]
    while client.get(f"/api/v1/jobs/{job}").json()["state"] in ("waiting", "running"):
        pass

    assert answer.status_code == 202
    assert "QN-7" in client.get(f"/jobs/{job}").text
    assert Jobs(services.settings.data / "jobs").get(job).state == "done"


def test_a_job_whose_process_ended_is_cut_short_and_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "j_1.json").write_text("{", encoding="utf-8")

    found = Jobs(tmp_path).get("j_1")

    assert found.state == "interrupted"
    assert found.error is not None
    assert "Upload the files again" in found.error.hint


@pytest.mark.parametrize("back", ["https://evil.example", "//evil.example", "/\\evil", "x", "/a\n"])
def test_a_form_leads_back_to_our_own_pages_alone(back: str) -> None:
    assert own_address(back) == "/"


def test_another_day_is_shown_until_one_goes_back(client: TestClient) -> None:
    client.post("/day", data={"as_of": "2021-01-01", "back": "/documents"})
    before = client.get("/documents").text
    client.post("/day", data={"as_of": "", "back": "/documents"})
    after = client.get("/documents").text

    assert "1 Jan 2021" in before
    assert "Everything here is as it stood" not in after


def test_what_was_decided_is_on_the_paper_too(client: TestClient) -> None:
    assert 'class="deciding printed"' in client.get("/clauses/8.6").text
