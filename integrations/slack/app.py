"""The listeners: text in, reply out, in the thread. Alone in importing slack_bolt.

Bolt acknowledges events before these run. Slack sends an event again when it is not sure that
it arrived, so each is answered once, by its id.
"""

import logging
import re
import secrets
from collections.abc import Callable
from hashlib import sha256
from typing import Any, Protocol

from slack_bolt import App
from slack_bolt.error import BoltError
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_handlers import RateLimitErrorRetryHandler

from assistant.errors import ClausewiseError, InvalidSetting
from assistant.model.replies import Reply
from integrations.slack import render

_log = logging.getLogger(__name__)
_MENTION = re.compile(r"<@[A-Z0-9]+(?:\|[^>]*)?>")
_LINK = re.compile(r"<(?:https?|mailto):[^|>]*\|([^>]*)>|<((?:https?|mailto):[^>]*)>")

Answer = Callable[[str, str], Reply]
"""The answer to (question, conversation)."""


class Seen(Protocol):
    """Remembers which events were taken up, beyond the life of this process."""

    def first_time(self, *ids: str) -> bool:
        """Whether none of the ids is known; all are the next time. Raises `StoreUnavailable`."""


def build_app(
    answer: Answer, seen: Seen, *, token: str, api_url: str = "", signing_secret: str = ""
) -> App:
    """The Bolt app with its listeners; `api_url` is another Slack API, for a test server.

    Raises `InvalidSetting` when Slack refuses the token.
    """
    client = WebClient(token=token, base_url=_base(api_url))
    client.retry_handlers.append(RateLimitErrorRetryHandler(max_retry_count=2))
    try:
        app = App(client=client, signing_secret=signing_secret or None)
    except BoltError as error:
        raise InvalidSetting(
            "Slack does not accept CLAUSEWISE_SLACK_BOT_TOKEN.",
            hint="Copy the bot token (xoxb-…) of the app again, and check the network.",
        ) from error
    register(app, answer, seen)
    return app


def register(app: App, answer: Answer, seen: Seen) -> None:
    """Attach the listeners to the app."""

    def on_mention(event: dict[str, Any], body: dict[str, Any], client: WebClient) -> None:
        if _is_persons(event) and _first_time(seen, _ids(body, event)):
            _respond(answer, event, client, thread=event.get("thread_ts") or event["ts"])

    def on_message(event: dict[str, Any], body: dict[str, Any], client: WebClient) -> None:
        if event.get("channel_type") != "im" or not _is_persons(event):
            return
        if _first_time(seen, _ids(body, event)):
            _respond(answer, event, client, thread=event.get("thread_ts"))

    app.event("app_mention")(on_mention)
    app.event("message")(on_message)


def question_in(text: str) -> str:
    """What was asked: mentions out, links as their words, Slack's escapes undone."""
    bare = _LINK.sub(lambda link: link[1] or link[2], _MENTION.sub(" ", text))
    bare = bare.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    return " ".join(bare.split())


def _is_persons(event: dict[str, Any]) -> bool:
    """Whether a person wrote it just now: not a bot, an edit, a deletion or a notice."""
    if event.get("bot_id") or event.get("bot_profile") or not event.get("user"):
        return False
    return event.get("subtype") in (None, "file_share", "thread_broadcast")


def _first_time(seen: Seen, ids: tuple[str, ...]) -> bool:
    try:
        return seen.first_time(*ids)
    except ClausewiseError as error:  # answering twice, or with this error, beats silence
        _log.warning("%s: %s", type(error).__name__, error.code)
        return True


def _ids(body: dict[str, Any], event: dict[str, Any]) -> tuple[str, ...]:
    # One message can arrive as a mention and as a message, under two event ids.
    return (str(body.get("event_id")), f"{event.get('channel')}:{event.get('ts')}")


def _respond(
    answer: Answer, event: dict[str, Any], client: WebClient, *, thread: str | None
) -> None:
    question = question_in(str(event.get("text", "")))
    message = _message(answer, question, conversation_of(event["channel"], thread))
    where = {"channel": event["channel"], "thread_ts": thread}
    try:
        client.chat_postMessage(**where, **message)
    except SlackApiError as error:  # blocks that Slack does not take: the words alone then
        _log.error("chat.postMessage: %s", error.response.get("error"))
        client.chat_postMessage(**where, text=message["text"], unfurl_links=False)


def conversation_of(channel: str, thread: str | None) -> str:
    """The conversation of a thread, or of a direct channel: the same for every message in it."""
    return "c_" + sha256(f"slack {channel} {thread or ''}".encode()).hexdigest()[:16]


def _message(answer: Answer, question: str, conversation: str) -> render.Message:
    """The message to send, always one: an addressed bot that says nothing is broken."""
    if not question:
        return render.greeting()
    try:
        return render.reply(answer(question, conversation))
    except ClausewiseError as error:
        _log.warning("%s: %s", type(error).__name__, error.code)
        return render.failure(error)
    except Exception as error:  # whatever it was, the person is told
        reference = secrets.token_hex(4)
        _log.error("%s: %s", reference, type(error).__name__)
        return render.unexpected(reference)


def _base(api_url: str) -> str:
    return f"{api_url.rstrip('/')}/" if api_url else WebClient.BASE_URL
