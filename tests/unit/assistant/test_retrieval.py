"""Retrieval through its public seam, over the in-memory library and a bag of words."""

from collections.abc import Collection, Sequence
from datetime import date

import pytest

from assistant.model.documents import Revision, Status
from assistant.model.passages import Passage
from assistant.ports import Reranker, Scored, Vectors
from assistant.retrieval import Evidence, Retrieve, fuse
from tests.builders import page, paragraph, revision
from tests.fakes.embedder import WordEmbedder
from tests.fakes.library import MemoryLibrary, MemoryWordIndex
from tests.fakes.reranker import SharedWords

TODAY = date(2026, 9, 30)


class AllVectors:
    """A `MeaningIndex` that embeds the library whenever it is asked."""

    def __init__(self, library: MemoryLibrary, embedder: WordEmbedder) -> None:
        self._library, self._embedder = library, embedder

    def search(self, vector: Vectors, *, limit: int, revisions: Collection[str]) -> list[Scored]:
        held = [p for one in revisions for p in self._library.passages_of(one)]
        scores = self._embedder.embed([p.searchable for p in held]) @ vector[0]
        found = [Scored(p.id, float(score)) for p, score in zip(held, scores, strict=True)]
        return sorted(found, key=lambda hit: -hit.score)[:limit]

    def ready(self, revisions: Collection[str]) -> float:
        return 1.0


class NoVectors:
    """A `MeaningIndex` before any vector is made."""

    def search(self, vector: Vectors, *, limit: int, revisions: Collection[str]) -> list[Scored]:
        return []

    def ready(self, revisions: Collection[str]) -> float:
        return 0.0


class Shelf:
    """A small library and retrieval over it."""

    def __init__(self, *, vectors: bool = True, reranker: Reranker | None = None) -> None:
        self.library, embedder = MemoryLibrary(), WordEmbedder(dimensions=512)
        meaning = AllVectors(self.library, embedder) if vectors else NoVectors()
        self.retrieve = Retrieve(
            MemoryWordIndex(self.library), meaning, embedder, self.library, reranker
        )

    def add(self, held: Revision, *texts: str) -> Revision:
        passages = [
            Passage(f"p_{held.id}_{n}", held.id, n, 1, 0, len(text), text)
            for n, text in enumerate(texts)
        ]
        pages = [page(paragraph("\n".join(texts)))]
        self.library.add(held, pages, passages, [], edition="e")
        return held

    def ask(self, question: str, *, as_of: date = TODAY, limit: int = 10) -> list[str]:
        return [one.passage.text for one in self.retrieve(question, as_of=as_of, limit=limit)]


@pytest.fixture
def shelf() -> Shelf:
    made = Shelf()
    made.add(
        revision("QP-1"),
        "Receiving inspection records are kept for ten years.",
        "Sealants are stored below 25 degrees.",
        "Form F-12 is filled in by the inspector.",
        "Form F-120 is filled in by the buyer on receipt of sealants.",
    )
    return made


def test_the_passage_about_the_question_comes_first(shelf: Shelf) -> None:
    assert shelf.ask("how are sealants stored?")[0] == "Sealants are stored below 25 degrees."


def test_an_identifier_lifts_its_passage_above_a_better_match_of_words(shelf: Shelf) -> None:
    found = shelf.ask("which sealants does the buyer fill in on receipt with F-12?")

    assert found[0] == "Form F-12 is filled in by the inspector."


def test_evidence_says_where_each_search_put_it(shelf: Shelf) -> None:
    first: Evidence = shelf.retrieve("F-12 inspector", as_of=TODAY)[0]

    assert first.identifiers == ("F-12",)
    assert (first.words_rank, first.meaning_rank) == (1, 1)
    assert first.words_score is not None and first.words_score > 0
    assert first.meaning_score is not None and 0 < first.meaning_score <= 1
    assert first.revision.number == "QP-1"


def test_an_identifier_that_stands_everywhere_lifts_nothing() -> None:
    shelf = Shelf()
    shelf.add(revision("LOG"), *(f"Entry {n} of register R-7, washers" for n in range(150)))
    shelf.add(revision("QP-1"), "Washers are counted when they arrive at the store.")

    found = shelf.ask("R-7 how are washers counted when they arrive?", limit=1)

    assert found == ["Washers are counted when they arrive at the store."]


