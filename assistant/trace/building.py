"""The graph of a day's records: each row ties the numbers it names."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache

from assistant.model.records import Record
from assistant.trace.cells import number_of, numbers_of, quantity_of, text_of
from assistant.trace.graph import Link, Node, NodeId, NodeKind, Records, Tie, TraceGraph
from assistant.trace.joined_columns import JoinedColumns
from assistant.trace.numbers import (
    is_number,
    mothers_of,
    numbers_in,
    papers_in,
    same_number,
    says_unknown,
    without_words,
    words_of,
)
from assistant.trace.parties import party_key, party_words, same_party

LEADING = {
    NodeKind.ORDER: ("purchaseorder", "order", "po", "no", "nr"),
    NodeKind.SALES_ORDER: ("salesorder", "order", "so", "no", "nr"),
    NodeKind.CERTIFICATE: ("certificate", "cert", "cofc", "coc", "no", "nr"),
    NodeKind.RELEASE: ("certificate", "cert", "no", "nr"),
    NodeKind.LOT: ("lot", "batch", "no", "nr"),
    NodeKind.BATCH: ("batch", "lot", "heat", "no", "nr"),
    NodeKind.SHIPMENT: ("deliverynote", "shipment", "dn", "no", "nr"),
    NodeKind.NONCONFORMITY: ("ncr", "nc", "no", "nr"),
}
"""Words that lead a number and are left out when numbers are compared."""

_PARTIES = frozenset({NodeKind.SUPPLIER, NodeKind.MAKER, NodeKind.CUSTOMER})


@lru_cache(maxsize=400_000)
def node_id(kind: NodeKind, name: str) -> NodeId:
    """The node that a cell names."""
    if kind in _PARTIES:
        return kind, party_key(name)
    return kind, without_words(same_number(name), LEADING.get(kind, ()))


def graph_of(records: Records) -> TraceGraph:
    """Every chain the records tell, whole or broken."""
    made = _Making(JoinedColumns(records), _releases(records))
    for supplier in records.of("approved_supplier"):
        made.register(supplier)
    for sort, read in _READERS.items():
        for record in records.of(sort):
            read(made, record)
    for sort, kind in _ABOUT.items():
        for record in records.of(sort):
            _about(made, record, kind)
    made.tie_children()
    for record, nodes in made.receipts:
        _remarked(made, record, nodes)
    held = {
        id_: Node(id_, name, tuple(made.records.get(id_, ()))) for id_, name in made.names.items()
    }
    return TraceGraph(held, tuple(made.links))


@dataclass
class _Making:
    """The graph while it is made."""

    columns: JoinedColumns
    releases: frozenset[NodeId]
    names: dict[NodeId, str] = field(default_factory=dict)
    records: dict[NodeId, list[Record]] = field(default_factory=dict)
    links: list[Link] = field(default_factory=list)
    suppliers: dict[str, NodeId] = field(default_factory=dict)  # by spelling met
    codes: dict[str, NodeId] = field(default_factory=dict)
    receipts: list[tuple[Record, list[NodeId]]] = field(default_factory=list)
    tied: set[tuple[NodeId, NodeId]] = field(default_factory=set)
    lots_of_batch: dict[NodeId, list[NodeId]] = field(default_factory=dict)

    def node(self, kind: NodeKind, name: str, of: Record | None = None) -> NodeId:
        """The node of this name; `of` is a row kept of it."""
        id_ = self._supplier(name) if kind is NodeKind.SUPPLIER else node_id(kind, name)
        self.names.setdefault(id_, name)
        if of is not None:
            self.records.setdefault(id_, []).append(of)
        return id_

    def register(self, record: Record) -> None:
        """A supplier of the register, so that other spellings find it."""
        name = text_of(record, "supplier")
        if not name:
            return
        id_ = (NodeKind.SUPPLIER, party_key(name))
        self.names.setdefault(id_, name)
        self.records.setdefault(id_, []).append(record)
        self.suppliers[party_key(name)] = id_
        if code := text_of(record, "supplier_code"):
            self.codes[same_number(code)] = id_

    def _supplier(self, name: str) -> NodeId:
        key = party_key(name)
        if key not in self.suppliers:
            self.suppliers[key] = self._like(name) or (NodeKind.SUPPLIER, key)
        return self.suppliers[key]

    def _like(self, name: str) -> NodeId | None:
        """The one registered supplier that a name in another spelling, or its code, means."""
        first = same_number(name.split()[0]) if name.split() else ""
        if coded := self.codes.get(same_number(name)) or self.codes.get(first):
            return coded
        held = {self.suppliers[key] for key in self.suppliers if same_party(key, name)}
        held = {id_ for id_ in held if id_ in self.records}
        return held.pop() if len(held) == 1 and party_words(name) else None

    def is_batch(self, number: str) -> bool:
        """Whether it is known as a maker's batch and not as a lot of ours."""
        lot, batch = node_id(NodeKind.LOT, number), node_id(NodeKind.BATCH, number)
        return lot not in self.names and batch in self.names

    def tie(
        self,
        record: Record,
        source: NodeId,
        target: NodeId,
        tie: Tie,
        where: str,
        quantity: Decimal | None = None,
    ) -> None:
        """`record` says so in its cell `where`."""
        if source != target:
            self.links.append(Link(source, target, tie, record, where, quantity))
            self.tied.add((source, target))

    def tie_children(self) -> None:
        """Lots whose number says which lot they were split from, where no row says it."""
        split = {link.target for link in self.links if link.tie is Tie.SPLIT}
        named: dict[NodeId, Link] = {}
        for link in self.links:
            named.setdefault(link.source, link)
            named.setdefault(link.target, link)
        for id_, name in list(self.names.items()):
            if id_[0] is not NodeKind.LOT or id_ in split or id_ not in named:
                continue
            mothers = [(NodeKind.LOT, number) for number in mothers_of(name)]
            mother = next((one for one in mothers if one in self.names), None)
            if mother is not None:
                self.tie(named[id_].record, mother, id_, Tie.SPLIT, named[id_].field)


