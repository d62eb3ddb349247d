"""Tables that spread one field over many columns: figures by month, skills by task."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.dates import find_dates
from assistant.model.records import Field, Record, RecordTable
from assistant.records.laying_out import LaidTable, Line
from assistant.records.matching import type_named
from assistant.records.recognising import Titles, Understood, as_type
from assistant.records.shapes import Column
from assistant.records.tables import Head, Source, as_records
from assistant.records.vocabulary import record_type
from assistant.records.wording import words_of

_NAMED = 0.6  # how well a title must name the sort
_FEWEST = 2  # columns that one field is spread over
_MARKS = re.compile(
    r"^\s*(?:[xy✓✔☒●○◐n/+-]|yes|no|ok|[0-5](?:\s*/\s*\d)?|[A-Z]|level\s*\d|trainee|expert)\s*$",
    re.IGNORECASE,
)
_PERIODS = frozenset((one,) for one in "month quarter period week year monat mois".split())
_MONTH_NAMES = re.compile(
    r"^(?:jan|feb|mar|apr|may|mai|jun|jul|aug|sep|sept|oct|okt|nov|dec|dez|q[1-4]|w(?:eek)?\s?\d{1,2})"
    r"[a-zäéû]*\.?(?:[\s/'-]*\d{2,4})?$",
    re.IGNORECASE,
)
_UNTIL = re.compile(r"\b(?:valid|until|expir\w*|due|last good)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Spread:
    """Columns `over` hold the field `value`; their headings are the field `named`.

    `base` are the columns that hold for all of them; `beside` is what the rows say by themselves.
    """

    type: str
    base: Mapping[int, str]
    over: tuple[int, ...]
    value: str
    named: str
    beside: Understood | None = None


def read_wide(
    laid: LaidTable, columns: Sequence[Column], titles: Titles, source: Source
) -> tuple[RecordTable, ...]:
    """A table of this shape with a record for each filled cell; none for any other table.

    Rows that say something beside are records of their own: an authorisation beside courses.
    """
    for spread in (_figures(columns, titles), _skills(laid, columns, titles)):
        if spread is not None and (source.allowed is None or spread.type in source.allowed):
            own = spread.beside and as_records(laid, spread.beside, source)
            return (*([own] if own else ()), _read(laid, spread, source))
    return ()


def _figures(columns: Sequence[Column], titles: Titles) -> _Spread | None:
    """Figures by month: the months below each other, or beside each other."""
    if type_named(record_type("performance"), titles) < _NAMED:
        return None
    months = [at for at, one in enumerate(columns) if _MONTH_NAMES.match(one.heading.strip())]
    numbers = [at for at, one in enumerate(columns) if one.heading and one.shape.numbers >= 0.6]
    if len(months) > _FEWEST:
        known = as_type(
            [one if at not in months else Column("", one.shape) for at, one in enumerate(columns)],
            titles,
            record_type("performance"),
        )
        base = dict(known.fields) if known else {0: "indicator"}
        return _Spread("performance", base, tuple(months), "actual", "period")
    period = next((at for at, one in enumerate(columns) if _is_period(one)), None)
    if period is None:
        return None
    over = tuple(at for at in numbers if at != period)
    known_headings = {words_of(columns[at].heading) for at in over}
    if len(over) < _FEWEST or known_headings & {("target",), ("actual",), ("result",)}:
        return None
    return _Spread("performance", {period: "period"}, over, "actual", "indicator")


def _is_period(column: Column) -> bool:
    return words_of(column.heading) in _PERIODS or column.shape.dates >= 0.9


def _skills(laid: LaidTable, columns: Sequence[Column], titles: Titles) -> _Spread | None:
    """Who can do what: a mark, a level or a day in the column of each task."""
    named = {name: type_named(record_type(name), titles) for name in ("competence", "training")}
    if max(named.values()) < _NAMED:
        return None
    type_id = "competence" if named["competence"] >= named["training"] else "training"
    known = as_type(columns, titles, record_type(type_id)) or as_type(
        columns, titles, record_type("competence")
    )
    base = dict(known.fields) if known else {}
    if "person" not in base.values():
        first = columns[0].heading
        if words_of(first) not in {("name",), ("employee",), ("person",), ("holder",)}:
            return None
        base = {0: "person", **{at: name for at, name in base.items() if at}}
    left = [at for at, one in enumerate(columns) if at not in base and one.heading]
    over = tuple(at for at in left if _is_marked(laid, at) or columns[at].shape.dates >= 0.8)
    if len(over) <= _FEWEST:
        return None
    dated = sum(columns[at].shape.dates >= 0.8 for at in over) > len(over) / 2
    if dated and type_id == "competence" and "task" in base.values():
        return _beside_authorisations(base, over)
    return _skilled(type_id, base, over, dated, any(_UNTIL.search(text) for text, _ in titles))


def _beside_authorisations(base: Mapping[int, str], over: tuple[int, ...]) -> _Spread:
    """Days under other headings than the authorisation's own are of courses."""
    person = {at: name for at, name in base.items() if name == "person"}
    own = Understood("competence", 0.8, dict(sorted(base.items())))
    return _Spread("training", person, over, "trained", "course", own)


def _skilled(
    type_id: str, base: Mapping[int, str], over: tuple[int, ...], dated: bool, until: bool
) -> _Spread:
    if type_id == "training" and dated:
        value, named = ("valid_until" if until else "trained"), "course"
    else:
        type_id, named = "competence", "task"
        value = ("valid_until" if until else "granted") if dated else "level"
    kept = {at: name for at, name in base.items() if name in record_type(type_id).fields}
    return _Spread(
        type_id, {at: name for at, name in kept.items() if name != value}, over, value, named
    )


def _is_marked(laid: LaidTable, column: int) -> bool:
    texts = [line.cells[column] for line in laid.lines if line.cells[column]]
    marked = sum(bool(_MARKS.match(text)) or _is_day(text) for text in texts)
    return bool(texts) and marked >= 0.7 * len(texts)


def _is_day(text: str) -> bool:
    return len(text) <= 30 and bool(find_dates(text))


def _read(laid: LaidTable, spread: _Spread, source: Source) -> RecordTable:
    tables = list(_by_column(laid, spread, source))
    records: list[Record] = [one for table in tables for one in table.records]
    left = {place: why for table in tables for place, why in table.lines_left}
    named = {laid.headings[at]: name for at, name in sorted(spread.base.items())}
    named |= {laid.headings[at]: spread.value for at in spread.over}
    return replace(
        tables[0],
        columns=named,
        unknown=tuple(one for one in laid.headings if one and one not in named),
        records=tuple(records),
        rows=len(laid.lines),
        lines_left=tuple(left.items()),
    )


def _by_column(laid: LaidTable, spread: _Spread, source: Source) -> Iterator[RecordTable]:
    for at in spread.over:
        heading = laid.headings[at]
        kept = [*sorted(spread.base), at]
        lines = tuple(_only(line, kept) for line in laid.lines if line.cells[at])
        if not lines:
            continue
        fields = {place: spread.base.get(old, spread.value) for place, old in enumerate(kept)}
        part = replace(
            laid, headings=tuple(laid.headings[old] for old in kept), lines=lines, aside=()
        )
        told = Field(spread.named, heading, heading, heading, f"{laid.name}, {heading}", "")
        head = Head({spread.named: told})
        yield as_records(part, Understood(spread.type, 0.8, fields), source, head)


def _only(line: Line, kept: Sequence[int]) -> Line:
    return replace(line, cells=tuple(line.cells[at] for at in kept))
