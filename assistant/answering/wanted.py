"""What a question wants told by name: somebody, a thing, a measure, an end, a limit."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from assistant.answering.form_fields import filled_in, other_field
from assistant.answering.somebody import office_over, somebodies, tells_somebody
from assistant.answering.units import Unit
from assistant.language.answer_types import COLUMN_OF, AnswerType, holds, is_role
from assistant.language.question import Question, Subject
from assistant.language.words import stems_of, word_list, words
from assistant.model.documents import Kind

_NAMED = 0.3  # level, in the sentence or over it, from which a word counts as named
_THE_OFFICE = 0.6  # the same for an office: a flight is no pilot
_KEPT = 0.5  # the same for a thing kept: lists of records tell like things apart
_TELLING, _TELLING_KEPT = 0.7, 0.9  # weights from which a noun tells what is wanted
_DOES = r"(?:is|are|was|were|do|does|did|can|may|must|should|shall|will|has|have|had)"
_DET = r"(?:the|an?|our|your|their|each|every|any)"
_THING = r"((?:[\w-]+\s+){0,3}?[\w-]+)\s*"
_WITH = r"of|for|in|on|at|to|from|with|by|without|about|under|that|which"
_WANTED = re.compile(
    rf"\b(?:what|which)\s+((?:[\w'’-]+\s+){{1,3}}?)(?:{_DOES}|of|applies|apply|counts?|for)\b", re.I
)
_WHAT_IS_IT = re.compile(
    rf"\bwhat(?:\s+(?:is|are|was|were)|['’]?s)\s+{_DET}\s+{_THING}(?=(?:of|for|in|on|at|to|from|with)\b)",
    re.IGNORECASE,
)
_EXISTS = re.compile(
    rf"\b(?:(?:is|are|was|were)\s+there|(?:do|did)\s+(?:we|you|they)\s+have|(?:have|has)\s+(?:we|you|they)\s+got)\s+"
    rf"(?:(?:an?|any|some|no)\s+){_THING}(?=(?:{_WITH}|who|when|if)\b|[?.,]|$)",
    re.IGNORECASE,
)
_IS_CLAUSE = re.compile(rf"\b(?:{_DOES}|i|we|you)\b", re.IGNORECASE)
_THING_ASKED = re.compile(
    rf"(?:\b{_DOES}|['’]s|\bwhere)\s+{_DET}\s+{_THING}(?=(?:{_WITH}|who|has|have|needs?|be|gets?|stays?|"
    r"kept|held|stored|done|made|due|takes?|lasts?|[\w-]+ed)\b|[?.,]|$)",
    re.IGNORECASE,
)
_WHO_IS = re.compile(
    r"\bwho(?:\s+(?:is|are|was|were)|['’]?s)\s+(?:the|our|your|an?)\s+(?:[\w-]+\s+){0,2}?([a-z]+)(?=\s+(?:of|for|in|on|at)\b|\W*$)",
    re.IGNORECASE,
)
_POINTS_BACK = re.compile(r"(?:he|she|they|this|that|it)\b", re.IGNORECASE)
_WHO_DOES_WHAT = re.compile(
    r"\bwho\s+(?:(?:may|can|must|should|shall|will|(?:has|have|needs|gets)\s+to)\s+)?[\w-]+\s+"
    rf"{_DET}\s+{_THING}(?=(?:{_WITH}|when|if|before|after)\b|[?.,]|$)",
    re.IGNORECASE,
)
_MEASURED = re.compile(
    r"\b([a-z]+)\s+(?:limits?|range|levels?|thresholds?|tolerance)\b|\b(?:max(?:imum)?|min(?:imum)?|highest|"
    r"lowest|upper|lower)\s+(?:(?:allowed|permitted|relative)\s+)?([a-z]+)\b",
    re.IGNORECASE,
)
_ASKS_END = re.compile(
    r"\b(?:expir(?:es?|y|ing)|r[ua]ns?\s+out|laps(?:es?|ing)|renew(?:ing|al)|falls?\s+due|is\s+up)\b",
    re.IGNORECASE,
)
_TELLS_END = re.compile(
    r"\b(?:expir\w*|valid\w*|until|till|laps\w+|renew\w*|due|ends?|ended|r[ua]ns?\s+out|lasts?|next|life|"
    r"good\s+(?:for|until|to)|use\s+by|best\s+before)\b",
    re.IGNORECASE,
)
_ASKS_FIRM = re.compile(
    r"\b(?:which|what)\s+(?:outside\s+|external\s+)?(?:firm|company|laboratory|lab|contractor|haulier|carrier|"
    r"courier|bank|insurer|agency|registrar|airplane|aircraft|helicopter|vehicle|airport|city|town|country)\b|\b(?:which|what)\s+certification\s+body\b",
    re.IGNORECASE,
)
_OF_ITSELF = re.compile(r"\b(?:(?:it|him|her)self|themselves)\b", re.I)
_ITSELF = re.compile(
    r"\b(?:\w*self|\w*selves|own|independen\w+|impartial\w*|same\s+person|involved|himself|nobody|no\s+one)\b",
    re.I,
)
"""How it is told who may not judge the own work."""
_NAMED_INSIDE = re.compile(r"(?:\w[\w,;]*\s+|[|(]\s*)([A-Z][\w&.-]+)")
_IN_A_PLACE = re.compile(
    r"\b(?:in|at|for)\s+(?:the|our|my)\s+((?:[\w-]+\s+){1,2}?(?:room|store|stores|stockroom|warehouse|depot|site|"
    r"cage|bench|area|hall|bay|fridge|freezer|office|dock|cabinet|shed|yard|lab|laboratory|workshop))\b",
    re.IGNORECASE,
)
_ASKS_LIMIT = re.compile(r"\b(?:allowed|permitted|permissible|limits?|acceptable)\b", re.IGNORECASE)
_SETS_LIMIT = re.compile(
    r"\b(?:limits?|max\w*|min\w*|tolerance|allowed|permitted|target|range|criteri\w+|spec\w*)\b",
    re.IGNORECASE,
)
_ASKS_KEPT = re.compile(r"\b(?:retention|keep|kept|retain\w*)\b", re.IGNORECASE)
_ASIDE = re.compile(r"\b(?:once|after|when|if|while|before|until|since|because)\b", re.IGNORECASE)
"""What follows says under which condition, not of which thing."""
_OF_ONE_THING = frozenset(
    {
        *(AnswerType.DURATION, AnswerType.FREQUENCY, AnswerType.PLACE),
        *(AnswerType.TIME, AnswerType.PERSON),
    }
)
_OF_RULES = frozenset({Kind.PROCEDURE, Kind.MANUAL, Kind.POLICY, Kind.WORK_INSTRUCTION})
"""Kinds of documents whose tables tell of things and offices more than of people."""
_OF_TIME = frozenset({AnswerType.TIME, AnswerType.DATE})
_OF_VALUE = frozenset(
    {
        *(AnswerType.QUANTITY, AnswerType.TEMPERATURE, AnswerType.PERCENT),
        *(AnswerType.DURATION, AnswerType.FREQUENCY, AnswerType.MONEY),
    }
)
_GENERIC = word_list("generic") | word_list("common")
_MEASURES = frozenset(
    """
    period time date day year month number percentage percent figure amount quantity interval
    frequency duration level rate value kind type sort size share score limit limits range
    text wording deadline cutoff reason answer rule place location age
    purpose scope aim goal role meaning definition difference point use job task rules process
    steps way best first next last status name
    """.split()
)
"""What is wanted of these is told by its own form, not by the word."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """The words of a question that its answer has to name, in lower case; "" for none."""

    noun: str  # "brand" in "what brand of gloves"
    phrase: str  # "off-site backup" in "where is the off-site backup of the files"
    measured: str  # "humidity" in "humidity limits"
    asset: str  # "budget" in "what is the budget for audits"
    there: str  # "fatalities" in "were there any fatalities"
    kept: str  # the question up to a condition, where it asks how long something is kept

    @property
    def thing(self) -> str:
        """The last word of the phrase."""
        return self.phrase.split()[-1] if self.phrase else ""


@lru_cache(maxsize=256)
def wanted_by(asked: str) -> Wanted:
    """Read a question for what it wants told by name."""
    noun, thing = _WANTED.search(asked), _WHO_DOES_WHAT.search(asked) or _THING_ASKED.search(asked)
    measured = _MEASURED.search(asked)
    return Wanted(
        noun=noun[1].split()[-1].casefold() if noun and not _IS_CLAUSE.search(noun[1]) else "",
        phrase=thing[1].casefold() if thing else "",
        measured=(measured[1] or measured[2]).casefold() if measured else "",
        asset=asset[1].split()[-1].casefold() if (asset := _WHAT_IS_IT.search(asked)) else "",
        there=there[1].split()[-1].casefold() if (there := _EXISTS.search(asked)) else "",
        kept=_ASIDE.split(asked, maxsplit=1)[0].casefold() if _ASKS_KEPT.search(asked) else "",
    )


def leaves_wanted_out(question: Question, named: Mapping[Subject, float], unit: Unit) -> bool:
    """Whether the unit lacks what the question wants told by name, however much else it names."""
    asked, kinds = question.part or question.text, question.kinds
    wanted, plain = wanted_by(asked), [one for one in named if one.stems and not one.exact]
    return (
        (AnswerType.PERSON in kinds and not _tells_who(question, unit))
        or _of_another_office(asked, plain, unit)
        or _lacks(wanted.noun, plain, unit)
        or _lacks(wanted.there, plain, unit)
        or _lacks(wanted.asset, plain, unit)
        or _names_no_firm(asked, unit)
        or (_OF_ITSELF.search(asked) is not None and not _ITSELF.search(unit.passage.text))
        or other_field(question, named, unit)
        or (not _OF_ONE_THING.isdisjoint(kinds) and _lacks_thing(wanted, named, plain, unit))
        or (not _OF_TIME.isdisjoint(kinds) and _lacks_end(asked, question, unit))
        or (not _OF_VALUE.isdisjoint(kinds) and _of_another(asked, unit))
        or (not _OF_VALUE.isdisjoint(kinds) and _lacks(wanted.measured, plain, unit))
        or (AnswerType.DURATION in kinds and _keeps_another(wanted, plain, unit))
    )


def _tells_who(question: Question, unit: Unit) -> bool:
    cells, asked = unit.passage.cells, stems_of(question.text)
    if any(asked & stems_of(header) - _GENERIC and not stems_of(t) <= asked for header, t in cells):
        return True  # "who is the maker of …": a column of makers says it, whoever that is
    text = " | ".join(text for _, text in cells) if cells else _under(unit)
    over = unit.columns or tuple(header for header, _ in cells)
    offices = (is_role(text[slice(*one)]) for one in somebodies(text, asked))
    if over and unit.revision.identity.kind in _OF_RULES and not any(offices):
        return any(map(COLUMN_OF[AnswerType.PERSON].search, over))  # "Unit Test Report" is nobody
    return tells_somebody(text, asked, in_cells=bool(cells))


def _under(unit: Unit) -> str:
    return office_over(unit.passage.section_title) + filled_in(unit)


def _of_another_office(asked: str, plain: list[Subject], unit: Unit) -> bool:
    """Whether it is asked who holds an office ("who was the pilot of …") that it does not name."""
    office = _WHO_IS.search(asked)
    if office is None or unit.passage.cells or not is_role(office[1]):
        return False
    keys = [unit.own]
    keys += [unit.nearby] if _POINTS_BACK.match(unit.text) else []
    keys += [unit.around] if unit.columns else []
    role = office[1].casefold()
    return any(
        one.text.casefold().split()[-1] == role and max(map(one.matches, keys)) < _THE_OFFICE
        for one in plain
    )


def _lacks(word: str, plain: list[Subject], unit: Unit) -> bool:
    """Whether a telling word of the question stands neither in the unit nor over it."""
    return (
        bool(word)
        and word not in _MEASURES
        and any(
            one.weight >= _TELLING
            and one.text.casefold().split()[-1] == word
            and not set(one.stems) <= _GENERIC
            and level_over(one, unit) < _NAMED
            and not _in_part(one, unit)
            for one in plain
        )
    )


def _lacks_thing(
    wanted: Wanted, named: Mapping[Subject, float], plain: list[Subject], unit: Unit
) -> bool:
    """Whether the thing is missing of which it asks; a name or number in it tells enough."""
    told = any(one.exact and one.text.casefold() in wanted.phrase for one in named)
    return not told and _lacks(wanted.thing, plain, unit)


def _names_no_firm(asked: str, unit: Unit) -> bool:
    """Whether it is asked which firm, and the unit names nobody that the question does not."""
    if unit.passage.cells or not _ASKS_FIRM.search(asked):
        return False
    known = stems_of(asked)
    if unit.label is not None and known.isdisjoint(unit.label.stems | unit.title.stems):
        return True
    names = (found[1] for found in _NAMED_INSIDE.finditer(unit.text))
    return all(stems_of(name) <= known for name in names)


def _lacks_end(asked: str, question: Question, unit: Unit) -> bool:
    """Whether an end is asked for and none told; of a thing with a name or a number, as a date."""
    if not _ASKS_END.search(asked):
        return False
    filled = [header for header, text in unit.passage.cells if text.strip(" -–—")]
    over = (unit.text, unit.passage.section_title or "", *unit.columns, *filled)
    if not _TELLS_END.search(" ".join(over)):
        return True
    of_one = any(one.exact and one.stems for one in question.subjects)
    return of_one and not holds(AnswerType.DATE, unit.text)


def _of_another(asked: str, unit: Unit) -> bool:
    """Whether it tells a value of another thing of the kind, or one measured, not one allowed.

    Of another thing: the passage names the thing asked about ("chemical store") and the unit only
    its like ("main store").
    """
    if unit.passage.cells:
        over = " ".join(header for header, _ in unit.passage.cells)
        return bool(_ASKS_LIMIT.search(asked)) and not _SETS_LIMIT.search(over)
    here, known = _pairs(unit.text), unit.own.stems | unit.around.stems
    place = _IN_A_PLACE.search(asked)
    if place and _IN_A_PLACE.search(unit.text) and not stems_of(place[1]) <= known:
        return True
    return any(
        which not in known and any(head == thing for _, head in here)
        for which, thing in _pairs(asked) & _pairs(unit.passage.text)
    )


@lru_cache(maxsize=10_000)
def _pairs(text: str) -> frozenset[tuple[str, str]]:
    """Neighbouring words that say something, as stems: ("chemical", "store")."""
    return frozenset(
        (one.stem, after.stem)
        for one, after in pairwise(words(text))
        if not one.is_stop_word and not after.is_stop_word and after.start - one.end == 1
    )


def _keeps_another(wanted: Wanted, plain: list[Subject], unit: Unit) -> bool:
    """Whether it tells how long other things are kept than the very one asked about."""
    return bool(wanted.kept) and any(
        one.weight >= _TELLING_KEPT
        and one.text.casefold() in wanted.kept
        and not one.verb
        and not _ASKS_KEPT.search(one.text)
        and not set(one.stems) <= _GENERIC
        and level_over(one, unit) < _KEPT
        for one in plain
    )


def _in_part(one: Subject, unit: Unit) -> bool:
    """Whether one of several words that name it together is there: "audit" of "audit finding"."""
    there = unit.own.stems | unit.around.stems | unit.title.stems
    return len(one.stems) > 1 and not there.isdisjoint(one.stems)


def level_over(one: Subject, unit: Unit) -> float:
    """How well the unit itself, or what stands over it, names a subject."""
    return max(one.matches(unit.own), one.matches(unit.around), one.matches(unit.title))
