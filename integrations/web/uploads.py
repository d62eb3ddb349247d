"""Files that came in over the network: kept under safe names below the data directory."""

import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from shutil import copyfileobj
from tempfile import NamedTemporaryFile
from typing import BinaryIO, Protocol

from assistant.errors import StoreUnavailable

_NOT_IN_A_NAME = re.compile(r"[^\w .()+,&@#=-]+")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)
_LONGEST = 120  # characters; file systems take 255 bytes


class Uploaded(Protocol):
    """A file as a form brings it."""

    @property
    def filename(self) -> str | None:
        """Its name at the sender's, whatever that is."""

    @property
    def file(self) -> BinaryIO:
        """Its bytes."""


def keep_all(folder: Path, files: Iterable[Uploaded], hidden: Iterable[str] = ()) -> list[Path]:
    """Store every file of one upload under a name of its own. Raises `StoreUnavailable`.

    `hidden` are paths of documents that the sender may not see: none of them gives way.
    """
    taken = {one.casefold() for one in hidden}
    return [
        keep(folder, unlike(safe_name(one.filename or "file"), taken), one.file) for one in files
    ]


def safe_name(name: str) -> str:
    """A name without folders, control characters or a leading dot; never empty.

    The end of the name stays, so that `.pdf` stays `.pdf`.
    """
    bare = re.split(r"[\\/]", unicodedata.normalize("NFC", name))[-1]
    clean = _NOT_IN_A_NAME.sub("_", bare).strip(" .")
    if not clean or _RESERVED.match(clean):
        clean = f"file_{clean}".rstrip("_")
    stem, dot, suffix = clean.rpartition(".")
    if dot and len(suffix) <= 10:
        return f"{stem[: _LONGEST - len(suffix)]}.{suffix}"
    return clean[:_LONGEST]


def unlike(name: str, taken: set[str]) -> str:
    """The name, or the name with a number, so that two files of one upload stay two."""
    stem, dot, suffix = name.rpartition(".")
    if not dot:
        stem, suffix = name, ""
    number, wanted = 1, name
    while wanted.casefold() in taken:
        number += 1
        wanted = f"{stem} ({number}){dot}{suffix}"
    taken.add(wanted.casefold())
    return wanted


def keep(folder: Path, name: str, content: BinaryIO) -> Path:
    """Store one file whole or not at all; an earlier one of the same name gives way.

    Raises `StoreUnavailable`.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=folder, prefix=".", suffix=".part", delete=False) as part:
            copyfileobj(content, part)
        target = folder / name
        Path(part.name).replace(target)
    except OSError as error:
        raise StoreUnavailable(f"{name!r} cannot be stored: {error.strerror}.") from error
    return target
