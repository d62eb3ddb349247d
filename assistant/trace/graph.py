"""The chain as a graph: lots, orders, papers and parties, tied by the rows that name both ends."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Protocol

from assistant.model.records import Record


class Records(Protocol):
    """What a graph is made of: the typed records of a day (`RecordBook` is one)."""

    def of(self, type_id: str) -> Sequence[Record]:
        """Every record of a sort, in reading order."""


class NodeKind(StrEnum):
    """What stands in a chain."""

    LOT = "lot"
    RECEIPT = "receipt"  # a delivery that got no lot number
    BATCH = "batch"  # the maker's
    MAKER = "maker"
    SUPPLIER = "supplier"
    ORDER = "purchase order"
    RELEASE = "release certificate"
    CERTIFICATE = "certificate"
    SALES_ORDER = "sales order"
    SHIPMENT = "shipment"
    CUSTOMER = "customer"
    NONCONFORMITY = "nonconformity"
    COMPLAINT = "complaint"


class Tie(StrEnum):
    """How two nodes hang together; each runs from the maker's side to the customer's."""

    MADE = "made"  # maker -> batch
    SOLD = "sold"  # supplier -> order
    RECEIVED = "received"  # order, supplier, batch -> lot
    COVERS = "covers"  # paper that came with it -> lot
    SPLIT = "split"  # lot -> lot
    SHIPPED = "shipped"  # lot -> shipment
    ALLOCATED = "allocated"  # lot -> sales order
    FILLS = "fills"  # shipment -> sales order
    GOES_TO = "goes to"  # sales order, shipment -> customer
    TRAVELLED = "travelled with it"  # shipment, sales order -> paper
    NAMES = "names"  # paper -> lot or batch it lists
    ABOUT = "about"  # nonconformity, complaint -> what it is about


NodeId = tuple[NodeKind, str]
"""Kind and number as compared."""


@dataclass(frozen=True, slots=True)
class Node:
    """One thing of the chain. `number` as first written; `records` are the rows kept of it.

    Without records it is only named by others: its own row is not held.
    """

    id: NodeId
    number: str
    records: tuple[Record, ...] = ()

    @property
    def kind(self) -> NodeKind:
        """What it is."""
        return self.id[0]

    @property
    def held(self) -> bool:
        """Whether a row or paper of its own is there."""
        return bool(self.records)


@dataclass(frozen=True, slots=True)
class Link:
    """`record` says in its cell `field` that `source` and `target` hang together.

    `quantity` is what went that way, None where the row does not say.
    """

    source: NodeId
    target: NodeId
    tie: Tie
    record: Record
    field: str
    quantity: Decimal | None = None


@dataclass(frozen=True)
class TraceGraph:
    """Every chain of a day. Nodes by id, links both ways."""

    nodes: Mapping[NodeId, Node]
    links: tuple[Link, ...]

    @cached_property
    def _out(self) -> Mapping[NodeId, list[Link]]:
        return _by((link.source, link) for link in self.links)

    @cached_property
    def _in(self) -> Mapping[NodeId, list[Link]]:
        return _by((link.target, link) for link in self.links)

    @cached_property
    def _kinds(self) -> Mapping[NodeKind, list[Node]]:
        found: defaultdict[NodeKind, list[Node]] = defaultdict(list)
        for node in self.nodes.values():
            found[node.kind].append(node)
        return found

    def forward(self, node: NodeId, *ties: Tie) -> list[Link]:
        """Links that leave a node toward the customer; only those of `ties` when some are named."""
        return [one for one in self._out.get(node, ()) if not ties or one.tie in ties]

    def back(self, node: NodeId, *ties: Tie) -> list[Link]:
        """Links that reach a node from the maker's side."""
        return [one for one in self._in.get(node, ()) if not ties or one.tie in ties]

    def of(self, kind: NodeKind) -> list[Node]:
        """Every node of a kind."""
        return list(self._kinds.get(kind, ()))

    def records_of(self, node: NodeId, *types: str) -> list[Record]:
        """The rows kept of a node, of these sorts."""
        return [one for one in self.nodes[node].records if one.type in types]


def _by(pairs: Iterable[tuple[NodeId, Link]]) -> Mapping[NodeId, list[Link]]:
    found: defaultdict[NodeId, list[Link]] = defaultdict(list)
    for node, link in pairs:
        found[node].append(link)
    return found
