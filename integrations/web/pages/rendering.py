"""Pages from templates, escaped, with what every page needs. Alone in importing Jinja."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from urllib.parse import quote, urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from assistant.people.person import STRANGER
from assistant.people.rights import Action
from assistant.visible_text import visible
from integrations.web.asking import services_of, viewer_of
from integrations.web.packed import masked
from integrations.web.pages import words
from integrations.web.pages.menu import areas
from integrations.web.pages.reading_day import day_of

STATIC = Path(__file__).parents[1] / "static"
_TEMPLATES = Path(__file__).parent / "templates"
CONTENT_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


def page(
    request: Request,
    template: str,
    told: Mapping[str, object] = MappingProxyType({}),
    *,
    code: int = 200,
    **more: object,
) -> HTMLResponse:
    """A page of one template; `told` and `more` are its values. Every text in them is escaped."""
    values = {**every_page(request), **told, **more}
    text = _environment().get_template(template).render(values)
    headers = {"content-security-policy": CONTENT_POLICY}
    return HTMLResponse(text, code, headers=headers)


def every_page(request: Request) -> dict[str, object]:
    """What the layout needs: where we are, which day counts, who is here."""
    services, viewer = services_of(request), viewer_of(request)
    menu = list(areas(viewer.may, request.url.path))
    day, today = day_of(request), services.clock.today()
    return {
        "path": request.url.path,
        "here": request.url.path + (f"?{request.url.query}" if request.url.query else ""),
        "day": day,
        "today": today,
        "on_another_day": day != today,
        "person": person_of(request),
        "csrf_token": masked(getattr(request.state, "csrf_token", "")),
        "edition": services.adapters.edition,
        "may": lambda action: viewer.may(Action(action)),
        "is_known": viewer is not STRANGER,
        "menu": menu,
        "tabs": next((one.pages for one in menu if one.is_here), ()),
    }


def person_of(request: Request) -> str:
    """The name of whoever is signed in; "" without accounts, where people type it."""
    return str(getattr(getattr(request.state, "person", None), "name", ""))


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_seen,
    )
    made.globals.update(static=_static, url=url, words=words)
    made.filters.update(day=_day, moment=_moment, number=_number, counted=words.counted)
    return made


def _seen(value: object) -> object:
    """Text without characters that show nothing or steer what shows them."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return visible(value)
    return "" if value is None else value


@cache
def _static(name: str) -> str:
    """The address of a file of ours, another one whenever its content is another."""
    digest = sha256((STATIC / name).read_bytes()).hexdigest()[:12]
    return f"/static/{name}?v={digest}"


def url(path: str, /, *parts: str, **query: object) -> str:
    """An address: `path`, then parts and a query, each escaped; what is None or "" is left out."""
    whole = "/".join([path, *(quote(part, safe="") for part in parts)])
    given = {name: value for name, value in query.items() if value not in (None, "")}
    return f"{whole}?{urlencode(given, doseq=True)}" if given else whole


def _day(value: date | str | None) -> Markup:
    """A day as people read it: 30 Sep 2026."""
    if value is None or value == "":
        return Markup("")
    day = date.fromisoformat(value[:10]) if isinstance(value, str) else value
    shown = f"{day.day} {day:%b} {day.year}"
    return Markup('<time datetime="{}">{}</time>').format(day.isoformat(), shown)


def _moment(value: str | None) -> Markup:
    """A moment (RFC 3339) to the minute, as it was written."""
    if not value:
        return Markup("")
    shown = f"{value[:10]} {value[11:16]}"
    return Markup('<time datetime="{}">{}</time>').format(value, shown)


def _number(value: float) -> str:
    """A number with thousands apart."""
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,}"


def typed(form: Mapping[str, object]) -> dict[str, str]:
    """What a person typed into a form, to show it again beside an error."""
    return {name: value for name, value in form.items() if isinstance(value, str)}
