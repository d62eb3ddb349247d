"""Files below the paths a person named, in a stable order, and what is left out and why."""

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from assistant.errors import DocumentIgnored, DocumentUnreadable
from assistant.model.files import Refusal

_LEFT_BEHIND = {"thumbs.db", "desktop.ini", ".ds_store", "__macosx", "ehthumbs.db"}
_CHUNK = 1024 * 1024
_OWN_DATABASE = "clausewise.db"  # a folder that holds it is a data directory, not documents


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read. `path` is relative to the folder named (or the file's name).

    `location` is its absolute posix path; `folder` that of the folder named. `named`: a person
    gave this very file.
    """

    file: Path
    location: str
    path: str
    folder: str
    named: bool = False


@dataclass(frozen=True, slots=True)
class Unread:
    """A file or folder that cannot be looked at."""

    location: str
    path: str
    refusal: Refusal


@dataclass(frozen=True, slots=True)
class Hashed:
    """A file found, with the sha256 (hex) of its bytes and how many they are."""

    found: Found
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Ignored:
    """Something in a folder that is never a document: hidden, a lock file, a leftover."""

    path: str


def walk(paths: Iterable[Path]) -> Iterator[Found | Unread | Ignored]:
    """Everything below the paths, each file once, sorted by name within its folder.

    Links are followed; a folder is entered once, so that links in a circle end. Paths that do
    not exist give nothing.
    """
    seen: set[str] = set()
    entered: set[tuple[int, int]] = set()
    for path in paths:
        root = Path(os.path.realpath(path))
        met = _below(root, root, entered) if root.is_dir() else _named(root)
        for one in met:
            if isinstance(one, Ignored):
                yield one
            elif one.location not in seen:
                seen.add(one.location)
                yield one


def hashed(found: Found) -> Hashed | Unread:
    """The file with the hash of its bytes, read in pieces."""
    digest, size = sha256(), 0
    try:
        with found.file.open("rb") as file:
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
                size += len(chunk)
    except OSError as error:
        return Unread(found.location, found.path, _refusal(found.path, error))
    return Hashed(found, digest.hexdigest(), size)


def readable(text: str) -> str:
    """A path that can be stored and shown: bytes that are no UTF-8 are written as `\\xff`."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _named(file: Path) -> Iterator[Found | Unread]:
    if not os.path.lexists(file):
        return
    name = readable(file.name)
    if _is_left_behind(file.name):
        error = DocumentIgnored(f"{name} is a file that a program left behind.")
        yield Unread(_location(file), name, Refusal.of(error))
        return
    yield _looked_at(file, name, readable(file.parent.as_posix()), named=True)


def _below(
    folder: Path, root: Path, entered: set[tuple[int, int]]
) -> Iterator[Found | Unread | Ignored]:
    try:
        status = folder.stat()
        if (status.st_dev, status.st_ino) in entered:
            return
        entered.add((status.st_dev, status.st_ino))
        names = sorted(entry.name for entry in folder.iterdir())
    except OSError as error:
        yield _unread(folder, root, error)
        return
    if _OWN_DATABASE in names:
        yield Ignored(_relative(folder, root))
        return
    for name in names:
        entry = folder / name
        if name.startswith(".") or _is_left_behind(name):
            yield Ignored(_relative(entry, root))
        elif entry.is_dir():
            yield from _below(entry, root, entered)
        else:
            yield _looked_at(entry, _relative(entry, root), readable(root.as_posix()))


def _looked_at(file: Path, path: str, folder: str, *, named: bool = False) -> Found | Unread:
    try:
        mode = file.stat().st_mode
    except OSError as error:
        return Unread(_location(file), path, _refusal(path, error))
    if not stat.S_ISREG(mode):
        special = DocumentUnreadable(
            f"{path} is not a regular file.", hint="Pipes, sockets and devices are left out."
        )
        return Unread(_location(file), path, Refusal.of(special))
    return Found(file, _location(file), path, folder, named)


def _unread(folder: Path, root: Path, error: OSError) -> Unread:
    path = _relative(folder, root)
    return Unread(_location(folder), path, _refusal(path, error))


def _refusal(path: str, error: OSError) -> Refusal:
    return Refusal.of(unreadable(path, error))


def unreadable(path: str, error: OSError) -> DocumentUnreadable:
    """The error of a file whose bytes cannot be had, in words."""
    return DocumentUnreadable(f"{path} cannot be read: {error.strerror or error}.")


def _is_left_behind(name: str) -> bool:
    return name.startswith("~$") or name.casefold() in _LEFT_BEHIND


def _relative(entry: Path, root: Path) -> str:
    path = readable(entry.relative_to(root).as_posix())
    return readable(root.name) if path == "." else path


def _location(file: Path) -> str:
    return readable(file.as_posix())
