"""Whether a sentence says the same as its source: negation, duty, limits and conditions."""

import re
from collections.abc import Iterator, Set
from functools import lru_cache

from assistant.drafting.support import content
from assistant.language.words import stem, words

_NOT = re.compile(
    r"\b(?:not|no|never|none|nobody|nothing|neither|nor|without|cannot|nowhere)\b|n['’]t\b"
    r"|\b(?:prohibit|forbid|forbidden|bann?ed|refus)\w*",
    re.IGNORECASE,
)
_JOINING = frozenset(
    (
        "the a an and or of to in on at by for with from is are was were be been being has have had"
        " do does did will would shall must may might can could should cannot not no never none"
        " nobody nothing neither nor without that this these those it its they them their he she"
        " his her we our you your as than then there which who whom so such any all"
    ).split()
)
_REACH = 4  # words that carry meaning after a negation, within its clause
_CLAUSE_END = re.compile(r"[,;:.]|\b(?:but|and|or|unless|until|if|when|because|which)\b", re.I)
_NOT_REALLY = re.compile(
    r"\b(?:no|not)\s+(?:later|more|less|fewer|longer|earlier|sooner)\s+than\b|\bnot\s+only\b"
    r"|\bwithout\s+delay\b|\bno\s+matter\b|\bnot\s+(?:exceed|below|above|under|over)\w*",
    re.IGNORECASE,
)
_MUST = re.compile(
    r"\b(?:must|shall|mandatory|obligatory|compulsory|required?|requires|ha(?:s|ve) to|needs? to"
    r"|is to|are to)\b",
    re.IGNORECASE,
)
_MAY = re.compile(
    r"\b(?:may|might|optional(?:ly)?|should|recommend(?:ed)?|permitted|allowed|could|can)\b",
    re.IGNORECASE,
)
_EXCEPT = re.compile(
    r"\b(?:unless|except(?:ion|ions|ing)?|other than|provided that|apart from|until|excluding"
    r"|subject to)\b",
    re.IGNORECASE,
)
_OTHERS = re.compile(r"\b(?:others?|otherwise|the\s+(?:rest|remaining)|else)\b(?!\s+than)", re.I)
_ONLY = re.compile(r"\b(?:only|solely|exclusively)\b", re.IGNORECASE)
_IF = re.compile(r"\b(?:if|when|where|whenever|in case|in the event)\b", re.IGNORECASE)
_LEAST = re.compile(
    r"(?:\b(?:at least|minimum(?: of)?|not? less than|no fewer than|more than|over|above|exceed\w*"
    r"|greater than|from|after|≥|>)\s*\S{0,3}\s*)$",
    re.IGNORECASE,
)
_MOST = re.compile(
    r"(?:\b(?:at most|maximum(?: of)?|not? more than|no later than|no longer than|up to|within"
    r"|less than|under|below|fewer than|not exceed(?:ing)?|before|≤|<)\s*\S{0,3}\s*)$",
    re.IGNORECASE,
)
_OR_MORE = re.compile(r"^\S*\s+\w+\s+or\s+(?:more|longer|over|above)\b", re.IGNORECASE)
_OR_LESS = re.compile(r"^\S*\s+\w+\s+or\s+(?:less|fewer|under|below|earlier)\b", re.IGNORECASE)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_OPPOSITES = (
    "accept reject|refuse", "approve reject|refuse", "allow|permit prohibit|forbid",
    "before after", "increase decrease", "internal external", "pass fail", "minimum maximum",
    "above below", "open closed", "include exclude", "mandatory|required|obligatory optional",
    "first last", "earlier later", "customer|client supplier|vendor|provider|subcontractor",
    "valid invalid", "serviceable unserviceable", "conforming nonconforming", "new used",
    "retain|keep destroy",
)  # fmt: skip


def reversal(claim: str, source: str) -> str | None:
    """What `claim` turns round of what `source` says; None where it turns nothing round."""
    return (
        _negation(claim, source)
        or _duty(claim, source)
        or _limit(claim, source)
        or _opposite(claim, source)
    )


