"""The server: real bytes over loopback, so that slack_bolt and slack_sdk run unmodified."""

import hashlib
import hmac
import json
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socket import SHUT_RDWR
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from websockets.exceptions import ConnectionClosed
from websockets.sync.server import Server, ServerConnection, serve

from tests.slack_standin.world import (
    APP_TOKEN,
    BOT_TOKEN,
    BOT_USER,
    TEAM,
    Channel,
    Fields,
    Refused,
    World,
)

SECRET = "signing-secret-of-the-stand-in"
_NESTED = ("blocks", "metadata", "view", "files", "prompts", "chunks")


@dataclass
class Trouble:
    """What goes wrong with the next calls of a method."""

    error: str = ""  # what Slack answers
    retry_after: int | None = None  # seconds: a 429
    status: int = 200  # of the server itself
    lost: bool = False  # the call is carried out and its answer never arrives
    times: int = 1


RESPONSES = "response_url"  # in place of a method: what is sent to one


@dataclass(frozen=True)
class Acknowledged:
    """How the app answered an HTTP request."""

    status: int
    body: str
    seconds: float


class SlackStandIn(World):
    """A workspace behind the Web API, Socket Mode and signed requests."""

    def __init__(self) -> None:
        super().__init__()
        self.acknowledged: list[str] = []
        self.ack_payloads: dict[str, Any] = {}
        self.ack_at: dict[str, float] = {}
        self.answered_at: dict[str, float] = {}  # thread -> when its first answer was posted
        self.per_second: float | None = None  # posts a second in one channel, bursts of three
        self.called_at: dict[str, list[float]] = {}  # method -> when it was called
        self._troubles: dict[str, Trouble] = {}
        self._posts: dict[str, deque[float]] = {}
        self._sockets: list[ServerConnection] = []
        self._sent_over: dict[str, ServerConnection] = {}  # envelope -> the connection
        self._web = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._web.daemon_threads = True
        self._socket_server: Server = serve(self._on_socket, "127.0.0.1", 0)
        self._threads = [
            Thread(target=self._web.serve_forever, args=(0.05,), daemon=True),
            Thread(target=self._socket_server.serve_forever, daemon=True),
        ]
        self.base = f"http://127.0.0.1:{self._web.server_port}"

    def __enter__(self) -> "SlackStandIn":
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._socket_server.shutdown()
        self._web.shutdown()
        self._web.server_close()
        for thread in self._threads:
            thread.join(timeout=60)

    @property
    def api_url(self) -> str:
        return f"{self.base}/api"

    @property
    def socket_url(self) -> str:
        return f"ws://127.0.0.1:{self._socket_server.socket.getsockname()[1]}/link"

    def response_url(self, id: str) -> str:
        """Where a command or a button is answered."""
        return f"{self.base}/response/{id}"

    def mend(self) -> None:
        """Nothing goes wrong any more."""
        self._troubles.clear()
        self.refuse_blocks, self.knows_client_ids, self.replaces_responses = False, True, True
        for gone in (self.revoked, self.gone_people, self.gone_threads):
            gone.clear()
        for one in self.channels.values():
            one.archived = one.external = False

    def forget(self) -> None:
        """Everything that was sent, and when."""
        super().forget()
        self.called_at.clear()

    # -- Slack to the app

    def send_event(self, event: Fields, *, event_id: str, retry: int = 0, **outer: Any) -> str:
        """Deliver one event over Socket Mode; gives the id that must be acknowledged."""
        envelope = f"e-{event_id}-{retry}"
        extra = {"retry_attempt": retry, "retry_reason": "timeout" if retry else ""}
        self._send("events_api", envelope, event_body(event, event_id, **outer), **extra)
        return envelope

    def send_command(self, text: str, *, id: str = "c1", **fields: Any) -> str:
        """Deliver one `/audit …` over Socket Mode."""
        body = command_body(text, id, self.response_url(id)) | fields
        self._send("slash_commands", f"e-{id}", body)
        return f"e-{id}"

    def send_interaction(self, payload: Fields, *, id: str) -> str:
        """Deliver a button, a shortcut or a modal over Socket Mode."""
        self._send("interactive", f"e-{id}", interaction_body(payload, id, self.response_url(id)))
        return f"e-{id}"

    def _send(self, kind: str, envelope: str, payload: Fields, **extra: Any) -> None:
        body = {"type": kind, "envelope_id": envelope, "accepts_response_payload": True}
        self._sent_over[envelope] = self.send_raw(json.dumps(body | {"payload": payload} | extra))

    def deliver(self, send: Callable[[int], str]) -> str:
        """Send something until it is acknowledged: again where its connection ended before.

        `send` is given how often it was sent before, and gives the envelope.
        """
        for retry in range(20):
            envelope = send(retry)

            def is_settled(envelope: str = envelope) -> bool:
                over = self._sent_over[envelope]
                return envelope in self.acknowledged or over not in self._sockets

            self.wait(is_settled, f"acknowledgement of {envelope}")
            if envelope in self.acknowledged:
                return envelope
        raise AssertionError("no connection holds")

    def send_raw(self, text: str) -> ServerConnection:
        """Send a text as it is over Socket Mode, as soon as there is a connection."""
        while True:
            self.wait(lambda: bool(self._sockets), "a Socket Mode connection")
            with self.changed:
                newest = self._sockets[-1] if self._sockets else None
            if newest is not None:
                with suppress(ConnectionClosed):  # it ended just now: over the next one
                    newest.send(text)
                    return newest

    def drop_connections(self) -> None:
        """End every Socket Mode connection, as Slack does now and then."""
        for one in self._taken_away():
            one.close()

    def forget_connections(self) -> None:
        """Send nothing more over a connection of now; whoever was there is gone."""
        with self.changed:
            self._sockets.clear()

    def cut_connections(self) -> None:
        """Break every connection without a farewell, as a network does."""
        for one in self._taken_away():
            with suppress(OSError):
                one.socket.shutdown(SHUT_RDWR)

    def ask_to_reconnect(self) -> None:
        """Say that the connection will end, as Slack does before it renews one."""
        told = {"type": "disconnect", "reason": "refresh_requested", "debug_info": {}}
        for one in self._taken_away():
            one.send(json.dumps(told))

    def _taken_away(self) -> list[ServerConnection]:
        """Every connection; nothing more is sent over them."""
        self.wait(lambda: bool(self._sockets), "a Socket Mode connection")
        with self.changed:
            found = list(self._sockets)
            self._sockets.clear()
        return found

    # -- waiting

    def wait_for_posts(self, count: int) -> list[Fields]:
        """The messages posted, once there are `count`."""
        self.wait(lambda: len(self.posted) >= count, f"{count} posted messages")
        return list(self.posted)

    def wait_for_private(self, count: int) -> list[Fields]:
        """The private messages, once there are `count`."""
        self.wait(lambda: len(self.private) >= count, f"{count} private messages")
        return list(self.private)

    def wait_for_responses(self, count: int) -> list[Fields]:
        """What was sent to a `response_url`, once there is so much."""
        self.wait(lambda: len(self.responses) >= count, f"{count} responses")
        return list(self.responses)

    def wait_for_acknowledgement(self, envelope: str) -> None:
        self.wait(lambda: envelope in self.acknowledged, f"acknowledgement of {envelope}")

    def wait(self, holds: Callable[[], bool], what: str, seconds: float = 120) -> None:
        """Return as soon as something holds of this Slack; fail after `seconds`."""
        until = time.monotonic() + seconds
        with self.changed:
            # Woken by what the app calls; looked at now and then for what it does elsewhere.
            while not self.changed.wait_for(holds, timeout=0.1):
                if time.monotonic() > until:
                    raise AssertionError(f"waited {seconds} s in vain for {what}")

    # -- trouble

    def trouble(self, method: str, **what: Any) -> None:
        """Have the next calls of a method go wrong."""
        self._troubles[method] = Trouble(**what)

    def _trouble(self, method: str) -> Trouble | None:
        with self.changed:
            found = self._troubles.get(method)
            if found is None or found.times <= 0:
                return None
            found.times -= 1
            return found

    def _too_fast(self, method: str, fields: Fields) -> bool:
        if self.per_second is None or method != "chat.postMessage":
            return False
        with self.changed:
            recent = self._posts.setdefault(str(fields.get("channel")), deque())
            now = time.monotonic()
            while recent and recent[0] < now - 3 / self.per_second:
                recent.popleft()
            if len(recent) >= 3:
                return True
            recent.append(now)
            return False

    # -- the app to Slack

    def answer(self, method: str, fields: Fields, token: str) -> tuple[int, Fields, Fields]:
        """One call of the Web API: status, body, headers."""
        with self.changed:
            self.called_at.setdefault(method, []).append(time.monotonic())
        trouble = self._trouble(method)
        wait = trouble.retry_after if trouble is not None else None
        if wait is None and self._too_fast(method, fields):
            wait = 1
        if wait is not None:
            return 429, {"ok": False, "error": "ratelimited"}, {"Retry-After": str(wait)}
        if trouble is not None and trouble.status != 200:
            return trouble.status, {}, {}
        if trouble is not None and trouble.error:
            return 200, {"ok": False, "error": trouble.error}, {}
        if method == "apps.connections.open":
            return 200, {"ok": True, "url": self.socket_url}, {}
        try:
            done = {"ok": True, **self.call(method, fields, token)}
        except Refused as refusal:
            return 200, {"ok": False, "error": str(refusal)}, {}
        if method == "chat.postMessage":
            self.answered_at.setdefault(str(fields.get("thread_ts")), time.monotonic())
        return (0 if trouble is not None and trouble.lost else 200), done, {}

    def respond(self, id: str, told: Fields) -> tuple[int, Fields]:
        """What is sent to a `response_url`: status, headers."""
        trouble = self._trouble(RESPONSES)
        if trouble is not None and trouble.retry_after is not None:
            return 429, {"Retry-After": str(trouble.retry_after)}
        if trouble is not None:
            return trouble.status, {}
        return self.take(id, told), {}

    def _on_socket(self, connection: ServerConnection) -> None:
        connection.send(json.dumps({"type": "hello", "num_connections": 1}))
        with self.changed:
            self._sockets.append(connection)
            self.changed.notify_all()
        with suppress(ConnectionClosed):  # that is how a client goes
            for message in connection:
                told = json.loads(message)
                with self.changed:
                    self.acknowledged.append(told["envelope_id"])
                    self.ack_payloads[told["envelope_id"]] = told.get("payload")
                    self.ack_at[told["envelope_id"]] = time.monotonic()
                    self.changed.notify_all()
        with self.changed:
            if connection in self._sockets:
                self._sockets.remove(connection)
            self.changed.notify_all()


