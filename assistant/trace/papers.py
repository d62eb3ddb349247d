"""Breaks where a paper or row names another batch, part, lot, quantity or party than its chain."""

from collections.abc import Callable, Iterator

from assistant.model.records import Record
from assistant.trace.breaks import Break, BreakCode, Side, amount, named
from assistant.trace.cells import quantity_of, text_of
from assistant.trace.graph import Link, Node, NodeId, NodeKind, Tie, TraceGraph
from assistant.trace.lots import arrivals, family, line_of, same_unit, title, total
from assistant.trace.numbers import numbers_in, same_number
from assistant.trace.parties import same_party

_LOOK = "Look at the goods and the papers, and correct the one that is wrong."


def papers(graph: TraceGraph) -> list[Break]:
    """Every such break: certificates, release certificates, shipments, receipts, splits."""
    found: list[Break] = []
    for node in graph.of(NodeKind.CERTIFICATE):
        for line in graph.records_of(node.id, "certificate_of_conformity"):
            found += _certificate(graph, node, line)
    for node in graph.of(NodeKind.RELEASE):
        for line in graph.records_of(node.id, "release_certificate"):
            found += _release(graph, node, line)
    for node in graph.of(NodeKind.SHIPMENT):
        for line in graph.records_of(node.id, "shipment"):
            found += _shipment(graph, node, line)
    for node in graph.of(NodeKind.LOT):
        found += _lot(graph, node)
    return found


# -- certificates of conformity


def _certificate(graph: TraceGraph, paper: Node, line: Record) -> Iterator[Break]:
    lots = [link.target for link in graph.forward(paper.id, Tie.NAMES) if link.record is line]
    lots = [lot for lot in lots if lot[0] is NodeKind.LOT]
    for lot in lots:
        for came in arrivals(graph, lot)[:1]:
            yield from _differs(paper, line, came, "batch", BreakCode.OTHER_BATCH, _same_batch)
            yield from _differs(paper, line, came, "part", BreakCode.OTHER_PART, same_part)
    lines = _shipped_with(graph, paper)
    if lines:
        yield from _against_shipment(graph, paper, line, lots, lines)
    elif not lots:
        yield from _against_receipts(graph, paper, line)


def _shipped_with(graph: TraceGraph, paper: Node) -> list[Link]:
    """What was shipped with an outgoing paper: links from lots to the shipments that name it."""
    shipments = []
    for link in graph.back(paper.id, Tie.TRAVELLED):
        if link.source[0] is NodeKind.SHIPMENT:
            shipments.append(link.source)
        else:
            shipments += [one.source for one in graph.back(link.source, Tie.FILLS)]
    return [
        one for shipment in dict.fromkeys(shipments) for one in graph.back(shipment, Tie.SHIPPED)
    ]


def _against_shipment(
    graph: TraceGraph, paper: Node, line: Record, lots: list[NodeId], lines: list[Link]
) -> Iterator[Break]:
    for lot in lots:
        kin = {*family(graph, lot), *line_of(graph, lot)}
        of_lot = [link for link in lines if link.source in kin]
        if not of_lot:
            yield _other_lot(graph, paper, line, lot, lines)
            continue
        yield from _counts(graph, paper, line, lot, of_lot)
    shipped = lines[0].record
    yield from _differs(paper, line, shipped, "customer", BreakCode.OTHER_PARTY, same_party)


def _other_lot(
    graph: TraceGraph, paper: Node, line: Record, lot: NodeId, lines: list[Link]
) -> Break:
    went = ", ".join(dict.fromkeys(title(graph, link.source) for link in lines))
    return Break(
        BreakCode.OTHER_LOT,
        paper.id,
        paper.number,
        f"{paper.number} names lot {title(graph, lot)}, and shipment "
        f"{graph.nodes[lines[0].target].number} took lot {went}.",
        _LOOK,
        (Side(line, "lot"), Side(lines[0].record, "lot")),
    )


def _counts(
    graph: TraceGraph, paper: Node, line: Record, lot: NodeId, lines: list[Link]
) -> Iterator[Break]:
    said, went = quantity_of(line), total(lines, day="")
    comparable = all(link.quantity is not None for link in lines)
    if said is None or not comparable or said == went or not same_unit(line, lines[0].record):
        return
    again = [one for one in paper.records if one is not line and _names(graph, paper, one, lot)]
    if said + sum((quantity_of(one) or 0) for one in again) == went:
        return
    yield Break(
        BreakCode.QUANTITY,
        paper.id,
        paper.number,
        f"{paper.number} says {amount(said)} of lot {title(graph, lot)}, and {amount(went)} were "
        f"shipped with it.",
        _LOOK,
        (Side(line, "quantity"), Side(lines[0].record, "quantity")),
    )


def _names(graph: TraceGraph, paper: Node, line: Record, lot: NodeId) -> bool:
    return any(
        link.record is line and link.target == lot for link in graph.forward(paper.id, Tie.NAMES)
    )


def _against_receipts(graph: TraceGraph, paper: Node, line: Record) -> Iterator[Break]:
    """A supplier's certificate against the receipts of our order, or those that name it."""
    orders = [link.source for link in graph.back(paper.id, Tie.RECEIVED)]
    lots = [link.target for order in orders for link in graph.forward(order, Tie.RECEIVED)]
    lots += [link.target for link in graph.forward(paper.id, Tie.COVERS)]
    yield from _covering(graph, paper, line, [lot for lot in lots if lot[0] is NodeKind.LOT])


# -- papers that came with the goods


def _release(graph: TraceGraph, paper: Node, line: Record) -> Iterator[Break]:
    lots = [link.target for link in graph.forward(paper.id, Tie.COVERS)]
    yield from _covering(graph, paper, line, lots)


