"""Cases from what people said was wrong with replies, for a person to check and finish."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from assistant.model.feedback import Feedback, Wrong
from assistant.model.replies import Answered, Reply
from evals.cases import load_cases

_HEAD = """\
# Made from what people said of replies. Check each case before it counts: `facts` is the correction
# as it was typed, so cut it down to the words that a right answer must have.
"""
_LONGEST = 300  # characters of the reply in a note


@dataclass(frozen=True, slots=True)
class Judged:
    """One person's word about a reply, the reply, and the turns before it, oldest first."""

    feedback: Feedback
    reply: Reply
    before: Sequence[Reply] = ()


def write_cases(path: Path, judged: Iterable[Judged]) -> int:
    """Write the cases of replies with something wrong; gives how many.

    Of several words about one reply the latest counts. What is written can be loaded as it is.
    """
    latest = {one.feedback.reply: one for one in judged}
    wrong = [one for one in latest.values() if one.feedback.wrong is not Wrong.NOTHING]
    told = {"questions": [_case(one) for one in wrong]}
    text = yaml.safe_dump(told, allow_unicode=True, sort_keys=False, width=98)
    path.write_text(_HEAD + text, encoding="utf-8")
    load_cases(path)
    return len(wrong)


def _case(one: Judged) -> dict[str, object]:
    said, reply = one.feedback, one.reply
    answerable = said.wrong is not Wrong.SHOULD_HAVE_DECLINED
    case: dict[str, object] = {
        "id": f"said-{reply.id}",
        "question": reply.question,
        "answerable": answerable,
        "split": "dev",
        "asked_by": "feedback",
        "as_of": reply.searched.as_of.isoformat(),
        "note": _note(said, reply),
    }
    if one.before and reply.understood_as != reply.question:
        case["turns"] = [turn.question for turn in one.before]
        case["stands_for"] = _meant(said, reply)
    if answerable and said.correction and said.wrong is not Wrong.MISUNDERSTOOD:
        case["facts"] = [[said.correction]]
    if answerable and said.document:
        case["places"] = [_place(said)]
    return case


def _place(said: Feedback) -> dict[str, str]:
    place = {"document": said.document}
    return place | {"section": said.section} if said.section else place


def _meant(said: Feedback, reply: Reply) -> str:
    """Who says that a follow-up was misunderstood says in the correction what it meant."""
    told = said.correction if said.wrong is Wrong.MISUNDERSTOOD else ""
    return told or reply.understood_as


def _note(said: Feedback, reply: Reply) -> str:
    outcome = reply.outcome
    came = "answered" if isinstance(outcome, Answered) else f"declined ({outcome.reason.value})"
    text = " ".join(outcome.text.split())[:_LONGEST]
    correction = f" Correction: {said.correction}" if said.correction else ""
    told = f"{said.wrong.value}, said by {said.by} on {said.given_at[:10]}."
    return f"{told}{correction} It was {came}: {text}"
