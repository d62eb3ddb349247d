"""What somebody may see, as the groups they belong to."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Self

Audiences = frozenset[frozenset[str]]
"""Who may see a document: of each set in it one group is needed. Empty: everybody inside."""

PUBLIC: Audiences = frozenset()


@dataclass(frozen=True, slots=True)
class Clearance:
    """What one person may see, or all of several people together.

    `everyone` holds the groups of each of them; a document is seen when each may see it. No
    groups at all to satisfy, as on the command line, means that everything is seen.
    """

    everyone: frozenset[frozenset[str]] = frozenset()

    @classmethod
    def of(cls, groups: Iterable[str]) -> Self:
        """That of a person in these groups; without any they see what is public inside."""
        return cls(frozenset({frozenset(groups)}))

    @property
    def is_everything(self) -> bool:
        """Whether nothing is held back."""
        return not self.everyone

    def sees(self, audiences: Audiences) -> bool:
        """Whether a document for these audiences is seen."""
        return all(groups & wanted for groups in self.everyone for wanted in audiences)

    def with_(self, other: Self) -> Self:
        """What both see. Of somebody in more groups than another, the other decides."""
        both = self.everyone | other.everyone
        return type(self)(frozenset(one for one in both if not any(less < one for less in both)))

    def within(self, other: Self) -> bool:
        """Whether everything that this one sees is seen by the other too, whatever the rules."""
        return all(any(mine <= theirs for mine in self.everyone) for theirs in other.everyone)

    def as_lists(self) -> list[list[str]]:
        """The same as JSON values, in a steady order."""
        return sorted(sorted(groups) for groups in self.everyone)

    @classmethod
    def from_lists(cls, lists: Iterable[Collection[str]]) -> Self:
        """What `as_lists` gave."""
        return cls(frozenset(map(frozenset, lists)))


EVERYTHING = Clearance()
"""That of whoever works on the machine itself, where there are no accounts."""

INSIDE = Clearance.of(())
"""That of somebody nobody knows more of than that they belong to the company."""
