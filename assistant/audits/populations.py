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

    def of(self, clause: ClauseNumber, *, risky: str = "") -> tuple[str, Drawn] | None:
        """The title of the sort of records and the draw; None where no record bears on it.

        Of several sorts the one with the most records is asked about.
        """
        best = max(self._sorts(clause), key=lambda pair: len(pair[1]), default=None)
        if best is None or not best[1]:
            return None
        (name, title), records = best
        key = (clause, name)
        if key not in self._drawn:
            about = f"{clause} {name}"
            self._drawn[key] = draw(records, seed=self._seed, about=about, risky=risky)
        drawn = self._drawn[key]
        return None if drawn is None else (title, drawn)

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
            if any(
                one == clause or clause.contains(one) or one.contains(clause) for one in numbers
            ):
                yield (name, sort.title), self._records.of(name)


def _speaks_of(record: Record, clause: ClauseNumber) -> bool:
    field = record.fields.get("clause")
    if field is None:
        return False
    said = field.value if isinstance(field.value, tuple) else (field.text,)
    return any(str(one).strip().startswith(str(clause)) for one in said)
