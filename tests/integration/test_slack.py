"""The Slack bot against a stand-in server: real slack_bolt and slack_sdk over loopback."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from slack_bolt.adapter.socket_mode import SocketModeHandler

from assistant.errors import InvalidSetting, StoreUnavailable
from integrations.database.engine import open_database
from integrations.database.seen_events import SeenEvents
from integrations.slack.app import Answer, Seen, build_app
from tests.replies import answered
from tests.slack_standin.server import BOT_USER, SlackStandIn

MENTION = {
    "type": "app_mention",
    "user": "U1",
    "text": f"<@{BOT_USER}> how long do we keep receiving records?",
    "ts": "1700000000.000100",
    "channel": "C1",
}


@pytest.fixture
def slack() -> Iterator[SlackStandIn]:
    with SlackStandIn() as server:
        yield server


@pytest.fixture
def seen(tmp_path: Path) -> Iterator[SeenEvents]:
    database = open_database(tmp_path)
    yield SeenEvents(database)
    database.close()


@contextmanager
def connected(slack: SlackStandIn, answer: Answer, seen: Seen) -> Iterator[None]:
    app = build_app(answer, seen, token="xoxb-test", api_url=slack.api_url)
    handler = SocketModeHandler(app, "xapp-test")
    handler.connect()
    try:
        yield
    finally:
        handler.close()


def test_a_mention_is_answered_in_its_thread_with_the_citation(
    slack: SlackStandIn, seen: SeenEvents
) -> None:
    asked: list[tuple[str, str]] = []

    def answer(question: str, conversation: str) -> Any:
        asked.append((question, conversation))
        return answered()

    with connected(slack, answer, seen):
        envelope = slack.send_event(MENTION, event_id="Ev1")
        slack.wait_for_acknowledgement(envelope)
        [message] = slack.wait_for_posts(1)

    assert asked[0][0] == "how long do we keep receiving records?"
    assert asked[0][1].startswith("c_")
    assert message["channel"] == "C1"
    assert message["thread_ts"] == MENTION["ts"]
    assert "Records are kept for 10 years [1]." in str(message["blocks"])
    assert "QP-840 rev C §6.2 p.4" in str(message["blocks"])
    assert str(message["unfurl_links"]).lower() in ("false", "0")


def test_a_mention_inside_a_thread_is_answered_in_that_thread(
    slack: SlackStandIn, seen: SeenEvents
) -> None:
    with connected(slack, lambda *_: answered(), seen):
        slack.send_event(MENTION | {"thread_ts": "1600000000.000001"}, event_id="Ev1")
        [message] = slack.wait_for_posts(1)

    assert message["thread_ts"] == "1600000000.000001"


def test_an_error_we_know_is_said_with_its_hint(slack: SlackStandIn, seen: SeenEvents) -> None:
    def answer(question: str, conversation: str) -> Any:
        raise StoreUnavailable("The database cannot be read.", hint="Free some disk space.")

    with connected(slack, answer, seen):
        slack.send_event(MENTION, event_id="Ev1")
        [message] = slack.wait_for_posts(1)

    assert "The database cannot be read." in message["text"]
    assert "Free some disk space." in message["text"]
    assert message["thread_ts"] == MENTION["ts"]


def test_an_exception_nobody_foresaw_is_said_without_its_text(
    slack: SlackStandIn, seen: SeenEvents
) -> None:
    def answer(question: str, conversation: str) -> Any:
        raise KeyError("secret text of a document")

    with connected(slack, answer, seen):
        slack.send_event(MENTION, event_id="Ev1")
        [message] = slack.wait_for_posts(1)

    assert "Something went wrong" in message["text"]
    assert "secret" not in str(message)


def test_the_same_event_sent_again_is_answered_once(slack: SlackStandIn, seen: SeenEvents) -> None:
    with connected(slack, lambda *_: answered(), seen):
        slack.send_event(MENTION, event_id="Ev1")
        slack.wait_for_posts(1)
        again = slack.send_event(MENTION, event_id="Ev1", retry=1)
        slack.wait_for_acknowledgement(again)
        slack.send_event(MENTION | {"ts": "1700000009.0"}, event_id="Ev2")
        posted = slack.wait_for_posts(2)

    assert [message["thread_ts"] for message in posted] == [MENTION["ts"], "1700000009.0"]


def test_an_event_sent_again_after_a_restart_of_the_bot_is_answered_once(
    slack: SlackStandIn, tmp_path: Path
) -> None:
    for number in (1, 2):
        database = open_database(tmp_path)
        with connected(slack, lambda *_: answered(), SeenEvents(database)):
            slack.wait_for_acknowledgement(slack.send_event(MENTION, event_id="Ev1", retry=number))
            slack.send_event(MENTION | {"ts": f"{number}.0"}, event_id=f"Other{number}")
            posted = slack.wait_for_posts(1 + number)
        database.close()

    assert [message["thread_ts"] for message in posted].count(MENTION["ts"]) == 1


def test_a_message_is_answered_also_when_nothing_can_be_remembered(slack: SlackStandIn) -> None:
    class Unusable:
        def first_time(self, *ids: str) -> bool:
            raise StoreUnavailable("The disk is full.")

    with connected(slack, lambda *_: answered(), Unusable()):
        slack.send_event(MENTION, event_id="Ev1")
        [message] = slack.wait_for_posts(1)

    assert message["thread_ts"] == MENTION["ts"]


def test_a_direct_message_is_answered_and_a_bots_own_is_not(
    slack: SlackStandIn, seen: SeenEvents
) -> None:
    direct = {
        "type": "message",
        "channel_type": "im",
        "user": "U1",
        "text": "what is rev C?",
        "ts": "1700000001.0",
        "channel": "D1",
    }
    with connected(slack, lambda *_: answered(), seen):
        own = slack.send_event(direct | {"bot_id": "B1", "ts": "1700000000.5"}, event_id="Ev0")
        slack.wait_for_acknowledgement(own)
        edited = direct | {"subtype": "message_changed", "ts": "1700000000.6"}
        slack.wait_for_acknowledgement(slack.send_event(edited, event_id="Ev1"))
        slack.send_event(direct, event_id="Ev2")
        posted = slack.wait_for_posts(1)

    assert [message["channel"] for message in posted] == ["D1"]


def test_words_go_out_alone_when_slack_refuses_the_blocks(
    slack: SlackStandIn, seen: SeenEvents
) -> None:
    slack.refuse_blocks = True
    with connected(slack, lambda *_: answered(), seen):
        slack.send_event(MENTION, event_id="Ev1")
        [message] = slack.wait_for_posts(1)

    assert "10 years" in message["text"]


def test_a_refused_token_is_an_error_a_person_can_act_on(
    slack: SlackStandIn, seen: SeenEvents
) -> None:
    with pytest.raises(InvalidSetting, match="CLAUSEWISE_SLACK_BOT_TOKEN"):
        build_app(lambda *_: answered(), seen, token="xoxb-wrong", api_url=slack.api_url)
