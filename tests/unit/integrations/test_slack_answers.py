"""Slack messages: within Slack's limits, unable to ping, always saying something."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from assistant.errors import StoreUnavailable
from assistant.model.replies import Reason
from integrations.slack import answers as render
from integrations.slack.incoming import question_in
from integrations.slack.messages import BLOCKS, FALLBACK, Message, text_of
from tests.replies import answered, citation, declined
from tests.slack_standin.blocks import fault_of_blocks, formatted, pings


def texts(message: Message) -> list[str]:
    return [text_of(block) for block in message.blocks]


def test_an_answer_shows_its_citations_with_place_and_words() -> None:
    shown = "\n".join(texts(render.reply(answered())))

    assert "Records are kept for 10 years [1]." in shown
    line = shown.replace("\n", "")
    assert "[1] QP-840 rev C §6.2 p.4 · in force since 2025-03-01 · Receiving inspection" in line
    assert "Records are kept for 10 years" in shown.splitlines()
    assert "searched 41 documents, 913 passages" in shown
    assert "Form F-12 is gone" in shown


@pytest.mark.parametrize("reason", Reason)
def test_a_refusal_says_why_in_words_and_what_came_closest(reason: Reason) -> None:
    shown = "\n".join(texts(render.reply(declined(reason))))

    assert reason.value not in shown
    assert "What came closest:" in shown
    assert "searched 41 documents" in shown


HOSTILE = [
    "<!channel> <@U123> <https://evil.example|click> @here @everyone #general",
    "*bold* _slanted_ ~struck~ `code` ```block``` > quoted & &lt;!here&gt;",
    "https://evil.example mailto:x@evil.example [click](https://evil.example) :tada:",
]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_nothing_of_an_answer_formats_pings_or_links(hostile: str) -> None:
    places = [citation(quote=hostile)]
    message = render.with_feedback(render.reply(answered(f"{hostile} [1]", places)), "r_1")
    sent = message.fields()

    assert fault_of_blocks(sent["blocks"]) is None
    assert pings(sent) == []
    assert formatted(sent) == []
    assert hostile in "\n".join(texts(message))


@settings(deadline=None)
@given(st.text(min_size=1, max_size=30_000), st.integers(1, 80))
@example("\x00", 1)
@example("\x07" * 9_000 + "end", 1)
@example("&" * 30_000, 80)
def test_any_answer_stays_within_the_limits(text: str, places: int) -> None:
    message = render.reply(answered(text, [citation(tag) for tag in range(1, places + 1)]))

    assert 1 <= len(message.text) <= FALLBACK
    assert 1 <= len(message.blocks) <= BLOCKS
    assert fault_of_blocks(list(message.blocks)) is None


def test_a_long_answer_fits_into_its_message() -> None:
    words = [f"word{number}" for number in range(240)]
    shown = render.shown(answered(" ".join(words)))

    assert "\n".join(texts(shown.message)).split()[:240] == words
    assert shown.file is None


def test_an_answer_too_long_for_a_message_is_in_a_file_whole() -> None:
    words = [f"word{number}" for number in range(3_000)]
    shown = render.shown(answered(" ".join(words)))

    assert "This is the beginning; the file has all of it." in texts(shown.message)
    assert "[1]" in "\n".join(texts(shown.message))
    assert shown.file is not None
    assert shown.file.content.decode().split()[:3_000] == words
    assert fault_of_blocks(list(shown.message.blocks)) is None


def test_an_error_is_said_with_its_hint() -> None:
    message = render.failure(StoreUnavailable("The disk is full.", hint="Free some space."))

    assert "The disk is full." in message.text
    assert "Free some space." in message.text


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("<@U0BOT> where is 8.5?", "where is 8.5?"),
        ("hey <@U0BOT|bot>  shelf   life", "hey shelf life"),
        ("see <https://x.example|the page>", "see the page"),
        ("a &lt; b &amp; c", "a < b & c"),
        ("<@U0BOT>", ""),
    ],
)
def test_a_question_is_what_was_typed(text: str, question: str) -> None:
    assert question_in(text) == question
