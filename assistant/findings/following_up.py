"""The use case: what is done about a finding, from its owner to its closing; entries are added."""

from collections.abc import Callable, Sequence
from datetime import date, datetime

from assistant.audits.starting import utc_now
from assistant.errors import NothingThere, WrongUse
from assistant.findings.book import FindingBook
from assistant.findings.factors import named_factors
from assistant.findings.raising import grade_of
from assistant.findings.standing import standing_of
from assistant.model.findings import (
    Effect,
    Finding,
    FindingAct,
    FindingEntry,
    FindingStanding,
    FindingState,
    Grade,
)
from assistant.typed_text import one_line, several_lines

_OPEN_ONLY = "`clausewise finding reopen ID --by NAME --text TEXT` opens it again."


class FollowUpFinding:
    """Entries about the findings of one book. Every call gives the finding as it then stands.

    All raise `NothingThere` for an unknown finding and `WrongUse` without a name, without the words
    that belong to the act, or for a finding that is closed; then nothing is kept.
    """

    def __init__(self, book: FindingBook, now: Callable[[], datetime] = utc_now) -> None:
        self._book, self._now = book, now

    def all(self, *, as_of: date, audit: str | None = None) -> list[FindingStanding]:
        """Every finding raised by a day, as it stood then."""
        entries = self._book.entries()
        return [
            standing_of(one, [each for each in entries if each.finding == one.id], as_of)
            for one in self._book.findings(audit)
            if one.on <= as_of
        ]

    def standing(self, id: str, *, as_of: date) -> FindingStanding:
        """One finding on a day. Raises `NothingThere`."""
        found = self._found(id)
        return standing_of(found, self._book.entries(found.id), as_of)

    def assign(
        self, id: str, *, by: str, on: date, owner: str = "", due: date | None = None
    ) -> FindingStanding:
        """Say who answers the finding and by when; what is left out stays as it was."""
        before = self._open(id, on)
        if not owner.strip() and due is None:
            raise WrongUse("Nothing is assigned.", hint="Say --owner NAME or --due DATE.")
        entry = self._entry(
            before.finding, FindingAct.ASSIGNED, by, on,
            owner=one_line(owner, what="A name") or before.owner,
            due=due or (before.due if before.due_of == "answer" else None),
        )  # fmt: skip
        return self._keep(entry)

    def correct(self, id: str, text: str, *, by: str, on: date) -> FindingStanding:
        """What was done about the thing itself."""
        return self._told(id, FindingAct.CORRECTION, text, by, on)

    def give_cause(
        self, id: str, text: str, factors: Sequence[str], *, by: str, on: date
    ) -> FindingStanding:
        """Why it happened. Raises `WrongUse` without a human factor; `none_found` is one, too."""
        before = self._open(id, on)
        words = _words(text, "cause")
        named = named_factors(factors)
        entry = self._entry(before.finding, FindingAct.CAUSE, by, on, text=words, factors=named)
        return self._keep(entry)

    def act(
        self, id: str, text: str, *, by: str, on: date, due: date | None, owner: str = ""
    ) -> FindingStanding:
        """What keeps it from happening again, who does it (else the owner) and by when."""
        before = self._open(id, on)
        who = one_line(owner, what="A name") or before.owner
        if not who:
            raise WrongUse("Nobody is named for the action.", hint="Say who does it: --owner NAME.")
        entry = self._entry(
            before.finding, FindingAct.ACTION, by, on,
            text=_words(text, "action"), owner=who, due=_day(due),
        )  # fmt: skip
        return self._keep(entry)

    def carry_out(self, id: str, text: str, *, by: str, on: date) -> FindingStanding:
        """The action is done, and what shows it. Raises `WrongUse` where there is no action."""
        _require(self._open(id, on).action, "action", "`clausewise finding action ID …` first.")
        return self._told(id, FindingAct.CARRIED_OUT, text, by, on)

    def plan_check(
        self, id: str, *, by: str, on: date, due: date | None, owner: str = ""
    ) -> FindingStanding:
        """On which day it is checked whether the action worked, and by whom."""
        before = self._open(id, on)
        _require(before.action, "action", "`clausewise finding action ID …` first.")
        entry = self._entry(
            before.finding, FindingAct.CHECK_PLANNED, by, on,
            due=_day(due), owner=one_line(owner, what="A name"),
        )  # fmt: skip
        return self._keep(entry)

    def check(self, id: str, effect: str, text: str, *, by: str, on: date) -> FindingStanding:
        """Whether the action worked, and what was seen. One that did not makes it open again."""
        before = self._open(id, on)
        _require(before.action, "action", "`clausewise finding action ID …` first.")
        entry = self._entry(
            before.finding, FindingAct.CHECKED, by, on,
            text=_words(text, "evidence"), effect=effect_of(effect),
        )  # fmt: skip
        return self._keep(entry)

    def regrade(self, id: str, grade: str, reason: str, *, by: str, on: date) -> FindingStanding:
        """Another grade, for a reason; the first one stays in the history."""
        before = self._open(id, on)
        entry = self._entry(
            before.finding, FindingAct.REGRADED, by, on,
            text=_words(reason, "reason"), grade=grade_of(grade),
        )  # fmt: skip
        return self._keep(entry)

    def close(self, id: str, text: str = "", *, by: str, on: date) -> FindingStanding:
        """Close one whose action was checked and worked; an opportunity for a reason alone."""
        before = self._open(id, on)
        if before.state is not FindingState.VERIFIED and before.grade is not Grade.OPPORTUNITY:
            raise WrongUse(
                f"{before.finding.id} is {before.state}: nobody checked that its action worked.",
                hint="`clausewise finding check ID --effect worked --text …` says what was seen.",
            )
        if before.state is not FindingState.VERIFIED:
            _words(text, "reason")
        entry = self._entry(before.finding, FindingAct.CLOSED, by, on, text=several_lines(text))
        return self._keep(entry)

    def reopen(self, id: str, reason: str, *, by: str, on: date) -> FindingStanding:
        """Open a closed finding again, for a reason."""
        before = self.standing(id, as_of=on)
        if before.state is not FindingState.CLOSED:
            raise WrongUse(f"{before.finding.id} is not closed.", hint="Nothing is to be done.")
        entry = self._entry(
            before.finding, FindingAct.REOPENED, by, on, text=_words(reason, "reason")
        )
        return self._keep(entry)

    def _told(self, id: str, act: FindingAct, text: str, by: str, on: date) -> FindingStanding:
        before = self._open(id, on)
        what = act.value.replace("_", " ")
        return self._keep(self._entry(before.finding, act, by, on, text=_words(text, what)))

    def _found(self, id: str) -> Finding:
        found = self._book.finding(id.strip())
        if found is None:
            raise NothingThere(
                f"There is no finding {id!r}.", hint="`clausewise finding list` shows the ids."
            )
        return found

    def _open(self, id: str, on: date) -> FindingStanding:
        found = self._found(id)
        if on < found.on:
            raise WrongUse(
                f"{found.id} was raised on {found.on.isoformat()}, after {on.isoformat()}.",
                hint="Give a later day with --as-of.",
            )
        before = standing_of(found, self._book.entries(found.id), on)
        if before.state is FindingState.CLOSED:
            raise WrongUse(f"{found.id} is closed.", hint=_OPEN_ONLY)
        return before

    def _entry(
        self,
        finding: Finding,
        act: FindingAct,
        by: str,
        on: date,
        *,
        text: str = "",
        factors: tuple[str, ...] = (),
        owner: str = "",
        due: date | None = None,
        grade: Grade | None = None,
        effect: Effect | None = None,
    ) -> FindingEntry:
        name = one_line(by, what="A name")
        if not name:
            raise WrongUse("An entry needs a name.", hint="Say who enters it with --by NAME.")
        at = self._now().isoformat(timespec="seconds")
        return FindingEntry(finding.id, act, name, on, at, text, factors, owner, due, grade, effect)

    def _keep(self, entry: FindingEntry) -> FindingStanding:
        self._book.enter(entry)
        return self.standing(entry.finding, as_of=entry.on)


def effect_of(text: str) -> Effect:
    """Whether it worked, as somebody wrote it. Raises `WrongUse`."""
    spelt = "_".join(text.casefold().replace("_", " ").replace("-", " ").split())
    known = {
        "worked": Effect.WORKED, "yes": Effect.WORKED, "effective": Effect.WORKED,
        "did_not_work": Effect.DID_NOT_WORK, "no": Effect.DID_NOT_WORK,
        "not_effective": Effect.DID_NOT_WORK, "ineffective": Effect.DID_NOT_WORK,
    }  # fmt: skip
    if spelt not in known:
        raise WrongUse(
            f"{text!r} does not say whether it worked.", hint="Use worked or did not work."
        )
    return known[spelt]


def _words(text: str, what: str) -> str:
    words = several_lines(text, what=f"The {what}")
    if not words:
        raise WrongUse(f"The {what} is empty.", hint=f"Say the {what}: --text TEXT.")
    return words


def _day(due: date | None) -> date:
    if due is None:
        raise WrongUse("No day is given.", hint="Say by when: --due YEAR-MONTH-DAY.")
    return due


def _require(entry: FindingEntry | None, what: str, hint: str) -> None:
    if entry is None:
        raise WrongUse(f"There is no {what} yet.", hint=hint)
