"""Draft internal-audit checklists: every promise of the procedures in scope becomes a question.

Beside it stands what the clause asks in our words, which rows to look at, what is known to be
absent, and what the last audit found. What of the procedures is no question is listed with why.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.audits.asking import PROOFS, question_for
from assistant.audits.core import weight, with_core
from assistant.audits.obligations import Found, obligations
from assistant.audits.populations import Populations
from assistant.audits.reaching import InScope
from assistant.audits.trail import stage_of, trail
from assistant.evidence import SUSPECT, EvidenceByClause, citation_of, held_for
from assistant.model.audits import Checklist, ChecklistItem, Gap
from assistant.model.clauses import Applicability, Clause, ClauseNumber, Edition
from assistant.model.documents import Revision
from assistant.model.obligations import Obligation, Reach
from assistant.model.replies import Citation
from assistant.organisation.tailoring import why_not
from assistant.quotes import word_stems

NO_OWN_TEXT = "No text of the organisation is mapped to this clause."
NO_OWN_PROMISE = "No promise of its own; the organisation speaks of it in"
_PLACES = 3  # named where nothing is promised


@dataclass(frozen=True, slots=True)
class Ground:
    """What a checklist is made of: the scope, what is held for it, what is known to be absent."""

    edition: Edition
    as_of: date
    title: str
    clauses: tuple[Clause, ...]
    passages: Sequence[InScope]
    evidence: EvidenceByClause
    gaps: Sequence[Gap]
    populations: Populations | None = None
    earlier: Sequence[tuple[ClauseNumber, str]] = ()  # findings kept here, by clause


def draft(ground: Ground) -> Checklist:
    """The checklist, in the order of the trail from order to shipment; numbers count from 1."""
    found = obligations(ground.edition, ground.passages)
    by_clause = _by_clause(found)
    items = [item for clause in _ordered(ground) for item in _of_clause(ground, clause, by_clause)]
    numbered = tuple(_numbered(with_core(items)))
    scope = tuple(clause.number for clause in ground.clauses)
    return Checklist(
        edition=ground.edition.id,
        as_of=ground.as_of,
        scope=_tops(scope),
        items=numbered,
        title=ground.title,
        left_out=tuple(found.left_out),
    )


def _numbered(items: Iterable[ChecklistItem]) -> Iterator[ChecklistItem]:
    """The items with their numbers; rows that an item above looks at already are pointed to."""
    drawn: dict[tuple[str, ...], int] = {}
    for no, item in enumerate(items, start=1):
        rows = item.sample.rows if item.sample else ()
        first = drawn.setdefault(rows, no) if rows else no
        yield replace(item, no=no, same_rows_as=first if first != no else 0)


def _tops(scope: Sequence[ClauseNumber]) -> tuple[ClauseNumber, ...]:
    """The scope as it was named: clauses below another one of it are left out."""
    return tuple(
        one for one in scope if not any(other != one and other.contains(one) for other in scope)
    )


def _by_clause(found: Found) -> dict[ClauseNumber, list[Obligation]]:
    sorted_out: dict[ClauseNumber, list[Obligation]] = {}
    for one in found.obligations:
        sorted_out.setdefault(one.clause, []).append(one)
    return sorted_out


def _ordered(ground: Ground) -> list[Clause]:
    return sorted(ground.clauses, key=lambda one: (stage_of(one.number), one.number))


def _of_clause(
    ground: Ground, clause: Clause, promised: Mapping[ClauseNumber, Sequence[Obligation]]
) -> Iterable[tuple[ChecklistItem, int]]:
    """The items of a clause with their weights."""
    own = promised.get(clause.number, ())
    if not own:
        if _asks_itself(ground, clause, promised):
            yield _from_catalogue(ground, clause), _OF_CLAUSE
    else:
        for place, one in enumerate(sorted(own, key=lambda one: _LATER.get(one.reach, 0))):
            yield _item(ground, clause, one, first=place == 0), weight(one)
    if own and clause.number == _TRACEABILITY:
        yield from ((item, _OF_CLAUSE) for item in _both_ways(ground, clause))


_LATER = {Reach.SCHEDULE: 1, Reach.NAMED: 2}
"""What stands in documents of other matters comes after the procedures of the clause."""
_OF_CLAUSE = 5  # weight of a question about a clause as a whole


def _asks_itself(
    ground: Ground, clause: Clause, promised: Mapping[ClauseNumber, Sequence[Obligation]]
) -> bool:
    """Whether a clause without own promises is asked about: not where those below it are."""
    if any(clause.number.contains(one) for one in promised):
        return any(gap.clause == clause.number for gap in ground.gaps)
    edition = ground.edition
    return edition.is_leaf(clause.number) or bool(clause.maintain or clause.retain)


def _item(ground: Ground, clause: Clause, one: Obligation, *, first: bool) -> ChecklistItem:
    source = one.citation
    plain = ChecklistItem(
        no=0,
        clause=clause.number,
        process=_process(clause.number),
        question=f"{question_for(one.sort, source.quote)} “{source.quote}”",
        criterion=_criterion(clause, one, first=first),
        look_at=_look_at(ground, clause, PROOFS[one.sort], first=first),
        sources=(source, *one.more),
    )
    return _with_rows(ground, clause, plain, first=first)


def _with_rows(
    ground: Ground, clause: Clause, item: ChecklistItem, *, first: bool
) -> ChecklistItem:
    """The item with its sample; what is known of the clause stands with its first item."""
    known = [gap for gap in ground.gaps if gap.clause == clause.number]
    drawn = None
    if ground.populations is not None:
        drawn = ground.populations.of(
            clause.number,
            risky=_risk(known),
            sentence=" ".join(place.quote for place in item.sources),
            places={place.document for gap in known for place in gap.evidence},
        )
    sample = replace(drawn[1].sample, why=f"{drawn[0]}: {drawn[1].why}") if drawn else None
    return replace(
        item,
        sample=sample,
        known_gaps=tuple(gap.id for gap in known) if first else (),
        gap_messages=tuple(gap.message for gap in known) if first else (),
        earlier_findings=_earlier(ground, clause) if first else (),
    )


def _risk(known: Sequence[Gap]) -> str:
    if not known:
        return ""
    return "a gap is known here" if len(known) == 1 else f"{len(known)} gaps are known here"


def _earlier(ground: Ground, clause: Clause) -> tuple[str, ...]:
    """What earlier audits found: those run here, then those of logs."""
    told = [says for number, says in ground.earlier if clause.number.contains(number)]
    if ground.populations is None:
        return tuple(told)
    for one in ground.populations.findings(clause.number):
        said = one.fields.get("description")
        place = short_place(ground.populations.cite(one))
        told.append(f"{place}: {said.text}" if said else place)
    return tuple(told)


def _from_catalogue(ground: Ground, clause: Clause) -> ChecklistItem:
    plain = ChecklistItem(
        no=0,
        clause=clause.number,
        process=_process(clause.number),
        question=_asked_of_nothing(clause),
        criterion="\n".join([_in_our_words(clause), _what_is_held(ground, clause)]),
        look_at=_look_at(ground, clause, "", first=True),
    )
    if clause.applicability is not Applicability.ACTIVE:
        return replace(plain, criterion=_in_our_words(clause))
    return _with_rows(ground, clause, plain, first=True)


def _what_is_held(ground: Ground, clause: Clause) -> str:
    """Where the organisation speaks of a clause, itself or below it, without promising there."""
    held = held_for(ground.edition, ground.evidence, clause.number).documents
    places: dict[str, None] = {}
    for one in held:
        below = one.mapping.proposal.clause
        place = short_place(citation_of(one, ground.edition.clause(below)))
        places[place if below == clause.number else f"{place} for {below}"] = None
    if not places:
        return NO_OWN_TEXT
    more = f" and {len(places) - _PLACES} more" if len(places) > _PLACES else ""
    return f"{NO_OWN_PROMISE} {'; '.join(list(places)[:_PLACES])}{more}."


def _asked_of_nothing(clause: Clause) -> str:
    match clause.applicability:
        case Applicability.NOT_USED:
            return "Nothing to ask: the number is kept without a requirement."
        case Applicability.NOT_APPLICABLE:
            return "Is the reason for which this clause is declared not applicable still true?"
    return f"How is this done here, and where is it written down? {_first_sentence(clause)}"


def _in_our_words(clause: Clause) -> str:
    lines = [f"{clause.number} {clause.title}: {clause.asks}".rstrip(": ")]
    if clause.applicability is Applicability.UNCERTAIN:
        lines.append("Open sources do not settle whether this edition asks for it.")
    if reason := why_not(clause):
        lines.append(f"Declared not applicable: {reason}")
    return "\n".join(lines)


def _criterion(clause: Clause, one: Obligation, *, first: bool) -> str:
    """The clause once in full, then by its title; the organisation's own words each time."""
    asked = _in_our_words(clause) if first else f"{clause.number} {clause.title}"
    suspect = f"\nThe mapping was confirmed, {SUSPECT}" if one.suspect else ""
    own = "".join(
        f"\nOwn text: “{place.quote}” ({short_place(place)})" for place in (one.citation, *one.more)
    )
    return asked + own + suspect


