"""Every address of the web says which right it needs; none is there for whoever finds it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from integrations.bootstrap import Services
from integrations.bootstrap.adapters import Adapters, CalendarClock
from integrations.settings import Settings
from integrations.web.app import build_app
from integrations.web.rights import OPEN, OPEN_FOLDERS, RIGHTS


def addresses(routes: Any, before: str = "") -> Iterator[str]:
    """Method and path of every route, those of included routers as well; folders as `* /path/`."""
    for route in routes:
        inner = getattr(route, "original_router", None)
        if inner is not None:
            yield from addresses(inner.routes, before + route.include_context.prefix)
            continue
        methods = getattr(route, "methods", None) or {"*"}
        for method in sorted(methods - {"HEAD"}):
            yield f"{method} {before}{route.path}"


def test_every_address_needs_a_right_or_is_open_on_purpose(tmp_path: Path) -> None:
    app = build_app(Services(Adapters(Settings(data=tmp_path), CalendarClock(None))))
    found = set(addresses(app.routes))
    folders = {one for one in found if f"{one.removeprefix('* ')}/".startswith(OPEN_FOLDERS)}

    assert found - folders - RIGHTS.keys() - OPEN == set(), "give it a right in rights.py"
    assert (RIGHTS.keys() | OPEN) - found == set(), "no such address: take it out of rights.py"
    assert not RIGHTS.keys() & OPEN
