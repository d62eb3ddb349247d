"""Every checkable sentence of the procedures in scope, and those that are none, with why."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.audits.reaching import InScope, lays_down, names_any
from assistant.audits.repeating import rows_together, without_repetitions
from assistant.audits.sorting import HEADINGS, shares_out, sort_of, why_left_out
from assistant.audits.subjects import subject_of
from assistant.citations import cite
from assistant.model.clauses import Clause, ClauseNumber, Edition
from assistant.model.documents import Kind, Status
from assistant.model.obligations import LeftOut, Obligation, Reach, Sort, WhyLeftOut
from assistant.model.passages import Passage
from assistant.model.replies import Citation
from assistant.quotes import quotable, strength
from assistant.rejoining import joined


@dataclass(frozen=True, slots=True)
class Found:
    """What the sentences in scope come to."""

    obligations: Sequence[Obligation]
    left_out: Sequence[LeftOut]


def obligations(edition: Edition, scope: Sequence[InScope]) -> Found:
    """The sentences of `scope`; what is said in two places is asked about once, with both."""
    promised: list[Obligation] = []
    left_out: list[LeftOut] = []
    ruled = {
        number
        for one in scope
        if lays_down(one.revision) and one.reach is not Reach.SCHEDULE
        for number in one.clauses
    }
    for one in sorted(scope, key=lambda one: not lays_down(one.revision)):
        unruled = lays_down(one.revision) or not ruled.issuperset(one.clauses)
        for citation, why, promise in _read(edition, one):
            why = why if why or unruled else WhyLeftOut.NOT_BINDING
            if why is None:
                promised.append(promise)
            else:
                left_out.append(LeftOut(citation, why))
    return Found(list(rows_together(without_repetitions(promised))), left_out)


def _read(
    edition: Edition, one: InScope
) -> Iterator[tuple[Citation, WhyLeftOut | None, Obligation]]:
    """Every sentence of a passage; of one that only names the matter, those that name it."""
    heading = HEADINGS.join(one.passage.heading_path) or one.passage.section_title or ""
    for sentence in _sentences(one.passage):
        if one.reach is Reach.NAMED and not _names(sentence, one):
            continue
        citation = _cited(one, sentence)
        clause = _clause(edition, one.clauses, sentence)
        if one.reach is Reach.SCHEDULE:
            why, sort = None, Sort.RETENTION
            if not one.passage.row:
                why = why_left_out(sentence, heading, one.revision.number)
        else:
            why = why_left_out(sentence, heading, one.revision.number)
            sort = sort_of(sentence, heading)
        yield citation, why, Obligation(clause, citation, sort, one.suspect, one.reach)


def _names(sentence: str, one: InScope) -> bool:
    """Whether a sentence itself names the matter, or a document of the matter.

    A table is of its own document's matter unless it shares out who answers for what.
    """
    of_its_own = _CELLS in sentence or one.revision.identity.kind is Kind.MANUAL
    if of_its_own and not shares_out(sentence):
        return False
    return subject_of(sentence, one.clauses) is not None or names_any(sentence, one.home)


_CELLS = " | "


_LONGEST = 2_000  # characters: a promise is asked about to its end


def _sentences(passage: Passage) -> Iterator[str]:
    """The sentences, verbatim: those that only go on and the rows of a table are joined."""
    yield from joined(quotable(passage, longest=_LONGEST))


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
