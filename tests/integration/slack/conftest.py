"""A bot with both doors open, over one company: each test comes in by Socket Mode and by HTTP."""

from collections.abc import Iterator

import pytest

from integrations.bootstrap import build_services
from integrations.slack import workers
from tests.integration.conftest import stocked
from tests.integration.slack.trouble import MODEL
from tests.slack_standin.bot import DAY, Bot, bot_of_both, settings_for
from tests.slack_standin.server import SlackStandIn

Bots = dict[str, Bot]


@pytest.fixture(params=["socket", "http"])
def transport(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="package")
def bots(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bots]:
    data = stocked(tmp_path_factory.mktemp("slack") / "data")
    with SlackStandIn() as slack:
        settings = settings_for(slack, data)
        with (
            build_services(settings, today=DAY, embedder=MODEL) as services,
            bot_of_both(slack, services) as both,
        ):
            yield both


@pytest.fixture
def bot(bots: Bots, transport: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bot]:
    """The bot with nothing sent yet, behind the transport of the test; mended afterwards."""
    monkeypatch.setattr(workers, "pause_after", lambda attempts: 0.01)
    monkeypatch.setattr(workers, "_IDLE", 0.02)
    found = bots[transport]
    found.slack.forget()
    yield found
    MODEL.mend()
    found.slack.mend()
    for parked in found.service.desk.queue.parked():
        found.service.desk.queue.release(parked.key)
    found.settle()
