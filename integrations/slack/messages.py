"""A message and the blocks it is made of: within Slack's limits, unable to ping anybody.

Limits (Slack's block reference): 50 blocks in a message, 10 elements in a context, 25 buttons in a
row, 75 characters on a button, 2,000 in its value. What a message may hold in all is published
nowhere; about 13,200 characters were seen to pass.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.visible_text import visible
from integrations.slack.rich import Block, cut, paragraphs

CONTEXT = 2000
FALLBACK = 4000
BLOCKS = 50
IN_ALL = 13_000  # characters of a message's blocks
BUTTON = 75
VALUE = 2000
_WIDE = 30  # characters of a cell, from which on its column is wrapped

# Of the text beside the blocks: nothing in it becomes a format, a name or a link.
_AS_IT_STANDS = {"mrkdwn": False, "parse": "none", "link_names": False,
                 "unfurl_links": False, "unfurl_media": False}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Message:
    """Text and blocks; the text, escaped, stands in notifications and where blocks are refused."""

    text: str
    blocks: tuple[Block, ...] = ()

    def fields(self) -> dict[str, Any]:
        """What `chat.postMessage` takes beside the channel and the thread."""
        kept: dict[str, Any] = {"text": self.text, **_AS_IT_STANDS}
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


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that goes with a message."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Shown:
    """A message, and the file that has what does not fit into it."""

    message: Message
    file: Attached | None = None
    paths: frozenset[str] = frozenset()  # of documents that the file shows


def message(text: str, blocks: Iterable[Block] | None = None) -> Message:
    """A message of these words; without blocks the text is what it shows."""
    made = paragraphs(text) if blocks is None else blocks
    return Message(_fallback(text), tuple(_that_fit(made)))


def header(text: str) -> Block:
    """A heading, at most 150 characters."""
    return {"type": "header", "text": _plain(cut(text, 150))}


def context(text: str) -> Block:
    """Small print, cut where it is too long."""
    return {"type": "context", "elements": [_plain(cut(text, CONTEXT))]}


def divider() -> Block:
    """A line."""
    return {"type": "divider"}


def button(label: str, action: str, value: str = "", *, style: str = "") -> Block:
    """A button; `action` tells what is done when it is pressed, `value` to what."""
    made: Block = {"type": "button", "action_id": action, "text": _plain(cut(label, BUTTON))}
    return made | ({"value": value[:VALUE]} if value else {}) | ({"style": style} if style else {})


def buttons(*made: Block) -> Block:
    """A row of buttons."""
    return {"type": "actions", "elements": list(made)[:25]}


def table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Block:
    """A table of at most 100 rows, 20 columns and 10,000 characters; the caller sees to that."""
    lines = [heads, *rows]
    wide = [any(len(cell) > _WIDE for cell in column) for column in zip(*lines, strict=True)]
    return {
        "type": "table",
        "column_settings": [{"is_wrapped": one} for one in wide],
        "rows": [[_cell(one) for one in line] for line in lines],
    }


def fits_a_table(heads: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> bool:
    """Whether Slack shows it as a table."""
    letters = sum(len(cell) + 1 for line in (heads, *rows) for cell in line)
    return len(rows) < 100 and len(heads) <= 20 and letters <= 9_500


def escaped(text: str) -> str:
    """Text for outside the blocks: no mention, link or channel is made of it."""
    return visible(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def text_of(block: Mapping[str, Any]) -> str:
    """The words of a block, for looking at."""
    return "\n".join(_words(block))


def _words(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for one in value:
            yield from _words(one)
    elif isinstance(value, Mapping):
        for name, one in value.items():
            if name == "text" and isinstance(one, str):
                yield one
            elif isinstance(one, list | Mapping):
                yield from _words(one)


def _that_fit(blocks: Iterable[Block]) -> Iterator[Block]:
    """As many of the blocks as a message holds; small print says where some are left out."""
    letters = 0
    for number, block in enumerate(blocks):
        letters += len(text_of(block))
        if number == BLOCKS - 1 or letters > IN_ALL:
            yield context("Cut here: the rest does not fit into a message.")
            return
        yield block


def _fallback(text: str) -> str:
    """The beginning of a text whose escaped form Slack takes."""
    shown = escaped(cut(text, FALLBACK))
    while len(shown) > FALLBACK:  # many characters that are escaped
        text = text[: len(text) * FALLBACK // len(shown)]
        shown = escaped(cut(text, FALLBACK))
    return shown


def _plain(text: str) -> Block:
    return {"type": "plain_text", "text": text, "emoji": False}


def _cell(text: str) -> Block:
    return {"type": "raw_text", "text": visible(text).strip() or "–"}
