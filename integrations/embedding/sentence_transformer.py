"""Any other embedding model, and GPUs: sentence-transformers, imported only when used."""

import os
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np

from assistant.errors import ModelUnavailable
from assistant.ports import Vectors

_BATCH = 32


class SentenceTransformerEmbedder:
    """An `Embedder` over a sentence-transformers model, named or in a folder of its own.

    Starts on first use, which takes seconds. Runs on the GPU when torch finds one.
    """

    def __init__(self, model: str, *, device: str | None = None) -> None:
        self._given, self._device = model, device
        self._starting = Lock()

    @property
    def name(self) -> str:
        """The model's name, or its folder's."""
        return Path(self._given).name if Path(self._given).is_dir() else self._given

    @property
    def dimensions(self) -> int:
        """Length of one vector. Starts the model."""
        return int(self._model.get_embedding_dimension())

    @property
    def max_tokens(self) -> int:
        """Longest input, special tokens included, that is embedded whole. Starts the model."""
        return int(self._model.max_seq_length or 512)

    def count_tokens(self, text: str) -> int:
        """Tokens of `text`, special tokens included. Starts the model."""
        return len(self._model.tokenizer(text, truncation=False, verbose=False)["input_ids"])

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One unit-length row per text, in order. Raises `ModelUnavailable`."""
        model = self._model
        if not texts:
            return np.zeros((0, self.dimensions), dtype=np.float32)
        try:
            rows = model.encode(
                list(texts),
                batch_size=_BATCH,
                normalize_embeddings=True,
                convert_to_numpy=True,
                show_progress_bar=False,
            )
        except Exception as error:  # torch and transformers raise types of their own
            raise ModelUnavailable(f"The embedding model {self.name!r} failed: {error}") from error
        return np.ascontiguousarray(rows, dtype=np.float32)

    @property
    def _model(self) -> Any:
        with self._starting:
            return self._loaded

    @cached_property
    def _loaded(self) -> Any:
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
        try:
            from sentence_transformers import SentenceTransformer
            from transformers.utils import logging
        except ImportError as error:
            raise ModelUnavailable(
                "sentence-transformers is not installed.", hint="Run `make setup`."
            ) from error
        logging.disable_progress_bar()
        try:
            return SentenceTransformer(self._given, device=self._device)
        except Exception as error:  # offline, unknown name, damaged folder: many types
            raise ModelUnavailable(
                f"The embedding model {self._given!r} cannot be loaded ({type(error).__name__}).",
                hint="CLAUSEWISE_EMBEDDING_MODEL takes a folder with a sentence-transformers model "
                "or a name that this machine can download or has in its cache; "
                "leave it empty for the built-in model, which needs no network.",
            ) from error
