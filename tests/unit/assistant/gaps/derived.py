"""Cases for rules of one pattern, made from what each says it looks at."""

from collections.abc import Callable, Iterator
from itertools import count

from assistant.gaps.rules import Rule, load_rules
from assistant.model.records import FieldKind
from assistant.records.vocabulary import record_type
from tests.unit.assistant.gaps.made import Cells, Company, Paper

Pair = tuple[Company, Company]
"""A company where the rule must see something, and one where it must not."""

_NUMBERS = count(100)


def _whole(type_id: str, **cells: str) -> Cells:
    """A row with every field filled with something ordinary."""
    kinds = record_type(type_id)
    plain = {
        FieldKind.DATE: "2026-03-04",
        FieldKind.NUMBER: "5",
        FieldKind.DURATION: "365",
        FieldKind.YES_NO: "yes",
        FieldKind.STATE: "approved",
    }
    filled = {name: plain.get(one.kind, f"{name} words") for name, one in kinds.fields.items()}
    return {**filled, kinds.key: f"K-{next(_NUMBERS)}", **cells}


def _log(type_id: str, *rows: Cells) -> Company:
    return Company(logs={type_id: rows})


def _run_out(rule: Rule) -> Pair:
    type_id, name = rule.one("type"), rule.one("field")
    old = {record_type(type_id).key: "A-1", name: "2026-08-31"}
    renewed = {**old, name: "2027-08-31"}
    return _log(type_id, old), _log(type_id, old, renewed)


def _not_done(rule: Rule) -> Pair:
    type_id, name = rule.one("type"), rule.one("field")
    late = {record_type(type_id).key: "A-1", name: "2026-08-31"}
    if rule.all("shown"):
        other = {record_type(type_id).key: "B-2", rule.one("done"): "2026-02-01"}
        return _log(type_id, late, other), _log(type_id, late)
    return _log(type_id, late), _log(type_id, {**late, name: "2026-10-31"})


def _log_too_old(rule: Rule) -> Pair:
    type_id, name = rule.one("type"), rule.one("field")
    row = {record_type(type_id).key: "A-1", rule.one("per") or record_type(type_id).key: "A-1"}
    return _log(type_id, {**row, name: "2023-01-10"}), _log(type_id, {**row, name: "2026-09-28"})


def _too_old(rule: Rule) -> Pair:
    return _log_too_old(rule)


def _open_too_long(rule: Rule) -> Pair:
    type_id = rule.one("type")
    late = {record_type(type_id).key: "A-1", rule.one("start"): "2025-01-10"}
    return _log(type_id, late), _log(type_id, {**late, rule.one("done"): "2025-02-10"})


def _blank(rule: Rule) -> Pair:
    type_id, name = rule.one("type"), rule.one("fields")
    rows = [_whole(type_id) for _ in range(5)]
    return (
        _log(type_id, *rows, _whole(type_id, **{name: ""})),
        _log(type_id, *rows, _whole(type_id, **{name: "-"})),
    )


def _blank_form(rule: Rule) -> Pair:
    type_id, name = rule.one("type"), rule.one("fields")
    whole = [_whole(type_id) for _ in range(4)]
    without = _whole(type_id, **{name: ""})
    return (
        Company(forms={type_id: [*whole, without]}),
        Company(forms={type_id: [*whole, _whole(type_id)]}),
    )


def _blank_when(rule: Rule) -> Pair:
    type_id, name = rule.one("type"), rule.one("fields")
    state = {"state": rule.one("when")} if rule.all("when") else {}
    rows = [_whole(type_id, **state), _whole(type_id, **state, **{name: ""})]
    return _log(type_id, *rows), _log(type_id, *rows[:1])


def _days_reversed(rule: Rule) -> Pair:
    type_id = rule.one("type")
    before, after = rule.one("order").split("<")
    key = {record_type(type_id).key: "A-1"}
    return (
        _log(type_id, {**key, before: "2026-05-02", after: "2026-05-01"}),
        _log(type_id, {**key, before: "2026-05-01", after: "2026-05-02"}),
    )


def _number_left_out(rule: Rule) -> Pair:
    type_id = rule.one("type")
    key = record_type(type_id).key
    rows = [{key: f"N-26-{number:03d}"} for number in range(1, 14)]
    return _log(type_id, *rows[:6], *rows[7:]), _log(type_id, *rows)


def _leads_nowhere(rule: Rule) -> Pair:
    type_id, name = rule.one("type"), rule.one("fields")
    other, field = rule.one("against_fields").split(".")
    held = [{field: f"N-26-{number:03d}"} for number in (1, 2, 3, 5, 6, 7)]
    row = {record_type(type_id).key: "A-1"}
    return (
        Company(logs={type_id: [{**row, name: "N-26-004"}], other: held}),
        Company(logs={type_id: [{**row, name: "N-26-003"}], other: held}),
    )


def _sides_differ(rule: Rule) -> Pair:
    type_id, other = rule.one("type"), rule.one("against")
    mine, its = rule.all("link")[0].split("=")
    tied = {one.split("=")[0] for one in rule.all("link")}
    pair = next(one for one in rule.all("fields") if one.split("=")[0] not in tied)
    left, right = pair.split("=")
    dated = record_type(type_id).fields[left].kind is FieldKind.DATE
    values = ("2026-05-01", "2026-06-01") if dated else ("first thing", "second thing")
    key = {record_type(type_id).key: "A-1"}
    row = {**key, mine: "T-77", left: values[0]}
    return (
        Company(logs={type_id: [row], other: [{its: "T-77", right: values[1]}]}),
        Company(logs={type_id: [row], other: [{its: "T-77", right: values[0]}]}),
    )


def _took_too_long(rule: Rule) -> Pair:
    type_id = rule.one("type")
    row = {record_type(type_id).key: "A-1", rule.one("start"): "2026-03-02"}
    said = Paper("QP-9", texts=(_SENTENCES[rule.id],))
    return (
        Company(logs={type_id: [{**row, rule.one("end"): "2026-08-01"}]}, papers=[said]),
        Company(logs={type_id: [{**row, rule.one("end"): "2026-03-03"}]}, papers=[said]),
    )


_SENTENCES = {
    "complaint-acknowledged-late": "A complaint is first acknowledged within 5 days.",
    "audit-report-late": "The audit report is sent within 10 days.",
    "nonconformity-decided-late": "A nonconformity is decided within 10 days.",
    "action-done-late": "A corrective action is carried out within 60 days.",
}

DERIVED: dict[str, Callable[[Rule], Pair]] = {
    "run_out": _run_out,
    "not_done": _not_done,
    "log_too_old": _log_too_old,
    "too_old": _too_old,
    "open_too_long": _open_too_long,
    "blank": _blank,
    "blank_form": _blank_form,
    "blank_when": _blank_when,
    "days_reversed": _days_reversed,
    "number_left_out": _number_left_out,
    "leads_nowhere": _leads_nowhere,
    "sides_differ": _sides_differ,
    "took_too_long": _took_too_long,
}


def derived() -> Iterator[tuple[str, Pair]]:
    """A pair for every rule of these patterns."""
    for rule in load_rules():
        if rule.check in DERIVED:
            yield rule.id, DERIVED[rule.check](rule)
