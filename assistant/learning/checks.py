"""Short checks: a sentence of a procedure with one thing left out, the sentence as the solution."""

import random
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from assistant.learning.bonds import bonds
from assistant.learning.naming import Names
from assistant.learning.role_words import EVERYONE
from assistant.learning.values import Measure, Use, Value, same, values
from assistant.model.learning import Asks, Bond, Check, Duty
from assistant.model.replies import Citation
from assistant.references import document_references

GAP = "____"
"""What stands where something is left out."""

_CHOICES = 4
_FEWEST_OTHERS = 2  # like things besides the answer; with fewer the answer is free
_SHORTEST, _LONGEST = 6, 55  # words of a sentence that can be asked about
_MARK = re.compile(
    r"^(?:\(?(?:\d{1,2}(?:\.\d{1,2}){0,3}|[a-z]|[ivx]{1,4})[.)]?\s+(?=[A-Z])|[•▪–—*-]\s+)"
)
_HANGS = re.compile(
    r"^(?:it|they|this|these|those|that|he|she|both|otherwise|then|such|also|if so|if not|and|or"
    r"|but"
    r"|the (?:same|latter|former)|in (?:this|that) case|(?:from|of|for) (?:it|this|them|these)"
    r"|owner|example|note|e\.g\.|for (?:example"
    r"|instance)|[A-Z]{3,}(?=:))\b",
    re.IGNORECASE,
)
_EXAMPLE = re.compile(r"\b(?:for example|e\.g\.|such as|for instance|about|some|roughly)\W*$", re.I)
_ADVERB_OF_A_THING = re.compile(  # "daily work", "the quarterly meeting": part of a name
    r"^(?:daily|weekly|fortnightly|monthly|quarterly|half-yearly|yearly)\s+"
    r"(?!(?:and|or|by|on|in|at|with|to|for|from|as|of|before|after|the|an?)\b)[a-z]",
    re.IGNORECASE,
)
_BACKGROUND = re.compile(
    r"\b(?:background|history|introduction|purpose|scope|about (?:this|us)|preface|foreword"
    r"|examples?"
    r"|definitions?|references|why)\b",
    re.IGNORECASE,
)
_OF_SOMETHING_BEFORE = re.compile(  # "The clerk checks them each month": them is told before
    r"^(?:The|An?)\s+(?:[\w-]+\s+){1,4}[a-z]+s\s+(?:it|them|this|these)\b"
)
_OPEN_END = re.compile(r":\s*$")
_TELLS = re.compile(
    r"\b(?:19|20)\d\d\b.{0,30}\b(?:until|since|was|were)\b|\b(?:since|until) (?:19|20)\d\d\b"
)


@dataclass(slots=True)
class Pool:
    """Like things of one organisation, from which wrong choices are drawn."""

    values: defaultdict[tuple[str, ...], dict[str, Value]] = field(
        default_factory=lambda: defaultdict(dict)
    )
    forms: dict[str, None] = field(default_factory=dict)
    people: dict[str, None] = field(default_factory=dict)


def pool_of(duties: Iterable[Duty], names: Names) -> Pool:
    """Every value, form and person that the sentences name."""
    pool = Pool()
    for duty in duties:
        for value in filter(_whole, values(duty.quote)):
            pool.values[_sort_of(value)].setdefault(value.written, value)
        for form in _forms(duty.citation):
            pool.forms[form.written] = None
        for key, bond in duty.bonds:
            if bond in (Bond.DOES, Bond.TOLD) and key != EVERYONE:
                pool.people[names.name(key)] = None
    return pool


def checks_of(duty: Duty, pool: Pool, names: Names, *, seed: int, role: str = "") -> list[Check]:
    """The checks that one sentence allows, the most telling first; none of most sentences.

    `role` is the key of the learner's own role, who is never asked for. The same `seed` gives the
    same choices.
    """
    sentence = unmarked(duty.quote)
    if not can_be_asked(sentence, duty.citation.section_title or ""):
        return []
    found = [
        *_of_values(duty, sentence, pool, seed),
        *_of_forms(duty, sentence, pool, seed),
        *_of_people(duty, sentence, pool, names, seed, role),
    ]
    return [one for one in found if one is not None]


def unmarked(sentence: str) -> str:
    """A sentence without the number or the bullet that it begins with."""
    return _MARK.sub("", sentence)


def can_be_asked(sentence: str, heading: str = "") -> bool:
    """Whether a sentence stands by itself: neither a scrap nor the end of something else.

    What stands under a heading for background is told, not laid down.
    """
    if _BACKGROUND.search(heading):
        return False
    length = len(sentence.split())
    return (
        _SHORTEST <= length <= _LONGEST
        and " | " not in sentence
        and sentence[-1:] in '.;!)”"'
        and sentence[:1] not in '(“"'
        and not _HANGS.match(sentence)
        and not _OF_SOMETHING_BEFORE.match(sentence)
        and not _OPEN_END.search(sentence)
        and not _TELLS.search(sentence)
    )


def _of_values(duty: Duty, sentence: str, pool: Pool, seed: int) -> Iterator[Check]:
    for value in values(sentence):
        if not _telling(value, sentence):
            continue
        others = _unlike(pool.values[_sort_of(value)].values(), values(sentence))
        others = [one for one in others if not _stands_in(one, sentence)]
        question = f"{_ASKED[value.measure]} {_with_gap(sentence, value.written)}"
        yield _check(duty, Asks.VALUE, question, value.written, others, seed)


