"""Which character separates the fields of a delimited file."""

import csv
from collections import Counter

_DELIMITERS = ",;\t|"
_LINES = 200
_LONGEST_FIELD = 1024 * 1024

csv.field_size_limit(_LONGEST_FIELD * 16)


def parse(text: str, delimiter: str) -> list[list[str]]:
    """Records of `text`, blank ones as empty lists; a broken quote never raises."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    return list(csv.reader(lines.splitlines(keepends=True), delimiter=delimiter, strict=False))


def find_delimiter(text: str, *, strict: bool) -> str | None:
    """The delimiter whose count per record is most consistent, or None.

    `strict` asks for the evidence that makes free text a table: at least three records
    of at least two fields, nearly all of the same width, and short fields.
    """
    head = "\n".join(text.splitlines()[:_LINES])
    best: tuple[float, str] | None = None
    for delimiter in _DELIMITERS:
        score = _consistency(head, delimiter, strict=strict)
        if score and (best is None or score > best[0]):
            best = (score, delimiter)
    return best[1] if best else None


def _consistency(head: str, delimiter: str, *, strict: bool) -> float:
    if delimiter not in head:
        return 0.0
    try:
        records = [record for record in parse(head, delimiter) if any(map(str.strip, record))]
    except csv.Error:
        return 0.0
    if not records:
        return 0.0
    width, count = Counter(map(len, records)).most_common(1)[0]
    if width < 2:
        widths = Counter(length for length in map(len, records) if length > 1)
        width, count = widths.most_common(1)[0] if widths else (1, 0)
    share = count / len(records)
    if strict and not _is_surely_table(records, width, share):
        return 0.0
    return share * (1 + min(width, 20) / 20)


def _is_surely_table(records: list[list[str]], width: int, share: float) -> bool:
    fields = [field for record in records for field in record]
    spaced = sum(field.startswith(" ") for record in records for field in record[1:])
    return (
        len(records) >= 3
        and share >= 0.9
        and width >= 2
        and spaced <= 0.3 * max(1, len(fields) - len(records))
        and sum(map(len, fields)) / len(fields) <= 60
    )
