"""Labels and their values in the head of a document: "Document No: QP-101", "Rev | C"."""

import re
from collections.abc import Iterable, Sequence

from ingest.readers.hygiene import one_line

Pair = tuple[str, str]

_NOUN = (
    r"document|doc\.?|procedure|instruction|form|policy|manual|record|report|sop|file|identification|"
    r"reference|ref\.?|control|template|drawing|part|title|subject|revision|rev\.?|issue|issued|version|"
    r"edition|change|status|state|date|effective|effectivity|review|reviewed|approval|approved|approver|"
    r"released?|release|prepared|written|author|authori[sz]ed|owner|process|department|dept\.?|"
    r"responsible|function|site|location|company|organi[sz]ation|next|last|valid|validity|supersedes|"
    r"replaces|classification|distribution|copy|checked|verified|page|pages|sheet|scope|"
    r"supplier|customer|certificate|order|vendor|item|lot|from|to|cc|sent"
)
_TAIL = (
    r"number|num\.?|nr\.?|no\.?|#|id|code|date|by|level|status|name|title|type|on|until|from|due|to|"
    r"owner|for|of|index|letter|history|review|document|issue|revision|rev\.?|category|person|role|"
    r"manager|function|in force|approval|release|expiry"
)
_KNOWN = rf"(?:{_NOUN})(?:[\s/&-]+(?:{_TAIL}|{_NOUN})){{0,3}}"
_LABEL = re.compile(rf"^{_KNOWN}\s*[.#]?\s*:?$", re.IGNORECASE)
_PAIR = re.compile(
    r"(?P<label>[^\W\d_][\w .()/#&'-]{0,39}?)\s*:\s*(?P<value>\S.*?)"
    rf"(?=\s+(?:{_KNOWN})\s*[.#]?\s*:|\s+(?-i:[A-Z])[a-z]+:\s|\s{{2,}}|\t|\s\|\s|$)",
    re.IGNORECASE,
)
_SPACED_COLON = re.compile(r"\s+:(?=\s)")  # colons set below each other
_LONGEST_LINE = 400
_PIECES = re.compile(r"\t+|\s{3,}|\s\|\s")


def is_label(text: str) -> bool:
    """Whether `text` names a value rather than being one: "Rev.", "Approved by", "Owner:"."""
    text = one_line(text)
    return bool(_LABEL.match(text)) or (text.endswith(":") and 2 < len(text) <= 40)


def pairs_in_line(line: str) -> list[Pair]:
    """Every `Label: value` of a line; several may stand side by side."""
    found: list[Pair] = []
    if len(line) > _LONGEST_LINE or ":" not in line:
        return found
    for piece in _PIECES.split(_SPACED_COLON.sub(": ", line)):
        end = 0
        for match in _PAIR.finditer(piece):
            label, value = one_line(match["label"]), one_line(match["value"])
            if piece[end : match.start()].strip(" -*•.,;") or value.startswith("//"):
                continue  # a colon within running text
            end = match.end()
            if len(label.split()) <= 6:
                found.append((label, value))
    return found


def pairs_in_cells(cells: Sequence[str]) -> list[Pair]:
    """Label/value pairs of one table row: `label | value | label | value`, or within cells."""
    texts = [cell for cell in cells if cell.strip()]
    if len(texts) == 2 and _is_plain_label(texts[0]) and not is_label(texts[1]):
        return [_pair(texts[0], texts[1])]
    if len(texts) >= 2 and len(texts) % 2 == 0:
        labels, values = texts[0::2], texts[1::2]
        if all(map(is_label, labels)) and not any(map(is_label, values)):
            return [_pair(label, value) for label, value in zip(labels, values, strict=True)]
    return [pair for cell in texts for pair in _pairs_in_cell(cell)]


def _is_plain_label(text: str) -> bool:
    return is_label(text)


def _pair(label: str, value: str) -> Pair:
    return one_line(label).rstrip(": "), one_line(value)


def _pairs_in_cell(cell: str) -> list[Pair]:
    """`Label: value`, or a label on its own line with the value below it."""
    lines = [line for line in cell.split("\n") if line.strip()]
    found: list[Pair] = []
    index = 0
    while index < len(lines):
        below = lines[index + 1] if index + 1 < len(lines) else ""
        if is_label(lines[index]) and below and not is_label(below):
            found.append(_pair(lines[index], below))
            index += 2
            continue
        found += pairs_in_line(lines[index])
        index += 1
    return found


def pairs_in_grid(grid: Sequence[Sequence[str]]) -> list[Pair]:
    """Label/value pairs of a small table that frames a document, labels beside or above values."""
    found: list[Pair] = []
    rows = [[cell for cell in row if cell.strip()] for row in grid]
    skip = False
    for index, row in enumerate(rows):
        if skip:
            skip = False
            continue
        below = rows[index + 1] if index + 1 < len(rows) else []
        above_values = len(row) >= 2 and len(row) == len(below) and all(map(is_label, row))
        if above_values and not any(map(is_label, below)):
            found += [_pair(label, value) for label, value in zip(row, below, strict=True)]
            skip = True
        else:
            found += pairs_in_cells(row)
    return found


def distinct(pairs: Iterable[Pair]) -> tuple[Pair, ...]:
    """The pairs in order, each once."""
    return tuple(dict.fromkeys(pairs))
