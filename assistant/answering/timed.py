"""When or where an act is told to be done: in its own clause, not in one that depends on it."""

import re
from collections.abc import Sequence

from assistant.answering.meant import (
    PARTICIPLE,
    POINTS_BACK,
    Thing,
    forms,
    with_lead_in,
    without_asides,
)
from assistant.answering.units import Unit
from assistant.language.acts import Asked
from assistant.language.answer_types import AnswerType, holds
from assistant.language.question import Question
from assistant.language.words import Word, word_list, words

_TIME_CLAUSE = re.compile(
    r"\b(?:when(?:ever)?|after|before|until|till|once|if|while|as\s+soon\s+as|prior\s+to|upon|(?<!the\s)following|"
    r"unless|during|as\s+part\s+of|because|since|where|in\s+order\s+to|so\s+that|to\s+ensure)\b",
    re.IGNORECASE,
)
TIMES = frozenset({AnswerType.TIME, AnswerType.DATE, AnswerType.FREQUENCY, AnswerType.DURATION})
_ASKS_READER = re.compile(
    r"\bplease\s+(?:identify|attach|list|provide|describe|explain|specify|state|give|indicate|enter|include|note)\b",
    re.I,
)
_NO_TIME = re.compile(
    r"\bon\s+the\b(?!\s+(?:\w+\s+)?(?:day|date|first|last|same|next|morning|evening|\d))|\b(?:frequency|intervals?)\b|"
    r"\b(?:as|if|when|where)\s+(?:applicable|appropriate|needed|necessary|required|possible)\b",
    re.IGNORECASE,
)
"""What looks like a time and is none."""
_UNITS = (
    r"(?:second|minute|hour|shift|day|week|weekend|month|quarter|year|time|morning|noon|evening|night|spring|summer|"
    r"autumn|fall|winter|season|(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|"
    r"august|september|october|november|december)"
)
_OF_THINGS = re.compile(
    r"(?<!before )(?<!after )(?<!at )(?<!on )(?<!with )\b(?:each|every)\s+(?=[a-z]{3})"
    rf"(?!(?:\w+\s+){{0,2}}{_UNITS}s?\b)",
    re.IGNORECASE,
)
"""Things taken one by one: "for each hazard" is no time."""
_OF_TIME = re.compile(
    rf"\b(?:every|each|per|a|once|twice|\d+|one|two|three|four|five|six|ten|twelve|thirty|within|the\s+same|next)\s+"
    rf"(?:\(\w+\)\s+)?(?:\w+\s+)?{_UNITS}s?\b|\b(?:annual|year|month|week|dai|quarter|hour|immediate|periodical|continuous|regular)ly\b|"
    r"\b(?:annual|periodic|at\s+once|straight\s+away|beforehand|always)\b|\b\d{1,2}[:.]\d\d\b|\b(?:19|20)\d\d\b",
    re.IGNORECASE,
)
_TO_DO = re.compile(r"\bto\s+(?:\w+\s+(?:or|and)\s+)?$", re.IGNORECASE)
_MUST_TO = re.compile(
    r"\b(?:required|has|have|had|needs?|ought|is|are|obliged|supposed|expected|due)\s+to\s+(?:\w+\s+(?:or|and)\s+)?$",
    re.I,
)
_HOLDS = word_list("takes_place")
_DETERMINERS = frozenset("the a an all each every its their our this these any".split())
_FEW = 6  # words between what is done and the word that says so


def tells_when(asked: Asked, question: Question, unit: Unit) -> bool:
    """Whether the unit tells a time of the act asked about, done to the thing asked about."""
    act = forms(asked.act, question)
    return any(_tells_when(asked, act, question, unit, line) for line in _lines(unit))


def _lines(unit: Unit) -> list[str]:
    """The unit, or each of several items in it, since the time of one is not that of another."""
    whole = with_lead_in(unit)
    opened, _, items = whole.partition("; ") if "\n" in unit.text else (whole, "", "")
    return [opened, *items.split("; ")] if items else [whole]


