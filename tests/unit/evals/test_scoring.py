"""A run is scored, told, kept and compared; the program is a table of replies made by hand."""

from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from assistant.errors import NothingThere
from assistant.model.clauses import ClauseNumber
from assistant.model.mappings import PROPOSED
from assistant.model.replies import Answered, Citation, Reason, Reply
from evals import reliability, reporting, runs
from evals.cases import Case, ClauseStatus, CoveredClause, MappedSection, Place
from evals.gates import judge
from evals.generating import generate
from evals.journal import Journal, read_run
from evals.legacy.gold import GoldReference
from evals.metrics.intervals import Share
from evals.misses import missed_statuses, misses, unshown
from evals.record_cells import ReadCell
from evals.running import Proposed, ReadNumber, Run, Suite, of_split
from evals.scoring import METRICS, by_kind, score, section_results, tallies
from tests.replies import answered, citation, declined

DAY = date(2026, 9, 30)
PATH = citation().path
HERE = Place("QP-840", PATH, section="6.2")
ELSEWHERE = Place("QP-1", "qp-1.md", section="4")

CASES = (
    Case("right", "kept?", answerable=True, facts=(("10 years",),), places=(HERE,)),
    Case("elsewhere", "where kept?", answerable=True, facts=(("10 years",),), places=(ELSEWHERE,)),
    Case("silent", "who?", answerable=True, split="test", kind="lookup", facts=(("Ann",),),
         places=(HERE,)),
    Case("opinion", "will it pass?", answerable=False, reason=("needs_opinion",)),
    Case("guessed", "which credit?", answerable=False, reason=("no_evidence",)),
)  # fmt: skip


@dataclass
class Table:
    """A `Subject` that gives the replies it was made with."""

    replies: dict[str, Reply]
    mapped: list[Proposed] = field(default_factory=list)
    days: list[date] = field(default_factory=list)

    def ask(self, question: str, as_of: date, conversation: str | None = None) -> Reply:
        self.days.append(as_of)
        reply = self.replies[question]
        return replace(reply, conversation=conversation or f"c_{len(self.days)}")

    def search(self, question: str, as_of: date, limit: int) -> list[Citation]:
        return [replace(citation(), path="other.pdf"), citation()][:limit]

    def verdict(self, clause: str, as_of: date) -> tuple[str, str]:
        return "proposed", "stale"

    def verdicts(self, as_of: date) -> dict[str, tuple[str, str]]:
        return {"8.6": ("proposed", "stale"), "8.7": ("none", "current")}

    def record_cells(self, as_of: date) -> list[ReadCell]:
        return []

    def old_numbers(self, as_of: date) -> list[ReadNumber]:
        return [ReadNumber("a.pdf", "7.4.1", "see clause 7.4.1 there", "legacy", ("8.4.1",))]

    def proposed(self, as_of: date) -> list[Proposed]:
        return self.mapped

    def stands(self, citation: Citation) -> bool:
        return True


REPLIES = {
    "kept?": answered(),
    "where kept?": answered(),
    "who?": declined(Reason.NOT_IN_EVIDENCE),
    "will it pass?": declined(Reason.NEEDS_OPINION),
    "which credit?": answered(),
}


def mapped(section: str, clause: str) -> Proposed:
    return Proposed(clause, PATH, "QP-840", "C", section, None, None)


def generated(suite: Suite, table: Table) -> Run:
    """Every case put, recorded in a folder, and read from there."""
    with TemporaryDirectory() as folder:
        assert generate(suite, table, Journal(Path(folder))) == []
        run, problems = read_run(suite, Path(folder))
    assert problems == []
    return run


@pytest.fixture
def run() -> Run:
    return generated(Suite("hand-made", DAY, CASES), Table(REPLIES))


