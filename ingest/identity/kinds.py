"""What sort of document it is, from its type field, number, title, folder and content."""

import re
from collections.abc import Sequence
from pathlib import PurePosixPath

from assistant.dates import find_dates
from assistant.model.documents import BlockKind, Kind, ReadDocument
from ingest.identity.written_as import is_filled_in, kind_by_form, lays_down_rules

_TITLE_WORDS: tuple[tuple[Kind, str], ...] = (
    (Kind.WORK_INSTRUCTION, r"work(?:ing)? instructions?|arbeitsanweisung"),
    (
        Kind.MANUAL,
        r"(?:quality|qms|operations|management system|company) (?:\w+ )?manual|manual|handbook",
    ),
    (Kind.PROCEDURE, r"procedures?|sop|standard operating procedure|verfahrensanweisung"),
    (Kind.POLICY, r"policy|policies|policy statement"),
    (Kind.FORM, r"(?:\w+ )?(?:form|template|checklist|questionnaire)(?: \(blank\))?"),
    (
        Kind.RECORD,
        r"log|register|list|report|minutes|certificates?|record|matrix|schedule|plan|results?"
        r"|statement of conformity|ledger|tracker|review minutes|attendance|inventory|history card",
    ),
    (
        Kind.EXTERNAL,
        r"customer requirements|supplier quality requirements|quality clauses|regulation",
    ),
    (Kind.WORK_INSTRUCTION, r"instructions?"),
)
_PREFIXES: tuple[tuple[Kind, str], ...] = (
    (Kind.MANUAL, "QM MAN QMAN HB QSM BM CM"),
    (Kind.POLICY, "POL QPOL PCY QPY"),
    (Kind.PROCEDURE, "QP SOP PR PRO PROC P OP QSP BP QOP QPR MP SP QAP PRC PRD MSP OPS VA PP GP"),
    (Kind.WORK_INSTRUCTION, "WI QWI OI WP WKI JI AA INS"),
    (Kind.FORM, "F FM FRM FORM QF TMP TPL TEM CL CHK TF QFM FO"),
    (Kind.RECORD, "REC LOG RPT REP NCR CAR CAPA AUD MRM MOM MIN CERT COC TR REG LST MR R"),
    (Kind.EXTERNAL, "EXT ED EXD"),
)
_FOLDERS: tuple[tuple[Kind, str], ...] = (
    (
        Kind.EXTERNAL,
        r"externals?|customers?|standards?|regulat\w*|customer (?:documents|requirements)",
    ),
    (Kind.RECORD, r"records?|logs?|registers?|evidence|reports?|minutes|certificates?"),
    (Kind.FORM, r"forms?|templates?|checklists?"),
    (Kind.WORK_INSTRUCTION, r"(?:work )?instructions?|wis?"),
    (Kind.PROCEDURE, r"procedures?|sops?"),
    (Kind.POLICY, r"polic(?:y|ies)"),
    (Kind.MANUAL, r"manuals?|quality manual"),
    (Kind.CORRESPONDENCE, r"correspondence|mails?|e-?mails?|letters?"),
)
_MAIL = ("message/", "application/vnd.ms-outlook")
_SHEETS = ("spreadsheet", "ms-excel", "csv", "tab-separated")
_STANDARD_TITLE = re.compile(
    r"^(?:AS|EN|ISO|IEC|SAE|BS|AC|ARP|JISQ|IAQG)[\s/-]*\d{3,5}|^\d+ CFR", re.IGNORECASE
)
_STRONG = re.compile(
    r"\bquality policy$|^policy statement|\bquality manual\b|\bwork instruction\b|\bpolicy$"
    r"|\bprocedure$|\bminutes\b|\bcertificate of\b|\baudit report\b|\breview report\b"
    r"|\bcheck ?list$|\btemplate$|\bform$|\b(?:log|register)$",
    re.IGNORECASE,
)

