"""On PostgreSQL: what SQLite gives by itself, and that the same words find the same passages."""

import random
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from threading import Event

import pytest
from sqlalchemy import text

from assistant.errors import InvalidSetting, StoreUnavailable
from assistant.ledger.entries import Act
from assistant.model.passages import Passage
from assistant.model.replies import Answered
from assistant.people.access_log import AccessEntry
from integrations.bootstrap import build_services
from integrations.database.access_log import SqlAccessLog
from integrations.database.engine import Database, open_database
from integrations.database.ledger import SqlLedger
from integrations.database.library import SqlLibrary
from integrations.database.words import SqlWordIndex
from integrations.settings import Settings
from tests.builders import revision
from tests.company import Text, store
from tests.servers import cluster, needs_postgres, open_kind

pytestmark = needs_postgres


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = open_kind("postgresql", tmp_path)
    yield opened
    opened.close()


def entry(document: str) -> AccessEntry:
    return AccessEntry(
        0, "2026-09-30T09:00:00+00:00", "p_1", "Ann", "web", "read", "page", document
    )


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE decisions SET note = 'other'",
        "DELETE FROM decisions",
        "TRUNCATE decisions",
        "UPDATE access_log SET name = 'other'",
        "DELETE FROM access_log",
        "TRUNCATE access_log",
    ],
)
def test_neither_the_ledger_nor_the_access_log_can_be_changed(
    database: Database, change: str
) -> None:
    library = SqlLibrary(database)
    store(library, "QP-1", Text("Suppliers are evaluated.", ("8.4.1",)))
    [mapped] = library.mappings(edition="test-edition")
    SqlLedger(database).record([mapped.mapping.id], Act.CONFIRMED, by="Ann", note="")
    SqlAccessLog(database).append([entry("QP-1")])

    with (
        pytest.raises(StoreUnavailable, match="is never changed"),
        database.writing() as connection,
    ):
        connection.execute(text(change))


def test_entries_of_many_writers_at_once_are_sealed_one_over_the_other(database: Database) -> None:
    log = SqlAccessLog(database)

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda n: log.append([entry(f"QP-{n}")]), range(40)))

    kept = list(log.in_order())
    assert [one.no for one in kept] == list(range(1, 41))
    assert [one.previous for one in kept[1:]] == [one.seal for one in kept[:-1]]
    assert log.head() == kept[-1].seal


def test_who_reads_sees_one_state_while_another_writes(database: Database) -> None:
    library = SqlLibrary(database)
    library.remember("a", "first")
    read, written = Event(), Event()

    def look() -> list[object]:
        query = text("SELECT content FROM meta WHERE name = 'a'")
        with database.reading() as connection:
            before = connection.execute(query).scalar()
            read.set()
            assert written.wait(60)
            return [before, connection.execute(query).scalar()]

    with ThreadPoolExecutor(1) as threads:
        looked = threads.submit(look)
        assert read.wait(60)
        library.remember("a", "second")
        written.set()
        assert looked.result(60) == ["first", "first"]


def test_every_change_is_noticed_and_reading_is_none(database: Database) -> None:
    library = SqlLibrary(database)
    before = database.changes()
    library.recall("a")
    assert database.changes() == before

    library.remember("a", "b")

    assert database.changes() != before


def test_texts_are_ordered_by_their_signs_whatever_the_server_was_made_with(
    database: Database,
) -> None:
    library = SqlLibrary(database)
    numbers = ["a-1", "B-1", "b-2", "A-2", "Z", "é-1", "_x"]
    for number in numbers:
        library.add(revision(number), [], [], [], edition="e")

    assert [held.number for held in library.revisions()] == sorted(numbers)


def test_the_same_words_find_the_same_passages_with_the_same_scores_as_in_sqlite(
    database: Database, tmp_path: Path
) -> None:
    chance = random.Random(5)
    words = (
        "supplier suppliers evaluated Évaluation naïve Prüfung record records kept ten years "
        "QP-840 8.4.1 NAS6604-12 F-12 inspection inspected receiving non-conforming part-number "
        "the of to shall 2026-03-04 lot lots traceability “quoted” it's A/B 50% µm ½ x² ordering"
    ).split()
    held = []
    small = open_database(tmp_path)
    for document in range(12):
        one = revision(f"QP-{document}")
        passages = []
        for at in range(chance.randint(1, 9)):
            prose = " ".join(chance.choices(words, k=chance.randint(0, 60)))
            context = " ".join(chance.choices(words, k=chance.randint(0, 6)))
            passages.append(
                Passage(f"p{document}/{at}", one.id, at, 1, 0, len(prose), prose, context=context)
            )
        for store_in in (small, database):
            SqlLibrary(store_in).add(one, [], passages, [], edition="e")
        held.append(one.id)
    ours, theirs = SqlWordIndex(database), SqlWordIndex(small)

    for _ in range(150):
        terms = chance.choices([*words, "receiving inspection", "of records", "none"], k=3)
        only = chance.sample(held, k=chance.randint(1, len(held)))
        found = ours.search(terms, limit=200, revisions=only)
        wanted = theirs.search(terms, limit=200, revisions=only)
        assert {hit.passage: hit.score for hit in found} == pytest.approx(
            {hit.passage: hit.score for hit in wanted}
        ), terms
    small.close()


def test_a_database_that_cannot_be_reached_is_an_error_without_its_password(
    tmp_path: Path,
) -> None:
    url = f"postgresql://ann:s3cret@/none?host={tmp_path}"

    with pytest.raises(StoreUnavailable) as told:
        open_database(url)

    assert "s3cret" not in f"{told.value} {told.value.hint}"


@pytest.mark.parametrize("url", ["mysql://ann:s3cret@here/there", "nonsense", "s3cret"])
def test_an_address_of_no_database_we_know_stops_the_start(url: str) -> None:
    with pytest.raises(InvalidSetting) as told:
        open_database(url)

    assert "s3cret" not in f"{told.value} {told.value.hint}"


def test_a_company_is_read_asked_and_looked_after(tmp_path: Path) -> None:
    folder = tmp_path / "qms"
    folder.mkdir()
    (folder / "QP-84.md").write_text(
        "# QP-84 Receiving\n\nRevision: B\n\n## 6.2 Records\n\n"
        "Receiving inspection records are retained for 10 years.\n",
        "utf-8",
    )
    settings = Settings(data=tmp_path / "data", database_url=cluster().new())

    with build_services(settings, today=date(2026, 9, 30)) as services:
        report = services.ingest([folder])
        services.complete_vectors(lambda done, total: None)
        asked = "how long are receiving inspection records retained?"
        reply = services.ask(asked, as_of=date(2026, 9, 30))
        services.adapters.word_table.check()

    assert [file.outcome for file in report.files] == ["added"]
    assert isinstance(reply.outcome, Answered)
    assert "10 years" in reply.outcome.text
    assert not (tmp_path / "data" / "clausewise.db").exists()


def test_an_index_that_lacks_a_word_is_told_and_made_anew(database: Database) -> None:
    store(SqlLibrary(database), "QP-1", Text("Suppliers are evaluated."))
    words = SqlWordIndex(database)
    words.check()
    with database.writing() as connection:
        connection.execute(text("DELETE FROM word_lists WHERE word = 'supplier'"))

    with pytest.raises(StoreUnavailable, match="does not agree"):
        words.check()

    words.rebuild_words()
    words.check()
