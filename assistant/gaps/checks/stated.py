"""Documents that state different lengths of time for one thing."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.gaps.ground import Ground
from assistant.gaps.lapses import Lapse, Place
from assistant.gaps.mentioned import document_key
from assistant.gaps.papers import Statement
from assistant.gaps.rules import Rule
from assistant.gaps.spans import Span, Use
from assistant.gaps.stems import stems
from assistant.model.documents import Kind
from assistant.model.passages import Passage
from assistant.quotes import word_stems
from assistant.references import document_references

_KEPT_HEADING = re.compile(
    r"\b(?:kept|keep|retention|retain\w*|storage (?:time|period)|archiv\w*|hold)\b", re.IGNORECASE
)
_PLAIN_SPAN = re.compile(r"(?P<n>\d{1,3})\s*(?P<unit>years?|months?|yrs?)\b", re.IGNORECASE)
_RETENTION = re.compile(r"retention|archiv|records? (?:list|schedule|matrix)", re.IGNORECASE)
_GENERIC = word_stems(
    "record records form forms log register file files document documents evidence list report "
    "reports kept keep year years month months retention period quality all other copy copies"
)


def periods_differ(ground: Ground, rule: Rule) -> Iterator[Lapse]:
    """Two documents in force that give different spans for the topic of the rule."""
    use = Use(rule.one("use"))
    stated = [
        one
        for one in ground.papers.stating(rule.topic, use)
        if all(group & (one.stems | one.heading) for group in rule.topic)
        and not stems(" ".join(rule.all("veto"))) & one.near
    ]
    by_document: dict[str, list[Statement]] = {}
    for one in stated:
        by_document.setdefault(document_key(one.revision.number), []).append(one)
    documents = list(by_document.values())
    if len(documents) < 2:
        return
    first = documents[0]
    for other in documents[1:]:
        spans_here = {one.span.days for one in first}
        spans_there = {one.span.days for one in other}
        if spans_here & spans_there:
            continue
        mine, its = first[0], other[0]
        yield Lapse(
            rule.one("called") and " ".join(rule.all("called")),
            (mine.place, its.place),
            {
                "here": mine.revision.number,
                "mine": str(mine.span),
                "there": its.revision.number,
                "its": str(its.span),
            },
            tuple(sorted((mine.revision.number, its.revision.number))),
        )


@dataclass(frozen=True, slots=True)
class _Kept:
    """How long something is kept, by a sentence or by a row of a schedule."""

    span: Span
    stems: frozenset[str]
    title: frozenset[str]
    forms: frozenset[str]
    what: str
    place: Place
    document: str


def retention_differs(ground: Ground, rule: Rule) -> Iterator[Lapse]:
    """A procedure and the retention schedule that keep the same records for different times."""
    schedule = list(_schedule(ground))
    stated = list(_sentences(ground))
    told = {  # a document that gives the schedule's time anywhere gives it
        (row.what, one.document)
        for one in stated
        for row in schedule
        if row.span.days == one.span.days and _alike(one, row)
    }
    for sentence in stated:
        rows = [row for row in schedule if row.document != sentence.document]
        alike = [row for row in rows if _alike(sentence, row)]
        if not alike or any(row.span.days == sentence.span.days for row in alike):
            continue
        row = max(alike, key=lambda one: _likeness(sentence, one))
        if (row.what, sentence.document) in told:
            continue
        told.add((row.what, sentence.document))
        yield Lapse(
            f"retention of {row.what}",
            (sentence.place, row.place),
            {
                "what": row.what,
                "here": sentence.document,
                "mine": str(sentence.span),
                "there": row.document,
                "its": str(row.span),
            },
            (sentence.document, row.document),
        )


def _sentences(ground: Ground) -> Iterator[_Kept]:
    for one in ground.papers.statements:
        if one.said.use is not Use.KEPT:
            continue
        clause = _clause_around(one.sentence, one.said.start, one.said.end)
        yield _Kept(
            one.span,
            word_stems(clause) - _GENERIC,
            one.title | one.heading,
            frozenset(document_key(each.number) for each in document_references(clause)),
            clause,
            one.place,
            one.revision.number,
        )


def _clause_around(sentence: str, start: int, end: int) -> str:
    """The part of a sentence that a span belongs to, where several are kept for several spans."""
    before = re.split(r"[;.]|,\s*(?:and|but)\s+|\byears?,", sentence[:start])[-1]
    return before + sentence[start:end]


def _schedule(ground: Ground) -> Iterator[_Kept]:
    for revision in ground.papers.in_force:
        if revision.identity.kind in (Kind.EXTERNAL, Kind.CORRESPONDENCE):
            continue
        if not _RETENTION.search(revision.identity.title) and revision.id not in (
            ground.papers.passages
        ):
            continue
        for passage in ground.papers.passages_of(revision):
            row = _row(passage, revision.number)
            if row is not None:
                yield row


def _row(passage: Passage, document: str) -> _Kept | None:
    kept = [
        found
        for heading, said in passage.cells
        if _KEPT_HEADING.search(heading) and (found := _PLAIN_SPAN.search(said))
    ]
    if not kept:
        return None
    span = Span(int(kept[0]["n"]), "month" if kept[0]["unit"][0] in "mM" else "year")
    words = [
        (heading, said)
        for heading, said in passage.cells
        if not _KEPT_HEADING.search(heading) and len(said) > 3 and not document_references(said)
    ]
    what = words[0][1] if words else ""
    forms = frozenset(document_key(each.number) for each in document_references(passage.text))
    place = Place(passage.id)
    return (
        _Kept(span, word_stems(what) - _GENERIC, frozenset(), forms, what, place, document)
        if what
        else None
    )


def _likeness(sentence: _Kept, row: _Kept) -> tuple[bool, float, int]:
    shared = row.stems & (sentence.stems | sentence.title)
    share = len(shared) / len(row.stems) if row.stems else 0.0
    return bool(sentence.forms & row.forms), share, len(shared)


def _alike(sentence: _Kept, row: _Kept) -> bool:
    if sentence.forms & row.forms:
        return True
    shared = sentence.stems & row.stems
    if not row.stems:
        return False
    whole = row.stems <= sentence.stems | sentence.title
    named = len(row.stems) >= 2 and row.stems <= sentence.title
    return len(shared) >= 2 or (bool(shared) and whole) or named
