"""The use case: run an audit: fill in items, attach files, conclude, close, open again."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from assistant.audits.book import AttachmentStore, AuditBook, AuditClosed
from assistant.audits.standing import run_of
from assistant.audits.starting import utc_now
from assistant.errors import NothingThere, WrongUse
from assistant.model.audit_runs import (
    Audit,
    AuditAct,
    AuditRun,
    AuditState,
    AuditStep,
    ItemEntry,
    ItemResult,
    ItemStanding,
)
from assistant.typed_text import one_line, several_lines

_SEEN = frozenset(
    {ItemResult.EVIDENCE_SEEN, ItemResult.MINOR, ItemResult.MAJOR, ItemResult.OPPORTUNITY}
)
"""Results that rest on something that was seen."""
_SPELT = {
    "conforming_evidence_seen": ItemResult.EVIDENCE_SEEN,
    "evidence": ItemResult.EVIDENCE_SEEN,
    "seen": ItemResult.EVIDENCE_SEEN,
    "minor_nonconformity": ItemResult.MINOR,
    "major_nonconformity": ItemResult.MAJOR,
    "opportunity_for_improvement": ItemResult.OPPORTUNITY,
    "ofi": ItemResult.OPPORTUNITY,
    "n/a": ItemResult.NOT_APPLICABLE,
    "na": ItemResult.NOT_APPLICABLE,
}


@dataclass(frozen=True, slots=True)
class Written:
    """What an auditor typed beside an item. None leaves what the entry before it says."""

    result: str | None = None
    evidence: str | None = None
    interviewed: str | None = None
    note: str | None = None

    @property
    def nothing(self) -> bool:
        """Whether nothing at all was typed."""
        return all(
            one is None or not one.strip()
            for one in (self.result, self.evidence, self.interviewed, self.note)
        )


class RunAudit:
    """What auditors do in the audits of one book. `on` is the day an act speaks of; None: today."""

    def __init__(
        self,
        book: AuditBook,
        attachments: AttachmentStore,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        self._book, self._attachments, self._now = book, attachments, now

    def all(self) -> list[AuditRun]:
        """Every audit as it stands, in the order in which they were made."""
        entries, steps = self._book.entries(), self._book.steps()
        return [
            run_of(
                one,
                [entry for entry in entries if entry.audit == one.id],
                [step for step in steps if step.audit == one.id],
            )
            for one in self._book.audits()
        ]

    def run(self, audit: str) -> AuditRun:
        """One audit as it stands. Raises `NothingThere`."""
        found = self._found(audit)
        return run_of(found, self._book.entries(found.id), self._book.steps(found.id))

    def the_open_one(self) -> str:
        """The id of the only audit that is open, or else the only one planned.

        Raises `WrongUse` unless there is one.
        """
        runs = self.all()
        ids = [one.audit.id for one in runs if one.state is AuditState.OPEN]
        ids = ids or [one.audit.id for one in runs if one.state is AuditState.PLANNED]
        if len(ids) == 1:
            return ids[0]
        if not ids:
            raise WrongUse(
                "No audit is open.", hint="Make one: `clausewise audit new --process NAME …`."
            )
        raise WrongUse(
            f"{len(ids)} audits could be meant: {', '.join(ids)}.",
            hint="Say which with --audit ID.",
        )

    def fill(
        self,
        audit: str,
        item: str,
        written: Written,
        *,
        by: str,
        based_on: Sequence[int] | None = None,
    ) -> ItemEntry:
        """Keep what an auditor wrote beside an item (its number or id).

        `based_on` are the entries that were before the auditor's eyes; None: all that stand now.
        What was not typed is taken from the latest of them. Raises `NothingThere` for an unknown
        audit, item or entry, `AuditClosed`, `WrongUse` for an unknown result, a result without
        what it rests on, or no name. Then nothing is kept.
        """
        if written.nothing:
            raise WrongUse(
                "Nothing is written.", hint="Give --result, --evidence, --interviewed or --note."
            )
        entry = going_on(self._writable(audit), item, based_on)
        return self._book.write(self._by(over(entry, written), by))

    def attach(self, audit: str, item: str, name: str, content: bytes, *, by: str) -> ItemEntry:
        """Keep a file with an item; what was written beside it stays. Raises like `fill`,
        `AttachmentRefused`, `StoreUnavailable`."""
        entry = self._by(going_on(self._writable(audit), item, None), by)
        kept = self._attachments.keep(name, content)
        files = tuple(dict.fromkeys([*entry.attachments, kept]))
        return self._book.write(replace(entry, attachments=files))

    def open(self, audit: str, *, by: str, note: str = "", on: date | None = None) -> AuditRun:
        """Say that the opening meeting was held. Raises like `fill`."""
        self._writable(audit)
        return self._step(audit, AuditAct.OPENED, by, note, on)

    def conclude(self, audit: str, text: str, *, by: str, on: date | None = None) -> AuditRun:
        """Keep the lead auditor's conclusion; earlier ones stay in the steps. Raises like `fill`,
        `WrongUse` without words."""
        self._writable(audit)
        if not text.strip():
            raise WrongUse(
                "The conclusion is empty.", hint="Say it in the lead auditor's words: --text TEXT."
            )
        return self._step(audit, AuditAct.CONCLUDED, by, text, on)

    def close(self, audit: str, *, by: str, note: str = "", on: date | None = None) -> AuditRun:
        """Close an audit that has a conclusion: from then on nothing is written into it.

        Items without a result stay so; `AuditRun.unfilled` tells them. Raises `WrongUse` without
        a conclusion, `AuditClosed`.
        """
        if self._writable(audit).conclusion is None:
            raise WrongUse(
                "The audit has no conclusion yet.",
                hint="The lead auditor writes it: `clausewise audit conclude ID --text TEXT`.",
            )
        return self._step(audit, AuditAct.CLOSED, by, note, on)

    def reopen(self, audit: str, *, by: str, reason: str, on: date | None = None) -> AuditRun:
        """Open a closed audit again. Raises `WrongUse` for one that is open or without a reason."""
        run = self.run(audit)
        if run.state is not AuditState.CLOSED:
            raise WrongUse(f"{run.audit.id} is not closed.", hint="Nothing is to be done.")
        if not reason.strip():
            raise WrongUse("No reason is given.", hint="Say why: --reason TEXT.")
        return self._step(audit, AuditAct.REOPENED, by, reason, on)

    def _found(self, audit: str) -> Audit:
        found = self._book.audit(audit.strip())
        if found is None:
            raise NothingThere(
                f"There is no audit {audit!r}.", hint="`clausewise audit list` shows the ids."
            )
        return found

    def _writable(self, audit: str) -> AuditRun:
        run = self.run(audit)
        if run.state is AuditState.CLOSED:
            raise AuditClosed(f"{run.audit.id} is closed.")
        return run

    def _by(self, entry: ItemEntry, by: str) -> ItemEntry:
        return replace(entry, by=_name(by), at=self._now().isoformat(timespec="seconds"))

    def _step(self, audit: str, act: AuditAct, by: str, text: str, on: date | None) -> AuditRun:
        id = self._found(audit).id
        now = self._now()
        step = AuditStep(
            id,
            act,
            _name(by),
            now.isoformat(timespec="seconds"),
            several_lines(text),
            on or now.date(),
        )
        self._book.step(step)
        return self.run(id)


def result_of(text: str) -> ItemResult:
    """The result a person wrote, however it is spelt. Raises `WrongUse` naming the words."""
    spelt = "_".join(text.casefold().replace("-", " ").replace("_", " ").split())
    if spelt in {one.value for one in ItemResult}:
        return ItemResult(spelt)
    if spelt in _SPELT:
        return _SPELT[spelt]
    words = ", ".join(one.value.replace("_", " ") for one in ItemResult)
    raise WrongUse(f"{text!r} is no result of an item.", hint=f"Use one of: {words}.")


def item_of(run: AuditRun, item: str) -> ItemStanding:
    """The item of a number (from 1) or an id. Raises `NothingThere`."""
    wanted = item.strip()
    for one in run.items:
        if wanted in (one.item.id, str(one.item.draft.no)):
            return one
    raise NothingThere(
        f"{run.audit.id} has no item {item!r}.",
        hint=f"Its items are 1 to {len(run.items)}; `clausewise audit show {run.audit.id}`.",
    )


def _seen(standing: ItemStanding, based_on: Sequence[int] | None) -> tuple[ItemEntry, ...]:
    """The entries an auditor went on from, latest first. Raises `NothingThere`."""
    if based_on is None:
        return standing.heads
    by_id = {one.id: one for one in standing.entries}
    missing = [one for one in based_on if one not in by_id]
    if missing:
        raise NothingThere(
            f"Item {standing.item.draft.no} has no entry {missing[0]}.",
            hint="`clausewise audit show ID` numbers the entries.",
        )
    return tuple(by_id[one] for one in sorted(set(based_on), reverse=True))


def says(entry: ItemEntry) -> tuple[ItemResult | None, str, str, str]:
    """What an entry says: two of the same words say the same, whoever wrote them when."""
    return (entry.result, entry.evidence, entry.interviewed, entry.note)


def going_on(run: AuditRun, item: str, based_on: Sequence[int] | None) -> ItemEntry:
    """What the entries seen come to: the words of the latest, the files of all.

    Raises `NothingThere` for an unknown item or entry.
    """
    standing = item_of(run, item)
    seen = _seen(standing, based_on)
    files = tuple(dict.fromkeys(one for entry in seen for one in entry.attachments))
    last = seen[0] if seen else ItemEntry(run.audit.id, standing.item.id, None, "", "", "", "", "")
    based_on = tuple(sorted(one.id for one in seen))
    return replace(last, id=0, based_on=based_on, attachments=files)


def over(entry: ItemEntry, written: Written) -> ItemEntry:
    """The entry with what was typed now, not kept yet.

    Raises `WrongUse` for an unknown result, and where one rests on nothing.
    """
    made = replace(
        entry,
        result=result_of(said) if (said := (written.result or "").strip()) else entry.result,
        evidence=_typed(written.evidence, entry.evidence, "The evidence"),
        interviewed=_typed(written.interviewed, entry.interviewed, "Who was interviewed"),
        note=_typed(written.note, entry.note, "The note"),
    )
    if made.result in _SEEN and not made.evidence:
        raise WrongUse(
            f"The result {made.result.value.replace('_', ' ')!r} rests on no evidence.",
            hint="Say what was seen, with its numbers and dates: --evidence TEXT.",
        )
    if made.result is ItemResult.NOT_APPLICABLE and not (made.note or made.evidence):
        raise WrongUse("Not applicable needs a reason.", hint="Say why: --note TEXT.")
    return made


def _typed(now: str | None, before: str, what: str) -> str:
    return before if now is None else several_lines(now, what=what)


def _name(by: str) -> str:
    name = one_line(by, what="A name")
    if not name:
        raise WrongUse("An entry needs a name.", hint="Say who writes with --by NAME.")
    return name
