"""A server that answers like a language model at an even pace, for measuring all but the model."""

import json
import time
from collections.abc import Sequence
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from types import TracebackType
from typing import Any


class PacedModel:
    """Speaks the OpenAI protocol over loopback and always streams the same text.

    `first` are the seconds before the first token, `pace` those before each further one.
    """

    def __init__(self, text: str, *, first: float, pace: float) -> None:
        tokens = [f"{word} " for word in text.split()]
        handler = type("Handler", (_Handler,), {"tokens": tokens, "first": first, "pace": pace})
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self._server.daemon_threads = True
        self._thread = Thread(target=self._server.serve_forever, daemon=True)

    @property
    def base_url(self) -> str:
        """Its address, as `CLAUSEWISE_MODEL_BASE_URL` wants it."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    def __enter__(self) -> "PacedModel":
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    tokens: Sequence[str]
    first: float
    pace: float

    def do_POST(self) -> None:
        """Stream the text; a client may leave before its end."""
        with suppress(BrokenPipeError, ConnectionResetError):
            self._answer()

    def _answer(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for at, token in enumerate(self.tokens):
            time.sleep(self.pace if at else self.first)
            self._event(_chunk(token, None))
        self._event(_chunk("", "stop"))
        self._send(b"data: [DONE]\n\n")
        self._send(b"")

    def _event(self, content: dict[str, Any]) -> None:
        self._send(b"data: " + json.dumps(content).encode() + b"\n\n")

    def _send(self, content: bytes) -> None:
        self.wfile.write(b"%x\r\n%s\r\n" % (len(content), content))
        self.wfile.flush()

    def log_message(self, format: str, *args: object) -> None:
        """Nothing on the screen."""


def _chunk(text: str, finish: str | None) -> dict[str, Any]:
    choice = {"index": 0, "delta": {"content": text}, "finish_reason": finish}
    return {
        "id": "1",
        "object": "chat.completion.chunk",
        "created": 1,
        "model": "paced",
        "choices": [choice],
    }
