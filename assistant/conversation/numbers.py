"""Bare numbers: clauses of the standard, or sections of a document that was just spoken of."""

import re
from collections.abc import Iterator

from assistant.answering.naming import documents_named
from assistant.answering.shelf import Shelf
from assistant.conversation.topic import Topic
from assistant.conversation.understood import Unclear
from assistant.model.clauses import ClauseNumber, Edition
from assistant.model.replies import Choice
from assistant.ports import Library

_DOTTED = re.compile(r"(?<![\w.\-/#])\d{1,2}(?:\.\d{1,2}){1,4}(?![\w.-]*\w)")
_FRAGMENT = re.compile(
    r"^\W*(?:(?:and|or|but|also|then|what\s+about|how\s+about|same\s+for|the\s+same\s+for|for|in|under|of)\s+)*"
    r"(?P<word>clause|section|chapter|paragraph|§)?\s*(?P<number>\d{1,2}(?:\.\d{1,2}){1,4})\W*$",
    re.IGNORECASE,
)
_SETTLED = re.compile(
    r"\b(?:clauses?|standard|norm|requirement|(?:AS|EN|ISO|JISQ)[\s-]?\d{3,}\S*)\b", re.IGNORECASE
)
_ASKS_WHERE = re.compile(r"\bwhere\b|\bcover", re.IGNORECASE)
_MOST = 3  # documents to choose from


def carried_clause(text: str, topic: Topic) -> str | None:
    """ "and 8.4.2?" after a question about another number: that question about this one."""
    match = _FRAGMENT.match(text)
    if match is None:
        return None
    question = topic.turn.question
    found = list(_DOTTED.finditer(question))
    if not found:
        return None
    first, last = found[0], found[-1]
    return f"{question[: first.start()]}{match['number']}{question[last.end() :]}"


class Numbers:
    """Tells when a bare number could be a clause or a section of the document in hand."""

    def __init__(self, library: Library, edition: Edition) -> None:
        self._library, self._edition = library, edition

    def read(self, asked: str, topic: Topic, shelf: Shelf) -> Unclear | str | None:
        """What a bare number stands for: the question in full, or back where it could be both.

        None where there is none, or where the talk tells which it is.
        """
        numbers = [match[0] for match in _DOTTED.finditer(asked)]
        if len(numbers) != 1 or _SETTLED.search(asked) or documents_named(asked, shelf):
            return None
        if _DOTTED.search(topic.turn.question):
            return None  # the talk is of such numbers already: the same kind goes on
        number = numbers[0]
        clause = ClauseNumber.parse(number)
        holding = list(self._holding(number, topic, shelf))[:_MOST]
        if clause not in self._edition or not holding:
            only = _FRAGMENT.match(asked) is not None
            return self._only(clause, number, holding) if only else None
        sections = [Choice(one, _about_section(number, one)) for one in holding]
        choices = (Choice("the standard", _about_clause(asked, number)), *sections)
        named = " or ".join(f"section {number} of {one}" for one in holding)
        return Unclear(f"Clause {number} of the standard, or {named}?", choices)

    def _only(self, clause: ClauseNumber, number: str, holding: list[str]) -> str | None:
        if clause in self._edition:
            return _about_clause("", number)
        return _about_section(number, holding[0]) if len(holding) == 1 else None

    def _holding(self, number: str, topic: Topic, shelf: Shelf) -> Iterator[str]:
        """Documents just cited or named that have a section of this number."""
        spoken_of = (*documents_named(topic.turn.question, shelf), *topic.turn.documents)
        for document in dict.fromkeys(spoken_of):
            held = [one for one in shelf.in_force if one.number == document]
            passages = (p for one in held for p in self._library.passages_of(one.id))
            if any(_is_in(passage.section, number) for passage in passages):
                yield document


def _is_in(section: str | None, number: str) -> bool:
    return section is not None and (section == number or section.startswith(f"{number}."))


def _about_clause(asked: str, number: str) -> str:
    if _ASKS_WHERE.search(asked):
        return f"where do we cover clause {number}?"
    return f"what does clause {number} ask for?"


def _about_section(number: str, document: str) -> str:
    return f"what does section {number} of {document} say?"
