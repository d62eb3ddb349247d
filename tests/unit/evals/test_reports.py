"""The HTML report and the validation file: whole, escaped, and silent about test questions."""

import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import pytest

from assistant.errors import WrongUse
from evals import html_report, runs, validating
from evals.cases import Case, MappedSection, Place
from evals.command import Outcome
from evals.gates import judge
from evals.problems import Problem
from evals.running import Asked, Run, Suite
from evals.scoring import by_kind, score, tallies
from evals.validation import validation_file
from evals.validation_docx import document
from evals.validation_text import markdown, page
from evals.whys import why
from tests.replies import answered, citation, declined

HERE = Place("QP-840", citation().path, section="6.2")
EVIL = "<script>alert('x')</script> | kept?"
CASES = (
    Case("kept", EVIL, answerable=True, facts=(("12 years", "twelve"),), places=(HERE,)),
    Case("late", "and then?", answerable=True, turns=("how long?",), stands_for="kept then?",
         understood=(("kept",),), facts=(("10 years",),), places=(HERE,)),
    Case("hidden", "what only the test asks", answerable=True, split="test", facts=(("no",),)),
    Case("guess", "which credit?", answerable=False, near_miss=True, reason=("no_evidence",)),
)  # fmt: skip
REPLIES = (answered(), declined(), answered(), answered())


@pytest.fixture
def run() -> Run:
    hits = (replace(citation(), path="other.pdf"), citation())
    asked = tuple(
        Asked(case, reply, hits, (True,), answered() if case.turns else None)
        for case, reply in zip(CASES, REPLIES, strict=True)
    )
    mapped = MappedSection(HERE, frozenset({"8.6"}))
    return Run(Suite("ours", date(2026, 9, 30), CASES, (mapped,)), asked, (), ())


@pytest.fixture
def outcome(run: Run) -> Outcome:
    judged = judge(score(tallies(run)), baseline={}, gates={"citation hit": 0.9})
    problem = Problem("documents", "encrypted", "a.pdf", "It asks for a password.", "Save a copy.")
    return Outcome(run, "all", tuple(judged), by_kind(run), (problem,))


def test_the_page_loads_nothing_and_escapes_what_people_wrote(outcome: Outcome) -> None:
    text = html_report.page(outcome.run, outcome.judged, outcome.kinds, outcome.problems, {})
    assert "&lt;script&gt;" in text
    for outside in ("<script", "http:", "https:", "<link", "@import", "url(", "src="):
        assert outside not in text
    assert text.index("should have declined</span>") < text.index("wrong facts</span>")
    assert "what only the test asks" not in text
    assert "It asks for a password. Save a copy." in text


def test_the_reasons_tell_what_is_missing_and_where_it_was_lost(run: Run) -> None:
    kept, late, _, guess = run.asked
    assert why(kept) == [
        "The answer does not say “12 years” or “twelve”.",
        "The search brings a wanted place at rank 2: it is lost in choosing the answer.",
    ]
    assert why(late)[1:3] == [
        "Asked as a whole question, it is answered.",
        "Declined (not_in_evidence) although the documents answer it.",
    ]
    assert why(guess)[0].startswith("The documents treat the topic and do not say this.")


def test_the_validation_file_has_every_chapter_in_every_form(
    outcome: Outcome, tmp_path: Path
) -> None:
    runs.write_config(tmp_path, {"suite": "ours", "settings": {"edition": "as9120b", "model": ""}})
    chapters = validation_file(outcome, tmp_path)
    told = markdown(chapters)
    for part in (
        "## 1 Intended use", "## 2 Risks", "| settings: model | not set |",
        "| citation hit | 0.500", "| 8.6 | 0 of 2 | 0.00 | 0.00 to 0.66 |",
        "guess (should have declined): which credit?", "a.pdf",
        "| Quality Manager |",
    ):  # fmt: skip
        assert part in told
    assert "what only the test asks" not in told
    assert "<script" not in told
    assert "&lt;script&gt;" in page(chapters)
    assert "<script" not in page(chapters)
    word = docx.Document(io.BytesIO(document(chapters)))
    headings = [one.text for one in word.paragraphs if one.style.name == "Heading 1"]
    assert headings == [chapter.title for chapter in chapters]
    assert len(word.tables) == sum(chapter.table is not None for chapter in chapters)


@pytest.mark.parametrize("name", ["file.pdf", "file", "gone/file.md"])
def test_another_form_or_a_missing_folder_is_said_before_anything_runs(
    name: str, tmp_path: Path
) -> None:
    with pytest.raises(WrongUse):
        validating.renderer(tmp_path / name)
