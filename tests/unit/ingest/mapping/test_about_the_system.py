"""What a text says of the system as a whole, and texts that say nothing of how work is done."""

from dataclasses import replace

import pytest

from assistant.model.documents import Kind
from assistant.model.passages import Passage
from assistant.standards.loader import EditionLibrary
from ingest.mapping import propose
from ingest.mapping.about_the_system import is_control_table, may_speak_of
from tests.unit.ingest.mapping.small_standard import identity, passage

EDITION = EditionLibrary().get("as9120b")


def clauses(*passages: Passage, kind: Kind = Kind.MANUAL) -> set[str]:
    found = propose(passages, replace(identity(), kind=kind), EDITION)
    return {str(one.clause) for one in found}


@pytest.mark.parametrize(
    "text",
    [
        "The quality system covers the storing and cutting of hides for two towns.",
        "Our management system applies to the mill and to the bakery beside it.",
    ],
)
def test_what_the_system_covers_is_its_scope_under_any_heading(text: str) -> None:
    assert "4.3" in clauses(passage(text, "Who we are"))
    assert "4.3" not in clauses(passage(text, "Who we are"), kind=Kind.RECORD)


def test_the_table_of_processes_with_their_papers_holds_the_papers_of_the_system() -> None:
    table = "Process | Owner | Paper\n" + "\n".join(
        f"Work {at} | Ada Rowe | MLN/07/11{at}" for at in range(4)
    )
    assert {"4.4.2", "7.5.1"} <= clauses(passage(table, "How we work"))
    assert "4.4.2" not in clauses(passage("Gauge | Place\nG-1 | A\nG-2 | B\nG-3 | C", "Gauges"))


def test_a_row_about_a_person_documents_no_work() -> None:
    row = replace(
        passage("Ada Rowe | Goods in | no", "Who does what"),
        cells=(("Name", "Ada Rowe"), ("Task", "Goods in"), ("May sign", "no")),
    )
    told = {str(one.number): may_speak_of(row, one.number) for one in EDITION.clauses}
    assert told["5.3"]
    assert told["7.2"]
    assert not told["8.5.3"]
    assert not told["8.4.2"]


def test_a_row_that_says_how_a_person_works_documents_the_work() -> None:
    row = replace(
        passage("Driver | Locks the load and keeps the key until it is signed for", "Steps"),
        cells=(("Who", "Driver"), ("What", "Locks the load and keeps the key until it is signed")),
    )
    assert all(may_speak_of(row, one.number) for one in EDITION.clauses)


@pytest.mark.parametrize(
    ("text", "control"),
    [
        ("Dokument / Document | VA-77\nIndex | 2\nGültig ab / Valid from | 2024-04-15", True),
        ("Ref. | MLN/07/112 | Issue | C\nDate | 3 May 2026 | Keeper | Ada Rowe", True),
        ("Wheel | 40 teeth\nSieve | 2 mm\nDate | 3 May 2026", False),
    ],
)
def test_a_control_table_is_known_by_its_labels(text: str, control: bool) -> None:
    assert is_control_table(text) is control
