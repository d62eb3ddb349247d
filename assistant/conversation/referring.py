"""Words that point back — it, they, that form, his — put in full."""

import re
from dataclasses import dataclass

from assistant.conversation.grammar import Phrase, Role, Sentence, Token, parsed, words_of
from assistant.conversation.topic import Topic, own_subjects
from assistant.conversation.understood import Unclear
from assistant.conversation.wording import is_plural, singular

_EXPLETIVE = re.compile(
    r"\b(?:is|was|be|does|would|makes?)\s+it\s+(?:(?:not|also|still|really|ever)\s+)?"
    r"(?:allowed|permitted|ok|okay|possible|necessary|required|mandatory|true|enough|acceptable|fine|matter|"
    r"legal|illegal|lawful|likely|usual|wise|worth|better|clear|sufficient|forbidden|obligatory|safe|correct|normal|ensured|customary)\b"
    r"(?=\s+(?:to|that|for|if|when|who|which|what)\b)"
    r"|\bit\s+(?:rain|snow|freez|thunder)\w*\b|\bis\s+it\s+(?:that|to)\b|\bhow\s+is\s+it\s+(?:ensured|made\s+sure|guaranteed)\b",
    re.IGNORECASE,
)
_TIME_AFTER = frozenset("year month week time morning quarter kind sort".split())
_WHO_IS_IT = re.compile(r"^who\s+(?:is|are|was)\s+(?:it|that|this|they|these|those)\W*$", re.I)
_THERE = re.compile(r"(?<!\bis )(?<!\bare )\bthere\W*$", re.IGNORECASE)
_DO_IT = re.compile(
    r"\b(do|does|did|doing|done)\s+(it|that|this)\b"
    r"(?=\W*$|\s+(?:again|now|and|by|for|on|in|at|when|if|before|after|every|per|alone|then)\b)",
    re.IGNORECASE,
)
_SAYS_SO = re.compile(
    r"^(?:where|which\s+\w+)\s+(?:does\s+it\s+says?\s+(?:so|that|this)|is\s+(?:that|this|it)\s+(?:written|stated|said|from)"
    r"|says?\s+(?:so|that|this)|did\s+you\s+(?:get|find|read)\s+(?:that|this|it))\W*$"
    r"|^(?:what(?:'s|\s+is)|show\s+me)\s+(?:the|your)\s+(?:source|reference|evidence)(?:\s+(?:for|of)\s+(?:that|this|it))?\W*$",
    re.IGNORECASE,
)
_SINGULAR = re.compile(r"\b(is|was|does|has)\s+$", re.IGNORECASE)
_PLURAL = {"is": "are", "was": "were", "does": "do", "has": "have"}
_BETWEEN_CLAUSES = frozenset("before after until till when where that which who how what".split())
_DESCRIBED_ONE = re.compile(r"\b(old|new|first|last|next|other|previous|current)\s+ones?\b")
_PAPERS = frozenset(
    "procedure document instruction manual policy version revision issue edition".split()
)
_BEFORE_A_NOUN = (Role.AUXILIARY, Role.PREPOSITION, Role.ASKING, Role.JOINING)


@dataclass(frozen=True, slots=True)
class _Pointer:
    """A word that points back, and the noun it stands before, if any."""

    token: Token
    noun: Phrase | None = None


def put_in_full(text: str, topic: Topic) -> str | Unclear | None:
    """The question with what it points to put in; None when it points to nothing.

    `Unclear` when it points to something that the turn does not have.
    """
    if _SAYS_SO.match(text):
        return f"where is it stated: {topic.turn.question.strip(' ?.!')}?"
    sentence = parsed(text)
    done = _DO_IT.search(text)
    if done and topic.doing and not _is_after_own(sentence, done.start()):
        return f"{text[: done.start()]}{done[1]} the {_of(topic.doing)}{text[done.end() :]}"
    if (place := _THERE.search(text)) and topic.thing:
        return f"{text[: place.start()]}for {topic.thing}?"
    found = pointers(sentence)
    if not found:
        return None
    made = text
    found = [one for one in found if _is_known(one.noun, sentence, topic)]
    if not found:
        return None
    for pointer in reversed(found):
        named = _named(pointer, sentence, topic)
        if not named:
            return Unclear(_needed(pointer))
        made = _put(made, pointer, named)
    if topic.wanted is not None:  # her old one: her old stamp
        made = _DESCRIBED_ONE.sub(rf"\1 {topic.wanted.head}", made)
    return made


