"""Clauses named by headings: by the words of a title, or by a numbering the document follows."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.model.clauses import ClauseNumber, Edition, InvalidClauseNumber
from assistant.model.documents import Identity
from assistant.model.mappings import Basis
from assistant.model.passages import Passage
from assistant.references import standards_named
from ingest.mapping.found import Found
from ingest.mapping.lexicon import Evidence, Lexicon, how_long_kept
from ingest.mapping.numbering import Meant, Numbering, legacy_meanings, numbering_of
from ingest.mapping.sections import bare_title, headings

_DECLARES = re.compile(
    r"\b(?:sections?|chapters?|numbers|numbering|structure|layout|paragraphs?|headings?)\b[^.]{0,80}"
    r"\b(?:follow|carry|carries|correspond|match|mirror|align|same|reflect|are\s+those|parallel)",
    re.IGNORECASE,
)
_ON_RECORDS = re.compile(r"\b(?:records?|retention|archiv\w+|filing)\b", re.IGNORECASE)
_RETENTION = 0.75
_ENOUGH = 4  # sections whose number and title agree with the standard's, for a layout to be its
_MAJORITY = 0.6

# Confidences, read off hand-labelled documents and rounded: docs/adr/0030.
_NUMBER_AND_TITLE = 0.92
_NUMBER_ONLY = 0.75
_OWN_HEADING = 0.8
_PER_LEVEL = 0.72  # factor for each level up
_DOCUMENT_TITLE = 0.45
_TITLE_OVER_RECORDS = 0.6  # a section "Records" leaves to the title what they are records of


@dataclass(frozen=True, slots=True)
class Layout:
    """The numbering that the sections of a document follow."""

    numbering: Numbering
    declared: bool


class Headings:
    """Reads the headings of one document."""

    def __init__(
        self, passages: Sequence[Passage], identity: Identity, edition: Edition, words: Lexicon
    ) -> None:
        self._passages, self._identity, self._edition = passages, identity, edition
        self._words = words
        self._named: dict[str, list[Evidence]] = {}
        self._meanings: dict[ClauseNumber, list[Meant]] = {}

    def find(self, passage: Passage) -> Iterator[Found]:
        """Clauses the headings over a passage stand for; each level up is a weaker sign."""
        yield from self._by_number(passage)
        titles = headings(passage)
        on_records = bool(titles and _ON_RECORDS.search(titles[0]))
        if on_records and (kept := how_long_kept(passage.text)):
            for clause in self._words.on_retention:
                yield Found(clause, Basis.HEADING, _RETENTION, f"“{titles[0]}”: {kept}")
        for distance, title in enumerate(titles[:4]):
            sure = _OWN_HEADING * _PER_LEVEL**distance
            yield from self._by_title(title, sure, "heading")
        sure = _TITLE_OVER_RECORDS if on_records else _DOCUMENT_TITLE
        yield from self._by_title(bare_title(self._identity.title), sure, "title")

    def _by_title(self, title: str, sure: float, what: str) -> Iterator[Found]:
        named = [one for one in self.named(title) if one.whole]
        best = max((one.weight for one in named), default=0.0)
        for one in named:
            if one.weight >= 0.9 * best:
                yield Found(one.clause, Basis.HEADING, sure * one.weight, f"{what} “{title}”")

    def named(self, title: str) -> list[Evidence]:
        """Clauses a title names, best first."""
        if title not in self._named:
            self._named[title] = self._words.in_heading(title)
        return self._named[title]

    def _by_number(self, passage: Passage) -> Iterator[Found]:
        number = _number(passage.section)
        if number is None or self.layout is None or number.depth < 2:
            return
        title = bare_title(passage.section_title or "")
        reason = f"section {passage.section} “{title}” of a document numbered as the standard"
        if self.layout.numbering is Numbering.LEGACY:
            for meant in self._legacy(number):
                agrees = self._words.agrees(title, meant.clause)
                sure = (_NUMBER_AND_TITLE if agrees else _NUMBER_ONLY) * meant.share
                why = f"{reason} of old"
                yield Found(meant.clause, Basis.LEGACY_NUMBER, sure, why, by_number=True)
            return
        clause = next((one for one in (number, *number.ancestors()) if one in self._edition), None)
        if clause is not None and clause.depth > 1:
            sure = _NUMBER_AND_TITLE if self._words.agrees(title, clause) else _NUMBER_ONLY
            yield Found(clause, Basis.HEADING, sure, reason, by_number=True)

    def _legacy(self, number: ClauseNumber) -> list[Meant]:
        if number not in self._meanings:
            self._meanings[number] = legacy_meanings(number, self._edition)
        return self._meanings[number]

    @cached_property
    def layout(self) -> Layout | None:
        """The standard's numbering, when the sections carry it; None for a numbering of its own.

        One number that happens to be a clause's proves nothing: the titles must agree, in most
        of the numbered sections, or the document must say that it follows the standard.
        """
        sections = {
            number: bare_title(passage.section_title or "")
            for passage in self._passages
            if (number := _number(passage.section)) and 4 <= number.parts[0] <= 10
        }
        declared = self._declared()
        judged = (self._judge(sections, one, declared) for one in _in_question(self._identity))
        return next((layout for layout in judged if layout is not None), None)

    def _judge(
        self, sections: dict[ClauseNumber, str], numbering: Numbering, declared: Numbering | None
    ) -> Layout | None:
        if declared is not None and declared is not numbering:
            return None
        verdicts = [
            verdict
            for number, title in sections.items()
            if title and (verdict := self._fits(number, title, numbering)) is not None
        ]
        agreeing = sum(verdicts)
        needed = 1 if declared is numbering else _ENOUGH
        if agreeing < needed:
            return None
        if declared is None and agreeing < _MAJORITY * len(verdicts):
            return None
        return Layout(numbering, declared is numbering)

    def _fits(self, number: ClauseNumber, title: str, numbering: Numbering) -> bool | None:
        """Whether title and number speak of the same clause; None when the title says nothing."""
        if not self.named(title):
            return None
        if numbering is Numbering.CURRENT:
            return number in self._edition and self._words.agrees(title, number)
        return any(self._words.agrees(title, meant.clause) for meant in self._legacy(number))

    def _declared(self) -> Numbering | None:
        """The numbering that the document says its sections follow, None when it says nothing."""
        near = (
            self._numbering_near(passage.text, match)
            for passage in self._passages[:40]
            if passage.row is None and (match := _DECLARES.search(passage.text))
        )
        return next((numbering for numbering in near if numbering is not None), None)

    def _numbering_near(self, text: str, match: re.Match[str]) -> Numbering | None:
        around = text[max(0, match.start() - 200) : match.end() + 120]
        found = (numbering_of(name, self._edition) for name in standards_named(around))
        return next((one for one in found if one in (Numbering.CURRENT, Numbering.LEGACY)), None)


def _in_question(identity: Identity) -> tuple[Numbering, ...]:
    if identity.legacy_numbering:
        return (Numbering.LEGACY,)
    return (Numbering.CURRENT, Numbering.LEGACY)


def _number(section: str | None) -> ClauseNumber | None:
    try:
        return ClauseNumber.parse((section or "").strip(" ."))
    except InvalidClauseNumber:
        return None
