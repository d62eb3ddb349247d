"""Whether a sentence binds the answer to what is asked: who does that act, when, where.

Over long prose a sentence often names all the words of a question and tells something else: who
is notified of the plan for who writes it, what follows once it is closed for when it is closed.
"""

import re

from assistant.answering.doers import names_office, tells_who
from assistant.answering.timed import TIMES, tells_when, tells_where
from assistant.answering.units import Unit
from assistant.language.acts import when_asked, where_asked, who_asked
from assistant.language.answer_types import AnswerType
from assistant.language.question import Question
from assistant.model.documents import Kind

_WHO_HOLDS = re.compile(
    r"\bwho(?:\s+(?:is|was)|['’]?s)\s+(?:the|our|your|my)\s+(?:[\w-]+\s+)?(?P<role>head|manager|director|leader|lead|chief|"
    r"officer|chair(?:man|person)?|supervisor|boss|representative|president|coordinator)\s+(?:of|for|in)\s+(?P<of>[^?.,;]+)",
    re.IGNORECASE,
)
_LETTERS = frozenset({Kind.CORRESPONDENCE})


def unbound(question: Question, unit: Unit) -> bool:
    """Whether it is asked who or when, and the unit tells that of no such act and thing."""
    if unit.passage.cells or unit.columns or unit.revision.identity.kind in _LETTERS:
        return False
    text = question.part or question.text
    if office := _WHO_HOLDS.search(text):
        return not names_office(office["role"], office["of"], question, unit)
    if AnswerType.PERSON in question.kinds:
        asked = who_asked(text)
        return asked is not None and not tells_who(asked, question, unit)
    if not TIMES.isdisjoint(question.kinds):
        asked = when_asked(text)
        return asked is not None and not tells_when(asked, question, unit)
    if AnswerType.PLACE in question.kinds:
        asked = where_asked(text)
        return asked is not None and not tells_where(asked, question, unit)
    return False
