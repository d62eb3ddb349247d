"""What a record's cells hold, for a reader who wants a plain value or nothing."""

from datetime import date
from decimal import Decimal

from assistant.model.records import Record, Standing
from assistant.trace.numbers import is_number, numbers_in, same_number


def text_of(record: Record, name: str) -> str:
    """The words of a cell on one line; "" when it is empty or has none."""
    field = record.fields.get(name)
    return " ".join(field.text.split()).strip("-– ") if field else ""


def quantity_of(record: Record, name: str = "quantity") -> Decimal | None:
    """The number in a cell; None when it is empty or could not be read."""
    field = record.fields.get(name)
    return field.value if field and isinstance(field.value, Decimal) else None


def day_of(record: Record, *names: str) -> date | None:
    """The first day that one of these cells holds."""
    for name in names:
        field = record.fields.get(name)
        if field and isinstance(field.value, date):
            return field.value
    return None


def standing_of(record: Record, *names: str) -> Standing | None:
    """The first state that one of these cells holds."""
    for name in names:
        field = record.fields.get(name)
        if field and isinstance(field.value, Standing):
            return field.value
    return None


def number_of(record: Record, name: str) -> str:
    """The number in a cell that names one thing; "" for none."""
    text = text_of(record, name)
    return text if is_number(text) else ""


def numbers_of(record: Record, name: str) -> tuple[str, ...]:
    """The numbers in a cell that may name several things."""
    return numbers_in(record.fields[name].text) if name in record.fields else ()


def same(one: str, other: str) -> bool:
    """Whether two numbers are one, case, blanks and dashes aside."""
    return same_number(one) == same_number(other)
