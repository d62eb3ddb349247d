"""The pages of people, the programme, packs, receipts and settings: what they do and refuse."""

import re
from collections.abc import Iterator
from io import BytesIO
from zipfile import ZipFile

import pytest
from fastapi.testclient import TestClient

from assistant.people.rights import Role
from integrations.bootstrap import Services, build_services
from integrations.settings import Settings
from integrations.web.app import build_app
from tests import confidential
from tests.company import TODAY
from tests.fakes.embedder import WordEmbedder
from tests.integration.test_signing_in import HERE, PASSWORD, quick_passwords

HTML = {"accept": "text/html"}


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    folder = confidential.write(tmp_path_factory.mktemp("files"))
    data = tmp_path_factory.mktemp("data")
    (data / "access.yaml").write_text(confidential.ACCESS, encoding="utf-8")
    settings = Settings(data=data, auth="local", rate_limit=100_000)
    with build_services(settings, today=TODAY, embedder=WordEmbedder()) as services:
        quick_passwords(services)
        services.ingest([folder])
        people = services.people.accounts
        people.add("ada", full_name="Ada Admin", roles=list(Role), password=PASSWORD)
        people.add("hana", roles=[Role.READER], groups=["hr"], password=PASSWORD)
        groups = list(services.adapters.access.declared)
        people.add(
            "mia", full_name="Mia Moss", roles=[Role.MANAGER], groups=groups, password=PASSWORD
        )
        yield services


def signed_in(services: Services, name: str, password: str = PASSWORD) -> TestClient:
    client = TestClient(build_app(services), base_url=HERE, headers=HTML, follow_redirects=False)
    answer = client.post("/login", data={"name": name, "password": password})
    assert answer.status_code == 303, answer.text
    client.headers["x-csrf-token"] = client.get("/api/v1/me").json()["csrf_token"]
    return client


@pytest.fixture(scope="module")
def ada(services: Services) -> TestClient:
    """An admin who is in no group."""
    return signed_in(services, "ada")


@pytest.fixture(scope="module")
def mia(services: Services) -> TestClient:
    """A manager who is in every group."""
    return signed_in(services, "mia")


def test_somebody_who_is_added_can_sign_in_and_may_what_their_roles_say(
    services: Services, ada: TestClient
) -> None:
    sent = {"name": "tom", "full_name": "Tom Roe", "password": PASSWORD, "roles": ["auditor"]}
    assert ada.post("/people", data=sent).headers["location"] == "/people/tom"

    tom = signed_in(services, "tom")
    assert tom.get("/audits").status_code == 200
    assert tom.get("/people").status_code == 403


def test_what_cannot_be_added_is_said_and_what_was_typed_stays(ada: TestClient) -> None:
    sent = {"name": "una", "full_name": "Una <b>Orr</b>", "password": "short", "roles": ["reader"]}
    told = ada.post("/people", data=sent)

    assert told.status_code == 422
    assert "The password is too short." in told.text
    assert "Una &lt;b&gt;Orr&lt;/b&gt;" in told.text
    assert "short" not in re.findall(r'name="password"[^>]*value="([^"]*)"', told.text)


def test_somebody_who_is_disabled_is_out_at_once(services: Services, ada: TestClient) -> None:
    services.people.accounts.add("vic", password=PASSWORD)
    vic = signed_in(services, "vic")
    ada.post("/people/vic", data={"roles": ["reader"]})

    assert vic.get("/api/v1/me", headers={"accept": "application/json"}).status_code == 401


def test_the_last_admin_keeps_the_role(ada: TestClient) -> None:
    told = ada.post("/people/ada", data={"roles": ["reader"], "active": "yes"})

    assert told.status_code == 422
    assert "last who may change accounts" in told.text


@pytest.mark.parametrize(
    ("path", "sent"),
    [
        ("/people", {"name": "eve", "password": PASSWORD, "groups": ["hr"]}),
        ("/people/ada", {"roles": ["admin"], "groups": ["hr"], "active": "yes"}),
        ("/people/hana", {"roles": ["reader"], "active": "yes"}),
        ("/people/hana", {"roles": ["reader"], "groups": ["hr"], "email": "a@b.example"}),
        ("/people/hana/password", {"password": "another long pass phrase"}),
        ("/people/hana/keys", {"label": "x"}),
    ],
)
def test_nobody_gives_what_they_may_not_see_themselves(
    services: Services, ada: TestClient, path: str, sent: dict[str, object]
) -> None:
    before = services.people.accounts.everyone()
    told = ada.post(path, data=sent)

    assert told.status_code == 422
    assert "documents that you do not" in told.text
    assert services.people.accounts.everyone() == before
    hana = services.people.accounts.named("hana")
    assert services.people.sign_ins.keys(hana.id) == []
    signed_in(services, "hana")


