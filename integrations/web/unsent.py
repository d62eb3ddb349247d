"""A form that was sent when its session had ended: kept on the page until it can be sent again."""

import json
from dataclasses import dataclass
from typing import Self
from urllib.parse import parse_qsl

from starlette.requests import Request

_LARGEST = 500_000  # bytes of a form
_MOST = 1_000  # fields


@dataclass(frozen=True, slots=True)
class Unsent:
    """Where a form was sent to, and its fields in order, without the token of its session."""

    again: str
    fields: tuple[tuple[str, str], ...]

    @classmethod
    async def of(cls, request: Request) -> Self | None:
        """What a browser tried to send; None where that is no form, too big, or has a password."""
        kind = request.headers.get("content-type", "")
        is_form = request.method == "POST" and kind.startswith("application/x-www-form-urlencoded")
        if not is_form or "text/html" not in request.headers.get("accept", ""):
            return None
        body = b""
        async for part in request.stream():
            body += part
            if len(body) > _LARGEST:
                return None
        try:
            pairs = parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=_MOST)
        except ValueError:
            return None
        if any(name == "password" for name, _ in pairs):
            return None  # a password is typed again rather than written into a page
        kept = tuple((name, value) for name, value in pairs if name != "csrf_token")
        return cls(request.url.path, kept)

    @classmethod
    def read(cls, text: str) -> Self | None:
        """What `written` gave; None for anything else, and for an address that is not ours."""
        try:
            again, fields = json.loads(text)
            kept = tuple((str(name), str(value)) for name, value in fields)
        except (ValueError, TypeError):
            return None
        is_ours = isinstance(again, str) and again.startswith("/") and again.isprintable()
        return cls(again, kept) if is_ours and not again.startswith(("//", "/\\")) else None

    def written(self) -> str:
        """The same in one text, for a field of a form."""
        return json.dumps([self.again, self.fields], ensure_ascii=False)
