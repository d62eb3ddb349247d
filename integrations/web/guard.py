"""What every request passes first: the right host, no foreign page, a body of bearable size.

Without accounts, being on this machine is all that protects the documents. A page of the web
can make a browser here send requests to 127.0.0.1, under a name of its own that it re-points
(then the Host header is wrong) or straight (then the Origin header is).
"""

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.errors import ClausewiseError
from integrations.web import problems

LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})
_SECURITY = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),  # without one, browsers send forms as from nowhere
    (b"cache-control", b"no-store"),
    (b"x-frame-options", b"DENY"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    (b"content-security-policy", b"default-src 'none'; base-uri 'none'; frame-ancestors 'none'"),
)


class Guard:
    """ASGI middleware; `max_bytes` bounds the body of one request.

    With `accounts` other hosts may be named too: that of `public_url` alone, or without one any,
    for then a session belongs to the name it was opened under.
    """

    def __init__(
        self, app: ASGIApp, *, max_bytes: int, accounts: bool = False, public_url: str = ""
    ) -> None:
        self._app, self._max_bytes = app, max_bytes
        self._accounts, self._public = accounts, _name_of(urlsplit(public_url).netloc)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse the request, or let it through with its body counted."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        error = self._refusal(headers)
        if error is not None:
            await problems.response(error)(scope, receive, send)
            return
        body = _Body(receive, _with_headers(send), self._max_bytes)
        await self._app(scope, body.receive, body.send)
        if body.is_too_large:
            await problems.response(self._too_large())(scope, receive, send)

    def _refusal(self, headers: Headers) -> ClausewiseError | None:
        host = headers.get("host", "")
        if not self._is_ours(host):
            return problems.ForbiddenHost("This address does not belong to this machine.")
        origin = headers.get("origin")
        foreign = origin is not None and not self._is_home(urlsplit(origin).netloc, host)
        if foreign or headers.get("sec-fetch-site") == "cross-site":
            return problems.ForbiddenOrigin("A page of another site sent this request.")
        length = headers.get("content-length", "")
        if length.isdecimal() and int(length) > self._max_bytes:
            return self._too_large()
        return None

    def _is_ours(self, host: str) -> bool:
        if is_loopback(host) or not self._accounts:
            return is_loopback(host)
        return _name_of(host) == self._public if self._public else bool(_name_of(host))

    def _is_home(self, origin: str, host: str) -> bool:
        """Whether a page of this origin is one of ours."""
        return is_loopback(origin) if is_loopback(host) else _name_of(origin) == _name_of(host)

    def _too_large(self) -> problems.UploadTooLarge:
        return problems.UploadTooLarge(
            f"The request holds more than {self._max_bytes // 2**20} MiB."
        )


class _Body:
    """A body counted as it comes in, for one that does not state its length.

    FastAPI takes any error in reading for a fault in the JSON, so that what it then wants to
    send is held back, and the guard says what was wrong.
    """

    def __init__(self, receive: Receive, send: Send, max_bytes: int) -> None:
        self._receive, self._send, self._left = receive, send, max_bytes

    @property
    def is_too_large(self) -> bool:
        """Whether more came in than may."""
        return self._left < 0

    async def receive(self) -> Message:
        """The next part. Raises `UploadTooLarge` once there were too many."""
        message = await self._receive()
        self._left -= len(message.get("body", b""))
        if self.is_too_large:
            raise problems.UploadTooLarge("The request holds too much.")
        return message

    async def send(self, message: Message) -> None:
        """Pass the response on, unless the request is refused."""
        if not self.is_too_large:
            await self._send(message)


def is_loopback(netloc: str) -> bool:
    """Whether a host, with or without its port, is this machine."""
    return _name_of(netloc) in LOOPBACK_NAMES


def _name_of(netloc: str) -> str:
    try:
        return urlsplit(f"//{netloc}").hostname or ""
    except ValueError:
        return ""


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            given = list(message.get("headers", ()))
            named = {name.lower() for name, _ in given}
            message["headers"] = [*given, *(one for one in _SECURITY if one[0] not in named)]
        await send(message)

    return sending
