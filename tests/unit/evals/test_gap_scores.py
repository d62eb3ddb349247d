"""Gaps against seeded faults: what counts as found and as a false alarm."""

from dataclasses import replace

from assistant.model.audits import Gap, GapKind, Severity
from assistant.model.clauses import ClauseNumber
from assistant.model.replies import Citation
from evals.gaps import outcome
from evals.metrics.gaps import score
from evals.sample.gold import Fault, load_faults, load_lookalikes

CITED = Citation(
    tag=1,
    document="F-1",
    revision="",
    title="Register",
    kind="record",
    status="in_force",
    effective_date=None,
    section=None,
    section_title=None,
    page=1,
    row="R!2",
    quote="x",
    passage="p_1",
    path="records/Register.xlsx",
)
GAP = Gap(
    "g_1",
    GapKind.STALE,
    ClauseNumber.parse("8.4.1.1"),
    Severity.MINOR,
    "Lot L-12",
    "Lot L-12 was last checked on 2026-01-02.",
    "Check it.",
    "some-rule",
    evidence=(CITED,),
)
FAULT = Fault("f", "overdue", "8.4.1.1", "L-12", ("records/Register.xlsx",), "why")


def test_a_fault_is_found_by_a_gap_of_a_like_kind_about_it_with_one_of_its_files() -> None:
    assert score([GAP], [FAULT]).missed == ()
    assert score([GAP], [replace(FAULT, kind="inconsistent")]).missed != ()
    assert score([GAP], [replace(FAULT, subject="L-1")]).missed != ()
    assert score([GAP], [replace(FAULT, files=("other.xlsx",))]).missed != ()


def test_a_gap_that_meets_no_fault_is_a_false_alarm_and_clause_rules_are_left_out() -> None:
    absent = replace(GAP, id="g_2", rule="clause-without-record")
    found = outcome(score([GAP, absent], [replace(FAULT, subject="L-99")]))

    assert [one.id for one in found.scores.unmatched] == ["g_1"]
    assert (found.recall, found.precision, found.failed) == (0.0, 0.0, True)


def test_a_look_alike_is_taken_for_a_fault_only_by_a_gap_of_its_very_kind() -> None:
    fine = replace(FAULT, id="fine")

    assert score([GAP], [], [fine]).fooled == ()
    assert score([GAP], [], [replace(fine, kind="stale")]).fooled != ()


def test_the_sample_has_faults_of_every_kind_and_as_many_look_alikes() -> None:
    faults, fine = load_faults(), load_lookalikes()

    assert len(faults) >= 70
    assert len(fine) >= 60
    assert {one.kind for one in faults} == {kind.value for kind in GapKind}
    assert len({one.id for one in (*faults, *fine)}) == len(faults) + len(fine)
