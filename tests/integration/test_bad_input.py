"""Bad input on every way in: a clear reply, nothing broken, nothing leaked."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from integrations.bootstrap import Services, build_services
from integrations.settings import Settings
from integrations.web.app import build_app
from tests.integration.bad_input import BAD_INPUT
from tests.integration.command_line import CLAUSEWISE, ROOT, Cli

LEAKS = (
    "Traceback",
    "sqlite",
    "SELECT",
    "root:",
    "PATH=",
    "Use only the passages",
    "site-packages",
)
FINE = "how long are receiving inspection records retained?"


@pytest.fixture
def services(data: Path) -> Iterator[Services]:
    with build_services(Settings.load(data=data)) as built:
        yield built


@pytest.fixture
def client(services: Services) -> TestClient:
    return TestClient(
        build_app(services), base_url="http://127.0.0.1", raise_server_exceptions=False
    )


@pytest.mark.parametrize("name", BAD_INPUT)
def test_the_command_line_replies_to_anything(cli: Cli, name: str) -> None:
    code, output, told = cli("ask", "--json", BAD_INPUT[name])

    assert code == 0
    assert not told
    check(json.loads(output), BAD_INPUT[name])


@pytest.mark.parametrize("name", BAD_INPUT)
def test_the_terminal_is_not_steered_by_what_was_typed(cli: Cli, name: str) -> None:
    code, output, _ = cli("ask", BAD_INPUT[name])

    assert code == 0
    assert not [sign for sign in "\x00\x07\x08\x1b\u202e" if sign in output]


@pytest.mark.parametrize("name", [one for one in BAD_INPUT if one != "half a character"])
def test_the_web_api_replies_to_anything(client: TestClient, name: str) -> None:
    response = client.post("/api/v1/questions", json={"question": BAD_INPUT[name]})

    assert response.status_code == 200
    check(response.json(), BAD_INPUT[name])
    asked = client.post("/api/v1/questions", json={"question": FINE}).json()
    assert asked["status"] == "answered"


@pytest.mark.parametrize(
    "body",
    [
        b'{"question": "\\ud800"}', b'{"question": "' + b"a" * 300_000 + b'"}', b"\xff\xfe", b"{",
        b'{"question": null}', b'{"question": "q", "conversation": "../x"}',
        b'{"question": "q", "as_of": "0000-00-00"}', b"[" * 50_000,
    ],
    ids=["half a character", "too long", "not text", "broken off", "null", "path", "no day",
         "nested"],
)  # fmt: skip
def test_a_body_that_is_no_question_is_a_problem_with_a_hint(
    client: TestClient, body: bytes
) -> None:
    headers = {"Content-Type": "application/json"}
    response = client.post("/api/v1/questions", content=body, headers=headers)

    told = response.json()
    assert response.status_code in (200, 400, 422)
    if response.status_code != 200:
        assert told["type"].startswith("urn:clausewise:")
        assert told["detail"]
    assert not [leak for leak in LEAKS if leak in response.text]


def test_bad_input_in_a_conversation_leaves_the_talk_as_it_was(services: Services) -> None:
    day = services.clock.today()
    services.ask(FINE, as_of=day, conversation="c_bad")
    for text in BAD_INPUT.values():
        services.ask(text, as_of=day, conversation="c_other")
    for text in ("", "???", "🔧", "thanks"):
        services.ask(text, as_of=day, conversation="c_bad")

    reply = services.ask("where?", as_of=day, conversation="c_bad")

    assert reply.understood_as == "where are receiving inspection records retained?"


def test_a_chat_goes_on_after_anything_that_is_typed(data: Path) -> None:
    lines = [text.replace("\n", " ") for text in BAD_INPUT.values()]
    typed = "\n".join([*lines, FINE, "/history", "/nonsense", "/quit", "never asked"])
    done = subprocess.run(
        [*CLAUSEWISE, "chat", "--data", str(data)],
        input=typed.encode("utf-8", "surrogateescape"),
        capture_output=True, cwd=ROOT, timeout=120, check=False,
    )  # fmt: skip
    output = done.stdout.decode()

    assert done.returncode == 0
    assert "Traceback" not in done.stderr.decode()
    assert "10 years" in output
    assert "never asked" not in output
    assert "\x1b" not in output


def check(reply: dict[str, object], typed: str) -> None:
    """A whole reply that says what it is, and nothing of the inside of the program."""
    assert reply["status"] in ("answered", "declined")
    assert reply["answer"]
    if reply["status"] == "declined":
        assert reply["reason"]
    told = json.dumps([reply["answer"], reply["citations"], reply["warnings"]], ensure_ascii=False)
    assert not [leak for leak in LEAKS if leak in told and leak not in typed]
