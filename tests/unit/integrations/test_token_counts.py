"""Tokens are counted run by run; the count must be that of the tokenizer over the whole text."""

import pytest

from integrations.embedding.onnx_minilm import OnnxMiniLM

MODEL = OnnxMiniLM()


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t ",
        "Receiving inspection records are kept for 10 years (QP-840, rev. C).",
        "zwei\u00a0Wörter, ein\u2003Geviert\u200bund nichts",
        "x" * 101 + " y",
        "e\u0301te\u0301 ﬁnal ½ № 検査記録 검사",
        "[SEP] [MASK]text ##ing [CLS]",
        "a\x00b\x1cc\x85d",
        "un\r\nbelievable\tisn't it…",
    ],
)
def test_tokens_counted_run_by_run_are_those_of_the_whole_text(text: str) -> None:
    whole = MODEL._counter.encode(text)

    assert MODEL.count_tokens(text) == len(whole.ids)


def test_a_count_is_the_same_the_second_time() -> None:
    text = "The gauge is recalibrated every 12 months."

    assert MODEL.count_tokens(text) == MODEL.count_tokens(text)
