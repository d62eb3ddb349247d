"""Who may audit what: whose work a process is, which roles people have, who is competent."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.gaps.cells import SETTLED, day, standing, text
from assistant.gaps.names import same_person
from assistant.model.clauses import Clause
from assistant.model.documents import Revision
from assistant.model.organisation import AuditorSetting
from assistant.model.programmes import Auditor, OwnWork
from assistant.model.records import Record
from assistant.programme.history import Rows
from assistant.programme.scope import Subject

_PARTS = re.compile(r"\s*[,;/()&\n]\s*")
_ROLE = re.compile(
    r"\b(?:managers?|lead|leader|head|directors?|officer|co-?ordinator|controller|inspector|ceo|coo"
    r"|supervisor|superintendent|engineer|representative|specialist|administrator|chief|president"
    r"|team|department|planner|clerk|technician|operator|foreman|buyer|chair|board|owner|staff"
    r"|secretary|executive|partner|principal|analyst|auditor|(?:store|book)?keeper|office"
    r"|management|custodian)\b",
    re.IGNORECASE,
)
_AUDITING = re.compile(r"\bauditors?\b|\bauditing\b", re.IGNORECASE)
NO_RECORD = "no record of competence as an auditor is held"


@dataclass(frozen=True, slots=True)
class Roles:
    """Which person has which role, as far as papers and records say both together."""

    known: Mapping[str, tuple[str, ...]]  # role, in one spelling -> people
    written: Mapping[str, str]  # role, in one spelling -> as it was first written

    def of(self, name: str) -> list[str]:
        """The roles of a person, sorted."""
        return sorted(
            self.written[role]
            for role, people in self.known.items()
            if any(same_person(one, name) for one in people)
        )


def known_roles(texts: Iterable[str], rows: Rows) -> Roles:
    """Roles from `Ann Lee, Buying Lead` and the like, and from the records of people."""
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    written: dict[str, str] = {}
    for said in texts:
        parts = named_in(said)
        people = [one for one in parts if not is_role(one) and len(one.split()) > 1]
        roles = [one for one in parts if is_role(one)]
        if len(people) == 1 and len(roles) == 1:
            found[_spelt(written.setdefault(_spelt(roles[0]), roles[0]))][people[0]] = None
    for record in rows.of("competence"):
        role, person = text(record, "role"), text(record, "person")
        if is_role(role) and person:
            found[_spelt(written.setdefault(_spelt(role), role))][person] = None
    return Roles({role: tuple(people) for role, people in found.items()}, written)


def named_in(said: str) -> list[str]:
    """The people and roles that a text names: `Ann Lee (Buying Lead)` names two."""
    return [one for one in _PARTS.split(said) if one]


def is_role(said: str) -> bool:
    """Whether a text names a role and no person."""
    return bool(_ROLE.search(said))


def _spelt(role: str) -> str:
    return " ".join(role.casefold().replace("-", " ").split())


def read_auditor(said: str) -> AuditorSetting:
    """`Ann Lee`, or with roles `Ann Lee (Buying Lead, Buyer)`."""
    name, _, inside = said.partition("(")
    return AuditorSetting(" ".join(name.split()), tuple(named_in(inside)))


def auditors_of(
    settings: Iterable[AuditorSetting],
    roles: Roles,
    rows: Rows,
    where: Callable[[Record], str],
) -> tuple[Auditor, ...]:
    """The auditors with the roles that are known of them and what records say of competence."""
    found = []
    for one in settings:
        given = {_spelt(role): role for role in one.roles}
        learned = {_spelt(role): role for role in roles.of(one.name)}
        plain = Auditor(one.name, tuple((learned | given).values()))
        found.append(_with_competence(plain, rows, where))
    return tuple(found)


def _with_competence(auditor: Auditor, rows: Rows, where: Callable[[Record], str]) -> Auditor:
    """The auditor with the record of the latest day that speaks of auditing."""
    records = [*rows.of("competence"), *rows.of("training")]
    speaking = [one for one in records if _is_auditing(one) and _is_about(one, auditor.name)]
    dated = [(since, one) for one in speaking if (since := _since(one))]
    if not dated:
        told = f"undated: {where(speaking[0])}" if speaking else NO_RECORD
        return replace(auditor, competence=told)
    since, record = max(dated, key=lambda one: one[0])
    until = day(record, "valid_until") or day(record, "due")
    return replace(auditor, competent_since=since, competent_until=until, competence=where(record))


def _since(record: Record) -> date | None:
    days = [found for name in ("trained", "granted", "assessed") if (found := day(record, name))]
    return min(days, default=None)


def _is_auditing(record: Record) -> bool:
    if standing(record) in SETTLED or standing(record, "result") in SETTLED:
        return False
    said = [text(record, name) for name in ("role", "task", "course", "level")]
    return any(_AUDITING.search(one) for one in said)


def _is_about(record: Record, name: str) -> bool:
    person = text(record, "person")
    if person:
        return same_person(person, name)
    return any(name.casefold() in one.casefold() for one in record.rest.values())


def own_work(
    auditors: Sequence[Auditor],
    subjects: Sequence[Subject],
    papers: Mapping[str, Sequence[Revision]],
    clauses: Iterable[Clause],
    works_in: Mapping[str, Sequence[str]],
) -> tuple[OwnWork, ...]:
    """What is an auditor's own work. `papers` are the documents of each process, by its name;
    `works_in` the processes that each auditor is said to work in, by his or her name."""
    owned = [one for one in clauses if one.owner]
    return tuple(
        each
        for subject in subjects
        for auditor in auditors
        for each in _own(auditor, subject, papers.get(subject.name, ()), owned, works_in)
    )


def _own(
    auditor: Auditor,
    subject: Subject,
    papers: Iterable[Revision],
    owned: Iterable[Clause],
    works_in: Mapping[str, Sequence[str]],
) -> Iterator[OwnWork]:
    whole = [
        *_because(auditor, subject.owner, "answers for the process"),
        *(
            "works in it, as the organisation says"
            for name in works_in.get(auditor.name, ())
            if name.casefold() == subject.name.casefold()
        ),
    ]
    for one in papers:
        whole += _because(auditor, one.identity.owner or "", f"owns {one.number}")
        whole += _because(auditor, one.identity.approver or "", f"approved {one.number}")
    for why in dict.fromkeys(whole):
        yield OwnWork(auditor.name, subject.name, why)
    mine: defaultdict[str, list[Clause]] = defaultdict(list)
    for clause in owned:
        if clause.number in subject.numbers:
            for why in _because(auditor, clause.owner, "answers for the clause"):
                mine[why].append(clause)
    for why, several in mine.items():
        yield OwnWork(auditor.name, subject.name, why, tuple(one.number for one in several))


def _because(auditor: Auditor, said: str, why: str) -> list[str]:
    """The reason, where a text names the auditor, or a role of his or hers."""
    roles = {_spelt(one): one for one in auditor.roles}
    for part in named_in(said):
        # What is given as a role of the auditor is one, whatever word it is.
        if _spelt(part) in roles:
            return [f"{why} (as {part})"]
        if not is_role(part) and same_person(part, auditor.name):
            return [why]
    return []


def unknown_roles(
    auditors: Sequence[Auditor], roles: Roles, texts: Iterable[str]
) -> tuple[str, ...]:
    """Roles that own or approve and of which nobody knows whether an auditor has them."""
    held = {_spelt(role) for one in auditors for role in one.roles} | roles.known.keys()
    named = {_spelt(part): part for said in texts for part in named_in(said) if is_role(part)}
    return tuple(sorted(part for role, part in named.items() if role not in held))
