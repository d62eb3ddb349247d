"""A pack as one ZIP file: the same bytes whenever the same things are held."""

import json
from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from assistant.model.packs import Pack, PackedClause
from assistant.page_pictures import PagePictures
from integrations import shapes
from integrations.packs import index_pdf
from integrations.packs.pictures import PageKey, ShownPage, page_of, shown_pages
from integrations.packs.words import JUDGED_BY_PEOPLE

_PACKED_ALREADY = (".png", ".pdf")


def render(pack: Pack, pictures: PagePictures, more: Mapping[str, bytes]) -> bytes:
    """The ZIP: `index.pdf`, `index.json`, `pages/`, `more` files by name, and `SHA256SUMS`."""
    pages, left_out = shown_pages(pack, pictures)
    files = {**more, **{one.name: one.picture.png for one in pages.values()}}
    files["index.pdf"] = index_pdf.render(pack, pages, left_out, tuple(sorted(more)))
    files["index.json"] = _index(pack, pages, left_out, files)
    files["SHA256SUMS"] = _sums(files)
    return _zipped(files, pack.as_of)


def _index(
    pack: Pack, pages: Mapping[PageKey, ShownPage], left_out: int, files: Mapping[str, bytes]
) -> bytes:
    told = {
        "scope": pack.scope,
        "organisation": pack.organisation,
        "edition": pack.edition,
        "as_of": pack.as_of.isoformat(),
        "note": JUDGED_BY_PEOPLE,
        "clauses": [_clause(one, pages) for one in pack.clauses],
        "documents": [
            {
                "document": one.number,
                "revision": one.identity.label,
                "path": one.path,
                "sha256": one.content_hash,
            }
            for one in pack.revisions
        ],
        "pages": [
            {
                "file": one.name,
                "shows": one.picture.shows.value,
                "quotes_found": round(one.picture.found, 3),
                "note": one.picture.note,
            }
            for one in pages.values()
        ],
        "pages_left_out": left_out,
        "files": [{"name": name, "sha256": _hash(files[name])} for name in sorted(files)],
    }
    return (json.dumps(told, indent=1, ensure_ascii=False) + "\n").encode()


def _clause(one: PackedClause, pages: Mapping[PageKey, ShownPage]) -> dict[str, object]:
    places = []
    for place in one.places:
        shown = pages.get(page_of(place.citation))
        told = shapes.MappedPassage.at(place.citation, place.mapping).model_dump(mode="json")
        places.append(
            {**told, "note": place.mapping.note, "picture": shown.name if shown else None}
        )
    return {
        "clause": str(one.clause.number),
        "title": one.clause.title,
        "applicability": one.clause.applicability.value,
        "justification": one.clause.justification,
        "owner": one.clause.owner,
        "documented": one.documented.value,
        "practised": one.practised.value,
        "places": places,
        "records": [
            shapes.RecordPlace.of(
                record.citation, date=record.day, valid_until=record.valid_until
            ).model_dump(mode="json")
            for record in one.records
        ],
        "gaps": [shapes.Gap.of(gap).model_dump(mode="json") for gap in one.gaps],
    }


def _sums(files: Mapping[str, bytes]) -> bytes:
    """As `sha256sum -c` reads them."""
    return "".join(f"{_hash(files[name])}  {name}\n" for name in sorted(files)).encode()


def _hash(content: bytes) -> str:
    return sha256(content).hexdigest()


def _zipped(files: Mapping[str, bytes], day: date) -> bytes:
    kept = BytesIO()
    first = ["index.pdf", "index.json", "SHA256SUMS"]
    with ZipFile(kept, "w") as archive:
        for name in [*first, *sorted(set(files) - set(first))]:
            info = ZipInfo(name, (max(1980, day.year), day.month, day.day, 0, 0, 0))
            info.external_attr = 0o644 << 16
            stored = ZIP_STORED if name.endswith(_PACKED_ALREADY) else ZIP_DEFLATED
            archive.writestr(info, files[name], compress_type=stored)
    return kept.getvalue()
