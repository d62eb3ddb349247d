"""The default of a document: a section about which nothing is proposed inherits its subject.

Only in a document that is wholly about one clause, and weaker than what a section says itself.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence

from assistant.model.clauses import ClauseNumber
from assistant.model.mappings import PROPOSED, Basis, Proposal
from ingest.mapping.lexicon import title_of
from ingest.mapping.signs import Signposts

_FEWEST_OTHERS = 3  # sections that are about something
_SHARE = 0.6  # of the document's other sections that are about its clause
_SURE = 0.7  # 7 of 9 such sections were right, 45 to 94 %: docs/adr/0065


def with_inherited(
    found: Sequence[Proposal], structural: Sequence[Proposal], posts: Signposts
) -> list[Proposal]:
    """`found` with what silent sections inherit, in reading order.

    `structural` are the proposals made before. A passage that had the clause as likely only has
    it as inherited instead.
    """
    sections = _subjects([*found, *structural], posts)
    own: dict[str, Proposal] = {}
    for row, passage in enumerate(posts.passages):
        section = int(posts.sections[row])
        if not posts.telling[row] or passage.row is not None or sections[section]:
            continue
        others = [subjects for one, subjects in sections.items() if one != section]
        inherited = _subject(passage.id, others, posts)
        if inherited is not None:
            own[passage.id] = inherited
    kept = [one for one in found if not _is_replaced(one, own)]
    order = {passage.id: row for row, passage in enumerate(posts.passages)}
    return sorted([*kept, *own.values()], key=lambda one: order[one.passage])


def _subjects(proposals: Sequence[Proposal], posts: Signposts) -> dict[int, set[ClauseNumber]]:
    """The clauses proposed for each section that says something, rows of logs left out."""
    of_passage: dict[str, set[ClauseNumber]] = defaultdict(set)
    for one in proposals:
        if one.confidence >= PROPOSED:
            of_passage[one.passage].add(one.clause)
    subjects: dict[int, set[ClauseNumber]] = defaultdict(set)
    for row, passage in enumerate(posts.passages):
        if posts.telling[row] and passage.row is None:
            subjects[int(posts.sections[row])] |= of_passage[passage.id]
    return subjects


def _subject(
    passage: str, others: Sequence[Collection[ClauseNumber]], posts: Signposts
) -> Proposal | None:
    """What a passage inherits from the other sections; None when they have no one subject."""
    counted = Counter(clause for clauses in others for clause in clauses)
    if not counted or sum(map(bool, others)) < _FEWEST_OTHERS:
        return None
    clause, times = min(counted.items(), key=lambda pair: (-pair[1], pair[0]))
    if times < _SHARE * len(others):
        return None
    edition = posts.words.edition
    title = title_of(edition.clause(clause), edition)
    reason = f"says nothing of its own; {times} of {len(others)} other sections are about “{title}”"
    return Proposal(passage, clause, Basis.MEANING, _SURE, reason)


def _is_replaced(one: Proposal, inherited: dict[str, Proposal]) -> bool:
    own = inherited.get(one.passage)
    return own is not None and own.clause == one.clause
