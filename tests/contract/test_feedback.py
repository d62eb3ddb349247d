"""What every `FeedbackBook` does, the one in memory included."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from assistant.errors import NothingThere, WrongUse
from assistant.feedback import GiveFeedback
from assistant.model.feedback import Feedback, Wrong
from assistant.ports import FeedbackBook, Receipts
from integrations.database.feedback import SqlFeedback
from integrations.database.receipts import SqlReceipts
from tests.contract.test_receipts import receipt
from tests.fakes.feedback import MemoryFeedback
from tests.fakes.receipts import MemoryReceipts
from tests.servers import DATABASES, open_kind

Parts = tuple[FeedbackBook, Receipts]
NOW = datetime(2026, 9, 30, 9, 12, tzinfo=UTC)


@pytest.fixture(params=["memory", *DATABASES])
def parts(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Parts]:
    if request.param == "memory":
        yield MemoryFeedback(), MemoryReceipts()
        return
    database = open_kind(request.param, tmp_path)
    yield SqlFeedback(database), SqlReceipts(database)
    database.close()


def test_what_is_said_comes_back_whole_and_in_order(parts: Parts) -> None:
    book, receipts = parts
    receipts.keep(receipt())
    give = GiveFeedback(receipts, book, lambda: NOW)
    first = give("r_1", Wrong.INCOMPLETE, by="Ann", correction="seven\x1b[31m\nyears", section="6")
    second = give("r_1", Wrong.NOTHING, by="Bo")
    assert book.everything() == [first, second]
    assert first == Feedback(
        "r_1", Wrong.INCOMPLETE, "Ann", "2026-09-30T09:12:00+00:00", "seven [31m years", "", "6"
    )


def test_a_reply_that_was_never_given_and_faulty_texts_are_refused(parts: Parts) -> None:
    book, receipts = parts
    receipts.keep(receipt())
    give = GiveFeedback(receipts, book)
    with pytest.raises(NothingThere):
        give("r_9", Wrong.OTHER, by="Ann")
    with pytest.raises(WrongUse, match="Nobody"):
        give("r_1", Wrong.OTHER, by=" ")
    with pytest.raises(WrongUse, match="longer than 4000"):
        give("r_1", Wrong.OTHER, by="Ann", correction="x" * 4001)
    assert book.everything() == []
