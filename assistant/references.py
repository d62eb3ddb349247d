"""References in running text: to clauses of a standard, and to documents and forms."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.model.clauses import ClauseNumber, InvalidClauseNumber

_LONGEST_RANGE = 12  # "clauses 4.1 to 4.99" is a misprint, not ninety-eight references

# --- names of standards ---------------------------------------------------------------------

# Longest first: "AS/EN/JISQ 9120" before "AS 9120". The tail takes ":2016", "-2016", "B" or
# "Rev. B" along, because they tell a current number from a legacy one.
_STANDARD = (
    r"(?P<standard>"
    r"(?:(?:BS|DIN|NF|prEN|ANSI|ASQ|AAMI|SAE|IAQG|JISQ|SJAC|AS|EN|ISO|IEC|IA|IATF|IAF|AC|TS|TR|ARP)"
    r"[ /\-]{0,2}){1,4}\d{3,5}(?:-\d{1,2}(?!\d))?"
    r"(?:\s?[:\-]\s?(?:19|20)\d\d(?:-(?:0[1-9]|1[0-2])(?!\d))?|\s?\((?:19|20)\d\d\)|\s?rev(?:ision|\.)?\s?[A-Z]\b|[A-G]\b)?"
    r"(?:\s?:\s?(?:19|20)\d\d)?"
    r"|\d{1,2}\s?CFR(?:\s+part)?\s+\d+|MIL-[A-Z]+-\d+[A-Z]?|D?FARS?\b"
    r")"
)

# --- clause references ----------------------------------------------------------------------

# The digits of one number. Guarded against document numbers (QP-8.4), dates (7.4.2015),
# versions (v1.2) and numbers with leading zeros.
_NUMBER = (
    r"(?<![\w.\-/#])[1-9]\d?(?:\.[1-9]\d?){0,4}"
    r"(?:\s?\(?[a-z0-9]{1,2}\)|[a-h]\b)?(?!\w)(?!\.\d)(?!-\d+(?![\d.]))"
)
_JOINED = r"(?<![\w.#])[1-9]\d?(?:\.[1-9]\d?){1,4}(?!\w)(?!\.\d)"  # after a slash: 8.4.1/8.4.2
_BETWEEN = r"(?:\s*(?:,\s*and|,\s*or|,|;|&|\+|and|or|to|through|thru|till|until|[-–—])\s*|\s*/\s*)"
_LETTERS = r"(?:\s*(?:,|and|or|to|-)\s*\(?[a-z]\))*"  # "8.4.1 a), b) and c)"
_LIST = rf"{_NUMBER}{_LETTERS}(?:{_BETWEEN}(?:{_NUMBER}|{_JOINED}){_LETTERS})*"

_STRONG = r"(?:sub-?)?clauses?|cls?\.|requirements?|req\.|req(?:uiremen)?t\b|element"
_WEAK = r"para(?:graph)?s?\b\.?|§§?|ref(?:erence)?s?\b\.?|chapters?|cl(?=\s+\d)"
_SECTION = r"(?:sub-?)?sections?|sect?\."
_AFTER_WORD = r"(?:\(s\))?\s*(?:nos?\.|numbers?|#)?\s*[:.]?\s*"

_BY_WORD = re.compile(
    rf"\b(?:(?P<strong>{_STRONG})|(?P<section>{_SECTION})|(?P<weak>{_WEAK}))"
    rf"{_AFTER_WORD}(?P<list>{_LIST})"
    rf"|(?P<sign>§§?)\s*(?P<signed>{_LIST})",
    re.IGNORECASE,
)
_BY_STANDARD = re.compile(rf"{_STANDARD}[\s,:–—-]{{1,3}}\(?(?P<list>{_LIST})", re.IGNORECASE)
_BY_BRACKET = re.compile(rf"[(\[]\s*(?P<list>{_LIST})\s*[)\]]")
_DIGIT = re.compile(r"\d")
# What every standard's name holds; far quicker to look for than the name itself.
_MAY_NAME = re.compile(
    r"(?:[NFR]F|[BAT]S|[IE]N|SI|SQ|MI|AE|QG|AC|SO|EC|IA|TF|AF|TR|RP)[ /\-]{0,2}\d{3}|CFR|FAR|MIL-",
    re.IGNORECASE,
)
_DOTTED = re.compile(r"\d\.\d")
_ONE = re.compile(r"[1-9]\d?(?:\.[1-9]\d?){0,4}(?![\d])")
_RANGE = re.compile(r"\s*(?:to|through|thru|till|until|[-–—])\s*", re.IGNORECASE)

_STANDARD_NAME = re.compile(_STANDARD, re.IGNORECASE)
_STANDARD_BEFORE = re.compile(
    rf"{_STANDARD}[\s,:()\"'–—-]*(?:,?\s*(?:the|its|in|under|at|per|and|see)\s+)?$", re.IGNORECASE
)
_STANDARD_AFTER = re.compile(
    rf"^\s*,?\s*(?:of|in|from|to|under|as per|per)\s+(?:the\s+)?(?:standards?\s+)?{_STANDARD}",
    re.IGNORECASE,
)
_STANDARD_IN_BRACKETS = re.compile(  # "8.4 (X)", and not "8.4 (X 7.4)"
    rf"^\s*[(\[,]?\s*(?>{_STANDARD})(?!\W*(?:(?:clauses?|cl\.|para\.?|§+)\s*)?\d)", re.IGNORECASE
)
_THE_STANDARD_AFTER = re.compile(
    r"^\s*,?\s*(?:of|in|from|under)\s+(?:the|this)\s+(?:\w+\s+)?standard\b", re.IGNORECASE
)

# What follows or precedes shows that the number belongs to some other text than the standard.
_OWN_AFTER = re.compile(
    r"^\s*(?:\([a-z0-9]\)\s*)*,?\s*(?:"
    r"(?:above|below|herein|hereof)\b"
    r"|(?:of|in|to|under)\s+(?:this|our|the|that|their|your|each|an?)\s+(?:\w+['’]?s?\s+){0,3}?"
    r"(?:procedure|document|manual|instruction|policy|plan|form|contract|agreement|purchase|order|"
    r"po|terms|conditions|annex|appendix|specification|drawing|report|lease|manual|act|law)\b"
    r"|of\s+(?:[A-Z]{1,5}-){1,3}\d+"
    r")",
    re.IGNORECASE,
)
_OWN_BEFORE = re.compile(
    r"(?:\b(?:quality|contract|customer|supplier|purchase\s+order|p\.?o\.?|order|flow-?down|"
    r"procurement|terms|agreement|insurance|lease)(?:['’]?s)?\s+|\b[A-Z]{1,5}(?:-[A-Z0-9]+)+[\s,]+)$",
    re.IGNORECASE,
)
_UNIT_AFTER = re.compile(
    r"^\s?(?:mm|cm|m|km|µm|um|in(?!\s+[a-z])|inch(?:es)?|ft|kg|g|lbs?|oz|n?m|psi|bar|v|a|w|hz|%|percent|°|degc|"
    r"hours?|hrs?|h|minutes?|mins?|days?|weeks?|months?|years?|pcs|pieces?|times|gbp|eur|usd)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ClauseReference:
    """A clause number as a text cites it; `text[start:end]` is the number, or the whole range.

    `standard` is the standard named with it, evened out ("as9120b", "iso9001:2015", "iso9001"),
    "" when none is. `explicit` is False when only brackets or a loose word ("para", "§", "ref")
    introduce it: such a number may be a section of the document itself.
    """

    number: ClauseNumber
    start: int
    end: int
    standard: str = ""
    explicit: bool = True


def clause_references(text: str) -> list[ClauseReference]:
    """Every clause cited in `text`, in reading order; a range gives each number it spans.

    Sections of the document itself, of a contract or of another document are left out, and so
    are quantities, dates, revisions and document numbers.
    """
    if not _DIGIT.search(text):
        return []
    found: dict[tuple[int, ClauseNumber], ClauseReference] = {}
    dotted = bool(_DOTTED.search(text))  # most passages have no such number: spare them the search
    named = (*_named(text), *_bracketed(text)) if dotted else ()
    for reference in (*named, *_worded(text)):
        found.setdefault((reference.start, reference.number), reference)
    return sorted(found.values(), key=lambda one: (one.start, one.number))


def bare_references(text: str) -> list[ClauseReference]:
    """Numbers that no word calls a clause and that yet may be one: `in line with 7.4.2`.

    Those of three parts and more, those of two parts behind a word that points at a rule, and
    those in front of a standard (`6.2 of ISO 9001`). Never explicit unless a standard follows;
    what `clause_references` gives is left out.
    """
    known = {reference.start for reference in clause_references(text)}
    found = []
    for match in _BARE.finditer(text):
        number = _parse(match["number"])
        behind, after = text[: match.start("number")], text[match.end("number") :]
        if number is None or match.start("number") in known or _is_another_text(behind, after):
            continue
        if _THING_BEFORE.search(behind[-20:]) or _is_numbered_document(behind):
            continue
        following = _STANDARD_AFTER.match(after[:80])
        standard = plain_standard(following["standard"]) if following else ""
        pointed = number.depth > 2 or bool(_POINTING.search(behind[-30:]))
        if (pointed or standard) and not _is_quantity(text, match.end("number")):
            span = match.span("number")
            found.append(ClauseReference(number, *span, standard, explicit=bool(standard)))
    return found


def _is_numbered_document(behind: str) -> bool:
    """Whether letters of controlled documents stand right before: `WI 4.2.4`."""
    letters = re.search(r"\b([A-Z]{1,5})[ .]$", behind[-8:])
    return letters is not None and letters[1] in _CUSTOMARY


_BARE = re.compile(
    r"(?<![\w.\-/#,£$€])(?<![$€£] )(?P<number>[1-9]\d?(?:\.[1-9]\d?){1,4})(?![\w%°])(?!\.\d)(?!-\d)"
)
_THING_BEFORE = re.compile(  # "shelf 7.5.4", "table 4.2.1": numbers of other things
    r"\b(?:shelf|shelves|rack|bin|bay|aisle|room|hall|building|gate|table|fig(?:ure)?|step|item|line|row|"
    r"pos(?:ition)?|version|ver|v|release|part|drawing|model|software|firmware|lot|batch|chapter|"
    r"sections?|sect|annex|appendix)\b\.?\s*$",
    re.IGNORECASE,
)
_POINTING = re.compile(
    r"\b(?:per|under|iaw|acc(?:ording)?\.? to|in (?:line|accordance|agreement) with|by|to|meets?|"
    r"required (?:by|in)|of|see|as)\s+$",
    re.IGNORECASE,
)


def standards_named(text: str) -> list[str]:
    """The standards a text names, evened out, in reading order, with repetitions."""
    if not _MAY_NAME.search(text):
        return []
    return [plain_standard(match["standard"]) for match in _STANDARD_NAME.finditer(text)]


def standards_followed(text: str) -> list[str]:
    """The standards a text names for their own sake, not in front of a clause number."""
    if not _MAY_NAME.search(text):
        return []
    return [
        plain_standard(match["standard"])
        for match in _STANDARD_NAME.finditer(text)
        if not _NUMBER_AFTER.match(text, match.end())
    ]


_NUMBER_AFTER = re.compile(
    r"[\s,:()\[\]–—-]{0,3}(?:(?:clauses?|cl\.?|para\w*\.?|requirements?|§+|sections?)\s*)?\d{1,2}\.\d",
    re.IGNORECASE,
)


def plain_standard(name: str) -> str:
    """One spelling per standard: "AS/EN 9120 Rev. B" and "EN 9120:2018" give "as9120b".

    Of the 9100 family the letter of the revision is found from its year; other standards keep
    their year ("iso9001:2015").
    """
    lowered = name.casefold()
    match = re.search(r"\d{3,5}", lowered)
    if match is None:
        return re.sub(r"[\s/]+", "", lowered)
    digits, tail = match[0], lowered[match.end() :]
    year = re.search(r"(?:19|20)\d\d", tail)
    letter = re.search(r"(?<![a-z])[a-g](?![a-z])", tail)
    if digits in _NINE_ONE_HUNDRED:
        return f"as{digits}{_letter(digits, letter and letter[0], year and year[0])}"
    body = re.sub(r"[^a-z]+", "", lowered[: match.start()])
    body = "iso" if body.endswith("iso") or digits == "9001" else body
    part = re.match(r"-\d{1,2}(?!\d)", tail)
    return f"{body}{digits}{part[0] if part else ''}{':' + year[0] if year else ''}"


_NINE_ONE_HUNDRED = {
    "9100": ((1999, ""), (2001, "a"), (2004, "b"), (2009, "c"), (2016, "d")),
    "9110": ((2003, ""), (2009, "a"), (2012, "b"), (2016, "c")),
    "9120": ((2002, ""), (2009, "a"), (2016, "b")),
}


def _letter(digits: str, letter: str | None, year: str | None) -> str:
    if letter or not year:
        return letter or ""
    known = [name for since, name in _NINE_ONE_HUNDRED[digits] if since <= int(year)]
    return known[-1] if known else ""


def _named(text: str) -> Iterator[ClauseReference]:
    """Numbers right behind a standard's name: `AS9120B 8.4.1`, `ISO 9001:2015 §7.5` is worded."""
    if not _MAY_NAME.search(text):
        return
    for match in _BY_STANDARD.finditer(text):
        standard = plain_standard(match["standard"])
        if _is_quantity(text, match.end("list")):
            continue
        yield from _expanded(text, match.span("list"), standard, explicit=True, least=2)


