"""One process at a time: the lock of the writer and the lock of the vectors of a data directory.

A lock is the operating system's, so it ends with its process, however that ends. Who holds it
stands in a note beside it, for the message of whoever comes second. Reading needs no lock; nor
does a person's decision or a receipt, which are one short transaction each.
"""

import json
import os
import sys
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from filelock import FileLock, Timeout

from assistant.errors import StoreBusy, StoreUnavailable


class _NamedLock:
    """A lock that tells its holder: `name` makes the files, `command` is what the holder runs."""

    def __init__(self, folder: Path, *, name: str, command: str) -> None:
        self._folder, self._command = folder, command
        self._note = folder / f"{name}.json"
        # Held by the process, not by one of its threads. A lock that only exists as a file
        # would outlive a killed process: no such fallback.
        self._lock = FileLock(
            folder / f"{name}.lock",
            thread_local=False,
            fallback_to_soft=False,
            preserve_lock_file=True,
        )

    def take(self) -> bool:
        """Whether it is held here now; no waiting. Raises `StoreUnavailable`."""
        if self._lock.is_locked:
            return True
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._lock.acquire(timeout=0)
            self._write_note()
        except Timeout:
            return False
        except (OSError, NotImplementedError) as error:  # the latter: a disk without such locks
            self._lock.release()
            raise StoreUnavailable(
                f"The data directory {str(self._folder)!r} cannot be locked: {error}.",
                hint="Use a data directory on a local disk that you may write to.",
            ) from error
        return True

    def release(self) -> None:
        """Let go; nothing happens when it is not held."""
        if self._lock.is_locked:
            self._note.unlink(missing_ok=True)
            self._lock.release()

    def holder(self) -> str:
        """Who holds it, as far as the note says."""
        try:
            note = json.loads(self._note.read_text(encoding="utf-8"))
            since = datetime.fromisoformat(note["since"])
            return f"process {int(note['pid'])} ({note['command']}, since {since:%H:%M})"
        except (OSError, ValueError, KeyError, TypeError):
            return "another process"

    def _write_note(self) -> None:
        now = datetime.now().astimezone().isoformat(timespec="seconds")
        note = {"pid": os.getpid(), "command": self._command, "since": now}
        unfinished = self._note.with_suffix(f".{os.getpid()}.tmp")
        unfinished.write_text(json.dumps(note), encoding="utf-8")
        unfinished.replace(self._note)


class WriterLock(_NamedLock):
    """Held while files are ingested or pruned: `with WriterLock(folder, "clausewise ingest"):`."""

    def __init__(self, folder: Path, command: str) -> None:
        super().__init__(folder, name="writer", command=command)

    def __enter__(self) -> Self:
        """Raises `StoreBusy`, naming the process that writes, or `StoreUnavailable`."""
        if not self.take():
            who = self.holder()
            raise StoreBusy(f"{who[0].upper()}{who[1:]} is writing to {str(self._folder)!r}.")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.release()


class VectorsLock(_NamedLock):
    """Held by the process that works on the vectors, to its end or until it lets go."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, name="vectors", command=Path(sys.argv[0]).name)

    def require(self) -> None:
        """Take the lock. Raises `StoreBusy`, naming the process that holds it."""
        if not self.take():
            raise StoreBusy(f"The vectors are being worked on by {self.holder()}.")
