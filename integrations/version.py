"""Which version of the program this is."""

from functools import cache
from importlib.metadata import PackageNotFoundError, version


@cache
def program_version() -> str:
    """The version of the installed distribution, such as "0.1.0"; "(not installed)" without one."""
    try:
        return version("clausewise")
    except PackageNotFoundError:
        return "(not installed)"
