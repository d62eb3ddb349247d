"""Resolve requirements*.in into requirements.lock (hashed) and requirements-torch.lock (pinned).

torch comes in two builds under one version: with CUDA libraries as further packages, and
without. A hashed lock would have to name those libraries and so install them everywhere;
therefore torch and what only torch needs stand in a lock of their own (docs/adr/0002).
"""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ["requirements.in", "requirements-dev.in", "requirements-torch.in"]
OF_TORCH = re.compile(r"^(torch|triton|nvidia-|cuda-)")


def resolve(*options: str) -> str:
    """All three source files resolved together for Python 3.11, as requirement lines."""
    command = [sys.executable, "-m", "uv", "pip", "compile", "-q", "--python-version", "3.11"]
    command += ["--no-header", "--no-annotate", *options, *SOURCES]
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout


def needed_by_torch_only() -> set[str]:
    """Names that disappear when requirements-torch.in is left out."""
    command = [sys.executable, "-m", "uv", "pip", "compile", "-q", "--python-version", "3.11"]
    command += ["--no-header", "--no-annotate", *SOURCES[:2]]
    without = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return names(resolve()) - names(without)


def names(lines: str) -> set[str]:
    """Package names of requirement lines."""
    return {line.split("==")[0] for line in lines.splitlines() if "==" in line[:80]}


def blocks(lines: str) -> list[str]:
    """Requirement blocks: a pin with its hash lines."""
    return re.split(r"\n(?=[a-z0-9])", lines.strip())


def main() -> None:
    """Write both lock files."""
    late = needed_by_torch_only()
    hashed = blocks(resolve("--generate-hashes"))
    core = [b for b in hashed if b.split("==")[0] not in late]
    pins = [line for line in resolve().splitlines() if line.split("==")[0] in late]
    pins = [line for line in pins if line.startswith("torch==") or not OF_TORCH.match(line)]
    head = "# Made by `make lock`; do not edit.\n"
    (ROOT / "requirements.lock").write_text(head + "\n".join(core) + "\n")
    (ROOT / "requirements-torch.lock").write_text(head + "\n".join(pins) + "\n")


if __name__ == "__main__":
    main()
