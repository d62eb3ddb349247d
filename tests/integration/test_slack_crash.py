"""The bot is killed between any two of its steps: nothing is lost, nothing is said twice."""

from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from time import monotonic, sleep, time
from typing import Any

import pytest

from integrations.bootstrap import Services
from integrations.database.engine import Database
from integrations.database.jobs import SqlJobs
from integrations.slack.service import SlackService
from tests.integration.conftest import stocked
from tests.slack_standin import dying
from tests.slack_standin.bot import DAY, direct, mention, services_for, shown
from tests.slack_standin.server import BOT_USER, SlackStandIn, event_body

pytestmark = pytest.mark.slow

_CONTEXT = get_context("forkserver")
_CONTEXT.set_forkserver_preload(["tests.slack_standin.dying"])
_MOMENTS = 12  # of one answer: put, begin and finish of two steps, done; each before and after


def later(database: Database) -> SqlJobs:
    """The queue as it is when the lease of whoever died has long lapsed."""
    return SqlJobs(database, now=lambda: time() + 3600)


@dataclass(frozen=True)
class Company:
    """A data directory, and a Slack in which a bot dies."""

    slack: SlackStandIn
    data: Path
    services: Services

    def dies(self, body: dict[str, Any], moment: int) -> bool:
        """Give it to a bot that dies at that moment; whether it got so far."""
        given = (self.data, dying.Address(self.slack.api_url), body, moment)
        process = _CONTEXT.Process(target=dying.run, args=given)
        process.start()
        process.join(timeout=120)
        return process.exitcode == dying.DIED

    def recovers(self, body: dict[str, Any]) -> None:
        """Another bot begins an hour later; Slack sends again what was not acknowledged."""
        with SlackService(self.services, as_of=DAY, jobs=later) as service:
            service.keep(body, BOT_USER)
            until = monotonic() + 120
            while service.desk.queue.waiting():
                assert monotonic() < until
                sleep(0.01)


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Company]:
    data = stocked(tmp_path_factory.mktemp("crash") / "data")
    with SlackStandIn() as slack, services_for(slack, data) as services:
        yield Company(slack, data, services)


@pytest.mark.parametrize(
    ("moments", "knows_ids"),
    [(range(1, _MOMENTS + 1), False), (range(8, 10), True)],
    ids=["slack ignores client ids", "slack knows client ids"],
)
def test_a_mention_is_answered_once_whenever_the_bot_dies(
    company: Company, moments: range, knows_ids: bool
) -> None:
    company.slack.knows_client_ids = knows_ids
    for moment in moments:
        asked = mention("how long are receiving inspection records retained?")
        body = event_body(asked, f"Ev{asked['ts']}")

        assert company.dies(body, moment), f"moment {moment} was not reached"
        company.recovers(body)

        answers = [one for one in company.slack.posted if one["thread_ts"] == asked["ts"]]
        assert len(answers) == 1, f"moment {moment}"
        assert "10 years" in shown(answers[0])


def test_a_file_is_put_into_a_thread_once_whenever_the_bot_dies(company: Company) -> None:
    for moment in (6, 8, 9, 10):
        asked = mention("pack 8.6")
        body = event_body(asked, f"Ev{asked['ts']}")

        assert company.dies(body, moment)
        company.recovers(body)

        put = [one for one in company.slack.files.values() if "title" in one]
        threads = [one.get("thread_ts") for one in put]
        assert threads.count(asked["ts"]) == 1, f"moment {moment}"


def test_a_direct_answer_is_given_once_whenever_the_bot_dies(company: Company) -> None:
    company.slack.knows_client_ids = False
    for moment in (8, 9):  # just before and just after it is posted
        body = event_body(direct("what is kept for 10 years?"), f"EvD{moment}")
        before = len(company.slack.posted)

        assert company.dies(body, moment)
        company.recovers(body)

        assert len(company.slack.posted) == before + 1
