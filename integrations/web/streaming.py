"""A reply as server-sent events: `searching`, `token` …, `citation` …, `done`; or `error`.

Tokens are parts of the answer that have passed their checks; joined they are the answer, unless
the model failed later on: `done` holds the reply that counts.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from datetime import date
from threading import Event

from assistant.errors import ClausewiseError
from assistant.model.replies import Answered, Reply
from assistant.ports import NobodyWaits, OnText
from integrations import shapes
from integrations.web import problems

MEDIA_TYPE = "text/event-stream"
_STILL_THERE = 10.0  # seconds between two signs of life

_Sent = str | Reply | Exception


async def events(ask: Callable[[OnText], Reply], *, as_of: date) -> AsyncIterator[bytes]:
    """The events of one question. `ask` runs in a thread and ends when the client has left."""
    loop = asyncio.get_running_loop()
    sent: asyncio.Queue[_Sent] = asyncio.Queue()
    gone = Event()

    def put(one: _Sent) -> None:
        with suppress(RuntimeError):  # the loop has closed: nobody is left to tell
            loop.call_soon_threadsafe(sent.put_nowait, one)

    def hear(text: str) -> None:
        if gone.is_set():
            raise NobodyWaits
        if text:
            put(text)

    def work() -> None:
        try:
            put(ask(hear))
        except NobodyWaits:
            pass
        except Exception as error:  # told to the client as an event: the status is long sent
            put(error)

    yield event("searching", {"as_of": as_of.isoformat()})
    working = asyncio.create_task(asyncio.to_thread(work))
    try:
        async for one in _told(sent):
            yield one
        await working
    finally:
        gone.set()


async def _told(sent: "asyncio.Queue[_Sent]") -> AsyncIterator[bytes]:
    while True:
        try:
            one = await asyncio.wait_for(sent.get(), timeout=_STILL_THERE)
        except TimeoutError:
            yield b": still working\n\n"
            continue
        if isinstance(one, str):
            yield event("token", {"text": one})
            continue
        for told in _last(one):
            yield told
        return


def _last(one: Reply | Exception) -> list[bytes]:
    """The events that end a stream."""
    if isinstance(one, ClausewiseError):
        return [_event("error", bytes(problems.response(one).body).decode())]
    if isinstance(one, Exception):
        return [_event("error", bytes(problems.unexpected(one).body).decode())]
    cited = one.outcome.citations if isinstance(one.outcome, Answered) else ()
    citations = [_event("citation", shapes.Citation.of(each).model_dump_json()) for each in cited]
    return [*citations, _event("done", shapes.Reply.of(one).model_dump_json())]


def event(name: str, content: dict[str, str]) -> bytes:
    """One event, its content as JSON on one line."""
    return _event(name, json.dumps(content, ensure_ascii=False))


def _event(name: str, content: str) -> bytes:
    return f"event: {name}\ndata: {content}\n\n".encode()
