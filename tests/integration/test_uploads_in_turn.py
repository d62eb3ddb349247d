"""Files sent while others are read wait for their turn; only another process is in the way."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from fastapi.testclient import TestClient

from ingest.outcomes import Outcome
from integrations.bootstrap import Services, build_services
from integrations.settings import Settings
from integrations.web.app import build_app
from tests.company import TODAY
from tests.fakes.embedder import WordEmbedder
from tests.integration.test_two_processes import holder
from tests.integration.test_web import check_problem

LIMIT = 60  # seconds; no test waits so long unless something is stuck


class Halted:
    """The progress of an ingest that stands still until it may go on."""

    def __init__(self) -> None:
        self.begun, self.go_on = Event(), Event()

    def started(self, total: int) -> None:
        self.begun.set()
        assert self.go_on.wait(LIMIT)

    def advanced(self, path: str, outcome: Outcome) -> None:
        pass


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    settings = Settings(data=tmp_path / "data")
    with build_services(settings, today=TODAY, embedder=WordEmbedder()) as services:
        yield services


@pytest.fixture
def client(services: Services) -> Iterator[TestClient]:
    with TestClient(build_app(services), base_url="http://127.0.0.1") as client:
        yield client


def sent(client: TestClient, path: str, number: str) -> Any:
    text = f"# {number} Lots\n\nLots of {number} are inspected by the inspector.\n"
    return client.post(path, files={"files": (f"{number}.md", text.encode())})


def test_files_sent_while_others_are_read_are_read_after_them(
    services: Services, client: TestClient, tmp_path: Path
) -> None:
    first, halted = tmp_path / "QP-1.md", Halted()
    first.write_text("# QP-1 Lots\n\nLots are counted.\n", encoding="utf-8")
    with ThreadPoolExecutor() as people:
        try:
            reading = people.submit(services.ingest, [first], progress=halted)
            assert halted.begun.wait(LIMIT)
            job = sent(client, "/api/v1/uploads", "QP-2").json()["id"]
            posts = [
                people.submit(sent, client, "/api/v1/documents", number)
                for number in ("QP-3", "QP-4")
            ]
            wait_for(lambda: any(services.settings.data.glob("uploads/QP-[34].md")), posts)
            assert client.get("/api/v1/documents").status_code == 200, "others are answered"
            assert not any(one.done() for one in posts)
        finally:
            halted.go_on.set()
        assert [one.result(LIMIT).json()["added"] for one in posts] == [1, 1]
        assert reading.result(LIMIT).added == 1

    wait_for(lambda: client.get(f"/api/v1/jobs/{job}").json()["ended"] is not None)
    held = {one.number for one in services.adapters.library.revisions()}
    assert held == {"QP-1", "QP-2", "QP-3", "QP-4"}


def test_an_ingest_of_another_process_is_told_and_not_waited_for(
    services: Services, client: TestClient
) -> None:
    with holder(services.settings.data):
        check_problem(sent(client, "/api/v1/documents", "QP-1"), 503, "store-busy")

    assert sent(client, "/api/v1/documents", "QP-1").json()["added"] == 1


def wait_for(there: Callable[[], bool], working: "list[Future[Any]] | None" = None) -> None:
    """Until something is so, or what would bring it about has ended."""
    pause = Event()
    for _ in range(LIMIT * 50):
        if there() or any(one.done() for one in working or ()):
            return
        pause.wait(0.02)
    pytest.fail("it did not come about")
