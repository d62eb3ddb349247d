"""Which pages a pack shows, each once, with every quote of it marked."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from assistant.model.documents import Revision
from assistant.model.packs import Pack
from assistant.model.page_pictures import PagePicture
from assistant.model.replies import Citation
from assistant.page_pictures import PagePictures

MOST = 300
"""Pages shown in one pack: more is no help to an auditor and takes minutes."""

PageKey = tuple[str, int]
"""Path of a revision and number of a page."""


@dataclass(frozen=True, slots=True)
class ShownPage:
    """One page in the pack: the name of its file and its picture."""

    name: str
    citation: Citation  # the first of its quotes
    picture: PagePicture


def page_of(citation: Citation) -> PageKey:
    """The page that a citation stands on."""
    return citation.path, citation.page


def shown_pages(pack: Pack, pictures: PagePictures) -> tuple[dict[PageKey, ShownPage], int]:
    """The pages of the pack in its order, at most `MOST`, and how many are left out."""
    wanted = _quotes(pack)
    revisions = {one.path: one for one in pack.revisions}
    kept = dict(list(wanted.items())[:MOST])
    shown = {
        key: _shown(number, cited, revisions, pictures)
        for number, (key, cited) in enumerate(kept.items(), start=1)
    }
    return shown, len(wanted) - len(kept)


def _quotes(pack: Pack) -> dict[PageKey, list[Citation]]:
    found: dict[PageKey, list[Citation]] = {}
    for citation in _pictured(pack):
        found.setdefault(page_of(citation), []).append(citation)
    return found


def _pictured(pack: Pack) -> Iterator[Citation]:
    """Places in documents, and records that are no rows: a row is shown by its words."""
    for one in pack.clauses:
        yield from (place.citation for place in one.places)
        yield from (record.citation for record in one.records if record.citation.row is None)


def _shown(
    number: int,
    cited: list[Citation],
    revisions: Mapping[str, Revision],
    pictures: PagePictures,
) -> ShownPage:
    first = cited[0]
    quotes = "\n".join(dict.fromkeys(one.quote for one in cited))
    picture = pictures(revisions[first.path], first.page, quotes)
    return ShownPage(f"pages/{number:03} {_plain(first)}.png", first, picture)


def _plain(citation: Citation) -> str:
    """`QP-840 rev C p4`: letters that every file system takes."""
    revision = f" rev {citation.revision}" if citation.revision else ""
    name = f"{citation.document}{revision} p{citation.page}"
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    plain = re.sub(r"\.{2,}", ".", plain)
    return re.sub(r"[^A-Za-z0-9._ -]+", "_", plain).strip(" .")[:80]
