"""Documents in force and the days on which they are to be looked at again."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from assistant.dates import find_dates
from assistant.gaps.mentioned import document_key
from assistant.gaps.papers import Papers
from assistant.model.documents import Kind, Revision
from assistant.model.passages import Passage

_WITHOUT = frozenset({Kind.RECORD, Kind.CORRESPONDENCE, Kind.EXTERNAL})


@dataclass(frozen=True, slots=True)
class DocumentReview:
    """A document that says when it is to be reviewed; `key` is its number as compared."""

    key: str
    due: date
    revision: Revision


def document_reviews(papers: Papers) -> Iterator[DocumentReview]:
    """Every such document in force, once for each number."""
    seen: set[str] = set()
    for revision in papers.in_force:
        identity = revision.identity
        key = document_key(revision.number)
        if identity.review_date and identity.kind not in _WITHOUT and key not in seen:
            seen.add(key)
            yield DocumentReview(key, identity.review_date, revision)


def where_it_says_so(papers: Papers, review: DocumentReview) -> Passage | None:
    """The passage that names the day, else the document's first one; None when it has none."""
    passages = [one for one in papers.passages_of(review.revision) if one.text.strip()]
    for passage in passages:
        if any(found.value == review.due for found in find_dates(passage.text)):
            return passage
    return passages[0] if passages else None
