"""A text as the search words that SQLite's full-text search makes of it, for other databases.

The same words on every database, so that the same question finds the same passages: runs of
letters and digits, in small letters, without diacritics, reduced to their stems by Porter's
first algorithm.
"""

import unicodedata
from functools import lru_cache
from threading import Lock

from snowballstemmer import stemmer

_SHORTEST, _LONGEST = 3, 64  # bytes of a word that is stemmed, as in FTS5
_porter = stemmer("porter")
_stemming = Lock()  # a stemmer keeps the word it works on


def search_words(text: str) -> list[str]:
    """The search words of a text, in order; one for each word of it."""
    words: list[str] = []
    word: list[str] = []
    for sign in text:
        kind = unicodedata.category(sign)
        if kind[0] in "LN" or kind == "Co" or (word and kind == "Mn"):
            word.append(sign)
        elif word:
            words.append(_search_word("".join(word)))
            word = []
    if word:
        words.append(_search_word("".join(word)))
    return words


@lru_cache(maxsize=50_000)
def _search_word(word: str) -> str:
    if not word.isascii():
        parts = unicodedata.normalize("NFD", word)
        word = "".join(sign for sign in parts if unicodedata.category(sign) != "Mn")
        word = unicodedata.normalize("NFC", word)
    word = word.lower()
    if not _SHORTEST <= len(word.encode()) <= _LONGEST:
        return word
    with _stemming:
        return str(_porter.stemWord(word))
