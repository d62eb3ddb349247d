"""What issues said that are no longer in force: by their label, as "the old", or by their time.

Such a question is answered from the issue it means or not at all: the words of today's issue
would be a wrong answer to it.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date
from typing import Protocol

from assistant.answering.naming import (
    document_like,
    document_titled,
    documents_named,
    revision_named,
    revisions_of,
    without_names,
)
from assistant.answering.shelf import Shelf
from assistant.language.periods import Period, periods
from assistant.language.words import Thesaurus
from assistant.model.documents import Revision, Status
from assistant.model.replies import Answered, Outcome

_OLD = re.compile(
    r"\b(?:the|our)\s+(?:old|previous|former|superseded|obsolete|withdrawn|earlier|last)\s+"
    r"(?:[\w-]+\s+){0,4}?(?P<what>issue|revision|rev|version|edition|procedure|manual|instruction|"
    r"policy|document|sop|plan|form|rule|limit)\b",
    re.IGNORECASE,
)
_OLD_WORDS = re.compile(
    r"\b(?:old|previous|former|superseded|obsolete|withdrawn|earlier|last)\b", re.IGNORECASE
)
_IN_THE_PAST = re.compile(
    r"\b(?:did|was|were|said|say|says|had|used\s+to|asked|required|allowed)\b", re.IGNORECASE
)
_WAS = re.compile(r"\b(?:was|were|did|had|used\s+to)\b", re.IGNORECASE)
_ABOUT_OLD_ONES = re.compile(
    r"\b(?:keep|kept|retain\w*|happens?|destroy\w*|remove\w*|mark(?:ed)?|withdraw|get\s+rid)\b",
    re.IGNORECASE,
)
"""What is done with old issues: a question of today's rule."""
_OF_A_DRAFT = re.compile(
    r"\b(?:the|our)\s+(?:new\s+)?draft\b.{0,60}\b(?:say|says|ask|asks|want|wants|require|requires|"
    r"propose|proposes|change|changes|contain|contains)\b|\b(?:in|under|of)\s+the\s+(?:new\s+)?draft\b",
    re.IGNORECASE,
)
_COMPARES = re.compile(
    r"\b(?:chang\w+|differ\w*|compar\w+|still|replac\w+|any\s*more|no\s+longer|between|versus|vs|"
    r"now|nowadays|today|currently|instead)\b",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"\b(?:before|until|till|prior\s+to|up\s+to)\s*(?:the\s+)?$", re.IGNORECASE)
_AT = re.compile(
    r"\b(?:before|until|till|prior\s+to|up\s+to|in|on|at|during|as\s+of|back\s+in)\s*(?:the\s+)?$",
    re.I,
)
_SAYING = re.compile(
    r"\b(?:what|how)\s+did\s+(?:the\s+|our\s+)?(?=\W*(?:say|said)\b)|\b(?:say|said|says)\s+(?:about|on|of)\b"
    r"|\b(?:the|our)\s+(?:of|under|in)\b",
    re.IGNORECASE,
)


class Facts(Protocol):
    """What answers from the revisions given."""

    def __call__(
        self, text: str, shelf: Shelf, *, within: Collection[str] | None = None
    ) -> Outcome:
        """The answer from the shelf, or only from the revisions `within`."""


