"""Checks across the entries of an edition: doubles, parents, and references that lead nowhere."""

from collections.abc import Callable, Hashable, Sequence

from assistant.model.bridges import Bridge
from assistant.model.clauses import ClauseNumber, LegacyReference, Relation
from assistant.standards.reading import Placed, Sections, Value

_MAY_LEAD_NOWHERE = (Relation.DROPPED, Relation.OUTSIDE)
_BESIDE = frozenset({Relation.EQUAL, Relation.WIDER, Relation.PART})


def check_sections(sections: Sections) -> None:
    """Note every fault that only shows when the whole edition has been read."""
    _check_doubles(sections.clauses, lambda clause: clause.number, "clause")
    _check_doubles(sections.terms, lambda term: term.term.casefold(), "term")
    _check_doubles(sections.record_types, lambda record: record.id, "record type")
    _check_old_doubles(sections)
    _check_doubles(sections.bridges, lambda bridge: bridge.edition, "bridge")
    known = {placed.value.number for placed in sections.clauses}
    _check_parents(sections, known)
    for clause in sections.clauses:
        _check_known(clause, clause.value.twins, known)
    _check_crosswalk(sections, known)
    for record in sections.record_types:
        _check_known(record, record.value.clauses, known)
        if not record.value.clauses:
            record.entry.fault("names no clause it is evidence for")
    for amendment in sections.amendments:
        _check_known(amendment, amendment.value.clauses, known)
    for bridge in sections.bridges:
        _check_bridge(bridge, known)


def _check_doubles(
    placed: Sequence[Placed[Value]], key: Callable[[Value], Hashable], kind: str
) -> None:
    seen: dict[Hashable, Placed[Value]] = {}
    for one in placed:
        first = seen.setdefault(key(one.value), one)
        if first is not one:
            one.entry.fault(f"this {kind} is already given at {first.entry.place}")


def _check_old_doubles(sections: Sections) -> None:
    """An old clause of one edition is given once, whatever editions it shares its entry with."""
    seen: dict[tuple[ClauseNumber, str], Placed[LegacyReference]] = {}
    for one in sections.crosswalk:
        for edition in one.value.editions or ("",):
            first = seen.setdefault((one.value.number, edition), one)
            if first is not one:
                one.entry.fault(f"this legacy clause is already given at {first.entry.place}")
                break


def _check_bridge(placed: Placed[Bridge], known: set[ClauseNumber]) -> None:
    numbers = [one.number for one in placed.value.clauses]
    _check_known(placed, numbers, known)
    for number in sorted({number for number in numbers if numbers.count(number) > 1}):
        placed.entry.fault(f"clause {number} is given twice")
    relations = {
        *(one for _, one in placed.value.by_flag),
        *(one.relation for one in placed.value.clauses),
    }
    for relation in sorted(relations - _BESIDE):
        placed.entry.fault(
            f"relation {relation.value!r} does not hold between editions side by side"
        )


def _check_parents(sections: Sections, known: set[ClauseNumber]) -> None:
    for placed in sections.clauses:
        parent = placed.value.number.parent
        if parent is not None and parent not in known:
            placed.entry.fault(f"its parent clause {parent} is missing")


def _check_crosswalk(sections: Sections, known: set[ClauseNumber]) -> None:
    for placed in sections.crosswalk:
        _check_known(placed, placed.value.current, known)
        empty_allowed = placed.value.relation in _MAY_LEAD_NOWHERE
        if bool(placed.value.current) == empty_allowed:
            message = "must not" if empty_allowed else "must"
            relation = placed.value.relation.value
            placed.entry.fault(f"relation {relation!r} {message} name current clauses")
        current = placed.value.current
        for number in sorted({number for number in current if current.count(number) > 1}):
            placed.entry.fault(f"current clause {number} is given twice")


def _check_known(
    placed: Placed[Value], numbers: Sequence[ClauseNumber], known: set[ClauseNumber]
) -> None:
    for number in numbers:
        if number not in known:
            placed.entry.fault(f"clause {number} does not exist in this edition")
