"""Gaps: clauses that ask for a document or a record and have none."""

import pytest

from assistant.coverage import Documented, Practised, ShowCoverage
from assistant.gaps.find import FindGaps
from assistant.model.audits import Gap, GapKind, Severity
from assistant.model.clauses import Applicability, UnknownClause
from assistant.model.documents import Kind
from assistant.model.records import Record
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


def test_a_document_for_the_clause_above_makes_the_least_gap_which_names_it(
    library: MemoryLibrary,
) -> None:
    store(library, "QP-1", Text("Documents shall be approved.", ("7.5",)))

    [gap] = gaps(library, "7.5")

    assert (str(gap.clause), gap.severity) == ("7.5.1", Severity.OBSERVATION)
    assert "QP-1 is mapped to 7.5 above it and may hold it" in gap.message
    assert [one.quote for one in gap.evidence] == ["Documents shall be approved."]


def test_a_record_that_is_only_customary_is_the_least_gap(library: MemoryLibrary) -> None:
    customary = edition(clause("8", "Operation"), clause("8.1", "Planning", records=("plan",)))
    store(library, "QP-1", Text("Orders shall be planned.", ("8.1",)))

    [gap] = FindGaps(library)(customary, as_of=TODAY).gaps

    assert (gap.kind, gap.severity) == (GapKind.MISSING_RECORD, Severity.OBSERVATION)
    assert "asks for none by name; auditors customarily look at: plan" in gap.message


def test_a_clause_of_which_nothing_is_held_has_a_gap_though_it_asks_for_nothing_by_name(
    library: MemoryLibrary,
) -> None:
    asked = edition(clause("8", "Operation"), clause("8.1", "Planning", records=("plan",)))

    [gap] = FindGaps(library)(asked, as_of=TODAY).gaps

    assert (gap.kind, gap.severity) == (GapKind.MISSING_DOCUMENT, Severity.MINOR)
    assert gap.message.startswith("Nothing that is held speaks of clause 8.1 Planning")


@pytest.mark.parametrize("held", [(), ("7.5",), ("7.5.1",), ("7.2", "7.5"), ("7",)])
def test_every_clause_that_coverage_shows_as_none_has_a_gap_and_no_other_has(
    library: MemoryLibrary, held: tuple[str, ...]
) -> None:
    store(library, "QP-1", Text("Something shall be done.", held))

    every = gaps(library)
    for one in ShowCoverage(library)(STANDARD, as_of=TODAY).clauses:
        number = one.clause.number
        below = {gap.kind for gap in every if number.contains(gap.clause)}
        own = {gap.kind for gap in every if gap.clause == number}
        if not one.passages and not one.records and one.documented is Documented.NONE:
            assert below
            continue
        for none, kind in (
            (one.documented is Documented.NONE, GapKind.MISSING_DOCUMENT),
            (one.practised is Practised.NONE, GapKind.MISSING_RECORD),
        ):
            assert not none or kind in below
            assert none or kind not in own


def test_the_owner_of_a_clause_owns_its_gaps(library: MemoryLibrary) -> None:
    owned = edition(clause("7.2", "Competence", retain="proof", owner="Training Lead"))

    assert [one.owner for one in FindGaps(library)(owned, as_of=TODAY).gaps] == ["Training Lead"]


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

    assert report.records == 2
    assert report.rules > 3


def test_an_unknown_clause_is_an_error(library: MemoryLibrary) -> None:
    with pytest.raises(UnknownClause):
        gaps(library, "9.9")


def test_a_text_of_no_known_kind_and_no_issue_is_not_quoted_as_the_organisations_own(
    library: MemoryLibrary,
) -> None:
    store(
        library, "Paper", Text("Training shall be recorded.", ("7.2",)), kind=Kind.OTHER, label=""
    )

    assert gaps(library, "7.2")[0].evidence == ()


def test_a_customary_document_is_not_asked_for_as_a_record(library: MemoryLibrary) -> None:
    standard = edition(
        clause("8", "Operation"),
        clause("8.1", "Control", records=("control procedure", "quarantine log")),
        clause("8.2", "Roles", records=("organisation chart",)),
    )
    before = [one.message for one in FindGaps(library)(standard, as_of=TODAY).gaps]
    store(library, "QP-1", Text("Roles are shown and goods are put aside.", ("8.1", "8.2")))

    after = [one.message for one in FindGaps(library)(standard, as_of=TODAY).gaps]

    assert len(before) == 2 and "look at: control procedure, quarantine log." in before[0]
    assert len(after) == 1 and "look at: quarantine log." in after[0]


def test_a_document_for_the_clause_beside_is_named_and_lessens_the_gap(
    library: MemoryLibrary,
) -> None:
    standard = edition(
        clause("5", "Leadership"),
        clause("5.2", "Policy"),
        clause("5.2.1", "Setting"),
        clause("5.2.2", "Communicating", maintain="policy"),
        clause("5.3", "Roles", maintain="roles"),
    )
    store(library, "QM-1", Text("The quality policy is as follows.", ("5.2.1",)))

    beside, alone = FindGaps(library)(standard, as_of=TODAY).gaps

    assert (str(beside.clause), beside.severity) == ("5.2.2", Severity.MINOR)
    assert "QM-1 is mapped to 5.2.1 beside it and may hold it" in beside.message
    assert (str(alone.clause), alone.severity) == ("5.3", Severity.MAJOR)


@pytest.mark.parametrize(
    ("kind", "silent"),
    [("training", ["7.2"]), ("nonconformity", ["8.7", "8.7.2"]), ("objective", ["6.2.1"])],
)
def test_a_clause_of_which_typed_rows_are_held_is_not_without_record(
    kind: str, silent: list[str]
) -> None:
    standard = edition(
        *(
            clause(one, "Asked", retain="proof")
            for one in ("6.2.1", "7.2", "8.7", "8.7.2", "10.2.2")
        )
    )
    row = Record(kind, "A-1", "d_log", "p_1", "Log!2", {}, {})
    held = _Rows({kind: (row,)})

    report = FindGaps(MemoryLibrary(), lambda day: held)(standard, as_of=TODAY)

    without = {str(one.clause) for one in report.gaps if one.kind is GapKind.MISSING_RECORD}
    assert without == {"6.2.1", "7.2", "8.7", "8.7.2", "10.2.2"} - set(silent)


class _Rows(dict[str, tuple[Record, ...]]):
    def of(self, type_id: str) -> tuple[Record, ...]:
        return self.get(type_id, ())
