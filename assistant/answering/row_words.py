"""Words of questions over rows: what they deny, ask for, or say without changing what is asked."""

import re

from assistant.answering.row_times import FALLS_DUE, LATE

NEGATED = re.compile(
    r"\b(?:not|never|\w+n['’]t|arent|isnt|dont|doesnt|hasnt|havent|without|except|no\s+longer"
    r"|(?:have|has|having|had|with|got|there\s+(?:is|are))\s+no)\b",
    re.IGNORECASE,
)
SOME = re.compile(
    r"\b(?:with|had|have|has|having|any|got|raised|showed)\b(?!\s+the\b)", re.IGNORECASE
)
MAY = re.compile(
    r"\b(?:train(?:ed|ing)|qualified|authori[sz]ed|certified|certificated|licen[cs]ed|competent|allowed|"
    r"permitted|cleared|may|can|able|entitled)\b",
    re.IGNORECASE,
)
"""Words that ask who has what a column is about: a training, a licence, an authority."""
WHO_MAY = re.compile(
    r"\bwho\s+(?:all\s+)?(?:is\s+|are\s+)?(?:currently\s+|still\s+|now\s+)?"
    r"(?:can|may|allowed|authori[sz]ed|permitted|cleared|able|entitled)\b",
    re.IGNORECASE,
)
CARRIERS = frozenset("test ticket certif card licenc train cours check number column".split())
"""Words for what holds a thing named beside them: an eye *test*, a forklift *ticket*."""
BY_THE_END = re.compile(r"\b(?:by|before|until|till)\s+(?:the\s+)?end\s+of\s+$", re.IGNORECASE)
NEUTRAL = frozenset(
    """
    rais open log receiv record list regist enter made report held get got give have show current
    total number moment time place compani year know need come go turn keep held hold exist
    came went put item thing entri sit stand rate mark colour color class
    """.split()
)
"""Stems of words that may stand for nothing in a log without changing what is asked."""
ROW_NOUNS = frozenset("entri item thing row line record case read".split())
"""Stems of words for the rows themselves."""
PEOPLE = frozenset(
    """
    staff peopl person employe colleagu anybodi anyon somebodi everybodi everyon worker crew
    """.split()
)
PERSON = re.compile(r"\b(?:name|employee|person|who|operator|holder|staff)\b", re.IGNORECASE)
LIMIT_WORDS = frozenset("least most over abov below under exceed greater fewer".split())
DONE_WORDS = frozenset(
    "close closed closur done finish complet answer perform return arent isnt still left outstand "
    "unresolv pend".split()
)


def asks_who_has(text: str) -> bool:
    """Whether those are asked for who have a thing today, not those whose day is up."""
    return bool(MAY.search(text)) and not (LATE.search(text) or FALLS_DUE.search(text))
