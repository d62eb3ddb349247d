"""Programmes that people saved and approved: entries are added, never changed."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol

from assistant.errors import NothingThere, WrongUse
from assistant.model.programmes import Programme, ProgrammeAct, ProgrammeEntry
from assistant.programme.checking import left_open
from assistant.typed_text import one_line

_LONGEST = 1_000  # characters of a note


class ProgrammeChanged(WrongUse):
    """Somebody saved the programme meanwhile."""

    code = "superseded"
    hint = "Look at it with `clausewise programme show`, then carry your changes over."


class ProgrammeBook(Protocol):
    """What people did with programmes (tests/contract/test_programme_book.py)."""

    def add(self, entry: ProgrammeEntry) -> None:
        """Keep an entry. Raises `ProgrammeChanged` where its number is taken already."""

    def entries(self) -> list[ProgrammeEntry]:
        """All of them, oldest first, saved ones with their programmes."""


@dataclass(frozen=True, slots=True)
class KeptProgramme:
    """A programme as it was last saved, and all that was done with it, oldest first."""

    programme: Programme
    history: tuple[ProgrammeEntry, ...]

    @property
    def version(self) -> int:
        """The number of the entry that saved it."""
        return max(one.no for one in self.history if one.act is ProgrammeAct.SAVED)

    @property
    def approval(self) -> ProgrammeEntry | None:
        """The approval of what was last saved; None while there is none."""
        given = [one for one in self.history if one.of == self.version]
        return given[-1] if given else None


def _utc() -> datetime:
    return datetime.now(UTC)


class KeepProgramme:
    """The use case: people save programmes, approve them and look at them again."""

    def __init__(self, book: ProgrammeBook, now: Callable[[], datetime] = _utc) -> None:
        self._book, self._now = book, now

    def save(
        self, programme: Programme, *, by: str, note: str = "", based_on: int | None = None
    ) -> ProgrammeEntry:
        """Keep a programme. `based_on` is the version it was edited from; None: whatever is there.

        Raises `ProgrammeChanged` when another version was saved after that one, `WrongUse` without
        a name or with an audit whose number another programme has.
        """
        self._check_numbers(programme)
        history = self._history(programme.id)
        saved = [one.no for one in history if one.act is ProgrammeAct.SAVED]
        latest = saved[-1] if saved else 0
        if based_on is not None and based_on < latest:
            last = history[latest - 1]
            raise ProgrammeChanged(
                f"{programme.id} was saved again by {last.by} on {last.at[:10]} (version "
                f"{latest}); this one was made from version {based_on}.",
                hint="Export it again and carry your changes over, or import with --anyway.",
            )
        return self._keep(
            programme.id, len(history), ProgrammeAct.SAVED, by, note, programme=programme
        )

    def approve(self, id: str | None, *, by: str, note: str = "") -> ProgrammeEntry:
        """Approve what was last saved. What it leaves open needs a note that says why.

        Raises `NothingThere`, or `WrongUse` without a name or such a note, or when it is approved
        already.
        """
        kept = self.kept(id)
        if kept.approval is not None:
            raise WrongUse(
                f"{kept.programme.id} was approved by {kept.approval.by} on "
                f"{kept.approval.at[:10]} and not changed since.",
                hint="Nothing to do; a changed programme is saved, then approved again.",
            )
        open_ = left_open(kept.programme)
        if open_ and not note.strip():
            raise WrongUse(
                f"{kept.programme.id} leaves {len(open_)} things open: "
                f"{open_[0].message}{' …' if len(open_) > 1 else ''}",
                hint="Close them, or say why it is approved all the same: --note TEXT.",
            )
        return self._keep(
            kept.programme.id,
            kept.history[-1].no,
            ProgrammeAct.APPROVED,
            by,
            note,
            of=kept.version,
        )

    def kept(self, id: str | None = None) -> KeptProgramme:
        """A programme, or the one saved last. Raises `NothingThere`."""
        everything = self._book.entries()
        saved = [one for one in everything if one.programme is not None]
        if id is not None:
            saved = [one for one in saved if one.programme_id.casefold() == id.strip().casefold()]
        if not saved:
            named = "No programme is saved yet." if id is None else f"There is no programme {id!r}."
            raise NothingThere(
                named,
                hint="`clausewise programme save --by NAME` keeps what `programme propose` shows; "
                "`programme list` shows what is kept.",
            )
        return _kept(saved[-1].programme_id, everything)

    def all(self) -> list[KeptProgramme]:
        """Every programme, in the order in which they were first saved."""
        everything = self._book.entries()
        return [_kept(id, everything) for id in dict.fromkeys(o.programme_id for o in everything)]

    def version(self, id: str, no: int) -> Programme | None:
        """A programme as it was saved then; None when there is no such version."""
        for one in self._history(id):
            if one.no == no:
                return one.programme
        return None

    def _check_numbers(self, programme: Programme) -> None:
        """Raises `WrongUse` for the number of an audit that another programme plans."""
        own = {one.id.casefold() for one in programme.audits if one.id}
        for other in (one.programme for one in self.all() if one.programme.id != programme.id):
            twice = [one.id for one in other.audits if one.id.casefold() in own]
            if twice:
                raise WrongUse(
                    f"{', '.join(twice)} {'is' if len(twice) == 1 else 'are'} planned in "
                    f"{other.id} already: a number names one audit.",
                    hint="Give the audits here other numbers and save again.",
                )

    def _history(self, id: str) -> list[ProgrammeEntry]:
        return [one for one in self._book.entries() if one.programme_id == id]

    def _keep(
        self,
        id: str,
        last: int,
        act: ProgrammeAct,
        by: str,
        note: str,
        *,
        of: int = 0,
        programme: Programme | None = None,
    ) -> ProgrammeEntry:
        name = one_line(by)
        if not name:
            raise WrongUse("A programme needs a name.", hint="Say who decides with --by NAME.")
        at = self._now().isoformat(timespec="seconds")
        said = one_line(note, longest=_LONGEST)
        entry = ProgrammeEntry(id, last + 1, act, name, at, said, of, programme)
        self._book.add(entry)
        return entry


def _kept(id: str, entries: Iterable[ProgrammeEntry]) -> KeptProgramme:
    history = tuple(one for one in entries if one.programme_id == id)
    return KeptProgramme(_latest(history), history)


def _latest(history: Sequence[ProgrammeEntry]) -> Programme:
    return next(one.programme for one in reversed(history) if one.programme is not None)