def pointers(sentence: Sentence) -> list[_Pointer]:
    """The words of a question that point outside of it."""
    found = []
    for at, token in enumerate(sentence.tokens):
        following = sentence.tokens[at + 1] if at + 1 < len(sentence.tokens) else None
        if not _points_out(sentence, at, following):
            continue
        noun = None
        if token.role is Role.POINTING:
            noun = next((one for one in sentence.phrases if one.start == token.start), None)
        found.append(_Pointer(token, noun))
    return found


def _points_out(sentence: Sentence, at: int, following: Token | None) -> bool:
    token = sentence.tokens[at]
    match token.role:
        case Role.PRONOUN:
            return not _is_idle(sentence, token) and not _is_inside(sentence, token)
        case Role.ONES:
            return _is_one_of_them(sentence, at, following)
        case Role.POSSESSIVE:
            return not _is_inside(sentence, token, whole=True)
        case Role.POINTING:
            return _points(sentence, at, following)
    return False


def _is_one_of_them(sentence: Sentence, at: int, following: Token | None) -> bool:
    """Whether "one" stands for a thing: "if one fails", but not "one day", "which one"."""
    before = sentence.tokens[at - 1] if at else None
    if following is not None and (following.role is Role.NOUN or following.lower == "of"):
        return False
    return before is not None and before.role in (
        Role.AUXILIARY, Role.JOINING, Role.PREPOSITION, Role.VERB, Role.SPEAKER,
    )  # fmt: skip


def _is_idle(sentence: Sentence, token: Token) -> bool:
    return any(one.start() <= token.start < one.end() for one in _EXPLETIVE.finditer(sentence.text))


def _is_inside(sentence: Sentence, token: Token, *, whole: bool = False) -> bool:
    """Whether a phrase of the same question is meant: in another clause of it, before.

    `whole`: in any part before ("how do suppliers show their approval").
    """
    return (whole and _is_after_own(sentence, token.start, anywhere=True)) or _is_after_own(
        sentence, token.start
    )


def _is_after_own(sentence: Sentence, place: int, *, anywhere: bool = False) -> bool:
    """Whether a subject of the question's own stands before, in another clause of it."""
    joints = [one.end for one in sentence.tokens if one.stop]
    joints += [
        one.start
        for at, one in enumerate(sentence.tokens)
        if one.role is Role.JOINING or (at and one.lower in _BETWEEN_CLAUSES)
    ]
    return any(
        phrase.end <= place
        and (
            anywhere
            or any(
                phrase.end <= joint + 1 <= place or _opens(sentence, phrase, joint)
                for joint in joints
            )
        )
        for phrase in own_subjects(sentence)
    )


def _opens(sentence: Sentence, phrase: Phrase, joint: int) -> bool:
    """Whether a clause with a comma after it holds the phrase: "when a tool is late, who …"."""
    ends = [one.end for one in sentence.tokens if one.stop and one.end < len(sentence.text) - 1]
    return any(joint < phrase.start < end for end in ends)


def _points(sentence: Sentence, at: int, following: Token | None) -> bool:
    """Whether this, that, these or those points back rather than joins or counts."""
    token = sentence.tokens[at]
    before = sentence.tokens[at - 1] if at else None
    if following is None or token.stop:
        return True
    if following.role is Role.DETERMINER:
        return before is not None and before.lower in words_of("being")
    if following.lower in _TIME_AFTER or following.lower in ("who", "which", "that"):
        return False
    if token.lower in ("those", "these") and following.role is Role.VERB:
        return False
    if following.role in (Role.NOUN, Role.ONES):
        if token.lower != "that":
            return True
        if before is None or before.role in _BEFORE_A_NOUN:
            return True
        return before.role is Role.VERB and (
            following.lower in words_of("noun_of_record") or following.lower in _PAPERS
        )
    if before is not None and before.role is Role.NOUN:
        return False  # parts that fail
    if _is_after_own(sentence, token.start):
        return False
    return following.role in (
        Role.AUXILIARY, Role.ADVERB, Role.PREPOSITION, Role.VERB, Role.JOINING,
    )  # fmt: skip


def _named(pointer: _Pointer, sentence: Sentence, topic: Topic) -> str:
    """What a pointer stands for; "" when nothing fits."""
    word = pointer.token.lower
    if word in words_of("person") or _WHO_IS_IT.match(sentence.text):
        return topic.person or (topic.thing if word not in words_of("person") else "")
    if pointer.noun is not None:
        return _noun_in_full(pointer.noun, topic)
    said = {one.lower for one in sentence.tokens}
    if word in ("they", "their", "them") and topic.doers and _is_of_people(sentence, pointer):
        return topic.doers
    is_named = topic.main is not None and (topic.main.has_code or topic.main.is_name)
    if not is_named and said & words_of("of_documents") and len(topic.turn.documents) == 1:
        return topic.turn.documents[0]
    if said & words_of("of_doings") and topic.doing and word in ("it", "that", "this"):
        return topic.doing
    wanted = topic.wanted
    if wanted is not None and (topic.asks_only_for_wanted or _is_written(wanted.head)):
        return topic.code_of(wanted.head) or topic.wanted_thing
    return topic.thing or topic.wanted_thing


