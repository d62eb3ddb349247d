"""Coverage: what is documented, what is practised, rolled up; a procedure never proves practice."""

from dataclasses import replace
from datetime import date

import pytest

from assistant.coverage import Coverage, Documented, Practised, ShowCoverage
from assistant.evidence import record_day, standing
from assistant.ledger.entries import Act
from assistant.model.clauses import Applicability
from assistant.model.documents import Kind, Status
from assistant.model.mappings import Basis
from assistant.reports import lights
from tests.company import TODAY, Text, clause, edition, number, store
from tests.fakes.ledger import MemoryLedger
from tests.fakes.library import MemoryLibrary

STANDARD = edition(
    clause("8", "Operation"),
    clause("8.5", "Provision"),
    clause("8.5.1", "Control", maintain="work instructions"),
    clause("8.5.2", "Traceability", retain="lot identity", freshness_months=12),
    clause("8.5.10", "Packing"),
    clause("8.6", "Release", applicability=Applicability.NOT_USED),
)


@pytest.fixture
def library() -> MemoryLibrary:
    return MemoryLibrary()


def cover(library: MemoryLibrary, clause: str | None = None) -> Coverage:
    return ShowCoverage(library)(
        STANDARD, as_of=TODAY, clause=None if clause is None else number(clause)
    )


def test_clauses_come_in_reading_order_and_a_parent_holds_what_is_below(
    library: MemoryLibrary,
) -> None:
    store(library, "QP-1", Text("Lots shall be kept apart.", ("8.5.2",)))

    report = cover(library, "8.5")

    assert [str(one.clause.number) for one in report.clauses] == [
        "8.5",
        "8.5.1",
        "8.5.2",
        "8.5.10",
    ]
    assert [place.citation.quote for place in report.clauses[0].passages] == [
        "Lots shall be kept apart."
    ]


def test_a_procedure_documents_a_clause_and_does_not_prove_its_practice(
    library: MemoryLibrary,
) -> None:
    store(library, "QP-1", Text("Lots shall be kept apart.", ("8.5.2",)))

    [one] = cover(library, "8.5.2").clauses

    assert (one.documented, one.practised) == (Documented.PROPOSED, Practised.NONE)


def test_a_record_proves_practice_and_does_not_document(library: MemoryLibrary) -> None:
    row = Text("LOT-7 | 2026-06-02", ("8.5.2",), row="Lots!7", basis=Basis.RECORD_TYPE)
    store(library, "LOG-1", row, kind=Kind.RECORD)

    [one] = cover(library, "8.5.2").clauses

    assert (one.documented, one.practised) == (Documented.NOT_REQUIRED, Practised.CURRENT)
    assert [(place.citation.row, place.day) for place in one.records] == [
        ("Lots!7", date(2026, 6, 2))
    ]


@pytest.mark.parametrize(
    ("day", "practised"),
    [
        ("2025-09-30", Practised.CURRENT),
        ("2025-09-29", Practised.STALE),
        ("2026-10-01", Practised.STALE),  # a day to come proves nothing; the file is from March
    ],
)
def test_a_record_older_than_customary_is_stale(
    library: MemoryLibrary, day: str, practised: Practised
) -> None:
    store(
        library, "LOG-1", Text(f"LOT-7 | {day}", ("8.5.2",), row="Lots!7"),
        kind=Kind.RECORD, effective=date(2025, 3, 1),
    )  # fmt: skip

    [one] = cover(library, "8.5.2").clauses

    assert one.practised is practised


def test_a_confirmed_place_shows_and_a_rejected_one_is_gone(library: MemoryLibrary) -> None:
    store(library, "QP-1", Text("Lots are kept apart.", ("8.5.2",)), Text("Lunch.", ("8.5.2",)))
    kept, dropped = library.mappings(edition=STANDARD.id)
    MemoryLedger(library).record([kept.mapping.id], Act.CONFIRMED, by="Ann", note="")
    MemoryLedger(library).record([dropped.mapping.id], Act.REJECTED, by="Ann", note="")

    [one] = cover(library, "8.5.2").clauses

    assert one.documented is Documented.CONFIRMED
    assert [place.citation.quote for place in one.passages] == ["Lots are kept apart."]


def test_a_confirmed_place_whose_text_changed_is_suspect_and_counts_as_proposed(
    library: MemoryLibrary,
) -> None:
    rule = "Lots shall be kept apart in storage by their number."
    store(library, "QP-1", Text(rule, ("8.5.2",), section="4"))
    [kept] = library.mappings(edition=STANDARD.id)
    MemoryLedger(library).record([kept.mapping.id], Act.CONFIRMED, by="Ann", note="")
    assert not cover(library, "8.5.2").clauses[0].suspect

    changed = rule.replace("number", "label")
    store(
        library, "QP-1", Text(changed, ("8.5.2",), section="4"),
        label="B", effective=date(2026, 1, 1),
    )  # fmt: skip

    [one] = cover(library, "8.5.2").clauses
    assert (one.documented, one.suspect) == (Documented.PROPOSED, True)
    assert [standing(place.mapping) for place in one.passages] == [
        "confirmed, suspect: the text changed"
    ]


