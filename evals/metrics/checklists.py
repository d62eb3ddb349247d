"""A checklist against what must be asked: asked, listed as left out, or missing. Pure."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from assistant.model.audits import Checklist, ChecklistItem
from assistant.model.replies import Citation
from assistant.quotes import word_stems
from evals.checklist_gold import Sentence

ALIKE = 0.8
"""Share of common words from which two questions with the same figures ask the same."""


class Fate(StrEnum):
    """What became of a sentence."""

    ASKED = "asked"  # a source of a question holds it
    LEFT_OUT = "left out"  # it is listed with a reason
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Met:
    """A sentence of the gold, what became of it, and whether the place cited is the right one."""

    sentence: Sentence
    fate: Fate
    placed: bool = False


def fates(checklist: Checklist, gold: Sequence[Sentence]) -> list[Met]:
    """What became of every sentence, asked before left out."""
    asked = [source for item in checklist.items for source in item.sources]
    left = [one.citation for one in checklist.left_out]
    return [_met(one, asked, left) for one in gold]


def _met(gold: Sentence, asked: Sequence[Citation], left: Sequence[Citation]) -> Met:
    for fate, citations in ((Fate.ASKED, asked), (Fate.LEFT_OUT, left)):
        held = [one for one in citations if holds(one, gold)]
        if held:
            return Met(gold, fate, any(_in_place(one, gold) for one in held))
    return Met(gold, Fate.MISSING)


def holds(citation: Citation, gold: Sentence) -> bool:
    """Whether a citation shows the sentence: of a row all words, else its very signs in order."""
    if not citation.path.endswith(gold.path):
        return False
    if gold.row:
        return words_of(gold.sentence) <= words_of(citation.quote)
    return signs_of(gold.sentence) in signs_of(citation.quote)


def _in_place(citation: Citation, gold: Sentence) -> bool:
    """Whether document, revision and section are those of the gold; of a workbook the row."""
    place = citation.row or citation.section or citation.section_title or ""
    return (
        signs_of(citation.document) == signs_of(gold.document)
        and signs_of(citation.revision) == signs_of(gold.revision)
        and _same_section(place, gold.section)
    )


def _same_section(cited: str, gold: str) -> bool:
    one, other = (re.sub(r"^§", "", text).strip().rstrip(".").casefold() for text in (cited, gold))
    within = one.startswith((f"{other}.", f"{other} "))
    return one == other or within or signs_of(one) == signs_of(other)


def signs_of(text: str) -> str:
    """The letters and digits of a text."""
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def words_of(text: str) -> frozenset[str]:
    """The words and figures of a text."""
    return frozenset(re.findall(r"\w+", text.casefold()))


def duplicates(checklist: Checklist) -> list[tuple[ChecklistItem, ChecklistItem]]:
    """Pairs of questions that ask the same: the same sentence, one in another, or nearly so."""
    quoted = [item for item in checklist.items if item.sources]
    said = {item.no: _Said.of(item) for item in quoted}
    pairs = [
        (one, other)
        for one, other in combinations(quoted, 2)
        if said[one.no].asks_as(said[other.no])
    ]
    return [*pairs, *_asked_alike([item for item in checklist.items if not item.sources])]


def _asked_alike(items: Sequence[ChecklistItem]) -> Iterator[tuple[ChecklistItem, ChecklistItem]]:
    for one, other in combinations(items, 2):
        if (one.clause, one.question) == (other.clause, other.question):
            yield one, other


@dataclass(frozen=True, slots=True)
class _Said:
    signs: str
    stems: frozenset[str]
    figures: frozenset[str]

    @classmethod
    def of(cls, item: ChecklistItem) -> "_Said":
        text = item.sources[0].quote
        return cls(signs_of(text), word_stems(text), frozenset(re.findall(r"\d+", text)))

    def asks_as(self, other: "_Said") -> bool:
        if self.signs in other.signs or other.signs in self.signs:
            return True
        common, every = self.stems & other.stems, self.stems | other.stems
        alike = len(common) / len(every) if every else 0.0
        return self.figures == other.figures and alike >= ALIKE


def asked_wrongly(checklist: Checklist, no_duties: Collection[Sentence]) -> set[Sentence]:
    """The sentences that are no duty and are asked about all the same."""
    asked = [source for item in checklist.items for source in item.sources]
    return {one for one in no_duties if any(holds(source, one) for source in asked)}


def listed(checklist: Checklist, no_duties: Collection[Sentence]) -> set[Sentence]:
    """The sentences that are no duty and stand in the list of what was left out."""
    return {
        gold for gold in no_duties if any(holds(one.citation, gold) for one in checklist.left_out)
    }
