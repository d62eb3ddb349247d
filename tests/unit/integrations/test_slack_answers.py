"""Slack messages: within Slack's limits, unable to ping, always saying something."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from assistant.errors import StoreUnavailable
from assistant.model.replies import Reason
from integrations.slack import answers as render
from integrations.slack.incoming import question_in
from integrations.slack.messages import BLOCKS, CONTEXT, FALLBACK, SECTION, Message
from tests.replies import answered, citation, declined


def texts(message: Message) -> list[str]:
    found = []
    for block in message.blocks:
        parts = [block["text"]] if "text" in block else block["elements"]
        found += [part["text"] for part in parts]
    return found


def test_an_answer_shows_its_citations_with_place_and_words() -> None:
    shown = "\n".join(texts(render.reply(answered())))

    assert "Records are kept for 10 years [1]." in shown
    assert "[1] QP-840 rev C §6.2 p.4 · in force since 2025-03-01 · Receiving inspection" in shown
    assert "“Records are kept for 10 years”" in shown
    assert "searched 41 documents, 913 passages" in shown
    assert "Form F-12 is gone" in shown


@pytest.mark.parametrize("reason", Reason)
def test_a_refusal_says_why_in_words_and_what_came_closest(reason: Reason) -> None:
    shown = "\n".join(texts(render.reply(declined(reason))))

    assert reason.value not in shown
    assert "What came closest:" in shown
    assert "searched 41 documents" in shown


def test_nothing_of_an_answer_can_ping_or_link() -> None:
    hostile = "<!channel> <@U123> <https://evil.example|click> [1]"
    message = render.reply(answered(hostile, [citation(quote="<!here> & <@U1>")]))

    for text in [message.text, *texts(message)]:
        assert "<" not in text
        assert ">" not in text


@settings(deadline=None)
@given(st.text(min_size=1, max_size=30_000), st.integers(1, 80))
@example("\x00", 1)
@example("\x07" * 9_000 + "end", 1)
@example("&" * 30_000, 80)
def test_any_answer_stays_within_the_limits(text: str, places: int) -> None:
    message = render.reply(answered(text, [citation(tag) for tag in range(1, places + 1)]))

    assert 1 <= len(message.text) <= FALLBACK
    assert 1 <= len(message.blocks) <= BLOCKS
    for block in message.blocks:
        limit = SECTION if block["type"] == "section" else CONTEXT
        parts = [block["text"]] if "text" in block else block["elements"]
        assert all(1 <= len(part["text"]) <= limit for part in parts)


def test_a_long_answer_loses_no_word_to_the_cut() -> None:
    words = [f"word{number}" for number in range(3000)]
    message = render.reply(answered(" ".join(words)))
    sections = [block["text"]["text"] for block in message.blocks if "text" in block]

    assert " ".join(sections).split() == words


def test_an_answer_too_long_for_a_message_says_that_it_is_cut() -> None:
    shown = texts(render.reply(answered("word " * 30_000)))

    assert "Cut here: the rest does not fit into a message." in shown


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
