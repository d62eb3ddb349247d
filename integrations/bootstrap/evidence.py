"""Files that people send as evidence: looked at apart, proposed, and taken in when accepted."""

import json
import secrets
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from functools import partial
from hashlib import sha256
from pathlib import Path
from shutil import rmtree

from assistant.errors import DocumentTooLarge, NothingThere, StoreUnavailable, WrongUse
from assistant.model.files import Refusal
from assistant.model.mappings import Proposal
from ingest.reading_pool import Job, ReadingPool
from ingest.steps import default_steps, prepare
from integrations.bootstrap.services import Services
from integrations.database.proposals import ProposalRow, SqlProposals

_PROPOSED_CLAUSES = 5
PROPOSED, ACCEPTED, DISCARDED = "proposed", "accepted", "discarded"


@dataclass(frozen=True, slots=True)
class EvidenceProposal:
    """What a file looks like before anybody accepted it.

    `clauses` pairs clause numbers with the program's confidence, surest first. Dates are ISO, ""
    where none was read. `refusal` is None for a file that can become a document.
    """

    id: str  # "e_…"
    name: str
    state: str
    document: str = ""
    revision: str = ""
    title: str = ""
    kind: str = ""
    effective_date: str = ""
    review_date: str = ""
    pages: int = 0
    clauses: tuple[tuple[str, float], ...] = ()
    warnings: tuple[str, ...] = ()
    refusal: Refusal | None = None


class EvidenceServices:
    """Proposals of evidence over one collection."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._rows = SqlProposals(services.adapters.database)

    def propose(self, name: str, content: bytes, *, by: str) -> EvidenceProposal:
        """Look at a file in a process of its own, and keep it apart until somebody decides."""
        id = "e_" + secrets.token_hex(6)
        most = self._services.settings.max_file_mb
        if len(content) > most * 2**20:
            error = DocumentTooLarge(f"{name!r} is larger than {most} MiB.")
            return EvidenceProposal(id, name, DISCARDED, refusal=Refusal.of(error))
        found = self._looked_at(id, name, content)
        if found.refusal is None:
            self._keep(id, name, content)
            self._rows.add(
                ProposalRow(
                    id, by, _now(), name, sha256(content).hexdigest(), PROPOSED, _json(found)
                )
            )
        return found

    def get(self, id: str) -> EvidenceProposal:
        """One of them. Raises `NothingThere`."""
        row = self._rows.get(id)
        if row is None:
            raise NothingThere("This file is not here any more.", hint="Send it again.")
        return _of_row(row)

    def discard(self, id: str, *, by: str) -> EvidenceProposal:
        """Forget the file. Raises `NothingThere`, or `WrongUse` when it is decided about."""
        found = self._open(id)
        self._rows.decide(id, DISCARDED, by=by, at=_now())
        rmtree(self._folder(id), ignore_errors=True)
        return found

    def accept(
        self, id: str, clause: str, *, by: str, note: str, as_of: date
    ) -> tuple[EvidenceProposal, int]:
        """Take the file in and record that it is evidence for a clause; how many places of it.

        Raises `NothingThere`, `WrongUse`, `UnknownClause`, `StoreBusy`.
        """
        found = self._open(id)
        number = self._services.adapters.edition.clause(clause.strip()).number
        kept = self._folder(id) / found.name
        uploads = self._services.settings.data / "uploads" / id
        if kept.is_file():  # not yet moved by an attempt that ended in the middle
            uploads.mkdir(parents=True, exist_ok=True)
            kept.replace(uploads / found.name)
        report = self._services.ingest([uploads / found.name])
        refused = [one.error for one in report.files if one.error is not None]
        if refused:
            raise WrongUse(refused[0].message, hint=refused[0].hint)
        places = self._record(uploads / found.name, str(number), by=by, note=note, as_of=as_of)
        self._rows.decide(id, ACCEPTED, by=by, at=_now())
        return found, places

    def _record(self, file: Path, clause: str, *, by: str, note: str, as_of: date) -> int:
        library = self._services.adapters.library
        location = file.absolute().as_posix()
        paths = {one.path for one in library.files() if one.location == location}
        [revision] = [one for one in library.revisions() if one.path in paths]
        passage = library.passages_of(revision.id)[0].id
        ledger = self._services.ledger
        return len(ledger.add(passage, clause, by=by, note=note, as_of=as_of))

    def _open(self, id: str) -> EvidenceProposal:
        found = self.get(id)
        if found.state != PROPOSED:
            raise WrongUse(f"{found.name!r} is {found.state} already.", hint="Nothing to do.")
        return found

    def _looked_at(self, id: str, name: str, content: bytes) -> EvidenceProposal:
        from ingest.readers.limits import Limits
        from ingest.readers.ocr.choice import Ocr
        from ingest.readers.registry import read

        parts = self._services.adapters
        limits = Limits(max_file_bytes=parts.settings.max_file_mb * 2**20)
        reading = partial(read, limits=limits, ocr=Ocr(parts.settings.ocr))
        jobs = iter([Job(name, content=content)])
        [result] = ReadingPool(reading, workers=1)(lambda: next(jobs, None))
        if result.document is None:
            return EvidenceProposal(id, name, DISCARDED, refusal=result.refusal)
        prepared = prepare(
            default_steps(parts.embedder), result.document, path=name,
            content_hash=result.sha256, register=None, edition=parts.edition,
        )  # fmt: skip
        who = prepared.revision.identity
        return EvidenceProposal(
            id=id,
            name=name,
            state=PROPOSED,
            document=who.number,
            revision=who.label,
            title=who.title,
            kind=who.kind.value,
            effective_date=who.effective_date.isoformat() if who.effective_date else "",
            review_date=who.review_date.isoformat() if who.review_date else "",
            pages=prepared.revision.pages,
            clauses=_surest(prepared.proposals),
            warnings=who.warnings,
        )

    def _keep(self, id: str, name: str, content: bytes) -> None:
        folder = self._folder(id)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content)
        except OSError as error:
            raise StoreUnavailable(f"{name!r} cannot be stored: {error.strerror}.") from error

    def _folder(self, id: str) -> Path:
        return self._services.settings.data / "quarantine" / id


def _surest(proposals: tuple[Proposal, ...]) -> tuple[tuple[str, float], ...]:
    best: dict[str, float] = {}
    for one in proposals:
        clause = str(one.clause)
        best[clause] = max(best.get(clause, 0.0), one.confidence)
    ranked = sorted(best.items(), key=lambda pair: -pair[1])
    return tuple((clause, round(sure, 2)) for clause, sure in ranked[:_PROPOSED_CLAUSES])


def _json(found: EvidenceProposal) -> str:
    return json.dumps(asdict(found))


def _of_row(row: ProposalRow) -> EvidenceProposal:
    told = json.loads(row.proposal)
    lists = {name: tuple(map(tuple, told[name])) for name in ("clauses",)}
    told |= lists | {"warnings": tuple(told["warnings"]), "state": row.state, "refusal": None}
    return EvidenceProposal(**told)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
