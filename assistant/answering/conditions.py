"""Conditions on the rows of a log, read off a question: a day, a state, a number, words."""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache, partial

from assistant.answering.log_books import Log, cell, is_blank, is_no, is_yes, number
from assistant.answering.row_states import DUE_COLUMN, STATE_COLUMN, before, days_in, is_open
from assistant.answering.row_times import (
    FALLS_DUE,
    STILL_OPEN,
    TIME_WORDS,
    Condition,
    meets,
    of_time,
    of_time_named,
    runs_out,
)
from assistant.answering.row_words import (
    BY_THE_END,
    CARRIERS,
    DONE_WORDS,
    LIMIT_WORDS,
    NEGATED,
    NEUTRAL,
    PEOPLE,
    PERSON,
    SOME,
    WHO_MAY,
    asks_who_has,
)
from assistant.answering.undone import denied_stem, undone_columns
from assistant.dates import parse_date
from assistant.language.amounts import Amount, Limits, Measure, limits
from assistant.language.periods import Period
from assistant.language.question import Subject
from assistant.language.words import Thesaurus, words
from assistant.model.passages import Passage

_FEW_VALUES, _FEW_FITTING = 15, 3
_LIGHT = 0.5  # weight of a word so common that it may stand for nothing in the log


@dataclass(slots=True)
class Conditions:
    """What rows must meet, and how many common words of the question stand for nothing there."""

    found: list[Condition] = field(default_factory=list)
    ignored: int = 0
    untold: bool = False  # whether one of those words says something that may matter


