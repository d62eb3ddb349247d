"""The drafted answer as it grows: sentences with their citations, then what the draft left out."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.citations import cite_again
from assistant.drafting.checks import Kept, Place
from assistant.model.replies import Answered, Citation

_TAG = re.compile(r"\[(\d+)\]")


class Composition:
    """Text and citations of an answer, numbered from 1 in the order they are first used."""

    def __init__(self) -> None:
        self.text = ""
        self.citations: list[Citation] = []
        self._numbers: dict[tuple[str, str], int] = {}

    def add(self, sentence: Kept) -> str:
        """Add a sentence; what it adds to the text. Raises `QuoteNotFound`."""
        tags = dict.fromkeys(self._number(place) for place in sentence.places)
        marks = "".join(f"[{tag}]" for tag in tags)
        said = f"{sentence.text.rstrip(' .;:,')} {marks}."
        return self._append(f" {said}" if self.text else said)

    def add_extract(self, extract: Answered, tags: Sequence[int]) -> str:
        """Add the lines of an extract that cite these of its citations, word for word."""
        added = ""
        for line in extract.text.splitlines():
            used = {int(one) for one in _TAG.findall(line)}
            if used and used <= set(tags):
                own = {tag: self._as_it_is(extract, tag) for tag in sorted(used)}
                line = _renumbered(line, own)
                added += self._append(f"\n{line}" if self.text else line)
        return added

    def _append(self, text: str) -> str:
        self.text += text
        return text

    def _number(self, place: Place) -> int:
        shown, quote = place.shown, " ".join(place.quote.split())
        key = (shown.passage.id, quote)
        if key not in self._numbers:
            self._numbers[key] = len(self.citations) + 1
            tag = self._numbers[key]
            self.citations.append(
                cite_again(shown.cited[0], shown.passage, quote=place.quote, tag=tag)
            )
        return self._numbers[key]

    def _as_it_is(self, extract: Answered, tag: int) -> int:
        [citation] = [one for one in extract.citations if one.tag == tag]
        key = (citation.passage, " ".join(citation.quote.split()))
        if key not in self._numbers:
            self._numbers[key] = len(self.citations) + 1
            self.citations.append(replace(citation, tag=self._numbers[key]))
        return self._numbers[key]


def _renumbered(line: str, numbers: Mapping[int, int]) -> str:
    """The line with each tag written as its number in this answer."""
    return _TAG.sub(lambda found: f"[{numbers[int(found[1])]}]", line)
