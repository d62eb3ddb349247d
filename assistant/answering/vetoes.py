"""What speaks against a unit although it names much of the question."""

import re
from collections.abc import Mapping

from assistant.answering.units import Unit
from assistant.answering.wanted import level_over
from assistant.language.answer_types import AnswerType
from assistant.language.periods import dated
from assistant.language.question import Question, Subject
from assistant.language.words import stem, word_list

_TELLING = 0.9  # weight from which a word tells what is asked of a thing
_NOWHERE = 0.15  # level below which a subject counts as not named
_AROUND = 0.6  # level from which a thing counts as the one asked about
_OTHER_TIME, _OTHER_MATTER = 0.6, 0.7
_OF_FEW = 1.5  # weight of a name or a code that hardly any passage has, or of a time
_ASKS_YES_OR_NO = re.compile(
    r"(?:^|[,.?;:–-]\s)\W*(?:is|are|was|were|do|does|did|may|can|could|must|should|has|have|had)\b",
    re.IGNORECASE,
)
_ASKS_KEEPING = re.compile(
    r"\b(?:keep|kept|retain|retained|hang\s+on|hold\s+on|archived?|records?\s+stored|stay\s+on\s+file)\b",
    re.IGNORECASE,
)
_KEEPING = re.compile(
    r"\b(?:keep\w*|kept|retain\w*|retention|archiv\w*|stor(?:e|ed|age)|held|preserv\w*|"
    r"destroy\w*|dispos\w*|on\s+file)\b",
    re.IGNORECASE,
)
_WHO_DOES = re.compile(
    r"\bwho\s+(?:(?:may|can|could|must|should|shall|will|has\s+to|have\s+to|is\s+allowed\s+to|"
    r"gets\s+to|is\s+supposed\s+to|needs\s+to)\s+)?(\w+)",
    re.IGNORECASE,
)
_WHICH = re.compile(r"\W*which\s+(\w+)", re.IGNORECASE)
_IN_DAYS = re.compile(
    r"\bhow\s+many\s+(?:\w+\s+)?(?:days?|weeks?|months?|years?|yrs?)\b", re.IGNORECASE
)
_HOW_OLD = re.compile(r"\bhow\s+old\b", re.IGNORECASE)
_AGE = re.compile(
    r"\b(?:age[ds]?|old(?:er)?|born|made|built|manufactur\w+|since|from|days?|weeks?|months?|years?|yrs?)\b|\b(?:19|20)\d\d\b",
    re.IGNORECASE,
)
_IN_HOURS = re.compile(r"\bhow\s+many\s+(?:\w+\s+)?(?:hours?|hrs?|minutes?|mins?)\b", re.IGNORECASE)
_HOURS = re.compile(r"\b(?:hours?|hrs?|minutes?|mins?|\d+\s?h)\b", re.IGNORECASE)
_DAYS_OR_MORE = re.compile(
    r"\b(?:days?|weeks?|months?|quarters?|years?|daily|weekly|monthly|annual(?:ly)?|yearly)\b",
    re.IGNORECASE,
)
_MONTHS_OR_MORE = re.compile(r"\b(?:weeks?|months?|quarters?|years?)\b", re.IGNORECASE)
_WHEN = (
    r"\b(?:when|how\s+(?:often|frequently|soon|quick(?:ly)?|fast|early)|"
    r"how\s+many\s+(?:\w+\s+)?(?:hours?|days?|weeks?|months?|years?))\b"
)
_BE = r"(?:is|are|was|were|be|been|being|get|gets|got)"
_DONE_WHEN = re.compile(
    rf"{_WHEN}(?=[^?.,;]*?\b{_BE}\b)[^?.,;]*?\s((?:re-?)?[a-z]+(?:ed|ught|nt|wn|tten))(?=\s+(?:after|before|by|when|if|for|"
    r"from|in|on|at|to|with|once|and|or|unless|without|during)\b|\s*(?:[?.,;!–-]|$))",
    re.IGNORECASE,
)
_DOES_WHEN = re.compile(
    rf"{_WHEN}\s+(?:must|should|shall|can|may|do|does|did|will)\s+(?:we|you|i|they|he|she|one)\s+"
    r"(?:(?:have|need)\s+to\s+|ever\s+|normally\s+|usually\s+)?((?:re-?)?[a-z]+)\b",
    re.IGNORECASE,
)
_TIMETABLE = re.compile(
    r"\W*(?:[\d.]+\s+)?(?:(?:at\s+)?(?:what|which)\s+|the\s+)?(?:intervals?|frequenc(?:y|ies)|how\s+often|timetable|"
    r"deadlines?|time\s+limits?|times|periods|schedule)(?:\s+in\s+\w+|\s*\(\w+\))?\W*",
    re.IGNORECASE,
)
"""Headings that say that times follow and nothing else: there the act need not be told again."""
_ACT_TOLD = 0.3  # level, in the sentence or over it, from which an act is told
_GOES_ON = re.compile(r"\b(?:as\s+well|also|too|both|either|besides)\b", re.IGNORECASE)
_PEOPLE = frozenset({"people", "persons", "person"})
_COMMON = word_list("common")
_VAGUE = _COMMON - {"choos", "pay", "prepar", "order", "pick", "visit"}
"""Acts told in too many words to be missed, where it is asked who does them."""
_PLAIN_ACTS = _COMMON | word_list("generic")
_OF_AN_ACT = frozenset(
    {AnswerType.TIME, AnswerType.DATE, AnswerType.FREQUENCY, AnswerType.DURATION}
)


