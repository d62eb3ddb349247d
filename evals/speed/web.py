"""How fast the pages are, and what the server bears: `python -m evals.speed.web [--out FILE]`.

The server runs as `clausewise serve`, in a process of its own; requests come over the loopback, as
a browser's would. `--soak 20` asks for twenty minutes; `--large 0` leaves the big library out.
"""

import argparse
import gzip
import json
import os
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import Request, urlopen

from evals.sample.suite import SAMPLE
from evals.speed import children
from evals.speed.report import machine
from evals.speed.with_model import made_sample
from integrations.bootstrap import build_services
from integrations.settings import Settings

_LISTENING = re.compile(r"http://[\d.]+:\d+")
_PEOPLE, _EACH = 50, 4  # who ask at once, and how many questions each
_TIMES = 7  # a page is opened; the median counts
_WANTED_START, _WANTED_PAGE, _WANTED_KB = 4.0, 150.0, 200.0  # seconds, milliseconds, kilobytes
_WANTED_P95, _WANTED_MB, _GROWTH_MB = 1.5, 900.0, 30.0
_BEGIN, _END = "<!-- web: begin -->", "<!-- web: end -->"


@dataclass(frozen=True, slots=True)
class Server:
    """A running server."""

    address: str
    process: subprocess.Popen[str]
    ready_seconds: float  # from its start to the first good answer of /readyz

    def memory_mb(self) -> float:
        """What it holds in memory now, in megabytes (Linux)."""
        status = Path(f"/proc/{self.process.pid}/status").read_text("utf-8")
        found = re.search(r"VmRSS:\s+(\d+) kB", status)
        return int(found[1]) / 1000 if found else 0.0

    def get(self, path: str) -> bytes:
        """What is transferred for an address, as it comes over the line."""
        with urlopen(Request(self.address + path, headers=_BROWSER), timeout=60) as response:
            return bytes(response.read())

    def ask(self, question: str) -> float:
        """Ask; seconds to the whole reply."""
        body = json.dumps({"question": question}).encode()
        headers = {"content-type": "application/json"}
        began = time.perf_counter()
        with urlopen(
            Request(f"{self.address}/api/v1/questions", body, headers), timeout=120
        ) as response:
            json.load(response)
        return time.perf_counter() - began


_BROWSER = {"accept-encoding": "gzip", "accept": "text/html"}


