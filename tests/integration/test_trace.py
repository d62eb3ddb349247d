"""A lot, certificate or order followed both ways, from files to every surface."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from assistant.model.traces import Trace, TraceStep
from assistant.reports import trace_html, trace_markdown
from integrations.bootstrap import Services, build_services
from integrations.cli import trace_text
from integrations.settings import Settings
from integrations.web.app import build_app
from tests.company import TODAY
from tests.fakes.embedder import WordEmbedder

FILES = {
    "Receiving log.csv": """
Lot,Received,PO,Supplier,Part number,Qty received,Maker's batch,Inspector,Result
T-1001,2026-03-02,B-501,Northern Bolt Ltd,NAS1-4,1000,NB-77,A. Moss,Accept
T-1002,2026-03-09,B-502,Keld Seals,MS29-112,400,KS-31,A. Moss,Accept
T-1003,2026-03-12,B-501,Northern Bolt Ltd,NAS1-6,500,NB-78,A. Moss,Accept
""",
    "Split log.csv": """
Date,Mother lot,Part number,Before,Taken,Left,Daughter lot,Split by
2026-04-03,T-1001,NAS1-4,1000,300,700,T-1001/A,R. Vale
2026-04-20,T-1001,NAS1-4,700,200,450,T-1001/B,R. Vale
""",
    "Shipments 2026.csv": """
Shipped,Delivery note,Sales order,Customer,Part number,Lot,Qty,CoC,Carrier
2026-05-05,D-9001,C-301,Blue <Air>,NAS1-4,T-1001/A,300,CoC-811,Road
2026-05-05,D-9001,C-301,Blue <Air>,MS29-112,T-1002,40,CoC-811,Road
2026-06-02,D-9002,C-302,Corvid Jets,NAS1-4,T-1001/B,200,CoC-812,Road
2026-06-09,D-9003,B-501,Corvid Jets,NAS1-6,T-1003,10,CoC-813,Road
2026-06-11,D-9004,C-304,Corvid Jets,NAS1-6,T-1044,10,CoC-814,Road
""",
    "Approved suppliers.csv": """
Supplier,Scope,Status,Certificate,Valid until
Northern Bolt Limited,bolts,Approved,Q-1,2027-01-31
Keld Seals,seals,Approved,Q-2,2027-02-28
""",
    "NCR log.csv": """
NCR,Opened,Lot,Part number,Qty,Description,Decision,Closed
N-26-1,2026-06-20,T-1001/A,NAS1-4,300,Label of another lot,Replace labels,
""",
}


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    folder, data = tmp_path_factory.mktemp("files"), tmp_path_factory.mktemp("data")
    for name, text in FILES.items():
        (folder / name).write_text(text.strip() + "\n", encoding="utf-8")
    with build_services(Settings(data=data), today=TODAY, embedder=WordEmbedder()) as services:
        services.ingest([folder])
        yield services


def follow(services: Services, key: str) -> Trace:
    return services.trace(key, as_of=TODAY)


def outline(steps: tuple[TraceStep, ...]) -> list[Any]:
    """Kind, number and quantity of each step, with what hangs on it."""
    return [
        (one.kind, one.number, one.quantity and int(one.quantity), outline(one.children))
        for one in steps
    ]


def test_a_lot_is_followed_to_the_supplier_and_to_every_customer(services: Services) -> None:
    [chain] = follow(services, "t 1001").chains

    assert outline(chain.back) == [
        ("purchase order", "B-501", 1000, [("supplier", "Northern Bolt Limited", None, [])]),
        ("batch", "NB-77", 1000, []),
    ]
    [first, second] = outline(chain.forward)
    assert first[:3] == ("lot", "T-1001/A", 300)
    assert first[3] == [
        (
            "shipment",
            "D-9001",
            300,
            [
                ("sales order", "C-301", 300, [("customer", "Blue <Air>", None, [])]),
                ("certificate", "CoC-811", None, []),
            ],
        ),
        ("nonconformity", "N-26-1", 300, []),
    ]
    assert second[3][0][3][0][3] == [("customer", "Corvid Jets", None, [])]


def test_every_step_and_both_sides_of_a_break_are_cited(services: Services) -> None:
    [chain] = follow(services, "T-1001").chains
    [one] = [one for one in chain.breaks if not one.loose]

    assert "700 less 200 is 500, and 450" in one.message
    assert [cited.row for cited in one.evidence] == ["Split log!3"]
    assert "450" in one.evidence[0].quote
    steps = [chain.start, *chain.back, *chain.forward]
    assert all(step.evidence for step in steps)


def test_a_certificate_leads_back_to_the_lots_and_forward_to_the_customer(
    services: Services,
) -> None:
    [chain] = follow(services, "COC 811").chains
    [back] = outline(chain.back)
    lots = [(kind, number) for kind, number, _, _ in back[3]]

    assert back[:2] == ("shipment", "D-9001")
    assert lots == [("lot", "T-1001/A"), ("lot", "T-1002")]
    assert "Blue <Air>" in str(outline(chain.forward))


def test_a_shipment_of_two_lots_shows_only_the_rows_of_the_lot_followed(
    services: Services,
) -> None:
    [chain] = follow(services, "T-1002").chains
    [shipment] = chain.forward

    assert int(shipment.quantity or 0) == 40
    assert int(shipment.children[0].quantity or 0) == 40


def test_a_number_used_for_two_things_is_shown_apart(services: Services) -> None:
    chains = follow(services, "B-501").chains

    assert {chain.start.kind for chain in chains} == {"purchase order", "sales order"}


def test_a_lot_that_was_shipped_and_never_received_breaks(services: Services) -> None:
    [chain] = follow(services, "T-1044").chains
    [one] = [one for one in chain.breaks if not one.loose]

    assert one.code == "missing-record"
    assert one.evidence[0].row == "Shipments 2026!6"


def test_an_unknown_number_says_what_was_searched_and_what_comes_nearest(
    services: Services,
) -> None:
    found = follow(services, "T-1010")

    assert not found.chains
    assert dict(found.searched)["lot"] == 6
    assert ("lot", "T-1001") in found.nearest


def test_layouts_make_no_mark_up_of_a_documents_text(services: Services) -> None:
    found = follow(services, "T-1001")

    assert "Blue <Air>" not in trace_html.render(found)
    assert "Blue &lt;Air>" in trace_markdown.render(found)
    assert trace_markdown.render(found).count("**BREAK") == 1


def test_the_web_gives_the_same_trace(services: Services) -> None:
    with TestClient(build_app(services), base_url="http://127.0.0.1") as client:
        told = client.get("/api/v1/trace/T-1001/A", params={"as_of": "2026-09-30"}).json()
        unknown = client.get("/api/v1/trace/X-9")

    [chain] = told["chains"]
    assert chain["start"]["number"] == "T-1001/A"
    assert chain["back"][0]["relation"] == "split from"
    assert (unknown.status_code, unknown.json()["chains"]) == (200, [])


def test_the_tree_fits_80_columns(
    services: Services, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    trace_text.show(follow(services, "T-1001"))
    printed = capsys.readouterr().out

    assert max(map(len, printed.splitlines())) <= 80
    assert "BREAK: " in printed and "customer Corvid Jets" in printed


def test_an_empty_data_directory_knows_of_nothing(tmp_path: Path) -> None:
    with build_services(Settings(data=tmp_path / "d"), embedder=WordEmbedder()) as empty:
        found = empty.trace("T-1001", as_of=TODAY)
    assert not found.chains and not found.nearest and not found.searched
