"""Text without what shows nothing and steers whatever shows it: a terminal, a page, a message."""

import re

_SEQUENCE = re.compile(
    r"(?:\x1b[\]P^_X]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x9c\n]{0,200}(?:\x07|\x1b\\|\x9c)"  # strings
    r"|(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"  # colours, moves, clearing
    r"|\x1b[ -/]*[0-~]"
)
"""What a terminal obeys, as ECMA-48 has it: a title, a colour, a cleared screen."""
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")
_UNSEEN = re.compile(
    r"[\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0"
    r"\ufff9-\ufffb\U000e0000-\U000e01ef]"
)
STEERING = re.compile(f"{_CONTROL.pattern}|{_UNSEEN.pattern}")
"""Any character that `visible` takes out by itself."""


def visible(text: str, *, instead: str = "") -> str:
    """The text without sequences for terminals and without characters that show nothing.

    Line ends (`\\n`) and tabs stay; any other control character becomes `instead`.
    """
    if text.isascii() and text.isprintable():
        return text
    return _UNSEEN.sub("", _CONTROL.sub(instead, _SEQUENCE.sub(instead, text)))
