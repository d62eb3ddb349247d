"""Gold references: what a careful auditor reads in each clause number of a document."""

from dataclasses import dataclass
from pathlib import Path

import yaml

from assistant.model.clauses import ClauseNumber

GOLD = Path(__file__).parent / "gold.yaml"
"""Invented documents of different houses, written for this measurement."""

READINGS = ("legacy", "ask", "current", "other")


@dataclass(frozen=True, slots=True)
class GoldReference:
    """A number in a document, the words around it, and how it is meant."""

    file: str
    number: ClauseNumber
    at: str
    reading: str  # one of READINGS


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """A document's file name and text ("" where the file is elsewhere), and its references."""

    file: str
    part: str  # dev or unseen
    text: str
    references: tuple[GoldReference, ...]


def stands_at(reference: GoldReference, *, file: str, number: str, quote: str) -> bool:
    """Whether a number that was read is the one of the gold: same file, number and words around."""
    if reference.file != file or str(reference.number) != number:
        return False
    wanted, read = _plain(reference.at), _plain(quote)
    return wanted in read or read in wanted


def _plain(text: str) -> str:
    kept = "".join(sign if sign.isalnum() or sign in ".[]" else " " for sign in text)
    return " ".join(kept.split())


def load_gold(path: Path = GOLD) -> list[GoldDocument]:
    """The documents of a gold file.

    Raises:
        ValueError: A reading is not one of `READINGS`, or its words do not stand in the text.
    """
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    return [_document(entry) for entry in content["documents"]]


def _document(entry: dict[str, object]) -> GoldDocument:
    file, text, references = str(entry["file"]), str(entry.get("text", "")), entry["references"]
    assert isinstance(references, list)
    found = tuple(
        GoldReference(file, ClauseNumber.parse(str(one["number"])), str(one["at"]), str(one["is"]))
        for one in references
    )
    for one in found:
        if one.reading not in READINGS:
            raise ValueError(f"{file}: {one.reading!r} is no reading")
        if text and not file.endswith(".html") and one.at not in text:
            raise ValueError(f"{file}: {one.at!r} does not stand in the text")
    return GoldDocument(file, str(entry.get("set", "")), text, found)
