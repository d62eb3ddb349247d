"""The JSON of the contract, field by field; more fields may be added, none renamed or dropped."""

import json
from typing import Any

import pytest

from assistant.checklists import DraftChecklist, scope_of_clauses
from assistant.coverage import ShowCoverage
from assistant.gaps.find import FindGaps
from assistant.holdings import list_holdings
from assistant.ledger.listing import ListMappings
from assistant.model.documents import Kind
from assistant.model.replies import Answered, Reason
from integrations import shapes
from tests.company import TODAY, Text, clause, edition, number, store
from tests.fakes.ledger import MemoryLedger
from tests.fakes.library import MemoryLibrary
from tests.replies import answered, declined, reply

STANDARD = edition(clause("7.2", "Competence", retain="proof"), clause("7.3", "Awareness"))

CITATION = set(
    "tag document revision title kind status effective_date section section_title page row quote"
    " passage path clauses".split()
)
REPLY = set(
    "id conversation question understood_as status reason answer answered_by citations"
    " near_misses searched clauses warnings took_ms".split()
)
MAPPED = set("mapping basis confidence decision decided_by decided_at suspect".split())
FILE = set(
    "path outcome document revision title kind status effective_date pages passages records"
    " pages_without_text ocr_pages duplicate_of error".split()
)
DOCUMENT = set(
    "document revision title kind status effective_date review_date owner path pages passages"
    " records warnings".split()
)
GAP = set("id kind clause severity subject message hint due owner rule evidence".split())
ITEM = set(
    "no clause process question criterion look_at sample sources known_gaps evidence_seen result"
    " finding".split()
)


def printed(shape: shapes.Shape) -> Any:
    return json.loads(shape.as_json())


@pytest.fixture
def library() -> MemoryLibrary:
    library = MemoryLibrary()
    store(library, "QP-1", Text("Training shall be recorded.", ("7.2",), section="4.1"))
    store(library, "TR-1", Text("A. Ray | 2026-03-04", ("7.2",), row="Log!2"), kind=Kind.RECORD)
    return library


def test_an_answered_reply_has_the_fields_of_the_contract() -> None:
    given = printed(shapes.Reply.of(answered()))

    assert set(given) >= REPLY
    assert set(given["searched"]) >= {"documents", "passages", "vectors_ready", "as_of"}
    assert set(given["citations"][0]) >= CITATION
    assert (given["status"], given["reason"], given["answered_by"]) == ("answered", None, "extract")
    assert given["citations"][0]["effective_date"] == "2025-03-01"
    assert given["near_misses"] == []


@pytest.mark.parametrize("reason", Reason)
def test_a_declined_reply_has_a_reason_and_what_came_closest(reason: Reason) -> None:
    given = printed(shapes.Reply.of(declined(reason)))

    assert set(given) >= REPLY
    assert (given["status"], given["reason"]) == ("declined", reason.value)
    assert given["citations"] == []
    assert set(given["near_misses"][0]) >= CITATION


def test_an_answer_from_the_catalogue_cites_nothing() -> None:
    given = printed(shapes.Reply.of(reply(Answered("It asks for records.", (), "catalogue"))))

    assert (given["answered_by"], given["citations"]) == ("catalogue", [])


def test_coverage_has_the_fields_of_the_contract(library: MemoryLibrary) -> None:
    given = printed(shapes.Coverage.of(ShowCoverage(library)(STANDARD, as_of=TODAY)))

    assert set(given) >= {"edition", "as_of", "clauses"}
    first = given["clauses"][0]
    assert set(first) >= set(
        "clause title applicability documented practised passages records gaps".split()
    )
    assert set(first["passages"][0]) >= CITATION | MAPPED
    assert set(first["records"][0]) >= CITATION | {"date", "valid_until"}
    assert first["records"][0]["date"] == "2026-03-04"


def test_mappings_have_the_fields_of_the_contract(library: MemoryLibrary) -> None:
    entries = ListMappings(library, MemoryLedger(library))(STANDARD, as_of=TODAY)
    given = printed(shapes.Mappings.of(entries))

    assert [set(one) >= CITATION | MAPPED | {"clause"} for one in given["mappings"]] == [True, True]


def test_documents_have_the_fields_of_the_contract(library: MemoryLibrary) -> None:
    given = printed(shapes.Documents.of(list_holdings(library, as_of=TODAY)))

    assert all(set(one) >= DOCUMENT for one in given["documents"])
    assert [one["document"] for one in given["documents"]] == ["QP-1", "TR-1"]


def test_gaps_have_the_fields_of_the_contract() -> None:
    given = printed(shapes.Gaps.of(FindGaps(MemoryLibrary())(STANDARD, as_of=TODAY)))

    assert set(given) >= {"as_of", "gaps", "checked"}
    assert set(given["checked"]) >= {"rules", "records"}
    assert all(set(one) >= GAP for one in given["gaps"])
    assert {one["kind"] for one in given["gaps"]} == {"missing_record", "missing_document"}


def test_checklist_items_have_the_fields_of_the_contract(library: MemoryLibrary) -> None:
    draft = DraftChecklist(library)(STANDARD, scope_of_clauses([number("7.2")]), as_of=TODAY)
    given = printed(shapes.Checklist.of(draft))

    assert set(given["items"][0]) >= ITEM
    assert set(given["items"][0]["sources"][0]) >= CITATION


def test_a_hit_is_a_citation_with_its_score() -> None:
    found = [(one, 0.5) for one in answered().outcome.citations]  # type: ignore[union-attr]
    given = printed(shapes.Results(results=[shapes.Result.of("1", "records", found)]))

    assert set(given["results"][0]) >= {"id", "query", "hits"}
    assert set(given["results"][0]["hits"][0]) >= CITATION | {"score"}


def test_ingested_files_have_the_fields_of_the_contract() -> None:
    assert set(shapes.File.model_fields) >= FILE
    assert set(shapes.Ingested.model_fields) >= set(
        "added replaced unchanged removed refused took_ms files".split()
    )
    assert set(shapes.Fault.model_fields) >= {"code", "message", "hint"}


def test_dates_are_iso_8601() -> None:
    searched = printed(shapes.Reply.of(answered()))["searched"]

    assert searched["as_of"] == "2026-09-30"
