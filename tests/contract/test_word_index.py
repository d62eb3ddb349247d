"""Every `WordIndex` keeps these promises."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

from assistant.model.passages import Passage
from assistant.ports import Library, WordIndex
from integrations.database.engine import open_database
from integrations.database.library import SqlLibrary
from integrations.database.words import SqlWordIndex
from tests.builders import revision
from tests.fakes.library import MemoryLibrary, MemoryWordIndex
from tests.servers import needs_postgres, open_kind


@dataclass(frozen=True)
class Shelf:
    """A library and the index over it."""

    library: Library
    words: WordIndex

    def add(self, number: str, *texts: str, context: str = "") -> str:
        """Store one document; its revision's id. Passages are called `QP-1/0` …"""
        held = revision(number)
        cut = [
            Passage(f"{number}/{at}", held.id, at, 1, 0, len(text), text, context=context)
            for at, text in enumerate(texts)
        ]
        self.library.add(held, [], cut, [], edition="e")
        return held.id

    def found(self, *terms: str, limit: int = 10, only: Sequence[str] | None = None) -> list[str]:
        held = [held.id for held in self.library.revisions()] if only is None else only
        return [hit.passage for hit in self.words.search(terms, limit=limit, revisions=held)]


def memory(_: Path, __: ExitStack) -> Shelf:
    library = MemoryLibrary()
    return Shelf(library, MemoryWordIndex(library))


def sqlite(folder: Path, stack: ExitStack) -> Shelf:
    database = open_database(folder)
    stack.callback(database.close)
    return Shelf(SqlLibrary(database), SqlWordIndex(database))


def postgres(folder: Path, stack: ExitStack) -> Shelf:
    database = open_kind("postgresql", folder)
    stack.callback(database.close)
    return Shelf(SqlLibrary(database), SqlWordIndex(database))


@pytest.fixture(
    params=[memory, sqlite, pytest.param(postgres, marks=needs_postgres)],
    ids=["memory", "sqlite", "postgresql"],
)
def shelf(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Shelf]:
    make: Callable[[Path, ExitStack], Shelf] = request.param
    with ExitStack() as stack:
        yield make(tmp_path, stack)


def test_the_passage_with_more_of_the_words_comes_first(shelf: Shelf) -> None:
    shelf.add("QP-1", "Suppliers are listed.", "Approved suppliers are evaluated.", "Tools.")

    assert shelf.found("approved", "suppliers") == ["QP-1/1", "QP-1/0"]


def test_scores_fall_from_first_to_last(shelf: Shelf) -> None:
    held = shelf.add("QP-1", "audit", "audit audit plan", "plan of the day and of the week")

    hits = shelf.words.search(["audit", "plan"], limit=3, revisions=[held])

    scores = [hit.score for hit in hits]
    assert len(scores) == 3
    assert scores == sorted(scores, reverse=True)
    assert all(score > 0 for score in scores)


def test_words_match_in_their_other_forms(shelf: Shelf) -> None:
    shelf.add("QP-1", "Suppliers are evaluated.", "Nothing of the kind.")

    assert shelf.found("supplier") == ["QP-1/0"]
    assert shelf.found("EVALUATION") == ["QP-1/0"]


def test_the_context_is_searched_too(shelf: Shelf) -> None:
    shelf.add("QP-1", "Kept for ten years.", context="Receiving inspection")
    shelf.add("QP-2", "Kept for ten years.")

    assert shelf.found("receiving") == ["QP-1/0"]


def test_only_the_revisions_asked_for_are_searched(shelf: Shelf) -> None:
    first = shelf.add("QP-1", "audits")
    second = shelf.add("QP-2", "audits")

    assert shelf.found("audit", only=[second]) == ["QP-2/0"]
    assert shelf.found("audit", only=[first, "d_none"]) == ["QP-1/0"]
    assert shelf.found("audit", only=["d_none"]) == []
    assert shelf.found("audit", only=[]) == []


def test_no_more_come_back_than_asked_for(shelf: Shelf) -> None:
    shelf.add("QP-1", *["audits"] * 5)

    assert len(shelf.found("audits", limit=3)) == 3
    assert shelf.found("audits", limit=0) == []