def test_only_what_is_in_force_counts(library: MemoryLibrary) -> None:
    store(library, "QP-1", Text("Old rule.", ("8.5.1",)), label="A", effective=date(2020, 1, 1))
    store(library, "QP-1", Text("New rule.", ("8.5.1",)), label="B", effective=date(2024, 1, 1))
    store(library, "QP-2", Text("Draft rule.", ("8.5.1",)), status=Status.DRAFT)

    [one] = cover(library, "8.5.1").clauses

    assert [place.citation.quote for place in one.passages] == ["New rule."]


@pytest.mark.parametrize(
    ("number", "documented", "practised"),
    [
        ("8.5.1", Documented.NONE, Practised.NONE),
        ("8.5.2", Documented.NONE, Practised.NONE),
        ("8.5.10", Documented.NONE, Practised.NONE),
        ("8.6", Documented.NOT_REQUIRED, Practised.NOT_REQUIRED),
        ("8.5", Documented.NONE, Practised.NONE),
    ],
)
def test_a_clause_nobody_writes_about_does_not_look_harmless(
    library: MemoryLibrary, number: str, documented: Documented, practised: Practised
) -> None:
    one = cover(library, number).clauses[0]

    assert (one.documented, one.practised) == (documented, practised)


def test_what_asks_for_no_document_is_not_required_where_records_show_it(
    library: MemoryLibrary,
) -> None:
    row = Text("LOT-7 | 2026-06-02", ("8.5.10",), row="Lots!7", basis=Basis.RECORD_TYPE)
    store(library, "LOG-1", row, kind=Kind.RECORD)

    [one] = cover(library, "8.5.10").clauses

    assert (one.documented, one.practised) == (Documented.NOT_REQUIRED, Practised.CURRENT)


def test_records_that_are_customary_only_are_not_required(library: MemoryLibrary) -> None:
    customary = edition(clause("8.1", "Planning", records=("order plan",)))
    store(library, "QP-1", Text("Orders are planned.", ("8.1",)))

    [one] = ShowCoverage(library)(customary, as_of=TODAY).clauses

    assert (one.documented, one.practised) == (Documented.PROPOSED, Practised.NOT_REQUIRED)


def test_the_gaps_of_a_clause_are_named_with_it(library: MemoryLibrary) -> None:
    report = cover(library, "8.5")
    parent, instructions, traceability, packing = report.clauses

    assert set(parent.gaps) == {*instructions.gaps, *traceability.gaps, *packing.gaps}
    assert len(packing.gaps) == 1


def test_a_day_by_which_something_was_due_is_no_day_on_which_it_was_done(
    library: MemoryLibrary,
) -> None:
    cells = (("Gauge", "G-7"), ("Calibrated", "2025-06-01"), ("Next due", "2026-06-01"))
    text = " | ".join(value for _, value in cells)
    held = store(library, "LOG-1", Text(text, ("8.5.2",), row="Log!2"), kind=Kind.RECORD)
    [passage] = library.passages_of(held.id)
    row = replace(passage, cells=cells)
    kept = library.mappings(edition=STANDARD.id)
    mapped = replace(kept[0], passage=row)

    assert record_day(mapped, TODAY) == date(2025, 6, 1)
    prose = replace(passage, text="Calibrated 2025-06-01, valid until 2026-06-01.", cells=())
    assert record_day(replace(mapped, passage=prose), TODAY) == date(2025, 6, 1)


def test_how_many_places_are_confirmed_is_told(library: MemoryLibrary) -> None:
    store(library, "QP-1", Text("One.", ("8.5.1",)), Text("Two.", ("8.5.1",)))
    [first, _] = library.mappings(edition=STANDARD.id)
    MemoryLedger(library).record([first.mapping.id], Act.CONFIRMED, by="Ann", note="")

    [shown] = cover(library, "8.5.1").clauses

    assert (shown.confirmed, lights.documented_of(shown)) == (1, "● confirmed 1 of 2")


def test_a_day_by_which_an_action_of_a_table_is_due_is_no_day_of_the_record(
    library: MemoryLibrary,
) -> None:
    text = "What | Who | Until\nBuy a mixer | P. Blom | 31 December 2025"
    store(library, "MIN-1", Text("Minutes", ("8.5.2",)), kind=Kind.RECORD)
    [mapped] = library.mappings(edition=STANDARD.id)
    minutes = replace(mapped, passage=replace(mapped.passage, text=text, cells=()))

    assert record_day(minutes, date(2026, 3, 1)) == mapped.revision.identity.effective_date
