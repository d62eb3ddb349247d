"""`Idempotency-Key` on a write: sent again within a day it is answered again and not done again.

The key belongs to the person, to the address and to the body; another body under it is refused.
Kept are answers of writes that were done: one that was refused has done nothing and may be mended.
"""

import re
import time
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.errors import ClausewiseError, WrongUse
from assistant.people.person import STRANGER, Viewer
from integrations.database.repeats import Repeat, SqlRepeats
from integrations.web import problems

if TYPE_CHECKING:
    from integrations.bootstrap import Services

HEADER: Final = "Idempotency-Key"
_KEY = re.compile(r"[\x21-\x7e]{1,255}")
_LARGEST = 4 * 2**20  # bytes of an answer that is kept
_SENT_AGAIN: Final = ("content-type", "content-disposition", "location")


class KeyInUse(WrongUse):
    """The first request under this key has not been answered yet."""

    code = "idempotency-key-in-use"
    hint = "Wait for the first answer, or send the same request again a little later."


class KeyUsedOtherwise(WrongUse):
    """The key was used for something else."""

    code = "idempotency-key-reused"
    hint = "Take a new key for a new request."


class InvalidKey(WrongUse):
    """What cannot be a key."""

    code = "invalid-idempotency-key"
    hint = "1 to 255 printable characters without blanks, for example a UUID."


class Repeats:
    """ASGI middleware, inside the gate: whose key it is must be known."""

    def __init__(self, app: ASGIApp, *, services: "Services") -> None:
        self._app, self._services = app, services

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or give the answer that it had before."""
        key = _key(scope)
        if key is None:
            await self._app(scope, receive, send)
            return
        viewer: Viewer = scope["state"].get("viewer") or STRANGER
        if not _KEY.fullmatch(key):
            await _refuse(InvalidKey("This cannot be an Idempotency-Key."), scope, receive, send)
            return
        book = SqlRepeats(self._services.adapters.database)
        try:
            known = await run_in_threadpool(book.begin, viewer.person, key, now=time.time())
        except ClausewiseError as error:
            await _refuse(error, scope, receive, send)
            return
        print_ = _Fingerprint(scope, viewer)
        if known is not None:
            await _again(known, print_, scope, receive, send)
            return
        await self._first(book, viewer.person, key, print_, scope, receive, send)

    async def _first(
        self,
        book: SqlRepeats,
        person: str,
        key: str,
        print_: "_Fingerprint",
        scope: Scope,
        receive: Receive,
        send: Send,
    ) -> None:
        answer = _Answer()

        async def receiving() -> Message:
            message = await receive()
            print_.feed(message.get("body", b""))
            return message

        async def sending(message: Message) -> None:
            answer.hear(message)
            if answer.is_whole:
                kept = answer.to_keep(print_.text)
                await run_in_threadpool(_ended(book, person, key, kept))
            await send(message)

        try:
            await self._app(scope, receiving, sending)
        finally:
            if not answer.is_whole:
                await run_in_threadpool(book.forget, person, key)


def _ended(book: SqlRepeats, person: str, key: str, kept: Repeat | None) -> Callable[[], None]:
    if kept is None:
        return lambda: book.forget(person, key)
    return lambda: book.end(person, key, kept)


class _Fingerprint:
    """Of a request: method, address, who sees what, and the body as it comes in.

    What separates the parts of a form is made up anew for each request and does not count.
    """

    def __init__(self, scope: Scope, viewer: Viewer) -> None:
        kind = Headers(scope=scope).get("content-type", "")
        found = re.search(r'boundary="?([^";]+)', kind)
        self._between = found[1].encode("latin-1") if found else b""
        self._rest = b""
        sees = repr(viewer.clearance.as_lists())
        head = f"{scope['method']} {scope['path']}?{scope['query_string'].decode('latin-1')} {sees}"
        self._hash = sha256(head.encode())

    def feed(self, part: bytes) -> None:
        """The next bytes of the body."""
        if not self._between:
            self._hash.update(part)
            return
        whole = (self._rest + part).replace(self._between, b"")
        held = len(self._between) - 1
        self._hash.update(whole[: len(whole) - held] if held else whole)
        self._rest = whole[max(0, len(whole) - held) :] if held else b""

    @property
    def text(self) -> str:
        """The whole, once the body is read."""
        whole = self._hash.copy()
        whole.update(self._rest)
        return whole.hexdigest()


class _Answer:
    """An answer on its way out, kept as long as it is of bearable size."""

    def __init__(self) -> None:
        self._status, self._headers, self._body = 0, dict[str, str](), b""
        self._too_large = self.is_whole = False

    def hear(self, message: Message) -> None:
        """A part of it."""
        if message["type"] == "http.response.start":
            given = Headers(raw=message["headers"])
            self._status = message["status"]
            self._headers = {name: given[name] for name in _SENT_AGAIN if name in given}
        elif message["type"] == "http.response.body":
            self._too_large |= len(self._body) + len(message.get("body", b"")) > _LARGEST
            self._body += b"" if self._too_large else message.get("body", b"")
            self.is_whole = not message.get("more_body", False)

    def to_keep(self, fingerprint: str) -> Repeat | None:
        """The answer of a write that was done; None for all others, and for a stream."""
        streamed = "event-stream" in self._headers.get("content-type", "")
        if not 200 <= self._status < 400 or self._too_large or streamed:
            return None
        return Repeat(fingerprint, self._status, self._headers, self._body)


async def _again(
    known: Repeat, print_: _Fingerprint, scope: Scope, receive: Receive, send: Send
) -> None:
    if not known.fingerprint:
        await _refuse(KeyInUse("A request with this key is being answered."), scope, receive, send)
        return
    if not await _read_whole(print_, receive):
        return
    if print_.text != known.fingerprint:
        error = KeyUsedOtherwise("This key was used for another request.")
        await _refuse(error, scope, receive, send)
        return
    headers = known.headers | {"idempotent-replayed": "true"}
    await Response(known.body, known.status, headers)(scope, receive, send)


async def _read_whole(print_: _Fingerprint, receive: Receive) -> bool:
    """Whether all of the body came in; what is too large, the guard refuses."""
    more = True
    with suppress(ClausewiseError):
        while more:
            message = await receive()
            if message["type"] == "http.disconnect":
                return False
            print_.feed(message.get("body", b""))
            more = message.get("more_body", False)
    return not more


async def _refuse(error: ClausewiseError, scope: Scope, receive: Receive, send: Send) -> None:
    await problems.response(error)(scope, receive, send)


def _key(scope: Scope) -> str | None:
    """The key of a write to the API; None for everything else."""
    if scope["type"] != "http" or scope["method"] != "POST":
        return None
    if not scope["path"].startswith("/api/"):
        return None
    return Headers(scope=scope).get(HEADER)
