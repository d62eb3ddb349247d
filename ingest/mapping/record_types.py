"""Records known by the title of their log or by its columns."""

from collections.abc import Iterable, Sequence

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


class RecordTypes:
    """Finds the record type of a log, once per log: all its rows share the answer."""

    def __init__(self, identity: Identity, edition: Edition, words: Lexicon) -> None:
        self._identity, self._words = identity, words
        self._answers: dict[tuple[str, ...], tuple[Found, ...]] = {}
        self._known = _known(edition)

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
            mine = set(words)
            for kind, names, _ in self._known:
                held = (name for name in names if mine.issuperset(name) and _holds(words, name))
                longest = max(map(len, held), default=0)
                if longest > best[0]:
                    best = (longest, kind)
        return best[1]

    def _by_columns(self, headers: Sequence[str]) -> RecordType | None:
        mine = {_words(header) for header in headers if header}
        best: tuple[float, RecordType | None] = (0.0, None)
        for kind, _, its in self._known:
            shared = len(mine & its)
            share = shared / min(len(mine), len(its)) if mine and its else 0.0
            if shared >= _COLUMNS_NEEDED and share >= _LEAST_SHARE and shared + share > best[0]:
                best = (shared + share, kind)
        return best[1]


@once_per_edition
def _known(
    edition: Edition,
) -> tuple[tuple[RecordType, list[list[str]], set[tuple[str, ...]]], ...]:
    """Each record type with its titles and its columns as comparable words."""
    return tuple(
        (kind, _titles(kind), {_words(column) for column in kind.columns})
        for kind in edition.record_types
    )


def _titles(kind: RecordType) -> list[list[str]]:
    names = (concepts(name) for name in (kind.name, *kind.synonyms))
    return [name for name in names if name]


def _words(text: str) -> tuple[str, ...]:
    return tuple(concepts(text))


def _holds(words: Sequence[str], name: Sequence[str]) -> bool:
    size = len(name)
    return any(list(words[at : at + size]) == list(name) for at in range(len(words) - size + 1))
