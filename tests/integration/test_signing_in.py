"""Signing in to the web: cookies, forms, keys, limits, and what a stranger gets."""

import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from fastapi.testclient import TestClient

from assistant.people.accounts import Changed
from assistant.people.rights import Action, Role
from integrations.bootstrap import Services, build_services
from integrations.people.passwords import Argon2Passwords
from integrations.settings import Settings
from integrations.web.app import build_app
from tests import confidential
from tests.company import TODAY
from tests.fakes.embedder import WordEmbedder

PASSWORD = "three small grey herons"
HERE = "http://127.0.0.1"
OUTSIDE = "https://quality.example.com"


def quick_passwords(services: Services) -> None:
    """Hashes that cost nothing: the real ones take a third of a second each."""
    hasher = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    services.people.__dict__["_passwords"] = Argon2Passwords(hasher)


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    folder = confidential.write(tmp_path_factory.mktemp("files"))
    data = tmp_path_factory.mktemp("data")
    (data / "access.yaml").write_text(confidential.ACCESS, encoding="utf-8")
    settings = Settings(data=data, auth="local", max_upload_mb=1, rate_limit=100_000)
    with build_services(settings, today=TODAY, embedder=WordEmbedder()) as services:
        quick_passwords(services)
        services.ingest([folder])
        people = services.people.accounts
        people.add("ann", full_name="Ann Lee", roles=[Role.MANAGER, Role.ADMIN], password=PASSWORD)
        people.add("hana", roles=[Role.READER], groups=["hr"], password=PASSWORD)
        people.add("rob", full_name="Rob Roe", roles=[Role.READER], password=PASSWORD)
        yield services


@pytest.fixture
def client(services: Services) -> Iterator[TestClient]:
    app = build_app(services)
    with TestClient(
        app, base_url=HERE, raise_server_exceptions=False, follow_redirects=False
    ) as client:
        yield client


def sign_in(client: TestClient, name: str = "rob", password: str = PASSWORD) -> None:
    response = client.post("/login", data={"name": name, "password": password})
    assert response.status_code == 303, response.text


def csrf(client: TestClient) -> dict[str, str]:
    return {"x-csrf-token": client.get("/api/v1/me").json()["csrf_token"]}


def test_a_program_without_a_key_is_told_how_to_come_in(client: TestClient) -> None:
    response = client.get("/api/v1/documents")

    assert response.status_code == 401
    assert response.json()["type"] == "urn:clausewise:not-signed-in"
    assert response.headers["www-authenticate"] == "Bearer"


def test_a_browser_is_led_to_the_page_to_sign_in_and_back(client: TestClient) -> None:
    sent = client.get("/documents?q=a", headers={"accept": "text/html"})
    assert sent.status_code == 303
    shown = client.get(sent.headers["location"])
    then = re.search(r'name="then" value="([^"]*)"', shown.text)
    assert then is not None
    asked = {"name": "Rob", "password": PASSWORD, "then": then[1]}

    assert client.post("/login", data=asked).headers["location"] == "/documents?q=a"
    assert client.get("/documents").status_code == 200


@pytest.mark.parametrize("then", ["https://evil.example/", "//evil.example", "/\\evil.example"])
def test_signing_in_leads_nowhere_else(client: TestClient, then: str) -> None:
    asked = {"name": "rob", "password": PASSWORD, "then": then}

    assert client.post("/login", data=asked).headers["location"] == "/"


def test_a_wrong_password_keeps_the_name_and_says_no_more(client: TestClient) -> None:
    response = client.post("/login", data={"name": "rob<b>", "password": "wrong"})

    assert response.status_code == 401
    assert "The name or the password is wrong." in response.text
    assert 'value="rob&lt;b&gt;"' in response.text
    assert "set-cookie" not in response.headers


def test_guessing_is_answered_by_a_wait(services: Services, client: TestClient) -> None:
    for _ in range(5):
        client.post("/login", data={"name": "guessed", "password": "wrong"})
    response = client.post("/login", data={"name": "guessed", "password": "wrong"})

    assert response.status_code == 429
    assert int(response.headers["retry-after"]) > 0


def test_the_cookie_is_for_this_host_alone_and_no_script(client: TestClient) -> None:
    here = client.post("/login", data={"name": "rob", "password": PASSWORD})
    assert "clausewise_session=" in here.headers["set-cookie"]
    assert "HttpOnly" in here.headers["set-cookie"]
    assert "SameSite=lax" in here.headers["set-cookie"]
    assert "Secure" not in here.headers["set-cookie"]

    headers = {"host": "quality.example.com", "origin": OUTSIDE}
    there = client.post("/login", data={"name": "rob", "password": PASSWORD}, headers=headers)
    assert there.headers["set-cookie"].startswith("__Host-clausewise_session=")
    assert "Secure" in there.headers["set-cookie"]


