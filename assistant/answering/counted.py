"""Whether a text counts what a question counts: "how many auditors" is not told by days."""

import re
from functools import lru_cache
from itertools import takewhile

from assistant.answering.units import Unit
from assistant.language.answer_types import is_role
from assistant.language.question import Question, Subject
from assistant.language.words import words

_HOW_MANY = re.compile(
    r"\bhow\s+many\s+((?:[\w-]+\s+){0,3}?[\w-]+)(?=\s+(?:is|are|was|were|do|does|did|can|may|must|should|"
    r"shall|will|has|have|had|of|per|in|on|at|for|from|with|to|a|an|each|every|need|needs|get|go|make|"
    r"we|you|i|they)\b|\s*(?:[?.,;!–-]|$))",
    re.IGNORECASE,
)
_NAMES_SOMETHING = re.compile(
    r"\b(?:[A-Z]{2,}(?:/[A-Z]+)*|sections?|clauses?|steps?|stages?|phases?|levels?|classe?s?|tables?|figures?|"
    r"part|parts|forms?|rev(?:ision)?|version|issue|annex|appendix|no\.?|nos\.?|number)\s+#?\d[\d.:/-]*"
    r"|#\s?\d+|\(\s*(?:see\s+)?\d{1,2}(?:\.\d{1,2})+\s*\)|\b(?:19|20)\d\d\b|\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b|\b[A-Z]+[-/]?\d[\w.:/-]*"
)
"""Numbers that name a thing or a day: they count nothing."""
_OWN_NUMBER = re.compile(r"^\s*\(?\d{1,2}(?:\.\d{1,2})*[.)]?\s+(?=\D)")
_COUNT = re.compile(
    r"(?<![\w.:/-])(?:\d+(?:[.,]\d+)*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|"
    r"twenty|thirty|fifty|hundred|half|none|zero|single|both|double|no)(?![\w:/]|[.-]\d)(?:\s*\(\s*\d+\s*\))?",
    re.IGNORECASE,
)
_MEASURE = frozenset(
    """
    second minute hour day week month quarter year yr yrs hr hrs min mins sec secs wk wks shift
    percent cent degre mm cm m km kg g lb mg ml l litr liter mile inch feet foot ft c f euro
    dollar pound eur gbp usd time
    """.split()
)
"""Stems of measures; a number before one counts nothing else."""
_SIGN = re.compile(r"\s*(?:%|°|[€£$])")
_COUNTER = frozenset(
    "piec pcs item unit part copi sampl lot thing off each more less fewer".split()
)
"""Stems that count whatever was named before."""
_PEOPLE = frozenset("peopl person men women member staff visitor guest signatori".split())
"""Stems that count people, whichever office they hold."""
_ONE_OF = re.compile(r"(?:one|two)\s+(?:\w+\s+)?of\s+(?:the|our|these|those|its)\b", re.IGNORECASE)
"""A part of them: how many they are it does not say."""
_KIN = 0.5  # level from which a word close in meaning counts as the thing
_BETWEEN = frozenset("or more of the our these than".split())
_VALUE_OF = re.compile(
    r"[^.;!?]*(?:\b(?:is|are|be|of|to|at\s+least|at\s+most|least|most|maximum|minimum|exceed|than|limited\s+to)|[:=–-])\s*$",
    re.I,
)
"""What stands before the value of a thing: "the number of copies is", "auditors:"."""
_NEAR = 6  # words between a thing and the number that is its value
_STRETCH = 80  # characters
_FEW_WORDS = 4  # between a number and the noun it counts: "three qualified internal auditors"


def counts_another(question: Question, unit: Unit) -> bool:
    """Whether it is asked how many of a thing, and every number in the unit counts another."""
    noun = _counted(question.part or question.text)
    if noun is None or unit.passage.cells or " | " in unit.text:
        return False
    text = _NAMES_SOMETHING.sub(" ", _OWN_NUMBER.sub(" ", unit.text))
    numbers = list(_COUNT.finditer(text))
    asked = [one for one in question.subjects if noun in one.stems]
    if (
        numbers
        and noun not in unit.own.stems
        and any(one.groups & unit.own.groups for one in asked)
    ):
        return False  # counted under a synonym
    if _opens_list_of(unit.text, noun):
        return False
    return not any(_counts(text, one, noun, asked) for one in numbers)


def _opens_list_of(text: str, noun: str) -> bool:
    """Whether it ends by announcing the things themselves, which can be counted."""
    last = words(text[text.rfind(".", 0, len(text) - 1) + 1 :])
    return text.rstrip().endswith(":") and any(word.stem == noun for word in last)


@lru_cache(maxsize=256)
def _counted(asked: str) -> str | None:
    """Stem of the noun after "how many"; None for none, and for a measure, told by its own form."""
    found = _HOW_MANY.search(asked)
    if found is None:
        return None
    said = list(takewhile(lambda word: not word.is_stop_word, words(found[1])))
    if not said or any(word.stem in _MEASURE for word in said):
        return None
    noun = said[-1]
    return noun.stem if noun.text.casefold().endswith("s") else None


def _counts(text: str, number: re.Match[str], noun: str, asked: list[Subject]) -> bool:
    """Whether a number counts the thing: stands before it, or after it as its value."""
    if _SIGN.match(text, number.end()) or _ONE_OF.match(text, number.start()):
        return False
    same = {
        noun,
        *(stem for one in asked for stem in one.stems),
        *(near for one in asked for near, level in one.kin if level >= _KIN),
    }
    of_people = noun in _PEOPLE or any(is_role(one.text) for one in asked)
    for word in words(text[number.end() : number.end() + _STRETCH])[:_FEW_WORDS]:
        if word.stem in same or word.stem in (_COUNTER | _PEOPLE if of_people else _COUNTER):
            return True
        if word.stem in _MEASURE or (word.is_stop_word and word.text.casefold() not in _BETWEEN):
            break
    before = _VALUE_OF.search(text[max(0, number.start() - _STRETCH) : number.start()])
    return before is not None and any(word.stem in same for word in words(before[0])[-_NEAR:])
