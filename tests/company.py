"""A tiny company by hand: documents with mappings, stored through the seam of the library."""

from dataclasses import dataclass, replace
from datetime import date

from assistant.model.clauses import Clause, ClauseNumber, Edition
from assistant.model.documents import Kind, Page, Revision, Status
from assistant.model.mappings import Basis, Proposal
from assistant.model.passages import Passage
from assistant.ports import Library
from tests.builders import revision

TODAY = date(2026, 9, 30)
EDITION = "test-edition"


def number(text: str) -> ClauseNumber:
    return ClauseNumber.parse(text)


def clause(
    text: str, title: str, asks: str = "", *, retain: str = "", maintain: str = "", **more: object
) -> Clause:
    made = Clause(
        number(text),
        title,
        asks or f"Something about {title.casefold()}.",
        maintain=(maintain,) if maintain else (),
        retain=(retain,) if retain else (),
    )
    return replace(made, **more)  # type: ignore[arg-type]


def edition(*clauses: Clause) -> Edition:
    return Edition(EDITION, "A test edition", clauses)


@dataclass(frozen=True)
class Text:
    """One passage of a document and the clauses it is proposed for."""

    text: str
    clauses: tuple[str, ...] = ()
    section: str | None = None
    row: str | None = None
    basis: Basis = Basis.HEADING
    confidence: float = 0.8


def store(
    library: Library,
    of: str,
    *texts: Text,
    label: str = "A",
    kind: Kind = Kind.PROCEDURE,
    effective: date | None = date(2025, 3, 1),
    status: Status = Status.IN_FORCE,
    edition_id: str = EDITION,
    title: str = "A procedure",
    headers: tuple[str, ...] = (),
) -> Revision:
    """Store one revision of document `of`, all its passages on one page.

    `headers` are those above the cells of its rows.
    """
    held = revision(of, label, effective=effective, status=status, kind=kind)
    held = replace(held, identity=replace(held.identity, title=title))
    page, passages, proposals = "", [], []
    for ordinal, one in enumerate(texts):
        start = len(page)
        page += one.text + "\n\n"
        passage = Passage(
            id=f"p_{of}{label}{ordinal}",
            revision=held.id,
            ordinal=ordinal,
            page=1,
            start=start,
            end=start + len(one.text),
            text=one.text,
            section=one.section,
            row=one.row,
            cells=tuple(zip(headers, one.text.split(" | "), strict=True)) if headers else (),
        )
        passages.append(passage)
        proposals += [
            Proposal(passage.id, number(each), one.basis, one.confidence, "because")
            for each in one.clauses
        ]
    held = replace(held, passages=len(passages))
    library.add(held, [Page(1, page, ())], passages, proposals, edition=edition_id)
    return held
