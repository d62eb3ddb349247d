"""A layout as bytes and back, so that a document is laid out once."""

import json
import zlib

from assistant.records.labels import Label
from assistant.records.laying_out import LaidTable, Layout, Line

_VERSION = 1  # of the rules of laying out: raise it when the same reading gives another layout


def pack(layout: Layout) -> bytes:
    """The layout as bytes."""
    content = {
        "version": _VERSION,
        "tables": [
            [
                table.name,
                table.is_sheet,
                table.headings,
                [[line.place, line.page, line.start, line.cells] for line in table.lines],
                table.aside,
            ]
            for table in layout.tables
        ],
        "labels": [[one.label, one.value, one.page, one.start, one.sheet] for one in layout.labels],
        "headings": layout.headings,
        "passages": layout.passages,
    }
    return zlib.compress(json.dumps(content, ensure_ascii=False).encode(), 1)


def unpack(content: bytes) -> Layout | None:
    """The layout that `pack` was given; None for bytes of other rules, or none of ours."""
    try:
        of = json.loads(zlib.decompress(content))
        if of["version"] != _VERSION:
            return None
        return Layout(
            tables=tuple(
                LaidTable(
                    name,
                    is_sheet,
                    tuple(headings),
                    tuple(
                        [
                            Line(place, page, start, tuple(cells))
                            for place, page, start, cells in lines
                        ]
                    ),
                    tuple((place, text) for place, text in aside),
                )
                for name, is_sheet, headings, lines, aside in of["tables"]
            ),
            labels=tuple(Label(*one) for one in of["labels"]),
            headings=of["headings"],
            passages=tuple((id_, page, start) for id_, page, start in of["passages"]),
        )
    except (zlib.error, ValueError, KeyError, TypeError):
        return None
