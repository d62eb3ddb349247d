"""Which process is audited in which month and by whom: levelled over months, nobody's own work.

Deterministic: the same risks, auditors and months give the same plan.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from assistant.gaps.names import plain
from assistant.model.clauses import ClauseNumber
from assistant.model.programmes import (
    Auditor,
    Month,
    OwnWork,
    PlannedAudit,
    RiskLevel,
    covers,
)

EVERY = {RiskLevel.HIGH: 6, RiskLevel.MEDIUM: 12, RiskLevel.LOW: 36}
"""Months from one audit of a process to the next; every process is audited once in each cycle."""
Gather = Callable[[Collection[ClauseNumber]], tuple[ClauseNumber, ...]]
"""Puts clauses into as few numbers as there are."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A process to be planned: `clauses` as they are called, `numbers` one by one."""

    name: str
    clauses: tuple[ClauseNumber, ...]
    numbers: tuple[ClauseNumber, ...]
    risk: RiskLevel
    points: int
    last_audited: date | None


@dataclass(frozen=True, slots=True)
class Cycle:
    """The months to plan, who may audit, what is whose own work, and numbers that are taken."""

    start: Month
    months: int
    auditors: tuple[Auditor, ...]
    own_work: tuple[OwnWork, ...]
    taken: frozenset[str] = frozenset()


