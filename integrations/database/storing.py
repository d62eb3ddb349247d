"""Writing one document: all its rows, in the transaction the caller has open."""

from collections.abc import Sequence
from secrets import token_hex

from sqlalchemy import Connection, delete, insert, select, update

from assistant.ledger.carrying import Words, carry_over, latest
from assistant.ledger.changed_words import said
from assistant.model.documents import ReadDocument, Revision
from assistant.model.files import KnownFile
from assistant.model.mappings import Basis, Proposal
from assistant.model.passages import Passage
from integrations.database import rows, words
from integrations.database.past_issues import keep_past
from integrations.database.readings import pack
from integrations.database.tables import (
    decisions,
    files,
    mappings,
    meta,
    pages,
    passages,
    readings,
    revisions,
)

CONTENT_STAMP = "documents-stamp"
"""Name in `meta` of a text that is another one whenever documents or passages have changed."""


def put_document(
    connection: Connection,
    file: KnownFile,
    revision: Revision,
    reading: ReadDocument,
    cut: Sequence[Passage],
) -> dict[str, int]:
    """Write a document in place of what its path held; keys of its passages by their ids."""
    drop_path(connection, file.path, instead=revision.content_hash)
    connection.execute(insert(files).values(rows.file_values(file)))
    key = _put_revision(connection, revision)
    if reading.pages:
        connection.execute(
            insert(pages),
            [
                {"revision_key": key, "number": page.number, "text": page.text}
                for page in reading.pages
            ],
        )
    connection.execute(insert(readings).values(revision_key=key, content=pack(reading)))
    if cut:
        connection.execute(insert(passages), [rows.passage_values(passage, key) for passage in cut])
    words.index_revision(connection, key)
    return _passage_keys(connection, key)


def kept_proposals(
    connection: Connection, revision: str, edition: str
) -> list[tuple[str, Proposal]]:
    """Proposals (with their editions) that outlive storing the same revision anew.

    Those of other editions, and those made from vectors: neither is among the new ones.
    """
    query = (
        select(mappings, passages.c.id.label("passage"))
        .join(passages, mappings.c.passage_key == passages.c.key)
        .join(revisions, passages.c.revision_key == revisions.c.key)
        .where(revisions.c.id == revision)
        .where((mappings.c.edition != edition) | (mappings.c.basis == Basis.MEANING.value))
    )
    found = connection.execute(query).mappings()
    return [(row["edition"], rows.mapping_of(row, row["passage"]).proposal) for row in found]


def _put_revision(connection: Connection, revision: Revision) -> int:
    inserted = connection.execute(insert(revisions).values(rows.revision_values(revision)))
    [key] = inserted.inserted_primary_key or (0,)
    return int(key)


def _passage_keys(connection: Connection, revision_key: int) -> dict[str, int]:
    query = select(passages.c.id, passages.c.key).where(passages.c.revision_key == revision_key)
    return {row.id: row.key for row in connection.execute(query)}


def put_proposals(
    connection: Connection,
    keys: dict[str, int],
    proposals: Sequence[Proposal],
    edition: str,
) -> None:
    """Write proposals for stored passages (`keys`: their keys by id), decided ones aside.

    Of two proposals for one passage and clause the surer one is kept.
    """
    best: dict[str, rows.Values] = {}
    for proposal in sorted(proposals, key=lambda proposal: proposal.confidence):
        if proposal.passage in keys:
            values = rows.proposal_values(proposal, keys[proposal.passage], edition)
            best[str(values["id"])] = values
    for ids in rows.batches(best):
        for row in connection.execute(select(mappings).where(mappings.c.id.in_(ids))):
            if row.decision != "proposed" or row.confidence >= best[row.id]["confidence"]:
                del best[row.id]
    for ids in rows.batches(best):
        connection.execute(delete(mappings).where(mappings.c.id.in_(ids)))
    if best:
        connection.execute(insert(mappings), list(best.values()))


def sentences_held(connection: Connection, number: str) -> frozenset[str]:
    """What the issues held of a document say, sentence by sentence."""
    decided = select(decisions.c.key).where(decisions.c.number == number).limit(1)
    if connection.execute(decided).first() is None:
        return frozenset()
    query = select(passages.c.text).join(revisions).where(revisions.c.number == number)
    return frozenset[str]().union(*map(said, connection.execute(query).scalars()))


def apply_decisions(
    connection: Connection, revision: Revision, keys: dict[str, int], known: frozenset[str]
) -> None:
    """Apply what people decided about this document's words, whatever revision they stood in.

    `known`: the sentences held of it before this revision was stored.
    """
    made = select(decisions).where(decisions.c.number == revision.number).order_by(decisions.c.key)
    decided = latest(map(rows.entry_of, connection.execute(made).mappings()))
    if not decided:
        return
    columns = (passages.c.id, passages.c.fingerprint, passages.c.section, passages.c.text)
    query = select(*columns).join(revisions).where(revisions.c.id == revision.id)
    stored = [Words(*row) for row in connection.execute(query.order_by(passages.c.ordinal))]
    for mapping in carry_over(decided, stored, known=known):
        values = rows.mapping_values(mapping, keys[mapping.proposal.passage])
        connection.execute(delete(mappings).where(mappings.c.id == mapping.id))
        connection.execute(insert(mappings).values(values))


def drop_path(connection: Connection, path: str, *, instead: str | None = None) -> None:
    """Forget a file and its document; its words can no longer be found.

    `instead`: the hash of the content that takes its place, as `keep_past` wants it.
    """
    keep_past(connection, path, instead=instead)
    connection.execute(delete(meta).where(meta.c.name == CONTENT_STAMP))
    connection.execute(insert(meta).values(name=CONTENT_STAMP, content=token_hex(8)))
    key = connection.execute(select(revisions.c.key).where(revisions.c.path == path)).scalar()
    if key is not None:
        words.drop_revision(connection, key)
        connection.execute(delete(revisions).where(revisions.c.key == key))
    connection.execute(delete(files).where(files.c.path == path))


def change_file(connection: Connection, file: KnownFile) -> None:
    """Write what is known about a file; its document stays."""
    values = rows.file_values(file)
    changed = connection.execute(update(files).where(files.c.path == file.path).values(values))
    if changed.rowcount == 0:
        connection.execute(insert(files).values(values))
