"""What went wrong in a run, the worst first: what was asked, what was wanted, what came.

Only of the `dev` split: who looks at the cases of `test` can no longer count on them.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from assistant.model.replies import Answered, Citation
from evals.cases import Case
from evals.metrics.answers import facts_said, reason_right
from evals.metrics.places import citation_hit
from evals.running import Asked, Run
from evals.scoring import missing_places, section_results, statuses

_LONGEST = 300  # characters of an answer that are shown


class Harm(IntEnum):
    """How bad it is for the person who asked, the worst first."""

    SHOULD_HAVE_DECLINED = 0
    WRONG_FACTS = 1
    WRONG_PLACE = 2
    SHOULD_HAVE_ANSWERED = 3
    FACTS_MISSING = 4
    OTHER_REASON = 5

    @property
    def words(self) -> str:
        """For people: `should have declined`."""
        return self.name.replace("_", " ").casefold()


@dataclass(frozen=True, slots=True)
class Miss:
    """One case, section or clause that is not as the gold has it."""

    harm: str
    name: str
    asked: str
    wanted: str
    came: str


def misses(run: Run) -> list[Miss]:
    """The questions of the dev split that went wrong, the worst first."""
    return [
        Miss(harm.words, one.case.id, _question(one.case), wanted(one.case), came(one))
        for harm, one in wrong_of_dev(run)
    ]


def wrong_of_dev(run: Run) -> list[tuple[Harm, Asked]]:
    """The cases of the dev split that went wrong with their harm, the worst first."""
    found = [
        (harm, one)
        for one in run.asked
        if one.case.split == "dev" and (harm := harm_of(one)) is not None
    ]
    return sorted(found, key=lambda pair: (pair[0], pair[1].case.id))


def _question(case: Case) -> str:
    return " › ".join((*case.turns, case.question))


def unshown(run: Run) -> int:
    """How many questions of the test split went wrong."""
    return sum(one.case.split == "test" and harm_of(one) is not None for one in run.asked)


def harms(run: Run) -> dict[str, Counter[str]]:
    """By kind of harm, the worst first: how many questions of each split."""
    found: dict[str, Counter[str]] = {harm.words: Counter() for harm in Harm}
    for one in run.asked:
        harm = harm_of(one)
        if harm is not None:
            found[harm.words][one.case.split] += 1
    return found


def missed_sections(run: Run) -> list[Miss]:
    """Sections with a clause missed or wrongly proposed, those with most first."""
    results = [one for one in section_results(run) if one.counts.wrong + one.counts.missed]
    results.sort(key=lambda one: -(one.counts.wrong + one.counts.missed))
    return [
        Miss(
            f"{one.counts.missed} missed, {one.counts.wrong} wrong",
            str(one.gold.place),
            one.gold.place.path,
            ", ".join(sorted(one.gold.clauses)) or "none",
            ", ".join(sorted(one.proposed)) or "none",
        )
        for one in results
    ]


def missed_statuses(run: Run) -> Iterator[tuple[str, str, str]]:
    """Clause, wanted and found status of clauses whose coverage is not as the gold has it."""
    for one in statuses(run):
        if one.came is not None and not one.share:
            gold = one.gold
            layers = ("/".join(gold.documented), "/".join(gold.practised))
            yield gold.clause, ", ".join(layers), ", ".join(one.came)


def missed_coverage(run: Run) -> Iterator[tuple[str, str]]:
    """Clause and place of the coverage gold that the reply about the clause does not cite."""
    for one in run.where:
        yield from ((one.gold.clause, str(place)) for place in missing_places(one))


def wanted(case: Case) -> str:
    """What a right reply holds, in a line."""
    if not case.answerable:
        return f"declined ({' or '.join(case.reason) or 'any reason'})"
    facts = "; ".join(" / ".join(fact) for fact in case.facts)
    places = " or ".join(map(str, case.places))
    return " at ".join(part for part in (facts, places) if part)


def came(one: Asked) -> str:
    """What the reply was, in a line."""
    outcome = one.reply.outcome
    text = " ".join(outcome.text.split())
    shown = text if len(text) <= _LONGEST else f"{text[:_LONGEST]} …"
    if isinstance(outcome, Answered):
        return f"{shown} ({'; '.join(map(_place, outcome.citations[:3])) or outcome.answered_by})"
    return f"declined ({outcome.reason.value}): {shown}"


def _place(citation: Citation) -> str:
    where = citation.row or citation.section or citation.section_title or f"p. {citation.page}"
    return f"{citation.document} {where}"


def harm_of(one: Asked) -> Harm | None:
    """How a case went wrong; None when it went right."""
    case, outcome = one.case, one.reply.outcome
    if not case.answerable:
        if isinstance(outcome, Answered):
            return Harm.SHOULD_HAVE_DECLINED
        return Harm.OTHER_REASON if reason_right(case, outcome) == 0.0 else None
    if not isinstance(outcome, Answered):
        return Harm.SHOULD_HAVE_ANSWERED
    facts = facts_said(case, outcome)
    if facts == 0.0:
        return Harm.WRONG_FACTS
    if citation_hit(case, outcome) == 0.0:
        return Harm.WRONG_PLACE
    return Harm.FACTS_MISSING if facts is not None and facts < 1 else None
