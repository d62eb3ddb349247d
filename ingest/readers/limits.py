"""How much one file may ask of us."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Upper bounds for one file; beyond them it is refused with the bound named.

    Sizes are in bytes. `max_ratio` is unpacked / packed size over a whole archive and only
    counts once the archive unpacks to more than a few megabytes, because a small repetitive
    document may well pack 200 to 1. `max_rows` is per sheet or delimited file.
    """

    max_file_bytes: int = 100 * 1024 * 1024
    max_unpacked_bytes: int = 1024 * 1024 * 1024
    max_ratio: float = 200.0
    max_pages: int = 5_000
    max_rows: int = 1_048_576
    max_stream_bytes: int = 64 * 1024 * 1024  # one content stream of a PDF
