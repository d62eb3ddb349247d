"""Answers of a real model over the sample company: never worse than without it.

TEST_MODEL_BASE_URL names a server that speaks the OpenAI protocol, TEST_MODEL its model.
"""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from assistant.citations import stands_in
from assistant.model.drafts import Verdict
from assistant.model.replies import Answered, Reply
from evals.cases import Case
from evals.metrics.answers import facts_said
from evals.metrics.places import citation_hit
from evals.sample.build import build_sample
from evals.sample.suite import SAMPLE
from integrations.bootstrap import Services, build_services
from integrations.settings import Settings

BASE_URL = os.environ.get("TEST_MODEL_BASE_URL", "")
MODEL = os.environ.get("TEST_MODEL", "openai:local")
QUESTIONS = int(os.environ.get("TEST_MODEL_QUESTIONS", "15"))

pytestmark = [
    pytest.mark.skipif(not BASE_URL, reason="TEST_MODEL_BASE_URL is not set (make test-llm)"),
    pytest.mark.timeout(3600),
]


@dataclass(frozen=True)
class Pair:
    """One question, answered without and with the model."""

    case: Case
    without: Reply
    with_model: Reply


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample")
    build_sample(folder / "company")
    with build_services(Settings(data=folder / "data")) as services:
        services.ingest([folder / "company"])
        services.complete_vectors()
    return folder / "data"


@pytest.fixture(scope="module")
def plain(data: Path) -> Iterator[Services]:
    with build_services(Settings(data=data)) as services:
        yield services


@pytest.fixture(scope="module")
def modelled(data: Path) -> Iterator[Services]:
    httpx.get(f"{BASE_URL}/models", timeout=10).raise_for_status()
    settings = Settings(
        data=data, model=MODEL, model_base_url=BASE_URL, model_timeout=300, model_max_tokens=160
    )
    with build_services(settings) as services:
        yield services


@pytest.fixture(scope="module")
def pairs(plain: Services, modelled: Services) -> list[Pair]:
    """The first questions that an extract answers, each asked both ways."""
    found: list[Pair] = []
    for case in SAMPLE.cases:
        day = case.as_of or SAMPLE.as_of
        if case.turns or case.split == "test":
            continue
        without = plain.ask(case.question, as_of=day)
        outcome = without.outcome
        if isinstance(outcome, Answered) and outcome.answered_by == "extract":
            found.append(Pair(case, without, modelled.ask(case.question, as_of=day)))
        if len(found) == QUESTIONS:
            break
    return found


def test_the_model_is_asked_and_some_drafts_stand_up(pairs: list[Pair]) -> None:
    verdicts = [pair.with_model.outcome.draft for pair in pairs]

    assert all(verdicts)
    assert any(one and one.verdict is Verdict.USED for one in verdicts)


def test_no_answer_loses_a_fact(pairs: list[Pair]) -> None:
    lost = [
        pair.case.question
        for pair in pairs
        if (facts_said(pair.case, pair.with_model.outcome) or 0)
        < (facts_said(pair.case, pair.without.outcome) or 0)
    ]
    assert lost == []


def test_no_answer_loses_its_place(pairs: list[Pair]) -> None:
    lost = [
        pair.case.question
        for pair in pairs
        if (citation_hit(pair.case, pair.with_model.outcome) or 0)
        < (citation_hit(pair.case, pair.without.outcome) or 0)
    ]
    assert lost == []


def test_every_quote_stands_in_its_passage(pairs: list[Pair], plain: Services) -> None:
    for pair in pairs:
        outcome = pair.with_model.outcome
        assert isinstance(outcome, Answered)
        held = plain.adapters.library.passages([one.passage for one in outcome.citations])
        for citation in outcome.citations:
            assert stands_in(citation.quote, held[citation.passage].text)


def test_every_sentence_carries_a_tag_that_leads_somewhere(pairs: list[Pair]) -> None:
    for pair in pairs:
        outcome = pair.with_model.outcome
        assert isinstance(outcome, Answered)
        tags = {int(tag) for tag in re.findall(r"\[(\d+)\]", outcome.text)}
        assert tags == {one.tag for one in outcome.citations}


def test_a_fallback_says_that_it_is_one(pairs: list[Pair]) -> None:
    for pair in pairs:
        draft = pair.with_model.outcome.draft
        if draft and draft.verdict is not Verdict.USED:
            assert pair.with_model.outcome.warnings


def test_little_is_added_to_the_models_own_time(pairs: list[Pair]) -> None:
    """What is left is the search, which is there without a model too."""
    added = sum(p.with_model.took_ms - _model_ms(p) for p in pairs)
    whole = sum(p.with_model.took_ms for p in pairs)

    assert added <= 0.05 * whole


def test_refusals_are_the_same(plain: Services, modelled: Services) -> None:
    for question in ("will our supplier pass its next audit?", "what does a moon rocket cost?"):
        day = SAMPLE.as_of
        without, with_model = (one.ask(question, as_of=day) for one in (plain, modelled))
        assert without.outcome == with_model.outcome


def _model_ms(pair: Pair) -> int:
    draft = pair.with_model.outcome.draft
    return draft.model_ms if draft else 0
