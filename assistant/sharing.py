"""Mappings made under one edition, shown under another one: one decision, never two.

Nothing is copied. What was mapped and decided for a clause of another edition is read through
the ways between the two, and keeps its id and its origin.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.model.clauses import ClauseNumber, Edition, Relation
from assistant.model.mappings import PROPOSED, Decision, Origin
from assistant.ports import MappedPassage
from assistant.standards.succession import speaks_of

_LESS_SURE = 0.9  # of a mapping for a clause that is not the same one
_ACROSS = frozenset({Relation.EQUAL, Relation.WIDER, Relation.PART, Relation.MOVED})


@dataclass(frozen=True, slots=True)
class Way:
    """From the clauses of another edition to those of the one in use.

    `clauses` gives for each clause there the clauses here with the relation in which they stand.
    """

    edition: str
    clauses: Mapping[ClauseNumber, tuple[tuple[ClauseNumber, Relation], ...]]


def ways_to(edition: Edition, others: Iterable[Edition]) -> list[Way]:
    """How mappings of other editions reach this one.

    Through a bridge of either, or the cross-walk of the one that replaces the other. Against the
    direction in which they are written only `equal` holds: a text about a wider clause may
    speak of what the narrower one does not ask for, and the other way round.
    """
    found: dict[str, _Steps] = {}
    for bridge in edition.bridges:
        steps = found.setdefault(bridge.edition, defaultdict(list))
        for here, there, relation in _bridged(edition, bridge.edition):
            if relation is Relation.EQUAL:
                steps[there].append((here, relation))
    for other in others:
        steps = found.setdefault(other.id, defaultdict(list))
        for there, here, relation in (*_bridged(other, edition.id), *_followed(edition, other)):
            steps[there].append((here, relation))
        for there, here in _equal_successors(edition, other):
            steps[there].append((here, Relation.EQUAL))
    ways = [Way(id, dict(_known(edition, steps))) for id, steps in found.items()]
    return [way for way in ways if way.clauses]


_Steps = defaultdict[ClauseNumber, list[tuple[ClauseNumber, Relation]]]
_Step = tuple[ClauseNumber, ClauseNumber, Relation]


def _known(
    edition: Edition, steps: "_Steps"
) -> Iterable[tuple[ClauseNumber, tuple[tuple[ClauseNumber, Relation], ...]]]:
    """The steps that end at a clause of the edition, each once."""
    for there, to in steps.items():
        here = tuple(dict.fromkeys(one for one in to if one[0] in edition))
        if here:
            yield there, here


def _bridged(edition: Edition, to: str) -> Iterable[_Step]:
    for bridge in edition.bridges:
        if bridge.edition != to:
            continue
        listed = {one.number: one for one in bridge.clauses}
        by_flag = dict(bridge.by_flag)
        for clause in edition.clauses:
            crossover = listed.get(clause.number)
            if crossover is not None:
                for number in crossover.other:
                    yield clause.number, number, crossover.relation
            elif clause.flag in by_flag:
                yield clause.number, clause.number, by_flag[clause.flag]


def _followed(edition: Edition, older: Edition) -> Iterable[_Step]:
    """From the clauses of an older edition to those that took them up."""
    for old in edition.crosswalk:
        if old.relation in _ACROSS and speaks_of(old, older):
            for number in old.current:
                yield old.number, number, old.relation


def _equal_successors(
    edition: Edition, newer: Edition
) -> Iterable[tuple[ClauseNumber, ClauseNumber]]:
    for old in newer.crosswalk:
        if old.relation is Relation.EQUAL and len(old.current) == 1 and speaks_of(old, edition):
            yield old.current[0], old.number


def shared(
    own: Sequence[MappedPassage],
    ask: Callable[[str, Collection[ClauseNumber]], Sequence[MappedPassage]],
    ways: Iterable[Way],
    clauses: Collection[ClauseNumber] | None = None,
) -> list[MappedPassage]:
    """The mappings of the edition in use together with those that other editions lend it.

    `ask` gives the mappings of another edition for clauses of its own; `clauses` are those wanted
    of the one in use (None: all). Of several for one passage and clause the decided one counts,
    then its own, then the surest.
    """
    best = {_key(one): one for one in own}
    lent: list[MappedPassage] = []
    for way in ways:
        wanted = [
            there
            for there, to in way.clauses.items()
            if clauses is None or any(here in clauses for here, _ in to)
        ]
        for one in ask(way.edition, wanted):
            lent += _lent(one, way, clauses)
    for one in lent:
        held = best.get(_key(one))
        if held is None or _rank(one) > _rank(held):
            best[_key(one)] = one
    return sorted(best.values(), key=_reading_order) if lent else list(own)


def _lent(
    mapped: MappedPassage, way: Way, clauses: Collection[ClauseNumber] | None
) -> Iterable[MappedPassage]:
    mapping = mapped.mapping
    proposal = mapping.proposal
    for here, relation in way.clauses[proposal.clause]:
        if clauses is not None and here not in clauses:
            continue
        equal = relation is Relation.EQUAL
        if not equal and mapping.decision is Decision.REJECTED:
            continue  # what does not bear on the one may well bear on the other
        origin = Origin(way.edition, proposal.clause, relation, mapping.decision)
        moved = replace(
            proposal,
            clause=here,
            confidence=proposal.confidence if equal else _less_sure(proposal.confidence),
        )
        shown = replace(mapping, proposal=moved, origin=origin)
        if not equal:
            shown = replace(shown, decision=Decision.PROPOSED, decided_by=None, decided_at=None)
        yield replace(mapped, mapping=shown)


def _less_sure(confidence: float) -> float:
    """Less, and still a proposal where it was one there."""
    less = round(confidence * _LESS_SURE, 3)
    return max(PROPOSED, less) if confidence >= PROPOSED else less


def _key(one: MappedPassage) -> tuple[str, ClauseNumber]:
    return one.passage.id, one.mapping.proposal.clause


def _rank(one: MappedPassage) -> tuple[bool, bool, float]:
    mapping = one.mapping
    decided = mapping.decision is not Decision.PROPOSED
    return decided, mapping.origin is None, mapping.proposal.confidence


def _reading_order(mapped: MappedPassage) -> tuple[str, str, int, ClauseNumber]:
    revision, passage = mapped.revision, mapped.passage
    return revision.number, revision.path, passage.ordinal, mapped.mapping.proposal.clause
