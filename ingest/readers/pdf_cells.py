"""The text of a table's cell from its lines, words broken by a narrow column made whole."""

from collections.abc import Sequence

from ingest.readers.grids import APART
from ingest.readers.pdf_page import Row, Rule, Segment
from ingest.readers.prose import join_lines

_TAIL = 3  # letters that a narrow column pushes into the next line, at most

Lines = list[list[Segment]]  # the lines of a cell, each of the segments that stand in it


class WordBreaks:
    """Tells where a line ended inside a word because its column was full."""

    def __init__(self, run: Sequence[Row], rules: Sequence[Rule]) -> None:
        top, bottom = run[0].top, run[-1].bottom
        self._upright = sorted(
            rule.x0
            for rule in rules
            if not rule.is_level and rule.top < bottom and rule.bottom > top
        )

    def joined(self, lines: Lines) -> str:
        """The cell's text on one line; what stood apart within a line is parted by `APART`."""
        texts: list[str] = []
        last: Segment | None = None
        for line in lines:
            text = APART.join(segment.text for segment in line)
            if texts and last and len(line) == 1 and self._is_inside_word(last, line[0]):
                texts[-1] += text
            else:
                texts.append(text)
            last = line[0] if len(line) == 1 else None
        return join_lines(texts)

    def _is_inside_word(self, line: Segment, following: Segment) -> bool:
        """Whether the line is one word that fills its cell and not one letter more had room."""
        if len(line.words) > 1 or not following.text:
            return False
        before, after = line.text[-1], following.words[0].text
        if not (before.isalnum() and after[0].isalnum()):
            return False
        code = any(map(str.isdigit, line.text + after))
        tail = len(following.words) == 1 and after.islower() and len(after) <= _TAIL
        if not (tail or (code and (before.isdigit() or after[0].isdigit()))):
            return False
        left = max((x for x in self._upright if x <= line.x0 + 1), default=None)
        right = min((x for x in self._upright if x >= line.x1 - 1), default=None)
        if left is None or right is None:
            return False
        letter = line.width / len(line.text)
        return line.x1 + letter > right - (line.x0 - left) - 0.5