def plan(wanted: Sequence[Wanted], cycle: Cycle, gather: Gather) -> tuple[PlannedAudit, ...]:
    """Every process in the cycle, the greatest risk first; audits in the order of months.

    A part for which nobody is free is planned without an auditor.
    """
    load = _Load(cycle)
    order = sorted(
        enumerate(wanted),
        key=lambda pair: (-pair[1].points, pair[1].last_audited or date.min, pair[0]),
    )
    for _, one in order:
        times = _times(one.risk, cycle.months)
        for turn in range(times):
            first = turn * cycle.months // times
            load.place(one, range(first, (turn + 1) * cycle.months // times))
    load.level()
    return tuple(_numbered(load.audits(gather), cycle))


def _times(risk: RiskLevel, months: int) -> int:
    """How often in the cycle: once at least, and never more than once in a month."""
    return max(1, months // EVERY[risk])


@dataclass(slots=True)
class _Part:
    """A part of a process with who audits it; `auditor` is "" for nobody."""

    auditor: str
    numbers: tuple[ClauseNumber, ...]


@dataclass(slots=True)
class _Turn:
    """One audit of a process, its parts together: in which month it is and may be."""

    of: Wanted
    months: range
    at: int
    parts: list[_Part]

    @property
    def work(self) -> int:
        return _work(self.of.numbers)

    @property
    def missing(self) -> int:
        """How much of it nobody audits."""
        return sum(_work(part.numbers) for part in self.parts if not part.auditor)


@dataclass(slots=True)
class _Load:
    """What is planned so far: work by month, and by auditor."""

    cycle: Cycle
    by_month: Counter[int] = field(default_factory=Counter)
    by_auditor: Counter[str] = field(default_factory=Counter)
    turns: list[_Turn] = field(default_factory=list)

    def place(self, one: Wanted, months: range) -> None:
        """Plan one audit of a process in the month of these with the least work.

        Months in which nobody is missing come before those in which somebody is.
        """
        turns = [_Turn(one, months, at, self._parts(one, at)) for at in months]
        best = min(turns, key=lambda turn: (turn.missing, self.by_month[turn.at], turn.at))
        for part in best.parts:
            self.by_auditor[part.auditor] += _work(part.numbers)
        self.by_month[best.at] += best.work
        self.turns.append(best)

    def level(self) -> None:
        """Move what may wait out of the fullest month while that makes the fullest less full."""
        for _ in range(len(self.turns) * self.cycle.months):
            fullest = max(range(self.cycle.months), key=lambda at: (self.by_month[at], -at))
            placed_last_first = [turn for turn in reversed(self.turns) if turn.at == fullest]
            least_first = sorted(placed_last_first, key=lambda one: one.of.points)
            if not any(self._moved(turn) for turn in least_first):
                return

    def _moved(self, turn: _Turn) -> bool:
        """Move an audit to the first month with room for it, else the emptiest it may be in.

        False where nothing is won.
        """
        fits = [at for at in turn.months if self._can_be(turn, at)]
        usual = self.by_month.total() / self.cycle.months
        to = min(
            fits,
            key=lambda at: (max(usual, self.by_month[at] + turn.work), at),
            default=turn.at,
        )
        if self.by_month[to] + turn.work >= self.by_month[turn.at]:
            return False
        self.by_month[turn.at] -= turn.work
        self.by_month[to] += turn.work
        turn.at = to
        return True

    def _can_be(self, turn: _Turn, at: int) -> bool:
        named = {part.auditor for part in turn.parts if part.auditor}
        month = self.cycle.start + at
        able = {one.name for one in self.cycle.auditors if competent_in(one, month)}
        return named <= able

    def audits(self, gather: Gather) -> Iterator[PlannedAudit]:
        """The audits by month, still without numbers."""
        for turn in sorted(self.turns, key=lambda one: one.at):
            month = self.cycle.start + turn.at
            for part in turn.parts:
                whole = len(turn.parts) == 1
                clauses = turn.of.clauses if whole else gather(part.numbers)
                yield PlannedAudit("", month, turn.of.name, clauses, part.auditor)

    def _parts(self, one: Wanted, at: int) -> list[_Part]:
        """The process, as a whole with one auditor where one may audit all of it."""
        month = self.cycle.start + at
        left, parts = one.numbers, []
        free = [auditor for auditor in self.cycle.auditors if competent_in(auditor, month)]
        while True:
            chosen = self._chosen(one.name, left, free)
            if chosen is None:
                break
            auditor, mine = chosen
            parts.append(_Part(auditor.name, mine))
            left = tuple(number for number in left if number not in mine)
            free.remove(auditor)
            if not left:
                return parts
        return [*parts, _Part("", left)]

    def _chosen(
        self, process: str, left: tuple[ClauseNumber, ...], free: Sequence[Auditor]
    ) -> tuple[Auditor, tuple[ClauseNumber, ...]] | None:
        """Who may audit most of what is left; of several whoever has the least to do."""
        best = None
        for place, auditor in enumerate(free):
            mine = may_audit(auditor.name, process, left, self.cycle.own_work)
            if mine is None or (left and not mine):
                continue
            rank = (-len(mine), self.by_auditor[auditor.name], place)
            if best is None or rank < best[0]:
                best = rank, auditor, mine
        return None if best is None else best[1:]


def may_audit(
    auditor: str,
    process: str,
    numbers: tuple[ClauseNumber, ...],
    own_work: Iterable[OwnWork],
) -> tuple[ClauseNumber, ...] | None:
    """Those of the clauses that are not the auditor's own work; None: nothing of the process."""
    mine = [one for one in own_work if one.auditor == auditor and one.process == process]
    if any(not one.clauses for one in mine):
        return None
    return tuple(
        number for number in numbers if not any(covers(one.clauses, number) for one in mine)
    )


def competent_in(auditor: Auditor, month: Month) -> bool:
    """Whether no record speaks against it: competence began before the month ends, and lasts."""
    since, until = auditor.competent_since, auditor.competent_until
    return (since is None or since <= month.last) and (until is None or until >= month.last)


def _work(numbers: Sequence[ClauseNumber]) -> int:
    """How much work an audit is: as many units as it has clauses, one at least."""
    return max(1, len(numbers))


def _numbered(audits: Iterable[PlannedAudit], cycle: Cycle) -> Iterator[PlannedAudit]:
    """The audits numbered through each year, past the numbers that are taken."""
    next_number: Counter[int] = Counter()
    for one in audits:
        year = one.month.year
        while True:
            next_number[year] += 1
            number = f"IA-{year}-{next_number[year]:02}"
            if plain(number) not in cycle.taken:
                break
        yield replace(one, id=number)