class AskEarlier:
    """Answer from issues that are not in force, when the question means them; say so."""

    def __init__(self, facts: Facts, thesaurus: Thesaurus) -> None:
        self._facts, self._thesaurus = facts, thesaurus

    def __call__(self, asked: str, shelf: Shelf) -> Outcome | None:
        """The answer with the standing of what it rests on; None for a question of today."""
        meant = self._meant(asked, shelf)
        if meant and _COMPARES.search(asked):
            return self._compared(asked, meant, shelf)
        if meant:
            bare = _bare(asked, [one.number for one in meant])
            outcome = self._facts(bare, shelf, within=[one.id for one in meant])
            return _told(outcome, meant, shelf)
        before = [one for one in periods(asked, shelf.as_of) if _is_before(one, asked, shelf.as_of)]
        return self._of_time(asked, before[0], shelf) if before else None

    def then(self, asked: str, shelf: Shelf) -> Outcome | None:
        """What was the case in a time gone by, by issues replaced since; None for no such time."""
        if not _WAS.search(asked):
            return None
        past = [one for one in periods(asked, shelf.as_of) if one.end < shelf.as_of]
        return self._of_time(asked, past[0], shelf) if past else None

    def _compared(self, asked: str, meant: Sequence[Revision], shelf: Shelf) -> Outcome | None:
        """What both issues say of it; None when neither tells."""
        both = [*meant, *revisions_of(meant[0].number, shelf.in_force)]
        bare = without_names(asked, [meant[0].number])
        outcome = self._facts(bare, shelf, within=[one.id for one in both])
        return _told(outcome, meant, shelf) if isinstance(outcome, Answered) else None

    def _meant(self, asked: str, shelf: Shelf) -> list[Revision]:
        """The issues not in force that the question asks about; [] for none."""
        candidates = _candidates(asked, shelf)
        number = self._number(asked, shelf, candidates) if candidates else None
        meant = revisions_of(number, candidates) if number else []
        return meant if revision_named(asked) else _latest(meant)

    def _number(self, asked: str, shelf: Shelf, among: Sequence[Revision]) -> str | None:
        """The document meant: by number, by title, by its kind, or as the only one there is."""
        numbers = {one.number for one in among}
        if named := documents_named(asked, shelf):
            return named[0] if named[0] in numbers else None
        kin = [one for one in shelf.held if one.number in numbers]
        bare = _OLD_WORDS.sub(" ", asked)
        found = document_titled(bare, shelf, self._thesaurus, among=kin)
        found = found or document_like(bare, kin, self._thesaurus) or _of_kind(asked, kin)
        return found or (numbers.pop() if len(numbers) == 1 and _OF_A_DRAFT.search(asked) else None)

    def _of_time(self, asked: str, period: Period, shelf: Shelf) -> Outcome | None:
        """The answer of the day before; None when nothing of it has been replaced since."""
        bare = _AT.sub("", asked[: period.at].rstrip() + " ").rstrip() + asked[period.to :]
        day = Shelf.on(period.end, shelf.held)
        outcome = self._facts(bare, day)
        if not isinstance(outcome, Answered):
            return None
        cited = {one.path for one in outcome.citations}
        then = [one for one in day.in_force if one.path in cited]
        past = [one for one in then if shelf.status(one.id) is Status.OBSOLETE]
        return _told(_as_of_today(outcome, then, shelf), past, shelf) if past else None


def _candidates(asked: str, shelf: Shelf) -> list[Revision]:
    """The issues not in force that a question may mean; [] where it means none."""
    standing = {one.id: shelf.status(one.id) for one in shelf.held}
    if label := revision_named(asked):
        labelled = [one for one in shelf.held if one.identity.label.upper() == label]
        return [one for one in labelled if standing[one.id] is not Status.IN_FORCE]
    if _ABOUT_OLD_ONES.search(asked):
        return []
    if _OLD.search(asked) and _IN_THE_PAST.search(asked):
        return [one for one in shelf.held if standing[one.id] is Status.OBSOLETE]
    if _OF_A_DRAFT.search(asked):
        return [one for one in shelf.held if standing[one.id] is Status.DRAFT]
    return []


def _of_kind(asked: str, kin: Sequence[Revision]) -> str | None:
    """The one document that calls itself what the question calls it: "the old manual"."""
    old = _OLD.search(asked)
    called = rf"\b{re.escape(old['what'])}\b" if old else r"(?!)"
    numbers = {one.number for one in kin if re.search(called, one.identity.title, re.IGNORECASE)}
    return numbers.pop() if len(numbers) == 1 else None


def _is_before(period: Period, asked: str, today: date) -> bool:
    return bool(_BEFORE.search(asked[: period.at])) and period.end < today


def _as_of_today(outcome: Answered, cited: Sequence[Revision], shelf: Shelf) -> Answered:
    """The answer with each citation's standing on the day of the question."""
    standing = {one.path: shelf.status(one.id).value for one in cited}
    citations = (replace(one, status=standing[one.path]) for one in outcome.citations)
    return replace(outcome, citations=tuple(citations))


def _latest(held: Sequence[Revision]) -> list[Revision]:
    """The issue replaced last; all of them where they bear no dates."""
    dates = [one.identity.effective_date or date.min for one in held]
    return [one for one, day in zip(held, dates, strict=True) if day == max(dates)]


def _bare(asked: str, numbers: Sequence[str]) -> str:
    """The question without the words that name the issue."""
    plain = without_names(_OLD.sub(lambda one: f"the {one['what']}", asked), numbers)
    return " ".join(_SAYING.sub(" ", plain).split()) or asked


def _told(outcome: Outcome, revisions: Sequence[Revision], shelf: Shelf) -> Outcome:
    told = (
        f"{one.number} rev {one.identity.label or '?'} is "
        f"{shelf.status(one.id).value.replace('_', ' ')}, not in force."
        for one in revisions
    )
    return replace(outcome, warnings=(*outcome.warnings, *dict.fromkeys(told)))
