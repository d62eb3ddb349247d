"""Two processes on one data directory: the second writer is told of the first, readers work."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.errors import StoreBusy
from assistant.model.documents import Revision
from assistant.model.passages import Passage
from integrations.database.engine import open_database
from integrations.database.library import SqlLibrary
from integrations.database.remembering import RememberingLibrary
from integrations.database.words import SqlWordIndex
from integrations.locks import WriterLock
from tests.builders import revision
from tests.integration.ingesting import ingest
from tests.unit.ingest.office import procedure

_HOLD = (
    "import sys, pathlib\n"
    "from integrations.locks import WriterLock\n"
    "with WriterLock(pathlib.Path(sys.argv[1]), 'clausewise ingest'):\n"
    "    print('held', flush=True)\n"
    "    sys.stdin.read()\n"
)


@contextmanager
def holder(data: Path) -> Iterator["subprocess.Popen[str]"]:
    """Another process that holds the writer's lock."""
    process = subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(data)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdin is not None
    try:
        assert process.stdout.readline() == "held\n"
        yield process
    finally:
        process.kill()
        process.wait()
        process.stdin.close()
        process.stdout.close()


def test_a_second_writer_is_told_which_process_writes_and_since_when(tmp_path: Path) -> None:
    with holder(tmp_path) as first:
        with pytest.raises(StoreBusy) as told, WriterLock(tmp_path, "clausewise ingest"):
            pass

        message = str(told.value)
        assert f"Process {first.pid} (clausewise ingest, since " in message
        assert str(tmp_path) in message
        assert told.value.retryable


def test_the_lock_of_a_killed_process_is_free(tmp_path: Path) -> None:
    with holder(tmp_path) as first:
        first.kill()
        first.wait()

        with WriterLock(tmp_path, "clausewise ingest"):
            assert first.returncode != 0


def test_a_lock_is_free_again_after_its_end_also_after_an_error(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), WriterLock(tmp_path, "clausewise ingest"):
        raise ZeroDivisionError

    with WriterLock(tmp_path, "clausewise ingest"):
        pass


def test_two_threads_of_one_process_do_not_write_at_once(tmp_path: Path) -> None:
    told: list[StoreBusy] = []

    def second() -> None:
        try:
            with WriterLock(tmp_path, "clausewise serve"):
                pass
        except StoreBusy as error:
            told.append(error)

    with WriterLock(tmp_path, "clausewise ingest"):
        thread = threading.Thread(target=second)
        thread.start()
        thread.join()

    assert len(told) == 1


def test_a_second_ingest_stops_and_the_first_completes_while_others_read(tmp_path: Path) -> None:
    folder, data = tmp_path / "qms", tmp_path / "data"
    folder.mkdir()
    for number in range(30):
        (folder / f"{number}.md").write_text(procedure(f"QP-{number}"), "utf-8")
    first = subprocess.Popen(
        [sys.executable, "-m", "tests.integration.ingesting", data, folder, "3"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    database = open_database(data)
    library, words = SqlLibrary(database), SqlWordIndex(database)
    assert first.stdin is not None and first.stdout is not None
    while not first.stdout.readline().startswith("added"):
        assert first.poll() is None
    with pytest.raises(StoreBusy) as refused:
        ingest(data, folder)
    seen: set[int] = set()
    for _ in range(26):
        first.stdin.write("on\n")
        first.stdin.flush()
        held = [revision.id for revision in library.revisions()]  # while one more is stored
        seen.add(len(held))
        assert len(words.search(["suppliers"], limit=99, revisions=held)) >= len(held)
        assert first.stdout.readline().startswith("added")

    assert first.communicate("on\n" * 9)[0].splitlines()[-1] == "done 30"
    assert f"Process {first.pid} " in str(refused.value)
    assert len(seen) > 3
    assert len(library.revisions()) == 30
    database.close()
    assert ingest(data, folder).unchanged == 30


def test_two_processes_may_make_the_database_at_the_same_time(tmp_path: Path) -> None:
    opening = (
        "import sys, pathlib\n"
        "from integrations.database.engine import open_database\n"
        "open_database(pathlib.Path(sys.argv[1])).close()\n"
    )
    both = [
        subprocess.Popen([sys.executable, "-c", opening, str(tmp_path / "data")]) for _ in range(3)
    ]

    assert [process.wait() for process in both] == [0, 0, 0]


def test_a_library_that_remembers_sees_what_others_write(tmp_path: Path) -> None:
    ours, theirs = open_database(tmp_path), open_database(tmp_path)
    library, other = RememberingLibrary(ours), SqlLibrary(theirs)
    first = _stored(other, "QP-1", "Lots are inspected.")
    assert [one.id for one in library.revisions()] == [first.id]
    assert [one.text for one in library.passages_of(first.id)] == ["Lots are inspected."]

    again = _stored(other, "QP-1", "Lots are counted.")
    second = _stored(other, "QP-2", "Records are kept.")

    assert [one.id for one in library.revisions()] == [again.id, second.id]
    assert [one.text for one in library.passages_of(again.id)] == ["Lots are counted."]
    assert library.passages([f"p_{again.id}"])[f"p_{again.id}"].text == "Lots are counted."
    assert library.count_passages([again.id, second.id]) == 2
    other.remove(second.id)
    assert library.passages([f"p_{second.id}"]) == {}
    ours.close()
    theirs.close()


def test_a_database_says_that_something_was_written_and_only_then(tmp_path: Path) -> None:
    ours, theirs = open_database(tmp_path), open_database(tmp_path)
    before = ours.changes()

    assert SqlLibrary(ours).revisions() == []
    assert ours.changes() == before
    SqlLibrary(theirs).remember("name", "content")
    between = ours.changes()
    SqlLibrary(ours).remember("name", "other content")

    assert len({before, between, ours.changes()}) == 3
    ours.close()
    theirs.close()


def _stored(library: SqlLibrary, number: str, text: str) -> Revision:
    held = replace(revision(number), passages=1)
    cut = [Passage(f"p_{held.id}", held.id, 0, 1, 0, len(text), text)]
    library.add(held, [], cut, [], edition="e")
    return held