def other_measure(asked: str, text: str) -> bool:
    """Whether a length of time is told in another measure than asked for: hours for days."""
    if _IN_DAYS.search(asked):
        return bool(_HOURS.search(text)) and not _DAYS_OR_MORE.search(text)
    if _HOW_OLD.search(asked):
        return _AGE.search(text) is None
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
        and one.text.casefold() not in _PEOPLE
        and one.weight >= _TELLING
        and level < _NOWHERE
        and (-1 < text.find(one.text.casefold()) < first or text.endswith(one.text.casefold()))
        and not _beside(text, one, things)
        for one, level in named.items()
    )


def left_of_support(question: Question, named: Mapping[Subject, float], unit: Unit) -> float:
    """The share of its support that a unit of another time or another matter keeps, in (0, 1]."""
    left = _OTHER_TIME if _of_another_time(named, unit) else 1.0
    return left * _OTHER_MATTER if _other_matter(question, named, unit) else left


def _other_matter(question: Question, named: Mapping[Subject, float], unit: Unit) -> bool:
    """Whether it tells a length of time of something else: keeping is told by a word of it."""
    asked = question.part or question.text
    over = " ".join((unit.text, unit.passage.section_title or "", *unit.columns))
    keeps = AnswerType.DURATION in question.kinds and _ASKS_KEEPING.search(asked)
    return bool(keeps) and not _KEEPING.search(over)


def other_act(question: Question, named: Mapping[Subject, float], unit: Unit) -> bool:
    """Whether it is asked who does something, and the unit tells of another act.

    A sentence that adds to the one before it ("as well") is about the same act.
    """
    verb = _WHO_DOES.search(question.part or question.text)
    if AnswerType.PERSON not in question.kinds or verb is None:
        return False
    acts = [
        one
        for one in named
        if one.stems and one.text == verb.group(1) and (one.groups or stem(one.text) not in _VAGUE)
    ]
    told = max((level_over(one, unit) for one in acts), default=1.0)
    return told < _ACT_TOLD and not _GOES_ON.search(unit.text)


def other_act_timed(question: Question, named: Mapping[Subject, float], unit: Unit) -> bool:
    """Whether it is asked when or how often a thing is done, and neither the unit nor what stands
    beside it tells of that act."""
    if _OF_AN_ACT.isdisjoint(question.kinds) or unit.passage.cells:
        return False
    if any(map(_TIMETABLE.fullmatch, (*unit.passage.heading_path, *unit.columns))):
        return False
    asked = question.part or question.text
    found = _DONE_WHEN.search(asked) or _DOES_WHEN.search(asked)
    if found is None:
        return False
    verb = stem(found[1].split("-")[-1])
    acts = [one for one in named if verb in one.stems and not set(one.stems) <= _PLAIN_ACTS]
    return any(named[one] < _ACT_TOLD for one in acts)


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


def _of_another_time(named: Mapping[Subject, float], unit: Unit) -> bool:
    """Whether it dates what it tells, and not in the time asked about."""
    asked = [level for one, level in named.items() if one.period is not None]
    return bool(asked) and max(asked) == 0.0 and bool(dated(unit.text))
