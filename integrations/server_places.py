"""Messages without the places of this machine: what goes over a network names files alone."""

import re
from pathlib import Path

_PLACE = re.compile(r"(?<![\w:/.])(?P<top>/[^\s/'\"]+)/(?:[^\s/'\"]+/)*(?P<name>[^\s/'\"]*)")


def without_places(text: str) -> str:
    """The text with the names of files alone, where it names places of this machine."""
    return _PLACE.sub(_name_alone, text)


def _name_alone(found: re.Match[str]) -> str:
    return found["name"] if Path(found["top"]).is_dir() else found[0]
