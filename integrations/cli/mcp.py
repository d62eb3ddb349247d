"""`mcp`."""

from typing import TYPE_CHECKING

import typer

from assistant.errors import WrongUse
from integrations.cli.session import session

if TYPE_CHECKING:
    from assistant.people.person import Viewer
    from integrations.bootstrap import Services


def register(app: typer.Typer) -> None:
    """Add the command to the tree."""
    app.command(short_help="Answer programs that speak MCP, over standard input.")(mcp)


def mcp(context: typer.Context) -> None:
    """Answer a program that speaks the Model Context Protocol, until it closes standard input.

    It may ask, search, and read coverage, gaps and evidence; nothing is changed. Who asks: with
    --as NAME that person, with CLAUSEWISE_MCP_KEY the owner of the key; without either you.
    """
    from integrations.bootstrap import build_services
    from integrations.logs import log_to_standard_error
    from integrations.mcp.server import build

    this = session(context)
    settings = this.settings()
    log_to_standard_error(settings)
    with build_services(settings, today=this.as_of) as services:
        key = settings.mcp_key.get_secret_value()
        build(services, _viewer(services, this.see_as, key), today=this.as_of).run()


def _viewer(services: "Services", name: str | None, key: str) -> "Viewer":
    """Whoever asks. Raises `NothingThere`, `WrongUse` for a key that does not hold."""
    from assistant.people.person import OWNER

    if name is not None and key:
        raise WrongUse("Both --as and a key say who asks.", hint="Leave one of them out.")
    if name is not None:
        return services.people.viewer_named(name)
    if not key:
        return OWNER
    found = services.people.sign_in.by_key(key)
    if found is None:
        raise WrongUse(
            "The key of CLAUSEWISE_MCP_KEY is unknown, revoked or out of date.",
            hint="`clausewise people key` makes one.",
        )
    return found
