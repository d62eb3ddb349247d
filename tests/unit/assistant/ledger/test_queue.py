"""What a person is asked to confirm next."""

from assistant.ledger.entries import Act
from assistant.ledger.queue import QueueMappings
from tests.company import TODAY, Text, clause, edition, store
from tests.fakes.ledger import MemoryLedger
from tests.fakes.library import MemoryLibrary

STANDARD = edition(
    clause("8", "Operation"),
    clause("8.4", "Purchasing"),
    clause("8.4.1", "General"),
    clause("9", "Evaluation"),
)


def queued(library: MemoryLibrary) -> list[tuple[str, list[str]]]:
    queue = QueueMappings(library, MemoryLedger(library))
    return [
        (one.entry.citation.quote, [str(each) for each in one.settles])
        for one in queue(STANDARD, as_of=TODAY)
    ]


def test_the_proposal_that_settles_the_most_clauses_comes_first() -> None:
    library = MemoryLibrary()
    store(
        library,
        "QP-1",
        Text("A word on evaluation.", ("9",), confidence=0.95),
        Text("A word on operation.", ("8",), confidence=0.95),
        Text("A likely word on buying.", ("8.4.1",), confidence=0.7),
        Text("A less likely one.", ("8.4.1",), confidence=0.6),
    )

    assert queued(library) == [
        ("A likely word on buying.", ["8", "8.4", "8.4.1"]),
        ("A word on evaluation.", ["9"]),
    ]


def test_what_is_confirmed_is_settled_and_what_is_unlikely_is_not_asked() -> None:
    library = MemoryLibrary()
    store(
        library,
        "QP-1",
        Text("A word on buying.", ("8.4",), confidence=0.9),
        Text("A guess.", ("9",), confidence=0.3),
    )
    [buying, _] = library.mappings(edition=STANDARD.id, likely=True)
    MemoryLedger(library).record([buying.mapping.id], Act.CONFIRMED, by="Ann", note="")

    assert queued(library) == []
