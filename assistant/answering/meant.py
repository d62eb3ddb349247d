"""The thing an act is done to, and the words by which a text may tell either."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from assistant.answering.lead_ins import lead_in
from assistant.answering.somebody import office_over
from assistant.answering.units import Unit
from assistant.language.acts import Asked, same_acts
from assistant.language.question import Question
from assistant.language.words import Word, default_groups, stem, word_list

_KIN = 0.5  # level of kinship from which a word of the text stands for a word of the question
POINTS_BACK = re.compile(
    r"\b(?:it|its|they|them|their|he|she|his|her|him)\b|"
    r"\b(?:this|these|those|such)\s+(?:is|are|was|were|shall|must|may|can|will|should|has|have)\b",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\b(?:that|which|who|whom|whose|what|whether|how)\b[^,.;]*", re.IGNORECASE)
PARTICIPLE = re.compile(r"(?:ed|wn|ten|de|ept|ld|nt|ught|ut|ne|et|en)$", re.IGNORECASE)
_ITEMS = re.compile(r"(?<![.;:,|!?])[ \t]*\n\s*(?=[A-Z•\-–*\d])")
_PLAIN = word_list("generic") | word_list("common")


@dataclass(frozen=True, slots=True)
class Thing:
    """What the act is done to, looked for in a unit.

    `head` are stems that tell the noun itself, `literal` those without words only close to it,
    `beside` those that tell the words before it ("software test" of "software test plan").
    """

    head: frozenset[str]
    literal: frozenset[str]
    beside: frozenset[str]
    unit: Unit

    @classmethod
    def of(cls, asked: Asked, question: Question, unit: Unit) -> "Thing":
        """Read it off what is asked."""
        beside = [one for one in asked.things[:-1] if one not in _PLAIN]
        head = asked.things[-1:]
        return cls(
            forms(head, question),
            forms(head, question, kin=False),
            forms(beside, question) if beside else frozenset(),
            unit,
        )

    @property
    def over(self) -> frozenset[str]:
        """Stems of the headings and of the title."""
        return self.unit.around.stems | self.unit.title.stems

    def is_meant(self, text: str, said: Sequence[Word], verb: Word, one: tuple[int, int]) -> bool:
        """Whether the act is done to it: told beside the act, by a pronoun, or over it."""
        back = POINTS_BACK.search(text) is not None
        known = self.unit.own.stems | self.over
        if self.beside and self.beside.isdisjoint(
            known | (self.unit.nearby.stems if back else set())
        ):
            return False
        if not self.head or verb.stem in self.head:
            return True
        here = [word for word in said if word.stem in self.head]
        plain = without_asides(text)
        for word in here:
            within = text[min(word.start, verb.start) : max(word.end, verb.end)]
            told = not one[0] - 12 <= word.start < one[1]
            if (
                told
                and not re.search(r"[.;!?]", within)
                and (plain[word.start] != " " or plain[verb.start] == " ")
            ):
                return True
        if here:
            return False
        if self.literal & self.over:
            return True
        return back and bool(self.head & self.unit.nearby.stems)


def without_asides(text: str) -> str:
    """The text with clauses that describe a thing blanked out, places kept."""
    return _ASIDE.sub(lambda found: " " * len(found.group()), text)


def with_lead_in(unit: Unit) -> str:
    """The unit after the sentence that opens its list, and after a heading that is somebody."""
    text, opened = _ITEMS.sub("; ", unit.text), lead_in(unit)
    text = f"{opened} {text}" if opened else text
    return office_over(unit.passage.section_title) + text


def forms(stems: Iterable[str], question: Question, *, kin: bool = True) -> frozenset[str]:
    """The stems with those of their synonyms and of words close in meaning."""
    found = set(stems)
    for one in question.subjects:
        if found.isdisjoint(one.stems):
            continue
        if kin:
            found |= {near for near, level in one.kin if level >= _KIN}
        for group in one.groups:
            found |= _synonyms()[group]
    for other in same_acts():
        if found & other:
            found |= other
    return frozenset(found)


@cache
def _synonyms() -> tuple[frozenset[str], ...]:
    """Per group of the thesaurus the stems of its single words."""
    return tuple(
        frozenset(stem(phrase) for phrase in group if " " not in phrase)
        for group in default_groups()
    )
