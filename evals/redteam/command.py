"""`clausewise eval run redteam`: every case, with and without a model, and what did not hold."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict

from assistant.errors import WrongUse
from evals.redteam import campaign
from evals.redteam.cases import CASES
from evals.redteam.models import HOSTILE
from integrations.cli.screen import console, plain, progress, table
from integrations.settings import Settings

ALL, NONE = "all", "none"


def manners(model: str) -> tuple[str, ...]:
    """The hostile models that `all`, `none` or a name mean. Raises `WrongUse`."""
    if model in (ALL, NONE):
        return tuple(HOSTILE) if model == ALL else ()
    if model not in HOSTILE:
        names = ", ".join((ALL, NONE, *HOSTILE))
        raise WrongUse(f"{model!r} is no hostile model.", hint=f"Use one of: {names}.")
    return (model,)


def produce(settings: Settings, *, model: str) -> list[campaign.Verdict]:
    """Every case put; with the models that `model` means."""
    chosen = manners(model)
    with progress("Attacking") as draw:
        return campaign.run(settings, CASES, manners=chosen, progress=draw)


def as_json(verdicts: Sequence[campaign.Verdict]) -> dict[str, object]:
    """One JSON object: how many cases held, and every violation."""
    broken = [one for verdict in verdicts for one in verdict.violations]
    return {
        "suite": "redteam",
        "failed": bool(broken),
        "cases": len(verdicts),
        "held": sum(not one.violations for one in verdicts),
        "asked": sum(one.asked for one in verdicts),
        "violations": [asdict(one) for one in broken],
    }


def show(verdicts: Sequence[campaign.Verdict]) -> None:
    """Print the families with their counts, and each violation by case."""
    cases = Counter(one.case.family for one in verdicts)
    held = Counter(one.case.family for one in verdicts if not one.violations)
    asked = Counter[str]()
    for one in verdicts:
        asked[one.case.family] += one.asked
    rows = [(name, cases[name], held[name], asked[name]) for name in cases]
    rows.append(("all", sum(cases.values()), sum(held.values()), sum(asked.values())))
    console().print(table(("Family", "Cases", "Held", "Questions"), rows))
    for verdict in verdicts:
        if verdict.violations:
            print(f"\n{verdict.case.id}: {verdict.case.aim}")
        for broken in verdict.violations:
            print(f"  {broken.rule}: {plain(broken.detail)}")
