"""Score a run: every figure with its number of cases and its interval."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from assistant.model.replies import Declined, Outcome, Reply
from evals import record_cells
from evals.cases import Case, ClauseStatus, MappedSection, Place
from evals.legacy.gold import GoldReference, stands_at
from evals.metrics import answers, mapping, places, ranking, refusal, sameness
from evals.metrics.intervals import Measured, Share, measured
from evals.running import Asked, AskedWhere, Proposed, Run, reply_citations

_WITHOUT_SEARCH = frozenset({"where", "clause", "term", "legacy"})
"""Kinds of question that the mappings or the catalogue answer, not a search."""

METRICS = (
    *("retrieval recall@5", "retrieval nDCG@10", "citation hit", "citation precision"),
    *("citation recall", "quotes verbatim"),
    *("answer facts", "answer complete", "clauses named"),
    *("refusal precision", "refusal recall", "refusal reason"),
    *("follow-up meaning", "follow-up alike", "paraphrases alike"),
    *("coverage recall", "clause verdicts", "coverage status"),
    *("mapping precision", "mapping recall", "mapping F1", "legacy resolved"),
    "row extraction",
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
    found = _retrieval(answerable) | {
        "citation hit": _each(answerable, lambda one: places.citation_hit(*_both(one))),
        "citation precision": _each(answerable, lambda one: places.citation_precision(*_both(one))),
        "citation recall": _each(answerable, lambda one: places.citation_recall(*_both(one))),
        "quotes verbatim": Tally({one.case.id: _quotes(one) for one in run.asked}),
        "answer facts": _each(answerable, lambda one: answers.facts_said(*_both(one))),
        "answer complete": _each(answerable, lambda one: answers.all_facts_said(*_both(one))),
        "clauses named": _each(answerable, lambda one: answers.clauses_named(*_both(one))),
        "refusal precision": Tally({one.case.id: _refusal_precision(one) for one in run.asked}),
        "refusal recall": Tally({one.case.id: _refusal_recall(one) for one in run.asked}),
        "refusal reason": _each(run.asked, lambda one: answers.reason_right(*_both(one))),
        **_conversations(run.asked),
        "coverage recall": Tally({one.gold.clause: _covered(one) for one in run.where}),
        "clause verdicts": _shares({one.gold.clause: _verdicts(one) for one in run.where}),
        "coverage status": _shares({one.gold.clause: one.share for one in statuses(run)}),
    }
    return (
        found
        | _mapping(run)
        | {
            "legacy resolved": _resolved(run),
            "row extraction": Tally(record_cells.shares(run.suite.cells, run.cells)),
        }
    )


def score(all_tallies: Mapping[str, Tally]) -> Scores:
    """Every metric that can be scored."""
    figures = {name: tally.measured() for name, tally in all_tallies.items()}
    return {name: one for name, one in figures.items() if one is not None}


def by_kind(run: Run) -> dict[str, Scores]:
    """The scores of the questions of each kind; follow-ups are a kind of their own.

    Mappings and coverage have none.
    """
    kinds: dict[str, list[Asked]] = defaultdict(list)
    for one in run.asked:
        kinds["follow-up" if one.case.turns else one.case.kind].append(one)
    questions = replace(run.suite, mappings=(), coverage=(), statuses=(), numbers=(), cells=())
    return {
        kind: score(tallies(Run(questions, tuple(asked), (), ())))
        for kind, asked in sorted(kinds.items())
    }


def _both(one: Asked) -> tuple[Case, Outcome]:
    return one.case, one.reply.outcome


def _each(asked: Iterable[Asked], metric: Callable[[Asked], float | None]) -> Tally:
    return _shares({one.case.id: metric(one) for one in asked})


def _shares(values: Mapping[str, float | None]) -> Tally:
    scored = {name: Share(value, 1.0) for name, value in values.items() if value is not None}
    return Tally(scored, skipped=len(values) - len(scored))


def _retrieval(answerable: Iterable[Asked]) -> Tallies:
    hits = {one.case.id: search_hits(one) for one in answerable}
    searched = {name: found for name, found in hits.items() if found is not None}
    figures, skipped = ranking.of_first_hit(searched), len(hits) - len(searched)
    return {
        "retrieval recall@5": Tally({n: Share(one[0], 1.0) for n, one in figures.items()}, skipped),
        "retrieval nDCG@10": Tally({n: Share(one[1], 1.0) for n, one in figures.items()}, skipped),
    }


def search_hits(one: Asked) -> list[bool] | None:
    """Whether each hit of the search stands at a gold place; None where no search answers."""
    if not one.case.places or one.case.kind in _WITHOUT_SEARCH:
        return None
    return places.hits(one.hits, one.case.places)


def _conversations(asked: Iterable[Asked]) -> Tallies:
    follow_ups = [one for one in asked if one.case.turns]
    groups: dict[str, list[Reply]] = defaultdict(list)
    for one in asked:
        if one.case.group:
            groups[one.case.group].append(one.reply)
    agreed = {name: sameness.consistency(replies) for name, replies in groups.items()}
    return {
        "follow-up meaning": _each(
            follow_ups, lambda one: sameness.understood(one.case, one.reply)
        ),
        "follow-up alike": _each(
            follow_ups, lambda one: sameness.agreement(one.reply, one.alone) if one.alone else None
        ),
        "paraphrases alike": _shares(agreed),
    }


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


def _verdicts(one: AskedWhere) -> float | None:
    """Share of the verdicts the gold states that the coverage gives, 0.0 … 1.0; None: none."""
    gold = (one.gold.documented, one.gold.practised)
    stated = [(accepted, number) for number, accepted in enumerate(gold) if accepted]
    if not stated or one.verdict is None:
        return None
    return sum(one.verdict[number] in accepted for accepted, number in stated) / len(stated)


@dataclass(frozen=True, slots=True)
class StatusResult:
    """How the gold and the coverage have one clause; `came` None: not in the run."""

    gold: ClauseStatus
    came: tuple[str, str] | None

    @property
    def share(self) -> float | None:
        """1.0 when both layers are as the gold has them, else 0.0; None: not in the run."""
        if self.came is None:
            return None
        documented, practised = self.came
        return float(documented in self.gold.documented and practised in self.gold.practised)


def statuses(run: Run) -> list[StatusResult]:
    """Each clause of the gold of statuses with what the coverage says of it."""
    return [StatusResult(gold, run.verdicts.get(gold.clause)) for gold in run.suite.statuses]


# -- old numbers


def _resolved(run: Run) -> Tally:
    """Old references of the gold: 1.0 when told as old alone, with clauses of today."""
    gold = [one for one in run.suite.numbers if one.reading == "legacy"]
    return Tally(
        {
            f"{place} {one.file} {one.number}": Share(float(_is_resolved(one, run)), 1.0)
            for place, one in enumerate(gold)
        }
    )


def _is_resolved(gold: GoldReference, run: Run) -> bool:
    at = [
        one
        for one in run.old_numbers
        if stands_at(gold, file=one.file, number=one.number, quote=one.quote)
    ]
    return bool(at) and all(one.reading == "legacy" and one.current for one in at)


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
    """Each gold section with the clauses that were proposed for it."""
    return [SectionResult(gold, _proposed(gold.place, run.proposed)) for gold in run.suite.mappings]


def _proposed(place: Place, proposed: Iterable[Proposed]) -> frozenset[str]:
    return frozenset(
        one.clause for one in proposed if not one.likely and places.belongs_to(one, place)
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
