"""What every route needs of a request: the services, the day, the usual filters."""

from datetime import date
from typing import Annotated, cast

from fastapi import Depends, Query, Request

from integrations.bootstrap import Services


def services_of(request: Request) -> Services:
    """The open services of the app."""
    return cast(Services, request.app.state.services)


ServicesDep = Annotated[Services, Depends(services_of)]
ClauseQuery = Annotated[str | None, Query(description="A clause; those below come along.")]
AsOfQuery = Annotated[date | None, Query(description="The day that counts as today.")]


def day(services: Services, asked: date | None) -> date:
    """The day that counts as today for this request."""
    return asked or services.clock.today()
