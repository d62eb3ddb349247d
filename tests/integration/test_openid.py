"""Signing in at a provider of OpenID Connect: a real one on this machine, code flow with PKCE."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from fastapi.testclient import TestClient
from pydantic import SecretStr

from assistant.errors import InvalidSetting
from assistant.people.accounts import Changed
from integrations.bootstrap import Services, build_services
from integrations.settings import Settings
from integrations.web.app import build_app
from tests.company import TODAY
from tests.fakes.embedder import WordEmbedder
from tests.openid import CLIENT, SECRET, OpenId, serving, signing_key

HERE = "http://127.0.0.1"


@pytest.fixture
def openid() -> Iterator[OpenId]:
    with serving() as provider:
        yield provider


@pytest.fixture
def services(openid: OpenId, tmp_path: Path) -> Iterator[Services]:
    settings = Settings(
        data=tmp_path,
        auth="oidc",
        public_url=HERE,
        oidc_issuer=openid.issuer,
        oidc_client_id=CLIENT,
        oidc_client_secret=SecretStr(SECRET),
    )
    with build_services(settings, today=TODAY, embedder=WordEmbedder()) as services:
        yield services


@pytest.fixture
def client(services: Services) -> TestClient:
    return TestClient(
        build_app(services), base_url=HERE, raise_server_exceptions=False, follow_redirects=False
    )


def at_provider(client: TestClient, then: str = "/documents") -> str:
    """Leave for the provider, and give the address it sends the browser back to."""
    left = client.get("/login/provider", params={"then": then})
    assert left.status_code == 303, left.text
    return httpx.get(left.headers["location"]).headers["location"]


def come_back(client: TestClient, then: str = "/documents") -> Any:
    return client.get(at_provider(client, then))


def test_somebody_new_becomes_a_reader_and_goes_on_where_they_wanted(
    client: TestClient, services: Services
) -> None:
    back = come_back(client)

    assert back.headers["location"] == "/documents"
    me = client.get("/api/v1/me").json()
    assert (me["signed_in"], me["roles"]) == (True, ["reader"])
    [person] = services.people.accounts.everyone()
    assert (person.name, person.groups) == ("eve-ray", frozenset())
    come_back(client)
    assert len(services.people.accounts.everyone()) == 1, "known by now"


def test_an_account_of_the_checked_address_is_theirs(
    client: TestClient, services: Services, openid: OpenId
) -> None:
    services.people.accounts.add("eve", email="Eve@example.com")
    openid.claims |= {"email": "eve@example.com", "email_verified": True}
    come_back(client)

    assert client.get("/api/v1/me").json()["name"] == "eve"


def test_an_address_nobody_checked_opens_no_account(
    client: TestClient, services: Services, openid: OpenId
) -> None:
    services.people.accounts.add("eve", email="eve@example.com")
    openid.claims |= {"email": "eve@example.com", "email_verified": False}
    come_back(client)

    assert client.get("/api/v1/me").json()["name"] != "eve"


def test_who_is_disabled_stays_out(client: TestClient, services: Services) -> None:
    come_back(client)
    services.people.accounts.change("eve-ray", Changed(active=False))
    back = come_back(client)

    assert back.status_code == 401
    assert "set-cookie" not in back.headers or "session" not in back.headers["set-cookie"]


@pytest.mark.parametrize(
    "overrides",
    [
        {"aud": "another"}, {"iss": "https://another.example"}, {"nonce": "another"},
        {"exp": 1_000_000_000}, {"sub": None}, {"azp": "another", "aud": ["clausewise", "b"]},
    ],
)  # fmt: skip
def test_a_token_that_is_not_meant_for_us_signs_nobody_in(
    client: TestClient, openid: OpenId, overrides: dict[str, object]
) -> None:
    openid.overrides = overrides
    back = come_back(client)

    assert back.status_code == 502
    assert client.get("/api/v1/me").status_code == 401


def test_a_token_signed_by_somebody_else_signs_nobody_in(
    client: TestClient, openid: OpenId
) -> None:
    openid.signs_with = signing_key("somebody else's")

    assert come_back(client).status_code == 502


def test_an_answer_is_good_once_and_in_the_browser_it_began_in(
    client: TestClient, services: Services
) -> None:
    address = at_provider(client)
    other = TestClient(build_app(services), base_url=HERE, follow_redirects=False)
    assert other.get(address).status_code == 400, "another browser"

    address = at_provider(client)
    assert client.get(address).status_code == 303
    assert client.get(address).status_code == 400, "a second time"
    state = parse_qs(urlsplit(at_provider(client)).query)["state"][0]
    denied = client.get("/login/provider/back", params={"state": state, "error": "access_denied"})
    assert denied.status_code == 400


def test_a_provider_that_is_down_is_told(client: TestClient, services: Services) -> None:
    people = services.people
    assert people.provider is not None
    people.provider._issuer = "http://127.0.0.1:9"
    answer = client.get("/login/provider")

    assert answer.status_code == 502
    assert answer.json()["title"] == "The provider cannot be reached."


def test_what_the_provider_needs_is_asked_for_at_the_start(tmp_path: Path) -> None:
    with (
        pytest.raises(InvalidSetting, match="CLAUSEWISE_AUTH is oidc"),
        build_services(Settings(data=tmp_path, auth="oidc")),
    ):
        pass
