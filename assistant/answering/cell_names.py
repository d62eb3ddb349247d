"""Which cells name what a question is about: a code, a name, a kind of thing."""

import re
from collections.abc import Collection
from functools import lru_cache

from assistant.answering.log_books import Log
from assistant.language.question import Subject
from assistant.language.words import Thesaurus, words

_FEW_VALUES, _FEW_FITTING = 15, 3


def naming(
    subject: Subject, values: Collection[str], log: Log, thesaurus: Thesaurus
) -> frozenset[str]:
    """The values of a column that name the subject; none for a column of free text."""
    levels = {one: _level(subject, one, thesaurus) for one in values}
    fitting = _closest(subject, {one: n for one, n in levels.items() if n}, thesaurus)
    few = len(values) <= max(_FEW_VALUES, len(log.rows) // 3)
    plain = len(fitting) <= _FEW_FITTING and 1.0 in fitting.values()
    return frozenset(fitting) if few or subject.exact or plain else frozenset()


def said(phrase: str, text: str) -> bool:
    """Whether a phrase stands in a text, signs aside: "goods in" in "goods-in bench"."""
    return plain(phrase) in plain(text)


@lru_cache(maxsize=50_000)
def plain(text: str) -> str:
    """The words of a text in lower case, a space before, between and after them."""
    return f" {' '.join(word.text.casefold() for word in words(text))} "


def _level(subject: Subject, value: str, thesaurus: Thesaurus) -> float:
    """How well a cell names the subject: a code is also named by a part of its lot."""
    level = subject.matches(thesaurus.keys(value))
    if level == 1.0 and len(subject.stems) < len(words(subject.text)):
        return level if said(subject.text, value) else 0.0
    if level and not subject.exact and level < 1.0 and not _is_one(subject, value, thesaurus):
        return 0.0
    part = rf"(?<!\w){re.escape(subject.text)}/\w"
    return level or float(subject.is_code and bool(re.search(part, value, re.IGNORECASE)))


def _is_one(subject: Subject, value: str, thesaurus: Thesaurus) -> bool:
    """Whether a thing of a cell is what the subject means: a calliper, not a calliper box."""
    for thing in re.split(r"[,;/&]|\band\b", value):
        named = re.split(r"\b(?:of|for|with|in|to|from)\b|[(\d]", thing)[0]
        heads = [word.text for word in words(named) if len(word.text) > 2]
        head = " ".join(heads[-2:])
        whole = thesaurus.keys(heads[-1]).groups if heads else frozenset[int]()
        if subject.groups & (whole | _of_phrase_only(thesaurus, head)):
            return True
    return False


def _closest(subject: Subject, fitting: dict[str, float], thesaurus: Thesaurus) -> dict[str, float]:
    """Of values that only mean the same, those that mean it in most ways."""
    shared = {one: len(subject.groups & thesaurus.keys(one).groups) for one in fitting}
    most = max(shared.values(), default=0)
    alike = {one for one in fitting if is_the_word(subject, one)}
    return {
        one: level
        for one, level in fitting.items()
        if level == 1.0 or (not alike and (shared[one] == most or not subject.groups))
    }


def is_the_word(subject: Subject, value: str) -> bool:
    """Whether a cell holds the word asked for and nothing else: then "warm" is not "hot"."""
    return subject.stems == tuple(word.stem for word in words(value))


def _of_phrase_only(thesaurus: Thesaurus, phrase: str) -> frozenset[int]:
    """The groups of a phrase as a whole, not those of its words."""
    stems = [word.stem for word in words(phrase)]
    spans = thesaurus.spans(stems)
    return frozenset(g for at, to, groups in spans if to - at == len(stems) for g in groups)
