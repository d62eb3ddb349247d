"""Killed at any moment, an ingest leaves whole documents only, and the next run completes it."""

import random
import subprocess
import sys
import time
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from sqlalchemy import event, text

from assistant.errors import StoreUnavailable
from assistant.standards.loader import EditionLibrary
from ingest.pipeline import IngestFiles
from ingest.readers import read
from ingest.reading_pool import ReadHere
from ingest.steps import default_steps, revision_id
from integrations.database.engine import FILE_NAME, Database, open_database
from integrations.database.library import SqlLibrary
from integrations.database.words import SqlWordIndex
from tests.fakes.embedder import WordEmbedder
from tests.integration.ingesting import ingest
from tests.servers import cluster, needs_postgres
from tests.unit.ingest.office import mail, procedure

_MOMENTS = 10
_FILES = 60


def write_folder(folder: Path) -> None:
    """Documents, mails with attachments, a duplicate, refused files: some of everything."""
    folder.mkdir()
    for number in range(_FILES):
        text = "\n\n".join(
            f"## {section} Section\n\nClause 8.4.{section} asks for record R-{number}-{section}."
            for section in range(1, 9)
        )
        (folder / f"QP-{number}.md").write_text(procedure(f"QP-{number}", text), "utf-8")
    for number in range(5):
        notes = [(f"note-{at}.txt", f"Note {number}.{at} about the order.") for at in range(3)]
        (folder / f"mail-{number}.eml").write_text(mail(*notes, text=f"Order {number}"), "utf-8")
    (folder / "copy.md").write_text((folder / "QP-1.md").read_text("utf-8"), "utf-8")
    (folder / "empty.pdf").write_bytes(b"")


@dataclass(frozen=True)
class Place:
    """A data directory, and the database where that is not in it."""

    data: Path
    url: str = ""

    def open(self) -> Database:
        return open_database(self.url or self.data)


def place_of(kind: str, data: Path) -> Place:
    """A place for a collection, on one of the databases."""
    return Place(data, cluster().new() if kind == "postgresql" else "")


def assert_only_whole_documents(place: Place) -> int:
    """Check every document that can be seen; how many they are."""
    database = place.open()
    library, words = SqlLibrary(database), SqlWordIndex(database)
    revisions = library.revisions()
    files = {file.path: file for file in library.files()}
    for revision in revisions:
        reading = library.reading(revision.id)
        passages = library.passages_of(revision.id)
        assert reading is not None
        assert len(reading.pages) == revision.pages
        assert len(passages) == revision.passages
        assert [passage.ordinal for passage in passages] == list(range(len(passages)))
        for passage in passages:
            page = library.page_text(revision.id, passage.page)
            assert page is not None
            assert page[passage.start : passage.end] == passage.text
        assert revision.id == revision_id(revision.path, revision.content_hash)
        assert files[revision.path].sha256 == revision.content_hash
        if revision.path.startswith("QP-"):
            assert library.mappings(edition="as9120b", revisions=[revision.id])
            found = words.search([f"R-{revision.number[3:]}-8"], limit=5, revisions=[revision.id])
            assert found
    words.check()
    database.close()
    return len(revisions)


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize(
    ("kind", "kills"),
    [("sqlite", _MOMENTS), pytest.param("postgresql", 6, marks=needs_postgres)],
    ids=["sqlite", "postgresql"],
)
def test_a_killed_ingest_leaves_whole_documents_and_the_next_run_completes_it(
    tmp_path: Path, kind: str, kills: int
) -> None:
    folder = tmp_path / "qms"
    write_folder(folder)
    wanted = snapshot(Place(tmp_path / "undisturbed"), folder)
    place = place_of(kind, tmp_path / "data")
    moments = random.Random(7)
    seen = [0]
    for moment in range(kills):
        kill_after(moment, place, folder, moments.uniform(0.0, 0.04))
        if place.url or (place.data / FILE_NAME).exists():
            seen.append(assert_only_whole_documents(place))
            assert seen[-1] >= seen[-2], "a document that was stored is gone"
    assert max(seen) >= kills

    assert snapshot(place, folder) == wanted


def kill_after(stored: int, place: Place, folder: Path, delay: float) -> None:
    """Start an ingest and kill it some time after it has stored so many documents."""
    given: list[str | Path] = [place.data, folder, str(stored + 3), place.url]
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.integration.ingesting", *given],
        stdin=subprocess.PIPE,  # never told to go on: it is still there when it is killed
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdin is not None and process.stdout is not None
    told = (line for line in process.stdout if not line.startswith(("unchanged", "refused")))
    for _ in range(stored + 1):  # the first line says that it is running
        next(told)
    time.sleep(delay)
    process.kill()
    assert process.wait() < 0, "it had ended before it was killed"
    process.stdin.close()
    process.stdout.close()


def snapshot(place: Place, folder: Path) -> object:
    """Everything the library holds after a complete run, times aside."""
    ingest(place.data, folder, url=place.url)
    assert_only_whole_documents(place)
    database = place.open()
    library = SqlLibrary(database)
    content = [
        (
            revision,
            library.passages_of(revision.id),
            [
                mapped.mapping
                for mapped in library.mappings(edition="as9120b", revisions=[revision.id])
            ],
        )
        for revision in library.revisions()
    ]
    files = [replace(file, seen_at="") for file in library.files()]
    database.close()
    return content, files


def test_a_full_disk_in_the_middle_leaves_the_old_document_whole(tmp_path: Path) -> None:
    folder, place = tmp_path / "qms", Place(tmp_path / "data")
    folder.mkdir()
    (folder / "a.md").write_text(procedure("QP-1", "Audits are yearly."), "utf-8")
    before = snapshot(place, folder)
    (folder / "a.md").write_text(procedure("QP-1", "word " * 200_000), "utf-8")
    (folder / "b.md").write_text(procedure("QP-2", "Audits are monthly."), "utf-8")

    database = place.open()
    with database.reading() as connection:
        full = int(connection.execute(text("PRAGMA page_count")).scalar_one()) + 20

    def limit(connection: object, _: object) -> None:
        connection.execute(f"PRAGMA max_page_count = {full}")  # type: ignore[attr-defined]

    event.listen(database.engine, "connect", limit)
    database.close()
    with pytest.raises(StoreUnavailable, match="full"):
        run_with(database, folder)
    event.remove(database.engine, "connect", limit)
    database.close()

    assert_only_whole_documents(place)
    (folder / "a.md").write_text(procedure("QP-1", "Audits are yearly."), "utf-8")
    (folder / "b.md").unlink()
    assert snapshot(place, folder) == before


def run_with(database: Database, folder: Path) -> None:
    """An ingest with a database that is open already."""
    edition = EditionLibrary(None).get("as9120b")
    steps = default_steps(WordEmbedder())
    IngestFiles(SqlLibrary(database), steps, edition, ReadHere(read))([folder])
