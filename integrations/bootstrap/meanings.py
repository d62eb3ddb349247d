"""Proposals from meaning, made for each revision once all its passages have vectors."""

from collections.abc import Sequence

import numpy as np

from assistant.answering.units import texts_of
from assistant.model.clauses import Edition
from assistant.model.passages import Passage
from assistant.ports import Embedder, Library, VectorCache, Vectors
from ingest.mapping.clause_meanings import ClauseMeanings
from ingest.mapping.meaning import propose_by_meaning
from integrations.database.rows import text_hash


class ProposeByMeaning:
    """Adds to the proposals of a revision those that its vectors suggest."""

    def __init__(
        self, library: Library, vectors: VectorCache, edition: Edition, embedder: Embedder
    ) -> None:
        self._library, self._vectors = library, vectors
        self._edition, self._embedder = edition, embedder

    def __call__(self, revision: str) -> None:
        """Propose for one revision; again changes nothing. Raises `StoreUnavailable`."""
        held = next((one for one in self._library.revisions() if one.id == revision), None)
        passages = self._library.passages_of(revision)
        if held is None or not passages:
            return
        wanted = [passage.id for passage in passages]
        found, vectors = self._vectors.vectors(self._embedder.name, wanted)
        if found != wanted:  # removed or replaced meanwhile; its next vectors bring it back here
            return
        known = self._library.mappings(edition=self._edition.id, revisions=[revision])
        meanings = ClauseMeanings.build(self._edition, self._embedder)
        structural = [mapped.mapping.proposal for mapped in known]
        proposals = propose_by_meaning(
            passages, vectors, meanings, structural, held.identity, self._sentences(passages)
        )
        self._library.propose(revision, proposals, self._edition.id)

    def _sentences(self, passages: Sequence[Passage]) -> list[Vectors]:
        """The vectors of the sentences of each passage; those made now are kept for answers."""
        said = [texts_of(passage) for passage in passages]
        hashes = {text: text_hash(text) for texts in said for text in texts}
        known = self._vectors.of_texts(self._embedder.name, hashes.values())
        missing = [text for text, key in hashes.items() if key not in known]
        if missing:
            rows = self._embedder.embed(missing)
            made = {hashes[text]: row for text, row in zip(missing, rows, strict=True)}
            self._vectors.put_texts(self._embedder.name, made)
            known |= made
        return [
            np.stack([known[hashes[text]] for text in texts]) if texts else _NONE for texts in said
        ]


_NONE = np.empty((0, 0), dtype=np.float32)
