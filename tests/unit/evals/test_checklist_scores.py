"""Checklists against a list of what must be asked: asked, left out, missing, twice, in place."""

import pytest

from assistant.checklists import DraftChecklist, scope_of_clauses
from assistant.model.audits import Checklist
from evals.checklist_gold import ChecklistGold, Sentence, load_checklist_gold
from evals.checklists import Figure, Held, compare
from evals.metrics.checklists import Fate, duplicates, fates
from tests.company import TODAY, Text, clause, edition, number, store
from tests.fakes.library import MemoryLibrary

STANDARD = edition(clause("8.4.2", "Receiving"))
SCOPE = "clause: 8.4.2"


def said(sentence: str, *, section: str = "4", row: bool = False, half: str = "dev") -> Sentence:
    path = "procedures/WI-3_A.pdf"
    return Sentence(half, "WI-3", "A", path, section, sentence, scope=SCOPE, row=row)


@pytest.fixture
def library() -> MemoryLibrary:
    library = MemoryLibrary()
    store(
        library,
        "WI-3",
        Text("Parts are counted twice. The shop was founded in 1931.", ("8.4.2",), section="4"),
        Text("Kind | How many\nbolts | ten of each", ("8.4.2",), section="4.1"),
    )
    return library


def draft(library: MemoryLibrary) -> Checklist:
    scope = scope_of_clauses([number("8.4.2")])
    return DraftChecklist(library)(STANDARD, scope, as_of=TODAY)


def path_of(library: MemoryLibrary) -> str:
    return library.revisions()[0].path


def test_a_duty_is_asked_left_out_or_missing(library: MemoryLibrary) -> None:
    path = path_of(library)
    gold = [
        Sentence("dev", "WI-3", "A", path, "4", "Parts are  counted twice"),
        Sentence("dev", "WI-3", "A", path, "9", "Parts are counted twice."),
        Sentence("dev", "WI-3", "A", path, "4.1", "ten of each | bolts", row=True),
        Sentence("dev", "WI-3", "A", path, "4", "The shop was founded in 1931."),
        Sentence("dev", "WI-3", "A", path, "4", "Parts are weighed."),
    ]

    met = fates(draft(library), gold)

    assert [one.fate for one in met] == [
        *(Fate.ASKED, Fate.ASKED, Fate.ASKED),
        *(Fate.LEFT_OUT, Fate.MISSING),
    ]
    assert [one.placed for one in met] == [True, False, True, True, False]


def test_two_questions_with_the_same_words_are_duplicates(library: MemoryLibrary) -> None:
    checklist = draft(library)
    twice = Checklist(
        checklist.edition, checklist.as_of, checklist.scope, checklist.items + checklist.items[:1]
    )

    assert duplicates(checklist) == []
    assert len(duplicates(twice)) == 1


def test_figures_are_by_half_and_quotes_are_looked_up_in_the_stored_text(
    library: MemoryLibrary,
) -> None:
    path = path_of(library)
    duties = (
        Sentence("dev", "WI-3", "A", path, "4", "Parts are counted twice.", scope=SCOPE),
        Sentence("test", "WI-3", "A", path, "4", "Parts are weighed.", scope=SCOPE),
    )
    none = (Sentence("dev", "WI-3", "A", path, "4", "Parts are counted", why="heading"),)

    found = compare(ChecklistGold(duties, none), lambda _: draft(library), library.passages)

    dev, test = found.figures("dev"), found.figures("test")
    assert (dev["asked"], test["asked"]) == (Figure(1, 1), Figure(0, 1))
    assert dev["quotes verbatim"].value == 1.0
    assert dev["no duty, not asked"] == Figure(0, 1)


def test_a_figure_fails_below_its_gate_or_below_the_baselines_range() -> None:
    assert Held("asked", Figure(8, 10), None, 0.9).fails
    assert not Held("asked", Figure(96, 100), Figure(99, 100), 0.9).fails
    assert Held("asked", Figure(92, 100), Figure(99, 100), 0.9).fails


def test_the_gold_of_the_sample_has_every_scope_in_both_halves() -> None:
    gold = load_checklist_gold()
    assert len(gold.scopes) == 6
    for half in ("dev", "test"):
        assert gold.half(half).scopes == tuple(s for s in gold.scopes)
        assert gold.half(half).no_duties
