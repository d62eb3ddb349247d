"""Questions over whole logs: "which gauges are overdue?", "how many NCRs are open?". Complete.

A log is the rows of one sheet. A question is answered here only when every one of its subjects
is accounted for: by what the log is about, by a value of a column, or by a condition on a date.
Anything left over means we did not understand, and the question goes to the passages instead.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.answering.conditions import RowQuestion
from assistant.answering.log_books import About, Log, logs_about, logs_of
from assistant.answering.phrasing import Tagged, sentence
from assistant.answering.row_times import (
    FALLS_DUE,
    LATE,
    STILL_OPEN,
    TIME_WORDS,
    Condition,
    of_time_named,
    only_of_time,
)
from assistant.answering.row_words import NEGATED
from assistant.answering.shelf import Shelf
from assistant.answering.superlatives import STEMS, Superlative, superlative_in
from assistant.answering.units import row_unit
from assistant.citations import cite
from assistant.language.question import Question, take_apart
from assistant.language.words import STOP_WORDS, Thesaurus
from assistant.model.documents import Revision
from assistant.model.passages import Passage
from assistant.model.replies import Answered, Citation, Declined, Outcome, Reason
from assistant.ports import Library

_COUNTS = re.compile(
    r"\bhow\s+many\b(?!\s+(?:days?|weeks?|months?|years?|hours?|minutes?|times|copies|people|persons"
    r"|signatures)\b)|\b(?:the|total)\s+number\s+of\b|^\W*(?:number|count)\s+(?:of|the|all)\b",
    re.IGNORECASE,
)
_LISTS = re.compile(
    r"^\W*(?:(?:can|could)\s+you\s+)?(?:list|show|give\s+me|name)\b"
    r"|\bare\s+there\s+any\b|\bdo\s+we\s+have\s+any\b|\bany\s+\w+s\b|\b(?:any|every)(?:thing|body|one)\b|\ball\s+(?:the\s+|our\s+)?\w+s\b"
    r"|\bwhich\s+of\b|\bwhat(?:['’]?s|\s+is)?\s+(?:over)?due\b|\bwhat\s+(?:expires|runs\s+out|lapses)\b"
    r"|^\W*what(?:['’]?s|\s+has|\s+is)?\s+(?:expired|overdue|lapsed|run\s+out|late)\b"
    r"|^\W*whose\b|^\W*who(?:['’]?s|\s+is|\s+are|\s+has\s+been|\s+have\s+been|\s+was|\s+were)\s+\w+(?:ed|t)\b"
    r"|^\W*who\s+(?:got|received|bought|needs?|did\s+we)\b"
    r"|^\W*(?:(?:the|our|all)\s+)?(?:[\w-]+\s+){0,2}(?:[\w-]+s|people|staff)\s+(?:with|without|not|still|rated|"
    r"from|about|whose|who|we|on|under|yet)\b"
    r"|^\W*who\s+(?:all\s+)?(?:can|may|is\s+able|is\s+allowed)\b"
    r"|^\W*(?:(?:the|our|all)\s+)?(?:open|overdue|expired|outstanding|lapsed|late)\s+(?:[\w-]+\s+){0,2}[\w-]+s\W*$"
    r"|^\W*(?:(?:the|our|all)\s+)?(?:[\w-]+\s+){0,2}[\w-]+s\s+(?:that|which|with|due|overdue)\b",
    re.IGNORECASE,
)
_TO_WHOM = re.compile(
    r"\bwho\s+(?:got|received|bought|ordered|was\s+sent)\b|\bwho\s+did\s+we\s+(?:send|ship|sell|supply)\b"
    r"|\bwhich\s+customers?\b",
    re.IGNORECASE,
)
_CUSTOMER = re.compile(r"\b(?:customer|client|sold\s+to|ship(?:ped)?\s+to|consignee|buyer)\b", re.I)
_WHICH = re.compile(r"\b(?:which|what)\s+((?:[\w-]+\s+){0,4}?)([\w-]+s)\b", re.IGNORECASE)
_WHICH_ONE = re.compile(
    r"^\W*(?:which|what)\s+(?:[\w-]+\s+){1,3}?(?:is|are|was|were|has|have)\b", re.IGNORECASE
)
"""One or several may be asked for: a list only when the sheet is named that they stand on."""
_WHO = re.compile(r"^\W*who(?:se)?\b", re.IGNORECASE)
_OF_A_RULE = re.compile(
    r"\b(?:must|should|shall|steps?|rules?|requirements?|criteria|responsibilit\w+|duties|conditions|"
    r"how\s+to|happens?\s+(?:with|to|if|when))\b",
    re.IGNORECASE,
)
"""Words that ask how things are to be done, which no row of a log tells."""
_OVER_GROUPS = re.compile(
    r"\b(?:(?:more\s+than\s+)?once|twice|most\s+often|on\s+average|average|per\s+cent|percentage|repeatedly)\b",
    re.IGNORECASE,
)
"""Words that ask for sums over groups of rows, which no row tells."""
_COMMANDS = STEMS | frozenset("list show name count number".split())
_MOST_CITED = 60
_LEFT_OUT = 0.5  # what a word that stands for nothing in a log costs it against another

_UNSAID = Declined(
    Reason.NOT_IN_EVIDENCE,
    "That asks for what is not so, and the rows of the logs only say what is.",
)


@dataclass(frozen=True, slots=True)
class _Found:
    """A log, what its rows must meet and the rows that do, in the log's order."""

    log: Log
    conditions: tuple[Condition, ...]
    rows: tuple[Passage, ...]

    @property
    def stated(self) -> str:
        """How many rows of which log, and what they meet."""
        name = f"{self.log.name} ({self.log.revision.number})"
        met = ", ".join(dict.fromkeys(one.name for one in self.conditions))
        total = f"{len(self.rows) or 'None'} of {len(self.log.rows)} rows of {name}"
        return f"{total} with {met}" if met else total