def test_the_figures_are_those_worked_out_by_hand(run: Run) -> None:
    found = {name: (one.value, one.n, one.skipped) for name, one in score(tallies(run)).items()}
    assert found == {
        "retrieval recall@5": (pytest.approx(2 / 3), 3, 0),
        "retrieval nDCG@10": (pytest.approx(2 / 3 * 0.6309298), 3, 0),
        "citation hit": (pytest.approx(1 / 3), 3, 0),
        "citation precision": (0.5, 2, 1),
        "quotes verbatim": (1.0, 3, 0),
        "answer facts": (pytest.approx(2 / 3), 3, 0),
        "answer complete": (pytest.approx(2 / 3), 3, 0),
        "refusal precision": (0.5, 2, 0),
        "refusal recall": (0.5, 2, 0),
        "refusal reason": (1.0, 1, 4),
    }


def test_every_metric_has_its_place_in_the_report(run: Run) -> None:
    assert tuple(tallies(run)) == METRICS


def test_a_split_and_a_kind_hold_their_own_questions(run: Run) -> None:
    assert [one.case.id for one in of_split(run, "test").asked] == ["silent"]
    assert len(of_split(run, "dev").asked) == 4
    assert of_split(run, "all") is run
    assert {kind: one["citation hit"].n for kind, one in by_kind(run).items()} == {
        "fact": 2,
        "lookup": 1,
    }


def test_a_question_is_asked_as_of_its_own_day_or_that_of_the_suite() -> None:
    old = date(2024, 3, 1)
    table = Table(REPLIES)
    generated(Suite("s", DAY, (CASES[0], replace(CASES[1], as_of=old))), table)
    assert table.days == [DAY, old]


def test_coverage_is_asked_for_each_clause_and_counted_by_place() -> None:
    gold = CoveredClause("8.6", (HERE, ELSEWHERE, replace(HERE, section="7"), HERE))
    where = {"Where do we cover clause 8.6?": answered()}
    run = generated(Suite("s", DAY, (), coverage=(gold,)), Table(where))
    assert tallies(run)["coverage recall"].shares == {"8.6": Share(2, 4)}


def test_a_clause_is_judged_by_the_verdicts_that_the_gold_states() -> None:
    gold = CoveredClause("8.6", (HERE,), ("proposed", "confirmed"), ("current",))
    where = {"Where do we cover clause 8.6?": answered()}
    run = generated(Suite("s", DAY, (), coverage=(gold,)), Table(where))
    assert tallies(run)["clause verdicts"].shares == {"8.6": Share(0.5, 1.0)}
    bare = generated(Suite("s", DAY, (), coverage=(replace(gold, documented=(), practised=()),)),
                     Table(where))  # fmt: skip
    assert tallies(bare)["clause verdicts"].skipped == 1


def test_a_clause_stands_right_when_both_layers_are_as_the_gold_has_them() -> None:
    gold = (
        ClauseStatus("8.6", ("proposed", "confirmed"), ("stale",)),
        ClauseStatus("8.7", ("none",), ("none", "stale")),
        ClauseStatus("9.1", ("none",), ("none",)),
    )
    run = generated(Suite("s", DAY, (), statuses=gold), Table({}))
    found = tallies(run)["coverage status"]
    assert found.shares == {"8.6": Share(1.0, 1.0), "8.7": Share(0.0, 1.0)}
    assert found.skipped == 1, "a clause that the edition does not have"
    assert list(missed_statuses(run)) == [("8.7", "none, none/stale", "none, current")]


def test_an_old_number_is_resolved_when_it_is_told_as_old_with_its_clause_of_today() -> None:
    seen = GoldReference("a.pdf", ClauseNumber.parse("7.4.1"), "clause 7.4.1", "legacy")
    unseen = replace(seen, at="as in 7.4.1 before")
    current = replace(seen, reading="current")
    run = generated(Suite("s", DAY, (), numbers=(seen, unseen, current)), Table({}))
    found = tallies(run)["legacy resolved"].shares.values()
    assert [one.part for one in found] == [1, 0]


