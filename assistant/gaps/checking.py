"""Runs the rules: each has one check, and what it sees is told in the rule's sentence."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from assistant.gaps.checks import (
    absent,
    authority,
    cited,
    differing,
    expired,
    follow_up,
    incomplete,
    issues,
    overdue,
    particular,
    stale,
    stated,
    trace,
)
from assistant.gaps.ground import Ground
from assistant.gaps.lapses import Lapse
from assistant.gaps.rules import Rule

Check = Callable[[Ground, Rule], Iterator[Lapse]]
CHECKS: Mapping[str, Check] = {
    check.__name__: check
    for check in (
        absent.day_left_out,
        absent.held_without_report,
        absent.never_done,
        absent.without_number,
        absent.without_partner,
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


def lapses(ground: Ground, rules: Iterable[Rule]) -> Iterator[tuple[Rule, Lapse]]:
    """What every rule sees, in the order of the rules; what one rule sees twice counts once."""
    for rule in rules:
        seen: dict[tuple[str, ...], Lapse] = {}
        for lapse in CHECKS[rule.check](ground, rule):
            seen.setdefault((lapse.subject.casefold(), *lapse.key), lapse)
        for lapse in seen.values():
            yield rule, lapse


def sentence(rule: Rule, lapse: Lapse) -> str:
    """The message of a gap: the rule's sentence with the values filled in."""
    return " ".join(rule.says.format_map(lapse.says).split())
