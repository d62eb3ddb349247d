"""Which OCR engine reads the scans: the one asked for, else the best that is installed."""

import atexit
from enum import StrEnum
from functools import cache

from assistant.reading_ports import OcrEngine
from ingest.readers.ocr.rapid import RapidEngine, rapid_version
from ingest.readers.ocr.tesseract import TesseractEngine, tesseract_version

_INSTALL = "Install {} and ingest again."
_RAPIDOCR = "the package rapidocr (`make ocr`)"
_TESSERACT = "the program tesseract (on Debian `apt-get install tesseract-ocr`)"


class Ocr(StrEnum):
    """What may be asked for."""

    AUTO = "auto"  # rapidocr where it is installed, else Tesseract
    RAPIDOCR = "rapidocr"
    TESSERACT = "tesseract"
    OFF = "off"


@cache
def engine(ocr: Ocr) -> OcrEngine | None:
    """The engine, one in a process; None when it is off or not installed."""
    if ocr in (Ocr.AUTO, Ocr.RAPIDOCR) and rapid_version():
        made = RapidEngine()
        atexit.register(made.close)
        return made
    if ocr in (Ocr.AUTO, Ocr.TESSERACT) and tesseract_version():
        return TesseractEngine()
    return None


def how_to_have(ocr: Ocr) -> str:
    """What to do so that scans are read."""
    match ocr:
        case Ocr.OFF:
            return "Set CLAUSEWISE_OCR to auto and ingest again."
        case Ocr.RAPIDOCR:
            return _INSTALL.format(_RAPIDOCR)
        case Ocr.TESSERACT:
            return _INSTALL.format(_TESSERACT)
    return _INSTALL.format(f"an OCR engine, {_RAPIDOCR} or {_TESSERACT},")


def engine_name(ocr: Ocr) -> str:
    """What will read scans, for people; "" when nothing will."""
    found = engine(ocr)
    return found.name if found else ""
