"""The log: our own lines at the level of the setting, never those of other libraries."""

import logging
from collections.abc import Iterator

import pytest

from integrations.logs import log_to_standard_error
from integrations.settings import Settings


@pytest.fixture(autouse=True)
def loggers_as_before() -> Iterator[None]:
    ours = [logging.getLogger(name) for name in ("integrations", "ingest", "assistant")]
    yield
    for logger in ours:
        logger.handlers.clear()
        logger.propagate = True
        logger.setLevel(logging.NOTSET)


def test_only_our_lines_of_the_level_are_written(capsys: pytest.CaptureFixture[str]) -> None:
    log_to_standard_error(Settings(log_level="info"))

    logging.getLogger("integrations.web").info("ours")
    logging.getLogger("integrations.web").debug("too fine")
    logging.getLogger("slack_sdk").debug("a whole message")

    told = capsys.readouterr().err
    assert "ours" in told
    assert "too fine" not in told
    assert "a whole message" not in told
