"""What changed in the words of a mapping since a person decided about it."""

from assistant.ledger.changed_words import Change, changed_sentences, said
from assistant.ledger.entries import Entry
from assistant.model.documents import Revision
from assistant.ports import Holdings, Ledger, MappedPassage


def since_decided(library: Holdings, ledger: Ledger, mapped: MappedPassage) -> tuple[Change, ...]:
    """The sentences that are other ones now, of a mapping that is suspect; else none."""
    if not mapped.mapping.suspect:
        return ()
    entries = ledger.entries(mapped.revision.number)
    decided = next((one for one in entries if one.no == mapped.mapping.entry), None)
    if decided is None:
        return ()
    cut = library.passages_of(mapped.revision.id)
    section = "\n".join(one.text for one in cut if one.section == mapped.passage.section)
    known = _said_then(library, decided, mapped)
    return changed_sentences(decided.text, mapped.passage.text, known=known, elsewhere=section)


def _said_then(library: Holdings, decided: Entry, mapped: MappedPassage) -> frozenset[str]:
    """What the issue that was decided about says; a past one as well."""

    def is_it(one: Revision) -> bool:
        issue = one.number, one.identity.label
        return issue == (decided.document, decided.revision) and one.id != mapped.revision.id

    held = [library.passages_of(one.id) for one in library.revisions() if is_it(one)]
    past = library.past_issues(decided.document)
    held += [list(one.passages) for one in past if is_it(one.revision)]
    return frozenset[str]().union(*(said(passage.text) for cut in held for passage in cut))
