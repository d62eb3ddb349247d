"""The rule that a clause which asks for a document or a record has one."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from hashlib import sha256

from assistant.evidence import (
    ClauseEvidence,
    EvidenceByClause,
    citation_of,
    held_above,
    held_beside,
    held_for,
    is_confirmed,
)
from assistant.gaps.papers import directs
from assistant.model.audits import Gap, GapKind, Severity
from assistant.model.clauses import Applicability, Clause, ClauseNumber, Edition
from assistant.model.replies import Citation
from assistant.ports import MappedPassage
from assistant.quotes import strength

DOCUMENT_RULE = "clause-without-document"
RECORD_RULE = "clause-without-record"
CUSTOM_RULE = "clause-without-customary-record"
UNWRITTEN_RULE = "clause-nobody-writes-of"
RULES = (DOCUMENT_RULE, RECORD_RULE, CUSTOM_RULE, UNWRITTEN_RULE)

_DOCUMENT = re.compile(
    r"\b(?:procedure|instruction|manual|policy|statement|organi[sz]ation chart|map|diagram"
    r"|job description)s?(?=$| (?:of|for|with)\b)",
    re.IGNORECASE,
)
_SHOWN = 3  # documents or records named in a sentence


def missing(
    edition: Edition,
    evidence: EvidenceByClause,
    clauses: Iterable[Clause],
    recorded: Collection[ClauseNumber] = (),
    perhaps: Mapping[ClauseNumber, str] | None = None,
) -> list[Gap]:
    """A gap for each of `clauses` that asks for a document or a record and has none in force.

    What is mapped below a clause is held for it. Each clause of which coverage says "none" has a
    gap, itself or below: both ask `held_for`. A clause of which neither a document nor a record is
    held has a gap though it asks for neither by name: auditors ask all the same how it is met.
    A record that is merely customary is an observation here and nothing there. `recorded` are
    clauses of which typed rows are held: a clause at, above or below one of them has records,
    whatever is mapped to it. `perhaps` are clauses of which a table that was not understood may be
    the record: there no lack of a record is major.
    """
    return [
        gap
        for clause in clauses
        if clause.applicability is Applicability.ACTIVE
        for gap in _of_clause(edition, evidence, clause, _is_recorded(clause, recorded))
        for gap in [_doubted(gap, perhaps or {})]
    ]


def _doubted(gap: Gap, perhaps: Mapping[ClauseNumber, str]) -> Gap:
    """The gap as it stands where a table that nobody could place may be the record."""
    held = next((table for clause, table in perhaps.items() if _near(gap.clause, clause)), "")
    if gap.kind is not GapKind.MISSING_RECORD or not held:
        return gap
    doubt = f"; {held} looks like a register, was not understood and may be it."
    milder = Severity.MINOR if gap.severity is Severity.MAJOR else gap.severity
    return replace(gap, severity=milder, message=f"{gap.message.rstrip('.')}{doubt}")


def _near(one: ClauseNumber, other: ClauseNumber) -> bool:
    return one.contains(other) or (len(other.parts) > 1 and other.contains(one))


def _is_recorded(clause: Clause, recorded: Iterable[ClauseNumber]) -> bool:
    return any(_near(clause.number, one) for one in recorded)


def _of_clause(
    edition: Edition, evidence: EvidenceByClause, clause: Clause, recorded: bool
) -> list[Gap]:
    found = held_for(edition, evidence, clause.number)
    gaps = []
    if clause.maintain and not found.documents:
        gaps.append(_document(edition, clause, evidence))
    if found.records or recorded:
        return gaps
    if clause.retain:
        gaps.append(_record(edition, clause, found))
    elif not gaps and not found.documents and edition.is_leaf(clause.number):
        gaps.append(_unwritten(edition, clause))
    elif customary := _customarily_seen(clause, found):
        gaps.append(_customary(edition, clause, found, customary))
    return gaps


def _customarily_seen(clause: Clause, found: ClauseEvidence) -> tuple[str, ...]:
    """What auditors look at; where documents are held, without what is a document itself."""
    if not found.documents:
        return clause.records
    return tuple(one for one in clause.records if not _DOCUMENT.search(one))


def _document(edition: Edition, clause: Clause, evidence: EvidenceByClause) -> Gap:
    above = _own(held_above(evidence, clause.number))
    beside = () if above else _own(held_beside(edition, evidence, clause.number))
    asked = "; ".join(clause.maintain)
    near = above or beside
    held = _held_by(near, "above" if above else "beside")
    return Gap(
        id=gap_id(DOCUMENT_RULE, edition.id, str(clause.number)),
        kind=GapKind.MISSING_DOCUMENT,
        clause=clause.number,
        severity=_severity(above, beside),
        subject=clause.title,
        message=f"No document in force is mapped to clause {clause.number}, "
        f"which asks to maintain: {asked}{held}.",
        hint=f"Look there, then say where it stands: `mappings add` with {clause.number}."
        if near
        else "Ingest the document that covers it, or confirm a mapping to this clause.",
        rule=DOCUMENT_RULE,
        owner=clause.owner or None,
        evidence=tuple(
            citation_of(one, edition.clause(one.mapping.proposal.clause), tag=tag)
            for tag, one in enumerate(near[:1], start=1)
        ),
    )


def _own(documents: Iterable[MappedPassage]) -> tuple[MappedPassage, ...]:
    """Those that say how the organisation works, or that a person confirmed.

    A text of no known kind without an issue is mapped by its wording alone; it may be anybody's.
    """
    return tuple(one for one in documents if directs(one.revision.identity) or is_confirmed(one))


def _severity(above: tuple[MappedPassage, ...], beside: tuple[MappedPassage, ...]) -> Severity:
    if above:
        return Severity.OBSERVATION
    return Severity.MINOR if beside else Severity.MAJOR


def _held_by(near: tuple[MappedPassage, ...], where: str) -> str:
    """`; QP-84 is mapped to 8.4 above it and may hold it`."""
    named = list(dict.fromkeys(one.revision.number for one in near))
    if not named:
        return ""
    more = f" and {len(named) - _SHOWN} more" if len(named) > _SHOWN else ""
    verb = "is" if len(named) == 1 else "are"
    to = near[0].mapping.proposal.clause
    return f"; {', '.join(named[:_SHOWN])}{more} {verb} mapped to {to} {where} it and may hold it"


def _record(edition: Edition, clause: Clause, found: ClauseEvidence) -> Gap:
    asked = "; ".join(clause.retain)
    shown = f", for example: {', '.join(clause.records[:_SHOWN])}" if clause.records else ""
    return Gap(
        id=gap_id(RECORD_RULE, edition.id, str(clause.number)),
        kind=GapKind.MISSING_RECORD,
        clause=clause.number,
        # A described practice without proof is a lapse; with neither, the requirement is unmet.
        severity=Severity.MINOR if found.documents else Severity.MAJOR,
        subject=clause.title,
        message=f"No record is mapped to clause {clause.number}, which asks to retain: {asked}.",
        hint=f"Ingest the record that shows it{shown}.",
        rule=RECORD_RULE,
        owner=clause.owner or None,
        evidence=tuple(_own_words(clause, found)),
    )


def _own_words(clause: Clause, found: ClauseEvidence) -> Iterator[Citation]:
    """The organisation's own sentence that best says what is asked for, if it has one."""
    cited = [citation_of(mapped, clause, tag=1) for mapped in _own(found.documents)]
    if cited:
        yield max(cited, key=lambda one: strength(one.quote, clause))


