"""What is in force and mapped to clauses on a day: the ground of coverage, gaps and checklists."""

import re
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from assistant.citations import cite
from assistant.dates import find_dates
from assistant.in_force import in_force
from assistant.model.clauses import Clause, ClauseNumber, Edition, Relation
from assistant.model.documents import Kind, Status
from assistant.model.mappings import Basis, Decision
from assistant.model.mappings import Mapping as ClauseMapping
from assistant.model.replies import Citation
from assistant.ports import Holdings, MappedPassage
from assistant.quotes import best_sentence

DOCUMENTS = frozenset({Kind.POLICY, Kind.MANUAL, Kind.PROCEDURE, Kind.WORK_INSTRUCTION, Kind.OTHER})
"""Kinds that say how the organisation works. A form is a blank and proves nothing by itself;
mail and papers of others describe somebody else's practice."""

SUSPECT = "suspect: the text changed"
"""What is said of a decision about words that are no longer those the person saw."""


@dataclass(frozen=True, slots=True)
class ClauseEvidence:
    """What is mapped to one clause itself, in reading order: documents, and records."""

    documents: tuple[MappedPassage, ...] = ()
    records: tuple[MappedPassage, ...] = ()


EvidenceByClause = Mapping[ClauseNumber, ClauseEvidence]


def gather(
    library: Holdings,
    edition: Edition,
    as_of: date,
    clauses: Collection[ClauseNumber] | None = None,
    *,
    likely: bool = False,
) -> EvidenceByClause:
    """Mappings in force on `as_of`, rejected ones left out, by clause (None: of all clauses).

    `likely` adds those that are not sure enough to be proposed.
    """
    current = [revision.id for revision in in_force(library.revisions(), as_of)]
    documents: defaultdict[ClauseNumber, list[MappedPassage]] = defaultdict(list)
    records: defaultdict[ClauseNumber, list[MappedPassage]] = defaultdict(list)
    for mapped in library.mappings(
        edition=edition.id, clauses=clauses, revisions=current, likely=likely
    ):
        if mapped.mapping.decision is Decision.REJECTED:
            continue
        clause = mapped.mapping.proposal.clause
        if is_record(mapped):
            records[clause].append(mapped)
        elif mapped.revision.identity.kind in DOCUMENTS:
            documents[clause].append(mapped)
    return {
        clause: ClauseEvidence(tuple(documents[clause]), tuple(records[clause]))
        for clause in sorted({*documents, *records})
    }


def held_for(edition: Edition, evidence: EvidenceByClause, number: ClauseNumber) -> ClauseEvidence:
    """What is held for a clause: its own, then that of the clauses below it.

    The one answer to "is there anything for 8.4.1?" that coverage, gaps, checklists, the plan for
    a new edition and the answers give: what is mapped to 8.4.1.1 is held for 8.4.1. Raises
    `UnknownClause`.
    """
    parts = [evidence[one.number] for one in edition.within(number) if one.number in evidence]
    return ClauseEvidence(
        tuple(mapped for part in parts for mapped in part.documents),
        tuple(mapped for part in parts for mapped in part.records),
    )


def held_above(evidence: EvidenceByClause, number: ClauseNumber) -> tuple[MappedPassage, ...]:
    """Documents mapped to the nearest clause above that has any, chapters aside.

    They are not held for the clause: a procedure for 8.4 may hold 8.4.1 or not.
    """
    for above in number.ancestors()[:-1]:
        if above in evidence and evidence[above].documents:
            return evidence[above].documents
    return ()


def held_beside(
    edition: Edition, evidence: EvidenceByClause, number: ClauseNumber
) -> tuple[MappedPassage, ...]:
    """Documents mapped to the clauses next to it: what holds the policy may be its document too.

    Nothing for a clause of the second level, next to which a chapter's other subjects stand.
    """
    parts = number.parts
    beside = [
        one.number
        for one in edition.clauses
        if len(parts) > 2 and len(one.number.parts) == len(parts)
        if one.number.parts[:-1] == parts[:-1] and one.number != number
    ]
    return tuple(mapped for one in beside if one in evidence for mapped in evidence[one].documents)


