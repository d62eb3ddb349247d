"""What a turn was about, in words that another question can take over."""

import re
from dataclasses import replace

from assistant.conversation.grammar import Phrase, Role, Sentence, Token, parsed, words_of
from assistant.conversation.turns import Turn
from assistant.conversation.wording import base, doing
from assistant.language.answer_types import AnswerType, holds
from assistant.model.clauses import ClauseNumber
from assistant.references import clause_references

_CODE = re.compile(r"\b[A-Z]{1,6}(?:[-_ ]?[A-Z]{1,5})*[-_ ]?\d[\w./-]*\b")
_ROLE = re.compile(
    r"\b(?:(?:[Tt]he|[Oo]ur)\s+)?((?:(?!The\b|Our\b|A\b|An\b)[A-Z][\w&-]+\s+){0,3}(?:Manager|Director|Inspector|Buyer|Auditor|Supervisor|Lead|Leader|"
    r"Head|Officer|Representative|Coordinator|Clerk|Engineer|Technician|Controller|Owner|Planner|"
    r"Specialist|Administrator|Keeper|Mechanic|Curator|Trainer|Assistant|Chair|Principal|Deputy|Foreman)"
    r"(?:\s+of\s+[A-Z]\w+)?)\b"
)
_NAME = re.compile(
    r"\b((?:Dr|Mr|Mrs|Ms|Prof)\.?\s+)?([A-Z][a-z'’]+(?:\s+[A-Z]\.?)?\s+[A-Z][a-z'’-]+)\b"
)


