"""How well a heading names a field, and a title a sort of record."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache, lru_cache

from assistant.model.records import FieldKind
from assistant.records.vocabulary import FieldType, RecordType, record_types
from assistant.records.wording import Words, words_of

_ALIKE = 0.84  # likeness of two words from which one is the other misspelt
_SHORTEST = 5  # letters of a word that may be misspelt
_LATER = 0.002  # what a later place in the list of words costs
_EITHER = re.compile(r"\b(?:or|and|oder|und|ou|et)\b|[/&+]")
_NOUNS = frozenset({FieldKind.IDENTIFIER, FieldKind.REFERENCE, FieldKind.DATE, FieldKind.NAME})
_WHOLE = 0.85  # from which all words of a heading are in a name
_ASIDE = 0.8  # what is left for a name that only goes before the word that says what it is
_SAID_BY = {
    "number": (FieldKind.IDENTIFIER, FieldKind.REFERENCE, FieldKind.NUMBER),
    "date": (FieldKind.DATE,),
    "by": (FieldKind.NAME, FieldKind.DATE),
}
"""Words that say what a column holds: a "note number" is no note."""
_KEPT_IN = frozenset("log list register book ledger journal roll".split())
"""What records of a sort are kept in."""
_SAYS_LITTLE = frozenset(
    {"number", "date", "name", "id", "code", "reference", "by", "type", "status"}
)


@lru_cache(maxsize=20_000)
def scores(heading: str, type_id: str) -> Mapping[str, float]:
    """Field -> how well the heading names it, (0, 1]; fields it does not name are left out."""
    words = _spelt(words_of(heading))
    if not words:
        return {}
    both = _EITHER.search(heading) is not None
    candidates: set[tuple[str, int]] = set()
    index, kind = _index()[type_id], record_types()[type_id]
    for word in words:
        candidates |= index.get(word, _NONE)
    best: dict[str, float] = {}
    for name, at in candidates:
        field = kind.fields[name]
        score = _likeness(words, field.called[at], field) - min(_LATER * at, 0.04)
        if score < _WHOLE and not both and _is_of_another(words, field, at, kind):
            score *= _ASIDE
        if score > best.get(name, 0.0):
            best[name] = score
    return best


@lru_cache(maxsize=20_000)
def rarity(heading: str) -> float:
    """How much a heading tells about the sort of record: 1 when one sort has it, less for more."""
    having = sum(
        max(scores(heading, type_id).values(), default=0.0) >= 0.85 for type_id in record_types()
    )
    return 1.0 / having**0.6 if having else 0.5


def _is_of_another(words: Words, field: FieldType, at: int, kind: RecordType) -> bool:
    """Whether a heading ends in the name of another field: a maker's certificate is no maker."""
    last = words[-1]
    if last in field.called[at] or last in _SAYS_LITTLE:
        return False
    others = (one for one in kind.fields.values() if one.kind in _NOUNS and one.kind != field.kind)
    return any(called == (last,) for one in others for called in one.called)


def _likeness(words: Words, called: Words, field: FieldType) -> float:
    if words == called:
        return 1.0
    mine, theirs = set(words), set(called)
    if field.kind is FieldKind.DATE and len(mine | theirs) > 1:
        mine, theirs = mine - {"date"} or mine, theirs - {"date"} or theirs
    if mine == theirs:
        return 0.96
    shared = mine & theirs
    if not shared - _SAYS_LITTLE:
        return 0.0
    if theirs <= mine:
        if any(word in mine - theirs and field.kind not in _SAID_BY[word] for word in _SAID_BY):
            return 0.0
        head = called[-1] == words[-1] or called[0] == words[0]
        return (0.45 if head else 0.25) + 0.45 * len(theirs) / len(mine)
    if mine <= theirs:
        return 0.35 + 0.3 * len(mine) / len(theirs)
    return 0.6 * len(shared) / len(mine | theirs)


def _spelt(words: Words) -> Words:
    """The words, misspelt ones as they are meant."""
    known = _every_word()
    return tuple(word if word in known or len(word) < _SHORTEST else _meant(word) for word in words)


@lru_cache(maxsize=20_000)
def _meant(word: str) -> str:
    if any(character.isdigit() for character in word):
        return word
    return next(iter(get_close_matches(word, _every_word(), n=1, cutoff=_ALIKE)), word)


_NONE: frozenset[tuple[str, int]] = frozenset()


@cache
def _index() -> Mapping[str, Mapping[str, set[tuple[str, int]]]]:
    """Sort -> word -> the (field, place in its list) whose words hold it."""
    found: dict[str, Mapping[str, set[tuple[str, int]]]] = {}
    for type_id, kind in record_types().items():
        of: defaultdict[str, set[tuple[str, int]]] = defaultdict(set)
        for name, field in kind.fields.items():
            for at, called in enumerate(field.called):
                for word in called:
                    of[word].add((name, at))
        found[type_id] = of
    return found


def is_heading(text: str) -> bool:
    """Whether a text is, word for word, what some sort of record calls a field."""
    return words_of(text) in _every_phrase()


@cache
def _every_phrase() -> frozenset[Words]:
    return frozenset(
        called
        for kind in record_types().values()
        for field in kind.fields.values()
        for called in field.called
    )


@cache
def _every_word() -> frozenset[str]:
    return frozenset(
        word
        for kind in record_types().values()
        for field in kind.fields.values()
        for called in field.called
        for word in called
    )


@dataclass(frozen=True, slots=True)
class _Span:
    start: int
    end: int
    type_id: str


@lru_cache(maxsize=20_000)
def title_scores(title: str) -> Mapping[str, float]:
    """Sort -> how well a title names it, (0, 1].

    Words that are part of a longer name count for that alone: a "supplier evaluation" is no list
    of suppliers.
    """
    words = _as_log(words_of(title))
    spans = [
        _Span(at, at + length, type_id)
        for length in range(1, min(len(words), _longest_title()) + 1)
        for at in range(len(words) - length + 1)
        for type_id in _titles().get(words[at : at + length], ())
    ]
    found: dict[str, float] = {}
    for span in spans:
        if not any(_holds(other, span) for other in spans):
            score = 0.7 if span.end - span.start == 1 else 1.0
            found[span.type_id] = max(found.get(span.type_id, 0.0), score)
    return found


def _as_log(words: Words) -> Words:
    """A list, a book or a register is a log, whatever it is called, where it says of what."""
    if len(words) < 2:
        return words
    return (words[0], *("log" if word in _KEPT_IN else word for word in words[1:]))


def _holds(other: _Span, span: _Span) -> bool:
    longer = other.end - other.start > span.end - span.start
    return longer and other.start <= span.start and span.end <= other.end


@cache
def _titles() -> Mapping[Words, Sequence[str]]:
    found: defaultdict[Words, list[str]] = defaultdict(list)
    for type_id, kind in record_types().items():
        for called in dict.fromkeys(map(_as_log, kind.titles)):
            found[called].append(type_id)
    return found


@cache
def _longest_title() -> int:
    return max(map(len, _titles()))


def type_named(kind: RecordType, titles: Sequence[tuple[str, float]]) -> float:
    """How well titles, each with its weight, name this sort; 0 when none does."""
    return max(
        (weight * title_scores(title).get(kind.id, 0.0) for title, weight in titles), default=0
    )
