"""Every `Reranker` keeps these promises. The cross-encoder is a real one, made here: one layer,
random weights."""

import math
from pathlib import Path

import pytest

from assistant.errors import ModelUnavailable
from assistant.ports import Reranker
from integrations.cross_encoders.reranker import CrossEncoderReranker
from tests.fakes.reranker import SharedWords

QUESTION = "who inspects the lot"
TEXTS = ["two people inspect every lot", "", "tax returns are due in spring", "lot " * 2_000]
_WORDS = "who inspects the lot two people inspect every tax returns are due in spring".split()


def made_model(folder: Path, *, labels: int = 1) -> Path:
    """A cross-encoder in a folder, as sentence-transformers saves it."""
    import torch
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast

    torch.manual_seed(9120)
    folder.mkdir(parents=True)
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *dict.fromkeys(_WORDS)]
    (folder / "vocab.txt").write_text("\n".join(words), encoding="utf-8")
    config = BertConfig(
        vocab_size=len(words),
        hidden_size=32,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=64,
        num_labels=labels,
    )
    BertForSequenceClassification(config).save_pretrained(folder)
    BertTokenizerFast(vocab_file=str(folder / "vocab.txt")).save_pretrained(folder)
    return folder


@pytest.fixture(scope="module", params=["words", "cross-encoder"])
def reranker(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Reranker:
    if request.param == "words":
        return SharedWords()
    folder = made_model(tmp_path_factory.mktemp("models") / "tiny-cross-encoder")
    return CrossEncoderReranker(str(folder), device="cpu")


def test_every_text_has_one_finite_score_in_order(reranker: Reranker) -> None:
    together = reranker.scores(QUESTION, TEXTS)

    assert len(together) == len(TEXTS)
    assert all(map(math.isfinite, together))
    alone = [reranker.scores(QUESTION, [text])[0] for text in TEXTS]
    assert together == pytest.approx(alone, abs=1e-4)


def test_no_texts_have_no_scores(reranker: Reranker) -> None:
    assert reranker.scores(QUESTION, []) == []


def test_an_empty_question_still_gives_scores(reranker: Reranker) -> None:
    assert len(reranker.scores("", TEXTS)) == len(TEXTS)


def test_the_name_says_which_model(reranker: Reranker) -> None:
    assert reranker.name in ("shared words", "tiny-cross-encoder")


def test_a_folder_without_a_model_is_a_known_error(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match="cannot be loaded"):
        CrossEncoderReranker(str(tmp_path)).scores(QUESTION, TEXTS)


def test_a_model_with_several_scores_for_a_passage_is_refused(tmp_path: Path) -> None:
    folder = made_model(tmp_path / "three", labels=3)

    with pytest.raises(ModelUnavailable, match="several scores"):
        CrossEncoderReranker(str(folder), device="cpu").scores(QUESTION, TEXTS)
