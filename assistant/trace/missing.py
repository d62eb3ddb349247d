"""Breaks where a row names something that nothing is kept of, or leaves it out."""

from collections.abc import Sequence

from assistant.model.records import Record, Unread
from assistant.trace.breaks import Break, BreakCode, Side, named
from assistant.trace.cells import text_of
from assistant.trace.graph import Link, Node, NodeId, NodeKind, Tie, TraceGraph
from assistant.trace.kept import MAJORITY, Absent, absent
from assistant.trace.lots import ARRIVALS, line_of
from assistant.trace.numbers import says_unknown

_KEPT = {
    NodeKind.ORDER: "order",
    NodeKind.SALES_ORDER: "order",
    NodeKind.CERTIFICATE: "copy",
    NodeKind.RELEASE: "copy",
    NodeKind.SHIPMENT: "row",
    NodeKind.NONCONFORMITY: "report",
}


def missing(graph: TraceGraph) -> list[Break]:
    """Every such break, by kind, in reading order."""
    found = [*_without_receipt(graph), *_without_split(graph), *_unlisted(graph)]
    for kind, called in _KEPT.items():
        found += _not_held(graph, kind, called)
    found += _left_out(graph, "shipment", "lot", NodeKind.SHIPMENT)
    found += _left_out(graph, "shipment", "certificate", NodeKind.SHIPMENT)
    found += _left_out(graph, "receiving_inspection", "batch", NodeKind.LOT, NodeKind.RECEIPT)
    return found


def _without_receipt(graph: TraceGraph) -> list[Break]:
    """Lots that were split, shipped or certified, and whose receipt is not there."""
    used: dict[NodeId, Link] = {}
    for link in graph.links:
        lot = link.target if link.tie is Tie.NAMES else link.source
        if link.tie in (Tie.SHIPPED, Tie.SPLIT, Tie.NAMES) and lot[0] is NodeKind.LOT:
            used.setdefault(line_of(graph, lot)[-1], link)
    came = [node.id for node in graph.of(NodeKind.LOT) if _has(node, ARRIVALS)]
    return [_missing(graph, one, used[one.id], "receipt") for one in absent(used, came)]


def _has(node: Node, types: Sequence[str]) -> bool:
    return any(record.type in types for record in node.records)


def _missing(graph: TraceGraph, one: Absent, link: Link, called: str) -> Break:
    node = graph.nodes[one.id]
    if one.before:
        why = "those held begin later, or are of another series"
    elif one.elsewhere:
        why = f"{one.held} of {one.named} that rows name are held, so they may be kept elsewhere"
    else:
        why = f"{one.held} of {one.named} that rows name are held"
    told = f"{named(node)} is named and no {called} of it is held; {why}."
    return Break(
        code=BreakCode.MISSING_RECORD,
        about=one.id,
        subject=node.number,
        message=told[:1].upper() + told[1:],
        hint=f"Ingest the {called} of {node.number}, or correct the number in the row cited.",
        sides=(Side(link.record, link.field),),
        elsewhere=one.elsewhere,
    )


def _without_split(graph: TraceGraph) -> list[Break]:
    """Lots whose number says they were split off, and no row of a split log does."""
    links = {link.target: link for link in graph.links if link.tie is Tie.SPLIT}
    used = [
        lot for lot in links if graph.forward(lot, Tie.SHIPPED, Tie.SPLIT) or graph.nodes[lot].held
    ]
    told = [lot for lot in links if _has(graph.nodes[lot], ("lot_split", *ARRIVALS))]
    return [_missing(graph, one, links[one.id], "split") for one in absent(used, told)]


def _not_held(graph: TraceGraph, kind: NodeKind, called: str) -> list[Break]:
    named_by: dict[NodeId, Link] = {}
    for link in graph.links:
        for end in (link.source, link.target):
            if end[0] is kind and link.record not in graph.nodes[end].records:
                named_by.setdefault(end, link)
    held = [node.id for node in graph.of(kind) if node.held]
    return [_missing(graph, one, named_by[one.id], called) for one in absent(named_by, held)]


def _unlisted(graph: TraceGraph) -> list[Break]:
    """Suppliers that something was bought from and that the register does not have."""
    bought: dict[NodeId, Link] = {}
    for link in graph.links:
        if link.tie is Tie.SOLD:
            bought.setdefault(link.source, link)
    listed = [node.id for node in graph.of(NodeKind.SUPPLIER) if node.held]
    if not listed:
        return []
    there = sum(id_ in listed for id_ in bought)
    return [
        Break(
            code=BreakCode.UNLISTED_SUPPLIER,
            about=id_,
            subject=graph.nodes[id_].number,
            message=f"{graph.nodes[id_].number} is not in the register of approved suppliers, "
            f"which has {there} of the {len(bought)} suppliers that goods came from.",
            hint="Approve the supplier and enter it, or correct the name in the row cited.",
            sides=(Side(link.record, link.field),),
            elsewhere=there <= MAJORITY * len(bought),
        )
        for id_, link in bought.items()
        if id_ not in listed
    ]


def _left_out(graph: TraceGraph, sort: str, where: str, *kinds: NodeKind) -> list[Break]:
    """Rows without a cell that most rows of the log fill, or with `unknown` in it."""
    rows = [
        (node, record)
        for kind in kinds
        for node in graph.of(kind)
        for record in graph.records_of(node.id, sort)
    ]
    given = sum(_given(record, where) for _, record in rows)
    if given <= MAJORITY * len(rows):
        return []
    of = "maker's batch" if where == "batch" else where
    return [
        Break(
            code=BreakCode.NOT_NAMED,
            about=node.id,
            subject=node.number,
            message=f"The row of {named(node)} names no {of}; {given} of {len(rows)} rows do.",
            hint=f"Find out the {of} and enter it.",
            sides=(Side(record, where if where in record.fields else ""),),
        )
        for node, record in rows
        if not _given(record, where)
    ]


def _given(record: Record, where: str) -> bool:
    text = text_of(record, where)
    field = record.fields.get(where)
    return bool(text) and not says_unknown(text) and not isinstance(field, Unread)
