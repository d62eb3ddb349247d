"""Rows counted by what a column holds: "NCRs per supplier", "which customer complained most"."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.log_books import Log, cell, heading
from assistant.answering.row_states import DUE_COLUMN
from assistant.dates import parse_date
from assistant.language.question import Subject
from assistant.language.words import Thesaurus, stem, words
from assistant.model.passages import Passage

_PER = re.compile(
    r"\b(?:per|for\s+each|for\s+every|grouped\s+by|broken\s+down\s+by)\s+"
    r"(?P<what>[a-z][\w-]*(?:\s+[a-z][\w-]*)?)\W*$",
    re.IGNORECASE,
)
_BY = re.compile(
    r"^\W*(?:(?:how\s+many|number\s+of|count\s+of)\s+)?(?P<counted>(?:[\w-]+\s+){1,3})by\s+(?P<what>[a-z][\w-]*)\W*$",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"\b(?:was|were|is|are|did|do|does|has|have|had|came|comes?|went|made|sent|split|\w+ed|\w+wn)\b",
    re.IGNORECASE,
)
"""What says that "by" names who did something, not by what rows are counted."""
_COUNTED = re.compile(
    r"\b(?:how\s+many|number|count|breakdown|statistics?|split)\b|^\W*(?:[\w-]+\s+){1,3}(?:per|by)\s+[\w-]+\W*$",
    re.IGNORECASE,
)
_WHICH_MOST = re.compile(
    r"^\W*(?:which|what|whose)\s+(?P<what>(?:[\w-]+\s+){0,2}?[\w-]+)\s+"
    r"(?:has|have|had|got|gets|caused?|raised|made|sent|occurs?|appears?|comes?|complained|is|was|are)\b"
    r".{0,60}?\b(?:the\s+)?(?P<which>most(?:\s+often)?|fewest|least\s+often)\b",
    re.IGNORECASE,
)
_WHO_MOST = re.compile(
    r"^\W*who\s+(?P<does>\w+)\b.{0,40}?\b(?:the\s+)?(?P<which>most(?:\s+often)?|fewest)\b",
    re.IGNORECASE,
)
_TWICE = re.compile(
    r"^\W*(?:which\s+|what\s+)?(?P<what>[\w-]+)\b.{0,60}\b(?:more\s+than\s+once|twice|repeatedly|"
    r"several\s+times|again\s+and\s+again)\b",
    re.IGNORECASE,
)
STEMS = frozenset("per each everi most often fewest least onc twice repeat breakdown".split())
"""Stems of the words that ask for groups; they are no subject."""
_NOTHING = "(nothing)"
_MONTH = frozenset({"month"})


@dataclass(frozen=True, slots=True)
class Groups:
    """Rows by the value of the column `what` names; `keep`: all, most, fewest or twice."""

    what: str
    keep: str

    def column(self, log: Log, thesaurus: Thesaurus) -> str:
        """The column whose values are counted; "" when the log has none of that name."""
        asked = [word.stem for word in words(self.what)]
        if set(asked) <= _MONTH:
            return next((h for h in log.headers if log.is_dated(h) and not _is_due(h)), "")
        keys = thesaurus.keys(self.what)
        best, found = 0.0, ""
        for header in log.headers:
            held = thesaurus.keys(heading(header))
            level = 1.0 if keys.stems <= held.stems else 0.9 if keys.groups & held.groups else 0.0
            if level > best and not (log.is_dated(header) or log.is_numeric(header)):
                best, found = level, header
        return found

    def parted(self, rows: Sequence[Passage], header: str) -> list[tuple[str, list[Passage]]]:
        """(value, its rows), the largest group first; only those asked for."""
        parts: defaultdict[str, list[Passage]] = defaultdict(list)
        names: dict[str, str] = {}
        monthly = {stem(self.what)} <= _MONTH
        for row in rows:
            text = cell(row, header)
            day = parse_date(text) if monthly else None
            value = f"{day:%Y-%m}" if day else text
            value = value if value.strip(" -–—") else _NOTHING
            parts[names.setdefault(" ".join(value.casefold().split()), value)].append(row)
        if monthly:
            return sorted(parts.items())
        ordered = sorted(parts.items(), key=lambda one: -len(one[1]))
        return self._kept(ordered)

    def _kept(self, ordered: list[tuple[str, list[Passage]]]) -> list[tuple[str, list[Passage]]]:
        named = [one for one in ordered if one[0] != _NOTHING]
        sizes = [len(rows) for _, rows in named]
        if self.keep == "twice":
            return [one for one in named if len(one[1]) > 1]
        if self.keep == "all" or not sizes:
            return ordered
        end = max(sizes) if self.keep == "most" else min(sizes)
        return [one for one in named if len(one[1]) == end]


def groups_in(text: str) -> Groups | None:
    """The groups asked for; None when none are."""
    if match := _TWICE.search(text):
        return Groups(match["what"], "twice")
    if match := _WHICH_MOST.search(text):
        return Groups(match["what"], "most" if "most" in match["which"].casefold() else "fewest")
    if match := _WHO_MOST.search(text):
        return Groups(match["does"], "most" if "most" in match["which"].casefold() else "fewest")
    match = _PER.search(text)
    if match and _COUNTED.search(text):
        return Groups(match["what"], "all")
    match = _BY.match(text)
    named = match is not None and not _DONE.search(match["counted"])
    return Groups(match["what"], "all") if match and named else None


def spoken(groups: Groups, subject: Subject) -> bool:
    """Whether a subject of the question only names the groups."""
    return bool(subject.stems) and set(subject.stems) <= {one.stem for one in words(groups.what)}


def _is_due(header: str) -> bool:
    return DUE_COLUMN.search(header) is not None
