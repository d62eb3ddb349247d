"""A rule that would look at the same again is not run again; one whose records changed is."""

from collections.abc import Iterator
from datetime import date

import pytest

from assistant.gaps import checking
from assistant.gaps.checking import lapses
from assistant.gaps.ground import Ground
from assistant.gaps.keeping import KeptLapses
from assistant.gaps.lapses import Lapse
from assistant.gaps.rules import Rule, load_rules
from tests.unit.assistant.gaps.made import Cells, Company, Paper

GAUGES: list[Cells] = [{"gauge": "G-1", "calibration_due": "2026-08-12", "state": "approved"}]
STAMPS: list[Cells] = [{"stamp": "ST-1", "valid_until": "2026-08-12"}]
GAUGES_DAY = date(2026, 8, 1)
RULES = [one for one in load_rules() if one.id in ("gauge-calibration-due", "stamp-expiry")]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The rules that were really run."""
    told: list[str] = []

    def telling(check: checking.Check) -> checking.Check:
        def look(ground: Ground, rule: Rule) -> Iterator[Lapse]:
            told.append(rule.id)
            return check(ground, rule)

        return look

    counted = {name: telling(check) for name, check in checking.CHECKS.items()}
    monkeypatch.setattr(checking, "CHECKS", counted)
    return told


def company(gauges: list[Cells], number: str = "A") -> Ground:
    return Company(
        logs={"gauge": gauges, "stamp": STAMPS}, papers=[Paper("QP-1", label=number)]
    ).ground()


def test_what_was_seen_is_kept_and_comes_back_the_same(run: list[str]) -> None:
    kept = KeptLapses()
    first = list(lapses(company(GAUGES), RULES, kept))
    again = list(lapses(company(GAUGES, number="B"), RULES, kept))

    assert first == again
    assert sorted(run) == ["gauge-calibration-due", "stamp-expiry"]


def test_another_day_is_looked_at_anew(run: list[str]) -> None:
    kept = KeptLapses()
    list(lapses(company(GAUGES), RULES, kept))
    before = Company(logs={"gauge": GAUGES}).ground(GAUGES_DAY)

    assert list(lapses(before, RULES, kept)) == []
    assert run.count("gauge-calibration-due") == 2
