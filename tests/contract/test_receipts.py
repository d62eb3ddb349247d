"""What every `Receipts` does, the one in memory included."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assistant.model.receipts import Receipt, SearchedRevision, ShownPassage
from assistant.model.replies import Choice, Declined, Reason
from assistant.ports import Receipts
from integrations.database.receipts import SqlReceipts
from tests import replies
from tests.fakes.receipts import MemoryReceipts
from tests.servers import DATABASES, open_kind


@pytest.fixture(params=["memory", *DATABASES])
def receipts(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Receipts]:
    if request.param == "memory":
        yield MemoryReceipts()
        return
    database = open_kind(request.param, tmp_path)
    yield SqlReceipts(database)
    database.close()


def receipt(id_: str = "r_1", at: str = "2026-09-30T09:00:00+00:00", **more: object) -> Receipt:
    whole = Receipt(
        replace(replies.answered(), id=id_),
        at,
        edition="as9120b",
        program="1.2.3",
        understood_by="rules",
        documents=(SearchedRevision("QP-840", "C", date(2025, 3, 1), "abc"),),
        passages=(ShownPassage("p_1", "QP-840", "C", "6.2", 4, None, "f", "Kept for 10 years."),),
        draft={"model": "m", "checks": [{"struck": 1}]},
        understanding_ms=2,
        answering_ms=40,
    )
    return replace(whole, **more)  # type: ignore[arg-type]


def test_a_receipt_comes_back_whole(receipts: Receipts) -> None:
    receipts.keep(receipt())

    assert receipts.receipt("r_1") == receipt()
    assert receipts.receipt("r_2") is None


def test_a_refusal_comes_back_with_its_choices(receipts: Receipts) -> None:
    choices = (Choice("the standard", "what does clause 8.5 ask for?"),)
    outcome = Declined(Reason.OUT_OF_SCOPE, "Which?", unclear=True, choices=choices)
    kept = receipt(reply=replies.reply(outcome))
    receipts.keep(kept)

    assert receipts.receipt("r_1") == kept


def test_a_receipt_is_kept_as_it_was_first(receipts: Receipts) -> None:
    receipts.keep(receipt())
    receipts.keep(receipt(program="9.9.9"))

    assert receipts.receipt("r_1") == receipt()


def test_the_last_turns_of_a_conversation_come_oldest_first(receipts: Receipts) -> None:
    for minute in range(5):
        receipts.keep(receipt(f"r_{minute}", f"2026-09-30T09:0{minute}:00+00:00"))
    other = replace(replies.answered(), id="r_x", conversation="c_2")
    receipts.keep(receipt("r_x", "2026-09-30T09:09:00+00:00", reply=other))

    assert [one.id for one in receipts.earlier("c_1", limit=3)] == ["r_2", "r_3", "r_4"]
    assert [one.id for one in receipts.earlier("c_1", limit=9, before="r_2")] == ["r_0", "r_1"]
    assert receipts.earlier("c_3", limit=9) == []
