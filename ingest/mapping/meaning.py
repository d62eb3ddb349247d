"""Proposals from what passages mean, once their vectors are there."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.model.clauses import Clause, ClauseNumber, Edition
from assistant.model.documents import Identity
from assistant.model.mappings import LIKELY, PROPOSED, Basis, Proposal
from assistant.model.passages import Passage
from assistant.ports import Vectors
from ingest.mapping.about_the_system import may_speak_of
from ingest.mapping.calibrate import FIRST, FORMULA
from ingest.mapping.clause_meanings import ClauseMeanings
from ingest.mapping.found import without_parents
from ingest.mapping.inherited import with_inherited
from ingest.mapping.lexicon import lexicon, title_of
from ingest.mapping.second_look import with_second_signs
from ingest.mapping.sections import is_frame, is_opening, says_something
from ingest.mapping.signs import Signposts, read_signs

_MOST_CLAUSES = 5  # of one passage, those that are likely only included
_MOST_OF_OPENING = 2
_SURE_OF_OPENING = 0.8  # of those a purpose or a scope speaks of so plainly, 29 of 31 were right
_MOST = 0.95  # meaning alone is never surer than a citation


def propose_by_meaning(
    passages: Sequence[Passage],
    vectors: Vectors,
    meanings: ClauseMeanings,
    structural: Sequence[Proposal],
    identity: Identity,
    sentences: Sequence[Vectors] | None = None,
) -> list[Proposal]:
    """Further clauses for the passages of one document, from their vectors and their words.

    `vectors` holds one row per passage, made by the embedder of `meanings`; `sentences` for each
    passage one row per sentence, and none for a log row: with it a passage of several subjects
    gets the clause of each. `structural` are the proposals already made; none of them is
    repeated. At most five clauses per passage, in reading order; those below `PROPOSED` are likely
    only. A section about which nothing is proposed inherits the clause of a document that is
    wholly about one. Raises `ValueError` when passages and vectors do not match.
    """
    if len(passages) != len(vectors) or (sentences is not None and len(passages) != len(sentences)):
        raise ValueError(f"{len(passages)} passages, but {len(vectors)} vectors")
    if not passages:
        return []
    words = lexicon(meanings.edition)
    posts = Signposts(passages, identity, structural, words, meanings.numbers)
    said = None if sentences is None else meanings.closeness_of_groups(sentences)
    signs = read_signs(meanings.closeness(vectors), posts, said)
    scores = FORMULA.score(with_second_signs(signs, FIRST.score(signs), posts, meanings.edition))
    known = _by_passage(structural)
    found = [
        proposal
        for row, passage in enumerate(passages)
        if says_something(passage, identity)
        for proposal in _new(
            known.get(passage.id, []),
            _Choice(passage, scores[row], meanings, framed=is_frame(passage, identity)),
        )
    ]
    return with_inherited(found, structural, posts)


def _by_passage(proposals: Sequence[Proposal]) -> dict[str, list[Proposal]]:
    found: dict[str, list[Proposal]] = {}
    for proposal in proposals:
        found.setdefault(proposal.passage, []).append(proposal)
    return found


def _new(known: list[Proposal], choice: "_Choice") -> Iterator[Proposal]:
    """Those chosen for clauses not `known` yet, without parents of what is known or chosen.

    What is likely only takes no clause from what is proposed.
    """
    clauses = {one.clause for one in known}
    fresh = [one for one in choice.proposals() if one.clause not in clauses]
    proposed = [one for one in fresh if one.confidence >= PROPOSED]
    own = {one.clause for one in fresh if _asks_itself(one.clause, choice.meanings.edition)}
    kept = {
        *without_parents([*known, *proposed], keep=own),
        *without_parents([*known, *fresh], keep=own),
    }
    return (one for one in fresh if one in kept)


def _asks_itself(number: ClauseNumber, edition: Edition) -> bool:
    """Whether a clause asks for a document or a record of its own, whatever is below it."""
    clause = edition.clause(number)
    return bool(clause.maintain or clause.retain)


@dataclass(frozen=True, slots=True)
class _Choice:
    """Which clauses one passage gets, from their log-odds."""

    passage: Passage
    scores: NDArray[np.float32]
    meanings: ClauseMeanings
    framed: bool

    def proposals(self) -> Iterator[Proposal]:
        """Those proposed and those likely only, the best first."""
        for clause, score in self._best():
            sure = min(_MOST, 1 / (1 + math.exp(-score)))
            if sure < self._least():
                return
            if not may_speak_of(self.passage, clause.number):
                continue
            reason = _reason(self.passage, clause, self.meanings.edition)
            yield Proposal(
                self.passage.id, clause.number, Basis.MEANING, round(float(sure), 3), reason
            )

    def _best(self) -> list[tuple[Clause, float]]:
        best = np.argsort(-self.scores, kind="stable")
        most = _MOST_OF_OPENING if self.framed else _MOST_CLAUSES
        return [(self.meanings.clauses[at], float(self.scores[at])) for at in best[:most]]

    def _least(self) -> float:
        """The confidence from which a clause is kept for this passage."""
        if self.framed:
            return _SURE_OF_OPENING if is_opening(self.passage) else 1.0
        # What is likely of a log would be said again of each of its rows.
        return LIKELY if self.passage.row is None else PROPOSED


def _reason(passage: Passage, clause: Clause, edition: Edition) -> str:
    phrases = lexicon(edition).in_text(passage.text).get(clause.number)
    about = f"reads like “{title_of(clause, edition)}”"
    return f"{about}; speaks of {', '.join(phrases.words)}" if phrases else about
