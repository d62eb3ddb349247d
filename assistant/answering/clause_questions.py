"""Questions about clauses: what one asks for, where we cover it, what an old number is now."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.model.clauses import Applicability, Clause, ClauseNumber, Edition
from assistant.organisation.tailoring import why_not
from assistant.references import clause_references

_DOTTED = re.compile(
    r"(?<![\w.\-/#])([4-9]|10)((?:\.[1-9]\d?){1,4})(?![\w]|\.\d|-\d|\s?(?:mm|cm|°|%|kg|bar|hours?|days?)\b)"
)
_WHOLE = re.compile(r"\b(?:clause|chapter|element)\s+(\d{1,2})\b(?!\.\d)", re.IGNORECASE)
_LEGACY = re.compile(
    r"\b(?:old|legacy|former(?:ly)?|previous|2008|2009|rev(?:ision)?\.?\s*a\b|9120\s?a\b|9100\s?c\b|used\s+to\s+be|"
    r"cross-?walk|equivalent|correspond\w*|became|become|renumber\w*|new\s+number|current\s+(?:clause|number)|"
    r"match(?:es)?|moved\s+to|today'?s?|what\s+was|in\s+the\s+new|in\s+rev(?:ision)?\.?\s*b\b|transition)",
    re.IGNORECASE,
)
_WHERE = re.compile(
    r"\b(?:where|which\s+(?:of\s+our\s+)?(?:\w+\s+)?(?:documents?|docs?|procedures?|instructions?|sections?|manuals?|polic(?:y|ies)|places?|parts?|files?|sops?|records?)|"
    r"what\s+(?:documents?|procedures?|do\s+we\s+have|have\s+we\s+got|evidence|covers|addresses)|"
    r"who\s+covers|show\s+(?:me\s+)?|list|do\s+we\s+(?:cover|have|address|document|meet)|"
    r"(?:is|are)\b.{0,40}\b(?:covered|addressed|documented|described|implemented)|evidence\s+(?:for|of)|"
    r"coverage|covered\s+(?:in|by)|cover)\b",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"\b(?:what(?:'s|s)?\b.{0,40}\b(?:ask|require|want|need|demand|say|mean|expect|about|is|are|does)|explain|summari[sz]e|describe|"
    r"meaning|tell\s+me\s+about|require(?:d|s|ment)?|appl(?:y|ies|icable)|used\b|need\s+to|in\s+(?:plain|simple)\s+words|purpose\s+of)",
    re.IGNORECASE,
)
_DO_WE = re.compile(
    r"\bdo(?:es)?\s+(?:we|you|the\s+company|our\s+company)\s+(?:even\s+|really\s+|actually\s+)?"
    r"(?:do|perform|follow|carry\s+out)\b",
    re.IGNORECASE,
)
_APPLIES = re.compile(
    r"\b(?:exclu(?:de|ded|sions?)|exempt\w*|left\s+out|opted?\s+out|(?:in)?applicab\w*|appl(?:y|ies)"
    r"|(?:we|you)\s+(?:need|use))\b",
    re.IGNORECASE,
)
_OWN_SECTION = re.compile(
    r"\b(?:section|chapter|paragraph|step|§)\s*(?:no\.?\s*)?\d"
    r"|\b(?:of|in)\s+(?:the\s+)?(?!AS|EN|ISO|JISQ|IA|BS|SAE)"
    r"[A-Z]{1,5}[-_ ]?(?:[A-Z]{1,5}[-_ ]?)*\d",
)


class ClauseIntent(StrEnum):
    """What is wanted of a clause."""

    WHERE = "where"
    ASKS = "asks"
    LEGACY = "legacy"


@dataclass(frozen=True, slots=True)
class ClauseQuestion:
    """A question about one or several clauses."""

    intent: ClauseIntent
    numbers: tuple[ClauseNumber, ...]


def clause_question(text: str, edition: Edition) -> ClauseQuestion | None:
    """What the question wants of which clauses; None when it is not about a clause."""
    numbers = clause_numbers(text)
    if not numbers:
        return None
    known = [number for number in numbers if number in edition]
    legacy = [number for number in numbers if edition.legacy(number)]
    if legacy and (_LEGACY.search(text) or not known):
        return ClauseQuestion(ClauseIntent.LEGACY, tuple(legacy))
    if _DO_WE.search(text) or (_APPLIES.search(text) and _is_declared_out(known, edition)):
        return ClauseQuestion(ClauseIntent.WHERE, tuple(numbers))
    if _WHERE.search(text) and not re.match(r"\W*what\s+(?:does|do|is)\b", text, re.IGNORECASE):
        return ClauseQuestion(ClauseIntent.WHERE, tuple(numbers))
    if _ASKS.search(text) or _is_bare(text):
        return ClauseQuestion(ClauseIntent.ASKS, tuple(numbers))
    return None


def clause_numbers(text: str) -> list[ClauseNumber]:
    """Clause numbers the question names, each once; numbers of own sections are left out."""
    if _OWN_SECTION.search(text) and "clause" not in text.casefold():
        return []
    found = [reference.number for reference in clause_references(text)]
    found += [ClauseNumber.parse(match.group()) for match in _DOTTED.finditer(text)]
    found += [ClauseNumber.parse(match[1]) for match in _WHOLE.finditer(text) if match[1] != "0"]
    return list(dict.fromkeys(found))


def _is_declared_out(known: Sequence[ClauseNumber], edition: Edition) -> bool:
    """Whether the organisation itself says of one of them that it does not apply, and why."""
    return any(edition.clause(number).justification for number in known)


def _is_bare(text: str) -> bool:
    """Hardly more than the number: `8.4.1?`, `clause 8.4.1`."""
    return len(re.findall(r"[^\W\d_]+", text)) <= 2


def in_our_words(clause: Clause, edition: Edition) -> str:
    """What a clause asks for, as told to somebody new: our words, never the standard's."""
    head = (
        f"Clause {clause.number} ({clause.title.strip('()')}) of {edition.name}, in our own words:"
    )
    if clause.applicability is Applicability.NOT_USED:
        head = f"{edition.name} keeps the number {clause.number} without a requirement (not used)."
    lines = [head, clause.asks]
    lines += _labelled("Not applicable here", why_not(clause))
    lines += _labelled("What 9120 adds", clause.adds)
    lines += _labelled("To be kept up to date", "; ".join(clause.maintain))
    lines += _labelled("Records to keep", "; ".join(clause.retain))
    lines += _labelled("Usually shown at a distributor", "; ".join(clause.records))
    lines += _labelled("Customary interval (custom, not the standard)", clause.freshness)
    lines += _labelled("Note", clause.note)
    if below := edition.children(clause.number):
        named = "; ".join(f"{one.number} {one.title}" for one in below)
        lines += _labelled("It is divided into", named)
    return "\n".join(lines)


def legacy_in_words(number: ClauseNumber, edition: Edition) -> str:
    """What an old number stood for and which current clauses took it over."""
    lines = []
    for old in edition.legacy(number):
        named = [(one, edition.find(one)) for one in old.current]
        now = "; ".join(f"{one} {found.title}" if found else str(one) for one, found in named)
        editions = ", ".join(old.editions)
        lines.append(
            f"Old clause {number} ({old.title}; {editions}) is today "
            f"{now or 'not taken up by any clause'} ({old.relation.value})."
            + (f" {old.note}" if old.note else "")
        )
    current = edition.find(number)
    if number in edition.collisions and current is not None:
        lines.append(
            f"Careful: {number} is also a current number with another subject, {current.title}. "
            f"Look at the title or the date of the document that cites it."
        )
    return "\n".join(lines)


def _labelled(label: str, text: str) -> Sequence[str]:
    return [f"{label}: {text}"] if text else []
