"""How long and how named our modules and functions are."""

import ast
from pathlib import Path

from tests.architecture.tree import modules, relative

LONGEST_MODULE = 400  # lines
LONGEST_FUNCTION = 50
EMPTY_WORDS = {"manager", "managers", "helper", "helpers", "util", "utils", "misc", "common"}
MIGRATIONS = "integrations/database/migrations/"  # a list of tables has no better place to break


def _written() -> list[Path]:
    return [path for path in modules() if not relative(path).startswith(MIGRATIONS)]


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def test_a_module_is_no_longer_than_one_idea() -> None:
    lines = {relative(one): len(one.read_text(encoding="utf-8").splitlines()) for one in modules()}
    assert {name: count for name, count in lines.items() if count > LONGEST_MODULE} == {}


def test_a_function_fits_on_a_screen() -> None:
    long = {
        (relative(path), node.name)
        for path in _written()
        for node in ast.walk(_tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno + 1 > LONGEST_FUNCTION
    }
    assert not long


def test_a_module_is_named_for_what_it_holds() -> None:
    assert not [relative(one) for one in modules() if EMPTY_WORDS & set(one.stem.split("_"))]


def test_a_module_says_in_its_first_line_what_it_is() -> None:
    assert not [relative(one) for one in _written() if not ast.get_docstring(_tree(one))]
