"""Human factors to ask about when the cause of a finding is looked for, as data."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from assistant.errors import WrongUse

_FILE = Path(__file__).with_name("factors.yaml")


@dataclass(frozen=True, slots=True)
class Factor:
    """One human factor: its id, its name, and what to ask."""

    id: str
    title: str
    asks: str


@cache
def factors() -> tuple[Factor, ...]:
    """Every factor, in the order of the file; the last one says that none was found."""
    content = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return tuple(
        Factor(id, str(entry["title"]), str(entry["asks"])) for id, entry in content.items()
    )


def named_factors(typed: Iterable[str]) -> tuple[str, ...]:
    """The ids of the factors named by id or title. Raises `WrongUse` for none or an unknown one."""
    known = {_key(name): one.id for one in factors() for name in (one.id, one.title)}
    named = [one for one in typed if one.strip()]
    if not named:
        raise WrongUse("No human factor is named.", hint=f"Say --factor, one or several: {_all()}.")
    for one in named:
        if _key(one) not in known:
            raise WrongUse(f"{one!r} is no factor here.", hint=f"Use: {_all()}.")
    return tuple(dict.fromkeys(known[_key(one)] for one in named))


def _key(text: str) -> str:
    return "".join(one for one in text.casefold() if one.isalnum())


def _all() -> str:
    return ", ".join(one.id for one in factors())
