"""Records known by the title of their log or by its columns."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache

from assistant.model.clauses import Edition, RecordType
from assistant.model.documents import Identity, Kind
from assistant.model.mappings import Basis
from assistant.model.passages import Passage
from ingest.mapping.concepts import concepts
from ingest.mapping.editions import once_per_edition
from ingest.mapping.found import Found
from ingest.mapping.lexicon import Lexicon
from ingest.mapping.sections import bare_title

# Confidences, read off hand-labelled documents and rounded: docs/adr/0030.
_BY_TITLE = 0.85
_BY_COLUMNS = 0.8
_BOTH = 0.93
_OF_FORM = 0.75  # an empty form shows what will be recorded, not that it was
_BY_NAME = 0.7
_WELL_NAMED = 0.8
_FURTHER_CLAUSE = 0.85  # factor for clauses after the main one
_COLUMNS_NEEDED = 3
_LEAST_SHARE = 0.5  # of the shorter of the two lists of columns
_TELLING_TYPES = 3  # a column that more kinds of record share ("date", "status") tells none apart
_SHARED = 0.2  # what a column adds however many kinds share it


class RecordTypes:
    """Finds the record type of a log, once per log: all its rows share the answer."""

    def __init__(self, identity: Identity, edition: Edition, words: Lexicon) -> None:
        self._identity, self._words = identity, words
        self._answers: dict[tuple[str, ...], tuple[Found, ...]] = {}
        self._known, self._names = _known(edition), _names(edition)
        self._spread = Counter(column for _, its in self._known for column in its)

    def find(self, passage: Passage) -> tuple[Found, ...]:
        """The clauses its record type is evidence for; none for text that is no record."""
        if passage.row is None and self._identity.kind not in (Kind.RECORD, Kind.FORM):
            return ()
        headers = tuple(header for header, _ in passage.cells) if passage.row else ()
        sheet = (passage.row or "").partition("!")[0]
        key = (sheet, *passage.heading_path, "|", *headers)
        if key not in self._answers:
            titles = (self._identity.title, sheet, *passage.heading_path)
            self._answers[key] = self._of(titles, headers)
        return self._answers[key]

    def _of(self, titles: Iterable[str], headers: Sequence[str]) -> tuple[Found, ...]:
        by_title = self._by_title(titles)
        by_columns = self._by_columns(headers)
        kind = by_title or by_columns
        if kind is None:
            return self._of_no_type(titles) if headers else ()
        sure = _BOTH if by_title is by_columns else (_BY_TITLE if by_title else _BY_COLUMNS)
        if self._identity.kind is Kind.FORM:
            sure = min(sure, _OF_FORM)
        reason = f"rows of a {kind.name}" if headers else f"a {kind.name}"
        return tuple(
            Found(clause, Basis.RECORD_TYPE, sure * (_FURTHER_CLAUSE if place else 1), reason)
            for place, clause in enumerate(kind.clauses)
        )

    def _of_no_type(self, titles: Iterable[str]) -> tuple[Found, ...]:
        """For rows of a log of no known type: the clauses its titles name word by word."""
        named = {
            one.clause: Found(one.clause, Basis.HEADING, _BY_NAME * one.weight, f"log “{title}”")
            for title in titles
            for one in self._words.in_heading(bare_title(title))
            if one.whole and one.weight >= _WELL_NAMED
        }
        return tuple(named.values())

    def _by_title(self, titles: Iterable[str]) -> RecordType | None:
        """The type whose name or synonym a title holds whole; the longest name wins."""
        best: tuple[int, RecordType | None] = (0, None)
        for title in titles:
            words = concepts(bare_title(title))
            for at, word in enumerate(words):
                for kind, name in self._names.get(word, ()):
                    if len(name) > best[0] and words[at : at + len(name)] == name:
                        best = (len(name), kind)
        return best[1]

    def _by_columns(self, headers: Sequence[str]) -> RecordType | None:
        """The type that shares the most telling columns, one of them at least its own."""
        mine = {_words(header) for header in headers if header}
        best: tuple[float, RecordType | None] = (0.0, None)
        for kind, its in self._known:
            shared = mine & its
            if len(shared) < max(_COLUMNS_NEEDED, _LEAST_SHARE * min(len(mine), len(its))):
                continue
            if min(self._spread[column] for column in shared) > _TELLING_TYPES:
                continue
            types = len(self._known)
            score = sum(math.log(types / self._spread[column]) + _SHARED for column in shared)
            if score > best[0]:
                best = (score, kind)
        return best[1]


@once_per_edition
def _known(edition: Edition) -> tuple[tuple[RecordType, frozenset[tuple[str, ...]]], ...]:
    """Each record type with its columns as comparable words."""
    return tuple(
        (kind, frozenset(_words(column) for column in kind.columns))
        for kind in edition.record_types
    )


@once_per_edition
def _names(edition: Edition) -> dict[str, list[tuple[RecordType, list[str]]]]:
    """Each name of a record type in comparable words, by its first word."""
    found: dict[str, list[tuple[RecordType, list[str]]]] = defaultdict(list)
    for kind in edition.record_types:
        for name in map(concepts, (kind.name, *kind.synonyms)):
            if name:
                found[name[0]].append((kind, name))
    return found


@lru_cache(maxsize=10_000)
def _words(text: str) -> tuple[str, ...]:
    return tuple(concepts(text))
