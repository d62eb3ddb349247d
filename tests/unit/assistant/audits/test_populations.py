"""Which register a question is put to: the one that its sentence speaks of."""

from collections.abc import Mapping, Sequence

from assistant.audits.populations import Populations
from assistant.model.clauses import ClauseNumber
from assistant.model.records import Field, Record
from assistant.model.replies import Citation

RELEASE = ClauseNumber.parse("8.6")


def rows(sort: str, book: str, heads: Sequence[str], count: int) -> list[Record]:
    def one(at: int) -> Record:
        place = f"{book}!{at}"
        fields = {h: Field(h, f"{h} {at}", f"{h} {at}", h, place, f"p_{place}") for h in heads}
        return Record(sort, f"{book} {at}", book, f"p_{place}", place, fields, {})

    return [one(at) for at in range(1, count + 1)]


class Books:
    """Records by sort; the revision of a record is the name of its book."""

    def __init__(self, held: Mapping[str, Sequence[Record]]) -> None:
        self._held = held

    def of(self, type_id: str) -> tuple[Record, ...]:
        return tuple(self._held.get(type_id, ()))

    def cite(self, record: Record) -> Citation:
        return Citation(
            tag=1, document=record.revision, revision="", status="in_force", title="",
            kind="record", effective_date=None,
            section=None, section_title=None, page=1, row=record.row, quote="q", clauses=(),
            path=record.revision, passage=record.passage,
        )  # fmt: skip


BOOKS = Books(
    {
        "receiving_inspection": rows(
            "receiving_inspection", "Intake", ["Arrived", "Tested by"], 40
        ),
        "shipment": rows("shipment", "Van sheet", ["Loaded", "Picked by", "Checked by"], 9),
    }
)


def asked(sentence: str, places: Sequence[str] = ()) -> str:
    found = Populations(BOOKS, seed=1).of(RELEASE, sentence=sentence, places=places)
    assert found is not None
    return found[0]


def test_the_rows_come_from_the_register_whose_columns_the_sentence_names() -> None:
    assert "Van sheet" in asked("Loaves are picked by one baker and checked by another.")
    assert "Intake" in asked("Flour is tested before it is put on the shelf.")


def test_else_from_the_register_in_which_gaps_are_known_and_else_from_the_longest() -> None:
    assert "Van sheet" in asked("Nothing leaves the bakery warm.", ["Van sheet"])
    assert "Intake" in asked("Nothing leaves the bakery warm.")
