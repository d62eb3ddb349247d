"""Full-text search with SQLite FTS5; the only place with SQL of one database.

The table `words` is an external-content FTS5 table over `passages`: it is written in the same
transaction as they are, and can be rebuilt from them.
"""

import json
import re
from collections.abc import Collection, Sequence

from sqlalchemy import Connection, text

from assistant.errors import StoreUnavailable
from assistant.identifiers import plain_hyphens
from assistant.ports import Scored
from integrations.database.codes import code, is_dotted
from integrations.database.engine import Database

_SIGNS = re.compile(r"[\W_]+")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]+")

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
# Scoring one occurrence takes about 1 µs. Words that half of a big library holds say nothing
# about which passage is meant, so that the rarest are scored first and the rest left out.
_MOST_SCORED = 20_000


def index_revision(connection: Connection, revision_key: int) -> None:
    """Make the stored passages of a revision findable, in the transaction of `connection`."""
    if _has_words(connection):
        connection.execute(_INDEX, {"revision": revision_key})


def drop_revision(connection: Connection, revision_key: int) -> None:
    """Take the passages of a revision out of the index; they must still be stored."""
    if _has_words(connection):
        connection.execute(_DROP, {"revision": revision_key})


def _has_words(connection: Connection) -> bool:
    return connection.dialect.name == "sqlite"


def _any_of(alternatives: Sequence[str]) -> str:
    return " OR ".join(alternatives)


def _all_alternatives(terms: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(found for term in terms for found in _alternatives(term)))


def _alternatives(term: str) -> list[str]:
    """What FTS5 is asked for a term; all quoted, so that no word of a person is query syntax."""
    term = _CONTROL.sub(" ", plain_hyphens(term)).strip()
    plain = _SIGNS.sub(" ", term).strip()
    if not plain:
        return []
    has_digit = any(sign.isdigit() for sign in plain)
    joined = _SIGNS.sub("", term)
    if term == plain and " " not in plain:  # one word
        is_code = has_digit and not plain.isdigit()
        return [f'"{plain}"'] + ([f'codes : "{code(plain)}"'] if is_code else [])
    exact = term.strip(".,;:!?()[]\"'")
    if is_dotted(exact):
        return [f'codes : "{code(exact)}"']
    phrase = f'{{text context}} : "{plain}"'
    if has_digit:
        return [f'codes : "{joined.casefold()}"', phrase]
    return [phrase] if " " in term else [phrase, f'{{text context}} : "{joined}"']


def _affordable(connection: Connection, alternatives: Sequence[str]) -> list[str]:
    """The alternatives to score: all of them, or the rarest when that would take too long."""
    if len(alternatives) * connection.execute(_AT_MOST).scalar_one() <= _MOST_SCORED:
        return list(alternatives)
    counts = _counted(connection, alternatives)
    chosen: list[str] = []
    scored = 0
    for alternative in sorted(alternatives, key=counts.__getitem__):
        scored += counts[alternative]
        if scored > _MOST_SCORED and any(counts[held] for held in chosen):
            break
        chosen.append(alternative)
    return chosen


def _counted(connection: Connection, alternatives: Sequence[str]) -> dict[str, int]:
    """How many passages each alternative is in; no more than `_MOST_SCORED` are counted."""
    counts: dict[str, int] = {}
    for start in range(0, len(alternatives), _COUNTED_TOGETHER):
        some = alternatives[start : start + _COUNTED_TOGETHER]
        values = {f"query{n}": alternative for n, alternative in enumerate(some)}
        query = " UNION ALL ".join(map(_COUNT.format, range(len(some))))
        found = connection.execute(text(query), values | {"most": _MOST_SCORED}).scalars()
        counts |= dict(zip(some, map(int, found), strict=True))
    return counts


class SqlWordIndex:
    """The `WordIndex` over the passages of a `SqlLibrary`."""

    def __init__(self, database: Database) -> None:
        self._database = database
        if database.dialect != "sqlite":
            raise StoreUnavailable(
                f"Full-text search needs SQLite; the database is {database.dialect}.",
                hint="Leave CLAUSEWISE_DATABASE_URL empty.",
            )

    def search(
        self, terms: Sequence[str], *, limit: int, revisions: Collection[str]
    ) -> list[Scored]:
        """Best first; the scores are BM25, higher is better."""
        alternatives = _all_alternatives(terms)
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
