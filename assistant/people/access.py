"""Which documents are for whom: rules over folders, numbers and kinds. The strictest wins."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

from assistant.model.documents import Kind
from assistant.people.clearance import PUBLIC, Audiences, Clearance


@dataclass(frozen=True, slots=True)
class Placed:
    """What a rule looks at. `kind` is None for a file that is no document.

    `location` is where the file was read, an absolute posix path; empty where nobody knows.
    """

    path: str
    number: str = ""
    kind: Kind | None = None
    location: str = ""


@dataclass(frozen=True, slots=True)
class AccessRule:
    """Documents that fit all of path, document and kind are for these groups; none: for everybody.

    An empty pattern fits everything. `path` is matched from any folder on, below the folder that
    was ingested or above it; from the ingested folder alone when it begins with `/`.
    """

    audience: frozenset[str]
    path: str = ""
    document: str = ""
    kind: Kind | None = None

    def fits(self, placed: Placed) -> bool:
        """Whether the rule speaks of this document."""
        if self.kind is not None and placed.kind is not None and placed.kind is not self.kind:
            return False
        if self.kind is not None and placed.kind is None and not (self.path or self.document):
            return False
        if self.document and not fnmatchcase(
            same_number(placed.number), same_number(self.document)
        ):
            return False
        return not self.path or any(
            _fits_path(one, self.path.casefold()) for one in _tails(placed, self.path)
        )


@dataclass(frozen=True, slots=True)
class Access:
    """All rules of a company, and what holds for documents that none speaks of.

    `declared` are the groups that the file names; without a file everything is for everybody.
    """

    rules: tuple[AccessRule, ...] = ()
    default: Audiences = PUBLIC
    declared: tuple[str, ...] = ()
    tags: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def audiences(self, placed: Placed) -> Audiences:
        """Who may see a document: every rule that fits it must be satisfied."""
        fitting = [rule.audience for rule in self.rules if rule.fits(placed)]
        return frozenset(filter(None, fitting)) if fitting else self.default

    def relevant(self, clearance: Clearance) -> Clearance:
        """The clearance without groups that no rule speaks of: one view serves all who share it."""
        named = self._named
        return Clearance(frozenset(groups & named for groups in clearance.everyone))

    @property
    def restricts(self) -> bool:
        """Whether any document may be for some people alone."""
        return bool(self.rules or self.default)

    @property
    def _named(self) -> frozenset[str]:
        return frozenset[str]().union(*(rule.audience for rule in self.rules), *self.default)


def same_number(number: str) -> str:
    """One spelling of `QP 84`, `qp_84` and `QP84`, for matching."""
    joined = re.sub(r"[\s_]+", "-", number.strip()).casefold()
    return re.sub(r"(?<=[^\W\d_])(?=\d)", "-", joined)


def _tails(placed: Placed, pattern: str) -> Iterator[str]:
    """The paths that a pattern is held against."""
    if pattern.startswith("/"):
        yield "/" + placed.path.casefold()
        return
    for whole in filter(None, (placed.path, placed.location)):
        yield from _from_each_folder(whole.casefold())


def _from_each_folder(path: str) -> Iterable[str]:
    parts = path.strip("/").split("/")
    return ("/".join(parts[start:]) for start in range(len(parts)))


def _fits_path(path: str, pattern: str) -> bool:
    """Whether a path fits; a pattern that ends in a folder takes in all below it."""
    pattern = pattern.removeprefix("**/")
    bare = pattern.removesuffix("/**").removesuffix("/")
    if pattern != bare and fnmatchcase(path, f"{bare}/*"):
        return True
    return fnmatchcase(path, pattern) or fnmatchcase(path, f"{pattern}/*")
