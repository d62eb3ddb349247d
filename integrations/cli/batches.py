"""The queries of one `search`: the one on the command line, or a file of many."""

import json
import sys
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import NothingThere, WrongUse


@dataclass(frozen=True, slots=True)
class Query:
    """A query and the name its results carry."""

    id: str
    query: str


def read_queries(query: str | None, batch: Path | None) -> list[Query]:
    """The queries to run. Raises `WrongUse` for none, both, or a line that is not a query."""
    if (query is None) == (batch is None):
        raise WrongUse(
            "`search` takes a query or --batch FILE, one of the two.",
            hint='For example `clausewise search "shelf life"`.',
        )
    if batch is None:
        return [Query("1", query or "")]
    lines = _lines(batch)
    return [_parse(line, number) for number, line in lines if line.strip()]


def _lines(batch: Path) -> list[tuple[int, str]]:
    if str(batch) == "-":
        return list(enumerate(sys.stdin, start=1))
    try:
        return list(enumerate(batch.read_text(encoding="utf-8-sig").splitlines(), start=1))
    except (OSError, UnicodeDecodeError) as error:
        raise NothingThere(
            f"{str(batch)!r} cannot be read: {type(error).__name__}.",
            hint="Check the path; the file is JSON Lines in UTF-8.",
        ) from error


def _parse(line: str, number: int) -> Query:
    try:
        entry = json.loads(line)
        return Query(str(entry["id"]), str(entry["query"]))
    except (ValueError, KeyError, TypeError) as error:
        raise WrongUse(
            f"Line {number} of the batch is not a query.",
            hint='Write one {"id": "1", "query": "shelf life"} per line.',
        ) from error
