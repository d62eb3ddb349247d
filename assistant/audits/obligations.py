"""Every checkable sentence of the procedures in scope, and those that are none, with why."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from assistant.audits.sorting import sort_of, why_left_out
from assistant.citations import cite
from assistant.evidence import DOCUMENTS, is_suspect
from assistant.model.clauses import Clause, ClauseNumber, Edition
from assistant.model.documents import Kind, Revision, Status
from assistant.model.obligations import LeftOut, Obligation, WhyLeftOut
from assistant.model.passages import Passage
from assistant.model.replies import Citation
from assistant.ports import MappedPassage
from assistant.quotes import quotable, strength
from assistant.rejoining import joined


@dataclass(frozen=True, slots=True)
class InScope:
    """A passage of a procedure in force with the clauses in scope that it is mapped to.

    `suspect`: a person confirmed one of these mappings and the text changed afterwards.
    """

    passage: Passage
    revision: Revision
    clauses: tuple[ClauseNumber, ...]
    suspect: bool = False


@dataclass(slots=True)
class Found:
    """What the sentences in scope come to."""

    obligations: list[Obligation] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)


def in_scope(mapped: Iterable[MappedPassage], clauses: Collection[ClauseNumber]) -> list[InScope]:
    """Passages of documents mapped to any of `clauses`, each once, in reading order."""
    found: dict[str, InScope] = {}
    for one in mapped:
        number = one.mapping.proposal.clause
        if number not in clauses or one.revision.identity.kind not in DOCUMENTS:
            continue
        known = found.get(one.passage.id)
        numbers = (*known.clauses, number) if known else (number,)
        suspect = is_suspect(one.mapping) or (known is not None and known.suspect)
        found[one.passage.id] = InScope(one.passage, one.revision, numbers, suspect)
    return sorted(found.values(), key=lambda one: (one.revision.path, one.passage.ordinal))


def obligations(edition: Edition, scope: Sequence[InScope]) -> Found:
    """The sentences of `scope`; the same words are asked about once, where they come first."""
    found, seen = Found(), set[str]()
    ruled = {number for one in scope if _lays_down(one) for number in one.clauses}
    for one in sorted(scope, key=lambda one: not _lays_down(one)):
        heading = " › ".join(one.passage.heading_path) or one.passage.section_title or ""
        for sentence in _sentences(one.passage):
            citation = _cited(one, sentence)
            why = why_left_out(sentence, heading, one.revision.number)
            if why is None and not _lays_down(one) and ruled.issuperset(one.clauses):
                why = WhyLeftOut.NOT_BINDING
            why = why or _repeated(sentence, seen)
            if why is not None:
                found.left_out.append(LeftOut(citation, why))
                continue
            clause = _clause(edition, one.clauses, sentence)
            found.obligations.append(
                Obligation(clause, citation, sort_of(sentence, heading), one.suspect)
            )
    return found


_BINDING = DOCUMENTS - {Kind.OTHER}


def _lays_down(one: InScope) -> bool:
    """Whether its document is a procedure or the like; other papers are asked about only alone."""
    return one.revision.identity.kind in _BINDING


def _sentences(passage: Passage) -> Iterator[str]:
    """The sentences, verbatim: those that only go on and the rows of a table are joined."""
    yield from joined(quotable(passage))


def _repeated(sentence: str, seen: set[str]) -> WhyLeftOut | None:
    key = "".join(sign for sign in sentence.casefold() if sign.isalnum())
    if key in seen:
        return WhyLeftOut.REPEATED
    seen.add(key)
    return None


def _clause(edition: Edition, numbers: Sequence[ClauseNumber], sentence: str) -> ClauseNumber:
    clauses: list[Clause] = [edition.clause(number) for number in sorted(numbers)]
    return max(clauses, key=lambda clause: strength(sentence, clause)).number


def _cited(one: InScope, sentence: str) -> Citation:
    return cite(
        one.passage,
        one.revision,
        quote=sentence,
        tag=1,
        status=Status.IN_FORCE,
        clauses=[str(number) for number in one.clauses],
    )
