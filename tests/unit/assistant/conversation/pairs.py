"""Follow-ups in people's own words with what they must be understood as."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from assistant.answering.shelf import Shelf
from assistant.conversation.likeness import Likeness
from assistant.conversation.numbers import Numbers
from assistant.conversation.sections import Sections
from assistant.conversation.turns import Turn
from assistant.conversation.understanding import Understand
from assistant.conversation.understood import Unclear
from assistant.model.documents import Revision, Status
from assistant.model.replies import Citation
from integrations.embedding.onnx_minilm import OnnxMiniLM
from tests.builders import revision
from tests.fakes.library import MemoryLibrary
from tests.fakes.text_vectors import MadeAnew
from tests.unit.assistant.answering.desk import EDITION

DAY = date(2026, 9, 30)


@dataclass(frozen=True)
class Pair:
    """A question, what was answered, the follow-up, and what must come of it."""

    before: str | None
    asked: str
    has: Sequence[str] = ()
    hasnt: Sequence[str] = ()
    alone: bool = False
    unclear: bool = False
    says: str = ""
    by: str = "extract"
    out: bool = False
    cites: Sequence[Sequence[str]] = field(default_factory=list)
    revisions: Sequence[Sequence[str]] = field(default_factory=list)

    @property
    def turns(self) -> list[Turn]:
        """The conversation so far."""
        if self.before is None:
            return []
        places = tuple(_citation(tag, one) for tag, one in enumerate(self.cites, start=1))
        return [Turn(self.before, self.says, places, True, self.by, is_topic=not self.out)]

    @property
    def shelf(self) -> Shelf:
        """The revisions held."""
        held = [_revision(*one) for one in self.revisions]
        return Shelf.on(DAY, held)


def pairs(name: str) -> list[Pair]:
    """The pairs of one file."""
    text = (Path(__file__).parent / name).read_text(encoding="utf-8")
    found: list[dict[str, Any]] = yaml.safe_load(text)
    return [Pair(**one) for one in found]


def understand() -> Understand:
    """The rules, with the built-in model for likeness."""
    library = MemoryLibrary()
    likeness = Likeness(MadeAnew(OnnxMiniLM()))
    return Understand(likeness.of, Numbers(library, EDITION), Sections(library))


def fault(pair: Pair, rules: Understand) -> str | None:
    """What was made of a follow-up where it is not what was meant; None where it is."""
    found = rules(pair.asked, pair.turns, pair.shelf)
    if isinstance(found, Unclear):
        return None if pair.unclear else f"unclear: {found.text}"
    text = found.readings[0]
    if pair.unclear or (pair.alone and text != pair.asked):
        return text
    lower = text.casefold()
    missing = [one for one in pair.has if one.casefold() not in lower]
    extra = [one for one in pair.hasnt if one.casefold() in lower]
    return text if missing or extra else None


def _citation(tag: int, one: Sequence[str]) -> Citation:
    number, label, section, title, quote, *row = one
    return Citation(
        tag, number, label, title, "procedure", "in_force", None, section or None, None, 1,
        row[0] if row else None, quote, f"p_{tag}", f"{number}.md",
    )  # fmt: skip


def _revision(number: str, label: str, status: str) -> Revision:
    in_force = status == "in_force"
    held = revision(
        number,
        label,
        effective=date(2025, 1, 1) if in_force else date(2022, 1, 1),
        status=Status(status),
    )
    return replace(held, path=f"{number}_{label}.md")
