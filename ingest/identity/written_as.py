"""What sort of document the form of its text shows, where number, title and folder say nothing.

A paper kept by its issue whose sentences say what is done is a procedure, whatever the house calls
its papers; steps that order are an instruction; a form whose lines are filled in is a record.
"""

import re
from collections.abc import Iterator

from assistant.dates import find_dates
from assistant.model.documents import Block, BlockKind, Kind, ReadDocument
from ingest.identity.fields import is_blank
from ingest.identity.labels import role_of
from ingest.identity.numbers import find_numbers

_FEWEST_RULES = 4
_FEWEST_FILLED = 4
_FEWEST_PAPERS = 4  # that a manual names
_SENTENCE = re.compile(r"[^.!?]{20,}(?:[.!?]|$)")
_RULES = re.compile(
    r"\b(?:is|are|be|must|shall|may|can|cannot|does|do|has|have|never|nobody|only|every|each)\b",
    re.IGNORECASE,
)
_TELLS = re.compile(r"\b(?:was|were|had|has been|have been|did)\b", re.IGNORECASE)
_ORDERS = re.compile(
    r"^\W*(?:\d{1,2}[.)]\s+|[a-z][.)]\s+|step \d+\W+)?(?:then |first |now )?"
    r"(?:put|wipe|open|check|weigh|count|let|measure|write|take|seal|close|remove|set|switch|press"
    r"|place|lay|hold|wait|clean|read|enter|sign|scan|print|label|cut|fold|wear|use|make|look|turn"
    r"|pick|pack|give|bring|move|keep|leave|mark|note|record|ask|call|send|start|stop|pull|push"
    r"|insert|attach|fit|apply|inspect|compare|confirm|verify|ensure|select|click|rinse|dry|fill"
    r"|tighten|loosen|connect|disconnect|store|return|report|do not|never)\b",
    re.IGNORECASE,
)
_STEP_COLUMNS = re.compile(
    r"^\W*(?:steps?|who|what|how|by whom|actions?|activity|task|responsible|in charge|input|output"
    r"|when|records?|wer|was|schritt|tätigkeit)\W*$",
    re.IGNORECASE,
)
_SYSTEM = re.compile(
    r"\b(?:quality|management|quality management) system (?:covers|applies to|includes|comprises)\b"
    r"|\bscope of (?:the|our|this) (?:quality )?(?:management )?system\b",
    re.IGNORECASE,
)
_SIGNED = re.compile(r"\b(?:sign\w*|date|approved|released|checked|by|on)\b", re.IGNORECASE)


def kind_by_form(read: ReadDocument) -> Kind:
    """Manual, instruction or procedure of a paper kept by its issue; other when it is none."""
    if _is_manual(read):
        return Kind.MANUAL
    lines = list(_lines(read))
    orders = sum(bool(_ORDERS.match(line)) for line in lines)
    if orders >= _FEWEST_RULES and orders * 2 > len(lines):
        return Kind.WORK_INSTRUCTION
    return Kind.PROCEDURE if lays_down_rules(read) else Kind.OTHER


def lays_down_rules(read: ReadDocument) -> bool:
    """Whether its sentences, or the rows of a table of steps, say what is done, not what was."""
    said = [one for line in _lines(read) for one in _SENTENCE.findall(line)]
    rules = sum(bool(_RULES.search(one) or _ORDERS.match(one)) for one in said)
    tells = sum(bool(_TELLS.search(one)) for one in said)
    return rules + _steps(read) >= _FEWEST_RULES and tells * 3 < rules + _steps(read)


def is_filled_in(read: ReadDocument) -> bool:
    """Whether most lines of a form of labels hold something, a day or a signature among them."""
    return bool(filled_in_on(read))


def filled_in_on(read: ReadDocument) -> str:
    """The last signed line of a form that is filled in, with its day; "" of any other paper."""
    rows = [row for row in _rows(read) if not role_of(row.cells[0].text)]
    pairs = [(row.cells[0].text, row.cells[1].text) for row in rows if len(row.cells) == 2]
    if len(pairs) < _FEWEST_FILLED or len(pairs) * 2 < len(rows):
        return ""
    filled = [pair for pair in pairs if pair[1].strip() and not is_blank(pair[1])]
    signed = [value for label, value in filled if _SIGNED.search(label) and find_dates(value)]
    enough = len(filled) >= _FEWEST_FILLED and len(filled) * 5 > len(pairs) * 3
    return signed[-1] if signed and enough else ""


def _is_manual(read: ReadDocument) -> bool:
    text = "\n".join(page.text for page in read.pages)
    named = {found.number for found in find_numbers(text)}
    return bool(_SYSTEM.search(text)) and len(named) >= _FEWEST_PAPERS


def _lines(read: ReadDocument) -> Iterator[str]:
    for block in _blocks(read):
        if block.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM):
            yield from (line for line in block.text.splitlines() if len(line.split()) > 2)


def _steps(read: ReadDocument) -> int:
    """Rows of tables whose columns say who does what."""
    rows = list(_rows(read))
    return sum(
        sum(bool(_STEP_COLUMNS.match(cell.header)) for cell in row.cells) > 1
        and any(len(cell.text.split()) > 3 for cell in row.cells)
        for row in rows
    )


def _rows(read: ReadDocument) -> Iterator[Block]:
    return (one for one in _blocks(read) if one.kind is BlockKind.TABLE_ROW)


def _blocks(read: ReadDocument) -> Iterator[Block]:
    return (block for page in read.pages for block in page.blocks)