def _worded(text: str) -> Iterator[ClauseReference]:
    for match in _BY_WORD.finditer(text):
        group = "signed" if match["sign"] else "list"
        span = match.span(group)
        before, after = text[: match.start()], text[span[1] :]
        standard = _standard_around(before, after)
        belongs = bool(standard) or bool(_THE_STANDARD_AFTER.match(after))
        if not belongs and (match["section"] or _is_another_text(before, after)):
            continue
        if _is_quantity(text, span[1]):
            continue
        explicit = belongs or bool(match["strong"])
        least = 1 if match["strong"] or belongs else 2
        yield from _expanded(text, span, standard, explicit=explicit, least=least)


def _bracketed(text: str) -> Iterator[ClauseReference]:
    for match in _BY_BRACKET.finditer(text):
        standard = _standard_around(text[: match.start()], "")
        yield from _expanded(text, match.span("list"), standard, explicit=bool(standard), least=2)


def _standard_around(before: str, after: str) -> str:
    """The standard named next to the reference: "8.4 of X", then "X 8.4", then "8.4 (X)"."""
    match = (
        _STANDARD_AFTER.match(after[:80])
        or _STANDARD_BEFORE.search(before[-80:])
        or _STANDARD_IN_BRACKETS.match(after[:80])
    )
    return plain_standard(match["standard"]) if match else ""


