"""The shelf is made once for a day and the same documents, whoever else asks meanwhile."""

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest

from assistant.answering.shelf import Shelf
from tests.builders import revision

HELD = [revision(f"QP-{number}", "A") for number in range(20)]
DAY = date(2026, 9, 30)


@pytest.fixture
def hurried_threads() -> Iterator[None]:
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(usual)


def test_the_same_day_and_documents_give_the_very_same_shelf() -> None:
    assert Shelf.on(DAY, HELD) is Shelf.on(DAY, list(HELD))


@pytest.mark.usefixtures("hurried_threads")
def test_many_threads_may_ask_about_many_days() -> None:
    days = [DAY + timedelta(days=number % 40) for number in range(4000)]
    with ThreadPoolExecutor(8) as threads:
        shelves = list(threads.map(lambda day: Shelf.on(day, HELD), days))
    assert [one.as_of for one in shelves] == days
