"""Score a run: every figure with its number of cases and its interval."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from assistant.model.mappings import Decision
from assistant.model.replies import Answered, Declined
from assistant.ports import MappedPassage
from evals.cases import MappedSection, Place
from evals.metrics import mapping, refusal
from evals.metrics.answers import facts_present, reason_right
from evals.metrics.intervals import Measured, mean, measured
from evals.metrics.places import citation_hit, even, first_hits, is_at
from evals.metrics.ranking import ndcg_at, recall_at
from evals.running import Asked, Run

Scores = dict[str, Measured]

_BY_PASSAGES = frozenset({"fact", "lookup", "document", "list"})
"""Kinds of question that search must answer; clauses, terms and old numbers need none."""


def score(run: Run) -> Scores:
    """Every metric that can be scored on the run."""
    answerable = [one for one in run.asked if one.case.answerable]
    found: dict[str, Measured | None] = {
        "retrieval recall@5": _mean(answerable, _recall_at_5),
        "retrieval nDCG@10": _mean(answerable, _ndcg_at_10),
        "citation hit": _mean(answerable, lambda one: citation_hit(one.case, one.reply.outcome)),
        "answer facts": _mean(answerable, lambda one: facts_present(one.case, one.reply.outcome)),
        "refusal precision": measured(_refusals(run.asked), refusal.precision),
        "refusal recall": measured(_refusals(run.asked), refusal.recall),
        "refusal reason": _mean(run.asked, lambda one: reason_right(one.case, one.reply.outcome)),
        "coverage recall": _coverage(run),
    }
    found |= _mapping(run)
    return {name: one for name, one in found.items() if one is not None}


def _mean(asked: Sequence[Asked], metric: Callable[[Asked], float | None]) -> Measured | None:
    values = [metric(one) for one in asked]
    scored = [value for value in values if value is not None]
    return measured(scored, mean, skipped=len(values) - len(scored))


def _recall_at_5(one: Asked) -> float | None:
    if not one.case.places or one.case.kind not in _BY_PASSAGES:
        return None
    return recall_at(first_hits(one.hits, one.case.places), 1, 5)


def _ndcg_at_10(one: Asked) -> float | None:
    if not one.case.places or one.case.kind not in _BY_PASSAGES:
        return None
    return ndcg_at(first_hits(one.hits, one.case.places)[:10], 1, 10)


def _refusals(asked: Iterable[Asked]) -> list[refusal.Refusal]:
    return [
        refusal.Refusal(not one.case.answerable, isinstance(one.reply.outcome, Declined))
        for one in asked
    ]


def _mapping(run: Run) -> dict[str, Measured | None]:
    results = section_results(run)
    if not results:
        return {}
    return {
        "mapping precision": measured(results, lambda some: mapping.count(some).precision),
        "mapping recall": measured(results, lambda some: mapping.count(some).recall),
        "mapping F1": measured(results, lambda some: mapping.count(some).f1),
    }


def section_results(run: Run) -> list[mapping.SectionResult]:
    """Each gold section with the clauses proposed for its passages."""
    by_document: defaultdict[str, list[MappedPassage]] = defaultdict(list)
    for one in run.mapped:
        if one.mapping.decision is not Decision.REJECTED:
            by_document[even(one.revision.number)].append(one)
    return [
        mapping.SectionResult(
            frozenset(gold.clauses),
            frozenset(gold.acceptable),
            frozenset(_clauses(gold, by_document[even(gold.document)])),
        )
        for gold in run.suite.mappings
    ]


def _clauses(gold: MappedSection, mapped: Iterable[MappedPassage]) -> Iterable[str]:
    for one in mapped:
        if _section_is(one, gold.section):
            yield str(one.mapping.proposal.clause)


def _section_is(one: MappedPassage, section: str) -> bool:
    passage = one.passage
    wanted = section.rstrip(".")
    if passage.section and passage.section.rstrip(".") == wanted:
        return True
    titles = {even(passage.section_title or "")}
    if passage.section:
        titles.add(even(f"{passage.section} {passage.section_title or ''}"))
    if passage.row:
        titles.add(even(passage.row.rsplit("!", 1)[0]))
    return even(section) in titles - {""}


def _coverage(run: Run) -> Measured | None:
    """Share of the expected places that "where do we cover clause X?" cites."""
    asked = {one.case.question: one for one in run.asked}
    hits: list[float] = []
    for gold in run.suite.coverage:
        one = asked.get(f"Where do we cover clause {gold.clause}?")
        if one is not None:
            outcome = one.reply.outcome
            cited = outcome.citations if isinstance(outcome, Answered) else ()
            hits += [float(any(is_at(c, place) for c in cited)) for place in gold.places]
    return measured(hits, mean) if hits else None


def missing_places(run: Run) -> Iterable[tuple[str, Place]]:
    """Places of the coverage gold that are not cited, with their clause."""
    asked = {one.case.question: one for one in run.asked}
    for gold in run.suite.coverage:
        one = asked.get(f"Where do we cover clause {gold.clause}?")
        outcome = one.reply.outcome if one else None
        cited = outcome.citations if isinstance(outcome, Answered) else ()
        for place in gold.places:
            if not any(is_at(citation, place) for citation in cited):
                yield gold.clause, place