def _is_another_text(before: str, after: str) -> bool:
    return bool(_OWN_AFTER.match(after[:80]) or _OWN_BEFORE.search(before[-40:]))


def _is_quantity(text: str, end: int) -> bool:
    return bool(_UNIT_AFTER.match(text[end : end + 20]))


def _expanded(
    text: str, span: tuple[int, int], standard: str, *, explicit: bool, least: int
) -> Iterator[ClauseReference]:
    """The numbers of a list such as `8.4.1, 8.4.2 and 8.5.1 to 8.5.3`, at least `least` deep."""
    previous: tuple[ClauseNumber, int, int] | None = None
    for match in _ONE.finditer(text, *span):
        number = _parse(match[0])
        if number is None or number.depth < least:
            previous = None
            continue
        if previous and _RANGE.fullmatch(_gap(text, previous[2], match.start())):
            for middle in _numbers_between(previous[0], number):
                yield ClauseReference(middle, previous[1], match.end(), standard, explicit)
        yield ClauseReference(number, match.start(), match.end(), standard, explicit)
        previous = (number, match.start(), match.end())


def _gap(text: str, start: int, end: int) -> str:
    """What stands between two numbers, without a letter such as the `a)` of `8.4.1 a)`."""
    return re.sub(r"^\s?\(?[a-z0-9]{1,2}\)", "", text[start:end])


