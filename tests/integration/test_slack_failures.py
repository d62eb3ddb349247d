"""Whoever addresses the bot gets an answer or a reason: each failure is forced, each reply read."""

import logging
from collections.abc import Iterator, Sequence
from threading import Event
from time import monotonic, sleep
from typing import Any

import pytest

from assistant.errors import ModelUnavailable, StoreBusy
from assistant.ports import Vectors
from integrations.bootstrap import build_services
from integrations.embedding.onnx_minilm import OnnxMiniLM
from integrations.jobs import ParkedJob
from integrations.slack import workers
from tests.integration.conftest import stocked
from tests.slack_standin.bot import (
    DAY,
    Bot,
    direct,
    http_bot,
    mention,
    pressed,
    said_in_channel,
    settings_for,
    shown,
)
from tests.slack_standin.server import HttpSlack, SlackStandIn

QUESTION = "how long are receiving inspection records retained?"
SECRET_WORDS = "the colour of the quarantine cage"


class Troubled(OnnxMiniLM):
    """The built-in model, out of order while `error` is set; waits while it is held."""

    error: Exception | None = None

    def __init__(self) -> None:
        super().__init__()
        self.goes_on = Event()
        self.goes_on.set()

    def embed(self, texts: Sequence[str]) -> Vectors:
        assert self.goes_on.wait(120)
        if self.error is not None:
            raise self.error
        return super().embed(texts)


MODEL = Troubled()


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    data = stocked(tmp_path_factory.mktemp("failures") / "data")
    with SlackStandIn() as slack:
        settings = settings_for(slack, data)
        with (
            build_services(settings, today=DAY, embedder=MODEL) as services,
            http_bot(slack, services) as bot,
        ):
            yield bot


@pytest.fixture
def bot(running: Bot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bot]:
    slack = running.slack
    slack.forget()
    monkeypatch.setattr(workers, "pause_after", lambda attempts: 0.05)
    yield running
    MODEL.error = None
    MODEL.goes_on.set()
    slack.refuse_blocks = False
    slack.revoked.clear()
    slack.gone_people.clear()
    slack.gone_threads.clear()
    for one in slack.channels.values():
        one.archived = one.external = False
    for parked in running.service.desk.queue.parked():
        running.service.desk.queue.release(parked.key)
    settled(running)


def settled(bot: Bot) -> list[ParkedJob]:
    """What is parked, once nothing waits."""
    until = monotonic() + 120
    while bot.service.desk.queue.waiting():
        assert monotonic() < until
        sleep(0.01)
    return bot.service.desk.queue.parked()


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (ModelUnavailable("The embedding model does not load."), "does not load"),
        (StoreBusy("The index is being written to."), "being written to"),
        (KeyError(SECRET_WORDS), "Something went wrong here"),
    ],
    ids=["model down", "index busy", "a fault nobody foresaw"],
)
def test_what_is_wrong_here_is_said_to_the_asker_alone(
    bot: Bot, error: Exception, told: str, caplog: pytest.LogCaptureFixture
) -> None:
    MODEL.error = error
    bot.event(mention(f"where is {SECRET_WORDS} written down, {type(error).__name__}?"))
    [private] = bot.slack.wait_for_private(1)

    assert told in shown(private)
    assert private["user"] == "U1"
    assert bot.slack.posted == []
    assert SECRET_WORDS not in caplog.text
    if not isinstance(error, KeyError):
        MODEL.error = None
        retry = private["blocks"][-1]["elements"][0]
        bot.interaction(pressed(retry["action_id"], retry["value"]))
        bot.slack.wait_for_posts(1)


def test_a_question_that_is_far_too_long_is_told_so(bot: Bot) -> None:
    bot.event(direct("why " * 5000))
    [message] = bot.slack.wait_for_posts(1)

    assert "characters" in shown(message)


