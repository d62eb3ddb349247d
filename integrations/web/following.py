"""The routes that follow records: a trace both ways."""

from fastapi import APIRouter

from integrations import shapes
from integrations.web.asking import AsOfQuery, ServicesDep, day

router = APIRouter(prefix="/api/v1")


@router.get("/trace/{key:path}")
def trace(key: str, services: ServicesDep, as_of: AsOfQuery = None) -> shapes.Trace:
    """A lot, certificate or order followed both ways. An unknown number is a 200 without chains."""
    return shapes.Trace.of(services.trace(key, as_of=day(services, as_of)))
