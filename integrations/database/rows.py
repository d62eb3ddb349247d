"""Between rows and the model's values."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from hashlib import sha256
from typing import Any

from sqlalchemy import Row
from sqlalchemy.engine import RowMapping

from assistant.ledger.carrying import mapping_id
from assistant.ledger.entries import Act, Entry
from assistant.model.clauses import ClauseNumber
from assistant.model.documents import Identity, Kind, Revision, Status
from assistant.model.files import KnownFile, Refusal
from assistant.model.mappings import Basis, Decision, Proposal
from assistant.model.mappings import Mapping as ClauseMapping
from assistant.model.passages import Passage
from integrations.database.codes import codes_in
from integrations.database.tables import passages, revisions

Values = dict[str, object]
AnyRow = RowMapping | Mapping[str, Any]
"""A row as the database gives it, or as it was kept."""

_REVISION_COLUMNS = tuple(column.name for column in revisions.c if column.name != "key")
_PASSAGE_COLUMNS = tuple(
    column.name
    for column in passages.c
    if column.name not in ("key", "revision_key", "codes", "fingerprint", "text_hash")
)
_BATCH = 500  # ids in one statement; every database we know takes more


def batches(ids: Iterable[str]) -> Iterator[Sequence[str]]:
    """The distinct ids, in lots that fit one statement."""
    distinct = list(dict.fromkeys(ids))
    for start in range(0, len(distinct), _BATCH):
        yield distinct[start : start + _BATCH]


def text_hash(searchable: str) -> str:
    """Sha256 (hex) of exactly the text that is embedded."""
    return sha256(searchable.encode()).hexdigest()


def file_values(file: KnownFile) -> Values:
    """A file as a row of `files`."""
    refusal = file.refusal
    return {
        "path": file.path,
        "location": file.location,
        "sha256": file.sha256,
        "size": file.size,
        "part_of": file.part_of,
        "refusal_code": refusal.code if refusal else None,
        "refusal_message": refusal.message if refusal else None,
        "refusal_hint": refusal.hint if refusal else None,
        "duplicate_of": file.duplicate_of,
        "master_list": file.master_list,
        "seen_at": file.seen_at,
    }


def file_of(row: Row[tuple[object, ...]]) -> KnownFile:
    """A row of `files` as a value."""
    refusal = None
    if row.refusal_code is not None:
        refusal = Refusal(row.refusal_code, row.refusal_message or "", row.refusal_hint or "")
    return KnownFile(
        path=row.path,
        location=row.location,
        sha256=row.sha256,
        size=row.size,
        part_of=row.part_of,
        refusal=refusal,
        duplicate_of=row.duplicate_of,
        master_list=row.master_list,
        seen_at=row.seen_at,
    )


def revision_values(revision: Revision) -> Values:
    """A revision as a row of `revisions`."""
    identity = revision.identity
    return {
        "id": revision.id,
        "path": revision.path,
        "number": identity.number,
        "label": identity.label,
        "title": identity.title,
        "kind": identity.kind.value,
        "status": identity.status.value,
        "effective_date": identity.effective_date,
        "review_date": identity.review_date,
        "owner": identity.owner,
        "approver": identity.approver,
        "legacy_numbering": identity.legacy_numbering,
        "warnings": list(identity.warnings),
        "content_hash": revision.content_hash,
        "pages": revision.pages,
        "passages": revision.passages,
        "records": revision.records,
        "pages_without_text": list(revision.pages_without_text),
        "ocr_pages": _ocr_values(revision),
    }


def revision_of(row: AnyRow, prefix: str = "") -> Revision:
    """A row of `revisions` as a value; `prefix` stands before every column name."""
    of = {name: row[prefix + name] for name in _REVISION_COLUMNS}
    identity = Identity(
        number=of["number"],
        label=of["label"],
        title=of["title"],
        kind=Kind(of["kind"]),
        status=Status(of["status"]),
        effective_date=of["effective_date"],
        review_date=of["review_date"],
        owner=of["owner"],
        approver=of["approver"],
        legacy_numbering=of["legacy_numbering"],
        warnings=tuple(of["warnings"]),
    )
    return Revision(
        id=of["id"],
        identity=identity,
        path=of["path"],
        content_hash=of["content_hash"],
        pages=of["pages"],
        passages=of["passages"],
        records=of["records"],
        pages_without_text=tuple(of["pages_without_text"]),
        ocr_pages=tuple(page for page, _ in map(_ocr_page, of["ocr_pages"])),
        ocr_confidences=tuple(sure for _, sure in map(_ocr_page, of["ocr_pages"])),
    )


def _ocr_values(revision: Revision) -> list[object]:
    """Pages read by OCR: the number alone, or with the confidence where one is known."""
    sure = revision.ocr_confidences or (None,) * len(revision.ocr_pages)
    pairs = zip(revision.ocr_pages, sure, strict=True)
    return [page if known is None else [page, known] for page, known in pairs]


def _ocr_page(held: int | list[float]) -> tuple[int, float | None]:
    return (held, None) if isinstance(held, int) else (int(held[0]), held[1])


def passage_values(passage: Passage, revision_key: int) -> Values:
    """A passage as a row of `passages`, with what the searches need."""
    return {
        "id": passage.id,
        "revision_key": revision_key,
        "ordinal": passage.ordinal,
        "page": passage.page,
        "start": passage.start,
        "end": passage.end,
        "text": passage.text,
        "section": passage.section,
        "section_title": passage.section_title,
        "heading_path": list(passage.heading_path),
        "row": passage.row,
        "cells": [list(cell) for cell in passage.cells],
        "context": passage.context,
        "codes": " ".join(codes_in(passage.searchable)),
        "fingerprint": passage.fingerprint,
        "text_hash": text_hash(passage.searchable),
    }


def passage_of(row: AnyRow, revision: str, prefix: str = "") -> Passage:
    """A row of `passages` as a value; `prefix` stands before every column name."""
    of = {name: row[prefix + name] for name in _PASSAGE_COLUMNS}
    return Passage(
        id=of["id"],
        revision=revision,
        ordinal=of["ordinal"],
        page=of["page"],
        start=of["start"],
        end=of["end"],
        text=of["text"],
        section=of["section"],
        section_title=of["section_title"],
        heading_path=tuple(of["heading_path"]),
        row=of["row"],
        cells=tuple((header, text) for header, text in of["cells"]),
        context=of["context"],
    )


def proposal_values(proposal: Proposal, passage_key: int, edition: str) -> Values:
    """A proposal nobody has decided on, as a row of `mappings`."""
    return {
        "id": mapping_id(proposal.passage, proposal.clause, edition),
        "passage_key": passage_key,
        "edition": edition,
        "clause": str(proposal.clause),
        "basis": proposal.basis.value,
        "confidence": proposal.confidence,
        "reason": proposal.reason,
        "decision": Decision.PROPOSED.value,
        "decided_by": None,
        "decided_at": None,
        "note": None,
        "suspect": False,
        "entry": None,
    }


def mapping_values(mapping: ClauseMapping, passage_key: int) -> Values:
    """A mapping as a row of `mappings`."""
    return proposal_values(mapping.proposal, passage_key, mapping.edition) | {
        "decision": mapping.decision.value,
        "decided_by": mapping.decided_by,
        "decided_at": mapping.decided_at,
        "note": mapping.note,
        "suspect": mapping.suspect,
        "entry": mapping.entry,
    }


# An edition has a hundred clauses, and a library thousands of mappings to them.
_clause = lru_cache(maxsize=2_000)(ClauseNumber.parse)


def mapping_of(of: AnyRow, passage: str) -> ClauseMapping:
    """A row of `mappings` as a value."""
    proposal = Proposal(
        passage=passage,
        clause=_clause(of["clause"]),
        basis=Basis(of["basis"]),
        confidence=of["confidence"],
        reason=of["reason"],
    )
    return ClauseMapping(
        id=of["id"],
        edition=of["edition"],
        proposal=proposal,
        decision=Decision(of["decision"]),
        decided_by=of["decided_by"],
        decided_at=of["decided_at"],
        note=of["note"],
        suspect=of["suspect"],
        entry=of["entry"],
    )


def entry_values(entry: Entry) -> Values:
    """An entry of the ledger as a row of `decisions`."""
    return {
        "key": entry.no,
        "number": entry.document,
        "edition": entry.edition,
        "clause": entry.clause,
        "fingerprint": entry.fingerprint,
        "section": entry.section,
        "text": entry.text,
        "basis": entry.basis,
        "confidence": entry.confidence,
        "reason": entry.reason,
        "decision": entry.act.value,
        "decided_by": entry.by,
        "decided_at": entry.at,
        "note": entry.note,
        "mapping": entry.mapping,
        "revision": entry.revision,
        "previous": entry.previous,
        "seal": entry.seal,
    }


def entry_of(row: RowMapping) -> Entry:
    """A row of `decisions` as a value."""
    return Entry(
        no=row["key"],
        mapping=row["mapping"],
        edition=row["edition"],
        clause=row["clause"],
        document=row["number"],
        revision=row["revision"],
        section=row["section"],
        fingerprint=row["fingerprint"],
        text=row["text"],
        basis=row["basis"],
        confidence=row["confidence"],
        reason=row["reason"],
        act=Act(row["decision"]),
        by=row["decided_by"],
        at=row["decided_at"],
        note=row["note"],
        previous=row["previous"],
        seal=row["seal"],
    )
