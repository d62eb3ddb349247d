"""What every reader does to text before it is kept: characters nobody sees are taken out.

Quotes and dashes stay as they stand, because quotations are verbatim.
"""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from itertools import chain

_INVISIBLE = [0x00AD, 0x034F, 0x061C, 0x115F, 0x1160, 0x180E, 0xFEFF, *range(0xFFF9, 0xFFFC)]
_INVISIBLE += [*range(0xFE00, 0xFE10), *range(0xE0000, 0xE01F0), 0x3164, 0xFFA0]
_INVISIBLE += [*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070)]
_CONTROL = [code for code in chain(range(0x20), range(0x7F, 0xA0)) if code not in (0x09, 0x0A)]
_SPACES = [0x00A0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000]
_LINES = [0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029]

_TABLE: dict[int, str | None] = dict.fromkeys(chain(_INVISIBLE, _CONTROL, range(0xD800, 0xE000)))
_TABLE |= dict.fromkeys(_SPACES, " ") | dict.fromkeys(_LINES, "\n")
_TABLE |= {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl"}
_TABLE |= {0xFB05: "st", 0xFB06: "st"}
# Word and Symbol/Wingdings fonts put their bullets and ticks into the private-use area.
_TABLE |= {0xF0B7: "•", 0xF0A7: "▪", 0xF0D8: "➢", 0xF0FC: "✓", 0xF0FE: "☒", 0xF0A8: "☐"}
_TABLE |= {0xF06F: "☐", 0xF076: "❖", 0xF0E0: "→", 0xF0B0: "°", 0xF0B1: "±", 0xF0A3: "≤"}

# Regional flags are spelt in tags after a black flag; anything else in them is smuggled.
_SMUGGLED = re.compile(r"(?<![\U0001f3f4\U000e0000-\U000e01ef])[\U000e0000-\U000e01ef]+")
_WITHIN_WORDS = re.compile(r"(?<=\w)[\u200b\u180e\u2060-\u2064\ufeff](?=\w)")
_TURNED = re.compile(r"[\u202d\u202e]\s*\S")
_MOST_WITHIN = 8  # characters of no width within words that come from editing alone
_ENOUGH_LETTERS = 150  # from which the frequency of letters tells a language
# Letters in a hundred, about the mean of English, German, French, Spanish and Italian. The rough
# shape is enough: what is no language is far from it.
_OFTEN = {
    "e": 14.4, "a": 9.2, "i": 8.3, "n": 7.6, "o": 7.0, "s": 7.1, "r": 6.7, "t": 7.2, "l": 5.0,
    "d": 4.4, "u": 4.6, "c": 3.7, "m": 2.9, "p": 2.4, "h": 2.9, "g": 1.8, "b": 1.4, "f": 1.4,
    "v": 1.2, "z": 0.6, "q": 0.7, "y": 0.7, "k": 0.5, "w": 1.0, "j": 0.3, "x": 0.3,
}  # fmt: skip
_DIGIT = re.compile(r"\d")
_SAMPLE = 4_000  # characters by which a page's text is judged
_SPACES_AT_LINE_END = re.compile(r"(?<![ \t])[ \t]+(?=\n|$)")


def clean(text: str) -> str:
    """`text` in NFC without characters nobody sees; line ends are `\\n`, tabs are kept.

    Cleaning twice changes nothing.
    """
    if text.isascii() and text.isprintable():
        return text
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").translate(_TABLE))


def unseen_in(text: str) -> tuple[str, ...]:
    """Warnings about characters that nobody sees and that `clean` takes out of a raw text."""
    if text.isascii():
        return ()
    found: list[str] = []
    smuggled = sum(len(run) for run in _SMUGGLED.findall(text))
    within = len(_WITHIN_WORDS.findall(text))
    if smuggled or within > _MOST_WITHIN:
        found.append(f"invisible characters were left out: {smuggled + within}")
    if _TURNED.search(text):
        found.append("the direction of some text is turned round: it reads otherwise than stored")
    return tuple(found)


def one_line(text: str) -> str:
    """`text` cleaned, with every run of white space one space."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip(" ")
    return " ".join(clean(text).split())


def tidy(text: str) -> str:
    """`text` cleaned, without white space at its ends and at the ends of its lines."""
    return _SPACES_AT_LINE_END.sub("", clean(text)).strip()


def letters_share(text: str) -> float:
    """Share of letters and digits among the characters that are not white space, 0.0 … 1.0."""
    visible = "".join(text[:_SAMPLE].split())
    if not visible:
        return 0.0
    return sum(character.isalnum() for character in visible) / len(visible)


def reads_well(text: str) -> bool:
    """Whether a text layer is language: little of it unmapped, most of it letters or digits."""
    return bool(text) and unreadable_share(text) < 0.25 and letters_share(text) > 0.3


def language_share(words: Sequence[str]) -> float:
    """How like a European language's the letters of some words are, 0.0 … 1.0.

    The cosine of the angle between how often each letter occurs in them and in such languages.
    Words with digits are codes and left out. 1.0 where there are too few Latin letters to tell.
    """
    text = "".join(word for word in words if len(word) > 2 and not _DIGIT.search(word)).casefold()
    if not text.isascii():
        text = unicodedata.normalize("NFD", text)
    letters = Counter(letter for letter in text if "a" <= letter <= "z")
    if letters.total() < _ENOUGH_LETTERS:
        return 1.0
    dot = sum(letters[letter] * often for letter, often in _OFTEN.items())
    long = math.sqrt(sum(count**2 for count in letters.values()))
    return dot / (long * math.sqrt(sum(often**2 for often in _OFTEN.values())))


def unreadable_share(text: str) -> float:
    """Share of characters without a meaning: replacement, private use, unassigned, control."""
    visible = "".join(text[:_SAMPLE].split())
    if not visible:
        return 0.0
    bad = sum(unicodedata.category(c) in ("Co", "Cn", "Cc", "Cs") or c == "\ufffd" for c in visible)
    return bad / len(visible)
