"""An office file has the same bytes whenever it was written."""

from io import BytesIO
from zipfile import ZipFile, ZipInfo

from integrations.reports.settled import settled


def written(second: int) -> bytes:
    kept = BytesIO()
    with ZipFile(kept, "w") as archive:
        archive.writestr(ZipInfo("word/document.xml", (2026, 9, 30, 9, 12, second)), "<p>text</p>")
    return kept.getvalue()


def test_the_time_of_writing_leaves_no_trace() -> None:
    assert written(2) != written(4)
    assert settled(written(2)) == settled(written(4))
    with ZipFile(BytesIO(settled(written(2)))) as archive:
        assert archive.read("word/document.xml") == b"<p>text</p>"
