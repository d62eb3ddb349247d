"""Which rules a day is reckoned by."""

from assistant.calendar.reckoned import TITLES
from assistant.gaps.rules import load_rules


def test_what_falls_due_is_named_for_rules_that_there_are() -> None:
    rules = {
        rule.id
        for rule in load_rules()
        if rule.check in ("too_old", "log_too_old", "open_too_long")
    }
    assert set(TITLES) <= rules
