"""What a rule saw: the thing, what is wrong with it, and the places that show it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: a passage, and words of it to quote ("": the whole row)."""

    passage: str  # Passage.id
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Lapse:
    """One thing that is wrong, before it is cited and graded.

    `subject` is the supplier, item, lot, person or document it is about. `key` tells it from
    other lapses of one rule about the same subject, and holds nothing that moves when rows do.
    `says` are the values for the rule's sentence.
    """

    subject: str
    places: tuple[Place, ...]
    says: Mapping[str, str] = field(default_factory=dict)
    key: tuple[str, ...] = ()
    due: date | None = None
    left_over: tuple[str, ...] = ()  # columns nobody understood that may hold what was looked for
    hint: str = ""  # what would close it, where the rule's own words are too general
