"""From what was read to an identity: sources weighed in order of trust, disagreements said."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.dates import DayMonthOrder, find_dates, habit
from assistant.model.documents import Identity, Kind, ReadDocument, Status
from ingest.identity.choosing import choose_number
from ingest.identity.fields import Statement, statements
from ingest.identity.filename import FileName, only_archived, read_file_name
from ingest.identity.history import latest_in_history
from ingest.identity.kinds import is_of_form, kind_of
from ingest.identity.labels import LABEL_PATTERN, Role
from ingest.identity.legacy import CURRENT_TITLES, LEGACY_TITLES, uses_legacy_numbering
from ingest.identity.master_list import Entry, MasterList
from ingest.identity.numbers import plain
from ingest.identity.status import Standing, standing
from ingest.identity.titles import title_of
from ingest.identity.written_as import filled_in_on

_UNLISTED_KINDS = (Kind.POLICY, Kind.MANUAL, Kind.PROCEDURE, Kind.WORK_INSTRUCTION, Kind.FORM)
_WORKED_TO = (Kind.POLICY, Kind.MANUAL, Kind.PROCEDURE, Kind.WORK_INSTRUCTION)
_RECORDS = (Kind.RECORD, Kind.CORRESPONDENCE)
_LONGEST_NAME = 60
_LABEL_LEFT = re.compile(rf"\s*[.;,|·•]\s+{LABEL_PATTERN}\W*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Dated:
    """A date field read, and a sentence when it could be read two ways."""

    value: date | None = None
    warning: str = ""


def identify(
    read: ReadDocument,
    path: str,
    *,
    register: MasterList | None = None,
    legacy_titles: Mapping[str, str] = LEGACY_TITLES,
    current_titles: Mapping[str, str] = CURRENT_TITLES,
) -> Identity:
    """The identity of a document met at `path` (posix, below the ingested folder).

    Header block, first page, margins, master list, file name and folder are believed in that
    order; what they disagree about is a sentence in `warnings`. Number and title are never empty.
    """
    name, said = read_file_name(path), statements(read)
    choice = choose_number(read, said, name, register)
    label, label_warning = _label(read, said, name)
    entry = register.entry(choice.number, label) if register and choice.number else None
    order = habit([*(page.text for page in read.pages), *(one.value for one in said)])
    effective, review = _date(said, Role.EFFECTIVE, order), _date(said, Role.REVIEW, order)
    title = title_of(read, said, name, number=choice.number, listed=entry.title if entry else "")
    issued = bool(label and (choice.number or _kept(said)))
    stated, number = _first(said, Role.TYPE), choice.number
    kind = kind_of(read, number=number, title=title, path=path, type_field=stated, issued=issued)
    if kind is Kind.OTHER and entry is not None:  # listed among what people work to
        kind = Kind.PROCEDURE
    same_issue = entry is not None and (not label or plain(entry.revision) == plain(label))
    stands = _standing(read, said, path, kind, entry.status if entry and same_issue else "")
    identity = Identity(
        number=choice.number or name.without_label or "document",
        label=label,
        title=title,
        kind=kind,
        status=stands.status,
        effective_date=_filled_in(read, number, kind, order)
        or effective.value
        or _dated_by_history(read, label, order)
        or (entry.effective if entry and same_issue else None),
        review_date=review.value,
        owner=_person(said, Role.OWNER, order) or None,
        approver=_person(said, Role.APPROVER, order) or None,
        legacy_numbering=uses_legacy_numbering(
            read, legacy_titles=legacy_titles, current_titles=current_titles
        ),
    )
    named = "" if kind in _RECORDS else choice.warning  # a record's file is named as one likes
    warnings = [named, label_warning, effective.warning, review.warning, stands.warning]
    if register is not None and choice.number:
        warnings += _against_register(identity, entry, same_issue=same_issue)
    warnings.append(_unsaid(identity))
    return _with_warnings(identity, warnings)


def _filled_in(
    read: ReadDocument, number: str, kind: Kind, order: DayMonthOrder | None
) -> date | None:
    """The day on which a form was filled in; the date of its issue is not that of the record."""
    of_form = kind is Kind.RECORD and is_of_form(number)
    found = find_dates(filled_in_on(read), order=order) if of_form else []
    return found[-1].value if found else None


def _kept(said: Sequence[Statement]) -> bool:
    """Whether somebody keeps or approves it."""
    return bool(_first(said, Role.OWNER) or _first(said, Role.APPROVER))


def _unsaid(identity: Identity) -> str:
    """A sentence about what a document that people work to should state and does not."""
    if identity.kind not in _WORKED_TO or identity.status is Status.OBSOLETE:
        return ""
    dateless = identity.effective_date is None and identity.status is not Status.DRAFT
    missing = ["no revision"] * (not identity.label) + ["no effective date"] * dateless
    if not missing:
        return ""
    return f"{' and '.join(missing).capitalize()} could be found in it."


def _label(read: ReadDocument, said: Sequence[Statement], name: FileName) -> tuple[str, str]:
    stated = _first(said, Role.REVISION)
    if stated and name.label and not _same_label(stated, name.label):
        return stated, (
            f"The revision is {stated} in the document but {name.label} in its file name; "
            f"{stated} was believed."
        )
    return stated or name.label or latest_in_history(read).label, ""


def _same_label(one: str, other: str) -> bool:
    def even(label: str) -> str:
        return ".".join(part.lstrip("0") or "0" for part in label.casefold().split("."))

    one, other = even(one), even(other)
    return one == other or one.removesuffix(".0") == other.removesuffix(".0")


def _first(said: Sequence[Statement], role: Role) -> str:
    return next((one.value for one in said if one.role is role), "")


def _date(said: Sequence[Statement], role: Role, order: DayMonthOrder | None) -> _Dated:
    for one in said:
        found = find_dates(one.value, order=order) if one.role is role else []
        if found:
            written = one.value[found[0].start : found[0].end]
            day = f"{found[0].value.day} {found[0].value:%B %Y}"
            doubt = f"The {role.value} {written!r} can be read two ways; it was read as {day}."
            return _Dated(found[0].value, doubt if found[0].ambiguous else "")
    return _Dated()


def _dated_by_history(read: ReadDocument, label: str, order: DayMonthOrder | None) -> date | None:
    """The date that the revision history gives the revision in hand."""
    history = latest_in_history(read)
    if not history.date_text or (label and not _same_label(history.label, label)):
        return None
    found = find_dates(history.date_text, order=order)
    return found[0].value if found else None


def _person(said: Sequence[Statement], role: Role, order: DayMonthOrder | None) -> str:
    """A name or a role without the date that stands beside it."""
    for one in said:
        if one.role is not role:
            continue
        value = one.value
        for found in reversed(find_dates(value, order=order)):
            value = value[: found.start] + value[found.end :]
        value = re.split(r"\s+[A-Z]\w+\s*:", value)[0]  # "J. Smith Stamp: 9"
        value = _LABEL_LEFT.sub("", value)  # "J. Smith. State of" has lost its date
        value = " ".join(re.sub(r"\(\s*\)|\bDate:", " ", value).split()).strip(" ,;:/|·•-–—_")
        value = re.sub(r"(?<!\b[A-Z])(?<!\b(?:Jr|Sr|Co))(?<!\b(?:Ltd|Inc))\.$", "", value)
        if any(character.isalpha() for character in value) and len(value) <= _LONGEST_NAME:
            return value
    return ""


def _standing(
    read: ReadDocument, said: Sequence[Statement], path: str, kind: Kind, listed: str
) -> Standing:
    if kind in _RECORDS and only_archived(path):
        path = path.rsplit("/", maxsplit=1)[-1]  # an archived record is still a record
    if kind in _RECORDS:  # "Status: closed", "Status: expired" tell of what is recorded
        said = [
            one
            for one in said
            if one.role is not Role.STATUS or one.rank == 1 or "draft" in one.value.casefold()
        ]
    return standing(read, said, path, listed=listed)


def _against_register(
    identity: Identity, entry: Entry | None, *, same_issue: bool
) -> Iterable[str]:
    """Sentences about what the master document list says otherwise."""
    number, label = identity.number, identity.label
    if entry is None:
        if identity.kind in _UNLISTED_KINDS and identity.status is Status.IN_FORCE:
            yield f"{number} is not on the master document list."
        return
    if entry.revision and not same_issue and not _same_label(entry.revision, label):
        if identity.status is Status.IN_FORCE:
            yield (
                f"The master document list has {number} at revision {entry.revision}, but this "
                f"file is revision {label}; the file was believed."
            )
        return
    effective = identity.effective_date
    if entry.effective and effective and entry.effective != effective:
        yield (
            f"The master document list has {number} effective {entry.effective}, but the "
            f"document says {effective}; the document was believed."
        )


def _with_warnings(identity: Identity, warnings: Iterable[str]) -> Identity:
    return replace(identity, warnings=tuple(dict.fromkeys(text for text in warnings if text)))
