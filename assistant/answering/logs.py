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
from assistant.answering.log_books import About, Log, heading, logs_about, logs_of
from assistant.answering.row_answers import Found, added_up, all_that_fit, at_end, in_groups
from assistant.answering.row_groups import STEMS as GROUP_STEMS
from assistant.answering.row_groups import Groups, groups_in, spoken
from assistant.answering.row_states import DUE_COLUMN, RUNS_OUT_COLUMN, TIME_WORDS
from assistant.answering.row_sums import STEMS as SUM_STEMS
from assistant.answering.row_sums import Sum, sum_in
from assistant.answering.row_times import (
    FALLS_DUE,
    LATE,
    STILL_OPEN,
    of_time_named,
    only_of_time,
)
from assistant.answering.row_words import NEGATED
from assistant.answering.shelf import Shelf
from assistant.answering.superlatives import STEMS, Superlative, superlative_in
from assistant.language.question import Question, Subject, take_apart
from assistant.language.words import STOP_WORDS, Thesaurus, stems_of
from assistant.model.documents import Revision
from assistant.model.passages import Passage
from assistant.model.replies import Answered, Declined, Outcome, Reason
from assistant.ports import Library

_COUNTS = re.compile(
    r"\bhow\s+many\b(?!\s+(?:days?|weeks?|months?|years?|hours?|minutes?|times|copies|people|persons"
    r"|signatures)\b)|\b(?:the|total)\s+number\s+of\b|^\W*(?:number|count)\s+(?:of|the|all)\b",
    re.IGNORECASE,
)
_LISTS = re.compile(
    r"^\W*(?:(?:can|could)\s+you\s+)?(?:list|show|give\s+me|name)\b"
    r"|\bare\s+there\s+any\b|\bdo\s+we\s+have\s+any\b|\bany\s+\w+s\b|\b(?:any|every)(?:thing|body|one)\b|\ball\s+(?:the\s+|our\s+)?\w+s\b"
    r"|^\W*what(?:['’]?s|\s+is)\s+still\s+(?:in|on|at|with|under)\b|\bwhich\s+of\b|\bwhat(?:['’]?s|\s+is)?\s+(?:over)?due\b|\bwhat\s+(?:expires|runs\s+out|lapses)\b"
    r"|^\W*what(?:['’]?s|\s+has|\s+is)?\s+(?:expired|overdue|lapsed|run\s+out|late)\b"
    r"|^\W*whose\b|^\W*who(?:['’]?s|\s+is|\s+are|\s+has\s+been|\s+have\s+been|\s+was|\s+were)\s+\w+(?:ed|t)\b"
    r"|^\W*who\s+(?:got|received|bought|needs?|did\s+we)\b"
    r"|^\W*(?:(?:the|our|all)\s+)?(?:[\w-]+\s+){0,2}(?:[\w-]+s|people|staff)\s+(?:with|without|not|still|rated|"
    r"from|about|whose|who|we|on|under|yet|between|since|during|raised|opened|closed|received|shipped|sent|"
    r"delivered|issued|rejected|returned|made|held|planned|signed|decided|completed)\b"
    r"|^\W*who\s+(?:at|in|on)\s+(?:the\s+)?[\w-]+\s+(?:has|holds|is|can|may)\b"
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
_WAS_DONE = re.compile(
    r"^\W*(?:which|what|how\s+many|list|show)\b.*?\b(?:was|were|been)\s+(?:not\s+)?\w+(?:ed|[nt])\b",
    re.IGNORECASE,
)
_IS_COLOURED = re.compile(
    r"^\W*(?:which|what|how\s+many|list|show)\b.*\b(?:are|is|were|was|rated|marked)\s+"
    r"(?:red|amber|yellow|green|blue|black|white|orange|grey|gray)\W*$",
    re.IGNORECASE,
)
"""Questions of deeds done and of colours given, which rows tell and rules do not."""
_OVERDUE = re.compile(r"\b(?:overdue|past\s+due|late)\b", re.IGNORECASE)
_COMMANDS = STEMS | frozenset("list show name count number".split())
_MOST_OF_A_TIME = 60
_LEFT_OUT = 0.5  # what a word that stands for nothing in a log costs it against another
_WORDS_OF_A_KIND = 4
_WHOLE_CELL = 0.5  # what a log gains whose cells say a word of the question and nothing else
_TELLS_WHAT = 0.5  # weight above which a word says what a log is about, not only what was done

_UNSAID = Declined(
    Reason.NOT_IN_EVIDENCE,
    "That asks for what is not so, and the rows of the logs only say what is.",
)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What is to be told of the rows: one at an end, a sum, groups; None for all of them."""

    end: Superlative | None
    total: Sum | None
    groups: Groups | None

    @property
    def one(self) -> bool:
        """Whether one row is wanted, so that a log need not be named."""
        return self.end is not None

    def names(self, subject: Subject) -> bool:
        """Whether a subject only says by what rows are counted."""
        return self.groups is not None and spoken(self.groups, subject)

    @property
    def of_all(self) -> bool:
        """Whether something is told of all rows together."""
        return self.total is not None or self.groups is not None


class AskLogs:
    """Answer questions over all rows of a log."""

    def __init__(self, library: Library, thesaurus: Thesaurus) -> None:
        self._library, self._thesaurus = library, thesaurus

    def __call__(self, text: str, shelf: Shelf) -> Outcome | None:
        """The complete answer; None when the question is not one over a log."""
        wanted = _Wanted(superlative_in(text), sum_in(text), groups_in(text))
        counts = bool(_COUNTS.search(text)) or wanted.of_all
        of_sheet = not (counts or wanted.one or _asks_for_several(text))
        if _is_of_no_row(text, wanted) or (of_sheet and not _WHICH_ONE.search(text)):
            return None
        ahead = bool(FALLS_DUE.search(text) or (wanted.end and wanted.end.ahead))
        question = _without_commands(
            take_apart(text, self._thesaurus, today=shelf.as_of, ahead=ahead), wanted
        )
        if only_of_time(question.subjects) and (ahead or LATE.search(text)):
            return self._across(text, question, shelf)
        negated = bool(NEGATED.search(text)) and not STILL_OPEN.search(text)
        logs = logs_of(self._library, shelf)
        about = [
            (weight, log, tuple(one for one in left if not wanted.names(one)))
            for weight, log, left in logs_about(question, logs, self._thesaurus)
        ]
        if wanted.one:  # one row is wanted, so the log need not be named: a cell may say which
            named = {id(log) for _, log, _ in about}
            about += [(0.0, log, question.subjects) for log in logs if id(log) not in named]
        for found in self._candidates(question, about, shelf.as_of, bare=counts, one=wanted.one):
            if negated and not any(one.negated for one in found.conditions):
                continue
            if of_sheet and not _stands_in_sheet(question, found.log, self._thesaurus):
                continue
            if answer := self._told(found, wanted, question, shelf):
                return answer
        if of_sheet or wanted.of_all:
            return None
        if not wanted.one and not negated and (only := self._only(question, logs, about, shelf)):
            return only
        return _UNSAID if negated else self._untold(question, about, shelf)

    def _told(
        self, found: Found, wanted: _Wanted, question: Question, shelf: Shelf
    ) -> Outcome | None:
        log, subjects, words = found.log, question.subjects, self._thesaurus
        if wanted.groups:
            column = wanted.groups.column(log, words)
            return in_groups(found, wanted.groups, column, shelf) if column else None
        if wanted.total:
            column = wanted.total.column(log, subjects, question.text, words)
            return added_up(found, wanted.total, column, shelf) if column else None
        if wanted.end:
            rows = wanted.end.rows(found.rows, log, subjects, words, shelf.as_of)
            return at_end(found, rows, wanted.end.name, shelf)
        return all_that_fit([found], shelf)

    def _untold(self, question: Question, about: Sequence[About], shelf: Shelf) -> Declined | None:
        """That rows are kept of what is asked for, and none of them says what is asked of it."""
        if not (_WAS_DONE.search(question.text) or _IS_COLOURED.search(question.text)):
            return None
        for _, log, left in about:
            taken = [one for one in question.subjects if one not in left]
            deeds = [one for one in left if one.stems]
            if not deeds or not any(one.weight > _TELLS_WHAT for one in taken):
                continue
            keys = map(self._thesaurus.keys, log.texts)
            if any(one.matches(key) for key in keys for one in deeds):
                return None
            said = " ".join(one.text for one in deeds)
            kept = f"{log.name} ({log.revision.number}) has {len(log.rows)} rows"
            text = f"{kept}, and nothing in them says {said!r}. It holds: {', '.join(log.headers)}."
            return Declined(Reason.NOT_IN_EVIDENCE, text)
        return None

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
        return all_that_fit(found, shelf) if len(found) == 1 else None

    def rows_of_time(self, question: Question, shelf: Shelf) -> list[tuple[Passage, Revision]]:
        """Rows of the logs the question is about that bear a date of the time it names."""
        named = [subject.period for subject in question.subjects if subject.period]
        logs = logs_about(question, logs_of(self._library, shelf), self._thesaurus)
        return [
            (row, log.revision)
            for _, log, _ in logs
            for row in log.rows
            if any(of_time_named(row, period) for period in named)
        ][:_MOST_OF_A_TIME]

    def _candidates(
        self, question: Question, about: Sequence[About], as_of: date, *, bare: bool, one: bool
    ) -> list[Found]:
        """The logs in which every subject is accounted for, those that leave least out first.

        `bare`: a log without any condition will do; `one`: for a log that the question is about.
        """
        text, found = question.text, list[tuple[float, Found]]()
        for weight, log, left in about:
            made = RowQuestion(text, log, as_of, self._thesaurus).conditions(left)
            if _TO_WHOM.search(text) and not any(
                _CUSTOMER.search(heading(one)) for one in log.headers
            ):
                continue
            by_sheet = _stands_in_sheet(question, log, self._thesaurus)
            if made is None or not (made.found or bare or by_sheet or (one and weight)):
                continue
            if weight and _named_by_a_deed(question, left, log, self._thesaurus):
                continue
            told = by_sheet or FALLS_DUE.search(text) or any(o.by_words for o in made.found)
            if _WHO.search(text) and not (bare or one or told):
                continue
            met = tuple(row for row in log.rows if all(one.holds(row) for one in made.found))
            if met and made.untold and not one:
                continue
            taken = any(s not in left for s in question.subjects)
            whole = _WHOLE_CELL * any(one.whole for one in made.found)
            weight += whole - _LEFT_OUT * made.ignored
            found.append((weight, Found(log, tuple(made.found), met, taken)))
        return [one for _, one in sorted(found, key=lambda one: -one[0])]

    def _across(self, text: str, question: Question, shelf: Shelf) -> Outcome | None:
        """Every row of every log that is due in the time named, or late.

        What runs out does not fall due: where only what is overdue is asked for, it is counted.
        """
        overdue = bool(_OVERDUE.search(text))
        found, others = list[Found](), list[Found]()
        for log in logs_of(self._library, shelf):
            asked = RowQuestion(text, log, shelf.as_of, self._thesaurus)
            made = asked.conditions(question.subjects)
            if made is None or all(one.by_words for one in made.found):
                continue
            met = tuple(row for row in log.rows if all(one.holds(row) for one in made.found))
            if met:
                runs = overdue and not _falls_due(log)
                (others if runs else found).append(Found(log, tuple(made.found), met))
        outcome = all_that_fit(found, shelf) if found else None
        if not isinstance(outcome, Answered) or not others:
            return outcome or (all_that_fit(others, shelf) if others else None)
        told = "; ".join(one.stated for one in others)
        return replace(outcome, text=f"{outcome.text}\nWhat has run out is not listed: {told}.")


def _is_of_no_row(text: str, wanted: _Wanted) -> bool:
    """Whether it asks how things are to be done, or for figures that no count of rows gives."""
    return bool(_OF_A_RULE.search(text) or (_OVER_GROUPS.search(text) and not wanted.of_all))


def _falls_due(log: Log) -> bool:
    """Whether it has a column of days by which something is to be done, not only of last days."""
    due = [one for one in log.headers if DUE_COLUMN.search(one) and log.is_dated(one)]
    return any(not RUNS_OUT_COLUMN.search(one) for one in due)


def _without_commands(question: Question, wanted: _Wanted) -> Question:
    """The question without the words that say what to do with the rows: list, count, the latest."""
    commands = _COMMANDS | (SUM_STEMS if wanted.total else set())
    commands |= GROUP_STEMS if wanted.groups else set()
    kept = [one for one in question.subjects if not one.stems or not set(one.stems) <= commands]
    return replace(question, subjects=tuple(kept))


def _stands_in_sheet(question: Question, log: Log, thesaurus: Thesaurus) -> bool:
    """Whether the question names the sheet: "which sources are on watch" and a sheet `On watch`."""
    named = thesaurus.keys(log.standing)
    telling = [one for one in question.subjects if one.stems and not set(one.stems) <= TIME_WORDS]
    return any(not one.exact and one.matches(named) for one in telling)


def _named_by_a_deed(
    question: Question, left: Sequence[Subject], log: Log, thesaurus: Thesaurus
) -> bool:
    """Whether only a word for what was done speaks for a log, and its cells do not say of what.

    "Which parcels were refused" is not answered from a log of refusals that holds no parcel: a
    cell that names an activity, "sending", is none.
    """
    taken = [one for one in question.subjects if one not in left]
    things = [one for one in question.subjects if one.stems and one.weight > _TELLS_WHAT]
    if not taken or not things or any(one in things or one.exact for one in taken):
        return False
    texts = log.texts
    kinds = [o for o in texts if o.count(" ") < _WORDS_OF_A_KIND and not o.endswith("ing")]
    return not any(
        any(one.matches(thesaurus.keys(text)) for text in kinds)
        or any(stems_of(text).issuperset(one.stems) for text in texts)
        for one in things
    )


def _asks_for_several(text: str) -> bool:
    """Whether a list is wanted: "which lots", but not "what score gets" or "which class is"."""
    if _LISTS.search(text):
        return True
    match = _WHICH.search(text)
    if match is None:
        return False
    between = [*match[1].split(), match[2]]
    verbs = any(
        word.casefold() in STOP_WORDS or (len(word) < 4 and not word[:2].isupper())
        for word in between
    )
    return not verbs and not match[2].casefold().endswith(("ss", "us", "is"))
