"""The made-up library that speed is measured on: the same every time, and truly searchable."""

from pathlib import Path

from assistant.standards.loader import EditionLibrary
from evals.speed import large
from integrations.database.engine import open_database
from integrations.database.library import SqlLibrary
from integrations.database.stored_vectors import Readiness, vectors_stamp
from integrations.database.vectors import SqlVectorCache
from integrations.database.words import SqlWordIndex

EDITION = EditionLibrary(None).get("as9120b")


def test_every_passage_is_found_by_words_and_has_a_vector(tmp_path: Path) -> None:
    database = open_database(tmp_path)
    library, vectors = SqlLibrary(database), SqlVectorCache(database)

    large.build(library, vectors, EDITION, "made-up", 80)

    held = [one.id for one in library.revisions()]
    assert (len(held), library.count_passages(held)) == (2, 80)
    assert Readiness(database, "made-up")(held) == 1.0
    words = library.passages_of(held[0])[7].text.split()[:4]
    hits = SqlWordIndex(database).search(words, limit=80, revisions=held)
    assert library.passages_of(held[0])[7].id in [hit.passage for hit in hits]
    database.close()


def test_vectors_of_sentences_leave_the_stamp_of_the_passages_alone(tmp_path: Path) -> None:
    database = open_database(tmp_path)
    vectors = SqlVectorCache(database)
    vectors.put("made-up", {"a" * 64: large.direction("one")})
    before = vectors_stamp(database, "made-up")

    vectors.put_texts("made-up", {"b" * 64: large.direction("two")})
    assert vectors_stamp(database, "made-up") == before

    vectors.put("made-up", {"c" * 64: large.direction("three")})
    assert vectors_stamp(database, "made-up") != before
    database.close()


def test_the_questions_are_the_same_every_time() -> None:
    assert large.questions(EDITION, 5) == large.questions(EDITION, 5)
