"""All breaks of a graph."""

from collections.abc import Iterator

from assistant.model.records import Record
from assistant.trace.breaks import Break, BreakCode, Side
from assistant.trace.cells import day_of
from assistant.trace.graph import NodeId, NodeKind, Tie, TraceGraph
from assistant.trace.lots import arrivals, title
from assistant.trace.missing import missing
from assistant.trace.papers import papers
from assistant.trace.quantities import quantities


def breaks_of(graph: TraceGraph) -> tuple[Break, ...]:
    """Every break of every chain, each once; pure, and the same for the same records.

    Those with `elsewhere` are loose ends of what was ingested, the others contradictions and
    missing rows.
    """
    found = [*missing(graph), *quantities(graph), *papers(graph), *_days(graph)]
    return tuple({(one.code, one.about, one.message): one for one in found}.values())


def _days(graph: TraceGraph) -> Iterator[Break]:
    """Lots shipped or split before they came, and shipped before they were split off."""
    for link in graph.links:
        if link.tie not in (Tie.SHIPPED, Tie.SPLIT) or link.source[0] is not NodeKind.LOT:
            continue
        went = day_of(link.record, "shipped", "split")
        for row in _first(graph, link.source):
            came = day_of(row, "received", "split", "inspected")
            if went is None or came is None or went >= came:
                continue
            lot = title(graph, link.source)
            verb = "shipped" if link.tie is Tie.SHIPPED else "split"
            where = "split" if row.type == "lot_split" else "received"
            yield Break(
                BreakCode.DAYS,
                link.source,
                lot,
                f"Lot {lot} was {verb} on {went.isoformat()}, and {where} on {came.isoformat()}.",
                "Correct the day, or find out which lot it was.",
                (Side(link.record, verb), Side(row, where if where in row.fields else "")),
            )


def _first(graph: TraceGraph, lot: NodeId) -> list[Record]:
    """The row that says since when there is such a lot."""
    return [*graph.records_of(lot, "lot_split"), *arrivals(graph, lot)][:1]
