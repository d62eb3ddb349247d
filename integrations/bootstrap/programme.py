"""The programme of audits, wired: proposing, keeping, taking back from a workbook."""

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from assistant.audits.starting import Order
from assistant.errors import NothingThere, WrongUse
from assistant.in_force import in_force
from assistant.model.organisation import AuditorSetting
from assistant.model.programmes import Month, PlannedAudit, Programme, ProgrammeEntry
from assistant.organisation.documents import faults_of
from assistant.programme.book import KeepProgramme, KeptProgramme
from assistant.programme.differences import differences
from assistant.programme.falling_due import audits_due, is_begun, planned_audits
from assistant.programme.from_ics import is_calendar, moved, programme_in
from assistant.programme.from_sheets import read_programme
from assistant.programme.history import AuditHistory, held_history
from assistant.programme.locked import written_into
from assistant.programme.people import read_auditor
from assistant.programme.proposing import ProposeProgramme, Request
from assistant.programme.run_here import history_of
from assistant.programme.seen import without
from assistant.programme.sheet_cells import refuse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.gaps.find import FindGaps
    from assistant.model.dues import Due
    from assistant.records.held import RecordsHeld
    from integrations.bootstrap.adapters import Adapters
    from integrations.bootstrap.audits import AuditServices
    from integrations.bootstrap.findings import FindingServices


@dataclass(frozen=True, slots=True)
class TakenBack:
    """A programme as it is kept after an import: what that changed, and what was not taken over.

    No `changes` for one that was not there, or that is as it was.
    """

    kept: KeptProgramme
    changes: tuple[str, ...]
    left: tuple[str, ...]
    is_saved: bool  # as a new version; else nothing was changed


@dataclass(frozen=True, slots=True)
class PlannedOrder:
    """A planned audit as the order to make one: of its process, or else of its clauses."""

    order: Order
    process: str | None
    clauses: tuple[str, ...]


