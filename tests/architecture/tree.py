"""The files of the project, as the tests of its architecture look at them."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("assistant", "ingest", "prompts", "evals", "integrations")
_FOLDERS = (*PACKAGES, "tests", "docs", "scripts", ".ci")
_TEXT = {".py", ".md", ".yaml", ".yml", ".toml", ".in", ".mako", ".sh", ".html", ".css", ".js"}


def relative(path: Path) -> str:
    """A path as it is written in the tables of these tests: `ingest/walk.py`."""
    return path.relative_to(ROOT).as_posix()


def modules(*packages: str) -> list[Path]:
    """The Python files of some packages; of all of ours when none is named."""
    found = (path for name in packages or PACKAGES for path in (ROOT / name).rglob("*.py"))
    return sorted(path for path in found if "__pycache__" not in path.parts)


def texts() -> list[Path]:
    """Every text file that belongs to the project, the lock files left out."""
    below = (path for name in _FOLDERS for path in (ROOT / name).rglob("*"))
    files = [path for path in (*ROOT.glob("*"), *below) if path.is_file()]
    return sorted(
        path for path in files if path.suffix in _TEXT or path.name in ("Makefile", "run")
    )


def imported(path: Path) -> Iterator[str]:
    """The names of all modules that a file imports, those inside functions included."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node.module