@dataclass(frozen=True, slots=True)
class Opened:
    """A page: milliseconds at the server (median), kilobytes transferred with what it needs."""

    path: str
    milliseconds: float
    kilobytes: float


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything measured; seconds and megabytes. None: left out."""

    start: float
    pages: tuple[Opened, ...]
    asked: tuple[float, ...]
    errors: int
    soaked: tuple[float, float, float, int]  # minutes, memory before and after, questions
    large: tuple[int, float] | None  # passages, memory

    def as_text(self) -> str:
        """The figures as paragraphs and a table."""
        minutes, before, after, questions = self.soaked
        worst = sorted(self.pages, key=lambda one: -one.milliseconds)
        over = [
            one for one in self.pages
            if one.milliseconds > _WANTED_PAGE or one.kilobytes > _WANTED_KB
        ]  # fmt: skip
        told = [
            f"{machine()}, no language model, the sample company. From start to ready: "
            f"{self.start:.1f} s (wanted: under {_WANTED_START:.0f} s). {_PEOPLE} people ask "
            f"{_EACH} questions each, all at once: {self.errors} errors, p50 "
            f"{_share(self.asked, 50):.2f} s, p95 {_share(self.asked, 95):.2f} s (wanted: under "
            f"{_WANTED_P95} s). {questions} questions in {minutes:g} minutes: memory {before:.0f} "
            f"MB after the first fifth, {after:.0f} MB at the end.",
        ]
        if self.large is not None:
            size, held = self.large
            told.append(
                f"With {size:,} passages, after 40 questions and the pages, the server holds "
                f"{held:.0f} MB (wanted: under {_WANTED_MB:.0f} MB)."
            )
        told.append(
            f"{len(self.pages)} pages, opened {_TIMES} times each; {len(over)} over "
            f"{_WANTED_PAGE:.0f} ms at the server or {_WANTED_KB:.0f} kB transferred with "
            "scripts and styles. The slowest:"
        )
        rows = [f"| `{one.path}` | {one.milliseconds:.0f} | {one.kilobytes:.0f} |"
                for one in dict.fromkeys([*worst[:12], *over])]  # fmt: skip
        table = "\n".join(["| page | ms | kB |", "| --- | --- | --- |", *rows])
        return "\n\n".join([*told, table])


def measure(data: Path, work: Path, *, soak: float, size: int) -> Figures:
    """Every figure."""
    with serving(data) as server:
        server.ask(SAMPLE.cases[0].question)
        pages = tuple(_opened(server, path) for path in addresses(data))
        asked, errors = crowd(server)
        soaked = _soak(server, soak)
    return Figures(server.ready_seconds, pages, asked, errors, soaked, _large(work, size))


@contextmanager
def serving(data: Path) -> Iterator[Server]:
    """`clausewise serve` over a data directory."""
    bare = {name: it for name, it in os.environ.items() if not name.startswith("CLAUSEWISE_")}
    start = "from integrations.cli.main import main; main()"
    command = [sys.executable, "-c", start, "--as-of", SAMPLE.as_of.isoformat(), "serve"]
    began = time.perf_counter()
    process = subprocess.Popen(
        [*command, "--port", "0"],
        stderr=subprocess.PIPE,
        text=True,
        env=bare | {"CLAUSEWISE_DATA": str(data)},
    )
    try:
        assert process.stderr is not None
        for line in process.stderr:
            found = _LISTENING.search(line)
            if found is not None:
                _wait_until_ready(found[0])
                yield Server(found[0], process, time.perf_counter() - began)
                return
        raise RuntimeError("the server did not start")
    finally:
        process.terminate()
        process.wait(timeout=60)


def _wait_until_ready(address: str) -> None:
    until = time.monotonic() + 120
    while time.monotonic() < until:
        try:
            with urlopen(f"{address}/readyz", timeout=10):
                return
        except OSError:
            time.sleep(0.02)
    raise RuntimeError("the server is not ready")


def addresses(data: Path) -> list[str]:
    """The pages of a collection: each kind, and each clause, document and chapter."""
    with build_services(Settings(data=data), today=SAMPLE.as_of) as services:
        clauses = [str(clause.number) for clause in services.adapters.edition]
        held = services.adapters.library.revisions()
        documents = [revision.id for revision in held]
        numbers = sorted({revision.number for revision in held})
    chapters = sorted({clause.split(".")[0] for clause in clauses}, key=int)
    fixed = ("/", "/ask", "/clauses", "/documents", "/gaps", "/calendar?days=90", "/trace")
    more = ("/checklists", "/audits", "/findings", "/learn", "/index", "/evaluation")
    return [
        *(*fixed, *more),
        *(f"/clauses/{clause}" for clause in [*chapters, *clauses]),
        *(f"/documents/{quote(document, safe='')}" for document in documents),
        *(f"/mappings?document={quote(number, safe='')}" for number in numbers),
        *(f"/checklists?clauses={chapter}" for chapter in chapters),
    ]


_ASSET = re.compile(rb'(?:src|href)="(/static/[^"]+)"')


def _opened(server: Server, path: str) -> Opened:
    content, times = b"", []
    for _ in range(_TIMES):
        began = time.perf_counter()
        try:
            content = server.get(path)
        except HTTPError as error:
            if error.code not in (404, 422):  # a page that is not here, or nothing to draw from
                raise
            return Opened(path, 0.0, 0.0)
        times.append((time.perf_counter() - began) * 1000)
    plain = gzip.decompress(content) if content[:2] == b"\x1f\x8b" else content
    assets = sorted({one.decode().replace("&amp;", "&") for one in _ASSET.findall(plain)})
    transferred = len(content) + sum(len(server.get(one)) for one in assets)
    return Opened(path, statistics.median(times), transferred / 1000)


def crowd(server: Server) -> tuple[tuple[float, ...], int]:
    """Many people ask at once: how long each question took, and how many failed."""
    questions = [case.question for case in SAMPLE.cases]

    def person(number: int) -> list[float | None]:
        mine = [questions[(number * _EACH + at) % len(questions)] for at in range(_EACH)]
        return [_tried(server.ask, question) for question in mine]

    with ThreadPoolExecutor(_PEOPLE) as people:
        took = [one for some in people.map(person, range(_PEOPLE)) for one in some]
    return tuple(one for one in took if one is not None), took.count(None)


def _tried(ask: Callable[[str], float], question: str) -> float | None:
    try:
        return ask(question)
    except OSError:
        return None


def _soak(server: Server, minutes: float) -> tuple[float, float, float, int]:
    """Ask and open pages without a pause; the memory after a fifth of the time, and at the end."""
    questions = [case.question for case in SAMPLE.cases]
    paths = ("/", "/clauses/8.4", "/gaps", "/documents", "/calendar?days=90")
    began, before, count = time.monotonic(), 0.0, 0
    while (gone := time.monotonic() - began) < minutes * 60:
        if not before and gone > minutes * 12:
            before = server.memory_mb()
        server.ask(questions[count % len(questions)])
        server.get(paths[count % len(paths)])
        count += 1
    return minutes, before, server.memory_mb(), count


def _large(work: Path, size: int) -> tuple[int, float] | None:
    if not size:
        return None
    data, questions = work / "large", work / "questions.json"
    children.run(children.python("evals.speed.ours", "large", str(data), str(size), str(questions)))
    asked: list[str] = json.loads(questions.read_text(encoding="utf-8"))[:40]
    with serving(data) as server:
        for question in asked:
            server.ask(question)
        for path in ("/", "/clauses", "/gaps", "/documents", "/index"):
            server.get(path)
        return size, server.memory_mb()


def _share(values: Sequence[float], percent: int) -> float:
    """The value that so many percent do not exceed; NaN without values."""
    if not values:
        return float("nan")
    return sorted(values)[min(len(values) - 1, len(values) * percent // 100)]


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, and put the figures into the document."""
    parser = argparse.ArgumentParser(prog="python -m evals.speed.web", description=__doc__)
    parser.add_argument("--data", type=Path, help="a data directory of the sample; default: made")
    parser.add_argument("--soak", type=float, default=0.5, help="minutes")
    parser.add_argument("--large", type=int, default=100_000, help="passages; 0: none")
    parser.add_argument("--out", type=Path, default=Path("docs/benchmarks.md"))
    given = parser.parse_args(arguments)
    with TemporaryDirectory() as temporary:
        work = Path(temporary)
        found = measure(
            given.data or made_sample(work), work, soak=given.soak, size=given.large
        ).as_text()
    print(found)
    text = given.out.read_text(encoding="utf-8")
    before, _, rest = text.partition(_BEGIN)
    _, _, after = rest.partition(_END)
    if rest:
        given.out.write_text(f"{before}{_BEGIN}\n{found}\n{_END}{after}", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