class AskLogs:
    """Answer questions over all rows of a log."""

    def __init__(self, library: Library, thesaurus: Thesaurus) -> None:
        self._library, self._thesaurus = library, thesaurus

    def __call__(self, text: str, shelf: Shelf) -> Outcome | None:
        """The complete answer; None when the question is not one over a log."""
        counts, wanted = bool(_COUNTS.search(text)), superlative_in(text)
        of_sheet = not (counts or wanted or _asks_for_several(text))
        if _is_of_no_row(text) or (of_sheet and not _WHICH_ONE.search(text)):
            return None
        ahead = bool(FALLS_DUE.search(text) or (wanted and wanted.ahead))
        question = _without_commands(
            take_apart(text, self._thesaurus, today=shelf.as_of, ahead=ahead)
        )
        if only_of_time(question.subjects) and (ahead or LATE.search(text)):
            return self._across(text, question, shelf)
        negated = bool(NEGATED.search(text)) and not STILL_OPEN.search(text)
        logs = logs_of(self._library, shelf)
        about = logs_about(question, logs, self._thesaurus)
        if wanted:  # one row is wanted, so the log need not be named: a cell may say which
            named = {id(log) for _, log, _ in about}
            about += [(0.0, log, question.subjects) for log in logs if id(log) not in named]
        for found in self._candidates(question, about, shelf.as_of, bare=counts, one=bool(wanted)):
            if negated and not any(one.negated for one in found.conditions):
                continue
            if of_sheet and not _stands_in_sheet(question, found.log, self._thesaurus):
                continue
            if answer := self._told(found, wanted, question, shelf):
                return answer
        if of_sheet:
            return None
        if not wanted and not negated and (only := self._only(question, logs, about, shelf)):
            return only
        return _UNSAID if negated else None

    def _told(
        self, found: _Found, wanted: Superlative | None, question: Question, shelf: Shelf
    ) -> Outcome | None:
        if wanted:
            return self._extreme(found, wanted, question, shelf)
        return _answer([found], shelf)

    def _only(
        self, question: Question, logs: Sequence[Log], about: Sequence[About], shelf: Shelf
    ) -> Outcome | None:
        """The answer of the one log whose cells alone account for all that is asked."""
        tried = {id(log) for _, log, _ in about}
        others = [(0.0, log, question.subjects) for log in logs if id(log) not in tried]
        found = [
            one
            for one in self._candidates(question, others, shelf.as_of, bare=False, one=False)
            if one.rows and any(condition.by_words for condition in one.conditions)
        ]
        return _answer(found, shelf) if len(found) == 1 else None

    def rows_of_time(self, question: Question, shelf: Shelf) -> list[tuple[Passage, Revision]]:
        """Rows of the logs the question is about that bear a date of the time it names."""
        named = [subject.period for subject in question.subjects if subject.period]
        logs = logs_about(question, logs_of(self._library, shelf), self._thesaurus)
        return [
            (row, log.revision)
            for _, log, _ in logs
            for row in log.rows
            if any(of_time_named(row, period) for period in named)
        ][:_MOST_CITED]

    def _candidates(
        self, question: Question, about: Sequence[About], as_of: date, *, bare: bool, one: bool
    ) -> list[_Found]:
        """The logs in which every subject is accounted for, those that leave least out first.

        `bare`: a log without any condition will do; `one`: for a log that the question is about.
        """
        text, found = question.text, list[tuple[float, _Found]]()
        for weight, log, left in about:
            made = RowQuestion(text, log, as_of, self._thesaurus).conditions(left)
            if _TO_WHOM.search(text) and not any(map(_CUSTOMER.search, log.headers)):
                continue
            by_sheet = _stands_in_sheet(question, log, self._thesaurus)
            if made is None or not (made.found or bare or by_sheet or (one and weight)):
                continue
            told = by_sheet or FALLS_DUE.search(text) or any(o.by_words for o in made.found)
            if _WHO.search(text) and not (bare or one or told):
                continue
            met = tuple(row for row in log.rows if all(one.holds(row) for one in made.found))
            if met and made.untold and not one:
                continue
            found.append((weight - _LEFT_OUT * made.ignored, _Found(log, tuple(made.found), met)))
        return [one for _, one in sorted(found, key=lambda one: -one[0])]

    def _across(self, text: str, question: Question, shelf: Shelf) -> Outcome | None:
        """Every row of every log that is due in the time named, or late."""
        found = []
        for log in logs_of(self._library, shelf):
            asked = RowQuestion(text, log, shelf.as_of, self._thesaurus)
            made = asked.conditions(question.subjects)
            if made is None or not made.found:
                continue
            met = tuple(row for row in log.rows if all(one.holds(row) for one in made.found))
            if met:
                found.append(_Found(log, tuple(made.found), met))
        return _answer(found, shelf) if found else None

    def _extreme(
        self, found: _Found, wanted: Superlative, question: Question, shelf: Shelf
    ) -> Outcome | None:
        rows = wanted.rows(found.rows, found.log, question.subjects, self._thesaurus, shelf.as_of)
        if not rows:
            return None
        citations, lines = _listed(rows, found.log.revision, shelf, first=1)
        head = f"The {wanted.name} of {found.stated[:1].casefold()}{found.stated[1:]}."
        return Answered("\n".join([head, *lines]), tuple(citations), "records")