def _received(made: _Making, record: Record) -> None:
    """A delivery: what came, from whom, on which order, with which papers."""
    lots = made.columns.lots_of(record)
    if not lots and not any(text_of(record, one) for one in ("order", "supplier", "part")):
        return  # a list of checks, not a delivery
    if not lots:
        name = number_of(record, "receipt") or record.row or record.passage
        nodes = [made.node(NodeKind.RECEIPT, name, record)]
    else:
        nodes = [made.node(NodeKind.LOT, lot, record) for lot in lots]
    made.receipts.append((record, nodes))
    for node in nodes:
        _origin(made, record, node, quantity_of(record))


def _stocked(made: _Making, record: Record) -> None:
    """A lot as it lies in store: where it came from, and what it was split from."""
    for lot in made.columns.lots_of(record):
        node = made.node(NodeKind.LOT, lot, record)
        _origin(made, record, node, None)
        if mother := number_of(record, "parent"):
            made.tie(record, made.node(NodeKind.LOT, mother), node, Tie.SPLIT, "parent")


def _origin(made: _Making, record: Record, lot: NodeId, quantity: Decimal | None) -> None:
    orders = [made.node(NodeKind.ORDER, name) for name in numbers_of(record, "order")]
    for order in orders:
        made.tie(record, order, lot, Tie.RECEIVED, "order", quantity)
    if supplier := made.columns.said(record, "supplier"):
        seller = made.node(NodeKind.SUPPLIER, supplier)
        for target in orders or [lot]:
            made.tie(record, seller, target, Tie.SOLD, "supplier")
    _making(made, record, lot, quantity)
    for paper, where in _papers(made, record):
        made.tie(record, paper, lot, Tie.COVERS, where)
    for name in numbers_of(record, "nonconformity"):
        made.tie(record, made.node(NodeKind.NONCONFORMITY, name), lot, Tie.ABOUT, "nonconformity")


