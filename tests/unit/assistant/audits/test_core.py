"""The core of a checklist: what to ask when there is no time for all."""

from assistant.audits.core import HALF_DAY
from assistant.checklists import DraftChecklist, scope_of_clauses
from assistant.model.audits import Checklist
from assistant.reports import checklist_markdown
from tests.company import TODAY, Text, clause, edition, number, store
from tests.fakes.library import MemoryLibrary

STANDARD = edition(
    clause("8.4.2", "Receiving", "Bought parts are checked on receipt."),
    clause("8.6", "Release", "Nothing leaves unreleased.", retain="releases"),
)


def draft(library: MemoryLibrary) -> Checklist:
    scope = scope_of_clauses([number("8.4.2"), number("8.6")])
    return DraftChecklist(library)(STANDARD, scope, as_of=TODAY)


def _store_long(library: MemoryLibrary) -> None:
    """Two sections of twenty promises each: the first of each section has a limit in days."""
    for section in ("4", "5"):
        said = " ".join(
            f"Box{'abcdefghijklmnopqrstuvwxyz'[n]} stands on shelf{section} by door{n}."
            for n in range(19)
        )
        limit = f"The shelf{section} is emptied within {section} days."
        store(library, f"WI-{section}", Text(f"{said} {limit}", ("8.4.2",), section=section))


def test_a_short_checklist_is_all_core() -> None:
    library = MemoryLibrary()
    store(library, "WI-3", Text("Parts are counted.", ("8.4.2",)))
    assert all(item.core for item in draft(library).items)


def test_of_a_long_one_known_gaps_and_the_weightiest_of_each_section_are_core() -> None:
    library = MemoryLibrary()
    _store_long(library)

    items = draft(library).items
    core = [item for item in items if item.core]

    assert len(items) == 41
    assert len(core) == HALF_DAY
    assert all(item.core for item in items if item.known_gaps or "within" in item.question)
    assert any(item.known_gaps for item in core)


def test_the_head_says_how_many_questions_there_are_and_how_many_are_core() -> None:
    library = MemoryLibrary()
    _store_long(library)

    head = checklist_markdown.render(draft(library)).split("| No |")[0]

    assert "41 questions; the 30 marked core come first when there is half a day" in head
