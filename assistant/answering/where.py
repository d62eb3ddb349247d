"""Where a clause is covered: every place in force, from the mappings; complete, not a top ten."""

from collections.abc import Iterator, Sequence

from assistant.answering.mapped_places import Place, document_places, place_name, record_places
from assistant.answering.shelf import Shelf
from assistant.citations import cite
from assistant.evidence import ClauseEvidence, citation_of, gather, held_for
from assistant.model.clauses import Clause, ClauseNumber, Edition
from assistant.model.replies import Answered, Citation, Declined, Outcome, Reason
from assistant.organisation.tailoring import why_not
from assistant.ports import Library

_RECORDS = "Practised, according to these records:"
_LIKELY = "Perhaps also here; not sure enough to be proposed, so look before you count on it:"


class WhereCovered:
    """Answer "where do we cover clause 8.5?" with sub-clauses rolled up."""

    def __init__(self, library: Library, edition: Edition) -> None:
        self._library, self._edition = library, edition

    def __call__(self, numbers: Sequence[ClauseNumber], shelf: Shelf) -> Outcome:
        """Every section of documents and every log in force that is mapped there.

        Sections that are likely only come last; where there is nothing else, they are near misses.
        """
        known = [number for number in numbers if number in self._edition]
        if not known:
            return _unknown(numbers, self._edition)
        wanted = {clause.number for one in known for clause in self._edition.within(one)}
        evidence = gather(self._library, self._edition, shelf.as_of, wanted, likely=True)
        told = _Telling(self._edition, shelf)
        for number in known:
            told.clause(number, held_for(self._edition, evidence, number))
        return told.outcome(known)


class _Telling:
    """Writes the lines and makes their citations, numbered through."""

    def __init__(self, edition: Edition, shelf: Shelf) -> None:
        self._edition, self._shelf = edition, shelf
        self._lines: list[str] = []
        self._citations: list[Citation] = []
        self._sure = 0  # citations of places that are more than likely

    def clause(self, number: ClauseNumber, found: ClauseEvidence) -> None:
        """Tell of one clause and all below it."""
        places = document_places(found.documents)
        sure = [place for place in places if not place.is_likely_only]
        records = [one for one in record_places(found.records) if not one.is_likely_only]
        likely = [place for place in places if place.is_likely_only]
        clause = self._edition.clause(number)
        if reason := why_not(clause):
            self._lines.append(f"Clause {number} is not applicable here: {reason.rstrip('.')}.")
        self._lines.append(self._head(clause, sure))
        self._lines += self._grouped(sure)
        if records:
            self._lines += [_RECORDS, *map(self._line, records)]
        self._sure += len(sure) + len(records)
        if likely:
            self._lines += [_LIKELY, *map(self._line, likely)]

    def outcome(self, known: Sequence[ClauseNumber]) -> Outcome:
        """The answer; declined when nothing more than likely was told of.

        That the organisation declares a clause not applicable is an answer in itself.
        """
        declared = all(self._edition.clause(number).justification for number in known)
        if not self._sure and not declared:
            return self._nowhere(known)
        covered = tuple(dict.fromkeys(c for one in self._citations for c in one.clauses))
        by = "ledger" if self._citations else "catalogue"
        named = covered or tuple(map(str, known))
        return Answered("\n".join(self._lines), tuple(self._citations), by, clauses=named)

    def _grouped(self, places: Sequence[Place]) -> Iterator[str]:
        """One line a place, under the sub-clause it serves most surely."""
        clauses = sorted({place.clause for place in places})
        for clause in clauses:
            here = [place for place in places if place.clause == clause]
            if len(clauses) > 1:
                title = self._edition.clause(clause).title.strip("()")
                yield f"{clause} {title} ({_counted(len(here), 'place')})"
            for place in here:
                yield self._line(place, under=clause)

    def _line(self, place: Place, under: ClauseNumber | None = None) -> str:
        citation = self._cite(place)
        others = ", ".join(number for number in citation.clauses if number != str(under))
        notes = [f"also {others}" if under else others] if others else []
        notes += ["confirmed"] if place.is_confirmed else []
        noted = f" ({'; '.join(notes)})" if notes else ""
        return f"- {place_name(citation, place)}{noted} [{citation.tag}]"

    def _cite(self, place: Place) -> Citation:
        best = place.best
        quoted = citation_of(best, self._edition.clause(best.mapping.proposal.clause))
        citation = cite(
            best.passage, best.revision, quote=quoted.quote, tag=len(self._citations) + 1,
            status=self._shelf.status(best.revision.id), clauses=tuple(map(str, place.clauses)),
        )  # fmt: skip
        self._citations.append(citation)
        return citation

    def _head(self, clause: Clause, places: Sequence[Place]) -> str:
        titled = f"Clause {clause.number} ({clause.title.strip('()')})"
        if not places:
            return f"{titled}: no document in force is mapped to it."
        below = "" if self._edition.is_leaf(clause.number) else ", sub-clauses included,"
        documents = len({place.revision for place in places})
        return (
            f"{titled}{below} is described in {_counted(len(places), 'place')} of "
            f"{_counted(documents, 'document')}, {_confirmed(places)}:"
        )

    def _nowhere(self, numbers: Sequence[ClauseNumber]) -> Declined:
        named = "; ".join(f"{number} {self._edition.clause(number).title}" for number in numbers)
        return Declined(
            Reason.NO_EVIDENCE,
            f"No document or record in force is mapped to {named}.",
            near_misses=tuple(self._citations),
            clauses=tuple(map(str, numbers)),
        )


def _confirmed(places: Sequence[Place]) -> str:
    confirmed = sum(place.is_confirmed for place in places)
    if not confirmed:
        return "proposed by the program and not yet confirmed by a person"
    if confirmed == len(places):
        return "confirmed by a person"
    return f"{confirmed} of them confirmed by a person, the others proposed by the program"


def _counted(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


def _unknown(numbers: Sequence[ClauseNumber], edition: Edition) -> Declined:
    named = ", ".join(map(str, numbers))
    return Declined(Reason.OUT_OF_SCOPE, f"{edition.name} has no clause {named}.")
