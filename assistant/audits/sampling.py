"""Which rows an auditor looks at: how many, and which ones chance picks.

The draw is seeded, so that the same seed over the same records gives the same rows, on any
machine. Where records of a sort that goes wrong more often exist, one of each is in the sample.
"""

import math
import random
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from assistant.model.audits import Sample
from assistant.model.records import Record

FEWEST, MOST = 3, 15
_STRATA: Mapping[str, re.Pattern[str]] = {
    name: re.compile(words, re.IGNORECASE)
    for name, words in {
        "split lot": r"\d/[A-Z]\b|\bsplit\b",
        "shelf-life item": r"\bsealants?\b|\badhesives?\b|\bshelf.?life\b|\bexpir\w*",
        "release certificate": r"8130-3|\bform 1\b|\brelease certificate\b",
        "broker purchase": r"\bbrokers?\b|\bsurplus\b|\bindependent distributor\b",
        "nonconformity": r"\bNCR\b|\bnonconform\w*|\brejected\b|\bon hold\b",
        "return": r"\breturn(?:ed|s)?\b|\bRMA\b",
    }.items()
}
"""Sorts of cases that an auditor wants to have seen, by words that stand in their rows."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A sample with the sentence that says how many and why, and the rows it is of."""

    sample: Sample
    why: str
    records: tuple[Record, ...]


def draw(
    records: Sequence[Record],
    *,
    seed: int,
    about: str,
    risky: str = "",
    beside: Sequence[Record] = (),
    goods: bool = True,
) -> Drawn | None:
    """Draw from records of one sort; None of none.

    `about` keeps draws for different questions apart under one seed. `risky` says why more are
    looked at than usual, "" when nothing speaks for it. Of each sort of case that these records
    lack and those `beside` them have, one is added. Without `goods` the records are of no goods,
    and no sort of case is looked for.
    """
    if not records:
        return None
    ordered = sorted(records, key=_name)
    size = sample_size(len(ordered), risky=bool(risky))
    chance = random.Random(f"{seed}\x1f{about}")
    shuffled = chance.sample(ordered, len(ordered))
    chosen, strata = _stratified(shuffled, size) if goods else (shuffled[:size], [])
    why = _why(len(ordered), len(chosen), strata, risky)
    others = chance.sample(sorted(beside, key=_name), len(beside))
    more, added = _stratified(others, len(_STRATA), lacking=_held_by(ordered))
    if added:
        chosen += more
        why += f" From other records: a {', '.join(added)}."
    rows = tuple(_name(one) for one in sorted(chosen, key=_name))
    return Drawn(Sample(len(ordered), len(chosen), rows, seed), why, tuple(chosen))


def sample_size(population: int, *, risky: bool = False) -> int:
    """The square root of the population, half as many again where risky, within 3 and 15.

    A customary rule of internal auditors, not a statistical plan: it bounds the work and says
    nothing about the share of faults in the rest.
    """
    wanted = math.sqrt(population) * (1.5 if risky else 1.0)
    return min(population, max(FEWEST, min(MOST, math.ceil(wanted))))


def _held_by(records: Iterable[Record]) -> frozenset[str]:
    texts = [_text(one) for one in records]
    return frozenset(
        name for name, words in _STRATA.items() if any(words.search(text) for text in texts)
    )


def _stratified(
    shuffled: Sequence[Record], size: int, *, lacking: frozenset[str] | None = None
) -> tuple[list[Record], list[str]]:
    """One of each stratum first, as far as there is room, then the rest as chance has it.

    With `lacking` only one of each stratum that it does not name.
    """
    chosen: list[Record] = []
    strata = []
    texts = [_text(one) for one in shuffled]
    for name, words in _STRATA.items():
        if lacking is not None and name in lacking:
            continue
        one = next((r for r, said in zip(shuffled, texts, strict=True) if words.search(said)), None)
        if one is not None and len(chosen) < size:
            strata.append(name)
            if one not in chosen:
                chosen.append(one)
    if lacking is not None:
        return chosen, strata
    chosen += [one for one in shuffled if one not in chosen][: size - len(chosen)]
    return chosen, strata


def _why(population: int, size: int, strata: Iterable[str], risky: str) -> str:
    if size == population:
        return f"All {population}."
    named = ", ".join(strata)
    parts = [f"{size} of {population}"]
    parts += [f"more than usual because {risky}"] if risky else []
    parts += [f"among them a {named}" if named else ""]
    return "; ".join(part for part in parts if part) + "."


def _name(record: Record) -> str:
    """What the record is called and where it stands: the same on every machine."""
    return f"{record.key} ({record.row})" if record.row else record.key


def _text(record: Record) -> str:
    said = [field.text for field in record.fields.values()] + list(record.rest.values())
    return " ".join([*said, record.key])
