"""The validation file: what a customer's auditor asks for about a program used in the system.

Intended use, risks and their controls, configuration, cases by clause, pass rates with intervals,
known failures, and a block to sign. Made from a scored run; nothing in it is written by a model.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from evals import runs
from evals.cases import SPLITS
from evals.command import Outcome
from evals.metrics.intervals import wilson
from evals.misses import harm_of, harms, wrong_of_dev
from evals.reporting import conclusion
from evals.running import Asked, Run
from evals.whys import why

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under column names."""

    columns: Row
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """A heading with its paragraphs and, perhaps, a table."""

    title: str
    paragraphs: tuple[str, ...] = ()
    table: Table | None = None


def validation_file(outcome: Outcome, folder: Path) -> tuple[Chapter, ...]:
    """The chapters, in order, for a scored run in `folder`."""
    return (
        _INTENDED,
        _RISKS,
        _configuration(runs.read_config(folder)),
        _rates(outcome),
        _by_clause(outcome.run),
        _failures(outcome),
        _not_done(outcome),
        _SIGNATURES,
    )


TITLE = "Validation of Clausewise for its intended use"

_INTENDED = Chapter(
    "1 Intended use",
    (
        "Clausewise finds passages and records of the organisation's own quality system and quotes "
        "them, to help prepare for audits. A person reads every answer and decides.",
        "It gives no verdict on conformity, releases nothing, and changes no controlled document. "
        "Its answers are no quality records. What it proposes counts when a person confirms it.",
        "It is not intended to judge airworthiness, replace an auditor or quote the standard.",
    ),
)

_RISKS = Chapter(
    "2 Risks and their controls",
    ("The last column names the figure of chapter 4 that shows whether the control works.",),
    Table(
        ("risk", "what could follow", "control", "shown by"),
        (
            (
                "an answer says what the documents do not",
                "a wrong statement is made to an auditor",
                "every quote is checked against the stored text; no answer without a citation",
                "quotes verbatim; answer facts",
            ),
            (
                "a question without an answer is answered",
                "false confidence",
                "the program declines, says what it searched and what came closest",
                "refusal recall",
            ),
            (
                "an answerable question is declined",
                "evidence is missed",
                "what came closest is shown; the search can be used by hand",
                "refusal precision; retrieval recall@5",
            ),
            (
                "an obsolete revision is quoted",
                "work to a withdrawn instruction",
                "only revisions in force on the day count, unless another is asked for",
                "citation hit",
            ),
            (
                "evidence for a clause is overlooked",
                "a gap is found by others",
                "mappings are proposals; a person confirms; gaps are listed by rule",
                "coverage recall; mapping F1",
            ),
            (
                "a follow-up is understood otherwise",
                "the answer is to another question",
                "the question as it was understood is shown with each answer",
                "follow-up meaning; follow-up alike",
            ),
            (
                "a document tells the program what to say",
                "false or leaked statements",
                "documents are data; hidden text is left out and told",
                "the red-team suite, reported apart",
            ),
        ),
    ),
)


def _configuration(config: Mapping[str, object]) -> Chapter:
    rows: list[Row] = []
    for name, value in config.items():
        if isinstance(value, Mapping):
            rows += [(f"{name}: {key}", str(one) or "not set") for key, one in value.items()]
        else:
            rows.append((name, str(value)))
    told = "A change of any of these asks for a new run. Fingerprints are SHA-256."
    return Chapter(
        "3 Configuration that was validated", (told,), Table(("what", "is"), tuple(rows))
    )


def _rates(outcome: Outcome) -> Chapter:
    rows = [
        (
            one.metric,
            f"{one.now.value:.3f}" if one.now else "-",
            f"{one.now.low:.3f} to {one.now.high:.3f}" if one.now else "-",
            str(one.now.n if one.now else 0),
            str(one.now.skipped if one.now else "-"),
            f"{one.gate:.2f}" if one.gate is not None else "-",
            one.verdict.value,
        )
        for one in outcome.judged
    ]
    return Chapter(
        "4 Pass rates",
        (
            f"{len(outcome.run.asked)} questions of suite {outcome.run.suite.name}, split "
            f"{outcome.split}. Ranges are 95 % bootstrap intervals: how far a figure could move "
            "with other questions of the same kind about the same documents, and nothing more.",
            *conclusion(outcome.judged),
        ),
        Table(("figure", "value", "95 % range", "n", "not scored", "gate", "outcome"), tuple(rows)),
    )


def _by_clause(run: Run) -> Chapter:
    serving = {(one.place.path, one.place.section): one.clauses for one in run.suite.mappings}
    by_clause: dict[str, list[bool]] = defaultdict(list)
    for one in run.asked:
        for clause in _clauses(one, serving) or {_NO_CLAUSE}:
            by_clause[clause].append(harm_of(one) is None)
    rows = [_clause_row(clause, by_clause[clause]) for clause in sorted(by_clause, key=_in_order)]
    return Chapter(
        "5 Cases by clause",
        (
            "A case belongs to the clauses that it asks for and to those of the sections in which "
            "its answer stands. It passes when it is answered with all facts at a known place, or "
            "declined where it should be. A case may belong to several clauses.",
            "Ranges are Wilson intervals.",
        ),
        Table(("clause", "passed", "share", "95 % range"), tuple(rows)),
    )


_NO_CLAUSE = "no clause: logs, and questions without an answer"


def _clause_row(clause: str, passed: Sequence[bool]) -> Row:
    low, high = wilson(sum(passed), len(passed))
    share = f"{sum(passed)} of {len(passed)}"
    return (clause, share, f"{sum(passed) / len(passed):.2f}", f"{low:.2f} to {high:.2f}")


def _clauses(
    one: Asked, serving: Mapping[tuple[str, str | None], frozenset[str]]
) -> frozenset[str]:
    places = ((place.path, place.section) for place in one.case.places)
    return frozenset(one.case.clauses).union(*(serving.get(at, ()) for at in places))


def _in_order(clause: str) -> tuple[bool, tuple[int, ...]]:
    parts = clause.split(".")
    known = all(part.isdigit() for part in parts)
    return (not known, tuple(map(int, parts)) if known else ())


def _failures(outcome: Outcome) -> Chapter:
    counts = [
        (harm, *(str(found[split]) for split in SPLITS))
        for harm, found in harms(outcome.run).items()
    ]
    lines = tuple(
        f"{one.case.id} ({harm.words}): {' › '.join((*one.case.turns, one.case.question))} "
        + " ".join(why(one))
        for harm, one in wrong_of_dev(outcome.run)
    )
    return Chapter(
        "6 Known failures",
        ("Cases of the test split are counted and not listed.", *(lines or ("None listed.",))),
        Table(("kind, the worst first", *SPLITS), tuple(counts)),
    )


def _not_done(outcome: Outcome) -> Chapter:
    rows = tuple((one.about, one.code, f"{one.message} {one.hint}") for one in outcome.problems)
    if not rows:
        return Chapter("7 What could not be read, asked or scored", ("Nothing.",))
    table = Table(("what", "code", "why"), rows)
    return Chapter("7 What could not be read, asked or scored", (), table)


_SIGNATURES = Chapter(
    "8 Decision",
    (
        "Accepted for the intended use of chapter 1, with these restrictions: ________________",
        "To be repeated by: ________, and with each change of the configuration of chapter 3.",
    ),
    Table(
        ("role", "name", "date", "signature"),
        (
            ("Validated by", "", "", ""),
            ("Quality Manager", "", "", ""),
            ("Process owner", "", "", ""),
        ),
    ),
)
