"""The words of the pages for what the core names in codes."""

from assistant.coverage import Documented, Practised, Required
from assistant.errors import ClausewiseError
from integrations.places import counted as _counted

DOCUMENTED = {
    Documented.CONFIRMED: "documented, confirmed",
    Documented.PROPOSED: "documented, not yet confirmed",
    Documented.NONE: "no document found",
    Documented.NOT_REQUIRED: "no document asked for",
}
PRACTISED = {
    Practised.CURRENT: "records are current",
    Practised.STALE: "records are old",
    Practised.NONE: "no record found",
    Practised.NOT_REQUIRED: "no record asked for",
}
DOCUMENTED_SHORT = {
    Documented.CONFIRMED: "confirmed",
    Documented.PROPOSED: "not yet confirmed",
    Documented.NONE: "none found",
    Documented.NOT_REQUIRED: "not asked for",
}
PRACTISED_SHORT = {
    Practised.CURRENT: "current",
    Practised.STALE: "old",
    Practised.NONE: "none found",
    Practised.NOT_REQUIRED: "not asked for",
}
REQUIRED = {
    Required.REQUIRED: "asked of you",
    Required.NOT_APPLICABLE: "does not apply",
    Required.NOT_USED: "number not used",
    Required.OPEN: "open whether it applies",
}
STATUS = {
    "in_force": "in force",
    "obsolete": "obsolete",
    "draft": "draft",
    "future": "not yet in force",
    "unknown": "status unknown",
}
OUTCOME = {
    "added": "added",
    "replaced": "read anew",
    "unchanged": "unchanged",
    "removed": "removed",
    "refused": "refused",
}
BASIS = {
    "person": "added by a person",
    "cited_number": "cites the clause",
    "legacy_number": "cites an old number",
    "heading": "its heading",
    "record_type": "its sort of record",
    "meaning": "its meaning",
}
JOB = {
    "waiting": "waiting",
    "running": "reading",
    "done": "done",
    "failed": "failed",
    "interrupted": "cut short",
}


def spaced(code: str) -> str:
    """A code as words: `missing_record` is "missing record"."""
    return code.replace("_", " ")


def counted(number: int, noun: str) -> str:
    """`1 gap`, `2 gaps`."""
    return _counted(number, noun)


def in_days(days: int) -> str:
    """How far away a day is: `overdue by 3 days`, `today`, `in 5 days`."""
    if days < 0:
        return f"overdue by {_span(-days)}"
    return "today" if days == 0 else f"in {_span(days)}"


def _span(days: int) -> str:
    return _counted(days, "day") if days < 2 * 365 else _counted(days // 365, "year")


def told(error: ClausewiseError) -> str:
    """What is wrong and what to do, without advice for the command line."""
    return f"{error} {of_pages(error.hint)}".rstrip()


def of_pages(hint: str) -> str:
    """A hint that helps on a page; "" for one about the command line."""
    return "" if "--" in hint or "`clausewise" in hint else hint
