"""Answers of a model kept in a file and given again: the same words without the model."""

import json
from collections.abc import Generator
from hashlib import sha256
from pathlib import Path

from assistant.errors import ModelFault
from assistant.ports import Allowance, LanguageModel, Piece
from integrations.models.faults import unavailable
from prompts.library import RenderedPrompt


def key_of(prompt: RenderedPrompt) -> str:
    """What an answer is kept under: sha256 (hex) of all the model reads."""
    return sha256(f"{prompt.system}\0{prompt.user}".encode()).hexdigest()


class ReplayedModel:
    """Gives the answers of a file, one JSON object a line: `{"key": …, "text": …}`.

    A prompt without an answer there finds the model down.
    """

    def __init__(self, file: Path, *, name: str) -> None:
        self._name, self._file = name, file
        lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
        kept = [json.loads(line) for line in lines if line.strip()]
        self._answers: dict[str, str] = {str(one["key"]): str(one["text"]) for one in kept}

    @property
    def name(self) -> str:
        """Name of the model that once answered."""
        return self._name

    def knows(self, prompt: RenderedPrompt) -> bool:
        """Whether an answer to this prompt is kept."""
        return key_of(prompt) in self._answers

    def stream(self, prompt: RenderedPrompt, allowance: Allowance) -> Generator[Piece, None, None]:
        """The kept answer, word by word, as `LanguageModel` promises."""
        text = self._answers.get(key_of(prompt))
        if text is None:
            raise unavailable(ModelFault.DOWN)
        words = text.split(" ")
        for at, word in enumerate(words[: allowance.tokens]):
            yield Piece(f" {word}" if at else word)
        yield Piece("", len(prompt.user.split()), min(len(words), allowance.tokens))

    def complete(self, prompt: RenderedPrompt, allowance: Allowance) -> str:
        """The kept answer. Raises `LanguageModelUnavailable` where there is none."""
        return "".join(piece.text for piece in self.stream(prompt, allowance))

    def keep(self, prompt: RenderedPrompt, text: str) -> None:
        """Keep an answer, in the file too."""
        self._answers[key_of(prompt)] = text
        with self._file.open("a", encoding="utf-8") as file:
            file.write(json.dumps({"key": key_of(prompt), "text": text}) + "\n")


class RecordingModel:
    """Asks a model only what `kept` has no answer to, and keeps what it says."""

    def __init__(self, model: LanguageModel, kept: ReplayedModel) -> None:
        self._model, self._kept = model, kept

    @property
    def name(self) -> str:
        """Name of the model that is asked."""
        return self._model.name

    def stream(self, prompt: RenderedPrompt, allowance: Allowance) -> Generator[Piece, None, None]:
        """The answer, new or kept; only one that came to its end is kept."""
        if self._kept.knows(prompt):
            yield from self._kept.stream(prompt, allowance)
            return
        said: list[str] = []
        for piece in self._model.stream(prompt, allowance):
            said.append(piece.text)
            yield piece
        self._kept.keep(prompt, "".join(said))

    def complete(self, prompt: RenderedPrompt, allowance: Allowance) -> str:
        """The whole answer, new or kept. Raises `LanguageModelUnavailable`."""
        return "".join(piece.text for piece in self.stream(prompt, allowance))
