"""An Office file without the moment it was written: the same content gives the same bytes."""

import re
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_CORE = "docProps/core.xml"
_WHEN = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:\2>)")
_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the first moment that a ZIP file can say


def steady(content: bytes) -> bytes:
    """The same file with every moment in it set to the first of 1980."""
    made = BytesIO()
    with ZipFile(BytesIO(content)) as given, ZipFile(made, "w") as kept:
        for name in given.namelist():
            part = given.read(name)
            if name == _CORE:
                part = _WHEN.sub(rb"\g<1>1980-01-01T00:00:00Z\g<3>", part)
            info = ZipInfo(name, _LONG_AGO)
            info.compress_type = ZIP_DEFLATED
            kept.writestr(info, part)
    return made.getvalue()
