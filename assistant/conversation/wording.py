"""Other forms of a verb, and other ways to begin a question."""

import re

from assistant.conversation.grammar import Phrase, Role, Sentence, Token, is_participle, words_of

_BASES = {
    "kept": "keep", "held": "hold", "done": "do", "made": "make", "sent": "send", "given": "give",
    "taken": "take", "written": "write", "chosen": "choose", "seen": "see", "told": "tell",
    "put": "put", "set": "set", "bought": "buy", "sold": "sell", "found": "find", "led": "lead",
    "frozen": "freeze", "driven": "drive", "drawn": "draw", "shown": "show", "read": "read",
    "split": "split", "shut": "shut", "let": "let", "lent": "lend", "left": "leave", "met": "meet",
    "cut": "cut", "built": "build", "brought": "bring", "paid": "pay", "lost": "lose",
}  # fmt: skip
_PARTICIPLES = {base: form for form, base in _BASES.items()}
_VOWEL = "aeiou"
_OPENING = re.compile(
    r"^(?:(?:up\s+to|down\s+to|until|till|since|from|by|within|for|at|in|on|to|with|after|before|under)\s+)?"
    r"(?:who(?:m|se)?|wh?ats?|which|when|where|why|how)\b"
    r"(?:(?<=how)\s+(?:long|often|many|much|far|soon|old|early|late|quickly|fast|big|hot|dry|high|low|deep|large|small)\b)?"
    r"(?:\s+else\b)?",
    re.IGNORECASE,
)


def opening(text: str) -> str:
    """What a question begins with: "how long", "by whom", "who else"; "" for none."""
    match = _OPENING.match(text)
    return match[0] if match else ""


def base(verb: str) -> str:
    """The plain form of a verb: "signs" -> "sign", "calibrated" -> "calibrate"."""
    lower = verb.casefold()
    if lower in _BASES:
        return _BASES[lower]
    if lower.endswith("ied"):
        return lower[:-3] + "y"
    if lower.endswith("ed") and len(lower) > 4:
        return _without_ending(lower[:-2])
    if lower.endswith("ies"):
        return lower[:-3] + "y"
    if re.search(r"(?:ss|sh|ch|x|zz|o)es$", lower):
        return lower[:-2]
    return lower[:-1] if lower.endswith("s") and not lower.endswith("ss") else lower


def _without_ending(stem: str) -> str:
    """The plain form of what stood before -ed: "calibrat" -> "calibrate", "stopp" -> "stop"."""
    if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "ls":
        return stem[:-1]
    if stem.endswith(tuple(words_of("no_silent_e"))):
        return stem
    return f"{stem}e" if stem.endswith(tuple(words_of("silent_e"))) else stem


def doing(verb: str) -> str:
    """The form in -ing: "approves" -> "approving"."""
    plain = base(verb)
    if plain.endswith("e") and not plain.endswith(("ee", "oe", "ye")):
        return plain[:-1] + "ing"
    if _doubles(plain):
        return plain + plain[-1] + "ing"
    return plain + "ing"


def done(verb: str) -> str:
    """The past participle: "approves" -> "approved"."""
    if is_participle(verb.casefold()):
        return verb.casefold()
    plain = base(verb)
    if plain in _PARTICIPLES:
        return _PARTICIPLES[plain]
    if plain.endswith("e"):
        return plain + "d"
    if plain.endswith("y") and plain[-2:-1] not in _VOWEL:
        return plain[:-1] + "ied"
    return plain + plain[-1] + "ed" if _doubles(plain) else plain + "ed"


def _doubles(plain: str) -> bool:
    return bool(re.fullmatch(r"[^aeiou]*[aeiou][bdgmnprt]", plain))


def _does(verb: str) -> str:
    """The form for one person: "keep" -> "keeps", "carry" -> "carries"."""
    plain = base(verb)
    if plain.endswith("y") and plain[-2:-1] not in _VOWEL:
        return plain[:-1] + "ies"
    return plain + ("es" if re.search(r"(?:s|sh|ch|x|z|o)$", plain) else "s")


def is_plural(phrase: Phrase) -> bool:
    """Whether it names several things: suppliers, but not Christmas, a lens or one's premises."""
    return bool(singular(phrase.head)) or phrase.head.casefold() in words_of("several_only")


def singular(noun: str) -> str:
    """ "supplier" for "suppliers"; "" for what is no plural, or has no singular."""
    lower = noun.casefold()
    ends = lower.endswith("s") and not lower.endswith(("ss", "us", "is", "'s"))
    if not ends or lower in words_of("ends_in_s") or lower in words_of("several_only"):
        return ""
    if lower.endswith("ies") and len(lower) > 4:
        return noun[:-3] + "y"
    if lower.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return noun[:-2]
    return noun[:-1]