def test_only_what_is_in_force_on_the_day_is_found() -> None:
    shelf = Shelf()
    shelf.add(revision("QP-1", "A", effective=date(2020, 1, 1)), "records are kept for five years")
    shelf.add(revision("QP-1", "B", effective=date(2025, 1, 1)), "records are kept for ten years")
    shelf.add(revision("QP-2", status=Status.DRAFT), "records are kept for ever")

    assert shelf.ask("how long are records kept") == ["records are kept for ten years"]
    assert shelf.ask("how long are records kept", as_of=date(2022, 1, 1)) == [
        "records are kept for five years"
    ]


def test_given_revisions_are_searched_whatever_their_status() -> None:
    shelf = Shelf()
    draft = shelf.add(revision("QP-2", status=Status.DRAFT), "records are kept for ever")
    shelf.add(revision("QP-1"), "records are kept for ten years")

    found = shelf.retrieve("how long are records kept", as_of=TODAY, revisions=[draft.id])

    assert [one.passage.text for one in found] == ["records are kept for ever"]


def test_words_alone_answer_while_the_vectors_are_made() -> None:
    shelf = Shelf(vectors=False)
    shelf.add(revision("QP-1"), "Sealants are stored cold.", "Invoices are paid.")

    [first] = shelf.retrieve("where are sealants stored", as_of=TODAY)

    assert first.passage.text == "Sealants are stored cold."
    assert first.meaning_score is None


@pytest.mark.parametrize("question", ["", "???"])
def test_a_blank_question_finds_nothing(shelf: Shelf, question: str) -> None:
    assert shelf.ask(question) == []


def test_at_most_the_number_asked_for_is_given(shelf: Shelf) -> None:
    assert len(shelf.ask("form filled in sealants", limit=2)) == 2
    assert shelf.ask("form filled in sealants", limit=0) == []


def test_a_search_whose_hits_are_alike_leaves_the_order_to_the_other() -> None:
    alike = [Scored("a", 0.5), Scored("b", 0.5), Scored("c", 0.5)]
    telling = [Scored("c", 9.0), Scored("b", 2.0), Scored("a", 1.0)]

    scores = fuse(telling, alike)

    assert sorted(scores, key=scores.__getitem__, reverse=True) == ["c", "b", "a"]
    assert (scores["c"], scores["a"]) == (1.0, 0.0)


def test_a_passage_of_one_search_alone_counts_as_last_in_the_other() -> None:
    words = [Scored("a", 3.0), Scored("b", 1.0)]
    meaning = [Scored("b", 0.9), Scored("c", 0.1)]

    assert fuse(words, meaning, weight=0.5) == pytest.approx({"a": 1.0, "b": 1.0, "c": 0.0})


def test_fusing_nothing_gives_nothing() -> None:
    assert fuse([], []) == {}


class Backwards:
    """A `Reranker` that likes the shortest text best."""

    name = "backwards"

    def scores(self, question: str, texts: Sequence[str]) -> list[float]:
        return [-float(len(text)) for text in texts]


def test_a_reranker_orders_the_best_hits_and_scores_still_fall() -> None:
    shelf = Shelf(reranker=Backwards())
    shelf.add(revision("QP-1"), "gauge gauge gauge calibration interval", "gauge", "gauge is red")

    found = shelf.retrieve("gauge calibration interval", as_of=TODAY)

    assert [one.passage.text for one in found] == [
        "gauge",
        "gauge is red",
        "gauge gauge gauge calibration interval",
    ]
    scores = [one.score for one in found]
    assert scores == sorted(scores, reverse=True)


def test_a_reranker_sees_more_than_the_limit_and_gives_no_more() -> None:
    shelf = Shelf(reranker=Backwards())
    shelf.add(revision("QP-1"), *(f"gauge {'x' * n}" for n in range(10, 0, -1)))

    assert shelf.ask("gauge", limit=2) == ["gauge x", "gauge xx"]


def test_a_reranker_leaves_the_identifier_asked_for_in_front() -> None:
    shelf = Shelf(reranker=SharedWords())
    shelf.add(revision("QP-1"), "form F-12 is filled in", "is the form filled in for each lot")

    assert shelf.ask("is form F-12 filled in for each lot")[0] == "form F-12 is filled in"


def test_a_reranker_is_not_asked_about_nothing() -> None:
    shelf = Shelf(reranker=SharedWords())
    shelf.add(revision("QP-1"), "gauge")

    assert shelf.ask("?!") == []
