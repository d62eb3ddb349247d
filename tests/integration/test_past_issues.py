"""Issues that were saved over, seen under an edition that another one lends its mappings."""

from datetime import date
from pathlib import Path

from assistant.ledger.held_on import HeldOn
from assistant.model.clauses import ClauseNumber, Relation
from assistant.model.documents import Page
from assistant.model.mappings import Basis, Proposal
from assistant.model.passages import Passage
from assistant.sharing import Way
from integrations.database.engine import open_database
from integrations.database.sharing import SharingLibrary
from tests.builders import revision

CLAUSE = ClauseNumber.parse("8.4.1")


def save(library: SharingLibrary, text: str) -> None:
    """Save an issue of one sentence, mapped under the other edition, into the same file."""
    held = revision("QP-1", "A", path="same.docx", content=text)
    cut = Passage(f"p_{held.id}", held.id, 0, 1, 0, len(text), text, section="4")
    proposal = Proposal(cut.id, CLAUSE, Basis.HEADING, 0.8)
    library.add(held, [Page(1, text, ())], [cut], [proposal], edition="iso9001-2015")


def test_a_past_issue_bears_on_the_clauses_for_which_another_edition_lends_it(
    tmp_path: Path,
) -> None:
    database = open_database(tmp_path)
    way = Way("iso9001-2015", {CLAUSE: ((CLAUSE, Relation.EQUAL),)})
    library = SharingLibrary(database, "as9120b", lambda: [way])
    save(library, "Old words.")
    save(library, "New words.")

    [then] = HeldOn(library, date(2020, 1, 1)).mappings(edition="as9120b")
    [now] = library.mappings(edition="as9120b")

    assert (then.passage.text, now.passage.text) == ("Old words.", "New words.")
    assert then.mapping.origin == now.mapping.origin
    assert then.mapping.origin is not None
    database.close()
