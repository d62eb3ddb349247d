"""The documents that say how the organisation works, and the lengths of time they state."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Protocol

from assistant.gaps.lapses import Place
from assistant.gaps.mentioned import Mention, document_key, find_mentions
from assistant.gaps.months import MonthsSaid, months_said
from assistant.gaps.spans import Said, Span, Use, spans
from assistant.gaps.stems import stems
from assistant.in_force import statuses
from assistant.model.documents import Identity, Kind, Revision, Status
from assistant.model.passages import Passage
from assistant.sentences import sentences

DIRECTING = frozenset({Kind.POLICY, Kind.MANUAL, Kind.PROCEDURE, Kind.WORK_INSTRUCTION})
"""Kinds that say what is to be done. A form asks, a record tells, others speak for others."""
_PAST = re.compile(r"histor|amendment|(?:change|revision) (?:log|record|list|table)", re.IGNORECASE)
_MOST_QUOTED = 400


class Shelf(Protocol):
    """Where the documents come from: a `Library` is one."""

    def revisions(self) -> list[Revision]:
        """Every revision held."""

    def passages_of(self, revision: str) -> list[Passage]:
        """All passages of one revision, in reading order."""

    def passages(self, ids: Iterable[str]) -> dict[str, Passage]:
        """The passages that exist of `ids`."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A length of time with the sentence that states it.

    `near` are the stems of the words beside the length of time; `stems`, `heading` and `title`
    those of the sentence, its headings and its document.
    """

    said: Said
    sentence: str
    near: frozenset[str]
    stems: frozenset[str]
    heading: frozenset[str]
    title: frozenset[str]
    passage: Passage
    revision: Revision

    @property
    def span(self) -> Span:
        """The length of time."""
        return self.said.span

    @property
    def everything(self) -> frozenset[str]:
        """All stems it may be known by."""
        return self.stems | self.heading | self.title

    def rank(self, groups: Sequence[frozenset[str]]) -> tuple[int, date, int]:
        """How well it fits a topic, then the newer document, then the longer time."""
        fit = sum(
            4 * bool(group & self.stems) + 2 * bool(group & self.heading) + bool(group & self.title)
            for group in groups
        )
        return fit, self.revision.identity.effective_date or date.min, self.span.days

    @property
    def place(self) -> Place:
        """Where the sentence stands."""
        return Place(self.passage.id, self.sentence[:_MOST_QUOTED])


class Papers:
    """Every document held, what stood on the day, and what those in force state."""

    def __init__(self, shelf: Shelf, as_of: date) -> None:
        self._shelf = shelf
        self.as_of = as_of

    @cached_property
    def revisions(self) -> Sequence[Revision]:
        """Every revision held."""
        return tuple(self._shelf.revisions())

    @cached_property
    def by_id(self) -> Mapping[str, Revision]:
        """Revisions by their id."""
        return {one.id: one for one in self.revisions}

    @cached_property
    def standing(self) -> Mapping[str, Status]:
        """Where each revision stood on the day, by its id."""
        return statuses(self.revisions, self.as_of)

    @cached_property
    def in_force(self) -> Sequence[Revision]:
        """Those that counted on the day."""
        return tuple(one for one in self.revisions if self.standing[one.id] is Status.IN_FORCE)

    @cached_property
    def directing(self) -> Sequence[Revision]:
        """Those in force that say what is to be done."""
        return tuple(one for one in self.in_force if directs(one.identity))

    @cached_property
    def passages(self) -> Mapping[str, Sequence[Passage]]:
        """The passages of the directing documents, by revision."""
        return {one.id: self._shelf.passages_of(one.id) for one in self.directing}

    def passages_by_id(self, ids: Iterable[str]) -> Mapping[str, Passage]:
        """The passages that exist of `ids`."""
        return self._shelf.passages(ids)

    def passage(self, id: str) -> Passage | None:
        """One passage, None when it is gone."""
        return self._shelf.passages([id]).get(id)

    def passages_of(self, revision: Revision) -> Sequence[Passage]:
        """The passages of any revision."""
        known = self.passages.get(revision.id)
        return self._shelf.passages_of(revision.id) if known is None else known

    def all_passages(self, revision: str) -> Sequence[Passage]:
        """All passages of a revision by its id, in reading order."""
        known = self.passages.get(revision)
        return self._shelf.passages_of(revision) if known is None else known

    def head_of(self, revision: str) -> list[str]:
        """The texts that stand before and beside the rows of a log."""
        return [
            one.text
            for one in self._shelf.passages_of(revision)
            if one.row is None or not one.cells
        ]

    @cached_property
    def statements(self) -> Sequence[Statement]:
        """Every length of time that a directing document states."""
        return tuple(
            statement
            for revision in self.directing
            for passage in self.passages[revision.id]
            for statement in _statements(passage, revision)
        )

    @cached_property
    def mentions(self) -> Mapping[str, Sequence[Mention]]:
        """Numbers that directing documents cite, by `document_key`."""
        return find_mentions(self.directing, self.passages)

    @cached_property
    def months(self) -> Sequence[MonthsSaid]:
        """Every sentence of a directing document that names months for something done again."""
        return tuple(months_said(self.directing, self.passages))

    def stating(self, topic: Sequence[frozenset[str]], use: Use) -> list[Statement]:
        """Statements about a topic, best first: each group has a word there.

        That of the last group stands beside the length of time itself.
        """
        groups = list(topic)
        if not groups:
            return []
        found = [
            one
            for one in self.statements
            if one.said.use is use
            and groups[-1] & one.near
            and all(group & one.everything for group in groups)
        ]
        return sorted(found, key=lambda one: one.rank(groups), reverse=True)

    @cached_property
    def by_number(self) -> Mapping[str, Sequence[Revision]]:
        """Revisions by the document's number, in one spelling."""
        found: defaultdict[str, list[Revision]] = defaultdict(list)
        for one in self.revisions:
            found[document_key(one.number)].append(one)
        return found