def test_each_sign_in_is_a_new_session_and_ends_the_one_before(client: TestClient) -> None:
    sign_in(client)
    before = client.cookies["clausewise_session"]
    sign_in(client)
    after = client.cookies["clausewise_session"]

    assert before != after
    client.cookies.set("clausewise_session", before, domain="127.0.0.1")
    client.cookies.clear()
    old = client.get("/api/v1/me", headers={"cookie": f"clausewise_session={before}"})
    assert old.status_code == 401


def test_signing_out_ends_the_session(client: TestClient) -> None:
    sign_in(client)
    cookie = {"cookie": f"clausewise_session={client.cookies['clausewise_session']}"}
    client.post("/logout", headers=csrf(client))

    assert client.get("/api/v1/me", headers=cookie).status_code == 401


def test_a_write_needs_the_token_of_its_session(client: TestClient) -> None:
    sign_in(client, "ann")
    body = {"place": "QP-84 §6.2", "clause": "8.6"}

    refused = client.post("/api/v1/mappings", json=body)
    assert refused.status_code == 403
    assert refused.json()["type"] == "urn:clausewise:forbidden-form"
    wrong = client.post("/api/v1/mappings", json=body, headers={"x-csrf-token": "x"})
    assert wrong.status_code == 403
    form = client.post("/day", data={"as_of": "2026-01-01"})
    assert form.status_code == 403
    token = csrf(client)["x-csrf-token"]
    assert client.post("/day", data={"csrf_token": token}).status_code == 303


def test_a_form_whose_session_has_ended_is_kept_and_sent_after_signing_in(
    client: TestClient,
) -> None:
    typed = {"place": "QP-84 §4.1", "clause": "8.5", "note": 'two "quoted" <b>words</b>'}
    page = {"accept": "text/html"}
    ended = client.post("/clauses/add", data=typed | {"csrf_token": "old"}, headers=page)
    assert ended.status_code == 401
    assert "Your session has ended." in ended.text
    kept = html.unescape(re.findall(r'name="unsent" value="([^"]*)"', ended.text)[0])

    wrong = client.post("/login", data={"name": "ann", "password": "x", "unsent": kept})
    assert html.escape(kept) in wrong.text.replace("&#34;", "&quot;"), "kept once more"
    back = client.post("/login", data={"name": "ann", "password": PASSWORD, "unsent": kept})
    assert back.status_code == 200
    fields = re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', back.text)
    sent = {name: html.unescape(value) for name, value in fields if name in ("csrf_token", *typed)}
    assert {name: sent[name] for name in typed} == typed
    assert client.post("/clauses/add", data=sent, headers=page).status_code in (200, 303)


@pytest.mark.parametrize("unsent", ["x", "[]", '["//evil.example", []]', '["https://e", []]', "{}"])
def test_what_is_no_kept_form_is_passed_over(client: TestClient, unsent: str) -> None:
    asked = {"name": "rob", "password": PASSWORD, "unsent": unsent}

    assert client.post("/login", data=asked).headers["location"] == "/"


def test_what_is_decided_bears_the_name_of_the_account(
    services: Services, client: TestClient
) -> None:
    sign_in(client, "ann")
    body = {"place": "QP-84 §4.1", "clause": "8.4", "by": "Somebody Else"}
    done = client.post("/api/v1/mappings", json=body, headers=csrf(client))

    assert done.status_code == 200, done.text
    assert done.json()["mappings"][0]["decided_by"] == "Ann Lee"
    newest = services.people.entries.entries(limit=1)[0]
    assert (newest.name, newest.act, newest.surface) == ("Ann Lee", "wrote", "web")
    assert newest.subject == "POST /api/v1/mappings"


def test_what_is_written_in_an_audit_bears_the_name_of_the_account(client: TestClient) -> None:
    sign_in(client, "ann")
    asked = {"clauses": ["8.4"], "lead": "Cy Dow", "by": "Somebody Else"}
    audit = client.post("/api/v1/audits", json=asked, headers=csrf(client)).json()
    entry = {"note": "n", "by": "Somebody Else"}
    path = f"/api/v1/audits/{audit['id']}/items/1/entries"
    filled = client.post(path, json=entry, headers=csrf(client)).json()
    typed = {"audit": audit["id"], "clause": "8.4", "evidence": "QP-84", "grade": "minor"}
    raised = client.post("/api/v1/findings", json=typed, headers=csrf(client)).json()

    assert (audit["lead"], audit["made_by"]) == ("Cy Dow", "Ann Lee")
    assert (filled["entry"]["by"], raised["by"]) == ("Ann Lee", "Ann Lee")


def test_a_role_that_may_not_is_refused_and_that_is_written_down(
    services: Services, client: TestClient
) -> None:
    sign_in(client)
    refused = client.post(
        "/api/v1/gaps/g_1/accept", json={"reason": "x", "until": "2027-01-01"}, headers=csrf(client)
    )

    assert refused.status_code == 403
    assert refused.json()["title"] == "You have no right to decide about evidence."
    newest = services.people.entries.entries(limit=1)[0]
    assert (newest.name, newest.act) == ("Rob Roe", "refused")