def test_a_key_is_shown_once_works_and_is_revoked(services: Services, ada: TestClient) -> None:
    made = ada.post("/people/ada/keys", data={"label": "export", "scopes": ["read"], "days": "5"})
    secret = re.findall(r'class="secret">([^<]+)<', made.text)[0]
    bearer = {"authorization": f"Bearer {secret}"}
    program = TestClient(build_app(services), base_url=HERE)
    assert made.headers["cache-control"] == "no-store"
    assert program.get("/api/v1/documents", headers=bearer).status_code == 200
    assert program.get("/api/v1/people", headers=bearer).status_code == 403
    assert secret not in ada.get("/people/ada").text

    key = re.findall(r"/people/ada/keys/([^/]+)/revoke", ada.get("/people/ada").text)[0]
    assert ada.post(f"/people/tom/keys/{key}/revoke").status_code == 404
    assert ada.post(f"/people/ada/keys/{key}/revoke").status_code == 303
    assert program.get("/api/v1/documents", headers=bearer).status_code == 401


def test_what_was_changed_of_whom_stands_in_the_access_log(ada: TestClient) -> None:
    ada.post("/people", data={"name": "wes", "password": PASSWORD, "roles": ["reader"]})
    ada.post("/people/wes", data={"roles": ["auditor", "reader"], "active": "yes"})

    shown = ada.get("/access-log").text
    assert "people add wes reader" in shown
    assert "people change wes: auditor reader;" in shown
    assert PASSWORD not in shown


def test_a_programme_is_proposed_saved_approved_and_an_audit_made_of_it(mia: TestClient) -> None:
    asked = {"cycle": "12", "start": "2027-01", "auditors": "Ann Lee; Tom Roe (Buyer)"}
    proposed = mia.get("/programme", params={"propose": "1", **asked})
    assert "a proposal, not saved" in proposed.text
    assert "None is saved yet" in mia.get("/programme").text

    saved = mia.post("/programme", data={**asked, "note": "first"})
    assert saved.headers["location"] == "/programme?id=P-2027-01"
    assert "saved by Mia Moss" in mia.get("/programme").text
    approved = mia.post("/programme/approve", data={"id": "P-2027-01", "note": "as agreed"})
    assert approved.status_code == 303
    assert "approved by Mia Moss" in mia.get("/programme").text

    number = re.findall(r'name="number" value="([^"]+)"', mia.get("/programme").text)[0]
    made = mia.post("/programme/audits", data={"number": number})
    assert made.headers["location"] == f"/audits/{number}"
    assert mia.get(made.headers["location"]).status_code == 200
    assert f'value="{number}"' not in mia.get("/programme").text


def test_who_does_not_see_every_document_saves_no_programme(ada: TestClient) -> None:
    told = ada.post("/programme", data={"cycle": "12", "start": "2029-01"})

    assert told.status_code == 422
    assert "somebody who may see every document" in told.text


def test_a_month_that_is_none_and_a_file_that_is_no_programme_are_said(ada: TestClient) -> None:
    told = ada.get("/programme", params={"propose": "1", "start": "soon"})
    assert told.status_code == 422
    assert "is no month" in told.text

    sent = {"file": ("programme.xlsx", b"no workbook")}
    told = ada.post("/programme/file", files=sent, data={"note": "my note"})
    assert told.status_code == 422
    assert 'class="fault"' in told.text


def test_a_pack_is_saved_and_what_cannot_be_packed_is_said(ada: TestClient) -> None:
    saved = ada.get("/packs/file", params={"clause": "7.2"})
    assert "SHA256SUMS" in ZipFile(BytesIO(saved.content)).namelist()
    assert "attachment" in saved.headers["content-disposition"]

    told = ada.get("/packs/file", params={"clause": "77"})
    assert told.status_code == 422
    assert 'role="alert"' in told.text


def test_a_receipt_tells_what_it_rests_on_and_is_asked_again(
    services: Services, ada: TestClient
) -> None:
    asked = ada.post("/ask", data={"question": "who decides on nonconforming parts?"})
    listed = ada.get("/replies").text
    assert "who decides on nonconforming parts?" in listed
    shown = ada.get(asked.headers["location"]).text
    receipt = re.findall(r'href="(/replies/[^"]+/receipt)"', shown)[0]
    assert "who decides on nonconforming parts?" in ada.get(receipt).text
    again = ada.post(receipt.replace("receipt", "replay"))
    assert "The same reply would be given today." in again.text

    assert (
        "who decides on nonconforming parts?"
        not in signed_in(services, "hana").get("/replies").text
    )


def test_settings_that_give_something_away_are_not_shown(
    services: Services, ada: TestClient
) -> None:
    shown = ada.get("/settings").text

    assert "CLAUSEWISE_MAX_FILE_MB" in shown
    assert str(services.settings.data) not in shown


def test_the_menu_holds_what_somebody_may(services: Services, ada: TestClient) -> None:
    hana = signed_in(services, "hana").get("/replies").text

    assert 'href="/people"' in ada.get("/").text
    assert 'href="/people"' not in hana
    assert 'href="/audits"' not in hana
    assert 'href="/settings"' in signed_in(services, "hana").get("/index").text
    assert 'href="/jobs"' not in signed_in(services, "hana").get("/index").text
