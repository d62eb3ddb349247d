"""The rule that a clause which asks for a document or a record has one."""

from collections.abc import Iterable
from hashlib import sha256

from assistant.evidence import EvidenceByClause, within
from assistant.model.audits import Gap, GapKind, Severity
from assistant.model.clauses import Applicability, Clause, Edition

DOCUMENT_RULE = "clause-without-document"
RECORD_RULE = "clause-without-record"
RULES = (DOCUMENT_RULE, RECORD_RULE)


def missing(edition: Edition, evidence: EvidenceByClause, clauses: Iterable[Clause]) -> list[Gap]:
    """A gap for each of `clauses` that asks for a document or a record and has none in force.

    What is mapped below a clause counts for it: 8.4.1.1 is evidence for 8.4.1. So does a
    document mapped above it, chapters aside: a procedure for 8.4 may well hold 8.4.1.
    """
    return [
        gap
        for clause in clauses
        if clause.applicability is Applicability.ACTIVE
        for gap in _of_clause(edition, evidence, clause)
    ]


def _of_clause(edition: Edition, evidence: EvidenceByClause, clause: Clause) -> list[Gap]:
    found = within(evidence, edition.within(clause.number))
    above = [evidence[number] for number in clause.number.ancestors()[:-1] if number in evidence]
    gaps = []
    if clause.maintain and not found.documents and not any(one.documents for one in above):
        gaps.append(_document(edition, clause))
    if clause.retain and not found.records:
        gaps.append(_record(edition, clause, documented=bool(found.documents)))
    return gaps


def _document(edition: Edition, clause: Clause) -> Gap:
    asked = "; ".join(clause.maintain)
    return Gap(
        id=gap_id(DOCUMENT_RULE, edition.id, str(clause.number)),
        kind=GapKind.MISSING_DOCUMENT,
        clause=clause.number,
        severity=Severity.MAJOR,
        subject=clause.title,
        message=f"No document in force is mapped to clause {clause.number}, "
        f"which asks to maintain: {asked}.",
        hint="Ingest the document that covers it, or confirm a mapping to this clause.",
        rule=DOCUMENT_RULE,
    )


def _record(edition: Edition, clause: Clause, *, documented: bool) -> Gap:
    asked = "; ".join(clause.retain)
    shown = f", for example: {', '.join(clause.records[:3])}" if clause.records else ""
    return Gap(
        id=gap_id(RECORD_RULE, edition.id, str(clause.number)),
        kind=GapKind.MISSING_RECORD,
        clause=clause.number,
        # A described practice without proof is a lapse; with neither, the requirement is unmet.
        severity=Severity.MINOR if documented else Severity.MAJOR,
        subject=clause.title,
        message=f"No record is mapped to clause {clause.number}, which asks to retain: {asked}.",
        hint=f"Ingest the record that shows it{shown}.",
        rule=RECORD_RULE,
    )


def gap_id(*parts: str) -> str:
    """An id that stays the same while the same thing is wrong: rule, edition and subject."""
    return "g_" + sha256("\x1f".join(parts).encode()).hexdigest()[:12]
