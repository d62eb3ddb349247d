"""What speaks against a unit although it names much of the question."""

import re
from collections.abc import Mapping

from assistant.answering.units import Unit
from assistant.language.periods import dated
from assistant.language.question import Question, Subject

_TELLING = 0.9  # weight from which a word tells what is asked of a thing
_NOWHERE = 0.15  # level below which a subject counts as not named
_AROUND = 0.6  # level from which a thing counts as the one asked about
_OF_FEW = 1.5  # weight of a name or a code that hardly any passage has, or of a time
_ASKS_YES_OR_NO = re.compile(
    r"(?:^|[,.?;:–-]\s)\W*(?:is|are|was|were|do|does|did|may|can|could|must|should|has|have|had)\b",
    re.IGNORECASE,
)
_WHICH = re.compile(r"\W*which\s+(\w+)", re.IGNORECASE)
_IN_DAYS = re.compile(
    r"\bhow\s+many\s+(?:\w+\s+)?(?:days?|weeks?|months?|years?|yrs?)\b", re.IGNORECASE
)
_IN_HOURS = re.compile(r"\bhow\s+many\s+(?:\w+\s+)?(?:hours?|hrs?|minutes?|mins?)\b", re.IGNORECASE)
_HOURS = re.compile(r"\b(?:hours?|hrs?|minutes?|mins?|\d+\s?h)\b", re.IGNORECASE)
_DAYS_OR_MORE = re.compile(
    r"\b(?:days?|weeks?|months?|quarters?|years?|daily|weekly|monthly|annual(?:ly)?|yearly)\b",
    re.IGNORECASE,
)
_MONTHS_OR_MORE = re.compile(r"\b(?:weeks?|months?|quarters?|years?)\b", re.IGNORECASE)


def other_measure(asked: str, text: str) -> bool:
    """Whether days are asked for and only hours told, or hours asked for and only months told."""
    if _IN_DAYS.search(asked):
        return bool(_HOURS.search(text)) and not _DAYS_OR_MORE.search(text)
    if _IN_HOURS.search(asked):
        return bool(_MONTHS_OR_MORE.search(text)) and not _HOURS.search(text)
    return False


def lost_attribute(question: Question, named: Mapping[Subject, float]) -> bool:
    """Whether the thing asked about is there, but the attribute asked for is nowhere.

    A thing has many attributes, and its rows and sentences tell all the others. The attribute
    stands before the thing ("lab number of A-7") or ends the question ("when did A-7 arrive?");
    a word right beside a name ("stamp A-7") says what the thing is and may be missing.
    """
    things = [one for one, level in named.items() if _is_thing(one) and level >= _AROUND]
    if not things or _ASKS_YES_OR_NO.search(question.part or question.text):
        return False
    if _which_one(question, named):
        return False
    text = (question.part or question.text).casefold().rstrip(" ?.!")
    first = min(text.find(one.text.casefold()) for one in things)
    return any(
        one.text.isalpha()
        and not one.exact
        and one.weight >= _TELLING
        and level < _NOWHERE
        and (-1 < text.find(one.text.casefold()) < first or text.endswith(one.text.casefold()))
        and not _beside(text, one, things)
        for one, level in named.items()
    )


def _which_one(question: Question, named: Mapping[Subject, float]) -> bool:
    """Whether it asks which one of a kind that is named: the other words describe it."""
    kind = _WHICH.match(question.part or question.text)
    return kind is not None and any(
        one.text == kind.group(1) and level >= _AROUND for one, level in named.items()
    )


def _is_thing(one: Subject) -> bool:
    return one.weight >= _OF_FEW and (one.exact or one.period is not None)


def _beside(text: str, one: Subject, things: list[Subject]) -> bool:
    return any(
        re.search(rf"{re.escape(a)}\W+{re.escape(b)}", text, re.IGNORECASE)
        for thing in things
        if thing.stems
        for a, b in ((one.text, thing.text), (thing.text, one.text))
    )


def of_another_time(named: Mapping[Subject, float], unit: Unit) -> bool:
    """Whether it dates what it tells, and not in the time asked about."""
    asked = [level for one, level in named.items() if one.period is not None]
    return bool(asked) and max(asked) == 0.0 and bool(dated(unit.text))