def test_a_key_comes_in_without_a_cookie_and_within_its_scopes(
    services: Services, client: TestClient
) -> None:
    _, secret = services.people.add_key("ann", "script", [Action.READ], days=1)
    key = {"authorization": f"Bearer {secret}"}

    assert client.get("/api/v1/documents", headers=key).status_code == 200
    asked = {"question": "where do we cover clause 8.6?"}
    assert client.post("/api/v1/questions", json=asked, headers=key).status_code == 200
    assert client.get("/api/v1/people", headers=key).status_code == 403
    body = {"place": "QP-84 §4.1", "clause": "8.4"}
    assert client.post("/api/v1/mappings", json=body, headers=key).status_code == 403
    assert client.get("/api/v1/me", headers={"authorization": "Bearer cw_x"}).status_code == 401


def test_who_is_disabled_is_out_at_once(services: Services, client: TestClient) -> None:
    services.people.accounts.add("temp", password=PASSWORD)
    sign_in(client, "temp")
    services.people.accounts.change("temp", Changed(active=False))

    assert client.get("/api/v1/me").status_code == 401


def test_reading_what_is_confidential_is_written_down_and_nothing_else_is(
    services: Services, client: TestClient
) -> None:
    sign_in(client, "hana")
    before = services.people.entries.entries(limit=1)[0].no
    client.get("/api/v1/crosswalk/7.4.1")
    client.get("/api/v1/mappings", params={"document": "QP-84"})
    assert services.people.entries.entries(limit=1)[0].no == before, "public documents alone"

    asked = {"question": f"what is the {confidential.SECRET}?"}
    client.post("/api/v1/questions", json=asked, headers=csrf(client))
    found = [one for one in services.people.entries.entries() if one.no > before]
    assert {one.act for one in found} == {"read"}
    assert {one.document.split(" (")[0] for one in found} == {"HR-7", "QP-90"}
    assert all(confidential.SECRET not in repr(one) for one in found)


def test_a_picture_of_a_confidential_page_is_written_down(
    services: Services, client: TestClient
) -> None:
    sign_in(client, "hana")
    held = services.adapters.library.revisions()
    hidden = next(one for one in held if one.number == "HR-7")
    shown = client.get(f"/api/v1/revisions/{hidden.id}/pages/1.png")

    assert shown.status_code == 200
    newest = services.people.entries.entries(limit=1)[0]
    assert newest.document == "HR-7 (hr/HR-7 Conduct.md)"
    assert newest.subject.endswith("/pages/1.png")


def test_the_access_log_is_for_admins(client: TestClient) -> None:
    sign_in(client)
    assert client.get("/api/v1/access-log").status_code == 403
    sign_in(client, "ann")
    told = client.get("/api/v1/access-log", params={"person": "Hana", "limit": 5}).json()

    assert told["broken"] is None


def test_an_account_elsewhere_is_bound_by_whoever_opens_its_link(
    services: Services, client: TestClient
) -> None:
    link = services.people.binding_link("slack", "T1:U7")
    assert client.post(f"/bind/{link}").status_code == 401
    sign_in(client, "hana")
    assert "Is this you?" in client.get(f"/bind/{link}").text
    done = client.post(f"/bind/{link}", data={"csrf_token": csrf(client)["x-csrf-token"]})

    assert done.status_code == 200
    assert services.people.viewer_of("slack", "T1:U7").name == "hana"
    again = client.post(f"/bind/{link}", data={"csrf_token": csrf(client)["x-csrf-token"]})
    assert again.status_code == 404


@pytest.mark.parametrize(
    ("headers", "code"),
    [
        ({"host": "quality.example.com", "origin": "https://evil.example"}, "forbidden-origin"),
        ({"host": "quality.example.com", "origin": "null"}, "forbidden-origin"),
        ({"sec-fetch-site": "cross-site"}, "forbidden-origin"),
    ],
)
def test_a_page_of_another_site_does_not_sign_anybody_in(
    client: TestClient, headers: dict[str, str], code: str
) -> None:
    asked = {"name": "rob", "password": PASSWORD}
    response = client.post("/login", data=asked, headers=headers)

    assert response.json()["type"] == f"urn:clausewise:{code}"


@pytest.mark.parametrize("path", ["/login", "/api/v1/me", "/nowhere", "/healthz", "/static/x"])
def test_every_answer_has_its_security_headers(client: TestClient, path: str) -> None:
    headers = client.get(path).headers

    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]


def test_too_many_requests_are_slowed(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path, auth="local", rate_limit=10)
    with (
        build_services(settings, today=TODAY, embedder=WordEmbedder()) as services,
        TestClient(build_app(services), base_url=HERE) as client,
    ):
        codes = [client.get("/api/v1/me").status_code for _ in range(12)]
        last = client.get("/api/v1/me")

    assert codes == [401] * 10 + [429] * 2
    assert last.json()["type"] == "urn:clausewise:too-many-requests"
    assert int(last.headers["retry-after"]) >= 1
