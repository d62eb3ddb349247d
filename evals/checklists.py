"""Checklists of the sample company against an auditor's list of what must be asked."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant.citations import stands_in
from assistant.model.audits import Checklist
from assistant.model.passages import Passage
from evals.checklist_gold import ChecklistGold, Sentence, load_checklist_gold
from evals.metrics import checklists as metrics
from evals.metrics.checklists import Fate, Met
from evals.metrics.intervals import wilson
from evals.sample import gold as sample_gold
from evals.sample.build import build_sample
from integrations.bootstrap import build_services
from integrations.settings import Settings

BASELINE = sample_gold.FOLDER.parent / "baselines" / "checklists.json"
GATES: Mapping[str, float] = {
    "asked or listed": 0.95,
    "asked": 0.90,
    "cited in place": 0.95,
    "quotes verbatim": 1.0,
    "no duty, not asked": 0.80,
    "asked once": 1.0,
}
"""The least value of each figure, over all scopes."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A share: `part` of `whole`."""

    part: int
    whole: int

    @property
    def value(self) -> float:
        """0.0 … 1.0; 1.0 of nothing."""
        return self.part / self.whole if self.whole else 1.0

    @property
    def range(self) -> tuple[float, float]:
        """The 95 % range (Wilson 1927)."""
        return wilson(self.part, self.whole) if self.whole else (0.0, 1.0)


@dataclass(frozen=True, slots=True)
class OfScope:
    """What one checklist is like beside the gold of its scope, by half."""

    scope: str
    met: tuple[Met, ...]
    questions: int
    core: int
    repeated: int  # pairs of questions that ask the same
    quotes: int
    verbatim: int  # of the quotes

    def count(self, fate: Fate, half: str) -> int:
        """How many duties of a half met this fate."""
        return sum(one.fate is fate for one in self.of(half))

    def of(self, half: str) -> list[Met]:
        """The duties of a half, or of both for `all`."""
        return [one for one in self.met if half in ("all", one.sentence.half)]


@dataclass(frozen=True, slots=True)
class Measured:
    """All scopes, and the sentences that are no duty: asked about, or only listed or absent."""

    scopes: tuple[OfScope, ...]
    no_duties: tuple[Sentence, ...]
    asked_wrongly: frozenset[Sentence]

    def figures(self, half: str) -> dict[str, Figure]:
        """The figures over all scopes, by the names of `GATES`."""
        met = [one for scope in self.scopes for one in scope.of(half)]
        asked = [one for one in met if one.fate is Fate.ASKED]
        shown = [one for one in met if one.fate is not Fate.MISSING]
        none = [one for one in self.no_duties if half in ("all", one.half)]
        wrong = sum(one in self.asked_wrongly for one in none)
        questions = sum(scope.questions for scope in self.scopes)
        quotes = sum(scope.quotes for scope in self.scopes)
        return {
            "asked or listed": Figure(len(shown), len(met)),
            "asked": Figure(len(asked), len(met)),
            "cited in place": Figure(sum(one.placed for one in asked), len(asked)),
            "quotes verbatim": Figure(sum(scope.verbatim for scope in self.scopes), quotes),
            "no duty, not asked": Figure(len(none) - wrong, len(none)),
            "asked once": Figure(
                questions - sum(scope.repeated for scope in self.scopes), questions
            ),
        }

    def missed(self, half: str = "dev") -> list[Met]:
        """The duties that are not asked about."""
        return [one for scope in self.scopes for one in scope.of(half) if one.fate != Fate.ASKED]


def measure(*, meaning: bool = True) -> Measured:
    """Make the sample, ingest it, draft every checklist and compare.

    `meaning`: with the vectors by which clauses are proposed beside the rules; they take a minute.
    """
    gold = load_checklist_gold()
    with TemporaryDirectory(prefix="clausewise-checklists-") as temporary:
        folder = Path(temporary)
        build_sample(folder / "documents")
        settings = Settings(data=folder / "data")
        with build_services(settings, today=sample_gold.AS_OF) as services:
            services.ingest([folder / "documents"])
            if meaning:
                services.adapters.vectors_lock.require()
                services.adapters.vector_work.run(None)
            library = services.adapters.library

            def draft(scope: str) -> Checklist:
                kind, name = scope.split(": ", 1)
                if kind == "process":
                    return services.checklist([], process=name, as_of=sample_gold.AS_OF)
                return services.checklist([name], as_of=sample_gold.AS_OF)

            return compare(gold, draft, library.passages)


