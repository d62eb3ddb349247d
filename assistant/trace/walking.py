"""A chain walked from one node: back to the maker, forward to every customer, what is about it."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.trace.breaks import Break
from assistant.trace.graph import Link, Node, NodeId, NodeKind, Tie, TraceGraph

_BACK = (
    Tie.SPLIT,
    Tie.RECEIVED,
    Tie.SOLD,
    Tie.COVERS,
    Tie.MADE,
    Tie.SHIPPED,
    Tie.ALLOCATED,
    Tie.FILLS,
    Tie.GOES_TO,
)
_FORWARD = (
    Tie.MADE,
    Tie.SOLD,
    Tie.RECEIVED,
    Tie.COVERS,
    Tie.SPLIT,
    Tie.SHIPPED,
    Tie.TRAVELLED,
    Tie.FILLS,
    Tie.ALLOCATED,
    Tie.GOES_TO,
)
_PAPERS = frozenset({NodeKind.CERTIFICATE, NodeKind.RELEASE})
_REPORTS = frozenset({NodeKind.NONCONFORMITY, NodeKind.COMPLAINT})
_ROWS_APART = "shipment"  # a delivery note has rows for several lots, of which one chain is one
_RELATIONS: dict[Tie, tuple[str, str]] = {  # forward, back
    Tie.MADE: ("made", "made by"),
    Tie.SOLD: ("sold", "bought from"),
    Tie.RECEIVED: ("received", "received on"),
    Tie.COVERS: ("covers", "came with"),
    Tie.SPLIT: ("split off", "split from"),
    Tie.SHIPPED: ("shipped with", "shipped"),
    Tie.ALLOCATED: ("set aside for", "set aside"),
    Tie.FILLS: ("for", "filled by"),
    Tie.GOES_TO: ("to", "ordered"),
    Tie.TRAVELLED: ("papers with it", "went with"),
    Tie.NAMES: ("lists", "listed on"),
    Tie.ABOUT: ("about it", "about"),
}
_LONGEST = 40  # links of one chain, far beyond any real one


@dataclass(frozen=True, slots=True)
class Step:
    """One node of a chain, and how it hangs on the one before it.

    `links` are the rows that tie the two; `quantity` is what went that way, None where no row
    says. `again` marks a node that stands in full further up.
    """

    node: Node
    relation: str  # `split from`, `came with it` …: how it hangs on the one above
    links: tuple[Link, ...]
    quantity: Decimal | None
    children: tuple["Step", ...] = ()
    breaks: tuple[Break, ...] = ()
    again: bool = False


@dataclass(frozen=True, slots=True)
class Chain:
    """Everything that hangs on one node. `breaks` are its own; each break stands once."""

    node: Node
    back: tuple[Step, ...]
    about: tuple[Step, ...]
    forward: tuple[Step, ...]
    breaks: tuple[Break, ...]


def walk(graph: TraceGraph, start: NodeId, breaks: Iterable[Break]) -> Chain:
    """The chain of a node, with the breaks that stand at what it meets."""
    return _Walk(graph, breaks).chain(start)


class _Walk:
    """One walk: every node and every break is told in full once."""

    def __init__(self, graph: TraceGraph, breaks: Iterable[Break]) -> None:
        self._graph = graph
        self._seen: set[NodeId] = set()
        self._start: NodeId | None = None
        self._breaks: defaultdict[NodeId, list[Break]] = defaultdict(list)
        for one in breaks:
            self._breaks[one.about].append(one)

    def chain(self, start: NodeId) -> Chain:
        self._start = start
        own = self._take(start)
        about = self._reports(start)
        through = self._through(start)
        if through:
            ends = _grouped(
                through, lambda link: link.target if link.source == start else link.source
            )
            back, forward = self._by_way_of(ends)
        else:
            back, forward = self._steps(start, back=True), self._steps(start, back=False)
        back += self._listed(start)
        about += self._listed_on(start)
        return Chain(self._graph.nodes[start], back, about, forward, own)

    def _through(self, start: NodeId) -> list[Link]:
        """What a report is about, or what a paper travelled with: the way leads through these."""
        if start[0] in _REPORTS:
            return self._graph.forward(start, Tie.ABOUT)
        links = self._graph.back(start, Tie.TRAVELLED) if start[0] in _PAPERS else []
        shipped = [link for link in links if link.source[0] is NodeKind.SHIPMENT]
        return shipped or links

    def _by_way_of(
        self, ends: Mapping[NodeId, list[Link]]
    ) -> tuple[tuple[Step, ...], tuple[Step, ...]]:
        back = tuple(self._step(end, links, back=True) for end, links in ends.items())
        forward = tuple(
            replace(
                self._bare(end, links, back=True),
                children=self._steps(end, back=False, by=links),
                again=False,
            )
            for end, links in ends.items()
        )
        return back, tuple(one for one in forward if one.children)

    def _listed(self, start: NodeId) -> tuple[Step, ...]:
        """Lots and batches that a paper lists and the walk has not met."""
        if start[0] not in _PAPERS:
            return ()
        named = _grouped(self._graph.forward(start, Tie.NAMES), lambda link: link.target)
        steps = (
            self._step(end, links, back=True)
            for end, links in named.items()
            if end not in self._seen
        )
        return tuple(replace(one, relation=_RELATIONS[Tie.NAMES][False]) for one in steps)

    def _listed_on(self, start: NodeId) -> tuple[Step, ...]:
        """Papers that list a lot and did not travel with a shipment of it."""
        if start[0] is not NodeKind.LOT:
            return ()
        papers = _grouped(self._graph.back(start, Tie.NAMES), lambda link: link.source)
        return tuple(
            self._bare(paper, links, back=True)
            for paper, links in papers.items()
            if paper not in self._seen
        )

    def _steps(
        self, node: NodeId, *, back: bool, by: Sequence[Link] = (), depth: int = 0
    ) -> tuple[Step, ...]:
        """What hangs on a node. Of a shipment reached `by` some of its rows, only theirs."""
        if depth > _LONGEST:
            return ()
        links = self._graph.back(node, *_BACK) if back else self._graph.forward(node, *_FORWARD)
        rows = {_row(link) for link in by if link.record.type == _ROWS_APART}
        if node[0] is NodeKind.SHIPMENT and rows:
            links = [one for one in links if one.record.type != _ROWS_APART or _row(one) in rows]
        ends = _grouped(links, lambda link: link.source if back else link.target)
        return tuple(
            self._step(end, tied, back=back, depth=depth + 1)
            for end, tied in ends.items()
            if not self._told_elsewhere(node, end, tied[0].tie)
        )

    def _told_elsewhere(self, node: NodeId, end: NodeId, tie: Tie) -> bool:
        """Whether the walk meets it in a better place.

        A paper where the walk began or with its shipment, an order that was set aside for where
        it was shipped.
        """
        if tie is Tie.ALLOCATED:
            shipped = {one.target for one in self._graph.forward(node, Tie.SHIPPED)}
            return any(one.source in shipped for one in self._graph.back(end, Tie.FILLS))
        if tie is not Tie.TRAVELLED:
            return False
        travelled = self._graph.back(end, Tie.TRAVELLED)
        with_shipment = any(one.source[0] is NodeKind.SHIPMENT for one in travelled)
        return end == self._start or (node[0] is NodeKind.SALES_ORDER and with_shipment)

    def _step(self, end: NodeId, links: Sequence[Link], *, back: bool, depth: int = 0) -> Step:
        again = end in self._seen
        step = self._bare(end, links, back=back)
        if again or (not back and links[0].tie is Tie.TRAVELLED):
            return step
        reports = () if end[0] in _REPORTS else self._reports(end)
        children = self._steps(end, back=back, by=links, depth=depth)
        return replace(step, children=children + reports)

    def _bare(self, end: NodeId, links: Sequence[Link], *, back: bool) -> Step:
        return Step(
            node=self._graph.nodes[end],
            relation=_RELATIONS[links[0].tie][back],
            links=tuple(links),
            quantity=_quantity(links),
            again=end in self._seen and end[0] not in (NodeKind.CUSTOMER, NodeKind.SUPPLIER),
            breaks=self._take(end),
        )

    def _reports(self, node: NodeId) -> tuple[Step, ...]:
        """Nonconformities and complaints about a node, with nothing behind them."""
        ends = _grouped(self._graph.back(node, Tie.ABOUT), lambda link: link.source)
        return tuple(
            self._bare(end, tied, back=False) for end, tied in ends.items() if end not in self._seen
        )

    def _take(self, node: NodeId) -> tuple[Break, ...]:
        self._seen.add(node)
        return tuple(self._breaks.pop(node, ()))


def _row(link: Link) -> tuple[str, str]:
    return link.record.passage, link.record.row


def _grouped(links: Iterable[Link], end: Callable[[Link], NodeId]) -> Mapping[NodeId, list[Link]]:
    found: defaultdict[NodeId, list[Link]] = defaultdict(list)
    for link in links:
        found[end(link)].append(link)
    return found


def _quantity(links: Sequence[Link]) -> Decimal | None:
    """What went that way: rows of one sort are added, another sort's repeat them."""
    sort = next((link.record.type for link in links if link.quantity is not None), "")
    counted = {
        (link.record.passage, link.record.row): link.quantity
        for link in links
        if link.record.type == sort and link.quantity is not None
    }
    return sum(counted.values(), Decimal(0)) if counted else None
