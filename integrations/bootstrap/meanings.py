"""Proposals from meaning, made for each revision once all its passages have vectors."""

from assistant.model.clauses import Edition
from assistant.ports import Embedder, Library, VectorCache
from ingest.mapping.meaning import ClauseMeanings, propose_by_meaning


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
        proposals = propose_by_meaning(passages, vectors, meanings, structural, held.identity)
        self._library.propose(revision, proposals, self._edition.id)
