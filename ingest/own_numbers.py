"""Paragraphs that carry numbers of their own, set apart where a page ran them together."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from assistant.model.documents import BlockKind
from ingest.blocks import Placed
from ingest.numbers import LEADERS, Mark, counts_on, read_mark

_NUMBER = re.compile(r"(?<!\S)(?:§\s*)?\d{1,2}(?:\.\d{1,3}){1,4}[.)]?\s+(?=\S)")
_SENTENCE_END = re.compile(r"[.;:!?][\"'”’)\]]*$")
_WORD = re.compile(r"[^\W\d_]{3,}$")
_UNIT = re.compile(
    r"^(?:[kKmMµ]?(?:N|Nm|V|A|W|Hz|Pa|J|m|g|l|L|ohms?)|N[·. ]m|bar|psi|ppm|lbs?|ft|in|inch(?:es)?"
    r"|microns?|nm|dB|rpm|K|C|F|RH|USD|EUR|GBP)\b"
)
_POINTING = frozenset(
    """see per and the from with under section sections clause clauses paragraph paragraphs para
    step steps table figure chapter part annex appendix item items also than least most about above
    below between over version issue revision edition level rule point points nor""".split()
)


def numbered_apart(placed: Placed) -> Iterator[Placed]:
    """The block, cut before every paragraph inside it that has a number of its own.

    A number cuts when it is the very next after the one the block opened with ("4.1 … 4.2 …"),
    at the start of a line also when one or two were left out; a number that the text only
    points at ("as 4.2 says") does not.
    """
    block = placed.block
    if block.kind not in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM) or LEADERS.search(block.text):
        yield placed
        return
    cuts = [0, *_cuts(block.text), len(block.text)]
    for start, end in pairwise(cuts):
        text = block.text[start:end].rstrip()
        begin = block.start + start
        piece = replace(block, text=text, start=begin, end=begin + len(text))
        yield Placed(placed.page, piece if len(cuts) > 2 else block)


def _cuts(text: str) -> Iterator[int]:
    opening = read_mark(text)
    last = opening.parts if opening and not opening.series else None
    for match in _NUMBER.finditer(text):
        mark = read_mark(text[match.start() :])
        if match.start() == 0 or mark is None or len(mark.parts) < 2 or _UNIT.match(mark.rest):
            continue
        if _opens(text, match.start(), mark, last):
            last = mark.parts
            yield match.start()


def _opens(text: str, at: int, mark: Mark, last: tuple[int, ...] | None) -> bool:
    before = text[:at].rstrip(" \t")
    if before.endswith("\n"):
        return counts_on(last, mark.parts) and not mark.rest[:1].islower()
    if last is None or len(last) < 2 or not _is_next(last, mark.parts):
        return False
    if _SENTENCE_END.search(before):
        return True
    word = _WORD.search(before)
    return word is not None and word[0].casefold() not in _POINTING and mark.rest[:1].isupper()


def _is_next(last: tuple[int, ...], parts: tuple[int, ...]) -> bool:
    """Whether it is the sibling, the first part, or the sibling of one above."""
    if parts == (*last, 1):
        return True
    above = parts[:-1]
    return len(parts) <= len(last) and last[: len(parts)] == (*above, parts[-1] - 1)
