"""Vectors of words and sentences: what is made, what survives a kill, what is made anew."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice, product
from pathlib import Path

import pytest

from assistant.model.passages import Passage
from assistant.ports import Vectors
from integrations.bootstrap import build_services
from integrations.database.engine import Database, open_database
from integrations.database.library import SqlLibrary
from integrations.database.rows import text_hash
from integrations.database.vectors import SqlVectorCache
from integrations.fine_vectors import FineVectors
from integrations.settings import Settings
from tests.builders import page, paragraph, revision
from tests.fakes.embedder import WordEmbedder

MODEL = WordEmbedder().name


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = open_database(tmp_path / "data")
    yield opened
    opened.close()


def store(database: Database, number: str, *texts: str, title: str = "Keeping records") -> None:
    held = revision(number)
    held = replace(held, identity=replace(held.identity, title=title), passages=len(texts))
    passages = [
        Passage(f"p_{held.id}_{n}", held.id, n, 1, 0, len(text), text, section_title="Scope")
        for n, text in enumerate(texts)
    ]
    SqlLibrary(database).add(held, [page(paragraph("x"))], passages, [], edition="e")


def work(database: Database, embedder: WordEmbedder | None = None) -> FineVectors:
    return FineVectors(database, embedder or WordEmbedder(), SqlLibrary(database))


def held(database: Database, *texts: str) -> list[str]:
    """Which of the texts have a vector."""
    found = SqlVectorCache(database).of_texts(MODEL, [text_hash(text) for text in texts])
    return [text for text in texts if text_hash(text) in found]


class Interrupted(WordEmbedder):
    """Fails after some texts, as a process does that is killed."""

    def embed(self, texts: Sequence[str]) -> Vectors:
        if self.embedded:
            raise KeyboardInterrupt
        return super().embed(texts)


def test_sentences_under_their_heading_and_words_of_text_and_title_get_vectors(
    database: Database,
) -> None:
    store(database, "QP-1", "Lots are inspected. F-12 is signed.", title="Goods receiving")

    work(database).run()

    wanted = ["Scope: Lots are inspected.", "Scope: F-12 is signed.", "lots", "receiving", "signed"]
    assert held(database, *wanted, "is", "F-12", "f-12") == wanted


def test_each_text_is_embedded_once_however_often_it_stands_somewhere(database: Database) -> None:
    embedder = WordEmbedder()
    store(database, "QP-1", "Lots are inspected.")
    store(database, "QP-2", "Lots are inspected.")
    made = work(database, embedder).run()
    store(database, "QP-3", "Lots are inspected.")

    assert work(database, embedder).run() == 0
    assert embedder.embedded == made


def test_work_that_was_interrupted_goes_on_where_it_stopped(database: Database) -> None:
    store(database, "QP-1", *(f"Sentence {n} stands here." for n in range(700)))
    store(database, "QP-2", "Another document.")
    with pytest.raises(KeyboardInterrupt):
        work(database, Interrupted()).run()
    assert work(database).ready() == 0.0

    again = WordEmbedder()
    work(database, again).run()

    assert 0 < again.embedded < 700
    assert work(database).ready() == 1.0
    assert held(database, "Scope: Sentence 699 stands here.", "another")


def test_work_stops_between_two_chunks_when_it_is_told_to(database: Database) -> None:
    store(database, "QP-1", *(f"Sentence {n} stands here." for n in range(1_200)))
    embedder = WordEmbedder()

    work(database, embedder).run(stopping=lambda: embedder.embedded > 0)

    assert 0 < embedder.embedded < 1_200
    assert work(database).ready() == 0.0


def test_a_document_stored_anew_with_other_words_is_looked_at_again(database: Database) -> None:
    store(database, "QP-1", "Lots are inspected.")
    work(database).run()
    store(database, "QP-1", "Lots are inspected.", title="Something different")

    assert work(database).ready() == 0.0
    work(database).run()

    assert held(database, "different") == ["different"]
    assert work(database).ready() == 1.0


def test_what_no_document_says_any_more_can_be_swept_away(database: Database) -> None:
    store(database, "QP-1", "Lots are inspected.")
    work(database).run()
    store(database, "QP-1", "Lots are counted.")
    work(database).run()

    assert work(database).sweep() == 2

    assert held(database, "inspected", "Scope: Lots are inspected.") == []
    assert held(database, "lots", "counted") == ["lots", "counted"]
    assert work(database).ready() == 1.0


def test_progress_counts_documents_and_ends_at_their_number(database: Database) -> None:
    for number in range(3):
        store(database, f"QP-{number}", "Lots are inspected.")
    seen: list[tuple[int, int]] = []

    work(database).run(lambda done, total: seen.append((done, total)))

    assert seen[0] == (0, 3)
    assert seen[-1] == (3, 3)


def test_nothing_held_is_ready(database: Database) -> None:
    assert work(database).ready() == 1.0
    assert work(database).run() == 0


class Meanwhile(WordEmbedder):
    """Stores one more document while the first words are embedded."""

    def __init__(self, data: Path) -> None:
        super().__init__()
        self._data, self.heard = data, list[str]()

    def embed(self, texts: Sequence[str]) -> Vectors:
        self.heard += texts
        if "lots" in texts and "Late papers are read." not in self.heard:
            other = open_database(self._data)
            store(other, "QP-2", "Late papers are read.")
            other.close()
        return super().embed(texts)


def test_passages_come_before_words_also_those_that_come_meanwhile(
    database: Database, tmp_path: Path
) -> None:
    names = ["".join(letters) for letters in islice(product("abcdefgh", repeat=6), 1_500)]
    texts = [f"Lots of {name} are inspected." for name in names]
    store(database, "QP-1", *texts)
    embedder = Meanwhile(tmp_path / "data")

    with build_services(Settings.load(data=tmp_path / "data"), embedder=embedder) as services:
        assert services.complete_vectors() == len(texts) + 1
        assert services.adapters.fine_vectors.ready() == 1.0

    heard = embedder.heard
    assert max(map(heard.index, texts)) < heard.index("lots")
    assert heard.index("lots") < heard.index("Late papers are read.") < heard.index(names[-1])
    assert held(database, "late", "papers", names[-1]) == ["late", "papers", names[-1]]
