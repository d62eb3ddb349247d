"""How long the rules take over a hundred thousand rows in a thousand documents.

The records are made, not read: what reading takes is measured apart. `python -m evals.speed.gaps`.
"""

import resource
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal

from assistant.gaps.checking import lapses
from assistant.gaps.ground import Ground
from assistant.gaps.keeping import KeptLapses
from assistant.gaps.papers import Papers
from assistant.gaps.rules import in_use
from assistant.model.documents import Identity, Kind, Revision, Status
from assistant.model.passages import Passage
from assistant.model.records import Field, Record, Standing, Value
from assistant.records.vocabulary import record_type
from integrations.bootstrap.gaps import uncollected

TODAY = date(2026, 9, 30)
_START = date(2024, 1, 1)
_RULES_OF_A_PROCEDURE = (
    "Suppliers are evaluated every 12 months by the buyer.",
    "A nonconformity is closed within 30 days; see QP-{next} and form F-{next}.",
    "Records of the work are kept for 10 years.",
)


class Made:
    """A company of `rows` records and `documents` procedures, every run the same."""

    def __init__(self, rows: int, documents: int) -> None:
        self._revisions = [_revision(f"QP-{n}", Kind.PROCEDURE) for n in range(documents)]
        self._passages: dict[str, list[Passage]] = {
            one.id: list(_texts(one, n)) for n, one in enumerate(self._revisions)
        }
        self._records = {
            type_id: list(self._log(type_id, cells)) for type_id, cells in _logs(rows).items()
        }

    def of(self, type_id: str) -> Sequence[Record]:
        """Every record of a sort."""
        return self._records.get(type_id, ())

    def revisions(self) -> list[Revision]:
        """Every revision held."""
        return self._revisions

    def passages_of(self, revision: str) -> list[Passage]:
        """All passages of one revision."""
        return self._passages.get(revision, [])

    def passages(self, ids: Iterable[str]) -> dict[str, Passage]:
        """None: rows of logs are not made as passages."""
        return {}

    def add(self) -> None:
        """One more procedure, as after an ingest."""
        new = _revision(f"QP-{len(self._revisions)}", Kind.PROCEDURE)
        self._revisions.append(new)
        self._passages[new.id] = list(_texts(new, len(self._revisions)))

    def _log(self, type_id: str, rows: Iterable[dict[str, Value]]) -> Iterator[Record]:
        home = _revision(f"LOG-{type_id}", Kind.RECORD)
        self._revisions.append(home)
        key = record_type(type_id).key
        for line, cells in enumerate(rows, start=2):
            place = f"Log!{line}"
            fields = {
                name: Field(name, value, _said(value), name, place, f"{home.id}{line}")
                for name, value in cells.items()
            }
            named = fields[key].text if key in fields else ""
            yield Record(type_id, named, home.id, f"{home.id}{line}", place, fields, {})


def _logs(rows: int) -> dict[str, Iterator[dict[str, Value]]]:
    many, few = rows // 4, max(1, rows // 50)
    return {
        "receiving_inspection": map(_receipt, range(many)),
        "lot_split": map(_split, range(many)),
        "shipment": map(_shipment, range(many)),
        "sales_order": (
            {"sales_order": f"SO-{n:06d}", "ordered": _day(n), "customer": f"Air{n % 100}"}
            for n in range(many)
        ),
        "gauge": (
            {"gauge": f"G-{n:03d}", "calibrated": _day(800), "calibration_due": date(2027, 1, 1)}
            for n in range(400)
        ),
        "approved_supplier": (
            {"supplier": f"Firm{n} Ltd", "state": Standing.APPROVED, "last_evaluation": _day(800)}
            for n in range(300)
        ),
        "nonconformity": (
            {"nonconformity": f"NCR-{n:05d}", "opened": _day(n), "closed": _day(n + 9)}
            for n in range(few)
        ),
    }


def _receipt(n: int) -> dict[str, Value]:
    return {
        "lot": f"L{n:06d}",
        "received": _day(n),
        "supplier": f"Firm{n % 300} Ltd",
        "part": f"P-{n % 5000}",
        "quantity": Decimal(100),
        "batch": f"B-{n}",
        "stamp": f"ST-{n % 20:02d}",
        "gauge": (f"G-{n % 400:03d}",),
        "result": Standing.APPROVED,
    }


def _split(n: int) -> dict[str, Value]:
    return {
        "lot": f"L{n:06d}/A",
        "parent": f"L{n:06d}",
        "part": f"P-{n % 5000}",
        "split": _day(n + 5),
        "quantity_before": Decimal(100),
        "quantity": Decimal(40),
        "quantity_after": Decimal(60),
        "split_by": f"Ann{n % 50} Lee",
        "checked_by": f"Bo{n % 40} Ray",
    }


def _shipment(n: int) -> dict[str, Value]:
    return {
        "shipment": f"DN-{n:06d}",
        "lot": f"L{n:06d}/A",
        "part": f"P-{n % 5000}",
        "quantity": Decimal(40),
        "shipped": _day(n + 9),
        "customer": f"Air{n % 100}",
        "sales_order": (f"SO-{n:06d}",),
        "certificate": (f"CC-{n:06d}",),
    }


def _day(number: int) -> date:
    return _START + timedelta(days=number % 900)


def _said(value: Value) -> str:
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def _revision(number: str, kind: Kind) -> Revision:
    identity = Identity(
        number=number,
        label="A",
        title=f"Procedure {number}",
        kind=kind,
        status=Status.IN_FORCE,
        effective_date=_START,
    )
    return Revision(f"d_{number}", identity, f"{number}.pdf", number, 1, 1, 0)


def _texts(revision: Revision, number: int) -> Iterator[Passage]:
    for ordinal in range(24):
        rule = _RULES_OF_A_PROCEDURE[ordinal % len(_RULES_OF_A_PROCEDURE)]
        text = rule.format(next=number % 40)
        yield Passage(
            f"{revision.id}{ordinal}", revision.id, ordinal, 1, 0, len(text), text, None, None
        )


def main(rows: int = 100_000, documents: int = 1_000) -> None:
    """Print what all rules take at first, and after one more document."""
    made, kept, rules = Made(rows, documents), KeptLapses(), in_use()
    for called in ("all rules", "after one more document"):
        began, busy = time.perf_counter(), time.process_time()
        with uncollected():
            found = sum(1 for _ in lapses(Ground(made, Papers(made, TODAY)), rules, kept))
        took, worked = time.perf_counter() - began, time.process_time() - busy
        print(
            f"{called}: {took:.1f} s ({worked:.1f} s of one core), {found} lapses, "
            f"{rows} rows, {documents} documents"
        )
        made.add()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"memory at most {peak} MB, the records included")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
