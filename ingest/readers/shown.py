"""Cell values as a person sees them: 5 and not 5.0, 95% and not 0.95, dates as ISO."""

import re
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple

_PLACEHOLDERS = re.compile(r"[#0?][#0?,]*(?:\.[#0?]*)?|\.[#0?]+")
_LITERAL = re.compile(r'"([^"]*)"|\\(.)|\[\$([^\]-]*)[^\]]*\]|\[[^\]]*\]|_.|\*.')


class _Format(NamedTuple):
    prefix: str
    suffix: str
    decimals: int
    pad: int  # digits before the decimal point, zeros in front
    thousands: bool
    percent: bool


def shown(value: object, number_format: str = "General") -> str:
    """`value` as its cell shows it; "" for an empty cell."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime):
        return _moment(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.isoformat("seconds" if value.second else "minutes")
    if isinstance(value, timedelta):
        return str(value)
    if isinstance(value, int | float):
        return _number(value, number_format)
    return str(value)


def _moment(value: datetime) -> str:
    if value.time() == time():
        return value.date().isoformat()
    return value.isoformat(" ", "seconds" if value.second else "minutes")


def _number(value: int | float, number_format: str) -> str:
    layout = _layout(number_format)
    if layout is None:
        return str(value) if isinstance(value, int) else f"{value:.15g}"
    scaled = value * 100 if layout.percent else value
    digits = f"{abs(scaled):{',' if layout.thousands else ''}.{layout.decimals}f}"
    whole, point, rest = digits.partition(".")
    digits = whole.zfill(layout.pad) + point + rest
    sign = "-" if scaled < 0 else ""
    return f"{sign}{layout.prefix}{digits}{layout.suffix}"


@lru_cache(maxsize=512)
def _layout(number_format: str) -> _Format | None:
    """What we follow of a number format; None for General, text, scientific and fractions."""
    section = number_format.split(";")[0]
    if section in ("General", "@", "") or re.search(r"E[+-]|/|General", section):
        return None
    literal = _LITERAL.sub(lambda found: found[1] or found[2] or found[3] or "", section)
    bare = _LITERAL.sub(lambda found: "\x00", section)
    placeholders = _PLACEHOLDERS.search(bare)
    places = _PLACEHOLDERS.search(literal)
    if placeholders is None or places is None:
        return None
    whole, _, rest = placeholders[0].partition(".")
    percent = "%" in bare
    return _Format(
        prefix=literal[: places.start()],
        suffix=literal[places.end() :].rstrip(),
        decimals=rest.count("0") + rest.count("#") * ("0" in rest),
        pad=whole.count("0"),
        thousands="," in whole.strip(","),
        percent=percent,
    )
