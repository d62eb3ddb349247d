"""A run as text: the table, the kinds of question, what went wrong, two runs side by side."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from evals import reliability
from evals.cases import SPLITS
from evals.comparing import Comparison
from evals.gates import Judged, Verdict
from evals.metrics.intervals import Measured
from evals.misses import (
    Miss,
    harms,
    missed_coverage,
    missed_sections,
    missed_statuses,
    misses,
)
from evals.problems import Problem
from evals.running import Run
from evals.scoring import METRICS, Scores

Rows = Iterable[Sequence[str]]

METRIC_COLUMNS = ("metric", "value", "95 % range", "n", "skip", "before", "gate", "")
_KINDS_SHOWN = ("citation hit", "answer facts", "refusal precision", "refusal recall")


def metric_rows(judged: Iterable[Judged]) -> Iterator[tuple[str, ...]]:
    """A row for each metric, for `METRIC_COLUMNS`."""
    for one in judged:
        verdict = _IN_SHORT.get(one.verdict, one.verdict.value)
        before = f"{one.before.value:.3f}" if one.before else "-"
        gate = f"{one.gate:.2f}" if one.gate is not None else "-"
        yield (one.metric, *_figures(one.now), before, gate, verdict)


def _figures(one: Measured | None) -> tuple[str, str, str, str]:
    if one is None:
        return ("-", "-", "0", "-")
    return (f"{one.value:.3f}", f"{one.low:.3f}–{one.high:.3f}", str(one.n), str(one.skipped))


_IN_SHORT = {Verdict.HELD: "", Verdict.NOT_REACHED: "not yet"}  # a table has 80 columns


def conclusion(judged: Sequence[Judged]) -> list[str]:
    """What the verdicts mean, a sentence a line."""
    lines = []
    for verdict, meaning in _MEANING.items():
        names = [one.metric for one in judged if one.verdict is verdict]
        if names:
            lines.append(f"{', '.join(names)}: {meaning}")
    if not any(one.before for one in judged):
        lines.append("There is no baseline to compare with; --accept makes this run the baseline.")
    return lines or ["Nothing fell below the baseline's intervals, and every gate is reached."]


_MEANING = {
    Verdict.DROPPED: "fell below the interval of the baseline. This fails.",
    Verdict.MISSED: "below a gate that was reached before, or that no baseline excuses. "
    "This fails.",
    Verdict.LOST: "the baseline has a figure and this run has none. This fails.",
    Verdict.NOT_REACHED: "below the gate, as the baseline is: not reached yet. "
    "This alone does not fail.",
}


def kind_columns(kinds: Mapping[str, Scores]) -> tuple[str, ...]:
    """Columns of the table of kinds: the metrics that some kind has."""
    return ("kind", *(name for name in _KINDS_SHOWN if any(name in one for one in kinds.values())))


def kind_rows(kinds: Mapping[str, Scores]) -> Iterator[tuple[str, ...]]:
    """A row for each kind of question, for `kind_columns`: value and number of cases."""
    shown = kind_columns(kinds)[1:]
    for kind, scores in kinds.items():
        yield (
            kind,
            *(
                f"{scores[name].value:.3f} ({scores[name].n})" if name in scores else "-"
                for name in shown
            ),
        )


DIFFERENCE_COLUMNS = ("metric", "first", "second", "change", "95 % range", "n", "p", "+/-", "")


def difference_rows(found: Comparison) -> Iterator[tuple[str, ...]]:
    """A row for each metric of both runs, for `DIFFERENCE_COLUMNS`.

    `+/-`: on how many cases the second run does better and worse. The last column is filled
    when the interval leaves 0 out and chance gives the difference in fewer than 1 of 20.
    """
    for name in METRICS:
        if name in found.differences:
            one, chance = found.differences[name].change, found.differences[name].chance
            apart = "" if chance.better is None else f"{chance.better}/{chance.worse}"
            clear = not one.low <= 0 <= one.high and chance.p < _CHANCE
            mark = "" if not clear else "better" if one.value > 0 else "worse"
            interval = f"{one.low:+.3f} to {one.high:+.3f}"
            values = (f"{side[name].value:.3f}" for side in (found.first, found.second))
            p = f"{chance.p:.3f}{'*' if chance.test == 'McNemar' else ''}"
            yield (name, *values, f"{one.value:+.3f}", interval, str(one.n), p, apart, mark)


_CHANCE = 0.05

DIFFERENCE_NOTE = (
    "p: how often chance alone gives so large a difference; * McNemar's exact test, else a paired "
    "permutation test. Of 20 metrics without any difference, one is below 0.05 by chance."
)


def markdown(
    run: Run,
    judged: Sequence[Judged],
    kinds: Mapping[str, Scores],
    problems: Sequence[Problem] = (),
) -> str:
    """The whole report of a run."""
    parts = [
        f"# Evaluation of suite {run.suite.name}, {len(run.asked)} questions",
        _table(METRIC_COLUMNS, metric_rows(judged)),
        "\n".join(f"- {line}" for line in conclusion(judged)),
        "## By kind of question, value (n)",
        _table(kind_columns(kinds), kind_rows(kinds)),
        "## Questions that went wrong, the worst first",
        _table(("", *SPLITS), _harm_rows(run)),
        "Those of the dev split; those of the test split are only counted.",
        _misses(misses(run)),
        "## What could not be read, asked or scored",
        "\n".join(f"- {one.about}: {one.message} {one.hint}" for one in problems) or "Nothing.",
        "## Clauses whose status is otherwise",
        _table(("clause", "wanted", "came"), missed_statuses(run)),
        "## Reliability of the proposals",
        *_reliability(run),
        "## Sections mapped otherwise",
        _misses(missed_sections(run)),
        "## Places that the coverage does not name",
        "\n".join(f"- {clause}: {place}" for clause, place in missed_coverage(run)) or "None.",
    ]
    return "\n\n".join(parts) + "\n"


def _reliability(run: Run) -> Iterator[str]:
    line = reliability.calibration_line(run)
    if not line:
        yield "Nothing was proposed for sections of the gold."
        return
    yield f"{line} {reliability.NOTE}"
    yield _table(reliability.BAND_COLUMNS, reliability.band_rows(run))
    yield "What other thresholds would give on these sections:"
    yield _table(reliability.THRESHOLD_COLUMNS, reliability.threshold_rows(run))


def _harm_rows(run: Run) -> Rows:
    for harm, counts in harms(run).items():
        yield (harm, *(str(counts[split]) for split in SPLITS))


def _misses(found: Sequence[Miss]) -> str:
    columns = ("", "what", "wanted", "came")
    rows = [(one.harm, f"{one.name}: {one.asked}", one.wanted, one.came) for one in found]
    return _table(columns, rows) if rows else "None."


def _table(columns: Sequence[str], rows: Rows) -> str:
    lines = [columns, ["---"] * len(columns), *rows]
    return "\n".join(f"| {' | '.join(map(_cell, line))} |" for line in lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
