"""What the rows say of one lot: how much came, what was split off, what left."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from assistant.model.records import Record
from assistant.trace.cells import day_of, quantity_of, text_of
from assistant.trace.graph import Link, NodeId, NodeKind, Tie, TraceGraph
from assistant.trace.numbers import same_number

ARRIVALS = ("receiving_inspection", "lot")
_PIECES = frozenset(
    {"ea", "each", "pc", "pcs", "piece", "pieces", "stk", "stück", "pce", "u", "un"}
)


def mother(graph: TraceGraph, lot: NodeId) -> NodeId | None:
    """The lot it was split from; None for one that came as it is."""
    found = graph.back(lot, Tie.SPLIT)
    return found[0].source if found else None


def line_of(graph: TraceGraph, lot: NodeId) -> list[NodeId]:
    """The lot, its mother, hers and so on: the youngest first."""
    line = [lot]
    while (above := mother(graph, line[-1])) is not None and above not in line:
        line.append(above)
    return line


def family(graph: TraceGraph, lot: NodeId) -> list[NodeId]:
    """The lot and everything split from it."""
    found = [lot]
    for one in found:
        found += [link.target for link in graph.forward(one, Tie.SPLIT) if link.target not in found]
    return found


def arrivals(graph: TraceGraph, lot: NodeId) -> list[Record]:
    """The receipts of a lot, else those of the lot it was split from."""
    for one in line_of(graph, lot):
        if found := graph.records_of(one, *ARRIVALS):
            return found
    return []


def received(graph: TraceGraph, lot: NodeId) -> tuple[Decimal, Record, str] | None:
    """How much of a lot came in, with the last row and cell that says so; None where none does.

    Rows of one log are added; a card that tells the same delivery again is not.
    """
    rows: defaultdict[str, list[tuple[Decimal, Record]]] = defaultdict(list)
    for record in graph.records_of(lot, "receiving_inspection"):
        if (quantity := quantity_of(record)) is not None:
            rows[record.revision].append((quantity, record))
    sums = [(sum((each for each, _ in told), Decimal(0)), told[-1][1]) for told in rows.values()]
    if sums:
        came, record = max(sums, key=lambda one: one[0])
        return came, record, "quantity"
    for record in graph.records_of(lot, "lot"):
        whole, left = quantity_of(record), quantity_of(record, "quantity_left")
        if whole is not None and left is not None:
            return whole, record, "quantity"
    return None


def splits(graph: TraceGraph, lot: NodeId) -> list[Link]:
    """What was split from a lot by a row of its own, the oldest first."""
    found = [one for one in graph.forward(lot, Tie.SPLIT) if one.record.type == "lot_split"]
    return sorted(found, key=lambda link: day_of(link.record, "split") or date.min)


def shipments(graph: TraceGraph, lots: Iterable[NodeId]) -> list[Link]:
    """What left of these lots."""
    return [link for lot in lots for link in graph.forward(lot, Tie.SHIPPED)]


def total(links: Iterable[Link], *, until: date | None = None, day: str = "shipped") -> Decimal:
    """The sum of what went that way, up to and including a day; rows without a day count."""
    return sum(
        (
            link.quantity
            for link in links
            if link.quantity is not None
            and (until is None or (day_of(link.record, day) or until) <= until)
        ),
        Decimal(0),
    )


def part_of(graph: TraceGraph, lot: NodeId) -> Record | None:
    """The row that says what part a lot is: its receipt, else its split."""
    rows = [*arrivals(graph, lot), *graph.records_of(lot, "lot_split")]
    return next((record for record in rows if text_of(record, "part")), None)


def same_unit(one: Record, other: Record) -> bool:
    """Whether two rows count alike; a row that names no unit is taken to."""
    units = [same_number(text_of(record, "unit")).rstrip(".") for record in (one, other)]
    counted = {"" if unit in _PIECES else unit for unit in units if unit}
    return len(counted) < 2


def title(graph: TraceGraph, lot: NodeId) -> str:
    """The number of a lot as written."""
    return graph.nodes[lot].number


def is_lot(node: NodeId) -> bool:
    """Whether it is a lot."""
    return node[0] is NodeKind.LOT
