"""One writer per data directory, named to whoever comes second.

The lock is the operating system's, so that it ends with its process, however that ends. Who
holds it stands in a note beside it. Reading needs no lock; nor does a person's decision or a
receipt, which are one short transaction each.
"""

import json
import os
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from filelock import FileLock, Timeout

from assistant.errors import StoreBusy, StoreUnavailable


class WriterLock:
    """Held while files are ingested or pruned: `with WriterLock(folder, "clausewise ingest"):`."""

    def __init__(self, folder: Path, command: str) -> None:
        self._folder, self._command = folder, command
        self._note = folder / "writer.json"
        # A lock that only exists as a file would outlive a killed process: no such fallback.
        self._lock = FileLock(
            folder / "writer.lock",
            thread_local=False,
            fallback_to_soft=False,
            preserve_lock_file=True,
        )

    def __enter__(self) -> Self:
        """Raises `StoreBusy`, naming the process that writes, or `StoreUnavailable`."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._lock.acquire(timeout=0)
            self._write_note()
        except Timeout as error:
            raise StoreBusy(f"{self._holder()} is writing to {str(self._folder)!r}.") from error
        except (OSError, NotImplementedError) as error:
            self._lock.release()
            raise StoreUnavailable(
                f"The data directory {str(self._folder)!r} cannot be locked: {error}.",
                hint="Use a data directory on a local disk that you may write to.",
            ) from error
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._note.unlink(missing_ok=True)
        self._lock.release()

    def _write_note(self) -> None:
        now = datetime.now().astimezone().isoformat(timespec="seconds")
        note = {"pid": os.getpid(), "command": self._command, "since": now}
        unfinished = self._note.with_suffix(f".{os.getpid()}.tmp")
        unfinished.write_text(json.dumps(note), encoding="utf-8")
        unfinished.replace(self._note)

    def _holder(self) -> str:
        try:
            note = json.loads(self._note.read_text(encoding="utf-8"))
            since = datetime.fromisoformat(note["since"])
            return f"Process {int(note['pid'])} ({note['command']}, since {since:%H:%M})"
        except (OSError, ValueError, KeyError, TypeError):
            return "Another process"
