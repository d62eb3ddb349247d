"""Socket Mode: the connection goes, in the middle of an event too. HTTP has none to lose."""

from collections.abc import Callable

import pytest

from tests.integration.slack.trouble import MODEL
from tests.slack_standin.bot import Bot, mention, shown
from tests.slack_standin.server import SlackStandIn

QUESTION = "how long are receiving inspection records retained?"

pytestmark = pytest.mark.parametrize("transport", ["socket"])


@pytest.mark.parametrize(
    "end",
    [SlackStandIn.drop_connections, SlackStandIn.cut_connections, SlackStandIn.ask_to_reconnect],
    ids=["closed", "cut", "asked to reconnect"],
)
def test_what_comes_on_the_next_connection_is_answered(
    bot: Bot, end: Callable[[SlackStandIn], None]
) -> None:
    end(bot.slack)
    bot.event(mention(QUESTION))
    bot.slack.wait_for_posts(1)

    assert bot.settle() == []


def test_an_event_whose_acknowledgement_was_lost_comes_again_and_is_answered_once(bot: Bot) -> None:
    MODEL.open.clear()
    asked = mention(f"{QUESTION} please")
    id = f"E{asked['ts']}"
    bot.event(asked, event_id=id)
    bot.slack.wait(lambda: bool(bot.slack.statuses), "it is being worked")
    bot.slack.drop_connections()
    bot.event(asked, event_id=id, retry=1)
    MODEL.mend()
    [message] = bot.slack.wait_for_posts(1)

    assert bot.settle() == []
    assert len(bot.slack.posted) == 1
    assert "10 years" in shown(message)


def test_an_event_that_went_down_with_its_connection_is_answered_once(bot: Bot) -> None:
    asked = mention(QUESTION)
    id = f"E{asked['ts']}"
    bot.slack.send_event(asked, event_id=id)
    bot.slack.drop_connections()  # it may have been read, or not
    bot.event(asked, event_id=id, retry=1)
    bot.slack.wait_for_posts(1)

    assert bot.settle() == []
    assert len(bot.slack.posted) == 1
