"""The records held on a day: every table of every document in force, typed."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from pathlib import PurePosixPath
from typing import Protocol

from assistant.citations import cite
from assistant.errors import NothingThere
from assistant.identifiers import plain_hyphens
from assistant.in_force import in_force
from assistant.model.documents import Kind, ReadDocument, Revision, Status
from assistant.model.passages import Passage
from assistant.model.records import Field, NotUnderstood, Record, RecordTable
from assistant.model.replies import Citation
from assistant.quotes import shortened
from assistant.records.forms import read_forms
from assistant.records.laying_out import Layout, lay_out
from assistant.records.own_mapping import RecordMapping
from assistant.records.passages_at import PassagesAt, PassageStart
from assistant.records.tables import Source
from assistant.records.vocabulary import record_type

_DESCRIBES = frozenset({Kind.POLICY, Kind.MANUAL, Kind.PROCEDURE, Kind.WORK_INSTRUCTION})
_IN_MANUALS = ("context_issue", "interested_party", "objective", "risk", "master_list_entry")
"""Sorts that a manual or procedure may hold itself; its other tables lay down, not record."""
_SECTIONS = 5  # headings from which a document without an issue is one with sections


class RecordSource(Protocol):
    """What records are read from; every library that remembers its readings is one."""

    def revisions(self) -> list[Revision]:
        """Every revision held."""

    def reading(self, revision: str) -> ReadDocument | None:
        """What the reader gave back; None for an unknown revision."""

    def passage_starts(self, revision: str) -> list[PassageStart]:
        """Where the passages of one revision begin."""

    def passages(self, ids: Sequence[str]) -> dict[str, Passage]:
        """The passages that exist of `ids`."""


class KeptLayouts(Protocol):
    """Layouts by revision, kept over runs; may forget any of them."""

    def get(self, revision: str) -> Layout | None:
        """The layout of a revision; None when it is not kept."""

    def put(self, revision: str, layout: Layout) -> None:
        """Keep a layout."""

    def keep_only(self, revisions: set[str]) -> None:
        """Forget the layouts of revisions that are gone."""


class RecordsHeld:
    """Read the records of a library. A document is read once, however often it is asked for."""

    def __init__(
        self,
        library: RecordSource,
        mapping: RecordMapping | None = None,
        *,
        layouts: KeptLayouts | None = None,
    ) -> None:
        """`mapping` is what the organisation says of its own tables."""
        self._library, self._mapping = library, mapping or RecordMapping()
        self._layouts = layouts
        self._read: dict[str, tuple[RecordTable, ...]] = {}  # by revision
        self._of_all: RecordsHeld | None = None

    def seen_through(self, library: RecordSource) -> "RecordsHeld":
        """The same over a library that shows some of the documents; each is read once for all."""
        seen = RecordsHeld(library, self._mapping)
        seen._of_all = self
        return seen

    def __call__(self, as_of: date) -> "RecordBook":
        """The records of the documents in force on the day."""
        held = self._library.revisions()
        counting = in_force(held, as_of)
        if self._of_all is not None:
            tables = [one for each in counting for one in self._of_all._tables_of(each)]
            return RecordBook(self._library, counting, tables)
        kept = {
            one.id: self._read[one.id] if one.id in self._read else self._tables(one)
            for one in counting
        }
        known = {one.id for one in held}
        if self._layouts is not None and not kept.keys() <= self._read.keys():
            self._layouts.keep_only(known)
        before = {id_: tables for id_, tables in self._read.items() if id_ in known}
        self._read = {**before, **kept}
        return RecordBook(self._library, counting, [t for one in kept.values() for t in one])

    def _tables_of(self, revision: Revision) -> tuple[RecordTable, ...]:
        found = self._read.get(revision.id)
        if found is None:
            found = self._tables(revision)
            self._read[revision.id] = found
        return found

    def _tables(self, revision: Revision) -> tuple[RecordTable, ...]:
        layout = self._layout(revision)
        if not layout.tables and not layout.labels:
            return ()
        source = Source(
            revision.id,
            _titles(revision),
            PassagesAt(layout.passages),
            _IN_MANUALS if _lays_down(revision, layout) else None,
            revision.number,
            self._mapping.of(revision),
        )
        tables = read_forms(layout.labels, layout.tables, source)
        return tuple(one for one in tables if one.type or source.allowed is None)

    def _layout(self, revision: Revision) -> Layout:
        known = None if self._layouts is None else self._layouts.get(revision.id)
        if known is not None:
            return known
        reading = self._library.reading(revision.id)
        if reading is None:
            return Layout((), ())
        starts = self._library.passage_starts(revision.id)
        layout = replace(lay_out(reading), passages=tuple(starts))
        if self._layouts is not None:
            self._layouts.put(revision.id, layout)
        return layout


def _lays_down(revision: Revision, layout: Layout) -> bool:
    """Whether a document says how things are done; a paper without an issue hardly does."""
    if revision.identity.kind not in _DESCRIBES:
        return False
    return bool(revision.identity.label) or layout.headings >= _SECTIONS


def _titles(revision: Revision) -> list[tuple[str, float]]:
    return [(revision.identity.title, 0.9), (PurePosixPath(revision.path).stem, 0.9)]


def same_key(text: str) -> str:
    """A key without case, blanks and kinds of hyphens: `PO 0210` and `po-0210` differ still."""
    return "".join(plain_hyphens(text).casefold().split())


class RecordBook:
    """The records of one day."""

    def __init__(
        self, library: RecordSource, revisions: Sequence[Revision], tables: Sequence[RecordTable]
    ) -> None:
        self._library, self.tables = library, tuple(tables)
        self._revisions = {one.id: one for one in revisions}

    def of(self, type_id: str) -> tuple[Record, ...]:
        """Every record of a sort, in reading order. Raises `NoSuchRecordType`."""
        record_type(type_id)
        return self._by_type.get(type_id, ())

    def by_key(self, type_id: str, key: str) -> tuple[Record, ...]:
        """The records of a sort that are called so; several when a key stands twice."""
        record_type(type_id)
        return tuple(self._by_key[type_id].get(same_key(key), ()))

    @property
    def unknown(self) -> tuple[RecordTable, ...]:
        """Tables nobody could place."""
        return tuple(one for one in self.tables if one.type is None)

    @property
    def not_understood(self) -> tuple[NotUnderstood, ...]:
        """Tables that look like registers, were not understood and so took part in nothing."""
        return tuple(
            NotUnderstood(self.holding(one).path, one.sheet, one.rows, one.unknown, one.likeliest)
            for one in self.unknown
            if one.is_log
        )

    def holding(self, table: RecordTable) -> Revision:
        """The document a table stands in."""
        return self._revisions[table.revision]

    def revision(self, record: Record) -> Revision:
        """The document a record stands in."""
        return self._revisions[record.revision]

    def cite(self, record: Record, field: Field | None = None, *, tag: int = 1) -> Citation:
        """A record, or one of its fields, as a citation whose quote stands in the source.

        Raises `NothingThere` when the passage is gone, `QuoteNotFound` when the text is not in it.
        """
        wanted = record.passage if field is None else field.passage
        passage = self._library.passages([wanted]).get(wanted)
        if passage is None:
            raise NothingThere(f"The passage of {record.row or record.key} is gone.")
        text = " ".join(passage.text.split())
        quote = shortened(text) if field is None or record.row == passage.row else field.text
        return cite(
            passage, self._revisions[record.revision], quote=quote, tag=tag, status=Status.IN_FORCE
        )

    @cached_property
    def _by_type(self) -> Mapping[str, tuple[Record, ...]]:
        found: defaultdict[str, list[Record]] = defaultdict(list)
        for table in self.tables:
            if table.type is not None:
                found[table.type] += table.records
        return {name: tuple(records) for name, records in found.items()}

    @cached_property
    def _by_key(self) -> Mapping[str, Mapping[str, list[Record]]]:
        found: defaultdict[str, dict[str, list[Record]]] = defaultdict(dict)
        for name, records in self._by_type.items():
            for record in records:
                if record.key:
                    found[name].setdefault(same_key(record.key), []).append(record)
        return found
