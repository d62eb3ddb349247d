"""What single lines look like: list items, numbered headings, rules, wrapped lines."""

import re
from collections.abc import Sequence

_BULLET = re.compile(r"^\s*[•▪◦●○■□‣⁃➢❖–—*+o·-]\s+(?=\S)")
_ORDINAL = re.compile(
    r"^\s*(?:\(?(?:[a-zA-Z]|[ivx]{1,5}|\d{1,3})\)|(?:[a-z]|[ivx]{2,5}|\d{1,3})\.)\s+(?=\S)"
)
_NUMBERED = re.compile(
    r"^\s*(?:(?i:section|clause|part|annex|appendix|chapter|step)\s+[A-Za-z\d]"
    r"(?:[\dIVXivx.]{0,8}[.):]?\s+(?=[^\W\d_]))"
    r"|(?:\d{1,3}(?:\.\d{1,3}){0,5}|[A-Z](?:\.\d{1,3}){1,4})[.):]?\s+(?=[^\W\d_])"
    r"|(?:[IVX]{2,5}[.):]?|[A-Z][.):]|[B-HJ-Z])\s+(?=[^\W\d_]))"  # "A bolt" has no number
)
_RULE = re.compile(r"^\s*(?:[-=_*~#.+|]\s?){4,}\s*$")
_LEADERS = re.compile(r"(?:\.\s?){4,}\s*(?:\d{1,4}|[ivxlc]{1,6})?\s*$|…{2,}\s*\d*\s*$")
_PAGE_NUMBER = re.compile(
    r"^\W*(?:page|pg\.?|p\.|seite|página|pagina|sheet)\s*\d+(?:\s*(?:of|/|von|de|di|sur)\s*\d+)?\W*$"
    r"|^\W*\d{1,4}\s*(?:of|/)\s*\d{1,4}\W*$",
    re.IGNORECASE,
)
_HYPHENATED = re.compile(r"[^\W\d_]{2}[-\u2010\u0002]$")
_LONGEST_ENTRY = 400
_ENDS = (".", ":", ";", "?", "!")


def is_bullet(line: str) -> bool:
    """Whether the line opens with a bullet."""
    return bool(_BULLET.match(line))


def without_bullet(line: str) -> str:
    """The line without its bullet; ordinals such as `a)` are words of the text and stay."""
    return _BULLET.sub("", line, count=1)


def is_item(line: str) -> bool:
    """Whether the line opens a list item: a bullet or an ordinal such as `a)`, `(iv)`, `3.`."""
    return bool(_BULLET.match(line) or _ORDINAL.match(line))


def is_numbered(line: str) -> bool:
    """Whether the line opens with a section number, as in `6.2 Records` or `Annex A`."""
    return bool(_NUMBERED.match(line))


def looks_like_heading(line: str) -> bool:
    """Whether a line by its words alone may head a section: short, numbered or in capitals."""
    words = line.split()
    if not words or len(words) > 12 or line.rstrip().endswith((".", ";", ",")):
        return False
    if is_numbered(line):
        return any(len(word) > 2 and word[0].isalpha() for word in words[1:])
    letters = [character for character in line if character.isalpha()]
    shouted = any(map(str.isupper, letters)) and line.upper() == line
    return shouted and len(letters) > 3 and len(words) <= 9


def is_rule(line: str) -> bool:
    """Whether the line only draws a line."""
    return bool(_RULE.match(line))


def is_contents_entry(line: str) -> bool:
    """Whether the line is an entry of a table of contents: dot leaders and a page number."""
    return len(line) <= _LONGEST_ENTRY and bool(_LEADERS.search(line))


def is_page_number(line: str) -> bool:
    """Whether the line says nothing but which page this is."""
    return bool(_PAGE_NUMBER.match(line))


def ends_sentence(line: str) -> bool:
    """Whether a line could be the last of its paragraph."""
    return line.rstrip().rstrip("\"'”’)").endswith(_ENDS)


def join_lines(lines: Sequence[str]) -> str:
    """One line of text from wrapped lines; words broken by a hyphen at a line end are joined.

    A hyphen is kept when what follows starts with a capital or a digit (`QP-` / `840`).
    """
    joined = ""
    for line in (line.strip() for line in lines):
        if not line:
            continue
        if joined and _HYPHENATED.search(joined) and line[0].islower():
            joined = joined[:-1] + line
        elif joined and joined[-1] in "-\u2010\u0002/" and not joined.endswith((" -", " /")):
            joined = joined.replace("\u0002", "-") + line
        else:
            joined = f"{joined} {line}" if joined else line
    return joined.replace("\u0002", "-")
