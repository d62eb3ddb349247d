"""The door for Slack: `/slack/…` goes to the Slack app before anything else looks at it.

Slack comes from outside, under the public name and without a session: its requests are let in by
their signature alone, which the Slack app checks. The rest of the pages stays as it is guarded.
"""

from collections.abc import Callable
from typing import Any, Protocol

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

PREFIX = "/slack/"
_LONGEST = 1_000_000  # bytes of a body; Slack's are far smaller


class Answered(Protocol):
    """What is sent back."""

    @property
    def status(self) -> int:
        """The HTTP status."""

    @property
    def headers(self) -> dict[str, list[str]]:
        """Headers, each with its values."""

    @property
    def body(self) -> str:
        """The text."""


AnswerSlack = Callable[..., Answered]
"""Called with method and path, and by name with `body`, `query` and `headers`."""


class SlackDoor:
    """ASGI middleware, outermost."""

    def __init__(self, app: ASGIApp, *, answer: AnswerSlack) -> None:
        self._app, self._answer = app, answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer what is Slack's; pass everything else on."""
        if scope["type"] != "http" or not scope["path"].startswith(PREFIX):
            await self._app(scope, receive, send)
            return
        response = await self._respond(Request(scope, receive))
        await response(scope, receive, send)

    async def _respond(self, request: Request) -> Response:
        content = b""
        async for part in request.stream():
            content += part
            if len(content) > _LONGEST:
                return Response("Too large", 413)
        try:
            body = content.decode()
        except UnicodeDecodeError:
            return Response("Not UTF-8", 400)
        headers: dict[str, Any] = {name: [value] for name, value in request.headers.items()}
        made = await run_in_threadpool(
            self._answer, request.method, request.url.path, body=body,
            query=request.url.query, headers=headers,
        )  # fmt: skip
        response = Response(made.body, made.status)
        for name, values in made.headers.items():
            for value in values:
                response.headers.append(name, value)
        return response
