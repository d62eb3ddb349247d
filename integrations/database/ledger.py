"""The `Ledger` over the database: rows of `decisions`, which triggers keep from being changed."""

from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import Connection, delete, func, insert, select, update

from assistant.errors import NothingThere
from assistant.ledger.carrying import decided_by, mapping_id
from assistant.ledger.entries import Act, Entry, sealed
from assistant.ledger.rules import check
from assistant.model.clauses import ClauseNumber
from assistant.model.mappings import Basis, Proposal
from assistant.model.mappings import Mapping as ClauseMapping
from assistant.ports import MappedPassage
from assistant.sealing import NOTHING_BEFORE
from integrations.database import rows, storing
from integrations.database import tables as t
from integrations.database.engine import Database
from integrations.database.library import mapped_of, mapped_rows

_HEAD = "ledger-head"  # name in `meta` of the seal of the last entry


class SqlLedger:
    """What people decided, for ever."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def record(
        self, mappings: Sequence[str], act: Act, *, by: str, note: str
    ) -> list[ClauseMapping]:
        """Record one act about each of `mappings`, all or none."""
        with self._database.writing(durable=True) as connection:
            found = [_found(connection, one) for one in dict.fromkeys(mappings)]
            for one in found:
                check(one.mapping, act)
            return [_record(connection, one, act, by, note) for one in found]

    def add(
        self, passages: Sequence[str], clause: ClauseNumber, edition: str, *, by: str, note: str
    ) -> list[ClauseMapping]:
        """Record that a person says these passages bear on a clause, all or none."""
        with self._database.writing(durable=True) as connection:
            decided = []
            for passage in dict.fromkeys(passages):
                act = _propose_as_person(connection, passage, clause, edition)
                one = _found(connection, mapping_id(passage, clause, edition))
                check(one.mapping, act)
                decided.append(_record(connection, one, act, by, note))
            return decided

    def entries(self, document: str | None = None) -> list[Entry]:
        """Every entry in the order written, or those about one document number."""
        query = select(t.decisions).order_by(t.decisions.c.key)
        if document is not None:
            query = query.where(t.decisions.c.number == document)
        with self._database.reading() as connection:
            return [rows.entry_of(row) for row in connection.execute(query).mappings()]

    def head(self) -> str | None:
        """The seal of the last entry as noted beside the ledger."""
        query = select(t.meta.c.content).where(t.meta.c.name == _HEAD)
        with self._database.reading() as connection:
            return connection.execute(query).scalar()


def append(connection: Connection, entry: Entry) -> Entry:
    """Write an entry, numbered and sealed, at the end of the ledger."""
    last = select(t.decisions.c.key, t.decisions.c.seal).order_by(t.decisions.c.key.desc()).limit(1)
    before = connection.execute(last).first()
    written = sealed(entry, before.seal if before else NOTHING_BEFORE)
    connection.execute(insert(t.decisions).values(rows.entry_values(written)))
    note_head(connection, written.seal)
    return written


def note_head(connection: Connection, seal: str) -> None:
    """Note the seal of the last entry beside the ledger."""
    connection.execute(delete(t.meta).where(t.meta.c.name == _HEAD))
    connection.execute(insert(t.meta).values(name=_HEAD, content=seal))


def _found(connection: Connection, mapping: str) -> MappedPassage:
    query = mapped_rows().where(t.mappings.c.id == mapping)
    found = mapped_of(connection.execute(query).mappings(), None)
    if not found:
        raise NothingThere(
            f"There is no mapping {mapping!r}.", hint="`clausewise mappings` lists them."
        )
    return found[0]


def _record(
    connection: Connection, mapped: MappedPassage, act: Act, by: str, note: str
) -> ClauseMapping:
    count = connection.execute(select(func.max(t.decisions.c.key))).scalar()
    entry = append(connection, _entry(mapped, act, no=(count or 0) + 1, by=by, note=note))
    decided = decided_by(mapped.mapping, entry)
    columns = ("decision", "decided_by", "decided_at", "note", "suspect", "entry")
    values = rows.mapping_values(decided, 0)
    change = update(t.mappings).where(t.mappings.c.id == decided.id)
    connection.execute(change.values({name: values[name] for name in columns}))
    return decided


def _entry(mapped: MappedPassage, act: Act, *, no: int, by: str, note: str) -> Entry:
    mapping, passage = mapped.mapping, mapped.passage
    return Entry(
        no=no,
        mapping=mapping.id,
        edition=mapping.edition,
        clause=str(mapping.proposal.clause),
        document=mapped.revision.number,
        revision=mapped.revision.identity.label,
        section=passage.section,
        fingerprint=passage.fingerprint,
        text=passage.text,
        basis=mapping.proposal.basis.value,
        confidence=mapping.proposal.confidence,
        reason=mapping.proposal.reason,
        act=act,
        by=by,
        at=datetime.now(UTC).isoformat(timespec="seconds"),
        note=note,
    )


def _propose_as_person(
    connection: Connection, passage: str, clause: ClauseNumber, edition: str
) -> Act:
    """Make sure that there is a mapping to decide on; the act that then is due."""
    query = select(t.passages.c.key).where(t.passages.c.id == passage)
    key = connection.execute(query).scalar()
    if key is None:
        raise NothingThere(
            f"There is no passage {passage!r}.", hint="`clausewise search` finds it."
        )
    same = t.mappings.c.id == mapping_id(passage, clause, edition)
    if connection.execute(select(t.mappings.c.id).where(same)).first() is not None:
        return Act.CONFIRMED
    proposal = Proposal(passage, clause, Basis.PERSON, 1.0, "a person added it")
    storing.put_proposals(connection, {passage: key}, [proposal], edition)
    return Act.ADDED