def asked_otherwise(new: str, before: Sentence) -> str | None:
    """An earlier question asked with another opening: "how often" of "who checks the tools?"."""
    text = before.text.rstrip(" ?.!")
    old = opening(text)
    if not old:
        first = before.tokens[0] if before.tokens else None
        if first is None or first.role is not Role.AUXILIARY:
            return None
        new = "by whom" if new.casefold() == "who" and _is_passive(before) else new
        return f"{new} {text[0].lower()}{text[1:]}?"
    rest = text[len(old) :].strip()
    if new.casefold() == "who" and not old.casefold().startswith("who"):
        if (active := _without_speaker(before)) is not None:
            return active
        new = "by whom" if _is_passive(before) else new
    asks_who = old.casefold().split()[0] == "who" and not _is_object(before)
    if asks_who and not new.casefold().startswith("who"):
        return _in_the_passive(new, before)
    if old.casefold().startswith(("what", "wat", "which", "how many", "how much")):
        return _of_what(new, before, rest)
    return f"{new} {rest}?"


def _is_passive(before: Sentence) -> bool:
    """Whether something is done in it, and who does it could be asked: "are the tools checked"."""
    being = [one.end for one in before.tokens if one.lower in words_of("being")]
    return any(
        is_participle(one.lower) and min(being, default=one.end) < one.start for one in before.verbs
    )


def _without_speaker(before: Sentence) -> str | None:
    """ "who keeps the logs?" of "how long do we keep the logs?"."""
    at = next((n for n, one in enumerate(before.tokens) if one.role is Role.AUXILIARY), None)
    following = () if at is None else before.tokens[at + 1 : at + 3]
    if at is None or [one.role for one in following] != [Role.SPEAKER, Role.VERB]:
        return None
    auxiliary, verb = before.tokens[at], following[1]
    is_modal = auxiliary.lower in words_of("modal")
    does = f"{auxiliary.text} {verb.text}" if is_modal else _does(verb.text)
    return f"who {does} {before.text[verb.end :].strip(' ?.!')}".strip() + "?"


def _is_object(before: Sentence) -> bool:
    """Whether who is not the doer: "who do we tell"."""
    roles = [one.role for one in before.tokens[1:3]]
    return len(roles) == 2 and roles[1] in (Role.SPEAKER, Role.PRONOUN)


def _in_the_passive(new: str, before: Sentence) -> str | None:
    """ "how often are the permits reviewed?" of "who reviews the permits?"."""
    verb = next(iter(before.verbs), None)
    thing = next((one for one in before.phrases if verb and one.start >= verb.end), None)
    if verb is None or thing is None or thing.of:
        return None
    modal = next((one.text for one in before.tokens if one.lower in words_of("modal")), "")
    inner = next((one for one in before.verbs if verb.end < one.start < thing.start), None)
    if inner is not None:  # who is allowed to release goods
        verb, modal = inner, modal or "may"
    particle = before.text[verb.end : thing.start].strip()
    end = before.end_of_whole(thing)
    tail = before.text[end:].strip(" ?.!")
    named = before.text[thing.start : end]
    verbal = f"{done(verb.text)} {particle}".strip()
    if modal:
        made = f"{new} {modal} {named} be {verbal} {tail}"
    else:
        made = f"{new} {'are' if is_plural(thing) else 'is'} {named} {verbal} {tail}"
    return f"{made.strip()}?"


def _of_what(new: str, before: Sentence, rest: str) -> str | None:
    """Of a question for a thing: that thing becomes a part of the sentence."""
    after = _after_opening(before)
    if after is None:
        return None
    if after.role is Role.VERB:  # what happens to
        return f"{new} does it {base(after.text)} {before.text[after.end :].strip(' ?.!')}?"
    wanted = next((one for one in before.phrases if one.wanted), None)
    if wanted is not None:
        tail = before.text[wanted.end :].strip(" ?.!")
        auxiliary, _, others = tail.partition(" ")
        return f"{new} {auxiliary} the {wanted.text} {others}".strip() + "?"
    verb = next(iter(before.verbs), None)
    if after.lower in words_of("being") and verb is not None and not _names_between(before, verb):
        return f"{new} is something {before.text[verb.start :].strip(' ?.!')}?"
    if after.lower in words_of("being") and before.phrases:
        return f"{new} {rest}?"
    return f"{new} {rest}?"


def _after_opening(before: Sentence) -> Token | None:
    return next((one for one in before.tokens if one.role is not Role.ASKING), None)


def _names_between(before: Sentence, verb: Token) -> bool:
    return any(one.start < verb.start for one in before.phrases)
