"""Conditions on the rows of a log, read off a question: a day, a state, a number, words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial

from assistant.answering.log_books import Log, cell, heading, is_blank, is_no, is_yes
from assistant.answering.row_dues import due_days, replaced, unread_day
from assistant.answering.row_measures import keys_of, of_measure
from assistant.answering.row_states import DUE_COLUMN, TIME_WORDS
from assistant.answering.row_tests import (
    cell_is,
    filled,
    in_words,
    lasts,
    not_run_out,
    number_in,
)
from assistant.answering.row_times import (
    FALLS_DUE,
    STILL_OPEN,
    Condition,
    alternatives,
    bears,
    is_alternative,
    meets,
    of_time,
    of_time_named,
    runs_out,
    spoken,
)
from assistant.answering.row_values import CellWords
from assistant.answering.row_words import (
    BY_THE_END,
    CARRIERS,
    DONE_WORDS,
    LIMIT_WORDS,
    NEGATED,
    NEUTRAL,
    PEOPLE,
    PERSON,
    ROW_NOUNS,
    SOME,
    WHO_MAY,
    asks_who_has,
)
from assistant.answering.superlatives import superlative_in
from assistant.answering.undone import denied_stem, undone_columns
from assistant.language.amounts import Limits, Measure, limits
from assistant.language.periods import Period, dated
from assistant.language.question import Subject
from assistant.language.words import Thesaurus, words

_OF_A_DAY = frozenset("date day entri".split())
_DEED = re.compile(r"(?:ed|[fnlpsu]t|split|wn|rn|en|ne|ld)$", re.IGNORECASE)
_WAS = re.compile(
    r"\b(?:was|were|are|is|been|has|have|had|got|get|or|and)\s+(?:\w+\s+){0,2}$", re.IGNORECASE
)
"""What stands before a deed that is told of rows: "were returned", "have been closed"."""
_COUNTS_THINGS = re.compile(
    r"s\b|\b(?:qty|quantity|count|number\s+of|so\s+far|left|on\s+hand)\b", re.IGNORECASE
)
"""Headings of columns that count things; the number of a stamp counts nothing."""
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
        cells = CellWords(self.text, self.log, self.thesaurus)
        made = Conditions(
            [*times, *undone, *cells.of_state(), *cells.of_phrase(), *cells.of_initials(), *numbers]
        )
        left = [one for one in subjects if not _told_by_state(one, made.found)]
        for subject in sorted(left, key=lambda one: bool(one.stems)):
            if not self._explained(subject, subjects, made):
                return None
        if WHO_MAY.search(self.text) and any(map(DUE_COLUMN.search, self.log.headers)):
            made.found.append(
                Condition(f"no last day before {self.as_of}", partial(not_run_out, self.as_of))
            )
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
            made.found += self._held(header, timed=any(one.period for one in subjects))
            return True
        if set(subject.stems) <= TIME_WORDS and (
            any(not one.by_words for one in made.found) or self._orders_by_last_day()
        ):
            return True
        if by_value := CellWords(self.text, self.log, self.thesaurus).of_value(subject):
            made.found.append(by_value)
            return True
        if set(subject.stems) <= _OF_A_DAY and any(one.negated for one in made.found):
            return True  # "no date of closing"
        told = any(map(self._header, subjects)) or any(one.by_words for one in made.found)
        carries = set(subject.stems) <= CARRIERS and told
        if carries or self._is_kind_of_a_code(subject, subjects) or self._is_of_people(subject):
            return True
        made.ignored += 1
        made.untold |= not set(subject.stems) <= NEUTRAL | ROW_NOUNS
        return subject.weight <= _LIGHT or set(subject.stems) <= ROW_NOUNS

    def _orders_by_last_day(self) -> bool:
        """Whether the next to run out is asked for, and the log holds last days."""
        wanted = superlative_in(self.text)
        last = [one for one in self.log.headers if DUE_COLUMN.search(one)]
        return wanted is not None and wanted.ahead and any(map(self.log.is_dated, last))

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
        if self._of_that_time(period) or is_alternative(period, _times(subjects), self.text):
            return True
        if in_time := self._in_time(subject, subjects):
            made.found.append(in_time)
        return in_time is not None

    def _undone(self) -> Iterator[Condition]:
        """Rows with nothing in the column of what the question says was not done."""
        for header in undone_columns(self.text, self.log):
            empty = partial(cell_is, header, is_blank)
            yield Condition(f"nothing under {header}", empty, negated=True)

    def _is_undone(self, subject: Subject) -> bool:
        """Whether the subject is what was not done, already a condition."""
        said = {*subject.stems, *filter(None, (denied_stem(subject.text),))}
        named = undone_columns(self.text, self.log) if not subject.exact and said else []
        return any(said & {word.stem for word in words(header)} for header in named)

    def _of_that_time(self, period: Period) -> bool:
        """Whether the log is of the year named, and its rows or what is asked have no day yet."""
        if not self.log.is_of_year(period.start.year):
            return False
        whole = (period.start.month, period.start.day, period.end.month, period.end.day)
        undone = undone_columns(self.text, self.log) or STILL_OPEN.search(self.text)
        dated = any(map(self.log.is_dated, self.log.headers))
        return whole == (1, 1, 12, 31) and bool(undone or not dated)

    def _due(self, subjects: Sequence[Subject]) -> str:
        """The column of last good days that the question names; "" for none."""
        telling = [one for one in subjects if one.stems and not set(one.stems) <= TIME_WORDS]
        named = [h for one in telling if not one.exact and (h := self._header(one))]
        return next((one for one in named if runs_out(self.log, one, self.as_of)), "")

    def _held(self, header: str, *, timed: bool) -> Iterator[Condition]:
        """Rows of those who have what the column is about, when the question asks who may.

        And rows of which something was done, when it asks so of a column that is not always filled.
        """
        if not timed and self._says_it_was_done(header):
            yield Condition(f"something under {header}", partial(filled, header), by_words=True)
        if not asks_who_has(self.text) or not self._says_who_has(header):
            return
        if runs_out(self.log, header, self.as_of):
            still = partial(lasts, header, self.as_of)
            yield Condition(f"{header} on or after {self.as_of}", still, by_words=True)
        else:
            yield Condition(f"something under {header}", partial(filled, header), by_words=True)

    def _says_it_was_done(self, header: str) -> bool:
        """Whether the question asks what was done of a column of days, some of them blank."""
        values = self.log.cells(header)
        some = any(map(is_blank, values)) and not all(map(is_blank, values))
        if not some or not self.log.is_dated(header) or NEGATED.search(self.text):
            return False
        stems = {word.stem for word in words(header) if not word.is_stop_word}
        deeds = [one for one in words(self.text) if one.stem in stems and _DEED.search(one.text)]
        return any(_WAS.search(self.text[: one.start]) for one in deeds)

    def _says_who_has(self, header: str) -> bool:
        """Whether a column holds days or blanks, some of each, one row for each person or thing."""
        first = self.log.headers[0]
        names = self.log.values(first)
        return self.log.is_dated(header) and header != first and len(set(names)) == len(names)

    def _header(self, subject: Subject) -> str | None:
        """The column whose heading names the subject."""
        fits = [
            (subject.matches(self.thesaurus.keys(keys_of(heading(one)))), one)
            for one in self.log.headers
        ]
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
                holds = partial(cell_is, header, is_no)
                return Condition(f"{header}: no", holds, by_words=True, negated=True)
            return Condition(f"{header}: yes", partial(cell_is, header, is_yes), by_words=True)
        some = log.is_numeric(header) and _COUNTS_THINGS.search(header)
        if some and SOME.search(self.text) and not limits(self.text):
            at_least_one = partial(number_in, header, Limits(0, 1e12, Measure.COUNT, False))
            return Condition(f"{header}: more than 0", at_least_one, by_words=True)
        return None

    def _of_number(self, subjects: Sequence[Subject]) -> Iterator[Condition]:
        """Rows whose number in a column named lies within the limits the question sets."""
        set_ones = [one for one in limits(self.text) if one.measure is not Measure.TIME]
        for subject in subjects:
            if _is_listed(subject, self.text):
                continue
            exactly = _exactly(subject, self.text)
            header = self._header(subject) if (set_ones or exactly) and not subject.exact else None
            if header is not None and self.log.is_numeric(header):
                [first, *_] = [*filter(None, [exactly]), *set_ones]
                yield Condition(f"{header}: {in_words(first)}", partial(number_in, header, first))
                return
        if (measured := of_measure(self.text, self.log)) is not None:
            yield measured

    def _in_time(self, subject: Subject, subjects: Sequence[Subject]) -> Condition | None:
        """Rows with a day in the time named: of the column asked about, else their first day."""
        assert subject.period is not None
        meant = [subject.period, *alternatives(subject.period, _times(subjects), self.text)]
        if FALLS_DUE.search(self.text):
            return self._due_in_time(meant, subjects)
        column = self._dated_column(subject.period, subjects)
        told = " or ".join(map(spoken, meant))
        if not column:
            bare = "" if any(dated(row.text) for row in self.log.rows) else " (no row bears a day)"
            return Condition(
                f"a date {told}{bare}", lambda row: any(of_time_named(row, one) for one in meant)
            )
        return Condition(
            f"{column} {told}",
            lambda row: any(bears(cell(row, column), one) for one in meant),
            unread=partial(unread_day, self.log, re.compile(rf"^{re.escape(column)}$")),
        )

    def _due_in_time(
        self, meant: Sequence[Period], subjects: Sequence[Subject]
    ) -> Condition | None:
        """Rows with a last day in the time named; up to "by the end of May", from today on."""
        due = self._due(subjects)
        if not due and not any(map(DUE_COLUMN.search, self.log.headers)):
            return None
        column = re.compile(rf"^{re.escape(due)}$") if due else DUE_COLUMN
        gone = replaced(self.log)
        times = [
            replace(one, start=min(self.as_of, one.start))
            if BY_THE_END.search(self.text[: one.at])
            else one
            for one in meant
        ]
        return Condition(
            f"{due or 'a due date'} {' or '.join(map(spoken, times))}, those done with left out",
            lambda row: (
                row.id not in gone and any(meets(one, due_days(row, column)) for one in times)
            ),
            unread=partial(unread_day, self.log, column),
        )

    def _dated_column(self, period: Period, subjects: Sequence[Subject]) -> str:
        """The column of days that the words before the time name, else the log's first; or ""."""
        asked = self.text.casefold()
        named = [
            (asked.rfind(one.text.casefold(), 0, period.at), header)
            for one in subjects
            if (header := self._header(one)) and self.log.is_dated(header)
        ]
        if named:
            return max(named, key=lambda one: one[0])[1]
        dated = [h for h in self.log.headers if self.log.is_dated(h)]
        return next((h for h in dated if not DUE_COLUMN.search(h)), "")


