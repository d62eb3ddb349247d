"""Makes each row of a company's chains wrong in turn and counts which faults break a chain.

python -m evals.traces.measure --data DIR --as-of DATE
"""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from assistant.model.records import Record
from assistant.records.vocabulary import record_types
from assistant.trace.breaks import Break
from assistant.trace.building import graph_of
from assistant.trace.finding import breaks_of
from assistant.trace.graph import Records
from evals.metrics.intervals import Measured, measured_mean
from evals.traces.faults import FAULTS, Fault
from integrations.bootstrap import build_services
from integrations.settings import Settings


@dataclass(frozen=True, slots=True)
class Seen:
    """Of one way to be wrong: the share that broke a chain, and the rows whose fault did not."""

    fault: Fault
    share: Measured | None  # None: no row could be wrong in that way
    missed: tuple[str, ...]


class _Rows:
    """Rows of a day, one of them perhaps another."""

    def __init__(self, rows: dict[str, Sequence[Record]]) -> None:
        self._rows = rows

    def of(self, type_id: str) -> Sequence[Record]:
        return self._rows.get(type_id, ())

    def with_row(self, sort: str, at: int, row: Record) -> "_Rows":
        rows = list(self._rows[sort])
        rows[at] = row
        return _Rows({**self._rows, sort: rows})


def measure(records: Records) -> list[Seen]:
    """Each way over every row it fits; a break counts that was not there before."""
    rows = _Rows({sort: tuple(records.of(sort)) for sort in record_types()})
    before = _breaks(rows)
    return [_tried(rows, fault, before) for fault in FAULTS]


def _tried(rows: _Rows, fault: Fault, before: set[tuple[str, str]]) -> Seen:
    outcomes: list[float] = []
    missed: list[str] = []
    for at, row in enumerate(rows.of(fault.sort)):
        wrong = fault.spoil(row)
        if wrong is None:
            continue
        found = bool(_breaks(rows.with_row(fault.sort, at, wrong)) - before)
        outcomes.append(float(found))
        if not found:
            missed.append(row.row or row.key)
    return Seen(fault, measured_mean(outcomes) if outcomes else None, tuple(missed))


def _breaks(records: Records) -> set[tuple[str, str]]:
    return {_name(one) for one in breaks_of(graph_of(records)) if not one.elsewhere}


def _name(one: Break) -> tuple[str, str]:
    return one.code.value, one.message


def _told(share: Measured) -> str:
    return f"{share.value:.2f} ({share.low:.2f} to {share.high:.2f}, n = {share.n})"


def main() -> None:
    """Print the shares, with their number, interval and what was missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--as-of", type=date.fromisoformat, default=date.today())
    asked = parser.parse_args()
    with build_services(Settings.load(data=asked.data)) as services:
        book = services.records(as_of=asked.as_of)
        for one in breaks_of(graph_of(book)):
            if not one.elsewhere:
                print(f"break: {one.message}")
        for seen in measure(book):
            share = "no such row" if seen.share is None else _told(seen.share)
            missed = f"  missed: {', '.join(seen.missed[:5])}" if seen.missed else ""
            print(f"{seen.fault.name:35} {share}{missed}")


if __name__ == "__main__":
    main()
