"""`/metrics` for Prometheus: counts and times of this process, and how much is held and waits.

No label holds a word of a person or a document: addresses are the patterns of `rights.py`.
"""

import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate
from pathlib import Path
from threading import Lock
from typing import Final, cast

from fastapi import APIRouter, Request, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from integrations.bootstrap import Services
from integrations.database.waiting import waiting_work
from integrations.reply_counts import counted
from integrations.version import program_version
from integrations.web.asking import ServicesDep
from integrations.web.jobs import Jobs
from integrations.web.rights import pattern_of

router = APIRouter()

MEDIA_TYPE: Final = "text/plain; version=0.0.4; charset=utf-8"
_BOUNDS: Final = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)  # seconds
_PAGE_BYTES: Final = 4096
_METHODS: Final = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


class Measures:
    """What was asked of this process so far."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._requests: Counter[tuple[str, str, str]] = Counter()
        self._slots: dict[str, list[int]] = {}
        self._seconds: dict[str, float] = {}
        self._running = 0

    def began(self) -> None:
        """A request has come in."""
        with self._lock:
            self._running += 1

    def ended(self, method: str, path: str, status: int, seconds: float) -> None:
        """A request has been answered."""
        pattern = pattern_of(method, path)
        method = method if method in _METHODS else "other"
        slot = sum(seconds > bound for bound in _BOUNDS)
        with self._lock:
            self._running -= 1
            self._requests[method, pattern, str(status)] += 1
            self._slots.setdefault(pattern, [0] * (len(_BOUNDS) + 1))[slot] += 1
            self._seconds[pattern] = self._seconds.get(pattern, 0.0) + seconds

    def lines(self) -> Iterator[str]:
        """All of it as Prometheus reads it."""
        with self._lock:
            requests, running = dict(self._requests), self._running
            slots = {pattern: list(one) for pattern, one in self._slots.items()}
            seconds = dict(self._seconds)
        labelled = {
            _labels(method=method, path=path, status=status): many
            for (method, path, status), many in requests.items()
        }
        yield from _told("clausewise_requests_total", "counter", "Requests answered.", labelled)
        yield from _told(
            "clausewise_requests_running", "gauge", "Requests being answered.", {"": running}
        )
        yield from _histogram(slots, seconds)


class Measured:
    """ASGI middleware, outermost: counts what comes in and how long it takes."""

    def __init__(self, app: ASGIApp, *, measures: Measures) -> None:
        self._app, self._measures = app, measures

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        status, started = 500, time.perf_counter()

        async def sending(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        self._measures.began()
        try:
            await self._app(scope, receive, sending)
        finally:
            took = time.perf_counter() - started
            self._measures.ended(scope["method"], scope["path"], status, took)


@router.get("/metrics", response_class=Response, responses={200: {"content": {"text/plain": {}}}})
def metrics(request: Request, services: ServicesDep) -> Response:
    """Counts, times, sizes and queues, as Prometheus reads them."""
    measures = cast(Measures, request.app.state.measures)
    jobs = cast(Jobs, request.app.state.jobs)
    lines = [*measures.lines(), *_questions(), *_held(services), *_waiting(services, jobs)]
    lines += _process()
    return Response("\n".join(lines) + "\n", media_type=MEDIA_TYPE)


def _questions() -> Iterator[str]:
    found = {
        _labels(status=status, reason=reason): many for (status, reason), many in counted().items()
    }
    yield from _told(
        "clausewise_questions_total", "counter", "Questions by what became of them.", found
    )


def _held(services: Services) -> Iterator[str]:
    parts = services.adapters
    revisions = parts.library.revisions()
    ids = [one.id for one in revisions]
    sizes = {
        "documents": len({one.number for one in revisions}),
        "revisions": len(revisions),
        "pages": sum(one.pages for one in revisions),
        "passages": parts.library.count_passages(ids),
        "records": sum(one.records for one in revisions),
    }
    for name, many in sizes.items():
        yield from _told(f"clausewise_{name}", "gauge", f"{name.capitalize()} held.", {"": many})
    ready = parts.vectors_ready(ids) if ids else 1.0
    yield from _told("clausewise_vectors_ready", "gauge", "Share with vectors.", {"": ready})


def _waiting(services: Services, jobs: Jobs) -> Iterator[str]:
    states = Counter(one.state for one in jobs.unfinished())
    queues: dict[str, float] = {
        _labels(queue="ingest", state=state): states[state] for state in ("waiting", "running")
    }
    for lane, state, many in waiting_work(services.adapters.database):
        queues[_labels(queue=lane, state=state)] = many
    yield from _told("clausewise_queue_length", "gauge", "Pieces of work that wait.", queues)


def _process() -> Iterator[str]:
    version = {_labels(version=program_version()): 1}
    yield from _told("clausewise_build", "gauge", "The version that runs.", version)
    try:
        resident = int(Path("/proc/self/statm").read_text().split()[1]) * _PAGE_BYTES
    except (OSError, ValueError, IndexError):  # not on this system
        return
    yield from _told(
        "process_resident_memory_bytes", "gauge", "Memory of this process.", {"": resident}
    )


def _histogram(slots: Mapping[str, list[int]], seconds: Mapping[str, float]) -> Iterator[str]:
    name = "clausewise_request_seconds"
    yield f"# HELP {name} Time to answer."
    yield f"# TYPE {name} histogram"
    for pattern, counts in sorted(slots.items()):
        sums = list(accumulate(counts))
        for bound, many in zip([*map(str, _BOUNDS), "+Inf"], sums, strict=True):
            yield f"{name}_bucket{_labels(path=pattern, le=bound)} {many}"
        yield f"{name}_sum{_labels(path=pattern)} {seconds[pattern]:.6f}"
        yield f"{name}_count{_labels(path=pattern)} {sums[-1]}"


def _told(name: str, kind: str, means: str, values: Mapping[str, float]) -> Iterable[str]:
    yield f"# HELP {name} {means}"
    yield f"# TYPE {name} {kind}"
    for labels, value in sorted(values.items()):
        yield f"{name}{labels} {value}"


def _labels(**labels: str) -> str:
    return "{" + ",".join(f'{name}="{value}"' for name, value in labels.items()) + "}"