def _exactly(subject: Subject, text: str) -> Limits | None:
    """The one number that a question wants of a thing: "a score of 16"; None for a limit."""
    name = re.escape(subject.text)
    match = re.search(
        rf"\b{name}\s+(?:of|is|was|=)\s*(\d+(?:\.\d+)?)\b(?!\s*(?:%|or\b|and\b|to\b|-|\w))",
        text,
        re.I,
    )
    return Limits(float(match[1]), float(match[1]), Measure.COUNT) if match else None


def _times(subjects: Sequence[Subject]) -> list[Period]:
    return [one.period for one in subjects if one.period]


def _is_of_limits(stem: str) -> bool:
    return stem.isdigit() or stem in LIMIT_WORDS


def _is_listed(subject: Subject, text: str) -> bool:
    """Whether the subject is what is counted or listed, not a column: "which risks are over 10"."""
    name = re.escape(subject.text)
    lists = rf"\b(?:which|what|how\s+many|list|show|all)\s+(?:[\w-]*[^\W_s]\s+)?{name}\b"
    return re.search(lists, text, re.IGNORECASE) is not None


def _told_by_state(subject: Subject, conditions: Sequence[Condition]) -> bool:
    """Whether a state named already says what the subject says."""
    stated = " ".join(one.name.casefold() for one in conditions if one.by_words)
    return bool(stated) and subject.text.casefold() in stated
