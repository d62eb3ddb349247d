"""Sentences and rows that mean nothing alone, joined to those before them."""

import re
from collections.abc import Iterable, Iterator

_GOES_ON = re.compile(
    r"^(?:it|they|this|these|those|that|he|she|both"
    r"|the (?:same|latter|former|result|copy|list)"
    r"|otherwise|then|there|after(?:wards)?|also|in this case|in that case|if so|if not|such)\b"
    r"(?! (?:is|are) responsible)",
    re.IGNORECASE,
)
_BEGINS = re.compile(
    r"^(?:this (?:procedure|document|instruction|manual|policy|section|form)|there (?:is|are))\b",
    re.IGNORECASE,
)
"""Looks as if it went on, and begins something."""
_HANGS = re.compile(
    r"(?:\b(?:from|to|of|and|or|the|an?|by|with|in|for|at|under|between|than|until|per|as)|,)$",
    re.IGNORECASE,
)
"""Ends where no sentence ends: a page or a column broke it, often before a number."""
_CELLS = " | "
_LONGEST = 380  # characters of a joined quote


def joined(sentences: Iterable[str]) -> Iterator[str]:
    """Each sentence alone, or several that belong together, with single spaces between them.

    Together belong a sentence and what only goes on with it, and the rows of one table.
    """
    held = ""
    for sentence in sentences:
        if held and _belongs(held, sentence) and len(held) + len(sentence) < _LONGEST:
            held = f"{held} {sentence}"
            continue
        if held:
            yield held
        held = sentence
    if held:
        yield held


def _belongs(held: str, sentence: str) -> bool:
    if _CELLS in sentence:
        # A row that holds a whole sentence stands alone; short cells mean nothing without the head.
        return _CELLS in held and not held.endswith(".") and not sentence.endswith(".")
    if _HANGS.search(held) and _CELLS not in held:
        return True
    goes_on = _GOES_ON.match(sentence) and not _BEGINS.match(sentence)
    return held.endswith((".", ";", ":")) and bool(goes_on)
