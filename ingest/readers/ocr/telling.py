"""What became of the pages that had to be read by OCR, in words for the document's warnings."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from ingest.readers.ocr.reading import Scan, Unread

NO_ENGINE = "pages that only OCR can read, and no OCR engine is installed"
NOT_READ = "unreadable scan, not searched"
_MOST_NAMED = 20  # pages that a warning names
_WORTH_TELLING = 0.05  # share of the words that could not be made out


@dataclass(slots=True)
class ScanReport:
    """Filled while the pages of a file are read; page numbers count from 1."""

    read: dict[int, Scan] = field(default_factory=dict)
    unread: dict[int, Scan] = field(default_factory=dict)
    wanted: list[int] = field(default_factory=list)  # without an engine
    doubted: list[int] = field(default_factory=list)  # a text layer that nobody could look into

    def note(self, number: int, scan: Scan) -> None:
        """Keep what reading a page gave; a blank page is nothing to speak of."""
        if scan.unread is None:
            self.read[number] = scan
        elif scan.unread is not Unread.BLANK:
            self.unread[number] = scan

    def warnings(self) -> Iterator[str]:
        """A sentence for each thing that the person who looks after the document should know."""
        if self.read:
            told = [
                f"{page} (confidence {scan.confidence:.2f})" for page, scan in self.read.items()
            ]
            yield f"read by OCR from a scan: page {_named(told)}"
        faint = [
            str(page)
            for page, scan in self.read.items()
            if scan.faint > _WORTH_TELLING * (scan.faint + len(scan.page.words))
        ]
        if faint:
            yield f"some words of the scan could not be made out: page {_named(faint)}"
        yield from self.failures()

    def failures(self) -> Iterator[str]:
        """The sentences about pages that were not read."""
        reasons: defaultdict[Unread, list[str]] = defaultdict(list)
        for page, scan in self.unread.items():
            if scan.unread is not None:
                sure = f" (confidence {scan.confidence:.2f})" if scan.confidence else ""
                reasons[scan.unread].append(f"{page}{sure}")
        for reason, pages in reasons.items():
            yield f"{NOT_READ}: page {_named(pages)}: {reason}"
        if self.wanted:
            yield f"{NO_ENGINE}: {_named([str(page) for page in self.wanted])}"
        if self.doubted:
            told = _named([str(page) for page in self.doubted])
            yield f"pages whose text layer may not be all they say; only OCR could tell: {told}"


def _named(pages: list[str]) -> str:
    more = len(pages) - _MOST_NAMED
    return ", ".join(pages[:_MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
