"""Answers over HTTP while they are made: a real server, and a stand-in for the model's."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn

from integrations.bootstrap import build_services
from integrations.settings import Settings
from integrations.web.app import build_app
from integrations.web.serving import listening
from tests.company import TODAY
from tests.fakes.embedder import WordEmbedder
from tests.model_standin.server import ModelStandIn, Turn, says

QUESTION = "how long are receiving inspection records retained?"
EXTRACT = "Receiving inspection records are retained for 10 years [1]."
DRAFT = "Records of receiving inspection are retained for ten years [E1]."

Event = tuple[str, dict[str, Any]]


@contextmanager
def served(data: Path, model: ModelStandIn | None = None, **more: Any) -> Iterator[str]:
    """The address of a running web API over the data, with a model behind it or none."""
    if model is not None:
        more |= {"model": "openai:stand-in", "model_base_url": model.base_url}
    with (
        listening("127.0.0.1", 0) as taken,
        build_services(Settings(data=data, **more), today=TODAY, embedder=WordEmbedder()) as ours,
    ):
        ours.complete_vectors()
        ours.warm_up()
        config = uvicorn.Config(build_app(ours), log_level="critical", access_log=False)
        server = uvicorn.Server(config)
        running = threading.Thread(target=server.run, kwargs={"sockets": [taken]})
        running.start()
        while not server.started:
            time.sleep(0.01)
        try:
            yield f"http://127.0.0.1:{taken.getsockname()[1]}"
        finally:
            server.should_exit = True
            running.join()


def stream(address: str, question: str = QUESTION) -> list[Event]:
    with opened(address, question) as response:
        assert response.headers["content-type"].startswith("text/event-stream")
        return list(events(response))


def opened(address: str, question: str = QUESTION) -> Any:
    return httpx.stream(
        "POST",
        f"{address}/api/v1/questions",
        json={"question": question},
        headers={"Accept": "text/event-stream"},
        timeout=120,
    )


def events(response: httpx.Response) -> Iterator[Event]:
    name = ""
    for line in response.iter_lines():
        if line.startswith("event: "):
            name = line.removeprefix("event: ")
        elif line.startswith("data: "):
            yield name, json.loads(line.removeprefix("data: "))


def named(found: list[Event], name: str) -> list[dict[str, Any]]:
    return [content for each, content in found if each == name]


@pytest.fixture
def stack() -> Iterator[ExitStack]:
    with ExitStack() as opened:
        yield opened


def test_without_a_model_the_extract_is_streamed(data: Path, stack: ExitStack) -> None:
    address = stack.enter_context(served(data))

    found = stream(address)

    assert [name for name, _ in found] == ["searching", "token", "citation", "done"]
    [done] = named(found, "done")
    assert done["answer"] == EXTRACT
    assert "".join(one["text"] for one in named(found, "token")) == EXTRACT
    assert named(found, "citation") == done["citations"]
    assert httpx.get(f"{address}/api/v1/replies/{done['id']}").json() == done


def test_a_refusal_is_streamed_too(data: Path, stack: ExitStack) -> None:
    found = stream(stack.enter_context(served(data)), "will our supplier pass its next audit?")

    assert [name for name, _ in found] == ["searching", "token", "done"]
    assert named(found, "done")[0]["status"] == "declined"


def test_with_a_model_checked_sentences_come_while_it_writes(data: Path, stack: ExitStack) -> None:
    more = " They are kept on Mars [E1]. They are retained for at least a while"
    model = stack.enter_context(ModelStandIn(says(DRAFT + more, pause=0.02)))
    address = stack.enter_context(served(data, model))

    found = stream(address)

    [done] = named(found, "done")
    assert done["answer"] == "Records of receiving inspection are retained for ten years [1]."
    assert done["answered_by"] == "model:openai:stand-in"
    assert "".join(one["text"] for one in named(found, "token")) == done["answer"]
    assert done["citations"][0]["quote"] == (
        "Receiving inspection records are retained for 10 years."
    )


@pytest.mark.parametrize(
    "turn",
    [
        Turn(status=500),
        Turn(status=429, headers={"Retry-After": "3600"}),
        Turn(status=400, error="maximum context length is 10 tokens"),
        Turn(status=401),
        Turn(raw=b"data: {oops\n\n"),
        Turn(["Records", " of"], breaks_off=True),
        Turn(["I"], finish="content_filter"),
        says("word " * 2_000, pause=0.5),
        says("I'm sorry, but I can't help with that."),
    ],
    ids=["down", "rate-limited", "over-long", "refused", "garbage", "broken-off", "filtered",
         "slow", "unwilling"],
)  # fmt: skip
def test_whatever_the_model_does_there_is_a_reply_that_says_so(
    data: Path, stack: ExitStack, turn: Turn
) -> None:
    model = stack.enter_context(ModelStandIn(turn))
    address = stack.enter_context(served(data, model, model_timeout=3))

    [done] = named(stream(address), "done")  # whoever waits for the slow one waits for ever

    assert (done["answer"], done["answered_by"]) == (EXTRACT, "extract")
    assert any("documents' own words" in one for one in done["warnings"])


def test_killing_the_models_server_in_the_middle_still_gives_a_reply(
    data: Path, stack: ExitStack
) -> None:
    model = ModelStandIn(says("Records of receiving " * 2_000, pause=0.05))
    model.__enter__()
    address = stack.enter_context(served(data, model, model_timeout=120))

    with opened(address) as response:
        coming = events(response)
        assert next(coming)[0] == "searching"
        while not model.asked:
            time.sleep(0.01)
        model.kill()
        [done] = named(list(coming), "done")

    assert done["answer"] == EXTRACT
    assert "broke off" in done["warnings"][0]


def test_a_client_that_hangs_up_stops_the_model(data: Path, stack: ExitStack) -> None:
    model = stack.enter_context(ModelStandIn(says("Records of receiving " * 2_000, pause=0.05)))
    address = stack.enter_context(served(data, model))

    with opened(address) as response:
        next(events(response))
        while not model.asked:
            time.sleep(0.01)

    assert model.hung_up.wait(60)


def test_the_receipt_keeps_what_the_model_did(data: Path, stack: ExitStack) -> None:
    model = stack.enter_context(ModelStandIn(says(DRAFT + " They are kept on Mars [E1].")))
    settings = Settings(data=data, model="openai:stand-in", model_base_url=model.base_url)
    services = stack.enter_context(build_services(settings, today=TODAY, embedder=WordEmbedder()))
    services.complete_vectors()

    reply = services.ask(QUESTION, as_of=TODAY)

    kept = services.asking.receipt(reply.id).draft
    assert kept is not None
    assert (kept["model"], kept["prompt_id"]) == ("openai:stand-in", "answer_question")
    assert (kept["verdict"], kept["kept"]) == ("used", 1)
    assert "name_absent" in str(kept["struck"])
    assert services.asking.replay(reply.id).is_same


def test_an_error_while_streaming_is_an_event(data: Path, stack: ExitStack) -> None:
    address = stack.enter_context(served(data))

    response = httpx.post(
        f"{address}/api/v1/questions",
        json={"question": QUESTION, "conversation": "not an id!"},
        headers={"Accept": "text/event-stream"},
    )

    assert "event: error" in response.text
    assert "urn:clausewise:" in response.text
