"""Clauses: the tree with its three lights, one clause with its places, and decisions about them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import RedirectResponse, Response

from assistant.coverage import ClauseCoverage
from assistant.errors import ClausewiseError
from assistant.ledger.entries import Act
from assistant.ledger.listing import LedgerEntry, Wanted
from assistant.model.clauses import Clause, ClauseNumber
from assistant.model.mappings import Decision
from integrations import shapes
from integrations.bootstrap import Services
from integrations.web import glance
from integrations.web.asking import ServicesDep
from integrations.web.pages.home import own_address
from integrations.web.pages.reading_day import day_of
from integrations.web.pages.rendering import page, person_of
from integrations.web.pages.words import told

router = APIRouter()
_Text = Annotated[str, Query(max_length=200)]
_Typed = Annotated[str, Form()]
_MOST = 60  # places or records on one page; the rest is counted


@dataclass(frozen=True, slots=True)
class Shown:
    """A mapping as the pages show it, and whether its issue is the one in force."""

    entry: LedgerEntry
    is_current: bool

    @property
    def is_open(self) -> bool:
        """Whether a person is asked to decide about it."""
        mapping = self.entry.mapping
        undecided = mapping.suspect or mapping.decision is Decision.PROPOSED
        return undecided and self.is_current and mapping.is_decided_here


@router.get("/clauses")
def clauses(
    request: Request,
    services: ServicesDep,
    suspect: _Text = "",
    queue: _Text = "",
    document: _Text = "",
) -> Response:
    """The tree; or a list of mappings to decide: suspect ones, the queue, those of a document."""
    day = day_of(request)
    if queue == "1":
        entries = [one.entry for one in glance.queue(services, day)]
        return _listed(request, entries, "What to confirm next")
    if suspect == "1":
        entries = services.ledger.mappings(Wanted(suspect=True), as_of=day)
        return _listed(request, entries, "Decided, and changed since")
    if document:
        entries = services.ledger.mappings(Wanted(document=document), as_of=day)
        return _listed(request, entries, f"The clauses of {document}")
    report = glance.coverage(services, day)
    return page(request, "clauses.html", clauses=report.clauses)


@router.get("/clauses/{number}")
def clause(request: Request, number: str, services: ServicesDep) -> Response:
    """One clause: what it asks for, its three lights, its places, records and gaps."""
    return _one(request, services, number)


@router.post("/clauses/decide")
def decide(
    request: Request,
    services: ServicesDep,
    mapping: Annotated[list[str] | None, Form()] = None,
    act: _Typed = "",
    by: _Typed = "",
    note: _Typed = "",
    back: _Typed = "/clauses",
) -> Response:
    """Confirm, reject or reopen; what is refused is said beside the form, with what was typed."""
    name = person_of(request) or by.strip()
    chosen = mapping or []
    fault = _missing(chosen, act, name)
    if not fault:
        try:
            services.ledger.decide(chosen, Act(act), by=name, note=note, as_of=day_of(request))
            return RedirectResponse(own_address(back), 303)
        except ClausewiseError as error:
            fault = told(error)
    typed: dict[str, object] = {"fault": fault, "by": by, "note": note, "chosen": chosen}
    return _again(request, services, back, typed)


@router.post("/clauses/add")
def add(
    request: Request,
    services: ServicesDep,
    place: _Typed = "",
    clause: _Typed = "",
    by: _Typed = "",
    note: _Typed = "",
) -> Response:
    """Add a place that nobody proposed."""
    name = person_of(request) or by.strip()
    typed: dict[str, object] = {"place": place, "by": by, "note": note, "chosen": []}
    if not name or not place.strip():
        typed["add_fault"] = "Type the place and your name."
        return _one(request, services, clause, typed, code=422)
    try:
        services.ledger.add(place, clause, by=name, note=note, as_of=day_of(request))
    except ClausewiseError as error:
        typed["add_fault"] = told(error)
        return _one(request, services, clause, typed, code=422)
    return RedirectResponse(f"/clauses/{clause}?added=1", 303)


def _missing(mappings: Sequence[str], act: str, name: str) -> str:
    if not mappings:
        return "Choose at least one place."
    if act not in set(Act) or act == Act.ADDED:
        return "Choose what to do with it."
    return "" if name else "Type your name."


def _again(request: Request, services: Services, back: str, typed: dict[str, object]) -> Response:
    """The page a decision came from, with what was typed and what was wrong."""
    path = own_address(back).partition("?")[0].partition("#")[0]
    number = path.removeprefix("/clauses/")
    if path.startswith("/clauses/") and number in map(
        str, (one.number for one in services.adapters.edition.clauses)
    ):
        return _one(request, services, number, typed, code=422)
    chosen = typed["chosen"]
    ids = [one for one in chosen if isinstance(one, str)] if isinstance(chosen, list) else []
    held = services.ledger.mappings(Wanted(), as_of=day_of(request))
    entries = [one for one in held if one.mapping.id in ids]
    return _listed(request, entries, "To decide", typed, code=422)


def _one(
    request: Request,
    services: Services,
    number: str,
    typed: dict[str, object] | None = None,
    *,
    code: int = 200,
) -> Response:
    edition, day = services.adapters.edition, day_of(request)
    this = edition.clause(number)
    [shown, *_] = [
        one for one in glance.coverage(services, day).clauses if one.clause.number == this.number
    ]
    entries = services.ledger.mappings(Wanted(clause=this.number), as_of=day)
    gaps = [one for one in glance.gaps(services, day).gaps if this.number.contains(one.clause)]
    values = {
        "this": this,
        "shown": shown,
        "above": [edition.clause(one) for one in reversed(this.number.ancestors())],
        "below": _below(services, this, glance.coverage(services, day).clauses),
        "neighbours": _neighbours(this, edition.clauses),
        "entries": _places(entries, shown)[:_MOST],
        "more": max(0, len(_places(entries, shown)) - _MOST),
        "records": shown.records[:_MOST],
        "more_records": max(0, len(shown.records) - _MOST),
        "gaps": gaps,
        "old": [one for one in edition.crosswalk if this.number in one.current],
        "typed": {"chosen": [], **(typed or {})},
    }
    return page(request, "clause.html", values, code=code)


def _places(entries: Sequence[LedgerEntry], shown: ClauseCoverage) -> list[Shown]:
    """Places in documents, what is to be decided first; records are listed by themselves."""
    current = {one.mapping.id for one in shown.passages}
    found = [
        Shown(one, one.citation.status == "in_force")
        for one in entries
        if one.mapping.id in current or one.mapping.decision is not Decision.PROPOSED
    ]
    found.sort(key=lambda one: (not one.entry.mapping.suspect, not one.is_open))
    return found


def _listed(
    request: Request,
    entries: Sequence[LedgerEntry],
    title: str,
    typed: dict[str, object] | None = None,
    *,
    code: int = 200,
) -> Response:
    values = {
        "title": title,
        "entries": [Shown(one, one.citation.status == "in_force") for one in entries[:_MOST]],
        "more": max(0, len(entries) - _MOST),
        "typed": {"chosen": [], **(typed or {})},
    }
    return page(request, "mappings.html", values, code=code)


def _below(
    services: Services, this: Clause, report: Sequence[ClauseCoverage]
) -> list[ClauseCoverage]:
    children = {one.number for one in services.adapters.edition.children(this.number)}
    return [one for one in report if one.clause.number in children]


def _neighbours(this: Clause, clauses: Sequence[Clause]) -> tuple[Clause | None, Clause | None]:
    """The clause before and the one after, in reading order."""
    numbers: list[ClauseNumber] = [one.number for one in clauses]
    at = numbers.index(this.number)
    before = clauses[at - 1] if at else None
    return before, clauses[at + 1] if at + 1 < len(clauses) else None


def history_of(services: Services, id: str, request: Request) -> shapes.History:
    """Everything that was decided about a mapping."""
    return shapes.History.of(services.ledger.history(id, as_of=day_of(request)))


@router.get("/mappings/{id}")
def history(request: Request, id: str, services: ServicesDep) -> Response:
    """What was decided about one mapping, by whom and about which words."""
    return page(request, "mapping.html", found=history_of(services, id, request))
