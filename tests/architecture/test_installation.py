"""What `make` installs is what the program needs, and the documents speak of what there is."""

import re
import tomllib
from fnmatch import fnmatch

import pytest
import typer.main

from integrations.cli.app import app
from tests.architecture.tree import PACKAGES, ROOT, relative

PIN = re.compile(r"^([A-Za-z0-9_.-]+)==([^\s\\;]+)", re.MULTILINE)
LOCKS = {
    "requirements.in": ["requirements.lock"],
    "requirements-dev.in": ["requirements.lock"],
    "requirements-model.in": ["requirements-model.lock"],
    "requirements-ocr.in": ["requirements-ocr.lock"],
    "requirements-torch.in": ["requirements-torch.lock", "requirements.lock"],
}
HASHED = ["requirements.lock", "requirements-model.lock", "requirements-ocr.lock"]
LINK = re.compile(r"\]\((?!https?:|#)([^)#\s]+)")
TYPED = re.compile(r"(?:^|[`$>] ?|\s{4})clausewise (?!-)([a-z]+(?:-[a-z]+)*)", re.MULTILINE)
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def pins(name: str) -> dict[str, str]:
    """Package -> exact version, in one file."""
    found = PIN.findall((ROOT / name).read_text(encoding="utf-8"))
    return {re.sub(r"[-_.]+", "-", package).lower(): version for package, version in found}


@pytest.mark.parametrize("source", LOCKS)
def test_every_requirement_is_in_its_lock(source: str) -> None:
    locked = {one for lock in LOCKS[source] for one in pins(lock).items()}
    assert pins(source).items() <= locked, "run `make lock`"


@pytest.mark.parametrize("lock", HASHED)
def test_every_pin_of_a_hashed_lock_has_a_hash(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    blocks = re.split(r"\n(?=[A-Za-z0-9])", text)[1:]
    assert blocks
    assert [one for one in blocks if "--hash=sha256:" not in one] == []


def test_no_package_is_in_two_locks() -> None:
    core, ocr = pins("requirements.lock"), pins("requirements-ocr.lock")
    torch = pins("requirements-torch.lock")
    assert core.keys().isdisjoint(torch)
    assert ocr.keys().isdisjoint(core.keys() | torch.keys())


def test_the_data_of_a_package_are_installed_with_it() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = settings["tool"]["setuptools"]["package-data"]["*"]
    left_out = [
        relative(path)
        for package in PACKAGES
        for path in (ROOT / package).rglob("*")
        if path.is_file() and path.suffix not in (".py", ".pyc")
        if not any(fnmatch(path.name, pattern) for pattern in wanted)
    ]
    assert left_out == []


def _commands() -> list[str]:
    tree = typer.main.get_command(app)
    return list(getattr(tree, "commands", {}))


def test_the_readme_names_every_command() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [one for one in _commands() if not re.search(rf"`(clausewise )?{one}\b", readme)] == []


def test_a_document_names_no_command_that_is_not_there() -> None:
    typed = {
        (relative(document), command)
        for document in DOCUMENTS
        for command in TYPED.findall(document.read_text(encoding="utf-8"))
    }
    assert {(name, command) for name, command in typed if command not in _commands()} == set()


def test_a_link_of_a_document_leads_somewhere() -> None:
    lost = [
        (relative(document), link)
        for document in DOCUMENTS
        for link in LINK.findall(document.read_text(encoding="utf-8"))
        if not (document.parent / link).exists()
    ]
    assert lost == []
