"""Which day counts as today on the pages: of the address, else chosen before, else today."""

from datetime import date

from fastapi import Request

from integrations.web.asking import services_of

COOKIE = "clausewise_day"


def day_of(request: Request) -> date:
    """The day of `as_of` in the address, else of the cookie, else today."""
    for told in (request.query_params.get("as_of"), request.cookies.get(COOKIE)):
        day = read_day(told)
        if day is not None:
            return day
    return services_of(request).clock.today()


def read_day(text: str | None) -> date | None:
    """A day written `2026-09-30`; None for anything else."""
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None
