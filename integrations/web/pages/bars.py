"""Bars to look at: a label, a count and how long the bar is; the number stands beside it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar. `width` is per cent of the longest; `tone` is `bad`, `warn` or `calm`."""

    label: str
    count: int
    width: float
    tone: str
    link: str = ""


def bars(rows: Iterable[tuple[str, int, str, str]]) -> list[Bar]:
    """Bars of (label, count, tone, link), in order."""
    listed = list(rows)
    most = max((count for _, count, _, _ in listed), default=0) or 1
    return [
        Bar(label, count, 100 * count / most, tone, link) for label, count, tone, link in listed
    ]


def ageing(days: Iterable[date], today: date) -> list[Bar]:
    """How long things are overdue, the longest first, and what is still to come."""
    left = [(one - today).days for one in days]
    found, rows = 0, []
    for label, least in _AGES:
        count = sum(-one > least for one in left) - found
        found += count
        rows.append((label, count, "bad", ""))
    rows.append(("not yet due", len(left) - found, "calm", ""))
    return bars(rows)


def months(days: Iterable[date], today: date, *, ahead: int = 12) -> list[Bar]:
    """What is overdue, then how much falls due in each month from this one on."""
    listed = list(days)
    rows = [("overdue", sum(one < today for one in listed), "bad", "")]
    month = today.replace(day=1)
    for _ in range(ahead):
        after = (month + timedelta(days=32)).replace(day=1)
        count = sum(max(month, today) <= one < after for one in listed)
        tone = "warn" if month <= today else "calm"
        rows.append((f"{month:%b %Y}", count, tone, ""))
        month = after
    rows.append(("later", sum(one >= month for one in listed), "calm", ""))
    return bars(rows)


_AGES = (
    ("over a year overdue", 365),
    ("half a year to a year", 182),
    ("3 to 6 months", 91),
    ("1 to 3 months", 30),
    ("under a month overdue", 0),
)
