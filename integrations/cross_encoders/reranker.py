"""A cross-encoder of sentence-transformers as a `Reranker`, imported only when used."""

import math
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Any

from assistant.errors import ModelUnavailable
from integrations.cross_encoders.loading import load_cross_encoder, unusable

_BATCH = 16
_ROLE, _SETTING = "reranker", "CLAUSEWISE_RERANKER_MODEL"


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
        model = load_cross_encoder(self._given, device=self._device, role=_ROLE, setting=_SETTING)
        if getattr(model, "num_labels", 1) != 1:
            why = "gives several scores for a passage; a reranker gives one"
            raise unusable(self._given, why, role=_ROLE, setting=_SETTING)
        return model
