"""The use case: take over what was filled in away from the program, or nothing of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from assistant.audits.running import RunAudit, Written, going_on, item_of, over, result_of, says
from assistant.errors import ClausewiseError, WrongUse
from assistant.model.audit_runs import AuditRun, ItemEntry

FIELDS = ("result", "evidence", "interviewed", "note")
"""What is filled in beside an item, as `Written` names it."""


@dataclass(frozen=True, slots=True)
class FilledItem:
    """A row of a filled-in sheet. `seen` are the entries it goes on from.

    `cells` name where each field stood (`Items!K7`), under the names of `FIELDS` and `item`.
    """

    item: str
    seen: tuple[int, ...]
    written: Written
    question: str = ""
    cells: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FilledIn:
    """What came of a filled-in sheet. `told` says what a person should know of it."""

    kept: tuple[ItemEntry, ...]
    unchanged: int
    told: tuple[str, ...] = ()


class FilledInWrong(WrongUse):
    """A filled-in sheet has cells that cannot be taken; the message lists all, one a line."""

    code = "filled-in-wrong"
    hint = "Correct these cells and import the file again; nothing of it was taken over."

    def __init__(self, file: str, faults: Sequence[str]) -> None:
        self.faults = tuple(faults)
        many = "1 cell is" if len(self.faults) == 1 else f"{len(self.faults)} cells are"
        lines = "".join(f"\n  {one}" for one in self.faults)
        super().__init__(f"{file!r} cannot be taken over, {many} wrong:{lines}")


def fill_in(
    running: RunAudit, audit: str, rows: Sequence[FilledItem], *, by: str, file: str = ""
) -> FilledIn:
    """Keep every row that says something new as an entry, each based on what its author saw.

    All rows are looked at before the first is kept, so that a wrong cell keeps everything out; a
    file that is imported again adds nothing. Raises `NothingThere`, `AuditClosed`,
    `FilledInWrong` with every cell.
    """
    run = running.run(audit)
    faults: list[str] = []
    new = [row for row in rows if _is_new(run, row, faults)]
    faults += _twice(new)
    if faults:
        raise FilledInWrong(file, faults)
    kept = tuple(
        running.fill(audit, row.item, row.written, by=by, based_on=row.seen) for row in new
    )
    return FilledIn(kept, len(rows) - len(new), tuple(_told(run, rows)))


def _is_new(run: AuditRun, row: FilledItem, faults: list[str]) -> bool:
    """Whether the row says what no entry says yet; what is wrong with it is added to `faults`."""
    looked_at = "item"
    try:
        standing = item_of(run, row.item)
        base = going_on(run, row.item, row.seen)
        if row.written.nothing:
            return False
        looked_at = "result"
        if row.written.result:
            result_of(row.written.result)
        looked_at = "evidence"
        made = over(base, row.written)
    except ClausewiseError as error:
        where = row.cells.get(looked_at) or row.cells.get("item", "a row")
        faults.append(f"{where}: {error} {error.hint}")
        return False
    before = [one for one in standing.entries if set(one.based_on) == set(row.seen)]
    return says(made) not in [says(one) for one in (base, *before)]


def _twice(rows: Sequence[FilledItem]) -> list[str]:
    seen: dict[str, FilledItem] = {}
    faults = []
    for row in rows:
        if row.item in seen:
            faults.append(f"{row.cells.get('item', row.item)}: the item stands in two rows.")
        seen[row.item] = row
    return faults


def _told(run: AuditRun, rows: Sequence[FilledItem]) -> list[str]:
    """What was edited and is not taken over, and items that have no row."""
    told = []
    for row in rows:
        item = item_of(run, row.item)
        no = item.item.draft.no
        if row.question and row.question.split() != item.item.draft.question.split():
            told.append(f"Item {no}: the question was edited; questions are frozen, it was left.")
        if item.current and item.current.result and not (row.written.result or "").strip():
            told.append(f"Item {no}: no result in the file; the one that stands was left.")
    given = {item_of(run, row.item).item.id for row in rows}
    gone = [str(one.item.draft.no) for one in run.items if one.item.id not in given]
    if gone:
        told.append(f"No row for item {', '.join(gone)}: left as it is.")
    return told