def _making(made: _Making, record: Record, lot: NodeId, quantity: Decimal | None) -> None:
    """The maker and his batch, as far as the row names them."""
    maker = text_of(record, "maker")
    ends: list[NodeId] = []
    for name in _batches(record):
        batch = made.node(NodeKind.BATCH, name)
        made.tie(record, batch, lot, Tie.RECEIVED, "batch", quantity)
        made.lots_of_batch.setdefault(batch, []).append(lot)
        ends.append(batch)
    if maker and not says_unknown(maker):
        source = made.node(NodeKind.MAKER, maker)
        for end in ends or [lot]:
            made.tie(record, source, end, Tie.MADE, "maker")


def _papers(made: _Making, record: Record) -> Iterator[tuple[NodeId, str]]:
    """The papers a row names, each with its cell; one column may hold both sorts."""
    for where in ("certificate", "release_certificate"):
        cell = record.fields.get(where)
        for name, of_form in papers_in(cell.text) if cell else ():
            known = node_id(NodeKind.RELEASE, name) in made.releases
            released = of_form or known or where == "release_certificate"
            yield made.node(NodeKind.RELEASE if released else NodeKind.CERTIFICATE, name), where


def _split(made: _Making, record: Record) -> None:
    mother = number_of(record, "parent")
    for lot in made.columns.lots_of(record):
        node = made.node(NodeKind.LOT, lot, record)
        if mother:
            source = made.node(NodeKind.LOT, mother)
            made.tie(record, source, node, Tie.SPLIT, "parent", quantity_of(record))
        for name in numbers_of(record, "sales_order"):
            order = made.node(NodeKind.SALES_ORDER, name)
            made.tie(record, node, order, Tie.ALLOCATED, "sales_order", quantity_of(record))


def _shipped(made: _Making, record: Record) -> None:
    number = number_of(record, "shipment") or record.row or record.passage
    shipment = made.node(NodeKind.SHIPMENT, number, record)
    for lot in made.columns.lots_of(record):
        source = made.node(NodeKind.LOT, lot)
        where = made.columns.field_of(record, "lot")
        made.tie(record, source, shipment, Tie.SHIPPED, where, quantity_of(record))
    orders = [made.node(NodeKind.SALES_ORDER, one) for one in numbers_of(record, "sales_order")]
    for order in orders:
        made.tie(record, shipment, order, Tie.FILLS, "sales_order", quantity_of(record))
    if customer := made.columns.said(record, "customer"):
        target = made.node(NodeKind.CUSTOMER, customer)
        for source in orders or [shipment]:
            made.tie(record, source, target, Tie.GOES_TO, "customer")
    for paper, where in _papers(made, record):
        made.tie(record, shipment, paper, Tie.TRAVELLED, where)


def _ordered(made: _Making, record: Record) -> None:
    if number := number_of(record, "order"):
        order = made.node(NodeKind.ORDER, number, record)
        if supplier := made.columns.said(record, "supplier"):
            made.tie(record, made.node(NodeKind.SUPPLIER, supplier), order, Tie.SOLD, "supplier")


def _sold(made: _Making, record: Record) -> None:
    if number := number_of(record, "sales_order"):
        order = made.node(NodeKind.SALES_ORDER, number, record)
        if customer := made.columns.said(record, "customer"):
            made.tie(record, order, made.node(NodeKind.CUSTOMER, customer), Tie.GOES_TO, "customer")


def _certified(made: _Making, record: Record) -> None:
    """A certificate of conformity: ours names a shipment or order of a customer, or our lots."""
    number = number_of(record, "certificate")
    if not number:
        return
    paper = made.node(NodeKind.CERTIFICATE, number, record)
    for lot in numbers_of(record, "lot"):
        if not made.is_batch(lot):  # on a supplier's paper the lot is his
            node = made.node(NodeKind.LOT, lot)
            made.tie(record, paper, node, Tie.NAMES, "lot", quantity_of(record))
    for name in numbers_of(record, "shipment"):
        shipment = made.node(NodeKind.SHIPMENT, name)
        made.tie(record, shipment, paper, Tie.TRAVELLED, "shipment")
    for name in numbers_of(record, "sales_order"):
        order = made.node(NodeKind.SALES_ORDER, name)
        made.tie(record, order, paper, Tie.TRAVELLED, "sales_order")
        if customer := text_of(record, "customer"):
            made.tie(record, order, made.node(NodeKind.CUSTOMER, customer), Tie.GOES_TO, "customer")
    _came_with(made, record, paper)