def _tells_when(
    asked: Asked, act: frozenset[str], question: Question, unit: Unit, whole: str
) -> bool:
    timed = _NO_TIME.sub(" ", whole)
    if AnswerType.TIME in question.kinds:
        timed = _OF_THINGS.sub(" ", timed)
    if _ASKS_READER.search(whole) or not any(
        holds(kind, timed) for kind in TIMES if kind in question.kinds
    ):
        return False
    if act.isdisjoint(question.spoken):
        head = forms(asked.things[-1:], question)
        named = unit.own.stems | unit.around.stems | unit.title.stems
        clause = AnswerType.FREQUENCY not in question.kinds and _TIME_CLAUSE.search(timed)
        return bool(clause or _OF_TIME.search(timed)) and not (head and head.isdisjoint(named))
    main = _main_clauses(without_asides(whole))
    said = words(main)
    acts = [one for one in said if one.stem in act and _is_told(main, one)]
    if asked.light:
        acts = [one for one in acts if _is_held(main, said, one)]
    everywhere = unit.own.stems
    thing = Thing.of(asked, question, unit)
    if not acts and (act & everywhere or act.isdisjoint(unit.around.stems)):
        return False
    if thing.beside and thing.beside.isdisjoint(unit.own.stems | thing.over | unit.nearby.stems):
        return False
    head, stems = thing.head, {word.stem for word in said}
    if not head or head & stems or (head.isdisjoint(everywhere) and thing.literal & thing.over):
        return True
    return bool(POINTS_BACK.search(main)) and bool(head & unit.nearby.stems)


def tells_where(asked: Asked, question: Question, unit: Unit) -> bool:
    """Whether the unit tells the act asked about, and a place after it."""
    act = forms(asked.act, question)
    if act.isdisjoint(question.spoken):
        return True
    text = with_lead_in(unit)
    said = words(text)
    thing = Thing.of(asked, question, unit)
    return any(
        holds(AnswerType.PLACE, re.split(r"[.;!?]", text[one.end :])[0])
        and thing.is_meant(text, said, one, (0, 0))
        for one in said
        if one.stem in act
    )


def _is_told(text: str, verb: Word) -> bool:
    """Whether it is not only what something else is done for: "a form to reject it"."""
    before = text[: verb.start]
    return _TO_DO.search(before) is None or _MUST_TO.search(before) is not None


def _is_held(text: str, said: Sequence[Word], noun: Word) -> bool:
    """Whether the thing is said to take place: "a review is held", "review: weekly"."""
    at = said.index(noun)
    if text[noun.end : noun.end + 3].lstrip()[:1] in (":", "|"):
        return True
    after = said[at + 1] if at + 1 < len(said) else None
    if after is not None and after.text.casefold() in _DETERMINERS:
        return True  # "reviews the system": the act itself
    for place, word in enumerate(said[max(0, at - _FEW) : at + _FEW + 1], start=max(0, at - _FEW)):
        if word.stem not in _HOLDS or re.search(
            r"[.;!?]", text[min(word.end, noun.end) : max(word.start, noun.start)]
        ):
            continue
        after = said[place + 1] if place + 1 < len(said) else None
        if (
            word.stem not in ("is", "are", "be")
            or after is None
            or not PARTICIPLE.search(after.text)
        ):
            return True
    return False


def _main_clauses(text: str) -> str:
    """The text without the clauses that say under which circumstances."""
    kept: list[str] = []
    for sentence in re.split(r"(?<=[.;!?])\s+", text):
        left = sentence
        while found := _TIME_CLAUSE.search(left):
            before, after = left[: found.start()], left[found.end() :]
            opens = not before.strip(" -•*(") or before.rstrip()[-1:] in (",", ":")
            ends = re.search(r",\s+(?!and\b|or\b)", after) if opens else None
            if opens and ends is None:
                left = f"{before} {after}"  # no comma tells where the condition ends
                break
            left = before + (" ; " + after[ends.end() :] if ends else "")
            if ends is None:
                break
        kept.append(left)
    return " ".join(kept)
