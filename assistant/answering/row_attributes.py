"""What a row does not hold: "when does stamp 4 expire" asked of a register without last days.

A row that names the thing asked about is no answer when none of its columns can hold what is
asked of that thing. It is shown as what came closest, with the columns that there are.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.answering.cell_names import said
from assistant.answering.log_books import Log, is_blank, is_no, is_yes, logs_of
from assistant.answering.row_answers import near
from assistant.answering.row_states import DUE_COLUMN
from assistant.answering.shelf import Shelf
from assistant.dates import parse_date
from assistant.language.answer_types import AnswerType, holds
from assistant.language.words import word_list, words
from assistant.model.passages import Passage
from assistant.model.replies import Answered, Declined, Outcome, Reason
from assistant.ports import Library

Cell = tuple[str, str]  # heading and text

_EXPIRY = re.compile(
    r"\b(?:when|what\s+date|until\s+when|how\s+long)\b.*\b(?:expires?|run(?:s|ning)?\s+out|laps(?:e|es|ing)|"
    r"(?:still\s+)?valid|good\s+(?:for|until))\b|\bexpir(?:y|ation)\b",
    re.IGNORECASE,
)
_LASTS = re.compile(r"\b(?:until|till|expir\w+|valid|lapse[sd]?|good\s+to)\b", re.IGNORECASE)
_COST = re.compile(
    r"\b(?:cost(?:s|ed)?|price[sd]?|paid|pay|charged?|fee)\b.{0,40}|\bhow\s+expensive\b",
    re.IGNORECASE,
)
_MONEY_COLUMN = re.compile(
    r"\b(?:costs?|price|value|amount|fee|charge|total|credit|eur|gbp|usd|cad|chf)\b|[$€£]",
    re.IGNORECASE,
)
_LIMIT = re.compile(
    r"\b(?:what|which|how\s+\w+)\b.*\b(?:allowed|permitted|acceptable|tolerated)\b|\blimits?\b",
    re.IGNORECASE,
)
_TO_DO = re.compile(
    r"\bwhat\s+(?:happens|do\s+(?:we|i|you)\s+do|must|should|has\s+to|have\s+to)\b.*\b(?:when|if)\b",
    re.IGNORECASE,
)
_ACTION_COLUMN = re.compile(
    r"\b(?:actions?|what\s+we\s+do|remedy|measures?|means|consequence|then|rule|result)\b",
    re.IGNORECASE,
)
_SETS_A_LIMIT = re.compile(
    r"\b(?:max\w*|min\w*|limits?|allowed|permitted|tolerance|range|target|accept\w*|up\s+to|at\s+(?:least|most)|"
    r"below|above|under|over|not\s+(?:more|less))\b|\d\s*(?:to|-|–|±|\+/-)\s*\d|[<>≤≥±]",
    re.IGNORECASE,
)
_WHO = re.compile(
    r"^\W*(?:and\s+|so\s+)?(?:who(?:m|se)?(?:['’]s|s)?|by\s+whom|to\s+whom|which\s+person)\b\s+"
    r"(?P<does>\w+(?:\s+\w+)?)",
    re.IGNORECASE,
)
_DONE_BY_PEOPLE = re.compile(
    r"\b(?:approv|sign|check|inspect|review|audit|authori[sz]|releas|decid|split|train|own|rais|"
    r"took\s+over|takes\s+over|replac|succeed|count|witness|wrote|write|test|enter|put)\w*",
    re.IGNORECASE,
)
_PERSON_COLUMN = re.compile(
    r"\bby\b|\b(?:who|owner|holder|name|inspector|auditor|initials?|sign(?:ed|ature)?|operator|buyer|handled|"
    r"responsible|person|trainer|employee|staff|checker|keeper|lead|manager|contact|post|role|job|"
    r"looked\s+after|stand-?in|deputy|user)\b",
    re.IGNORECASE,
)
_OFFICE_COLUMN = re.compile(r"^\W*(?:job|post|role|function|title|position)\b", re.IGNORECASE)
_COMPANY_COLUMN = re.compile(
    r"\b(?:supplier|vendor|customer|client|maker|manufacturer|house|source|firm|company|laboratory|lab|"
    r"carrier|haulier|consignee|from|for|sold\s+to)\b",
    re.IGNORECASE,
)
_INITIALS = re.compile(r"^[A-Z]{1,3}$|^[A-Z]\.?\s?[A-Z]\.?$")
_COMPANY_FORMS = word_list("company_forms")
_MOST_COLUMNS, _SHORTEST_NAME = 16, 4


@dataclass(frozen=True, slots=True)
class _Attribute:
    """What is asked of a thing: how it is called, and whether a cell can hold it."""

    name: str
    held: Callable[[Cell], bool]


class RowAttributes:
    """Says of an answer made of rows whether they can hold what is asked."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def __call__(self, asked: str, outcome: Outcome, shelf: Shelf) -> Outcome:
        """The outcome, or a refusal that names the columns there are."""
        cited = _cited(asked, outcome)
        attribute = _attribute(asked) if cited else None
        if attribute is None:
            return outcome
        rows = [
            (log, row)
            for log in logs_of(self._library, shelf)
            for row in log.rows
            if row.id in cited
        ]
        if not rows or any(attribute.held(one) for _, row in rows for one in row.cells):
            return outcome
        return _unheld(attribute, rows, shelf)


