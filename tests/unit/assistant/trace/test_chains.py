"""How rows become chains: columns nobody recognised, papers, and what a walk leaves out."""

from dataclasses import replace

from assistant.model.records import Record
from assistant.trace.building import node_id
from assistant.trace.finding import breaks_of
from assistant.trace.graph import NodeKind, Tie
from assistant.trace.looking_up import nearest, nodes_called
from assistant.trace.walking import Chain, Step, walk
from tests.unit.assistant.trace.made import graph, received, row, shipped, split


def followed(number: str, *rows: Record) -> Chain:
    found = graph(*rows)
    [node] = nodes_called(found, number)
    return walk(found, node.id, breaks_of(found))


def names(steps: tuple[Step, ...]) -> list[str]:
    return [name for one in steps for name in (f"{one.node.number}", *names(one.children))]


def unrecognised(sort: str, rest: dict[str, str], **cells: str) -> Record:
    return replace(row(sort, **cells), rest=rest)


GOODS_IN = [received(f"M-{number}", supplier="") for number in (501, 502, 503)]


def test_a_column_that_holds_known_lots_names_the_lot_whatever_it_is_called() -> None:
    left = [
        unrecognised(
            "shipment", {"M-no.": lot, "Note": "x"}, shipment=f"D-{place}", customer="Blue"
        )
        for place, lot in enumerate(("M-501", "M-502/1", "M-503", "M-777"), start=100)
    ]
    assert names(followed("M-502", *GOODS_IN, *left).forward) == ["M-502/1", "D-101", "Blue"]
    assert names(followed("M-777", *GOODS_IN, *left).forward) == ["D-103", "Blue"]


def test_a_batch_column_that_holds_our_lots_names_the_lot() -> None:
    left = [row("shipment", shipment=f"D-{lot[-3:]}", batch=lot) for lot in ("M-501", "M-503")]
    assert names(followed("M-503", *GOODS_IN, *left).forward) == ["D-503"]


def test_a_column_of_which_few_rows_are_lots_names_none() -> None:
    left = [
        unrecognised("shipment", {"Ref": ref}, shipment=f"D-{ref}")
        for ref in ("M-501", "771", "772", "773")
    ]
    assert not followed("M-501", *GOODS_IN, *left).forward


def test_a_column_that_holds_listed_suppliers_names_the_supplier() -> None:
    listed = [row("approved_supplier", supplier=name) for name in ("Aa One Ltd", "Bb Two")]
    came = [
        replace(received(f"M-{place}", supplier="", order=""), rest={"From": name})
        for place, name in enumerate(("Aa One", "Bb Two", "Cc"), start=601)
    ]
    came = [
        replace(one, fields={k: v for k, v in one.fields.items() if k != "supplier"})
        for one in came
    ]
    assert "Aa One Ltd" in names(followed("M-601", *listed, *came).back)


def test_a_suppliers_certificate_that_names_the_batch_as_its_lot_covers_our_lot() -> None:
    paper = row("certificate_of_conformity", certificate="Q-88", lot="B 77", part="NAS1-4")
    chain = followed("M-501", received("M-501"), paper)
    assert "Q-88" in names(chain.back)
    assert not any(one.node.kind is NodeKind.LOT for one in chain.back)


def test_a_release_form_in_a_column_of_papers_is_one() -> None:
    found = graph(received("M-501", certificate="CoC, 8130-3 RC-55-1, Q-12"))
    assert {node.number for node in found.of(NodeKind.RELEASE)} == {"RC-55-1"}
    assert {node.number for node in found.of(NodeKind.CERTIFICATE)} == {"Q-12"}


def test_a_split_set_aside_for_an_order_is_told_once_when_it_was_shipped() -> None:
    rows = [
        received("M-501"),
        split("M-501", "M-501/1", "100", "40", "60", sales_order="SO-301"),
        shipped("M-501/1", "40"),
    ]
    assert names(followed("M-501/1", *rows).forward).count("SO-301") == 1
    assert names(followed("M-501/1", *rows[:2]).forward) == ["SO-301"]


def test_a_lot_shows_the_papers_that_list_it_and_did_not_go_with_it() -> None:
    rows = [
        received("M-501"),
        received("M-502", order="PO-1002", batch="B-78"),
        shipped("M-502", "5", certificate="CoC-901"),
        row("certificate_of_conformity", certificate="CoC-901", lot="M-501"),
    ]
    [paper] = followed("M-501", *rows).about
    assert (paper.node.number, paper.relation) == ("CoC-901", "listed on")
    assert len(paper.breaks) == 1


def test_a_loop_in_the_rows_ends() -> None:
    rows = [split("M-1/A", "M-1/B", "9", "1", "8"), split("M-1/B", "M-1/A", "9", "1", "8")]
    assert names(followed("M-1/A", *rows).forward) == ["M-1/B"]


def test_a_receipt_without_lot_stands_in_the_chain_of_its_order() -> None:
    failed = row("receiving_inspection", order="PO-9001", part="NAS1", remark="failed, see N-4001")
    report = row("nonconformity", nonconformity="N-4001", description="Wrong head")
    [receipt] = followed("PO-9001", failed, report).forward
    assert receipt.node.kind is NodeKind.RECEIPT
    assert names(receipt.children) == ["N-4001"]


def test_a_number_is_found_without_its_leading_word_and_its_dashes() -> None:
    found = graph(*GOODS_IN, shipped("M-501", "1", certificate="CoC 26-0412"))
    for text in ("26-0412", "coc 260412", "CoC26-0412"):
        assert [node.kind for node in nodes_called(found, text)] == [NodeKind.CERTIFICATE]
    assert not nodes_called(found, " ")


def test_the_nearest_number_comes_first() -> None:
    found = graph(*GOODS_IN)
    assert nearest(found, "M-5O2")[0].number == "M-502"
    assert nearest(found, "") == ()


def test_the_same_batch_of_two_receipts_leads_to_both_lots() -> None:
    chain = followed("B-77", received("M-501"), received("M-502"))
    assert names(chain.forward) == ["M-501", "M-502"]


def test_ties_run_from_the_maker_to_the_customer() -> None:
    found = graph(received("M-501", maker="Northern Bolt"), shipped("M-501", "5"))
    lot = node_id(NodeKind.LOT, "M-501")
    assert {one.tie for one in found.back(lot)} == {Tie.RECEIVED}
    assert {one.tie for one in found.forward(lot)} == {Tie.SHIPPED}
