"""Pages are packed, and the token of a form does not stay the same in them."""

import pytest

from integrations.web.packed import masked, unmasked


def test_a_token_is_another_text_each_time_and_comes_back() -> None:
    seen = {masked("a-token-of-a-session") for _ in range(20)}

    assert len(seen) == 20
    assert {unmasked(one) for one in seen} == {"a-token-of-a-session"}
    assert masked("") == ""


def test_a_token_that_was_never_masked_stays_as_it_is() -> None:
    assert unmasked("a-token") == "a-token"


@pytest.mark.parametrize("given", ["m.", "m.%%%", "m.YWI", "m.YWJj", "m.é", "m.////"])
def test_nonsense_is_no_token(given: str) -> None:
    assert unmasked(given) != "a-token-of-a-session"
