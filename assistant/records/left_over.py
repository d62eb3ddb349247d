"""Columns that no heading names, told by what stands in them.

A column of days that is always filled and never later than the others is when the row began; days
that follow those of another column by whole months are when it is to be done again; firms are
those a sort of record deals with. Only what one field alone can be is taken for it; the rest stays
left over, under its own heading.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache

from assistant.dates import find_dates, habit
from assistant.model.records import DateRole, FieldKind
from assistant.records.shapes import Column, is_blank
from assistant.records.vocabulary import FieldType, RecordType
from assistant.records.wording import words_of

Found = Mapping[int, str]  # column -> field
_Told = Iterator[tuple[int, str]]

_FEWEST = 2  # filled cells by which a column is judged
_NEARLY = 0.9  # share of rows that must agree
_MONTH = 30.44  # days
_SLACK = 4  # days by which whole months may differ
_REGULAR = 0.7  # share of intervals that are whole months

_BEGINS = {
    "nonconformity": "opened",
    "corrective_action": "opened",
    "complaint": "received",
    "receiving_inspection": "received",
    "lot_split": "split",
    "shipment": "shipped",
    "purchase_order": "ordered",
    "contract_review": "reviewed",
    "training": "trained",
    "acknowledgement": "read",
    "counterfeit_alert": "received",
    "change": "requested",
    "storage_climate": "measured",
    "backup": "made",
    "supplier_evaluation": "evaluated",
    "satisfaction": "surveyed",
}
"""The day that every row of a sort has, and that comes before its others."""
_ENDS = {
    "nonconformity": "closed",
    "corrective_action": "closed",
    "complaint": "closed",
    "audit_finding": "closed",
    "change": "done",
    "risk": "done",
}
"""The last day of a row, which those still open lack."""
_AGAIN = {
    "gauge": ("calibrated", "calibration_due"),
    "calibration_certificate": ("calibrated", "calibration_due"),
    "external_document": ("checked", "next_check"),
    "supplier_evaluation": ("evaluated", "next_evaluation"),
    "training": ("trained", "valid_until"),
    "competence": ("granted", "valid_until"),
}
"""When it was done, and when it is to be done again."""
_DEALT_WITH = {
    "receiving_inspection": "supplier",
    "purchase_order": "supplier",
    "nonconformity": "supplier",
    "approved_supplier": "supplier",
    "supplier_evaluation": "supplier",
    "certificate_of_supplier": "supplier",
    "shipment": "customer",
    "sales_order": "customer",
    "contract_review": "customer",
    "complaint": "customer",
    "satisfaction": "customer",
    "gauge": "laboratory",
    "calibration_certificate": "laboratory",
}
"""The one firm that a row of a sort is about."""
_DONE_BY = {
    "lot_split": "split_by",
    "receiving_inspection": "inspector",
    "shipment": "released_by",
    "audit": "auditor",
    "storage_climate": "read_by",
    "counterfeit_alert": "checked_by",
    "backup": "done_by",
    "contract_review": "reviewed_by",
    "supplier_evaluation": "evaluated_by",
    "nonconformity": "raised_by",
}
"""Who did what a row tells of: a bare "Who" asks for nobody else."""
_WHO = frozenset(map(words_of, ("who", "who by", "by", "by whom", "name", "initials", "person")))
_TERM = frozenset(
    "due next until till valid expiry expire expires expiration by planned plan promised promise "
    "target deadline wanted required needed end ends good before requested scheduled "
    "fällig frist nächste termin échéance".split()
)
"""Words of a heading under which days lie ahead."""
_LEGAL = re.compile(
    r"\b(?:ltd|limited|plc|llp|llc|inc|incorporated|corp|corporation|gmbh|mbh|ag|kg|ohg|se|sa|sas|sarl"
    r"|s\.?r\.?l|s\.?p\.?a|b\.?v|n\.?v|ab|oyj?|aps|a/s|as|kft|d\.?o\.?o|pty|pte|co|company"
    r"|s\.?r\.?o|sp\.?\s?z\s?o\.?\s?o)\.?\s*(?:\([^)]*\))?$",
    re.IGNORECASE,
)
_STANDARD = re.compile(
    r"\b(?:AS|EN|SAE|ISO|IEC|IATF|DIN|JISQ|NADCAP)(?:[\s/-]*(?:EN|ISO|IEC))*[\s/-]*\d{3,5}|\bNadcap\b",
    re.IGNORECASE,
)
"""A standard by which organisations are certified."""
_YES_NO = re.compile(r"^(?:yes|no|y|n|ja|nein|j|oui|non|true|false)\b", re.IGNORECASE)
_FIT = frozenset("ok fit usable good passed pass accepted serviceable order okay useable".split())


def completed(columns: Sequence[Column], names: Found, kind: RecordType) -> dict[int, str]:
    """`names` (column -> field) with the columns added whose values tell what they are."""
    found = dict(names)
    for told in _WAYS:
        for at, name in list(told(columns, found, kind)):
            if at not in found and name in kind.fields and name not in found.values():
                found[at] = name
    return dict(sorted(found.items()))


def asks_whether_fit(heading: str) -> bool:
    """Whether a heading asks if a thing may be used: its yes is good, its no is not."""
    return bool(_FIT & set(words_of(heading)))


def says_yes_or_no(text: str) -> bool:
    """Whether a cell answers a question with yes or no."""
    return _YES_NO.match(text.strip()) is not None


def _left(columns: Sequence[Column], found: Found) -> Iterator[int]:
    for at, one in enumerate(columns):
        if at not in found and one.heading and one.shape.filled >= _FEWEST:
            yield at


def _share(column: Column, like: Callable[[str], object]) -> float:
    """Share of the filled cells that look so."""
    filled = [cell for cell in column.cells if cell and not is_blank(cell)]
    return sum(bool(like(cell)) for cell in filled) / len(filled) if filled else 0.0


def _names_rows(columns: Sequence[Column], found: Found, kind: RecordType) -> _Told:
    """Names in the first column, each another, are the names of the rows."""
    if kind.fields[kind.key].kind is not FieldKind.NAME or 0 not in _left(columns, found):
        return
    first = columns[0]
    names = first.shape.names >= 0.7 and first.shape.dates < 0.1
    if names and first.shape.distinct >= 0.95 and first.shape.filled > 3:
        yield 0, kind.key


def _firms(columns: Sequence[Column], found: Found, kind: RecordType) -> _Told:
    """Names with the legal form of a firm."""
    firms = [at for at in _left(columns, found) if _share(columns[at], _LEGAL.search) >= 0.4]
    if len(firms) == 1 and kind.id in _DEALT_WITH:
        yield firms[0], _DEALT_WITH[kind.id]


def _standards(columns: Sequence[Column], found: Found, kind: RecordType) -> _Told:
    """What a supplier is certified by."""
    if kind.id == "approved_supplier":
        for at in _left(columns, found):
            if _share(columns[at], _STANDARD.search) >= 0.5 and not columns[at].shape.long >= 0.5:
                yield at, "certificate"


def _repeated(columns: Sequence[Column], found: Found, kind: RecordType) -> _Told:
    """Two columns of days of which one follows the other by whole months."""
    done, due = _AGAIN.get(kind.id, ("", ""))
    known = {name: at for at, name in found.items()}
    if not done or (done in known and due in known):
        return
    left = [at for at in _left(columns, found) if _is_dated(columns[at])]
    firsts = [known[done]] if done in known else left
    seconds = [known[due]] if due in known else left
    for first in firsts:
        for second in seconds:
            if first != second and _follows(columns[first], columns[second]):
                yield from ((first, done), (second, due))
                return


def _follows(first: Column, second: Column) -> bool:
    gaps = [(b - a).days for a, b in zip(_days(first), _days(second), strict=True) if a and b]
    if len(gaps) < _FEWEST or min(gaps) < 28:
        return False
    whole = sum(abs(gap - round(gap / _MONTH) * _MONTH) <= _SLACK for gap in gaps)
    return whole >= _REGULAR * len(gaps)


def _begun(columns: Sequence[Column], found: Found, kind: RecordType) -> _Told:
    """Days that every row has, and none later than the other days of its row."""
    name = _BEGINS.get(kind.id, "")
    if not name or name in found.values():
        return
    others = [at for at in range(len(columns)) if _is_past_day(columns, found, kind, at)]
    for at in _left(columns, found):
        always = columns[at].filled_share >= _NEARLY
        if at in others and always and all(_is_before(columns, at, one) for one in others):
            yield at, name
            return


def _is_past_day(columns: Sequence[Column], found: Found, kind: RecordType, at: int) -> bool:
    """Whether a column holds days on which something of the row was done."""
    column, name = columns[at], found.get(at, "")
    if not _is_dated(column) or name == "cure":
        return False
    if name:
        return kind.fields[name].role not in (DateRole.DUE, DateRole.VALID_UNTIL)
    return not _TERM & set(words_of(column.heading))


def _is_before(columns: Sequence[Column], one: int, other: int) -> bool:
    """Whether the days of one column are hardly ever later than those of another."""
    pairs = zip(_days(columns[one]), _days(columns[other]), strict=True)
    both = [(a, b) for a, b in pairs if a and b]
    return sum(a <= b for a, b in both) >= _NEARLY * len(both)


def _checked(columns: Sequence[Column], found: Found, kind: RecordType) -> _Told:
    """A day after an action was done, with a yes or no beside it: whether it worked."""
    known = {name: at for at, name in found.items()}
    if kind.id != "corrective_action" or "done" not in known:
        return
    for at in _left(columns, found):
        beside = columns[at + 1] if at + 1 in set(_left(columns, found)) else None
        answered = beside is not None and _share(beside, says_yes_or_no) >= _NEARLY
        later = _is_past_day(columns, found, kind, at) and _is_before(columns, known["done"], at)
        if answered and later:
            yield from ((at, "effectiveness_checked"), (at + 1, "effectiveness"))
            return


def _ended(columns: Sequence[Column], found: Found, kind: RecordType) -> _Told:
    """The last days of the rows, which some rows lack."""
    name = _ENDS.get(kind.id, "")
    if not name or name in found.values():
        return
    past = [at for at in range(len(columns)) if _is_past_day(columns, found, kind, at)]
    if len(past) < 2 or past[-1] in found or columns[past[-1]].filled_share == 1:
        return
    if all(_is_before(columns, one, past[-1]) for one in past[:-1]):
        yield past[-1], name


def _done_by(columns: Sequence[Column], found: Found, kind: RecordType) -> _Told:
    """Names under a heading that asks for nobody in particular."""
    bare = [at for at in _left(columns, found) if words_of(columns[at].heading) in _WHO]
    if len(bare) == 1 and columns[bare[0]].shape.names >= 0.6 and kind.id in _DONE_BY:
        yield bare[0], _DONE_BY[kind.id]


def _asked(columns: Sequence[Column], found: Found, kind: RecordType) -> _Told:
    """The one column of yes and no is the one question that the sort of record asks."""
    left = [at for at in _left(columns, found) if _share(columns[at], says_yes_or_no) >= _NEARLY]
    asked = [one.name for one in kind.fields.values() if _is_free(one, found)]
    if len(left) == 1 and len(asked) == 1:
        yield left[0], asked[0]
    fit = [at for at in left if asks_whether_fit(columns[at].heading)]
    if len(fit) == 1 and kind.id == "gauge":
        yield fit[0], "state"


def _is_free(field: FieldType, found: Found) -> bool:
    return field.kind is FieldKind.YES_NO and field.name not in found.values()


_WAYS = (
    _names_rows, _firms, _standards, _repeated, _begun, _checked, _ended, _done_by, _asked,
)  # fmt: skip


def _is_dated(column: Column) -> bool:
    return column.shape.filled >= _FEWEST and column.shape.dates >= 0.8 and column.shape.long < 0.5


def _days(column: Column) -> tuple[date | None, ...]:
    return _days_in(column.cells)


@lru_cache(maxsize=512)
def _days_in(cells: tuple[str, ...]) -> tuple[date | None, ...]:
    order = habit(set(cells))
    found = (find_dates(cell, order=order) if len(cell) <= 40 else [] for cell in cells)
    return tuple(
        days[0].value if len(days) == 1 and not days[0].ambiguous else None for days in found
    )