def _answer(found: Sequence[_Found], shelf: Shelf) -> Outcome | None:
    lines: list[str] = []
    citations: list[Citation] = []
    for one in found:
        if not one.rows and any(condition.by_words for condition in one.conditions):
            continue  # cells may be worded otherwise: no ground to say that there is none
        if not one.rows:
            return Declined(Reason.NOT_IN_EVIDENCE, f"{one.stated}.")
        shown = one.rows[: _MOST_CITED - len(citations)]
        made, told = _listed(shown, one.log.revision, shelf, first=len(citations) + 1)
        lines += [f"{one.stated}.", *told]
        if len(one.rows) > len(shown):
            lines.append(f"The first {len(shown)} are shown.")
        citations += made
    return Answered("\n".join(lines), tuple(citations), "records") if citations else None


def _listed(
    rows: Sequence[Passage], revision: Revision, shelf: Shelf, *, first: int
) -> tuple[list[Citation], list[str]]:
    """The rows cited, tagged from `first` on, and a line for each."""
    citations, lines = [], []
    for tag, row in enumerate(rows, start=first):
        status = shelf.status(revision.id)
        citations.append(cite(row, revision, quote=row.text, tag=tag, status=status))
        lines.append(f"- {sentence(Tagged(row_unit(row, revision), tag))}")
    return citations, lines


def _is_of_no_row(text: str) -> bool:
    """Whether it asks how things are to be done, or for sums over groups of rows."""
    return bool(_OF_A_RULE.search(text) or _OVER_GROUPS.search(text))


def _without_commands(question: Question) -> Question:
    """The question without the words that say what to do with the rows: list, count, the latest."""
    kept = [one for one in question.subjects if not one.stems or not set(one.stems) <= _COMMANDS]
    return replace(question, subjects=tuple(kept))


def _stands_in_sheet(question: Question, log: Log, thesaurus: Thesaurus) -> bool:
    """Whether the question names the sheet: "which sources are on watch" and a sheet `On watch`."""
    named = thesaurus.keys(log.standing)
    telling = [one for one in question.subjects if one.stems and not set(one.stems) <= TIME_WORDS]
    return any(not one.exact and one.matches(named) for one in telling)


def _asks_for_several(text: str) -> bool:
    """Whether a list is wanted: "which lots", but not "what score gets" or "which class is"."""
    if _LISTS.search(text):
        return True
    match = _WHICH.search(text)
    if match is None:
        return False
    between = [*match[1].split(), match[2]]
    verbs = any(word.casefold() in STOP_WORDS or len(word) < 4 for word in between)
    return not verbs and not match[2].casefold().endswith(("ss", "us", "is"))
