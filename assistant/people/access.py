"""Which documents are for whom: rules over folders, numbers and kinds. The strictest wins."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fnmatch import translate
from functools import lru_cache

from assistant.model.documents import Kind
from assistant.people.clearance import PUBLIC, Audiences, Clearance

_REMEMBERED = 200_000  # documents whose audiences are worked out once
_Fits = Callable[[str], re.Match[str] | None]


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
        if self.document and not _like(self.document)(same_number(placed.number)):
            return False
        if not self.path:
            return True
        below = _below(self.path)
        if below(placed.path.casefold().strip("/")):
            return True
        if not placed.location or self.path.startswith("/"):
            return False
        return bool(below(placed.location.casefold().strip("/")))


@dataclass(frozen=True, slots=True)
class Access:
    """All rules of a company, and what holds for documents that none speaks of.

    `declared` are the groups that the file names; without a file everything is for everybody.
    """

    rules: tuple[AccessRule, ...] = ()
    default: Audiences = PUBLIC
    declared: tuple[str, ...] = ()
    tags: Mapping[str, frozenset[str]] = field(default_factory=dict)
    _known: dict[Placed, Audiences] = field(default_factory=dict, compare=False, repr=False)

    def audiences(self, placed: Placed) -> Audiences:
        """Who may see a document: every rule that fits it must be satisfied."""
        known = self._known.get(placed)
        if known is None:
            fitting = [rule.audience for rule in self.rules if rule.fits(placed)]
            known = frozenset(filter(None, fitting)) if fitting else self.default
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            self._known[placed] = known
        return known

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


@lru_cache(maxsize=100_000)
def same_number(number: str) -> str:
    """One spelling of `QP 84`, `qp_84` and `QP84`, for matching."""
    joined = re.sub(r"[\s_]+", "-", number.strip()).casefold()
    return re.sub(r"(?<=[^\W\d_])(?=\d)", "-", joined)


@lru_cache(maxsize=4096)
def _like(document: str) -> _Fits:
    """Whether a number is like this pattern."""
    return re.compile(translate(same_number(document))).match


@lru_cache(maxsize=4096)
def _below(pattern: str) -> _Fits:
    """Whether a path fits a pattern, or lies below what fits; from any folder on or anchored."""
    start = r"\A" if pattern.startswith("/") else r"(?:\A|/)"
    folded = pattern.casefold().removeprefix("**/").removeprefix("/")
    bare = folded.removesuffix("/**").removesuffix("/")
    rest = "/.*" if bare != folded else "(?:/.*)?"  # a folder is not itself a document
    named = translate(bare).removesuffix(r"\Z")
    return re.compile(f"{start}{named}{rest}\\Z", re.DOTALL).search
