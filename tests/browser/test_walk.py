"""A quality manager's way through the pages, in a real browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.site import Visitor, browser, running
from tests.company import TODAY

PAGES = ["/", "/documents"]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server over an empty data directory."""
    with running(tmp_path_factory.mktemp("site") / "data", today=TODAY) as address:
        yield address


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as opened:
        yield opened


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_a_quality_manager_walks_from_nothing_to_the_evidence(
    chromium: Browser, site: str, tmp_path: Path
) -> None:
    wide = Visitor(chromium.new_page(viewport={"width": 1280, "height": 900}), site)
    first_run(wide)
    every_page_is_sound(wide, chromium, site)


def first_run(visitor: Visitor) -> None:
    """From empty to first coverage in three clicks."""
    page = visitor.page
    visitor.go("/")
    expect(page.get_by_role("heading", name="Nothing has been read yet")).to_be_visible()
    visitor.examine("first run")
    page.get_by_role("button", name="Load the sample company").click()
    expect(page.get_by_role("heading", name="The sample company")).to_be_visible()
    expect(page.get_by_role("link", name="See the coverage")).to_be_visible(timeout=120_000)
    expect(page.get_by_text("refused", exact=False).first).to_be_visible()
    visitor.examine("job")
    page.get_by_role("link", name="See the coverage").click()
    expect(page.get_by_role("heading", name="Coverage of the clauses")).to_be_visible()


def every_page_is_sound(wide: Visitor, chromium: Browser, site: str) -> None:
    """Sound to axe-core in light and dark, and nothing stands out at the side of a telephone."""
    telephone = chromium.new_page(
        viewport={"width": 390, "height": 844}, color_scheme="dark", has_touch=True
    )
    narrow = Visitor(telephone, site)
    for path in PAGES:
        wide.go(path)
        wide.examine(path)
        wide.fits(path)
        narrow.go(path)
        narrow.examine(f"{path}, narrow and dark")
        narrow.fits(path)
