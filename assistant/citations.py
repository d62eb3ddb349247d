"""Citations: a passage the program issued, and words that stand in it verbatim."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.errors import ClausewiseError
from assistant.model.documents import Revision, Status
from assistant.model.passages import Passage
from assistant.model.replies import Citation


class QuoteNotFound(ClausewiseError):
    """A quote is not in the text it is said to come from: the sentence it supports is void."""

    code = "quote-not-found"
    hint = "The document changed while the answer was made; ask again."


def stands_in(quote: str, text: str) -> bool:
    """Whether `quote` occurs in `text`, white space evened out and nothing else forgiven."""
    wanted = " ".join(quote.split())
    return bool(wanted) and wanted in " ".join(text.split())


def cite(
    passage: Passage,
    revision: Revision,
    *,
    quote: str,
    tag: int,
    status: Status,
    clauses: Sequence[str] = (),
) -> Citation:
    """The citation of `quote` in `passage`; `tag` counts from 1, 0 for near misses.

    Raises `QuoteNotFound` unless the quote stands in the passage.
    """
    if not stands_in(quote, passage.text):
        raise QuoteNotFound(f"{quote[:60]!r} does not stand in {revision.number}")
    identity = revision.identity
    return Citation(
        tag=tag,
        document=identity.number,
        revision=identity.label,
        title=identity.title,
        kind=identity.kind.value,
        status=status.value,
        effective_date=identity.effective_date,
        section=passage.section,
        section_title=passage.section_title,
        page=passage.page,
        row=passage.row,
        quote=quote,
        passage=passage.id,
        path=revision.path,
        clauses=tuple(clauses),
    )


def cite_again(citation: Citation, passage: Passage, *, quote: str, tag: int) -> Citation:
    """The same place with other words of it. Raises `QuoteNotFound` unless they stand there."""
    if passage.id != citation.passage or not stands_in(quote, passage.text):
        raise QuoteNotFound(f"{quote[:60]!r} does not stand in {citation.document}")
    return replace(citation, quote=quote, tag=tag)
