"""Ingesting folders of real small files into the library."""

import os
import time
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.errors import DocumentUnsupported, NothingThere
from assistant.model.documents import ReadDocument, SourceFile
from ingest.outcomes import Outcome
from ingest.pipeline import IngestFiles
from ingest.readers import read
from ingest.readers.heartbeat import beat
from ingest.reading_pool import Job, ReadHere, ReadingPool
from integrations.database.engine import open_database
from integrations.database.library import SqlLibrary
from integrations.database.words import SqlWordIndex
from tests.unit.ingest.office import EDITION, STEPS, Office, mail, outcomes, procedure


def test_every_file_of_a_folder_becomes_a_document_with_its_path_below_the_folder(
    office: Office,
) -> None:
    office.write("procedures/QP-840.md", procedure("QP-840"))
    office.write("letter.txt", "Dear supplier, your certificate has expired.")

    result = office.ingest()

    assert outcomes(result) == {"letter.txt": "added", "procedures/QP-840.md": "added"}
    [_, added] = result.files
    assert (added.document, added.pages) == ("QP-840", 1)
    assert added.passages == len(office.library.passages_of(office.library.revisions()[0].id)) > 0
    assert result.added == 2


def test_what_is_unchanged_is_not_read_again_wherever_it_is_ingested_from(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.write("sub/a.md", procedure("QP-1"))
    office.ingest()
    monkeypatch.chdir(office.folder)

    assert outcomes(office.ingest(Path())) == {"sub/a.md": "unchanged"}
    assert outcomes(office.ingest(Path("sub"))) == {"sub/a.md": "unchanged"}
    assert outcomes(office.ingest(Path("sub/a.md"))) == {"sub/a.md": "unchanged"}


def test_a_file_first_given_alone_takes_the_longer_path_when_its_folder_is_ingested(
    office: Office,
) -> None:
    file = office.write("obsolete/a.md", procedure("QP-1"))
    assert outcomes(office.ingest(file)) == {"a.md": "added"}

    assert outcomes(office.ingest()) == {"obsolete/a.md": "replaced"}
    assert office.held() == ["obsolete/a.md"]
    assert outcomes(office.ingest(file)) == {"obsolete/a.md": "unchanged"}


def test_changed_bytes_replace_the_document(office: Office) -> None:
    office.write("a.md", procedure("QP-1", "Audits are yearly."))
    office.ingest()
    office.write("a.md", procedure("QP-1", "Audits are monthly."))

    assert outcomes(office.ingest()) == {"a.md": "replaced"}
    [held] = office.library.revisions()
    assert "monthly" in "".join(p.text for p in office.library.passages_of(held.id))
    assert outcomes(office.ingest()) == {"a.md": "unchanged"}


def test_the_same_relative_path_in_two_folders_is_two_documents(
    office: Office, tmp_path: Path
) -> None:
    office.write("a.md", procedure("QP-1"))
    other = tmp_path / "site-b"
    other.mkdir()
    (other / "a.md").write_text(procedure("QP-2"), encoding="utf-8")

    office.ingest()
    assert outcomes(office.ingest(other)) == {"site-b/a.md": "added"}

    assert office.held() == ["a.md", "site-b/a.md"]
    assert outcomes(office.ingest(office.folder, other)) == {
        "a.md": "unchanged",
        "site-b/a.md": "unchanged",
    }


def test_the_same_bytes_twice_are_one_document_and_a_duplicate_that_names_it(
    office: Office,
) -> None:
    office.write("a.md", procedure("QP-1"))
    office.write("b.md", procedure("QP-1"))

    for _ in range(2):
        duplicate = office.ingest().files[1]
        assert (duplicate.path, duplicate.outcome) == ("b.md", Outcome.REFUSED)
        assert duplicate.duplicate_of == "a.md"
        assert duplicate.error is not None
        assert duplicate.error.code == "document-duplicate"
    assert office.held() == ["a.md"]


def test_the_copy_that_is_not_set_aside_is_the_document(office: Office) -> None:
    office.write("archive/a.md", procedure("QP-1"))
    office.ingest()
    office.write("procedures/a.md", procedure("QP-1"))

    assert outcomes(office.ingest()) == {"archive/a.md": "refused", "procedures/a.md": "added"}
    assert office.held() == ["procedures/a.md"]


def test_a_duplicate_becomes_the_document_when_the_original_goes_or_changes(
    office: Office,
) -> None:
    first = office.write("a.md", procedure("QP-1"))
    office.write("b.md", procedure("QP-1"))
    office.ingest()
    first.write_text(procedure("QP-7"), encoding="utf-8")

    assert outcomes(office.ingest()) == {"a.md": "replaced", "b.md": "added"}


@pytest.mark.parametrize("name", [".hidden.md", "~$a.docx", "Thumbs.db", ".git/config"])
def test_leftovers_in_a_folder_are_ignored_and_named(office: Office, name: str) -> None:
    office.write(name, "text")

    result = office.ingest()

    assert result.files == ()
    assert result.ignored == (name.split("/")[0],)


def test_a_leftover_given_by_name_is_refused_with_the_reason(office: Office) -> None:
    [refused] = office.ingest(office.write("~$a.docx", "text")).files

    assert refused.error is not None
    assert refused.error.code == "document-ignored"


def test_a_hidden_file_given_by_name_is_read(office: Office) -> None:
    assert office.ingest(office.write(".notes.md", procedure("QP-1"))).added == 1


def test_a_path_that_does_not_exist_is_an_error_before_anything_is_read(office: Office) -> None:
    office.write("a.md", procedure("QP-1"))

    with pytest.raises(NothingThere, match="nowhere"):
        office.ingest(office.folder, office.folder / "nowhere")

    assert office.held() == []


def test_refused_files_keep_their_reason_from_run_to_run(office: Office) -> None:
    office.write("empty.pdf", "")
    office.write("blank.txt", "  \n ")
    office.write("letter.rtf", "{\\rtf1 Dear supplier}")
    office.write("a.md", procedure("QP-1"))

    first, second = office.ingest(), office.ingest()

    assert (first.refused, first.added) == (3, 1)
    errors = {file.path: file.error for file in first.files if file.error}
    assert {file.path: file.error for file in second.files if file.error} == errors
    assert errors["empty.pdf"].code == "document-zero-bytes"
    assert all(error.message and error.hint for error in errors.values())


def test_two_unusable_files_with_the_same_bytes_each_say_what_is_wrong(office: Office) -> None:
    office.write("a.txt", "")
    office.write("b.txt", "")

    for _ in range(2):
        codes = [file.error.code for file in office.ingest().files if file.error]
        assert codes == ["document-zero-bytes"] * 2


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_refused_and_its_document_stays(office: Office) -> None:
    file = office.write("a.md", procedure("QP-1"))
    office.ingest()
    file.chmod(0)

    [refused] = office.ingest().files

    assert refused.error is not None
    assert refused.error.code == "document-unreadable"
    assert office.held() == ["a.md"]


def test_a_file_that_vanishes_while_others_are_read_is_refused_and_its_document_stays(
    office: Office,
) -> None:
    office.write("a.md", procedure("QP-1"))
    going = office.write("b.md", procedure("QP-2"))
    office.ingest()
    office.write("a.md", procedure("QP-1", "New words."))
    office.write("b.md", procedure("QP-2", "New words."))

    def vanishing(source: SourceFile) -> ReadDocument:
        going.unlink(missing_ok=True)
        return read(source)

    result = IngestFiles(office.library, STEPS, EDITION, ReadHere(vanishing))([office.folder])

    assert outcomes(result) == {"a.md": "replaced", "b.md": "refused"}
    assert office.held() == ["a.md", "b.md"]


def test_a_file_given_by_name_is_tried_again(office: Office) -> None:
    file = office.write("a.md", procedure("QP-1"))

    def trips(_: SourceFile) -> ReadDocument:
        raise DocumentUnsupported("We do not read this yet.")

    IngestFiles(office.library, STEPS, EDITION, ReadHere(trips))([office.folder])

    assert outcomes(office.ingest()) == {"a.md": "refused"}
    assert outcomes(office.ingest(file)) == {"a.md": "added"}


def test_a_broken_link_and_a_pipe_are_refused_and_links_in_a_circle_end(office: Office) -> None:
    office.write("a.md", procedure("QP-1"))
    (office.folder / "broken").symlink_to(office.folder / "nowhere")
    (office.folder / "circle").symlink_to(office.folder)
    os.mkfifo(office.folder / "pipe")

    result = office.ingest()

    assert outcomes(result) == {"a.md": "added", "broken": "refused", "pipe": "refused"}


def test_names_that_are_long_or_no_utf8_are_ingested(office: Office) -> None:
    office.write("x" * 240 + ".md", procedure("QP-1"))
    strange = os.fsencode(office.folder) + b"/caf\xe9.md"
    Path(os.fsdecode(strange)).write_text(procedure("QP-2"), encoding="utf-8")

    result = office.ingest()

    assert [file.path for file in result.files] == ["caf\\xe9.md", "x" * 240 + ".md"]
    assert (result.added, office.ingest().unchanged) == (2, 2)


def test_progress_tells_of_every_file(office: Office) -> None:
    told: list[object] = []

    class Listening:
        def started(self, total: int) -> None:
            told.append(total)

        def advanced(self, path: str, outcome: Outcome) -> None:
            told.append((path, outcome.value))

    office.write("a.md", procedure("QP-1"))
    office.write("b.txt", "")

    IngestFiles(office.library, STEPS, EDITION, ReadHere(read))(
        [office.folder], progress=Listening()
    )

    assert told == [2, ("a.md", "added"), ("b.txt", "refused")]


def test_a_document_that_our_own_steps_trip_over_is_refused_and_the_run_goes_on(
    office: Office,
) -> None:
    office.write("a.md", procedure("QP-1"))
    office.write("b.md", procedure("QP-2"))

    def trips(source: SourceFile) -> ReadDocument:
        if source.path == "a.md":
            raise ZeroDivisionError
        return read(source)

    result = IngestFiles(office.library, STEPS, EDITION, ReadHere(trips))([office.folder])

    assert outcomes(result) == {"a.md": "refused", "b.md": "added"}


def hostile_read(source: SourceFile) -> ReadDocument:
    """A reader that some files kill and others hang."""
    if source.path.startswith("kills"):
        os.kill(os.getpid(), 9)
    if source.path.startswith("hangs"):
        while True:
            pass
    print("a library prints something")
    return read(source)


def test_a_file_that_kills_or_hangs_its_reader_is_refused_and_the_rest_is_read(
    office: Office, capfd: pytest.CaptureFixture[str]
) -> None:
    for name in ("a", "hangs", "kills", "kills2", "z"):
        office.write(f"{name}.md", procedure(f"QP-{name}"))

    pool = ReadingPool(hostile_read, workers=2, timeout=10)
    result = IngestFiles(office.library, STEPS, EDITION, pool)([office.folder])

    assert outcomes(result) == {
        "a.md": "added",
        "hangs.md": "refused",
        "kills.md": "refused",
        "kills2.md": "refused",
        "z.md": "added",
    }
    errors = [file.error for file in result.files if file.error]
    assert {error.code for error in errors} == {"document-reading-failed"}
    assert capfd.readouterr().out == ""


def long_read(source: SourceFile) -> ReadDocument:
    """For a process of its own: a scan of several pages, each read within the time."""
    for _ in range(5):
        time.sleep(2.2)
        beat()
    return read(source)


@pytest.mark.slow
def test_a_long_file_that_gets_on_page_by_page_is_not_given_up() -> None:
    jobs = [Job("a.md", content=procedure("QP-1").encode())]

    [result] = ReadingPool(long_read, workers=1, timeout=10)(lambda: jobs.pop() if jobs else None)

    assert result.refusal is None
    assert result.document is not None


def test_words_and_documents_agree_after_every_kind_of_change(tmp_path: Path) -> None:
    database = open_database(tmp_path / "data")
    office = Office(tmp_path / "qms", SqlLibrary(database))
    words = SqlWordIndex(database)
    file = office.write("a.md", procedure("QP-1", "Audits are yearly."))
    office.write("b.md", procedure("QP-2", "Audits are yearly."))
    office.write("order.eml", mail(("note.txt", "Audits!")))
    office.ingest()
    file.write_text(procedure("QP-1", "Reviews are monthly."), encoding="utf-8")
    office.ingest()
    (office.folder / "order.eml").unlink()
    office.ingest(prune=True)

    words.check()
    held = [revision.id for revision in office.library.revisions()]
    found = words.search(["audits"], limit=10, revisions=held)
    assert {office.library.passages([hit.passage])[hit.passage].revision for hit in found} == {
        revision.id for revision in office.library.revisions() if revision.path == "b.md"
    }
    database.close()


@pytest.mark.slow
def test_two_thousand_small_files_are_ingested(tmp_path: Path) -> None:
    database = open_database(tmp_path / "data")
    office = Office(tmp_path / "qms", SqlLibrary(database))
    for number in range(2000):
        office.write(f"{number % 40}/{number}.txt", f"Note {number}: the gauge was checked.")

    plain = replace(STEPS, propose=lambda *_: [])

    assert office.ingest(steps=plain).added == 2000
    assert office.ingest(steps=plain).unchanged == 2000
    database.close()
