"""The vectors of clause texts that come with the program."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from assistant.ports import Vectors
from assistant.standards.loader import EditionLibrary
from ingest.mapping.clause_meanings import ClauseMeanings
from integrations.embedding.onnx_minilm import OnnxMiniLM
from integrations.embedding.remembered import RememberedVectors

EDITIONS = EditionLibrary(None)


class Unwilling(OnnxMiniLM):
    """The built-in embedder, which must not be asked for anything."""

    def embed(self, texts: Sequence[str]) -> Vectors:
        raise AssertionError("words of an edition changed: run `make vectors`")


@pytest.mark.parametrize("edition", EDITIONS.ids())
def test_the_clauses_of_a_built_in_edition_need_no_embedding(edition: str, tmp_path: Path) -> None:
    embedder = RememberedVectors(Unwilling(), tmp_path)

    meanings = ClauseMeanings.build(EDITIONS.get(edition), embedder)

    assert len(meanings.vectors) > 500
