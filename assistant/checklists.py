"""Draft internal-audit checklists: each clause in our words beside the organisation's own."""

from collections.abc import Sequence
from datetime import date

from assistant.evidence import EvidenceByClause, citation_of, gather, is_confirmed, within
from assistant.gaps.missing import missing
from assistant.model.audits import Checklist, ChecklistItem
from assistant.model.clauses import Applicability, Clause, ClauseNumber, Edition
from assistant.model.replies import Citation
from assistant.ports import Library, MappedPassage
from assistant.quotes import best_sentence, strength

NO_OWN_TEXT = "No text of the organisation is mapped to this clause."


class DraftChecklist:
    """One question per clause that carries a requirement of its own."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def __call__(
        self, edition: Edition, clauses: Sequence[ClauseNumber], *, as_of: date
    ) -> Checklist:
        """Each of `clauses` with all below it, in reading order. Raises `UnknownClause`."""
        wanted = {one.number for number in clauses for one in edition.within(number)}
        evidence = gather(self._library, edition, as_of)
        scope = [clause for clause in edition if clause.number in wanted]
        asked = [clause for clause in scope if _carries_requirement(edition, clause)]
        items = (_item(edition, clause, evidence, no) for no, clause in enumerate(asked, start=1))
        return Checklist(edition.id, as_of, tuple(sorted(set(clauses))), tuple(items))


def _carries_requirement(edition: Edition, clause: Clause) -> bool:
    return edition.is_leaf(clause.number) or bool(clause.maintain or clause.retain)


def _item(edition: Edition, clause: Clause, evidence: EvidenceByClause, no: int) -> ChecklistItem:
    source = _own_words(clause, evidence)
    return ChecklistItem(
        no=no,
        clause=clause.number,
        process=source.title if source else _process(edition, clause),
        question=_question(clause, source),
        criterion=_criterion(clause, source),
        look_at=_look_at(edition, clause, evidence),
        sources=(source,) if source else (),
        known_gaps=tuple(gap.id for gap in missing(edition, evidence, [clause])),
    )


def _own_words(clause: Clause, evidence: EvidenceByClause) -> Citation | None:
    """The organisation's best sentence on the clause: a confirmed place before proposed ones."""
    found = within(evidence, [clause]).documents
    if clause.applicability is Applicability.NOT_USED or not found:
        return None

    def rank(mapped: MappedPassage) -> tuple[bool, float]:
        own = strength(best_sentence(mapped.passage, clause), clause)
        return is_confirmed(mapped), own + 2 * mapped.mapping.proposal.confidence

    return citation_of(max(found, key=rank), clause, tag=1)


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


def _criterion(clause: Clause, source: Citation | None) -> str:
    lines = [f"{clause.number} {clause.title}: {clause.asks}".rstrip(": ")]
    if clause.applicability is Applicability.UNCERTAIN:
        lines.append("Open sources do not settle whether this edition asks for it.")
    if source is None:
        lines.append(NO_OWN_TEXT)
    else:
        lines.append(f"Own text: “{source.quote}” ({short_place(source)})")
    return "\n".join(lines)


def _look_at(edition: Edition, clause: Clause, evidence: EvidenceByClause) -> str:
    lines = [", ".join(clause.records)] if clause.records else []
    held = within(evidence, edition.within(clause.number)).records
    names = dict.fromkeys(
        f"{mapped.revision.number} {mapped.revision.identity.title}".strip() for mapped in held
    )
    if names:
        lines.append("Held here: " + "; ".join(list(names)[:5]) + (" …" if len(names) > 5 else ""))
    if clause.freshness:
        lines.append(f"Customary: {clause.freshness}")
    return "\n".join(lines)


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
