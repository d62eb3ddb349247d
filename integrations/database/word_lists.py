"""Full-text search over lists of words, where the database has none that scores as FTS5 does.

`word_lists` says for each search word of a revision where it stands, `word_sizes` how long its
passages are. The words are FTS5's (`fts_words`) and so is the score, term by term: the same
question finds the same passages in the same order on every database.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, bindparam, text

from assistant.errors import StoreUnavailable
from assistant.ports import Scored
from integrations.database.asked_words import COLUMNS, Asked, asked_for, rarest
from integrations.database.bm25 import OnShelf, bm25
from integrations.database.engine import Database
from integrations.database.fts_words import search_words

Places = NDArray[np.int64]
"""Where a word stands: the passage's key, the column and the position, packed in that order."""

_KEY, _COLUMN = 32, 24  # bits below the key, and below the column
_AS_STORED = np.dtype("<i8")
_WEIGHTS = {"text": 1.0, "context": 0.5, "codes": 1.0}  # of one occurrence, as FTS5 is told
_NONE: Places = np.zeros(0, np.int64)

_PASSAGES = text(
    "SELECT key, text, context, codes FROM passages WHERE revision_key = :revision ORDER BY key"
)
_PUT_WORDS = text(
    "INSERT INTO word_lists (revision_key, word, passages, places) "
    "SELECT :revision, found.word, found.passages, found.places FROM unnest("
    "CAST(:words AS text[]), CAST(:passages AS int[]), CAST(:places AS bytea[])"
    ") AS found (word, passages, places)"
)
_PUT_SIZES = text(
    "INSERT INTO word_sizes (revision_key, passages, words, sizes) "
    "VALUES (:revision, :passages, :words, :sizes)"
)
_DROP = [
    text(f"DELETE FROM {table} WHERE revision_key = :revision")
    for table in ("word_lists", "word_sizes")
]
_CLEAR = [text(f"DELETE FROM {table}") for table in ("word_lists", "word_sizes")]
_REVISIONS = text("SELECT key FROM revisions ORDER BY key")
_WANTED = text(
    "SELECT r.key FROM json_array_elements_text(CAST(:ids AS json)) AS wanted (id) "
    "JOIN revisions r ON r.id = wanted.id"
)
_TOTALS = text("SELECT coalesce(sum(passages), 0), coalesce(sum(words), 0) FROM word_sizes")
_LISTS = text("SELECT word, revision_key, places FROM word_lists WHERE word = ANY(:words)")
_SIZES = text("SELECT sizes FROM word_sizes WHERE revision_key = ANY(:revisions)")
_IDS = text("SELECT key, id FROM passages WHERE key IN :keys").bindparams(
    bindparam("keys", expanding=True)
)
_STORED = text("SELECT word, places FROM word_lists WHERE revision_key = :revision ORDER BY word")


@dataclass(frozen=True, slots=True)
class _Lists:
    """The lists of some words in every revision."""

    places: dict[str, Places]
    revisions: dict[str, set[int]]  # of which there is a list

    def of(self, asked: Asked) -> Places:
        """Where the words stand one after the other, in the columns asked for."""
        words = search_words(asked.words)
        found = self.places.get(words[0], _NONE) if words else _NONE
        for at, word in enumerate(words[1:], start=1):
            follows = self.places.get(word, _NONE) - at
            found = found[np.isin(found, follows)]
        if asked.columns == COLUMNS:
            return found
        wanted = [COLUMNS.index(column) for column in asked.columns]
        return found[np.isin(_columns(found), wanted)]


