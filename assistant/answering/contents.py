"""Questions of what something contains, and the sentences that say what it does."""

import re
from functools import lru_cache

from assistant.answering.lead_ins import lead_in
from assistant.answering.units import Unit
from assistant.language.question import Question
from assistant.language.words import word_list, words

_ASKS = re.compile(
    r"\bwhat\s+(?:all\s+)?(?:does|do|must|should|shall|can|may|will|did)\s+(?P<of>[^?.,;]+?)\s+(?:include|contain|cover|"
    r"consist\s+of|comprise|list|specify|hold)\b"
    r"|\bwhat(?:['’]?s|\s+(?:is|are|must|should|shall|has|have|needs?))\s+(?:(?:to\s+)?(?:be|go)\s+)?(?:included|contained|covered|"
    r"listed|recorded|stated|in|on)\s+(?:(?:in|on|by)\s+)?(?P<in>(?:an?|the|our|each|every)\s+[^?.,;]+)"
    r"|\bwhat\s+goes\s+(?:in|into|on)\s+(?P<into>[^?.,;]+)",
    re.IGNORECASE,
)
_SAYS = re.compile(
    r"\b(?:includ(?:es?|ing)|contains?|consists?\s+of|comprises?|covers?|lists?|states?|specif(?:y|ies)|identif(?:y|ies)|"
    r"describes?|references?|records?|shows?|names?|gives?|summari[sz]es?|documents?|compris\w+|compilation|has|have)\b",
    re.IGNORECASE,
)
_STANDS_IN = re.compile(
    r"\b(?:is|are|be|been|was|were)\s+(?:\w+ly\s+)?(?:included|contained|listed|shown|described|given|documented)\s+(?:in|on|as)\b",
    re.IGNORECASE,
)
_GENERIC = word_list("generic") | word_list("common")


def says_contents(question: Question, unit: Unit) -> bool | None:
    """Whether a unit says what the thing asked about contains; None where that is not asked.

    "An example report is included in the annex" says where the report stands.
    """
    thing = _thing(question.part or question.text)
    if not thing:
        return None
    text = lead_in(unit) or unit.text
    return any(_says(thing, line) for line in text.splitlines())


def _says(thing: frozenset[str], text: str) -> bool:
    found = _SAYS.search(_STANDS_IN.sub(" ", text))
    return found is not None and thing <= {word.stem for word in words(text[: found.start()])}


@lru_cache(maxsize=256)
def _thing(asked: str) -> frozenset[str]:
    """Stems of the thing whose contents are asked for; empty for another question."""
    found = _ASKS.search(asked)
    named = (found["of"] or found["in"] or found["into"]) if found else ""
    stems = frozenset(word.stem for word in words(named) if not word.is_stop_word)
    return stems - _GENERIC or stems