def _unlike(held: Iterable[Value], told: Iterable[Value]) -> list[str]:
    """Values as written that are none of those told, each amount once."""
    known, found = list(told), []
    for one in held:
        if not any(same(one, other) for other in known):
            known.append(one)
            found.append(one.written)
    return found


def _stands_in(written: str, sentence: str) -> bool:
    """Whether the number of a choice stands in the sentence: it might be taken for the answer."""
    number = re.search(r"\d[\d.,]*", written)
    return number is not None and re.search(rf"\b{re.escape(number[0])}\b", sentence) is not None


def _whole(value: Value) -> bool:
    """Whether its unit stands with it: not the first number of "15 to 27 °C"."""
    if value.measure in (Measure.CLOCK, Measure.DAY, Measure.MONEY):
        return True
    return re.search(r"[^\W\d_]|%|°", value.written) is not None


_ASKED = {
    Measure.TIME: "How long, or how often?",
    Measure.MONEY: "Which amount?",
    Measure.SHARE: "Which share?",
    Measure.SIZE: "Which limit or measure?",
    Measure.COUNT: "How many?",
    Measure.CLOCK: "At which time?",
    Measure.DAY: "On which day?",
}


def _telling(value: Value, sentence: str) -> bool:
    """Whether a value is a rule of its own: not a loose number, an example or a piece of a name."""
    before = sentence[: value.start]
    if not _whole(value) or _EXAMPLE.search(before) or before.count("(") > before.count(")"):
        return False
    if value.start == 0 and value.use is not Use.EVERY:
        return False  # "62 employees in May": a fact or a scrap more often than a rule
    if _ADVERB_OF_A_THING.match(sentence[value.start :]):
        return False
    if value.measure is Measure.COUNT:
        return bool(value.of) and value.written[:1].isdigit()
    if value.measure is Measure.SIZE:
        return bool(re.search(r"\d", value.written)) and value.of != "x"
    return not (value.use is Use.EVERY and value.written.casefold().startswith("per "))


def _sort_of(value: Value) -> tuple[str, ...]:
    """Values of one sort may be mistaken for one another."""
    if value.measure is Measure.TIME:
        return value.measure, value.use
    if value.measure in (Measure.SIZE, Measure.MONEY, Measure.COUNT):
        return value.measure, value.of
    return (value.measure,)


@dataclass(frozen=True, slots=True)
class _Form:
    written: str
    number: str


def _forms(citation: Citation) -> Iterator[_Form]:
    """The forms, logs and documents a sentence names, its own document left out."""
    own = re.sub(r"[-_ ]", "", citation.document).casefold()
    for one in document_references(citation.quote):
        if one.certain and re.sub(r"[-_ ]", "", one.number).casefold() not in own:
            yield _Form(citation.quote[one.start : one.end], one.number)


def _of_forms(duty: Duty, sentence: str, pool: Pool, seed: int) -> Iterator[Check]:
    told = [form.written for form in _forms(duty.citation)]
    for written in dict.fromkeys(told):
        at = sentence.find(written)
        before = sentence[:at]
        if at < 0 or before.count("(") > before.count(")") or _POINTS.search(before):
            continue
        letters = re.match(r"[A-Z]*", written)
        alike = [one for one in pool.forms if letters and one.startswith(letters[0] or one)]
        others = [one for one in alike if one not in told and one not in sentence]
        question = f"Which form or document? {_with_gap(sentence, written)}"
        yield _check(duty, Asks.FORM, question, written, others, seed)


_POINTS = re.compile(r"\b(?:see|as in|refer to|says|iso|as)\s+$", re.IGNORECASE)


def _of_people(
    duty: Duty, sentence: str, pool: Pool, names: Names, seed: int, role: str
) -> Iterator[Check]:
    found = [(one, bond) for one, bond in bonds(sentence) if not one.bare and one.key != EVERYONE]
    named = {names.name(names.same(one.key)) for one, _ in found}
    for one, _ in found:
        key = names.same(one.key)
        if key == role or sentence.count(one.written) != 1 or one.plural:
            continue
        others = [other for other in pool.people if other not in named]
        others = [other for other in others if other.casefold() not in sentence.casefold()]
        question = f"Who? {_with_gap(sentence, one.written)}"
        yield _check(duty, Asks.PERSON, question, names.name(key), others, seed)


def _with_gap(sentence: str, written: str) -> str:
    pattern = rf"(?<![\w-]){re.escape(written)}(?![\w])"
    return f"“{re.sub(pattern, GAP, sentence)}”"


def _check(
    duty: Duty, asks: Asks, question: str, answer: str, others: Sequence[str], seed: int
) -> Check:
    citation = duty.citation
    print_of = f"{citation.document}\x1f{citation.quote}\x1f{asks}\x1f{answer}".casefold()
    id = f"k_{sha256(print_of.encode()).hexdigest()[:12]}"
    return Check(id, asks, question, answer, _choices(answer, others, f"{seed}\x1f{id}"), citation)


def _choices(answer: str, others: Sequence[str], seed: str) -> tuple[str, ...]:
    """The answer among like things in a drawn order; none where there are too few of them."""
    distinct: Mapping[str, str] = {one.casefold(): one for one in others}
    distinct = {key: one for key, one in distinct.items() if key != answer.casefold()}
    if len(distinct) < _FEWEST_OTHERS:
        return ()
    chance = random.Random(seed)
    drawn = chance.sample(sorted(distinct.values()), min(_CHOICES - 1, len(distinct)))
    chosen = [answer, *drawn]
    chance.shuffle(chosen)
    return tuple(chosen)
