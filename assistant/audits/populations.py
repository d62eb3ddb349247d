"""Which records a question is put to: those of the sorts that are evidence for its clause."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import Protocol

from assistant.audits.sampling import Drawn, draw
from assistant.model.clauses import ClauseNumber
from assistant.model.records import Record
from assistant.model.replies import Citation
from assistant.quotes import word_stems
from assistant.records.vocabulary import record_types

_Sort = tuple[tuple[str, str], Sequence[Record]]
"""Id and title of a sort with its records."""
_HEADS = 3  # records whose columns are looked at


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
        self._drawn: dict[tuple[ClauseNumber, str], tuple[str, Drawn] | None] = {}
        self._held: dict[ClauseNumber, list[_Sort]] = {}
        self._named: dict[str, frozenset[str]] = {}

    def of(
        self,
        clause: ClauseNumber,
        *,
        risky: str = "",
        sentence: str = "",
        places: Collection[str] = (),
    ) -> tuple[str, Drawn] | None:
        """What the records are and where they stand, and the draw; None where none bears on it.

        Of several sorts that is asked about whose own words (its name, its columns) `sentence`
        has most of, then one in a document of `places`, where gaps are known, then the one with
        the most records; cases that only the other sorts have are added.
        """
        if clause not in self._held:  # every question of a clause asks for them
            self._held[clause] = [pair for pair in self._sorts(clause) if pair[1]]
        held = self._held[clause]
        best = self._asked_about(held, sentence, places)
        if best is None:
            return None
        key = (clause, best[0][0])
        if key not in self._drawn:
            self._drawn[key] = self._draw(clause, best, held, risky)
        return self._drawn[key]

    def _draw(
        self, clause: ClauseNumber, best: _Sort, held: Sequence[_Sort], risky: str
    ) -> tuple[str, Drawn] | None:
        (name, title), records = best
        goods = _is_of_goods(name)
        beside = [
            one
            for (other, _), more in held
            if goods and other != name and _is_of_goods(other)
            for one in more
        ]
        about = f"{clause} {name}"
        drawn = draw(records, seed=self._seed, about=about, risky=risky, beside=beside, goods=goods)
        return None if drawn is None else (f"{title} in {self._places(drawn.records)}", drawn)

    def _asked_about(
        self, held: Sequence[_Sort], sentence: str, places: Collection[str]
    ) -> _Sort | None:
        """The sort that a sentence speaks of by words that no other of these sorts has."""
        if len(held) < 2:
            return held[0] if held else None
        words = [self._words(pair) for pair in held]
        often = Counter(word for one in words for word in one)
        said = word_stems(sentence)

        def fit(at: int) -> tuple[int, bool, int]:
            own = sum(often[word] == 1 for word in words[at] & said)
            known = bool(places) and self._records.cite(held[at][1][0]).document in places
            return own, known, len(held[at][1])

        return held[max(range(len(held)), key=fit)]

    def _words(self, pair: _Sort) -> frozenset[str]:
        """The stems of what a register is called and of the heads of its columns."""
        (name, title), records = pair
        if name not in self._named:
            heads = [title]
            for one in records[:_HEADS]:
                heads += [field.header for field in one.fields.values()]
                heads += [*one.rest, self._records.cite(one).document]
            self._named[name] = word_stems(" ".join(dict.fromkeys(heads)))
        return self._named[name]

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

    def _sorts(self, clause: ClauseNumber) -> Iterable[_Sort]:
        for name, sort in record_types().items():
            numbers = [ClauseNumber.parse(number) for number in sort.clauses]
            if name in _TRACED:
                numbers.append(_TRACEABILITY)
            if name == _LEAVES:
                numbers.append(_RELEASE)
            if any(
                one == clause or clause.contains(one) or one.contains(clause) for one in numbers
            ):
                yield (name, sort.title), self._records.of(name)


_TRACEABILITY = ClauseNumber.parse("8.5.2")
_RELEASE = ClauseNumber.parse("8.6")
_LEAVES = "shipment"
"""What has left was released: its rows show who did, whatever clause they prove."""
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
