"""How fast the Slack app is under load: `python -m evals.speed.slack [--transport http|socket]`.

200 mentions in one minute from 40 people in ten channels, against the stand-in of the tests, with
Slack's rate of one message a second and channel. The bot runs in a process of its own, as
`clausewise serve` for HTTP and as `clausewise slack` for Socket Mode; what is sent to it is timed
as Slack would. Without an option one transport is measured after the other.
"""

import argparse
import importlib
import os
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.request import urlopen

from evals.sample.suite import SAMPLE
from evals.speed.report import machine
from evals.speed.with_model import made_sample

_MENTIONS, _PEOPLE, _CHANNELS = 200, 40, 10
_SECONDS = 60.0  # over which they come
_WANTED_ANSWER, _WANTED_ACK = 3.0, 1.0  # seconds, p95 and p99
_PATIENCE = 120.0  # seconds for the last answer
_BEGIN, _END = "<!-- slack: begin -->", "<!-- slack: end -->"
_TRANSPORTS = {"http": "HTTP", "socket": "Socket Mode"}
_LISTENING = re.compile(r"http://[\d.]+:\d+")


Send = Callable[[dict[str, str], str], float]
"""Sends an event under an id; gives the seconds until it was acknowledged."""


@dataclass(frozen=True, slots=True)
class Load:
    """One run. Times in seconds; `answers` from sending an event to its posted answer."""

    transport: str
    sent: int
    answers: tuple[float, ...]
    repeated: int  # answers beyond the first of a mention
    acknowledged: tuple[float, ...]

    @property
    def is_well(self) -> bool:
        """Whether everything was answered once and in time."""
        once = len(self.answers) == self.sent and not self.repeated
        quick = _share(self.answers, 95) < _WANTED_ANSWER
        return once and quick and _share(self.acknowledged, 99) < _WANTED_ACK

    def as_text(self) -> str:
        """The figures as a paragraph."""
        return (
            f"{_TRANSPORTS[self.transport]}: {self.sent} mentions in {_SECONDS:.0f} s from "
            f"{_PEOPLE} people in {_CHANNELS} channels, no language model, "
            f"{machine()}: {len(self.answers)} answered, "
            f"{self.repeated} twice. From event to posted answer: p50 "
            f"{_share(self.answers, 50):.2f} s, p95 {_share(self.answers, 95):.2f} s "
            f"(wanted: under {_WANTED_ANSWER:.0f} s). Acknowledgements: p50 "
            f"{_share(self.acknowledged, 50) * 1000:.0f} ms, p99 "
            f"{_share(self.acknowledged, 99) * 1000:.0f} ms (wanted: under 1,000 ms)."
        )


def measure(data: Path, transport: str = "http", *, seconds: float = _SECONDS) -> Load:
    """Send the mentions to a bot over `data` and wait for the answers."""
    # The stand-in belongs to the tests, which are beside the packages in the repository alone.
    server = importlib.import_module("tests.slack_standin.server")
    with server.SlackStandIn() as slack:
        slack.per_second = 1
        start = _over_http if transport == "http" else _over_the_socket
        with start(data, slack, server) as send:
            return _run(transport, slack, send, seconds)


def _run(transport: str, slack: Any, send: Send, seconds: float) -> Load:
    asked = [case.question for case in SAMPLE.cases][:_MENTIONS]
    questions = [asked[number % len(asked)] for number in range(_MENTIONS)]
    sent_at: dict[str, float] = {}
    # An event of an earlier run would be known, and the runs of both transports overlap.
    first, part = int(time.time()), f"{list(_TRANSPORTS).index(transport) + 1:06d}"
    with ThreadPoolExecutor(16) as pool:
        acks: list[Future[float]] = []
        began = time.monotonic()
        for number, question in enumerate(questions):
            time.sleep(max(0.0, began + number * seconds / _MENTIONS - time.monotonic()))
            ts = f"{first + number}.{part}"
            sent_at[ts] = time.monotonic()
            acks.append(pool.submit(send, _mention(number, ts, question), f"E{ts}"))
        acknowledged = tuple(one.result() for one in acks)
    until = time.monotonic() + _PATIENCE
    while not sent_at.keys() <= slack.answered_at.keys() and time.monotonic() < until:
        time.sleep(0.05)
    answers = tuple(at - sent_at[ts] for ts, at in slack.answered_at.items() if ts in sent_at)
    answered = [one["thread_ts"] for one in slack.posted]
    repeated = len(answered) - len(set(answered))
    return Load(transport, len(sent_at), answers, repeated, acknowledged)


