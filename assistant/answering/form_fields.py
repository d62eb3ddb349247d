"""Fields of forms: each answers only what its own label says."""

import re
from collections.abc import Mapping

from assistant.answering.units import FIELD, Unit
from assistant.language.question import Question, Subject
from assistant.language.words import word_list

_SAID = 0.6  # level above which a label names a word of the question
_OF_WHAT = re.compile(r"\b(?:of|in|on|for|at|during|to|from|with)\b")
_TELLING = 0.5  # weight from which a word tells what is asked
_GENERIC = word_list("generic")
_PEOPLE = frozenset({"peopl", "person"})
"""Whom a field is about its label leaves out: "Injuries: 1 minor" counts people."""


def filled_in(unit: Unit) -> str:
    """What stands in the field; the whole text of a unit that is none."""
    field = FIELD.match(unit.text)
    return field[2] if field else unit.text


def other_field(question: Question, named: Mapping[Subject, float], unit: Unit) -> bool:
    """Whether it is a field of a form that does not hold what is asked of the thing.

    What is asked stands before the last "of", "in", "on" of the question, which is followed by the
    thing. The label says it, or the field itself; the heading over it may say a part.
    """
    if unit.label is None:
        return False
    asked = _asked_of_it(question, named)
    telling = [one for one in asked if not set(one.stems) <= _GENERIC | _PEOPLE]
    telling = [one for one in telling if one.weight >= _TELLING] or telling
    if not telling:
        return False
    said = any(_in_field(one, unit) for one in asked)
    return not said or not all(
        _in_field(o, unit) or o.matches(unit.around) > _SAID for o in telling
    )


def _in_field(one: Subject, unit: Unit) -> bool:
    label = unit.label is not None and one.matches(unit.label) > _SAID
    return label or unit.own.stems.issuperset(one.stems)


def _asked_of_it(question: Question, named: Mapping[Subject, float]) -> list[Subject]:
    asked = (question.part or question.text).casefold()
    plain = [one for one in named if one.stems and not one.exact]
    *_, last = [0, *(found.start() for found in _OF_WHAT.finditer(asked))]
    return [one for one in plain if -1 < asked.find(one.text.casefold()) < last] or plain