def compare(
    gold: ChecklistGold,
    draft: Callable[[str], Checklist],
    passages: Callable[[list[str]], Mapping[str, Passage]],
) -> Measured:
    """The checklist of every scope of the gold beside it."""
    scopes, wrong = [], set[Sentence]()
    for scope in gold.scopes:
        checklist = draft(scope)
        duties = [one for one in gold.duties if one.scope == scope]
        scopes.append(_of_scope(scope, checklist, duties, passages))
        wrong |= metrics.asked_wrongly(checklist, gold.no_duties)
    return Measured(tuple(scopes), gold.no_duties, frozenset(wrong))


def _of_scope(
    scope: str,
    checklist: Checklist,
    duties: Sequence[Sentence],
    passages: Callable[[list[str]], Mapping[str, Passage]],
) -> OfScope:
    cited = [source for item in checklist.items for source in item.sources]
    held = passages([one.passage for one in cited])
    verbatim = sum(
        one.passage in held and stands_in(one.quote, held[one.passage].text) for one in cited
    )
    return OfScope(
        scope,
        tuple(metrics.fates(checklist, duties)),
        questions=len(checklist.items),
        core=sum(item.core for item in checklist.items),
        repeated=len(metrics.duplicates(checklist)),
        quotes=len(cited),
        verbatim=verbatim,
    )


@dataclass(frozen=True, slots=True)
class Held:
    """A figure beside its gate and the baseline's range."""

    name: str
    now: Figure
    before: Figure | None
    gate: float

    @property
    def fails(self) -> bool:
        """Below the gate, or below the range of the baseline."""
        dropped = self.before is not None and self.now.value < self.before.range[0]
        return self.now.value < self.gate or dropped


def held(found: Measured, half: str = "all") -> list[Held]:
    """Every figure of a half beside its gate and the baseline of that half."""
    before = _baseline().get(half, {})
    return [
        Held(name, figure, before.get(name), GATES[name])
        for name, figure in found.figures(half).items()
    ]


def _baseline() -> dict[str, dict[str, Figure]]:
    if not BASELINE.is_file():
        return {}
    content = json.loads(BASELINE.read_text(encoding="utf-8"))
    return {
        half: {name: Figure(**figure) for name, figure in figures.items()}
        for half, figures in content.items()
    }


def accept(found: Measured) -> Path:
    """Make these figures the baseline to hold, of each half."""
    content = {
        half: {name: asdict(figure) for name, figure in found.figures(half).items()}
        for half in ("dev", "test", "all")
    }
    BASELINE.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
    return BASELINE


FIGURE_COLUMNS = ("Figure", "Value", "Of", "95 %", "Before", "Gate", "")
SCOPE_COLUMNS = ("Scope", "Duties", "Asked", "Left out", "Missing", "95 % asked", "Questions")


def figure_rows(figures: Sequence[Held]) -> list[tuple[str, ...]]:
    """A row for each figure."""
    return [
        (
            one.name,
            f"{one.now.value:.3f}",
            f"{one.now.part} of {one.now.whole}",
            "{:.2f} to {:.2f}".format(*one.now.range),
            f"{one.before.value:.3f}" if one.before else "–",
            f"{one.gate:.2f}",
            "below" if one.fails else "",
        )
        for one in figures
    ]


def scope_rows(found: Measured, half: str) -> list[tuple[str, ...]]:
    """A row for each scope: asked, left out and missing apart."""
    rows: list[tuple[str, ...]] = []
    for one in found.scopes:
        asked = Figure(one.count(Fate.ASKED, half), len(one.of(half)))
        rows.append(
            (
                one.scope,
                str(asked.whole),
                f"{asked.part} ({asked.value:.3f})",
                str(one.count(Fate.LEFT_OUT, half)),
                str(one.count(Fate.MISSING, half)),
                "{:.2f} to {:.2f}".format(*asked.range),
                f"{one.questions}, {one.core} core",
            )
        )
    return rows


def lines(found: Measured) -> list[str]:
    """What went wrong in the dev half; of the test half only how much."""
    told = [
        f"{one.fate.value}: {one.sentence.document} {one.sentence.section} ({one.sentence.scope}): "
        f"{one.sentence.sentence[:90]}"
        for one in found.missed("dev")
    ]
    told += [
        f"asked, and no duty ({one.why}): {one.document} {one.section}: {one.sentence[:90]}"
        for one in sorted(found.asked_wrongly, key=lambda one: one.sentence)
        if one.half == "dev"
    ]
    wrong = sum(one.half == "test" for one in found.asked_wrongly)
    hidden = len(found.missed("test"))
    return [*told, f"test half: {hidden} not asked, {wrong} asked that are no duty; not shown."]
