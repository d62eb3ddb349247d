"""A cross-encoder as a `SupportChecker`: does a text bear out a claim?"""

import math
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Any

from assistant.errors import ModelUnavailable
from integrations.cross_encoders.loading import load_cross_encoder, unusable

_ROLE, _SETTING = "support model", "CLAUSEWISE_SUPPORT_MODEL"
_WORDS = 220  # of a text read at once: with the claim well below the 512 tokens of these models
_STEP = 160  # neighbours overlap, so that no sentence is only seen cut in two
_BELIEVED = 0.5


class CrossEncoderSupport:
    """A `SupportChecker` over an entailment model, or one that gives a single score.

    Of a model with several labels the one named "entailment" counts and must be the likeliest;
    of one with a single score that score, after the model's own activation, must reach .5. A
    long text is read in stretches and bears a claim out when one of them does. Starts on first
    use, which takes seconds. Safe to share between threads.
    """

    def __init__(self, model: str, *, device: str | None = None) -> None:
        self._given, self._device = model, device
        self._starting = Lock()

    @property
    def name(self) -> str:
        """The model's name, or its folder's."""
        return Path(self._given).name if Path(self._given).is_dir() else self._given

    def supports(self, text: str, claim: str) -> bool:
        """Whether `text` bears out `claim`; nothing is borne out by no text.

        Raises `ModelUnavailable`.
        """
        model = self._model
        if not text.strip() or not claim.strip():
            return False
        try:
            found = model.predict(
                [(part, claim) for part in _stretches(text)],
                apply_softmax=False,
                show_progress_bar=False,
            )
            scores = [[float(one) for one in _row(row)] for row in found]
        except Exception as error:  # torch and transformers raise types of their own
            raise ModelUnavailable(f"The support model {self.name!r} failed: {error}") from error
        if not all(math.isfinite(one) for row in scores for one in row):
            raise ModelUnavailable(f"The support model {self.name!r} gave no numbers.")
        return any(self._believes(row) for row in scores)

    def _believes(self, row: Sequence[float]) -> bool:
        if self._entailment is None:
            return row[0] >= _BELIEVED
        return max(range(len(row)), key=row.__getitem__) == self._entailment

    @property
    def _model(self) -> Any:
        with self._starting:
            return self._loaded

    @cached_property
    def _loaded(self) -> Any:
        model = load_cross_encoder(self._given, device=self._device, role=_ROLE, setting=_SETTING)
        self._entailment = self._label_of(model)
        return model

    def _label_of(self, model: Any) -> int | None:
        """The index of the label that means "yes"; None of a model with a single score."""
        if getattr(model, "num_labels", 1) == 1:
            return None
        for index, label in model.model.config.id2label.items():
            if "entail" in str(label).casefold() and "not" not in str(label).casefold():
                return int(index)
        why = "has several labels and none of them is called entailment"
        raise unusable(self._given, why, role=_ROLE, setting=_SETTING)


def _stretches(text: str) -> Iterator[str]:
    words = text.split()
    for start in range(0, max(1, len(words) - _WORDS + _STEP), _STEP):
        yield " ".join(words[start : start + _WORDS])


def _row(row: Any) -> Sequence[float]:
    return row if hasattr(row, "__len__") else [row]
