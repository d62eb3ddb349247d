"""What every command shares: the options before the command, and the services they open."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from assistant.errors import NothingThere, WrongUse

if TYPE_CHECKING:
    from integrations.bootstrap import Services
    from integrations.settings import Settings
    from integrations.shapes import Shape


@dataclass(frozen=True, slots=True)
class Session:
    """The options that come before the command; None where the setting decides."""

    data: Path | None
    as_of: date | None
    edition: str | None
    json: bool
    see_as: str | None = None  # the name of a person; None sees everything

    def settings(self) -> "Settings":
        """The settings of this run. Raises `InvalidSetting`."""
        from integrations.settings import Settings

        return Settings.load(data=self.data, edition=self.edition)

    @property
    def today(self) -> date:
        """The day all date rules use."""
        return self.as_of or date.today()

    @contextmanager
    def services(self) -> Iterator["Services"]:
        """The use cases, closed at the end."""
        from integrations.bootstrap import build_services

        with build_services(self.settings()) as services:
            if self.see_as is None:
                yield services
            else:
                yield services.seen_by(services.people.viewer_named(self.see_as))

    @contextmanager
    def reading(self) -> Iterator["Services"]:
        """The use cases for a command that makes nothing new, the data directory included.

        Raises `NothingThere` where nothing was ever ingested.
        """
        from integrations.database.engine import FILE_NAME

        settings = self.settings()
        if not settings.database_url and not (settings.data / FILE_NAME).is_file():
            raise NothingThere(
                f"No documents yet: there is no data in {str(settings.data)!r}.",
                hint="Run `clausewise ingest FOLDER`, or say with --data where the data are.",
            )
        with self.services() as services:
            yield services


def told_when_unfinished(services: "Services", what: str) -> None:
    """Say on standard error that `what` may still change while the index is being made."""
    parts = services.adapters
    share = parts.vectors_ready([one.id for one in parts.library.revisions()])
    if share < 1:
        say(
            f"Only {share:.0%} of the passages are indexed by meaning so far; {what} lacks what is "
            "found by meaning until all are. `clausewise doctor` says how far it is."
        )


NO_DOCUMENTS = "No documents yet. Run `clausewise ingest FOLDER`."
"""Said where nothing is held."""


def session(context: typer.Context) -> Session:
    """The session of a running command."""
    found = context.find_root().obj
    assert isinstance(found, Session)
    return found


def parse_day(text: str | None) -> date | None:
    """The day written as 2026-09-30. Raises `WrongUse`."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise WrongUse(
            f"{text!r} is not a date.", hint="Write it as year-month-day, for example 2026-09-30."
        ) from error


def print_json(shape: "Shape") -> None:
    """One JSON object on standard output, UTF-8 whatever the terminal."""
    sys.stdout.flush()
    text = shape.as_json() + "\n"
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None:
        sys.stdout.write(text)
    else:
        buffer.write(text.encode())
        buffer.flush()


def say(line: str) -> None:
    """A line for the person on standard error, so that standard output stays clean."""
    print(line, file=sys.stderr)
