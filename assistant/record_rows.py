"""Which rows of a sheet are records: those under its headings, not the lines around its table."""

from collections import defaultdict
from collections.abc import Iterable

from assistant.model.passages import Passage


def record_rows(passages: Iterable[Passage]) -> dict[str, list[Passage]]:
    """The records of each sheet, in their order, by the sheet's name.

    "As of | 20 November" above a table and "Total | 12" below it stand under no heading: they are
    passages, but no records. A sheet without any heading is a list, all of whose rows count.
    """
    sheets: defaultdict[str, list[Passage]] = defaultdict(list)
    for one in passages:
        if one.row and one.cells:
            sheets[one.row.rsplit("!", 1)[0]].append(one)
    return {name: [o for o in rows if _is_headed(o)] or rows for name, rows in sheets.items()}


def _is_headed(row: Passage) -> bool:
    return any(header.strip() for header, _ in row.cells)
