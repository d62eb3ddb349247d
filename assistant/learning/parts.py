"""What a sentence lays down, in parts: who, what, how much or when, which form, whom to tell."""

import re
from collections.abc import Iterator
from functools import cache

from assistant.language.words import STOP_WORDS, Thesaurus, default_groups, stem, words
from assistant.learning.bonds import bonds
from assistant.learning.naming import Names
from assistant.learning.role_words import EVERYONE, mentions
from assistant.learning.values import Measure, Value, values
from assistant.model.learning import Bond, Part, PartKind
from assistant.references import document_references

_OUTSIDERS = re.compile(
    r"\b(?:tells?|told|informs?|notif(?:y|ies)|calls?|asks?|alerts?|warns?|(?:reports?|reported"
    r"|sent|sends?|passed)"
    r"(?:\s+[\w-]+){0,5}?\s+to)\s+(?:the\s+|an?\s+|all\s+)?(?:affected\s+)?"
    r"(?P<who>customers?|suppliers?|vendors?|makers?|manufacturers?|authorit(?:y|ies)"
    r"|certification body|carriers?"
    r"|clients?|patients?|police|landlord)\b"
    r"|\b(?P<told>customers?|suppliers?|vendors?|makers?|authorit(?:y|ies)|certification body"
    r"|clients?)\s+"
    r"(?:is|are|shall be|must be|will be)\s+(?:\w+ly\s+)?(?:told|informed|notified|asked)\b",
    re.IGNORECASE,
)
_NEXT_STEP = re.compile(
    r";\s+|[.]\s+(?=[A-Z])|,?\s+and\s+(?=(?:the|an?|he|she|it|they|is|are|then|after|[a-z]{2,}s)\b)"
    r"|,\s+(?=(?:the|an?|he|she|it|they|is|are|then|[a-z]{2,}s)\s)"
)
"""Where in a sentence another thing is done."""
_FORBIDS = re.compile(
    r"\b(?:shall|must|may|can|will|does|do|is|are)\s+(?:not|never)\b|\b(?:cannot|forbidden"
    r"|prohibited)\b"
    r"|^(?:no|nobody|nothing|none|never)\b|(?<!,)\s+never\s+[a-z]",
    re.IGNORECASE,
)
"""The verb of the sentence is denied; ", not from memory" only sets one thing against another."""
_LEAST_WORDS = 2  # stems that make a part of their own


@cache
def thesaurus() -> Thesaurus:
    """Words of the shop floor that mean the same."""
    return Thesaurus(default_groups())


def parts_of(
    sentence: str,
    shown: str,
    names: Names,
    *,
    role: str = "",
    own: str = "",
    by_whom: bool = False,
) -> tuple[Part, ...]:
    """The parts of a sentence that a question does not give away.

    `shown` are the words of the sentence that the question has. `role` is the key of who is asked
    and says "I"; `own` the document's own number, which is no form. `by_whom`: the question is who.
    """
    found = [
        *_people(sentence, shown, names, role, by_whom=by_whom),
        *_values(sentence, shown),
        *_forms(sentence, shown, own),
    ]
    whats = _steps(_without(sentence, names, role), shown, found)
    order = list(PartKind)
    return tuple(sorted((*found, *whats), key=lambda one: order.index(one.kind)))


def key_words(text: str) -> tuple[str, ...]:
    """The stems of the words that carry meaning, each once."""
    found = [
        word.stem
        for word in words(text)
        if word.text.casefold() not in STOP_WORDS and len(word.text) > 1
    ]
    return tuple(dict.fromkeys(found))


def rules_of(text: str) -> list[Value]:
    """The values of a text that a person can be asked for: a loose number is none."""
    return [one for one in values(text) if one.of or one.measure is not Measure.COUNT]


def _without(sentence: str, names: Names, role: str) -> str:
    """The sentence without the name of who is asked: that is "I"."""
    own = [one for one in mentions(sentence) if names.same(one.key) == role]
    for one in reversed(own):
        sentence = f"{sentence[: one.start]} {sentence[one.end :]}"
    return sentence


def _people(sentence: str, shown: str, names: Names, role: str, *, by_whom: bool) -> Iterator[Part]:
    seen = {names.same(one.key) for one in mentions(shown)}
    for one, bond in bonds(sentence):
        key = names.same(one.key)
        own = key == role
        implied = own and bond is not Bond.TOLD and not by_whom
        if key in seen or implied or key == EVERYONE or one.bare:
            continue
        seen.add(key)
        kind = PartKind.TELL if bond is Bond.TOLD else PartKind.WHO
        yield Part(kind, one.written, own)
    for found in _OUTSIDERS.finditer(sentence):
        who = found["who"] or found["told"]
        if who.casefold() not in shown.casefold():
            yield Part(PartKind.TELL, who)


def _values(sentence: str, shown: str) -> Iterator[Part]:
    given = {one.written.casefold() for one in values(shown)}
    told: set[str] = set()
    for one in rules_of(sentence):
        plain = one.written.casefold()
        if plain not in given and plain not in told:
            told.add(plain)
            yield Part(PartKind.VALUE, one.written)


def _forms(sentence: str, shown: str, own: str) -> Iterator[Part]:
    plain_own = re.sub(r"[-_ ]", "", own).casefold()
    told = {one.number for one in document_references(shown)}
    for one in document_references(sentence):
        plain = re.sub(r"[-_ ]", "", one.number).casefold()
        if one.certain and one.number not in told and plain not in plain_own:
            told.add(one.number)
            yield Part(PartKind.FORM, sentence[one.start : one.end])


def _steps(sentence: str, shown: str, found: list[Part]) -> tuple[Part, ...]:
    """What is left of a sentence without the question's words and the parts found, step by step.

    A step with too few words of its own goes with the one before it.
    """
    rest = sentence
    for part in found:
        rest = rest.replace(part.text, " ")
    given = set(key_words(shown))
    steps: list[tuple[list[str], bool]] = []
    for step in _NEXT_STEP.split(rest):
        left = [word for word in _telling(step) if stem(word) not in given]
        forbids = bool(_FORBIDS.search(step))
        short = bool(steps) and min(len(left), len(steps[-1][0])) < _LEAST_WORDS
        if short and steps[-1][1] == forbids:
            left = steps.pop()[0] + left
        if left:
            steps.append((left, forbids))
    return tuple(
        Part(PartKind.WHAT, " ".join(dict.fromkeys(step)), forbids=forbids)
        for step, forbids in steps
        if len(steps) > 1 or len(set(step)) >= _LEAST_WORDS
    )


def _telling(text: str) -> list[str]:
    """The words that carry meaning, numbers aside."""
    return [
        word.text
        for word in words(text)
        if word.text.casefold() not in STOP_WORDS and len(word.text) > 1 and not word.text.isdigit()
    ]