def dropped_condition(claim: str, source: str, question: str) -> str | None:
    """The word that opens an exception or a condition of `source` that `claim` leaves out.

    A condition that the question itself states need not be said again.
    """
    said = content(claim).keys()
    for limit in (_ONLY, _OTHERS):
        if limit.search(claim):
            continue
        for found in limit.finditer(source):
            limited = _following(source, found.end())
            if limited and _says_all(limited, said):
                return found[0].casefold()
    known = said | content(question).keys()
    for pattern in (_EXCEPT, _IF):
        if pattern.search(claim):
            continue
        for found in pattern.finditer(source):
            if not _says_all(_before(source, found.start()), _telling(claim).keys()):
                continue  # of another part of the sentence
            if not _says_all(_following(source, found.end()), known):
                return found[0].casefold()
    return None


def _says_all(condition: list[str], known: Set[str]) -> bool:
    if not condition:
        return True
    return 2 * sum(one in known for one in condition) > len(condition)


def _before(text: str, at: int) -> list[str]:
    """Stems of the clause that an exception or condition follows; none where it comes first."""
    return list(_telling(re.split(r"[,;:.]|\b(?:and|but|or)\b", text[:at])[-1]))


def _following(text: str, at: int) -> list[str]:
    """Stems of the words that carry meaning from there to the end of the clause."""
    rest = text[at:]
    end = re.search(r"[,;.]", rest)
    return list(content(rest[: end.start()] if end else rest))[:_REACH]


def _negation(claim: str, source: str) -> str | None:
    """What one of the two denies and the other says plainly; each negation is looked at alone.

    Of "X, but never Y" a sentence about X alone denies nothing.
    """
    for denying, other in ((source, claim), (claim, source)):
        said = _telling(other)
        denied = {one for reach in _denied(other) for one in reach}
        for reach in _denied(denying):
            met = [one for one in reach if one in said]
            if met and 2 * len(met) >= len(reach) and not denied.intersection(reach):
                return f"not {said[met[0]]}"
    return None


@lru_cache(maxsize=512)
def _denied(text: str) -> tuple[tuple[str, ...], ...]:
    """For each negation the stems of what it denies: the words after it, to its clause's end."""
    bare = _NOT_REALLY.sub(lambda found: " " * len(found[0]), text)
    reaches = (_reach(bare, found.end()) for found in _NOT.finditer(bare))
    return tuple(reach for reach in reaches if reach)


def _reach(text: str, at: int) -> tuple[str, ...]:
    rest = text[at:]
    end = _CLAUSE_END.search(rest)
    return tuple(_telling(rest[: end.start()] if end else rest))[:_REACH]


def _telling(text: str) -> dict[str, str]:
    """Stem -> word of all but the words that only join others: "used" tells here."""
    return {one.stem: one.text for one in words(text) if one.text.casefold() not in _JOINING}


def _duty(claim: str, source: str) -> str | None:
    must_here, may_here = _MUST.search(claim), _MAY.search(claim)
    must_there, may_there = _MUST.search(source), _MAY.search(source)
    if must_here and may_there and not must_there:
        return f"{must_here[0]} for {may_there[0]}"
    if may_here and must_there and not may_there:
        return f"{may_here[0]} for {must_there[0]}"
    return None


def _limit(claim: str, source: str) -> str | None:
    for number, bound in _bounds(claim):
        others = {other for same, other in _bounds(source) if same == number}
        if others and bound not in others:
            return f"{bound} {number}"
    return None


def _bounds(text: str) -> Iterator[tuple[str, str]]:
    """Each number that is a limit, with which: ("10", "at least")."""
    for match in _NUMBER.finditer(text):
        before, after = text[: match.start()], text[match.end() :]
        if _MOST.search(before) or _OR_LESS.match(after):
            yield match[0], "at most"
        elif _LEAST.search(before) or _OR_MORE.match(after):
            yield match[0], "at least"


def _opposite(claim: str, source: str) -> str | None:
    here = {word.stem: word.text for word in words(claim)}
    there = {word.stem: word.text for word in words(source)}
    for one, other in _pairs():
        for said, meant in ((one, other), (other, one)):
            only_here = said & here.keys() and not said & there.keys()
            if only_here and meant & there.keys() and not meant & here.keys():
                return f"{here[min(said & here.keys())]} for {there[min(meant & there.keys())]}"
    return None


@lru_cache(maxsize=1)
def _pairs() -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    sides = (pair.split() for pair in _OPPOSITES)
    return tuple((_stems(one), _stems(other)) for one, other in sides)


def _stems(side: str) -> frozenset[str]:
    return frozenset(map(stem, side.split("|")))
