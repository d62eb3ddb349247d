"""The lights of the three layers: a sign and a word, never a colour alone."""

from assistant.coverage import ClauseCoverage, Documented, Practised, Required

FULL, HALF, EMPTY, NONE, OPEN = "●", "◐", "○", "–", "?"

_REQUIRED = {
    Required.REQUIRED: (FULL, "required"),
    Required.NOT_APPLICABLE: (NONE, "not applicable"),
    Required.NOT_USED: (NONE, "not used"),
    Required.OPEN: (OPEN, "open"),
}
_DOCUMENTED = {
    Documented.CONFIRMED: (FULL, "confirmed"),
    Documented.PROPOSED: (HALF, "proposed"),
    Documented.NONE: (EMPTY, "none"),
    Documented.NOT_REQUIRED: (NONE, "not required"),
}
_PRACTISED = {
    Practised.CURRENT: (FULL, "current"),
    Practised.STALE: (HALF, "stale"),
    Practised.NONE: (EMPTY, "none"),
    Practised.NOT_REQUIRED: (NONE, "not required"),
}


def required(one: ClauseCoverage) -> str:
    """`● required`."""
    return " ".join(_REQUIRED[one.required])


def documented(light: Documented, *, suspect: bool = False) -> str:
    """`◐ proposed`; a confirmation whose text changed is `◐ suspect`."""
    return f"{HALF} suspect" if suspect else " ".join(_DOCUMENTED[light])


def documented_of(one: ClauseCoverage) -> str:
    """`● confirmed 1 of 19`: how many of the places of a clause people confirmed, where not all."""
    light = documented(one.documented, suspect=one.suspect)
    partly = 0 < one.confirmed < len(one.passages)
    return f"{light} {one.confirmed} of {len(one.passages)}" if partly else light


def practised(light: Practised) -> str:
    """`○ none`."""
    return " ".join(_PRACTISED[light])


def sign(text: str) -> str:
    """The sign of a light as written here: its first character."""
    return text[:1]
