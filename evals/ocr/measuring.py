"""One made page through the program's own reader: what share of it comes out right."""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from io import BytesIO
from pathlib import Path
from random import Random

from assistant.model.documents import ReadDocument, SourceFile
from assistant.reading_ports import OcrEngine
from evals.ocr.pages import PAGES
from evals.ocr.paper import Sheet
from evals.ocr.scanner import Setting, scan
from ingest.readers import pictures
from ingest.readers.limits import Limits

_STAMPS = frozenset("RECEIVED INSPECTED ACCEPTED QA 14".split())


@dataclass(frozen=True, slots=True)
class Measured:
    """One page: of `words` printed `right` came out exactly, among `found` in all.

    `rows` printed side by side, `together` of them came out as one line with every cell.
    `seconds` by the clock, `processor` of all processes. `confidence` is 0.0 for a page not read.
    """

    page: str
    setting: str
    dpi: int
    words: int
    right: int
    found: int
    rows: int
    together: int
    confidence: float
    read: bool
    seconds: float
    processor: float

    def line(self) -> dict[str, object]:
        """As it is written down."""
        return asdict(self)


def measured(page: str, setting: Setting, *, dpi: int, seed: int, engine: OcrEngine) -> Measured:
    """Print, scan, read and compare one page."""
    sheet = Sheet(dpi)
    PAGES[page](sheet, Random(f"{page} {seed}"))
    held = BytesIO()
    scan(sheet, setting, Random(f"{page} {setting.name} {seed}")).save(
        held, "PNG", dpi=(dpi, dpi), compress_level=1
    )
    source = SourceFile("scan.png", held.getvalue())
    clock, processor = time.monotonic(), processor_seconds()
    document = pictures.read(source, Limits(), "image/png", engine)
    clock, processor = time.monotonic() - clock, processor_seconds() - processor
    words = _words(document)
    stamped = Counter(word for word in words.elements() if setting.stamps and word in _STAMPS)
    printed = Counter(sheet.words)
    [made] = document.pages
    return Measured(
        page=page,
        setting=setting.name,
        dpi=dpi,
        words=printed.total(),
        right=(printed & words).total(),
        found=(words - (stamped - printed)).total(),
        rows=len(sheet.rows),
        together=sum(_is_together(row, document) for row in sheet.rows),
        confidence=made.ocr_confidence or 0.0,
        read=made.has_text,
        seconds=clock,
        processor=processor,
    )


def _words(document: ReadDocument) -> Counter[str]:
    """Words in the text of the pages and at their edges; the bars between cells are ours."""
    [page] = document.pages
    text = " ".join((page.text, *page.furniture))
    return Counter(word for word in text.split() if word != "|")


def _is_together(row: tuple[str, ...], document: ReadDocument) -> bool:
    """Whether the cells of a row stand in one block, in their order."""
    [page] = document.pages
    wanted = " ".join(" ".join(row).split())
    return any(wanted in " ".join(block.text.replace(" | ", " ").split()) for block in page.blocks)


def processor_seconds() -> float:
    """Processor time of this process and its children, those that still run included."""
    times = os.times()
    ended = times.user + times.system + times.children_user + times.children_system
    return ended + sum(int(stat[11]) + int(stat[12]) for stat in _children()) / _TICKS


def children_memory() -> float:
    """Peak memory of the largest child that still runs, in MiB; 0.0 for none."""
    return max((_peak(int(stat[-1])) for stat in _children()), default=0.0)


_TICKS = os.sysconf("SC_CLK_TCK")


def _children() -> Iterator[list[str]]:
    """Fields of `/proc/PID/stat` after the name, with the process id as the last."""
    me = str(os.getpid())
    for file in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = file.read_text().rpartition(")")[2].split()
        except OSError:  # it has ended meanwhile
            continue
        if fields[1] == me:
            yield [*fields, file.parent.name]


def _peak(process: int) -> float:
    try:
        lines = Path(f"/proc/{process}/status").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), 0.0)
