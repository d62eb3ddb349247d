"""Revisions that take another's place and do not look like its successor: for a person to check.

A new issue of a document makes the old one obsolete, so a file that only claims a number could
too. It is believed, because most often it is right; what speaks against it is said.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import PurePosixPath

from assistant.in_force import family, statuses
from assistant.model.documents import Kind, Revision, Status

_MAILS = {".eml", ".msg"}
_LONG_JUMP = 3  # steps from one label to the next, "C" to "F", from which issues are missing
_OF_ONE_CASE = frozenset({Kind.RECORD, Kind.CORRESPONDENCE, Kind.EXTERNAL})
_WORD = re.compile(r"[^\W\d_]{4,}")


def doubts(revisions: Iterable[Revision], as_of: date) -> dict[str, tuple[str, ...]]:
    """Sentences about revisions in force on the day, by id; only those there is doubt about."""
    held = list(revisions)
    families: defaultdict[tuple[str, str], list[Revision]] = defaultdict(list)
    for one in held:
        families[family(one)].append(one)
    several = [each for each in families.values() if len(each) > 1 and _is_numbered(each[0])]
    standing = statuses((one for each in several for one in each), as_of)
    found: dict[str, tuple[str, ...]] = {}
    for members in several:
        current = [one for one in members if standing[one.id] is Status.IN_FORCE]
        for one in current:
            told = tuple(dict.fromkeys(_doubts(one, members, standing)))
            if told:
                found[one.id] = told
    return found


def _doubts(
    one: Revision, members: Sequence[Revision], standing: dict[str, Status]
) -> Iterator[str]:
    if one.identity.kind in _OF_ONE_CASE:
        return
    for other in members:
        if other.id == one.id or other.content_hash == one.content_hash:
            continue
        stated = other.identity.status is Status.IN_FORCE
        if standing[other.id] is Status.OBSOLETE and stated:
            signs = list(_against(one, other))
            if signs:
                yield f"It took the place of {_named(other)}, but {' and '.join(signs)}."
        elif standing[other.id] is Status.IN_FORCE and _rivals(one, other):
            yield f"It and {other.path} both count as {_named(other)} and are not the same."


def _against(new: Revision, old: Revision) -> Iterator[str]:
    """What speaks against `new` being the next issue of `old`."""
    if any(part.suffix.lower() in _MAILS for part in PurePosixPath(new.path).parents):
        yield "it came with a mail"
    if _strange_title(new, old):
        yield f"it is called {new.identity.title!r} and that was called {old.identity.title!r}"
    if new.identity.kind is not old.identity.kind:
        yield f"it is a {_spoken(new.identity.kind)} and that was a {_spoken(old.identity.kind)}"
    if _steps(old.identity.label, new.identity.label) >= _LONG_JUMP:
        yield f"the issues between {old.identity.label} and {new.identity.label} are missing"


def _rivals(one: Revision, other: Revision) -> bool:
    """Whether two files of one issue differ in more than what they were saved as."""
    if PurePosixPath(one.path).suffix.lower() == PurePosixPath(other.path).suffix.lower():
        return True
    return bool(one.identity.label) != bool(other.identity.label) or _strange_title(one, other)


def _strange_title(one: Revision, other: Revision) -> bool:
    mine, its = (_words(each.identity.title) for each in (one, other))
    return bool(mine and its) and not mine & its


def _words(title: str) -> frozenset[str]:
    return frozenset(word.casefold()[:5] for word in _WORD.findall(title))


def _steps(old: str, new: str) -> int:
    """How many labels `new` lies after `old`; 0 when they are not of one kind."""
    if old.isdecimal() and new.isdecimal():
        return int(new) - int(old)
    if len(old) == len(new) == 1 and old.isalpha() and new.isalpha():
        return ord(new.upper()) - ord(old.upper())
    return 0


def _is_numbered(revision: Revision) -> bool:
    """Whether it has a number at all: what is called by its file's name shares it by chance."""
    return any(character.isdigit() for character in revision.number)


def _named(revision: Revision) -> str:
    label = f" rev {revision.identity.label}" if revision.identity.label else ""
    return f"{revision.number}{label}"


def _spoken(kind: Kind) -> str:
    return kind.value.replace("_", " ")
