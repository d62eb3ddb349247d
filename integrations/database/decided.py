"""What people decided, carried over to a new text of the same document. Pure.

A decision belongs to words. Where the same words stand again, it holds. Where they are gone,
a *confirmation* is carried to the most similar passage of the same section and marked suspect,
so that a person looks at it again; a rejection is not, it was about words that are gone.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from hashlib import sha256

from assistant.model.clauses import ClauseNumber
from assistant.model.mappings import Decision
from assistant.model.mappings import Mapping as ClauseMapping

_SIMILAR = 0.5  # share of common words below which a passage is another one, not a new wording


@dataclass(frozen=True, slots=True)
class Words:
    """What of a passage tells whether a decision is about it."""

    passage: str  # its id
    fingerprint: str
    section: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Decided:
    """The latest decision about some words and a clause; `mapping` is as it was then."""

    words: Words
    mapping: ClauseMapping


def mapping_id(passage: str, clause: ClauseNumber, edition: str) -> str:
    """The id of a mapping: the same for the same passage, clause and edition, always."""
    return "m_" + sha256(f"{passage}\n{clause}\n{edition}".encode()).hexdigest()[:16]


def carry_over(decided: Sequence[Decided], stored: Sequence[Words]) -> Iterator[ClauseMapping]:
    """The mappings that the decisions make of the passages stored now."""
    by_print: dict[str, list[Words]] = {}
    for words in stored:
        by_print.setdefault(words.fingerprint, []).append(words)
    settled: set[str] = set()
    for decision in decided:
        for words in by_print.get(decision.words.fingerprint, []):
            mapping = _about(decision, words, suspect=False)
            settled.add(mapping.id)
            yield mapping
    for decision in decided:
        gone = decision.words.fingerprint not in by_print
        if not gone or decision.mapping.decision is not Decision.CONFIRMED:
            continue
        changed = _most_similar(decision.words, stored)
        if changed and (mapping := _about(decision, changed, suspect=True)).id not in settled:
            settled.add(mapping.id)
            yield mapping


def _most_similar(words: Words, stored: Sequence[Words]) -> Words | None:
    wanted = words.text.casefold().split()
    best, found = _SIMILAR, None
    for candidate in stored:
        if candidate.section == words.section:
            new = candidate.text.casefold().split()
            matcher = SequenceMatcher(None, wanted, new, autojunk=False)
            if matcher.real_quick_ratio() >= best and matcher.ratio() >= best:
                best, found = matcher.ratio(), candidate
    return found


def _about(decision: Decided, words: Words, *, suspect: bool) -> ClauseMapping:
    old = decision.mapping
    return replace(
        old,
        id=mapping_id(words.passage, old.proposal.clause, old.edition),
        proposal=replace(old.proposal, passage=words.passage),
        suspect=suspect,
    )
