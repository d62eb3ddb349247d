"""Which role gets through to which address: every address, every role, and whoever is nobody.

What may be done is tried with a session but without its token, so that nothing is done: who is
let through the gate is then told that the request does not come from a page of the session.
"""

import re
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from assistant.people.rights import MAY, Action, Role
from integrations.bootstrap import Services, build_services
from integrations.settings import Settings
from integrations.web.app import build_app
from integrations.web.rights import RIGHTS
from tests.company import TODAY
from tests.fakes.embedder import WordEmbedder
from tests.integration.test_signing_in import HERE, PASSWORD, quick_passwords

NEEDED = sorted(RIGHTS)
MEANT = {  # who may what, said once more and by hand
    Action.READ: {"reader", "auditor", "manager", "admin"},
    Action.FEEDBACK: {"reader", "auditor", "manager", "admin"},
    Action.DRAFT: {"auditor", "manager"},
    Action.AUDIT: {"auditor", "manager"},
    Action.DECIDE: {"manager"},
    Action.INGEST: {"manager"},
    Action.PEOPLE: {"admin"},
    Action.ACCESS_LOG: {"admin"},
}


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    settings = Settings(data=tmp_path_factory.mktemp("data"), auth="local", rate_limit=100_000)
    with build_services(settings, today=TODAY, embedder=WordEmbedder()) as services:
        quick_passwords(services)
        for role in Role:
            services.people.accounts.add(role.value, roles=[role], password=PASSWORD)
        yield services


@pytest.fixture(scope="module")
def clients(services: Services) -> dict[str, TestClient]:
    app, made = build_app(services), {}
    for name in ["nobody", *Role]:
        client = TestClient(
            app, base_url=HERE, raise_server_exceptions=False, follow_redirects=False
        )
        if name != "nobody":
            client.post("/login", data={"name": str(name), "password": PASSWORD})
        made[str(name)] = client
    return made


def test_the_table_of_rights_is_the_one_that_is_meant() -> None:
    assert {
        action: {role.value for role in Role if action in MAY[role]} for action in Action
    } == MEANT


@pytest.mark.parametrize("address", NEEDED)
def test_an_address_lets_in_those_roles_that_have_its_right(
    address: str, clients: dict[str, TestClient]
) -> None:
    method, path = address.split(" ", 1)
    path = re.sub(r"\{[^}]*\}", "x1", path)
    allowed = MEANT[RIGHTS[address]]
    for name, client in clients.items():
        answer = client.request(method, path)
        if name == "nobody":
            assert answer.status_code == 401, name
        elif name not in allowed:
            assert answer.status_code == 403, name
            assert answer.json()["type"] == "urn:clausewise:not-permitted"
        elif method == "GET":
            assert answer.status_code not in (401, 403, 500), name
        else:
            told = answer.json()["type"]
            assert told in ("urn:clausewise:forbidden-form", "urn:clausewise:invalid-request"), name


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE", "PATCH"])
def test_an_address_nobody_listed_is_nobodys(method: str, clients: dict[str, TestClient]) -> None:
    answer = clients["manager"].request(method, "/api/v1/unlisted")

    assert answer.status_code == 404


def test_another_method_of_a_listed_address_is_nobodys(clients: dict[str, TestClient]) -> None:
    assert clients["manager"].delete("/api/v1/documents").status_code == 404
    assert clients["nobody"].delete("/api/v1/documents").status_code == 401


@pytest.mark.parametrize("path", ["/api/v1/documents/", "//api/v1/documents", "/api/v1/./people"])
def test_an_address_written_otherwise_gets_nobody_further(
    path: str, clients: dict[str, TestClient]
) -> None:
    assert clients["nobody"].get(path).status_code == 401
    assert clients["reader"].get(path).status_code in (403, 404)
