"""The server: real bytes over loopback, so that slack_bolt and slack_sdk run unmodified."""

import json
import time
from collections.abc import Callable
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Condition, Thread
from typing import Any
from urllib.parse import parse_qs

from websockets.exceptions import ConnectionClosed
from websockets.sync.server import Server, ServerConnection, serve

BOT_USER = "U0BOT"
TOKENS = {"xoxb-test", "xapp-test"}


class SlackStandIn:
    """Knows `auth.test`, `apps.connections.open` and `chat.postMessage`; keeps what it was sent."""

    def __init__(self) -> None:
        self.posted: list[dict[str, Any]] = []
        self.acknowledged: list[str] = []
        self.refuse_blocks = False
        self._changed = Condition()
        self._sockets: list[ServerConnection] = []
        self._web = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._socket_server: Server = serve(self._on_socket, "127.0.0.1", 0)
        self._threads = [
            Thread(target=self._web.serve_forever, daemon=True),
            Thread(target=self._socket_server.serve_forever, daemon=True),
        ]

    def __enter__(self) -> "SlackStandIn":
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._socket_server.shutdown()
        self._web.shutdown()
        self._web.server_close()
        for thread in self._threads:
            thread.join(timeout=5)

    @property
    def api_url(self) -> str:
        return f"http://127.0.0.1:{self._web.server_port}/api"

    @property
    def socket_url(self) -> str:
        return f"ws://127.0.0.1:{self._socket_server.socket.getsockname()[1]}/link"

    def send_event(self, event: dict[str, Any], *, event_id: str, retry: int = 0) -> str:
        """Deliver one event as Slack would; gives the id that must be acknowledged."""
        self._wait(lambda: bool(self._sockets), "a Socket Mode connection")
        envelope = f"e-{event_id}-{retry}"
        body = {
            "type": "events_api",
            "envelope_id": envelope,
            "accepts_response_payload": False,
            "retry_attempt": retry,
            "retry_reason": "timeout" if retry else "",
            "payload": {
                "token": "t",
                "team_id": "T1",
                "api_app_id": "A1",
                "type": "event_callback",
                "event_id": event_id,
                "event_time": int(time.time()),
                "authorizations": [
                    {"team_id": "T1", "user_id": BOT_USER, "is_bot": True, "enterprise_id": None}
                ],
                "event": event,
            },
        }
        self._sockets[-1].send(json.dumps(body))
        return envelope

    def wait_for_posts(self, count: int) -> list[dict[str, Any]]:
        """The messages posted, once there are `count`."""
        self._wait(lambda: len(self.posted) >= count, f"{count} posted messages")
        return list(self.posted)

    def wait_for_acknowledgement(self, envelope: str) -> None:
        self._wait(lambda: envelope in self.acknowledged, f"acknowledgement of {envelope}")

    def call(self, method: str, fields: dict[str, Any], token: str) -> dict[str, Any]:
        """Answer one call of the Web API."""
        if token not in TOKENS:
            return {"ok": False, "error": "invalid_auth"}
        match method:
            case "auth.test":
                identity = {"user_id": BOT_USER, "bot_id": "B1", "team_id": "T1", "team": "T"}
                return {"ok": True, "url": "https://t.slack.com/", "user": "bot", **identity}
            case "apps.connections.open":
                return {"ok": True, "url": self.socket_url}
            case "chat.postMessage":
                return self._post(fields)
        return {"ok": False, "error": "unknown_method"}

    def _post(self, fields: dict[str, Any]) -> dict[str, Any]:
        if self.refuse_blocks and fields.get("blocks"):
            return {"ok": False, "error": "invalid_blocks"}
        with self._changed:
            self.posted.append(fields)
            self._changed.notify_all()
        return {"ok": True, "channel": fields.get("channel"), "ts": f"{time.time():.6f}"}

    def _on_socket(self, connection: ServerConnection) -> None:
        connection.send(json.dumps({"type": "hello", "num_connections": 1}))
        with self._changed:
            self._sockets.append(connection)
            self._changed.notify_all()
        with suppress(ConnectionClosed):  # that is how a client goes
            for message in connection:
                with self._changed:
                    self.acknowledged.append(json.loads(message)["envelope_id"])
                    self._changed.notify_all()
        with self._changed:
            self._sockets.remove(connection)

    def _wait(self, holds: Callable[[], bool], what: str, seconds: float = 20) -> None:
        with self._changed:
            if not self._changed.wait_for(holds, timeout=seconds):
                raise AssertionError(f"waited {seconds} s in vain for {what}")


def _handler(slack: SlackStandIn) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
            if "json" in self.headers.get("Content-Type", ""):
                fields = json.loads(body or "{}")
            else:
                fields = {name: values[0] for name, values in parse_qs(body).items()}
            if isinstance(fields.get("blocks"), str):
                fields["blocks"] = json.loads(fields["blocks"])
            token = self.headers.get("Authorization", "").removeprefix("Bearer ")
            answer = slack.call(self.path.rsplit("/", 1)[-1], fields, fields.pop("token", token))
            content = json.dumps(answer).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *arguments: object) -> None:
            return

    return Handler


__all__ = ["BOT_USER", "SlackStandIn"]
