"""Which nodes a number means, and which come nearest when none does."""

from collections.abc import Iterable
from difflib import SequenceMatcher

from assistant.trace.building import LEADING, node_id
from assistant.trace.graph import Node, NodeId, NodeKind, TraceGraph
from assistant.trace.numbers import same_number

_PARTIES = (NodeKind.SUPPLIER, NodeKind.MAKER, NodeKind.CUSTOMER)
_NEAREST = 5
_ALIKE = 0.6  # share of letters in common


def nodes_called(graph: TraceGraph, text: str) -> tuple[Node, ...]:
    """Every node of that number, whatever it is: a lot and an order may share one.

    Parties are found by their name. Empty when there is none.
    """
    if not text.strip():
        return ()
    wanted = [node_id(kind, text) for kind in NodeKind]
    found = [graph.nodes[id_] for id_ in wanted if id_[1] and id_ in graph.nodes]
    return tuple(found)


def nearest(graph: TraceGraph, text: str) -> tuple[Node, ...]:
    """At most five nodes whose numbers come closest, the closest first."""
    wanted = _bare(text)
    if not wanted:
        return ()
    rated = [(_alike(wanted, id_), node) for id_, node in graph.nodes.items()]
    close = [pair for pair in rated if pair[0] >= _ALIKE]
    close.sort(key=lambda pair: (-pair[0], pair[1].number))
    return tuple(node for _, node in close[:_NEAREST])


def _bare(text: str) -> str:
    return same_number(text)


def _alike(wanted: str, id_: NodeId) -> float:
    number = id_[1]
    if not number or not _may_be_alike(wanted, number):
        return 0.0
    matcher = SequenceMatcher(None, wanted, number, autojunk=False)
    if matcher.real_quick_ratio() < _ALIKE or matcher.quick_ratio() < _ALIKE:
        return 0.0
    return matcher.ratio()


def _may_be_alike(wanted: str, number: str) -> bool:
    """A cheap test before the costly one: they share a beginning, an end or the whole."""
    return (
        wanted in number
        or number in wanted
        or wanted[:2] == number[:2]
        or (wanted[-3:] == number[-3:])
    )


def kinds_searched(graph: TraceGraph) -> Iterable[tuple[NodeKind, int]]:
    """How many of each kind there are, parties aside."""
    counts = [(kind, len(graph.of(kind))) for kind in LEADING]
    return [(kind, count) for kind, count in counts if count]
