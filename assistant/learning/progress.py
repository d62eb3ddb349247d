"""How far people are on their way: every answer to a check is kept, none is changed."""

import re
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Protocol

from assistant.errors import WrongUse
from assistant.learning.parts import key_words
from assistant.learning.role_words import role_key
from assistant.learning.values import same, values
from assistant.model.learning import Asks, Check, LearningPath, Progress, Tried

_LONGEST_NAME, _LONGEST_ANSWER = 200, 2000


class LearningBook(Protocol):
    """Where answers to checks are kept (tests/contract/test_learning_book.py)."""

    def add(self, tried: Tried) -> None:
        """Keep one answer. Raises `StoreUnavailable`."""

    def tries(self, person: str | None = None) -> list[Tried]:
        """The answers of a person, case aside, or of all; oldest first."""


class KeepProgress:
    """Answers to checks, by person.

    `hides` says whether the document of a check (its number) may not be seen by whoever looks.
    """

    def __init__(
        self,
        book: LearningBook,
        now: Callable[[], datetime] | None = None,
        *,
        hides: Callable[[str], bool] | None = None,
    ) -> None:
        self._book = book
        self._now = now or (lambda: datetime.now(UTC))
        self._hides = hides or (lambda document: False)

    def answer(self, person: str, path: LearningPath, check: Check, said: str) -> Tried:
        """Keep an answer to a check of a way, and whether it was right. Raises `WrongUse`."""
        name, answer = named(person), " ".join(said.split())
        if len(answer) > _LONGEST_ANSWER:
            raise WrongUse(
                f"An answer is longer than {_LONGEST_ANSWER} characters.", hint="Shorten it."
            )
        tried = Tried(
            person=name,
            path=key_of(path),
            check=check.id,
            answer=answer,
            right=is_right(check, answer),
            at=self._now().isoformat(timespec="seconds"),
            document=check.solution.document,
        )
        self._book.add(tried)
        return tried

    def left(self, person: str, path: LearningPath) -> list[Check]:
        """The checks of a way that the person has not answered rightly at the last try.

        A check whose sentence was changed is a new one.
        """
        latest = _latest(self._book.tries(named(person)))
        return [one for one in path.checks if not (one.id in latest and latest[one.id].right)]

    def everybody(self, person: str | None = None) -> list[Progress]:
        """How far a person is, or everybody, on each way; by name.

        A way that led through a hidden document is left out: its role may be named there alone.
        """
        ways: dict[tuple[str, str], list[Tried]] = {}
        for one in self._book.tries(person):
            ways.setdefault((one.person.casefold(), one.path), []).append(one)
        return [
            _progress(tries)
            for _, tries in sorted(ways.items())
            if not any(self._hides(one.document) for one in tries)
        ]


def key_of(path: LearningPath) -> str:
    """What names a way in the book: its role and its process."""
    parts = [f"role {path.role.name}"] if path.role else []
    parts += [f"process {path.process}"] if path.process else []
    return ", ".join(parts) or "all procedures"


def named(person: str) -> str:
    """The name on one line. Raises `WrongUse` for none, or for one that is no name."""
    name = " ".join(person.split())
    if not name or not name.isprintable() or len(name) > _LONGEST_NAME:
        raise WrongUse("Nobody is named.", hint="Say who learns with --by NAME.")
    return name


def is_right(check: Check, said: str) -> bool:
    """Whether an answer is the one left out: its letter, its words, or as much of the same."""
    letter = re.fullmatch(r"\W*([a-h])\W*", said.casefold())
    if check.choices and letter:
        place = ord(letter[1]) - ord("a")
        return place < len(check.choices) and check.choices[place] == check.answer
    if _plain(said) == _plain(check.answer):
        return True
    match check.asks:
        case Asks.VALUE:
            wanted = values(check.answer) or values(f"at least {check.answer}")
            told = values(said)
            return bool(wanted and told) and len(told) == 1 and same(wanted[0], told[0])
        case Asks.PERSON:
            keys = set(key_words(check.answer))
            return role_key(said) == role_key(check.answer) or keys == set(key_words(said))
        case Asks.FORM:
            return _plain(check.answer) in _plain(said).split("or")


def _plain(text: str) -> str:
    return re.sub(r"[^0-9a-z%£$€]", "", text.casefold())


def _latest(tries: Iterable[Tried]) -> dict[str, Tried]:
    return {one.check: one for one in tries}


def _progress(tries: list[Tried]) -> Progress:
    latest = _latest(tries)
    wrong = tuple(check for check, one in latest.items() if not one.right)
    right = len(latest) - len(wrong)
    last = tries[-1]
    return Progress(last.person, last.path, right, len(latest), last.at, wrong)
