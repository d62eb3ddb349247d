"""A message and the blocks it is made of: within Slack's limits, unable to ping anybody.

Limits (Slack's block reference): 3,000 characters in a section, 50 blocks in a message, 10
elements in a context, 25 buttons in a row, 75 characters on a button, 2,000 in its value.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.visible_text import visible

SECTION = 3000
CONTEXT = 2000
FALLBACK = 4000
BLOCKS = 50
SECTIONS = 30  # of the text; the rest of the blocks is for citations and notes
BUTTON = 75
VALUE = 2000

Block = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Message:
    """Text and blocks; the text stands in notifications and where blocks are refused."""

    text: str
    blocks: tuple[Block, ...] = ()

    def fields(self) -> dict[str, Any]:
        """What `chat.postMessage` takes beside the channel and the thread."""
        kept: dict[str, Any] = {"text": self.text, "unfurl_links": False, "unfurl_media": False}
        return kept | ({"blocks": list(self.blocks)} if self.blocks else {})

    def words(self) -> str:
        """Every word of it."""
        return "\n".join([self.text, *map(text_of, self.blocks)])

    def bare(self) -> "Message":
        """The words alone."""
        return Message(self.text)

    def with_(self, *blocks: Block) -> "Message":
        """The same with more blocks below it; where it grows too long the others give way."""
        kept = self.blocks[: BLOCKS - len(blocks)]
        return Message(self.text, (*kept, *blocks))


def message(text: str, blocks: Iterable[Block] | None = None) -> Message:
    """A message of these words; without blocks they are cut into sections."""
    made = sections(text) if blocks is None else list(blocks)
    return Message(next(pieces(text, FALLBACK), "…"), tuple(made[:BLOCKS]))


def sections(text: str) -> list[Block]:
    """Text over as many sections as it needs, at most thirty; plain, so that `*` stays `*`."""
    cut = list(pieces(text, SECTION))
    found = [section(piece) for piece in cut[:SECTIONS]]
    if len(cut) > SECTIONS:
        found.append(context("Cut here: the rest does not fit into a message."))
    return found


def section(markup: str, accessory: Block | None = None) -> Block:
    """One section of text that is escaped already."""
    block: Block = {"type": "section", "text": _mrkdwn(markup)}
    return block | ({"accessory": accessory} if accessory else {})


def header(text: str) -> Block:
    """A heading, at most 150 characters."""
    return {"type": "header", "text": {"type": "plain_text", "text": _cut(text, 150)}}


def context(text: str) -> Block:
    """Small print, cut where it is too long."""
    return context_of(next(pieces(text, CONTEXT), "…"))


def context_of(markup: str) -> Block:
    """Small print of text that is escaped already."""
    return {"type": "context", "elements": [_mrkdwn(markup)]}


def divider() -> Block:
    """A line."""
    return {"type": "divider"}


def button(label: str, action: str, value: str = "", *, style: str = "") -> Block:
    """A button; `action` tells what is done when it is pressed, `value` to what."""
    made: Block = {
        "type": "button",
        "action_id": action,
        "text": {"type": "plain_text", "text": _cut(label, BUTTON)},
    }
    return made | ({"value": value[:VALUE]} if value else {}) | ({"style": style} if style else {})


def buttons(*made: Block) -> Block:
    """A row of buttons."""
    return {"type": "actions", "elements": list(made)[:25]}


def table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Block:
    """A table of at most 100 rows, 20 columns and 10,000 characters; the caller sees to that."""
    lines = [heads, *rows]
    return {"type": "table", "rows": [[_cell(one) for one in line] for line in lines]}


def fits_a_table(heads: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> bool:
    """Whether Slack shows it as a table."""
    letters = sum(len(cell) + 1 for line in (heads, *rows) for cell in line)
    return len(rows) < 100 and len(heads) <= 20 and letters <= 9_500


def escaped(text: str) -> str:
    """Text that Slack shows as it stands: no mention, link or channel is made of it."""
    return visible(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def link(url: str, label: str) -> str:
    """A link of ours; the label is escaped, and `|` cannot end it."""
    return f"<{url}|{escaped(label).replace('|', '/')}>"


def pieces(text: str, size: int) -> Iterator[str]:
    """Escaped pieces of at most `size` characters, cut at a line or word where there is one."""
    rest = visible(text).strip()
    while rest:
        piece = _head(rest, size)
        yield escaped(piece)
        rest = rest[len(piece) :].lstrip()


def text_of(block: Mapping[str, Any]) -> str:
    """The words of a block, for looking at."""
    if "text" in block:
        inner = block["text"]
        return str(inner["text"] if isinstance(inner, dict) else inner)
    parts = [*block.get("elements", ()), *(one for row in block.get("rows", ()) for one in row)]
    return "\n".join(str(one["text"]) for one in parts if isinstance(one.get("text"), str))


def _mrkdwn(markup: str) -> Block:
    return {"type": "mrkdwn", "text": markup, "verbatim": True}


def _cell(text: str) -> Block:
    return {"type": "raw_text", "text": visible(text).strip() or "–"}


def _cut(text: str, size: int) -> str:
    shown = visible(text).strip()
    return (shown if len(shown) <= size else f"{shown[: size - 1]}…") or "…"


def _head(text: str, size: int) -> str:
    """The longest beginning of `text` whose escaped form fits, ended at a space if possible."""
    length = used = 0
    for length, character in enumerate(text):  # noqa: B007
        used += len(escaped(character))
        if used > size:
            break
    else:
        return text
    cut = max(text.rfind("\n", 0, length), text.rfind(" ", 0, length))
    return text[: cut if cut > length // 2 else length]
