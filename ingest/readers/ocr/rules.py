"""Printed lines of forms and tables, found in the picture of a page that lies straight."""

import numpy as np
from numpy.typing import NDArray

from assistant.model.scans import Shades
from ingest.readers.pdf_page import Rule

_DARK = 140
_LONG = 0.35  # inches: longer than any stroke of print
_FILLED = 0.92  # share of a rule that is dark
_THICK = 0.05  # inches: thicker ones are bars or pictures
_MOST = 2_000


def rules_of(shades: Shades, dpi: float) -> tuple[Rule, ...]:
    """Level and upright rules, in points."""
    dark = shades < _DARK
    level = [Rule(a, at, b, at) for at, a, b in _lines(dark, dpi)]
    upright = [Rule(at, a, at, b) for at, a, b in _lines(dark.T, dpi)]
    return (*level, *upright)


def _lines(dark: NDArray[np.bool_], dpi: float) -> list[tuple[float, float, float]]:
    """Height, begin and end of level lines, in points."""
    length = max(8, round(_LONG * dpi))
    if dark.shape[1] <= length:
        return []
    point = 72 / dpi
    runs: list[tuple[int, int, int]] = []
    for y, x0, x1 in _runs(dark, length):
        runs.append((y, x0, x1))
        if len(runs) > 20 * _MOST:
            return []
    lines: list[list[int]] = []  # top, bottom, x0, x1 of runs that lie on each other
    for y, x0, x1 in runs:
        for line in reversed(lines[-60:]):
            if y - line[1] <= 2 and x0 < line[3] and line[2] < x1:
                line[1:] = [y, min(x0, line[2]), max(x1, line[3])]
                break
        else:
            lines.append([y, y, x0, x1])
    return [
        ((top + bottom + 1) / 2 * point, x0 * point, x1 * point)
        for top, bottom, x0, x1 in lines[:_MOST]
        if (bottom - top + 1) <= max(3, _THICK * dpi)
    ]


def _runs(dark: NDArray[np.bool_], length: int) -> list[tuple[int, int, int]]:
    """Rows with the begin and end of stretches that are dark over `length` pixels and more."""
    total = np.zeros((dark.shape[0], dark.shape[1] + 1), dtype=np.int32)
    np.cumsum(dark, axis=1, out=total[:, 1:])
    full = total[:, length:] - total[:, :-length] >= _FILLED * length
    found: list[tuple[int, int, int]] = []
    for y in np.flatnonzero(full.any(axis=1)):
        edges = np.flatnonzero(np.diff(np.concatenate(([0], full[y].view(np.int8), [0]))))
        found += [
            (int(y), int(begin), int(end) + length - 1)
            for begin, end in zip(edges[0::2], edges[1::2], strict=True)
        ]
    return found
