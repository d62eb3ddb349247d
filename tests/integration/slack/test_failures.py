"""Whoever addresses the bot gets an answer or a reason: each failure is forced, each reply read."""

import logging

import pytest

from assistant.errors import ModelUnavailable, StoreBusy
from integrations.slack import workers
from tests.integration.slack.trouble import MODEL
from tests.slack_standin.bot import Bot, direct, mention, pressed, shown

QUESTION = "how long are receiving inspection records retained?"
SECRET_WORDS = "the colour of the quarantine cage"


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
    asked = mention(f"where is {SECRET_WORDS} written down, {type(error).__name__}?")
    bot.event(
        asked | {"text": f"{asked['text']} {asked['ts']}"}
    )  # nothing of it is kept from before
    [private] = bot.slack.wait_for_private(1)

    assert told in shown(private)
    assert private["user"] == "U1"
    assert bot.slack.posted == []
    assert SECRET_WORDS not in caplog.text
    if not isinstance(error, KeyError):
        MODEL.mend()
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

    for one in (*private, *bot.slack.wait_for_responses(1)):
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
    assert bot.settle() == []


def test_a_rate_limit_is_waited_out_and_the_answer_comes_once(bot: Bot) -> None:
    bot.slack.trouble("chat.postMessage", retry_after=1)
    bot.event(mention(QUESTION))
    bot.slack.wait_for_posts(1)
    [limited, answered] = bot.slack.called_at["chat.postMessage"]

    assert answered - limited >= 0.9  # two clocks
    assert bot.settle() == []
    assert len(bot.slack.posted) == 1


def test_a_rate_limit_of_a_commands_answer_is_waited_out_too(bot: Bot) -> None:
    bot.slack.trouble("response_url", retry_after=1)
    bot.command(f"ask {QUESTION}")
    bot.slack.wait_for_responses(1)

    assert bot.settle() == []
    assert len(bot.slack.responses) == 1


@pytest.mark.parametrize("knows_ids", [True, False])
def test_an_answer_that_arrived_without_slack_saying_so_is_not_given_again(
    bot: Bot, knows_ids: bool
) -> None:
    bot.slack.knows_client_ids = knows_ids
    bot.slack.trouble("chat.postMessage", lost=True)
    bot.event(mention(QUESTION))
    bot.slack.wait_for_posts(1)

    assert bot.settle() == []
    assert len(bot.slack.posted) == 1


def test_trouble_at_slack_is_tried_again_and_parked_in_the_end(bot: Bot) -> None:
    bot.slack.trouble("chat.postMessage", status=503, times=3)
    bot.event(mention(QUESTION))
    bot.slack.wait_for_posts(1)
    bot.slack.trouble("chat.postMessage", status=503, times=100)
    bot.event(mention(QUESTION))
    [parked] = bot.settle()

    assert parked.reason == "slack-unreachable"
    assert parked.attempts == workers.ATTEMPTS


def test_a_revoked_token_parks_the_question_until_a_person_releases_it(bot: Bot) -> None:
    bot.slack.revoked.add("xoxb-test")
    bot.event(mention(QUESTION))
    [parked] = bot.settle()
    assert parked.reason == "token_revoked"
    assert bot.slack.posted == []

    bot.slack.revoked.clear()
    bot.service.desk.queue.release(parked.key)
    bot.slack.wait_for_posts(1)


def test_a_person_removed_in_the_middle_is_no_crash(bot: Bot) -> None:
    MODEL.open.clear()  # the answer is in the making
    bot.event(mention(f"{QUESTION} {bot.http is None}"))
    bot.slack.wait(lambda: bool(bot.slack.statuses), "it has begun")
    bot.slack.gone_people.add("U1")
    bot.slack.channel("C1").archived = True
    MODEL.mend()

    assert [one.reason for one in bot.settle()] == ["is_archived"]


def test_a_modal_that_comes_too_late_is_said(bot: Bot) -> None:
    bot.event(mention(QUESTION))
    [message] = bot.slack.wait_for_posts(1)
    [thumbs] = [one for one in message["blocks"] if one["type"] == "context_actions"]
    down = thumbs["elements"][0]["negative_button"]["value"]
    bot.interaction(pressed("feedback", down, trigger_id=f"old-{message['thread_ts']}"))
    [private] = bot.slack.wait_for_private(1)

    assert "press it again" in shown(private)


def test_a_button_of_an_older_version_is_said(bot: Bot) -> None:
    bot.interaction(pressed("gone", "x"))
    [private] = bot.slack.wait_for_private(1)

    assert "do not know this button" in shown(private)


def test_what_people_write_is_in_no_log(bot: Bot, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    bot.event(mention(f"what of {SECRET_WORDS}?"))
    bot.slack.trouble("chat.postMessage", status=500)
    bot.event(direct(f"and {SECRET_WORDS}?"))
    bot.slack.wait_for_posts(2)
    mine = [one.getMessage() for one in caplog.records if not one.name.startswith("tests")]

    assert [line for line in mine if SECRET_WORDS in line] == []


def test_the_acknowledgement_does_not_wait_for_the_answer(bot: Bot) -> None:
    MODEL.open.clear()
    asked = mention(f"{QUESTION} {bot.http is None}?")
    bot.acknowledged(bot.event(asked))
    assert bot.slack.posted == []

    MODEL.mend()
    bot.slack.wait_for_posts(1)
