"""From files to documents in the store: walk, compare, read, prepare, store, prune.

One document is one transaction, so that the run can be killed at any moment and run again.
The caller holds the writer's lock of the data directory.
"""

import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Protocol

from assistant.errors import (
    DocumentDuplicate,
    DocumentReadingFailed,
    DocumentUnreadable,
)
from assistant.model.clauses import Edition
from assistant.model.documents import ReadDocument, Revision
from assistant.model.files import KnownFile, Refusal
from assistant.ports import FileLedger, Library
from ingest.outcomes import FileOutcome, Ingested, Outcome, Progress, Results, Silent
from ingest.planning import (
    Below,
    Plan,
    Planner,
    Target,
    below_mail,
    reading_order,
    refused_for_good,
)
from ingest.preparing import MayNot, Preparation, admitted, is_stored
from ingest.reading_pool import Job, ReadFiles, ReadResult
from ingest.registers import Registers
from ingest.required import require_files, require_paths
from ingest.scans_again import to_read_again
from ingest.steps import Prepared, Steps, state_of
from ingest.superseded import Superseded, tell_doubts
from ingest.walk import Found, Hashed, Ignored, Unread, hashed, walk

_STATE = "prepared"  # name under which the store remembers what documents were prepared with


class IngestStore(Library, FileLedger, Protocol):
    """Where documents and the ledger of files are kept."""


@dataclass(frozen=True, slots=True)
class IngestFiles:
    """Reads what is new or changed below some paths and stores it."""

    store: IngestStore
    steps: Steps
    edition: Edition
    read_files: ReadFiles
    today: Callable[[], datetime] = lambda: datetime.now(UTC)
    reads_scans: bool = False  # whether `read_files` has an OCR engine
    may_not: MayNot = lambda _: False  # revisions that whoever brings them may not bring in

    def __call__(
        self, paths: Sequence[Path], *, prune: bool = False, progress: Progress | None = None
    ) -> Ingested:
        """Every file below `paths` with its outcome; none is passed over.

        `prune`: documents below `paths` whose files are gone are removed. Raises
        `NothingThere` for a path that does not exist, `WrongUse` for pruning a folder that has
        no files left, and `StoreUnavailable`; what was stored before the error stays, and the
        same call again completes it.
        """
        started = time.monotonic()
        known = self.store.files()
        require_paths(paths, known if prune else ())
        run = _Run(self, known, Results(progress or Silent()))
        found, ignored = run.look(paths)
        if prune:
            require_files(paths, known, [one.found.location for one in found])
        if progress is not None:
            progress.started(len(found))
        if prune:
            run.prune(paths)
        run.carry_out(found)
        run.prepare_anew()
        return run.results.ingested(ignored, round((time.monotonic() - started) * 1000))


