"""Every `Library` and `FileLedger` keeps these promises."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Protocol

import pytest

from assistant.errors import NothingThere
from assistant.model.clauses import ClauseNumber, Relation
from assistant.model.documents import Kind, ReadDocument, Revision
from assistant.model.files import KnownFile, Refusal
from assistant.model.mappings import LIKELY, Basis, Decision, Proposal
from assistant.model.passages import Passage
from assistant.ports import FileLedger, Library
from assistant.sharing import Way
from integrations.database.engine import open_database
from integrations.database.library import SqlLibrary
from integrations.database.remembering import RememberingLibrary
from integrations.database.sharing import SharingLibrary
from tests.builders import document, heading, page, paragraph, revision
from tests.fakes.library import MemoryLibrary
from tests.servers import needs_postgres, open_kind

EDITION = "some-edition"
CLAUSE = ClauseNumber.parse("8.4.1")


class WholeLibrary(Library, FileLedger, Protocol):
    """What the database and the fake are, both."""


def memory(_: Path, __: ExitStack) -> WholeLibrary:
    return MemoryLibrary()


def sqlite(folder: Path, stack: ExitStack) -> WholeLibrary:
    database = open_database(folder)
    stack.callback(database.close)
    return SqlLibrary(database)


def remembering(folder: Path, stack: ExitStack) -> WholeLibrary:
    database = open_database(folder)
    stack.callback(database.close)
    return RememberingLibrary(database)


def sharing(folder: Path, stack: ExitStack) -> WholeLibrary:
    database = open_database(folder)
    stack.callback(database.close)
    way = Way("iso9001-2015", {CLAUSE: ((CLAUSE, Relation.EQUAL),)})
    return SharingLibrary(database, "as9120b", lambda: [way])


def postgres(folder: Path, stack: ExitStack) -> WholeLibrary:
    database = open_kind("postgresql", folder)
    stack.callback(database.close)
    return RememberingLibrary(database)


@pytest.fixture(
    params=[memory, sqlite, remembering, sharing, pytest.param(postgres, marks=needs_postgres)],
    ids=["memory", "sqlite", "remembering", "sharing", "postgresql"],
)
def library(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[WholeLibrary]:
    make: Callable[[Path, ExitStack], WholeLibrary] = request.param
    with ExitStack() as stack:
        yield make(tmp_path, stack)


def passage(
    text: str, of: Revision, ordinal: int = 0, *, section: str | None = None, context: str = ""
) -> Passage:
    return Passage(
        id=f"p_{of.id}_{ordinal}",
        revision=of.id,
        ordinal=ordinal,
        page=1,
        start=0,
        end=len(text),
        text=text,
        section=section,
        section_title="Records" if section else None,
        heading_path=("Purchasing", "Records") if section else (),
        row="Register!12" if ordinal == 7 else None,
        cells=(("Lot", "20417"),) if ordinal == 7 else (),
        context=context,
    )


def proposal(of: Passage, clause: ClauseNumber = CLAUSE, confidence: float = 0.8) -> Proposal:
    return Proposal(of.id, clause, Basis.HEADING, confidence, "the heading")


def added(library: WholeLibrary, of: Revision, *texts: str) -> list[Passage]:
    cut = [passage(text, of, ordinal) for ordinal, text in enumerate(texts)]
    library.add(of, [page(paragraph("\n".join(texts)))], cut, [], edition=EDITION)
    return cut


def test_what_was_added_comes_back_as_it_was(library: WholeLibrary) -> None:
    held = revision("QP-840", "C", effective=date(2025, 3, 1))
    cut = [
        passage("one", held, 0, section="6.2", context="Purchasing"),
        passage("lot", held, 7),
    ]
    reading = document(heading("Purchasing", 1), paragraph("one\nlot"), fields={"Owner": "Q"})
    file = KnownFile(held.path, "/srv/x.docx", held.content_hash, 12, seen_at="2026-01-01T00:00Z")

    library.store(file, held, reading, cut, [], edition=EDITION)

    assert library.revisions() == [held]
    assert library.passages_of(held.id) == cut
    assert library.passages([cut[1].id, "p_none"]) == {cut[1].id: cut[1]}
    assert library.page_text(held.id, 1) == reading.pages[0].text
    assert library.page_text(held.id, 2) is None
    assert library.reading(held.id) == reading
    assert library.files() == [file]
    assert library.known_hashes() == {held.path: held.content_hash}


def test_revisions_come_by_number_then_path(library: WholeLibrary) -> None:
    for number, path in [("QP-9", "a"), ("QP-1", "z"), ("QP-1", "b")]:
        added(library, revision(number, path=path), "text")

    assert [(held.number, held.path) for held in library.revisions()] == [
        ("QP-1", "b"),
        ("QP-1", "z"),
        ("QP-9", "a"),
    ]


def test_a_path_holds_one_revision_the_latest(library: WholeLibrary) -> None:
    old, new = (revision("QP-1", label, path="QP-1.docx", content=label) for label in "AB")
    [gone] = added(library, old, "audits are yearly")
    added(library, new, "audits are monthly")

    assert library.revisions() == [new]
    assert library.passages([gone.id]) == {}
    assert library.passages_of(old.id) == []
    assert library.page_text(old.id, 1) is None
    assert library.known_hashes() == {"QP-1.docx": new.content_hash}


def test_the_same_revision_can_be_stored_again(library: WholeLibrary) -> None:
    held = revision()
    added(library, held, "one", "two")
    cut = added(library, held, "one")

    assert library.passages_of(held.id) == cut


def test_passages_are_counted_for_the_revisions_asked_for(library: WholeLibrary) -> None:
    first, second = revision("QP-1"), revision("QP-2")
    added(library, first, "text")
    added(library, second, "text")

    assert library.count_passages([first.id]) == 1
    assert library.count_passages([]) == 0
    assert library.count_passages([first.id, second.id, "d_none"]) == 2


def test_a_removed_revision_is_gone_with_its_file(library: WholeLibrary) -> None:
    held = revision()
    [cut] = added(library, held, "text")
    library.add(held, [], [cut], [proposal(cut)], edition=EDITION)

    library.remove(held.id)
    library.remove("d_none")

    assert library.revisions() == []
    assert library.known_hashes() == {}
    assert library.mappings(edition=EDITION) == []
    assert library.reading(held.id) is None


def test_a_refused_file_is_remembered_with_its_reason_and_holds_no_document(
    library: WholeLibrary,
) -> None:
    held = revision(path="a.docx")
    added(library, held, "text")
    refused = KnownFile(
        "a.docx",
        "/srv/a.docx",
        "ff",
        3,
        refusal=Refusal("document-encrypted", "It asks for a password.", "Save a copy."),
        duplicate_of="b.docx",
    )

    library.refuse(refused)

    assert library.files() == [refused]
    assert library.known_hashes() == {"a.docx": "ff"}
    assert library.revisions() == []


def test_what_is_noted_about_a_file_leaves_its_document_alone(library: WholeLibrary) -> None:
    held = revision(path="a.docx")
    cut = added(library, held, "text")
    moved = KnownFile("a.docx", "/elsewhere/a.docx", held.content_hash, master_list=True)

    library.note(moved)

    assert library.files() == [moved]
    assert library.passages_of(held.id) == cut


def test_forgetting_a_path_forgets_file_and_document(library: WholeLibrary) -> None:
    held = revision(path="a.docx")
    added(library, held, "text")

    library.forget("a.docx")
    library.forget("never-seen.docx")

    assert library.files() == []
    assert library.revisions() == []


def test_mappings_fit_both_filters_and_come_in_reading_order(library: WholeLibrary) -> None:
    clauses = [ClauseNumber.parse(text) for text in ("8.4.10", "8.4.2", "9.2")]
    first, second = revision("QP-1"), revision("QP-2")
    for held in (second, first):
        cut = [passage(f"text {at}", held, at) for at in range(2)]
        proposals = [proposal(p, clause) for p in reversed(cut) for clause in clauses]
        library.add(held, [], cut, proposals, edition=EDITION)

    found = library.mappings(edition=EDITION)
    some = library.mappings(edition=EDITION, clauses=clauses[1:], revisions=[second.id])

    assert [
        (m.revision.number, m.passage.ordinal, str(m.mapping.proposal.clause)) for m in found
    ] == [(n, at, c) for n in ("QP-1", "QP-2") for at in (0, 1) for c in ("8.4.2", "8.4.10", "9.2")]
    assert [str(m.mapping.proposal.clause) for m in some] == ["8.4.2", "9.2"] * 2
    assert {m.revision for m in some} == {second}
    assert library.mappings(edition="another") == []
    assert library.mappings(edition=EDITION, clauses=[]) == []
    assert library.mappings(edition=EDITION, revisions=[]) == []
    assert library.mappings(edition=EDITION, passages=[]) == []
    one = found[0].passage.id
    of_one = library.mappings(edition=EDITION, passages=[one])
    assert of_one == [mapped for mapped in found if mapped.passage.id == one]


def test_of_two_proposals_for_one_passage_and_clause_the_surer_stays(
    library: WholeLibrary,
) -> None:
    held = revision()
    [cut] = added(library, held, "text")

    library.propose(
        held.id, [proposal(cut, confidence=0.9), proposal(cut, confidence=0.4)], EDITION
    )
    library.propose(held.id, [proposal(cut, confidence=0.5)], EDITION)

    [mapped] = library.mappings(edition=EDITION)
    assert mapped.mapping.proposal == proposal(cut, confidence=0.9)
    assert mapped.mapping.decision is Decision.PROPOSED


def test_proposals_for_an_unknown_revision_are_an_error(library: WholeLibrary) -> None:
    with pytest.raises(NothingThere):
        library.propose("d_none", [], EDITION)


def test_an_empty_reading_can_be_stored(library: WholeLibrary) -> None:
    held = revision()

    library.store(
        KnownFile(held.path, "/x", held.content_hash),
        held,
        ReadDocument((), "text/plain", warnings=("Nothing in it.",)),
        [],
        [],
        edition=EDITION,
    )

    assert library.reading(held.id) == ReadDocument((), "text/plain", warnings=("Nothing in it.",))


def test_what_is_remembered_last_is_recalled(library: WholeLibrary) -> None:
    library.remember("state", "one")
    library.remember("state", "two")

    assert library.recall("state") == "two"
    assert library.recall("another") is None


def test_what_is_likely_only_shows_when_asked_for_or_once_decided(library: WholeLibrary) -> None:
    held = revision()
    [cut] = added(library, held, "text")
    likely = Proposal(cut.id, ClauseNumber.parse("9.2"), Basis.MEANING, LIKELY, "")
    library.propose(held.id, [proposal(cut), likely], EDITION)

    [one] = [m for m in library.mappings(edition=EDITION, likely=True) if m.mapping.is_likely_only]

    assert one.mapping.proposal == likely
    assert one not in library.mappings(edition=EDITION)
    assert library.mappings(edition=EDITION, ids=[one.mapping.id]) == [one]


def test_storing_a_revision_anew_keeps_what_came_from_meaning_and_from_other_editions(
    library: WholeLibrary,
) -> None:
    held = revision()
    [cut] = added(library, held, "text")
    by_meaning = Proposal(cut.id, ClauseNumber.parse("9.2"), Basis.MEANING, 0.7, "")
    library.propose(held.id, [proposal(cut), by_meaning], EDITION)
    library.propose(held.id, [proposal(cut)], "other")

    library.add(held, [], [cut], [], edition=EDITION)

    assert [m.mapping.proposal for m in library.mappings(edition=EDITION)] == [by_meaning]
    assert len(library.mappings(edition="other")) == 1


def saved(library: WholeLibrary, text: str, *, content: str, kind: Kind = Kind.PROCEDURE) -> None:
    """Save an issue of one sentence into the same file."""
    held = revision("QP-1", "A", kind=kind, path="same.docx", content=content)
    cut = passage(text, held, section="4")
    proposal = Proposal(cut.id, CLAUSE, Basis.HEADING, 0.8)
    library.add(held, document(paragraph(text)).pages, [cut], [proposal], edition=EDITION)


def test_the_words_of_an_issue_that_was_saved_over_are_kept_aside(library: WholeLibrary) -> None:
    saved(library, "Old words.", content="old")
    saved(library, "New words.", content="new")

    [past] = library.past_issues("QP-1")
    assert [one.text for one in past.passages] == ["Old words."]
    assert [(str(one.proposal.clause), one.edition) for one in past.mappings] == [
        ("8.4.1", EDITION)
    ]
    assert past.revision == revision("QP-1", "A", path="same.docx", content="old")
    assert library.past_issues("QP-2") == []
    assert [one.text for one in library.passages_of(library.revisions()[0].id)] == ["New words."]


def test_the_words_of_a_removed_issue_are_kept_aside_and_those_of_a_log_are_not(
    library: WholeLibrary,
) -> None:
    saved(library, "A log.", content="old", kind=Kind.RECORD)
    library.forget("same.docx")
    assert library.past_issues() == []

    saved(library, "A rule.", content="new")
    library.forget("same.docx")
    assert [one.passages[0].text for one in library.past_issues()] == ["A rule."]


def test_the_same_content_stored_again_is_no_past_issue(library: WholeLibrary) -> None:
    saved(library, "Words.", content="old")
    saved(library, "Words, cut otherwise.", content="old")

    assert library.past_issues() == []
