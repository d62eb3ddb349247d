"""Logs: the rows of one sheet, what the log is called and what its columns hold."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.row_states import TIME_WORDS
from assistant.answering.shelf import Shelf
from assistant.dates import parse_date
from assistant.language.question import Question, Subject
from assistant.language.words import Thesaurus, stems_of
from assistant.model.documents import Revision
from assistant.model.passages import Passage
from assistant.ports import Library
from assistant.record_rows import record_rows

_MOST_LOGS = 12  # tried for one question, those whose name or columns fit best first
_YES_OR_NO = re.compile(r"^\s*(?:(?:yes|no|y|n|true|false)\b.{0,60}|[-–]?)\s*$", re.IGNORECASE)
_YES = re.compile(r"^\s*(?:yes|y|true|x)\b", re.IGNORECASE)
_NO = re.compile(r"^\s*(?:no|n|false)\b", re.IGNORECASE)
_BLANK = re.compile(r"^\s*(?:[-–—/.]*|n/?a|tbd|tbc|open|none\s+yet|not\s+yet)\s*$", re.IGNORECASE)
_ONE_LAYOUT = 0.8  # share of equal headings from which two sheets are parts of one log
_BY_COLUMN, _BY_SHEET = 0.4, 0.3  # for a word of the question that is the very name
_OF_A_PREPOSITION = {"from": "supplier", "for": "customer", "to": "customer", "by": "person"}
_NUMBER = re.compile(r"^\s*[$€£]?\s?(-?\d{1,3}(?:,\d{3})+|-?\d+(?:\.\d+)?)\s*%?\s*$")


@dataclass(frozen=True, slots=True)
class Log:
    """The rows of one sheet of one revision in force, or of sheets laid out alike."""

    revision: Revision
    sheet: str
    rows: tuple[Passage, ...]

    @property
    def name(self) -> str:
        """Title of the document and, when it says more, of the sheet."""
        title = self.revision.identity.title
        return title if self.sheet.casefold() in title.casefold() else f"{title}, {self.sheet}"

    @property
    def headers(self) -> tuple[str, ...]:
        """The headings of its columns, in their order."""
        return tuple(dict.fromkeys(header for row in self.rows for header, _ in row.cells))

    @property
    def standing(self) -> str:
        """The name of the sheet where it says what its rows are: `On watch`, `Scrapped`."""
        return (
            "" if self.sheet.casefold() in self.revision.identity.title.casefold() else self.sheet
        )

    def is_of_year(self, year: int) -> bool:
        """Whether its name, or that of its file, says that its rows are of that year."""
        return re.search(rf"(?<!\d){year}(?!\d)", f"{self.name} {self.revision.path}") is not None

    @property
    def texts(self) -> frozenset[str]:
        """Everything that stands in it: headings and cells."""
        return frozenset((*self.headers, *(text for row in self.rows for _, text in row.cells)))

    def cells(self, header: str) -> list[str]:
        """What stands in a column, row by row; "" for nothing."""
        return [cell(row, header) for row in self.rows]

    def values(self, header: str) -> list[str]:
        """What stands in a column, row by row, empty cells left out."""
        return [text for row in self.rows if (text := cell(row, header))]

    def says_yes_or_no(self, header: str) -> bool:
        """Whether a column holds yes and no and nothing else."""
        values = self.values(header)
        plain = all(_YES_OR_NO.match(value) for value in values)
        return plain and any(_YES.match(one) or _NO.match(one) for one in values)

    def is_numeric(self, header: str) -> bool:
        """Whether a column holds numbers in nearly every row."""
        values = [value for value in self.values(header) if not is_blank(value)]
        return bool(values) and sum(number(one) is not None for one in values) >= 0.8 * len(values)

    def is_dated(self, header: str) -> bool:
        """Whether a column holds days where it holds anything."""
        values = [value for value in self.values(header) if not is_blank(value)]
        return sum(parse_date(one) is not None for one in values) > len(values) / 2


About = tuple[float, Log, tuple[Subject, ...]]
"""How much of a question a log takes up, the log, and the subjects its name does not take up."""


def cell(row: Passage, header: str) -> str:
    """What stands in a row below a heading; "" for nothing."""
    return next((text for name, text in row.cells if name == header), "")


def heading(header: str) -> str:
    """A heading with what it leaves out: goods are *from* a supplier and *for* a customer."""
    return f"{header} {_OF_A_PREPOSITION.get(header.strip().casefold(), '')}".strip()


def is_blank(text: str) -> bool:
    """Whether a cell says nothing: empty, a dash, "n/a", "not yet"."""
    return _BLANK.match(text) is not None


def is_yes(text: str) -> bool:
    """Whether a cell says yes, or yes with more: "yes, two lots"."""
    return _YES.match(text) is not None


def is_no(text: str) -> bool:
    """Whether a cell says no."""
    return _NO.match(text) is not None


def number(text: str) -> float | None:
    """The number a cell holds; None for anything else."""
    match = _NUMBER.match(text)
    return float(match[1].replace(",", "")) if match else None


def logs_of(library: Library, shelf: Shelf) -> list[Log]:
    """Every log in force."""
    logs: list[Log] = []
    for revision in shelf.in_force:
        if not revision.records:
            continue
        sheets = record_rows(library.passages_of(revision.id))
        logs += _joined([Log(revision, sheet, tuple(rows)) for sheet, rows in sheets.items()])
    return logs


def _joined(sheets: Sequence[Log]) -> list[Log]:
    """Sheets with the same columns as one log: a year or a half of it each."""
    logs: list[Log] = []
    for sheet in sheets:
        like = next((at for at, log in enumerate(logs) if _laid_out_alike(log, sheet)), None)
        if like is None:
            logs.append(sheet)
        else:
            log = logs[like]
            name = f"{log.sheet}, {sheet.sheet}"
            logs[like] = Log(log.revision, name, (*log.rows, *sheet.rows))
    return logs


def _laid_out_alike(log: Log, other: Log) -> bool:
    mine, theirs = set(log.headers), set(other.headers)
    alike = len(mine & theirs) >= _ONE_LAYOUT * len(mine | theirs)
    return alike and _first_column(log) == _first_column(other)


def _kept_by(subject: Subject, log: Log) -> float:
    """What speaks for a log whose first column or sheet has the very name: NCR of all on NCRs."""
    if not subject.stems or subject.exact:
        return 0.0
    by_column = stems_of(_first_column(log)).issuperset(subject.stems)
    by_sheet = stems_of(log.sheet).issuperset(subject.stems)
    return _BY_COLUMN * by_column + _BY_SHEET * by_sheet


def _first_column(log: Log) -> str:
    return log.rows[0].cells[0][0]


def logs_about(question: Question, logs: Sequence[Log], thesaurus: Thesaurus) -> list[About]:
    """Logs whose name or columns take up a subject, those that take up most first."""
    found = []
    for log in logs:
        name = thesaurus.keys(f"{log.name} {log.revision.number}")
        first = thesaurus.keys(log.rows[0].cells[0][0])
        taken = [s for s in question.subjects if s.matches(name)]
        by_key = [s for s in question.subjects if s not in taken and s.matches(first)]
        heads = thesaurus.keys(" ; ".join(log.headers))
        by_key = by_key or [s for s in question.subjects if s not in taken and s.matches(heads)]
        if taken or by_key:
            telling = [s for s in by_key if not set(s.stems) <= TIME_WORDS]
            weight = sum(s.weight for s in taken) + 0.8 * sum(s.weight for s in telling)
            weight += max((s.weight * _kept_by(s, log) for s in question.subjects), default=0.0)
            left = tuple(s for s in question.subjects if s not in taken)
            found.append((weight - 0.1 * len(left), log, left))
    found.sort(key=lambda one: -one[0])
    return found[:_MOST_LOGS]
