"""The file of who may see which documents, read."""

from pathlib import Path

from assistant.errors import NothingThere
from assistant.people.access import Access
from assistant.people.access_reading import read_access


def load(file: Path) -> Access:
    """The rules in a file, as `read_access` reads them; raises like it.

    Raises `NothingThere` for a file that cannot be read.
    """
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        told = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise NothingThere(
            f"The rules of access {file.name!r} cannot be read: {told}.",
            hint="Check the path in CLAUSEWISE_ACCESS, and that the file is UTF-8.",
        ) from error
    return read_access(text, file.name)
