"""Draft internal-audit checklists: each clause in our words beside the organisation's own."""

from collections.abc import Sequence
from datetime import date

from assistant.evidence import SUSPECT, EvidenceByClause, gather, held_for, is_suspect
from assistant.gaps.find import FindGaps
from assistant.model.audits import Checklist, ChecklistItem, Gap
from assistant.model.clauses import Applicability, Clause, ClauseNumber, Edition
from assistant.model.documents import Revision
from assistant.model.replies import Citation
from assistant.organisation.tailoring import why_not
from assistant.own_words import OwnWords, choose_own_words
from assistant.ports import Library
from assistant.quotes import word_stems

NO_OWN_TEXT = "No text of the organisation is mapped to this clause."


class DraftChecklist:
    """One question per clause that carries a requirement of its own."""

    def __init__(self, library: Library, find_gaps: FindGaps | None = None) -> None:
        self._library = library
        self._find_gaps = find_gaps or FindGaps(library)

    def __call__(
        self, edition: Edition, clauses: Sequence[ClauseNumber], *, as_of: date
    ) -> Checklist:
        """Each of `clauses` with all below it, in reading order. Raises `UnknownClause`."""
        wanted = {one.number for number in clauses for one in edition.within(number)}
        evidence = gather(self._library, edition, as_of)
        scope = [clause for clause in edition if clause.number in wanted]
        asked = [clause for clause in scope if _carries_requirement(edition, clause)]
        own = choose_own_words(edition, asked, evidence)
        gaps = self._find_gaps(edition, as_of=as_of).gaps
        items = (
            _item(edition, clause, evidence, own.get(clause.number), gaps, no)
            for no, clause in enumerate(asked, start=1)
        )
        return Checklist(edition.id, as_of, tuple(sorted(set(clauses))), tuple(items))


def _carries_requirement(edition: Edition, clause: Clause) -> bool:
    return edition.is_leaf(clause.number) or bool(clause.maintain or clause.retain)


def _item(
    edition: Edition,
    clause: Clause,
    evidence: EvidenceByClause,
    own: OwnWords | None,
    gaps: Sequence[Gap],
    no: int,
) -> ChecklistItem:
    source = own.cited() if own else None
    known = [gap for gap in gaps if gap.clause == clause.number]
    return ChecklistItem(
        no=no,
        clause=clause.number,
        process=source.title if source else _process(edition, clause),
        question=_question(clause, source),
        criterion=_criterion(clause, own),
        look_at=_look_at(edition, clause, evidence),
        sources=(source,) if source else (),
        known_gaps=tuple(gap.id for gap in known),
        gap_messages=tuple(gap.message for gap in known),
    )


def _process(edition: Edition, clause: Clause) -> str:
    above = clause.number.parent
    parent = edition.find(above) if above and above.depth > 1 else None
    return (parent or clause).title.strip("()")


def _question(clause: Clause, source: Citation | None) -> str:
    match clause.applicability:
        case Applicability.NOT_USED:
            return "Nothing to ask: the number is kept without a requirement."
        case Applicability.NOT_APPLICABLE:
            return "Is the reason for which this clause is declared not applicable still true?"
    if source is None:
        return f"How is this done here, and where is it written down? {_first_sentence(clause)}"
    return (
        f"Show how this is carried out, who does it, and the last time it was done: "
        f"“{source.quote}”"
    )


def _criterion(clause: Clause, own: OwnWords | None) -> str:
    lines = [f"{clause.number} {clause.title}: {clause.asks}".rstrip(": ")]
    if clause.applicability is Applicability.UNCERTAIN:
        lines.append("Open sources do not settle whether this edition asks for it.")
    if reason := why_not(clause):
        lines.append(f"Declared not applicable: {reason}")
    if own is None:
        lines.append(NO_OWN_TEXT)
    else:
        mapping = own.mapped.mapping
        told = [short_place(own.cited())]
        if mapping.proposal.clause != clause.number:
            told.append(f"mapped to {mapping.proposal.clause} below it")
        told += [f"confirmed, {SUSPECT}"] if is_suspect(mapping) else []
        lines.append(f"Own text: “{own.sentence}” ({'; '.join(told)})")
    return "\n".join(lines)


def _look_at(edition: Edition, clause: Clause, evidence: EvidenceByClause) -> str:
    lines = [", ".join(clause.records)] if clause.records else []
    held = held_for(edition, evidence, clause.number).records
    names = dict.fromkeys(_name(mapped.revision) for mapped in held)
    if names:
        lines.append("Held here: " + "; ".join(list(names)[:5]) + (" …" if len(names) > 5 else ""))
    if clause.freshness:
        lines.append(f"Customary: {clause.freshness}")
    return "\n".join(lines)


def _name(revision: Revision) -> str:
    """Number and title; one alone, where it holds every word of the other."""
    number, title = revision.number, revision.identity.title
    if word_stems(number) <= word_stems(title):
        return title
    return number if word_stems(title) <= word_stems(number) else f"{number} {title}"


def _first_sentence(clause: Clause) -> str:
    return clause.asks.split(". ")[0].rstrip(".") + "." if clause.asks else clause.title


def short_place(citation: Citation) -> str:
    """Where it stands: `QP-101 rev C §6.2 p.4`, or the row of a log."""
    parts = [citation.document]
    if citation.revision:
        parts.append(f"rev {citation.revision}")
    if citation.row:
        return " ".join([*parts, citation.row])
    if citation.section:
        parts.append(f"§{citation.section}")
    return " ".join([*parts, f"p.{citation.page}"])
