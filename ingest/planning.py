"""What is to be done with each file found, given what is known. Pure but for `gone`."""

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from assistant.errors import (
    DocumentNeedsOcr,
    DocumentNotTaken,
    DocumentReadingFailed,
    DocumentTooLarge,
    DocumentUnreadable,
)
from assistant.model.files import KnownFile
from ingest.walk import Found, Hashed

_SET_ASIDE = re.compile(
    r"\b(obsolete|archived?|superseded|withdrawn|old|history|drafts?|backup|copy)\b", re.IGNORECASE
)
_TABLES = {".xlsx", ".xlsm", ".xls", ".csv", ".tsv"}
_WORTH_TRYING_AGAIN = {
    error.code
    for error in (
        DocumentNeedsOcr,
        DocumentNotTaken,
        DocumentReadingFailed,
        DocumentTooLarge,
        DocumentUnreadable,
    )
}


@dataclass(frozen=True, slots=True)
class Target:
    """A file to be read and stored under `path`; `file` is None for an attachment.

    `replaces`: the path holds a document now. `instead_of`: another path to be forgotten.
    """

    path: str
    location: str
    sha256: str
    size: int
    file: Path | None = None
    part_of: str | None = None
    replaces: bool = False
    instead_of: str | None = None

    def known(self) -> KnownFile:
        """What the ledger is told about it."""
        return KnownFile(self.path, self.location, self.sha256, self.size, part_of=self.part_of)


@dataclass(slots=True)
class Plan:
    """Every file found is in exactly one of these lists."""

    unchanged: list[KnownFile] = field(default_factory=list)
    refused_again: list[KnownFile] = field(default_factory=list)
    read: list[Target] = field(default_factory=list)
    duplicates: list[Target] = field(default_factory=list)
    moved: list[KnownFile] = field(default_factory=list)  # as they are now; also in `unchanged`
    vanished: list[KnownFile] = field(default_factory=list)  # the same bytes are found elsewhere


def refused_for_good(known: KnownFile, sha256: str) -> bool:
    """Whether reading the same bytes again would end the same way."""
    return (
        known.refusal is not None
        and known.duplicate_of is None
        and known.sha256 == sha256
        and known.refusal.code not in _WORTH_TRYING_AGAIN
    )


def reading_order(target: Target) -> tuple[bool, str]:
    """Tables first: with master lists most documents are identified at once."""
    return Path(target.path).suffix.lower() not in _TABLES, target.path


def below_mail(mail: str, attachment: str) -> str:
    """The path of an attachment: readers give it with or without the mail's own."""
    return attachment if attachment.startswith(mail + "/") else f"{mail}/{attachment}"


@dataclass(frozen=True, slots=True)
class Below:
    """Which known files are, or were, among some paths or in a folder of them."""

    tops: tuple[str, ...]

    @classmethod
    def of(cls, paths: Iterable[Path]) -> "Below":
        """Below these paths, wherever links lead."""
        return cls(tuple(path.resolve().as_posix().rstrip("/") for path in paths))

    def __contains__(self, file: KnownFile) -> bool:
        place = file.location
        return any(place == top or place.startswith(f"{top}/") for top in self.tops)


