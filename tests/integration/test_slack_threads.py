"""A Slack thread is a conversation, also after the bot was started again."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from integrations.bootstrap import build_services
from integrations.settings import Settings
from integrations.slack.serving import build_handler
from tests.slack_standin.server import BOT_USER, SlackStandIn

DAY = date(2026, 9, 30)
THREAD = "1700000000.000100"


@pytest.fixture
def slack() -> Iterator[SlackStandIn]:
    with SlackStandIn() as server:
        yield server


@contextmanager
def bot(slack: SlackStandIn, data: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The bot as `clausewise slack` runs it, over the data directory."""
    monkeypatch.setenv("CLAUSEWISE_SLACK_BOT_TOKEN", "xoxb-test")
    monkeypatch.setenv("CLAUSEWISE_SLACK_APP_TOKEN", "xapp-test")
    monkeypatch.setenv("CLAUSEWISE_SLACK_API_URL", slack.api_url)
    settings = Settings.load(data=data)
    with build_services(settings) as services:
        handler = build_handler(settings, services, as_of=DAY)
        handler.connect()
        try:
            yield
        finally:
            handler.close()


def mention(slack: SlackStandIn, text: str, ts: str, thread: str | None = None) -> None:
    event = {"type": "app_mention", "user": "U1", "text": f"<@{BOT_USER}> {text}", "ts": ts,
             "channel": "C1"}  # fmt: skip
    slack.send_event(event | ({"thread_ts": thread} if thread else {}), event_id=f"Ev{ts}")


def test_a_follow_up_in_a_thread_is_understood_after_a_restart(
    slack: SlackStandIn, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with bot(slack, data, monkeypatch):
        mention(slack, "how long are receiving inspection records retained?", THREAD)
        slack.wait_for_posts(1)
    with bot(slack, data, monkeypatch):
        mention(slack, "where?", "1700000005.0", THREAD)
        [_, in_thread] = slack.wait_for_posts(2)

    told = str(in_thread["blocks"])
    assert in_thread["thread_ts"] == THREAD
    assert "Understood as: where are receiving inspection records retained?" in told


def test_another_thread_is_another_conversation(
    slack: SlackStandIn, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with bot(slack, data, monkeypatch):
        mention(slack, "how long are receiving inspection records retained?", THREAD)
        slack.wait_for_posts(1)
        mention(slack, "and who signs it?", "1700000006.0")
        [_, elsewhere] = slack.wait_for_posts(2)

    assert "nothing was asked before it" in str(elsewhere["blocks"])
    assert "Understood as" not in str(elsewhere["blocks"])