def _parse(text: str) -> ClauseNumber | None:
    try:
        return ClauseNumber.parse(text)
    except InvalidClauseNumber:
        return None


def _numbers_between(first: ClauseNumber, last: ClauseNumber) -> list[ClauseNumber]:
    if first.parts[:-1] != last.parts[:-1] or last.parts[-1] - first.parts[-1] > _LONGEST_RANGE:
        return []
    inner = range(first.parts[-1] + 1, last.parts[-1])
    return [ClauseNumber((*first.parts[:-1], part)) for part in inner]


# --- document references --------------------------------------------------------------------

_DOCUMENT = re.compile(
    r"(?<![\w/.\-])(?P<number>[A-Z]{1,5}(?:[-_][A-Z][A-Z0-9]{0,5}){0,3}"
    r"[-_ ]?\d{1,5}(?:[.\-]\d{1,4}){0,2}[A-Z]?)(?!\w)(?!-\w)(?!\.\d)"
    r"(?:,?\s*\(?(?:[Rr]ev(?:ision)?|[Ii]ssue|[Ii]ss|[Vv]ersion|[Ee]d)\b\.?\s*"
    r"(?P<revision>[A-Z]{1,2}|\d{1,3}(?:\.\d+)?)\b)?"
)
_CUSTOMARY_LETTERS = """
    QP QM QSP QF QI QPR QA QW QR QC QMS QD POL PR PRO PROC SOP OP SP MP AP WI WP F FM FRM FRMS FORM
    TMP TEM T TP REG LOG CL CHK REC MAN M P PD DOC IN INS STD GP BP PP CP HB SC PM ORG GUI"""
