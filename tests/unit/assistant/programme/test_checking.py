"""What a programme leaves open is said, whoever edited it."""

from dataclasses import replace

from assistant.model.programmes import Month, PlannedAudit, Programme
from assistant.programme.checking import left_open
from tests.unit.assistant.programme.made import PROGRAMME, numbers


def codes(programme: Programme) -> list[str]:
    return [one.code for one in left_open(programme)]


def edited(at: int, audit: PlannedAudit) -> Programme:
    audits = list(PROGRAMME.audits)
    audits[at] = audit
    return replace(PROGRAMME, audits=tuple(audits))


def test_an_audit_without_an_auditor_says_of_each_why_not() -> None:
    [one] = left_open(PROGRAMME)

    assert one.code == "no-auditor"
    assert "Ann Lee: answers for the clause" in one.message
    assert "Bo Ray: approved QP-84" in one.message


def test_own_work_is_named_also_when_a_person_assigns_it() -> None:
    found = left_open(edited(1, replace(PROGRAMME.audits[1], auditor="Ann Lee")))

    assert [one.code for one in found] == ["own-work"]
    assert "Buying (8.4.3) is Ann Lee's own work: answers for the clause" in found[0].message


def test_a_clause_stays_own_work_in_an_audit_of_another_process() -> None:
    moved = replace(PROGRAMME.audits[2], auditor="Ann Lee", clauses=numbers("8.10", "8.4.3"))

    assert "own-work" in codes(edited(2, moved))


def test_a_clause_and_a_process_without_an_audit_are_named() -> None:
    found = left_open(replace(PROGRAMME, audits=PROGRAMME.audits[:1]))

    assert [one.code for one in found] == ["process-not-covered", "clause-not-covered"]
    assert "8.4.3, 8.10" in found[1].message


def test_a_clause_is_looked_at_where_a_part_of_it_is() -> None:
    first = replace(PROGRAMME.audits[0], clauses=numbers("8.4.3.1", "8.10.2"))

    [process] = left_open(replace(PROGRAMME, audits=(first,), clauses=PROGRAMME.clauses[1:]))

    assert process.code == "process-not-covered"


def test_months_outside_the_cycle_people_unknown_and_competence_run_out_are_named() -> None:
    first = PROGRAMME.audits[0]

    assert codes(edited(0, replace(first, month=Month(2026, 12)))) == [
        "outside-cycle",
        "no-auditor",
    ]
    assert "unknown-auditor" in codes(edited(0, replace(first, auditor="Xe Yu")))
    assert "unknown-process" in codes(edited(0, replace(first, process="Selling")))
    late = replace(PROGRAMME, start=Month(2028, 1), audits=())
    late = replace(late, audits=(replace(first, month=Month(2028, 6)),))
    assert "competence-not-shown" in codes(late)


def test_two_audits_of_one_number_are_named() -> None:
    twice = replace(PROGRAMME, audits=(*PROGRAMME.audits, PROGRAMME.audits[0]))

    assert "same-number" in codes(twice)
