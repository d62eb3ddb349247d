"""Full-text search with what the database has for it: FTS5 in SQLite, lists of words elsewhere.

Both are written in the same transaction as the passages, can be rebuilt from them, and score
alike.
"""

from collections.abc import Collection, Sequence

from sqlalchemy import Connection

from assistant.ports import Scored
from integrations.database import fts, word_lists
from integrations.database.engine import Database


def index_revision(connection: Connection, revision_key: int) -> None:
    """Make the stored passages of a revision findable, in the transaction of `connection`."""
    _kind(connection).index_revision(connection, revision_key)


def drop_revision(connection: Connection, revision_key: int) -> None:
    """Take the passages of a revision out of the index; they must still be stored."""
    _kind(connection).drop_revision(connection, revision_key)


def _kind(connection: Connection) -> type[fts.FtsWords] | type[word_lists.WordLists]:
    return fts.FtsWords if connection.dialect.name == "sqlite" else word_lists.WordLists


class SqlWordIndex:
    """The `WordIndex` over the passages of a `SqlLibrary`."""

    def __init__(self, database: Database) -> None:
        sqlite = database.dialect == "sqlite"
        self._words = fts.FtsWords(database) if sqlite else word_lists.WordLists(database)

    def search(
        self, terms: Sequence[str], *, limit: int, revisions: Collection[str]
    ) -> list[Scored]:
        """Best first; the scores are BM25, higher is better."""
        return self._words.search(terms, limit=limit, revisions=revisions)

    def rebuild_words(self) -> None:
        """Make the index anew from the stored passages."""
        self._words.rebuild_words()

    def check(self) -> None:
        """Raises `StoreUnavailable` when the index does not agree with the stored passages."""
        self._words.check()
