"""Which elements of an HTML page nobody sees: by attribute, by style, by rule of a style sheet.

Works on strings, so that Beautiful Soup keeps its one importer.
"""

import re
from collections.abc import Iterator

_CONCEALED = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all"
    r"|(?<![\w-])(?:left|right|top|bottom|text-indent|margin-left|margin-top)\s*:\s*-\d{3,}"
    r"|clip(?:-path)?\s*:\s*(?:rect\(\s*0|inset\(\s*(?:50|100)%)",
    re.IGNORECASE,
)
_SIZE = re.compile(r"font-size\s*:\s*(\d*\.?\d+)\s*(px|pt|r?em|%|)", re.IGNORECASE)
_TINY = {"px": 2.0, "pt": 1.5, "": 2.0, "em": 0.15, "rem": 0.15, "%": 15.0}
_OPACITY = re.compile(r"opacity\s*:\s*(\d*\.?\d+)", re.IGNORECASE)
_FAINT = 0.05
_WHITE = re.compile(
    r"(?<![\w-])color\s*:\s*(?:#f[4-f]?f[4-f]?f[4-f]?(?![0-9a-f])|white\b"
    r"|rgba?\(\s*2[45]\d\s*,\s*2[45]\d\s*,\s*2[45]\d)",
    re.IGNORECASE,
)
_CLEAR = re.compile(r"(?<![\w-])color\s*:\s*transparent", re.IGNORECASE)
_GROUND = re.compile(r"\bbackground", re.IGNORECASE)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_MEDIA = re.compile(
    r"@(?:media|supports|font-face|page|keyframes)[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}"
)
_RULE = re.compile(r"([^{}]{1,300})\{([^{}]{0,3000})\}")
# A selector that is not well formed counts for nothing, as in a browser: `.2nd`, `p#`.
_ELEMENT = r"(?=[\w*.#])(?:\*|[A-Za-z][\w-]*)?(?:[.#]-?[A-Za-z_][\w-]*)*"
_SIMPLE = re.compile(rf"{_ELEMENT}(?:\s+{_ELEMENT}){{0,3}}")
_MOST_RULES = 200
_LEAST_WORDS = 5
LONGEST_ALT = 3
"""Words up to which the alternative text of a picture stands for a sign, a tick or a cross."""


def is_concealed(style: str) -> bool:
    """Whether a style leaves nothing to see, whatever lies under it."""
    if _CONCEALED.search(style) or _CLEAR.search(style):
        return True
    if any(float(found[1]) <= _FAINT for found in _OPACITY.finditer(style)):
        return True
    sizes = _SIZE.finditer(style)
    return any(float(size[1]) <= _TINY[size[2].lower()] for size in sizes)


def is_white(style: str) -> bool:
    """Whether a style prints white and lays nothing under it."""
    return bool(_WHITE.search(style)) and not _GROUND.search(style)


def colours_ground(style: str) -> bool:
    """Whether a style lays a ground under its element."""
    return bool(_GROUND.search(style))


def concealing_selectors(sheet: str) -> Iterator[str]:
    """The simple selectors of a style sheet whose elements are not shown on a screen."""
    plain = _MEDIA.sub("", _COMMENT.sub("", sheet))
    for number, rule in enumerate(_RULE.finditer(plain)):
        if number >= _MOST_RULES:
            return
        if is_concealed(rule[2]):
            names = (name.strip() for name in rule[1].split(","))
            yield from (name for name in names if _SIMPLE.fullmatch(name))


def is_remark(comment: str) -> bool:
    """Whether a comment says something, rather than steering a program."""
    return not comment.lstrip().startswith("[") and len(comment.split()) >= _LEAST_WORDS
