"""What people decided, carried over to a new text of the same document. Pure.

A decision belongs to words. Where the same words stand again, it holds, also when they were cut
into passages differently. Where they changed, a *confirmation* is carried to the most similar
passage of the same section and marked suspect, so that a person looks at it again; a rejection
is not, it was about words that are gone.
"""

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from hashlib import sha256

from assistant.ledger.changed_words import said
from assistant.ledger.entries import Act, Entry
from assistant.model.clauses import ClauseNumber
from assistant.model.mappings import Basis, Decision, Proposal
from assistant.model.mappings import Mapping as ClauseMapping

_SIMILAR = 0.5  # share of common words below which a passage is another one, not a new wording


@dataclass(frozen=True, slots=True)
class Words:
    """What of a passage tells whether a decision is about it."""

    passage: str  # its id
    fingerprint: str
    section: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Decided:
    """The latest decision about some words and a clause; `mapping` is as it was then."""

    words: Words
    mapping: ClauseMapping

    @classmethod
    def by(cls, entry: Entry) -> "Decided":
        """What an entry of the ledger decided."""
        clause = ClauseNumber.parse(entry.clause)
        proposal = Proposal("", clause, Basis(entry.basis), entry.confidence, entry.reason)
        mapping = ClauseMapping("", entry.edition, proposal)
        words = Words("", entry.fingerprint, entry.section, entry.text)
        return cls(words, decided_by(mapping, entry))


def decided_by(mapping: ClauseMapping, entry: Entry) -> ClauseMapping:
    """The mapping after the act; one that was reopened is undecided and names nobody."""
    reopened = entry.act is Act.REOPENED
    return replace(
        mapping,
        decision=entry.act.decision,
        decided_by=None if reopened else entry.by,
        decided_at=None if reopened else entry.at,
        note=None if reopened else entry.note,
        suspect=False,
        entry=entry.no,
    )


def latest(entries: Iterable[Entry]) -> list[Decided]:
    """The last act about each edition, clause and wording, in the order first decided."""
    last = {(one.edition, one.clause, one.fingerprint): one for one in entries}
    return [Decided.by(entry) for entry in last.values()]


def mapping_id(passage: str, clause: ClauseNumber, edition: str) -> str:
    """The id of a mapping: the same for the same passage, clause and edition, always."""
    return "m_" + sha256(f"{passage}\n{clause}\n{edition}".encode()).hexdigest()[:16]


def carry_over(
    decided: Sequence[Decided], stored: Sequence[Words], *, known: Set[str] = frozenset()
) -> Iterator[ClauseMapping]:
    """The mappings that the decisions make of the passages stored now.

    `known`: the sentences (`changed_words.said`) that other issues of the document hold.
    """
    standing = [one for one in decided if _stands(one.mapping)]
    settled: set[str] = set()
    changed = []
    for decision in standing:
        same = _same_words(decision.words, stored, known)
        if not same:
            changed.append(decision)
        for words in same:
            mapping = _about(decision, words, suspect=False)
            settled.add(mapping.id)
            yield mapping
    for decision in changed:
        if decision.mapping.decision is not Decision.CONFIRMED:
            continue
        found = _most_similar(decision.words, stored)
        if found and (mapping := _about(decision, found, suspect=True)).id not in settled:
            settled.add(mapping.id)
            yield mapping


def _stands(mapping: ClauseMapping) -> bool:
    """Whether there is anything to carry: what was reopened is the program's proposal again,

    unless a person had added it, whom no proposal replaces.
    """
    return mapping.decision is not Decision.PROPOSED or mapping.proposal.basis is Basis.PERSON


def _same_words(words: Words, stored: Sequence[Words], known: Set[str]) -> list[Words]:
    """The passages that say the same: word for word, or cut differently with nothing new."""
    exact = [one for one in stored if one.fingerprint == words.fingerprint]
    if exact:
        return exact
    wanted = said(words.text)
    holding = [
        (one, sentences)
        for one in stored
        if one.section == words.section and (sentences := said(one.text)) & wanted
    ]
    says = frozenset[str]().union(*(sentences for _, sentences in holding))
    if not wanted or not wanted <= says or not says <= wanted | known:
        return []
    return [max(holding, key=lambda pair: len(pair[1] & wanted))[0]]


def _most_similar(words: Words, stored: Sequence[Words]) -> Words | None:
    wanted = words.text.casefold().split()
    best, found = _SIMILAR, None
    for candidate in stored:
        if candidate.section == words.section:
            new = candidate.text.casefold().split()
            matcher = SequenceMatcher(None, wanted, new, autojunk=False)
            if matcher.real_quick_ratio() >= best and matcher.ratio() >= best:
                best, found = matcher.ratio(), candidate
    return found


def _about(decision: Decided, words: Words, *, suspect: bool) -> ClauseMapping:
    old = decision.mapping
    return replace(
        old,
        id=mapping_id(words.passage, old.proposal.clause, old.edition),
        proposal=replace(old.proposal, passage=words.passage),
        suspect=suspect,
    )
