"""The words and sentences whose vectors an answer may want, known before anything is asked."""

from collections.abc import Iterable

from assistant.answering.units import texts_of
from assistant.language.words import words
from assistant.model.documents import Identity
from assistant.model.passages import Passage

_SHORTEST = 3  # letters of a word that can be close to another in meaning


def fine_texts(identity: Identity, passages: Iterable[Passage]) -> set[str]:
    """Every sentence under its heading and every word of a document, each once.

    The words are those of the text and of all that stands over it: headings, column headers,
    the sheet, the document's title; in lower case.
    """
    found: set[str] = set()
    written = {identity.title, identity.number}
    for passage in passages:
        found.update(texts_of(passage))
        written.update((passage.text, passage.row or "", *passage.heading_path))
        written.update(header for header, _ in passage.cells)
    return found | {form for text in written for form in word_forms(text)}


def word_forms(text: str) -> set[str]:
    """The words of a text as their vectors are made: lower case, letters only, three or more."""
    forms = (word.text.casefold() for word in words(text))
    return {form for form in forms if form.isalpha() and len(form) >= _SHORTEST}