class WordLists:
    """The `WordIndex` over the passages of a `SqlLibrary` in PostgreSQL."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @staticmethod
    def index_revision(connection: Connection, revision_key: int) -> None:
        """Make the stored passages of a revision findable."""
        lists, sizes = _listed(connection, revision_key)
        values = {
            "revision": revision_key,
            "words": list(lists),
            "passages": [len(np.unique(places >> _KEY)) for places in lists.values()],
            "places": [places.astype(_AS_STORED).tobytes() for places in lists.values()],
        }
        connection.execute(_PUT_WORDS, values)
        size = {"passages": len(sizes), "words": int((sizes & _LOW).sum())}
        stored = {"sizes": sizes.astype(_AS_STORED).tobytes(), "revision": revision_key}
        connection.execute(_PUT_SIZES, size | stored)

    @staticmethod
    def drop_revision(connection: Connection, revision_key: int) -> None:
        """Take the passages of a revision out of the index."""
        for drop in _DROP:
            connection.execute(drop, {"revision": revision_key})

    def search(
        self, terms: Sequence[str], *, limit: int, revisions: Collection[str]
    ) -> list[Scored]:
        """Best first; the scores are BM25, higher is better."""
        asked = asked_for(terms)
        if not asked or not revisions or limit < 1:
            return []
        with self._database.reading() as connection:
            ids = json.dumps(list(revisions))
            wanted = set(connection.execute(_WANTED, {"ids": ids}).scalars())
            lists = _lists(connection, asked)
            places = {one: lists.of(one) for one in asked}
            chosen = rarest({one: _passages(found) for one, found in places.items()})
            shelf = _on_shelf(connection, lists, wanted)
            keys, scores = bm25([_weighed(places[one]) for one in chosen], shelf)
            best = np.argsort(-scores, kind="stable")[:limit]
            names = _ids(connection, keys[best])
        return [Scored(names[int(keys[at])], float(scores[at])) for at in best]

    def rebuild_words(self) -> None:
        """Make the index anew from the stored passages."""
        with self._database.writing(durable=True) as connection:
            for clear in _CLEAR:
                connection.execute(clear)
            for key in connection.execute(_REVISIONS).scalars().all():
                self.index_revision(connection, key)

    def check(self) -> None:
        """Raises `StoreUnavailable` when the index does not agree with the stored passages."""
        with self._database.reading() as connection:
            keys = connection.execute(_REVISIONS).scalars().all()
            astray = [key for key in keys if not _agrees(connection, key)]
        if astray:
            raise StoreUnavailable(
                "The word index does not agree with the stored passages.",
                hint="Run `clausewise index rebuild`.",
            )


_LOW = (1 << _KEY) - 1


def _columns(places: Places) -> Places:
    return (places & _LOW) >> _COLUMN


def _passages(places: Places) -> int:
    return len(np.unique(places >> _KEY))


def _listed(connection: Connection, revision_key: int) -> tuple[dict[str, Places], Places]:
    """Where each word of a revision stands; the passages' sizes in words, packed below the key."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    sizes: list[int] = []
    for row in connection.execute(_PASSAGES, {"revision": revision_key}).mappings():
        words = [search_words(row[column]) for column in COLUMNS]
        for column, of_column in enumerate(words):
            start = (row["key"] << _KEY) + (column << _COLUMN)
            for place, word in enumerate(of_column, start=start):
                found[word].append(place)
        sizes.append((row["key"] << _KEY) + sum(map(len, words)))
    lists = {word: np.array(found[word], np.int64) for word in sorted(found)}
    return lists, np.array(sizes, np.int64)


def _lists(connection: Connection, asked: Iterable[Asked]) -> _Lists:
    words = sorted({word for one in asked for word in search_words(one.words)})
    parts: defaultdict[str, list[bytes]] = defaultdict(list)
    revisions: defaultdict[str, set[int]] = defaultdict(set)
    for word, revision, places in connection.execute(_LISTS, {"words": words}):
        parts[word].append(places)
        revisions[word].add(revision)
    places = {word: np.frombuffer(b"".join(some), _AS_STORED) for word, some in parts.items()}
    return _Lists(places, revisions)


def _on_shelf(connection: Connection, lists: _Lists, wanted: set[int]) -> OnShelf:
    """The passages that may be found: those of the revisions wanted that hold any of the words."""
    total, words = connection.execute(_TOTALS).one()
    some = sorted(wanted & set[int]().union(*lists.revisions.values()))
    stored = connection.execute(_SIZES, {"revisions": some}).scalars()
    sizes = np.sort(np.frombuffer(b"".join(stored), _AS_STORED))
    return OnShelf(int(total), int(words), sizes >> _KEY, sizes & _LOW)


def _weighed(places: Places) -> tuple[Places, NDArray[np.float64]]:
    """The passages in which something stands, in order, and how often, by weight of column."""
    keys, back = np.unique(places >> _KEY, return_inverse=True)
    weights = np.array([_WEIGHTS[column] for column in COLUMNS])[_columns(places)]
    return keys, np.bincount(back, weights=weights, minlength=len(keys)).astype(np.float64)


def _ids(connection: Connection, keys: Places) -> dict[int, str]:
    found = connection.execute(_IDS, {"keys": [int(key) for key in keys]})
    return {row.key: row.id for row in found}


def _agrees(connection: Connection, revision_key: int) -> bool:
    lists, _ = _listed(connection, revision_key)
    stored = {
        row.word: row.places for row in connection.execute(_STORED, {"revision": revision_key})
    }
    return stored == {word: of.astype(_AS_STORED).tobytes() for word, of in lists.items()}