class Topic:
    """The subjects of one earlier question and its answer."""

    def __init__(self, turn: Turn) -> None:
        self.turn = turn
        self.sentence: Sentence = parsed(turn.question)
        self._phrases = self.sentence.phrases

    @property
    def clauses(self) -> tuple[ClauseNumber, ...]:
        """Clause numbers that the question names."""
        return tuple(one.number for one in clause_references(self.turn.question))

    @property
    def thing(self) -> str:
        """The thing the question is about, with what belongs to it; "" for none."""
        if not self._things:
            return self._clause
        first = self._things[0]
        return self._whole(first)

    @property
    def main(self) -> Phrase | None:
        """The phrase of that thing."""
        return self._things[0] if self._things else None

    @property
    def doing(self) -> str:
        """What is done, as a noun: "approving new suppliers"; "" when the question has no verb."""
        verb = next(iter(self.sentence.verbs), None)
        if verb is None or verb.lower in ("say", "says", "mean", "ask", "happens", "happen"):
            return ""
        if verb.start and self.sentence.tokens[0] is verb:
            return ""  # list, show
        thing = self.main
        if thing is None:
            return ""
        between = self.sentence.text[verb.end : thing.start].strip()
        particle = between if thing.start > verb.end and between in ("off", "out", "up") else ""
        return " ".join(filter(None, (doing(verb.text), particle, self._whole(thing))))

    @property
    def wanted(self) -> Phrase | None:
        """What was asked for by name, as "form" in "which form is used …"."""
        return next((one for one in self._phrases if one.wanted), None)

    @property
    def asks_only_for_wanted(self) -> bool:
        """Whether nothing else could be meant: "which balance is used for weighing"."""
        others = [one for one in self._phrases if not one.wanted and not one.of]
        wanted = self.wanted
        return (
            not others
            and wanted is not None
            and wanted.head.casefold() not in words_of("attribute")
        )

    @property
    def wanted_thing(self) -> str:
        """What was asked for, described: "the form used for returned goods"; "" for none."""
        wanted = self.wanted
        if wanted is None:
            return ""
        rest = [one for one in self.sentence.tokens if one.start >= wanted.end]
        if not rest:
            return f"the {wanted.text}"
        if rest[0].lower in words_of("being") and len(rest) > 1:
            return f"the {wanted.text} {self._from(rest[1])}"
        return f"the {wanted.text}"

    @property
    def doers(self) -> str:
        """Those asked for by who: "those who release batteries"; "" when it does not ask so."""
        first = self.sentence.tokens[0] if self.sentence.tokens else None
        if first is None or first.lower != "who":
            return ""
        verb = next(iter(self.sentence.verbs), None)
        if verb is not None and self.sentence.tokens[1] is verb:
            return f"those who {base(verb.text)} {self.sentence.text[verb.end :].strip(' ?.!')}"
        return f"those {self._from(first)}"

    @property
    def person(self) -> str:
        """The person or office that the answer, else the question, names; "" for none."""
        told = self.turn.text if self.turn.answered else ""
        asked = self.turn.question.casefold()
        found = [*_people(told), *_people(self.turn.question)]
        new = [one for one in found if one.casefold().removeprefix("the ") not in asked]
        if found:
            return (new or found)[0]
        for one in self._phrases:
            if holds(AnswerType.PERSON, one.text):
                return f"the {one.text}"
        return ""

    @property
    def whole_phrases(self) -> list[Phrase]:
        """Phrases with what hangs on them, where something does: "a frame with a crack"."""
        found = []
        for one in self._phrases:
            end = self.sentence.end_of_whole(one)
            if end > one.end:
                first = one.end - len(one.text)
                words = tuple(self.sentence.text[first:end].split())
                found.append(replace(one, end=end, words=words))
        return found

    def code_of(self, kind: str) -> str:
        """The one code that the answer gives to a thing of this kind ("form BF-7"); "" for none."""
        if not self.turn.answered:
            return ""
        found = dict.fromkeys(one[0] for one in _CODE.finditer(self.turn.text))
        cited = {one.document for one in self.turn.places}
        others = [one for one in found if one not in cited and one not in self.turn.question]
        named = [one for one in others if one.startswith(kind.upper())]
        if len(named) == 1:
            return named[0]  # the CAR: CAR-7
        return f"{kind} {others[0]}" if len(others) == 1 else ""

    def named(self, head: str) -> str:
        """The thing of the question with this head; "" for none."""
        alike = {head, head.rstrip("s"), f"{head}s"}
        for one in self._phrases:
            if one.head.casefold() in alike:
                return self._whole(one) if not one.wanted else self.wanted_thing
        return ""

    @property
    def _things(self) -> list[Phrase]:
        """The phrases by how likely they are what it is about: names and bare ones first."""
        told = [one for one in self._phrases if not one.wanted]
        telling = [one for one in told if not is_attribute(one) or self._has_more(one)] or told
        codes = [one for one in telling if one.has_code and not one.of]
        says = any(
            one.lower in ("say", "says", "require", "requires") for one in self.sentence.verbs
        )
        if says and len(telling) > 1:  # what does the manual say about helmets: the helmets
            telling = [one for one in telling if one.of] or telling
            codes = []
        bare = [one for one in telling if not one.of]
        return list(dict.fromkeys([*codes, *bare, *telling, *self._phrases]))

    @property
    def _clause(self) -> str:
        return f"clause {self.clauses[0]}" if self.clauses else ""

    def _whole(self, phrase: Phrase) -> str:
        """A phrase with what hangs on it: "a frame with a crack"."""
        text = self.sentence.text[phrase.start : self.sentence.end_of_whole(phrase)]
        return f"clause {text}" if _NUMBER.fullmatch(text) else text

    def _has_more(self, phrase: Phrase) -> bool:
        return not phrase.of and self.sentence.end_of_whole(phrase) > phrase.end

    def _from(self, token: Token) -> str:
        return self.sentence.text[token.start :].strip(" ?.!")


_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2})+")


def _people(text: str) -> list[str]:
    """The people and offices that a text names, people first."""
    roles = list(_ROLE.finditer(text))
    taken = [(one.start(), one.end()) for one in roles]
    names = [
        one[0]
        for one in _NAME.finditer(text)
        if not any(start < one.end() and one.start() < end for start, end in taken)
        and one[2].split()[0] not in ("The", "Our", "Each", "Every", "This", "All", "A", "An")
    ]
    return [*names, *(f"the {one[1]}" for one in roles)]


def is_attribute(phrase: Phrase) -> bool:
    """Whether it names what things have, as "limit" and "owner", and no thing."""
    return all(word.casefold() in words_of("attribute") for word in phrase.words)


def own_subjects(sentence: Sentence) -> list[Phrase]:
    """The phrases of a question that tell what it is about by themselves."""
    return [one for one in sentence.phrases if not is_attribute(one)]


def says_nothing_itself(sentence: Sentence) -> bool:
    """Whether a question names no subject of its own."""
    return not own_subjects(sentence) and Role.NOUN not in {
        one.role for one in sentence.tokens if one.text.isupper() and len(one.text) > 1
    }
