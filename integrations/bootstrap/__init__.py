"""The composition root: the only place that knows every adapter.

Everything is built when it is first used, so that a cross-walk opens no database and a listing
loads no model. Vendor libraries are imported where they are built, for the same reason.
"""

from integrations.bootstrap.adapters import Adapters, CalendarClock
from integrations.bootstrap.building import build_services
from integrations.bootstrap.services import Services

__all__ = ["Adapters", "CalendarClock", "Services", "build_services"]
