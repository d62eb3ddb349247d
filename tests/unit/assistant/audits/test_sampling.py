"""Samples: how many rows, which ones, and the same ones for the same seed."""

import pytest

from assistant.audits.sampling import FEWEST, MOST, draw, sample_size
from assistant.model.records import Field, Record


def record(key: str, text: str = "") -> Record:
    said = Field("description", text, text, "Remark", f"Log!B{key[1:]}", f"p_{key}")
    return Record("lot", key, "r", f"p_{key}", f"Log!{key[1:]}", {"description": said}, {})


PLAIN = [record(f"L{n}") for n in range(1, 101)]


def test_the_same_seed_draws_the_same_rows_in_whatever_order_they_come() -> None:
    first, second = draw(PLAIN, seed=7, about="8.5.2"), draw(PLAIN[::-1], seed=7, about="8.5.2")
    assert first is not None
    assert second is not None
    assert first.sample == second.sample
    assert first.sample.size == len(set(first.sample.rows)) == 10


def test_another_seed_and_another_question_draw_other_rows() -> None:
    drawn = [draw(PLAIN, seed=s, about=a) for s, a in ((7, "8.6"), (8, "8.6"), (7, "8.4"))]
    assert len({one.sample.rows for one in drawn if one}) == 3


@pytest.mark.parametrize(
    ("population", "risky", "size"),
    [
        (1, False, 1),
        (2, True, 2),
        (9, False, FEWEST),
        (50, False, 8),
        (50, True, 11),
        (9_999, True, MOST),
    ],
)
def test_the_size_grows_with_the_population_and_the_risk(
    population: int, risky: bool, size: int
) -> None:
    assert sample_size(population, risky=risky) == size


@pytest.mark.parametrize(
    ("text", "stratum"),
    [
        ("split from L4", "split lot"),
        ("PR1440 sealant", "shelf-life item"),
        ("FAA 8130-3 on file", "release certificate"),
        ("bought from a broker", "broker purchase"),
        ("see NCR 12", "nonconformity"),
        ("returned by customer", "return"),
    ],
)
def test_a_case_that_goes_wrong_more_often_is_always_in_the_sample(text: str, stratum: str) -> None:
    for seed in range(5):
        drawn = draw([*PLAIN, record("L500", text)], seed=seed, about="8.5.2")
        assert drawn is not None
        assert "L500 (Log!500)" in drawn.sample.rows
        assert stratum in drawn.why


def test_a_case_that_only_other_records_have_is_added_with_the_same_seed_the_same() -> None:
    others = [record("L501", "split from L4"), record("L502", "returned by customer")]
    others += [record("L503", "split from L9"), record("L504", "sealant")]
    first, second = (
        draw([*PLAIN, record("L500", "PR1440 sealant")], seed=3, about="8.5.2", beside=one)
        for one in (others, others[::-1])
    )

    assert first is not None
    assert first == second
    assert "L502 (Log!502)" in first.sample.rows
    assert "L504 (Log!504)" not in first.sample.rows
    assert first.why.endswith("From other records: a split lot, return.")
    assert first.sample.size == len(first.sample.rows)


def test_not_applicable_is_no_split_lot_and_records_of_no_goods_have_no_cases() -> None:
    for drawn in (
        draw([*PLAIN, record("L500", "N/A")], seed=1, about="8.5.2"),
        draw([*PLAIN, record("L500", "split from L4")], seed=1, about="7.5", goods=False),
    ):
        assert drawn is not None
        assert "among them" not in drawn.why


def test_why_so_many_is_said() -> None:
    drawn = draw(PLAIN, seed=1, about="8.4", risky="2 gaps are known here")
    assert drawn is not None
    assert drawn.why == "15 of 100; more than usual because 2 gaps are known here."
    few = draw(PLAIN[:2], seed=1, about="8.4")
    assert few is not None
    assert few.why == "All 2."


def test_of_nothing_nothing_is_drawn() -> None:
    assert draw([], seed=1, about="8.4") is None
