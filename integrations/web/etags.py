"""`ETag` on what the API tells, and a 304 for whoever holds it already.

Made of what would be sent, so it is right whatever the answer rests on; weak, for how long a
request took and the like may differ. What is sent is saved, not the work.
"""

from hashlib import sha256

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_LARGEST = 32 * 2**20  # bytes; what is longer goes out as it comes


class Etags:
    """ASGI middleware over `GET /api/…` that answers in JSON."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        wanted = scope["type"] == "http" and scope["method"] == "GET"
        if not wanted or not scope["path"].startswith("/api/"):
            await self._app(scope, receive, send)
            return
        held = Headers(scope=scope).get("if-none-match", "")
        await self._app(scope, receive, _Outgoing(send, held).send)


class _Outgoing:
    """An answer held back until all of it is there."""

    def __init__(self, send: Send, held: str) -> None:
        self._send, self._held = send, held
        self._start: Message | None = None
        self._body = b""

    async def send(self, message: Message) -> None:
        """The next part from the app."""
        if message["type"] == "http.response.start" and _is_json(message):
            self._start = message
            return
        if self._start is None or message["type"] != "http.response.body":
            await self._send(message)
            return
        self._body += message.get("body", b"")
        if message.get("more_body", False) and len(self._body) < _LARGEST:
            return
        await self._whole(self._start, more=message.get("more_body", False))
        self._start = None

    async def _whole(self, start: Message, *, more: bool) -> None:
        headers = MutableHeaders(raw=list(start["headers"]))
        status = start["status"]
        if not more:
            tag = f'W/"{sha256(self._body).hexdigest()[:32]}"'
            headers["etag"] = tag
            if holds(self._held, tag):
                status, self._body = 304, b""
                del headers["content-length"], headers["content-type"]
        await self._send({**start, "status": status, "headers": headers.raw})
        await self._send({"type": "http.response.body", "body": self._body, "more_body": more})


def holds(held: str, tag: str) -> bool:
    """Whether an `If-None-Match` names this tag, strong or weak."""
    if held.strip() == "*":
        return True
    bare = tag.removeprefix("W/")
    return any(one.strip().removeprefix("W/") == bare for one in held.split(","))


def _is_json(message: Message) -> bool:
    kind = Headers(raw=message["headers"]).get("content-type", "")
    return message["status"] == 200 and kind.startswith("application/json")
