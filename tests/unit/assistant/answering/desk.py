"""A question desk over a few documents written in the test, with fakes for store and model."""

from collections.abc import Collection, Mapping
from datetime import date

import numpy as np

from assistant.answering.answer import AnswerQuestion
from assistant.answering.building import build_answering
from assistant.ledger.listing import clauses_of
from assistant.model.documents import Revision, SourceFile
from assistant.ports import LanguageModel, Scored, SupportChecker, Vectors
from assistant.retrieval import Retrieve
from assistant.standards.loader import EditionLibrary
from ingest.chunking import passages_of
from ingest.identity import identify
from ingest.mapping.propose import propose
from ingest.readers.registry import read
from tests.fakes.embedder import WordEmbedder
from tests.fakes.library import MemoryLibrary, MemoryWordIndex
from tests.fakes.text_vectors import MadeAnew

TODAY = date(2026, 9, 30)
EDITION = EditionLibrary(None).get("as9120b")


class _Meaning:
    """A `MeaningIndex` over vectors held in a dictionary."""

    def __init__(self) -> None:
        self.vectors: dict[str, tuple[str, Vectors]] = {}

    def search(self, vector: Vectors, *, limit: int, revisions: Collection[str]) -> list[Scored]:
        scored = [
            Scored(passage, float(np.dot(row, vector[0])))
            for passage, (revision, row) in self.vectors.items()
            if revision in revisions
        ]
        return sorted(scored, key=lambda one: -one.score)[:limit]

    def ready(self, revisions: Collection[str]) -> float:
        return 1.0


def desk(
    files: Mapping[str, str],
    *,
    model: LanguageModel | None = None,
    checker: SupportChecker | None = None,
) -> AnswerQuestion:
    """Ask about these files: path -> text, read as whatever they are."""
    library, meaning, embedder = MemoryLibrary(), _Meaning(), WordEmbedder()
    for path, text in files.items():
        found = read(SourceFile(path, text.encode()))
        identity = identify(found, path)
        key = f"d_{path}"
        passages = passages_of(found, identity, key, count_tokens=embedder.count_tokens)
        rows = sum(1 for passage in passages if passage.row)
        held = Revision(key, identity, path, path, len(found.pages), len(passages), rows)
        library.add(
            held, found.pages, passages, propose(passages, identity, EDITION), edition="as9120b"
        )
        vectors = embedder.embed([passage.searchable for passage in passages])
        meaning.vectors |= {
            passage.id: (key, row) for passage, row in zip(passages, vectors, strict=True)
        }
    words = MemoryWordIndex(library)
    return build_answering(
        library=library,
        search=Retrieve(words, meaning, embedder, library),
        words=words,
        meaning=meaning,
        edition=EDITION,
        text_vectors=MadeAnew(embedder),
        clauses_of=lambda passages: clauses_of(library, EDITION, passages),
        model=model,
        checker=checker,
    )