class Planner:
    """Compares the files found with those known."""

    def __init__(
        self,
        known: Iterable[KnownFile],
        gone: Callable[[KnownFile], bool],
        again: Collection[str] = frozenset(),
    ) -> None:
        """`again`: paths to be read though their files have not changed."""
        self._gone, self._again = gone, again
        self._known = list(known)
        self._by_path = {file.path: file for file in self._known}
        self._by_location = {file.location: file for file in self._known}
        self._used: set[str] = set()  # paths given to files of this run
        self._met: set[str] = set()  # paths of known files that are among those found

    def plan(self, hashed: Sequence[Hashed]) -> Plan:
        """What to do; of files with the same bytes one is read, the rest are duplicates."""
        plan = Plan()
        by_bytes: dict[str, list[tuple[Target, KnownFile | None]]] = {}
        for one in hashed:
            known = self._by_location.get(one.found.location)
            if known is not None:
                self._met.add(known.path)
        outside = self._kept_outside()
        for one in hashed:
            target, known = self._target(one, outside, plan)
            again = known is not None and refused_for_good(known, one.sha256)
            if known is not None and again and not one.found.named:
                plan.refused_again.append(known)
            else:
                by_bytes.setdefault(one.sha256, []).append((target, known))
        for digest, group in by_bytes.items():
            self._settle(group, outside.get(digest), plan)
        return plan

    def _kept_outside(self) -> dict[str, KnownFile]:
        """Documents whose files are not among those found, by their bytes."""
        return {
            file.sha256: file
            for file in self._known
            if file.refusal is None and file.path not in self._met
        }

    def _target(
        self, one: Hashed, outside: dict[str, KnownFile], plan: Plan
    ) -> tuple[Target, KnownFile | None]:
        found = one.found
        known = self._by_location.get(found.location)
        if known is None:
            known = self._left_behind(one, outside, plan)
        path, instead_of = found.path, None
        if known is not None and not self._is_deeper(found.path, known.path):
            path = known.path
        elif known is not None:
            path, instead_of = self._free(found), known.path
        else:
            path = self._free(found)
        self._used.add(path)
        holds = known is not None and known.refusal is None
        target = Target(
            path,
            found.location,
            one.sha256,
            one.size,
            found.file,
            replaces=holds,
            instead_of=instead_of,
        )
        return target, known

    def _left_behind(
        self, one: Hashed, outside: dict[str, KnownFile], plan: Plan
    ) -> KnownFile | None:
        """A known file that is gone from where it was and found here now."""
        same_path = self._by_path.get(one.found.path)
        if same_path and same_path.path not in self._met and self._gone(same_path):
            self._met.add(same_path.path)
            if outside.get(same_path.sha256) == same_path:
                del outside[same_path.sha256]
            return same_path
        same_bytes = outside.get(one.sha256)
        if same_bytes and same_bytes.part_of is None and self._gone(same_bytes):
            self._met.add(same_bytes.path)
            del outside[one.sha256]
            plan.vanished.append(same_bytes)
        return None

    @staticmethod
    def _is_deeper(path: str, known: str) -> bool:
        """Whether `path` says more about where the file stands than the path known so far."""
        return path.endswith("/" + known)

    def _free(self, found: Found) -> str:
        """A path no other file has: with as many of the upper folders as that takes."""
        path = found.path
        for upper in reversed(PurePosixPath(found.folder).parts):
            taken = path in self._used or path in self._by_path
            if not taken or upper == "/":
                break
            path = f"{upper}/{path}"
        number = 2
        while path in self._used or path in self._by_path:
            path, number = f"{found.path} ({number})", number + 1
        return path

    def _settle(
        self,
        group: Sequence[tuple[Target, KnownFile | None]],
        outside: KnownFile | None,
        plan: Plan,
    ) -> None:
        """One of the files with the same bytes is the document."""

        def preference(pair: tuple[Target, KnownFile | None]) -> tuple[bool, bool]:
            target, known = pair
            return bool(_SET_ASIDE.search(target.path)), not _is_current(target, known)

        first = min(group, key=preference)
        aside = bool(_SET_ASIDE.search(first[0].path))
        keeps = outside is not None and (
            aside or outside.part_of is not None or not _SET_ASIDE.search(outside.path)
        )
        for target, known in group:
            if keeps or target is not first[0]:
                plan.duplicates.append(target)
            elif known and _is_current(target, known) and target.path not in self._again:
                self._leave(target, known, plan)
            else:
                plan.read.append(target)
        if outside is not None and outside.part_of is None and not keeps:
            plan.duplicates.append(
                Target(
                    outside.path,
                    outside.location,
                    outside.sha256,
                    outside.size,
                    Path(outside.location),
                    replaces=True,
                )
            )

    @staticmethod
    def _leave(target: Target, known: KnownFile, plan: Plan) -> None:
        if known.location != target.location:
            known = replace(known, location=target.location)
            plan.moved.append(known)
        plan.unchanged.append(known)


def _is_current(target: Target, known: KnownFile | None) -> bool:
    """Whether the library holds exactly this document already."""
    return (
        known is not None
        and known.refusal is None
        and known.sha256 == target.sha256
        and known.path == target.path
    )