_RECORD_LETTERS = """
    SO PO WO RMA NCR CAR CAPA MRB RFQ INV R L LOT SN PN CAL CERT COC GRN DN BN S B PCD CR DR ECN"""
_OTHER_LETTERS = """
    AS EN ISO IEC IA BS DIN MIL NAS MS AN AMS ASTM SAE JISQ SJAC AC FAA EASA CFR FAR DFARS UK EU UN
    TSO STC PMA AD SB ATA IAQG IAF IATF GIDEP USD EUR GBP Q H Y FY BAC BMS NSA ARP NASM ANSI"""
_CUSTOMARY = frozenset(_CUSTOMARY_LETTERS.split())
_RECORDS = frozenset(_RECORD_LETTERS.split())
_NOT_DOCUMENTS = frozenset(_OTHER_LETTERS.split())
_WORD_BEFORE = re.compile(
    r"\b(?:procedures?|instructions?|forms?|documents?|manuals?|policy|policies|registers?|templates?|"
    r"checklists?|see|per|refer to|in accordance with|according to|as in|doc(?:ument)?\.? no\.?)"
    r"[\s:(\"'“]*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class DocumentReference:
    """A document or form number as a text cites it; `text[start:end]` is as written.

    `number` is upper case with hyphens ("F-12"). `revision` is the label cited with it, "" when
    there is none. `certain` is False when neither its letters nor the words before it are those
    of controlled documents: it may be a lot, an order or an item.
    """

    number: str
    start: int
    end: int
    revision: str = ""
    certain: bool = True


def document_references(text: str) -> list[DocumentReference]:
    """Every document or form number cited in `text`, in reading order.

    Standards, part numbers, orders, lots and other records are left out.
    """
    found = (_document(text, match) for match in _DOCUMENT.finditer(text))
    return [reference for reference in found if reference is not None]


def _document(text: str, match: re.Match[str]) -> DocumentReference | None:
    written = match["number"]
    letters = [part for part in re.split(r"[-_ \d.]+", written) if part]
    if _NOT_DOCUMENTS & set(letters) or letters[0] in _RECORDS:
        return None
    introduced = bool(_WORD_BEFORE.search(text[max(0, match.start() - 40) : match.start()]))
    customary = bool(_CUSTOMARY & set(letters))
    if not re.search(r"[-_.]", written) and not (customary and (introduced or len(letters[0]) > 1)):
        return None  # "A4", "M6", "B 737": too little to go by
    return DocumentReference(
        number=re.sub(r"[_ ]", "-", written),
        start=match.start("number"),
        end=match.end("number"),
        revision=match["revision"] or "",
        certain=customary or introduced,
    )
