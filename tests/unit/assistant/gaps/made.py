"""A company by hand for the rules: records as plain words, documents as a few sentences."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal, InvalidOperation

from assistant.gaps.checking import lapses
from assistant.gaps.ground import Ground
from assistant.gaps.lapses import Lapse
from assistant.gaps.papers import Papers
from assistant.gaps.rules import Rule, in_use
from assistant.model.documents import Kind, Revision, Status
from assistant.model.organisation import RuleChange
from assistant.model.passages import Passage
from assistant.model.records import Field, FieldKind, Record, Standing, Value
from assistant.records.vocabulary import record_type
from tests.builders import revision

TODAY = date(2026, 9, 30)
Cells = Mapping[str, str]


@dataclass(frozen=True)
class Paper:
    """A document: its number, a title, headings with their sentences, and how it stands."""

    number: str
    texts: Sequence[str] = ("It says what is done.",)
    heading: str = "1 General"
    title: str = "A procedure"
    label: str = "A"
    kind: Kind = Kind.PROCEDURE
    status: Status = Status.IN_FORCE
    effective: date | None = date(2025, 3, 1)
    review: date | None = None
    path: str = ""
    cells: tuple[tuple[str, str], ...] = ()
    pages_without_text: tuple[int, ...] = ()


@dataclass
class Company:
    """Logs by sort of record and documents; what a rule looks at.

    A log is a list of rows, each a mapping from field to text; "-" stays a dash. `forms` are
    papers on their own, each a list of lines; `notes` stand beside the rows of a log.
    """

    logs: Mapping[str, Sequence[Cells]] = field(default_factory=dict)
    forms: Mapping[str, Sequence[Cells]] = field(default_factory=dict)
    papers: Sequence[Paper] = ()
    notes: Mapping[str, str] = field(default_factory=dict)

    def ground(self, as_of: date = TODAY) -> Ground:
        """What the rules look at on a day."""
        shelf = _Shelf()
        for paper in self.papers:
            shelf.add(paper)
        records: dict[str, list[Record]] = {}
        for type_id, rows in self.logs.items():
            records.setdefault(type_id, []).extend(shelf.log(type_id, rows))
            if type_id in self.notes:
                shelf.write(records[type_id][-1].revision, self.notes[type_id])
        for type_id, forms in self.forms.items():
            for number, cells in enumerate(forms):
                records.setdefault(type_id, []).append(shelf.form(type_id, cells, number))
        return Ground(_Held(records), Papers(shelf, as_of))


def seen(
    rule: str, company: Company, as_of: date = TODAY, changes: Iterable[RuleChange] = ()
) -> list[tuple[Rule, Lapse]]:
    """What one rule sees in a company."""
    asked = [one for one in in_use(changes) if one.id == rule]
    return list(lapses(company.ground(as_of), asked))


class _Held:
    def __init__(self, records: Mapping[str, Sequence[Record]]) -> None:
        self._records = records

    def of(self, type_id: str) -> Sequence[Record]:
        record_type(type_id)
        return self._records.get(type_id, ())


class _Shelf:
    def __init__(self) -> None:
        self._revisions: list[Revision] = []
        self._passages: dict[str, Passage] = {}

    def revisions(self) -> list[Revision]:
        return self._revisions

    def passages_of(self, revision: str) -> list[Passage]:
        return [one for one in self._passages.values() if one.revision == revision]

    def passages(self, ids: Iterable[str]) -> dict[str, Passage]:
        return {id: self._passages[id] for id in ids if id in self._passages}

    def add(self, paper: Paper) -> Revision:
        made = revision(
            paper.number,
            paper.label,
            effective=paper.effective,
            status=paper.status,
            kind=paper.kind,
        )
        identity = replace(made.identity, title=paper.title, review_date=paper.review)
        path = paper.path or f"procedures/{paper.number}_{paper.label}.pdf"
        made = replace(
            made,
            id=f"d_{path}",
            identity=identity,
            path=path,
            pages_without_text=paper.pages_without_text,
            passages=len(paper.texts),
        )
        self._revisions.append(made)
        for text in paper.texts:
            self.write(made.id, text, heading=(paper.heading,), cells=paper.cells)
        return made

    def write(
        self,
        revision_id: str,
        text: str,
        *,
        heading: tuple[str, ...] = (),
        row: str | None = None,
        cells: tuple[tuple[str, str], ...] = (),
    ) -> Passage:
        made = Passage(
            id=f"p_{len(self._passages)}",
            revision=revision_id,
            ordinal=len(self._passages),
            page=1,
            start=0,
            end=len(text),
            text=text,
            heading_path=heading,
            row=row,
            cells=cells,
        )
        self._passages[made.id] = made
        return made

    def log(self, type_id: str, rows: Sequence[Cells]) -> list[Record]:
        home = self.add(Paper(f"LOG-{type_id}", texts=(), kind=Kind.RECORD, label=""))
        return [
            self._record(type_id, cells, home.id, f"Register!{line}")
            for line, cells in enumerate(rows, start=2)
        ]

    def form(self, type_id: str, cells: Cells, number: int) -> Record:
        text = tuple(part for part in (cells.get("text"),) if part)
        paper = Paper(f"FORM-{type_id}-{number}", texts=text, kind=Kind.EXTERNAL, label="")
        home = self.add(paper)
        said = {name: value for name, value in cells.items() if name != "text"}
        return self._record(type_id, said, home.id, "")

    def _record(self, type_id: str, cells: Cells, revision_id: str, row: str) -> Record:
        kinds = record_type(type_id)
        shown = {_heading(name): said for name, said in cells.items()}
        passage = self.write(
            revision_id, " | ".join(shown.values()), row=row or None, cells=tuple(shown.items())
        )
        fields = {
            name: Field(
                name, _value(said, kinds.fields[name].kind), said, _heading(name), row, passage.id
            )
            for name, said in cells.items()
            if name in kinds.fields and said not in ("", "-")
        }
        rest = {name: said for name, said in cells.items() if name not in kinds.fields and said}
        key = fields[kinds.key].text if kinds.key in fields else ""
        return Record(type_id, key, revision_id, passage.id, row, fields, rest)


def _heading(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _value(said: str, kind: FieldKind) -> Value:
    match kind:
        case FieldKind.DATE:
            try:
                return date.fromisoformat(said)
            except ValueError:
                return said
        case FieldKind.NUMBER | FieldKind.DURATION:
            try:
                return Decimal(said)
            except InvalidOperation:
                return said
        case FieldKind.STATE:
            return Standing(said)
        case FieldKind.YES_NO:
            return said == "yes"
        case FieldKind.REFERENCE | FieldKind.CLAUSE:
            return tuple(part.strip() for part in said.split(","))
    return said