@dataclass(frozen=True)
class ProgrammeServices:
    """Everything about the programme; months and auditors are words as people write them."""

    adapters: "Adapters"
    audits: "AuditServices"
    findings: "FindingServices"
    find_gaps: "FindGaps"
    records: "RecordsHeld"

    def propose(
        self,
        *,
        as_of: date,
        start: str | None = None,
        months: int = 12,
        auditors: "Sequence[str]" = (),
    ) -> Programme:
        """A proposal; without `start` from the month after `as_of` on. Raises `WrongUse`."""
        parts = self.adapters
        first = Month.of(as_of) + 1 if start is None else Month.parse(start)
        request = Request(first, months, tuple(_auditor(one) for one in auditors))
        others = [one.programme for one in self._keep.all() if one.programme.id != request.id]
        taken = tuple(audit.id for one in others for audit in one.audits)
        request = replace(request, taken=taken)
        made = self._propose(parts.edition, parts.organisation, request, as_of=as_of)
        if self._hidden:  # what is held back from somebody looks absent to him or her
            return made
        held = in_force(parts.library.revisions(), as_of)
        return replace(made, notes=(*faults_of(parts.organisation.processes, held), *made.notes))

    def save(self, programme: Programme, *, by: str, note: str = "") -> ProgrammeEntry:
        """Keep a programme. Raises `WrongUse`."""
        self._sees_everything()
        return self._keep.save(programme, by=by, note=note)

    def approve(self, id: str | None, *, by: str, note: str = "") -> ProgrammeEntry:
        """Approve what was last saved. Raises like `KeepProgramme.approve`."""
        return self._keep.approve(id, by=by, note=note)

    def kept(self, id: str | None = None) -> KeptProgramme:
        """A programme, or the one saved last, as it may be seen. Raises `NothingThere`."""
        return self._seen(self._keep.kept(id))

    def all(self) -> list[KeptProgramme]:
        """Every programme that is kept."""
        return [self._seen(one) for one in self._keep.all()]

    def taken_back(
        self, content: bytes, *, by: str, note: str = "", anyway: bool = False, as_of: date
    ) -> TakenBack:
        """Keep the programme of an edited workbook, or the months of a calendar.

        Where nothing was changed, nothing new is kept. Raises `InvalidProgramme` with every fault
        and its place, `ProgrammeChanged` where another version was saved meanwhile unless
        `anyway`; then nothing is kept.
        """
        self._sees_everything()
        if is_calendar(content):
            moved_in = moved(self._keep.kept(programme_in(content)).programme, content)
            return self._taken(moved_in.programme, moved_in.left, None, by=by, note=note)
        whole, left, version = self._of_workbook(content, as_of)
        return self._taken(whole, left, None if anyway else version, by=by, note=note)

    def _of_workbook(self, content: bytes, as_of: date) -> tuple[Programme, tuple[str, ...], int]:
        """The programme of a workbook, what of it was not read, the version it was made from."""
        from integrations.reports import programme_xlsx

        parts = self.adapters
        given = programme_xlsx.given_sheets(content)
        read = read_programme(given, parts.edition)
        before = self._keep.version(read.programme.id, read.version) if read.version else None
        refuse(written_into(given, [read.programme, *([before] if before else [])]))
        whole = self._propose.with_own_work(
            read.programme, parts.edition, parts.organisation, as_of=as_of
        )
        left = [
            f"Sheet {name!r} is no part of a programme: not read."
            for name in programme_xlsx.not_read(given)
        ]
        return whole, tuple(left), read.version

    def _taken(
        self,
        programme: Programme,
        left: tuple[str, ...],
        based_on: int | None,
        *,
        by: str,
        note: str,
    ) -> TakenBack:
        latest = next((one for one in self.all() if one.programme.id == programme.id), None)
        changed = () if latest is None else differences(latest.programme, programme)
        is_new = latest is None or bool(changed)
        if is_new:
            self._keep.save(programme, by=by, note=note, based_on=based_on)
        return TakenBack(self._keep.kept(programme.id), changed, left, is_new)

    def due(self, as_of: date) -> "tuple[Due, ...]":
        """The audits of saved programmes that were not carried out yet."""
        kept = self.all()
        return audits_due(kept, self._history(as_of), as_of) if kept else ()

    def not_begun(self, as_of: date) -> list[PlannedAudit]:
        """Planned audits that nobody made or carried out yet, by month."""
        kept = self.all()
        history = self._history(as_of) if kept else AuditHistory()
        waiting = [
            one for each, one in planned_audits(kept) if not is_begun(one, each.programme, history)
        ]
        return sorted(waiting, key=lambda one: (one.month, one.id))

    def planned(self, number: str) -> PlannedOrder:
        """What a planned audit asks for, to make an audit of it. Raises `NothingThere`."""
        for kept, one in planned_audits(self.all()):
            if one.id.casefold() == number.strip().casefold():
                return _ordered(kept.programme, one)
        raise NothingThere(
            f"No programme plans an audit {number!r}.",
            hint="`clausewise programme show` lists them.",
        )

    @cached_property
    def _propose(self) -> ProposeProgramme:
        return ProposeProgramme(
            self.adapters.library, self.find_gaps, self.records, run_here=self._run_here
        )

    @cached_property
    def _keep(self) -> KeepProgramme:
        from integrations.database.programmes import SqlProgrammeBook

        return KeepProgramme(SqlProgrammeBook(self.adapters.database))

    def _run_here(self, as_of: date) -> AuditHistory:
        return history_of(self.audits.running.all(), self.findings.standings(as_of), as_of)

    def _history(self, as_of: date) -> AuditHistory:
        return held_history(self.records(as_of), as_of) + self._run_here(as_of)

    @property
    def _hidden(self) -> frozenset[str]:
        """Numbers of documents that may not be seen."""
        parts = self.adapters
        if parts.whole is parts:
            return frozenset()
        everything = {one.number for one in parts.whole.library.revisions()}
        return frozenset(everything - {one.number for one in parts.library.revisions()})

    def _seen(self, kept: KeptProgramme) -> KeptProgramme:
        hidden = self._hidden
        if not hidden:
            return kept
        history = tuple(
            one if one.programme is None else replace(one, programme=without(one.programme, hidden))
            for one in kept.history
        )
        return KeptProgramme(without(kept.programme, hidden), history)

    def _sees_everything(self) -> None:
        if self._hidden:
            raise WrongUse(
                "A programme is saved by somebody who may see every document.",
                hint="Whoever looks after access.yaml can say who that is.",
            )


def _auditor(said: str) -> AuditorSetting:
    found = read_auditor(said)
    if not found.name:
        raise WrongUse("An auditor has no name.", hint="Write --auditor 'Ann Lee (Buyer)'.")
    return found


def _ordered(programme: Programme, one: PlannedAudit) -> PlannedOrder:
    """A process of the organisation is audited as such; a part, or a customary one, by clauses."""
    whole = any(
        each.name == one.process and each.clauses == one.clauses and not each.customary
        for each in programme.processes
    )
    order = Order(
        lead=one.auditor,
        id=one.id,
        title=one.process,
        planned_from=one.month.first,
        planned_until=one.month.last,
    )
    if whole:
        return PlannedOrder(order, one.process, ())
    return PlannedOrder(order, None, tuple(map(str, one.clauses)))
