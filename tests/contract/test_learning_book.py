"""What every `LearningBook` does, the one in memory included, and what is kept through it."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from assistant.errors import WrongUse
from assistant.learning.progress import KeepProgress, LearningBook
from assistant.model.learning import LearningPath, Progress
from integrations.database.learning import SqlLearningBook
from tests.company import TODAY
from tests.fakes.learning_book import MemoryLearningBook
from tests.servers import DATABASES, open_kind
from tests.unit.assistant.learning.workshop import workshop

NOW = datetime(2026, 9, 30, 9, 12, tzinfo=UTC)


@pytest.fixture(params=["memory", *DATABASES])
def book(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[LearningBook]:
    if request.param == "memory":
        yield MemoryLearningBook()
        return
    database = open_kind(request.param, tmp_path)
    yield SqlLearningBook(database)
    database.close()


@pytest.fixture(scope="module")
def path() -> LearningPath:
    return workshop().path("receiving inspector", None, as_of=TODAY)


def test_what_was_answered_rightly_is_not_asked_again(
    book: LearningBook, path: LearningPath
) -> None:
    keep = KeepProgress(book, lambda: NOW)
    first, second, *rest = path.checks
    assert keep.answer("Ann Lee", path, first, first.answer).right
    assert not keep.answer("Ann Lee", path, second, "no idea").right
    assert keep.left("ann lee", path) == [second, *rest]
    assert keep.left("Bo", path) == list(path.checks)
    keep.answer("Ann Lee", path, second, second.answer)
    assert keep.left("Ann Lee", path) == rest
    assert [one.answer for one in book.tries("ANN LEE")] == [
        first.answer, "no idea", second.answer,
    ]  # fmt: skip


def test_progress_is_listed_by_person_and_way(book: LearningBook, path: LearningPath) -> None:
    keep = KeepProgress(book, lambda: NOW)
    first, second, *_ = path.checks
    keep.answer("Bo", path, first, "")
    keep.answer("Ann Lee", path, first, first.answer)
    keep.answer("Ann Lee", path, second, "no idea")
    at, way = "2026-09-30T09:12:00+00:00", "role Receiving Inspector"
    assert keep.everybody() == [
        Progress("Ann Lee", way, 1, 2, at, (second.id,)),
        Progress("Bo", way, 0, 1, at, (first.id,)),
    ]
    assert [one.person for one in keep.everybody("bo")] == ["Bo"]


@pytest.mark.parametrize("name", ["", "  ", "A\x1b[31mnn", "x" * 201])
def test_nobody_learns_without_a_name(book: LearningBook, path: LearningPath, name: str) -> None:
    keep = KeepProgress(book)
    with pytest.raises(WrongUse, match="Nobody"):
        keep.answer(name, path, path.checks[0], "2 days")
    with pytest.raises(WrongUse, match="longer"):
        keep.answer("Ann", path, path.checks[0], "x" * 2001)
    assert book.tries() == []
