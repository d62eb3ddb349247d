"""Where a chain breaks: what is missing or does not agree, with both sides."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from assistant.model.records import Record
from assistant.trace.graph import Node, NodeId


class BreakCode(StrEnum):
    """What breaks a chain."""

    MISSING_RECORD = "missing-record"  # a row names what nothing is kept of
    NOT_NAMED = "not-named"  # a row leaves out the lot, batch or paper that others give
    QUANTITY = "quantity"
    OTHER_BATCH = "other-batch"
    OTHER_PART = "other-part"
    OTHER_LOT = "other-lot"
    OTHER_PARTY = "other-party"
    UNLISTED_SUPPLIER = "unlisted-supplier"
    DAYS = "days"  # shipped before it was received
    SAME_NUMBER = "same-number"  # one number for two things


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a break: a cell of a row, or the whole row where `field` is ""."""

    record: Record
    field: str = ""


@dataclass(frozen=True, slots=True)
class Break:
    """A chain breaks at `about`. `sides` are the one or two cells that show it.

    `elsewhere` is True where nothing is contradicted and most records of that sort are not
    held, or where the thing is older than the first one held: the chain ends here, in what
    was ingested, and that may be all. `subject` is the number it is about.
    """

    code: BreakCode
    about: NodeId
    subject: str
    message: str
    hint: str
    sides: tuple[Side, ...]
    elsewhere: bool = False


def named(node: Node) -> str:
    """`lot B-0058`."""
    return f"{node.kind.value} {node.number}"


def amount(number: Decimal) -> str:
    """`10,000` or `2.5`."""
    whole = number == number.to_integral_value()
    return f"{int(number):,}" if whole else f"{number.normalize():,f}"
