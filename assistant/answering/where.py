"""Where a clause is covered: every place in force, from the mappings; complete, not a top ten."""

from collections.abc import Iterable, Sequence

from assistant.answering.shelf import Shelf
from assistant.citations import cite
from assistant.evidence import citation_of, gather, is_confirmed, within
from assistant.model.clauses import Clause, ClauseNumber, Edition
from assistant.model.replies import Answered, Citation, Declined, Outcome, Reason
from assistant.ports import Library, MappedPassage

Place = tuple[str, str | None]  # revision id, section (or the sheet of a log)


class WhereCovered:
    """Answer "where do we cover clause 8.5?" with sub-clauses rolled up."""

    def __init__(self, library: Library, edition: Edition) -> None:
        self._library, self._edition = library, edition

    def __call__(self, numbers: Sequence[ClauseNumber], shelf: Shelf) -> Outcome:
        """Every section of documents and every log in force that is mapped there."""
        known = [number for number in numbers if number in self._edition]
        if not known:
            return _unknown(numbers, self._edition)
        wanted = {clause.number for one in known for clause in self._edition.within(one)}
        evidence = gather(self._library, self._edition, shelf.as_of, wanted)
        lines: list[str] = []
        citations: list[Citation] = []
        for number in known:
            clauses = self._edition.within(number)
            found = within(evidence, clauses)
            documents = _by_place(found.documents)
            records = _by_place(found.records)
            lines.append(_head(self._edition.clause(number), documents, records))
            lines += self._lines(documents, citations, shelf)
            if records:
                lines.append("Practised, according to these records:")
                lines += self._lines(records, citations, shelf)
        if not citations:
            return _nowhere(known, self._edition)
        covered = tuple(dict.fromkeys(c for one in citations for c in one.clauses))
        return Answered("\n".join(lines), tuple(citations), "ledger", clauses=covered)

    def _lines(
        self, places: dict[Place, list[MappedPassage]], citations: list[Citation], shelf: Shelf
    ) -> Iterable[str]:
        for mapped in places.values():
            clauses = tuple(
                dict.fromkeys(str(m.mapping.proposal.clause) for m in _in_order(mapped))
            )
            best = max(mapped, key=lambda one: (is_confirmed(one), one.mapping.proposal.confidence))
            quoted = citation_of(best, self._edition.clause(best.mapping.proposal.clause))
            citation = cite(
                best.passage, best.revision, quote=quoted.quote, tag=len(citations) + 1,
                status=shelf.status(best.revision.id), clauses=clauses,
            )  # fmt: skip
            citations.append(citation)
            decided = "confirmed" if any(map(is_confirmed, mapped)) else "proposed"
            yield f"- {', '.join(clauses)}: {place_name(citation)} ({decided}) [{citation.tag}]"


def place_name(citation: Citation) -> str:
    """`QP-101 rev C, 6.2 Records`, or the log and its title."""
    revision = f" rev {citation.revision}" if citation.revision else ""
    if citation.row:
        return f"{citation.document}{revision}, {citation.title}, {citation.row.split('!')[0]}"
    section = " ".join(part for part in (citation.section, citation.section_title) if part)
    return f"{citation.document}{revision}, {section or citation.title}"


def _by_place(found: Sequence[MappedPassage]) -> dict[Place, list[MappedPassage]]:
    places: dict[Place, list[MappedPassage]] = {}
    for mapped in found:
        passage = mapped.passage
        section = (
            passage.row.split("!")[0] if passage.row else passage.section or passage.section_title
        )
        places.setdefault((mapped.revision.id, section), []).append(mapped)
    return places


def _in_order(mapped: Sequence[MappedPassage]) -> list[MappedPassage]:
    return sorted(mapped, key=lambda one: one.mapping.proposal.clause)


def _head(clause: Clause, documents: dict[Place, list[MappedPassage]], records: object) -> str:
    titled = f"Clause {clause.number} ({clause.title.strip('()')})"
    if not documents:
        return f"{titled}: no document in force is mapped to it."
    count = len({revision for revision, _ in documents})
    return (
        f"{titled}, sub-clauses included, is described in {len(documents)} "
        f"{'place' if len(documents) == 1 else 'places'} of {count} "
        f"{'document' if count == 1 else 'documents'}:"
    )


def _unknown(numbers: Sequence[ClauseNumber], edition: Edition) -> Declined:
    named = ", ".join(map(str, numbers))
    return Declined(Reason.OUT_OF_SCOPE, f"{edition.name} has no clause {named}.")


def _nowhere(numbers: Sequence[ClauseNumber], edition: Edition) -> Declined:
    named = "; ".join(f"{number} {edition.clause(number).title}" for number in numbers)
    return Declined(
        Reason.NO_EVIDENCE,
        f"No document or record in force is mapped to {named}.",
        clauses=tuple(map(str, numbers)),
    )
