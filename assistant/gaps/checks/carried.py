"""Quality clauses that the organisation's own documents have on every order, and orders without."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from assistant.gaps.cells import day, place, standing, text
from assistant.gaps.ground import Ground
from assistant.gaps.lapses import Lapse, Place
from assistant.gaps.mentioned import document_key
from assistant.gaps.names import plain
from assistant.gaps.rules import Rule
from assistant.model.records import Record, Standing
from assistant.sentences import sentences

Code = tuple[str, int]  # letters and number: Q7 and "Q 07" are one

_CODE = re.compile(
    r"\b(?P<letters>[A-Z]{1,4})(?P<sign>[-. ]?)(?P<first>\d{1,3})\b"
    r"(?:\s*(?:to|through|thru|[-–—])\s*(?:(?P=letters)(?P=sign))?(?P<last>\d{1,3})\b)?"
)
_EVERY = re.compile(
    r"\b(?:every|each|all)\s+(?:our\s+|of our\s+)?(?:purchase\s+)?(?:orders?|POs?)\b(?P<tail>.*)",
    re.IGNORECASE,
)
_CARRIES = re.compile(
    r"\b(?:apply|applies|carr(?:y|ies)|states?|contains?|bears?|includes?|shows?|ha(?:s|ve)"
    r"|quotes?|names?|lists?|cites?)\b",
    re.IGNORECASE,
)
_SOME = re.compile(
    r"\b(?:not|never|unless|except|if|when|where|only|or|may|as applicable|as needed)\b",
    re.IGNORECASE,
)
_NARROWED = re.compile(r"\s+(?:for|of|to|from|above|over|under|below|with|placed|at|on)\b", re.I)
_PRODUCT = re.compile(
    r"\s+for\s+(?:aerospace|aircraft|aviation|flight|airworthy)?\s*"
    r"(?:products?|parts?|goods|articles?|hardware)\b",
    re.IGNORECASE,
)
_LEADS = re.compile(r"\b(?:of|per|see|in|from|by|form|document|procedure)\s+$", re.IGNORECASE)
_ALL = re.compile(r"\ball (?:of )?(?:the |our )?(?:quality )?(?:clauses|codes)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Asked:
    """Codes that a sentence has on every order, as it spells them."""

    codes: Mapping[Code, str]
    place: Place
    since: date
    number: str


def clauses_left_out(ground: Ground, rule: Rule) -> Iterator[Lapse]:
    """Orders that name clauses and leave out some that are said to be on every order.

    Only codes of letters that the orders themselves use count. An order older than the document,
    a cancelled one and one that names no clause at all are left alone.
    """
    field = rule.one("fields")
    orders: defaultdict[str, list[Record]] = defaultdict(list)
    for record in ground.of(rule.one("type")):
        orders[plain(record.key)].append(record)
    carried = {key: _carried(ground, lines, field) for key, lines in orders.items()}
    named = [code for lines in orders.values() for one in lines for code in codes(text(one, field))]
    letters = {letters for letters, _ in named}
    asked = list(_asked(ground, letters)) if letters else []
    for key, lines in orders.items() if asked else ():
        if carried[key] and not _is_settled_otherwise(lines, field):
            yield from _left_out(lines, carried[key], asked, field)


def _left_out(
    lines: list[Record], carried: Mapping[Code, str], asked: list[_Asked], field: str
) -> Iterator[Lapse]:
    ordered = min((on for one in lines if (on := day(one, "ordered"))), default=None)
    held = [one for one in asked if ordered is None or one.since <= ordered]
    missing = {
        code: spelt for one in held for code, spelt in one.codes.items() if code not in carried
    }
    if not missing:
        return
    saying = [one for one in held if missing.keys() & one.codes.keys()]
    line = next((one for one in lines if text(one, field)), lines[0])
    yield Lapse(
        line.key,
        (place(line, field), *dict.fromkeys(one.place for one in saying)),
        {
            "key": line.key,
            "codes": ", ".join(missing[code] for code in sorted(missing)),
            "source": ", ".join(dict.fromkeys(one.number for one in saying)),
        },
    )


def _carried(ground: Ground, lines: list[Record], field: str) -> Mapping[Code, str]:
    """The codes in the field of an order's lines; on a paper of its own, anywhere on it."""
    found = codes(" ; ".join(said for one in lines if (said := text(one, field))))
    papers = {one.revision for one in lines if "!" not in one.row} if found else set()
    for revision in papers:
        found |= codes(" ; ".join(one.text for one in ground.papers.all_passages(revision)))
    return found


def _is_settled_otherwise(lines: list[Record], field: str) -> bool:
    return any(standing(one) is Standing.REJECTED or _ALL.search(text(one, field)) for one in lines)


def _asked(ground: Ground, letters: set[str]) -> Iterator[_Asked]:
    for revision in ground.papers.directing:
        for passage in ground.papers.passages[revision.id]:
            if not _EVERY.search(passage.text):
                continue
            for start, end in sentences(passage.text):
                sentence = " ".join(passage.text[start:end].split())
                found = {
                    code: spelt
                    for code, spelt in on_every_order(sentence).items()
                    if code[0] in letters and document_key(spelt) not in ground.papers.by_number
                }
                if found:
                    since = revision.identity.effective_date or date.min
                    where = Place(passage.id, sentence[:400])
                    yield _Asked(found, where, since, revision.number)


def on_every_order(sentence: str) -> dict[Code, str]:
    """The codes that the sentence has on every order of product; none where it is for some."""
    match = _EVERY.search(sentence)
    if match is None or not _CARRIES.search(sentence) or _SOME.search(sentence):
        return {}
    if _NARROWED.match(match["tail"]) and not _PRODUCT.match(match["tail"]):
        return {}
    return codes(sentence, leads=True)


def codes(said: str, *, leads: bool = False) -> dict[Code, str]:
    """The codes in a text, "Q1 to Q9" as nine; with `leads` without those after "of" or "per"."""
    found: dict[Code, str] = {}
    for match in _CODE.finditer(said):
        if leads and _LEADS.search(said[: match.start()]):
            continue
        first = int(match["first"])
        last = max(first, int(match["last"] or first))
        for number in range(first, min(last, first + 99) + 1):
            spelt = f"{match['letters']}{match['sign']}{number:0{len(match['first'])}d}"
            found.setdefault((match["letters"], number), spelt)
    return found
