"""Which revisions are in force on a day: a query over all revisions of one number."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache

from assistant.model.documents import Kind, Revision, Status

_RECORDS = frozenset({Kind.RECORD, Kind.CORRESPONDENCE, Kind.EXTERNAL})
_FIRST_ISSUES = frozenset({"-", "original", "initial", "orig", "new", "nc", "n/c", "ir"})
_LABEL_WORDS = re.compile(r"^(?:revision|rev|issue|version|ver|iss|v)\b[\s.:#]*", re.IGNORECASE)
_LABEL_PARTS = re.compile(r"\d+|[^\W\d_]+")

LabelKey = tuple[tuple[int, int, str], ...]


def in_force(revisions: Iterable[Revision], as_of: date) -> list[Revision]:
    """The revisions that count on `as_of`, in the order given; byte-identical copies once.

    Of each number the latest issue that had taken effect counts. Two files with the same
    label both count: they may be a document and its print.
    """
    held = list(revisions)
    standing = statuses(held, as_of)
    seen: set[tuple[str, str]] = set()
    counted = []
    for revision in held:
        copy = (_same_number(revision), revision.content_hash)
        if standing[revision.id] is Status.IN_FORCE and copy not in seen:
            seen.add(copy)
            counted.append(revision)
    return counted


def status_on(revision: Revision, siblings: Iterable[Revision], as_of: date) -> Status:
    """Where `revision` stood on `as_of`; `siblings` are revisions held, itself allowed."""
    key = family(revision)
    kin = [each for each in siblings if each.id != revision.id and family(each) == key]
    return _standing([revision, *kin], as_of)[revision.id]


def statuses(revisions: Iterable[Revision], as_of: date) -> dict[str, Status]:
    """Where each revision stood on `as_of`, by its id."""
    families: defaultdict[tuple[str, str], list[Revision]] = defaultdict(list)
    for revision in revisions:
        families[family(revision)].append(revision)
    standing: dict[str, Status] = {}
    for members in families.values():
        standing.update(_standing(members, as_of))
    return standing


@lru_cache(maxsize=4096)
def label_key(label: str) -> LabelKey:
    """Sort key of a revision label: none < "-" < 1 < 2 < 10 < A < B < Z < AA; 0.9 < 1.0."""
    text = _LABEL_WORDS.sub("", label.strip()).casefold()
    if not text:
        return ()
    if text in _FIRST_ISSUES:
        return ((0, 0, ""),)
    return tuple(
        (1, int(part), "") if part.isdecimal() else (2, len(part), part)
        for part in _LABEL_PARTS.findall(text)
    )


def _same_number(revision: Revision) -> str:
    """One spelling of `QP 84`, `qp_84` and `QP84`."""
    joined = re.sub(r"[\s_]+", "-", revision.number.strip()).casefold()
    return re.sub(r"(?<=[^\W\d_])(?=\d)", "-", joined)


def family(revision: Revision) -> tuple[str, str]:
    """Revisions with the same key supersede each other; a record without a label stands alone."""
    if revision.identity.kind not in _RECORDS:
        return _same_number(revision), "document"
    return _same_number(revision), "record" if revision.identity.label else revision.id


def _standing(members: Sequence[Revision], as_of: date) -> dict[str, Status]:
    standing: dict[str, Status] = {}
    started: list[Revision] = []
    for revision in members:
        stated, effective = revision.identity.status, revision.identity.effective_date
        if stated in (Status.DRAFT, Status.UNKNOWN):
            standing[revision.id] = stated
        elif effective > as_of if effective else stated is Status.FUTURE:
            standing[revision.id] = Status.FUTURE
        else:
            started.append(revision)
            standing[revision.id] = Status.OBSOLETE
    coming = len(standing) > len(started) and Status.FUTURE in standing.values()
    for revision in _current(started, successor_to_come=coming):
        standing[revision.id] = Status.IN_FORCE
    return standing


def _current(started: Sequence[Revision], *, successor_to_come: bool) -> list[Revision]:
    """Those of the started issues that count."""
    dated = [each for each in started if each.identity.effective_date]
    undated = [
        each
        for each in started
        if not each.identity.effective_date and each.identity.status is not Status.OBSOLETE
    ]
    latest = max(dated, key=_age, default=None)
    if latest and latest.identity.status is Status.OBSOLETE and not successor_to_come:
        # Nothing took its place later, so it was withdrawn or its successor has no date.
        latest = max((each for each in dated if not _withdrawn(each)), key=_age, default=None)
    if latest and not latest.identity.label and (labelled := _labelled(dated)):
        # A record kept under the number of its procedure says no issue, and replaces none.
        return _current([*labelled, *undated], successor_to_come=successor_to_come) + [
            each for each in dated if not each.identity.label and _age(each) >= _age(labelled[-1])
        ]
    newest = _newest_label([each for each in undated if each.identity.label])
    if latest is None:
        return [each for each in undated if each.identity.label in ("", newest)]
    if newest and latest.identity.label and label_key(newest) > label_key(latest.identity.label):
        return [each for each in undated if each.identity.label in ("", newest)]
    return [
        each
        for each in (*dated, *undated)
        if each is latest
        or (each.identity.status is latest.identity.status and _joins(each, latest))
    ]


def _labelled(dated: Sequence[Revision]) -> list[Revision]:
    """Those that state an issue and were not withdrawn, the oldest first."""
    stating = [each for each in dated if each.identity.label and not _withdrawn(each)]
    return sorted(stating, key=_age)


def _joins(other: Revision, latest: Revision) -> bool:
    """Whether it is a second file of the issue that counts, or cannot be told from one."""
    same_label = label_key(other.identity.label) == label_key(latest.identity.label)
    if other.identity.label and latest.identity.label:
        return same_label
    return not other.identity.effective_date or (
        other.identity.effective_date == latest.identity.effective_date and same_label
    )


def _withdrawn(revision: Revision) -> bool:
    return revision.identity.status is Status.OBSOLETE


def _age(revision: Revision) -> tuple[date, LabelKey, bool]:
    effective = revision.identity.effective_date or date.min
    return effective, label_key(revision.identity.label), not _withdrawn(revision)


def _newest_label(revisions: Sequence[Revision]) -> str:
    return max((each.identity.label for each in revisions), key=label_key, default="")
