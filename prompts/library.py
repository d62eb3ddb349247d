"""Loads, checks and fills in the prompt files beside it: Markdown with front matter.

---
id: answer_question
version: 1
purpose: …
inputs: {question: …, evidence: …}
output: …
read_by: …
measured_by: …
changes: {1: …}
---
# System
…
# User
… $question …
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from string import Template

import yaml

_FOLDER = Path(__file__).parent
_FRONT = re.compile(r"\A---\n(?P<front>.*?)\n---\n(?P<body>.*)\Z", re.DOTALL)
_PARTS = re.compile(r"\A\s*# System\n(?P<system>.*?)\n# User\n(?P<user>.*)\Z", re.DOTALL)
_REQUIRED = frozenset(
    {"id", "version", "purpose", "inputs", "output", "read_by", "measured_by", "changes"}
)


class InvalidPrompt(ValueError):
    """A prompt file that says too little, too much, or something else than its text."""


@dataclass(frozen=True, slots=True)
class RenderedPrompt:
    """A prompt with its inputs filled in: what a model is sent."""

    prompt_id: str
    version: int
    system: str
    user: str


@dataclass(frozen=True, slots=True)
class Prompt:
    """A prompt as its file says it. `inputs` are the names that `render` wants."""

    prompt_id: str
    version: int
    purpose: str
    inputs: Mapping[str, str]
    system: str
    user: str

    @property
    def fingerprint(self) -> str:
        """Sha256 (hex) of what a model reads; it changes only together with `version`."""
        return sha256(f"{self.system}\0{self.user}".encode()).hexdigest()

    def render(self, **inputs: str) -> RenderedPrompt:
        """The prompt filled in. Raises `ValueError` unless exactly its inputs are given.

        What is filled in is never read for inputs of its own.
        """
        if inputs.keys() != self.inputs.keys():
            wanted, given = sorted(self.inputs), sorted(inputs)
            raise ValueError(f"{self.prompt_id} takes {wanted}, not {given}")
        user = Template(self.user).substitute(inputs)
        return RenderedPrompt(self.prompt_id, self.version, self.system, user)


@cache
def load(prompt_id: str) -> Prompt:
    """The prompt of that id. Raises `KeyError` when there is none, `InvalidPrompt` for a fault."""
    path = _FOLDER / f"{prompt_id}.md"
    if not path.is_file():
        raise KeyError(prompt_id)
    return parse(path.read_text(encoding="utf-8"), name=prompt_id)


def load_all() -> list[Prompt]:
    """Every prompt there is, by id. Raises `InvalidPrompt`."""
    return [load(path.stem) for path in sorted(_FOLDER.glob("*.md"))]


def parse(text: str, *, name: str) -> Prompt:
    """Read one prompt file. Raises `InvalidPrompt`, which names the file and what is wrong."""
    front, system, user = _taken_apart(text, name)
    if missing := sorted(_REQUIRED - front.keys()):
        raise InvalidPrompt(f"{name}: the front matter lacks {', '.join(missing)}")
    if unknown := sorted(front.keys() - _REQUIRED):
        raise InvalidPrompt(f"{name}: the front matter has no place for {', '.join(unknown)}")
    if front["id"] != name:
        raise InvalidPrompt(f"{name}: the id is {front['id']!r}, the file is not")
    version, inputs, changes = front["version"], front["inputs"], front["changes"]
    if not isinstance(version, int) or not isinstance(changes, dict) or version not in changes:
        raise InvalidPrompt(f"{name}: `changes` does not say what version {version} changed")
    if not isinstance(inputs, dict):
        raise InvalidPrompt(f"{name}: `inputs` is no table of names")
    used = set(Template(user).get_identifiers())
    if used != set(inputs) or Template(system).get_identifiers():
        raise InvalidPrompt(f"{name}: inputs {sorted(inputs)} are declared, {sorted(used)} used")
    told = {str(key): str(value) for key, value in inputs.items()}
    return Prompt(name, version, str(front["purpose"]), told, system.strip(), user.strip())


def _taken_apart(text: str, name: str) -> tuple[dict[str, object], str, str]:
    whole = _FRONT.match(text)
    if not whole:
        raise InvalidPrompt(f"{name}: no front matter between two lines of ---")
    front = yaml.safe_load(whole["front"])
    if not isinstance(front, dict):
        raise InvalidPrompt(f"{name}: the front matter is no table")
    parts = _PARTS.match(whole["body"])
    if not parts:
        raise InvalidPrompt(f"{name}: no `# System` followed by `# User`")
    return {str(key): value for key, value in front.items()}, parts["system"], parts["user"]
