"""Questions that go on about the row of the last answer: "and who was the second person?"."""

import re

from assistant.conversation.grammar import Sentence, parsed
from assistant.conversation.topic import Topic
from assistant.language.words import stem, words

_LABEL = re.compile(r"(?:^|; |- )(?P<label>[A-Z][^:;\n\[\]]{1,40}): ", re.MULTILINE)
_HALF = 0.5
_NUMBERED = re.compile(r"\d")
_DAY = re.compile(r"\d{1,4}[-./]\d{1,2}[-./]\d{1,4}")


def of_the_last_row(text: str, topic: Topic) -> str | None:
    """The question asked of the one row that the last answer cited; None when it names its own.

    Only for what a column of that row is called by: half of the heading, half of the question.
    """
    turn = topic.turn
    places = turn.places
    if not turn.answered or len(places) != 1 or not places[0].row:
        return None
    sentence = parsed(text)
    if any(one.has_code or one.is_name for one in sentence.phrases):
        return None
    asked = _telling(sentence)
    labels = [_stems(match["label"]) for match in _LABEL.finditer(turn.text)]
    if not asked or not any(_is_meant(asked, one) for one in labels):
        return None
    named = _name(topic)
    return f"{text.strip(' ?.!')} for {named}?" if named else None


def _is_meant(asked: set[str], label: set[str]) -> bool:
    shared = len(asked & label)
    return bool(label) and shared >= _HALF * len(label) and shared >= _HALF * len(asked)


def _telling(sentence: Sentence) -> set[str]:
    return _stems(sentence.text)


def _stems(text: str) -> set[str]:
    return {stem(one.text) for one in words(text) if not one.is_stop_word}


def _name(topic: Topic) -> str:
    """What the row is known by: the code asked about, else its own first number or name."""
    if topic.main is not None and topic.main.has_code:
        return topic.thing
    cells = [one.strip() for one in re.split(r"\s*[|;\t]\s*", topic.turn.places[0].quote)]
    named = [one for one in cells if one and not _DAY.fullmatch(one)]
    coded = [one for one in named[:3] if _NUMBERED.search(one) and not one.isdigit()]
    return next(iter([*coded, *named]), "")
