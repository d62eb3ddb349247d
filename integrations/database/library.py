"""The `Library` and the `FileLedger` over the database."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import product
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, delete, insert, or_, select

from assistant.errors import NothingThere
from assistant.model.clauses import ClauseNumber
from assistant.model.documents import Page, ReadDocument, Revision
from assistant.model.files import KnownFile
from assistant.model.mappings import PROPOSED, Decision, Proposal
from assistant.model.passages import Passage
from assistant.model.past_issues import PastIssue
from assistant.ports import MappedPassage
from integrations.database import past_issues, rows, storing
from integrations.database import tables as t
from integrations.database.engine import Database
from integrations.database.readings import unpack

_FILTERED = (t.mappings.c.clause, t.passages.c.id, t.mappings.c.id)
_MORE_THAN_LIKELY = or_(
    t.mappings.c.confidence >= PROPOSED, t.mappings.c.decision != Decision.PROPOSED.value
)


class SqlLibrary:
    """Documents, pages, passages, mappings, and the files they came from."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # -- writing documents

    def add(
        self,
        revision: Revision,
        pages: Sequence[Page],
        passages: Sequence[Passage],
        proposals: Sequence[Proposal],
        *,
        edition: str,
    ) -> None:
        """Store one revision in one transaction, in place of whatever its path held before."""
        file = KnownFile(revision.path, f"/{revision.path}", revision.content_hash)
        reading = ReadDocument(tuple(pages), "")
        self.store(file, revision, reading, passages, proposals, edition=edition)

    def store(
        self,
        file: KnownFile,
        revision: Revision,
        reading: ReadDocument,
        passages: Sequence[Passage],
        proposals: Sequence[Proposal],
        *,
        edition: str,
    ) -> None:
        """`add`, with the file it came from and all its reader gave back."""
        with self._database.writing() as connection:
            kept = storing.kept_proposals(connection, revision.id, edition)
            known = storing.sentences_held(connection, revision.number)
            keys = storing.put_document(connection, file, revision, reading, passages)
            storing.put_proposals(connection, keys, proposals, edition)
            for other, proposal in kept:
                storing.put_proposals(connection, keys, [proposal], other)
            storing.apply_decisions(connection, revision, keys, known)

    def remove(self, revision: str) -> None:
        """Forget one revision and its file; nothing happens for an unknown id."""
        with self._database.writing() as connection:
            path = connection.execute(
                select(t.revisions.c.path).where(t.revisions.c.id == revision)
            ).scalar()
            if path is not None:
                storing.drop_path(connection, path)

    # -- files

    def files(self) -> list[KnownFile]:
        """Every file recorded, the refused ones included, by path."""
        with self._database.reading() as connection:
            found = connection.execute(select(t.files).order_by(t.files.c.path)).all()
        return [rows.file_of(row) for row in found]

    def refuse(self, file: KnownFile) -> None:
        """Record a refused file; what its path held before is forgotten."""
        with self._database.writing() as connection:
            storing.drop_path(connection, file.path)
            connection.execute(insert(t.files).values(rows.file_values(file)))

    def note(self, file: KnownFile) -> None:
        """Change what is recorded about a file; the document of its path stays as it is."""
        with self._database.writing() as connection:
            storing.change_file(connection, file)

    def forget(self, path: str) -> None:
        """Forget a file and the document made of it; nothing happens for an unknown path."""
        with self._database.writing() as connection:
            storing.drop_path(connection, path)

    def reading(self, revision: str) -> ReadDocument | None:
        """What the reader gave back (attachments aside); None for an unknown revision."""
        query = select(t.readings.c.content).join(t.revisions).where(t.revisions.c.id == revision)
        with self._database.reading() as connection:
            content = connection.execute(query).scalar()
        return None if content is None else unpack(content)

    def recall(self, name: str) -> str | None:
        """What `remember` was last given under this name; None when that never happened."""
        query = select(t.meta.c.content).where(t.meta.c.name == name)
        with self._database.reading() as connection:
            return connection.execute(query).scalar()

    def remember(self, name: str, content: str) -> None:
        """Keep a short text about the state of the library."""
        with self._database.writing() as connection:
            connection.execute(delete(t.meta).where(t.meta.c.name == name))
            connection.execute(insert(t.meta).values(name=name, content=content))

    def known_hashes(self) -> Mapping[str, str]:
        """Path -> sha256 of the bytes ingested from it, refused files included."""
        with self._database.reading() as connection:
            found = connection.execute(select(t.files.c.path, t.files.c.sha256)).all()
        return {row.path: row.sha256 for row in found}

    # -- reading documents

    def state(self) -> object | None:
        """The same object as long as the documents are the same; None: cannot be told."""
        return None

    def revisions(self) -> list[Revision]:
        """Every revision held, by number, then path."""
        query = select(t.revisions).order_by(t.revisions.c.number, t.revisions.c.path)
        with self._database.reading() as connection:
            return [rows.revision_of(row) for row in connection.execute(query).mappings()]

    def passages(self, ids: Iterable[str]) -> dict[str, Passage]:
        """The passages that exist of `ids`."""
        found: dict[str, Passage] = {}
        with self._database.reading() as connection:
            for some in rows.batches(ids):
                query = _passages_with_revision().where(t.passages.c.id.in_(some))
                for row in connection.execute(query).mappings():
                    found[row["id"]] = rows.passage_of(row, row["revision_id"])
        return found

    def passages_of(self, revision: str) -> list[Passage]:
        """All passages of one revision, in reading order."""
        query = (
            _passages_with_revision()
            .where(t.revisions.c.id == revision)
            .order_by(t.passages.c.ordinal)
        )
        with self._database.reading() as connection:
            return [rows.passage_of(row, revision) for row in connection.execute(query).mappings()]

    def passage_starts(self, revision: str) -> list[tuple[str, int, int]]:
        """Id, page and offset of every passage of one revision, in reading order."""
        columns = (t.passages.c.id, t.passages.c.page, t.passages.c.start)
        query = select(*columns).join(t.revisions).where(t.revisions.c.id == revision)
        with self._database.reading() as connection:
            found = connection.execute(query.order_by(t.passages.c.ordinal)).all()
        return [(row.id, row.page, row.start) for row in found]

    def count_passages(self, revisions: Collection[str]) -> int:
        """How many passages these revisions hold."""
        wanted = set(revisions)
        with self._database.reading() as connection:
            found = connection.execute(select(t.revisions.c.id, t.revisions.c.passages)).all()
        return sum(row.passages for row in found if row.id in wanted)

    def page_text(self, revision: str, page: int) -> str | None:
        """Stored text of a page (from 1); None when there is no such page."""
        query = (
            select(t.pages.c.text)
            .join(t.revisions)
            .where(t.revisions.c.id == revision, t.pages.c.number == page)
        )
        with self._database.reading() as connection:
            return connection.execute(query).scalar()

    def past_issues(self, number: str | None = None) -> list[PastIssue]:
        """Issues held no more, of a document number or all, in the order in which they went."""
        with self._database.reading() as connection:
            return past_issues.past_issues(connection, number)

    # -- mappings

    def propose(self, revision: str, proposals: Sequence[Proposal], edition: str) -> None:
        """Add proposals to a stored revision; a decided mapping is never overwritten.

        Raises `NothingThere` for an unknown revision.
        """
        query = (
            select(t.passages.c.id, t.passages.c.key)
            .join(t.revisions)
            .where(t.revisions.c.id == revision)
        )
        with self._database.writing() as connection:
            keys = {row.id: row.key for row in connection.execute(query)}
            if not keys and not _exists(connection, revision):
                raise NothingThere(f"There is no revision {revision!r}.")
            storing.put_proposals(connection, keys, proposals, edition)

    def mappings(
        self,
        *,
        edition: str,
        clauses: Collection[ClauseNumber] | None = None,
        revisions: Collection[str] | None = None,
        passages: Collection[str] | None = None,
        ids: Collection[str] | None = None,
        likely: bool = False,
    ) -> list[MappedPassage]:
        """Mappings that fit every filter (None: no filter), in reading order."""
        where = [t.mappings.c.edition == edition]
        if not likely and ids is None:
            where.append(_MORE_THAN_LIKELY)
        found: list[MappedPassage] = []
        wanted = None if revisions is None else set(revisions)
        for lots in product(_lots(clauses), _lots(passages), _lots(ids)):
            filters = zip(_FILTERED, lots, strict=True)
            of_lot = [column.in_(some) for column, some in filters if some is not None]
            found += self._mapped([*where, *of_lot], wanted)
        return sorted(found, key=_reading_order)

    def _mapped(
        self, where: Sequence[ColumnElement[bool]], wanted: set[str] | None
    ) -> list[MappedPassage]:
        """Mappings that fit, of the revisions `wanted` (None: of all), in any order."""
        with self._database.reading() as connection:
            return mapped_of(connection.execute(mapped_rows().where(*where)).mappings(), wanted)