@dataclass(frozen=True, slots=True)
class RowQuestion:
    """A question put to one log on a day."""

    text: str
    log: Log
    as_of: date
    thesaurus: Thesaurus

    def conditions(self, subjects: Sequence[Subject]) -> Conditions | None:
        """What rows must meet; None when a subject stays unexplained."""
        numbers = list(self._of_number(subjects))
        undone = list(self._undone())
        times = (
            [] if undone else of_time(self.text, self.log, self.as_of, named=self._due(subjects))
        )
        made = Conditions([*times, *undone, *self._of_state(), *self._of_phrase(), *numbers])
        left = [one for one in subjects if not _told_by_state(one, made.found)]
        for subject in sorted(left, key=lambda one: bool(one.stems)):
            if not self._explained(subject, subjects, made):
                return None
        if WHO_MAY.search(self.text) and any(map(DUE_COLUMN.search, self.log.headers)):
            made.found.append(_not_run_out(self.as_of))
        return made

    def _explained(self, subject: Subject, subjects: Sequence[Subject], made: Conditions) -> bool:
        """Whether the subject is accounted for, its condition added to those made."""
        still = STILL_OPEN.search(self.text) and subject.stems
        if self._is_undone(subject) or (still and set(subject.stems) <= DONE_WORDS):
            return True
        if subject.period is not None:
            return self._time_explained(subject.period, subject, subjects, made)
        if subject.amount is not None or all(_is_of_limits(one) for one in subject.stems):
            return bool(made.found)
        header = self._header(subject) if not subject.exact else None
        if header is not None and (stated := self._stated(header, subjects)):
            made.found.append(stated)
            return True
        if header is not None:
            made.found += self._held(header)
            return True
        if set(subject.stems) <= TIME_WORDS and any(not one.by_words for one in made.found):
            return True
        if by_value := self._by_value(subject):
            made.found.append(by_value)
            return True
        carries = set(subject.stems) <= CARRIERS and any(map(self._header, subjects))
        if carries or self._is_kind_of_a_code(subject, subjects) or self._is_of_people(subject):
            return True
        made.ignored += 1
        made.untold |= not set(subject.stems) <= NEUTRAL
        return subject.weight <= _LIGHT

    def _is_kind_of_a_code(self, subject: Subject, subjects: Sequence[Subject]) -> bool:
        """Whether it only says what a code beside it is: *batch* M26, *order* 4711."""
        name = re.escape(subject.text)
        return any(
            re.search(rf"\b{name}\s+(?:(?:no|number|nr)\b\W*)?{re.escape(code.text)}", self.text)
            for code in subjects
            if code.is_code
        )

    def _is_of_people(self, subject: Subject) -> bool:
        """Whether it says "staff" of a log that has a row for each person."""
        return set(subject.stems) <= PEOPLE and bool(PERSON.search(self.log.headers[0]))

    def _time_explained(
        self, period: Period, subject: Subject, subjects: Sequence[Subject], made: Conditions
    ) -> bool:
        if self._of_that_time(period):
            return True
        if in_time := self._in_time(subject, subjects):
            made.found.append(in_time)
        return in_time is not None

    def _undone(self) -> Iterator[Condition]:
        """Rows with nothing in the column of what the question says was not done."""
        for header in undone_columns(self.text, self.log):
            empty = partial(_cell_is, header, is_blank)
            yield Condition(f"nothing under {header}", empty, negated=True)

    def _is_undone(self, subject: Subject) -> bool:
        """Whether the subject is what was not done, already a condition."""
        said = {*subject.stems, *filter(None, (denied_stem(subject.text),))}
        named = undone_columns(self.text, self.log) if not subject.exact and said else []
        return any(said & {word.stem for word in words(header)} for header in named)

    def _of_that_time(self, period: Period) -> bool:
        """Whether the log is of the year named as a whole, and what is asked has no day yet."""
        whole = (period.start.month, period.start.day, period.end.month, period.end.day)
        year = re.search(rf"\b{period.start.year}\b", self.log.name)
        undone = undone_columns(self.text, self.log) or STILL_OPEN.search(self.text)
        return bool(undone and year) and whole == (1, 1, 12, 31)

    def _due(self, subjects: Sequence[Subject]) -> str:
        """The column of last good days that the question names; "" for none."""
        telling = [one for one in subjects if one.stems and not set(one.stems) <= TIME_WORDS]
        named = [h for one in telling if not one.exact and (h := self._header(one))]
        return next((one for one in named if runs_out(self.log, one, self.as_of)), "")

    def _held(self, header: str) -> Iterator[Condition]:
        """Rows of those who have what the column is about, when the question asks who may."""
        if not asks_who_has(self.text) or not self._says_who_has(header):
            return
        if runs_out(self.log, header, self.as_of):
            lasts = partial(_lasts, header, self.as_of)
            yield Condition(f"{header} on or after {self.as_of}", lasts, by_words=True)
        else:
            yield Condition(f"something under {header}", partial(_filled, header), by_words=True)

    def _says_who_has(self, header: str) -> bool:
        """Whether a column holds days or blanks, some of each, one row for each person or thing."""
        first = self.log.headers[0]
        names = self.log.values(first)
        return self.log.is_dated(header) and header != first and len(set(names)) == len(names)

    def _header(self, subject: Subject) -> str | None:
        """The column whose heading names the subject."""
        fits = [(subject.matches(self.thesaurus.keys(one)), one) for one in self.log.headers]
        best = max(fits, key=lambda one: one[0], default=(0.0, ""))
        return best[1] if best[0] else None

    def _stated(self, header: str, subjects: Sequence[Subject]) -> Condition | None:
        """Rows that say yes, or no when the question does; rows that count at least one.

        Only when the question names the whole heading: "stock" is not "Stock checked".
        """
        log = self.log
        telling = [word for word in words(header) if not word.is_stop_word]
        named = (any(s.matches(self.thesaurus.keys(w.text)) for s in subjects) for w in telling)
        if not all(named):
            return None
        if log.says_yes_or_no(header):
            if NEGATED.search(self.text):
                holds = partial(_cell_is, header, is_no)
                return Condition(f"{header}: no", holds, by_words=True, negated=True)
            return Condition(f"{header}: yes", partial(_cell_is, header, is_yes), by_words=True)
        if log.is_numeric(header) and SOME.search(self.text) and not limits(self.text):
            at_least_one = partial(_number_in, header, Limits(0, 1e12, Measure.COUNT, False))
            return Condition(f"{header}: more than 0", at_least_one, by_words=True)
        return None

    def _of_number(self, subjects: Sequence[Subject]) -> Iterator[Condition]:
        """Rows whose number in a column named lies within the limits the question sets."""
        set_ones = [one for one in limits(self.text) if one.measure is not Measure.TIME]
        for subject in subjects:
            if _is_listed(subject, self.text):
                continue
            header = self._header(subject) if set_ones and not subject.exact else None
            if header is not None and self.log.is_numeric(header):
                [first, *_] = set_ones
                yield Condition(f"{header}: {_in_words(first)}", partial(_number_in, header, first))
                return

    def _of_state(self) -> Iterator[Condition]:
        """Rows of the state the question names as it stands in the log: "in use", "on hold"."""
        asked = " ".join(self.text.casefold().split())
        states = {
            (header, value)
            for row in self.log.rows
            for header, value in row.cells
            if STATE_COLUMN.search(header) and len(value) > 3 and value.casefold() in asked
        }
        for header in sorted({header for header, _ in states}):
            values = {value for name, value in states if name == header}
            stated = ", ".join(sorted(values))
            if any(_denied(value, asked) for value in values):
                lacks = partial(_lacks, header, values)
                yield Condition(f"{header}: not {stated}", lacks, by_words=True, negated=True)
            else:
                holds = partial(_has, header, values)
                yield Condition(f"{header}: {stated}", holds, by_words=True)

    def _of_phrase(self) -> Iterator[Condition]:
        """Rows with a cell of several words that stands in the question as it is."""
        asked = self.text.casefold()
        for header in self.log.headers:
            values = {
                v for v in self.log.values(header) if _plain(v).count(" ") > 2 and _said(v, asked)
            }
            if values and not STATE_COLUMN.search(header):
                longest = max(values, key=len)
                has = partial(_has, header, {longest})
                yield Condition(f"{header}: {longest}", has, by_words=True)

    def _by_value(self, subject: Subject) -> Condition | None:
        """Rows with a cell that names the subject, in a column of few values (or for a code)."""
        columns: defaultdict[str, set[str]] = defaultdict(set)
        for row in self.log.rows:
            for header, value in row.cells:
                columns[header].add(value)
        naming = {h: self._naming(subject, values) for h, values in columns.items()}
        naming = {header: values for header, values in naming.items() if values}
        if not naming:
            return None
        shown = ", ".join(
            f"{header}: {next(iter(values)) if len(values) == 1 else subject.text}"
            for header, values in naming.items()
        )
        return Condition(shown, partial(_has_any, naming), by_words=True)

    def _naming(self, subject: Subject, values: Collection[str]) -> frozenset[str]:
        """The values of a column that name the subject; none for a column of free text."""
        fitting = {one: self._level(subject, one) for one in values}
        fitting = self._closest(subject, {one: level for one, level in fitting.items() if level})
        few = len(values) <= max(_FEW_VALUES, len(self.log.rows) // 3)
        plain = len(fitting) <= _FEW_FITTING and 1.0 in fitting.values()
        return frozenset(fitting) if few or subject.exact or plain else frozenset()

    def _level(self, subject: Subject, value: str) -> float:
        """How well a cell names the subject: a code is also named by a part of its lot."""
        level = subject.matches(self.thesaurus.keys(value))
        if level == 1.0 and len(subject.stems) < len(words(subject.text)):
            return level if _said(subject.text, value) else 0.0
        if level and not subject.exact and level < 1.0 and not self._is_one(subject, value):
            return 0.0
        part = rf"(?<!\w){re.escape(subject.text)}/\w"
        return level or float(subject.is_code and bool(re.search(part, value, re.IGNORECASE)))

    def _is_one(self, subject: Subject, value: str) -> bool:
        """Whether a thing of a cell is what the subject means: a calliper, not a calliper box."""
        for thing in re.split(r"[,;/&]|\band\b", value):
            named = re.split(r"\b(?:of|for|with|in|to|from)\b|[(\d]", thing)[0]
            heads = [word.text for word in words(named) if len(word.text) > 2]
            head = " ".join(heads[-2:])
            whole = self.thesaurus.keys(heads[-1]).groups if heads else frozenset[int]()
            if subject.groups & (whole | _of_phrase_only(self.thesaurus, head)):
                return True
        return False

    def _closest(self, subject: Subject, fitting: dict[str, float]) -> dict[str, float]:
        """Of values that only mean the same, those that mean it in most ways."""
        shared = {one: len(subject.groups & self.thesaurus.keys(one).groups) for one in fitting}
        most = max(shared.values(), default=0)
        return {
            one: level
            for one, level in fitting.items()
            if level == 1.0 or shared[one] == most or not subject.groups
        }

    def _in_time(self, subject: Subject, subjects: Sequence[Subject]) -> Condition | None:
        """Rows with a day in the time named: of the column asked about, else their first day."""
        period = subject.period
        assert period is not None
        if FALLS_DUE.search(self.text) and BY_THE_END.search(self.text[: period.at]):
            period = replace(period, start=min(self.as_of, period.start))
        if FALLS_DUE.search(self.text):
            due = self._due(subjects)
            if not due and not any(map(DUE_COLUMN.search, self.log.headers)):
                return None
            column = re.compile(rf"^{re.escape(due)}$") if due else DUE_COLUMN
            return Condition(
                f"{due or 'a due date'} in {subject.text}, those done with left out",
                lambda row: is_open(row) and meets(period, days_in(row, column)),
            )
        named = [h for one in subjects if (h := self._header(one)) and self.log.is_dated(h)]
        if named:
            return Condition(
                f"{named[0]} in {subject.text}",
                lambda row: meets(period, [parse_date(cell(row, named[0]))]),
            )
        return Condition(f"a date in {subject.text}", lambda row: of_time_named(row, period))


def _is_of_limits(stem: str) -> bool:
    return stem.isdigit() or stem in LIMIT_WORDS


def _is_listed(subject: Subject, text: str) -> bool:
    """Whether the subject is what is counted or listed, not a column: "which risks are over 10"."""
    name = re.escape(subject.text)
    lists = rf"\b(?:which|what|how\s+many|list|show|all)\s+(?:[\w-]*[^\W_s]\s+)?{name}\b"
    return re.search(lists, text, re.IGNORECASE) is not None


def _cell_is(header: str, test: Callable[[str], bool], row: Passage) -> bool:
    return test(cell(row, header))


def _said(phrase: str, text: str) -> bool:
    """Whether a phrase stands in a text, signs aside: "goods in" in "goods-in bench"."""
    return _plain(phrase) in _plain(text)


@lru_cache(maxsize=50_000)
def _plain(text: str) -> str:
    return f" {' '.join(word.text.casefold() for word in words(text))} "


def _of_phrase_only(thesaurus: Thesaurus, phrase: str) -> frozenset[int]:
    """The groups of a phrase as a whole, not those of its words."""
    stems = [word.stem for word in words(phrase)]
    spans = thesaurus.spans(stems)
    return frozenset(g for at, to, groups in spans if to - at == len(stems) for g in groups)


def _not_run_out(as_of: date) -> Condition:
    return Condition(f"no last day before {as_of}", lambda row: not before(row, DUE_COLUMN, as_of))


def _lasts(header: str, as_of: date, row: Passage) -> bool:
    day = parse_date(cell(row, header))
    return day is not None and day >= as_of


def _filled(header: str, row: Passage) -> bool:
    return not is_blank(cell(row, header))


def _number_in(header: str, wanted: Limits, row: Passage) -> bool:
    value = number(cell(row, header))
    return value is not None and wanted.hold(Amount(value, wanted.measure, 0, 0))


def _in_words(one: Limits) -> str:
    low, high = f"{one.low:g}", f"{one.high:g}"
    if one.high == float("inf"):
        return f"{'at least' if one.with_low else 'more than'} {low}"
    if one.low == float("-inf"):
        return f"{'at most' if one.with_high else 'less than'} {high}"
    return f"{low} to {high}"


def _has(header: str, values: Collection[str], row: Passage) -> bool:
    return any(h == header and value in values for h, value in row.cells)


def _has_any(naming: Mapping[str, Collection[str]], row: Passage) -> bool:
    return any(value in naming.get(header, ()) for header, value in row.cells)


def _lacks(header: str, values: Collection[str], row: Passage) -> bool:
    return not _has(header, values, row)


def _denied(value: str, asked: str) -> bool:
    """Whether the question says "not" of a state."""
    said = re.escape(value.casefold())
    return re.search(rf"\b(?:not|never|\w+n['’]?t)\s+(?:yet\s+|been\s+)?{said}", asked) is not None


def _told_by_state(subject: Subject, conditions: Sequence[Condition]) -> bool:
    """Whether a state named already says what the subject says."""
    stated = " ".join(one.name.casefold() for one in conditions if one.by_words)
    return bool(stated) and subject.text.casefold() in stated
