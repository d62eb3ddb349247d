"""The use case: raise a finding in three parts; what is incomplete is kept as a draft."""

from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date, datetime

from assistant.audits.book import AuditClosed
from assistant.audits.running import RunAudit, item_of
from assistant.audits.starting import utc_now
from assistant.errors import NothingThere, WrongUse
from assistant.findings.book import FindingBook, FindingIdTaken
from assistant.findings.requirement import ResolveRequirement
from assistant.model.audit_runs import AuditRun, AuditState, ItemStanding
from assistant.model.clauses import InvalidClauseNumber, UnknownClause
from assistant.model.findings import Finding, FindingDraft, Grade, Requirement, TypedFinding
from assistant.typed_text import one_line, several_lines

_TRIES = 50  # others take numbers at the same time; some are of findings not seen here


class FindingIncomplete(WrongUse):
    """A finding cannot be kept as it is; `draft` is where what was typed is kept."""

    code = "finding-incomplete"

    def __init__(self, message: str, *, hint: str, draft: int) -> None:
        super().__init__(
            message,
            hint=f"{hint} What was typed is kept: go on from it with --draft {draft}.",
        )
        self.draft = draft


class RaiseFinding:
    """Raises findings in the audits of one book."""

    def __init__(
        self,
        book: FindingBook,
        running: RunAudit,
        resolve: ResolveRequirement,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        self._book, self._running, self._resolve, self._now = book, running, resolve, now

    def __call__(
        self, audit: str, typed: TypedFinding, *, by: str, on: date, draft: int | None = None
    ) -> Finding:
        """Keep a finding. What is not typed comes from the draft, then from the item.

        Raises `NothingThere` for an unknown audit or draft, `AuditClosed`, `WrongUse` without a
        name: then nothing is kept. Raises `FindingIncomplete` without requirement, evidence or
        grade, or where the requirement cannot be found: then what was typed is kept as a draft.
        """
        run = self._running.run(audit)
        if run.state is AuditState.CLOSED:
            raise AuditClosed(f"{run.audit.id} is closed.")
        name = one_line(by, what="A name")
        if not name:
            raise WrongUse("A finding needs a name.", hint="Say who raises it with --by NAME.")
        whole = typed if draft is None else over(self._draft(run.audit.id, draft).typed, typed)
        try:
            finding = self._made(run, whole, name, on)
        except (WrongUse, InvalidClauseNumber, UnknownClause) as error:
            at = self._now().isoformat(timespec="seconds")
            kept = self._book.keep_draft(FindingDraft(run.audit.id, whole, name, at))
            raise FindingIncomplete(str(error), hint=error.hint, draft=kept.id) from error
        return self._kept(finding, draft)

    def _draft(self, audit: str, id: int) -> FindingDraft:
        for one in self._book.drafts(audit):
            if one.id == id:
                return one
        raise NothingThere(
            f"{audit} has no draft {id}.", hint="`clausewise finding drafts` lists them."
        )

    def _made(self, run: AuditRun, typed: TypedFinding, by: str, on: date) -> Finding:
        item = item_of(run, typed.item) if typed.item.strip() else None
        requirement = self._resolve(typed, item, as_of=on)
        evidence = several_lines(typed.evidence, what="The evidence") or _noted(item)
        missing = _missing(requirement, evidence)
        if missing:
            raise WrongUse(
                f"The finding says no {' and no '.join(one for one, _ in missing)}.",
                hint=" ".join(hint for _, hint in missing),
            )
        return Finding(
            id="",
            audit=run.audit.id,
            item=item.item.id if item else "",
            requirement=requirement,
            evidence=evidence,
            nature=several_lines(typed.nature, what="The nature"),
            grade=grade_of(typed.grade, item),
            by=by,
            on=on,
            at=self._now().isoformat(timespec="seconds"),
        )

    def _kept(self, finding: Finding, draft: int | None) -> Finding:
        for more in range(_TRIES):
            taken = [one.id for one in self._book.findings(finding.audit)]
            numbered = replace(finding, id=_next_id(finding.audit, taken, more))
            try:
                self._book.raise_(numbered, draft=draft)
            except FindingIdTaken:
                continue
            return numbered
        raise FindingIdTaken("No number is free for the finding.")


def over(before: TypedFinding, now: TypedFinding) -> TypedFinding:
    """What was typed before, with what is typed now in its place."""
    typed = {one.name: getattr(now, one.name) for one in fields(TypedFinding)}
    return replace(before, **{name: text for name, text in typed.items() if text.strip()})


def grade_of(typed: str, item: ItemStanding | None = None) -> Grade:
    """The grade a person wrote, else that of the item's result. Raises `WrongUse`."""
    spelt = typed.strip().casefold().split()[:1]
    known = {one.value: one for one in Grade}
    if spelt:
        if spelt[0] in known:
            return known[spelt[0]]
        raise WrongUse(f"{typed!r} is no grade.", hint=f"Use one of: {', '.join(known)}.")
    said = item.current.result.value if item and item.current and item.current.result else ""
    if said in known:
        return known[said]
    raise WrongUse(
        "The finding has no grade.", hint="A person grades it: --grade major, minor or opportunity."
    )


def _missing(requirement: Requirement, evidence: str) -> list[tuple[str, str]]:
    missing = []
    if requirement.clause is None and not requirement.document:
        missing.append(
            ("requirement", 'Say the clause (--clause 8.4.1), or --procedure "QP-1 rev C 6.2".')
        )
    if not evidence:
        missing.append(("evidence", "Say what was seen, with its numbers and days: --evidence."))
    return missing


def _noted(item: ItemStanding | None) -> str:
    """The evidence written beside the item."""
    return item.current.evidence if item and item.current else ""


def _next_id(audit: str, taken: list[str], more: int) -> str:
    start = f"{audit}-F"
    numbers = [int(one[len(start) :]) for one in taken if one[len(start) :].isdecimal()]
    return f"{start}{max(numbers, default=0) + 1 + more}"
