"""Plans: everything once in the cycle, the riskiest first and oftener, nobody on own work."""

from collections import Counter
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.model.clauses import ClauseNumber
from assistant.model.programmes import (
    Auditor,
    Month,
    OwnWork,
    PlannedAudit,
    RiskLevel,
    covers,
)
from assistant.programme.planning import Cycle, Wanted, plan

START = Month(2027, 1)
ANN, BO = Auditor("Ann Lee"), Auditor("Bo Ray")


def numbers(*texts: str) -> tuple[ClauseNumber, ...]:
    return tuple(map(ClauseNumber.parse, texts))


def wanted(name: str, *clauses: str, points: int = 0, risk: RiskLevel = RiskLevel.LOW) -> Wanted:
    return Wanted(name, numbers(*clauses), numbers(*clauses), risk, points, None)


def planned(
    *several: Wanted,
    months: int = 12,
    auditors: tuple[Auditor, ...] = (ANN, BO),
    own: tuple[OwnWork, ...] = (),
    taken: frozenset[str] = frozenset(),
) -> tuple[PlannedAudit, ...]:
    return plan(several, Cycle(START, months, auditors, own, taken), tuple)


def test_the_greatest_risk_is_audited_first_and_again_after_six_months() -> None:
    audits = planned(
        wanted("Quotes", "8.2"),
        wanted("Buying", "8.4", points=12, risk=RiskLevel.HIGH),
        wanted("Stores", "8.5", points=6, risk=RiskLevel.MEDIUM),
    )

    assert [(one.process, str(one.month)) for one in audits] == [
        ("Buying", "2027-01"),
        ("Stores", "2027-02"),
        ("Quotes", "2027-03"),
        ("Buying", "2027-07"),
    ]
    assert [one.id for one in audits] == [f"IA-2027-0{n}" for n in range(1, 5)]


def test_a_long_cycle_repeats_what_bears_risk_and_shows_the_rest_once() -> None:
    audits = planned(
        wanted("Quotes", "8.2"),
        wanted("Stores", "8.5", points=6, risk=RiskLevel.MEDIUM),
        months=36,
    )

    counted = Counter(one.process for one in audits)
    assert counted == {"Stores": 3, "Quotes": 1}
    assert {one.month.year for one in audits if one.process == "Stores"} == {2027, 2028, 2029}


def test_a_clause_somebody_answers_for_is_split_off_to_somebody_else() -> None:
    own: tuple[OwnWork, ...] = (
        OwnWork("Ann Lee", "Buying", "answers for the clause", numbers("8.4.3")),
        OwnWork("Bo Ray", "Buying", "answers for the clause", numbers("8.4.1", "8.4.2")),
    )

    first, second = planned(wanted("Buying", "8.4.1", "8.4.2", "8.4.3"), own=own)

    assert (first.auditor, first.clauses) == ("Ann Lee", numbers("8.4.1", "8.4.2"))
    assert (second.auditor, second.clauses) == ("Bo Ray", numbers("8.4.3"))
    assert first.month == second.month


def test_what_nobody_may_audit_is_planned_without_an_auditor() -> None:
    own = tuple(OwnWork(one.name, "Buying", "works in it") for one in (ANN, BO))

    [audit] = planned(wanted("Buying", "8.4"), own=own)

    assert audit.auditor == ""


def test_an_audit_waits_for_the_month_in_which_an_auditor_is_competent() -> None:
    later = Auditor("Ann Lee", competent_since=date(2027, 5, 3))
    gone = Auditor("Bo Ray", competent_until=date(2027, 1, 15))

    [audit] = planned(wanted("Buying", "8.4"), auditors=(later, gone))

    assert (str(audit.month), audit.auditor) == ("2027-05", "Ann Lee")


def test_numbers_of_earlier_audits_are_not_given_again() -> None:
    [audit] = planned(wanted("Buying", "8.4"), taken=frozenset({"ia-2027-01"}))

    assert audit.id == "IA-2027-02"


RISKS = st.sampled_from(list(RiskLevel))
SIZES = st.lists(st.tuples(st.integers(1, 9), st.integers(0, 15), RISKS), min_size=1, max_size=14)


@settings(max_examples=60, deadline=None)
@given(SIZES, st.integers(1, 36), st.lists(st.booleans(), min_size=14, max_size=14))
def test_any_plan_covers_all_is_level_and_gives_nobody_own_work(
    sizes: list[tuple[int, int, RiskLevel]], months: int, anns: list[bool]
) -> None:
    several = [
        Wanted(
            f"P{at}",
            tuple(ClauseNumber((at + 1, n + 1)) for n in range(size)),
            tuple(ClauseNumber((at + 1, n + 1)) for n in range(size)),
            risk,
            points,
            None,
        )
        for at, (size, points, risk) in enumerate(sizes)
    ]
    own = tuple(
        OwnWork("Ann Lee", one.name, "works in it")
        for one, hers in zip(several, anns, strict=False)
        if hers
    )
    cycle = Cycle(START, months, (ANN, BO), own)

    audits = plan(several, cycle, tuple)

    assert audits == plan(several, cycle, tuple)
    for one in several:
        mine = [each for each in audits if each.process == one.name]
        assert all(covers([c for each in mine for c in each.clauses], n) for n in one.numbers)
        assert all(0 <= each.month - START < months for each in mine)
    barred = {(one.auditor, one.process) for one in own}
    assert not barred & {(one.auditor, one.process) for one in audits}
    if all(risk is RiskLevel.LOW for _, _, risk in sizes):  # every audit may be in any month
        load = Counter(dict.fromkeys(range(months), 0))
        for each in audits:
            load[each.month - START] += len(each.clauses)
        assert max(load.values()) - min(load.values()) <= max(size for size, _, _ in sizes)
