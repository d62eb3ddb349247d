"""A site that runs, the browser that looks at it, and axe-core that examines what it shows."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from threading import Thread
from time import monotonic, sleep
from typing import Any, NoReturn

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, expect, sync_playwright

from integrations.bootstrap import Services, build_services
from integrations.settings import Settings
from integrations.web.app import build_app
from integrations.web.serving import listening
from tests.fakes.embedder import WordEmbedder

ROOT = Path(__file__).parents[2]
CHROMIUM = Path("/usr/bin/chromium")
AXE = ROOT / "build" / "browser-tools" / "axe.min.js"
PATIENCE_MS = 120_000  # a machine may be busy; nothing is judged by how long it takes
GRAVE = {"serious", "critical"}


def absent(what: str) -> NoReturn:
    """Skip, or fail where everything has to be there."""
    told = f"{what} is not here: run scripts/browser_tools.sh"
    if os.environ.get("CI", "").lower() in ("1", "true"):
        pytest.fail(told)
    pytest.skip(told)


@contextmanager
def running(data: Path, *, today: date) -> Iterator[str]:
    """The address of a server over a data directory, on a port of its own."""
    with (
        build_services(Settings(data=data), today=today, embedder=WordEmbedder()) as services,
        serving(services) as address,
    ):
        yield address


@contextmanager
def serving(services: Services) -> Iterator[str]:
    """The address of a server over open services."""
    taken = listening("127.0.0.1", 0)
    config = uvicorn.Config(build_app(services), log_level="error", access_log=False)
    server = uvicorn.Server(config)
    thread = Thread(target=server.run, kwargs={"sockets": [taken]}, daemon=True)
    thread.start()
    until = monotonic() + PATIENCE_MS / 1000
    while not server.started and monotonic() < until:
        sleep(0.02)
    assert server.started
    yield f"http://127.0.0.1:{taken.getsockname()[1]}"
    server.should_exit = True
    thread.join(timeout=60)
    taken.close()


@contextmanager
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    if not CHROMIUM.exists():
        absent("Chromium")
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(
            executable_path=str(CHROMIUM), args=["--no-sandbox", "--disable-gpu"]
        )
        yield opened
        opened.close()


@dataclass
class Visitor:
    """One window: where it is, and everything that went wrong in it."""

    page: Page
    address: str
    faults: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        self.page.set_default_timeout(PATIENCE_MS)

    def go(self, path: str) -> None:
        """Open an address of the site."""
        self.page.goto(self.address + path)

    def examine(self, name: str) -> None:
        """What axe-core finds serious, and what the browser complained of, fails the test."""
        if not AXE.is_file():
            absent("axe-core")
        script = AXE.read_text(encoding="utf-8")
        found: dict[str, Any] = self.page.evaluate(
            script + ";axe.run(document, {resultTypes: ['violations']})"
        )
        grave = [
            f"{one['id']}: {one['nodes'][0]['target']}"
            for one in found["violations"]
            if one["impact"] in GRAVE
        ]
        assert not grave, f"{name}: {grave}"
        assert not self.faults, f"{name}: {self.faults}"

    def fits(self, name: str) -> None:
        """Nothing stands out at the side."""
        across = self.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert across == 0, f"{name} stands out by {across}"

    def _hear(self, message: Any) -> None:
        if message.type == "error":
            self.faults.append(message.text)
