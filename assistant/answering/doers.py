"""Who is told to do an act: by the grammar of the sentence, not by standing in it."""

import re

from assistant.answering.meant import PARTICIPLE, Thing, forms, with_lead_in
from assistant.answering.somebody import somebodies
from assistant.answering.units import Unit
from assistant.language.acts import Asked, things_of
from assistant.language.answer_types import is_role
from assistant.language.question import Question
from assistant.language.words import Word, stem, stems_of, words

_NEAR = 3  # words between a role and what it is the role of
_PASSIVE = re.compile(
    r"\b(?:is|are|was|were|be|been|being|gets?|got)\s+"
    r"(?:(?:not|also|then|first|either|both|to|be|and|or|\w+(?:ly|ed|wn|ten|de)),?\s+){0,6}$",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"[.;!?]|\b(?:which|where|when|whenever|if|after|before|until|once|unless|because|so\s+that)\b",
    re.IGNORECASE,
)
_OF_SOMETHING = re.compile(
    r"\b(?:to|from|for|with|about|of|on|in|at|against|than|between|without|under|upon|into|as|than|notif\w+|inform\w*|"
    r"tell\w*|ask\w*|contact\w*|remind\w*)\s+(?:(?:an?|the|our|each|every|any|all|its|their|this)\s+)?(?:[\w’'-]+\s+){0,2}$",
    re.IGNORECASE,
)
"""What stands before somebody to whom something is done."""
_DOES_ANYWAY = re.compile(r"\s*(?:,?\s*who\b|to\b|\(\w[^)]*\)\s*to\b)", re.IGNORECASE)
_BY = re.compile(r"\b(?:by|through|via)\s+(?:[^.;]{0,80})$", re.IGNORECASE)
_GIVES = re.compile(
    r"\s*(?:(?:is|are|shall\s+be|must\s+be|comes|lies|rests)\s+)?(?:by|of|from|with)\s+(?:(?:an?|the|our|its|their)\s+)?(?:[\w-]+\s+){0,2}$",
    re.IGNORECASE,
)
_POSSESSED = re.compile(r"['’]s?\s+(?:[\w-]+\s+){0,2}$")
_RESPONSIBLE = re.compile(
    r"\b(?:responsib\w+|accountab\w+|authority|in\s+charge|own(?:s|er|ed)|duty|task|job)\b",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"\b(?:as\s+well|too|both|either|besides)\b", re.IGNORECASE)
_IS_ONE = re.compile(
    r"\b(?:must|shall|should|is|are|will)\s+(?:always\s+|also\s+)?(?:be\s+)?(?:an?\s+|the\s+|our\s+)(?:[\w-]+\s+){0,2}$",
    re.IGNORECASE,
)
_GIVEN = frozenset(
    stem(word)
    for word in (
        "approval consent signature permission responsibility decision task duty agreement "
        "authority job"
    ).split()
)
"""What somebody gives: "with the consent of the buyer"."""
_NAMED_ON = re.compile(r"\s+(?!\w*(?:er|or|ive|ist|man|ant|ent|head|lead)s?\b)[A-Z][a-z]+\b")
"""Words with capitals that go on: "Quality Management System" is nobody."""


def names_office(role: str, of: str, question: Question, unit: Unit) -> bool:
    """Whether it names the office as one: "head of production", "the production manager"."""
    said = words(unit.text)
    where = forms(list(things_of(of))[-1:], question)
    at = [place for place, word in enumerate(said) if word.stem in where]
    return any(
        is_role(word.text) and any(0 < abs(place - one) <= _NEAR for one in at)
        for place, word in enumerate(said)
    )


def tells_who(asked: Asked, question: Question, unit: Unit) -> bool:
    """Whether somebody in the unit does the act asked about to the thing asked about.

    An act that none of the texts found names is told by other words: then anybody who does
    anything may be the answer.
    """
    act = forms(asked.act, question)
    text = with_lead_in(unit)
    said = words(text)
    if act.isdisjoint(question.spoken):
        return _acts(text, stems_of(question.text))
    acts = [one for one in said if one.stem in act and not _is_doer(one)]
    if not acts and _GOES_ON.search(text):
        return True
    people = [
        one
        for one in somebodies(text, stems_of(question.text))
        if not _NAMED_ON.match(text, one[1])
    ]
    if act & unit.nearby.stems and any(_IS_ONE.search(text[:start]) for start, _ in people):
        return True
    thing = Thing.of(asked, question, unit)
    people = [one for one in people if stems_of(text[slice(*one)]).isdisjoint(thing.head)]
    return any(
        _does(text, one, verb) and thing.is_meant(text, said, verb, one)
        for one in people
        for verb in acts
        if not one[0] <= verb.start < one[1]
    )


def _is_doer(word: Word) -> bool:
    """Whether it names who does the act: the recorder records."""
    return re.fullmatch(rf"{re.escape(word.stem)}(?:e?rs?|ors?)", word.text.casefold()) is not None


def _acts(text: str, asked: frozenset[str]) -> bool:
    """Whether anybody is told to do anything."""
    return any(
        not _NAMED_ON.match(text, end)
        and (
            _BY.search(text[:start]) is not None
            or _IS_ONE.search(text[:start]) is not None
            or _RESPONSIBLE.search(text) is not None
            or text[:start].rstrip()[-1:] in (":", "|", "")
            or _OF_SOMETHING.search(text[:start]) is None
        )
        for start, end in somebodies(text, asked)
    )


def _does(text: str, one: tuple[int, int], verb: Word) -> bool:
    """Whether somebody is told to do the act, or to have it done by."""
    start, end = one
    participle = PARTICIPLE.search(verb.text) is not None
    passive = participle and _PASSIVE.search(text[: verb.start]) is not None
    if end <= verb.start:
        between = text[end : verb.start]
        if re.search(r"[.;!?]", between):
            return False
        if _POSSESSED.fullmatch(between) or " | " in between:
            return True
        if passive or _CLAUSE.search(between):
            return _RESPONSIBLE.search(between) is not None
        if re.match(r"\s*:", between):
            return True
        if (
            participle
            and len(between.split()) > 2
            and not re.search(r"\b(?:has|have|had)\s+(?:\w+\s+)?$", between)
        ):
            return False
        return _DOES_ANYWAY.match(between) is not None or not _OF_SOMETHING.search(text[:start])
    between = text[verb.end : start]
    if re.search(r"[.;!?]", between):
        return False
    if " | " in between or _RESPONSIBLE.search(text[verb.start : end]):
        return True
    if _BY.search(between):
        return not re.search(r"\b(?:is|are|was|were|be|been)\b", between)
    return verb.stem in _GIVEN and _GIVES.fullmatch(between) is not None
