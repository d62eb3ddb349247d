"""States: whatever a log calls them, what they come to."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from assistant.model.records import Standing
from assistant.records.vocabulary import state_words
from assistant.records.wording import Words, words_of

_TICKS = {
    "✓": Standing.APPROVED,
    "✔": Standing.APPROVED,
    "☑": Standing.APPROVED,
    "✗": Standing.REJECTED,
}
_NOT = frozenset({"not", "nicht", "never", "non", "pas", "un"})
_LONGEST = 5  # words of a state


@lru_cache(maxsize=20_000)
def standing_of(text: str) -> Standing | None:
    """What a state comes to; None when it holds no word of any state.

    The longest words found count, of several as long the first. "not" before them turns
    approved into rejected and closed into open.
    """
    stripped = text.strip()
    if stripped in _TICKS:
        return _TICKS[stripped]
    words = words_of(re.sub(r"[()\[\]]", " ", text))
    found = _longest(words)
    if found is None:
        return None
    at, standing = found
    return _turned(standing) if at and words[at - 1] in _NOT else standing


def _longest(words: Words) -> tuple[int, Standing] | None:
    known = _known()
    for length in range(min(_LONGEST, len(words)), 0, -1):
        for at in range(len(words) - length + 1):
            standing = known.get(words[at : at + length])
            if standing is not None:
                return at, standing
    return None


def _turned(standing: Standing) -> Standing:
    match standing:
        case Standing.APPROVED:
            return Standing.REJECTED
        case Standing.CLOSED:
            return Standing.OPEN
    return standing


@cache
def _known() -> Mapping[Words, Standing]:
    found: dict[Words, Standing] = {}
    for name, called in state_words().items():
        for words in called:
            found.setdefault(words, Standing(name))
    return found