def _is_written(kind: str) -> bool:
    """Whether a thing asked for is a paper, which is what one then asks about."""
    return kind.casefold() in words_of("noun_of_record")


def _is_of_people(sentence: Sentence, pointer: _Pointer) -> bool:
    after = [one for one in sentence.tokens if one.start > pointer.token.start]
    if not after or after[0].lower in ("trained", "qualified"):
        return False
    before = [one for one in sentence.tokens if one.end < pointer.token.start]
    passive = bool(before) and before[-1].lower in words_of("being")
    return not passive and (after[0].role is Role.VERB or after[0].lower in words_of("of_people"))


def _is_known(noun: Phrase | None, sentence: Sentence, topic: Topic) -> bool:
    """Whether "this form" can mean something said before; "this bolt" is one at hand."""
    if noun is None:
        return True
    head = noun.head.casefold()
    if any(one.end < noun.start and one.head.casefold() == head for one in sentence.phrases):
        return False  # "which form is it, and who signs that form?"
    general = words_of("noun_of_record") | words_of("attribute") | _PAPERS
    if head in general or topic.named(head):
        return True
    return topic.doing.split(" ")[0][:5] == head[:5] if topic.doing else False


def _noun_in_full(noun: Phrase, topic: Topic) -> str:
    head = noun.head.casefold()
    if named := topic.named(head):
        return named
    if head in words_of("noun_of_record"):
        if code := topic.code_of(noun.text):
            return code
        if (
            head in ("procedure", "document", "instruction", "manual", "policy")
            and len(topic.turn.documents) == 1
        ):
            return topic.turn.documents[0]
    if head in _PAPERS and len(topic.turn.documents) == 1:
        return topic.turn.documents[0]
    whole = topic.doing or topic.thing
    return f"the {noun.text} for {whole}" if whole else ""


def _of(doing: str) -> str:
    verb, _, thing = doing.partition(" ")
    return f"{verb} of {thing}" if thing else verb


def _put(text: str, pointer: _Pointer, named: str) -> str:
    token = pointer.token
    end = pointer.noun.end if pointer.noun is not None else token.end
    if token.lower in ("they", "them", "these", "those"):
        named = _several(named)
    if token.role is Role.ONES:
        named = _one_of(named)
    if token.role is Role.POSSESSIVE or (token.lower == "her" and _goes_before_noun(text, end)):
        named = f"{named}'" if named.endswith("s") else f"{named}'s"
    before = text[: token.start]
    if token.lower in ("it", "that", "this") and _names_several(named):
        before = _SINGULAR.sub(lambda verb: _PLURAL[verb[1].casefold()] + " ", before)
    return f"{before}{named}{text[end:]}"


def _names_several(named: str) -> bool:
    phrases = parsed(named).phrases
    first = phrases[0] if phrases else None
    return first is not None and first.start == 0 and not first.has_code and is_plural(first)


def _several(named: str) -> str:
    """ "new suppliers" for "a new supplier"."""
    match = re.fullmatch(r"an?\s+(.*[^\W\d_])", named)
    if match is None or len(parsed(named).phrases) != 1 or match[1].endswith("s"):
        return named
    return f"{match[1]}s"


def _one_of(named: str) -> str:
    """ "a new supplier" for "new suppliers"."""
    phrases = parsed(named).phrases
    one = singular(phrases[0].head) if len(phrases) == 1 else ""
    if not one or not _names_several(named) or phrases[0].determiner or phrases[0].is_name:
        return named
    article = "an" if named[0].casefold() in "aeiou" else "a"
    return f"{article} {named[: -len(phrases[0].head)]}{one}"


def _goes_before_noun(text: str, end: int) -> bool:
    following = parsed(text[end:].strip()).tokens
    return bool(following) and following[0].role is Role.NOUN


def _needed(pointer: _Pointer) -> str:
    word = pointer.token.text
    what = "who" if pointer.token.lower in words_of("person") else "what"
    noun = f" {pointer.noun.text}" if pointer.noun is not None else ""
    return (
        f"It is not clear {what} “{word.lower()}{noun}” stands for. Name it, and ask the whole "
        "question again."
    )
