"""Breaks where quantities do not reconcile: received, split, shipped, scrapped, left."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from assistant.model.records import Record
from assistant.trace.breaks import Break, BreakCode, Side, amount
from assistant.trace.cells import day_of, quantity_of, text_of
from assistant.trace.graph import Link, NodeId, NodeKind, Tie, TraceGraph
from assistant.trace.kept import MAJORITY
from assistant.trace.lots import family, received, same_unit, shipments, splits, title, total

_COUNT = re.compile(r"(?<![\w./-])\d{1,3}(?:[ ,.]\d{3})+(?![\w/-])|(?<![\w./-])\d+(?![\w/-])")
_NONE = Decimal(0)
_HINT = "Count what is there, and correct the row or record where the difference went."


def quantities(graph: TraceGraph) -> list[Break]:
    """Every such break, lot by lot, then what the stock says."""
    found: list[Break] = []
    for node in graph.of(NodeKind.LOT):
        found += _sums(graph, node.id)
        found += _chain(graph, node.id)
        found += _more_than_there_was(graph, node.id)
    return found + _stock(graph)


def explained(graph: TraceGraph, lot: NodeId) -> set[Decimal]:
    """Amounts that went another way, by the nonconformities of a lot and its own rows.

    The quantity of a report and every number in its decision (`return 200, accept 800`).
    """
    amounts: set[Decimal] = set()
    for link in graph.back(lot, Tie.ABOUT):
        for record in graph.nodes[link.source].records or (link.record,):
            amounts |= _amounts(record, ("decision", "description", "remark", "action"))
    for record in graph.records_of(lot, "receiving_inspection", "lot_split", "lot"):
        amounts |= _amounts(record, ("remark",), ("quantity_rejected",))
    together = sum(amounts, _NONE)
    return amounts | {together} - {_NONE}


def _amounts(
    record: Record, texts: Iterable[str], numbers: Iterable[str] = ("quantity",)
) -> set[Decimal]:
    found = {number for name in numbers if (number := quantity_of(record, name)) is not None}
    told = " ".join([*(text_of(record, name) for name in texts), *record.rest.values()])
    return found | {Decimal(re.sub(r"[ ,.]", "", one)) for one in _COUNT.findall(told)}


def _sums(graph: TraceGraph, lot: NodeId) -> Iterator[Break]:
    """Splits in which before less taken is not what is left."""
    for link in splits(graph, lot):
        row = link.record
        before, taken, left = (quantity_of(row, one) for one in _SPLIT)
        if before is None or taken is None or left is None or before - taken == left:
            continue
        if abs(before - taken - left) in explained(graph, lot):
            continue
        yield _quantity(
            graph,
            lot,
            f"Split {title(graph, link.target)} of lot {title(graph, lot)}: {amount(before)} less "
            f"{amount(taken)} is {amount(before - taken)}, and {amount(left)} is entered as left.",
            Side(row, "quantity_before"),
            Side(row, "quantity_after"),
        )


_SPLIT = ("quantity_before", "quantity", "quantity_after")


def _chain(graph: TraceGraph, lot: NodeId) -> Iterator[Break]:
    """Splits that do not start from what was there: received, or left by the one before."""
    came = received(graph, lot)
    there: set[Decimal] = {came[0]} if came else set()
    said = Side(came[1], came[2]) if came else None
    direct, known, gone = graph.forward(lot, Tie.SHIPPED), explained(graph, lot), _NONE
    for link in splits(graph, lot):
        before = _before(link.record)
        shipped = total(direct, until=day_of(link.record, "split"))
        expected = there | {one - (shipped - gone) for one in there}
        if before is not None and said and not _starts(before, expected, known):
            yield _started(graph, lot, link, before, max(expected), said)
        there = _left(link)
        said, gone = Side(link.record, "quantity_after"), shipped


def _starts(before: Decimal, expected: set[Decimal], known: set[Decimal]) -> bool:
    """Whether a split starts from one of the amounts, or what else is known to be gone explains it.

    True as well when nothing is known of what was there.
    """
    return not expected or any(abs(before - one) in known | {_NONE} for one in expected)


def _left(link: Link) -> set[Decimal]:
    """What a split left: as entered, and as it should be where the entry does not add up."""
    before, after = _before(link.record), quantity_of(link.record, "quantity_after")
    left = {after} if after is not None else set()
    if before is not None and link.quantity is not None:
        left.add(before - link.quantity)
    return left


def _before(row: Record) -> Decimal | None:
    """What was there before a split: as entered, else what was taken and left together."""
    entered, taken, left = (quantity_of(row, one) for one in _SPLIT)
    if entered is not None or taken is None or left is None:
        return entered
    return taken + left


def _started(
    graph: TraceGraph, lot: NodeId, link: Link, before: Decimal, expected: Decimal, said: Side
) -> Break:
    where = "quantity_before" if "quantity_before" in link.record.fields else "quantity_after"
    return _quantity(
        graph,
        lot,
        f"Split {title(graph, link.target)} starts from {amount(before)}, and {amount(expected)} "
        f"of lot {title(graph, lot)} were there by the row before it.",
        said,
        Side(link.record, where),
    )


def _more_than_there_was(graph: TraceGraph, lot: NodeId) -> Iterator[Break]:
    """More split off and shipped than was received, or taken in the split.

    Where no log says how much was split off, all that left under its numbers counts together.
    """
    came = _came(graph, lot)
    if came is None:
        return
    own = [*shipments(graph, [lot]), *splits(graph, lot)]
    out = max(own, shipments(graph, family(graph, lot)), key=lambda links: total(links, day=""))
    if not out or not all(same_unit(came[1].record, one.record) for one in out):
        return
    gone = total(out, day="")
    if gone > came[0] and gone - came[0] not in explained(graph, lot):
        yield _quantity(
            graph,
            lot,
            f"{amount(gone)} of lot {title(graph, lot)} were split off or shipped, and "
            f"{amount(came[0])} came in.",
            came[1],
            Side(out[-1].record, "quantity"),
        )


def _came(graph: TraceGraph, lot: NodeId) -> tuple[Decimal, Side] | None:
    """What there ever was of a lot: received, else taken when it was split off."""
    if found := received(graph, lot):
        return found[0], Side(found[1], found[2])
    taken = [
        link
        for link in graph.back(lot, Tie.SPLIT)
        if link.record.type == "lot_split" and link.quantity is not None
    ]
    return (total(taken, day=""), Side(taken[-1].record, "quantity")) if taken else None


_Counted = tuple[NodeId, Record, str, Decimal, set[Decimal]]
"""Lot, stock row, its cell, what it says, and what there may be."""


def _stock(graph: TraceGraph) -> list[Break]:
    """Stock that is not what was received less what left.

    More than that is always a break. Less is one where most lots of which something is gone
    reconcile; else shipments are not all held, and the chain has a loose end.
    """
    counted = list(_counted(graph))
    moved = [one for one in counted if one[3] != max(one[4])]
    well = sum(one[3] in one[4] for one in counted if _something_left(graph, one))
    off = [one for one in moved if one[3] not in one[4]]
    all_held = well > MAJORITY * (well + len(off))
    return [_miscounted(graph, one, elsewhere=one[3] < max(one[4]) and not all_held) for one in off]


def _something_left(graph: TraceGraph, one: _Counted) -> bool:
    came = received(graph, one[0])
    return came is not None and came[0] != one[3]


def _counted(graph: TraceGraph) -> Iterator[_Counted]:
    for node in graph.of(NodeKind.LOT):
        came = received(graph, node.id)
        for row, where in _stock_rows(graph, node.id) if came else ():
            left = quantity_of(row, where)
            if came and left is not None and same_unit(came[1], row):
                when = day_of(row, "checked")
                may = _may_be(graph, node.id, came[0], when)
                known = explained(graph, node.id) | {_NONE}
                yield node.id, row, where, left, {one - less for one in may for less in known}


def _stock_rows(graph: TraceGraph, lot: NodeId) -> Iterator[tuple[Record, str]]:
    for row in graph.records_of(lot, "shelf_life_item"):
        yield row, "quantity"
    for row in graph.records_of(lot, "lot"):
        yield row, "quantity_left"


def _may_be(graph: TraceGraph, lot: NodeId, came: Decimal, when: date | None) -> set[Decimal]:
    """What may be left: of the lot alone, or with all that was split from it and is still there."""
    kin = family(graph, lot)
    own = total(graph.forward(lot, Tie.SHIPPED), until=when)
    split = total(splits(graph, lot), until=when, day="split")
    return {came - own - split, came - total(shipments(graph, kin), until=when)}


def _miscounted(graph: TraceGraph, one: _Counted, *, elsewhere: bool) -> Break:
    lot, row, where, left, may = one
    came = received(graph, lot)
    assert came is not None
    lines = shipments(graph, family(graph, lot))
    gone = total(lines, until=day_of(row, "checked"))
    when = day_of(row, "checked")
    until = f" until {when.isoformat()}" if when else ""
    difference = max(may) - left
    said = "are not accounted for" if difference > 0 else "more are there than can be"
    return _quantity(
        graph,
        lot,
        f"Lot {title(graph, lot)}: {amount(came[0])} came in, {amount(gone)} were shipped{until} "
        f"and {amount(left)} are in stock; {amount(abs(difference))} {said}.",
        Side(came[1], came[2]),
        Side(row, where),
        elsewhere=elsewhere,
    )


def _quantity(
    graph: TraceGraph, lot: NodeId, message: str, *sides: Side, elsewhere: bool = False
) -> Break:
    code = BreakCode.QUANTITY
    return Break(code, lot, title(graph, lot), message, _HINT, sides, elsewhere)