def _exists(connection: Connection, revision: str) -> bool:
    query = select(t.revisions.c.key).where(t.revisions.c.id == revision)
    return connection.execute(query).first() is not None


def _passages_with_revision() -> Select[Any]:
    return select(t.passages, t.revisions.c.id.label("revision_id")).join(t.revisions)


def mapped_rows() -> Select[Any]:
    """Mappings with their passages (`p_…`) and revisions (`r_…`)."""
    of_passage = [column.label(f"p_{column.name}") for column in t.passages.c]
    of_revision = [column.label(f"r_{column.name}") for column in t.revisions.c]
    return (
        select(t.mappings, *of_passage, *of_revision)
        .join(t.passages, t.mappings.c.passage_key == t.passages.c.key)
        .join(t.revisions, t.passages.c.revision_key == t.revisions.c.key)
    )


def _lots(wanted: Collection[object] | None) -> list[Sequence[str] | None]:
    return [None] if wanted is None else list(rows.batches(map(str, wanted)))


def mapped_of(found: Iterable[RowMapping], wanted: set[str] | None) -> list[MappedPassage]:
    """Rows of `mapped_rows` as values; only those of the revisions `wanted` (None: all)."""
    revisions: dict[str, Revision] = {}
    mapped = []
    for row in found:
        revision = row["r_id"]
        if wanted is not None and revision not in wanted:
            continue
        if revision not in revisions:
            revisions[revision] = rows.revision_of(row, "r_")
        passage = rows.passage_of(row, revision, "p_")
        mapping = rows.mapping_of(row, passage.id)
        mapped.append(MappedPassage(mapping, passage, revisions[revision]))
    return mapped


def _reading_order(mapped: MappedPassage) -> tuple[str, str, int, ClauseNumber]:
    revision, passage = mapped.revision, mapped.passage
    return revision.number, revision.path, passage.ordinal, mapped.mapping.proposal.clause
