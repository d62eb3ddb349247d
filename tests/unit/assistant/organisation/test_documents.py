"""Names of documents in the organisation's settings, and what in force they mean."""

import pytest

from assistant.checklists import DraftChecklist, scope_of_process
from assistant.model.documents import Revision
from assistant.model.organisation import Organisation, Process
from assistant.organisation.documents import documents_named, faults_of
from assistant.organisation.matrix import ShowMatrix
from assistant.standards.loader import EditionLibrary
from tests.builders import revision
from tests.company import TODAY, Text, number, store
from tests.fakes.library import MemoryLibrary

HELD = [
    revision("D1 Goods-inward", title="Goods inward"),
    revision("D10 Stores", title="Stores"),
    revision("D11 Stores annex", title="Stores, annex"),
    revision("QP-7", title="Returns"),
    revision("QP-8", title="Returns"),
    revision("QP-8", title="Returns", path="print.pdf"),
]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("D1 goods-inward", "D1 Goods-inward"),
        ("D1", "D1 Goods-inward"),
        ("goods  Inward", "D1 Goods-inward"),
        ("D10", "D10 Stores"),
        ("Stores", "D10 Stores"),
        ("QP-8", "QP-8"),
    ],
)
def test_a_document_is_found_by_number_title_or_the_beginning_of_either(
    name: str, found: str
) -> None:
    named = documents_named([name], HELD)

    assert (named.numbers, named.absent, named.doubts) == ((found,), (), ())


@pytest.mark.parametrize("name", ["D", "QP-70", "D1 Goods-in", "-", " "])
def test_a_name_that_finds_none_is_told(name: str) -> None:
    named = documents_named([name], HELD)

    assert (named.numbers, named.absent) == ((), (name,))


def test_a_name_that_may_be_several_is_told_with_each() -> None:
    held: list[Revision] = [revision("D1 Goods-inward"), revision("D1 Annex")]
    processes = [Process("Receiving", documents=("D1", "D9"))]

    assert documents_named(["D1"], held).numbers == ()
    assert documents_named(["Returns"], HELD).numbers == ("QP-7", "QP-8")
    assert faults_of(processes, held) == (
        "Receiving names 'D9', and no document in force is called so.",
        "Receiving: 'D1' may be D1 Goods-inward or D1 Annex: write the number.",
    )


def test_a_process_is_audited_by_the_document_whose_beginning_it_names() -> None:
    library = MemoryLibrary()
    for name in ("D1 Goods-inward", "D2 Stores"):
        said = Text("Every parcel is counted by two people.", ("8.6",))
        store(library, name, said, edition_id="as9120b")
    own = Process("Receiving", clauses=(number("8.6"),), documents=("D1",))
    settings = Organisation(processes=(own,))
    edition = EditionLibrary().get("as9120b")

    scope = scope_of_process("receiving", settings, edition)
    made = DraftChecklist(library)(edition, scope, as_of=TODAY)
    [row] = ShowMatrix(library)(edition, settings, as_of=TODAY).rows

    assert {one.document for item in made.items for one in item.sources} == {"D1 Goods-inward"}
    assert row.not_held == ()
    assert sum(one.places for one in row.crossings) == 1
