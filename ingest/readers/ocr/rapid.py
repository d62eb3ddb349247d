"""RapidOCR in a process of its own, so that a picture that hangs it can be given up."""

import json
import os
import subprocess
import sys
import threading
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec

import numpy as np

from assistant.errors import OcrFailed
from assistant.model.scans import SeenWord, Shades

_START = 60.0  # seconds more for the first picture: the models are loaded with it


def rapid_version() -> str | None:
    """The version that is installed with all it needs; None where it is not."""
    try:
        found = version("rapidocr")
    except PackageNotFoundError:
        return None
    return found if all(map(find_spec, ("rapidocr", "cv2", "onnxruntime"))) else None


class RapidEngine:
    """An `OcrEngine`; the process starts with the first picture and lives until this one ends."""

    resolution = 200
    doubtful = 0.97  # docs/adr/0071-when-a-page-counts-as-read.md

    def __init__(self) -> None:
        self.name = f"rapidocr {rapid_version() or 'missing'}"
        self._child: subprocess.Popen[bytes] | None = None

    def words(self, picture: Shades, *, seconds: float) -> list[SeenWord]:
        """See `OcrEngine`."""
        fresh = self._child is None
        child = self._child or self._start()
        watch = threading.Timer(seconds + (_START if fresh else 0), child.kill)
        watch.start()
        try:
            return self._asked(child, picture)
        except (OSError, ValueError) as error:  # its pipe broke: it was killed or died
            self.close()
            raise OcrFailed(f"OCR took longer than {seconds:.0f} s or broke down") from error
        finally:
            watch.cancel()

    def _start(self) -> "subprocess.Popen[bytes]":
        places = os.pathsep.join(path for path in sys.path if path)
        self._child = subprocess.Popen(
            [sys.executable, "-m", "ingest.readers.ocr.rapid_child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": places, "OMP_NUM_THREADS": "1"},
        )
        return self._child

    @staticmethod
    def _asked(child: "subprocess.Popen[bytes]", picture: Shades) -> list[SeenWord]:
        assert child.stdin is not None and child.stdout is not None
        height, width = picture.shape
        child.stdin.write(f"{height} {width}\n".encode())
        child.stdin.write(np.ascontiguousarray(picture).tobytes())
        child.stdin.flush()
        answer = json.loads(child.stdout.readline())
        return [SeenWord(str(word[0]), *map(float, word[1:6])) for word in answer]

    def close(self) -> None:
        """End the process; the next picture starts another."""
        child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                with suppress(OSError):  # what it was still to be told
                    pipe.close()
