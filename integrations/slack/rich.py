"""Words that Slack shows as they stand. Nothing in them formats, links or pings.

Blocks of Slack's `rich_text` are built of runs: a run is bold, a link or a mention because we say
so, and never because of the characters in it. Words of documents and models go nowhere else.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from assistant.visible_text import visible

Block = dict[str, Any]

SECTION = 3000  # characters of one block


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one style; `url`: where they lead; `member`: whom they ping instead of words."""

    text: str
    bold: bool = False
    code: bool = False
    url: str = ""
    member: str = ""

    def element(self) -> Block | None:
        """The element of Slack's; None for no words."""
        if self.member:
            return {"type": "user", "user_id": self.member}
        text = visible(self.text)
        if not text:
            return None
        style = {name: True for name in ("bold", "code") if getattr(self, name)}
        kind = {"type": "link", "url": self.url} if self.url else {"type": "text"}
        return kind | {"text": text} | ({"style": style} if style else {})


def bold(text: str) -> Run:
    """Words in bold."""
    return Run(text, bold=True)


def code(text: str) -> Run:
    """Words to be typed."""
    return Run(text, code=True)


def link(url: str, label: str) -> Run:
    """A link of ours."""
    return Run(label, url=url)


def mention(member: str) -> Run:
    """A member of the workspace, who is told."""
    return Run("", member=member)


def paragraph(*runs: Run | str, quote: str = "") -> Block:
    """Runs in a row, and below them the words of a document, set apart as a quotation."""
    elements = [{"type": "rich_text_section", "elements": _elements(runs)}]
    if visible(quote).strip():
        elements.append({"type": "rich_text_quote", "elements": _elements([quote])})
    return {"type": "rich_text", "elements": elements}


def paragraphs(text: str) -> Iterator[Block]:
    """A text over as many blocks as it needs."""
    yield from (paragraph(piece) for piece in pieces(text, SECTION))


def pieces(text: str, size: int) -> Iterator[str]:
    """Pieces of at most `size` characters, cut at a line or word where there is one."""
    rest = visible(text).strip()
    while rest:
        piece = _head(rest, size)
        yield piece
        rest = rest[len(piece) :].lstrip()


def cut(text: str, size: int) -> str:
    """The beginning of a text, with `…` where something is left out; `…` for nothing."""
    shown = visible(text).strip()
    return (shown if len(shown) <= size else f"{shown[: size - 1].rstrip()}…") or "…"


def _elements(runs: tuple[Run | str, ...] | list[str]) -> list[Block]:
    given = (Run(one) if isinstance(one, str) else one for one in runs)
    made = [found for found in (one.element() for one in given) if found is not None]
    return made or [{"type": "text", "text": "…"}]


def _head(text: str, size: int) -> str:
    if len(text) <= size:
        return text
    ends = (text.rfind(mark, 0, size) for mark in ("\n", " "))
    return text[: next((end for end in ends if end > size // 2), size)]
