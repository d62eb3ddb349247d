"""The parts of a short question: what it asks with, its verbs, and the things it names.

No parser of English: a reading of the few forms that questions take, by their small words.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

import yaml

_TOKEN = re.compile(r"\d{1,3}(?:,\d{3})+|[^\W_]+(?:[-./'’&][^\W_]+)*|&|\+")
_ENDS = re.compile(r"[?.!;:,]|\s+[-–—]\s")
_HANGS_ON = ("of", "with", "about", "without", "for", "against", "on")


class Role(StrEnum):
    """What a word does."""

    ASKING = "asking"
    AUXILIARY = "auxiliary"
    PREPOSITION = "preposition"
    DETERMINER = "determiner"
    POINTING = "pointing"
    PRONOUN = "pronoun"
    POSSESSIVE = "possessive"
    ONES = "ones"
    SPEAKER = "speaker"
    JOINING = "joining"
    ADVERB = "adverb"
    VERB = "verb"
    NOUN = "noun"  # anything that names or describes


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text, with what it does. `stop`: a sign of punctuation follows it."""

    text: str
    start: int
    end: int
    role: Role
    stop: bool

    @property
    def lower(self) -> str:
        """In lower case, with a plain apostrophe."""
        return self.text.casefold().replace("’", "'")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that name one thing: `text[start:end]`, determiner included.

    `words` are without the determiner; `of` is the preposition before it, "" for none; `wanted`
    marks what is asked for, as "form" in "which form".
    """

    start: int
    end: int
    words: tuple[str, ...]
    of: str = ""
    wanted: bool = False
    determiner: str = ""

    @property
    def text(self) -> str:
        """The words, without the determiner."""
        return " ".join(self.words)

    @property
    def head(self) -> str:
        """The noun it is about: its last word."""
        return self.words[-1]

    @property
    def has_code(self) -> bool:
        """Whether a number or code is part of it."""
        return any(sign.isdigit() for sign in self.text)

    @property
    def is_name(self) -> bool:
        """Whether it is written like a name."""
        return all(word == "&" or word[0].isupper() for word in self.words)


@cache
def words_of(kind: str) -> frozenset[str]:
    """The words of one kind in `words.yaml`."""
    return frozenset(_lists()[kind].split())


@cache
def _lists() -> dict[str, str]:
    text = (Path(__file__).parent / "words.yaml").read_text(encoding="utf-8")
    loaded: dict[str, str] = yaml.safe_load(text)
    return loaded


@cache
def _roles() -> dict[str, Role]:
    plain = (
        Role.ADVERB, Role.JOINING, Role.SPEAKER, Role.ONES, Role.POSSESSIVE, Role.PRONOUN,
        Role.POINTING, Role.DETERMINER, Role.PREPOSITION, Role.AUXILIARY, Role.ASKING,
    )  # fmt: skip
    return {word: role for role in plain for word in words_of(role.value)}


@dataclass(frozen=True, slots=True)
class Sentence:
    """A question in parts."""

    text: str
    tokens: tuple[Token, ...]
    phrases: tuple[Phrase, ...]

    @property
    def verbs(self) -> tuple[Token, ...]:
        """Its verbs of content."""
        return tuple(one for one in self.tokens if one.role is Role.VERB)

    def end_of_whole(self, phrase: Phrase) -> int:
        """Where a phrase ends with what hangs on it: "a frame with a crack"."""
        end = phrase.end
        for one in self.phrases:
            hangs_on = one.start > end and one.of in _HANGS_ON
            if hangs_on and self.text[end : one.start].split() == [one.of]:
                end = one.end
        return end

    def roles(self) -> frozenset[Role]:
        """Every role that a word of it has."""
        return frozenset(one.role for one in self.tokens)


@cache
def parsed(text: str) -> Sentence:
    """The parts of a question."""
    tokens = _with_verbs(_tokens(text))
    return Sentence(text, tuple(tokens), tuple(_phrases(tokens)))


def _tokens(text: str) -> list[Token]:
    found = []
    for match in _TOKEN.finditer(text):
        lower = match[0].casefold().replace("’", "'")
        role = _roles().get(lower, Role.NOUN)
        if match[0].isupper() and len(match[0]) > 1:
            role = Role.NOUN  # IT is not "it"
        stop = bool(_ENDS.match(text, match.end()))
        found.append(Token(match[0], match.start(), match.end(), role, stop))
    return found


def _with_verbs(tokens: list[Token]) -> list[Token]:
    """The tokens with their verbs told from their nouns."""
    roles = [one.role for one in tokens]
    for at, token in enumerate(tokens):
        if roles[at] is Role.NOUN and _is_verb(tokens, roles, at):
            roles[at] = Role.VERB
        elif token.lower in words_of("predicative") and at and _is_predicate(tokens, roles, at):
            roles[at] = Role.ADVERB
        if token.lower in words_of("degree") and at and tokens[at - 1].lower == "how":
            roles[at] = Role.ADVERB
    return [
        Token(one.text, one.start, one.end, role, one.stop)
        for one, role in zip(tokens, roles, strict=True)
    ]


def _is_verb(tokens: list[Token], roles: list[Role], at: int) -> bool:
    lower = tokens[at].lower
    if at == 0:
        return lower in words_of("imperative")
    if any(sign.isdigit() for sign in lower):
        return False
    before = _before(roles, at)
    if before is None:
        return False
    word = tokens[before].lower
    if word in words_of("being") or word in ("get", "gets"):
        return is_participle(lower)
    if roles[before] is Role.POINTING:
        return _follows_pointing(tokens, roles, at, before)
    return (
        _follows_subject(tokens, roles, at, before)
        or (word in words_of("modal") and _asks_who(tokens, before))
        or (word == "to" and _opens_infinitive(tokens, roles, before))
        or (roles[before] is Role.NOUN and lower in words_of("past"))
        or (roles[before] is Role.NOUN and _is_last_of_subject(tokens, roles, at))
    )


def _follows_subject(tokens: list[Token], roles: list[Role], at: int, before: int) -> bool:
    """Whether the word before is one that a verb follows: we, who, "if one"."""
    word = tokens[before].lower
    if word == "what":
        return _ends_at_small_word(roles, at)
    if word == "one":
        return before > 0 and roles[before - 1] is Role.JOINING
    return word in ("who", "i", "we", "you", "they", "he", "she", "people", "it")


def _follows_pointing(tokens: list[Token], roles: list[Role], at: int, before: int) -> bool:
    """ "is that checked", "does this apply"."""
    opener = tokens[before - 1].lower if before else ""
    if opener in words_of("being"):
        return is_participle(tokens[at].lower)
    last = at + 1 == len(roles) or roles[at + 1] is not Role.NOUN
    return last and (opener in words_of("doing") or opener in words_of("modal"))


def _opens_infinitive(tokens: list[Token], roles: list[Role], to: int) -> bool:
    opener = tokens[to - 1].lower if to else ""
    return bool(to) and (
        roles[to - 1] is Role.VERB or opener in ("how", "have", "has", "need", "needs")
    )


def _before(roles: list[Role], at: int) -> int | None:
    """The place of the word before, adverbs passed over."""
    place = at - 1
    while place >= 0 and roles[place] is Role.ADVERB:
        place -= 1
    return place if place >= 0 else None


def _ends_at_small_word(roles: list[Role], at: int) -> bool:
    """Whether no noun or auxiliary follows: "what happens to", but "what form is"."""
    after = roles[at + 1] if at + 1 < len(roles) else None
    return after not in (Role.NOUN, Role.AUXILIARY)


def _asks_who(tokens: list[Token], auxiliary: int) -> bool:
    return auxiliary > 0 and tokens[auxiliary - 1].lower in ("who", "and", "else")


def _is_last_of_subject(tokens: list[Token], roles: list[Role], at: int) -> bool:
    """Whether it is the verb of "does the approval last", "must a van carry"."""
    opener = _opener(tokens, roles, at)
    if opener in words_of("being"):
        return is_participle(tokens[at].lower)
    if opener in ("if", "when", "because", "unless", "whether"):
        return roles[at - 1] is Role.NOUN and tokens[at].lower.endswith(("s", "ed"))
    asked = opener in words_of("doing") or opener in words_of("modal")
    return asked and not _has_parts_and_a_verb(tokens, roles, at)


def _has_parts_and_a_verb(tokens: list[Token], roles: list[Role], at: int) -> bool:
    """Whether it is no verb, as one comes later: "does the weekly print of labels start"."""
    after = roles[at + 2 :]
    if after[:1] == [Role.DETERMINER]:
        after = after[1:]
    has_of = at + 1 < len(tokens) and tokens[at + 1].lower == "of"
    of_two = after[:2] == [Role.NOUN, Role.NOUN]
    return has_of and of_two and tokens[at].lower not in words_of("takes_of")


def _is_predicate(tokens: list[Token], roles: list[Role], at: int) -> bool:
    """Whether it is the adjective of "is the report due"."""
    return _opener(tokens, roles, at) in words_of("being")


def _hangs_on(tokens: list[Token], roles: list[Role], at: int) -> bool:
    """Whether a preposition joins two nouns: "the risk of a supplier"."""
    return at > 0 and tokens[at].lower in _HANGS_ON and roles[at - 1] is Role.NOUN


_IN_A_SUBJECT = (Role.NOUN, Role.DETERMINER, Role.POSSESSIVE, Role.ONES, Role.POINTING)


def _opener(tokens: list[Token], roles: list[Role], at: int) -> str:
    """The auxiliary before the run of nouns that ends at this place; "" where it goes on."""
    if at + 1 < len(tokens) and roles[at + 1] in (Role.NOUN, Role.AUXILIARY):
        return ""
    first = at
    while first and (roles[first - 1] in _IN_A_SUBJECT or _hangs_on(tokens, roles, first - 1)):
        first -= 1
    return tokens[first - 1].lower if first and first < at + 1 else ""


def is_participle(word: str) -> bool:
    """Whether a word reads as a past participle."""
    return word in words_of("irregular") or (len(word) > 4 and word.endswith("ed"))


def _phrases(tokens: list[Token]) -> list[Phrase]:
    found = []
    at = 0
    while at < len(tokens):
        if tokens[at].role is not Role.NOUN:
            at += 1
            continue
        end = at + 1
        while end < len(tokens) and tokens[end].role is Role.NOUN and not tokens[end - 1].stop:
            end += 1
        found.append(_phrase(tokens, at, end))
        at = end
    return found


def _phrase(tokens: list[Token], at: int, end: int) -> Phrase:
    first = at
    while first and tokens[first - 1].role in (Role.DETERMINER, Role.POSSESSIVE):
        first -= 1
    if first == at and first and tokens[first - 1].role is Role.POINTING:
        first -= 1
    before = tokens[first - 1] if first else None
    two_before = tokens[first - 2].lower if first > 1 else ""
    wanted = before is not None and (
        before.lower in ("which", "what", "whose") or ((before.lower in ("many", "much"))
        and two_before == "how")
    )  # fmt: skip
    return Phrase(
        tokens[first].start,
        tokens[end - 1].end,
        tuple(one.text for one in tokens[at:end]),
        before.lower if before is not None and before.role is Role.PREPOSITION else "",
        wanted,
        " ".join(one.text for one in tokens[first:at]),
    )
