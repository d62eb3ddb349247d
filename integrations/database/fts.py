"""Full-text search with SQLite FTS5. `word_lists` is its like for other databases.

The table `words` is an external-content FTS5 table over `passages`: it is written in the same
transaction as they are, and can be rebuilt from them.
"""

import json
from collections.abc import Collection, Sequence

from sqlalchemy import Connection, text

from assistant.errors import StoreUnavailable
from assistant.ports import Scored
from integrations.database.asked_words import COLUMNS, MOST_SCORED, Asked, asked_for, rarest
from integrations.database.engine import Database

_INDEX = text(
    "INSERT INTO words(rowid, text, context, codes) "
    "SELECT key, text, context, codes FROM passages WHERE revision_key = :revision"
)
_DROP = text(
    "INSERT INTO words(words, rowid, text, context, codes) "
    "SELECT 'delete', key, text, context, codes FROM passages WHERE revision_key = :revision"
)
_REBUILD = text("INSERT INTO words(words) VALUES ('rebuild')")
_CHECK = text("INSERT INTO words(words, rank) VALUES ('integrity-check', 1)")
_COUNT = "SELECT count(*) FROM (SELECT 1 FROM words WHERE words MATCH :query{} LIMIT :most)"
_AT_MOST = text("SELECT coalesce(max(key), 0) FROM passages")  # passages; seen without counting
_COUNTED_TOGETHER = 100  # SQLite takes 500 parts of one statement
# FTS5 hands rows over best first, so that the look-up of each one's revision ends at the limit;
# a set of allowed rows costs 30 ms at 50,000 of them. CROSS JOIN keeps that order.
_SEARCH = text(
    "SELECT p.id, words.rank AS score FROM words CROSS JOIN passages p ON p.key = words.rowid "
    "WHERE words MATCH :query AND p.revision_key IN "
    "(SELECT r.key FROM json_each(:revisions) j JOIN revisions r ON r.id = j.value) "
    "ORDER BY words.rank LIMIT :limit"
)


def _any_of(alternatives: Sequence[str]) -> str:
    return " OR ".join(alternatives)


def _query_of(asked: Asked) -> str:
    """In FTS5's language; all quoted, so that no word of a person is query syntax."""
    quoted = f'"{asked.words}"'
    return quoted if asked.columns == COLUMNS else f"{{{' '.join(asked.columns)}}} : {quoted}"


def _affordable(connection: Connection, alternatives: Sequence[str]) -> list[str]:
    """The alternatives to score: all of them, or the rarest when that would take too long."""
    if len(alternatives) * connection.execute(_AT_MOST).scalar_one() <= MOST_SCORED:
        return list(alternatives)
    return rarest(_counted(connection, alternatives))


def _counted(connection: Connection, alternatives: Sequence[str]) -> dict[str, int]:
    """How many passages each alternative is in; no more than `MOST_SCORED` are counted."""
    counts: dict[str, int] = {}
    for start in range(0, len(alternatives), _COUNTED_TOGETHER):
        some = alternatives[start : start + _COUNTED_TOGETHER]
        values = {f"query{n}": alternative for n, alternative in enumerate(some)}
        query = " UNION ALL ".join(map(_COUNT.format, range(len(some))))
        found = connection.execute(text(query), values | {"most": MOST_SCORED}).scalars()
        counts |= dict(zip(some, map(int, found), strict=True))
    return counts


class FtsWords:
    """The `WordIndex` over the passages of a `SqlLibrary` in SQLite."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @staticmethod
    def index_revision(connection: Connection, revision_key: int) -> None:
        """Make the stored passages of a revision findable."""
        connection.execute(_INDEX, {"revision": revision_key})

    @staticmethod
    def drop_revision(connection: Connection, revision_key: int) -> None:
        """Take the passages of a revision out of the index; they must still be stored."""
        connection.execute(_DROP, {"revision": revision_key})

    def search(
        self, terms: Sequence[str], *, limit: int, revisions: Collection[str]
    ) -> list[Scored]:
        """Best first; the scores are BM25, higher is better."""
        alternatives = list(map(_query_of, asked_for(terms)))
        if not alternatives or not revisions or limit < 1:
            return []
        with self._database.reading() as connection:
            query = _any_of(_affordable(connection, alternatives))
            values = {"query": query, "limit": limit, "revisions": json.dumps(list(revisions))}
            rows = connection.execute(_SEARCH, values).all()
        return [Scored(row.id, -row.score) for row in rows]

    def rebuild_words(self) -> None:
        """Make the index anew from the stored passages."""
        with self._database.writing(durable=True) as connection:
            connection.execute(_REBUILD)

    def check(self) -> None:
        """Raises `StoreUnavailable` when the index does not agree with the stored passages."""
        try:
            with self._database.writing() as connection:
                connection.execute(_CHECK)
        except StoreUnavailable as error:
            raise StoreUnavailable(
                "The word index does not agree with the stored passages.",
                hint="Run `clausewise index rebuild`.",
            ) from error
