"""What the rules look at on a day: records by sort and by what they name, and the documents."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Protocol, runtime_checkable

from assistant.dates import find_dates
from assistant.gaps.cells import day, is_filled, references, text
from assistant.gaps.lapses import Place
from assistant.gaps.names import organisation, person, plain
from assistant.gaps.papers import Papers
from assistant.gaps.rules import Rule
from assistant.gaps.spans import Span, Use
from assistant.gaps.stems import stems
from assistant.model.clauses import ClauseNumber
from assistant.model.records import FieldKind, NotUnderstood, Record, Standing
from assistant.records.left_over import says_yes_or_no
from assistant.records.states import standing_of
from assistant.records.vocabulary import record_types
from assistant.trace.breaks import Break
from assistant.trace.building import graph_of
from assistant.trace.finding import breaks_of

_SAMPLE = 100  # rows by which a table's habit is judged
_ASKED = frozenset({"effectiveness"})
"""Fields whose heading is a question that sentences repeat: `Helped?`."""
_GENERAL = stems(
    "number no nr id ref reference code name title entry item lot mark tag serial document part "
    "order person who what when date day log line sheet action actions check checked result review "
    "report"
)
_LONGEST_HEADING = 40  # characters
_MOST_WORDS = 2  # of a cell that says a state; of a longer one the first word tells
_LONGEST_DAY = 40  # characters of a cell that says a day
_OVER = frozenset({Standing.CLOSED, Standing.REJECTED, Standing.SUSPENDED, Standing.APPROVED})
_DIGITS = re.compile(r"\d+")


class HeldRecords(Protocol):
    """Records by sort: a `RecordBook` is one."""

    def of(self, type_id: str) -> Sequence[Record]:
        """Every record of a sort, in reading order."""


@runtime_checkable
class TellsWhatIsLeft(Protocol):
    """Records that also say which tables nobody could place: a `RecordBook` does."""

    @property
    def not_understood(self) -> tuple[NotUnderstood, ...]:
        """Tables that look like registers and were not understood."""


@dataclass(frozen=True, slots=True)
class Term:
    """How long something may take or stay undone, and who says so.

    `source` names it in a sentence; `place` is the organisation's own, None when customary.
    """

    span: Span
    source: str
    place: Place | None


class Ground:
    """The records and documents of a day, indexed once for all rules."""

    def __init__(self, records: HeldRecords, papers: Papers) -> None:
        self._records = records
        self.papers = papers
        self.as_of = papers.as_of
        self._of: dict[str, Sequence[Record]] = {}
        self._by: dict[tuple[str, str], Mapping[str, Sequence[Record]]] = {}
        self._named: dict[tuple[str, str], Mapping[str, Sequence[Record]]] = {}
        self._kept: dict[tuple[str, str, str], int] = {}
        self._headings: dict[tuple[str, str, str, str], str] = {}
        self._home: dict[str, frozenset[str]] = {}
        self._same: dict[str, Mapping[str, Sequence[Record]]] = {}
        self._says: dict[tuple[str, str, str, str], float] = {}
        self._people: Mapping[str, Sequence[Record]] | None = None

    def of(self, type_id: str) -> Sequence[Record]:
        """Every record of a sort that was there on the day."""
        if type_id not in self._of:
            self._of[type_id] = tuple(
                one
                for one in self._records.of(type_id)
                if (_began(one) or date.min) <= self.as_of  # later: it was not there yet
            )
        return self._of[type_id]

    def whole(self, type_id: str) -> Sequence[Record]:
        """Every record of a sort, those of later days too: a log as it is kept now."""
        return self._records.of(type_id)

    @cached_property
    def chain_breaks(self) -> Sequence[Break]:
        """Where the chains of lots, orders and papers break."""
        return breaks_of(graph_of(self))

    @cached_property
    def prints(self) -> Sequence[str]:
        """What tells every revision held, and where it stood on the day."""
        standing = self.papers.standing
        return tuple(sorted(f"{one.id} {standing[one.id]}" for one in self.papers.revisions))

    def prints_of(self, types: Iterable[str]) -> Sequence[str]:
        """The same of the revisions that hold records of these sorts."""
        return tuple(sorted({home for type_id in types for home in self._homes(type_id)}))

    def _homes(self, type_id: str) -> frozenset[str]:
        if type_id not in self._home:
            self._home[type_id] = frozenset(one.revision for one in self._records.of(type_id))
        return self._home[type_id]

    def all_of(self, types: Iterable[str]) -> list[Record]:
        """Every record of several sorts."""
        return [record for type in types for record in self.of(type)]

    def by(self, type: str, name: str) -> Mapping[str, Sequence[Record]]:
        """Records of a sort by the identifiers in a field, in one spelling."""
        if (type, name) not in self._by:
            found: defaultdict[str, list[Record]] = defaultdict(list)
            for record in self.of(type):
                for each in references(record, name):
                    found[plain(each)].append(record)
            self._by[type, name] = found
        return self._by[type, name]

    def named(self, type: str, name: str) -> Mapping[str, Sequence[Record]]:
        """Records of a sort by the first word of the organisation or person in a field."""
        if (type, name) not in self._named:
            found: defaultdict[str, list[Record]] = defaultdict(list)
            for record in self.of(type):
                words = organisation(text(record, name))
                if words:
                    found[words[0]].append(record)
            self._named[type, name] = found
        return self._named[type, name]

    def keeps(self, record: Record, name: str) -> float:
        """Share of the record's own table in which a field is filled, 0.0 … 1.0."""
        table = _table(record)
        if (record.type, "", "") not in self._kept:
            self._count(record.type)
        rows = self._kept.get((record.type, *table), 0)
        filled = self._kept.get((f"{record.type}.{name}", *table), 0)
        return filled / rows if rows else 0.0

    def rows(self, record: Record) -> int:
        """How many records the record's own table has."""
        self.keeps(record, "")
        return self._kept.get((record.type, *_table(record)), 0)

    def heading(self, record: Record, name: str) -> str:
        """What the record's own table calls a field, else the field's name."""
        field = record.fields.get(name)
        if field is not None:
            return field.header or name.replace("_", " ")
        self.keeps(record, name)
        return self._headings.get((record.type, name, *_table(record)), name.replace("_", " "))

    def same(self, record: Record) -> Sequence[Record]:
        """The records of one thing: those of the sort with the same identifier, itself too."""
        key = plain(record.key)
        if not (any(one.isdigit() for one in key) and any(one.isalpha() for one in key)):
            return (record,)
        if record.type not in self._same:
            found: defaultdict[str, list[Record]] = defaultdict(list)
            for one in self.of(record.type):
                found[plain(one.key)].append(one)
            self._same[record.type] = found
        return self._same[record.type].get(key, (record,))

    def began(self, record: Record) -> date | None:
        """The first day on which something it tells of was done."""
        return _began(record)

    def was_done(self, record: Record, name: str) -> bool:
        """Whether a field says that something was done; a later day says it was not yet."""
        on = day(record, name)
        return on <= self.as_of if on else is_filled(record, name)

    def called(self, record: Record) -> str:
        """What to call a record: its key, with its document where the key is a bare number."""
        key = record.key or record.row.partition("!")[2]
        if any(character.isalpha() for character in key):
            return key
        return f"{self.named_in(record)} no. {key}" if key else self.named_in(record)

    def says_in_place(self, record: Record, name: str) -> bool:
        """Whether the cell of a field says anything at all, be it a dash or "n/a"."""
        heading = self.heading(record, name)
        passage = self.papers.passage(record.passage)
        return passage is not None and any(
            head == heading and said.strip() for head, said in passage.cells
        )

    def usually_says(self, record: Record, name: str) -> float:
        """Share of the table's rows whose cell says anything, a dash included; from a sample."""
        key = record.type, name, *_table(record)
        if key not in self._says:
            rows = [one for one in self.of(record.type) if _table(one) == _table(record)]
            asked = rows[:: max(1, len(rows) // _SAMPLE)]
            heading = self.heading(record, name)
            passages = self.papers.passages_by_id({one.passage for one in asked})
            said = sum(
                any(head == heading and text.strip() for head, text in passage.cells)
                for passage in passages.values()
            )
            self._says[key] = said / len(passages) if passages else 0.0
        return self._says[key]

    def left_over(self, record: Record, names: Iterable[str]) -> tuple[str, ...]:
        """Columns of the row nobody understood that may hold what fields of these names would say.

        Asked only of fields that no column of its table was taken for.
        """
        fields = record_types()[record.type].fields
        looked_for = {
            fields[name].kind for name in names if name in fields and not self.keeps(record, name)
        }
        began = _began(record) or date.min
        return tuple(
            heading
            for heading, said in record.rest.items()
            if len(heading) <= _LONGEST_HEADING  # a longer one is a sentence of a form
            and any(_may_be(said, kind, began) for kind in looked_for)
        )

    def named_in(self, record: Record) -> str:
        """The document a record stands in, as people call it."""
        found = self.papers.by_id.get(record.revision)
        return found.number if found else "another record"

    def people(self, name: str) -> Sequence[Record]:
        """Authorisations of whoever has this surname."""
        if self._people is None:
            found: defaultdict[str, list[Record]] = defaultdict(list)
            for record in self.of("competence"):
                found[person(text(record, "person"))[0]].append(record)
            self._people = found
        return self._people.get(person(name)[0], ())

    def has_series(self, known: Mapping[str, object], each: str) -> bool:
        """Whether others of the same form are known: letters and signs alike, digits aside."""
        form = _DIGITS.sub("0", each)
        return any(_DIGITS.sub("0", one) == form for one in known)

    def _count(self, type: str) -> None:
        self._kept[type, "", ""] = 1
        for record in self.of(type):
            table = _table(record)
            self._kept[type, *table] = self._kept.get((type, *table), 0) + 1
            for name, field in record.fields.items():
                self._headings.setdefault((type, name, *table), field.header)
                if field.text.strip():
                    key = (f"{type}.{name}", *table)
                    self._kept[key] = self._kept.get(key, 0) + 1

    def term(self, rule: Rule, use: Use, limit: str, unit: str) -> Term:
        """The organisation's own span for the topic of a rule, else the rule's limit.

        A limit that the organisation changed comes before both. Spans of fewer days than the
        rule's `shortest` are about something else: nobody reviews every document daily.
        """
        customary = Span(rule.limits[limit], unit)
        if rule.changed:
            return Term(customary, f"the organisation's own limit ({rule.changed})", None)
        vetoed = stems(" ".join(rule.all("veto")))
        shortest = int(rule.one("shortest") or 0)
        stated = [
            one
            for one in self.papers.stating(self._in_own_words(rule), use)
            if not vetoed & one.near and one.span.days >= shortest
        ]
        if stated:
            first = stated[0]
            return Term(first.span, first.revision.number, first.place)
        return Term(customary, "custom, no document in force says how long", None)

    def _in_own_words(self, rule: Rule) -> tuple[frozenset[str], ...]:
        """The topic with what the organisation's own log calls the thing, and asks of it."""
        topic, sort = list(rule.topic), record_types().get(rule.one("type"))
        if not topic or sort is None:
            return rule.topic
        asked = [one for one in rule.all("done") if one in _ASKED]
        for at, names in ((0, [sort.key]), (-1, asked)):
            topic[at] |= frozenset(
                word
                for name in names
                for heading in self._headings_of(sort.id, name)
                for word in stems(heading) - _GENERAL
            )
        return tuple(topic)

    def _headings_of(self, type_id: str, name: str) -> set[str]:
        """What the tables of a sort call a field."""
        for record in self.of(type_id)[:1]:
            self.keeps(record, name)
        return {
            heading
            for (sort, field, *_), heading in self._headings.items()
            if (sort, field) == (type_id, name)
        }


def _may_be(said: str, kind: FieldKind, began: date) -> bool:
    """Whether a cell may be what a field of this kind holds: a day, a state, a yes or no."""
    if kind is FieldKind.DATE:
        found = find_dates(said) if len(said) <= _LONGEST_DAY else []
        return len(found) == 1 and found[0].value >= began
    if kind in (FieldKind.STATE, FieldKind.YES_NO, FieldKind.TEXT):
        first = said.split()[0] if len(said.split()) > _MOST_WORDS else said
        return says_yes_or_no(said) or standing_of(first) in _OVER
    return False


def recorded_clauses(ground: Ground) -> frozenset[ClauseNumber]:
    """The clauses whose sorts of record are held, be it in a single row."""
    return frozenset(
        ClauseNumber.parse(clause)
        for name, kind in record_types().items()
        if ground.of(name)
        for clause in kind.clauses
    )


def clauses_perhaps_held(tables: Iterable[NotUnderstood]) -> Mapping[ClauseNumber, str]:
    """Clauses of which a table that was not understood may be the record, and that table."""
    found: dict[ClauseNumber, str] = {}
    for one in tables:
        sort = record_types().get(one.likeliest or "")
        for clause in sort.clauses if sort else ():
            found.setdefault(ClauseNumber.parse(clause), str(one))
    return found


_BEGINNINGS = frozenset(
    """opened requested ordered received inspected split shipped issued reviewed evaluated
    calibrated trained granted done held made read measured surveyed effective""".split()
)


def _began(record: Record) -> date | None:
    days = [
        field.value
        for name, field in record.fields.items()
        if name in _BEGINNINGS and isinstance(field.value, date)
    ]
    return min(days, default=None)


def _table(record: Record) -> tuple[str, str]:
    return record.revision, record.row.partition("!")[0]


def newest(records: Iterable[Record], name: str) -> Record | None:
    """The record with the latest day in a field; None when none has one."""
    dated = [(found, record) for record in records if (found := day(record, name))]
    return max(dated, key=lambda one: one[0])[1] if dated else None
