"""Whether a text tells somebody, where it is asked who does a thing."""

import re
from collections.abc import Collection, Iterator
from functools import lru_cache

from assistant.language.answer_types import AnswerType, is_role, is_somebody, spans_told
from assistant.language.words import stems_of, words

_TITLE_WORDS = frozenset(
    """
    general managing deputy senior chief lead head vice assistant acting quality purchasing sales
    warehouse stores finance logistics production technical commercial operations financial human
    resources shift line department project process document training safety security
    """.split()
)
"""Words before a role that make it another one: the general manager is not the line manager."""
_OUTSIDE = re.compile(
    r"(?:customers?|suppliers?|providers?|users?|management|staff|employees?|personnel|stores?|"
    r"people|persons?|teams?|operators?|agents?|principal|author(?:ity)?|owners?)",
    re.IGNORECASE,
)
"""Words that are as often part of a thing's name as they are somebody: "customer property"."""
_DOES = re.compile(
    r"\s*(?:(?:who|that|which|shall|must|may|can|will|should|is|are|was|were|has|"
    r"have|had|does|do|in|on|at|of|from|to|for|with|as|alone|only|both|also|by)\b|[a-z]+s\b(?!\s+(?:is|are|was|were|"
    r"shall|must|of)\b))",
    re.IGNORECASE,
)
_BY = re.compile(
    r"(?:\b(?:by|from|with|(?:responsib\w+|consent|approval|permission|signature|agreement|decision|"
    r"authority)\s+of)|[:|])\s*(?:an?\s+|the\s+|our\s+)?$",
    re.IGNORECASE,
)
_OWN_WORD = re.compile(
    r"['’]s?\s+(?:\w+\s+)?(?:approv|consent|signature|decision|authori|permission|agree|ok\b|okay|"
    r"responsib|job|task|duty|say|call|hands?|stamp)",
    re.IGNORECASE,
)
"""What somebody gives who does a thing: "with the buyer's consent"."""


_BEFORE_A_THING = re.compile(r"\b(?:the|an?|this|each|any|in|of|for|under|with|to|on)\s+$", re.I)
_RIGHT_BEFORE = re.compile(r"(?:[\w-]{1,30}\s){1,2}$")


@lru_cache(maxsize=20_000)
def tells_somebody(text: str, asked: frozenset[str], *, in_cells: bool = False) -> bool:
    """Whether `text` names a role or a person who may do what is asked, not one asked about.

    `asked` are the stems of the question: who is named there is known already. A possessive
    ("the customer's notes") and the name of a thing ("supplier approval") are nobody.
    `in_cells`: the text is of cells, where any name stands for somebody, a firm as well.
    """
    return bool(somebodies(text, asked, in_cells=in_cells))


@lru_cache(maxsize=20_000)
def somebodies(
    text: str, asked: frozenset[str], *, in_cells: bool = False
) -> tuple[tuple[int, int], ...]:
    """Where those stand, as (start, end)."""
    return tuple(
        (start, end)
        for start, end in spans_told(AnswerType.PERSON, text)
        if not _known(text, start, end, asked)
        and (in_cells or not _is_thing(text, start, end))
        and _does(text, start, end)
    )


def _is_thing(text: str, start: int, end: int) -> bool:
    """Whether words with capitals are a thing of the trade: "Record Control", "Supplier Survey"."""
    said = text[start:end]
    if " " not in said or not said.istitle() or "." in said or is_role(said.split()[-1]):
        return False
    if is_role(said):
        return _OUTSIDE.match(said) is not None
    return not is_somebody(said) or _BEFORE_A_THING.search(text[:start]) is not None


def _known(text: str, start: int, end: int, asked: Collection[str]) -> bool:
    said = stems_of(text[start:end])
    if not said <= set(asked):
        return False
    return all(stem in asked for stem in _before(text[:start]))


def _before(text: str) -> Iterator[str]:
    """Stems of the words right before a role that belong to its title."""
    right_before = _RIGHT_BEFORE.search(text)
    for word in reversed(words(right_before.group()) if right_before else []):
        if not (word.text[:1].isupper() or word.text.casefold() in _TITLE_WORDS):
            return
        if not word.is_stop_word:
            yield word.stem


def _does(text: str, start: int, end: int) -> bool:
    after = text[end:]
    if after[:1] in ("'", "’"):
        return _OWN_WORD.match(after) is not None
    if not _OUTSIDE.fullmatch(text[start:end].split()[-1]):
        return True
    return _BY.search(text[:start]) is not None or _DOES.match(after) is not None


_OFFICE_HEADING = re.compile(
    r"\W*(?:[\d.]+\s+)?(?:(?:the|role|duties|responsibilities|tasks)\s+(?:of\s+)?(?:the\s+)?)?(?P<who>(?:[\w/&-]+\s+){0,4}?[\w/&-]+?)(?:['’]s?)?"
    r"(?:\s+(?:responsibilit(?:y|ies)|duties|tasks|role|authority|authorities|and|/)){0,3}\W*",
    re.IGNORECASE,
)


_OF = re.compile(r"\b(?:of|for|with|by|to|on|in|from)\b", re.IGNORECASE)


@lru_cache(maxsize=5_000)
def office_over(title: str | None) -> str:
    """Whose duties stand under a heading, with a colon ("Quality Manager: "); "" for nobody's."""
    found = _OFFICE_HEADING.fullmatch(title or "")
    if found is None or _OF.search(found["who"]) or not is_role(found["who"].split()[-1]):
        return ""
    return f"{found['who']}: "
