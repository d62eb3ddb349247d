"""Forms and certificates: labels with values as one record, with the lines of an order under it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property

from assistant.model.records import Field, Record, RecordTable, Unread
from assistant.records.columns import OrderOfDays, ReadColumn
from assistant.records.labels import Label, labels_inside
from assistant.records.laying_out import LaidTable
from assistant.records.matching import type_named
from assistant.records.own_mapping import LABELS, chosen
from assistant.records.recognising import PLACED, Understood, as_said, as_type, recognise
from assistant.records.shapes import Column, is_blank, shape_of
from assistant.records.tables import Head, Source, as_records, named_columns, unplaced
from assistant.records.values import plain_text
from assistant.records.vocabulary import record_type
from assistant.records.wide import read_wide
from assistant.records.wording import words_of

FORMS = (
    "purchase_order", "receiving_inspection", "contract_review", "sales_order", "shipment",
    "certificate_of_conformity", "release_certificate", "calibration_certificate",
    "certificate_of_supplier", "nonconformity", "corrective_action", "complaint", "training",
    "acknowledgement", "audit_finding", "management_review", "supplier_evaluation", "lot_split",
    "counterfeit_alert", "change", "customer_property",
)  # fmt: skip
"""Sorts of records that are kept one on a sheet of paper, with a head and perhaps lines."""

_NAMED = 0.6  # how well a title must name a sort
_FEWEST = 3  # fields of a form
_CONTROL = frozenset(
    words_of(text)
    for text in (
        "effective", "effective from", "effective date", "owner", "author", "approved by", "status",
        "prepared by", "reviewed by", "reviewed", "next review", "title", "department", "scope",
        "approved", "approval date", "document owner", "process owner", "written by", "issued by",
    )
)  # fmt: skip
"""Labels that every controlled document has: alone they make no record."""
_OF_THE_PAPER = frozenset(
    words_of(text)
    for text in (
        "form", "form number", "form no", "revision", "rev", "version", "page", "pages", "template",
        "effective date", "next review", "supersedes",
        "belongs to", "procedure", "from", "to", "cc", "bcc", "sent", "issue",
    )
)  # fmt: skip
"""Labels that speak of the sheet of paper, or of a mail, and not of what it records."""
_OF_DOCUMENTS = frozenset(map(words_of, ("document", "document number", "doc no", "document id")))
"""They speak of the paper when they give its own number."""
_SPEAK_OF_PAPERS = (
    _CONTROL
    | _OF_THE_PAPER
    | frozenset(
        words_of(text)
        for text in (
            "date", "state", "review", "review by", "next review", "review due", "next look",
            "valid from", "in force from", "in force since", "since", "keeper", "kept by", "index",
            "released", "released by", "responsible", "stand", "ausgabe", "gültig ab",
            "checked by", "verantwortlich",
        )
    )
)  # fmt: skip
_KEPT = frozenset(
    words_of(text)
    for text in (
        "owner", "author", "keeper", "kept by", "approved by", "released by", "state", "status",
        "review by", "next review", "review due", "next look", "effective", "in force from",
        "in force since", "valid from", "document owner", "process owner",
    )
)  # fmt: skip
_FEWEST_KEPT = 2
_MOST_CONTROL = 8  # rows of a table that says who keeps the document and since when
_OF_A_MAIL = frozenset(map(words_of, ("date", "subject", "sent")))
_OF_PEOPLE = frozenset({"training", "acknowledgement"})
"""Sorts whose lists are headed by what all the people on them did."""


def read_forms(
    labels: Sequence[Label], tables: Sequence[LaidTable], source: Source
) -> list[RecordTable]:
    """Every table and form of a document as records."""
    found: list[RecordTable] = []
    alike: defaultdict[tuple[str, ...], list[LaidTable]] = defaultdict(list)
    for table in tables:
        alike[table.headings].append(table)
    for sheet, own in _by_sheet(labels, tables).items():
        told = [one for one in labels if one.sheet == sheet]
        found += _Sheet(told, own, source, alike).read()
    return found


def _by_sheet(
    labels: Sequence[Label], tables: Sequence[LaidTable]
) -> Mapping[str, list[LaidTable]]:
    """The tables of each sheet of a workbook; a document is one sheet, ""."""
    of: defaultdict[str, list[LaidTable]] = defaultdict(list)
    for table in tables:
        of[table.name if table.is_sheet else ""].append(table)
    for label in labels:
        _ = of[label.sheet]
    return of


def _bare(text: str) -> str:
    """The letters and digits of a number, whatever stands between them."""
    return "".join(one for one in text.casefold() if one.isalnum())


class _Sheet:
    """One document, or one sheet of a workbook; `alike` has tables of the document by headings."""

    def __init__(
        self,
        labels: Sequence[Label],
        tables: Sequence[LaidTable],
        source: Source,
        alike: Mapping[tuple[str, ...], Sequence[LaidTable]],
    ) -> None:
        self._source, self._alike = source, alike
        self._tables = [one for one in tables if not self._controls(one)]
        mail = {"from", "subject"} <= {word for one in labels for word in words_of(one.label)}
        told = [one for one in labels if one.value and self._is_told(one, mail=mail)]
        self._labels = [*told, *(inner for one in told for inner in labels_inside(one))]
        self._allowed = [one for one in FORMS if source.allowed is None or one in source.allowed]
        self._columns = [Column(one.label, shape_of([one.value])) for one in self._labels]

    def read(self) -> list[RecordTable]:
        form = self._form()
        read: list[RecordTable] = []
        used = False
        for laid in self._tables:
            if wide := self._wide(laid):
                read += wide
                continue
            table, with_head = self._table(laid, form)
            read.append(table)
            used = used or (with_head and form is not None and table.type == form.type)
        if form is not None and not used:
            read.insert(0, self._one_record(form))
        return read

    def _form(self) -> Understood | None:
        """The sort of the form that the labels make; None when they make none."""
        if any(table.is_sheet and len(table.lines) > len(self._labels) for table in self._tables):
            return None
        said = chosen(self._source.said, LABELS, [one.label for one in self._labels])
        if said is not None:
            return (
                as_said(self._columns, record_type(said.type), said.columns) if said.type else None
            )
        found = recognise(self._columns, self._source.titles, self._allowed)
        if found is None or found.confidence < PLACED:
            return self._minutes()
        telling = [at for at in found.fields if not self._is_control(at)]
        return found if len(telling) >= _FEWEST else self._minutes()

    def _minutes(self) -> Understood | None:
        """Minutes by their title, which say when they were held and little else in labels."""
        kind = record_type("management_review")
        if kind.id not in self._allowed or type_named(kind, self._source.titles) < _NAMED:
            return None
        told = as_said(self._columns, kind, {})
        return told if "held" in told.fields.values() else None

    def _controls(self, laid: LaidTable) -> bool:
        """Whether a table says of the document itself what number, issue and day it has."""
        number = _bare(self._source.number)
        if laid.is_sheet or len(laid.lines) > _MOST_CONTROL or not number:
            return False
        texts = [*laid.headings, *(cell for line in laid.lines for cell in line.cells)]
        about = sum(words_of(text) in _SPEAK_OF_PAPERS for text in texts)
        own = any(number == _bare(text) for text in texts)
        return own and about >= max(2, len(laid.headings) // 2)

    def _is_control(self, at: int) -> bool:
        """Whether a label stands at the head of any controlled document."""
        words = words_of(self._labels[at].label)
        return words in _CONTROL or (self._is_controlled and self._is_of_the_paper(at))

    @cached_property
    def _is_controlled(self) -> bool:
        """Whether the labels give the paper's own number, and who keeps it and since when."""
        number = _bare(self._source.number)
        own = any(number == _bare(one.value) for one in self._labels)
        kept = sum(words_of(one.label) in _KEPT for one in self._labels)
        return bool(number) and own and kept >= _FEWEST_KEPT

    def _is_of_the_paper(self, at: int) -> bool:
        label = self._labels[at]
        own = _bare(label.value) == _bare(self._source.number)
        return own or words_of(label.label) in _SPEAK_OF_PAPERS

    def _wide(self, laid: LaidTable) -> tuple[RecordTable, ...]:
        """A table that spreads a field over columns, unless a person said what it is."""
        if chosen(self._source.said, laid.name, laid.headings) is not None:
            return ()
        titles = [(laid.name, 1.0), *self._source.titles]
        return read_wide(laid, named_columns(*self._alike[laid.headings]), titles, self._source)

    def _table(self, laid: LaidTable, form: Understood | None) -> tuple[RecordTable, bool]:
        """A table as records, and whether the labels of the form went into them."""
        source, titles = self._source, [(laid.name, 1.0), *self._source.titles]
        columns = named_columns(*self._alike[laid.headings])
        if (said := chosen(source.said, laid.name, laid.headings)) is not None:
            if said.type is None:
                return unplaced(laid, source.revision, None), False
            told = as_said(columns, record_type(said.type), said.columns)
            head = self._head(told, form, laid)
            return as_records(laid, told, source, head, said), bool(head.fields)
        own = recognise(columns, titles, source.allowed)
        if form is not None and (own is None or own.confidence < form.confidence + 0.1):
            lines = as_type(columns, titles, record_type(form.type))
            own = lines if lines is not None and len(lines.fields) > 1 else own
        if own is None or (own.confidence < PLACED and (form is None or own.type != form.type)):
            return unplaced(laid, source.revision, own, columns), False
        head = self._head(own, form, laid)
        return as_records(laid, own, source, head), bool(head.fields)

    def _head(self, own: Understood, form: Understood | None, laid: LaidTable) -> Head:
        """What the labels say of every line of a table."""
        kind = record_type(own.type)
        is_log = laid.is_sheet and kind.key in own.fields.values() and own.type not in _OF_PEOPLE
        if own.type not in self._allowed or is_log:
            return Head()
        told = form if form is not None and form.type == own.type else None
        if told is None and own.type in _OF_PEOPLE:
            told = as_said(self._columns, kind, {})
        told = told or as_type(self._columns, self._source.titles, kind)
        if told is None:
            return Head(key=self._number, values=self._values)
        taken = set(own.fields.values())
        fields = {name: one for name, one in self._fields(told).items() if name not in taken}
        return Head(fields, self._rest(told), self._number, self._values)

    @property
    def _values(self) -> tuple[str, ...]:
        """What the labels say: they too tell how the paper writes its days."""
        return tuple(one.value for one in self._labels)

    @property
    def _number(self) -> str:
        """The document's number, when it is one."""
        number = self._source.number
        return number if any(map(str.isdigit, number)) else ""

    def _is_told(self, label: Label, *, mail: bool) -> bool:
        """Whether a label speaks of what is recorded, not of the paper or the mail."""
        words = words_of(label.label)
        if not words or words in _OF_THE_PAPER or is_blank(label.value):
            return False
        own = self._source.number.casefold() in label.value.casefold()
        if own and words in _OF_DOCUMENTS and not self._is_of_people:
            return False
        return not (mail and words in _OF_A_MAIL)

    @property
    def _is_of_people(self) -> bool:
        """Whether the titles name a list of who was trained or has read: headed by a document."""
        titles = self._source.titles
        return any(type_named(record_type(name), titles) >= _NAMED for name in _OF_PEOPLE)

    def _rest(self, told: Understood) -> dict[str, str]:
        """Labels nobody recognised."""
        labels = enumerate(self._labels)
        return {one.label: one.value for at, one in labels if at not in told.fields}

    def _fields(self, told: Understood) -> dict[str, Field]:
        kind = record_type(told.type)
        order = OrderOfDays([self._values])
        found: dict[str, Field] = {}
        for at, name in sorted(told.fields.items()):
            label = self._labels[at]
            column = ReadColumn(kind.fields[name], label.label, [label.value], order=order)
            value = column.value(label.value)
            if value is not None:
                place = f"{label.sheet or f'p. {label.page}'}, {label.label}"
                passage = self._source.passages.at(label.page, label.start)
                found[name] = Field(name, value, label.value, label.label, place, passage)
        return found

    def _one_record(self, form: Understood) -> RecordTable:
        kind, fields = record_type(form.type), self._fields(form)
        key = fields.get(kind.key)
        named = self._number if key is None or is_blank(key.text) else plain_text(key.text)
        first = min((self._labels[at] for at in form.fields), key=lambda one: (one.page, one.start))
        rest = self._rest(form)
        passage = self._source.passages.at(first.page, first.start)
        revision = self._source.revision
        record = Record(form.type, named, revision, passage, "", fields, rest)
        missing = () if named else ((f"p. {first.page}", Unread("no-key", "Nothing names it.")),)
        return RecordTable(
            revision=revision,
            sheet=first.sheet,
            type=form.type,
            confidence=round(min(form.confidence, 1.0), 3),
            columns={self._labels[at].label: name for at, name in sorted(form.fields.items())},
            unknown=tuple(dict.fromkeys(rest)),
            records=(record,),
            rows=1,
            lines_left=missing,
        )
