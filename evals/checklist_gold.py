"""The gold of checklists: what an auditor says must be asked about, and what must not."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from evals.sample.gold import FOLDER

GOLD = FOLDER / "gold" / "obligations.yaml"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a document in force, or a row of one of its tables; `half`: dev or test.

    `scope` is `process: …` or `clause: …`, "" where it belongs to none; `why` says of a sentence
    that is no duty what it is.
    """

    half: str
    document: str
    revision: str
    path: str
    section: str
    sentence: str
    scope: str = ""
    row: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True)
class ChecklistGold:
    """The duties, one for each scope that they belong to, and what is no duty."""

    duties: tuple[Sentence, ...]
    no_duties: tuple[Sentence, ...]

    @property
    def scopes(self) -> tuple[str, ...]:
        """Every scope once, in the order of the file."""
        return tuple(dict.fromkeys(one.scope for one in self.duties))

    def half(self, half: str) -> "ChecklistGold":
        """One half of it; all of it for `all`."""
        if half == "all":
            return self
        return ChecklistGold(
            tuple(one for one in self.duties if one.half == half),
            tuple(one for one in self.no_duties if one.half == half),
        )


def load_checklist_gold(path: Path = GOLD) -> ChecklistGold:
    """The gold of a file. Raises `KeyError` naming the field that an entry lacks."""
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    return ChecklistGold(
        tuple(_sentence(one) for one in content["obligations"]),
        tuple(_sentence(one) for one in content.get("no_obligation", ())),
    )


def _sentence(entry: Mapping[str, object]) -> Sentence:
    return Sentence(
        half=str(entry.get("half", "dev")),
        document=str(entry["document"]),
        revision=str(entry.get("revision", "")),
        path=str(entry["path"]),
        section=str(entry["section"]),
        sentence=str(entry["sentence"]),
        scope=str(entry.get("scope", "")),
        row=bool(entry.get("row", False)),
        why=str(entry.get("why", "")),
    )