class HttpSlack:
    """Sends what Slack sends to an app's address, signed as Slack signs it."""

    def __init__(self, slack: SlackStandIn, address: str) -> None:
        self._slack, self._address = slack, urlsplit(address)

    def event(self, event: Fields, *, event_id: str, retry: int = 0, **outer: Any) -> Acknowledged:
        body = json.dumps(event_body(event, event_id, **outer))
        return self.send("/slack/events", body, "application/json", retry=retry)

    def command(self, text: str, *, id: str = "c1", **fields: Any) -> Acknowledged:
        body = urlencode(command_body(text, id, self._slack.response_url(id)) | fields)
        return self.send("/slack/commands", body, "application/x-www-form-urlencoded")

    def interaction(self, payload: Fields, *, id: str) -> Acknowledged:
        whole = interaction_body(payload, id, self._slack.response_url(id))
        body = urlencode({"payload": json.dumps(whole)})
        return self.send("/slack/interactions", body, "application/x-www-form-urlencoded")

    def send(
        self,
        path: str,
        body: str,
        media: str,
        *,
        secret: str = SECRET,
        age: int = 0,
        retry: int = 0,
    ) -> Acknowledged:
        """One request; `age`: seconds since it was signed."""
        at = str(int(time.time()) - age)
        digest = hmac.new(secret.encode(), f"v0:{at}:{body}".encode(), hashlib.sha256).hexdigest()
        headers = {
            "Content-Type": media,
            "Host": "audit.example.com",
            "X-Slack-Request-Timestamp": at,
            "X-Slack-Signature": f"v0={digest}",
        }
        if retry:
            headers["X-Slack-Retry-Num"] = str(retry)
        began = time.monotonic()
        connection = HTTPConnection(str(self._address.hostname), self._address.port, timeout=120)
        connection.request("POST", path, body.encode(), headers)
        response = connection.getresponse()
        told = response.read().decode()
        connection.close()
        return Acknowledged(response.status, told, time.monotonic() - began)


