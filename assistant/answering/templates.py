"""Examples and templates: what stands there is nobody's rule, and a <Name> is no answer."""

import re

from assistant.answering.units import Unit

_BLANK = re.compile(
    r"<[A-Za-z][\w ,/'’&-]{2,60}>|_{4,}|\[(?:insert|enter|name|date)\b[^\]]*\]", re.I
)
_MUCH = 0.15  # share of a sentence left to be filled in, from which it states nothing
_EXAMPLE = re.compile(
    r"\W*(?:(?:appendix|annex)\s+\w+\W+)?(?:example|template|sample form)\b", re.I
)
_ABOUT_AN_EXAMPLE = re.compile(
    r"\b(?:examples?|templates?|forms?|look\s+like|layout|format)\b", re.I
)


def is_left_open(asked: str, unit: Unit) -> bool:
    """Whether it is an example, or much of it is left to be filled in, and none was asked for."""
    if _ABOUT_AN_EXAMPLE.search(asked):
        return False
    blank = sum(len(found.group()) for found in _BLANK.finditer(unit.text))
    over = (*unit.passage.heading_path, *unit.columns)
    return blank > _MUCH * len(unit.text) or any(
        _EXAMPLE.match(one) or _BLANK.search(one) for one in over
    )
