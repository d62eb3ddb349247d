"""A small real provider of OpenID Connect on this machine, for tests. It asks nobody anything."""

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, SECRET = "clausewise", "client-secret"


@cache
def signing_key(which: str = "ours") -> RSAKey:
    """A key of the provider, or of somebody else; making one takes a moment."""
    return RSAKey.generate_key(2048, {"kid": "1", "use": "sig", "alg": "RS256"})


class OpenId:
    """What the provider says, and how it misbehaves: change the fields in a test."""

    def __init__(self) -> None:
        self.issuer = ""
        self.key = signing_key()
        self.signs_with: Any = self.key
        self.claims: dict[str, object] = {"sub": "s-1", "preferred_username": "Eve Ray"}
        self.overrides: dict[str, object] = {}
        self.given: dict[str, dict[str, str]] = {}  # what was asked for, by code

    def authorize(self, query: dict[str, str]) -> str:
        """Where the browser is sent back to."""
        assert query["response_type"] == "code"
        assert query["code_challenge_method"] == "S256"
        code = secrets.token_urlsafe(16)
        self.given[code] = query
        return f"{query['redirect_uri']}?{urlencode({'code': code, 'state': query['state']})}"

    def token(self, form: dict[str, str], authorization: str) -> tuple[int, dict[str, object]]:
        """The tokens for a code, once; PKCE and the client's secret are checked."""
        asked = self.given.pop(form.get("code", ""), None)
        basic = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if (
            asked is None
            or authorization != f"Basic {basic}"
            or challenge != asked["code_challenge"]
            or form.get("redirect_uri") != asked["redirect_uri"]
        ):
            return 400, {"error": "invalid_grant"}
        now = int(time.time())
        claims = {
            "iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 300,
            "nonce": asked["nonce"], **self.claims, **self.overrides,
        }  # fmt: skip
        header = {"alg": "RS256", "kid": "1"}
        return 200, {
            "access_token": secrets.token_urlsafe(8),
            "token_type": "Bearer",
            "expires_in": 300,
            "id_token": jwt.encode(header, claims, self.signs_with),
        }


@contextmanager
def serving() -> Iterator[OpenId]:
    """The provider, at a free port of this machine."""
    openid = OpenId()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            query = {name: values[0] for name, values in parse_qs(parts.query).items()}
            if parts.path == "/authorize":
                self.send_response(302)
                self.send_header("location", openid.authorize(query))
                self.end_headers()
            elif parts.path == "/keys":
                self._say(200, {"keys": [openid.key.as_dict(private=False)]})
            else:
                self._say(200, {
                    "issuer": openid.issuer,
                    "authorization_endpoint": f"{openid.issuer}/authorize",
                    "token_endpoint": f"{openid.issuer}/token",
                    "jwks_uri": f"{openid.issuer}/keys",
                })  # fmt: skip

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"])).decode()
            form = {name: values[0] for name, values in parse_qs(body).items()}
            self._say(*openid.token(form, self.headers.get("authorization", "")))

        def _say(self, status: int, told: dict[str, object]) -> None:
            body = json.dumps(told).encode()
            self.send_response(status)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    openid.issuer = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield openid
    finally:
        server.shutdown()
        server.server_close()
