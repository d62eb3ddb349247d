"""Issues of documents: the master list against the documents, old issues among the current ones."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import PurePosixPath

from assistant.dates import find_dates
from assistant.gaps.cells import OUT_OF_USE, day, is_filled, place, standing, text
from assistant.gaps.dues import last_day
from assistant.gaps.ground import Ground
from assistant.gaps.lapses import Lapse, Place
from assistant.gaps.mentioned import document_key, named_by_file
from assistant.gaps.papers import DIRECTING
from assistant.gaps.rules import Rule
from assistant.gaps.spans import Use
from assistant.in_force import family, label_key
from assistant.model.documents import Kind, Revision, Status
from assistant.model.records import Record

_ELSEWHERE = re.compile(
    r"obsolete|archiv|superseded|withdrawn|old\b|history|ung[üu]ltig|p[ée]rim[ée]", re.IGNORECASE
)
_CURRENT_ISSUE = re.compile(r"\b(?:current|latest|newest|valid)\b", re.IGNORECASE)
_HELD_ISSUE = re.compile(r"\b(?:held|ours|in use|on file|our)\b", re.IGNORECASE)
_ISSUED = frozenset({Kind.MANUAL, Kind.PROCEDURE, Kind.WORK_INSTRUCTION})
_OWN = frozenset({*DIRECTING, Kind.FORM, Kind.OTHER})


def list_differs(ground: Ground, rule: Rule) -> Iterator[Lapse]:
    """Entries of the master list that give another issue or date than the document itself."""
    for entry in ground.of("master_list_entry"):
        current = _document(ground, entry.key)
        if current is None or standing(entry) in OUT_OF_USE:
            continue
        label, own = text(entry, "revision"), current.identity.label
        effective, real = day(entry, "effective"), current.identity.effective_date
        if label and own and label_key(label) != label_key(own):
            yield _entry(ground, entry, current, "issue", label, own)
        elif effective and real and effective != real:
            yield _entry(ground, entry, current, "date", effective.isoformat(), real.isoformat())


def old_among_current(ground: Ground, rule: Rule) -> Iterator[Lapse]:
    """Files of an earlier issue that state to be in force and lie where current ones do."""
    by_family: dict[tuple[str, str], list[Revision]] = {}
    for one in ground.papers.revisions:
        by_family.setdefault(family(one), []).append(one)
    for several in by_family.values():
        current = [one for one in several if ground.papers.standing[one.id] is Status.IN_FORCE]
        for one in several:
            if not current or not _lies_among_current(ground, one, current):
                continue
            pages = [ground.papers.passages_of(each)[:1] for each in (one, current[0])]
            yield Lapse(
                one.number,
                tuple(Place(page[0].id) for page in pages if page),
                {
                    "key": one.number,
                    "old": one.identity.label or "without an issue",
                    "current": current[0].identity.label or "the current one",
                    "path": one.path,
                },
                (one.identity.label, one.path),
            )


def review_passed(ground: Ground, rule: Rule) -> Iterator[Lapse]:
    """Documents in force whose day of review, by the list or their own head, is past."""
    entries = {document_key(one.key): one for one in ground.of("master_list_entry") if one.key}
    seen: set[str] = set()
    for key, entry in entries.items():
        current = _document(ground, entry.key)
        own = current.identity.review_date if current else None
        due = max((one for one in (last_day(entry, "next_review"), own) if one), default=None)
        seen.add(key)
        if due and due < ground.as_of and standing(entry) not in OUT_OF_USE:
            yield _review(entry.key, due, (place(entry), *_head(ground, current)))
    for one in ground.papers.in_force:
        due = one.identity.review_date
        key = document_key(one.number)
        if due and due < ground.as_of and key not in seen and one.identity.kind in _OWN:
            seen.add(key)
            yield _review(one.number, due, _head(ground, one))


def review_too_long_ago(ground: Ground, rule: Rule) -> Iterator[Lapse]:
    """Documents without a day of review that are older than the organisation's own interval."""
    term = ground.term(rule, Use.EVERY, "months", "month")
    if term.place is None and not rule.changed:
        return
    entries = {document_key(one.key): one for one in ground.of("master_list_entry") if one.key}
    for one in ground.papers.directing:
        entry = entries.get(document_key(one.number))
        if entry is None and one.identity.kind not in DIRECTING:
            continue  # an issued text that no list claims may be another's
        since = one.identity.effective_date
        if entry is not None:
            since = max((d for d in (day(entry, "reviewed"), since) if d), default=None)
        if since is None or one.identity.review_date or (entry and is_filled(entry, "next_review")):
            continue
        if term.span.after(since) < ground.as_of:
            yield Lapse(
                one.number,
                (*_head(ground, one), *((term.place,) if term.place else ())),
                {
                    "key": one.number,
                    "day": since.isoformat(),
                    "term": str(term.span),
                    "source": term.source,
                },
                due=term.span.after(since),
            )