def test_what_is_likely_only_counts_for_reliability_and_for_no_figure() -> None:
    gold = MappedSection(HERE, frozenset({"8.6"}), frozenset({"8.4.2"}))
    proposals = [
        replace(mapped("6.2", "8.6"), confidence=0.9),
        replace(mapped("6.2", "8.6"), confidence=0.8),
        replace(mapped("6.2", "8.4.2"), confidence=PROPOSED),
        replace(mapped("6.2", "7.2"), confidence=0.5, likely=True),
        replace(mapped("6.2", "8.5.1"), confidence=PROPOSED + 0.01),
    ]
    run = generated(Suite("s", DAY, (), mappings=(gold,)), Table({}, proposals))
    assert section_results(run)[0].proposed == {"8.6", "8.4.2", "8.5.1"}
    assert [(one[0], one[1], one[3]) for one in reliability.band_rows(run)] == [
        ("0.5–0.6", "1", "0.000"),
        ("0.6–0.7", "2", "0.500"),
        ("0.9–1.0", "1", "1.000"),
    ]
    rows = {row[0]: row for row in reliability.threshold_rows(run)}
    assert rows["0.45"][1:3] == ("0.333", "1.000")
    assert rows[f"{PROPOSED:.2f}"][1:] == ("0.500", "1.000", "0.667", "1", "in use")
    assert rows["0.75"][1:3] == ("1.000", "1.000")


def test_a_section_has_what_is_proposed_for_its_own_text() -> None:
    gold = MappedSection(HERE, frozenset({"8.6", "7.5"}), frozenset({"8.4.2"}))
    proposals = [
        mapped("6.2", "8.6"),
        mapped("6.2", "8.4.2"),
        mapped("6.2.1", "8.5"),
    ]
    run = generated(Suite("s", DAY, (), mappings=(gold,)), Table({}, proposals))
    (result,) = section_results(run)
    assert result.proposed == {"8.6", "8.4.2"}
    assert (result.counts.right, result.counts.wrong, result.counts.missed) == (1, 0, 1)
    assert score(tallies(run))["mapping F1"].value == pytest.approx(2 / 3)


def test_misses_come_worst_first_and_those_of_the_test_split_are_only_counted(run: Run) -> None:
    assert [(one.name, one.harm) for one in misses(run)] == [
        ("guessed", "should have declined"),
        ("elsewhere", "wrong place"),
    ]
    assert unshown(run) == 1
    (first, second) = misses(run)
    assert first.wanted == "declined (no_evidence)"
    assert second.wanted == "10 years at QP-1 section 4"
    assert second.came == "Records are kept for 10 years [1]. (QP-840 6.2)"


def test_the_scores_of_a_run_can_be_read_again(run: Run, tmp_path: Path) -> None:
    found = tallies(run)
    runs.write_scores(tmp_path, found, score(found))
    again = runs.read_tallies(tmp_path)
    assert {name: found[name] for name in again} == again
    assert score(again) == score(found)


def test_a_folder_without_a_run_is_said(tmp_path: Path) -> None:
    with pytest.raises(NothingThere, match="holds no scored run"):
        runs.read_tallies(tmp_path)


def test_a_baseline_keeps_the_splits_apart(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "baselines" / "s.json"
    scores = {split: score(tallies(of_split(run, split))) for split in ("all", "test")}
    runs.write_baseline(path, scores)
    assert runs.read_baseline(path, "test")["citation hit"].value == 0.0
    assert runs.read_baseline(path, "all")["citation hit"].n == 3
    assert runs.read_baseline(path, "dev") == {}
    assert runs.read_baseline(tmp_path / "none.json", "all") == {}


def test_the_report_tells_figures_verdicts_and_misses_but_no_test_question(run: Run) -> None:
    judged = judge(score(tallies(run)), baseline={}, gates={"citation hit": 0.9})
    text = reporting.markdown(run, judged, by_kind(run))
    assert "| citation hit | 0.333 | 0.000–1.000 | 3 | 0 | - | 0.90 | missed |" in text
    assert "| should have declined | guessed: which credit? |" in text
    assert "who?" not in text
    assert "| should have answered | 0 | 1 |" in text


def test_an_answer_without_citations_from_the_catalogue_is_told_by_its_source() -> None:
    reply = replace(answered(), outcome=Answered("It asks for reviews.", (), "catalogue"))
    run = generated(Suite("s", DAY, (CASES[3],)), Table({"will it pass?": reply}))
    assert misses(run)[0].came == "It asks for reviews. (catalogue)"
