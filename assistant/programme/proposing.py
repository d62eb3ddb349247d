"""The use case: propose a programme of internal audits from what is known on a day."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.errors import WrongUse
from assistant.evidence import DOCUMENTS, EvidenceByClause, gather
from assistant.gaps.find import FindGaps
from assistant.gaps.names import plain
from assistant.in_force import in_force
from assistant.model.audits import Gap, GapReport, Severity
from assistant.model.clauses import Clause, ClauseNumber, Edition
from assistant.model.documents import Revision
from assistant.model.mappings import Decision
from assistant.model.organisation import AuditorSetting, Organisation
from assistant.model.programmes import (
    LONGEST_CYCLE,
    Auditor,
    Month,
    OwnWork,
    Programme,
    ProgrammeClause,
    ProgrammeProcess,
    covers,
)
from assistant.model.records import Record
from assistant.organisation.documents import documents_named
from assistant.ports import Library
from assistant.programme import people, risk
from assistant.programme.history import AuditHistory, Rows, held_history, used_numbers
from assistant.programme.planning import Cycle, Wanted, plan
from assistant.programme.scope import Subject, applicable, gathered, out_of_scope, subjects

_NO_AUDITORS = (
    "No auditors are named, so every audit is open. Name them in organisation.yaml or with "
    "--auditor NAME."
)
_OWN_AUDITS = (
    "Clause {}: whoever audits the internal audits should not have carried out the ones looked at; "
    "the plan cannot know that beforehand."
)


@dataclass(frozen=True, slots=True)
class Request:
    """What is wanted: the cycle, and auditors beside those of the organisation's settings.

    `taken` are numbers of audits that other programmes use.
    """

    start: Month
    months: int = 12
    auditors: tuple[AuditorSetting, ...] = ()
    taken: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The id of the programme, after its first month."""
        return f"P-{self.start}"


class ProposeProgramme:
    """Proposals over one library."""

    def __init__(
        self,
        library: Library,
        find_gaps: FindGaps,
        records: Callable[[date], Rows],
        *,
        run_here: Callable[[date], AuditHistory] = lambda _: AuditHistory(),
    ) -> None:
        """`run_here` gives the audits that were run in the program itself."""
        self._library, self._find_gaps = library, find_gaps
        self._records, self._run_here = records, run_here

    def __call__(
        self, edition: Edition, organisation: Organisation, request: Request, *, as_of: date
    ) -> Programme:
        """The proposal; the same ground and request give the same. Raises `WrongUse` for a cycle
        that is none."""
        if not 1 <= request.months <= LONGEST_CYCLE:
            raise WrongUse(
                f"A cycle of {request.months} months cannot be planned.",
                hint=f"Say between 1 and {LONGEST_CYCLE} months: --cycle 12, or --cycle 36.",
            )
        ground = self._ground(edition, organisation, request.auditors, as_of)
        processes = tuple(ground.process(one) for one in ground.subjects)
        wanted = [
            Wanted(one.name, one.clauses, subject.numbers, one.risk, one.points, one.last_audited)
            for one, subject in zip(processes, ground.subjects, strict=True)
        ]
        auditors, own_work = ground.auditors, ground.own_work
        taken = used_numbers(ground.history) | {plain(one) for one in request.taken}
        cycle = Cycle(request.start, request.months, auditors, own_work, taken)
        return Programme(
            id=request.id,
            edition=edition.id,
            as_of=as_of,
            start=request.start,
            months=request.months,
            audits=plan(wanted, cycle, lambda numbers: gathered(edition, numbers)),
            processes=processes,
            clauses=tuple(ground.clause(one) for one in applicable(edition)),
            auditors=auditors,
            own_work=own_work,
            out_of_scope=out_of_scope(edition),
            notes=ground.notes,
            organisation=organisation.name,
        )

    def with_own_work(
        self, programme: Programme, edition: Edition, organisation: Organisation, *, as_of: date
    ) -> Programme:
        """The programme with what is today its auditors' own work, beside what it says itself.

        A person who edits a programme may name another auditor: nobody's work is forgotten.
        """
        named = tuple(AuditorSetting(one.name, one.roles) for one in programme.auditors)
        ground = self._ground(edition, organisation, named, as_of)
        known = {one.name for one in programme.auditors}
        today = [one for one in ground.own_work if one.auditor in known]
        return replace(programme, own_work=tuple(dict.fromkeys((*programme.own_work, *today))))

    def _ground(
        self,
        edition: Edition,
        organisation: Organisation,
        auditors: Sequence[AuditorSetting],
        as_of: date,
    ) -> "Ground":
        rows = self._records(as_of)
        revisions = in_force(self._library.revisions(), as_of)
        numbers = {one.id: one.number for one in revisions}

        def where(record: Record) -> str:
            number, row = numbers.get(record.revision, ""), record.row
            return row if row.startswith(f"{number}!") else f"{number} {row}".strip()

        return Ground(
            edition,
            organisation,
            as_of,
            subjects(edition, organisation),
            gather(self._library, edition, as_of),
            revisions,
            self._find_gaps(edition, as_of=as_of),
            held_history(rows, as_of, where) + self._run_here(as_of),
            rows,
            _everybody(organisation.auditors, auditors),
            where,
        )


