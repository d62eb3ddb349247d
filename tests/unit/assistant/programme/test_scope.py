"""What there is to cover, whatever the organisation describes."""

from assistant.model.clauses import Applicability
from assistant.model.organisation import NotApplicable, Organisation, Process
from assistant.organisation.tailoring import tailored
from assistant.programme.scope import applicable, gathered, out_of_scope, subjects
from assistant.standards.loader import EditionLibrary
from tests.unit.assistant.programme.made import numbers

AS9120 = EditionLibrary(None).get("as9120b")


def test_without_own_processes_customary_ones_share_every_clause_once() -> None:
    found = subjects(AS9120, Organisation())

    shared = [number for one in found for number in one.numbers]
    assert sorted(shared) == sorted(one.number for one in applicable(AS9120))
    assert len(shared) == len(set(shared))
    assert all(one.customary for one in found)


def test_customary_processes_stand_in_for_what_no_own_process_serves() -> None:
    own = Organisation(processes=(Process("Purchasing", clauses=numbers("8.4")),))

    first, *others = subjects(AS9120, own)

    assert (first.name, first.customary) == ("Purchasing", False)
    assert not any(number in first.numbers for one in others for number in one.numbers)
    asked = {one.number for one in applicable(AS9120)}
    assert asked == {number for one in (first, *others) for number in one.numbers}


def test_a_clause_the_organisation_excludes_is_left_out_with_its_reason() -> None:
    settings = Organisation(not_applicable=(NotApplicable(numbers("8.5.5")[0], "No after-sales."),))
    edition = tailored(AS9120, settings)

    left = {str(one.clause): one.why for one in out_of_scope(edition)}

    assert left["8.5.5"] == "No after-sales."
    assert "8.5.5" not in {str(one.number) for one in applicable(edition)}


def test_a_clause_that_sources_do_not_settle_is_looked_at() -> None:
    unsettled = [one for one in AS9120 if one.applicability is Applicability.UNCERTAIN]
    asked = {one.number for one in applicable(AS9120)}

    assert unsettled
    assert any(one.number in asked for one in unsettled)


def test_clauses_are_told_in_as_few_numbers_as_there_are() -> None:
    eight_four = [one.number for one in applicable(AS9120) if str(one.number).startswith("8.4")]

    assert gathered(AS9120, eight_four) == numbers("8.4")
    assert gathered(AS9120, eight_four[1:]) != numbers("8.4")
    assert gathered(AS9120, ()) == ()
