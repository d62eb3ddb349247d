"""The grammar of document numbers, and of the revision labels written beside them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.references import standards_named

_STANDARD_BODIES = frozenset(
    """AS EN ISO IEC IA BS DIN NF UNE ANSI ASQ ASTM SAE JISQ SJAC AC AD SB FAA EASA CAA CASA ICAO
    IATA ATA CFR FAR DFARS EU EC EEC UN IAQG IAF IATF ARP AIR AMS NAS NASM MIL MS AN BAC BMS DO ED
    TSO ETSO STC PMA GIDEP AQAP AAMI IMDRF GHTF FDA MDR NIST OSHA REACH PART IEEE RTCA TR TS SAMPLE
    NTSB""".split()
)
_NOT_NUMBERS = frozenset(
    """REV REVISION ISSUE ISS VERSION VER PAGE PG PAGES SECTION SEC SECT CLAUSE STEP TABLE FIG
    FIGURE ITEM NOTE ANNEX APPENDIX CHAPTER QTY LINE ROW DAY WEEK YEAR MONTH JAN FEB MAR APR MAY
    JUN JUL AUG SEP SEPT OCT NOV DEC JANUARY FEBRUARY MARCH APRIL JUNE JULY AUGUST SEPTEMBER
    OCTOBER NOVEMBER DECEMBER FY CY USD EUR GBP TEL FAX PHONE UNIT SUITE ROOM BOX SN PN
    LOT BATCH COPY LEVEL CLASS TYPE GRADE VOL VOLUME EDITION ED OF TO IN AT ON BY THE AND FOR
    UTF SHEET ZIP""".split()
)
# Letters that may stand apart from their digits by a space or by nothing: "QM 01", "QM01".
_CUSTOMARY = frozenset(
    """QP QM QSP QF QI QPR QA QW QR QC QMS QD QWI POL PR PRO PROC SOP OP OPS SP MP AP WI WP F FM
    FRM FORM TMP TEM TPL T TP REG LOG CL CHK REC RPT MAN M P PD DOC IN INS STD GP BP PP CP HB SC PM
    ORG GUI VA AA PRC QSM MSP MM QOP PRD POP JI OI EX REF LST NCR CAR CAPA
    COC""".split()
)
_TOKEN = re.compile(
    r"(?<![A-Za-z0-9/.@])(?<![A-Za-z0-9][-_])"
    r"(?P<letters>[A-Za-z]{1,8}(?:[-_./][A-Za-z]{1,6}(?![a-z])){0,3})"
    r"(?P<gap>[-_. ]?|(?<=[A-Z]/[A-Z])/|(?<=[A-Z])/)"
    r"(?P<digits>\d{1,6}(?:[.\-_]\d{1,5}){0,4}(?:(?<=[A-Z]/\d\d)/\d{1,4})?(?:[A-Z](?![A-Za-z]))?)"
    r"(?P<suffix>(?:-[A-Z]{2,4}(?:-\d{1,4})?)?)"
    r"(?![A-Za-z0-9])(?!\.\d)"
)
_LABEL_VALUE = r"(?P<label>\d{1,3}(?:\.\d{1,3}){0,2}[a-z]?|[A-Z]{1,2}\d{0,2}|-)(?![\w/-])"
_REVISION = re.compile(
    r"(?<![A-Za-z])(?:(?P<word>[Rr]ev(?:ision)?|REV(?:ISION)?|[Ii]ss(?:ue)?|ISS(?:UE)?|"
    r"[Vv]er(?:sion)?|VER(?:SION)?|[Aa]mdt)\.?\s*(?:[Nn]o\.?|NO\.?|[Ll]evel|LEVEL|[Ll]tr)?|[Vv](?=\d))"
    rf"(?!(?<=[A-Z]{{3}})[A-Z])\s*[:#=.\-|]*\s*{_LABEL_VALUE}"
)
_INDEX = re.compile(
    r"(?:^|[|,;/·•(–—-]\s*|\s{2,})(?:Index|INDEX|Indice|Ausgabe|[EÉ]dition|Edici[oó]n|Revisionsindex"
    r"|Änderungsindex)\s*[:.]?\s*(?P<label>\d{1,3}|[A-Z])(?=\s*(?:$|[|,;/·•)–—-]|\s{2,}))"
)
"""A word for an issue that means other things too: only where nothing else stands beside it."""
_BARE_LABEL = re.compile(
    r"^\d{1,3}(?:\.\d{1,3}){0,2}[A-Za-z]?$|^[A-Za-z]{1,2}\d{0,2}$|^-$|^[A-Z]\.\d$"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_IN_PARTS = re.compile(r"/[A-Z]+/\d|/\d+[-./]\d")  # A/B/12, A/12-3, A/12/3: no fraction
_SMALL_DIGITS = re.compile(r"^[A-Z]{2,3}-\d{1,2}(?:-\d+)?$")  # `XY-26-03` is no standard
_DATE_STAMP = re.compile(r"(?:19|20)\d\d[-_.]?(?:0[1-9]|1[0-2])[-_.]?(?:0[1-9]|[12]\d|3[01])$")


@dataclass(frozen=True, slots=True)
class FoundNumber:
    """A document number as written, and where: `text[start:end]`.

    `customary` says that its letters are those that controlled documents usually carry.
    """

    number: str
    start: int
    end: int
    customary: bool


def find_numbers(text: str) -> list[FoundNumber]:
    """Every text that may be a document number, standards, dates and revisions left out."""
    return list(_numbers(text))


def _numbers(text: str) -> Iterator[FoundNumber]:
    for match in _TOKEN.finditer(text):
        letters = re.split(r"[-_./]", match["letters"].upper())
        if letters[0] in _NOT_NUMBERS or letters[-1] in _NOT_NUMBERS:
            continue
        if letters == ["Q"] and re.fullmatch(r"[1-4]", match["digits"]):  # a quarter of a year
            continue
        if _STANDARD_BODIES & set(letters) and not _SMALL_DIGITS.search(match[0]):
            continue
        customary = bool(_CUSTOMARY & set(letters))
        written_large = sum(map(str.isupper, match["letters"])) * 2 > len(match["letters"])
        if match["gap"] in (" ", "", ".") and not (customary and written_large):
            continue
        if match["gap"] == " " and _YEAR.fullmatch(match["digits"]):  # "DISPATCH LOG 2026"
            continue
        if match["gap"] == "/" and not (customary or _IN_PARTS.search(match[0])):
            continue
        if not written_large and not (customary and match["gap"] in "-_"):
            continue
        yield FoundNumber(match[0], match.start(), match.end(), customary)


def plain(number: str) -> str:
    """One spelling for comparison: `QP 84`, `qp_84`, `QP/84` and `QP84` are one number.

    A file's name cannot hold the stroke that many numbers have.
    """
    return re.sub(r"[\s_\-/]+", "", number).casefold()


def find_revision(text: str) -> str:
    """The revision label written with its word ("Rev C", "Issue 4", "v2.1"); "" without one."""
    match = _REVISION.search(text) or _INDEX.search(text)
    return match["label"] if match else ""


def without_revision(text: str) -> str:
    """The text with its revision ("Rev C") taken out."""
    return _INDEX.sub(" ", _REVISION.sub(" ", text))


def as_label(value: str) -> str:
    """The label a revision field holds: "C", "Rev. C", "C / 01 Mar 2025"; "" if none."""
    worded = find_revision(value)
    if worded:
        return worded
    if value.strip() == "-" or re.fullmatch(r"\s*N/?C\s*", value):
        return value.strip()
    first = re.split(r"[\s,;/(|]+", value.strip(), maxsplit=1)[0].strip(".:#")
    return first if _BARE_LABEL.match(first) else ""


def as_number(value: str) -> str:
    """The number a number field holds, its revision and title left out; "" if it holds none."""
    value = " ".join(value.split()).strip(" |,;:")
    found = [each for each in find_numbers(value) if each.start == 0]
    if found:
        return found[0].number
    first = re.split(r"\s+(?:[-–—|(]|rev|iss|ver|v\d)|\s{2,}|[,;(|]", value, flags=re.IGNORECASE)[0]
    words = first.split()
    if not words or len(words) > 3 or not any(character.isdigit() for character in first):
        return ""
    token = first if len(words) == 1 or words[0].isalpha() else words[0]
    named = standards_named(token)
    return "" if named or _DATE_STAMP.match(token) else token
