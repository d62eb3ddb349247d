"""Pages and their files are packed on the way; the token of a form is another text on each page.

The two belong together: the length of a packed page tells something of what stands in it, so that
whoever could have a page made again and again with words of theirs might guess a text that stays
the same (the BREACH attack). Masked, the token never stays the same.
"""

import binascii
from base64 import urlsafe_b64decode, urlsafe_b64encode
from secrets import token_bytes

from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

_SMALLEST = 1_500  # bytes; less fits into one packet anyhow
_LEVEL = 5  # 2 ms for 90 kB; the highest takes three times as long for 3 % less
_MASKED = "m."


class Packed:
    """ASGI middleware: gzip for what browsers show. The API's answers go as they are."""

    def __init__(self, app: ASGIApp) -> None:
        self._plain = app
        self._packed = GZipMiddleware(app, minimum_size=_SMALLEST, compresslevel=_LEVEL)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, packed where that is wanted."""
        is_page = scope["type"] == "http" and not scope["path"].startswith("/api/")
        await (self._packed if is_page else self._plain)(scope, receive, send)


def masked(token: str) -> str:
    """A token as it may stand in a page: another text each time. "" stays ""."""
    if not token:
        return ""
    plain = token.encode()
    mask = token_bytes(len(plain))
    return _MASKED + urlsafe_b64encode(mask + _mixed(plain, mask)).decode()


def unmasked(given: str) -> str:
    """The token again; what was never masked stays as it is."""
    if not given.startswith(_MASKED):
        return given
    try:
        whole = urlsafe_b64decode(given.removeprefix(_MASKED).encode())
        half = len(whole) // 2
        return _mixed(whole[:half], whole[half:]).decode()
    except (binascii.Error, ValueError):
        return ""


def _mixed(one: bytes, other: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(one, other, strict=True))
