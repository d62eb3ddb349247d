"""An answer held against the cited sentence, part by part. It judges words, never a person."""

import re
from collections.abc import Iterable, Iterator

from assistant.learning.parts import key_words, rules_of, thesaurus
from assistant.learning.role_words import mentions, role_key
from assistant.learning.traps import SAYS_SO
from assistant.learning.values import Value, same, values
from assistant.model.learning import (
    AnswerScore,
    Covered,
    Outcome,
    Part,
    PartKind,
    PartScore,
    RehearsalQuestion,
)
from assistant.references import document_references

_ENOUGH, _SOME = 0.5, 0.25  # shares of the words of a part
_LEAST_COVERED = 0.3  # of the parts, below which nothing of it was named
_POINTS = {Outcome.NAMED: 1.0, Outcome.PARTLY: 0.5}
_NOT = re.compile(
    r"\b(?:not|never|no|nobody|no\s?one|none|nothing|only|cannot|forbidden|prohibited|without"
    r"|neither|nor|unless)\b"
    r"|n['’]t\b",
    re.IGNORECASE,
)
_I = re.compile(r"\b(?:I|me|my|myself|we|us|our)\b")
_ME = re.compile(r"\b(?:me|us)\b")
_DENIES = re.compile(
    r"^\W*(?:no\b|never\b|nothing\b|nobody\b|i (?:do not|don['’]t) (?:have|need) to\b)", re.I
)


def score(question: RehearsalQuestion, answer: str) -> AnswerScore:
    """How much of what is laid down an answer names, and what it says otherwise."""
    said = " ".join(answer.split())
    if not question.laid_down:
        return _of_nothing(question, said)
    if not said:
        absent = tuple(PartScore(part, Outcome.MISSING) for part in question.parts)
        return AnswerScore(question, said, Covered.NOTHING, absent)
    parts = tuple(_part(part, said, question) for part in question.parts)
    remarks = list(_remarks(question, parts, said))
    return AnswerScore(question, said, _covered(parts, said), parts, tuple(remarks))


def _of_nothing(question: RehearsalQuestion, said: str) -> AnswerScore:
    """Where nothing is laid down, saying so is the whole answer."""
    honest = bool(SAYS_SO.search(said))
    invented = [one.written for one in values(said)]
    if honest and not invented:
        return AnswerScore(question, said, Covered.ALL)
    if honest:
        remark = f"“{invented[0]}” stands in no text for this; name no figure you have not read."
        return AnswerScore(question, said, Covered.PARTLY, remarks=(remark,))
    remark = "The procedures do not lay this down: the right answer is that you would ask or look."
    return AnswerScore(question, said, Covered.NOTHING, remarks=(remark,))


def _covered(parts: Iterable[PartScore], said: str) -> Covered:
    found = list(parts)
    if not found:
        return Covered.NOTHING
    points = sum(_POINTS.get(one.outcome, 0.0) for one in found) / len(found)
    if all(one.outcome is Outcome.NAMED for one in found):
        return Covered.ALL
    return Covered.PARTLY if points >= _LEAST_COVERED else Covered.NOTHING


def _part(part: Part, said: str, question: RehearsalQuestion) -> PartScore:
    match part.kind:
        case PartKind.VALUE:
            return _value(part, said, question)
        case PartKind.FORM:
            return _form(part, said)
        case PartKind.WHO | PartKind.TELL:
            return _person(part, said)
        case PartKind.WHAT:
            return _what(part, said)


def _value(part: Part, said: str, question: RehearsalQuestion) -> PartScore:
    wanted = rules_of(part.text) or list(values(f"at least {part.text}"))
    told = list(values(said))
    if not wanted:
        found = part.text.casefold() in said.casefold()
        return PartScore(part, Outcome.NAMED if found else Outcome.MISSING)
    if any(same(wanted[0], one) for one in told):
        return PartScore(part, Outcome.NAMED)
    if _bare_number(wanted[0], part.text, said):
        return PartScore(part, Outcome.PARTLY)
    others = [one for other in question.parts for one in rules_of(other.text)]
    for one in told:
        rivals = one.measure is wanted[0].measure and not any(same(one, other) for other in others)
        if rivals:
            return PartScore(part, Outcome.OTHERWISE, one.written)
    return PartScore(part, Outcome.MISSING)


