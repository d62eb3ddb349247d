"""Make the vectors of the built-in editions' clause texts, which come with the program.

They are the same on every machine and take seconds to make; without them the first ingest into a
new data directory waits. Run `make vectors` after a change of an edition's words: a test tells.
"""

from assistant.standards.loader import EditionLibrary
from ingest.mapping.clause_meanings import ClauseMeanings
from integrations.embedding.onnx_minilm import OnnxMiniLM
from integrations.embedding.remembered import SHIPPED, RememberedVectors


def main() -> None:
    """Write one file per edition, and remove those of earlier words."""
    SHIPPED.mkdir(exist_ok=True)
    for old in SHIPPED.glob("vectors-*.npy"):
        old.unlink()
    library, embedder = EditionLibrary(None), RememberedVectors(OnnxMiniLM(), SHIPPED)
    for edition in library.ids():
        ClauseMeanings.build(library.get(edition), embedder)


if __name__ == "__main__":
    main()
