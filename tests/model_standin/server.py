"""The server: real bytes over loopback, so that LangChain and its client run unmodified."""

import json
import socket
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any


@dataclass(slots=True)
class Turn:
    """How one request is met: a status, or pieces with pauses and an end of some sort."""

    pieces: list[str] = field(default_factory=list)
    status: int = 200
    error: str = "no"
    headers: dict[str, str] = field(default_factory=dict)
    pause: float = 0.0  # seconds before each piece
    finish: str = "stop"
    breaks_off: bool = False
    raw: bytes | None = None  # sent as the body, whatever it is


class ModelStandIn:
    """Meets each request with the next turn, the last one for ever; keeps what it was asked."""

    def __init__(self, *turns: Turn) -> None:
        self.turns = list(turns)
        self.asked: list[dict[str, Any]] = []
        self.killed = False
        self.hung_up = Event()  # set when a client left in the middle of an answer
        handler = type("Handler", (_Handler,), {"standin": self})
        self._web = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self._web.daemon_threads = True
        self._thread = Thread(target=self._web.serve_forever, daemon=True)

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self._web.server_address[1]}/v1"

    def next_turn(self) -> Turn:
        return self.turns.pop(0) if len(self.turns) > 1 else self.turns[0]

    def kill(self) -> None:
        """End like a killed process: every connection is cut where it is."""
        self.killed = True
        self._web.shutdown()
        self._web.server_close()

    def __enter__(self) -> "ModelStandIn":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._web.shutdown()
        self._web.server_close()
        self._thread.join()


def says(text: str, *, pause: float = 0.0) -> Turn:
    """A turn that answers with a text, word by word."""
    words = text.split(" ")
    return Turn([words[0], *(f" {word}" for word in words[1:])], pause=pause)


class _Handler(BaseHTTPRequestHandler):
    standin: ModelStandIn
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.standin.asked.append(body)
        turn = self.standin.next_turn()
        try:
            if turn.status != 200:
                self._whole(turn.status, {"error": {"message": turn.error}}, turn.headers)
            elif turn.raw is not None:
                self._bytes(turn.raw)
            else:
                self._stream(turn)
        except (BrokenPipeError, ConnectionResetError):
            self.standin.hung_up.set()

    def _whole(self, status: int, body: dict[str, Any], headers: dict[str, str]) -> None:
        content = json.dumps(body).encode()
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def _bytes(self, content: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def _stream(self, turn: Turn) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for piece in turn.pieces:
            time.sleep(turn.pause)
            if self.standin.killed:
                self.connection.shutdown(socket.SHUT_RDWR)
                self.close_connection = True
                return
            self._event(_chunk(piece, None))
        if turn.breaks_off:
            self.close_connection = True
            return
        self._event(_chunk("", turn.finish))
        usage = {"prompt_tokens": 11, "completion_tokens": len(turn.pieces), "total_tokens": 0}
        self._event({**_chunk("", None), "choices": [], "usage": usage})
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
    choice = {"index": 0, "delta": {"role": "assistant", "content": text}, "finish_reason": finish}
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion.chunk",
        "created": 1,
        "model": "stand-in",
        "choices": [choice],
    }
