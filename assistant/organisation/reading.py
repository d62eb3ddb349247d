"""Reads an organisation's settings from YAML; every fault is named with file and line."""

from collections.abc import Callable, Collection
from typing import TypeVar

import yaml

from assistant.audits.trail import stage_called
from assistant.gaps.rules import Rule, find_rule
from assistant.model.clauses import ClauseNumber, Edition
from assistant.model.organisation import (
    AuditorSetting,
    NotApplicable,
    Organisation,
    Owner,
    Process,
    RuleChange,
)
from assistant.standards.entries import Entry, Source, composed
from assistant.standards.faults import FaultyFile

Value = TypeVar("Value")
IsKnown = Callable[[ClauseNumber], bool]
"""Whether a clause of this number exists."""

_KEYS = ("name", "not_applicable", "owners", "processes", "gap_rules", "auditors")
_LIMITS = ("days", "months", "percent", "entries")


class InvalidOrganisation(FaultyFile):
    """The settings of the organisation have faults; the message lists all of them, one a line."""

    code = "invalid-organisation"
    hint = "Correct the lines named; docs/organisation.md shows the form."


def _nowhere(_: ClauseNumber) -> bool:
    return False


def read_organisation(
    text: str, file: str, edition: Edition, *, elsewhere: IsKnown = _nowhere
) -> Organisation:
    """The settings in a YAML text; `file` is its name for messages.

    One file serves every edition in use, so a clause that the edition lacks is kept where it
    is known `elsewhere`, to another edition.

    Raises `InvalidOrganisation` with every fault: misspelt keys, unknown or repeated clauses,
    a clause declared not applicable without a reason, two processes of one name.
    """
    source = Source(file)
    node = composed(text, file, InvalidOrganisation)
    if node is None:
        return Organisation()
    found = _read(source, Entry(source, node, "organisation", _KEYS), edition, elsewhere)
    if source.faults:
        raise InvalidOrganisation(file, source.faults)
    return found


def _read(source: Source, top: Entry, edition: Edition, elsewhere: IsKnown) -> Organisation:
    def known(entry: Entry, number: ClauseNumber) -> bool:
        found = number in edition or elsewhere(number)
        if not found:
            entry.fault(f"{edition.name} has no clause {number}")
        return found

    def excluded(node: yaml.Node) -> NotApplicable | None:
        entry = Entry(source, node, "not_applicable", ("clause", "reason"), identity="clause")
        number, reason = entry.number("clause"), entry.text("reason")
        if number is not None and not reason:
            entry.fault("a clause is not applicable only with a 'reason'")
        return NotApplicable(number, reason) if number and known(entry, number) else None

    def owner(node: yaml.Node) -> Owner | None:
        entry = Entry(source, node, "owner of clause", ("clause", "owner"), identity="clause")
        number, name = entry.number("clause"), entry.text("owner", needed=True)
        return Owner(number, name) if number and known(entry, number) else None

    def process(node: yaml.Node) -> Process | None:
        keys = ("name", "owner", "clauses", "documents")
        entry = Entry(source, node, "process", keys, identity="name")
        clauses = tuple(one for one in entry.numbers("clauses") if known(entry, one))
        name = entry.text("name", needed=True)
        return Process(name, entry.text("owner"), clauses, entry.texts("documents"))

    processes = _once(top, "processes", process, lambda one: one.name.casefold())
    own = {one.name.casefold() for one in processes}
    return Organisation(
        name=top.text("name"),
        not_applicable=_once(top, "not_applicable", excluded, lambda one: str(one.clause)),
        owners=_once(top, "owners", owner, lambda one: str(one.clause)),
        processes=processes,
        auditors=_once(
            top,
            "auditors",
            lambda node: _auditor(source, node, own),
            lambda one: one.name.casefold(),
        ),
        gap_rules=_once(
            top, "gap_rules", lambda node: _rule_change(source, node), lambda one: one.rule
        ),
    )


def _auditor(source: Source, node: yaml.Node, processes: Collection[str]) -> AuditorSetting | None:
    entry = Entry(source, node, "auditor", ("name", "roles", "works_in"), identity="name")
    name, works_in = entry.text("name", needed=True), entry.texts("works_in")
    for one in works_in:
        if one.casefold() not in processes and stage_called(one) is None:
            entry.fault(f"'works_in' names {one!r}, which is no process")
    return AuditorSetting(name, entry.texts("roles"), works_in) if name else None


def _rule_change(source: Source, node: yaml.Node) -> RuleChange | None:
    entry = Entry(source, node, "rule", ("rule", "off", "reason", *_LIMITS), identity="rule")
    name, reason = entry.text("rule", needed=True), entry.text("reason")
    rule = find_rule(name)
    if rule is None:
        if name:
            entry.fault(f"there is no rule {name!r}; `clausewise gaps rules` lists them")
        return None
    if not reason:
        entry.fault("a rule is changed only with a 'reason'")
    off = entry.text("off").casefold() in ("yes", "true", "on", "x")
    limits = tuple(
        (limit, number) for limit in _LIMITS if (number := _limit(entry, rule, limit)) is not None
    )
    if not off and not limits:
        entry.fault("it says neither 'off: yes' nor a limit")
    return RuleChange(name, reason, off, limits)


def _limit(entry: Entry, rule: Rule, limit: str) -> int | None:
    said = entry.text(limit)
    if not said:
        return None
    if limit not in rule.limits:
        known = ", ".join(rule.limits) or "none"
        entry.fault(f"it has no limit {limit!r}; it has: {known}")
    elif not (said.isascii() and said.isdigit()):
        entry.fault(f"{limit!r} must be a whole number, found {said!r}")
    else:
        return int(said)
    return None


def _once(
    top: Entry,
    section: str,
    read: Callable[[yaml.Node], Value | None],
    key: Callable[[Value], str],
) -> tuple[Value, ...]:
    """The entries of a section; one that stands twice is a fault at its second place."""
    found: dict[str, Value] = {}
    for node in top.items(section):
        one = read(node)
        if one is not None and key(one) in found:
            top.fault(f"{key(one)!r} stands twice in {section!r}", at=node)
        elif one is not None:
            found[key(one)] = one
    return tuple(found.values())
