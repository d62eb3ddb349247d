"""A program of its own that ingests a folder, for tests that kill it or run two of it.

Usage: `python -m tests.integration.ingesting DATA FOLDER [SECONDS PER FILE [DATABASE URL]]`
"""

import sys
import time
from functools import partial
from pathlib import Path

from assistant.errors import ClausewiseError
from assistant.model.documents import ReadDocument, SourceFile
from assistant.standards.loader import EditionLibrary
from ingest.outcomes import Ingested, Outcome, Progress
from ingest.pipeline import IngestFiles
from ingest.readers import read
from ingest.reading_pool import ReadHere
from ingest.steps import default_steps
from integrations.database.engine import open_database
from integrations.database.library import SqlLibrary
from integrations.locks import WriterLock
from tests.fakes.embedder import WordEmbedder


def slowly(source: SourceFile, seconds: float) -> ReadDocument:
    """Read a file no faster than this."""
    time.sleep(seconds)
    return read(source)


class Telling:
    """Says on standard output what becomes of each file, so that a test knows how far we are."""

    def started(self, total: int) -> None:
        print(f"started {total}", flush=True)

    def advanced(self, path: str, outcome: Outcome) -> None:
        print(f"{outcome} {path}", flush=True)


def ingest(
    data: Path,
    folder: Path,
    seconds: float = 0.0,
    progress: Progress | None = None,
    url: str = "",
) -> Ingested:
    """One ingest as the command does it: under the writer's lock."""
    with WriterLock(data, "clausewise ingest"):
        database = open_database(url or data)
        try:
            edition = EditionLibrary(None).get("as9120b")
            use = IngestFiles(
                SqlLibrary(database),
                default_steps(WordEmbedder()),
                edition,
                ReadHere(partial(slowly, seconds=seconds)),
            )
            return use([folder], prune=True, progress=progress)
        finally:
            database.close()


def main() -> None:
    """Ingest; a known error is one line and exit code 2."""
    data, folder, *more = sys.argv[1:]
    seconds, url = more[0] if more else "0", more[1] if len(more) > 1 else ""
    print("ready", flush=True)
    try:
        result = ingest(Path(data), Path(folder), float(seconds), Telling(), url)
    except ClausewiseError as error:
        print(f"{error.code}: {error}", flush=True)
        raise SystemExit(2) from error
    print(f"done {len(result.files)}", flush=True)


if __name__ == "__main__":
    main()
