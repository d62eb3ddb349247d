"""The use cases, wired: what every surface calls."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from assistant.model.clauses import ClauseNumber, Edition
from assistant.people.person import Viewer
from assistant.ports import Clock, MappedPassage, OnText
from integrations import shown
from integrations.bootstrap.adapters import Adapters
from integrations.bootstrap.making_vectors import MakesVectors
from integrations.bootstrap.readiness import SaysReadiness
from integrations.settings import Settings

if TYPE_CHECKING:
    from assistant.answering.answer import AnswerQuestion
    from assistant.coverage import Coverage
    from assistant.crosswalk import Crosswalk
    from assistant.holdings import Holding
    from assistant.model.audits import Checklist, GapReport
    from assistant.model.dues import Calendar, DueKind
    from assistant.model.packs import Pack
    from assistant.model.replies import Citation, Reply
    from assistant.model.traces import Trace
    from assistant.organisation.matrix import Matrix
    from assistant.records.held import RecordBook, RecordsHeld
    from assistant.retrieval import Retrieve
    from ingest.outcomes import Ingested, Progress
    from integrations.bootstrap.asking import Asking
    from integrations.bootstrap.audit_papers import AuditPapers
    from integrations.bootstrap.audits import AuditServices
    from integrations.bootstrap.findings import FindingServices
    from integrations.bootstrap.gaps import GapServices
    from integrations.bootstrap.learning import LearningServices
    from integrations.bootstrap.ledger import LedgerServices
    from integrations.bootstrap.packs import PackServices
    from integrations.bootstrap.people import PeopleServices
    from integrations.bootstrap.programme import ProgrammeServices
    from integrations.bootstrap.standards import StandardsServices
    from integrations.bootstrap.viewing import Views
    from integrations.embedding.text_vectors import RememberedTexts


@dataclass(frozen=True)
class Services(MakesVectors, SaysReadiness):
    """The use cases, wired; each opens what it needs and nothing else."""

    adapters: Adapters
    of_everything: "Services | None" = None  # the services this is a view of
    _turn: Lock = field(default_factory=Lock, compare=False, repr=False)  # of whoever ingests

    def seen_by(self, viewer: Viewer) -> "Services":
        """The same services over what somebody may see; all who see the same share them."""
        whole = self.of_everything or self
        clearance = whole.adapters.access.relevant(viewer.clearance)
        return whole if clearance.is_everything else whole._views.of(clearance)

    @property
    def people(self) -> "PeopleServices":
        """Accounts, signing in and the access log: the same whoever looks."""
        return (self.of_everything or self)._people

    @cached_property
    def _people(self) -> "PeopleServices":
        from integrations.bootstrap.people import PeopleServices

        return PeopleServices(self.adapters)

    @cached_property
    def _views(self) -> "Views":
        from integrations.bootstrap.viewing import ViewedAdapters, Views

        return Views(lambda seen: Services(ViewedAdapters(self.adapters, seen), self))

    @property
    def settings(self) -> Settings:
        """The settings everything was built from."""
        return self.adapters.settings

    @property
    def clock(self) -> Clock:
        """What day it is."""
        return self.adapters.clock

    # -- questions

    def ask(
        self,
        question: str,
        *,
        as_of: date,
        conversation: str | None = None,
        on_text: OnText | None = None,
    ) -> "Reply":
        """One reply, its receipt kept; with `conversation` a follow-up to what was asked there.

        `on_text` is given the answer while it is made. Raises `WrongUse` for what cannot be the
        id of a conversation, `StoreUnavailable` or `ModelUnavailable`.
        """
        return self.asking.ask(question, as_of=as_of, conversation=conversation, on_text=on_text)

    def search(self, query: str, *, limit: int, as_of: date) -> "list[tuple[Citation, float]]":
        """Passages in force with their scores, best first, as the answers see them."""
        from assistant.searching import cited

        found = self._retrieve(query, limit=limit, as_of=as_of)
        return cited(found, self._clauses_of([one.passage.id for one in found]))

    # -- the standard

    def coverage(self, clause: str | None, *, as_of: date, with_gaps: bool = True) -> "Coverage":
        """Where a clause, or every clause, is documented and practised.

        Without `with_gaps` only absent documents and records are named, which is quicker.
        """
        from assistant.coverage import ShowCoverage
        from assistant.practised_rows import lit

        edition = self.adapters.edition
        number = _number(edition, clause)
        show = ShowCoverage(self.adapters.library, self.gap_services.find if with_gaps else None)
        report = show(edition, as_of=as_of, clause=number)
        return lit(report, self._records_held(as_of))

    def matrix(self, *, as_of: date) -> "Matrix":
        """Process by clause, from the organisation's settings."""
        from assistant.organisation.matrix import ShowMatrix

        parts = self.adapters
        return ShowMatrix(parts.library)(parts.edition, parts.organisation, as_of=as_of)

    def crosswalk(self, number: str) -> "Crosswalk":
        """A number read as an old one and as a current one. Raises `InvalidClauseNumber`."""
        from assistant.crosswalk import cross

        parts = self.adapters
        edition, known = parts.edition, parts.editions
        older = known.get(edition.replaces) if edition.replaces else None
        wanted = ClauseNumber.parse(number.strip())
        return cross(edition, wanted, newer=known.newer_than(edition), older=older)

    @cached_property
    def ledger(self) -> "LedgerServices":
        """Mappings and what people decided about them."""
        from integrations.bootstrap.ledger import LedgerServices

        return LedgerServices(self.adapters)

    @cached_property
    def standards(self) -> "StandardsServices":
        """Old clause numbers, and the way to the next edition."""
        from integrations.bootstrap.standards import StandardsServices

        return StandardsServices(self.adapters)

    def mapped_in_force(self, *, as_of: date) -> "list[MappedPassage]":
        """Every mapping of the revisions in force on the day, in reading order."""
        from assistant.in_force import in_force

        library = self.adapters.library
        current = [revision.id for revision in in_force(library.revisions(), as_of)]
        return library.mappings(edition=self.adapters.edition.id, revisions=current)

    # -- audits

    def gaps(self, clause: str | None, *, as_of: date) -> "GapReport":
        """What an auditor would ask for and nothing shows."""
        return self.gap_services.report(clause, as_of=as_of)

    @cached_property
    def gap_services(self) -> "GapServices":
        """Finding gaps, deciding about them, the rules."""
        from integrations.bootstrap.gaps import GapServices

        return GapServices(
            self.adapters, self._records_held, lambda on: self.findings.standings(on)
        )

    @cached_property
    def audits(self) -> "AuditServices":
        """Internal audits: making them, running them, reading them."""
        from integrations.bootstrap.audits import AuditServices

        return AuditServices(self.adapters, self.checklist, lambda: self.programme.all())

    @cached_property
    def audit_papers(self) -> "AuditPapers":
        """Audits written down, and what comes back filled in."""
        from integrations.bootstrap.audit_papers import AuditPapers

        return AuditPapers(self.audits, self.findings, self.adapters.organisation.name)

    @cached_property
    def findings(self) -> "FindingServices":
        """Findings of audits: raising them, following them up, the register."""
        from integrations.bootstrap.findings import FindingServices

        return FindingServices(self.adapters, self.audits, lambda: self._records_held)

    @cached_property
    def learning(self) -> "LearningServices":
        """Onboarding and rehearsal from the procedures."""
        from integrations.bootstrap.learning import LearningServices

        return LearningServices(self.adapters)

    @cached_property
    def programme(self) -> "ProgrammeServices":
        """The programme of internal audits."""
        from integrations.bootstrap.programme import ProgrammeServices

        find_gaps, records = self.gap_services.find, self._records_held
        return ProgrammeServices(self.adapters, self.audits, self.findings, find_gaps, records)

    def records(self, *, as_of: date) -> "RecordBook":
        """The records held on a day, as typed rows."""
        return self._records_held(as_of)

    @cached_property
    def _records_held(self) -> "RecordsHeld":
        from assistant.records.held import RecordsHeld
        from integrations.kept_layouts import LayoutFiles

        parts, whole = self.adapters, self.of_everything
        if whole is not None:
            return whole._records_held.seen_through(parts.library)
        layouts = LayoutFiles(self.settings.data / "cache" / "records")
        return RecordsHeld(parts.library, parts.record_mapping, layouts=layouts)

    def trace(self, key: str, *, as_of: date) -> "Trace":
        """A lot, certificate or order followed both ways; without chains when it is unknown."""
        from assistant.trace.following import FollowTrace

        return FollowTrace(self._records_held)(key, as_of=as_of)

    def calendar(
        self, *, as_of: date, days: int | None, kinds: "Collection[DueKind]" = ()
    ) -> "Calendar":
        """What is overdue on a day and falls due in the `days` after it; None: whenever."""
        from assistant.calendar.showing import ShowCalendar

        parts = self.adapters
        changes = parts.organisation.gap_rules
        show = ShowCalendar(
            parts.library,
            self._records_held,
            changes=changes,
            findings=self.findings.standings,
            also=self.programme.due,
        )
        return show(parts.edition, as_of=as_of, days=days, kinds=kinds)

    @cached_property
    def packs(self) -> "PackServices":
        """Evidence packs and pictures of pages."""
        from integrations.bootstrap.packs import PackServices

        return PackServices(self.adapters)

    def pack(self, clause: str | None, process: str | None, *, as_of: date) -> "Pack":
        """What is held for a clause, or else for a process."""
        gaps = self.gaps(None, as_of=as_of)
        if clause is not None:
            return self.packs.of_clause(clause, gaps, as_of=as_of)
        return self.packs.of_process(process or "", gaps, as_of=as_of)

    def audit_pack(self, audit: str, *, as_of: date) -> "tuple[Pack, bytes]":
        """What is held for an audit's scope, and the ZIP of it with report, papers and files.

        Raises `NothingThere` for an unknown audit, `StoreUnavailable` for files that are gone.
        """
        run = self.audits.running.run(audit)
        made = self.packs.of_audit(run.audit, self.gaps(None, as_of=as_of), as_of=as_of)
        return made, self.packs.zipped(made, self.audit_papers.files(run, as_of))

    def checklist(
        self,
        clauses: Sequence[str],
        *,
        as_of: date,
        process: str | None = None,
        seed: int = 1,
    ) -> "Checklist":
        """A draft checklist for these clauses and all below them, or else for a process."""
        from assistant.checklists import DraftChecklist, scope_named

        parts = self.adapters
        scope = scope_named(clauses, process, parts.organisation, parts.edition)
        drafting = DraftChecklist(
            parts.library, self.gap_services.find, self._records_held, self.findings.earlier
        )
        made = self._worded(drafting(parts.edition, scope, as_of=as_of, seed=seed))
        shown.note_in(made)
        return made

    def _worded(self, made: "Checklist") -> "Checklist":
        """The checklist with its questions in a model's words, where a model is configured."""
        if (model := self.adapters.language_model) is None:
            return made
        from assistant.audits.wording import WordQuestions
        from prompts.library import load

        return WordQuestions(model, load("word_questions"))(made)

    # -- documents

    def documents(self, *, as_of: date) -> "list[Holding]":
        """Every revision held, with its status on the day."""
        from assistant.holdings import list_holdings

        return list_holdings(self.adapters.library, as_of=as_of)

    def ingest(
        self, paths: Sequence[Path], *, prune: bool = False, progress: "Progress | None" = None
    ) -> "Ingested":
        """Read files and folders; every file has an outcome. `prune` forgets files that are gone.

        Waits while these services ingest for somebody else. Raises `NothingThere` for a path that
        does not exist, `StoreBusy` while another process ingests into this data directory.
        """
        from integrations.locks import WriterLock

        parts, turn = self.adapters, (self.of_everything or self)._turn
        with turn, WriterLock(self.settings.data, "clausewise ingest"):
            if not parts.access.restricts or self.of_everything is None:
                return parts.ingest_files(paths, prune=prune, progress=progress)
            from integrations.bootstrap.taking_in import as_seen, takes_place_of_hidden

            may_not = takes_place_of_hidden(parts.sight.now())
            guarded = replace(parts.ingest_files, may_not=may_not)
            report = guarded(paths, prune=prune, progress=progress)
        return as_seen(report, parts.sight)

    def warm_up(self) -> None:
        """Open all that answering needs, in this thread, before others come. Raises like them."""
        _ = self.adapters.access, self.asking
        self.adapters.embedder.embed(["ready"])

    @cached_property
    def _retrieve(self) -> "Retrieve":
        from assistant.retrieval import Retrieve

        parts = self.adapters
        return Retrieve(
            parts.words, parts.meaning, parts.question_embedder, parts.library, parts.reranker
        )

    @cached_property
    def asking(self) -> "Asking":
        """Giving replies, showing them again and running them again."""
        from integrations.bootstrap.asking import Asking

        return Asking(self.adapters, self._answer, self._text_vectors)

    @cached_property
    def _answer(self) -> "AnswerQuestion":
        from assistant.answering.building import build_answering

        parts = self.adapters
        return build_answering(
            library=parts.library,
            search=self._retrieve,
            words=parts.words,
            meaning=parts.meaning,
            edition=parts.edition,
            text_vectors=self._text_vectors,
            clauses_of=self._clauses_of,
            model=parts.language_model,
            allowance=parts.allowance,
            checker=parts.support_checker,
        )

    @cached_property
    def _text_vectors(self) -> "RememberedTexts":
        from integrations.database.vectors import SqlVectorCache
        from integrations.embedding.text_vectors import RememberedTexts

        if self.of_everything is not None:  # words are the same whoever asks
            return self.of_everything._text_vectors
        return RememberedTexts(
            self.adapters.question_embedder, SqlVectorCache(self.adapters.database)
        )

    def _clauses_of(self, passages: Sequence[str]) -> dict[str, tuple[str, ...]]:
        from assistant.ledger.listing import clauses_of

        return clauses_of(self.adapters.library, self.adapters.edition, passages)


def _number(edition: Edition, clause: str | None) -> ClauseNumber | None:
    return None if clause is None else edition.clause(clause.strip()).number