def unmarked(ground: Ground, rule: Rule) -> Iterator[Lapse]:
    """Documents that direct work and bear no issue, where most others do."""
    directing = [one for one in ground.papers.directing if one.identity.kind in _ISSUED]
    without = [one for one in directing if not one.identity.label]
    if len(without) > len(directing) * (100 - rule.limits["percent"]) / 100:
        return
    for one in without:
        yield Lapse(one.number, _head(ground, one), {"key": one.number, "path": one.path})


def name_differs(ground: Ground, rule: Rule) -> Iterator[Lapse]:
    """Documents whose file is named with another number of the series than they bear."""
    for one in ground.papers.directing:
        own = document_key(one.number)
        for named in named_by_file(one):
            if named != own and not named.startswith(own) and _letters(named) == _letters(own):
                yield Lapse(
                    one.number,
                    _head(ground, one),
                    {"key": one.number, "path": one.path},
                    (named,),
                )


def _letters(key: str) -> str:
    return "".join(letter for letter in key if letter.isalpha())


def external_issue(ground: Ground, rule: Rule) -> Iterator[Lapse]:
    """External documents of which the list, or the file held, shows a newer issue."""
    for entry in ground.of("external_document"):
        held = _held_issue(entry)
        newer = _newer_in_list(entry)
        if held and newer and not _same_issue(held, newer):
            yield _external(ground, entry, held, newer, ())
            continue
        files = ground.papers.by_number.get(document_key(entry.key), ())
        labels = [one for one in files if one.identity.label]
        if held and labels and not any(_same_issue(held, one.identity.label) for one in labels):
            newest = max(labels, key=lambda one: label_key(one.identity.label))
            yield _external(ground, entry, held, newest.identity.label, _head(ground, newest))


def _held_issue(entry: Record) -> str:
    said = text(entry, "revision")
    heading = entry.fields["revision"].header if said else ""
    if said and not (_CURRENT_ISSUE.search(heading) and not _HELD_ISSUE.search(heading)):
        return said
    return next((value for head, value in entry.rest.items() if _HELD_ISSUE.search(head)), said)


def _newer_in_list(entry: Record) -> str:
    if text(entry, "issue_current"):
        return text(entry, "issue_current")
    for head, value in entry.rest.items():
        if _CURRENT_ISSUE.search(head) and not find_dates(value) and value.strip(" -–"):
            return value
    return ""


def _same_issue(one: str, other: str) -> bool:
    plain = ["".join(c for c in each.casefold() if c.isalnum()) for each in (one, other)]
    return plain[0] == plain[1] or (label_key(one) == label_key(other) != ())


def _external(
    ground: Ground, entry: Record, held: str, newer: str, head: tuple[Place, ...]
) -> Lapse:
    return Lapse(
        entry.key,
        (place(entry), *head),
        {"key": entry.key, "list": ground.named_in(entry), "held": held, "newer": newer},
        (held, newer),
    )


def _document(ground: Ground, number: str) -> Revision | None:
    issues = ground.papers.by_number.get(document_key(number), ())
    current = [
        one
        for one in issues
        if ground.papers.standing[one.id] is Status.IN_FORCE
        and one.identity.kind not in (Kind.RECORD, Kind.CORRESPONDENCE)
    ]
    return current[0] if current else None


def _lies_among_current(ground: Ground, one: Revision, current: list[Revision]) -> bool:
    if ground.papers.standing[one.id] is not Status.OBSOLETE:
        return False
    folder = str(PurePosixPath(one.path).parent)
    if one.identity.status is not Status.IN_FORCE or _ELSEWHERE.search(one.path):
        return False
    if one.identity.kind not in _OWN or not one.identity.label:
        return False
    return any(str(PurePosixPath(each.path).parent) == folder for each in current)


def _head(ground: Ground, revision: Revision | None) -> tuple[Place, ...]:
    if revision is None:
        return ()
    return tuple(Place(one.id) for one in ground.papers.passages_of(revision)[:1])


def _entry(
    ground: Ground, entry: Record, current: Revision, what: str, listed: str, real: str
) -> Lapse:
    return Lapse(
        current.number,
        (place(entry), *_head(ground, current)),
        {
            "key": current.number,
            "list": ground.named_in(entry),
            "what": what,
            "listed": listed,
            "real": real,
        },
        (what,),
    )


def _review(number: str, due: date, places: tuple[Place, ...]) -> Lapse:
    return Lapse(number, places, {"key": number, "day": due.isoformat()}, due=due)
