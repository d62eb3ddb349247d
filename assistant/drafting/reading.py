"""A draft read as it comes in: its sentences, each with the tags it names, as soon as they end."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.sentences import sentences

NOT_FOUND = "NOT FOUND"
"""What the prompt asks for where the passages do not answer."""

_TAG = r"[\[(]\s*E\s*\d+(?:\s*(?:,|;|&|and|-)?\s*E\s*\d+)*\s*[\])]"
_TAGS = re.compile(_TAG, re.IGNORECASE)
_NUMBER = re.compile(r"\d+")
_ANY_BRACKET_TAG = re.compile(r"\[\s*(?:E|\^)?\s*\d+(?:\s*[,;]\s*\d+)*\s*\]", re.IGNORECASE)
_AFTER_THE_STOP = re.compile(rf"([.!?])[ \t]*((?:{_TAG}[ \t]*)+)[.]?", re.IGNORECASE)
_ENDED = re.compile(rf"(?:{_TAG})\s*[.!?]\s*$", re.IGNORECASE)
_LEAD_IN = re.compile(
    r"^\W*(?:answer\s*:|(?:according to|based on|as stated in|per)"
    r"(?:\s+(?:the\s+)?(?:given\s+|provided\s+)?(?:passages?|documents?|text))?\s*,)\s*",
    re.IGNORECASE,
)
# A judgement of the model's own: the passage's words behind it may say the opposite.
_YES_OR_NO = re.compile(r"^\W*(?:yes|no)\s*(?:[,:;–—]|-\s|\W*$)\s*", re.IGNORECASE)
_HALF_A_TAG = re.compile(r"[\[(][^\])]*$")
_MARKUP = re.compile(r"\*\*|__|`+|^\s*(?:[-*•]|#{1,4}|\d{1,2}[.)])\s+", re.MULTILINE)
_SPACE_BEFORE = re.compile(r"\s+([.,;:!?])")


@dataclass(frozen=True, slots=True)
class DraftSentence:
    """One sentence of a draft, without its tags; `tags` as issued ("E1"), in order, each once.

    `foreign` are bracketed numbers that are no tags of ours.
    """

    text: str
    tags: tuple[str, ...]
    foreign: tuple[str, ...] = ()


class DraftReader:
    """Takes a draft bit by bit and gives back its sentences, each once, when it is over."""

    def __init__(self) -> None:
        self._waiting = ""

    def feed(self, text: str) -> Iterator[DraftSentence]:
        """The sentences that are complete now that `text` has come."""
        self._waiting += text
        whole = _AFTER_THE_STOP.sub(r" \2\1 ", self._waiting)
        spans = sentences(whole)
        if not spans:
            return
        if _ENDED.search(whole):
            self._waiting = ""
            yield from _read(whole, spans)
            return
        # The tag of the sentence before may be on its way.
        waiting = 2 if _HALF_A_TAG.match(whole, spans[-1][0]) else 1
        self._waiting = whole[spans[-waiting:][0][0] :]
        yield from _read(whole, spans[:-waiting])

    def finish(self) -> Iterator[DraftSentence]:
        """What is left at the end, also where it breaks off."""
        whole = _AFTER_THE_STOP.sub(r" \2\1 ", self._waiting)
        self._waiting = ""
        yield from _read(whole, sentences(whole))


def says_not_found(draft: str) -> bool:
    """Whether the model says that the passages do not answer, and nothing else."""
    return draft.strip(" .*\"'\n").casefold() == NOT_FOUND.casefold()


def _read(text: str, spans: list[tuple[int, int]]) -> Iterator[DraftSentence]:
    for start, end in spans:
        if found := sentence_of(text[start:end]):
            yield found


def sentence_of(written: str) -> DraftSentence | None:
    """One sentence as a model writes it; None where it is nothing but marks."""
    tags = [f"E{n}" for found in _TAGS.findall(written) for n in _NUMBER.findall(found)]
    bare = _TAGS.sub(" ", written)
    foreign = tuple(_ANY_BRACKET_TAG.findall(bare))
    plain = _MARKUP.sub("", _ANY_BRACKET_TAG.sub(" ", bare))
    plain = _SPACE_BEFORE.sub(r"\1", " ".join(plain.split()))
    plain = _YES_OR_NO.sub("", _LEAD_IN.sub("", plain)).strip(" ,;")
    plain = plain.replace(" | ", "; ")
    if not any(character.isalnum() for character in plain) or says_not_found(plain):
        return None
    return DraftSentence(plain[:1].upper() + plain[1:], tuple(dict.fromkeys(tags)), foreign)