def _covering(graph: TraceGraph, paper: Node, line: Record, lots: list[NodeId]) -> Iterator[Break]:
    """A paper against the receipts it covers; of several items each has its own line."""
    receipts = [
        row
        for lot in dict.fromkeys(lots)
        for row in graph.nodes[lot].records
        if row.type == "receiving_inspection"
    ]
    of_part = [row for row in receipts if _alike(line, row, "part", same_part)]
    if receipts and not of_part and not _another_line(paper, line, receipts):
        yield from _differs(paper, line, receipts[0], "part", BreakCode.OTHER_PART, same_part)
    if of_part and not any(_alike(line, row, "batch", _same_batch) for row in of_part):
        yield from _differs(paper, line, of_part[0], "batch", BreakCode.OTHER_BATCH, _same_batch)
    said = quantity_of(line)
    came = sum(quantity_of(row) or 0 for row in of_part)
    if said is not None and of_part and came > said and same_unit(line, of_part[0]):
        yield Break(
            BreakCode.QUANTITY,
            paper.id,
            paper.number,
            f"{paper.number} covers {amount(said)}, and {amount(came + 0 * said)} were received "
            f"with it.",
            _LOOK,
            (Side(line, "quantity"), Side(of_part[0], "quantity")),
        )


def _another_line(paper: Node, line: Record, receipts: list[Record]) -> bool:
    """Whether the receipts belong to other lines of the paper."""
    others = [one for one in paper.records if one is not line]
    return any(_alike(one, row, "part", same_part) for one in others for row in receipts)


# -- rows against rows


def _shipment(graph: TraceGraph, node: Node, line: Record) -> Iterator[Break]:
    for link in graph.back(node.id, Tie.SHIPPED):
        if link.record is line:
            for row in _of_part(graph, link.source):
                yield from _differs(node, line, row, "part", BreakCode.OTHER_PART, same_part)
    for link in graph.forward(node.id, Tie.FILLS):
        if link.record is line:
            sold = graph.records_of(link.target, "sales_order", "contract_review")
            for row in sold[:1]:
                code = BreakCode.OTHER_PARTY
                yield from _differs(node, line, row, "customer", code, same_party)
            lines = [row for row in sold if text_of(row, "part")]
            if lines and not any(_alike(line, row, "part", same_part) for row in lines):
                yield from _differs(node, line, lines[0], "part", BreakCode.OTHER_PART, same_part)


def _of_part(graph: TraceGraph, lot: NodeId) -> list[Record]:
    rows = [*arrivals(graph, lot), *graph.records_of(lot, "lot_split")]
    return [row for row in rows if text_of(row, "part")][:1]


def _lot(graph: TraceGraph, node: Node) -> Iterator[Break]:
    came = graph.records_of(node.id, "receiving_inspection")
    for row in came[1:]:
        yield from _differs(node, came[0], row, "part", BreakCode.SAME_NUMBER, same_part)
    for row in graph.records_of(node.id, "lot_split"):
        for first in arrivals(graph, node.id)[:1]:
            yield from _differs(node, row, first, "part", BreakCode.OTHER_PART, same_part)
    for link in graph.back(node.id, Tie.RECEIVED):
        if link.source[0] is NodeKind.ORDER and link.record.type == "receiving_inspection":
            lines = graph.records_of(link.source, "purchase_order")
            yield from _against_order(graph, node, link, lines)


def _against_order(
    graph: TraceGraph, node: Node, link: Link, lines: list[Record]
) -> Iterator[Break]:
    row = link.record
    parts = [line for line in lines if text_of(line, "part")]
    if parts and not any(_alike(row, line, "part", same_part) for line in parts):
        yield from _differs(node, row, parts[0], "part", BreakCode.OTHER_PART, same_part)
    sellers = {
        one.record.passage + one.record.row: one.source for one in graph.back(link.source, Tie.SOLD)
    }
    for line in lines[:1]:
        if sellers.get(row.passage + row.row) != sellers.get(line.passage + line.row):
            yield from _differs(node, row, line, "supplier", BreakCode.OTHER_PARTY, same_party)


def _at(row: Record) -> tuple[str, str]:
    return row.passage, row.row


# -- comparing


def same_part(one: str, other: str) -> bool:
    """Whether two part numbers are one; words after the number are left out."""
    first, second = _part(one), _part(other)
    if first == second:
        return True
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    return longer.casefold().startswith(tuple(shorter.casefold() + end for end in (" ", ",")))


def _part(text: str) -> str:
    return same_number(text).replace("/", "")


def _same_batch(one: str, other: str) -> bool:
    """Whether one of the batches a cell lists is among those of the other."""
    first = {same_number(number) for number in numbers_in(one)}
    second = {same_number(number) for number in numbers_in(other)}
    if not first or not second or first & second:
        return True
    return any(a.endswith(b) or b.endswith(a) for a in first for b in second)


_Alike = Callable[[str, str], bool]


def _alike(one: Record, other: Record, where: str, alike: _Alike) -> bool:
    first, second = text_of(one, where), text_of(other, where)
    return not first or not second or alike(first, second)


def _differs(
    node: Node, one: Record, other: Record, where: str, code: BreakCode, alike: _Alike
) -> Iterator[Break]:
    """A break when both rows fill the cell and it is not the same thing."""
    if _alike(one, other, where, alike):
        return
    first, second = text_of(one, where), text_of(other, where)
    word = {"batch": "maker's batch", "part": "part number"}.get(where, where)
    yield Break(
        code,
        node.id,
        node.number,
        f"{_say(named(node))}: the {word} is {first} in one place and {second} in the other.",
        _LOOK,
        (Side(one, where), Side(other, where)),
    )


def _say(text: str) -> str:
    return text[:1].upper() + text[1:]
