"""From what was typed in a conversation to a question that stands alone."""

import re
from collections.abc import Sequence

from assistant.answering.shelf import Shelf
from assistant.conversation.grammar import Role, parsed, words_of
from assistant.conversation.numbers import Numbers, carried_clause
from assistant.conversation.referring import pointers, put_in_full
from assistant.conversation.restating import chosen, correction, older_revision, picked
from assistant.conversation.rewriting import RewriteFollowUp
from assistant.conversation.rows import of_the_last_row
from assistant.conversation.sections import Sections
from assistant.conversation.substituting import Alike, is_fragment, substituted
from assistant.conversation.topic import Topic, own_subjects, says_nothing_itself
from assistant.conversation.turns import Turn
from assistant.conversation.understood import Unclear, Understood
from assistant.conversation.wording import asked_otherwise, base, opening

_HANGS_ON_ANOTHER = re.compile(
    r"^\W*(?:and|or|but|what\s+about|how\s+about|same\s+for|also)\b(?:\W*\w+){0,6}\W*$"
    r"|^\W*(?:who|when|where|why|how|what|which)\b(?:\s+\w+){1,3}\s+(?:that|this|it|those|them)\W*$",
    re.IGNORECASE,
)
"""A question that only makes sense after another one."""
_POLITE = re.compile(
    r"^(?:(?:ok(?:ay)?|thanks?(?:\s+(?:you|a\s+lot|so\s+much))?|thx|cheers|great|good|perfect|nice|cool|right|alright|hm+|ah|oh|i\s+see|"
    r"got\s+it|sorry|please|well|yes|one\s+more\s+(?:thing|question)|another\s+(?:thing|question)|(?:a\s+)?(?:new|different|another)\s+(?:topic|question|subject)|"
    r"next(?:\s+(?:question|topic))?|by\s+the\s+way|btw|something\s+else|quick\s+question|can\s+you\s+tell\s+me|could\s+you\s+tell\s+me|do\s+you\s+know)"
    r"(?:\s*[,.!:;…-]+\s*|\s+(?=\w)|$))+",
    re.IGNORECASE,
)
_JOINED_ON = re.compile(r"^(?:(?:and|but|or|so|also|then)\b[\s,]*)+", re.IGNORECASE)
_FILLER = re.compile(
    r"^\W*(?:(?:is|was|are|does|do)\s+(?:that|this|it)(?:\s+so)?|then|so|pls|plz|exactly|please|come|in\s+that\s+case|again|not|now|though|is\s+it|(?:may|can|must|should|could|does|do|has|is|are)(?:\s+(?:we|i|they|it|you|one))?)?\W*$",
    re.IGNORECASE,
)
_EXISTS_NOT = re.compile(
    r"^(?:what\s+(?:happens\s+)?)?if\b.{0,20}\b(?:there(?:\s+is|\s+are|'s)|nobody|no\s?one|none|nothing|something)\b",
    re.IGNORECASE,
)
_WHICH_ONES = re.compile(
    r"^\W*(?:which|what)\s+(?:ones?|of\s+(?:them|those|these))(?:\s+(?:is|are)\s+(?:it|they|that|those))?\W*$",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"^(?:and\s+|but\s+|or\s+|also\s+)?((?:even\s+|only\s+)?(?:if|unless)\b.+?)[\s?.!]*$",
    re.IGNORECASE,
)
_ASKS_AFTER = re.compile(r",|\b(?:who|what|which|where|how)\b", re.IGNORECASE)
_IS_WHO = re.compile(r"^(is|are|was|were|has|have|does|do)\s+(.{2,60}?)\W*$", re.IGNORECASE)
_WHAT_IF = re.compile(r"^what\s+(?:happens\s+|do\s+(?:we|i)\s+do\s+)?if\b", re.IGNORECASE)
_SAME_OF = re.compile(
    r"^(is|are|was|were|does|do|can|may|must|has|have)\s+(.{2,60}?)[\s,]+(?:too|also|as\s+well)\W*$",
    re.IGNORECASE,
)
_ABOUT = frozenset("decide decides decided tell know knows informed told asked say says".split())


