"""Cells of a workbook read one by one; each fault names its cell, and nothing is guessed."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from assistant.errors import WrongUse
from assistant.model.clauses import ClauseNumber, Edition, InvalidClauseNumber
from assistant.model.programmes import Month
from assistant.programme.sheets import SheetForm
from assistant.standards.entries import nearest

Value = TypeVar("Value")
_DAY_OF_MONTH = re.compile(r"(\d{4}-\d{2})-\d{2}")
_MOST_FAULTS = 40
NO_MONTH = Month(1, 1)
"""Stands for the month of a cell with a fault, so that reading goes on."""


class InvalidProgramme(WrongUse):
    """A workbook of a programme has faults; the message names each with its cell."""

    code = "invalid-programme"
    hint = (
        "Correct the cells named, or start again from `clausewise programme export -o FILE.xlsx`."
    )


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row as a person sees it: its number in the sheet, and the texts under the headings."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GivenSheet:
    """A sheet as it came: headings, the row they stand in, and the rows below that say anything."""

    headings: tuple[str, ...]
    head: int
    rows: tuple[SheetRow, ...]


@dataclass(slots=True)
class Reading:
    """The sheets being read, and the faults so far."""

    given: Mapping[str, GivenSheet]
    edition: Edition
    faults: list[str] = field(default_factory=list)

    def rows(self, of: SheetForm) -> Iterator["Row"]:
        """The rows of a sheet whose headings are those of its form."""
        sheet = self.given.get(of.name)
        if sheet is None:
            self.faults.append(f"{of.name}: the sheet is missing")
            return
        for at, name in enumerate(sheet.headings):
            if name and name not in of.names:
                told = nearest(name, of.names) or "; put what it says into a note"
                self.faults.append(
                    f"{of.name}!{letter(at)}{sheet.head}: no column {name!r} belongs here{told}"
                )
        missing = [name for name in of.names if name not in sheet.headings]
        if missing:
            self.faults.append(f"{of.name}!{sheet.head}: the column {missing[0]!r} is missing")
            return
        places = {name: sheet.headings.index(name) for name in of.names}
        for row in sheet.rows:
            self._under_no_heading(of.name, sheet, row)
            yield Row(self, of.name, row, places)

    def _under_no_heading(self, name: str, sheet: GivenSheet, row: SheetRow) -> None:
        for at, said in enumerate(row.cells):
            if said and not (at < len(sheet.headings) and sheet.headings[at]):
                self.faults.append(
                    f"{name}!{letter(at)}{row.number}: {said[:40]!r} stands under no heading; "
                    "put it into a note"
                )


@dataclass(frozen=True, slots=True)
class Row:
    """One row, read cell by cell."""

    reading: Reading
    sheet: str
    row: SheetRow
    places: Mapping[str, int]

    def text(self, name: str, *, needed: bool = False) -> str:
        """The text of a cell."""
        at = self.places[name]
        said = self.row.cells[at] if at < len(self.row.cells) else ""
        if needed and not said:
            self.fault(name, f"{name} is empty")
        return said

    def fault(self, name: str, message: str) -> None:
        """Note a fault of a cell."""
        cell = f"{letter(self.places[name])}{self.row.number}"
        self.reading.faults.append(f"{self.sheet}!{cell}: {message}")

    def _as(self, name: str, read: Callable[[str], Value], kind: str, empty: Value) -> Value:
        said = self.text(name)
        if not said:
            return empty
        try:
            return read(said)
        except (ValueError, WrongUse):
            self.fault(name, f"{said!r} is no {kind}")
            return empty

    def month(self, name: str) -> Month:
        """A month; a whole day, as a spreadsheet makes of one, counts for its month."""
        self.text(name, needed=True)
        example = "month; write it as 2027-03"
        return self._as(name, _month, example, NO_MONTH)

    def day(self, name: str) -> date | None:
        """A day, None for an empty cell."""
        example = "day; write it as 2027-03-31"
        return self._as(name, lambda said: date.fromisoformat(said[:10]), example, None)

    def count(self, name: str) -> int:
        """A number of things; an empty cell is none."""
        return self._as(name, _count, "whole number", 0)

    def bounded(self, name: str, least: int, most: int) -> int:
        """A number between two others, both allowed."""
        found = self.count(name)
        if not least <= found <= most:
            self.fault(name, f"a number from {least} to {most} is wanted here")
        return found

    def clause(self, name: str) -> ClauseNumber:
        """One clause of the edition."""
        found = self.clauses(name)
        if len(found) != 1:
            if self.text(name, needed=True):
                self.fault(name, "one clause is wanted here")
            return ClauseNumber((0,))
        return found[0]

    def clauses(self, name: str) -> tuple[ClauseNumber, ...]:
        """Clauses of the edition, separated by commas."""
        found = []
        for said in _list(self.text(name)):
            try:
                number = ClauseNumber.parse(said)
            except InvalidClauseNumber:
                self.fault(name, f"{said!r} is no clause number")
                continue
            if number not in self.reading.edition:
                self.fault(name, f"{self.reading.edition.name} has no clause {number}")
            found.append(number)
        return tuple(dict.fromkeys(found))

    def one_of(self, name: str, known: Sequence[str]) -> str:
        """One of some words."""
        said = self.text(name)
        if said not in known:
            self.fault(name, f"{said!r} is none of: {', '.join(known)}{nearest(said, known)}")
            return known[0]
        return said

    def named(self, name: str, known: Sequence[str], sheet: str, *, needed: bool = True) -> str:
        """A name that stands on another sheet."""
        said = self.text(name, needed=needed)
        if said and said not in known:
            told = nearest(said, known)
            self.fault(name, f"{said!r} does not stand on sheet {sheet!r}{told}")
        return said


def refuse(faults: Sequence[str]) -> None:
    """Raises `InvalidProgramme` where there are faults."""
    if faults:
        more = len(faults) - _MOST_FAULTS
        told = [*faults[:_MOST_FAULTS], *([f"and {more} more"] if more > 0 else [])]
        raise InvalidProgramme("\n".join(told))


def _month(said: str) -> Month:
    whole = _DAY_OF_MONTH.match(said)
    return Month.parse(whole[1] if whole else said)


def _count(said: str) -> int:
    if not (said.isascii() and said.isdigit()):
        raise ValueError(said)
    return int(said)


def _list(text: str) -> list[str]:
    return [part.strip() for part in text.replace(";", ",").split(",") if part.strip()]


def several(text: str) -> tuple[str, ...]:
    """Texts separated by semicolons or line ends: a comma may belong to one of them."""
    parts = text.replace("\n", ";").split(";")
    return tuple(part.strip() for part in parts if part.strip())


def letter(at: int) -> str:
    """The letters of a column, counting from 0: `A`, `Z`, `AA`."""
    at, rest = divmod(at, 26)
    return (letter(at - 1) if at else "") + chr(ord("A") + rest)
