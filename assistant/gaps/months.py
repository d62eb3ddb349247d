"""Months in which documents have something done again: in January and July, every March."""

import calendar
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.gaps.lapses import Place
from assistant.gaps.stems import stems
from assistant.model.documents import Revision
from assistant.model.passages import Passage
from assistant.sentences import sentences

_NAMES = {name: number for number, name in enumerate(calendar.month_name) if name}
_MONTH = rf"(?:{'|'.join(_NAMES)})"
_AND = r"\s*(?:,\s*and\b|,|\band\b|&|/)\s*(?:in\s+)?"
_LISTED = re.compile(
    rf"(?P<lead>\b(?:in|every|each|during)\s+(?:early\s+|mid-|late\s+)?|\(\s*)"
    rf"(?P<months>{_MONTH}(?:{_AND}{_MONTH})*)\b(?!\s*(?:\d|or\b))"
)
"""Case counts: "may" is no month. A month with a day or a year is a date, and repeats nothing."""
_YEARLY = re.compile(
    r"\b(?:every|each|once a|once per|per) year\b|\bannual(?:ly)?\b|\byearly\b|\bevery\b|\beach\b",
    re.IGNORECASE,
)
_OTHERWISE = re.compile(
    r"\b(?:was|were|had|did|unless|except|if|may|might|should|could|(?:19|20)\d\d)\b"
)
_MOST = 4  # months named; with more of them one record can no longer be told from the next


@dataclass(frozen=True, slots=True)
class MonthsSaid:
    """The months (1 … 12) that a sentence names for something done again."""

    months: tuple[int, ...]
    sentence: str
    stems: frozenset[str]
    title: frozenset[str]
    passage: Passage
    revision: Revision

    @property
    def place(self) -> Place:
        """Where the sentence stands."""
        return Place(self.passage.id, self.sentence[:400])

    @property
    def named(self) -> str:
        """`January and July`."""
        return " and ".join(calendar.month_name[one] for one in self.months)


def months_said(
    revisions: Iterable[Revision], passages: Mapping[str, Sequence[Passage]]
) -> Iterator[MonthsSaid]:
    """Every sentence of these documents that names months in which something is done again."""
    for revision in revisions:
        title = stems(revision.identity.title)
        for passage in passages[revision.id]:
            if not _LISTED.search(passage.text):
                continue
            for start, end in sentences(passage.text):
                sentence = " ".join(passage.text[start:end].split())
                if found := named_months(sentence):
                    yield MonthsSaid(found, sentence, stems(sentence), title, passage, revision)


def named_months(sentence: str) -> tuple[int, ...]:
    """The months in which the sentence has something done again; empty for a past or a date."""
    if _OTHERWISE.search(sentence):
        return ()
    found: set[int] = set()
    for match in _LISTED.finditer(sentence):
        named = {_NAMES[name] for name in re.findall(_MONTH, match["months"])}
        if len(named) > 1 or _YEARLY.search(sentence):
            found |= named
    return tuple(sorted(found)) if len(found) <= _MOST else ()


def whole_month(year: int, month: int) -> tuple[date, date]:
    """The first and the last day of a month."""
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
