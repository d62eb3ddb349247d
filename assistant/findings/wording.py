"""What to look at again in the wording of a finding: people, remedies, verdicts, no identifiers.

Everything here is a flag for the auditor, never a refusal: the words stay as they were typed.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from functools import cache
from pathlib import Path

import yaml

from assistant.dates import find_dates
from assistant.gaps.names import organisation
from assistant.identifiers import LETTERS_SPACE_DIGITS
from assistant.language.answer_types import is_role, is_somebody
from assistant.model.findings import Finding, Flag, Grade

_FILE = Path(__file__).with_name("wording.yaml")

_SIGN = re.compile(
    r"(?<![\w.])(?:(?=[\w./-]*\d)(?=[\w./-]*[^\W\d_])[^\W_][\w/-]*(?:\.\w+)*"
    r"|\d{4,}(?:[-/]\w+)*|\d+(?:[-/]\w+)+)(?!\w)"
)
_NUMBERED = re.compile(
    r"\b(?:nos?|nr|number|p\.?o|s\.?o|orders?|lots?|batch|batches|ncrs?|cars?|grns?|certs?|s/n"
    r"|certificates?|serials?|forms?|stamps?|gauges?|rows?|lines?|items?|invoices?|shipments?"
    r"|tickets?|tags?|labels?|bins?|shelf|shelves|racks?|box|boxes|cabinets?|rooms?|stores?|sheets?|pages?|cards?"
    r"|drawings?|reports?|audits?|complaints?|suppliers?|weeks?)\b"
    r"[.:#\s]{1,3}(?:no\.?\s*)?#?\d+(?:[-/]\w+)*\b|#\d+",
    re.IGNORECASE,
)
_NO_SIGN = re.compile(
    r"\d+(?:st|nd|rd|th)|\d+(?:[.,]\d+)?(?:mm|cm|m|km|g|kg|l|ml|s|min|h|hrs?|days?|months?|years?|pcs?"
    r"|x|%|°c)|(?:19|20)\d\d|q[1-4]",
    re.IGNORECASE,
)
_STANDARD = re.compile(
    r"\b(?:ISO|EN|AS|SAE|IEC|DIN)(?:[/ -](?:EN|ISO|IEC))*[- ]?\d{4}\w?(?:[-:]\d+)*"
)
_DAY = re.compile(
    r"\b\d{1,2}(?:st|nd|rd|th|\.)?\s+(?:of\s+)?(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)"
    r"[a-z]*\b|\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\s+\d{1,2}\b",
    re.IGNORECASE,
)
"""A day whose year goes without saying."""
_TITLED = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Herr|Frau|Mme|Dr)\.?\s+[A-Z][\w'’-]+")
_INITIAL = re.compile(r"\b[A-Z]\.\s?(?:[A-Z]\.\s?)?(?:[A-Z]|O['’][A-Z])[a-zà-ÿ][\w'’-]+")
_DOER = re.compile(
    r"\b(?:by|told|asked|colleague|according to|[Pp]er)\s+"
    r"((?:[A-Z]|[A-Z][a-zà-ÿ'’-]+)\s+[A-Z][a-zà-ÿ'’-]+)\b"
)


def flags(finding: Finding, *, people: Collection[str] = ()) -> list[Flag]:
    """What to look at again. `people` are full names known in the organisation."""
    return [*_of_texts(finding, people), *_of_whole(finding)]


def identifiers(text: str) -> tuple[str, ...]:
    """Numbers by which the things in a text can be found again: documents, lots, orders, days."""
    days = [text[one.start : one.end] for one in find_dates(text)]
    rest = _STANDARD.sub(" ", text)
    for day in days:
        rest = rest.replace(day, " ")
    days += [one.group() for one in _DAY.finditer(rest)]
    rest = _DAY.sub(" ", rest)
    numbered = [
        " ".join(one.group().split())
        for pattern in (_NUMBERED, LETTERS_SPACE_DIGITS)
        for one in pattern.finditer(rest)
    ]
    for one in numbered:
        rest = rest.replace(one, " ")
    signs = [one.group() for one in _SIGN.finditer(rest) if not _NO_SIGN.fullmatch(one.group())]
    return tuple(dict.fromkeys([*numbered, *signs, *days]))


def _of_texts(finding: Finding, people: Collection[str]) -> Iterator[Flag]:
    for part, text in (("evidence", finding.evidence), ("nature", finding.nature)):
        for name in _names(text, people):
            yield Flag("names-a-person", part, name, f"{name!r} is a person: say the role instead.")
        for words in _found(text, "remedy"):
            yield Flag(
                "prescribes-a-remedy", part, words,
                f"{words!r} tells how to mend it: say what is; the owner finds the remedy.",
            )  # fmt: skip
        for words in _found(text, "verdict"):
            yield Flag(
                "gives-a-verdict", part, words,
                f"{words!r} judges: say what was seen and what was asked for.",
            )  # fmt: skip


def _of_whole(finding: Finding) -> Iterator[Flag]:
    if not identifiers(finding.evidence):
        yield Flag(
            "lacks-identifiers", "evidence", "",
            "Nothing in the evidence can be found again: name documents, lots, orders or days.",
        )  # fmt: skip
    if not finding.nature and finding.grade is not Grade.OPPORTUNITY:
        yield Flag(
            "lacks-nature", "nature", "", "It does not say in which way the evidence differs."
        )
    own = finding.requirement
    if own.document and own.citation is None:
        yield Flag(
            "not-quoted", "requirement", own.own_place,
            f"{own.own_place} is not held here in this issue, so its words could not be checked.",
        )  # fmt: skip
    elif own.citation is not None and own.citation.status not in ("in_force", "unknown"):
        yield Flag(
            "not-in-force", "requirement", own.own_place,
            f"{own.document} rev {own.revision} was not in force on the day of the audit.",
        )  # fmt: skip


def _names(text: str, people: Iterable[str]) -> Iterator[str]:
    """Names of people in a text, each once, as they are written there."""
    found: dict[str, str] = {}
    for pattern in (_TITLED, _INITIAL):
        for one in pattern.finditer(text):
            found.setdefault(one.group().casefold(), one.group())
    for one in _DOER.finditer(text):
        if is_somebody(one[1]) and len(organisation(one[1])) == len(one[1].split()):
            found.setdefault(one[1].casefold(), one[1])
    for name in people:
        words = name.split()
        if len(words) > 1 and not is_role(name):
            spaced = r"\s+".join(map(re.escape, words))
            seen = re.search(rf"(?<!\w){spaced}(?!\w)", text, re.IGNORECASE)
            if seen:
                found.setdefault(" ".join(seen.group().split()).casefold(), seen.group())
    yield from found.values()


def _found(text: str, sort: str) -> Iterator[str]:
    seen = set()
    for one in _patterns(sort).finditer(text):
        words = one["words"]
        if words and words.casefold() not in seen:
            seen.add(words.casefold())
            yield words.strip()


@cache
def _patterns(sort: str) -> re.Pattern[str]:
    """Any of the words, or one of `but` with what follows it, which is then passed over."""
    content = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    but = "|".join(content["but"])
    return re.compile(
        rf"\b(?:(?:{but})\s+\w+|(?P<words>{'|'.join(content[sort])}))(?!\w)", re.IGNORECASE
    )
