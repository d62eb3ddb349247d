"""The rules as data: what each looks at, means and proposes, read from rules.yaml."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import yaml

from assistant.gaps.stems import stems
from assistant.model.audits import GapKind, Severity
from assistant.model.clauses import ClauseNumber
from assistant.model.organisation import RuleChange

FILE = Path(__file__).with_name("rules.yaml")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `check` names the function that runs it, `asks` what that function is told.

    `says` is the sentence of a gap with places for values, `means` what the rule is about.
    `limits` are numbers that an organisation may change; `changed` is its reason, "" where
    nothing was changed.
    """

    id: str
    kind: GapKind
    clause: ClauseNumber
    severity: Severity
    means: str
    says: str
    hint: str
    check: str
    asks: Mapping[str, tuple[str, ...]]
    limits: Mapping[str, int]
    topic: tuple[frozenset[str], ...] = ()
    changed: str = ""

    def one(self, name: str) -> str:
        """The first word asked for under a name, "" when there is none."""
        return next(iter(self.asks.get(name, ())), "")

    def all(self, name: str) -> tuple[str, ...]:
        """Every word asked for under a name."""
        return self.asks.get(name, ())

    @property
    def types(self) -> frozenset[str]:
        """The sorts of record it reads."""
        return frozenset(self.all("type") + self.all("against"))


_OWN = ("kind", "clause", "severity", "means", "says", "hint", "check", "limits", "topic")


@cache
def load_rules() -> tuple[Rule, ...]:
    """Every rule, in the order of the file."""
    content = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return tuple(_rule(name, entry) for name, entry in content.items())


def _rule(name: str, entry: Mapping[str, object]) -> Rule:
    limits, topic = entry.get("limits", {}), entry.get("topic", ())
    assert isinstance(limits, dict) and isinstance(topic, list | tuple)
    return Rule(
        id=name,
        kind=GapKind(str(entry["kind"])),
        clause=ClauseNumber.parse(str(entry["clause"])),
        severity=Severity(str(entry["severity"])),
        means=str(entry["means"]),
        says=str(entry["says"]),
        hint=str(entry["hint"]),
        check=str(entry["check"]),
        asks={key: tuple(_words(value)) for key, value in entry.items() if key not in _OWN},
        limits={str(key): int(value) for key, value in limits.items()},
        topic=tuple(stems(str(group)) for group in topic),
    )


def _words(value: object) -> Iterator[str]:
    if isinstance(value, list):
        yield from map(str, value)
    else:
        yield from str(value).split()


def find_rule(name: str) -> Rule | None:
    """The rule of this id, None when there is none."""
    return next((rule for rule in load_rules() if rule.id == name), None)


def in_use(changes: Iterable[RuleChange] = ()) -> tuple[Rule, ...]:
    """The rules that run for an organisation, with its limits."""
    by_rule = {change.rule: change for change in changes}
    return tuple(
        _changed(rule, by_rule[rule.id]) if rule.id in by_rule else rule
        for rule in load_rules()
        if not (rule.id in by_rule and by_rule[rule.id].off)
    )


def _changed(rule: Rule, change: RuleChange) -> Rule:
    return replace(rule, limits={**rule.limits, **dict(change.limits)}, changed=change.reason)
