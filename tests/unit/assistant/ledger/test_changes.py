"""What became of documents between two days."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from assistant.coverage import Documented, ShowCoverage
from assistant.errors import NothingThere
from assistant.ledger.changes import Became, Changes, ShowChanges
from assistant.ledger.entries import Act
from assistant.model.documents import Kind, Status
from tests.builders import revision
from tests.company import Text, clause, edition, number, store
from tests.fakes.ledger import MemoryLedger
from tests.fakes.library import MemoryLibrary

STANDARD = edition(clause("8.4", "Purchasing", maintain="x"), clause("8.6", "Release"))
SINCE, UNTIL = date(2026, 1, 1), date(2026, 9, 30)


@pytest.fixture
def library() -> MemoryLibrary:
    return MemoryLibrary()


def changes(library: MemoryLibrary, document: str | None = None) -> Changes:
    show = ShowChanges(library, MemoryLedger(library))
    return show(STANDARD, since=SINCE, until=UNTIL, document=document)


def confirm_all(library: MemoryLibrary) -> None:
    held = [one.mapping.id for one in library.mappings(edition=STANDARD.id)]
    MemoryLedger(library).record(held, Act.CONFIRMED, by="Ann", note="")


def test_nothing_changed_is_told_as_nothing(library: MemoryLibrary) -> None:
    store(library, "QP-1", Text("Orders are signed.", ("8.4",)))

    assert changes(library).documents == ()
    assert changes(library).clauses == ()


def test_a_withdrawn_document_leaves_its_clause_without_its_place(library: MemoryLibrary) -> None:
    store(library, "QP-1", Text("Orders are signed.", ("8.4",)))
    confirm_all(library)
    store(library, "QP-1", Text("Orders are signed.", ("8.4",)), status=Status.OBSOLETE)

    [document] = changes(library).documents
    covered = ShowCoverage(library)(STANDARD, as_of=UNTIL, clause=number("8.4")).clauses[0]

    assert (document.became, document.new) == (Became.WITHDRAWN, None)
    assert document.dropped == (number("8.4"),)
    assert [one.words.text for one in document.lost] == ["Orders are signed."]
    assert covered.documented is Documented.NONE


def test_a_document_that_came_lights_its_clause(library: MemoryLibrary) -> None:
    store(library, "QP-1", Text("Orders are signed.", ("8.4",)), effective=date(2026, 5, 1))

    [light] = changes(library).clauses

    assert str(light.clause.number) == "8.4"
    assert (light.before, light.after) == (Documented.NONE, Documented.PROPOSED)


def test_a_removed_file_shows_what_was_confirmed_in_it(library: MemoryLibrary) -> None:
    held = store(library, "QP-1", Text("Orders are signed.", ("8.4",)))
    confirm_all(library)
    library.remove(held.id)

    [document] = changes(library).documents

    assert document.became is Became.WITHDRAWN
    assert [str(one.mapping.proposal.clause) for one in document.lost] == ["8.4"]


def test_a_revision_shows_its_sentences_and_what_it_did_to_decisions(
    library: MemoryLibrary,
) -> None:
    store(
        library,
        "QP-1",
        Text("Orders are signed by a buyer.", ("8.4",), section="2"),
        Text("Parts are released by a stamp.", ("8.6",), section="3"),
    )
    confirm_all(library)
    store(
        library,
        "QP-1",
        Text("Orders are signed by a director.", ("8.4",), section="2"),
        Text("Parts are released by a stamp.", ("8.6",), section="3"),
        label="B",
        effective=date(2026, 5, 1),
    )
    store(library, "QP-2", Text("Something new.", ("8.6",)), effective=date(2026, 4, 1))

    revised, new = changes(library).documents

    [section] = revised.sections
    assert [(one.old, one.new) for one in section.changes] == [
        ("Orders are signed by a buyer.", "Orders are signed by a director.")
    ]
    assert (revised.became, revised.kept, len(revised.suspect), revised.lost) == (
        Became.REVISED,
        1,
        1,
        (),
    )
    assert revised.suspect[0].changes == section.changes
    assert (new.number, new.became, new.sections) == ("QP-2", Became.NEW, ())
    assert [one.number for one in changes(library, "qp-2").documents] == ["QP-2"]


def test_a_sentence_that_only_moved_is_no_change(library: MemoryLibrary) -> None:
    one, two = "Orders are signed by a buyer.", "Parts are released by a stamp."
    store(library, "QP-1", Text(one, section="2"), Text(two, section="3"))
    store(
        library,
        "QP-1",
        Text(two, section="2"),
        Text(f"{one} Copies are kept.", section="4"),
        label="B",
        effective=date(2026, 5, 1),
    )

    [document] = changes(library).documents

    told = [(one.old, one.new) for section in document.sections for one in section.changes]
    assert told == [("", "Copies are kept.")]


def save(library: MemoryLibrary, *texts: Text, label: str, effective: date | None = None) -> None:
    """Save an issue over whatever the one file of QP-1 holds."""
    made = MemoryLibrary()
    held = store(made, "QP-1", *texts, label=label, effective=effective)
    saved = revision("QP-1", label, effective=effective, path="QP-1.docx", content=str(texts))
    cut = [replace(p, id=f"{saved.id}{p.id}", revision=saved.id) for p in made.passages_of(held.id)]
    proposals = [
        replace(one.mapping.proposal, passage=f"{saved.id}{one.passage.id}")
        for one in made.mappings(edition=STANDARD.id)
    ]
    library.add(saved, [], cut, proposals, edition=STANDARD.id)


BUYER = Text("Orders are signed by a buyer.", ("8.4",), section="2")
DIRECTOR = Text("Orders are signed by a director.", ("8.4",), section="2")
STAMP = Text("Parts are released by a stamp.", ("8.6",), section="3")


@pytest.mark.parametrize("effective", [date(2026, 5, 1), date(2020, 1, 1), None])
def test_an_issue_saved_over_in_its_own_file_shows_the_sentences_that_changed(
    library: MemoryLibrary, effective: date | None
) -> None:
    before = None if effective is None else date(2020, 1, 1)
    save(library, BUYER, STAMP, label="A", effective=before)
    save(library, DIRECTOR, STAMP, label="B", effective=effective)

    [document] = changes(library).documents

    assert (document.became, document.old, document.new) == (Became.REVISED, "A", "B")
    told = [(one.old, one.new) for section in document.sections for one in section.changes]
    assert told == [("Orders are signed by a buyer.", "Orders are signed by a director.")]
    assert changes(library).clauses == ()


def test_the_same_issue_saved_over_with_other_words_shows_them(library: MemoryLibrary) -> None:
    save(library, BUYER, label="A", effective=date(2020, 1, 1))
    save(library, DIRECTOR, label="A", effective=date(2020, 1, 1))

    [document] = changes(library).documents

    assert [one.section for one in document.sections] == ["2"]


def test_what_was_saved_over_twice_is_compared_with_the_first(library: MemoryLibrary) -> None:
    save(library, BUYER, label="A")
    save(library, STAMP, label="B")
    save(library, DIRECTOR, label="C")

    [document] = changes(library).documents

    assert (document.old, document.new) == ("A", "C")
    assert [(one.old, one.new) for one in document.sections[0].changes] == [
        (BUYER.text, DIRECTOR.text)
    ]


def test_a_clause_that_only_the_issue_saved_over_covered_lost_its_light(
    library: MemoryLibrary,
) -> None:
    save(library, BUYER, label="A")
    save(library, STAMP, label="B")

    lights = {str(one.clause.number): (one.before, one.after) for one in changes(library).clauses}

    assert lights["8.4"] == (Documented.PROPOSED, Documented.NONE)


def test_an_issue_saved_over_before_the_day_is_not_told_again(library: MemoryLibrary) -> None:
    save(library, BUYER, label="A")
    save(library, DIRECTOR, label="B")
    tomorrow = date.today() + timedelta(days=1)

    show = ShowChanges(library, MemoryLedger(library))
    found = show(STANDARD, since=tomorrow, until=tomorrow)

    assert found.documents == ()


def test_a_log_saved_over_tells_nothing(library: MemoryLibrary) -> None:
    row = Text("L-1 | accepted", ("8.6",), section="2")
    store(library, "F-1", row, kind=Kind.RECORD)
    library.remove(library.revisions()[0].id)
    store(library, "F-1", row, Text("L-2 | accepted", ("8.6",)), kind=Kind.RECORD)

    assert changes(library).documents == ()


def test_an_undecided_document_that_was_removed_is_told_of(library: MemoryLibrary) -> None:
    held = store(library, "QP-1", BUYER)
    library.remove(held.id)

    [document] = changes(library).documents

    assert (document.became, document.dropped) == (Became.WITHDRAWN, (number("8.4"),))


def test_a_renamed_file_is_no_change(library: MemoryLibrary) -> None:
    held = store(library, "QP-1", BUYER)
    cut = library.passages_of(held.id)
    mapped = [one.mapping.proposal for one in library.mappings(edition=STANDARD.id)]
    library.remove(held.id)
    library.add(replace(held, path="renamed.docx"), [], cut, mapped, edition=STANDARD.id)

    assert changes(library).documents == ()


def test_of_one_document_only_its_own_clauses_are_told(library: MemoryLibrary) -> None:
    save(library, BUYER, label="A")
    save(library, Text("Nothing.", section="2"), label="B")
    store(library, "QP-2", STAMP, effective=date(2026, 4, 1))

    assert [str(one.clause.number) for one in changes(library, "QP-1").clauses] == ["8.4"]
    assert [str(one.clause.number) for one in changes(library, "QP-2").clauses] == ["8.6"]


def test_an_unknown_document_is_an_error(library: MemoryLibrary) -> None:
    with pytest.raises(NothingThere, match="'QP-9'"):
        changes(library, "QP-9")
