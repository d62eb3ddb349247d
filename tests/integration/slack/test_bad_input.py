"""What Slack, or whoever pretends to be Slack, sends that is not as it should be."""

import json
from typing import Any

import pytest

from tests.slack_standin.blocks import fault_of_blocks, formatted, pings
from tests.slack_standin.bot import Bot, direct, mention, said_in_channel, shown
from tests.slack_standin.server import HttpSlack

QUESTION = "how long are receiving inspection records retained?"


@pytest.mark.parametrize(
    "forged",
    [{"secret": "another"}, {"age": 400}, {"age": -400}],
    ids=["wrong", "stale", "from the future"],
)
@pytest.mark.parametrize("transport", ["http"])  # a socket is signed by nobody: it is ours
def test_a_request_that_slack_did_not_sign_is_refused(bot: Bot, forged: dict[str, Any]) -> None:
    assert isinstance(bot.http, HttpSlack)
    refused = bot.http.send("/slack/events", "{}", "application/json", **forged)

    assert refused.status == 401


@pytest.mark.parametrize("transport", ["http"])
def test_a_body_that_is_too_large_or_no_text_is_refused(bot: Bot) -> None:
    assert isinstance(bot.http, HttpSlack)

    assert bot.http.send("/slack/events", "x" * 1_100_000, "application/json").status == 413
    assert bot.http.send("/slack/install", "", "text/plain").status in (200, 401)


MALFORMED = [
    "", "{", "[]", '"x"', '{"type": "event_callback"}', '{"type": "event_callback", "event": 7}',
    '{"type": "event_callback", "event_id": "E", "event": {"type": "app_mention"}}',
    '{"type": "block_actions", "actions": []}', '{"command": "/audit"}',
]  # fmt: skip


def test_malformed_bodies_are_no_crash_and_the_next_question_is_answered(bot: Bot) -> None:
    for body in MALFORMED:
        if bot.http is not None:
            told = bot.http.send("/slack/events", body, "application/json")
            assert told.status in (200, 400, 401, 404), body
        else:
            bot.slack.send_raw(body)
            bot.slack.send_raw(f'{{"type": "events_api", "envelope_id": "e", "payload": {body}')
            _whole = f'{{"type": "events_api", "envelope_id": "e", "payload": {body or "7"}}}'
            bot.slack.send_raw(_whole)
    bot.event(mention(QUESTION))
    bot.slack.wait_for_posts(1)

    assert bot.settle() == []
    assert len(bot.slack.posted) == 1


def test_the_same_event_again_and_under_another_name_is_answered_once(bot: Bot) -> None:
    asked = mention(QUESTION)
    for retry in range(3):
        bot.acknowledged(bot.event(asked, event_id=f"E{asked['ts']}", retry=retry))
    bot.acknowledged(bot.event(asked))
    twin = said_in_channel(asked["text"], asked["ts"], thread_ts=asked["ts"])
    bot.acknowledged(bot.event(twin))
    bot.settle()

    assert len(bot.slack.posted) == 1


def test_the_same_command_again_is_answered_once(bot: Bot) -> None:
    for _ in range(2):
        bot.acknowledged(bot.command("due 30", trigger_id=f"again-{bot.http is None}"))
    bot.settle()

    assert len(bot.slack.responses) == 1


HOSTILE = (
    "كم من الوقت نحتفظ بسجلات الفحص؟ 🧐 <!channel> <@U9> *fett* _x_ ~y~ `z` @here https://e.example"
)


def test_emoji_writing_from_right_to_left_and_marks_are_answered_as_words(bot: Bot) -> None:
    bot.event(direct(HOSTILE))
    bot.event(mention(HOSTILE))
    bot.command(f"clause {HOSTILE}")
    posted = bot.slack.wait_for_posts(2)

    for one in (*posted, *bot.slack.wait_for_responses(1)):
        assert shown(one)
        assert pings(one) == formatted(one) == []


def test_a_name_of_a_file_cannot_format_or_ping(bot: Bot) -> None:
    file = bot.slack.add_file("*b* <!here> `x` _y_.md", b"# Note\n\nNothing of interest.\n")
    bot.event(direct("", files=[file], subtype="file_share"))
    [message] = bot.slack.wait_for_posts(1)

    assert pings(message) == formatted(message) == []
    assert fault_of_blocks(json.loads(json.dumps(message.get("blocks", [])))) is None
