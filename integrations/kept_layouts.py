"""How documents were laid out, kept in the data directory: a cache that may be deleted."""

from contextlib import suppress
from pathlib import Path

from assistant.records.laying_out import Layout
from assistant.records.layout_packing import pack, unpack

_SUFFIX = ".layout"


class LayoutFiles:
    """One file for each revision. What cannot be read or written is laid out again."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, revision: str) -> Layout | None:
        """The layout of a revision; None when it is not kept."""
        try:
            return unpack(self._file(revision).read_bytes())
        except OSError:
            return None

    def put(self, revision: str, layout: Layout) -> None:
        """Keep a layout; a disk that is full or read-only keeps none."""
        file = self._file(revision)
        partial = file.with_suffix(".partial")
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            partial.write_bytes(pack(layout))
            partial.replace(file)

    def keep_only(self, revisions: set[str]) -> None:
        """Forget the layouts of revisions that are gone."""
        with suppress(OSError):
            for file in self._folder.glob(f"*{_SUFFIX}"):
                if file.stem not in revisions:
                    file.unlink(missing_ok=True)

    def _file(self, revision: str) -> Path:
        return self._folder / f"{revision}{_SUFFIX}"
