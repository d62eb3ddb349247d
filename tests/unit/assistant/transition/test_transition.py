"""A new edition held against what an organisation has: what changes, and what to do first."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assistant.crosswalk import cross
from assistant.ledger.entries import Act
from assistant.model.clauses import Edition
from assistant.model.documents import Kind
from assistant.model.files import KnownFile
from assistant.model.mappings import Basis, Proposal
from assistant.model.passages import Passage
from assistant.reports import report_html, report_markdown, transition_tables
from assistant.standards.loader import EditionLibrary
from assistant.transition.plan import PlanTransition, Rank, Task, Transition
from assistant.transition.steps import Change, NoWayBetween, steps
from tests.builders import document, heading, paragraph, revision
from tests.company import clause, number
from tests.fakes.ledger import MemoryLedger
from tests.fakes.library import MemoryLibrary

TODAY = date(2026, 9, 30)
EDITIONS = EditionLibrary(Path(__file__).parents[3] / "editions")
OLD = EDITIONS.get("invented-2019")
NEW = EDITIONS.get("invented-2027")


def hold(
    library: MemoryLibrary, name: str, text: str, *clauses: str, kind: Kind = Kind.PROCEDURE
) -> None:
    """One document of one passage, mapped to clauses of the edition in use."""
    held = revision(name, "B", kind=kind)
    reading = document(heading("1 How"), paragraph(text))
    start = reading.pages[0].text.index(text)
    passage = Passage(f"p_{name}", held.id, 0, 1, start, start + len(text), text, section="1")
    proposals = [
        Proposal(passage.id, number(clause), Basis.CITED_NUMBER, 0.9) for clause in clauses
    ]
    file = KnownFile(held.path, f"/{held.path}", held.content_hash)
    library.store(file, held, reading, [passage], proposals, edition=OLD.id)


@pytest.fixture
def company() -> MemoryLibrary:
    library = MemoryLibrary()
    hold(library, "QP-1", "Suppliers are chosen by two people, standard 501 clause 4.1.", "4.1")
    hold(library, "QP-2", "Goods are looked at when they come in, clause 4.3.", "4.3")
    hold(library, "QP-3", "Faxes are filed by date.", "5.2")
    hold(library, "R-1", "Looked at on 2026-05-04", "4.3", kind=Kind.RECORD)
    return library


def plan(library: MemoryLibrary, new: Edition = NEW) -> Transition:
    return PlanTransition(library, library)(OLD, new, as_of=TODAY)


def task(planned: Transition, of: str) -> Task:
    [found] = [one for one in planned.tasks if str(one.step.number) == of and one.step.new]
    return found


def test_every_fate_of_a_clause_is_told() -> None:
    found = {(str(one.number), one.new is None): one.change for one in steps(OLD, NEW)}

    assert found[("4.1", False)] is Change.CHANGED
    assert found[("4.2", False)] is Change.UNCHANGED
    assert found[("5.4", False)] is Change.MOVED
    assert found[("5.2", False)] is Change.MOVED  # the number was that of the fax archive
    assert found[("5.2", True)] is Change.DROPPED
    assert found[("6.2", False)] is Change.NEW
    assert found[("6.1", False)] is Change.UNSETTLED  # another title, and not a word in the file
    assert found[("6", False)] is Change.UNCHANGED


def test_what_nothing_answers_to_comes_first(company: MemoryLibrary) -> None:
    planned = plan(company)

    first = planned.tasks[0]
    assert (str(first.step.number), first.rank) == ("5.1", Rank.ESTABLISH)
    assert str(planned.tasks[1].step.number) == "6.2"
    assert "a plan" in planned.tasks[1].action
    assert [one.rank for one in planned.tasks] == sorted(one.rank for one in planned.tasks)


def test_what_is_described_and_asks_for_more_names_its_sections(company: MemoryLibrary) -> None:
    extended = task(plan(company), "4.1")

    assert extended.rank is Rank.EXTEND
    assert extended.action.startswith("Extend QP-1 §1. Suppliers are looked at again each year.")


def test_what_is_held_below_a_clause_is_held_for_it(company: MemoryLibrary) -> None:
    below = clause("5.1.1", "Cold storage")
    divided = replace(OLD, clauses=tuple(sorted((*OLD.clauses, below), key=lambda one: one.number)))
    hold(company, "QP-5", "Rubber is kept in the dark.", "5.1.1")
    hold(company, "R-5", "Looked at on 2026-06-07", "5.1.1", kind=Kind.RECORD)

    planned = PlanTransition(company, company)(divided, NEW, as_of=TODAY)
    [extended] = [one for one in planned.tasks if str(one.step.number) == "5.1" and one.step.new]

    assert extended.rank is Rank.EXTEND
    assert extended.action.startswith("Extend QP-5 §1.")
    assert (extended.held.records, extended.held.confirmed) == (1, 0)
    [ending] = [one for one in planned.tasks if str(one.step.number) == "5.1.1"]
    assert ending.held.documents == ("QP-5",)


def test_a_moved_clause_names_the_documents_that_cite_the_old_number(
    company: MemoryLibrary,
) -> None:
    moved = task(plan(company), "5.4")

    assert moved.rank is Rank.RENUMBER
    assert "write 5.4 in 1 place of QP-2" in moved.action
    assert (moved.held.records, moved.held.newest) == (1, date(2026, 5, 4))


def test_a_moved_number_that_nobody_cites_asks_for_nothing(company: MemoryLibrary) -> None:
    assert task(plan(company), "5.2").rank is Rank.NOTHING


def test_an_ending_clause_names_what_is_held_for_it(company: MemoryLibrary) -> None:
    [ending] = [one for one in plan(company).tasks if one.rank is Rank.LET_GO]

    assert "QP-3 §1" in ending.action


def test_documents_are_told_with_their_share_of_the_work(company: MemoryLibrary) -> None:
    found = {one.revision.number: one for one in plan(company).documents}

    assert [str(one) for one in found["QP-1"].extend] == ["4.1"]
    assert [(str(a), str(b)) for a, b in found["QP-2"].renumber] == [("4.3", "5.4")]
    assert [str(one) for one in found["QP-3"].end] == ["5.2"]
    assert "R-1" not in found


def test_decisions_at_a_clause_that_asks_for_more_are_to_be_looked_at(
    company: MemoryLibrary,
) -> None:
    ids = [one.mapping.id for one in company.mappings(edition=OLD.id, clauses=[number("4.1")])]
    MemoryLedger(company).record(ids, Act.CONFIRMED, by="A. Ray", note="")

    planned = plan(company)

    assert planned.confirmed(Rank.EXTEND) == 1
    assert "1 confirmed place to be looked at again" in task(planned, "4.1").action


def test_an_edition_that_does_not_speak_of_the_one_in_use_is_an_error() -> None:
    with pytest.raises(NoWayBetween, match="'invented-2027' does not say"):
        plan(MemoryLibrary(), replace(NEW, crosswalk=()))


def test_the_report_says_the_same_in_every_layout(company: MemoryLibrary) -> None:
    report = transition_tables.tables(plan(company))

    for text in (report_markdown.render(report), report_html.render(report)):
        assert "Loss of systems" in text
        assert "Suppliers are looked at again each year." in text
        assert "1 new, 2 changed, 2 moved, 1 dropped" in text


def test_words_of_a_document_are_no_markup_in_the_page() -> None:
    report = transition_tables.tables(plan(MemoryLibrary()))
    hostile = replace(report, title="<script>alert(1)</script>")

    assert "<script>" not in report_html.render(hostile)


def test_a_number_leads_to_the_next_edition_and_back() -> None:
    onward = cross(OLD, number("2.7"), newer=[NEW])
    back = cross(NEW, number("4.1"), older=OLD)

    assert [str(one.old.number) for one in onward.onward[0].crossings] == ["4.1"]
    assert [str(one.old.number) for one in back.before[0].crossings] == ["2.7"]
    assert EDITIONS.newer_than(OLD) == [NEW]
