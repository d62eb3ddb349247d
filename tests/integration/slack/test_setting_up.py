"""Setting the Slack app up: the manifest, several workspaces, streamed answers, what is parked."""

import json
import re
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from integrations.bootstrap import build_services
from integrations.slack.manifest import EVENTS, SCOPES, manifest
from integrations.slack.service import SlackService
from tests.fakes.language_model import ScriptedModel
from tests.integration.command_line import Cli
from tests.slack_standin.bot import (
    DAY,
    direct,
    http_bot,
    mention,
    services_for,
    settings_for,
    shown,
    socket_bot,
)
from tests.slack_standin.server import SlackStandIn

DOCUMENT = Path(__file__).parents[3] / "docs" / "slack.md"


def test_the_manifest_is_within_what_slack_takes(cli: Cli) -> None:
    code, printed, _ = cli("slack", "manifest", "--url", "https://audit.example.com/")
    told = json.loads(printed)

    assert code == 0
    assert len(told["display_information"]["name"]) <= 35
    assert len(told["display_information"]["description"]) <= 140
    assert len(told["features"]["agent_view"]["agent_description"]) <= 300
    assert len(told["features"]["shortcuts"]) <= 10
    assert all(len(one["name"]) <= 24 for one in told["features"]["shortcuts"])
    assert told["settings"]["socket_mode_enabled"] is False
    events = told["settings"]["event_subscriptions"]
    assert events["request_url"] == "https://audit.example.com/slack/events"
    assert events["bot_events"] == list(EVENTS)
    assert manifest()["settings"]["socket_mode_enabled"] is True


def test_every_scope_is_explained() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    explained = set(re.findall(r"`([a-z_:]+)`", text))

    assert set(SCOPES) <= explained


def test_a_workspace_installs_the_app_and_another_one_too(data: Path) -> None:
    with (
        SlackStandIn() as slack,
        services_for(
            slack, data, slack_bot_token="", slack_client_id="1.2", slack_client_secret="s"
        ) as services,
        http_bot(slack, services) as bot,
    ):
        for team in ("T7", "T8"):
            assert installed(bot.service, team) == 200
        bot.event(mention("what is kept for 10 years?", channel="C7"), team_id="T7")
        bot.event(mention("what is kept for 10 years?", channel="C9"), team_id="T9")
        slack.wait_for_posts(1)
        bot.event({"type": "app_uninstalled"}, team_id="T7")
        slack.wait(lambda: bot.service.desk.store.installed("", "T7") is None, "it is forgotten")

        assert [one["channel"] for one in slack.posted] == ["C7"]
        assert bot.service.desk.store.installed("", "T8") is not None


def installed(service: SlackService, team: str) -> int:
    begun = service.http("GET", "/slack/install", body="", query="", headers={})
    [address] = re.findall(r'href="(https://slack.com/oauth[^"]+)"', begun.body)
    asked = parse_qs(urlsplit(address.replace("&amp;", "&")).query)
    assert set(asked["scope"][0].split(",")) == set(SCOPES)
    cookie = SimpleCookie(begun.headers["set-cookie"][0])
    [kept] = [f"{name}={one.value}" for name, one in cookie.items()]
    query = f"code=code-{team}&state={asked['state'][0]}"
    headers = {"cookie": [kept]}
    done = service.http("GET", "/slack/oauth_redirect", body="", query=query, headers=headers)
    again = service.http("GET", "/slack/oauth_redirect", body="", query=query, headers=headers)
    assert again.status >= 400  # its state was used
    return done.status


def test_an_answer_of_a_model_appears_while_it_is_made(data: Path) -> None:
    sentence = "Receiving inspection records are retained for 10 years [E1]."
    model = ScriptedModel([sentence])
    with (
        SlackStandIn() as slack,
        build_services(settings_for(slack, data), today=DAY, language_model=model) as services,
        socket_bot(slack, services) as bot,
    ):
        asked = direct("how long are receiving inspection records retained?")
        bot.event(asked)
        slack.wait(lambda: any(not one["streaming"] for one in slack.streams.values()), "its end")
        slack.wait(lambda: any("[1]" in shown(one) for one in slack.messages), "the whole")

        [message] = [one for one in slack.messages if one["bot_id"]]
        assert message["thread_ts"] == asked["ts"]
        assert "10 years" in shown(message)
        assert "QP-84 rev B" in shown(message)
        assert slack.posted == []


def test_what_is_parked_is_listed_and_released(data: Path, cli: Cli) -> None:
    assert "Nothing is parked." in cli("slack", "parked")[2]
    with SlackStandIn() as slack, services_for(slack, data) as services:
        with socket_bot(slack, services) as bot:
            slack.revoked.add("xoxb-test")
            bot.event(mention("what is kept for 10 years?"))
            slack.wait(lambda: bool(bot.service.desk.queue.parked()), "it is parked")
        _, printed, _ = cli("slack", "parked")
        assert "token_revoked" in printed
        code, _, said = cli("slack", "release", "99")
        assert code == 2
        assert "Nothing is parked under 99." in said
        assert cli("slack", "release", "1")[0] == 0
        slack.revoked.clear()
        with socket_bot(slack, services):
            slack.wait_for_posts(1)


@pytest.mark.parametrize("name", ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"])
def test_a_missing_token_is_named(cli: Cli, name: str) -> None:
    code, _, said = cli("slack")

    assert code == 2
    assert f"CLAUSEWISE_{name} is not set." in said
