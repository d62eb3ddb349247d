"""The file of the organisation's mapping of its tables, read."""

from pathlib import Path

from assistant.errors import NothingThere
from assistant.records.mapping_reading import read_mapping
from assistant.records.own_mapping import RecordMapping


def load(file: Path) -> RecordMapping:
    """The mapping in a file, as `read_mapping` reads it; raises like it.

    Raises `NothingThere` for a file that cannot be read.
    """
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        told = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise NothingThere(
            f"The mapping of tables {str(file)!r} cannot be read: {told}.",
            hint="Check the path in CLAUSEWISE_RECORDS, and that the file is UTF-8.",
        ) from error
    return read_mapping(text, file.name)
