"""Office files that come out the same whenever the same is written in them."""

import re
from datetime import date
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_STAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</dcterms)")
_FIRST = "[Content_Types].xml"  # readers expect it in front
_EARLIEST = 1980  # a ZIP knows no year before
UNDATED = date(2000, 1, 1)
"""The day of a file that is of none."""


def settled(archive: bytes, day: date | None = None) -> bytes:
    """The .docx or .xlsx with `day` for the clock's time, in its members and its properties."""
    on = day or UNDATED
    stamp = f"{on.isoformat()}T00:00:00Z".encode()
    kept = BytesIO()
    with ZipFile(BytesIO(archive)) as old, ZipFile(kept, "w") as new:
        for name in sorted(old.namelist(), key=lambda name: (name != _FIRST, name)):
            content = old.read(name)
            if name.startswith("docProps/"):
                content = _STAMP.sub(rb"\g<1>" + stamp + rb"\g<2>", content)
            new.writestr(_member(name, on), content, ZIP_DEFLATED)
    return kept.getvalue()


def _member(name: str, day: date) -> ZipInfo:
    info = ZipInfo(name, (max(_EARLIEST, day.year), day.month, day.day, 0, 0, 0))
    info.create_system = 0  # no platform's attributes
    info.compress_type = ZIP_DEFLATED
    return info