def test_words_go_out_alone_when_slack_refuses_the_blocks(bot: Bot) -> None:
    bot.slack.refuse_blocks = True
    bot.event(mention(QUESTION))
    [message] = bot.slack.wait_for_posts(1)

    assert "10 years" in message["text"]
    assert "blocks" not in message


def test_a_channel_shared_with_another_company_gets_no_answer_and_the_asker_a_reason(
    bot: Bot,
) -> None:
    bot.slack.channel("CEXT").external = True
    bot.event(mention(QUESTION, channel="CEXT"))
    bot.event(mention(QUESTION, channel="CFLAG"), is_ext_shared_channel=True)
    bot.command(f"ask {QUESTION}", channel_id="CEXT")
    private = bot.slack.wait_for_private(2)
    bot.slack.wait(lambda: len(bot.slack.responses) == 1, "a response")

    for one in (*private, *bot.slack.responses):
        assert "shared with another company" in shown(one)
    assert bot.slack.posted == []


@pytest.mark.parametrize("what", ["archived", "thread gone", "not in channel"])
def test_where_slack_lets_nothing_be_posted_the_asker_is_told_directly(bot: Bot, what: str) -> None:
    asked = mention(QUESTION, channel="CX")
    channel = bot.slack.channel("CX")
    channel.archived = what == "archived"
    channel.members = ["U1"] if what == "not in channel" else ["U1", "U0BOT"]
    if what == "thread gone":
        bot.slack.gone_threads.add(asked["ts"])
    bot.event(asked)
    [message] = bot.slack.wait_for_posts(1)

    assert message["channel"] == "U1"
    assert "I could not answer there" in shown(message)
    assert settled(bot) == []


def test_a_rate_limit_is_waited_out_and_the_answer_comes_once(bot: Bot) -> None:
    bot.slack.trouble("chat.postMessage", retry_after=1, times=2)
    began = monotonic()
    bot.event(mention(QUESTION))
    bot.slack.wait_for_posts(1)

    assert monotonic() - began >= 1.9  # two clocks
    assert settled(bot) == []
    assert len(bot.slack.posted) == 1


@pytest.mark.parametrize("knows_ids", [True, False])
def test_an_answer_that_arrived_without_slack_saying_so_is_not_given_again(
    bot: Bot, knows_ids: bool
) -> None:
    bot.slack.knows_client_ids = knows_ids
    bot.slack.trouble("chat.postMessage", lost=True)
    bot.event(mention(QUESTION))
    bot.slack.wait_for_posts(1)

    assert settled(bot) == []
    assert len(bot.slack.posted) == 1


def test_trouble_at_slack_is_tried_again_and_parked_in_the_end(bot: Bot) -> None:
    bot.slack.trouble("chat.postMessage", status=503, times=3)
    bot.event(mention(QUESTION))
    bot.slack.wait_for_posts(1)
    bot.slack.trouble("chat.postMessage", status=503, times=100)
    bot.event(mention(QUESTION))
    [parked] = settled(bot)
    bot.slack.trouble("chat.postMessage", status=503, times=0)

    assert parked.reason == "slack-unreachable"
    assert parked.attempts == workers.ATTEMPTS


def test_a_revoked_token_parks_the_question_until_a_person_releases_it(bot: Bot) -> None:
    bot.slack.revoked.add("xoxb-test")
    bot.event(mention(QUESTION))
    [parked] = settled(bot)
    assert parked.reason == "token_revoked"
    assert bot.slack.posted == []

    bot.slack.revoked.clear()
    bot.service.desk.queue.release(parked.key)
    bot.slack.wait_for_posts(1)


def test_a_person_removed_in_the_middle_is_no_crash(bot: Bot) -> None:
    bot.slack.gone_people.add("U1")
    bot.slack.channel("C1").archived = True
    bot.event(mention(QUESTION))

    assert [one.reason for one in settled(bot)] == ["is_archived"]


