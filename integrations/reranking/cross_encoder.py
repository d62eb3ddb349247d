"""A cross-encoder of sentence-transformers as a `Reranker`, imported only when used."""

import math
import os
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Any

from assistant.errors import ModelUnavailable

_BATCH = 16
_LONGEST = 512  # tokens of question and passage together


class CrossEncoderReranker:
    """A `Reranker` over a cross-encoder, named or in a folder of its own.

    Starts on first use, which takes seconds. Runs on the GPU when torch finds one. Safe to share
    between threads.
    """

    def __init__(self, model: str, *, device: str | None = None) -> None:
        self._given, self._device = model, device
        self._starting = Lock()

    @property
    def name(self) -> str:
        """The model's name, or its folder's."""
        return Path(self._given).name if Path(self._given).is_dir() else self._given

    def scores(self, question: str, texts: Sequence[str]) -> list[float]:
        """One score for each text, in order; higher is better. Raises `ModelUnavailable`."""
        model = self._model
        if not texts:
            return []
        try:
            found = model.predict(
                [(question, text) for text in texts], batch_size=_BATCH, show_progress_bar=False
            )
            scores = [float(score) for score in found]
        except Exception as error:  # torch and transformers raise types of their own
            raise ModelUnavailable(f"The reranker {self.name!r} failed: {error}") from error
        if not all(map(math.isfinite, scores)):
            raise ModelUnavailable(f"The reranker {self.name!r} gave scores that are no numbers.")
        return scores

    @property
    def _model(self) -> Any:
        with self._starting:
            return self._loaded

    @cached_property
    def _loaded(self) -> Any:
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
        try:
            from sentence_transformers import CrossEncoder
            from transformers.utils import logging
        except ImportError as error:
            raise ModelUnavailable(
                "sentence-transformers is not installed.", hint="Run `make setup`."
            ) from error
        logging.disable_progress_bar()
        try:
            model = CrossEncoder(self._given, device=self._device)
        except Exception as error:  # offline, unknown name, damaged folder: many types
            raise self._unusable(f"cannot be loaded ({type(error).__name__})") from error
        if getattr(model, "num_labels", 1) != 1:
            raise self._unusable("gives several scores for a passage; a reranker gives one")
        model.max_seq_length = min(_LONGEST, int(model.max_seq_length or _LONGEST))
        return model

    def _unusable(self, why: str) -> ModelUnavailable:
        return ModelUnavailable(
            f"The reranker {self._given!r} {why}.",
            hint="CLAUSEWISE_RERANKER_MODEL takes a folder with a sentence-transformers "
            "cross-encoder or a name that this machine can download or has in its cache; "
            "leave it empty to search without one.",
        )
