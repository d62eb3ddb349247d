"""Replies and errors as Slack messages. Pure: nothing here calls Slack."""

from collections.abc import Callable, Iterator

from assistant.conversation.typed import plain
from assistant.errors import ClausewiseError
from assistant.model.replies import Answered, Citation, Declined, Reply
from integrations.places import place, searched
from integrations.reasons import heading
from integrations.slack.messages import (
    Block,
    Message,
    button,
    buttons,
    context,
    context_of,
    escaped,
    link,
    message,
    pieces,
    sections,
)

SHOWN = 10  # citations in a message; the receipt has them all
_QUOTE = 1500  # characters of a quote beside its place

LinkTo = Callable[[Citation], str]
"""The address of the picture of a place; "" where the pages cannot be reached by people."""

SHARE, FEEDBACK, PERSON, RETRY = "share", "feedback", "person", "retry"


def nowhere(_: Citation) -> str:
    """No address."""
    return ""


def reply(given: Reply, *, link_to: LinkTo = nowhere) -> Message:
    """The message for a reply, answered or declined."""
    outcome = given.outcome
    lines = [outcome.text]
    if isinstance(outcome, Declined):
        choices = (f"{n}. {one.label}" for n, one in enumerate(outcome.choices, start=1))
        lines = [*filter(None, [heading(outcome)]), outcome.text, *choices]
    places = outcome.citations if isinstance(outcome, Answered) else outcome.near_misses
    blocks = [
        *_understood(given),
        *sections("\n".join(lines)),
        *_places(places, closest=isinstance(outcome, Declined), link_to=link_to),
        context(searched(given)),
    ]
    blocks += [context(f"Note: {warning}") for warning in outcome.warnings[:5]]
    return message("\n".join(lines), blocks)


def with_feedback(shown: Message, reply_id: str) -> Message:
    """The message with thumbs, and a way to a person."""
    thumbs: Block = {
        "type": "context_actions",
        "elements": [
            {
                "type": "feedback_buttons",
                "action_id": FEEDBACK,
                "positive_button": _side("Right", f"up:{reply_id}"),
                "negative_button": _side("Wrong", f"down:{reply_id}"),
            }
        ],
    }
    return shown.with_(thumbs, buttons(button("I need a person", PERSON, reply_id)))


def shareable(shown: Message, what: str) -> Message:
    """The message, seen by one person, with a button that shows it to the channel."""
    return shown.with_(buttons(button("Share in channel", SHARE, what)))


def failure(error: ClausewiseError, *, retry: str = "") -> Message:
    """The message for an error we know; with `retry`, a job's id, a button to try again."""
    shown = message(f"I could not answer: {error}\n{error.hint}")
    if not (retry and error.retryable):
        return shown
    return shown.with_(buttons(button("Try again", RETRY, retry)))


def unexpected(reference: str) -> Message:
    """The message for an error nobody foresaw; `reference` finds it in the log."""
    return message(
        "Something went wrong here and I could not answer. Please ask again; "
        f"if it stays so, tell whoever runs Clausewise the reference {reference}."
    )


def greeting() -> Message:
    """The message for a mention without a question."""
    return message("Ask me about the quality system, for example: where do we cover 8.5?")


def citation_line(one: Citation, *, mark: str, link_to: LinkTo) -> str:
    """`[1] QP-840 rev C §6.2 p.4 · in force …` with its quote; as escaped markup."""
    address = link_to(one)
    told = place(one)
    where, _, standing = told.partition(" · ")
    shown = f"{link(address, where)} · {escaped(standing)}" if address else escaped(told)
    title = escaped(f" · {one.title}") if one.title and one.title != one.document else ""
    quote = next(pieces(" ".join(one.quote.split()), _QUOTE), "")
    return f"{escaped(mark)}{shown}{title}\n“{quote}”"


def _side(label: str, value: str) -> Block:
    return {"text": {"type": "plain_text", "text": label}, "value": value}


def _understood(given: Reply) -> list[Block]:
    """What a follow-up was taken for; nothing where the question stood as it was typed."""
    if given.understood_as == plain(given.question):
        return []
    return [context(f"Understood as: {given.understood_as}")]


def _places(places: tuple[Citation, ...], *, closest: bool, link_to: LinkTo) -> Iterator[Block]:
    if places and closest:
        yield context("What came closest:")
    for one in places[:SHOWN]:
        mark = "" if closest else f"[{one.tag}] "
        yield context_of(citation_line(one, mark=mark, link_to=link_to))
    if len(places) > SHOWN:
        yield context(f"… and {len(places) - SHOWN} more places.")
