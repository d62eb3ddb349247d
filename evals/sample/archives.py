"""Archives that come out the same on each run: Office files carry the time of their making."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

FIXED = (2026, 9, 30, 8, 0, 0)
_STAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</dcterms)")


def settled(archive: bytes) -> bytes:
    """The same archive with one fixed time on every member and in its core properties."""
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(archive)) as old, zipfile.ZipFile(target, "w") as new:
        for name in sorted(
            old.namelist(), key=lambda member: (member != "[Content_Types].xml", member)
        ):
            content = _STAMP.sub(rb"\g<1>2026-09-30T08:00:00Z\g<2>", old.read(name))
            new.writestr(member(name), content, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def member(name: str) -> zipfile.ZipInfo:
    """An archive member of that name with the fixed time and no platform's attributes."""
    info = zipfile.ZipInfo(name, FIXED)
    info.create_system = 0
    info.compress_type = zipfile.ZIP_DEFLATED
    return info
