"""What an auditor would ask a role, from its own duties; and now and then what nobody lays down."""

import random
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256

from assistant.audits.asking import PROOFS
from assistant.language.answer_types import trade_stems
from assistant.language.words import stem
from assistant.learning.checks import GAP, can_be_asked, unmarked
from assistant.learning.parts import parts_of, rules_of
from assistant.learning.role_words import mentions
from assistant.learning.roles import Book
from assistant.learning.traps import traps
from assistant.learning.values import Measure, Use, Value
from assistant.model.learning import Bond, Duty, Part, PartKind, Rehearsal, RehearsalQuestion, Role

_EACH = 5  # one question in so many is about what nobody lays down
_MOST_OF_A_SECTION = 2
_OF_THE_LAST = 0.25  # a sentence that can only be begun is asked about last
_NEXT = "What comes next?"
_WEIGHTS = {
    Bond.DOES: 6.0, Bond.HEADING: 4.0, Bond.TOLD: 3.0, Bond.SECTION: 3.0, Bond.DOCUMENT: 2.0,
    Bond.EVERYONE: 1.0,
}  # fmt: skip
_CONDITION = re.compile(
    r"^(?P<word>if|when|whenever|where|as soon as|before|after"
    r"|once)\s+(?P<case>[^,;:]{12,120}),\s+(?P<then>.{15,})$",
    re.IGNORECASE,
)
_CONDITION_BEHIND = re.compile(
    r"^(?P<then>[^,;:]{20,}?),?\s+(?P<word>if|when|whenever"
    r"|as soon as)\s+(?P<case>[^,;:]{12,120})[.]$",
    re.IGNORECASE,
)
_PASSIVE = re.compile(
    r"^(?P<subject>(?:[^\s,;:]+\s+){0,9}?[^\s,;:]+)\s+(?P<be>is|are|must be|shall be|will be"
    r"|may be)\s+"
    r"(?P<only>only\s+|always\s+|first\s+)?(?P<not>not\s+|never\s+)?(?P<verb>[a-z-]+(?:ed|en|pt"
    r"|ld|nt|own|ade|ut|one|un|ought|ept|old))\b"
    r"(?P<rest>\s+.{8,})$"
)
_KEPT = ("kept", "retained", "archived", "stored", "held", "preserved")
_VERB_AND_THING = re.compile(
    r"^\s+(?:shall|must|may|will|can|should|has to|is to|are to)?\s*(?:[a-z]+ly\s+)?(?!is\b"
    r"|are\b|not\b|has\b|does\b)[a-z]{3,}\s+"
    r"(?P<thing>(?:the|a|an|each|every|all|any)\s+(?:[\w’'/-]+\s+){0,2}?[\w’'/-]+)"
    r"(?=\s+(?:on|in|at|to|for|from|with|of|by|against|before|after|within|and|or|when|if|that"
    r"|which|as|once|every|each|per)\b|,)"
)
_NO_SUBJECT = re.compile(
    r"\b(?:who|which|that|if|when|where|because|and (?:he|she|they|it)|is|are|has|have|may|must"
    r"|shall|will|can|does|do)\b",
    re.IGNORECASE,
)
_BARE_SUBJECT = re.compile(
    r"^(?:it|they|this|these|those|that|he|she|there|one|nobody|nothing|no|only|how|what|where"
    r"|not|more|here|such)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question and the words of the sentence that it gives away."""

    text: str
    shown: str
    within: str = ""  # the part of the sentence that answers it; "": all of it
    forbids: str = ""  # what is forbidden, where that is the answer


@dataclass(frozen=True, slots=True)
class Held:
    """All texts in force, records and forms among them, and of how many documents they are."""

    texts: Sequence[str]
    documents: int


def rehearsal(
    book: Book,
    role: Role,
    held: Held,
    *,
    as_of: date,
    seed: int,
    questions: int,
) -> Rehearsal:
    """A round of questions; the same `seed` over the same documents gives the same round.

    `held` is all there is, against which it is tried that nobody lays a thing down.
    """
    chance = random.Random(f"{seed}\x1f{role.key}")
    absent = traps(held.texts)
    wanted = min(len(absent), max(questions // _EACH, 1 if questions > 3 else 0))
    asked = _drawn(book, role, chance, questions - wanted)
    searched = (
        f"Looked through {len(held.texts)} passages of {held.documents} documents in force; none "
        "has a word of it."
    )
    for trap in chance.sample(absent, wanted):
        asked.append(RehearsalQuestion(0, trap.asks, "where it is written", searched=searched))
    chance.shuffle(asked)
    numbered = tuple(_numbered(one, no) for no, one in enumerate(asked, start=1))
    told = "\x1f".join(one.question for one in numbered)
    print_of = sha256(told.encode()).hexdigest()[:8]
    id = f"re_{role.key}.{seed}.{questions}.{as_of}.{print_of}"
    return Rehearsal(id, role, as_of, seed, numbered)


def _numbered(one: RehearsalQuestion, no: int) -> RehearsalQuestion:
    return replace(one, no=no)


def _drawn(book: Book, role: Role, chance: random.Random, count: int) -> list[RehearsalQuestion]:
    """Questions on the role's duties, its own first, spread over sections."""
    found: list[tuple[float, Duty, RehearsalQuestion]] = []
    for paper in book.papers:
        for duty in book.duties[paper.revision.id]:
            bond = dict(duty.bonds).get(role.key)
            if bond is None or (made := question_of(duty, book, role)) is None:
                continue
            weight = _WEIGHTS[bond] * (_OF_THE_LAST if _NEXT in made.question else 1.0)
            found.append((chance.random() ** (1 / weight), duty, made))
    found.sort(key=lambda one: -one[0])
    taken: Counter[tuple[str, str | None]] = Counter()
    chosen: list[RehearsalQuestion] = []
    for _, duty, made in found:
        section = (duty.citation.document, duty.citation.section)
        if len(chosen) < count and taken[section] < _MOST_OF_A_SECTION:
            taken[section] += 1
            chosen.append(made)
    return chosen


def question_of(duty: Duty, book: Book, role: Role) -> RehearsalQuestion | None:
    """The question that a sentence answers; None of one that cannot be asked about."""
    sentence = unmarked(duty.quote)
    citation = duty.citation
    if not can_be_asked(sentence, citation.section_title or ""):
        return None
    found = mentions(sentence)
    acts = bool(found) and book.names.of(found[0], citation.document) == role.key
    asked = _asked(sentence, acts=acts)
    if asked is None:
        return None
    told = asked.within or sentence
    parts = parts_of(
        told,
        asked.shown,
        book.names,
        role=role.key,
        own=citation.document,
        by_whom=asked.text.startswith("by whom"),
    )
    if asked.forbids:
        parts = (Part(PartKind.WHAT, f"not {asked.forbids}"), *parts)
    if not parts:
        return None
    place = " › ".join(
        dict.fromkeys(one for one in (citation.title, _plain(citation.section_title)) if one)
    )
    show = PROOFS[duty.sort]
    return RehearsalQuestion(0, f"{place}: {asked.text}", show, parts, citation, answered_by=told)


def _asked(sentence: str, *, acts: bool) -> _Asked | None:
    """The first way of asking that fits a sentence; `acts`: who is asked is who does it."""
    doing = (_of_doing,) if acts else ()
    ways = (_of_condition, _of_only, _of_label, _of_passive, _of_value, *doing, _goes_on)
    return next((asked for way in ways if (asked := way(sentence)) is not None), None)


def _plain(title: str | None) -> str:
    return re.sub(r"^[\d.\s]+", "", title or "").rstrip(": ")


def _of_condition(sentence: str) -> _Asked | None:
    match = _CONDITION.match(sentence) or _CONDITION_BEHIND.match(sentence)
    if match is None or len(match["case"].split()) < 3 or _BARE_SUBJECT.match(match["case"]):
        return None
    if match["then"].casefold().endswith(" only"):
        return None  # "only when" limits, and does not say what is done then
    word = match["word"].casefold()
    does = "happens" if word == "where" else "is done"
    return _Asked(f"what {does} {word} {match['case']}?", f"{word} {match['case']}")


def _of_passive(sentence: str) -> _Asked | None:
    match = _PASSIVE.match(sentence)
    if match is None:
        return None
    subject, verb = match["subject"], match["verb"]
    if _NO_SUBJECT.search(subject) or _BARE_SUBJECT.match(subject):
        return None
    be = "are" if match["be"] == "are" else "is"
    how, within = _how(verb, match["rest"]), _first_of(sentence)
    if particle := re.match(r"\s+(at|after|into|upon|over|up|down|out|back)\b", match["rest"]):
        verb = f"{verb} {particle[1]}"
    elif re.match(r"\s+(?:an?|the|its|their)\s", match["rest"]) and how == "how":
        how = "what"  # "The department is handed a report"
    if match["be"] not in ("is", "are"):
        be = "must" if match["be"].startswith(("must", "shall", "will")) else "may"
        verb = f"be {verb}"
    subject = subject[0].lower() + subject[1:] if _can_be_small(subject) else subject
    if match["not"]:
        text = f"{be} {subject} {verb}, and what does the text say of it?"
        return _Asked(text, f"{subject} {match['verb']}", within, match["verb"])
    return _Asked(f"{how} {be} {subject} {verb}?", f"{subject} {match['verb']}", within)


def _first_of(sentence: str) -> str:
    """The sentence up to where another matter begins."""
    return re.split(r"(?<=[;.])\s+(?=[A-Za-z])", sentence)[0].rstrip(";")


def _can_be_small(subject: str) -> bool:
    """Whether the capital at the start is that of the sentence, not of a name."""
    first, *rest = subject.split()
    if len(first) == 1 or first in ("The", "An", "All", "Each", "Every", "Any"):
        return first != "I"
    common = first.endswith("s") or stem(first) in trade_stems()
    return common and first[1:].islower() and not (rest and rest[0][:1].isupper())


def _how(verb: str, rest: str) -> str:
    for value in rules_of(rest.split(";")[0]):
        if value.measure is not Measure.TIME:
            continue
        if value.use is Use.EVERY:
            return "how often"
        if verb in _KEPT:
            return "how long, and how,"
        if value.use is Use.WITHIN:
            return "by when, and how,"
    by = re.match(r"\s+by\s+(?:the\s+|an?\s+)?", rest)
    if by and any(one.start == by.end() for one in mentions(rest)):
        return "by whom, and how,"
    return "how"


def _of_only(sentence: str) -> _Asked | None:
    """ "Only X may do Y": who may do it?"""
    match = re.match(
        r"^Only\s+(?P<who>.{4,120}?)\s+(?P<may>may|can|must)\s+(?P<do>.{6,})$", sentence
    )
    if match is None:
        return None
    return _Asked(f"who {match['may']} {match['do'].rstrip('.')}?", f"{match['may']} {match['do']}")


def _of_label(sentence: str) -> _Asked | None:
    """ "Hold: yellow label, …": what is done then?"""
    match = re.match(r"^(?P<label>[A-Z][a-z]+(?: [a-z-]+){0,3}): +(?P<rest>.{20,})$", sentence)
    if match is None:
        return None
    return _Asked(f"what does “{match['label']}” stand for here, and what is done?", match["label"])


def _of_doing(sentence: str) -> _Asked | None:
    """ "The buyer checks the status on the day …": what is done about the status?"""
    found = mentions(sentence)
    if not found or found[0].start > 5:
        return None
    match = _VERB_AND_THING.match(sentence[found[0].end :])
    if match is None:
        return None
    return _Asked(f"what do you do about {match['thing']}, and how?", match["thing"])


def _of_value(sentence: str) -> _Asked | None:
    """The sentence with its most telling value left out."""
    found: Sequence[Value] = [one for one in rules_of(sentence) if one.measure is not Measure.COUNT]
    if not found:
        return None
    value = found[0]
    cloze = sentence.replace(value.written, GAP)
    return _Asked(f"“{cloze}” What stands at the gap, and how do you know?", cloze)


def _goes_on(sentence: str) -> _Asked | None:
    """The beginning of the sentence, for the rest of it."""
    told = sentence.split()
    if len(told) < 8 or _BARE_SUBJECT.match(sentence):
        return None
    cut = max(4, round(len(told) * 0.4))
    head = " ".join(told[:cut]).rstrip(",;:")
    return _Asked(f"your procedure says “{head} …”. What comes next?", head)
