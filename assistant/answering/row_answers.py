"""Answers over rows: all that fit, none, the last, a sum, groups. What is not shown is counted."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.log_books import Log
from assistant.answering.phrasing import Tagged, sentence
from assistant.answering.row_groups import Groups
from assistant.answering.row_sums import Sum
from assistant.answering.row_times import Condition
from assistant.answering.shelf import Shelf
from assistant.answering.units import row_unit
from assistant.citations import cite
from assistant.model.passages import Passage
from assistant.model.replies import Answered, Citation, Declined, Outcome, Reason

MOST_CITED = 60
_NEAR_MISSES = 3
_MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class Found:
    """A log, what its rows must meet and the rows that do, in the log's order."""

    log: Log
    conditions: tuple[Condition, ...]
    rows: tuple[Passage, ...]
    is_named: bool = True  # whether the question names what the log is about

    @property
    def stated(self) -> str:
        """How many rows of which log, and what they meet."""
        return f"{len(self.rows) or 'None'} {self.of_what}"

    @property
    def of_what(self) -> str:
        """Of how many rows of which log they are, and what they meet."""
        name = f"{self.log.name} ({self.log.revision.number})"
        met = ", ".join(dict.fromkeys(one.name for one in self.conditions))
        total = f"of {len(self.log.rows)} rows of {name}"
        return f"{total} with {met}" if met else total

    @property
    def unread(self) -> tuple[Passage, ...]:
        """Rows that fit as far as can be told, but hold no day or number that can be read."""
        return tuple(
            row
            for row in self.log.rows
            if row not in self.rows
            and any(one.unread and one.unread(row) for one in self.conditions)
            and all(one.holds(row) or (one.unread and one.unread(row)) for one in self.conditions)
        )

    @property
    def close(self) -> tuple[Passage, ...]:
        """Rows that meet every condition but one."""
        if len(self.conditions) < 2:
            return ()
        wanted = len(self.conditions) - 1
        return tuple(
            row for row in self.log.rows if sum(one.holds(row) for one in self.conditions) == wanted
        )


class Cited:
    """The rows an answer cites, tagged from 1 on; no more than `MOST_CITED` of them."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self.citations: list[Citation] = []

    def lines(self, rows: Sequence[Passage], log: Log) -> list[str]:
        """A line for each row, as far as there is room, and one that counts the rest."""
        shown = rows[: max(0, MOST_CITED - len(self.citations))]
        lines = []
        for row in shown:
            tag = self.tag(row, log)
            lines.append(f"- {sentence(Tagged(row_unit(row, log.revision), tag))}")
        left = len(rows) - len(shown)
        if left and shown:
            lines.append(f"Only the first {len(shown)} are shown; {left} more fit.")
        elif left:
            lines.append(f"There is no room to show them ({left}): ask for this log alone.")
        return lines

    def tag(self, row: Passage, log: Log) -> int:
        """The tag under which a row is cited from now on."""
        tag = len(self.citations) + 1
        status = self._shelf.status(log.revision.id)
        self.citations.append(cite(row, log.revision, quote=row.text, tag=tag, status=status))
        return tag


def all_that_fit(found: Sequence[Found], shelf: Shelf) -> Outcome | None:
    """Every row that fits; None when cells may be worded otherwise than the question."""
    cited, lines = Cited(shelf), list[str]()
    for one in found:
        if not one.rows:
            if not _is_certain(one):
                continue  # cells may be worded otherwise: no ground to say that there is none
            return none_of(one, shelf)
        lines += [f"{one.stated}.", *cited.lines(one.rows, one.log), *_unread(one)]
    return Answered("\n".join(lines), tuple(cited.citations), "records") if lines else None


def _is_certain(found: Found) -> bool:
    """Whether it can be said that no row fits: its words are there, and no day or number fits."""
    named = [one for one in found.conditions if one.by_words]
    told = len(named) < len(found.conditions)
    return (
        found.is_named
        and told
        and (not named or any(all(o.holds(r) for o in named) for r in found.log.rows))
    )


def none_of(found: Found, shelf: Shelf) -> Declined:
    """That no row fits, with the rows that come closest."""
    return Declined(
        Reason.NOT_IN_EVIDENCE,
        " ".join([f"{found.stated}.", *_unread(found)]),
        near(found.close, found.log, shelf),
    )


def near(rows: Sequence[Passage], log: Log, shelf: Shelf) -> tuple[Citation, ...]:
    """Rows as near misses, tagged 0; a few of them."""
    status = shelf.status(log.revision.id)
    return tuple(
        cite(row, log.revision, quote=row.text, tag=0, status=status) for row in rows[:_NEAR_MISSES]
    )


def at_end(found: Found, rows: Sequence[Passage], name: str, shelf: Shelf) -> Answered | None:
    """The rows at one end of an order: the latest, the highest."""
    if not rows:
        return None
    cited = Cited(shelf)
    lines = [f"The {name} of {len(found.rows)} {found.of_what}.", *cited.lines(rows, found.log)]
    return Answered("\n".join(lines), tuple(cited.citations), "records")


def added_up(found: Found, wanted: Sum, header: str, shelf: Shelf) -> Answered | None:
    """The sum over the rows that fit, and the rows."""
    if not found.rows:
        return None
    cited = Cited(shelf)
    rows = cited.lines(found.rows, found.log)
    lines = [*wanted.told(found.rows, found.log, header), f"{found.stated}.", *rows]
    return Answered("\n".join([*lines, *_unread(found)]), tuple(cited.citations), "records")


def in_groups(found: Found, wanted: Groups, header: str, shelf: Shelf) -> Outcome | None:
    """How many rows hold what in a column, with all their rows."""
    if not found.rows:
        return None
    cited, lines = Cited(shelf), [f"{found.stated}, counted by {header}."]
    parts = wanted.parted(found.rows, header)
    if not parts:
        return Declined(
            Reason.NOT_IN_EVIDENCE, f"{found.stated}. None stands there more than once."
        )
    for value, rows in parts:
        room = MOST_CITED - len(cited.citations)
        tags = "".join(f"[{cited.tag(row, found.log)}]" for row in rows[:room])
        lines.append(f"- {value}: {len(rows)} {tags}".rstrip())
    return Answered("\n".join(lines), tuple(cited.citations), "records")


def _unread(found: Found) -> list[str]:
    """What is said of rows of which it could not be read whether they fit."""
    rows = found.unread
    if not rows:
        return []
    named = ", ".join(row.cells[0][1] for row in rows[:_MOST_NAMED])
    more = f" and {len(rows) - _MOST_NAMED} more" if len(rows) > _MOST_NAMED else ""
    one = "holds" if len(rows) == 1 else "hold"
    return [f"Not told: {named}{more} {one} no day that can be read."]
