"""Score a run: every figure with its number of cases and its interval."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from assistant.model.mappings import Decision
from assistant.model.replies import Declined, Outcome
from assistant.ports import MappedPassage
from evals.cases import Case, MappedSection, Place
from evals.metrics import answers, mapping, places, ranking, refusal
from evals.metrics.intervals import Measured, Share, measured
from evals.running import Asked, AskedWhere, Run, reply_citations

_WITHOUT_SEARCH = frozenset({"where", "clause", "term", "legacy"})
"""Kinds of question that the mappings or the catalogue answer, not a search."""

METRICS = (
    *("retrieval recall@5", "retrieval nDCG@10", "citation hit", "quotes verbatim"),
    *("answer facts", "answer complete", "clauses named"),
    *("refusal precision", "refusal recall", "refusal reason"),
    *("coverage recall", "mapping precision", "mapping recall", "mapping F1"),
)
"""All there are, in the order of a report."""


@dataclass(frozen=True, slots=True)
class Tally:
    """One metric: what each case, section or clause adds to it, by name.

    `skipped`: how many there are that have no gold for it.
    """

    shares: Mapping[str, Share]
    skipped: int = 0

    def measured(self) -> Measured | None:
        """The figure with its interval; None when nothing is scored."""
        return measured(list(self.shares.values()), skipped=self.skipped)


Tallies = dict[str, Tally]
Scores = dict[str, Measured]


def tallies(run: Run) -> Tallies:
    """What every case adds to every metric, in the order of a report."""
    answerable = [one for one in run.asked if one.case.answerable]
    found = {
        "retrieval recall@5": _each(answerable, _recall_at_5),
        "retrieval nDCG@10": _each(answerable, _ndcg_at_10),
        "citation hit": _each(answerable, lambda one: places.citation_hit(*_both(one))),
        "quotes verbatim": Tally({one.case.id: _quotes(one) for one in run.asked}),
        "answer facts": _each(answerable, lambda one: answers.facts_said(*_both(one))),
        "answer complete": _each(answerable, lambda one: answers.all_facts_said(*_both(one))),
        "clauses named": _each(answerable, lambda one: answers.clauses_named(*_both(one))),
        "refusal precision": Tally({one.case.id: _refusal_precision(one) for one in run.asked}),
        "refusal recall": Tally({one.case.id: _refusal_recall(one) for one in run.asked}),
        "refusal reason": _each(run.asked, lambda one: answers.reason_right(*_both(one))),
        "coverage recall": Tally({one.gold.clause: _covered(one) for one in run.where}),
    }
    return found | _mapping(run)


def score(all_tallies: Mapping[str, Tally]) -> Scores:
    """Every metric that can be scored."""
    figures = {name: tally.measured() for name, tally in all_tallies.items()}
    return {name: one for name, one in figures.items() if one is not None}


def by_kind(run: Run) -> dict[str, Scores]:
    """The scores of the questions of each kind; mappings and coverage have none."""
    kinds: dict[str, list[Asked]] = defaultdict(list)
    for one in run.asked:
        kinds[one.case.kind].append(one)
    questions = replace(run.suite, mappings=(), coverage=())
    return {
        kind: score(tallies(Run(questions, tuple(asked), (), ())))
        for kind, asked in sorted(kinds.items())
    }


def _both(one: Asked) -> tuple[Case, Outcome]:
    return one.case, one.reply.outcome


def _each(asked: Iterable[Asked], metric: Callable[[Asked], float | None]) -> Tally:
    values = {one.case.id: metric(one) for one in asked}
    scored = {name: Share(value, 1.0) for name, value in values.items() if value is not None}
    return Tally(scored, skipped=len(values) - len(scored))


def _hits(one: Asked) -> list[bool] | None:
    if not one.case.places or one.case.kind in _WITHOUT_SEARCH:
        return None
    return places.hits(one.hits, one.case.places)


def _recall_at_5(one: Asked) -> float | None:
    hits = _hits(one)
    return None if hits is None else ranking.recall_at(hits, 5)


def _ndcg_at_10(one: Asked) -> float | None:
    hits = _hits(one)
    return None if hits is None else ranking.ndcg_at(hits, 10)


def _quotes(one: Asked) -> Share:
    return Share(sum(one.quotes), len(one.quotes))


def declined(one: Asked) -> bool:
    """Whether the program gave no answer."""
    return isinstance(one.reply.outcome, Declined)


def _refusal_precision(one: Asked) -> Share:
    return refusal.precision(should_decline=not one.case.answerable, declined=declined(one))


def _refusal_recall(one: Asked) -> Share:
    return refusal.recall(should_decline=not one.case.answerable, declined=declined(one))


# -- coverage


def missing_places(one: AskedWhere) -> list[Place]:
    """Places of the coverage gold that the reply does not cite."""
    cited = reply_citations(one.reply)
    return [
        place
        for place in one.gold.places
        if not any(places.is_at(citation, place) for citation in cited)
    ]


def _covered(one: AskedWhere) -> Share:
    total = len(one.gold.places)
    return Share(total - len(missing_places(one)), total)


# -- mapping


@dataclass(frozen=True, slots=True)
class SectionResult:
    """A gold section with the clauses proposed for its own passages."""

    gold: MappedSection
    proposed: frozenset[str]

    @property
    def counts(self) -> mapping.Counts:
        """Pairs found right, proposed wrongly, and missed."""
        gold = self.gold
        return mapping.count(gold.clauses, self.proposed, acceptable=gold.acceptable)


def section_results(run: Run) -> list[SectionResult]:
    """Each gold section with what the program proposes for it and nobody has rejected."""
    live = [one for one in run.mapped if one.mapping.decision is not Decision.REJECTED]
    return [SectionResult(gold, _proposed(gold.place, live)) for gold in run.suite.mappings]


def _proposed(place: Place, live: Iterable[MappedPassage]) -> frozenset[str]:
    return frozenset(
        str(one.mapping.proposal.clause) for one in live if places.belongs_to(one, place)
    )


def _mapping(run: Run) -> Tallies:
    results = {
        f"{one.gold.place.path} {one.gold.place}".strip(): one.counts
        for one in section_results(run)
    }
    return {
        "mapping precision": Tally({name: one.precision for name, one in results.items()}),
        "mapping recall": Tally({name: one.recall for name, one in results.items()}),
        "mapping F1": Tally({name: one.f1 for name, one in results.items()}),
    }
