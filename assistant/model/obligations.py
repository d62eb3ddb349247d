"""What an organisation says it does: one sentence of a procedure that an audit can check."""

from dataclasses import dataclass
from enum import StrEnum

from assistant.model.clauses import ClauseNumber
from assistant.model.replies import Citation


class Sort(StrEnum):
    """What sort of promise a sentence makes, and so how it is checked."""

    PROHIBITION = "prohibition"  # something must not happen
    RETENTION = "retention"  # something is kept for a time
    TIME_LIMIT = "time_limit"  # something is done within or every so often
    LIMIT = "limit"  # a measure, an amount, a share
    RECORD = "record"  # something is written down, signed or filed
    RESPONSIBILITY = "responsibility"  # somebody answers for or decides it
    CONDITION = "condition"  # something is done when something else happens
    DUTY = "duty"  # something is done


class Reach(StrEnum):
    """Why a passage is asked about."""

    MAPPED = "mapped"  # to a clause of the scope
    WHOLE = "whole"  # its document is of the scope, as named or as most of it is mapped
    NAMED = "named"  # only its sentences that name the matter
    SCHEDULE = "schedule"  # a row that lays down how long a sort of record is kept


class WhyLeftOut(StrEnum):
    """Why a sentence of a procedure is no question of a checklist."""

    NO_SENTENCE = "no_sentence"  # a heading, a label or a scrap of a list
    ABOUT_ITSELF = "about_itself"  # says what the document is for or how it is built
    DEFINITION = "definition"
    POINTS_ELSEWHERE = "points_elsewhere"  # only names where something stands
    BACKGROUND = "background"  # tells what was, or why
    NOT_BINDING = "not_binding"  # stands in a paper that lays nothing down, beside procedures
    TO_A_PROGRAM = "to_a_program"  # speaks to software instead of people


@dataclass(frozen=True, slots=True)
class Obligation:
    """One checkable sentence: its clause, where it stands and what sort of promise it is.

    `citation.quote` is the sentence, verbatim. `suspect`: its mapping was confirmed for words that
    have changed since. `more`: other places that say the same, or the other rows of a list.
    """

    clause: ClauseNumber
    citation: Citation
    sort: Sort
    suspect: bool = False
    reach: Reach = Reach.MAPPED
    more: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A sentence in scope that is no question, and why."""

    citation: Citation
    why: WhyLeftOut
