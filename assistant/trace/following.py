"""The use case: follow a lot, certificate or order both ways, every step cited."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Protocol

from assistant.citations import QuoteNotFound
from assistant.model.records import Field, Record
from assistant.model.replies import Citation
from assistant.model.traces import Trace, TraceBreak, TraceChain, TraceStep
from assistant.trace.breaks import Break, Side
from assistant.trace.building import graph_of
from assistant.trace.cells import text_of
from assistant.trace.finding import breaks_of
from assistant.trace.graph import Node, NodeKind, TraceGraph
from assistant.trace.looking_up import kinds_searched, nearest, nodes_called
from assistant.trace.walking import Chain, Step, walk

_FACTS: dict[NodeKind, tuple[str, ...]] = {
    NodeKind.LOT: ("part", "quantity", "received", "split", "result", "expiry"),
    NodeKind.RECEIPT: ("part", "quantity", "received", "result", "remark"),
    NodeKind.SUPPLIER: ("state", "scope"),
    NodeKind.ORDER: ("ordered", "part", "quantity"),
    NodeKind.RELEASE: ("form", "part", "quantity", "status", "issued"),
    NodeKind.CERTIFICATE: ("issued", "part", "quantity", "batch"),
    NodeKind.SALES_ORDER: ("customer_order", "ordered", "state"),
    NodeKind.SHIPMENT: ("shipped", "carrier"),
    NodeKind.NONCONFORMITY: ("description", "quantity", "decision", "opened", "closed"),
    NodeKind.COMPLAINT: ("description", "received", "closed"),
}
_OF_LINES = frozenset({NodeKind.ORDER, NodeKind.CERTIFICATE, NodeKind.RELEASE})
"""Kinds whose rows are lines of one paper: only what all of them say is said of it."""
_FIRST = ("receiving_inspection", "lot_split", "lot", "shelf_life_item")
_MOST = 3  # rows cited for one step


class Book(Protocol):
    """The records of a day, and their citations."""

    def of(self, type_id: str) -> Sequence[Record]:
        """Every record of a sort, in reading order."""

    def cite(self, record: Record, field: Field | None = None, *, tag: int = 1) -> Citation:
        """A record, or one of its cells."""


class FollowTrace:
    """Follow a number both ways through the records of a day."""

    def __init__(self, records: Callable[[date], Book]) -> None:
        self._records = records

    def __call__(self, key: str, *, as_of: date) -> Trace:
        """What hangs on `key`; without chains when nothing is called so."""
        book = self._records(as_of)
        graph = graph_of(book)
        found = nodes_called(graph, key)
        breaks = breaks_of(graph) if found else ()
        chains = tuple(_chain(book, walk(graph, node.id, breaks)) for node in found)
        close = () if found else nearest(graph, key)
        return Trace(
            key=" ".join(key.split()),
            as_of=as_of,
            chains=chains,
            nearest=tuple((node.kind.value, node.number) for node in close),
            searched=tuple((kind.value, count) for kind, count in kinds_searched(graph)),
            records=_rows(graph),
        )


def _rows(graph: TraceGraph) -> int:
    rows = {(row.passage, row.row) for node in graph.nodes.values() for row in node.records}
    return len(rows)


def _chain(book: Book, chain: Chain) -> TraceChain:
    start = TraceStep(
        kind=chain.node.kind.value,
        number=chain.node.number,
        relation="",
        quantity=None,
        facts=_facts(chain.node, chain.node.records),
        held=chain.node.held,
        again=False,
        evidence=_cited(book, _sorted(chain.node.records)),
        breaks=tuple(_break(book, one) for one in chain.breaks),
        children=(),
    )
    return TraceChain(
        start, _steps(book, chain.back), _steps(book, chain.about), _steps(book, chain.forward)
    )


def _steps(book: Book, steps: Iterable[Step]) -> tuple[TraceStep, ...]:
    return tuple(_step(book, one) for one in steps)


def _step(book: Book, step: Step) -> TraceStep:
    rows = _rows_of(step)
    return TraceStep(
        kind=step.node.kind.value,
        number=step.node.number,
        relation=step.relation,
        quantity=step.quantity,
        facts=_facts(step.node, rows),
        held=step.node.held,
        again=step.again,
        evidence=_cited(book, rows),
        breaks=tuple(_break(book, one) for one in step.breaks),
        children=_steps(book, step.children),
    )


def _rows_of(step: Step) -> list[Record]:
    """The rows a step rests on: those that tie it here, where they are its own, first."""
    own = _sorted(step.node.records)
    ties = [link.record for link in step.links]
    tying = [record for record in own if any(record is one for one in ties)]
    if step.node.kind is NodeKind.LOT and step.links[0].record.type == "lot_split":
        tying = [*ties, *tying]
    rest = own if own else ties
    return [*tying, *rest]


def _sorted(records: Iterable[Record]) -> list[Record]:
    order = {name: place for place, name in enumerate(_FIRST)}
    return sorted(records, key=lambda record: order.get(record.type, 0))


def _facts(node: Node, rows: Iterable[Record]) -> tuple[tuple[str, str], ...]:
    """What the node's own rows say of it, the first row that says so."""
    own = [record for record in rows if any(record is one for one in node.records)]
    told = []
    for name in _FACTS.get(node.kind, ()):
        texts = list(dict.fromkeys(found for one in own if (found := text_of(one, name))))
        if texts and (len(texts) == 1 or node.kind not in _OF_LINES):
            told.append((name.replace("_", " "), texts[0]))
    return tuple(told)


def _cited(book: Book, rows: Iterable[Record]) -> tuple[Citation, ...]:
    each = {(row.passage, row.row): row for row in rows}
    return tuple(book.cite(row) for row in list(each.values())[:_MOST])


def _break(book: Book, one: Break) -> TraceBreak:
    return TraceBreak(
        code=one.code.value,
        subject=one.subject,
        message=one.message,
        hint=one.hint,
        loose=one.elsewhere,
        evidence=_sides(book, one.sides),
    )


def _sides(book: Book, sides: Iterable[Side]) -> tuple[Citation, ...]:
    """Both sides cited; once where they are two cells of one row, quoted whole."""
    cited = [_side(book, side) for side in sides]
    return tuple({(one.passage, one.quote): one for one in cited}.values())


def _side(book: Book, side: Side) -> Citation:
    """The cell, or its row where the cell's words do not stand in the text as they were read."""
    try:
        return book.cite(side.record, side.record.fields.get(side.field))
    except QuoteNotFound:
        return book.cite(side.record)
