"""Whether a draft still says what the extract says: nothing that answers may be lost on the way."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.drafting.checks import Kept
from assistant.drafting.support import FindSupport, content
from assistant.drafting.values import missing_codes, missing_values
from assistant.language.answer_types import STRICT, AnswerType, holds, told
from assistant.model.replies import Citation
from assistant.sentences import sentences

_SAID_AGAIN = 0.5  # share of a source sentence's words that make it said again
_NAME = re.compile(r"\b(?:[A-Z]{2,}[\w-]*|[A-Z]?[\w-]*\d[\w-]*)")
_AS_MUCH = 0.75  # share of the question's words in a quote that a sentence resting on it must have


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as the comparison of draft and extract sees it."""

    text: str
    kinds: tuple[AnswerType, ...]  # of the things asked for
    parts: int = 1

    @property
    def is_plain(self) -> bool:
        """Whether one thing is asked for whose kind can be seen: a period, a person, a number.

        Reasons, steps and places have no such look, so that more of the extract must be kept.
        """
        return self.parts == 1 and len(self.kinds) == 1 and self.kinds[0] in STRICT


def passed_over(
    citations: Sequence[Citation], kept: Sequence[Kept], asked: Asked, find: FindSupport
) -> list[int]:
    """Tags of an extract's citations that the sentences kept neither say again nor make needless.

    Needless is one that meets no word of the question that the sentences do not meet, once
    another is said again.
    """
    said = {one.tag for one in citations if _said_again(one, kept, asked, find)}
    if not said:
        return [one.tag for one in citations]
    left = [one for one in citations if one.tag not in said]
    return [one.tag for one in left if not _needless(one, kept, asked, find)]


def _said_again(citation: Citation, kept: Sequence[Kept], asked: Asked, find: FindSupport) -> bool:
    """Whether sentences that rest on the quote say what answers in it, or half of all its words.

    What answers is the kind of thing asked for, said with the question's words that the quote has.
    """
    resting = [one.text for one in kept if any(place.is_on(citation) for place in one.places)]
    if not resting:
        return False
    together = " ".join(resting)
    if not _has_kinds(citation.quote, together, asked) or _loses_a_name(citation, together, asked):
        return False
    wanted = find.met(asked.text, citation.quote)
    met = wanted & find.met(asked.text, together)
    figures = _figures(asked, citation.quote)
    enough = bool(wanted) and len(met) >= _AS_MUCH * len(wanted)
    if asked.is_plain and enough and not _several(figures):
        return True
    if figures:
        return all(_is_in(one, together) for one in figures)
    here = content(together)
    return all(
        _half_said(content(citation.quote[start:end]), here)
        for start, end in sentences(citation.quote)
    )


def _loses_a_name(citation: Citation, together: str, asked: Asked) -> bool:
    """Whether a name in capitals or a number that the question and the quote say is not said."""
    there, here = _NAME.findall(citation.quote), _NAME.findall(together)
    return any(one in there and one not in here for one in _NAME.findall(asked.text))


def _figures(asked: Asked, quote: str) -> list[str]:
    """What the quote says of the kinds asked for; "when" is answered by a period too."""
    kinds = STRICT.intersection(asked.kinds)
    if AnswerType.TIME in asked.kinds:
        kinds |= {AnswerType.DURATION}
    return [one for kind in kinds for one in told(kind, quote)]


def _several(figures: Sequence[str]) -> bool:
    """Whether a quote says two numbers, of which the words met do not show the one asked for."""
    return len({one for one in figures if any(map(str.isdigit, one))}) > 1


def _needless(citation: Citation, kept: Sequence[Kept], asked: Asked, find: FindSupport) -> bool:
    together = " ".join(one.text for one in kept)
    wanted = find.met(asked.text, citation.quote)
    return asked.is_plain and bool(wanted) and wanted < find.met(asked.text, together)


def _has_kinds(quote: str, together: str, asked: Asked) -> bool:
    return all(holds(kind, together) for kind in asked.kinds if holds(kind, quote))


def _is_in(wanted: str, text: str) -> bool:
    """Whether a period, a name or a number is said in a text, however it is spelt."""
    if missing_values(wanted, text) or missing_codes(wanted, text):
        return False
    letters = [stem for stem in content(wanted) if stem.isalpha()]
    figures = any(map(str.isdigit, wanted))
    return figures or not letters or _half_said(dict.fromkeys(letters, ""), content(text))


def _half_said(there: dict[str, str], here: dict[str, str]) -> bool:
    return sum(stem in here for stem in there) >= _SAID_AGAIN * len(there)