def test_a_removed_or_replaced_document_is_not_found(shelf: Shelf) -> None:
    held = shelf.add("QP-1", "audits are yearly")
    shelf.add("QP-1", "reviews are yearly")
    assert shelf.found("audits") == []

    shelf.library.remove(held)
    assert shelf.found("yearly", only=[held]) == []


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("QP-840", "See QP-840 for more."),
        ("QP-840", "See QP 840 for more."),
        ("QP-840", "See QP840 for more."),
        ("qp-840", "See QP-840, rev C."),
        ("QP 840", "See QP-840."),
        ("QP840", "See QP-840."),
        ("QP840", "See QP 840."),
        ("QP-840", "See QP\u2011840 (non-breaking hyphen)."),
        ("8.4.1", "Clause 8.4.1 asks for it."),
        ("8.4.1", "as in 8.4.1."),
        ("8.4.1", "(8.4.1)"),
        ("8.4.1", "8.4.1 a) first"),
        ("8.4.1.", "Clause 8.4.1 asks for it."),
        ("F-12", "Use form F-12."),
        ("CAL-07", "| CAL-07 | 2026-01-03 |"),
        ("SO-20417", "order SO-20417 shipped"),
        ("SO-20417", "order SO-20417-2 shipped"),
        ("20417", "order SO-20417 shipped"),
        ("MS20470AD4-6", "rivets MS20470AD4-6, 500 pcs"),
        ("NAS1149/F0332P", "washer NAS1149/F0332P"),
        ("SO/2026/0417", "ref. SO/2026/0417"),
        ("2026-03-04", "on 2026-03-04"),
        ("non-conforming", "a nonconforming item"),
        ("non-conforming", "a non-conforming item"),
        ("counterfeit parts", "suspected counterfeit part"),
        ("Prüfung", "jährliche Prufung"),
    ],
)
def test_an_identifier_is_found_however_it_is_written(shelf: Shelf, term: str, text: str) -> None:
    shelf.add("DOC", text, "Something else altogether.")

    assert shelf.found(term)[:1] == ["DOC/0"]


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("8.4.1", "8.4.10"),
        ("8.4.1", "18.4.1"),
        ("8.4.1", "8.4.1.1"),
        ("8.4.1", "2.8.4.1"),
        ("8.4.1", "8 of 4 in 1"),
        ("8.4", "8.4.1"),
        ("QP-840", "QP-8401"),
        ("QP-840", "QP-84"),
        ("QP-840", "XQP-840"),
        ("QP-840", "QP and also 840"),
        ("F-12", "F-121"),
        ("F-12", "12-F"),
        ("SO-20417-2", "SO-20417"),
        ("MS20470AD4-6", "MS20470AD4-7"),
        ("MS20470AD4-6", "MS20470AD4-60"),
        ("counterfeit parts", "parts that are not counterfeit"),
    ],
)
def test_an_identifier_does_not_match_a_similar_one(shelf: Shelf, term: str, text: str) -> None:
    shelf.add("DOC", f"Before {text} after.")

    assert shelf.found(term) == []


@pytest.mark.parametrize(
    "term",
    [
        '"',
        '""',
        "'",
        "*",
        "audit*",
        "AND",
        "OR NOT",
        "NEAR(a b)",
        "text:",
        "text : audit",
        "^audit",
        "(",
        "a)",
        "-",
        "+",
        "{text}",
        'codes : "x"',
        "audit\x00s",
        "a;DROP TABLE words",
        "%_\\",
        "\u200b",
        "…",
        "",
        "   ",
        "8.",
        ".8",
        "x" * 5000,
        "審査",
        "\ud7ff",
    ],
)
def test_no_word_of_a_person_is_read_as_query_syntax(shelf: Shelf, term: str) -> None:
    shelf.add("QP-1", "audits are yearly")

    shelf.found(term)
    assert shelf.found(term, "yearly")[:1] == ["QP-1/0"]


def test_nothing_is_found_for_no_terms(shelf: Shelf) -> None:
    shelf.add("QP-1", "audits")

    assert shelf.found() == []
    assert shelf.found("", "?!") == []


@pytest.mark.parametrize("make", [sqlite, pytest.param(postgres, marks=needs_postgres)])
def test_the_index_can_be_made_anew(
    make: Callable[[Path, ExitStack], Shelf], tmp_path: Path
) -> None:
    with ExitStack() as stack:
        shelf = make(tmp_path, stack)
        shelf.add("QP-1", "Approved suppliers.", "See QP-840.")
        assert isinstance(shelf.words, SqlWordIndex)

        shelf.words.rebuild_words()

        shelf.words.check()
        assert shelf.found("QP-840") == ["QP-1/1"]
