"""How people write identifiers: with any of several hyphens, and "QP 101" for QP-101."""

import re

_HYPHENS = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212\u00ad", "-"))

LETTERS_SPACE_DIGITS = re.compile(r"\b([A-Z]{1,6})[ \u00a0](\d+(?:[-./]\d+)*)\b")
"""Capitals and a number with a space between them: one identifier, as "QP 101" is."""


def plain_hyphens(text: str) -> str:
    """The text with every kind of hyphen and dash written as `-`; its length stays the same."""
    return text.translate(_HYPHENS)
