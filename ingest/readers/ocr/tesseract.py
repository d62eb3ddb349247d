"""Tesseract, called as a program: one process for each picture."""

import os
import shutil
import subprocess
from functools import cache

from assistant.errors import OcrFailed
from assistant.model.scans import SeenWord, Shades
from ingest.readers.ocr.pixels import as_png

_PROGRAM = "tesseract"
_FIELDS = 12  # columns of its table
_PAGE = "4"  # one column of print in any sizes: by itself it loses whole columns of tables
_WORD = "5"  # level of a word in it
_NO_LANGUAGES = frozenset({"osd", "equ", "snum"})
_MOST_LANGUAGES = 4  # each one makes it slower


@cache
def tesseract_version() -> str | None:
    """The version that is installed with a language; None where it is not."""
    if shutil.which(_PROGRAM) is None or not _languages():
        return None
    told = _told("--version").split()
    return told[1] if len(told) > 1 else "of unknown version"


@cache
def _languages() -> tuple[str, ...]:
    """Languages installed, English first."""
    lines = _told("--list-langs").splitlines()[1:]
    found = [line.strip() for line in lines if line.strip() and "/" not in line]
    kept = sorted(set(found) - _NO_LANGUAGES, key=lambda one: (one != "eng", one))
    return tuple(kept[:_MOST_LANGUAGES])


def _told(option: str) -> str:
    try:
        done = subprocess.run(
            [_PROGRAM, option], capture_output=True, text=True, timeout=20, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout or done.stderr


class TesseractEngine:
    """An `OcrEngine` over the installed program and its languages."""

    resolution = 300
    doubtful = 0.8  # docs/adr/0071-when-a-page-counts-as-read.md

    def __init__(self) -> None:
        self.name = f"tesseract {tesseract_version() or 'missing'}"

    def words(self, picture: Shades, *, seconds: float) -> list[SeenWord]:
        """See `OcrEngine`."""
        command = [_PROGRAM, "stdin", "stdout", "--psm", _PAGE, "--dpi", str(self.resolution)]
        command += ["-l", "+".join(_languages()), "tsv"]
        try:
            done = subprocess.run(
                command,
                input=as_png(picture),
                capture_output=True,
                timeout=seconds,
                check=True,
                env={**os.environ, "OMP_THREAD_LIMIT": "1"},
            )
        except subprocess.TimeoutExpired as error:
            raise OcrFailed(f"OCR took longer than {seconds:.0f} s") from error
        except (OSError, subprocess.CalledProcessError) as error:
            raise OcrFailed("the OCR program broke down") from error
        lines = done.stdout.decode("utf-8", "replace").splitlines()[1:]
        return [word for word in map(_word, lines) if word is not None]


def _word(line: str) -> SeenWord | None:
    """A line of the table as a word; None for the lines that speak of blocks and lines."""
    fields = line.split("\t")
    if len(fields) != _FIELDS or fields[0] != _WORD or not fields[11].strip():
        return None
    left, top, width, height = map(float, fields[6:10])
    confidence = min(max(float(fields[10]) / 100, 0.0), 1.0)
    return SeenWord(fields[11].strip(), left, top, left + width, top + height, confidence)
