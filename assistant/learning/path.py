"""A way through the procedures: which documents, in which order, why, and what to know of each."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.audits.trail import stage_of, trail
from assistant.learning.checks import Pool, checks_of, pool_of
from assistant.learning.role_words import EVERYONE
from assistant.learning.roles import Book
from assistant.model.learning import Bond, Check, Duty, Known, LearningPath, Role, Stop
from assistant.model.obligations import Sort
from assistant.ports import MappedPassage

MOST_TO_KNOW = 8
"""Sentences of one document: a few are learnt, many are skimmed."""
MOST_CHECKS = 4

_OF_BOND = {
    Bond.DOES: 4.0, Bond.HEADING: 3.0, Bond.TOLD: 3.0, Bond.SECTION: 2.0, Bond.DOCUMENT: 1.5,
    Bond.EVERYONE: 1.5,
}  # fmt: skip
_OF_SORT = {
    Sort.PROHIBITION: 1.5, Sort.TIME_LIMIT: 1.5, Sort.LIMIT: 1.2, Sort.RETENTION: 1.0,
    Sort.RECORD: 1.0, Sort.RESPONSIBILITY: 1.0, Sort.CONDITION: 1.0, Sort.DUTY: 0.0,
}  # fmt: skip
_WHY = {
    Bond.DOES: "says what the role does or decides",
    Bond.HEADING: "has a section of its own for the role",
    Bond.TOLD: "says what the role is told or asked",
    Bond.EVERYONE: "binds everybody",
}


@dataclass(frozen=True, slots=True)
class Scope:
    """What a way is limited to: documents by number, or passages by id; None: not limited."""

    title: str = ""
    documents: Collection[str] | None = None
    passages: Collection[str] | None = None

    def holds(self, duty: Duty) -> bool:
        """Whether a sentence lies within."""
        citation = duty.citation
        if self.documents is not None and citation.document.casefold() not in self.documents:
            return False
        return self.passages is None or citation.passage in self.passages


def way(
    book: Book,
    role: Role | None,
    scope: Scope,
    places: Mapping[str, int],
    *,
    as_of: date,
    seed: int = 1,
) -> LearningPath:
    """The documents that concern a role (None: everybody's way), in the order of the trail.

    Behind them stand those that only bind everybody. `places` gives the stage of each document,
    by Revision.id (`stages`).
    """
    everything = [duty for paper in book.papers for duty in book.duties[paper.revision.id]]
    pool = pool_of(everything, book.names)
    found: list[tuple[bool, int, str, Stop]] = []
    for paper in book.papers:
        own = [one for one in book.duties[paper.revision.id] if scope.holds(one)]
        stop = _stop(book, paper.revision.id, own, role, pool, places, seed)
        if stop is not None:
            place = places.get(paper.revision.id, len(trail()))
            found.append((_is_of_all(stop, role), place, stop.document, stop))
    stops = tuple(stop for *_, stop in sorted(found, key=lambda one: one[:3]))
    title = role.name if role else scope.title or "All procedures"
    return LearningPath(title, as_of, role, scope.title, stops)


def stages(mapped: Iterable[MappedPassage]) -> dict[str, int]:
    """The place of each document on the trail, by most of its mappings; by Revision.id."""
    counted: defaultdict[str, Counter[int]] = defaultdict(Counter)
    for one in mapped:
        sure = max(1, round(10 * one.mapping.proposal.confidence))
        counted[one.revision.id][stage_of(one.mapping.proposal.clause)] += sure
    return {
        revision: min(stage for stage, n in told.items() if n == max(told.values()))
        for revision, told in counted.items()
    }


def _is_of_all(stop: Stop, role: Role | None) -> bool:
    """Whether a document is on the way of a role for what binds everybody alone."""
    bonds = {one.bond for one in stop.to_know}
    return role is not None and role.key != EVERYONE and bonds == {Bond.EVERYONE}


def _stop(
    book: Book,
    revision: str,
    duties: Sequence[Duty],
    role: Role | None,
    pool: Pool,
    places: Mapping[str, int],
    seed: int,
) -> Stop | None:
    owned = role is not None and bool(duties) and duties[0].citation.document in role.owns
    bound = [
        (duty, bond) for duty in duties if (bond := _bond(duty, role, owned=owned)) is not None
    ]
    named = [bond for _, bond in bound if bond in _WHY]
    if not bound or not (named or owned or role is None):
        return None
    ranked = sorted(bound, key=lambda one: -_weight(*one))
    chosen = sorted(ranked[:MOST_TO_KNOW], key=lambda one: (one[0].ordinal, duties.index(one[0])))
    citation = duties[0].citation
    place = places.get(revision, len(trail()))
    return Stop(
        document=citation.document,
        revision=citation.revision,
        title=citation.title,
        stage=trail()[place].title if place < len(trail()) else "",
        why=_why(book, citation.document, role, named),
        to_know=tuple(_known(duty, bond, role) for duty, bond in chosen),
        checks=_checks(ranked, book, pool, seed, role),
        more=len(bound) - len(chosen),
    )


def _known(duty: Duty, bond: Bond, role: Role | None) -> Known:
    notes = [note for key, note in duty.notes if role is None or key == role.key]
    told = "; ".join(dict.fromkeys(notes)) if role is not None else ""
    return Known(bond, duty.sort, duty.citation, told)


def _bond(duty: Duty, role: Role | None, *, owned: bool) -> Bond | None:
    """How a sentence concerns the learner; in an own document those that name nobody do too."""
    told = dict(duty.bonds)
    if role is None:
        return Bond.EVERYONE if EVERYONE in told else Bond.DOCUMENT
    if role.key in told:
        return told[role.key]
    if EVERYONE in told:
        return Bond.EVERYONE
    return Bond.DOCUMENT if owned and not told else None


def _weight(duty: Duty, bond: Bond) -> float:
    short = 0.5 if len(duty.quote) < 260 else 0.0
    listed = -1.0 if duty.quote.rstrip().endswith(":") else 0.0
    return _OF_BOND[bond] + _OF_SORT[duty.sort] + short + listed


def _why(book: Book, document: str, role: Role | None, named: Sequence[Bond]) -> tuple[str, ...]:
    counted = Counter(named)
    told = [f"{_WHY[bond]} ({n})" for bond, n in counted.items() if role is not None]
    if role is not None and document in role.owns:
        told.insert(0, "the role answers for the document")
    return tuple(told) or ("in force for the scope",)


def _checks(
    ranked: Sequence[tuple[Duty, Bond]], book: Book, pool: Pool, seed: int, role: Role | None
) -> tuple[Check, ...]:
    """One check of each sentence, the weightiest first, in the order of the text."""
    found: list[tuple[int, int, Check]] = []
    for place, (duty, _) in enumerate(ranked):
        made = checks_of(duty, pool, book.names, seed=seed, role=role.key if role else "")
        if made and len(found) < MOST_CHECKS:
            found.append((duty.ordinal, place, made[0]))
    return tuple(check for _, _, check in sorted(found, key=lambda one: one[:2]))
