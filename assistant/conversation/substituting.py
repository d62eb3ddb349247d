"""Fragments — "and for hired bikes?" — put into the question before them."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from assistant.conversation.grammar import Phrase, Role, Sentence, is_participle, parsed, words_of
from assistant.conversation.topic import Topic
from assistant.conversation.wording import base, is_plural
from assistant.language.answer_types import AnswerType, holds
from assistant.language.periods import periods
from assistant.references import document_references

Alike = Callable[[str, Sequence[str]], list[float]]
"""How like a phrase each of some others is, in [0, 1]."""

_LEAD = re.compile(
    r"^(?:(?:and|or|but|so|also|then)\s+)*"
    r"(?:what\s+about|how\s+about|what\s+of|what\s+if\s+it(?:'s|\s+is)\s+(?=an?\b)|(?:the\s+)?same\s+(?:question\s+)?(?:for|with|goes\s+for)|ditto(?:\s+for)?|"
    r"the\s+ones?\s+(?=(?:on|in|at|for|from|of|about|with)\b)|"
    r"is\s+it\s+the\s+same\s+(?:for|with)|(?:only|just)(?=\s))?\s*",
    re.IGNORECASE,
)
_ONLY = re.compile(
    r"^(?:and\s+|but\s+)?(?:only|just)\s+(?:the\s+|those\s+|for\s+)?(?:ones?\s+)?(.+)$|^(?:the\s+)?ones\s+(.+)$",
    re.IGNORECASE,
)
_TAIL = re.compile(r"[\s,]+(?:too|also|as\s+well|please|pls|plz|then|thanks)$", re.IGNORECASE)
_ADDING = frozenset("with without during after before by at via per until since within".split())
_LONGEST = 9  # words of a fragment
_ALIKE = 0.22  # below it nothing of the question before is the same kind of thing
_SOME_DAY = date(2000, 6, 15)  # any: only that a time is named counts
_SMALL = frozenset({Role.ADVERB, Role.JOINING, Role.DETERMINER, Role.PREPOSITION, Role.NOUN})


def is_fragment(text: str) -> bool:
    """Whether it is a piece without a verb, which takes the place of another piece."""
    bare = _bare(text)
    if not bare or len(bare.split()) > _LONGEST:
        return False
    sentence = parsed(bare)
    if sentence.roles() & {Role.ASKING, Role.AUXILIARY, Role.PRONOUN, Role.POSSESSIVE}:
        return False
    if any(one.lower in words_of("imperative") for one in sentence.tokens[:1]):
        return False
    return bool(sentence.phrases) or Role.ONES in sentence.roles()


def substituted(text: str, topic: Topic, alike: Alike) -> tuple[str, ...]:
    """The question before with the fragment in its place: readings, the best first."""
    before = topic.sentence
    if only := _ONLY.match(text.strip(" ?.!")):
        narrowed = (only[1] or only[2]).strip()
        narrowed = re.sub(r"^(?:the\s+)?(.+?)\s+ones?$", r"that are \1", narrowed)
        return (f"{before.text.strip(' ?.!')} {narrowed}?",)
    bare = _bare(text)
    if re.fullmatch(r"[^\W\d_]+ly", bare):  # and partially?
        return (f"{before.text.strip(' ?.!')} {bare}?",)
    piece = parsed(bare)
    if Role.ONES in piece.roles() or not piece.phrases:
        return _of_the_same_noun(bare, piece, topic, alike)
    new = piece.phrases[0]
    named = _with_article(bare, new)
    slots = _slots(topic)
    if not slots:
        return (_appended(before, new, named),)
    whole = bare[new.start :] if len(piece.phrases) > 1 else named
    if (of_somebody := _of_a_person(whole, new, topic)) is not None:
        return (of_somebody,)
    slot, level = _best(new, slots, alike)
    appended = _appended(before, new, whole)
    if slot is None or _only_adds(new, slot):
        return (appended,)
    if len(piece.phrases) > 1:
        slot = replace(slot, end=before.end_of_whole(slot))
    if level < _ALIKE and not _has_lead(text) and not new.of and topic.thing:
        leaning = f"{whole} for {topic.thing}?"
        return (f"{whole}?", leaning) if len(whole.split()) > 2 else (leaning,)
    turned = _turned(before, slot, new, whole)
    replaced = turned or _replaced(before, slot, _fitted(new, whole, slot))
    if _alike_in_kind(new, slot) or not new.of:
        return (replaced,) if level >= _ALIKE else (replaced, appended)
    as_many = new.of == "for" and not slot.of and is_plural(new) == is_plural(slot)
    return (replaced, appended) if level >= _ALIKE or as_many else (appended, replaced)


def _turned(before: Sentence, slot: Phrase, new: Phrase, named: str) -> str | None:
    """With another preposition, or none: "at 80" for "below 75", "suspended" for "on probation"."""
    if not slot.of or slot.wanted:
        return None
    numbers = all(re.fullmatch(r"[\d.,]+\s?%?", one.text) for one in (new, slot))
    other = numbers and new.of and new.of != slot.of
    state = not new.of and len(new.words) == 1 and is_participle(new.head.casefold())
    if not (other or (state and not is_participle(slot.head.casefold()))):
        return None
    at = before.text.casefold().rfind(slot.of, 0, slot.start)
    is_it = before.text[:at].split()[-1:] in (["is"], ["are"], ["was"], ["were"])
    put = f"{new.of} {named}" if other and not (is_it and new.of == "at") else named
    return f"{before.text[:at]}{put}{before.text[slot.end :]}" if at >= 0 else None


def _has_lead(text: str) -> bool:
    match = _LEAD.match(text.strip())
    return match is not None and bool(match[0].strip())


def _only_adds(new: Phrase, slot: Phrase) -> bool:
    """Whether it can but narrow the question: "with an escort", "in writing"."""
    if not new.of or new.of == slot.of or new.has_code:
        return False
    return new.of in _ADDING or (new.of != "for" and not new.determiner and not new.is_name)


def _of_a_person(named: str, new: Phrase, topic: Topic) -> str | None:
    """ "what about a deputy?" after "who may sign it?": may a deputy sign it."""
    tokens = topic.sentence.tokens
    if not tokens or tokens[0].lower != "who" or len(tokens) < 3 or new.of:
        return None
    phrases = topic.sentence.phrases
    only_codes = all(_is_code(one) for one in phrases)
    if not (holds(AnswerType.PERSON, named) or only_codes) or any(
        holds(AnswerType.PERSON, one.text) for one in phrases
    ):
        return None
    rest = topic.sentence.text[tokens[1].end :].strip(" ?.!")
    if tokens[1].role is Role.AUXILIARY:
        return f"{tokens[1].text} {named} {rest}?"
    return f"does {named} {base(tokens[1].text)} {rest}?"


def _bare(text: str) -> str:
    bare = _LEAD.sub("", text.strip(" ?.!,"), count=1).strip(" ,?.!")
    return _TAIL.sub("", bare)


def _with_article(text: str, phrase: Phrase) -> str:
    return text[phrase.start : phrase.end]


def _slots(topic: Topic) -> list[Phrase]:
    """What can be replaced: each phrase, and phrases together with what hangs on them."""
    return [*topic.sentence.phrases, *topic.whole_phrases]


def _best(new: Phrase, slots: list[Phrase], alike: Alike) -> tuple[Phrase | None, float]:
    """The phrase that the new one takes the place of, and how alike they are."""
    if new.has_code:
        coded = [one for one in slots if one.has_code and _is_dotted(one) == _is_dotted(new)]
        same = [one for one in coded if _shape(one) == _shape(new)]
        return next(iter([*same, *coded]), None), 1.0
    if _is_short_form(new) and (short := [o for o in slots if o.words[-1].isupper()]):
        return short[-1], 1.0
    if _is_time(new):
        return next((one for one in slots if _is_time(one)), None), 1.0
    if new.is_name and (names := [one for one in slots if one.is_name and not _is_time(one)]):
        same = [one for one in names if one.text.isupper() == new.text.isupper()]
        of_it = [one for one in same if one.of == new.of]
        return next(iter([*of_it, *same, *names])), 1.0
    if holds(AnswerType.PERSON, new.text):
        people = [
            one for one in slots if holds(AnswerType.PERSON, one.text) and one.text.count(" ") < 4
        ]
        if people:
            return min(people, key=lambda one: one.end - one.start), 1.0
    same_place = [one for one in slots if new.of and one.of == new.of]
    if len(same_place) == 1:
        return same_place[0], 1.0
    slots = [one for one in slots if not _is_code(one)]
    if not slots:
        return None, 0.0
    levels = alike(new.text, [one.text for one in slots])
    best = max(range(len(slots)), key=lambda at: (levels[at], not slots[at].wanted, -at))
    return slots[best], levels[best]


def _is_time(phrase: Phrase) -> bool:
    """Whether it is a stretch of time: June, 2025, the second quarter."""
    return bool(periods(f"in {phrase.text}", _SOME_DAY))


def _is_code(phrase: Phrase) -> bool:
    """Whether it is a code and nothing else, which only another code can replace."""
    return phrase.has_code and len(phrase.words) == 1


def _is_short_form(phrase: Phrase) -> bool:
    """Whether it is one word in capitals, as codes and abbreviations are."""
    [first, *more] = phrase.words
    return not more and first.isupper() and first.isalpha() and len(first) > 1


def _is_dotted(phrase: Phrase) -> bool:
    """Whether its code is a number with points, as of a clause."""
    return bool(re.search(r"(?<![\w-])\d+(?:\.\d+)+", phrase.text))


def _shape(phrase: Phrase) -> str:
    code = next(word for word in phrase.words if any(sign.isdigit() for sign in word))
    return re.sub(r"\d+", "0", re.sub(r"[^\W\d_]+", "a", code))


def _alike_in_kind(new: Phrase, slot: Phrase) -> bool:
    return new.has_code or new.is_name or new.of == slot.of or new.head == slot.head


def _fitted(new: Phrase, named: str, slot: Phrase) -> str:
    """The new words as they stand in the slot: "records for rotables" keeps its records."""
    head = slot.head.casefold()
    keeps = (
        new.of == "for"
        and head in words_of("noun_of_record")
        and new.head.casefold() not in words_of("noun_of_record")
        and len(slot.words) > 1
    )
    if keeps:
        return f"{slot.head} for {named}"
    if _is_short_form(new) and len(slot.words) > 1 and slot.words[-1].isupper():
        return " ".join((*slot.words[:-1], new.words[0]))  # "code DOC", and DAM?
    if slot.has_code and new.has_code and len(new.words) == 1 and len(slot.words) > 1:
        return " ".join(
            new.words[0] if any(sign.isdigit() for sign in word) else word for word in slot.words
        )
    return named


def _replaced(before: Sentence, slot: Phrase, named: str) -> str:
    text = before.text
    start = slot.end - len(slot.text) if slot.wanted else slot.start
    determiner = slot.determiner if slot.determiner in ("the", "a", "an", "our", "every") else ""
    if (
        determiner
        and not slot.wanted
        and not re.match(r"(?:the|an?|our|my|every|all|any|each)\b", named, re.I)
        and not _proper(named)
    ):
        plural = named.split()[-1].endswith("s")
        if determiner in ("the", "our") or not plural:
            vowel = named[0].casefold() in "aeiou"
            determiner = ("an" if vowel else "a") if determiner in ("a", "an") else determiner
            named = f"{determiner} {named}"
    return f"{text[:start]}{named}{text[slot.end :]}"


def _proper(named: str) -> bool:
    return named[0].isupper() or any(sign.isdigit() for sign in named)


def _appended(before: Sentence, new: Phrase, named: str) -> str:
    papers = [one for one in document_references(named) if one.certain]
    joint = new.of or ("in" if papers and len(new.words) == 1 else "for")
    return f"{before.text.strip(' ?.!')} {joint} {named}?"


def _of_the_same_noun(bare: str, piece: Sentence, topic: Topic, alike: Alike) -> tuple[str, ...]:
    """ "and a hired one?": another of the same things."""
    described = [one for one in piece.tokens if one.role is Role.NOUN]
    slots = [one for one in _slots(topic) if not one.wanted] or _slots(topic)
    slots = [one for one in slots if not one.is_name or one.has_code]
    if not slots:  # of a name there is but one
        return ()
    words = " ".join(one.text for one in described) or bare
    longer = [one for one in slots if len(one.words) > 1 and not one.has_code]
    levels = alike(words, [" ".join(one.words[:-1]) for one in longer]) if longer else []
    slot = longer[max(range(len(longer)), key=lambda at: levels[at])] if longer else slots[0]
    kept = slot.words[1:] if len(slot.words) > 1 else slot.words
    new = f"{words} {' '.join(kept)}"
    return (_replaced(topic.sentence, slot, new),)
