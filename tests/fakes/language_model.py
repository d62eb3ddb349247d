"""A language model that says what it is told to."""

from collections.abc import Callable, Generator, Iterable

from assistant.ports import Allowance, Piece
from prompts.library import RenderedPrompt

Line = str | Exception


class ScriptedModel:
    """Answers each prompt with the next line of its script; an exception in it is raised.

    A line that is a list is the pieces of one answer, exceptions among them. A callable is given
    the prompt and says the line. `asked` keeps every prompt.
    """

    def __init__(
        self,
        script: Iterable[Line | list[Line] | Callable[[RenderedPrompt], str]],
        *,
        name: str = "scripted:model",
    ) -> None:
        self._script = iter(script)
        self._name = name
        self.asked: list[RenderedPrompt] = []
        self.closed_early = 0

    @property
    def name(self) -> str:
        return self._name

    def stream(self, prompt: RenderedPrompt, allowance: Allowance) -> Generator[Piece, None, None]:
        self.asked.append(prompt)
        line = next(self._script)
        said = line(prompt) if callable(line) else line
        pieces = said if isinstance(said, list) else _cut(said)
        left = allowance.tokens
        try:
            for piece in pieces:
                if isinstance(piece, Exception):
                    raise piece
                if left <= 0:
                    break
                left -= 1
                yield Piece(piece)
        except GeneratorExit:
            self.closed_early += 1
            raise
        yield Piece("", prompt_tokens=len(prompt.user.split()), answer_tokens=len(pieces))

    def complete(self, prompt: RenderedPrompt, allowance: Allowance) -> str:
        return "".join(piece.text for piece in self.stream(prompt, allowance))


def _cut(line: Line) -> list[Line]:
    """A line as a model's tokens come: words with the space before them."""
    if isinstance(line, Exception):
        return [line]
    words = line.split(" ")
    return [words[0], *(f" {word}" for word in words[1:])]
