"""Replies and errors as Slack messages. Pure: nothing here calls Slack."""

from collections.abc import Callable, Iterator

from assistant.conversation.typed import plain
from assistant.errors import ClausewiseError
from assistant.model.replies import Answered, Citation, Declined, Reply
from integrations.places import place, searched
from integrations.reasons import heading
from integrations.slack.messages import (
    Attached,
    Message,
    Shown,
    button,
    buttons,
    context,
    message,
)
from integrations.slack.rich import Block, cut, link, paragraph, paragraphs, pieces

LONGEST = 2_000  # characters of an answer in a message; a file has all of a longer one
SHOWN = 10  # citations in a message; the receipt has them all
_QUOTE = 700  # characters of a quote beside its place

LinkTo = Callable[[Citation], str]
"""The address of the picture of a place; "" where the pages cannot be reached by people."""

SHARE, FEEDBACK, PERSON, RETRY = "share", "feedback", "person", "retry"


def nowhere(_: Citation) -> str:
    """No address."""
    return ""


def reply(given: Reply, *, link_to: LinkTo = nowhere) -> Message:
    """The message for a reply, answered or declined."""
    outcome, text = given.outcome, _text(given)
    places = _places_of(given)
    blocks = [
        *_understood(given),
        *_at_most(text),
        *_places(places, closest=isinstance(outcome, Declined), link_to=link_to),
        context(searched(given)),
    ]
    blocks += [context(f"Note: {warning}") for warning in outcome.warnings[:5]]
    return message(text, blocks)


def shown(given: Reply, *, link_to: LinkTo = nowhere) -> Shown:
    """The message with its thumbs, and a file with all of an answer that is longer."""
    told = with_feedback(reply(given, link_to=link_to), given.id)
    if len(_text(given)) <= LONGEST:
        return Shown(told)
    places = _places_of(given)
    lines = [_text(given), "", *(f"[{one.tag}] {place(one)}: {one.quote}" for one in places)]
    file = Attached(f"answer {given.id}.txt", "\n".join(lines).encode())
    return Shown(told, file, frozenset(one.path for one in places))


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


def cited(one: Citation, *, mark: str, link_to: LinkTo) -> Block:
    """`[1] QP-840 rev C §6.2 p.4 · in force …`, and below it the words of the document."""
    address = link_to(one)
    where, _, standing = place(one).partition(" · ")
    title = f" · {one.title}" if one.title and one.title != one.document else ""
    shown = link(address, where) if address else where
    quote = cut(" ".join(one.quote.split()), _QUOTE)
    return paragraph(mark, shown, f" · {standing}{title}", quote=quote)


def _side(label: str, value: str) -> Block:
    return {"text": {"type": "plain_text", "text": label}, "value": value}


def _text(given: Reply) -> str:
    """What is said, with the choices of a question that may mean several things."""
    outcome = given.outcome
    if isinstance(outcome, Answered):
        return outcome.text
    choices = (f"{n}. {one.label}" for n, one in enumerate(outcome.choices, start=1))
    return "\n".join([*filter(None, [heading(outcome)]), outcome.text, *choices])


def _places_of(given: Reply) -> tuple[Citation, ...]:
    outcome = given.outcome
    return outcome.citations if isinstance(outcome, Answered) else outcome.near_misses


def _at_most(text: str) -> Iterator[Block]:
    if len(text) <= LONGEST:
        yield from paragraphs(text)
        return
    yield from paragraphs(next(pieces(text, LONGEST)))
    yield context("This is the beginning; the file has all of it.")


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
        yield cited(one, mark=mark, link_to=link_to)
    if len(places) > SHOWN:
        yield context(f"… and {len(places) - SHOWN} more places.")
