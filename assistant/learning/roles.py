"""The roles of an organisation: in its procedures, its settings and the heads of documents."""

import difflib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.errors import NothingThere
from assistant.learning.duties import duties_of
from assistant.learning.naming import Names, names_in
from assistant.learning.papers import Paper
from assistant.learning.role_words import EVERYONE, mentions, role_key
from assistant.model.learning import Bond, Duty, Role
from assistant.model.organisation import Organisation
from assistant.quotes import quotable

_COUNTED = frozenset({Bond.DOES, Bond.HEADING, Bond.TOLD})
_SUGGESTED = 5


class UnknownRole(NothingThere):
    """No procedure names such a role."""

    code = "unknown-role"


@dataclass(frozen=True, slots=True)
class Book:
    """The documents in force with every sentence to know, and the roles they name."""

    papers: tuple[Paper, ...]
    duties: dict[str, tuple[Duty, ...]]  # by Revision.id
    names: Names
    roles: tuple[Role, ...]

    def role(self, name: str) -> Role:
        """The role of that name, however spelt. Raises `UnknownRole` with the nearest there are."""
        key = self.names.same(self.names.short(name.upper()) or role_key(name))
        if key in (role_key("everyone"), role_key("everybody"), role_key("staff")):
            key = EVERYONE
        for one in self.roles:
            if one.key in (key, name):
                return one
        raise UnknownRole(f"No procedure in force names a role {name!r}.", hint=self._hint(name))

    def _hint(self, name: str) -> str:
        if not self.roles:
            return "The documents in force name no role; ingest the procedures first."
        near = ", ".join(one.name for one in self._nearest(name))
        return f"The nearest are: {near}. `clausewise learn --roles` lists all."

    def _nearest(self, name: str) -> list[Role]:
        wanted = name.casefold().replace("-", " ")

        def likeness(role: Role) -> float:
            told = [role.name.casefold(), *role.spellings]
            best = max(difflib.SequenceMatcher(None, wanted, one).ratio() for one in told)
            shared = set(wanted.split()) & set(role.name.casefold().replace("-", " ").split())
            return best + 0.3 * len(shared)

        return sorted(self.roles, key=likeness, reverse=True)[:_SUGGESTED]


def book_of(papers: Sequence[Paper], organisation: Organisation) -> Book:
    """All roles and duties of the documents; owners named in the settings are roles as well."""
    owners = _owners(papers, organisation)
    texts = {
        paper.revision.number: [s for p in paper.passages for s in quotable(p)] for paper in papers
    }
    names = names_in(texts, [owner for owner, _ in owners])
    duties = {paper.revision.id: tuple(duties_of(paper, names)) for paper in papers}
    return Book(tuple(papers), duties, names, tuple(_roles(papers, duties, names, owners)))


def _owners(papers: Iterable[Paper], organisation: Organisation) -> list[tuple[str, str]]:
    """Who answers for what: (name, document, process or clause)."""
    told = [
        (paper.revision.identity.owner, paper.revision.number)
        for paper in papers
        if paper.revision.identity.owner
    ]
    told += [(one.owner, one.name) for one in organisation.processes if one.owner]
    told += [(one.owner, f"clause {one.clause}") for one in organisation.owners]
    return told


def _roles(
    papers: Sequence[Paper],
    duties: dict[str, tuple[Duty, ...]],
    names: Names,
    owners: Iterable[tuple[str, str]],
) -> list[Role]:
    counts: Counter[str] = Counter()
    documents: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for paper in papers:
        for duty in duties[paper.revision.id]:
            for key, bond in duty.bonds:
                if bond in _COUNTED or key == EVERYONE:
                    counts[key] += 1
                    documents[key][paper.revision.number] = None
    owned: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for owner, what in owners:
        for one in mentions(owner):
            owned[names.same(one.key)][what] = None
    found = [
        Role(
            key,
            "Everyone" if key == EVERYONE else names.name(key),
            counts[key],
            names.all_spellings(key),
            tuple(documents[key]),
            tuple(owned[key]),
        )
        for key in {*counts, *owned}
    ]
    return sorted(found, key=lambda one: (-one.duties, one.name))