def event_body(event: Fields, event_id: str, **outer: Any) -> Fields:
    """The body around one event."""
    team = outer.get("team_id", TEAM)
    bot = {"team_id": team, "user_id": BOT_USER, "is_bot": True, "enterprise_id": None}
    return {
        "token": "t",
        "team_id": TEAM,
        "api_app_id": "A1",
        "type": "event_callback",
        "event_id": event_id,
        "event_time": int(time.time()),
        "authorizations": [bot],
        "event": event,
        **outer,
    }


def command_body(text: str, id: str, response_url: str) -> Fields:
    """What a slash command carries."""
    return {
        "token": "t",
        "team_id": TEAM,
        "team_domain": "t",
        "channel_id": "C1",
        "channel_name": "quality",
        "user_id": "U1",
        "user_name": "ann",
        "command": "/audit",
        "text": text,
        "api_app_id": "A1",
        "is_enterprise_install": "false",
        "response_url": response_url,
        "trigger_id": f"trigger-{id}",
    }


def interaction_body(payload: Fields, id: str, response_url: str) -> Fields:
    """What a button, shortcut or modal carries beside its own."""
    return {
        "token": "t",
        "team": {"id": TEAM, "domain": "t"},
        "enterprise": None,
        "is_enterprise_install": False,
        "user": {"id": "U1", "team_id": TEAM},
        "api_app_id": "A1",
        "trigger_id": f"trigger-{id}",
        "response_url": response_url,
        "action_ts": f"170000{id}",
        **payload,
    }


