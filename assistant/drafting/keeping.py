"""Whether a draft still says what the extract says: nothing that answers may be lost on the way."""

from collections.abc import Sequence

from assistant.drafting.checks import Kept
from assistant.drafting.support import content
from assistant.drafting.values import missing_codes, missing_values
from assistant.language.answer_types import STRICT, AnswerType, holds, told
from assistant.model.replies import Answered, Citation
from assistant.sentences import sentences

_SAID_AGAIN = 0.5  # share of a source sentence's words that make it said again


def passed_over(extract: Answered, kept: Sequence[Kept], kinds: Sequence[AnswerType]) -> list[int]:
    """Tags of the extract's citations that the sentences kept do not say again.

    A citation is said again when a kept sentence rests on its quote and says all of the kind of
    thing asked for that stands there ("how long": every period); where the question asks for no
    such thing, or none stands there, when half the words of every sentence are said.
    """
    return [one.tag for one in extract.citations if not _said_again(one, kept, kinds)]


def _said_again(citation: Citation, kept: Sequence[Kept], kinds: Sequence[AnswerType]) -> bool:
    said = [one.text for one in kept if any(place.is_on(citation) for place in one.places)]
    if not said:
        return False
    together = " ".join(said)
    wanted = [one for kind in STRICT.intersection(kinds) for one in told(kind, citation.quote)]
    if wanted:
        return all(_is_in(one, together) for one in wanted)
    if any(holds(kind, citation.quote) and not holds(kind, together) for kind in kinds):
        return False
    here = content(together)
    return all(
        _half_said(content(citation.quote[start:end]), here)
        for start, end in sentences(citation.quote)
    )


def _is_in(wanted: str, text: str) -> bool:
    """Whether a period, a name or a number is said in a text, however it is spelt."""
    if missing_values(wanted, text) or missing_codes(wanted, text):
        return False
    letters = [stem for stem in content(wanted) if stem.isalpha()]
    figures = any(map(str.isdigit, wanted))
    return figures or not letters or _half_said(dict.fromkeys(letters, ""), content(text))


def _half_said(there: dict[str, str], here: dict[str, str]) -> bool:
    return sum(stem in here for stem in there) >= _SAID_AGAIN * len(there)
