"""A library that remembers what it read while the documents stay as they are."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from sqlalchemy import select

from assistant.model.documents import Revision
from assistant.model.passages import Passage
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
