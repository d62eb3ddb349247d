"""Who works on the vectors: one process per data directory, the one that holds this lock.

The lock is the operating system's, so it ends with the process, however that ends. A note
beside it names the holder, for the message of whoever comes second.
"""

import json
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from assistant.errors import StoreBusy, StoreUnavailable


class VectorsLock:
    """The lock of one data directory. Nothing else imports filelock for it."""

    def __init__(self, folder: Path) -> None:
        # Held by the process, not by one of its threads; and never a mere file, which would
        # outlive a killed process.
        self._lock = FileLock(folder / "vectors.lock", thread_local=False, fallback_to_soft=False)
        self._note = folder / "vectors.holder.json"

    def take(self) -> bool:
        """Whether this process holds the lock now; no waiting. Raises `StoreUnavailable`."""
        if self._lock.is_locked:
            return True
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            return False
        except (OSError, NotImplementedError) as error:
            raise StoreUnavailable(f"The lock of the vectors cannot be used: {error}.") from error
        holder = {"pid": os.getpid(), "command": Path(sys.argv[0]).name, "since": _now()}
        self._note.write_text(json.dumps(holder), encoding="utf-8")
        return True

    def require(self) -> None:
        """Take the lock. Raises `StoreBusy`, naming the process that holds it."""
        if not self.take():
            raise StoreBusy(f"The vectors are being worked on by {self.holder()}.")

    def holder(self) -> str:
        """Who holds it, as far as the note says."""
        try:
            told = json.loads(self._note.read_text(encoding="utf-8"))
            return f"process {told['pid']} ({told['command']}), since {told['since']}"
        except (OSError, ValueError, KeyError, TypeError):
            return "another process"

    def release(self) -> None:
        """Let go; nothing happens when it is not held."""
        if self._lock.is_locked:
            self._note.unlink(missing_ok=True)
            self._lock.release()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
