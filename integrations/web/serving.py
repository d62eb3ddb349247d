"""Runs the web API and pages, with the vectors catching up in the background."""

import ipaddress
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date

import uvicorn

from assistant.errors import WrongUse
from integrations.background import vectors_in_background
from integrations.bootstrap import Services, build_services
from integrations.logs import log_to_standard_error
from integrations.settings import Settings
from integrations.web.app import build_app
from integrations.web.slack_door import AnswerSlack


def serve(
    settings: Settings,
    *,
    host: str,
    port: int,
    as_of: date | None,
    announce: Callable[[str], None],
) -> None:
    """Answer until the process is told to end. Raises `WrongUse` for a bad host or port."""
    log_to_standard_error(settings)
    with (
        listening(host, port, accounts=settings.auth != "none") as taken,
        build_services(settings, today=as_of, long_lived=True) as services,
    ):
        services.warm_up()
        with vectors_in_background(services) as wanted, _slack(services, as_of) as slack:
            app = build_app(services, vectors_wanted=wanted, slack=slack)
            name = f"[{host}]" if ":" in host else host
            announce(f"Clausewise is at http://{name}:{taken.getsockname()[1]}. Ctrl-C ends it.")
            config = uvicorn.Config(app, log_level="warning", access_log=False)
            uvicorn.Server(config).run(sockets=[taken])


@contextmanager
def _slack(services: Services, as_of: date | None) -> Iterator[AnswerSlack | None]:
    """The Slack app over HTTP, where its signing secret is set; else None."""
    if not services.settings.slack_signing_secret.get_secret_value():
        yield None
        return
    from integrations.slack.service import SlackService

    with SlackService(services, as_of=as_of) as service:
        yield service.http


def listening(host: str, port: int, *, accounts: bool = False) -> socket.socket:
    """A socket on an address; without accounts on a loopback address alone.

    Raises `WrongUse` for an address that may not be, or a port that is taken.
    """
    if not accounts and not _is_loopback(host):
        raise WrongUse(
            f"Clausewise listens on this machine alone, not on {host!r}: nobody signs in.",
            hint="Set CLAUSEWISE_AUTH to local or oidc, or use --host 127.0.0.1 and an SSH tunnel.",
        )
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    taken = socket.socket(family, socket.SOCK_STREAM)
    taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        taken.bind((host, port))
    except OSError as error:
        taken.close()
        raise WrongUse(
            f"Port {port} of {host} cannot be used: {error.strerror}.",
            hint="Choose another with --port.",
        ) from error
    return taken


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
