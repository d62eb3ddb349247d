"""Mappings made under one edition, shown under another: one decision, with its origin named."""

from collections.abc import Collection
from dataclasses import replace

import pytest

from assistant.errors import WrongUse
from assistant.evidence import standing
from assistant.ledger.deciding import Decide
from assistant.ledger.entries import Act
from assistant.ledger.queue import QueueMappings
from assistant.model.clauses import ClauseNumber, Edition
from assistant.model.mappings import PROPOSED, Decision
from assistant.ports import MappedPassage
from assistant.sharing import shared, ways_to
from assistant.standards.loader import BUILT_IN, EditionLibrary
from tests.company import TODAY, Text, number, store
from tests.fakes.ledger import MemoryLedger
from tests.fakes.library import MemoryLibrary

EDITIONS = EditionLibrary(BUILT_IN.parents[1] / "tests" / "editions")
AS9120B, ISO = EDITIONS.get("as9120b"), EDITIONS.get("iso9001-2015")


class SharingMemory(MemoryLibrary):
    """A `MemoryLibrary` seen under one edition, with what others lend it."""

    def __init__(self, edition: Edition) -> None:
        super().__init__()
        self.use(edition)

    def use(self, edition: Edition) -> None:
        self.edition = edition
        self.ways = ways_to(edition, EDITIONS.related_to(edition))

    def mappings(
        self,
        *,
        edition: str,
        clauses: Collection[ClauseNumber] | None = None,
        revisions: Collection[str] | None = None,
        passages: Collection[str] | None = None,
        ids: Collection[str] | None = None,
        likely: bool = False,
    ) -> list[MappedPassage]:
        def ask(of: str, wanted: Collection[ClauseNumber] | None) -> list[MappedPassage]:
            return super(SharingMemory, self).mappings(
                edition=of,
                clauses=wanted,
                revisions=revisions,
                passages=passages,
                ids=ids,
                likely=likely,
            )

        own = ask(edition, clauses)
        return shared(own, ask, self.ways, clauses) if edition == self.edition.id else own


@pytest.fixture
def library() -> SharingMemory:
    library = SharingMemory(ISO)
    store(library, "QP-1", Text("Knowledge is kept.", ("7.1.6",)), edition_id="as9120b")
    store(library, "QP-2", Text("Suppliers are approved.", ("8.4.1",)), edition_id="as9120b")
    store(library, "QP-3", Text("Register of sources.", ("8.4.1.1",)), edition_id="as9120b")
    store(library, "QP-4", Text("Fakes are kept out.", ("8.1.4",)), edition_id="as9120b")
    return library


def under(library: SharingMemory, edition: Edition, clause: str) -> list[MappedPassage]:
    library.use(edition)
    return library.mappings(edition=edition.id, clauses=[number(clause)])


def test_a_mapping_shows_under_the_other_edition_with_its_origin(library: SharingMemory) -> None:
    [shown] = under(library, ISO, "7.1.6")

    assert shown.mapping.origin is not None
    assert (shown.mapping.origin.edition, str(shown.mapping.origin.clause)) == ("as9120b", "7.1.6")
    assert standing(shown.mapping) == "proposed for 7.1.6 of as9120b"


def test_one_decision_counts_under_both_editions_where_the_clause_is_the_same(
    library: SharingMemory,
) -> None:
    ledger = MemoryLedger(library)
    [shown] = under(library, ISO, "7.1.6")

    decide = Decide(library, ledger)
    decide(ISO, [shown.mapping.id], Act.CONFIRMED, by="A. Ray", note="", as_of=TODAY)

    assert len(ledger.entries()) == 1
    assert under(library, ISO, "7.1.6")[0].mapping.decision is Decision.CONFIRMED
    assert under(library, AS9120B, "7.1.6")[0].mapping.decision is Decision.CONFIRMED
    library.use(ISO)
    assert len(decide.history(ISO, shown.mapping.id, as_of=TODAY).acts) == 1