class Understand:
    """Reads a question in the light of the turns before it.

    By rules; where they are not sure, a language model may propose, if there is one.
    """

    def __init__(
        self,
        alike: Alike,
        numbers: Numbers,
        sections: Sections,
        rewrite: RewriteFollowUp | None = None,
    ) -> None:
        self._alike, self._numbers, self._sections = alike, numbers, sections
        self._rewrite = rewrite

    def __call__(self, asked: str, turns: Sequence[Turn], shelf: Shelf) -> Understood | Unclear:
        """The question as it stands alone, or what is needed to make it out.

        Raises `ModelUnavailable`.
        """
        last = turns[-1] if turns else None
        if last is not None and (choice := chosen(asked, last.choices)):
            return Understood((choice.question,), "choice")
        topic = next((Topic(one) for one in reversed(turns) if one.is_topic), None)
        if topic is None:
            return _without_topic(asked)
        if (number := self._numbers.read(asked, topic, shelf)) is not None:
            return _by_rules(number)
        return self._or_rewritten(self._after(asked, topic, shelf), asked, turns)

    def _or_rewritten(
        self, found: Understood | Unclear, asked: str, turns: Sequence[Turn]
    ) -> Understood | Unclear:
        """What the rules made of it, or a model's proposal where they are not sure."""
        sure = isinstance(found, Understood) and len(found.readings) == 1
        if self._rewrite is None or sure or not parsed(asked).tokens:
            return found
        proposed = self._rewrite(asked, [one for one in turns if one.is_topic])
        if proposed is None:
            return found
        others = found.readings if isinstance(found, Understood) else ()
        return Understood(tuple(dict.fromkeys((proposed, *others))), self._rewrite.name)

    def _after(self, asked: str, topic: Topic, shelf: Shelf) -> Understood | Unclear:
        if (meant := correction(asked)) is not None and not opening(meant):
            return self._put_in(meant, asked, topic)
        if meant is not None:
            return self._after(meant, topic, shelf)
        text = _POLITE.sub("", asked).strip()
        if not parsed(text).tokens:
            return Unclear("There is no question in that. Ask the next one when there is one.")
        found = (
            older_revision(text, topic, shelf)
            or picked(text, topic.turn)
            or carried_clause(text, topic)
            or _opening_alone(_JOINED_ON.sub("", text), topic)
        )
        if found is not None:
            return _by_rules(found)
        if (narrowed := _cut_short(text, topic)) is not None:
            return _by_rules(narrowed)
        if is_fragment(text) and not _is_a_search(text):
            return self._put_in(text, asked, topic)
        return self._in_full(_JOINED_ON.sub("", text).strip() or text, topic)

    def _in_full(self, text: str, topic: Topic) -> Understood | Unclear:
        """What leans on the topic, or on a thing of the section cited, in full."""
        found = _in_full(text, topic)
        if found != Understood((text,)):
            return found
        of_section = self._sections.read(text, topic)
        if of_section is None:
            return found
        return Understood((_tidy(of_section), text), "rules", topic.turn.places[0].path)

    def _put_in(self, piece: str, asked: str, topic: Topic) -> Understood | Unclear:
        readings = substituted(piece, topic, self._alike)
        if not readings:
            return Unclear(
                f"It is not clear what “{piece.strip(' ?')}” goes with. Ask the whole question."
            )
        joined = _JOINED_ON.match(asked) or len(piece.split()) < len(asked.strip(" ?").split())
        if not joined and _may_stand_alone(piece):
            readings = (*readings, piece)
        return Understood(tuple(dict.fromkeys(map(_tidy, readings))), "rules")


def _without_topic(asked: str) -> Understood | Unclear:
    if _HANGS_ON_ANOTHER.search(asked) or _points_only(asked):
        return Unclear(
            "That reads like a follow-up, and nothing was asked before it that it could follow. "
            "Ask the whole question."
        )
    return Understood((asked,))


def _points_only(asked: str) -> bool:
    """Whether a short question points to something and names nothing."""
    sentence = parsed(asked)
    short = len(sentence.tokens) <= 6
    return short and bool(pointers(sentence)) and says_nothing_itself(sentence)


def _opening_alone(text: str, topic: Topic) -> str | None:
    """ "why?", "how often?", "by whom then?": the question before, asked otherwise."""
    if _WHICH_ONES.match(text) and topic.sentence.phrases:
        return _which_ones(topic)
    if re.match(r"^\W*what\s+for\W*$", text, re.IGNORECASE):
        text = "for what"
    begins = opening(text)
    if begins.casefold().endswith(("many", "much", "what", "which")):
        counted = re.match(r"\s+[^\W_]+(?:[-\s][^\W_]+)?(?=\W*$)", text[len(begins) :])
        if counted is not None and begins.casefold() in ("what", "which", "how many", "how much"):
            return f"{text.strip(' ?.!')} for {topic.thing}?" if topic.thing else None
        nouns = counted is not None and parsed(counted[0]).roles() == {Role.NOUN}
        begins += counted[0] if counted is not None and nouns else ""
    if not begins or not _FILLER.match(text[len(begins) :]):
        return None
    begins = begins.strip()
    made = asked_otherwise(begins[0].lower() + begins[1:], topic.sentence)
    if made is not None:
        return made
    return f"{begins} for {topic.thing}?" if topic.thing else None


def _under_a_condition(text: str, topic: Topic) -> str | None:
    """ "even if the customer agrees?": the question before under this condition."""
    match = _CONDITION.match(text.strip())
    if match is None or _ASKS_AFTER.search(text):
        return None
    question = topic.turn.question.strip(" ?.!")
    bare = re.sub(r"\s+(?:if|unless)\b.*$", "", question, flags=re.IGNORECASE)
    return f"{bare} {match[1][0].lower()}{match[1][1:]}?"


def _elided(text: str, topic: Topic) -> str | None:
    """ "is Smith too?" after "is Jones trained?": the same of another."""
    match = _SAME_OF.match(text.strip())
    first = topic.sentence.tokens[0] if topic.sentence.tokens else None
    if match is None or first is None or first.lower != match[1].casefold():
        return None
    subject = next(iter(topic.sentence.phrases), None)
    named = parsed(match[2])
    if subject is None or len(named.phrases) != 1 or named.verbs:
        return None
    question = topic.turn.question
    return f"{question[: subject.start]}{match[2]}{question[subject.end :]}"


