"""Lines of a procedure that are about the paper or name columns: they promise nothing.

Feet, lines of issue and heads of tables come between the sentences of what was read from a page.
"""

import re

from assistant.model.obligations import WhyLeftOut

_ISSUE = re.compile(
    r"\b(?:[Rr]ev(?:ision)?|REV(?:ISION)?|[Ii]ss(?:ue)?|ISSUE|[Vv]ersion|VERSION|Index|INDEX"
    r"|Ausgabe|[Ee]dition)\.?\s*(?:[Nn]o\.?\s*)?[:#]?\s*(?:\d{1,3}(?:\.\d{1,2})?|[A-Z]{1,2})\b"
)
_DAY = re.compile(
    r"\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b"
    r"|\b(?:\d{1,2}\s+)?(?:jan|feb|mar|mär|apr|may|mai|jun|jul|aug|sep|oct|okt|nov|dec|dez)\w*"
    r"\s+(?:19|20)\d\d\b",
    re.IGNORECASE,
)
_KEEPER = re.compile(
    r"\b(?:owner|keeper|kept by|responsible|approved by|released by|verantwortlich|freigegeben)"
    r"\s*:?\s+[A-ZÄÖÜ]",
)
_KEEPER_LABEL = re.compile(
    r"\b(?:owner|keeper|kept by|responsible|approved by|prepared by|verantwortlich)\s*:", re.I
)
_PAGE = re.compile(r"\b(?:page|seite) \d+ (?:of|von|/) ?\d+\b", re.IGNORECASE)
_NUMBER = re.compile(r"\b[A-Z]{2,5}[-/]\d{1,4}(?:[-/.]\d{1,4})?\b")
_LONGEST = 25  # words
_FEWEST_SIGNS = 2

_COLUMN = re.compile(
    r"(?:no|nr|step|who|what|how|when|where|why|by whom|action|activity|task|record|records|form"
    r"|output|input|responsible|responsibility|owner|process|paper|document|kind|type|interval"
    r"|limit|figure|measure|item|remark|remarks|notes?|date|time|period|place|name|role|function"
    r"|state|status|description|risk|method|result|frequency|kept (?:for|by|where)|how long"
    r"|question|answer|part|quantity|reason|sign(?:ed|ature)?|schritt|wer|was|wann)s?\.?",
    re.IGNORECASE,
)
_FINITE = re.compile(
    r"\b(?:is|are|be|must|shall|may|can|cannot|will|has|have|does|do|was|were|only|never|always)\b",
    re.IGNORECASE,
)
_FROM_TO = re.compile(
    r"^\W*from (?:the|an?|our) [\w '’-]{2,40} to (?:the|an?|our|its|their) \w+(?: \w+)?\.?$", re.I
)
_HOW = re.compile(r"^\W*how (?:an?|the|our|we|goods|it)\b[^,;:?|]*\.?$", re.IGNORECASE)
_LAYS_DOWN = re.compile(r"\b(?:is|are|must|shall|will)\b", re.IGNORECASE)


_ENDS = re.compile(r"[.;:!?…)\"”’]\s*$")


def of_paper(sentence: str, number: str = "") -> WhyLeftOut | None:
    """Why a line promises nothing when it is the paper's own; None for all others.

    `number` is that of the document: a line with it and without an end is a title or a head.
    """
    if number and number.casefold() in sentence.casefold() and not _ENDS.search(sentence):
        return WhyLeftOut.ABOUT_ITSELF
    if is_head_of_table(sentence) or is_rest_of_row(sentence):
        return WhyLeftOut.NO_SENTENCE
    if is_line_of_paper(sentence) or is_purpose(sentence):
        return WhyLeftOut.ABOUT_ITSELF
    return None


def is_line_of_paper(sentence: str) -> bool:
    """Whether it only tells number, issue, date, keeper or page of the paper it stands in."""
    if len(sentence.split()) > _LONGEST or not _ISSUE.search(sentence):
        return False
    signs = (_DAY, _KEEPER, _KEEPER_LABEL, _PAGE, _NUMBER)
    found = sum(bool(sign.search(sentence)) for sign in signs)
    return found >= _FEWEST_SIGNS or (found == 1 and not _FINITE.search(sentence))


def is_head_of_table(sentence: str) -> bool:
    """Whether every cell is the name of a column: `Step | Who | What | Record`."""
    cells = [cell.strip() for cell in sentence.split(" | ")]
    named = sum(bool(_COLUMN.fullmatch(cell)) for cell in cells)
    short = all(len(cell.split()) <= _LONGEST_NAME for cell in cells)
    return len(cells) > 1 and short and named >= 2 and named * 2 > len(cells)


_LONGEST_NAME = 4  # words


def is_rest_of_row(sentence: str) -> bool:
    """Whether it begins at the edge of a cell, its row cut off: `| copy in the file`."""
    return sentence.lstrip().startswith("|")


def is_purpose(sentence: str) -> bool:
    """Whether it says what the paper is about: `From the order to the van.`, `How we pack.`"""
    if _HOW.match(sentence):
        return not _LAYS_DOWN.search(sentence)
    return bool(_FROM_TO.match(sentence))
