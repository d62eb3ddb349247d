"""The MCP server over standard input, asked by the official client."""

import json
import sys
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp import Client, StdioServerParameters
from mcp.client.stdio import stdio_client

from assistant.people.rights import Action, Role
from integrations.bootstrap import Services, build_services
from integrations.settings import Settings
from tests import confidential
from tests.company import TODAY
from tests.fakes.embedder import WordEmbedder

ROOT = Path(__file__).parents[2]
CODE = "from integrations.cli.main import main; main()"
QUESTION = "how long are receiving inspection records retained?"


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    folder = confidential.write(tmp_path_factory.mktemp("files"))
    data = tmp_path_factory.mktemp("data")
    (data / "access.yaml").write_text(confidential.ACCESS, encoding="utf-8")
    with build_services(Settings(data=data), today=TODAY, embedder=WordEmbedder()) as services:
        services.ingest([folder])
        services.people.accounts.add("rob", roles=[Role.READER])
        services.people.accounts.add("hana", roles=[Role.READER], groups=["hr"])
        yield services


def asked(
    services: Services, *options: str, ask: Callable[[Client], Awaitable[Any]], key: str = ""
) -> Any:
    """What a client is told that starts the server itself."""
    arguments = ["--data", str(services.settings.data), "--as-of", TODAY.isoformat(), *options]
    environment = {"CLAUSEWISE_MCP_KEY": key} if key else {}
    server = StdioServerParameters(
        command=sys.executable, args=["-c", CODE, *arguments, "mcp"], cwd=ROOT, env=environment
    )

    async def run() -> Any:
        async with Client(stdio_client(server)) as client:
            return await ask(client)

    return anyio.run(run)


def test_a_client_finds_the_tools_and_gets_the_objects_of_the_contract(services: Services) -> None:
    async def ask(client: Client) -> Any:
        tools = (await client.list_tools()).tools
        reply = (await client.call_tool("ask", {"question": QUESTION})).structured_content
        assert reply is not None
        cited = reply["citations"][0]["passage"]
        found = [
            (await client.call_tool(name, arguments)).structured_content
            for name, arguments in [
                ("search", {"query": "records", "limit": 2}),
                ("coverage", {"clause": "8.6"}),
                ("gaps", {}),
            ]
        ]
        evidence = await client.call_tool("evidence", {"passage": cited})
        wrong = await client.call_tool("coverage", {"clause": "99"})
        return tools, reply, found, evidence, wrong

    tools, reply, (search, coverage, gaps), evidence, wrong = asked(services, ask=ask)

    assert {one.name for one in tools} == {"ask", "search", "coverage", "gaps", "evidence"}
    assert all(one.annotations.read_only_hint for one in tools)
    assert "10 years" in reply["answer"]
    assert json.loads(services.asking.as_given(reply["id"])) == reply
    assert len(search["results"][0]["hits"]) == 2
    assert coverage["clauses"][0]["clause"] == "8.6"
    assert gaps["as_of"] == TODAY.isoformat()
    text, picture = evidence.content
    assert json.loads(text.text)["id"] == reply["citations"][0]["passage"]
    assert picture.mime_type == "image/png"
    assert wrong.is_error
    assert "unknown-clause" in wrong.content[0].text


@pytest.mark.parametrize("with_key", [False, True])
def test_who_asks_sees_what_they_may_see_and_it_is_written_down(
    with_key: bool, services: Services
) -> None:
    async def ask(client: Client) -> Any:
        question = {"question": f"what is the {confidential.SECRET}?"}
        return (await client.call_tool("ask", question)).structured_content

    told = {}
    for name in ("rob", "hana"):
        key = services.people.add_key(name, "mcp", [Action.READ], days=1)[1] if with_key else ""
        options = () if with_key else ("--as", name)
        told[name] = asked(services, *options, ask=ask, key=key)

    assert told["rob"]["status"] == "declined"
    assert not any(word in json.dumps(told["rob"]) for word in ("HR-7", "QP-90"))
    assert told["hana"]["status"] == "answered"
    read = services.people.entries.entries(person=services.people.accounts.named("hana").id)
    assert any(one.surface == "mcp" and "HR-7" in one.document for one in read)