def _customary(
    edition: Edition, clause: Clause, found: ClauseEvidence, seen: tuple[str, ...]
) -> Gap:
    """No record is asked for by name; auditors ask to see all the same that it is done."""
    return Gap(
        id=gap_id(CUSTOM_RULE, edition.id, str(clause.number)),
        kind=GapKind.MISSING_RECORD,
        clause=clause.number,
        severity=Severity.OBSERVATION,
        subject=clause.title,
        message=f"No record is mapped to clause {clause.number}. It asks for none by name; "
        f"auditors customarily look at: {', '.join(seen[:_SHOWN])}.",
        hint="Ingest what shows that it is done.",
        rule=CUSTOM_RULE,
        owner=clause.owner or None,
        evidence=tuple(_own_words(clause, found)),
    )


def _unwritten(edition: Edition, clause: Clause) -> Gap:
    """Nothing is asked for by name and nothing is held: how the clause is met stays unknown."""
    seen = f"; auditors look at: {', '.join(clause.records[:_SHOWN])}" if clause.records else ""
    return Gap(
        id=gap_id(UNWRITTEN_RULE, edition.id, str(clause.number)),
        kind=GapKind.MISSING_DOCUMENT,
        clause=clause.number,
        severity=Severity.MINOR,
        subject=clause.title,
        message=f"Nothing that is held speaks of clause {clause.number} {clause.title}: no "
        f"document and no record is mapped to it. It asks for neither by name{seen}.",
        hint="Say where it stands (`mappings add`), or write down how it is done.",
        rule=UNWRITTEN_RULE,
        owner=clause.owner or None,
    )


def gap_id(*parts: str) -> str:
    """An id that stays the same while the same thing is wrong: rule, edition and subject."""
    return "g_" + sha256("\x1f".join(parts).encode()).hexdigest()[:12]