_OF_SUCH = re.compile(r"\b\w+ing\b.*s$|^(?!.*\blist\b)\w+s (?:and|of) \w+s$", re.IGNORECASE)
_OF_A_DAY = re.compile(r"\b(?:meeting|huddle|briefing|visit|telephone call)\b", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")


def kind_of(
    read: ReadDocument,
    *,
    number: str,
    title: str,
    path: str,
    type_field: str = "",
    issued: bool = False,
) -> Kind:
    """The kind; `number` is "" when the document carries none.

    `issued`: it is kept by its issue and says since when or by whom.
    """
    if read.media_type.startswith(_MAIL):
        return Kind.CORRESPONDENCE
    stated = _by_title(type_field.replace("_", " ")) if type_field else None
    if stated:
        return stated
    if any(word in read.media_type for word in _SHEETS):
        return Kind.FORM if _is_blank_form(read, title, number) else Kind.RECORD
    if _STANDARD_TITLE.match(title) and not number:
        return Kind.EXTERNAL
    by_number, folder = _by_number(number), _by_folder(path)
    strong = _by_title(title) if _STRONG.search(title) else None
    if by_number is Kind.FORM:
        return Kind.RECORD if folder is Kind.RECORD or is_filled_in(read) else Kind.FORM
    if folder in (Kind.RECORD, Kind.EXTERNAL) and by_number in (None, Kind.RECORD):
        return folder
    if by_number in (Kind.PROCEDURE, Kind.WORK_INSTRUCTION) and strong in (Kind.FORM, Kind.RECORD):
        return by_number  # a procedure about a register is a procedure
    return strong or by_number or folder or _unnamed(read, title, path, issued=issued)


def _unnamed(read: ReadDocument, title: str, path: str, *, issued: bool) -> Kind:
    """The kind where neither number nor folder tells."""
    called = _by_title(title)
    if issued and called is Kind.RECORD and _OF_SUCH.search(title) and lays_down_rules(read):
        return Kind.PROCEDURE  # "Copying certificates" is about such records
    known = called or _by_content(read)
    if known is Kind.OTHER and issued:
        return kind_by_form(read)
    dated = find_dates(title) or _YEAR.search(path)
    return Kind.RECORD if known is Kind.OTHER and dated and _OF_A_DAY.search(title) else known


def names_a_kind(title: str) -> bool:
    """Whether a title says what sort of document it is: "… report", "… procedure"."""
    return _by_title(title) is not None


def _by_title(title: str) -> Kind | None:
    """The kind that the head noun of a title names: its last words, else its first."""
    plain = re.sub(r"\s*[(\[][^)\]]*[)\]]\s*$|[\s\d/.–-]+$", "", title).strip()
    for pattern in (r"(?:^|\b){}$", r"^{}\b(?! (?:of|for|control)\b)", r"^{}\b"):
        for kind, words in _TITLE_WORDS:
            if re.search(pattern.format(f"(?:{words})"), plain, re.IGNORECASE):
                return kind
    return None


def is_of_form(number: str) -> bool:
    """Whether the letters of a number are those that forms bear."""
    return _by_number(number) is Kind.FORM


def _by_number(number: str) -> Kind | None:
    before_digits = re.split(r"\d", number.upper())[0]
    letters = [part for part in re.split(r"[^A-Z]+", before_digits) if part]
    for part in letters:
        for kind, prefixes in _PREFIXES:
            if part in prefixes.split():
                return kind
    return None


def _by_folder(path: str) -> Kind | None:
    for part in reversed(PurePosixPath(path).parts[:-1]):
        plain = " ".join(re.split(r"[^a-z-]+", part.casefold())).strip(" -")
        for kind, names in _FOLDERS:
            if re.fullmatch(names, plain) or re.search(rf"(?:^|\s)(?:{names})$", plain):
                return kind
    return None


def _by_content(read: ReadDocument) -> Kind:
    start = " ".join(page.text for page in read.pages[:2])[:3000]
    found = re.findall(
        r"\b[Tt]his (policy|manual|procedure|work instruction|instruction|form|SOP)\b", start
    )
    return (_by_title(found[0]) if found else None) or Kind.OTHER


def _is_blank_form(read: ReadDocument, title: str, number: str) -> bool:
    """A sheet is a log unless it calls itself a form and holds no filled rows."""
    called = _by_title(title) is Kind.FORM or _by_number(number) is Kind.FORM
    rows = _data_rows(read)
    return called and sum(len(cells) > 1 for cells in rows) < 2


def _data_rows(read: ReadDocument) -> Sequence[tuple[object, ...]]:
    return [
        block.cells
        for page in read.pages
        for block in page.blocks
        if block.kind is BlockKind.TABLE_ROW and not block.table_header
    ]
