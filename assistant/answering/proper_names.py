"""Names typed in lower case, told by how the texts found write them."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.language.answer_types import trade_stems
from assistant.language.question import Question, Subject
from assistant.retrieval import Evidence

_SHORTEST = 4
_WEIGHT = 2.0
_LABEL = re.compile(r"(?:^|[\n|.;])[^\n|.;:]{0,40}$")
_LABEL_ENDS = re.compile(r"[^\n|.;:]{0,30}:")
"""The words before a colon are a label, written with capitals whatever they are."""
_LIGHT = 0.66  # weight up to which a word is too common to be a name


def with_names(question: Question, evidence: Sequence[Evidence]) -> Question:
    """The question with each plain word as a name that the texts write like one, and only so.

    A capital in the middle of a sentence, or before a second capital, makes a name; a word that
    also stands there in lower case is none.
    """
    texts = [one.passage.text for one in evidence]
    return replace(
        question, subjects=tuple(_as_named(subject, texts) for subject in question.subjects)
    )


def _as_named(subject: Subject, texts: Sequence[str]) -> Subject:
    word = re.sub(r"['’]s$", "", subject.text)
    plain = len(subject.stems) == 1 and word.isalpha() and len(word) >= _SHORTEST
    if not plain or subject.exact or subject.groups or not (word[:1].islower()):
        return subject
    if subject.stems[0] in trade_stems():
        return subject
    if subject.weight <= _LIGHT and not subject.verb:
        return subject
    return (
        replace(subject, exact=True, weight=_WEIGHT, verb=False)
        if _is_written_as_name(word, texts)
        else subject
    )


def _is_written_as_name(word: str, texts: Sequence[str]) -> bool:
    inside = False
    for text in texts:
        for match in re.finditer(rf"\b{re.escape(word)}\b", text, re.IGNORECASE):
            if not match[0][0].isupper() or match[0].isupper():
                return False
            if _LABEL.search(text[: match.start()]) and _LABEL_ENDS.match(text, match.end()):
                continue
            before = text[: match.start()].rstrip(" ")[-1:]
            after = text[match.end() : match.end() + 2]
            inside |= before.isalnum() or before == "," or (after[1:].isupper() and after[0] == " ")
    return inside