def is_record(mapped: MappedPassage) -> bool:
    """Whether the passage is proof that something was done, not a rule that it should be."""
    kind = mapped.revision.identity.kind
    if kind is Kind.RECORD:
        return True
    by_type = mapped.mapping.proposal.basis is Basis.RECORD_TYPE
    return by_type and kind in (Kind.OTHER, Kind.EXTERNAL, Kind.CORRESPONDENCE)


def is_confirmed(mapped: MappedPassage) -> bool:
    """Whether a person confirmed it and the text is still the one they saw."""
    return mapped.mapping.decision is Decision.CONFIRMED and not mapped.mapping.suspect


def is_suspect(mapping: ClauseMapping) -> bool:
    """Whether a person confirmed it and the text changed afterwards."""
    return mapping.decision is Decision.CONFIRMED and mapping.suspect


def standing(mapping: ClauseMapping) -> str:
    """What people made of it, in words: `confirmed, suspect: the text changed`.

    A mapping of another edition says so: `confirmed for 8.4.1 of iso9001-2015`.
    """
    origin = mapping.origin
    if origin is not None and origin.relation is not Relation.EQUAL:
        there = f"{origin.decision.value} for {origin.clause} of {origin.edition}"
        here = "" if origin.decision is mapping.decision else f"{mapping.decision.value}, "
        return f"{here}{there} ({RELATED[origin.relation]})"
    said = mapping.decision.value
    if origin is not None:
        said += f" for {origin.clause} of {origin.edition}"
    return f"{said}, {SUSPECT}" if mapping.suspect else said


RELATED = {
    Relation.EQUAL: "the same clause",
    Relation.WIDER: "one of the two asks for more",
    Relation.PART: "one is a part of the other",
    Relation.MOVED: "the subject moved into another clause",
    Relation.DROPPED: "dropped",
    Relation.OUTSIDE: "introductory text",
}
"""How a clause of another edition relates to the one it is shown for, either way round."""


def record_day(mapped: MappedPassage, as_of: date) -> date | None:
    """The newest day on which what it records was done; else its document's; else None.

    A day by which something was due, or until which it was good, proves nothing, least of all
    once it is past.
    """
    passage = mapped.passage
    said = [text for header, text in passage.cells if not _is_term(header)]
    text = " | ".join(said) if passage.cells else _without_terms(passage.text)
    days = [
        found.value
        for found in find_dates(text)
        if found.value <= as_of and not _TERM_BEFORE.search(text[: found.start])
    ]
    return max(days, default=mapped.revision.identity.effective_date)


def _without_terms(text: str) -> str:
    """The text without the cells of its tables that stand under a heading such as `Until`."""
    kept: list[str] = []
    header: list[str] = []
    for line in text.split("\n"):
        cells = line.split(" | ")
        if header and len(cells) == len(header) > 1:
            pairs = zip(header, cells, strict=True)
            cells = [cell for name, cell in pairs if not _is_term(name)]
        else:
            header = [] if find_dates(line) else cells
        kept.append(" | ".join(cells))
    return "\n".join(kept)


def _is_term(heading: str) -> bool:
    """Whether what stands under a heading is a day by which, not on which."""
    return bool(_TERM.search(heading)) or heading.strip(" :").casefold() in _BY


_BY = frozenset({"by", "bis", "until when", "frist", "termin"})
_TERM_WORDS = (
    r"due|next|expir\w*|valid|until|till|runs?\s+out|good\s+(?:to|until|till)|deadline|target"
    r"|planned?|plan|review\s+by|by\s+when|use\s+by|best\s+before|ends?|last\s+good"
)
_TERM = re.compile(rf"\b(?:{_TERM_WORDS})\b", re.IGNORECASE)
_TERM_BEFORE = re.compile(rf"\b(?:{_TERM_WORDS})\b[^|.;\d]{{0,20}}$", re.IGNORECASE)


def citation_of(
    mapped: MappedPassage, clause: Clause, *, tag: int = 0, quote: str | None = None
) -> Citation:
    """`quote`, else the passage's best sentence for the clause, cited. Raises `QuoteNotFound`."""
    return cite(
        mapped.passage,
        mapped.revision,
        quote=quote or best_sentence(mapped.passage, clause),
        tag=tag,
        status=Status.IN_FORCE,
        clauses=(str(mapped.mapping.proposal.clause),),
    )
