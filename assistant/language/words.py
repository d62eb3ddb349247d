"""Words and identifiers of a text, stemmed, and the synonyms they stand for."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from threading import Lock

import snowballstemmer
import yaml

_TOKEN = re.compile(r"[^\W_]+(?:[-./'’&][^\W_]+)*", re.UNICODE)
_HYPHEN = re.compile(r"[-./&]")
_PART = re.compile(r"[^-./&]+")
_RECENT_TEXTS = 5_000  # about 40 MB
_PLURAL_OF_ACRONYM = re.compile(r"[A-Z]{2,}s")
_STEMMER = snowballstemmer.stemmer("english")
_STEMMING = Lock()  # a stemmer keeps the word it works on

_SIGNS_OF = (
    (re.compile(r"\d\s?°?\s?[CF]\b|\bdegrees?\b"), "temperature"),
    (re.compile(r"\d\s?%\s?(?:RH|r\.?\s?h)\b"), "humidity"),
    (re.compile(r"(?:[$€£]|\b(?:EUR|GBP|USD|CHF)\b)\s?\d|\d\s?(?:[€£]|EUR|GBP|USD|CHF)"), "price"),
)
"""Signs that name a subject without its word: "15 to 30 C" speaks of temperature."""


@dataclass(frozen=True, slots=True)
class Word:
    """One token: as written, its place in the text, and its stem."""

    text: str
    start: int
    end: int
    stem: str

    @property
    def is_identifier(self) -> bool:
        """Whether it is a code rather than a word: it holds a digit (QP-101, 8.4.1, R1182)."""
        return any(character.isdigit() for character in self.text)

    @property
    def is_stop_word(self) -> bool:
        """Whether it says nothing about a subject. "IT" in capitals is not the word "it"."""
        if len(self.text) > 1 and self.text.isupper():
            return False
        return self.text.casefold().replace("’", "'") in STOP_WORDS


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The word without its ending, lower case; codes with digits are only lower-cased."""
    lowered = word.casefold().replace("’", "'")
    if lowered.endswith("'s"):
        lowered = lowered[:-2]
    if any(character.isdigit() for character in lowered):
        return lowered
    if _PLURAL_OF_ACRONYM.fullmatch(word):
        return lowered[:-1]
    with _STEMMING:
        stemmed = str(_STEMMER.stemWord(lowered))
    return lowered if word.isupper() and stemmed in STOP_WORDS else stemmed  # "INS" is not "in"


def words(text: str) -> list[Word]:
    """Every word and code of the text, in order. Hyphenated words stay whole and are split too."""
    found: list[Word] = []
    for match in _TOKEN.finditer(text):
        token, start = match.group(), match.start()
        if not _HYPHEN.search(token) or any(map(str.isdigit, token)):
            found.append(Word(token, start, match.end(), stem(token)))
            continue
        for part in _PART.finditer(token):
            begin = start + part.start()
            found.append(Word(part.group(), begin, begin + len(part.group()), stem(part.group())))
    return found


@lru_cache(maxsize=_RECENT_TEXTS)
def stems_of(text: str) -> frozenset[str]:
    """The stems of all words of a text; those of the last texts are remembered."""
    return frozenset(map(stem, _tokens(text)))


def _tokens(text: str) -> list[str]:
    """The texts of `words(text)`, for those who need no places."""
    found: list[str] = []
    for token in _TOKEN.findall(text):
        if token.isalnum() or not _HYPHEN.search(token) or any(map(str.isdigit, token)):
            found.append(token)
        else:
            found += _PART.findall(token)
    return found


@dataclass(frozen=True, slots=True)
class Keys:
    """What a text can be matched by: the stems of its words and the synonym groups it touches.

    `forms` gives for each stem one word of the text that has it, in lower case.
    """

    stems: frozenset[str]
    groups: frozenset[int]
    forms: tuple[tuple[str, str], ...] = ()


class Thesaurus:
    """Groups of words and phrases that mean the same; matched on stems.

    Remembers the keys of the last texts: the same passages are found again and again.
    """

    def __init__(self, groups: Iterable[Sequence[str]]) -> None:
        self._recent: dict[str, Keys] = {}
        self._of_phrase: dict[tuple[str, ...], set[int]] = {}
        self._longest = 1
        for number, group in enumerate(groups):
            for phrase in group:
                stems = tuple(word.stem for word in words(phrase))
                self._of_phrase.setdefault(stems, set()).add(number)
                self._longest = max(self._longest, len(stems))
        self._first = {stems[0] for stems in self._of_phrase if stems}

    def spans(self, stems: Sequence[str]) -> Iterator[tuple[int, int, frozenset[int]]]:
        """(start, end, groups) of every phrase in a sequence of stems; spans may overlap."""
        for start, first in enumerate(stems):
            if first not in self._first:
                continue
            for end in range(min(start + self._longest, len(stems)), start, -1):
                if groups := self._of_phrase.get(tuple(stems[start:end])):
                    yield start, end, frozenset(groups)

    def keys(self, text: str) -> Keys:
        """Stems and groups of a text."""
        found = self._recent.get(text)
        if found is None:
            if len(self._recent) >= _RECENT_TEXTS:
                self._recent = {}
            found = self._recent[text] = self._keys(text)
        return found

    def _keys(self, text: str) -> Keys:
        tokens = _tokens(text)
        stems = [stem(token) for token in tokens]
        groups: set[int] = set()
        for _, _, some in self.spans(stems):
            groups |= some
        for sign, name in _SIGNS_OF:
            if sign.search(text):
                groups |= self._of_phrase.get((stem(name),), set())
        forms = {known: token.casefold() for known, token in zip(stems, tokens, strict=True)}
        return Keys(frozenset(stems), frozenset(groups), tuple(forms.items()))


@cache
def _word_lists() -> dict[str, frozenset[str]]:
    raw = yaml.safe_load((Path(__file__).parent / "word_lists.yaml").read_text(encoding="utf-8"))
    return {name: frozenset(str(some).split()) for name, some in raw.items()}


def word_list(name: str) -> frozenset[str]:
    """One of the lists of `word_lists.yaml`, e.g. `common`. Raises KeyError for an unknown name."""
    return _word_lists()[name]


@cache
def default_groups() -> tuple[tuple[str, ...], ...]:
    """The groups of `thesaurus.yaml`, as tuples of words and phrases."""
    raw = (Path(__file__).parent / "thesaurus.yaml").read_text(encoding="utf-8")
    return tuple(tuple(str(word) for word in group) for group in yaml.safe_load(raw))


STOP_WORDS = word_list("stop")
"""Words that say nothing about the subject of a question."""