def directs(identity: Identity) -> bool:
    """Whether it says what is to be done: by its kind, or as a text with an issue and its day.

    Many a house calls its procedures by a letter and a name; nothing else bears an issue that
    took effect on a day and is neither a form, nor a record, nor somebody else's.
    """
    issued = bool(identity.label) and identity.effective_date is not None
    return identity.kind in DIRECTING or (identity.kind is Kind.OTHER and issued)


def _statements(passage: Passage, revision: Revision) -> Iterator[Statement]:
    if any(_PAST.search(heading) for heading in passage.heading_path):
        return
    for start, end in sentences(passage.text):
        sentence = " ".join(passage.text[start:end].split())
        for one in spans(sentence):
            yield Statement(
                one,
                sentence,
                stems(_beside(sentence, one)),
                stems(_without_spans(sentence)),
                stems(" ".join(passage.heading_path)),
                stems(revision.identity.title),
                passage,
                revision,
            )


_BREAK = re.compile(r"[;,]|\s(?:and|but|then)\s")


def _beside(sentence: str, said: Said) -> str:
    """The part of a sentence that a length of time belongs to, where there are several."""
    others = spans(sentence)
    if len(others) == 1:
        return _without_spans(sentence)
    before = max((one.end for one in others if one.end <= said.start), default=0)
    after = min((one.start for one in others if one.start >= said.end), default=len(sentence))
    tail = sentence[said.end : after]
    if after < len(sentence) and (stop := _BREAK.search(tail)):
        tail = tail[: stop.start()]
    return f"{sentence[before : said.start]} {tail}"


def _without_spans(sentence: str) -> str:
    """The sentence without its lengths of time: in "5 working days" nothing works."""
    left, end = "", 0
    for one in spans(sentence):
        left += sentence[end : max(end, one.start)] + " "
        end = max(end, one.end)
    return left + sentence[end:]
