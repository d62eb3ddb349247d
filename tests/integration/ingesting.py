"""A program of its own that ingests a folder, for tests that kill it or run two of it.

Usage: `python -m tests.integration.ingesting DATA FOLDER [FILES [DATABASE URL]]`. With FILES, and
not -1, it reads so many and waits; each line of standard input lets it read one more.
"""

import sys
from collections.abc import Callable
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


class AsTold:
    """Reads so many files (-1: all), and each further one as standard input says so."""

    def __init__(self, files: int) -> None:
        self._left = files

    def __call__(self, source: SourceFile) -> ReadDocument:
        """The file, once it may be read."""
        if self._left == 0:
            sys.stdin.readline()
        elif self._left > 0:
            self._left -= 1
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
    reader: Callable[[SourceFile], ReadDocument] = read,
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
                ReadHere(reader),
            )
            return use([folder], prune=True, progress=progress)
        finally:
            database.close()


def main() -> None:
    """Ingest; a known error is one line and exit code 2."""
    data, folder, *more = sys.argv[1:]
    files, url = int(more[0]) if more else -1, more[1] if len(more) > 1 else ""
    print("ready", flush=True)
    try:
        result = ingest(Path(data), Path(folder), AsTold(files), Telling(), url)
    except ClausewiseError as error:
        print(f"{error.code}: {error}", flush=True)
        raise SystemExit(2) from error
    print(f"done {len(result.files)}", flush=True)


if __name__ == "__main__":
    main()