def test_a_modal_that_comes_too_late_is_said(bot: Bot) -> None:
    bot.event(mention(QUESTION))
    [message] = bot.slack.wait_for_posts(1)
    [thumbs] = [one for one in message["blocks"] if one["type"] == "context_actions"]
    down = thumbs["elements"][0]["negative_button"]["value"]
    bot.interaction(pressed("feedback", down, trigger_id="old-1"))
    [private] = bot.slack.wait_for_private(1)

    assert "press it again" in shown(private)


def test_a_button_of_an_older_version_is_said(bot: Bot) -> None:
    bot.interaction(pressed("gone", "x"))
    [private] = bot.slack.wait_for_private(1)

    assert "do not know this button" in shown(private)


@pytest.mark.parametrize(
    "forged",
    [{"secret": "another"}, {"age": 400}, {"age": -400}],
    ids=["wrong", "stale", "from the future"],
)
def test_a_request_that_slack_did_not_sign_is_refused(bot: Bot, forged: dict[str, Any]) -> None:
    assert isinstance(bot.http, HttpSlack)
    refused = bot.http.send("/slack/events", "{}", "application/json", **forged)

    assert refused.status == 401


@pytest.mark.parametrize(
    "body",
    ["", "{", "[]", '"x"', '{"type": "event_callback"}', '{"type": "event_callback", "event": 7}',
     '{"type": "event_callback", "event_id": "E", "event": {"type": "app_mention"}}',
     '{"type": "block_actions", "actions": []}', '{"command": "/audit"}'],
)  # fmt: skip
def test_a_malformed_body_is_no_crash(bot: Bot, body: str) -> None:
    assert isinstance(bot.http, HttpSlack)
    told = bot.http.send("/slack/events", body, "application/json")

    assert told.status in (200, 400, 401, 404)
    assert settled(bot) == []


def test_a_body_that_is_too_large_or_no_text_is_refused(bot: Bot) -> None:
    assert isinstance(bot.http, HttpSlack)

    assert bot.http.send("/slack/events", "x" * 1_100_000, "application/json").status == 413
    assert bot.http.send("/slack/install", "", "text/plain").status in (200, 401)


def test_the_same_event_again_and_under_another_name_is_answered_once(bot: Bot) -> None:
    asked = mention(QUESTION)
    assert isinstance(bot.http, HttpSlack)
    for retry in range(3):
        assert bot.http.event(asked, event_id=f"E{asked['ts']}", retry=retry).status == 200
    bot.event(asked)
    twin = said_in_channel(asked["text"], asked["ts"], thread_ts=asked["ts"])
    bot.event(twin)
    settled(bot)

    assert len(bot.slack.posted) == 1


def test_emoji_and_writing_from_right_to_left_are_answered(bot: Bot) -> None:
    bot.event(direct("كم من الوقت نحتفظ بسجلات الفحص؟ 🧐 <!channel> <@U9> *fett* `x`"))
    [message] = bot.slack.wait_for_posts(1)

    assert shown(message)


def test_what_people_write_is_in_no_log(bot: Bot, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    assert isinstance(bot.http, HttpSlack)
    body = f'{{"text": "{SECRET_WORDS}"}}'
    bot.http.send("/slack/events", body, "application/json", secret="another")
    bot.event(mention(f"what of {SECRET_WORDS}?"))
    bot.slack.trouble("chat.postMessage", status=500)
    bot.event(direct(f"and {SECRET_WORDS}?"))
    bot.slack.wait_for_posts(2)
    mine = [one.getMessage() for one in caplog.records if not one.name.startswith("tests")]

    assert [line for line in mine if SECRET_WORDS in line] == []


def test_the_acknowledgement_does_not_wait_for_the_answer(bot: Bot) -> None:
    assert isinstance(bot.http, HttpSlack)
    MODEL.goes_on.clear()
    told = bot.http.event(mention(f"{QUESTION} And who signs?"), event_id="EvFast")

    assert told.status == 200
    assert bot.slack.posted == []
    MODEL.goes_on.set()
    bot.slack.wait_for_posts(1)
