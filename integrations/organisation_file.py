"""The file of the organisation's settings: read, and replaced with the old one kept beside it."""

from datetime import datetime
from pathlib import Path

from assistant.errors import NothingThere, StoreUnavailable
from assistant.model.clauses import Edition
from assistant.model.organisation import Organisation
from assistant.organisation.reading import IsKnown, read_organisation
from assistant.organisation.writing import as_yaml


def load(file: Path, edition: Edition, *, elsewhere: IsKnown) -> Organisation:
    """The settings in a file, as `read_organisation` reads them; raises like it.

    Raises `NothingThere` for a file that cannot be read.
    """
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise NothingThere(
            f"The organisation's settings {str(file)!r} cannot be read: {_told(error)}.",
            hint="Check the path in CLAUSEWISE_ORGANISATION, and that the file is UTF-8.",
        ) from error
    return read_organisation(text, file.name, edition, elsewhere=elsewhere)


def replace(file: Path, organisation: Organisation, *, by: str, at: datetime, source: str) -> None:
    """Write the settings, saying who changed them when; the file before is kept, dated.

    Raises `StoreUnavailable`; then the old file is still in place.
    """
    note = f"Taken over from {source} by {by} on {at.date().isoformat()}."
    text = as_yaml(organisation, note=note)
    try:
        if file.exists():
            stamp = at.strftime("%Y%m%dT%H%M%S")
            file.with_name(f"{file.stem}.until-{stamp}{file.suffix}").write_bytes(file.read_bytes())
        file.parent.mkdir(parents=True, exist_ok=True)
        partial = file.with_name(file.name + ".partial")
        partial.write_text(text, encoding="utf-8")
        partial.replace(file)
    except OSError as error:
        raise StoreUnavailable(
            f"{str(file)!r} cannot be written: {error.strerror}.",
            hint="Check that you may write to its folder.",
        ) from error


def _told(error: OSError | UnicodeDecodeError) -> str:
    return "it is not UTF-8" if isinstance(error, UnicodeDecodeError) else str(error.strerror)