def _released(made: _Making, record: Record) -> None:
    if number := number_of(record, "certificate"):
        paper = made.node(NodeKind.RELEASE, number, record)
        _came_with(made, record, paper)


def _came_with(made: _Making, record: Record, paper: NodeId) -> None:
    """What a paper says about where the goods come from."""
    for name in numbers_of(record, "order"):
        order = node_id(NodeKind.ORDER, name)
        if order in made.names:  # on others' papers an order may be theirs
            made.tie(record, order, paper, Tie.RECEIVED, "order", quantity_of(record))
    batches = [made.node(NodeKind.BATCH, name) for name in _batches(record)]
    theirs = [one for one in numbers_of(record, "lot") if made.is_batch(one)]
    batches += [made.node(NodeKind.BATCH, name) for name in theirs]
    for batch in batches:
        made.tie(record, paper, batch, Tie.NAMES, "lot" if theirs else "batch")
        for lot in () if _is_ours(record) else made.lots_of_batch.get(batch, ()):
            if (paper, lot) not in made.tied:
                made.tie(record, paper, lot, Tie.COVERS, "lot" if theirs else "batch")
    for where in ("maker", "organisation"):
        if maker := text_of(record, where):
            source = made.node(NodeKind.MAKER, maker)
            for target in batches or [paper]:
                made.tie(record, source, target, Tie.MADE, where)


def _is_ours(record: Record) -> bool:
    """Whether a certificate went out: it names what a customer ordered or was sent."""
    return any(numbers_of(record, name) for name in ("sales_order", "shipment"))


def _about(made: _Making, record: Record, kind: NodeKind) -> None:
    number = number_of(record, kind.value)
    if not number:
        return
    node = made.node(kind, number, record)
    for lot in made.columns.lots_of(record):
        about, where = made.node(NodeKind.LOT, lot), made.columns.field_of(record, "lot")
        made.tie(record, node, about, Tie.ABOUT, where, quantity_of(record))
    for where, sort in (("order", NodeKind.ORDER), ("sales_order", NodeKind.SALES_ORDER)):
        for name in numbers_of(record, where):
            made.tie(record, node, made.node(sort, name), Tie.ABOUT, where)
    for name in numbers_of(record, "nonconformity") if kind is NodeKind.COMPLAINT else ():
        report = node_id(NodeKind.NONCONFORMITY, name)
        if report in made.names:  # the column may name corrective actions as well
            made.tie(record, node, report, Tie.ABOUT, "nonconformity")


def _remarked(made: _Making, record: Record, nodes: list[NodeId]) -> None:
    """Nonconformities that the remarks of a receipt name."""
    told = " ".join([text_of(record, "remark"), text_of(record, "result"), *record.rest.values()])
    for number in sorted(words_of(told)) if told.strip() else ():
        report = node_id(NodeKind.NONCONFORMITY, number)
        for node in nodes if report in made.names else ():
            if (report, node) not in made.tied:
                made.tie(record, report, node, Tie.ABOUT, "remark")


def _batches(record: Record) -> tuple[str, ...]:
    return tuple(one for one in numbers_in(text_of(record, "batch")) if is_number(one))


def _releases(records: Records) -> frozenset[NodeId]:
    numbers = (number_of(one, "certificate") for one in records.of("release_certificate"))
    return frozenset(node_id(NodeKind.RELEASE, number) for number in numbers if number)


_READERS = {
    "purchase_order": _ordered,
    "receiving_inspection": _received,
    "lot": _stocked,
    "shelf_life_item": _stocked,
    "lot_split": _split,
    "sales_order": _sold,
    "contract_review": _sold,
    "shipment": _shipped,
    "release_certificate": _released,
    "certificate_of_conformity": _certified,
}
_ABOUT = {"nonconformity": NodeKind.NONCONFORMITY, "complaint": NodeKind.COMPLAINT}
