"""Which of the documents held somebody may see: worked out once for each state of the library."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from assistant.in_force import family, statuses
from assistant.model.documents import Revision, Status
from assistant.model.files import KnownFile
from assistant.people.access import Access, Placed
from assistant.people.clearance import Audiences, Clearance


class Held(Protocol):
    """What is looked at: the revisions and the files behind them."""

    def revisions(self) -> list[Revision]:
        """Every revision held."""

    def files(self) -> list[KnownFile]:
        """Every file recorded."""

    def state(self) -> object | None:
        """The same object as long as the documents are the same; None: cannot be told."""


@dataclass(frozen=True, slots=True)
class Seen:
    """The revisions that may be seen, with what else must be known of both sorts."""

    revisions: tuple[Revision, ...]
    ids: frozenset[str]
    confidential: Mapping[str, Revision]  # those seen that are not for everybody, by path
    hidden_paths: frozenset[str]
    hidden_issues: frozenset[tuple[str, str]]  # number and label
    hidden_numbers: frozenset[str]  # of which nothing is seen
    paths: frozenset[str]
    numbers: frozenset[str]
    hidden_names: re.Pattern[str] | None  # paths and numbers that no sentence may tell

    def sees_issue(self, number: str, label: str) -> bool:
        """Whether words about an issue may be shown; one held no more goes by its number."""
        return number in self.numbers and not self.hides(number, label)

    def hides(self, number: str, label: str) -> bool:
        """Whether an issue is known to be hidden."""
        return (number, label) in self.hidden_issues or number in self.hidden_numbers


class Sight:
    """What a clearance sees of a library under the rules of access.

    Where an issue that is hidden has taken the place of one that is not, the whole document is
    hidden: an old issue would otherwise pass for the one in force.
    """

    def __init__(
        self, held: Held, access: Access, clearance: Clearance, today: Callable[[], date]
    ) -> None:
        self._held, self._access, self._clearance = held, access, clearance
        self._today = today
        self._last: tuple[date, object, Seen] | None = None

    def now(self) -> Seen:
        """What is seen of what is held now."""
        state, today, last = self._held.state(), self._today(), self._last
        if last is not None and state is not None and last[0] == today and last[1] is state:
            return last[2]
        seen = self._look(self._held.revisions(), today)
        self._last = (today, state, seen)
        return seen

    def without_hidden(self, warnings: Sequence[str]) -> tuple[str, ...]:
        """Those warnings that name nothing hidden."""
        names = self.now().hidden_names
        return tuple(one for one in warnings if names is None or not names.search(one))

    def sees(self, placed: Placed) -> bool:
        """Whether a document that stands so may be seen, held or not."""
        return self._clearance.sees(self._access.audiences(placed))

    def sees_file(self, file: KnownFile, files: Mapping[str, KnownFile]) -> bool:
        """Whether a file that became no document may be named; what it came inside counts too."""
        return all(
            self.sees(Placed(one.path, location=one.location)) for one in _and_around(file, files)
        )

    def _look(self, held: Sequence[Revision], today: date) -> Seen:
        files = {one.path: one for one in self._held.files()}
        of_path = {one.path: one for one in held}
        audiences = {one.id: self._audiences(one, of_path, files) for one in held}
        open_to = [one for one in held if self._clearance.sees(audiences[one.id])]
        seen = _without_outdated(open_to, held, today)
        ids = frozenset(one.id for one in seen)
        hidden = [one for one in held if one.id not in ids]
        numbers = frozenset(one.number for one in seen)
        names = _names_of(hidden, seen)
        shown = tuple(_without_names(one, names) for one in seen)
        return Seen(
            shown,
            ids,
            {one.path: one for one in shown if audiences[one.id]},
            frozenset(one.path for one in hidden),
            frozenset(map(_issue, hidden)) - frozenset(map(_issue, seen)),
            frozenset(one.number for one in hidden) - numbers,
            frozenset(one.path for one in seen),
            numbers,
            names,
        )

    def _audiences(
        self, revision: Revision, held: Mapping[str, Revision], files: Mapping[str, KnownFile]
    ) -> Audiences:
        file = files.get(revision.path)
        found = self._access.audiences(_placed(revision, file))
        if file is None or file.part_of is None:
            return found
        for around in _and_around(file, files):
            mail = held.get(around.path)
            placed = (
                _placed(mail, around) if mail else Placed(around.path, location=around.location)
            )
            found |= self._access.audiences(placed)
        return found


def _issue(revision: Revision) -> tuple[str, str]:
    return revision.number, revision.identity.label


def _placed(revision: Revision, file: KnownFile | None) -> Placed:
    kind = revision.identity.kind
    return Placed(revision.path, revision.number, kind, file.location if file else "")


def _and_around(file: KnownFile, files: Mapping[str, KnownFile]) -> Iterable[KnownFile]:
    """A file, the mail it came in, the mail that came in, and so on."""
    met: list[KnownFile] = []
    at: KnownFile | None = file
    while at is not None and at not in met:
        met.append(at)
        at = files.get(at.part_of) if at.part_of else None
    return met


def _without_outdated(
    seen: Sequence[Revision], held: Sequence[Revision], today: date
) -> list[Revision]:
    """Those whose place no hidden issue has taken."""
    if len(seen) == len(held):
        return list(seen)
    families: defaultdict[tuple[str, str], list[Revision]] = defaultdict(list)
    for one in held:
        families[family(one)].append(one)
    ids = {one.id for one in seen}
    outdated: set[tuple[str, str]] = set()
    for key, members in families.items():
        left = [one for one in members if one.id in ids]
        if not left or len(left) == len(members):
            continue
        alone, together = statuses(left, today), statuses(members, today)
        if any(
            alone[one.id] is Status.IN_FORCE and together[one.id] is not Status.IN_FORCE
            for one in left
        ):
            outdated.add(key)
    return [one for one in seen if family(one) not in outdated]


def _names_of(hidden: Sequence[Revision], seen: Sequence[Revision]) -> re.Pattern[str] | None:
    """Paths and numbers of what is hidden, as one pattern; None where nothing is."""
    open_numbers = {one.number for one in seen}
    names = {one.path for one in hidden} | {
        one.number for one in hidden if one.number not in open_numbers
    }
    ordered = sorted(filter(None, names), key=lambda one: (-len(one), one))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, ordered))})(?!\w)") if ordered else None


def _without_names(revision: Revision, names: re.Pattern[str] | None) -> Revision:
    """The revision; as it is where no warning names what is hidden."""
    warnings = revision.identity.warnings
    if names is None or not warnings:
        return revision
    kept = tuple(one for one in warnings if not names.search(one))
    if len(kept) == len(warnings):
        return revision
    return replace(revision, identity=replace(revision.identity, warnings=kept))
