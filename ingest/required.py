"""What must be there before an ingest begins to change anything."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from assistant.errors import NothingThere, WrongUse
from assistant.model.files import KnownFile
from ingest.planning import Below


def require_paths(paths: Iterable[Path], known: Sequence[KnownFile] = ()) -> None:
    """Raises `NothingThere` for a path with no file, folder or known file at or below it."""
    for path in paths:
        if not path.exists() and not any(file in Below.of([path]) for file in known):
            raise NothingThere(
                f"There is no file or folder {str(path)!r}.", hint="Check the spelling."
            )


def require_files(paths: Iterable[Path], known: Sequence[KnownFile], found: Sequence[str]) -> None:
    """Raises `WrongUse` for a folder that held documents and has no file left in it.

    A drive that is not mounted looks like that. `found` are the locations of the files met.
    """
    for path in paths:
        top = path.resolve().as_posix().rstrip("/")
        below = [one for one in known if one.location.startswith(f"{top}/")]
        held = [one for one in below if one.refusal is None and one.part_of is None]
        if held and not path.is_file() and not any(one.startswith(f"{top}/") for one in found):
            state = "is empty" if path.exists() else "is not there"
            raise WrongUse(
                f"{str(path)!r} {state}, and documents from it are held; nothing was removed.",
                hint="Is a drive not connected? If they are really gone, ingest the folder above "
                "with --prune, or remove the data directory and start anew.",
            )
