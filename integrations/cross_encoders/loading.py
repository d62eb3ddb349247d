"""Loads a cross-encoder of sentence-transformers: the one place that imports the library for it."""

import os
from typing import Any

from assistant.errors import ModelUnavailable

LONGEST = 512
"""Tokens of both texts together that a model is shown at most."""


def load_cross_encoder(given: str, *, device: str | None, role: str, setting: str) -> Any:
    """The model of a name or folder, which takes seconds. Raises `ModelUnavailable`.

    `role` and `setting` are for the error: what it is for and where it was named.
    """
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    try:
        from sentence_transformers import CrossEncoder
        from transformers.utils import logging
    except ImportError as error:
        hint = "Run `make setup`."
        raise ModelUnavailable("sentence-transformers is not installed.", hint=hint) from error
    logging.disable_progress_bar()
    try:
        model = CrossEncoder(given, device=device)
    except Exception as error:  # offline, unknown name, damaged folder: many types
        why = f"cannot be loaded ({type(error).__name__})"
        raise unusable(given, why, role=role, setting=setting) from error
    model.max_seq_length = min(LONGEST, int(model.max_seq_length or LONGEST))
    return model


def unusable(given: str, why: str, *, role: str, setting: str) -> ModelUnavailable:
    """The error of a model that cannot serve, with what the setting takes."""
    return ModelUnavailable(
        f"The {role} {given!r} {why}.",
        hint=f"{setting} takes a folder with a sentence-transformers cross-encoder or a name "
        "that this machine can download or has in its cache; leave it empty to do without one.",
    )
