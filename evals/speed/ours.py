"""Parts of our own run that need a process of their own, so that memory and start-up are theirs.

python -m evals.speed.ours ingest DATA FOLDER | embedder DATA | ask DATA QUESTIONS | imports
    | large DATA PASSAGES QUESTIONS
"""

import json
import statistics
import sys
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

_ASKED_OF_LARGE = 60


def ingest(data: Path, folder: Path) -> dict[str, Any]:
    """What `clausewise ingest --wait` does, with the time of each part.

    Words can be searched first, then meaning; the vectors of words and sentences, which weigh
    the parts of an answer and have no like in the recipe, come last.
    """
    imported = time.perf_counter()
    _import_all()
    started = time.perf_counter()
    from integrations.bootstrap import build_services
    from integrations.settings import Settings

    with build_services(Settings.load(data=data)) as services:
        services.ingest([folder])
        searchable = time.perf_counter()
        parts = services.adapters
        parts.vectors_lock.require()
        made = parts.vector_work.embed_missing()
        done = time.perf_counter()
        parts.vector_work.run()  # the proposals by meaning that follow from them
        fine = parts.fine_vectors.run()
        fine_done = time.perf_counter()
        held = parts.library.revisions()
    return {
        "import_seconds": started - imported,
        "searchable_seconds": searchable - started,
        "done_seconds": done - started,
        "texts": made,
        "vectors_seconds": done - searchable,
        "fine_texts": fine,
        "fine_seconds": fine_done - done,
        "files": len(held),
        "pages": sum(one.pages for one in held),
        "passages": sum(one.passages for one in held),
    }


def embedder(data: Path) -> dict[str, Any]:
    """The embedder alone on the same texts, in one call: the most that can be reached."""
    from integrations.bootstrap import build_services
    from integrations.database.vectors import SqlVectorCache
    from integrations.settings import Settings

    with build_services(Settings.load(data=data)) as services:
        texts = [one.text for one in SqlVectorCache(services.adapters.database).missing("none")]
        model = services.adapters.embedder
        model.embed(["start"])
        started = time.perf_counter()
        model.embed(texts)
        return {"texts": len(texts), "seconds": time.perf_counter() - started}


def ask(data: Path, questions: Sequence[str]) -> dict[str, Any]:
    """Ask each question once of a warm program, as `serve` does; milliseconds of a whole reply."""
    from integrations.bootstrap import build_services
    from integrations.settings import Settings

    with build_services(Settings.load(data=data), long_lived=True) as services:
        services.warm_up()
        took = []
        for question in [questions[0], *questions]:
            started = time.perf_counter()
            services.ask(question, as_of=date.today())
            took.append(time.perf_counter() - started)
    return {
        "ask_ms": statistics.median(took[1:]) * 1000,
        "p95_ms": statistics.quantiles(took[1:], n=20)[-1] * 1000,
    }


def large(data: Path, size: int, questions: Path) -> dict[str, Any]:
    """Make a library of `size` passages, in Chroma too, and questions about it."""
    from evals.speed import large as big
    from integrations.bootstrap import build_services
    from integrations.database.vectors import SqlVectorCache
    from integrations.settings import Settings

    with build_services(Settings.load(data=data), long_lived=True) as services:
        parts = services.adapters
        cache = SqlVectorCache(parts.database)
        big.build(parts.library, cache, parts.edition, parts.embedder.name, size)
        parts.vectors_lock.require()
        parts.vector_work.synchronise()
        asked = big.questions(parts.edition, _ASKED_OF_LARGE)
    questions.write_text(json.dumps(asked), encoding="utf-8")
    return {"passages": size}


def _import_all() -> None:
    """Everything an ingest imports in this process; the recipe's imports do not count either."""
    import integrations.bootstrap
    import integrations.database.library
    import integrations.database.upgrade
    import integrations.embedding.onnx_minilm  # noqa: F401


def imports() -> dict[str, Any]:
    """Import all that a search with vectors in Chroma needs."""
    started = time.perf_counter()
    import integrations.bootstrap
    import integrations.chroma_index
    import integrations.database.library
    import integrations.embedding.onnx_minilm  # noqa: F401

    return {"seconds": time.perf_counter() - started}


def _questions(path: str) -> list[str]:
    found: list[str] = json.loads(Path(path).read_text(encoding="utf-8"))
    return found


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["ingest", data, folder]:
            print(json.dumps(ingest(Path(data), Path(folder))))
        case ["embedder", data]:
            print(json.dumps(embedder(Path(data))))
        case ["ask", data, questions]:
            print(json.dumps(ask(Path(data), _questions(questions))))
        case ["large", data, size, questions]:
            print(json.dumps(large(Path(data), int(size), Path(questions))))
        case ["imports"]:
            print(json.dumps(imports()))
        case _:
            raise SystemExit(__doc__)
