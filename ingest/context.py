"""What a reader of the page knows and the bare text does not say, in few tokens."""

from collections.abc import Callable, Sequence

from assistant.model.documents import Identity, Page
from ingest.identity.titles import clean
from ingest.sections import Section

_MOST = 40  # tokens of context for prose
_MOST_WITH_COLUMNS = 64  # column names are what makes the cells of a row findable


class ContextWriter:
    """Writes the context of the passages of one document: number, title, headings, columns."""

    def __init__(self, identity: Identity, count_tokens: Callable[[str], int]) -> None:
        self._count = count_tokens
        self._title, self._number = identity.title, identity.number
        known = any(character.isdigit() for character in identity.number)
        named = known and len(identity.number) <= 20 and identity.number not in identity.title
        self._name = f"{identity.number} {identity.title}" if named else identity.title
        self._name = self._cut(self._name, _MOST // 2 + 4)

    def prose(self, section: Section, page: Page) -> str:
        """Number and title of the document, then its headings down to the section's own."""
        return self._lines(section, page, _MOST)

    def table(self, section: Section, page: Page, columns: Sequence[str]) -> str:
        """The same with the names of the columns: names once, values only in the text.

        "Header: value" would double what is embedded and searched without adding a word.
        """
        above = self._lines(section, page, _MOST)
        names = ", ".join(dict.fromkeys(name for name in columns if name.strip()))
        room = _MOST_WITH_COLUMNS - self._count(above)
        return f"{above}\n{self._cut(names, room)}" if names and room > 4 else above

    def _lines(self, section: Section, page: Page, most: int) -> str:
        headings = [text for text in section.path if not self.repeats_title(text)]
        if page.name and page.name.casefold() not in self._name.casefold():
            headings.insert(0, page.name)
        while True:
            text = "\n".join(part for part in (self._name, " > ".join(headings)) if part)
            if self._count(text) <= most or not headings:
                return text
            if len(headings) > 1:
                headings.pop(0)  # the outermost says least about this place
            else:
                shorter = self._cut(headings[0], most - self._count(self._name))
                return f"{self._name}\n{shorter}" if shorter else self._name

    def repeats_title(self, heading: str) -> bool:
        """Whether a heading says no more than the document's own name."""
        said = clean(heading, self._number).casefold()
        return not said or said == self._title.casefold()

    def _cut(self, text: str, most: int) -> str:
        """The first words of `text` that count at most `most` tokens."""
        words = text.split()
        while words and self._count(" ".join(words)) > most:
            words = words[: len(words) * 3 // 4] if len(words) > 3 else words[:-1]
        if words or not text or most < 1:
            return " ".join(words)
        letters = text  # one endless word, or a script that sets no spaces
        while letters and self._count(letters) > most:
            letters = letters[: len(letters) * 3 // 4]
        return letters
