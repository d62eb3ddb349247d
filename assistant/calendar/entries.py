"""Which cells say that something falls due, as data (`dated.yaml`)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from assistant.model.dues import DueKind

_FILE = Path(__file__).with_name("dated.yaml")


@dataclass(frozen=True, slots=True)
class Dated:
    """One way in which a sort of record says that something falls due; `dated.yaml` says how."""

    type: str
    fields: tuple[str, ...]
    kind: DueKind
    says: str
    named: tuple[str, ...]
    done: tuple[str, ...]
    newest: str  # "": every row counts; "yes": the latest of one thing; "all": the latest there is
    per: tuple[str, ...]
    in_use: bool
    left: tuple[str, ...]
    unless: tuple[str, ...]  # sorts of record that tell it better, when there are any
    met_by: str
    owner: tuple[str, ...]
    subject: str
    shown: bool


@cache
def dated() -> tuple[Dated, ...]:
    """Every way, in the order of the file."""
    content = _content()
    return tuple(
        _entry(sort, entry)
        for sort, entries in content.items()
        if isinstance(entries, list)
        for entry in entries
    )


@cache
def left_out() -> Mapping[str, str]:
    """Cells (`type.field`) whose days fall due for nobody, and why."""
    reasons = _content()["left_out"]
    assert isinstance(reasons, dict)
    return reasons


def _content() -> dict[str, object]:
    text = _FILE.read_text(encoding="utf-8")
    found: dict[str, object] = yaml.load(text, Loader=yaml.BaseLoader)
    return found


def _entry(sort: str, entry: Mapping[str, object]) -> Dated:
    def listed(name: str) -> tuple[str, ...]:
        found = entry.get(name, [])
        return tuple(map(str, found)) if isinstance(found, list) else ()

    return Dated(
        type=sort,
        fields=listed("field"),
        kind=DueKind(str(entry["kind"])),
        says=str(entry["says"]),
        named=listed("named"),
        done=listed("done"),
        newest=str(entry.get("newest", "")),
        per=listed("per"),
        in_use="in_use" in entry,
        left=listed("left"),
        unless=listed("unless"),
        met_by=str(entry.get("met_by", "")),
        owner=listed("owner") or ("owner",),
        subject=str(entry.get("subject", "")),
        shown="shown" in entry,
    )
