"""Replies and errors as Slack messages: pure, within Slack's limits, unable to ping anybody.

Limits (Slack's block reference): 3,000 characters in a section, 50 blocks in a message, 10
elements in a context, 2,000 and 4,000 characters where a context and a fallback text are cut.
"""

from collections.abc import Iterable, Iterator
from typing import Any, TypedDict

from assistant.conversation.typed import plain
from assistant.errors import ClausewiseError
from assistant.model.replies import Answered, Citation, Declined, Reply
from assistant.visible_text import visible
from integrations.places import place, searched
from integrations.reasons import heading

SECTION = 3000
CONTEXT = 2000
FALLBACK = 4000
BLOCKS = 50
SECTIONS = 30  # of the text; the rest of the blocks is for citations and notes
SHOWN = 10  # citations in a message; the receipt has them all

Block = dict[str, Any]


class Message(TypedDict):
    """What `chat.postMessage` takes beside the channel and the thread."""

    text: str
    blocks: list[Block]
    unfurl_links: bool
    unfurl_media: bool


def reply(given: Reply) -> Message:
    """The message for a reply, answered or declined."""
    outcome = given.outcome
    lines = [outcome.text]
    if isinstance(outcome, Declined):
        choices = (f"{n}. {one.label}" for n, one in enumerate(outcome.choices, start=1))
        lines = [*filter(None, [heading(outcome)]), outcome.text, *choices]
    places = outcome.citations if isinstance(outcome, Answered) else outcome.near_misses
    blocks = [
        *_understood(given),
        *_sections("\n".join(lines)),
        *_places(places, closest=isinstance(outcome, Declined)),
    ]
    blocks.append(_context(searched(given)))
    blocks += [_context(f"Note: {warning}") for warning in outcome.warnings[:5]]
    return _message("\n".join(lines), blocks)


def failure(error: ClausewiseError) -> Message:
    """The message for an error we know: what is wrong, and what to do."""
    text = f"I could not answer: {error}\n{error.hint}"
    return _message(text, _sections(text))


def unexpected(reference: str) -> Message:
    """The message for an error nobody foresaw; `reference` finds it in the log."""
    text = (
        "Something went wrong here and I could not answer. Please ask again; "
        f"if it stays so, tell whoever runs Clausewise the reference {reference}."
    )
    return _message(text, _sections(text))


def greeting() -> Message:
    """The message for a mention without a question."""
    text = "Ask me about the quality system, for example: where do we cover 8.5?"
    return _message(text, _sections(text))


def escaped(text: str) -> str:
    """Text that Slack shows as it stands: no mention, link or channel is made of it."""
    clean = _shown(text)
    return clean.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _shown(text: str) -> str:
    """The text without characters that show nothing."""
    return visible(text)


def _message(text: str, blocks: Iterable[Block]) -> Message:
    return Message(
        text=next(_pieces(text, FALLBACK), "…"),
        blocks=list(blocks)[:BLOCKS],
        unfurl_links=False,
        unfurl_media=False,
    )


def _sections(text: str) -> list[Block]:
    """Text over as many sections as it needs, at most thirty; plain, so that `*` stays `*`."""
    pieces = list(_pieces(text, SECTION))
    sections = [_section(piece) for piece in pieces[:SECTIONS]]
    if len(pieces) > SECTIONS:
        sections.append(_context("Cut here: the rest does not fit into a message."))
    return sections


def _section(piece: str) -> Block:
    return {"type": "section", "text": {"type": "mrkdwn", "text": piece, "verbatim": True}}


def _understood(given: Reply) -> list[Block]:
    """What a follow-up was taken for; nothing where the question stood as it was typed."""
    if given.understood_as == plain(given.question):
        return []
    return [_context(f"Understood as: {given.understood_as}")]


def _places(places: tuple[Citation, ...], *, closest: bool) -> Iterator[Block]:
    if places and closest:
        yield _context("What came closest:")
    for one in places[:SHOWN]:
        mark = "" if closest else f"[{one.tag}] "
        yield _context(f"{mark}{place(one)}\n“{' '.join(one.quote.split())}”")
    if len(places) > SHOWN:
        yield _context(f"… and {len(places) - SHOWN} more places.")


def _context(text: str) -> Block:
    piece = next(_pieces(text, CONTEXT), "…")
    return {"type": "context", "elements": [{"type": "mrkdwn", "text": piece, "verbatim": True}]}


def _pieces(text: str, size: int) -> Iterator[str]:
    """Escaped pieces of at most `size` characters, cut at a line or word where there is one."""
    rest = _shown(text).strip()
    while rest:
        piece = _head(rest, size)
        yield escaped(piece)
        rest = rest[len(piece) :].lstrip()


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
