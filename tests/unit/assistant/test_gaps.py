"""Gaps: clauses that ask for a document or a record and have none."""

import pytest

from assistant.gaps.find import FindGaps
from assistant.model.audits import Gap, GapKind, Severity
from assistant.model.clauses import Applicability, UnknownClause
from assistant.model.documents import Kind
from tests.company import TODAY, Text, clause, edition, number, store
from tests.fakes.library import MemoryLibrary

STANDARD = edition(
    clause("7", "Support"),
    clause("7.2", "Competence", retain="proof of competence", records=("training record",)),
    clause("7.5", "Documents"),
    clause("7.5.1", "General", maintain="documents"),
    clause("8.3", "Design", maintain="design plan", applicability=Applicability.NOT_APPLICABLE),
)


@pytest.fixture
def library() -> MemoryLibrary:
    return MemoryLibrary()


def gaps(library: MemoryLibrary, clause: str | None = None) -> list[Gap]:
    find = FindGaps(library)
    wanted = None if clause is None else number(clause)
    return list(find(STANDARD, as_of=TODAY, clause=wanted).gaps)


def test_a_clause_that_asks_and_has_nothing_is_a_gap_of_its_kind(library: MemoryLibrary) -> None:
    found = [(str(one.clause), one.kind, one.severity) for one in gaps(library)]

    assert found == [
        ("7.2", GapKind.MISSING_RECORD, Severity.MAJOR),
        ("7.5.1", GapKind.MISSING_DOCUMENT, Severity.MAJOR),
    ]


def test_a_record_missing_under_a_written_rule_is_the_lesser_gap(library: MemoryLibrary) -> None:
    store(library, "QP-1", Text("Training shall be recorded.", ("7.2",)))

    assert gaps(library, "7.2")[0].severity is Severity.MINOR


def test_a_procedure_does_not_close_the_want_of_a_record(library: MemoryLibrary) -> None:
    store(library, "QP-1", Text("Training shall be recorded.", ("7.2",)))
    assert [one.kind for one in gaps(library, "7.2")] == [GapKind.MISSING_RECORD]

    store(library, "TR-1", Text("A. Ray, dangerous goods", ("7.2",)), kind=Kind.RECORD)
    assert gaps(library, "7.2") == []


def test_a_document_for_the_clause_above_is_not_called_missing(library: MemoryLibrary) -> None:
    store(library, "QP-1", Text("Documents shall be approved.", ("7.5",)))

    assert gaps(library, "7.5") == []


def test_a_gap_keeps_its_id_and_says_what_is_asked_and_what_would_close_it(
    library: MemoryLibrary,
) -> None:
    [before] = gaps(library, "7.2")
    store(library, "QP-9", Text("Something else.", ("7.5.1",)))
    [after] = gaps(library, "7.2")

    assert before.id == after.id
    assert before.id.startswith("g_")
    assert "proof of competence" in before.message
    assert "training record" in before.hint


def test_what_was_checked_is_counted(library: MemoryLibrary) -> None:
    store(library, "TR-1", Text("A. Ray", ("7.2",)), Text("B. Kay", ("7.2",)), kind=Kind.RECORD)

    report = FindGaps(library)(STANDARD, as_of=TODAY)

    assert (report.rules, report.records) == (2, 2)


def test_an_unknown_clause_is_an_error(library: MemoryLibrary) -> None:
    with pytest.raises(UnknownClause):
        gaps(library, "9.9")
