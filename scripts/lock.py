"""Resolve requirements*.in into the lock files: docs/adr/0002, 0003 and 0070 say why so many.

requirements.lock         what the program and its checks need, with hashes
requirements-model.lock   the built-in model's files, with hashes, installed without dependencies
requirements-ocr.lock     the OCR engine and what only it needs, with hashes
requirements-torch.lock   torch and what only torch needs, pinned without hashes

torch comes in two builds under one version: with CUDA libraries as further packages, and
without. A hashed lock would have to name those libraries and so install them everywhere.
"""

import re
import subprocess
import sys
from pathlib import Path
from tempfile import NamedTemporaryFile

ROOT = Path(__file__).resolve().parent.parent
HEAD = "# Made by `make lock`; do not edit.\n"
CORE = ["requirements.in", "requirements-dev.in"]
MODEL = ["requirements-model.in"]
OCR = ["requirements-ocr.in"]
TORCH = ["requirements-torch.in"]
KEPT: list[str] = []
OF_TORCH = re.compile(r"^(triton|nvidia-|cuda-)")


def resolve(sources: list[str], *options: str) -> str:
    """The source files resolved together for Python 3.11, as requirement lines."""
    command = [sys.executable, "-m", "uv", "pip", "compile", "-q", "--python-version", "3.11"]
    command += ["--no-header", "--no-annotate", *KEPT, *options, *sources]
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout


def names(lines: str) -> set[str]:
    """Package names of requirement lines."""
    return {line.split("==")[0] for line in lines.splitlines() if "==" in line[:80]}


def blocks(lines: str) -> list[str]:
    """Requirement blocks: a pin with its hash lines."""
    return re.split(r"\n(?=[a-z0-9])", lines.strip())


def write(name: str, lines: list[str]) -> None:
    """Write one lock file."""
    (ROOT / name).write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")


def held() -> str:
    """The pins of the lock files as they are, but for what the sources pin otherwise now."""
    asked = {
        line.split("==")[0].lower(): line
        for source in (*CORE, *MODEL, *OCR, *TORCH)
        for line in (ROOT / source).read_text(encoding="utf-8").splitlines()
        if "==" in line
    }
    locks = [path.read_text(encoding="utf-8") for path in ROOT.glob("requirements*.lock")]
    pins = [line.split()[0] for lock in locks for line in lock.splitlines() if "==" in line[:80]]
    return "\n".join(pin for pin in pins if pin.split("==")[0].lower() not in asked)


def main() -> None:
    """Write the lock files; all of them come from one resolution, so that they agree.

    With `--keep` no package moves but those whose pin was changed or is new.
    """
    if "--keep" in sys.argv[1:]:
        with NamedTemporaryFile("w", suffix=".txt", delete=False) as constraints:
            constraints.write(held())
        KEPT.extend(["--constraint", constraints.name])
    model = resolve(MODEL, "--no-deps", "--generate-hashes")
    pins = resolve([*CORE, *OCR, *TORCH])
    core = names(resolve(CORE))
    of_ocr = names(resolve([*CORE, *OCR])) - core
    late = names(pins) - core - of_ocr
    hashed = blocks(resolve([*CORE, *OCR, *TORCH], "--generate-hashes"))
    write("requirements.lock", [one for one in hashed if one.split("==")[0] in core])
    write("requirements-ocr.lock", [one for one in hashed if one.split("==")[0] in of_ocr])
    write("requirements-model.lock", blocks(model))
    of_torch = [line for line in pins.splitlines() if line.split("==")[0] in late]
    write("requirements-torch.lock", [line for line in of_torch if not OF_TORCH.match(line)])


if __name__ == "__main__":
    main()