def test_a_confirmation_for_a_clause_that_asks_for_more_is_only_proposed_here(
    library: SharingMemory,
) -> None:
    ids = [one.mapping.id for one in under(library, AS9120B, "8.4.1")]
    MemoryLedger(library).record(ids, Act.CONFIRMED, by="A. Ray", note="")

    found = {one.revision.number: one.mapping for one in under(library, ISO, "8.4.1")}

    assert set(found) == {"QP-2", "QP-3"}  # 8.4.1.1 is a part of it
    assert found["QP-2"].decision is Decision.PROPOSED
    assert standing(found["QP-2"]).startswith("proposed, confirmed for 8.4.1 of as9120b (")
    assert standing(found["QP-3"]).startswith("proposed for 8.4.1.1 of as9120b (")


def test_deciding_on_a_mapping_of_another_clause_is_refused_with_what_to_do(
    library: SharingMemory,
) -> None:
    ledger = MemoryLedger(library)
    [shown, _] = under(library, ISO, "8.4.1")

    with pytest.raises(WrongUse, match=r"made for 8\.4\.1 of as9120b") as refusal:
        Decide(library, ledger)(
            ISO, [shown.mapping.id], Act.CONFIRMED, by="A. Ray", note="", as_of=TODAY
        )

    assert "mappings add" in refusal.value.hint
    assert not ledger.entries()


def test_the_queue_offers_only_what_can_be_decided_here(library: SharingMemory) -> None:
    library.use(ISO)

    queue = QueueMappings(library, MemoryLedger(library))(ISO, as_of=TODAY)

    assert [one.entry.citation.document for one in queue] == ["QP-1"]


def test_a_clause_of_the_family_alone_is_not_shown_under_its_base(library: SharingMemory) -> None:
    library.use(ISO)

    shown = library.mappings(edition=ISO.id)

    assert "QP-4" not in {one.revision.number for one in shown}


def test_backwards_only_the_same_clause_is_shared() -> None:
    library = SharingMemory(AS9120B)
    store(library, "QP-1", Text("Knowledge is kept.", ("7.1.6",)), edition_id=ISO.id)
    store(library, "QP-2", Text("Suppliers are approved.", ("8.4.1",)), edition_id=ISO.id)

    assert under(library, AS9120B, "7.1.6")
    assert not under(library, AS9120B, "8.4.1")


def test_an_own_mapping_is_shown_once_and_a_decided_one_counts(library: SharingMemory) -> None:
    [of_other] = under(library, AS9120B, "7.1.6")
    held = replace(of_other.mapping.proposal, confidence=PROPOSED)
    library.propose(of_other.revision.id, [held], ISO.id)

    [own] = under(library, ISO, "7.1.6")
    MemoryLedger(library).record([of_other.mapping.id], Act.REJECTED, by="A. Ray", note="")
    [decided] = under(library, ISO, "7.1.6")

    assert own.mapping.origin is None
    assert decided.mapping.decision is Decision.REJECTED
    assert decided.mapping.origin is not None


def test_the_next_edition_takes_decisions_along_where_the_subject_is_the_same() -> None:
    old, new = EDITIONS.get("invented-2019"), EDITIONS.get("invented-2027")
    library = SharingMemory(new)
    store(library, "QP-1", Text("Goods are looked at.", ("4.3",)), edition_id=old.id)
    store(library, "QP-2", Text("Suppliers are chosen.", ("4.1",)), edition_id=old.id)
    store(library, "QP-3", Text("Faxes are filed.", ("5.2",)), edition_id=old.id)
    ids = [one.mapping.id for one in library.mappings(edition=old.id)]
    MemoryLedger(library).record(ids, Act.CONFIRMED, by="A. Ray", note="")

    shown = {
        one.revision.number: (str(one.mapping.proposal.clause), one.mapping.decision)
        for one in library.mappings(edition=new.id)
    }

    assert shown == {
        "QP-1": ("5.4", Decision.CONFIRMED),
        "QP-2": ("4.1", Decision.PROPOSED),
    }
