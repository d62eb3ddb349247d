"""What passes through is written down: every write, and every confidential document shown."""

import json
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.people.access_log import Act, Surface
from assistant.people.person import Viewer
from assistant.people.rights import Action
from integrations import shown
from integrations.asker import working_for
from integrations.web.rights import needed

if TYPE_CHECKING:
    from assistant.model.documents import Revision
    from integrations.bootstrap import Services

_PATHS = re.compile(rb'"path":\s*("(?:[^"\\]|\\.)*")')
_WORDS = re.compile(r"[\w./-]+")
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class Recorded:
    """Runs the app and writes into the access log before the answer goes out."""

    def __init__(self, app: ASGIApp, services: "Services") -> None:
        self._app, self._services = app, services

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        viewer: Viewer | None = scope["state"].get("viewer")
        if viewer is None:
            await self._app(scope, receive, send)
            return
        with shown.noting() as noted, working_for(viewer.person):
            watch = _Watch(self._services, viewer, scope, noted)

            async def sending(message: Message) -> None:
                await watch.see(message)
                await send(message)

            await self._app(scope, receive, sending)


class _Watch:
    """One answer on its way out."""

    def __init__(self, services: "Services", viewer: Viewer, scope: Scope, noted: set[str]) -> None:
        self._services, self._viewer, self._noted = services, viewer, noted
        self._method, self._path = scope["method"], scope["path"]
        self._told: set[str] = set()
        self._confidential: dict[str, Revision] | None = None
        self._kind = ""

    async def see(self, message: Message) -> None:
        """Write down what a part of the answer means; then it may go out."""
        if message["type"] == "http.response.start":
            self._kind = Headers(raw=message["headers"]).get("content-type", "")
            if message["status"] < 400:
                await run_in_threadpool(self._started)
        elif self._confidential:
            await run_in_threadpool(self._shown, message.get("body", b""))

    def _started(self) -> None:
        self._confidential = self._held()
        writes = self._method not in _SAFE and not self._only_reads()
        if writes:
            place = f"{self._method} {self._path}"
            self._services.people.log.note(self._viewer, Surface.WEB, Act.WROTE, place)
        if self._confidential:
            self._note(self._noted)

    def _only_reads(self) -> bool:
        """A question or a replay is asked by POST and changes nothing that others see."""
        return needed(self._method, self._path) <= {Action.READ}

    def _held(self) -> "dict[str, Revision]":
        """The confidential documents that this viewer sees."""
        parts = self._services.seen_by(self._viewer).adapters
        return dict(parts.sight.now().confidential) if parts.access.restricts else {}

    def _shown(self, body: bytes) -> None:
        self._note(self._noted)
        if not self._confidential or not body:
            return
        if "json" in self._kind or "event-stream" in self._kind:
            self._note(json.loads(found) for found in set(_PATHS.findall(body)))
        elif self._kind.startswith("text/"):
            self._note(self._named_in(body.decode("utf-8", "replace")))

    def _named_in(self, text: str) -> Iterable[str]:
        words = set(_WORDS.findall(text))
        for path, revision in (self._confidential or {}).items():
            number = revision.number
            if number in words or (not _WORDS.fullmatch(number) and number in text):
                yield path

    def _note(self, paths: Iterable[str]) -> None:
        held = self._confidential or {}
        new = sorted({one for one in paths if one in held} - self._told)
        self._told.update(new)
        names = [f"{held[one].number} ({one})" for one in new]
        place = f"{self._method} {self._path}"
        self._services.people.log.read(self._viewer, Surface.WEB, names, place)