def _look_at(ground: Ground, clause: Clause, proof: str, *, first: bool) -> str:
    lines = [proof] if proof else []
    if first:
        lines += [", ".join(clause.records)] if clause.records else []
        held = held_for(ground.edition, ground.evidence, clause.number).records
        names = dict.fromkeys(_name(one.revision) for one in held)
        if names:
            more = " …" if len(names) > 5 else ""
            lines.append("Held here: " + "; ".join(list(names)[:5]) + more)
        lines += [f"Customary: {clause.freshness}"] if clause.freshness else []
    return "\n".join(lines)


def _name(revision: Revision) -> str:
    """Number and title; one alone, where it holds every word of the other."""
    number, title = revision.number, revision.identity.title
    if word_stems(number) <= word_stems(title):
        return title
    return number if word_stems(title) <= word_stems(number) else f"{number} {title}"


def _process(number: ClauseNumber) -> str:
    position = stage_of(number)
    return trail()[position].title if position < len(trail()) else ""


def _first_sentence(clause: Clause) -> str:
    return clause.asks.split(". ")[0].rstrip(".") + "." if clause.asks else clause.title


_TRACEABILITY = ClauseNumber.parse("8.5.2")
_WAYS = (
    "Take a delivered lot and follow it back: delivery, split, receipt, order, certificate, maker.",
    "Take a received lot and follow it forward: what is left, every split, every customer.",
)


def _both_ways(ground: Ground, clause: Clause) -> Iterable[ChecklistItem]:
    """Traceability is tried in both directions, whatever the procedures promise."""
    for way in _WAYS:
        plain = ChecklistItem(
            no=0,
            clause=clause.number,
            process=_process(clause.number),
            question=way,
            criterion=f"{clause.number} {clause.title}",
            look_at="quantities that reconcile at every step; no paper missing",
        )
        yield _with_rows(ground, clause, plain, first=False)


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
