"""Where a clause is covered: complete, each place once, grouped, the unsure apart."""

from datetime import date

from assistant.answering.shelf import Shelf
from assistant.answering.where import WhereCovered
from assistant.ledger.entries import Act
from assistant.model.clauses import ClauseNumber
from assistant.model.documents import Kind
from assistant.model.mappings import LIKELY
from assistant.model.replies import Answered, Declined, Outcome
from assistant.standards.loader import EditionLibrary
from tests.company import Text, store
from tests.fakes.ledger import MemoryLedger
from tests.fakes.library import MemoryLibrary

TODAY = date(2026, 9, 30)
STANDARD = EditionLibrary(None).get("as9120b")


def asked(library: MemoryLibrary, number: str) -> Outcome:
    where = WhereCovered(library, STANDARD)
    return where([ClauseNumber.parse(number)], Shelf.on(TODAY, library.revisions()))


def told(library: MemoryLibrary, number: str) -> list[str]:
    outcome = asked(library, number)
    assert isinstance(outcome, Answered)
    assert [one.tag for one in outcome.citations] == list(range(1, len(outcome.citations) + 1))
    return outcome.text.splitlines()


def stores() -> MemoryLibrary:
    library = MemoryLibrary()
    store(
        library,
        "QP-7",
        Text("Lots keep their number.", ("8.5.2",), section="1"),
        Text("Lots are picked by number.", ("8.5.1",), section="2"),
        Text("Oldest lots go first.", ("8.5.1", "8.5.4"), section="2", confidence=0.7),
        Text("Doors are shut at night.", ("8.5.4",), section="3", confidence=LIKELY),
        Text("Nothing here.", ("9.2",), section="4"),
        edition_id="as9120b",
    )
    store(
        library,
        "LOG-1",
        Text("L-1 | 5", ("8.5.2",), row="2025!2"),
        Text("L-2 | 7", ("8.5.2",), row="2026!2"),
        kind=Kind.RECORD,
        title="Split log",
        edition_id="as9120b",
    )
    return library


def test_each_place_stands_once_below_the_sub_clause_it_serves_most_surely() -> None:
    head, *lines = told(stores(), "8.5")

    assert "2 places of 1 document, proposed by the program and not yet confirmed" in head
    assert lines[:4] == [
        "8.5.1 Control of Production and Service Provision (1 place)",
        "- QP-7 rev A, 2 (also 8.5.4) [1]",
        "8.5.2 Identification and Traceability (1 place)",
        "- QP-7 rev A, 1 [2]",
    ]


def test_a_record_is_one_place_whatever_its_sheets() -> None:
    lines = told(stores(), "8.5")

    at = lines.index("Practised, according to these records:")
    assert lines[at + 1] == "- LOG-1 rev A, Split log (8.5.2) [3]"
    assert sum("LOG-1" in line for line in lines) == 1


def test_what_is_likely_only_comes_last_and_apart() -> None:
    *_, warning, last = told(stores(), "8.5")

    assert warning.startswith("Perhaps also here")
    assert last == "- QP-7 rev A, 3 (8.5.4) [4]"


def test_a_clause_without_parts_is_told_without_groups() -> None:
    head, *lines = told(stores(), "8.5.2")

    assert "sub-clauses" not in head
    assert lines[0] == "- QP-7 rev A, 1 [1]"


def test_what_a_person_confirmed_is_marked_and_counted() -> None:
    library = stores()
    [first, *_] = library.mappings(edition=STANDARD.id, clauses=[ClauseNumber.parse("8.5.1")])
    MemoryLedger(library).record([first.mapping.id], Act.CONFIRMED, by="Ann", note="")

    head, *lines = told(library, "8.5")

    assert "1 of them confirmed by a person" in head
    assert "- QP-7 rev A, 2 (also 8.5.4; confirmed) [1]" in lines


def test_where_only_likely_places_are_held_they_are_near_misses_of_a_refusal() -> None:
    library = MemoryLibrary()
    text = Text("Doors are shut at night.", ("8.5.4",), confidence=LIKELY)
    store(library, "QP-7", text, edition_id="as9120b")

    outcome = asked(library, "8.5.4")

    assert isinstance(outcome, Declined)
    assert [one.document for one in outcome.near_misses] == ["QP-7"]
