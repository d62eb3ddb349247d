"""Answers put together from verbatim units: every sentence is the source's own, with its tag."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.somebody import office_over
from assistant.answering.units import Unit

_BULLET = re.compile(r"^\s*(?:[-•*–—▪●◦]|\(?[a-z0-9]{1,3}[.)])\s+")
_NUMBER = re.compile(r"^\s*\d{1,2}(?:\.\d{1,2})+\.?\s+(?=\D)")
_ITEM_BREAK = re.compile(r"(?<![.;:,|!?])[ \t]*\n\s*(?=[A-Z•\-–*\d])")
"""Between two items of a list without marks: a line that starts anew after one that ran on."""
_NEEDS_SUBJECT = re.compile(
    r"^(?:they|it|these|this|those|such|he|she|the\s+(?:same|latter|above))\b", re.IGNORECASE
)
_DUTY = re.compile(r"(?:responsible|accountable|authority|[A-Z]?[a-z]+(?:s|ing))\b", re.IGNORECASE)
"""How a duty begins under the heading that says whose it is."""
_MOST_CELLS = 14
_TAG_OF_ITS_OWN = re.compile(r"\[(E?\d{1,3}(?:\s*[,–-]\s*\d{1,3})*)\]")
"""A reference in a source's own list looks like a tag of ours: the answer shows it in round
brackets, the quote beneath as it stands."""


@dataclass(frozen=True, slots=True)
class Tagged:
    """A unit and the number of its citation, from 1."""

    unit: Unit
    tag: int


def sentence(tagged: Tagged) -> str:
    """One unit as a sentence of the answer, its tag before the closing full stop."""
    unit = tagged.unit
    body = row_text(unit) if unit.passage.cells else _prose(unit)
    body = _TAG_OF_ITS_OWN.sub(r"(\1)", body.rstrip(" .;:,"))
    return f"{body} [{tagged.tag}]."


def _prose(unit: Unit) -> str:
    text = _NUMBER.sub("", " ".join(_ITEM_BREAK.sub("; ", unit.text).split()))
    text = _of_table(_BULLET.sub("", text), unit.columns)
    heading = unit.passage.section_title
    if heading and (
        _NEEDS_SUBJECT.match(text)
        or len(text.split()) < 4
        or (office_over(heading) and _DUTY.match(text))
    ):
        return f"{heading}: {text}"
    return text


def _of_table(text: str, columns: Sequence[str] = ()) -> str:
    """Cells joined for reading: each after its column, else a label and its value by a colon."""
    cells = text.split(" | ")
    if len(columns) == len(cells) > 1:
        return "; ".join(f"{name}: {cell}" for name, cell in zip(columns, cells, strict=True))
    return ": ".join(cell.rstrip(":") for cell in cells) if len(cells) == 2 else "; ".join(cells)


def row_text(unit: Unit, first: Sequence[str] = ()) -> str:
    """A log row as "Header: value; …", the columns named in `first` leading."""
    cells = [
        (header, " ".join(text.split())) for header, text in unit.passage.cells if text.strip()
    ]
    leading = [cell for cell in cells if cell[0] in first]
    ordered = cells[:1] + [c for c in leading if c not in cells[:1]]
    ordered += [cell for cell in cells if cell not in ordered]
    shown = [f"{header}: {text}" if header else text for header, text in ordered[:_MOST_CELLS]]
    return "; ".join(shown)
