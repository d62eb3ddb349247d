"""Drafts: what a language model was shown and wrote, and what the checks made of it."""

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """What became of a draft."""

    USED = "used"  # the answer is made of its sentences
    NOT_FOUND = "not_found"  # the model said that the passages do not answer
    TOO_LITTLE_LEFT = "too_little_left"  # the checks struck out what mattered
    FAILED = "failed"  # no draft: `fault` says why


class Strike(StrEnum):
    """Why a sentence of a draft is struck out."""

    UNKNOWN_TAG = "unknown_tag"
    UNTAGGED = "untagged"
    QUOTE_ABSENT = "quote_absent"
    VALUE_ABSENT = "value_absent"  # a number, date or period
    VALUE_MISPLACED = "value_misplaced"  # the source states it of something else
    CODE_ABSENT = "code_absent"  # a document, part, lot or clause number
    NAME_ABSENT = "name_absent"
    REVERSED = "reversed"  # says the opposite, or allows what is required
    CONDITION_DROPPED = "condition_dropped"
    UNSUPPORTED = "unsupported"
    NOT_CONFIRMED = "not_confirmed"  # by the support checker
    GIVES_VERDICT = "gives_verdict"
    LINK = "link"
    NOT_AN_ANSWER = "not_an_answer"  # talk about the task, a broken-off or repeated sentence


@dataclass(frozen=True, slots=True)
class Struck:
    """A sentence nobody saw, why, and what in it was wrong."""

    sentence: str
    reason: Strike
    detail: str = ""


@dataclass(frozen=True, slots=True)
class DraftRecord:
    """What the receipt keeps of a draft. Times in milliseconds; tokens 0 where none were told."""

    prompt_id: str
    prompt_version: int
    model: str
    passages: tuple[str, ...]  # ids, in the order of their tags E1, E2 …
    verdict: Verdict
    kept: int = 0  # sentences
    struck: tuple[Struck, ...] = ()
    fault: str | None = None  # a `ModelFault`, where the model failed
    prompt_tokens: int = 0
    answer_tokens: int = 0
    first_token_ms: int | None = None  # None when none came
    model_ms: int = 0
    took_ms: int = 0  # the model's time included
