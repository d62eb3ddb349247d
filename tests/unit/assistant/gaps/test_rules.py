"""Every rule: a case in which it must see something, and one that looks alike and is fine."""

import pytest

from assistant.gaps.checking import CHECKS, sentence
from assistant.gaps.rules import load_rules
from tests.unit.assistant.gaps.cases import CASES
from tests.unit.assistant.gaps.derived import Pair, derived
from tests.unit.assistant.gaps.made import seen

PAIRS: dict[str, Pair] = {**dict(derived()), **CASES}


def test_every_rule_has_its_cases_and_every_check_is_used() -> None:
    rules = load_rules()

    assert {rule.id for rule in rules} == set(PAIRS)
    assert {rule.check for rule in rules} == set(CHECKS)


@pytest.mark.parametrize("rule", sorted(PAIRS))
def test_a_rule_sees_what_is_wrong_and_cites_it(rule: str) -> None:
    found = seen(rule, PAIRS[rule][0])

    assert len(found) >= 1
    for of, lapse in found:
        assert lapse.subject
        assert lapse.places, "no gap without evidence on our side"
        assert "{" not in sentence(of, lapse)


@pytest.mark.parametrize("rule", sorted(PAIRS))
def test_a_rule_leaves_alone_what_only_looks_alike(rule: str) -> None:
    assert seen(rule, PAIRS[rule][1]) == []
