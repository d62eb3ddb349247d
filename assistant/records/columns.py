"""Reads the cells of one column, by what its field holds and by how the column writes."""

from collections.abc import Sequence
from functools import cached_property

from assistant.dates import DayMonthOrder, habit
from assistant.model.records import FieldKind, Standing, Unread, Value
from assistant.records import values
from assistant.records.left_over import asks_whether_fit, says_yes_or_no
from assistant.records.shapes import is_blank, month_alone
from assistant.records.vocabulary import FieldType


class ReadColumn:
    """One column taken for one field. A text is read once, however often it stands there."""

    def __init__(
        self,
        field: FieldType,
        heading: str,
        cells: Sequence[str],
        *,
        order: "OrderOfDays",
    ) -> None:
        self.field, self.heading = field, heading
        self._cells, self._order = cells, order
        self._read: dict[str, Value | None] = {}

    def value(self, text: str) -> Value | None:
        """What a cell says; None for one that says nothing."""
        if text not in self._read:
            self._read[text] = self._parsed(text)
        return self._read[text]

    def _parsed(self, text: str) -> Value | None:
        kind, name = self.field.kind, self.field.name
        if kind is FieldKind.YES_NO and text.strip(" -–—"):
            said = values.read_yes_no(text)
            return True if name == "signed" and isinstance(said, Unread) else said
        if is_blank(text) and (kind is not FieldKind.TEXT or not any(map(str.isalpha, text))):
            return None
        match kind:
            case FieldKind.DATE:
                return self._day(text)
            case FieldKind.NUMBER:
                whole = name in values.COUNTED
                return values.read_number(text, comma=self._comma, whole=whole)
            case FieldKind.DURATION:
                return values.read_duration(text, values.unit_in(self.heading))
            case FieldKind.STATE:
                return self._state(text)
            case FieldKind.REFERENCE:
                return values.read_references(text)
            case FieldKind.CLAUSE:
                return values.read_clauses(text)
            case FieldKind.NAME:
                return values.read_name(text)
        return values.plain_text(text)

    def _state(self, text: str) -> Value:
        if says_yes_or_no(text) and asks_whether_fit(self.heading):
            good = values.read_yes_no(text) is True
            return Standing.APPROVED if good else Standing.REJECTED
        return values.read_state(text)

    def _day(self, text: str) -> Value | None:
        if self._order.year and month_alone(text):
            text = f"{text.strip()} {self._order.year}"
        found = values.read_date(text, self.field.role, None)
        if isinstance(found, Unread) and found.code == "ambiguous-date":
            order = self._order.said or self._own_order or self._order.order
            return found if order is None else values.read_date(text, self.field.role, order)
        return found

    @cached_property
    def _own_order(self) -> DayMonthOrder | None:
        return habit(set(self._cells))

    @cached_property
    def _comma(self) -> bool | None:
        return values.decimal_comma(list(dict.fromkeys(self._cells)))


class OrderOfDays:
    """How the other columns of a document write 4/5: asked only when a column does not tell."""

    def __init__(
        self,
        columns: Sequence[Sequence[str]],
        said: DayMonthOrder | None = None,
        year: int | None = None,
    ) -> None:
        """`said` is what a person says, and goes before what the columns tell.

        `year` is the one that the title of the table names: of a month without one.
        """
        self._columns, self.said, self.year = columns, said, year

    @cached_property
    def order(self) -> DayMonthOrder | None:
        """Day or month first; None when nothing tells, or two columns disagree."""
        if self.said is not None:
            return self.said
        found = {habit(set(cells)) for cells in self._columns} - {None}
        return found.pop() if len(found) == 1 else None
