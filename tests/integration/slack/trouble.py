"""The built-in embedding model, out of order or slow when a test says so."""

from collections.abc import Sequence
from threading import Event

from assistant.ports import Vectors
from integrations.embedding.onnx_minilm import OnnxMiniLM


class Troubled(OnnxMiniLM):
    """Raises `error` while it is set; waits while `open` is not."""

    error: Exception | None = None

    def __init__(self) -> None:
        super().__init__()
        self.open = Event()
        self.mend()

    def mend(self) -> None:
        self.error = None
        self.open.set()

    def embed(self, texts: Sequence[str]) -> Vectors:
        assert self.open.wait(120)
        if self.error is not None:
            raise self.error
        return super().embed(texts)


MODEL = Troubled()