def _cited(asked: str, outcome: Outcome) -> set[str]:
    """The passages of an answer made of rows, or of the nearest row that the question names."""
    if isinstance(outcome, Answered):
        return {o.passage for o in outcome.citations} if outcome.answered_by == "records" else set()
    if outcome.reason is not Reason.NOT_IN_EVIDENCE:
        return set()
    return {one.passage for one in outcome.near_misses[:1] if one.row and _names(asked, one.quote)}


def _names(asked: str, row: str) -> bool:
    """Whether the question names what a row is kept of: one of its cells, as it stands."""
    cells = [one.strip() for one in row.split(" | ")]
    return any(len(one) >= _SHORTEST_NAME and said(one, asked) for one in cells)


def _unheld(attribute: _Attribute, rows: Sequence[tuple[Log, Passage]], shelf: Shelf) -> Declined:
    log, _ = rows[0]
    columns = [one for one in log.headers if one][:_MOST_COLUMNS]
    said = f"{log.name} ({log.revision.number}) has no column for {attribute.name}"
    shown = [row for other, row in rows if other is log]
    return Declined(
        Reason.NOT_IN_EVIDENCE,
        f"{said}; it holds: {', '.join(columns)}.",
        near_misses=near(shown, log, shelf),
    )


def _attribute(asked: str) -> _Attribute | None:
    if _EXPIRY.search(asked):
        return _Attribute("when that runs out", _says_how_long)
    if _COST.search(asked):
        return _Attribute("what that cost", _says_money)
    if _TO_DO.search(asked):
        return _Attribute("what is to be done then", _says_what_to_do)
    if _LIMIT.search(asked):
        return _Attribute("what is allowed", _sets_a_limit)
    match = _WHO.match(asked)
    if match and _DONE_BY_PEOPLE.search(asked):
        return _Attribute("who did that", lambda one: _names_another(one, asked))
    return None


def _says_how_long(one: Cell) -> bool:
    header, text = one
    return not is_blank(text) and bool(DUE_COLUMN.search(header) or _LASTS.search(text))


def _says_money(one: Cell) -> bool:
    header, text = one
    money = holds(AnswerType.MONEY, text) or _MONEY_COLUMN.search(header) or "%" in text
    return not is_blank(text) and bool(money)


def _says_what_to_do(one: Cell) -> bool:
    header, text = one
    return not is_blank(text) and bool(_ACTION_COLUMN.search(header)) and parse_date(text) is None


def _sets_a_limit(one: Cell) -> bool:
    header, text = one
    plain = parse_date(text) is None and not is_blank(text)
    return plain and bool(_SETS_A_LIMIT.search(header) or _SETS_A_LIMIT.search(text))


def _names_another(one: Cell, asked: str) -> bool:
    """Whether a cell names a person, or an office, that the question does not name itself."""
    header, text = one
    said = {word.stem for word in words(asked)}
    own = [word for word in words(text) if word.stem not in said]
    if is_blank(text) or is_yes(text) or is_no(text) or not own:
        return False
    if _OFFICE_COLUMN.search(header) and holds(AnswerType.NAME, asked):
        return False  # the office of the one who is named is nobody else
    if _PERSON_COLUMN.search(header):
        return True
    if _COMPANY_COLUMN.search(header) or {word.stem for word in own} & _COMPANY_FORMS:
        return False
    return bool(_INITIALS.match(text)) or holds(AnswerType.PERSON, text)