def _bare_number(wanted: Value, text: str, said: str) -> bool:
    """Whether the answer has the number without its unit."""
    number = re.search(r"\d+(?:[.,]\d+)*", text)
    return number is not None and re.fullmatch(rf"\W*{re.escape(number[0])}\W*", said) is not None


def _form(part: Part, said: str) -> PartScore:
    wanted = re.sub(r"[^0-9a-z]", "", part.text.casefold())
    if wanted in re.sub(r"[^0-9a-z]", "", said.casefold()):
        return PartScore(part, Outcome.NAMED)
    letters = re.match(r"[A-Za-z]*", part.text)
    for one in document_references(said):
        if letters and one.number.startswith(letters[0].upper()):
            return PartScore(part, Outcome.OTHERWISE, one.number)
    return PartScore(part, Outcome.MISSING)


def _person(part: Part, said: str) -> PartScore:
    if part.own and (_I if part.kind is PartKind.WHO else _ME).search(said):
        return PartScore(part, Outcome.NAMED)
    wanted = set(key_words(part.text))
    told = set(key_words(said))
    if role_key(part.text) in {one.key for one in mentions(said)} or wanted <= told:
        return PartScore(part, Outcome.NAMED)
    groups = thesaurus().keys(part.text).groups
    whole = thesaurus().keys(said).groups
    if len(wanted) == 1 and groups & whole:
        return PartScore(part, Outcome.NAMED)
    initials = "".join(word[0] for word in re.findall(r"[A-Za-z]+", part.text)).upper()
    if len(initials) > 1 and re.search(rf"\b{re.escape(initials)}\b", said):
        return PartScore(part, Outcome.NAMED)
    others = [one for one in mentions(said) if not one.bare]
    if others and part.kind is PartKind.WHO:
        return PartScore(part, Outcome.OTHERWISE, others[0].written)
    if wanted & told:
        return PartScore(part, Outcome.PARTLY)
    return PartScore(part, Outcome.MISSING)


def _what(part: Part, said: str) -> PartScore:
    if part.text.startswith("not "):
        named = Outcome.NAMED if _NOT.search(said) else Outcome.OTHERWISE
        return PartScore(part, named)
    wanted = key_words(part.text)
    keys = thesaurus().keys(said)
    met = sum(
        1 for stem in wanted if stem in keys.stems or thesaurus().keys(stem).groups & keys.groups
    )
    share = met / len(wanted) if wanted else 0.0
    turned = not _NOT.search(said) if part.forbids else _DENIES.search(said) is not None
    if turned and share >= _SOME:  # allows what is forbidden, or the other way round
        return PartScore(part, Outcome.OTHERWISE)
    if share >= _ENOUGH:
        return PartScore(part, Outcome.NAMED)
    return PartScore(part, Outcome.PARTLY if share >= _SOME else Outcome.MISSING)


def _remarks(question: RehearsalQuestion, parts: Iterable[PartScore], said: str) -> Iterator[str]:
    source = question.source
    if source is None:
        return
    for one in parts:
        if one.outcome is Outcome.OTHERWISE and one.said:
            yield f"You said “{one.said}”; the text says “{one.part.text}”."
        if one.outcome is Outcome.OTHERWISE and not one.said:
            yield "The text forbids or allows the opposite."
        if one.part.kind is PartKind.VALUE and one.outcome is Outcome.NAMED:
            yield from _working(one.part.text, said)
    if SAYS_SO.search(said) and not any(one.outcome is Outcome.NAMED for one in parts):
        yield f"Asking or looking it up is right where you are not sure: see {source.document}."


def _working(text: str, said: str) -> Iterator[str]:
    wanted = [one for one in rules_of(text) if one.working]
    told = [one for one in values(said) if any(same(one, other) for other in wanted)]
    if wanted and told and not any(one.working for one in told):
        yield f"The text says working days: “{text}”."
