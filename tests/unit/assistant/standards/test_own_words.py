"""No text of a catalogue shares a long run of words with a bought copy of the standard.

Give the copy as plain text: `CLAUSEWISE_STANDARD_COPY=path.txt pytest …`. Without it the
comparison is only tested on itself.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.model.clauses import Edition
from assistant.standards.loader import EditionLibrary

LONGEST_RUN = 8
"""Words in a row that may be shared; the longest clause titles have this many."""

COPY = os.environ.get("CLAUSEWISE_STANDARD_COPY", "")


def words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.casefold())


def runs(text: str) -> Iterator[tuple[str, ...]]:
    """Every run of one word more than may be shared."""
    listed = words(text)
    size = LONGEST_RUN + 1
    return (tuple(listed[at : at + size]) for at in range(len(listed) - size + 1))


def shared_runs(texts: dict[str, str], copy: str) -> list[str]:
    """`name: words` for each text with a run that is also in the copy."""
    known = set(runs(copy))
    found = ((name, next((run for run in runs(text) if run in known), None)) for name, text in
             texts.items())  # fmt: skip
    return [f"{name}: {' '.join(run)}" for name, run in found if run is not None]


def texts_of(edition: Edition) -> dict[str, str]:
    """Every text of the edition, by a name that finds it."""
    texts: dict[str, str] = {}
    for clause in edition.clauses:
        lists = (
            *(clause.maintain, clause.retain, clause.records, clause.phrases),
            clause.examples,
        )
        parts = [clause.title, clause.asks, clause.adds, clause.note, clause.freshness]
        parts += [text for texts in lists for text in texts]
        texts |= {f"clause {clause.number} [{n}]": part for n, part in enumerate(parts)}
    texts |= {f"term {term.term}": term.meaning for term in edition.terms}
    texts |= {f"legacy {old.number} {old.title}": old.note for old in edition.crosswalk}
    return texts | {amendment.name: amendment.change for amendment in edition.amendments}


PLANTED = "the lorry driver signs the yellow sheet before he leaves the gate at night"


@pytest.mark.parametrize(
    "copy",
    [
        f"Chapter one. {PLANTED}. Chapter two.",
        "The lorry driver\nsigns the YELLOW sheet, before he leaves the gate; nobody else.",
    ],
)
def test_the_comparison_finds_a_planted_run(copy: str) -> None:
    assert shared_runs({"clause 1": f"At a dealer {PLANTED} always"}, copy) == [
        "clause 1: the lorry driver signs the yellow sheet before he"
    ]


def test_the_comparison_allows_eight_words_in_a_row() -> None:
    eight = " ".join(words(PLANTED)[:8])

    assert shared_runs({"clause 1": eight + " then"}, PLANTED) == []


def test_the_comparison_reads_every_kind_of_text() -> None:
    named = texts_of(EditionLibrary().get("as9120b"))

    assert any("Pareto" in text for text in named.values())
    for copied in ("clause 8.4.1 [1]", "term Splitting", "legacy 7.4.1 Purchasing process"):
        assert shared_runs(named, f"Before. {named[copied]} After.")[0].startswith(copied)


@pytest.mark.skipif(not COPY, reason="CLAUSEWISE_STANDARD_COPY names no bought copy")
@pytest.mark.parametrize("id", EditionLibrary().ids())
def test_no_text_shares_a_long_run_with_the_bought_copy(id: str) -> None:
    copy = Path(COPY).read_text(encoding="utf-8", errors="replace")

    assert shared_runs(texts_of(EditionLibrary().get(id)), copy) == []
