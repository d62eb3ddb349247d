"""What a finding is held against: a clause, and the place in the organisation's own documents."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.citations import cite, stands_in
from assistant.errors import NothingThere, WrongUse
from assistant.gaps.mentioned import document_key
from assistant.in_force import statuses
from assistant.model.audit_runs import ItemStanding
from assistant.model.clauses import Edition
from assistant.model.documents import Revision, Status
from assistant.model.findings import Requirement, TypedFinding
from assistant.model.passages import Passage
from assistant.model.replies import Citation
from assistant.ports import Library
from assistant.quotes import shortened
from assistant.typed_text import one_line, several_lines

_TAIL = re.compile(
    r"^[\s,;]*(?:\(?(?:rev(?:ision)?|iss(?:ue)?|ver(?:sion)?|v)\b\.?[\s:]*(?P<label>[\w./-]+)\)?)?"
    r"[\s,;]*(?:(?:§+|sections?|sect?\.?|clause|para(?:graph)?\.?|step)?\s*(?P<section>\d[\w.]*))?"
    r"\s*$",
    re.IGNORECASE,
)
_LABEL_NOISE = re.compile(r"^(?:rev(?:ision)?|iss(?:ue)?|ver(?:sion)?)\b[\s.:]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Named:
    """A place in an own document as somebody wrote it: `QP-1 rev C 6.2`."""

    document: str
    revision: str = ""
    section: str = ""


class ResolveRequirement:
    """Finds what was typed of a requirement in the edition and in the documents held."""

    def __init__(self, library: Library, edition: Edition) -> None:
        self._library, self._edition = library, edition

    def __call__(
        self, typed: TypedFinding, item: ItemStanding | None, *, as_of: date
    ) -> Requirement:
        """The requirement, with its citation where the document is held in that issue.

        What is not typed is taken from the item. Raises `UnknownClause`, `InvalidClauseNumber`,
        `NothingThere` for a section that the document has not, `WrongUse` for a quote that does
        not stand there.
        """
        number = typed.clause.strip()
        clause = self._edition.clause(number).number if number else None
        words = several_lines(typed.requirement, what="The requirement")
        quote = " ".join(typed.quote.split())
        if typed.procedure.strip():
            found = self._place(one_line(typed.procedure, what="The procedure"), quote, as_of)
        else:
            found = _of_item(item, quote)
        if clause is None and item is not None:
            clause = item.item.draft.clause
        return replace(found, clause=clause, words=words)

    def _place(self, typed: str, quote: str, as_of: date) -> Requirement:
        held = self._library.revisions()
        named = named_place(typed, [one.number for one in held])
        issues = [one for one in held if _same(one.number, named.document)]
        standing = statuses(issues, as_of)
        revision = _issue(issues, named.revision, standing)
        if revision is None:
            return Requirement(
                document=named.document, revision=named.revision, section=named.section
            )
        passage, words = _quoted(
            self._library.passages_of(revision.id), named, quote, revision.number
        )
        citation = cite(passage, revision, quote=words, tag=1, status=standing[revision.id])
        return _cited(citation, named.section)


def named_place(typed: str, known: Iterable[str]) -> Named:
    """Document, revision and section of `QP-1 rev C 6.2`; `known` numbers are found as they are."""
    words = typed.split()
    keys = {document_key(one): one for one in known}
    for count in range(len(words), 0, -1):
        number = " ".join(words[:count])
        tail = _TAIL.match(" ".join(words[count:]))
        if document_key(number) in keys and tail:
            return Named(keys[document_key(number)], tail["label"] or "", _section(tail["section"]))
    for count in range(1, len(words) + 1):
        tail = _TAIL.match(" ".join(words[count:]))
        if tail:
            number = " ".join(words[:count]).rstrip(",;")
            return Named(number, tail["label"] or "", _section(tail["section"]))
    return Named(typed)


def _section(found: str | None) -> str:
    return (found or "").rstrip(".")


def _same(number: str, other: str) -> bool:
    return document_key(number) == document_key(other)


def _issue(issues: Sequence[Revision], label: str, standing: dict[str, Status]) -> Revision | None:
    """The issue of that label, without one that in force; None where it is not held."""
    if label:
        wanted = _label(label)
        return next((one for one in issues if _label(one.identity.label) == wanted), None)
    in_force = [one for one in issues if standing[one.id] is Status.IN_FORCE]
    return next(iter(in_force or issues), None)


def _label(text: str) -> str:
    return _LABEL_NOISE.sub("", text.strip()).strip(" .").casefold()


def _quoted(
    passages: Sequence[Passage], named: Named, quote: str, number: str
) -> tuple[Passage, str]:
    """The passage and words of it: those typed, else the beginning of the section."""
    inside = [one for one in passages if one.text.strip() and _is_in(one, named.section)]
    if not inside:
        raise NothingThere(
            f"{number} has no section {named.section!r} here." if named.section
            else f"{number} has no text here.",
            hint="Leave the section out, or look it up with `clausewise search`.",
        )  # fmt: skip
    if not quote:
        return inside[0], shortened(" ".join(inside[0].text.split()))
    for one in inside:
        if stands_in(quote, one.text):
            return one, quote
    raise WrongUse(
        f"{shortened(quote)!r} does not stand in {number}"
        f"{f' §{named.section}' if named.section else ''}.",
        hint="Copy the words as they stand there, or leave --quote out.",
    )


def _is_in(passage: Passage, section: str) -> bool:
    if not section:
        return True
    own = (passage.section or "").rstrip(".")
    return own == section or own.startswith(f"{section}.")


def _of_item(item: ItemStanding | None, quote: str) -> Requirement:
    """The own sentence that the item asks about; nothing where it asks about none."""
    if item is None or not item.item.draft.sources:
        return Requirement()
    source = item.item.draft.sources[0]
    return _cited(source, source.section or "")


def _cited(citation: Citation, section: str) -> Requirement:
    return Requirement(
        document=citation.document,
        revision=citation.revision,
        section=section or citation.section or "",
        citation=replace(citation, tag=1),
    )