class _Run:
    """One ingest under way."""

    def __init__(self, use: IngestFiles, known: Sequence[KnownFile], results: Results) -> None:
        self._use, self._store, self.results = use, use.store, results
        self._now = use.today().isoformat(timespec="seconds")
        self._known = {file.path: file for file in known}
        self._with_parts = {file.part_of for file in known}  # mails that have attachments
        self._revisions = {revision.path: revision for revision in use.store.revisions()}
        self._again = to_read_again(known, self._revisions, reads_scans=use.reads_scans)
        self._owners = {file.sha256: file.path for file in known if file.refusal is None}
        self._registers = Registers(use.steps.recognise)
        self._prepare = Preparation(use.steps, use.edition, self._registers)
        self._load_registers()
        self._prepared_with = use.store.recall(_STATE)
        self._fresh: dict[str, int] = {}  # version of the registers each path was prepared with
        self._attachments: deque[tuple[Target, bytes]] = deque()
        self._late: list[tuple[Target, bytes | None]] = []  # perhaps duplicates
        self._mails: dict[str, tuple[Target, ReadDocument]] = {}  # to be stored, by path
        self._reading: dict[str, Target] = {}  # targets handed out, by path
        self._superseded = Superseded()

    # -- looking

    def look(self, paths: Sequence[Path]) -> tuple[list[Hashed], list[str]]:
        """Files with their hashes; what cannot be read is reported, what is ignored named."""
        found: list[Hashed] = []
        ignored: list[str] = []
        for one in walk(paths):
            match one:
                case Found():
                    looked = hashed(one)
                    if isinstance(looked, Unread):
                        self._report_unread(looked)
                    else:
                        found.append(looked)
                case Unread():
                    self._report_unread(one)
                case Ignored():
                    ignored.append(one.path)
        return found, ignored

    def _report_unread(self, unread: Unread) -> None:
        """Reported, and remembered nowhere: it may be readable next time.

        A document known from an earlier reading stays what it was.
        """
        path = next((f.path for f in self._known.values() if f.location == unread.location), None)
        self.results.report(FileOutcome(path or unread.path, Outcome.REFUSED, error=unread.refusal))

    # -- files that are gone

    def prune(self, paths: Sequence[Path]) -> None:
        """Remove the documents below `paths` whose files are gone."""
        below = Below.of(paths)
        for file in list(self._known.values()):
            if file.path not in self.results and file in below and self._is_gone(file):
                self._remove(file)

    def _is_gone(self, file: KnownFile) -> bool:
        while file.part_of is not None:
            mail = self._known.get(file.part_of)
            if mail is None:
                return True
            file = mail
        try:
            return not Path(file.location).exists()
        except OSError:
            return False

    def _remove(self, file: KnownFile) -> None:
        for part in self._parts(file.path):
            self._remove(part)
        self._forget(file.path)
        revision = self._revisions.pop(file.path, None)
        if revision is not None:
            self.results.report(FileOutcome.of(Outcome.REMOVED, revision))
        else:
            self.results.report(FileOutcome(file.path, Outcome.REMOVED))

    def _forget(self, path: str) -> None:
        self._store.forget(path)
        file = self._known.pop(path, None)
        self._registers.forget(path)
        if file is not None and self._owners.get(file.sha256) == path:
            del self._owners[file.sha256]

    # -- carrying out

    def carry_out(self, found: Sequence[Hashed]) -> None:
        """Do what is to be done with every file found."""
        plan = Planner(self._known.values(), self._is_gone, self._again).plan(found)
        for file in plan.vanished:
            self._remove(file)
        for file in plan.moved:
            self._known[file.path] = file
            self._store.note(file)
        for file in (*plan.unchanged, *plan.refused_again):
            self._report_known(file)
        self._claim(plan)
        self._late = [(target, None) for target in plan.duplicates]
        self._read(deque(sorted(plan.read, key=reading_order)))
        while self._late:
            self._read(deque(self._no_duplicates()))
        # A mail is stored after its attachments: it is "unchanged" next time only when all of
        # it is here.
        for target, document in reversed(self._mails.values()):
            self._keep(target, document)

    def _claim(self, plan: Plan) -> None:
        for target in plan.read:
            self._owners[target.sha256] = target.path

    def _report_known(self, file: KnownFile) -> None:
        if file.refusal is not None:
            self.results.report(FileOutcome.refused(file))
            return
        self.results.report(FileOutcome.of(Outcome.UNCHANGED, self._revisions[file.path]))
        for part in self._parts(file.path):
            self._report_known(part)

    def _no_duplicates(self) -> list[Target]:
        """Refuse the late ones whose bytes are in the library; the rest are to be read."""
        late, self._late = self._late, []
        read: list[Target] = []
        for target, content in late:
            owner = self._owners.get(target.sha256)
            if owner and owner != target.path and self._holds(owner):
                self._refuse_duplicate(target, owner)
                continue
            self._owners[target.sha256] = target.path
            if content is None:
                read.append(target)
            else:
                self._attachments.append((target, content))
        return read

    def _holds(self, path: str) -> bool:
        known = self._known.get(path)
        return path in self._mails or (known is not None and known.refusal is None)

    def _refuse_duplicate(self, target: Target, owner: str) -> None:
        error = DocumentDuplicate(f"{target.path} has the same content as {owner}.")
        self._refuse(target, Refusal.of(error), duplicate_of=owner)

    def _read(self, targets: deque[Target]) -> None:
        """Read and store `targets` and the attachments met on the way."""

        def next_job() -> Job | None:
            if self._attachments:
                target, content = self._attachments.popleft()
                self._reading[target.path] = target
                return Job(target.path, content=content)
            if not targets:
                return None
            target = targets.popleft()
            self._reading[target.path] = target
            return Job(target.path, file=target.file)

        for result in self._use.read_files(next_job):
            self._take(self._reading.pop(result.job.path), result)

    def _take(self, target: Target, result: ReadResult) -> None:
        if result.sha256 and result.sha256 != target.sha256:
            # The file changed between looking and reading: what was read is what counts.
            if self._owners.get(target.sha256) == target.path:
                del self._owners[target.sha256]
            target = replace(target, sha256=result.sha256, size=result.size)
        if result.document is None:
            fault = DocumentReadingFailed(f"{target.path} could not be read.")
            self._refuse(target, result.refusal or Refusal.of(fault))
        elif result.document.attachments:
            self._make_room(target)
            self._queue_attachments(target, result.document)
            self._mails[target.path] = (target, replace(result.document, attachments=()))
        else:
            self._keep(target, result.document)

    def _queue_attachments(self, mail: Target, document: ReadDocument) -> None:
        self._with_parts.add(mail.path)
        paths: set[str] = set()
        for source in document.attachments:
            digest = sha256(source.content).hexdigest()
            path = below_mail(mail.path, source.path)
            paths.add(path)
            known = self._known.get(path)
            target = Target(
                path,
                f"{mail.location}{path.removeprefix(mail.path)}",
                digest,
                len(source.content),
                part_of=mail.path,
                replaces=known is not None and known.refusal is None,
            )
            self._queue_attachment(target, known, source.content)
        for gone in [part for part in self._parts(mail.path) if part.path not in paths]:
            self._remove(gone)

    def _queue_attachment(self, target: Target, known: KnownFile | None, content: bytes) -> None:
        new = known is None or known.sha256 != target.sha256 or target.path in self._again
        if known and not new and (known.refusal is None or refused_for_good(known, known.sha256)):
            self._report_known(known)
        elif self._owners.get(target.sha256, target.path) != target.path:
            self._late.append((target, content))
        else:
            self._owners[target.sha256] = target.path
            self._attachments.append((target, content))

    # -- storing

    def _keep(self, target: Target, document: ReadDocument) -> None:
        is_list = self._registers.look_at(target.path, document)
        prepared = self._prepare(document, target.path, target.sha256)
        prepared = admitted(prepared, target.path, self._use.may_not)
        if isinstance(prepared, Refusal):
            self._refuse(target, prepared)
            return
        file = replace(target.known(), seen_at=self._now, master_list=is_list)
        self._superseded.note(target.path, self._revisions.get(target.instead_of or target.path))
        self._make_room(target)
        self._put(file, prepared)
        outcome = Outcome.REPLACED if target.replaces else Outcome.ADDED
        self.results.report(FileOutcome.of(outcome, prepared.revision))

    def _make_room(self, target: Target) -> None:
        """Forget the document under the path it had before, attachments included."""
        old = target.instead_of
        if old is None or old not in self._known:
            return
        for part in self._parts(old):
            self._make_room(replace(target, instead_of=part.path))
        self._forget(old)
        self._revisions.pop(old, None)

    def _parts(self, path: str) -> list[KnownFile]:
        if path not in self._with_parts:
            return []
        return [file for file in self._known.values() if file.part_of == path]

    def _put(self, file: KnownFile, prepared: Prepared) -> None:
        self._store.store(
            file,
            prepared.revision,
            prepared.reading,
            prepared.passages,
            prepared.proposals,
            edition=self._use.edition.id,
        )
        self._known[file.path] = file
        self._owners[file.sha256] = file.path
        self._revisions[file.path] = prepared.revision
        self._fresh[file.path] = self._registers.version

    def _refuse(self, target: Target, refusal: Refusal, *, duplicate_of: str | None = None) -> None:
        if refusal.code == DocumentUnreadable.code:  # nothing was learnt about the document
            if self._owners.get(target.sha256) == target.path:
                del self._owners[target.sha256]
            self.results.report(FileOutcome(target.path, Outcome.REFUSED, error=refusal))
            return
        for part in self._parts(target.path):
            self._remove(part)
        self._make_room(target)
        file = replace(
            target.known(), refusal=refusal, duplicate_of=duplicate_of, seen_at=self._now
        )
        self._store.refuse(file)
        self._known[file.path] = file
        self._revisions.pop(file.path, None)
        self._registers.forget(file.path)
        if self._owners.get(file.sha256) == file.path:
            del self._owners[file.sha256]
        self.results.report(FileOutcome.refused(file))

    # -- documents that a master list, another edition or a new version changes

    def _load_registers(self) -> None:
        for file in self._known.values():
            if file.master_list and file.path in self._revisions:
                reading = self._store.reading(self._revisions[file.path].id)
                if reading is not None:
                    self._registers.look_at(file.path, reading)

    def prepare_anew(self) -> None:
        """Identify, cut and map stored documents again when what that rests on has changed."""
        state = state_of(self._registers.merged, self._use.edition)
        all_fresh = state == self._prepared_with
        for path, revision in list(self._revisions.items()):
            fresh = self._fresh.get(path)
            if fresh == self._registers.version or (fresh is None and all_fresh):
                continue
            reading = self._store.reading(revision.id)
            if reading is not None:
                self._prepare_again(path, revision, reading)
        if not all_fresh:
            self._store.remember(_STATE, state)
        self._superseded.tell(self.results, self._revisions.values())
        tell_doubts(self.results, self._revisions, self._use.today().date())

    def _prepare_again(self, path: str, revision: Revision, reading: ReadDocument) -> None:
        prepared = self._prepare(reading, path, revision.content_hash)
        if isinstance(prepared, Refusal) or is_stored(
            self._store, revision, prepared, self._use.edition
        ):
            return  # what is stored was prepared well and stays
        self._put(self._known[path], prepared)
        if prepared.revision == revision:
            return
        if self.results.is_news(path):
            self.results.amend(prepared.revision)
        else:
            self.results.mark_replaced(prepared.revision)