def _everybody(
    own: Iterable[AuditorSetting], also: Iterable[AuditorSetting]
) -> tuple[AuditorSetting, ...]:
    """Each auditor once; what is said of one in both places is put together."""
    found: dict[str, AuditorSetting] = {}
    for one in (*own, *also):
        before = found.get(one.name.casefold())
        if before is not None:
            roles = tuple(dict.fromkeys((*before.roles, *one.roles)))
            works_in = tuple(dict.fromkeys((*before.works_in, *one.works_in)))
            one = AuditorSetting(before.name, roles, works_in)
        found[one.name.casefold()] = one
    return tuple(found.values())


class Ground:
    """Everything a proposal rests on, as of a day."""

    def __init__(
        self,
        edition: Edition,
        organisation: Organisation,
        as_of: date,
        subjects: tuple[Subject, ...],
        evidence: EvidenceByClause,
        revisions: Sequence[Revision],
        gaps: GapReport,
        history: AuditHistory,
        rows: Rows,
        settings: Sequence[AuditorSetting],
        where: Callable[[Record], str],
    ) -> None:
        self.subjects, self.history = subjects, history
        self._edition, self._as_of, self._evidence = edition, as_of, evidence
        self._gaps = gaps.gaps
        self._asked = {one.number for one in applicable(edition)}
        self._papers = _papers(subjects, evidence, revisions)
        self._texts = _texts(organisation, edition, self._papers)
        roles = people.known_roles(_every_text(self._texts, revisions), rows)
        self._roles = roles
        self.auditors: tuple[Auditor, ...] = people.auditors_of(settings, roles, rows, where)
        works_in = {one.name: one.works_in for one in settings}
        self.own_work: tuple[OwnWork, ...] = people.own_work(
            self.auditors, subjects, self._papers, edition.clauses, works_in
        )

    def process(self, subject: Subject) -> ProgrammeProcess:
        """A process with its risk and what is known of earlier audits."""
        counts = [self._mapped(number) for number in subject.numbers]
        known = risk.Known(
            self._as_of,
            [gap for gap in self._gaps if _is_on(gap, subject)],
            self.history.findings_of(subject),
            self.history.of_process(subject),
            sum(mapped for mapped, _ in counts),
            sum(undecided for _, undecided in counts),
        )
        reasons = risk.reasons(known)
        latest = self.history.latest(subject)
        return ProgrammeProcess(
            name=subject.name,
            owner=subject.owner,
            clauses=subject.clauses,
            documents=tuple(
                dict.fromkeys(one.number for one in self._papers.get(subject.name, ()))
            ),
            customary=subject.customary,
            risk=risk.level(sum(one.points for one in reasons)),
            reasons=reasons,
            last_audited=latest.done if latest else None,
            last_audit=_told(latest.id, latest.where) if latest else "",
            findings=len(known.findings),
        )

    def clause(self, clause: Clause) -> ProgrammeClause:
        """A clause with what is known of it."""
        latest = self.history.latest_on(clause.number, self.subjects)
        mapped, undecided = self._mapped(clause.number)
        grades = Counter(
            gap.severity for gap in self._gaps if gap.accepted is None and self._is_of(gap, clause)
        )
        return ProgrammeClause(
            number=clause.number,
            title=clause.title,
            owner=clause.owner,
            last_audited=latest.done if latest else None,
            last_audit=_told(latest.id, latest.where) if latest else "",
            findings=len(self.history.findings_on(clause.number)),
            majors=grades[Severity.MAJOR],
            minors=grades[Severity.MINOR],
            observations=grades[Severity.OBSERVATION],
            mapped=mapped,
            undecided=undecided,
        )

    @property
    def notes(self) -> tuple[str, ...]:
        """What the person who decides should know: what could not be known."""
        notes = [] if self.auditors else [_NO_AUDITORS]
        without = [one.name for one in self.auditors if one.competence == people.NO_RECORD]
        if without:
            notes.append(f"No record says that {_listed(without)} may audit: check it.")
        open_roles = people.unknown_roles(self.auditors, self._roles, self._texts)
        if self.auditors and open_roles:
            notes.append(
                f"Nothing held says who these are: {', '.join(open_roles)}. If an auditor is one "
                "of them, give the role in organisation.yaml, or as --auditor 'NAME (ROLE)'."
            )
        about_audits = next(
            (str(one.number) for one in applicable(self._edition) if "internal audit" in
             one.title.casefold()), None
        )  # fmt: skip
        if self.auditors and about_audits:
            notes.append(_OWN_AUDITS.format(about_audits))
        return tuple(notes)

    def _mapped(self, number: ClauseNumber) -> tuple[int, int]:
        """How many mappings a clause has, and how many of them nobody decided about."""
        found = self._evidence.get(number)
        if found is None:
            return 0, 0
        both = (*found.documents, *found.records)
        open_ = sum(one.mapping.decision is Decision.PROPOSED for one in both)
        return len(both), open_

    def _is_of(self, gap: Gap, clause: Clause) -> bool:
        """Whether a gap is the clause's own, or that of a clause above that is not asked itself."""
        if gap.clause == clause.number:
            return True
        return gap.clause not in self._asked and gap.clause.contains(clause.number)


