"""Which units make the answer: the best one, what belongs to it, and what adds to it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.fitting import CAPTION, Fit
from assistant.answering.units import Unit
from assistant.language.answer_types import AnswerType
from assistant.language.question import Question

_AS_GOOD = 0.8  # a further place must fit nearly as well as the best one
_BESIDE = 0.8  # a neighbouring sentence may fit less well, its subject being the same
_STEP = 0.6  # the same for the next step of a way of working
_MOST_PICKS = 3
_AS_GOOD_FOR_ONE, _FEW_PICKS = 0.85, 2  # of a question with one value
_SINGLE = frozenset(
    {
        *(AnswerType.DURATION, AnswerType.FREQUENCY, AnswerType.QUANTITY, AnswerType.PERCENT),
        *(AnswerType.MONEY, AnswerType.TEMPERATURE, AnswerType.CODE, AnswerType.DATE),
        *(AnswerType.NAME, AnswerType.HOLDER, AnswerType.PERSON),
    }
)
"""Kinds of answer of one value: a second place only where it answers nearly as well."""
_SHOWN = re.compile(r"\b(?:following|below|next)\s+(?:figure|diagram|flow\s?chart|picture)\b", re.I)
"""A picture is no part of an answer in words."""
_SAME = 0.75  # share of stems two sentences have in common when they say the same
_MOST_ROWS = 6
_LONGEST_SPAN = 8  # units
_LONGEST_STEPS = 7


@dataclass(frozen=True, slots=True)
class Pick:
    """Neighbouring units of one passage, quoted as one stretch."""

    units: tuple[Unit, ...]
    support: float

    @property
    def quote(self) -> str:
        """The stretch, verbatim."""
        return self.units[0].passage.text[self.units[0].start : self.units[-1].end]


def pick(question: Question, fits: Sequence[Fit]) -> list[Pick]:
    """At least one pick for at least one fit; the best first."""
    ranked = sorted(fits, key=lambda one: (-one.support, one.unit.rank, one.unit.start))
    best = ranked[0]
    picks: list[Pick] = []
    taken: list[frozenset[str]] = []
    rows = _rows(ranked, best) if best.unit.passage.cells else []
    one_value = _SINGLE.issuperset(question.kinds)
    most, enough = (_FEW_PICKS, _AS_GOOD_FOR_ONE) if one_value else (_MOST_PICKS, _AS_GOOD)
    for one in ranked:
        if len(picks) == most or one.support < enough * best.support:
            break
        if one.unit.passage.cells or _said(one.unit, taken):
            continue
        grown = _grown(one, [o for o in fits if o is one or not _said(o.unit, taken)], question)
        taken += [unit.own.stems for unit in grown]
        picks.append(Pick(grown, one.support))
    return rows + picks[: _MOST_PICKS - 1] if rows else picks


def _said(unit: Unit, taken: Sequence[frozenset[str]]) -> bool:
    """Whether the answer has a sentence of nearly the same words already."""
    own = unit.own.stems
    return any(len(own & one) >= _SAME * len(own | one) for one in taken if own or one)


def _rows(ranked: Sequence[Fit], best: Fit) -> list[Pick]:
    """Rows of the same log that answer as well as the best one; their rank does not count."""
    equal = [one for one in ranked if _same_log(one, best) and one.coverage >= best.coverage - 0.02]
    return [Pick((one.unit,), one.support) for one in equal[:_MOST_ROWS]]


def _same_log(one: Fit, other: Fit) -> bool:
    here, there = one.unit.passage, other.unit.passage
    if here.row is None or there.row is None:
        return here.id == there.id
    return here.revision == there.revision and _sheet(here.row) == _sheet(there.row)


def _sheet(row: str) -> str:
    return row.rsplit("!", 1)[0]


def _grown(seed: Fit, fits: Sequence[Fit], question: Question) -> tuple[Unit, ...]:
    """The seed with the neighbours that belong to it."""
    passage = [one for one in fits if one.unit.passage.id == seed.unit.passage.id]
    passage.sort(key=lambda one: one.unit.start)
    at = passage.index(seed)
    first = max(0, at - 1) if len(question.kinds) > 1 else _lead_in(passage, at)
    last = at
    while last + 1 < len(passage) and last + 1 - first < _LONGEST_SPAN:
        if not _belongs(
            passage[last + 1], passage[last], passage[first], seed, question, last - first
        ):
            break
        last += 1
    return tuple(one.unit for one in passage[first : last + 1])


def _lead_in(passage: Sequence[Fit], at: int) -> int:
    """Index of the sentence that opens the list the seed stands in, else the seed's own."""
    if not _is_item(passage[at].unit):
        return at
    for index in range(at - 1, max(-1, at - _LONGEST_SPAN), -1):
        if passage[index].unit.text.rstrip().endswith(":"):
            return index
        if not _is_item(passage[index].unit):
            return at
    return at


def _belongs(
    following: Fit, last: Fit, first: Fit, seed: Fit, question: Question, length: int
) -> bool:
    if CAPTION.match(following.unit.text) or _SHOWN.search(last.unit.text):
        return False
    listed = _is_item(following.unit) or _next_line(last.unit, following.unit)
    if first.unit.text.rstrip().endswith(":") and listed:
        return True
    if last.unit.text.rstrip().endswith(":"):
        return True
    if len(question.kinds) > 1 and length < 2:
        return True
    if question.expects is AnswerType.STEPS and length + 1 < _LONGEST_STEPS:
        return following.support >= _STEP * seed.support
    return following.support >= _BESIDE * seed.support and following.right_kind


def _next_line(last: Unit, following: Unit) -> bool:
    """Whether it is the next item of a list without marks: the next line, no sentence closed."""
    gap = following.passage.text[last.end : following.start]
    closed = last.text.rstrip()[-1:] in ".!?:" or following.text.rstrip()[-1:] in "!?:"
    return gap.count("\n") == 1 and not closed


def _is_item(unit: Unit) -> bool:
    text = unit.text.lstrip()
    return bool(text) and (
        text[0] in "-•*–—▪●◦("
        or text[:1].islower()
        or (text[:3].rstrip(" .)").isalnum() and text[1:3].strip()[:1] in (".", ")"))
    )
