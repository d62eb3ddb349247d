"""What sort of record a table is, and which column holds what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations
from math import exp

from assistant.model.records import DateRole, FieldKind
from assistant.records.left_over import completed
from assistant.records.matching import rarity, scores, type_named
from assistant.records.shapes import Column, fitness
from assistant.records.vocabulary import FieldType, RecordType, record_types
from assistant.records.wording import words_of

PLACED = 0.45
"""Confidence from which a table is taken for a sort of record."""

_FEWEST = (
    3  # fields of a table; fewer are enough only where all columns are known and one is its name
)
_NAMES_FIELD = 0.61  # from which a heading counts as naming a field
_TITLE, _TELLING, _SHARE, _KEY = 0.4, 0.3, 0.2, 0.1  # parts of the confidence
_BARE = (("date",), ("by",))
_NAMED = 0.6  # how well a title must name a sort before values alone tell columns
_BY_VALUES = 0.5  # what a column counts that its values alone tell
_NOT_DUE = 0.4
_ENOUGH_VALUES = 4  # cells from which their being all different says something
_NAMED_ROWS = 0.9  # of the rows have a name, where a column is one of names
_ENOUGH = 1.4  # evidence of headings at which its part is two thirds full


@dataclass(frozen=True, slots=True)
class Understood:
    """The sort of a table with `confidence` (0 … 1), and column -> field name."""

    type: str
    confidence: float
    fields: Mapping[int, str]
    by_values: str = ""  # the heading taken for the name of the rows by its values alone


Titles = Sequence[tuple[str, float]]
"""Texts that may name the sort, each with its weight (0 … 1]."""


def recognise(
    columns: Sequence[Column], titles: Titles, allowed: Sequence[str] | None = None
) -> Understood | None:
    """The likeliest sort of `allowed` (None: of all); None when no heading fits any."""
    types = record_types()
    tried = [types[name] for name in (types if allowed is None else allowed)]
    found = [one for kind in tried if (one := as_type(columns, titles, kind)) is not None]
    likeliest = max(found, key=lambda one: one.confidence, default=None)
    if likeliest is None:
        return None
    fields = completed(columns, likeliest.fields, types[likeliest.type])
    return replace(likeliest, fields=fields)


def as_said(
    columns: Sequence[Column], kind: RecordType, said: Mapping[str, str | None]
) -> Understood:
    """The table as a person says it is: `said` maps headings to fields, None to none.

    Columns that are not named are recognised among the fields that are left.
    """
    given: dict[int, str] = {}
    for at, column in enumerate(columns):
        name = said.get(column.heading)
        if name is not None and name not in given.values():
            given[at] = name
    unnamed = [
        Column("" if one.heading in said else one.heading, one.shape, one.cells) for one in columns
    ]
    found = _assigned(_pairs(unnamed, kind))
    taken = set(given.values())
    others = {at: name for at, (name, _) in found.items() if name not in taken}
    return Understood(kind.id, 1.0, completed(unnamed, {**others, **given}, kind))


def as_type(columns: Sequence[Column], titles: Titles, kind: RecordType) -> Understood | None:
    """How the table reads as one sort; None when no column fits."""
    fields = _assigned(_pairs(columns, kind))
    titled = type_named(kind, titles)
    if titled >= _NAMED:
        told = completed(columns, {at: name for at, (name, _) in fields.items()}, kind)
        fields |= {at: (name, _BY_VALUES) for at, name in told.items() if at not in fields}
    named = sum(1 for column in columns if column.heading and column.shape.filled) or 1
    headed = sum(1 for column in columns if column.heading)
    has_key = kind.key in {name for name, _ in fields.values()}
    if len(fields) < _FEWEST and not (has_key and len(fields) == headed > 1):
        return None
    evidence = sum(
        score * rarity(columns[at].heading)
        for at, (_, score) in fields.items()
        if score > _BY_VALUES
    )
    share = min(1.0, sum(score for _, score in fields.values()) / named)
    names = {at: name for at, (name, _) in sorted(fields.items())}
    by_values = ""
    if not has_key and (at := _by_values(columns, names, kind)) is not None:
        names[at], by_values = kind.key, columns[at].heading
    confidence = (
        _TITLE * titled
        + _TELLING * (1 - exp(-evidence / _ENOUGH))
        + _SHARE * share
        + _KEY * has_key
    )
    return Understood(kind.id, confidence, names, by_values)


def _by_values(columns: Sequence[Column], names: Mapping[int, str], kind: RecordType) -> int | None:
    """The one column nobody recognised, or the first, whose cells are identifiers, each another."""
    if kind.fields[kind.key].kind is not FieldKind.IDENTIFIER:
        return None
    found = [
        at
        for at, column in enumerate(columns)
        if at not in names
        and column.heading
        and column.shape.identifiers >= 0.9
        and column.shape.distinct >= 0.95
        and column.shape.filled >= _ENOUGH_VALUES
        and column.filled_share >= _NAMED_ROWS
    ]
    return found[0] if len(found) == 1 or found[:1] == [0] else None


def _pairs(columns: Sequence[Column], kind: RecordType) -> list[tuple[float, int, str]]:
    """(score, minus the column, field) of every column and field that go together."""
    headings = tuple(column.heading for column in columns)
    pairs = [
        (score * _agreement(columns[at], kind.fields[name]), -at, name)
        for at, name, score in _named(headings, kind.id)
    ]
    return [pair for pair in pairs if pair[0] >= _NAMES_FIELD]


@lru_cache(maxsize=8192)
def _named(headings: tuple[str, ...], type_id: str) -> tuple[tuple[int, str, float], ...]:
    """(column, field, score) of what headings name, whatever stands below them."""
    return tuple(
        (at, name, score)
        for at, heading in enumerate(headings)
        if heading
        for name, score in _scores(headings, at, type_id).items()
        if score >= _NAMES_FIELD
    )


def _scores(headings: Sequence[str], at: int, type_id: str) -> Mapping[str, float]:
    """What the heading of a column names; a bare "on" or "by" goes with the heading before it."""
    own = scores(headings[at], type_id)
    if not at or words_of(headings[at]) not in _BARE or not headings[at - 1]:
        return own
    joined = scores(f"{headings[at - 1]} {headings[at]}", type_id)
    return {**own, **{name: 0.98 * score for name, score in joined.items()}}


def _agreement(column: Column, field: FieldType) -> float:
    """How well a column's values agree with a field: `answer by` over days is when it is due."""
    agreement = fitness(column.shape, field.kind)
    by = column.shape.dates >= 0.5 and words_of(column.heading)[-1:] == ("by",)
    return agreement * _NOT_DUE if by and field.role is not DateRole.DUE else agreement


def _assigned(pairs: Sequence[tuple[float, int, str]]) -> dict[int, tuple[str, float]]:
    """Column -> (field, score): the best pairs first, every column and field once."""
    fields: dict[int, tuple[str, float]] = {}
    taken: set[str] = set()
    for score, negative, name in sorted(pairs, reverse=True):
        if -negative not in fields and name not in taken:
            fields[-negative] = (name, score)
            taken.add(name)
    _exchange(fields, {(-negative, name): score for score, negative, name in pairs})
    return fields


def _exchange(
    fields: dict[int, tuple[str, float]], score_of: Mapping[tuple[int, str], float]
) -> None:
    """Exchange the fields of two columns where both together then fit better."""
    for one, other in combinations(list(fields), 2):
        (mine, my_score), (its, its_score) = fields[one], fields[other]
        mine_there, its_here = score_of.get((other, mine), 0.0), score_of.get((one, its), 0.0)
        if min(mine_there, its_here) > 0 and mine_there + its_here > my_score + its_score:
            fields[one], fields[other] = (its, its_here), (mine, mine_there)
