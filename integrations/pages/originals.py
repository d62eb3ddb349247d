"""The files that were read, as they are now: there and unchanged, or why not."""

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from assistant.model.files import KnownFile


@dataclass(frozen=True, slots=True)
class Original:
    """The bytes of a file as it was read, or None and a sentence that says why there are none."""

    content: bytes | None
    why: str = ""


class Originals:
    """Files by their path in citations. Nothing is returned that is not what was read."""

    def __init__(self, files: Callable[[], list[KnownFile]]) -> None:
        self._files = files
        self._known: dict[str, KnownFile] | None = None

    def of(self, path: str) -> Original:
        """The file of a path; `why` names no place on this machine."""
        if self._known is None:
            self._known = {one.path: one for one in self._files()}
        known = self._known.get(path)
        if known is None:
            return Original(None, "Its file is no longer part of the collection.")
        if known.part_of:
            return Original(None, f"It came inside {known.part_of}.")
        return _read(known)


def _read(known: KnownFile) -> Original:
    try:
        content = Path(known.location).read_bytes()
    except OSError:
        return Original(None, "Its file is gone or cannot be read.")
    if sha256(content).hexdigest() != known.sha256:
        return Original(None, "Its file was changed after it was read.")
    return Original(content)