def _cut_short(text: str, topic: Topic) -> str | None:
    """A question that leaves out what the one before says."""
    return (
        _under_a_condition(text, topic)
        or _elided(text, topic)
        or _without_predicate(_JOINED_ON.sub("", text), topic)
    )


def _without_predicate(text: str, topic: Topic) -> str | None:
    """ "until when is Smith?" after "who is on leave?": on leave."""
    begins = opening(text)
    match = _IS_WHO.match(text[len(begins) :].strip()) if begins else None
    if match is None or len(parsed(match[2]).phrases) != 1 or parsed(match[2]).verbs:
        return None
    phrase = parsed(match[2]).phrases[0]
    if begins.casefold() in ("who", "what", "where", "which") or not (
        phrase.is_name or phrase.has_code
    ):
        return None
    predicate = _predicate(topic)
    return f"{begins} {match[1]} {match[2]} {predicate}?" if predicate else None


def _predicate(topic: Topic) -> str:
    """What the question before says of its subject: "on leave" of "which drivers are on leave"."""
    sentence = topic.sentence
    auxiliary = next((one for one in sentence.tokens if one.role is Role.AUXILIARY), None)
    if auxiliary is None:
        return ""
    subject = topic.wanted or next(iter(sentence.phrases), None)
    end = auxiliary.end
    if subject is not None and subject.start > auxiliary.end:
        end = subject.end
    return sentence.text[end:].strip(" ?.!")


def _which_ones(topic: Topic) -> str:
    """ "which ones?" after "how many lots are on hold?": which lots are."""
    sentence = topic.sentence
    wanted = topic.wanted or sentence.phrases[0]
    rest = sentence.text[wanted.end :].strip(" ?.!")
    return f"which {wanted.text} {rest}?" if wanted is topic.wanted else f"which {topic.thing}?"


def _in_full(text: str, topic: Topic) -> Understood | Unclear:
    """A question of its own, or one that leans on the topic."""
    found = put_in_full(text, topic)
    if found is not None:
        return _by_rules(found)
    sentence = parsed(text)
    leans = says_nothing_itself(sentence) or _EXISTS_NOT.match(text)
    if leans and topic.thing:
        said = {one.lower for one in sentence.tokens}
        joint = "about" if said & _ABOUT else "for"
        return _by_rules(f"{text.strip(' ?.!')} {joint} {topic.thing}?")
    if (of_row := of_the_last_row(text, topic)) is not None:
        return Understood((_tidy(of_row), text), "rules")
    if (named := _of_the_same_doing(text, topic)) is not None:
        return _by_rules(named)
    if _WHAT_IF.match(text) and len(own_subjects(sentence)) == 1 and topic.thing:
        whole = f"{text.strip(' ?.!')} for {topic.thing}?"
        return Understood((_tidy(whole), text), "rules")
    return Understood((text,))


def _of_the_same_doing(text: str, topic: Topic) -> str | None:
    """ "how long does the approval last?" after "who approves suppliers?": the approval of them."""
    sentence = parsed(text)
    stems = {base(one.text)[:5] for one in topic.sentence.verbs if len(base(one.text)) > 4}
    for one in sentence.phrases:
        alone = len(one.words) == 1 and one.determiner == "the" and len(sentence.phrases) == 1
        if alone and one.head.casefold()[:5] in stems and topic.thing:
            return f"{text[: one.end]} of {topic.thing}{text[one.end :]}"
    return None


def _is_a_search(text: str) -> bool:
    """Whether a fragment names its subject in so many words that it is one of its own."""
    sentence = parsed(text)
    first = sentence.tokens[0].role
    if first in (Role.JOINING, Role.ADVERB) or first is Role.ASKING:
        return False
    named = [one for one in sentence.tokens if one.role is Role.NOUN]
    coded = any(one.has_code for one in sentence.phrases)
    if coded and len(named) > 1 and first is not Role.PREPOSITION:
        return any(word.isalpha() for one in sentence.phrases for word in one.words)
    return len(named) > (3 if first is Role.PREPOSITION else 2) and len(sentence.phrases) > 1


def _may_stand_alone(piece: str) -> bool:
    """Whether a fragment could be a search of its own: several words that name things."""
    sentence = parsed(piece)
    return (
        bool(sentence.phrases)
        and not (sentence.tokens and sentence.tokens[0].role is Role.PREPOSITION)
        and sentence.tokens[0].lower not in words_of("asking")
    )


def _by_rules(found: str | Unclear) -> Understood | Unclear:
    return found if isinstance(found, Unclear) else Understood((_tidy(found),), "rules")


def _tidy(text: str) -> str:
    bare = re.sub(r"\s+([?.,!])", r"\1", " ".join(text.split())).strip(" ,")
    bare = re.sub(r"[?.!\s]+$", "", bare)
    return f"{bare}?"
