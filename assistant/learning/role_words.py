"""Who is named in a text: the receiving inspector, the Head of Quality, Purchasing, everybody."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import yaml

EVERYONE = "everyone"
"""The key of what binds all."""

_WORD = re.compile(r"[A-Za-z][A-Za-z0-9&]*(?:[-/’'][A-Za-z0-9]+)*")
_OWN = re.compile(r"['’]s?$")
_IRREGULAR = {
    "people": "person", "men": "man", "women": "woman", "staff": "staff", "personnel": "personnel",
}  # fmt: skip
_PLURAL_TITLES = frozenset(
    "sales stores goods logistics operations facilities systems materials documents accounts "
    "records projects services parts supplies airworthiness business process compliance".split()
)
_MOST_BEFORE = 4  # words of a title before its head
_THING_AFTER = re.compile(
    r"\s(?:approval|survey|time|list|code|number|name|stamp|mark|training|matrix|form|level|room"
    r"|area|office|manual|policy|book|property|note|meeting|review|card|folder|share|library"
    r"|system|chart|file|server|status|contract|audit|report|procedure|data|record|plan)s?\b"
)
_AFTER_A_DEPARTMENT = re.compile(
    r"\s+(?:\([^)]{1,40}\)\s+)?(?:(?:shall|must|may|can|will|should|is|are|has|have|does|do)\b"
    r"|and\s+[A-Z]|[a-z]+(?:s|es)\b(?!\s+(?:is|are|shall|must)\b))|\s*[.,;:)]|\s*$"
)
_BEFORE_A_DEPARTMENT = re.compile(
    r"(?:\b(?:by|to|with|from|tells?|calls?|asks?|informs?|notif(?:y|ies)|and|or|gives?|sends?|for)"
    r"|\bresponsib\w+\s*[:|–-]|\b(?:owner|actor|who|by)\s*[:|])\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Mention:
    """Somebody named in a text: `text[start:end]` as written, `key` the same for all spellings.

    `bare` is set where only the head is named ("the inspector"): which one, the document tells.
    """

    key: str
    written: str
    start: int
    end: int
    head: str
    bare: bool = False
    plural: bool = False


@cache
def _lists() -> dict[str, frozenset[str]]:
    raw = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
    return {name: frozenset(str(some).split()) for name, some in raw.items()}


@lru_cache(maxsize=20_000)
def mentions(text: str) -> tuple[Mention, ...]:
    """Everybody of the house who is named in `text`, in reading order; outsiders are left out."""
    tokens = list(_WORD.finditer(text))
    found: list[Mention] = []
    for at in range(len(tokens)):
        one = _of_a_head(text, tokens, at) or _department(text, tokens, at)
        if one is not None and not (found and found[-1].end > one.start):
            found.append(one)
    return tuple(found)


def role_key(name: str) -> str:
    """The key of a role by its name: `Receiving-Inspectors` and `receiving inspector` are one."""
    parts = [part for word in _WORD.findall(name) for part in re.split(r"[-/]", _plain(word))]
    kept = [part for part in parts if part not in ("the", "a", "an", "our")]
    return "".join(_singular(part) for part in kept)


def is_everyone(word: str) -> bool:
    """Whether a word names all of the house: everybody, employees."""
    return _singular(_plain(word)) in _lists()["everyone"]


def _of_a_head(text: str, tokens: Sequence[re.Match[str]], at: int) -> Mention | None:
    token = tokens[at]
    plain = _plain(token[0]).replace("co-ord", "coord")
    if is_everyone(plain) or (plain == "staff" and _alone(text, tokens, at)):
        return Mention(EVERYONE, token[0], token.start(), token.end(), EVERYONE, plural=True)
    head = _singular(plain.rsplit("-", 1)[-1])
    if not _is_head(head) or _is_part_of_a_thing(text, token):
        return None
    if _follows_of(text, token):
        return _with_of(text, tokens, at, head)
    first = _first_of_title(text, tokens, at)
    if first is None:
        return None
    whole = text[tokens[first].start() : token.end()]
    bare = first == at and "-" not in token[0]
    if bare and (head in _lists()["joined"] or not _introduced(text, token)):
        return None
    written = _OWN.sub("", whole)
    end = tokens[first].start() + len(written)
    plural = plain != head and plain.endswith("s")
    return Mention(role_key(written), written, tokens[first].start(), end, head, bare, plural)


def _alone(text: str, tokens: Sequence[re.Match[str]], at: int) -> bool:
    """Whether "staff" is all staff: no title before it."""
    before = _plain(tokens[at - 1][0]) if at else ""
    return not before or before in _lists()["stops"] or before == "all"


def _is_head(word: str) -> bool:
    return word in _lists()["heads"] or word in _lists()["joined"]


def _introduced(text: str, token: re.Match[str]) -> bool:
    """A head alone is somebody behind an article, in the plural, or as a label."""
    before = re.search(r"([A-Za-z]+)\W*$", text[: token.start()])
    word = before[1].casefold() if before else ""
    return (
        word in ("the", "a", "an", "our", "each", "every", "any", "no", "by", "only", "or", "and")
        or token[0].endswith("s")
        or (token[0][0].isupper() and not word)
    )


def _is_part_of_a_thing(text: str, token: re.Match[str]) -> bool:
    after = text[token.end() :]
    if _THING_AFTER.match(after):
        return True
    return token[0].casefold() in ("lead", "leads", "hand", "hands", "head", "heads") and bool(
        re.match(r"\s+(?:times?|to|in|over|out|up|the)\b|-", after)
    )


def _first_of_title(text: str, tokens: Sequence[re.Match[str]], at: int) -> int | None:
    """The place of the first word of the title that ends at `at`; None for outsiders."""
    lists, first = _lists(), at
    while first > 0 and at - first < _MOST_BEFORE:
        before = tokens[first - 1]
        gap, plain = text[before.end() : tokens[first].start()], _plain(before[0])
        if gap != " " or _OWN.search(before[0]) or any(map(str.isdigit, before[0])):
            break
        if (
            plain == "and"
            and not tokens[at][0].endswith("s")
            and _joins_titles(text, tokens, first)
        ):
            first -= 2
            continue
        if _singular(plain) in lists["outside"]:
            if before[0][0].isupper() and tokens[at][0][0].isupper() and _inside(plain):
                first -= 1  # "Supplier Quality Engineer", "Customer Service Manager"
                continue
            return first if first < at and not before[0][0].isupper() else None
        if plain in lists["stops"] or plain in lists["leading"] or _is_verb(before[0], tokens[at]):
            break
        first -= 1
    return first


def _inside(word: str) -> bool:
    """Outsiders that titles of the house begin with."""
    return _singular(word) in ("supplier", "vendor", "customer", "client", "user", "regulatory")


def _joins_titles(text: str, tokens: Sequence[re.Match[str]], first: int) -> bool:
    """ "Quality and Airworthiness Manager" in capitals is one title."""
    if first < 2:
        return False
    before = tokens[first - 2]
    alike = before[0][0].isupper() and tokens[first][0][0].isupper()
    return alike and not _is_head(_singular(_plain(before[0]))) and before[0] not in ("The", "A")


def _is_verb(word: str, head: re.Match[str]) -> bool:
    """A lower-case word in -s, -ed or -ly before a title is no part of it."""
    if word[0].isupper() and head[0][0].isupper():
        return False
    plain = _plain(word)
    if plain.endswith(("ed", "ly")) and plain not in ("authorised", "licensed"):
        return True
    return plain.endswith("s") and not plain.endswith("ss") and plain not in _PLURAL_TITLES


def _follows_of(text: str, token: re.Match[str]) -> bool:
    return re.match(r"\s+of\s+", text[token.end() :]) is not None


def _with_of(text: str, tokens: Sequence[re.Match[str]], at: int, head: str) -> Mention | None:
    """ "Head of Quality", "Director of Operations"; "manager of the department" is nobody yet."""
    found = re.match(
        r"\s+of\s+(?:[A-Z][\w&-]*)(?:\s+(?:and\s+)?[A-Z][\w&-]*){0,2}", text[tokens[at].end() :]
    )
    if found is None:
        if head in _lists()["heads"]:
            first = _first_of_title(text, tokens, at)
            if first is not None and first < at:
                start, end = tokens[first].start(), tokens[at].end()
                return Mention(role_key(text[start:end]), text[start:end], start, end, head)
        return None
    start, end = tokens[at].start(), tokens[at].end() + found.end()
    written = text[start:end]
    return Mention(role_key(written.replace(" of ", " ")), written, start, end, head)


def _department(text: str, tokens: Sequence[re.Match[str]], at: int) -> Mention | None:
    token = tokens[at]
    word = _OWN.sub("", token[0])
    if word not in _lists()["departments"]:
        return None
    start, end = token.start(), token.start() + len(word)
    if at and tokens[at - 1][0][0].isupper() and text[tokens[at - 1].end() : start] == " ":
        return None  # the end of another name
    after, before = text[end:], text[:start]
    if re.match(r"\s+(?:Assurance|Control|Department|Team|Office)\b", after):
        found = re.match(r"\s+\w+", after)
        end += found.end() if found else 0
        after = text[end:]
    if re.match(r"(?:\s+|-)[A-Z]", after):
        return None
    behind = _BEFORE_A_DEPARTMENT.search(before)
    acts = re.match(
        r"\s+(?:has|asks?|shall|must|may|is told|are told|is informed|decides)\b", after
    )
    if not (acts or (behind and _AFTER_A_DEPARTMENT.match(after))):
        opening = not before.strip() or before.rstrip().endswith((".", ";", ":"))
        third = re.match(r"\s+[a-z]{3,}s\s+(?:the|a|an|all|each|every|it|them|if|for|and)\b", after)
        if not (third and (opening or behind)):
            return None
    written = text[start:end]
    return Mention(role_key(written), written, start, end, word.casefold())


def _plain(word: str) -> str:
    return _OWN.sub("", word.casefold().replace("’", "'")).replace("'s", "")


def _singular(word: str) -> str:
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("men"):
        return word[:-3] + "man"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word
