"""Automatic numbering of Word: the "6.2" that stands before a heading but not in its text."""

from collections.abc import Mapping
from dataclasses import dataclass

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ROMAN = [(1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")]
_ROMAN += [(40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")]
_LEVELS = 9


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is numbered, e.g. format `decimal`, text `%1.%2`."""

    format: str = "decimal"
    text: str = ""
    start: int = 1
    style: str = ""  # id of the paragraph style tied to the level
    legal: bool = False  # all parts in plain digits

    @property
    def is_bullet(self) -> bool:
        """Whether the level shows a sign and no number."""
        return self.format in ("bullet", "none") or "%" not in self.text


@dataclass(frozen=True, slots=True)
class Definition:
    """One list: the counters it shares, its levels, and where it starts anew."""

    counters: str  # lists with the same value count on
    levels: tuple[Level, ...]
    starts: Mapping[int, int]


class Numbering:
    """Counts as Word does, in document order."""

    def __init__(self, definitions: Mapping[str, Definition]) -> None:
        self._definitions = definitions
        self._counters: dict[str, list[int | None]] = {}
        self._started: set[tuple[str, int]] = set()

    def level_of_style(self, num_id: str, style: str) -> int:
        """Level that the list ties to a paragraph style; 0 when it ties none."""
        definition = self._definitions.get(num_id)
        for index, level in enumerate(definition.levels if definition else ()):
            if level.style == style:
                return index
        return 0

    def is_bullet(self, num_id: str, index: int) -> bool:
        """Whether the level shows a sign and no number (also when the list is unknown)."""
        definition = self._definitions.get(num_id)
        if definition is None or not 0 <= index < len(definition.levels):
            return True
        return definition.levels[index].is_bullet

    def next(self, num_id: str, index: int) -> str:
        """The number of the next paragraph on this level, e.g. "6.2" or "a)"; "" for a bullet."""
        definition = self._definitions.get(num_id)
        if definition is None or not 0 <= index < len(definition.levels):
            return ""
        counters = self._counters.setdefault(definition.counters, [None] * _LEVELS)
        self._advance(counters, definition, num_id, index)
        level = definition.levels[index]
        if level.is_bullet:
            return ""
        shown = level.text
        for part in range(_LEVELS, 0, -1):
            if f"%{part}" in shown and part <= len(definition.levels):
                own = definition.levels[part - 1]
                value = counters[part - 1]
                number = own.start if value is None else value
                kind = "decimal" if level.legal else own.format
                shown = shown.replace(f"%{part}", _number(number, kind))
        return shown.strip()

    def _advance(
        self, counters: list[int | None], definition: Definition, num_id: str, index: int
    ) -> None:
        level = definition.levels[index]
        value = counters[index]
        restart = definition.starts.get(index)
        if restart is not None and (num_id, index) not in self._started:
            counters[index] = restart
        else:
            counters[index] = level.start if value is None else value + 1
        self._started.add((num_id, index))
        for deeper in range(index + 1, _LEVELS):
            counters[deeper] = None


def _number(value: int, kind: str) -> str:
    if kind in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1) if value > 0 else ""
        return letter.upper() if kind == "upperLetter" else letter
    if kind in ("lowerRoman", "upperRoman"):
        return _roman(value).upper() if kind == "upperRoman" else _roman(value)
    if kind == "decimalZero":
        return f"{value:02d}"
    return "" if kind in ("none", "bullet") else str(value)


def _roman(value: int) -> str:
    shown = ""
    for size, letters in _ROMAN:
        while value >= size and len(shown) < 20:
            shown += letters
            value -= size
    return shown
