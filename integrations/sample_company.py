"""The sample company, where it came along: it lives in the outermost package (docs/adr/0020)."""

import importlib
from datetime import date
from importlib.util import find_spec
from pathlib import Path


def is_there() -> bool:
    """Whether it came with this installation."""
    return find_spec("evals") is not None and find_spec("evals.sample") is not None


def build(folder: Path) -> None:
    """Write its files below a folder."""
    importlib.import_module("evals.sample.build").build_sample(folder)


def stands_still_on() -> date | None:
    """The day it is described as of; None where it did not come along."""
    if not is_there():
        return None
    day = importlib.import_module("evals.sample.gold").AS_OF
    return day if isinstance(day, date) else None
