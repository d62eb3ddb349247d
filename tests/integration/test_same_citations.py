"""The same question gives the same citations in Slack, the API, the page and a command."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient

from evals.sample.build import build_sample
from evals.sample.suite import SAMPLE
from integrations.cli.main import run
from integrations.web.app import build_app
from tests.slack_standin.bot import Bot, next_ts, services_for, socket_bot
from tests.slack_standin.server import BOT_USER, SlackStandIn

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

QUESTIONS = [case.question for case in SAMPLE.cases if not case.turns][::6][:40]
_FIELDS = ("document", "revision", "section", "page", "row", "quote", "passage")
Places = list[tuple[Any, ...]]


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    folder = tmp_path_factory.mktemp("citations")
    build_sample(folder / "company")
    with SlackStandIn() as slack, services_for(slack, folder / "data") as services:
        services.ingest([folder / "company"])
        with socket_bot(slack, services) as running:
            yield running


def places(reply: dict[str, Any]) -> Places:
    return [tuple(one[name] for name in _FIELDS) for one in reply["citations"]]


@pytest.fixture(scope="module")
def in_slack(bot: Bot) -> dict[str, dict[str, Any]]:
    """Question -> the reply that the message in Slack shows."""
    asked = {next_ts(): question for question in QUESTIONS}
    for ts, question in asked.items():
        event = {"type": "app_mention", "user": "U1", "channel": "C1", "ts": ts,
                 "text": f"<@{BOT_USER}> {question}"}  # fmt: skip
        bot.event(event)
    bot.slack.wait(lambda: len(bot.slack.posted) == len(asked), "every answer", seconds=120)
    posted = list(bot.slack.posted)
    found = {}
    for message in posted:
        [reply] = {*re.findall(r"r_[0-9a-f]{16}", json.dumps(message["blocks"]))}
        found[asked[message["thread_ts"]]] = json.loads(bot.services.asking.as_given(reply))
        found[asked[message["thread_ts"]]]["message"] = message
    return found


def test_there_are_forty_questions() -> None:
    assert len(QUESTIONS) == 40


def test_slack_and_the_api_cite_the_same(bot: Bot, in_slack: dict[str, dict[str, Any]]) -> None:
    client = TestClient(build_app(bot.services), base_url="http://localhost")
    for question in QUESTIONS:
        asked = {"question": question, "as_of": "2026-09-30"}
        told = client.post("/api/v1/questions", json=asked).json()

        assert told["status"] == in_slack[question]["status"], question
        assert places(told) == places(in_slack[question]), question


def test_slack_and_the_page_cite_the_same(bot: Bot, in_slack: dict[str, dict[str, Any]]) -> None:
    client = TestClient(build_app(bot.services), base_url="http://localhost")
    for question in QUESTIONS:
        put = client.post("/ask", data={"question": question}, follow_redirects=False)
        reply = put.headers["location"].partition("#")[2]
        told = json.loads(bot.services.asking.as_given(reply))

        assert places(told) == places(in_slack[question]), question


def test_slack_and_the_command_line_cite_the_same(
    bot: Bot, in_slack: dict[str, dict[str, Any]], capfd: pytest.CaptureFixture[str]
) -> None:
    data = str(bot.services.settings.data)
    for question in QUESTIONS:
        capfd.readouterr()
        assert run(["--data", data, "--as-of", "2026-09-30", "ask", question, "--json"]) == 0
        told = json.loads(capfd.readouterr().out)

        assert places(told) == places(in_slack[question]), question


def test_every_citation_stands_in_the_message_with_its_place_and_words(
    in_slack: dict[str, dict[str, Any]],
) -> None:
    shown = 0
    for question, reply in in_slack.items():
        words = _unescaped(json.dumps(reply["message"]["blocks"], ensure_ascii=False))
        for one in reply["citations"][:10]:
            shown += 1
            assert f"[{one['tag']}]" in words, question
            assert one["document"] in words, question
            quote = _unescaped(json.dumps(one["quote"], ensure_ascii=False)[1:-1])
            assert quote[:40].strip() in words, question
    assert shown > 40


def _unescaped(text: str) -> str:
    bare = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    return re.sub(r"\s+", " ", bare.replace("\\n", " "))
