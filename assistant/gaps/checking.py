"""Runs the rules: each has one check, and what it sees is told in the rule's sentence."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from assistant.gaps.checks import (
    absent,
    again,
    authority,
    carried,
    cited,
    differing,
    expired,
    follow_up,
    in_months,
    incomplete,
    issues,
    overdue,
    particular,
    stale,
    stated,
    trace,
)
from assistant.gaps.ground import Ground
from assistant.gaps.keeping import KeptLapses, print_of
from assistant.gaps.lapses import Lapse
from assistant.gaps.rules import Rule
from assistant.records.vocabulary import record_types

Check = Callable[[Ground, Rule], Iterator[Lapse]]
CHECKS: Mapping[str, Check] = {
    check.__name__: check
    for check in (
        absent.day_left_out,
        absent.held_without_report,
        absent.never_done,
        absent.without_number,
        absent.without_partner,
        again.not_repeated,
        follow_up.finding_not_followed,
        follow_up.input_missing,
        follow_up.owner_not_told,
        follow_up.out_of_tolerance,
        authority.gauge_out_of_date,
        authority.own_work,
        authority.person_not_authorised,
        authority.stamp_not_valid,
        authority.stamp_of_other_work,
        authority.supplier_not_cleared,
        authority.used_on_hold,
        carried.clauses_left_out,
        cited.cited_not_held,
        cited.cited_not_in_force,
        cited.cited_old_issue,
        cited.listed_not_held,
        cited.read_old_issue,
        differing.days_reversed,
        differing.interval_not_kept,
        differing.listed_twice,
        differing.sides_differ,
        expired.run_out,
        in_months.month_left_out,
        incomplete.blank,
        incomplete.blank_form,
        incomplete.blank_when,
        incomplete.denied,
        incomplete.one_for_two,
        incomplete.pages_without_text,
        issues.external_issue,
        issues.list_differs,
        issues.name_differs,
        issues.old_among_current,
        issues.review_passed,
        issues.review_too_long_ago,
        issues.unmarked,
        overdue.not_done,
        overdue.open_too_long,
        overdue.postponed,
        overdue.took_too_long,
        particular.certificate_on_file,
        particular.failed_last,
        particular.order_not_shipped,
        particular.out_of_limits,
        particular.said_no,
        particular.shipped_before_review,
        particular.shipped_expired,
        stale.log_too_old,
        stale.too_old,
        stated.periods_differ,
        stated.retention_differs,
        trace.chain_breaks,
        trace.leads_nowhere,
        trace.number_left_out,
    )
}


ROWS_ONLY = frozenset(
    check.__name__
    for module in (absent, authority, differing, expired)
    for check in CHECKS.values()
    if check.__module__ == module.__name__ and check is not authority.person_not_authorised
) | {"not_done", "blank", "blank_when", "blank_form", "denied", "one_for_two", "leads_nowhere"}
"""Checks that look at the records of the rule's sorts and at nothing else."""


def lapses(
    ground: Ground, rules: Iterable[Rule], kept: KeptLapses | None = None
) -> Iterator[tuple[Rule, Lapse]]:
    """What every rule sees, in the order of the rules; what one rule sees twice counts once.

    With `kept` a rule that would look at the same as before is not run again.
    """
    memory = KeptLapses() if kept is None else kept
    for rule in rules:
        for lapse in memory.of(rule.id, looked_at(ground, rule), partial(_seen, ground, rule)):
            yield rule, lapse


def looked_at(ground: Ground, rule: Rule) -> str:
    """A fingerprint of all that a rule looks at: the day, its words, its records or everything."""
    if rule.check == trace.chain_breaks.__name__:
        prints = ground.prints_of(record_types())
    elif rule.check in ROWS_ONLY and not rule.topic:
        prints = ground.prints_of(rule.types)
    else:
        prints = ground.prints
    return print_of((ground.as_of.isoformat(), repr(rule), *prints))


def _seen(ground: Ground, rule: Rule) -> Iterable[Lapse]:
    seen: dict[tuple[str, ...], Lapse] = {}
    for lapse in CHECKS[rule.check](ground, rule):
        seen.setdefault((lapse.subject.casefold(), *lapse.key), lapse)
    return seen.values()


def sentence(rule: Rule, lapse: Lapse) -> str:
    """The message of a gap: the rule's sentence with the values; no brackets round a dash."""
    told = " ".join(rule.says.format_map(lapse.says).split()).replace(" (–)", "")
    if not lapse.left_over:
        return told
    left = ", ".join(lapse.left_over)
    return f"{told.rstrip('.')}; not seen in the columns understood (left over: {left})."
