"""The checks every drafted sentence passes before anyone sees it, or is struck out by."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.drafting.attached import misplaced_value
from assistant.drafting.forbidden import link_in, talk_in, verdict_in
from assistant.drafting.meaning_kept import dropped_condition, reversal
from assistant.drafting.reading import DraftSentence
from assistant.drafting.showing import Shown
from assistant.drafting.support import FindSupport, Support, content
from assistant.drafting.values import (
    absent_quotes,
    missing_codes,
    missing_names,
    missing_values,
)
from assistant.language.answer_types import AnswerType, expected_type
from assistant.model.drafts import Strike, Struck
from assistant.model.replies import Citation
from assistant.ports import SupportChecker

_SUPPORTED = 0.7  # share of a sentence's words that its passage says; docs/adr/0052 has the figures
_IN_ONE_SENTENCE = 0.45  # of its words, so that no two sentences are spun into a third
_OF_ONE = 0.35  # the least that each of several cited passages must add
_REPEATED = 0.85


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a shown passage that bears a sentence out."""

    shown: Shown
    start: int
    end: int

    @property
    def quote(self) -> str:
        """The stretch, verbatim."""
        return self.shown.passage.text[self.start : self.end]

    def is_on(self, citation: Citation) -> bool:
        """Whether it has words in common with the quote of a citation."""
        if self.shown.passage.id != citation.passage:
            return False
        start = self.shown.passage.text.find(citation.quote)
        return start < 0 or (self.start < start + len(citation.quote) and start < self.end)

    @property
    def is_on_extract(self) -> bool:
        """Whether it has words in common with what the extract quotes."""
        return any(self.is_on(one) for one in self.shown.cited)


@dataclass(frozen=True, slots=True)
class Kept:
    """A sentence that passed, and where it is borne out: one place for each tag."""

    text: str
    places: tuple[Place, ...]


class CheckSentence:
    """Judges one sentence after another against the passages that were shown."""

    def __init__(
        self,
        shown: Sequence[Shown],
        question: str,
        find_support: FindSupport,
        checker: SupportChecker | None = None,
    ) -> None:
        self._shown: Mapping[str, Shown] = {one.tag: one for one in shown}
        self._question, self._find = question, find_support
        self._checker = checker
        self._is_yes_no = expected_type(question) is AnswerType.YES_NO
        self._said: list[frozenset[str]] = []

    def __call__(self, sentence: DraftSentence) -> Kept | Struck:
        """What is left of a sentence: itself with its places, or why it is struck out.

        Raises `ModelUnavailable` where a support checker is set and cannot be used.
        """
        cited = [self._shown[tag] for tag in sentence.tags if tag in self._shown]
        found = self._at_sight(sentence) or _looked_up(sentence, cited)
        if found:
            return Struck(sentence.text, *found)
        places = self._places(sentence.text, cited)
        found = self._beside(sentence.text, places) or self._against(sentence.text, places)
        if found:
            return Struck(sentence.text, *found)
        self._said.append(frozenset(sentence.text.casefold().split()))
        return Kept(sentence.text, tuple(place for place, _ in places))

    def _at_sight(self, sentence: DraftSentence) -> tuple[Strike, str] | None:
        """What is wrong with the sentence itself."""
        if link := link_in(sentence.text):
            return Strike.LINK, link
        if sentence.foreign:
            return Strike.UNKNOWN_TAG, sentence.foreign[0]
        if unknown := [tag for tag in sentence.tags if tag not in self._shown]:
            return Strike.UNKNOWN_TAG, unknown[0]
        if talk := talk_in(sentence.text):
            return Strike.NOT_AN_ANSWER, talk[:40]
        if not sentence.tags:
            return Strike.UNTAGGED, ""
        if not self._is_yes_no and content(sentence.text).keys() <= content(self._question).keys():
            return Strike.NOT_AN_ANSWER, "repeats the question"
        words = frozenset(sentence.text.casefold().split())
        if any(len(words & one) >= _REPEATED * len(words | one) for one in self._said):
            return Strike.NOT_AN_ANSWER, "said before"
        return None

    def _places(self, text: str, cited: Sequence[Shown]) -> list[tuple[Place, Support]]:
        found = []
        for one in cited:
            passage = one.passage
            support = self._find(text, passage.text, one.heading, whole=passage.row is not None)
            found.append((Place(one, support.start, support.end), support))
        return found

    def _beside(
        self, text: str, places: Sequence[tuple[Place, Support]]
    ) -> tuple[Strike, str] | None:
        """Whether the sentence is neither on the extract's words nor on the question's subject."""
        if any(place.is_on_extract for place, _ in places):
            return None
        about = self._find(self._question, text, whole=True).share
        return None if about else (Strike.NOT_AN_ANSWER, "beside the question")

    def _against(
        self, text: str, places: Sequence[tuple[Place, Support]]
    ) -> tuple[Strike, str] | None:
        """What is wrong with the sentence beside the stretches that should bear it out."""
        source = " ".join(place.quote for place, _ in places)
        best = max(support.share for _, support in places)
        if max(support.densest for _, support in places) < _IN_ONE_SENTENCE:
            return Strike.UNSUPPORTED, "put together from several sentences"
        together = self._find(text, source, _headings(places), whole=True).share
        if together < _SUPPORTED:
            return Strike.UNSUPPORTED, f"{together:.2f}"
        if len(places) > 1 and any(s.share < _OF_ONE * best for _, s in places):
            return Strike.UNSUPPORTED, "one of its passages says nothing of it"
        if misplaced := misplaced_value(text, source):
            return Strike.VALUE_MISPLACED, misplaced
        if turned := reversal(text, source):
            return Strike.REVERSED, turned
        if condition := dropped_condition(text, source, self._question):
            return Strike.CONDITION_DROPPED, condition
        if self._checker is not None and not self._checker.supports(source, text):
            return Strike.NOT_CONFIRMED, ""
        return None


def _headings(places: Sequence[tuple[Place, Support]]) -> str:
    return " ".join(place.shown.heading for place, _ in places)


def _looked_up(sentence: DraftSentence, cited: Sequence[Shown]) -> tuple[Strike, str] | None:
    """What in the sentence stands in none of the passages it cites, letter by letter."""
    text = sentence.text
    source = "\n".join(one.passage.text for one in cited)
    over = "\n".join(one.heading for one in cited)
    source = "\n".join([source, *map(_column_heads, cited)])
    around = f"{source}\n{over}"
    if quotes := absent_quotes(text, source):
        return Strike.QUOTE_ABSENT, quotes[0]
    if codes := missing_codes(text, around):
        return Strike.CODE_ABSENT, codes[0]
    if values := missing_values(text, source, over):
        return Strike.VALUE_ABSENT, values[0]
    if names := missing_names(text, around):
        return Strike.NAME_ABSENT, names[0]
    if verdict := verdict_in(text, source):
        return Strike.GIVES_VERDICT, verdict
    return None


def _column_heads(one: Shown) -> str:
    return " ".join(header for header, _ in one.passage.cells)
