"""The words of a text as mapping compares them: stemmed, with the trade's equal words made one."""

import re
from collections.abc import Iterable
from functools import lru_cache

from assistant.language.words import stem

_WORD: re.Pattern[str] = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:['’]s)?|\d+[A-Za-z]+")
_ONE_WORD = (
    (re.compile(r"\bnon[\s\-–]?(?=conform)", re.IGNORECASE), "non"),
    (re.compile(r"\bsub-?(?=contract|tier)", re.IGNORECASE), "sub"),
    (re.compile(r"\bgoods[\s\-–](?=(?:in|out)\b)", re.IGNORECASE), "goods"),
    (re.compile(r"\bre-(?=evaluat|approv|assess|inspect|calibrat)", re.IGNORECASE), ""),
)
_LITTLE_WORDS = (
    "a an and any are as at be been by do does for from has have if in into is it its may no not "
    "of on or our shall so that the their these they this to was we were when which who will with "
    "you your all each other such than then there must should also can"
)
_CONNECTIVES = frozenset(_LITTLE_WORDS.split())
# Which of these words a company uses says nothing about the clause.
_EQUAL_WORDS: dict[str, tuple[str, ...]] = {
    "supplier": ("vendor", "provider", "subcontractor", "suppliers"),
    "purchasing": ("procurement", "buying", "procure", "sourcing"),
    "receiving": ("incoming", "inbound", "receipt", "goodsin"),
    "employee": ("personnel", "staff", "worker", "employees"),
    "customer": ("client",),
    "nonconforming": (
        "nonconformance",
        "nonconformances",
        "nonconformity",
        "nonconformities",
        "nonconformant",
        "discrepant",
        "defective",
    ),
    "gauge": ("gage",),
    "lot": ("batch",),
    "shipping": ("dispatch", "despatch", "outgoing", "outbound", "shipment", "goodsout"),
    "authorize": ("authorise",),
    "organization": ("organisation",),
    "counterfeit": ("fake", "fraudulent"),
    "calibration": ("recalibration", "calibrated"),
    "warehouse": ("storeroom", "stockroom"),
    "competence": ("competency", "competent", "competencies"),
}
_SAME = {stem(word): stem(chosen) for chosen, others in _EQUAL_WORDS.items() for word in others}


def concepts(text: str, acronyms: Iterable[str] = ()) -> list[str]:
    """The content words of `text` in order, as comparable stems.

    A word that is one of `acronyms` keeps its capitals, so that the list "ASL" is not found in
    a word that merely sounds so, and "SUP" not in "sup".
    """
    known = acronyms if isinstance(acronyms, frozenset) else frozenset(acronyms)
    found = (word if word in known else _concept(word) for word in plain_words(text))
    return [concept for concept in found if concept]


def plain_words(text: str) -> list[str]:
    """All words of `text` as written, little ones included; "goods-in" is one word."""
    for pattern, replacement in _ONE_WORD:
        text = pattern.sub(replacement, text)
    return _WORD.findall(text)


@lru_cache(maxsize=50_000)
def _concept(word: str) -> str:
    """The comparable form; "" for a little word."""
    if word.casefold() in _CONNECTIVES:
        return ""
    stemmed = stem(word)
    return _SAME.get(stemmed, stemmed)
