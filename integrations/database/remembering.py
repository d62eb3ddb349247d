"""A library that remembers what it read while the documents stay as they are."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, select

from assistant.model.clauses import ClauseNumber
from assistant.model.documents import Revision
from assistant.model.passages import Passage
from assistant.ports import MappedPassage
from integrations.database import rows
from integrations.database import tables as t
from integrations.database.engine import Database
from integrations.database.library import SqlLibrary
from integrations.database.storing import CONTENT_STAMP

_MOST = 30_000  # passages; about 60 MB, after which all are forgotten


@dataclass(slots=True)
class _Read:
    """What was read while the documents had this stamp."""

    stamp: str | None
    revisions: list[Revision] | None = None
    passages: dict[str, Passage] = field(default_factory=dict)
    whole: dict[str, list[Passage]] = field(default_factory=dict)  # by revision
    state: object = field(default_factory=object)

    def make_room(self, for_more: int) -> None:
        """Forget all passages when there would be too many; what others hold of them stays."""
        held = len(self.passages) + sum(map(len, self.whole.values()))
        if held + for_more > _MOST:
            self.passages, self.whole = {}, {}


class RememberingLibrary(SqlLibrary):
    """A `SqlLibrary` that asks for documents and passages once, and again after a change.

    Sees every change of every process: the database itself says whether anything was written.
    """

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self._seen: object = None
        self._read = _Read(None)
        self._all: tuple[object, object, list[MappedPassage]] = (None, None, [])

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
        """Mappings that fit every filter; whole revisions are read once while nothing changes."""

        def read() -> list[MappedPassage]:
            return super(RememberingLibrary, self).mappings(
                edition=edition,
                clauses=clauses,
                revisions=revisions,
                passages=passages,
                ids=ids,
                likely=likely,
            )

        if (clauses, passages, ids) != (None, None, None):
            return read()
        asked = (edition, None if revisions is None else frozenset(revisions), likely)
        seen = self._database.changes()  # before reading: what changes meanwhile is read again
        before, known, held = self._all
        if (before, known) != (seen, asked):
            held = read()
            self._all = (seen, asked, held) if len(held) <= _MOST else (None, None, [])
        return list(held)

    def revisions(self) -> list[Revision]:
        """Every revision held, by number, then path."""
        read = self._current()
        if read.revisions is None:
            read.revisions = super().revisions()
        return list(read.revisions)

    def state(self) -> object | None:
        """The same object as long as the documents are the same."""
        return self._current().state

    def count_passages(self, revisions: Collection[str]) -> int:
        """How many passages these revisions hold."""
        wanted = set(revisions)
        return sum(one.passages for one in self.revisions() if one.id in wanted)

    def passages(self, ids: Iterable[str]) -> dict[str, Passage]:
        """The passages that exist of `ids`."""
        read = self._current()
        held, wanted = read.passages, list(dict.fromkeys(ids))
        found = {id_: held[id_] for id_ in wanted if id_ in held}
        unread = [id_ for id_ in wanted if id_ not in found]
        if unread:
            more = super().passages(unread)
            read.make_room(len(more))
            read.passages.update(more)
            found |= more
        return found

    def passages_of(self, revision: str) -> list[Passage]:
        """All passages of one revision, in reading order."""
        read = self._current()
        found = read.whole.get(revision)
        if found is None:
            found = super().passages_of(revision)
            read.make_room(len(found))
            read.whole[revision] = found
        return list(found)

    def _mapped(
        self, where: Sequence[ColumnElement[bool]], wanted: set[str] | None
    ) -> list[MappedPassage]:
        """Read without the passages, which most readings of them share and are remembered."""
        mappings, passage, revision = t.mappings, t.passages.c.id, t.revisions.c.id
        query = (
            select(mappings, passage.label("passage"), revision.label("revision"))
            .join(t.passages, mappings.c.passage_key == t.passages.c.key)
            .join(t.revisions, t.passages.c.revision_key == t.revisions.c.key)
            .where(*where)
        )
        with self._database.reading() as connection:
            found = connection.execute(query).mappings().all()
        found = [row for row in found if wanted is None or row["revision"] in wanted]
        needed = {row["passage"] for row in found}
        if len(needed) > _MOST:
            return super()._mapped(where, wanted)
        passages = self.passages(needed)
        revisions = {revision.id: revision for revision in self.revisions()}
        return [
            MappedPassage(
                rows.mapping_of(row, row["passage"]),
                passages[row["passage"]],
                revisions[row["revision"]],
            )
            for row in found
            # What was taken away since the mappings were read is not there any more.
            if row["passage"] in passages and row["revision"] in revisions
        ]

    def _current(self) -> _Read:
        """What is remembered and still holds."""
        seen = self._database.changes()
        if seen is None or seen != self._seen:
            query = select(t.meta.c.content).where(t.meta.c.name == CONTENT_STAMP)
            with self._database.reading() as connection:
                stamp = connection.execute(query).scalar()
            if stamp != self._read.stamp:
                self._read = _Read(stamp)
            self._seen = seen
        return self._read
