"""Compressed streams of a PDF that would never end, found before anything unpacks them."""

import re
import zlib

from assistant.errors import DocumentBomb
from ingest.readers.limits import Limits

_STREAM = re.compile(rb"/FlateDecode[^\x00]{0,400}?stream\r?\n|/Fl\b[^\x00]{0,400}?stream\r?\n")
_SUSPECT = 20_000  # packed bytes from which a stream may unpack past any bound we care for
_STEP = 1024 * 1024
_PIECE = 16 * 1024


def check_streams(content: bytes, limits: Limits) -> None:
    """Raises `DocumentBomb` when a stream that is no picture unpacks beyond the limit."""
    for match in _STREAM.finditer(content):
        head = content[max(0, match.start() - 400) : match.end()]
        if b"/Image" in head[head.rfind(b"obj") :]:
            continue
        end = content.find(b"endstream", match.end())
        packed = content[match.end() : end if end >= 0 else len(content)]
        if len(packed) * 1032 < limits.max_stream_bytes or len(packed) < _SUSPECT:
            continue
        if _unpacked(packed, limits.max_stream_bytes) > limits.max_stream_bytes:
            raise DocumentBomb(
                f"a stream of {len(packed):,} bytes unpacks beyond {limits.max_stream_bytes:,}"
            )


def _unpacked(packed: bytes, limit: int) -> int:
    """Unpacked size in bytes, counted only until it is over `limit`."""
    engine = zlib.decompressobj()
    total = 0
    for start in range(0, len(packed), _PIECE):
        rest = packed[start : start + _PIECE]
        try:
            while rest and total <= limit and not engine.eof:
                total += len(engine.decompress(rest, _STEP))
                rest = engine.unconsumed_tail
        except zlib.error:
            return total
        if total > limit or engine.eof:
            break
    return total
