"""Which records a question is put to: those of the sorts that are evidence for its clause."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from assistant.audits.sampling import Drawn, draw
from assistant.model.clauses import ClauseNumber
from assistant.model.records import Record
from assistant.model.replies import Citation
from assistant.records.vocabulary import record_types


class Records(Protocol):
    """The records of a day (`assistant.records.held.RecordBook`)."""

    def of(self, type_id: str) -> tuple[Record, ...]:
        """Every record of a sort."""

    def cite(self, record: Record) -> Citation:
        """A record as a citation."""


class Populations:
    """Samples for the clauses of one checklist, each drawn once."""

    def __init__(self, records: Records, *, seed: int) -> None:
        self._records, self._seed = records, seed
        self._drawn: dict[tuple[ClauseNumber, str], Drawn | None] = {}
        self._found: dict[ClauseNumber, tuple[str, Drawn] | None] = {}

    def of(self, clause: ClauseNumber, *, risky: str = "") -> tuple[str, Drawn] | None:
        """What the records are and where they stand, and the draw; None where none bears on it.

        Of several sorts the one with the most records is asked about; cases that only the other
        sorts have are added.
        """
        if clause not in self._found:  # every question of a clause asks for them
            self._found[clause] = self._of_clause(clause, risky)
        return self._found[clause]

    def _of_clause(self, clause: ClauseNumber, risky: str) -> tuple[str, Drawn] | None:
        sorts = list(self._sorts(clause))
        best = max(sorts, key=lambda pair: len(pair[1]), default=None)
        if best is None or not best[1]:
            return None
        (name, title), records = best
        key = (clause, name)
        if key not in self._drawn:
            about = f"{clause} {name}"
            goods = _is_of_goods(name)
            beside = [
                one
                for (other, _), held in sorts
                if goods and other != name and _is_of_goods(other)
                for one in held
            ]
            self._drawn[key] = draw(
                records, seed=self._seed, about=about, risky=risky, beside=beside, goods=goods
            )
        drawn = self._drawn[key]
        return None if drawn is None else (f"{title} in {self._places(drawn.records)}", drawn)

    def _places(self, records: Iterable[Record]) -> str:
        """The documents that the rows stand in, so that a person finds them."""
        return ", ".join(dict.fromkeys(self._records.cite(one).document for one in records))

    def findings(self, clause: ClauseNumber) -> list[Record]:
        """Findings of earlier audits about a clause, as far as they are held as rows."""
        held = self._records.of("audit_finding")
        return [one for one in held if _speaks_of(one, clause)]

    def cite(self, record: Record) -> Citation:
        """Where a record stands."""
        return self._records.cite(record)

    def _sorts(self, clause: ClauseNumber) -> Iterable[tuple[tuple[str, str], Sequence[Record]]]:
        for name, sort in record_types().items():
            numbers = [ClauseNumber.parse(number) for number in sort.clauses]
            if name in _TRACED:
                numbers.append(_TRACEABILITY)
            if any(
                one == clause or clause.contains(one) or one.contains(clause) for one in numbers
            ):
                yield (name, sort.title), self._records.of(name)


_TRACEABILITY = ClauseNumber.parse("8.5.2")
_TRACED = frozenset({"lot", "lot_split", "shipment", "receiving_inspection"})
"""Where a lot is met on its way, whatever clause its record proves."""


def _is_of_goods(name: str) -> bool:
    """Whether records of a sort are of goods, suppliers or orders, or of what went wrong."""
    return any(number.startswith(("8.", "10.")) for number in record_types()[name].clauses)


def _speaks_of(record: Record, clause: ClauseNumber) -> bool:
    field = record.fields.get("clause")
    if field is None:
        return False
    said = field.value if isinstance(field.value, tuple) else (field.text,)
    return any(str(one).strip().startswith(str(clause)) for one in said)
