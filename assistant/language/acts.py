"""The act of a question and the thing it is done to: who writes the plan, when it is closed."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import yaml

from assistant.language.words import stem, word_list, words

_BE = r"(?:is|are|was|were|be|been|being|gets?|got)"
_MUST = (
    r"(?:may|can|could|must|should|shall|will|would|(?:has|have|had|needs?|gets|wants?|ought)\s+to|"
    r"(?:is|are)\s+(?:allowed|supposed|authori[sz]ed|entitled|permitted|expected|able|going)\s+to|do|does|did)"
)
_WHO_DOES = re.compile(
    rf"\bwho\s+(?:else\s+|\w+ly\s+|then\s+|also\s+)?(?:{_MUST}\s+)?(?:\w+ly\s+)?(?P<verb>[a-z]+(?:-[a-z]+)?)\b(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_WHO_ANSWERS_FOR = re.compile(
    r"\bwho\s+(?:is|are|was|were)\s+(?:\w+ly\s+)?(?:responsible|accountable|in\s+charge)\s+(?:for|of)\s+(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_WHEN = (
    r"\b(?:when|how\s+(?:often|frequently|regularly|soon|quickly|fast|early)(?:\s+(?:after|before|until)\b[^?]*?)?|"
    r"how\s+many\s+(?:\w+\s+)?(?:minutes|hours|days|weeks|months|years)\s+(?:after|before)\b[^?]*?)\s+"
)
_PRONOUN = r"(?:we|you|i|they|he|she|one|it|somebody|someone|people)"
_DONE_WHEN = re.compile(
    rf"{_WHEN}(?:{_MUST}\s+(?=[^?]*?\b(?:be|get)\b)|{_BE}\s+)(?P<np>[^?.,;]*?)\s*\b(?:(?:have|has|need|needs)\s+to\s+)?(?:{_BE}\s+)?"
    r"(?:\w+ly\s+)?(?P<verb>(?:re-?)?[a-z]+(?:ed|ught|nt|wn|tten|ld|ept|de|ut|ne|id|osen|ken|ven|nd))"
    r"(?P<particle>\s+(?:up|out|off|in|down|over|away|back)\b)?(?P<rest>(?:\s+(?:after|before|by|when|if|for|from|in|on|at|to|"
    r"with|once|and|or|unless|without|during|under|as)\b[^?]*)?)\s*[?.!]*$",
    re.IGNORECASE,
)
_DONE_WHERE = re.compile(
    rf"\bwhere\s+(?:{_MUST}\s+|{_BE}\s+)(?P<np>[^?.,;]*?)\s*\b(?:{_BE}\s+)?"
    r"(?P<verb>(?:re-?)?[a-z]+(?:ed|ught|nt|wn|tten|ld|ept|ut|ne|nd))\s*[?.!]*$",
    re.IGNORECASE,
)
_WE_DO_WHEN = re.compile(
    rf"{_WHEN}(?:{_MUST}|are|is)\s+{_PRONOUN}\s+"
    r"(?:(?:have|need|allowed|supposed)\s+to\s+|ever\s+|normally\s+|usually\s+)?(?:be\s+)?"
    r"(?P<verb>[a-z-]+)\b(?P<rest>[^?]*)",
    re.IGNORECASE,
)
_DOES_WHEN = re.compile(
    rf"{_WHEN}{_MUST}\s+(?P<np>(?:(?:an?|the|our|each|every|any)\s+)?(?:[\w-]+\s+){{1,3}}?)"
    r"(?P<verb>[a-z-]+)(?P<rest>(?:\s+(?:an?|the|our|its|their|place)\b[^?]*)?)\s*[?.!]*$",
    re.IGNORECASE,
)
_STOPS = re.compile(
    r"(?<!-)\b(?:for|in|on|at|to|from|with|by|when|if|before|after|that|which|who|about|under|during|once|unless|without|"
    r"as|and|or|per|within|until|over)\b(?!-)|[,;?.!(]",
    re.IGNORECASE,
)
_PARTICLE = re.compile(
    r"\s*(?:in|up|out|off|over|down|after|away|back|on|through)\b(?!\s+(?:an?|the|our|this|each)\b)",
    re.IGNORECASE,
)
_PARTICLE_LAST = re.compile(
    r"\b(?:in|up|out|off|over|down|after|away|back|on|through)\W*$", re.IGNORECASE
)
_LONGEST = 400  # characters; longer ones are stories, not questions of one act
_LIGHT, _NO_ACT = word_list("light"), word_list("no_act")


@dataclass(frozen=True, slots=True)
class Asked:
    """The act and the thing of a question, as stems.

    Any of `act` tells the act; it is empty for a verb of two words ("set up"). The last of `things`
    is the noun itself. `light`: the verb says nothing, and the thing is the act ("hold a review").
    """

    act: frozenset[str]
    things: tuple[str, ...]
    light: bool = False


@lru_cache(maxsize=256)
def who_asked(text: str) -> Asked | None:
    """Who does which act to which thing; None where no act can be read."""
    if len(text) > _LONGEST:
        return None
    if found := _WHO_ANSWERS_FOR.search(text):
        first = words(found["rest"])[:1]
        if first and first[0].text.endswith("ing"):
            return _asked(first[0].text, found["rest"][first[0].end :])
        return _asked("do", found["rest"])
    found = _WHO_DOES.search(text)
    if found is None or re.fullmatch(_BE, found["verb"], re.IGNORECASE):
        return None
    return _asked(found["verb"], found["rest"])


@lru_cache(maxsize=256)
def when_asked(text: str) -> Asked | None:
    """When which act is done to which thing; None where no act can be read."""
    if len(text) > _LONGEST:
        return None
    if found := _WE_DO_WHEN.search(text):
        return _asked(found["verb"], found["rest"])
    if found := _DONE_WHEN.search(text):
        return _asked(found["verb"], found["np"] + (found["particle"] or ""))
    if (found := _DOES_WHEN.search(text)) and not _STOPS.search(found["np"]):
        return _asked(found["verb"], found["rest"] if found["verb"] == "need" else found["np"])
    return None


@lru_cache(maxsize=256)
def where_asked(text: str) -> Asked | None:
    """Where which act is done to which thing; None where no act can be read, or it says nothing."""
    found = _DONE_WHERE.search(text) if len(text) <= _LONGEST else None
    asked = _asked(found["verb"], found["np"]) if found else None
    return None if asked is None or asked.light else asked


def _asked(verb: str, rest: str) -> Asked | None:
    things = tuple(things_of(rest))
    act = stem(verb.split("-")[-1])
    if verb.casefold() in _NO_ACT:
        return None
    phrasal = _PARTICLE.match(rest) or _PARTICLE_LAST.search(rest)
    if act in _LIGHT:
        return Asked(frozenset(things[-1:]), things, light=True) if things else None
    return Asked(frozenset() if phrasal else frozenset({act}), things)


def things_of(rest: str) -> Iterable[str]:
    """Stems of what is asked about, up to a condition; the noun itself last."""
    before = _STOPS.split(rest.strip(), maxsplit=1)[0] or rest
    parts = re.split(r"\bof\b", before)
    for part in reversed(parts):
        said = [word for word in words(part) if not word.is_stop_word]
        if len(said) > 1 and said[-1].text.casefold().endswith("ed"):
            said = said[:-1]  # "the issues raised"
        yield from (word.stem for word in said)


@cache
def same_acts() -> tuple[frozenset[str], ...]:
    """Groups of stems that tell one act in other forms: write, written, author."""
    raw = yaml.safe_load((Path(__file__).parent / "acts.yaml").read_text(encoding="utf-8"))
    return tuple(frozenset(stem(word) for word in str(group).split()) for group in raw)
