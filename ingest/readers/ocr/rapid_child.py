"""The process that RapidOCR runs in; started by `rapid.py`, ended by the end of its input.

For each picture: a line with its height and width, then its bytes. Back comes one line of JSON.
The only importer of rapidocr.
"""

import json
import os
import sys
from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from assistant.model.scans import SeenWord, Shades

# Pixels of the longer side at which pages of A4 are read best and fastest: docs/adr/0070.
_LONGER = 1_600
_EUROPEAN = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}  # of full width
_EUROPEAN |= {0x2103: "°C", 0x2109: "°F", 0x3000: " "}
Places = list[tuple[str, list[list[int]]]]
"""Words of a line with the four corners of each."""
_DETECTOR, _RECOGNISER = "PP-OCRv6_det_small.onnx", "PP-OCRv6_rec_small.onnx"


class Rapid:
    """RapidOCR with the models of its own package, on one thread."""

    def __init__(self) -> None:
        import rapidocr

        models = Path(rapidocr.__file__).parent / "models"
        self._engine = rapidocr.RapidOCR(
            params={
                "Global.log_level": "critical",
                "Global.text_score": 0.0,  # what is doubtful is judged by us
                "Global.use_cls": False,  # pages come upright
                "Global.max_side_len": _LONGER,
                "Det.model_path": str(models / _DETECTOR),  # never fetched
                "Rec.model_path": str(models / _RECOGNISER),
                "EngineConfig.onnxruntime.intra_op_num_threads": 1,
                "EngineConfig.onnxruntime.inter_op_num_threads": 1,
            }
        )

    def words(self, picture: Shades) -> list[SeenWord]:
        """The words of one picture."""
        seen = self._engine(np.repeat(picture[:, :, None], 3, axis=2), return_word_box=True)
        if seen.txts is None or seen.boxes is None:
            return []
        parts = seen.word_results
        aligned = len(parts) == len(seen.txts)
        found: list[SeenWord] = []
        for index, (text, score, box) in enumerate(
            zip(seen.txts, seen.scores, seen.boxes, strict=True)
        ):
            places = [(part[0], part[2]) for part in parts[index]] if aligned else []
            found += words_of_line(text, float(score), np.asarray(box), places)
        return found


def words_of_line(
    text: str, score: float, box: NDArray[np.float32], places: Places
) -> list[SeenWord]:
    """The words of a line, in the places told or else by their share of it.

    Characters that its models know from Chinese print are given as they are set in Europe.
    """
    top, bottom = float(box[:, 1].min()), float(box[:, 1].max())
    told = "".join(word for word, _ in places) == "".join(text.split())
    if told and len(places) <= 2 * len(text.split()):
        return [
            SeenWord(word.translate(_EUROPEAN), *_span(place), score)
            for word, place in places
            if word.strip()
        ]
    x0, width = float(box[:, 0].min()), float(np.ptp(box[:, 0]))
    found: list[SeenWord] = []
    at = 0
    for word in text.split():
        begin = text.index(word, at)
        at = begin + len(word)
        left, right = (x0 + width * place / len(text) for place in (begin, at))
        found.append(SeenWord(word.translate(_EUROPEAN), left, top, right, bottom, score))
    return found


def _span(place: list[list[int]]) -> tuple[float, float, float, float]:
    across, down = [point[0] for point in place], [point[1] for point in place]
    return float(min(across)), float(min(down)), float(max(across)), float(max(down))


def serve(source: BinaryIO, target: BinaryIO) -> None:
    """Read pictures until there are no more."""
    engine = Rapid()
    while head := source.readline():
        height, width = map(int, head.split())
        picture = np.frombuffer(source.read(height * width), np.uint8).reshape(height, width)
        found = [
            [word.text, word.x0, word.top, word.x1, word.bottom, word.confidence]
            for word in engine.words(picture)
        ]
        target.write(json.dumps(found).encode() + b"\n")
        target.flush()


def main() -> None:
    """Talk over the standard input and output; whatever a library prints goes elsewhere."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    serve(sys.stdin.buffer, answers)


if __name__ == "__main__":
    main()