def _is_on(gap: Gap, subject: Subject) -> bool:
    return covers(subject.clauses, gap.clause) or any(
        gap.clause.contains(number) for number in subject.clauses
    )


def _told(number: str, where: str) -> str:
    return f"{number} ({where})" if number and where else number or where


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"


def _papers(
    subjects: Sequence[Subject], evidence: EvidenceByClause, revisions: Sequence[Revision]
) -> dict[str, tuple[Revision, ...]]:
    """The documents of each process: those it names; others where most of them is mapped to.

    A process left without any has the one that speaks of it most, wherever that is at home.
    """
    weight: dict[str, Counter[str]] = {}
    for subject in subjects:
        for number in subject.numbers:
            for one in evidence[number].documents if number in evidence else ():
                weight.setdefault(one.revision.id, Counter())[subject.name] += 1
    found: dict[str, list[Revision]] = {}
    named = {one.name: documents_named(one.documents, revisions).folded for one in subjects}
    for revision in revisions:
        homes = [one for one in subjects if revision.number.casefold() in named[one.name]]
        if homes:
            for home in homes:
                found.setdefault(home.name, []).append(revision)
        elif revision.id in weight and revision.identity.kind in DOCUMENTS:
            most = weight[revision.id].most_common(1)[0][0]
            found.setdefault(most, []).append(revision)
    for subject in subjects:
        if subject.name not in found and not named[subject.name]:
            found[subject.name] = _nearest(subject.name, revisions, weight)
    return {name: tuple(several) for name, several in found.items()}


def _nearest(
    name: str, revisions: Iterable[Revision], weight: dict[str, Counter[str]]
) -> list[Revision]:
    speaking = [one for one in revisions if weight.get(one.id, Counter())[name]]
    most = max((weight[one.id][name] for one in speaking), default=0)
    return [one for one in speaking if weight[one.id][name] == most][:1]


def _texts(
    organisation: Organisation, edition: Edition, papers: dict[str, tuple[Revision, ...]]
) -> tuple[str, ...]:
    """Everything that says whose work something is."""
    said = [one.owner for one in organisation.processes]
    said += [one.owner for one in edition.clauses]
    for several in papers.values():
        for one in several:
            said += [one.identity.owner or "", one.identity.approver or ""]
    return tuple(dict.fromkeys(one for one in said if one))


def _every_text(texts: Iterable[str], revisions: Iterable[Revision]) -> list[str]:
    """The same, and what documents of no process say of people and roles."""
    also = [
        text for one in revisions for text in (one.identity.owner, one.identity.approver) if text
    ]
    return [*texts, *also]