class _Handler(BaseHTTPRequestHandler):
    slack: SlackStandIn

    def do_POST(self) -> None:
        content = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        kind, _, rest = self.path.strip("/").partition("/")
        if kind == "upload":
            self.slack.files[rest]["content"] = content
            self._reply(200, b"OK", {}, "text/plain")
        elif kind == "response":
            status, headers = self.slack.respond(rest, json.loads(content))
            self._reply(status, b"ok", headers, "text/plain")
        else:
            self._call(rest, content)

    def do_GET(self) -> None:
        kind, _, rest = self.path.strip("/").partition("/")
        token = self.headers.get("Authorization", "").removeprefix("Bearer ")
        known = self.slack.files.get(rest)
        if kind != "download" or known is None or token not in self.slack.tokens:
            self._reply(404, b"", {}, "text/plain")
            return
        self._reply(200, known["content"], {}, "application/octet-stream")

    def _call(self, method: str, content: bytes) -> None:
        fields = _fields(content.decode(), self.headers.get("Content-Type", ""))
        token = self.headers.get("Authorization", "").removeprefix("Bearer ")
        status, body, headers = self.slack.answer(method, fields, fields.pop("token", token))
        if status == 0:  # done, and the connection breaks before the answer
            self.close_connection = True
            return
        self._reply(status, json.dumps(body).encode(), headers, "application/json")

    def _reply(self, status: int, content: bytes, headers: Fields, media: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Type", media)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *arguments: object) -> None:
        return


def _handler(slack: SlackStandIn) -> type[_Handler]:
    return type("Handler", (_Handler,), {"slack": slack})


def _fields(body: str, media: str) -> Fields:
    if "json" in media:
        found: Fields = json.loads(body or "{}")
    else:
        found = {name: values[0] for name, values in parse_qs(body).items()}
    for name in _NESTED:
        if isinstance(found.get(name), str):
            found[name] = json.loads(found[name])
    return found


__all__ = [
    "APP_TOKEN",
    "BOT_TOKEN",
    "BOT_USER",
    "SECRET",
    "TEAM",
    "Acknowledged",
    "Channel",
    "HttpSlack",
    "SlackStandIn",
]
