"""Every `Ledger` keeps these promises, over the library it belongs to."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.errors import AlreadyDecided, NothingThere, WrongUse
from assistant.ledger.carrying import mapping_id
from assistant.ledger.entries import Act, first_break
from assistant.model.clauses import ClauseNumber
from assistant.model.documents import Revision
from assistant.model.mappings import Basis, Decision, Proposal
from assistant.model.passages import Passage
from assistant.ports import Ledger, Library
from integrations.database.engine import open_database
from integrations.database.ledger import SqlLedger
from integrations.database.library import SqlLibrary
from integrations.database.remembering import RememberingLibrary
from tests.builders import revision
from tests.fakes.ledger import MemoryLedger
from tests.fakes.library import MemoryLibrary
from tests.servers import needs_postgres, open_kind

EDITION = "some-edition"
CLAUSE = ClauseNumber.parse("8.4.1")

Pair = tuple[Ledger, Library]


def memory(_: Path, __: ExitStack) -> Pair:
    library = MemoryLibrary()
    return MemoryLedger(library), library


def sqlite(folder: Path, stack: ExitStack) -> Pair:
    database = open_database(folder)
    stack.callback(database.close)
    return SqlLedger(database), SqlLibrary(database)


def postgres(folder: Path, stack: ExitStack) -> Pair:
    database = open_kind("postgresql", folder)
    stack.callback(database.close)
    return SqlLedger(database), SqlLibrary(database)


def remembering(folder: Path, stack: ExitStack) -> Pair:
    database = open_database(folder)
    stack.callback(database.close)
    return SqlLedger(database), RememberingLibrary(database)


@pytest.fixture(
    params=[memory, sqlite, remembering, pytest.param(postgres, marks=needs_postgres)],
    ids=["memory", "sqlite", "remembering", "postgresql"],
)
def pair(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Pair]:
    make: Callable[[Path, ExitStack], Pair] = request.param
    with ExitStack() as stack:
        yield make(tmp_path, stack)


@pytest.fixture
def ledger(pair: Pair) -> Ledger:
    return pair[0]


@pytest.fixture
def library(pair: Pair) -> Library:
    return pair[1]


def passage(text: str, of: Revision, ordinal: int = 0, *, section: str | None = None) -> Passage:
    return Passage(
        id=f"p_{of.id}_{ordinal}",
        revision=of.id,
        ordinal=ordinal,
        page=1,
        start=0,
        end=len(text),
        text=text,
        section=section,
    )


def proposal(of: Passage, clause: ClauseNumber = CLAUSE, confidence: float = 0.8) -> Proposal:
    return Proposal(of.id, clause, Basis.HEADING, confidence, "the heading")


def decided(ledger: Ledger, library: Library, of: Revision, text: str, act: Act) -> str:
    cut = passage(text, of, section="6.2")
    library.add(of, [], [cut], [proposal(cut)], edition=EDITION)
    [mapped] = library.mappings(edition=EDITION, revisions=[of.id])
    [done] = ledger.record([mapped.mapping.id], act, by="R. Lang", note="seen")
    return done.id


def test_a_decision_is_kept_with_who_made_it(ledger: Ledger, library: Library) -> None:
    decided(ledger, library, revision(), "text", Act.CONFIRMED)

    [mapped] = library.mappings(edition=EDITION)

    assert mapped.mapping.decision is Decision.CONFIRMED
    assert (mapped.mapping.decided_by, mapped.mapping.note) == ("R. Lang", "seen")
    assert mapped.mapping.decided_at is not None
    assert mapped.mapping.proposal.basis is Basis.HEADING


def test_deciding_about_an_unknown_mapping_is_an_error(ledger: Ledger, library: Library) -> None:
    with pytest.raises(NothingThere):
        ledger.record(["m_none"], Act.CONFIRMED, by="R. Lang", note="")


def test_a_decided_mapping_is_not_overwritten_by_a_proposal(
    ledger: Ledger, library: Library
) -> None:
    held = revision()
    decided(ledger, library, held, "text", Act.REJECTED)
    [cut] = library.passages_of(held.id)

    library.propose(held.id, [proposal(cut, confidence=1.0)], EDITION)

    [mapped] = library.mappings(edition=EDITION)
    assert mapped.mapping.decision is Decision.REJECTED
    assert mapped.mapping.proposal.confidence == 0.8


@pytest.mark.parametrize("act", [Act.CONFIRMED, Act.REJECTED])
def test_a_decision_holds_for_the_same_words_in_a_new_revision(
    ledger: Ledger, library: Library, act: Act
) -> None:
    old, new = (revision("QP-1", label, path=f"{label}.docx") for label in "AB")
    decided(ledger, library, old, "Suppliers are evaluated.", act)
    library.remove(old.id)

    moved = [passage("New text.", new, 0), passage("Suppliers  are EVALUATED.", new, 1)]
    library.add(new, [], moved, [proposal(moved[1])], edition=EDITION)

    [mapped] = library.mappings(edition=EDITION)
    assert mapped.passage.id == moved[1].id
    assert mapped.mapping.proposal.passage == moved[1].id
    assert (mapped.mapping.decision, mapped.mapping.suspect) == (act.decision, False)


def test_a_confirmation_turns_suspect_when_the_words_change(
    ledger: Ledger, library: Library
) -> None:
    old, new = (revision("QP-1", label, path="x.docx", content=label) for label in "AB")
    decided(ledger, library, old, "Suppliers are evaluated once a year.", Act.CONFIRMED)

    cut = [
        passage("Unrelated words in the same place.", new, 0, section="6.2"),
        passage("Suppliers are evaluated once a month.", new, 1, section="6.2"),
    ]
    library.add(new, [], cut, [], edition=EDITION)

    [mapped] = library.mappings(edition=EDITION)
    assert mapped.passage.id == cut[1].id
    assert (mapped.mapping.decision, mapped.mapping.suspect) == (Decision.CONFIRMED, True)


def test_a_rejection_is_not_carried_to_other_words(ledger: Ledger, library: Library) -> None:
    old, new = (revision("QP-1", label, path="x.docx", content=label) for label in "AB")
    decided(ledger, library, old, "Suppliers are evaluated once a year.", Act.REJECTED)

    cut = passage("Suppliers are evaluated once a month.", new, 1, section="6.2")
    library.add(new, [], [cut], [proposal(cut)], edition=EDITION)

    [mapped] = library.mappings(edition=EDITION)
    assert mapped.mapping.decision is Decision.PROPOSED


def test_a_decision_says_nothing_about_the_same_words_in_another_document(
    ledger: Ledger,
    library: Library,
) -> None:
    decided(ledger, library, revision("QP-1"), "Records are kept.", Act.CONFIRMED)
    other = revision("QP-2")
    cut = passage("Records are kept.", other)

    library.add(other, [], [cut], [proposal(cut)], edition=EDITION)

    [mapped] = library.mappings(edition=EDITION, revisions=[other.id])
    assert mapped.mapping.decision is Decision.PROPOSED


@pytest.mark.parametrize("first", [Act.CONFIRMED, Act.REJECTED])
def test_whoever_decides_second_is_told_who_was_first_and_changes_nothing(
    ledger: Ledger, library: Library, first: Act
) -> None:
    mapping = decided(ledger, library, revision(), "text", first)

    for act in (Act.CONFIRMED, Act.REJECTED):
        with pytest.raises(AlreadyDecided, match=f"{first.value} by R. Lang on 20"):
            ledger.record([mapping], act, by="Ann", note="")

    assert [one.by for one in ledger.entries()] == ["R. Lang"]


def test_of_several_decisions_all_are_recorded_or_none(ledger: Ledger, library: Library) -> None:
    held = revision()
    cut = [passage(text, held, ordinal) for ordinal, text in enumerate(("one", "two"))]
    library.add(held, [], cut, [proposal(each) for each in cut], edition=EDITION)
    first, second = (mapping_id(each.id, CLAUSE, EDITION) for each in cut)

    with pytest.raises(NothingThere):
        ledger.record([first, "m_none"], Act.CONFIRMED, by="Ann", note="")
    assert ledger.entries() == []

    ledger.record([first, second, first], Act.CONFIRMED, by="Ann", note="")
    assert [one.mapping for one in ledger.entries()] == [first, second]


def test_a_reopened_mapping_is_a_proposal_again_and_keeps_its_past(
    ledger: Ledger, library: Library
) -> None:
    mapping = decided(ledger, library, revision(), "text", Act.REJECTED)

    [open_] = ledger.record([mapping], Act.REOPENED, by="Ann", note="looked again")

    assert (open_.decision, open_.decided_by, open_.decided_at) == (Decision.PROPOSED, None, None)
    [mapped] = library.mappings(edition=EDITION)
    assert mapped.mapping == open_
    assert [(one.act, one.by, one.note) for one in ledger.entries()] == [
        (Act.REJECTED, "R. Lang", "seen"),
        (Act.REOPENED, "Ann", "looked again"),
    ]


def test_there_is_nothing_to_reopen_before_a_decision(ledger: Ledger, library: Library) -> None:
    held = revision()
    cut = passage("text", held)
    library.add(held, [], [cut], [proposal(cut)], edition=EDITION)

    with pytest.raises(WrongUse, match="not decided"):
        ledger.record([mapping_id(cut.id, CLAUSE, EDITION)], Act.REOPENED, by="Ann", note="")


def test_a_reopened_decision_is_not_carried_to_a_new_revision(
    ledger: Ledger, library: Library
) -> None:
    old, new = (revision("QP-1", label, path="x.docx", content=label) for label in "AB")
    mapping = decided(ledger, library, old, "Suppliers are evaluated.", Act.CONFIRMED)
    ledger.record([mapping], Act.REOPENED, by="Ann", note="")

    cut = passage("Suppliers are evaluated.", new, section="6.2")
    library.add(new, [], [cut], [proposal(cut)], edition=EDITION)

    [mapped] = library.mappings(edition=EDITION)
    assert mapped.mapping.decision is Decision.PROPOSED


def test_a_person_adds_what_nobody_proposed_and_it_outlives_a_new_revision(
    ledger: Ledger, library: Library
) -> None:
    old, new = (revision("QP-1", label, path="x.docx", content=label) for label in "AB")
    cut = passage("Suppliers are evaluated.", old)
    library.add(old, [], [cut], [], edition=EDITION)

    [added] = ledger.add([cut.id], CLAUSE, EDITION, by="Ann", note="I say so")
    assert (added.proposal.basis, added.decision) == (Basis.PERSON, Decision.CONFIRMED)
    assert [one.act for one in ledger.entries()] == [Act.ADDED]

    library.add(new, [], [passage("Suppliers are evaluated.", new)], [], edition=EDITION)
    [mapped] = library.mappings(edition=EDITION)
    assert (mapped.mapping.decided_by, mapped.mapping.suspect) == ("Ann", False)


def test_adding_what_is_proposed_confirms_it_and_what_is_rejected_is_told(
    ledger: Ledger, library: Library
) -> None:
    held = revision()
    cut = [passage(text, held, ordinal) for ordinal, text in enumerate(("one", "two"))]
    library.add(held, [], cut, [proposal(each) for each in cut], edition=EDITION)
    rejected = mapping_id(cut[1].id, CLAUSE, EDITION)
    ledger.record([rejected], Act.REJECTED, by="Bob", note="")

    [confirmed] = ledger.add([cut[0].id], CLAUSE, EDITION, by="Ann", note="")
    assert (confirmed.proposal.basis, confirmed.decided_by) == (Basis.HEADING, "Ann")
    with pytest.raises(AlreadyDecided, match="rejected by Bob"):
        ledger.add([cut[1].id], CLAUSE, EDITION, by="Ann", note="")
    with pytest.raises(NothingThere):
        ledger.add(["p_none"], CLAUSE, EDITION, by="Ann", note="")


def test_a_decision_holds_when_the_same_sentences_are_cut_otherwise(
    ledger: Ledger, library: Library
) -> None:
    old, new = (revision("QP-1", label, path=f"{label}.docx") for label in "AB")
    both = "Suppliers are evaluated. Results are recorded."
    decided(ledger, library, old, both, Act.CONFIRMED)

    cut = [
        passage("Suppliers are evaluated.", new, 0, section="6.2"),
        passage("Results are recorded.", new, 1, section="6.2"),
    ]
    library.add(new, [], cut, [], edition=EDITION)

    [mapped] = library.mappings(edition=EDITION, revisions=[new.id])
    assert (mapped.mapping.decision, mapped.mapping.suspect) == (Decision.CONFIRMED, False)


def test_a_sentence_put_between_confirmed_ones_makes_them_suspect(
    ledger: Ledger, library: Library
) -> None:
    old, new = (revision("QP-1", label, path=f"{label}.docx") for label in "AB")
    decided(ledger, library, old, "Suppliers are evaluated. Results are kept.", Act.CONFIRMED)

    text = "Suppliers are evaluated. Brokers are excepted. Results are kept."
    library.add(new, [], [passage(text, new, section="6.2")], [], edition=EDITION)

    [mapped] = library.mappings(edition=EDITION, revisions=[new.id])
    assert mapped.mapping.suspect


def test_what_turned_suspect_can_be_decided_anew(ledger: Ledger, library: Library) -> None:
    old, new = (revision("QP-1", label, path="x.docx", content=label) for label in "AB")
    decided(ledger, library, old, "Suppliers are evaluated once a year.", Act.CONFIRMED)
    cut = passage("Suppliers are evaluated once a month.", new, section="6.2")
    library.add(new, [], [cut], [], edition=EDITION)
    [suspect] = library.mappings(edition=EDITION)

    [settled] = ledger.record([suspect.mapping.id], Act.CONFIRMED, by="Ann", note="")

    assert (settled.suspect, settled.decided_by) == (False, "Ann")


def test_every_entry_is_sealed_over_the_one_before(ledger: Ledger, library: Library) -> None:
    mapping = decided(ledger, library, revision("QP-1", "C"), "text", Act.CONFIRMED)
    ledger.record([mapping], Act.REOPENED, by="Ann", note="")
    ledger.record([mapping], Act.REJECTED, by="Ann", note="not about it")
    first, second, third = ledger.entries()

    assert first_break([first, second, third], ledger.head()) is None
    assert (first.revision, first.text, first.document) == ("C", "text", "QP-1")
    assert [one.no for one in ledger.entries("QP-1")] == [1, 2, 3]
    assert ledger.entries("QP-2") == []

    changed = replace(second, by="Bob")
    for told, entries in {
        "entry 2 was changed": [first, changed, third],
        "entry 2 is missing": [first, third],
        "entries after no. 2 were removed": [first, second],
    }.items():
        found = first_break(entries, ledger.head())
        assert found is not None
        assert told in found.told
