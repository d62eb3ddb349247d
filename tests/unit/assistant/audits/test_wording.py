"""A model may word a question; what is cited, counted and named stays the program's."""

import pytest

from assistant.audits.wording import WordQuestions
from assistant.checklists import DraftChecklist, scope_of_clauses
from assistant.errors import LanguageModelUnavailable, ModelFault
from assistant.model.audits import Checklist
from prompts.library import load
from tests.company import TODAY, Text, clause, edition, number, store
from tests.fakes.language_model import ScriptedModel
from tests.fakes.library import MemoryLibrary

STANDARD = edition(clause("8.4.2", "Receiving"))
SAID = "Ovens are cleaned every 14 days on sheet BK-7."


def draft(*sentences: str) -> Checklist:
    library = MemoryLibrary()
    store(library, "QP-7", Text(" ".join(sentences), ("8.4.2",), section="4"))
    scope = scope_of_clauses([number("8.4.2")])
    return DraftChecklist(library)(STANDARD, scope, as_of=TODAY)


def worded(checklist: Checklist, *lines: str | Exception) -> Checklist:
    return WordQuestions(ScriptedModel(lines), load("word_questions"))(checklist)


def test_a_faithful_wording_is_taken_and_nothing_cited_changes() -> None:
    before = draft(SAID)

    after = worded(before, "1. When were the ovens last cleaned, and was it every 14 days?")

    assert after.items[0].question == (
        f"When were the ovens last cleaned, and was it every 14 days? “{SAID}”"
    )
    assert after.worded_by == "model:scripted:model"
    for one, other in zip(before.items, after.items, strict=True):
        assert (one.sources, one.criterion, one.look_at) == (
            *(other.sources, other.criterion, other.look_at),
        )


@pytest.mark.parametrize(
    "said",
    [
        "1. Are the ovens cleaned every 7 days?",
        "1. Are the ovens cleaned, and is sheet BK-9 signed?",
        "1. Does Mr Smith clean the ovens?",
        "1. Are the ovens “cleaned with great care”?",
        "1. Are you compliant when cleaning ovens?",
        "1. Are the ovens cleaned? See www.example.com/ovens.",
        "1. Is the weather fine?",
        "1. The ovens are cleaned.",
        "1. Are the ovens cleaned?\n1. Were the ovens cleaned?",
        "7. Are the ovens cleaned?",
        "As an AI I cannot word this.",
        "",
    ],
)
def test_a_wording_that_adds_or_judges_or_misses_is_not_taken(said: str) -> None:
    before = draft(SAID)
    assert worded(before, said) == before


def test_where_the_model_cannot_be_reached_the_rest_stays_as_it_was() -> None:
    before = draft(*(f"Oven{n} is cleaned by the baker{n}." for n in range(8)))

    gone = LanguageModelUnavailable("The model is away.", fault=ModelFault.DOWN)
    after = worded(before, "1. Who cleans oven0, and when was it done?", gone)

    assert after.items[0].question.startswith("Who cleans oven0")
    assert after.items[1:] == before.items[1:]


def test_the_model_is_shown_sentences_as_material() -> None:
    model = ScriptedModel([""])
    WordQuestions(model, load("word_questions"))(draft(SAID))
    assert f"1. SENTENCE: {SAID} QUESTION: " in model.asked[0].user
