"""Run a command as a process of its own and measure it: seconds, peak memory, what it printed."""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

_KIB_OR_BYTES = 1 if sys.platform == "darwin" else 1024  # what one unit of ru_maxrss is, in bytes


@dataclass(frozen=True, slots=True)
class Ran:
    """One finished process: seconds on the wall and of processors, its readers included.

    `peak_mb` is its largest resident memory, in MiB.
    """

    seconds: float
    cpu_seconds: float
    peak_mb: float
    printed: str

    @property
    def told(self) -> dict[str, Any]:
        """What it printed on its last line, as JSON."""
        found: dict[str, Any] = json.loads(self.printed.strip().splitlines()[-1])
        return found


def run(command: Sequence[str]) -> Ran:
    """Run to the end. Raises `RuntimeError` with its output when it fails."""
    with tempfile.TemporaryFile("w+") as output, tempfile.TemporaryFile("w+") as errors:
        started = time.perf_counter()
        process = subprocess.Popen(command, stdout=output, stderr=errors, env=_environment())
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        errors.seek(0)
        if process.returncode not in (0, 1):
            raise RuntimeError(f"{' '.join(command)} failed:\n{errors.read()}")
        return Ran(
            seconds,
            used.ru_utime + used.ru_stime,
            used.ru_maxrss * _KIB_OR_BYTES / 2**20,
            output.read(),
        )


def _environment() -> dict[str, str]:
    """As an installed program runs: its modules are compiled once, not at every start."""
    return {name: to for name, to in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def python(module: str, *arguments: str) -> list[str]:
    """The command that runs a module of ours."""
    return [sys.executable, "-m", module, *arguments]


def clausewise(*arguments: str) -> list[str]:
    """The command that runs `clausewise`, installed as a script or not."""
    start = "from integrations.cli.main import main; main()"
    return [sys.executable, "-c", start, *arguments]