def _mention(number: int, ts: str, question: str) -> dict[str, str]:
    return {
        "type": "app_mention",
        "user": f"U{number % _PEOPLE}",
        "channel": f"C{number % _CHANNELS}",
        "text": f"<@U0BOT> {question}",
        "ts": ts,
    }


@contextmanager
def _over_http(data: Path, slack: Any, server: Any) -> Iterator[Send]:
    """`clausewise serve` with the Slack app mounted."""
    with _started(data, slack, server, "serve", "--port", "0") as lines:
        address = next((found[0] for found in map(_LISTENING.search, lines) if found), "")
        if not address:
            raise RuntimeError("the server did not start")
        _wait_for(address)
        http = server.HttpSlack(slack, address)
        yield lambda event, id: float(http.event(event, event_id=id).seconds)


@contextmanager
def _over_the_socket(data: Path, slack: Any, server: Any) -> Iterator[Send]:
    """`clausewise slack`, connected."""

    def send(event: dict[str, str], id: str) -> float:
        began = time.monotonic()
        envelope = slack.send_event(event, event_id=id)
        slack.wait_for_acknowledgement(envelope)
        return float(slack.ack_at[envelope] - began)

    with _started(data, slack, server, "slack") as lines:
        if not any("Connected to Slack" in line for line in lines):
            raise RuntimeError("the bot did not connect")
        yield send


@contextmanager
def _started(data: Path, slack: Any, server: Any, *arguments: str) -> Iterator[Iterator[str]]:
    """A command of Clausewise in a process of its own; gives what it says, line by line."""
    given = {
        "DATA": str(data),
        "SLACK_BOT_TOKEN": server.BOT_TOKEN,
        "SLACK_APP_TOKEN": server.APP_TOKEN,
        "SLACK_SIGNING_SECRET": server.SECRET,
        "SLACK_API_URL": slack.api_url,
    }
    bare = {name: it for name, it in os.environ.items() if not name.startswith("CLAUSEWISE_")}
    environment = bare | {f"CLAUSEWISE_{name}": value for name, value in given.items()}
    start = "from integrations.cli.main import main; main()"
    command = [sys.executable, "-c", start, "--as-of", SAMPLE.as_of.isoformat(), *arguments]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment)
    try:
        assert process.stderr is not None
        yield iter(process.stderr)
    finally:
        process.terminate()
        process.wait(timeout=60)


def _wait_for(address: str) -> None:
    """Until it answers: the address is told before the first request is taken."""
    until = time.monotonic() + 30
    while time.monotonic() < until:
        try:
            with urlopen(f"{address}/healthz", timeout=5):
                return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError("the server does not answer")


def _share(values: Sequence[float], percent: int) -> float:
    """The value that so many per cent are not above; infinite for none."""
    if len(values) < 2:
        return float("inf")
    return statistics.quantiles(values, n=100, method="inclusive")[percent - 1]


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the sample, measure, print, put the paragraph into the report; 1 when it is not met."""
    parser = argparse.ArgumentParser(prog="python -m evals.speed.slack", description=__doc__)
    parser.add_argument("--data", type=Path, help="a data directory of the sample; default: made")
    parser.add_argument("--out", type=Path, default=Path("docs/benchmarks.md"))
    parser.add_argument("--transport", choices=_TRANSPORTS, help="default: one after the other")
    given = parser.parse_args(arguments)
    chosen = [given.transport] if given.transport else list(_TRANSPORTS)
    with TemporaryDirectory() as work:
        data = given.data or made_sample(Path(work))
        loads = [measure(data, transport) for transport in chosen]
    told = "\n\n".join(load.as_text() for load in loads)
    print(told)
    text = given.out.read_text(encoding="utf-8")
    before, _, rest = text.partition(_BEGIN)
    _, _, after = rest.partition(_END)
    given.out.write_text(f"{before}{_BEGIN}\n{told}\n{_END}{after}", encoding="utf-8")
    return 0 if all(load.is_well for load in loads) else 1


if __name__ == "__main__":
    raise SystemExit(main())
