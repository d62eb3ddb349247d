"""What a checklist is about: mapped passages, whole documents, sentences elsewhere, schedules."""

import pytest

from assistant.checklists import DraftChecklist, scope_of_clauses, scope_of_process
from assistant.errors import WrongUse
from assistant.model.audits import Checklist
from assistant.model.documents import Kind
from assistant.model.organisation import Organisation
from tests.company import TODAY, Text, clause, edition, number, store
from tests.fakes.library import MemoryLibrary

STANDARD = edition(
    clause("7.5.3", "Records", retain="records"),
    clause("8.4.1", "Approval", retain="evaluations"),
    clause("8.4.2", "Receiving", "Bought parts are checked on receipt."),
    clause("8.4.3", "Purchase orders", "Orders say what is wanted."),
    clause("8.7", "Nonconformity", "What is wrong is kept apart."),
)


@pytest.fixture
def library() -> MemoryLibrary:
    return MemoryLibrary()


def draft(library: MemoryLibrary, *clauses: str) -> Checklist:
    scope = scope_of_clauses([number(one) for one in clauses])
    return DraftChecklist(library)(STANDARD, scope, as_of=TODAY)


def quotes(checklist: Checklist) -> list[str]:
    return [source.quote for item in checklist.items for source in item.sources]


def test_a_document_that_is_mostly_of_the_scope_is_read_whole(library: MemoryLibrary) -> None:
    store(
        library,
        "WI-3",
        Text("Parts are counted on the bench.", ("8.4.2",)),
        Text("Each bag is weighed twice.", ("8.4.2",)),
        Text("Damaged bags go to the red shelf.", ("8.7",)),
        Text("Gloves are worn at the bench."),
    )

    assert set(quotes(draft(library, "8.4.2"))) == {
        "Parts are counted on the bench.",
        "Each bag is weighed twice.",
        "Damaged bags go to the red shelf.",
        "Gloves are worn at the bench.",
    }
    assert quotes(draft(library, "8.7")) == ["Damaged bags go to the red shelf."]


def test_a_sentence_that_names_the_matter_is_asked_about_wherever_it_stands(
    library: MemoryLibrary,
) -> None:
    store(
        library,
        "QP-9",
        Text("Drawings are stamped by sales. At goods-in the number is compared.", ("8.7",)),
    )

    assert quotes(draft(library, "8.4.2")) == ["At goods-in the number is compared."]


def test_a_sentence_that_names_a_document_of_the_scope_is_asked_about(
    library: MemoryLibrary,
) -> None:
    store(library, "WI-3", Text("Parts are counted on the bench.", ("8.4.2",)))
    store(
        library,
        "QP-9",
        Text("Half-empty tubes are held back as in WI-3. Full ones are weighed.", ("8.7",)),
    )
    store(library, "QP-8", Text("Empty tubes are held back as in WI-33.", ("8.7",)))

    asked = quotes(draft(library, "8.4.2"))

    assert asked == [
        "Parts are counted on the bench.",
        "Half-empty tubes are held back as in WI-3.",
    ]


def test_what_an_own_procedure_says_comes_before_what_others_say_of_it(
    library: MemoryLibrary,
) -> None:
    store(library, "QP-1", Text("At goods-in the number is compared.", ("8.7",)))
    store(library, "WI-3", Text("Parts are counted on the bench.", ("8.4.2",)))

    documents = [item.sources[0].document for item in draft(library, "8.4.2").items]

    assert documents == ["WI-3", "QP-1"]


def test_the_rows_of_a_retention_schedule_are_promises_a_few_to_a_question(
    library: MemoryLibrary,
) -> None:
    rows = [f"R{n} | Record {n} | 10 years" for n in range(1, 11)]
    store(
        library,
        "RS-1",
        *(Text(row, ("7.5.3",), row=f"S!{n}") for n, row in enumerate(rows, start=5)),
        kind=Kind.RECORD,
        headers=("No", "Record", "Kept for"),
    )
    store(
        library,
        "LOG-1",
        Text("L1 | Ann | 10 years", ("7.5.3",), row="Log!2"),
        kind=Kind.RECORD,
        headers=("No", "Who", "Age"),
    )

    items = draft(library, "7.5.3").items

    assert [len(item.sources) for item in items] == [8, 2]
    assert quotes(draft(library, "7.5.3")) == rows
    assert "oldest one still held" in items[0].question


def test_several_processes_are_asked_for_at_once() -> None:
    for name in ("supplier approval and purchasing", "Supplier approval, purchasing"):
        scope = scope_of_process(name, Organisation(), STANDARD)
        assert scope.title == "Supplier approval, Purchasing"
        assert number("8.4.3") in scope.clauses
    with pytest.raises(WrongUse, match="There is no process 'purchasing, baking'"):
        scope_of_process("purchasing, baking", Organisation(), STANDARD)


def test_a_paper_kept_by_its_issue_rules_whatever_its_house_calls_it(
    library: MemoryLibrary,
) -> None:
    store(library, "QP-7", Text("Bought parts are checked on receipt.", ("8.4.2",)))
    store(library, "Leaf 3", Text("Each bag is weighed twice.", ("8.4.2",)), kind=Kind.OTHER)
    store(
        library,
        "A note",
        Text("The van comes at half past.", ("8.4.2",)),
        kind=Kind.OTHER,
        label="",
    )

    assert set(quotes(draft(library, "8.4.2"))) == {
        "Bought parts are checked on receipt.",
        "Each bag is weighed twice.",
    }


def test_what_bears_the_number_of_a_form_and_is_written_as_a_procedure_is_read(
    library: MemoryLibrary,
) -> None:
    said = " ".join(f"The keeper of gauge{n} looks at it every week." for n in range(9))
    store(library, "F1", Text(said, ("8.4.2",)), kind=Kind.FORM)
    store(
        library, "F2", Text("Counted by. Date. Every bag was weighed.", ("8.4.2",)), kind=Kind.FORM
    )

    assert {one.document for item in draft(library, "8.4.2").items for one in item.sources} == {
        "F1"
    }
