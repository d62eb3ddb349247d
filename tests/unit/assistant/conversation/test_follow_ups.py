"""Follow-ups become stand-alone questions, in the words of different people."""

import pytest

from assistant.conversation.understanding import Understand
from tests.unit.assistant.conversation.pairs import Pair, fault, pairs, understand


@pytest.fixture(scope="module")
def rules() -> Understand:
    return understand()


@pytest.mark.parametrize(
    "pair",
    [*pairs("follow_ups_dev.yaml"), *pairs("follow_ups_unseen.yaml")],
    ids=lambda pair: pair.asked,
)
def test_a_follow_up_is_understood(rules: Understand, pair: Pair) -> None:
    assert fault(pair, rules) is None
