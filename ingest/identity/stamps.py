"""Words that take a document out of use, stamped on its pages or written beside its label."""

import re

from assistant.model.documents import Block, BlockKind, Status

_DRAFT = (
    r"draft|not (?:yet )?(?:approved|released|issued)|unapproved|preliminary|proposed"
    r"|(?:in|for|under|awaiting|pending) (?:review|comments?|approval)|work in progress|wip"
    r"|(?:awaiting|pending) (?:sign-?\s?off|signature|release|issue)"
)
_OUT = r"obsolete|superseded|withdrawn|cancell?ed|void|not for use|do not use|no longer valid"
_WORD = rf"(?:{_DRAFT}|{_OUT})"
_LABEL = (
    r"\b(?:rev(?:ision)?|iss(?:ue)?|ver(?:sion)?|v(?=\d))\.?\s*(?:no\.?|level)?[\s:#=.|-]*"
    r"(?:\d{1,3}(?:\.\d{1,3}){0,2}[a-z]?|[A-Z]{1,2}\d{0,2}|-)(?!\w)"
)
_LABEL_WORD = r"\b(?:rev(?:ision)?|iss(?:ue)?|ver(?:sion)?)\b"
_QUALIFIER = (
    r"(?:(?:first|second|third|final|initial|working|internal|rev(?:ision)?|issue|version|status"
    r"|copy|document)\W+){0,2}"
)
_MONTHS = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
# What may follow a stamp; any other word makes it a sentence or a title ("Obsolete parts").
_FOLLOWER = (
    rf"(?:{_WORD}|for (?:information|reference|use|issue|discussion|internal review)|and|only|copy"
    r"|version|document|issue|rev(?:ision)?|ver|no|v?\d[\d./-]*[a-z]?|[a-z]|by|on|from|dated|as of"
    rf"|(?:see|replaced by|retained|kept) .*|{_MONTHS})"
)
_STAMP = re.compile(rf"\W*{_QUALIFIER}({_WORD})(?:\W+{_FOLLOWER})*\W*", re.IGNORECASE)
_SAID = re.compile(
    r"\W*this (?:document|copy|procedure|instruction|policy|manual|form|revision|issue|version)"
    rf" (?:is|has been|was)\s+(?:(?:still|now|only)\s+)?(?:an?\s+)?({_WORD})\b",
    re.IGNORECASE,
)
_BEFORE_TITLE = re.compile(
    r"\W*(?:(DRAFT)\b|(?i:(draft)\s*(?:[:–—]|-\s))"
    r"|(OBSOLETE|SUPERSEDED|WITHDRAWN|CANCELL?ED|VOID)\s*(?:[:–—(\[*]|-\s))"
)
_AFTER_TITLE = re.compile(
    rf"(?i:[(\[]\s*({_WORD})\s*[)\]]|\s[-–—|]+\s*({_DRAFT}))\W*$|\b(DRAFT)\W*$"
)
_SHOUTED = re.compile(r"\b(DRAFT|OBSOLETE|SUPERSEDED|WITHDRAWN|CANCELL?ED|VOID)\b")
_SHOUTED_LAST = re.compile(rf"{_SHOUTED.pattern}\W*$")
_AFTER_LABEL = re.compile(rf"[\s,;:/|(\[–—-]*({_WORD})\b", re.IGNORECASE)
_BEFORE_LABEL = re.compile(rf"(?<!\w)({_WORD})[\s,;:/|)\]–—-]*$", re.IGNORECASE)
_FOR_LABEL = re.compile(rf"{_LABEL_WORD}[\s.:#|([–—-]*({_WORD})\b", re.IGNORECASE)
_FIRST_LABEL = re.compile(_LABEL, re.IGNORECASE)
_STAMP_WORDS = 9  # a stamp is short; a longer line is a sentence that mentions the word


def status_of(word: str) -> Status:
    """Draft or obsolete, as a word found here says."""
    return Status.OBSOLETE if re.fullmatch(_OUT, word, re.IGNORECASE) else Status.DRAFT


def stamp_in(line: str) -> str:
    """The stamp that a line by the title is, or that it bears; "" when it has none."""
    line = _closed_up(line)
    if len(line.split()) > _STAMP_WORDS:
        return _word(_SAID.match(line)) if len(line.split()) <= 2 * _STAMP_WORDS else ""
    opens = next((character for character in line if character.isalpha()), "")
    found = _SAID.match(line) or _BEFORE_TITLE.match(line) or _AFTER_TITLE.search(line)
    if not found and opens.isupper():
        found = _STAMP.fullmatch(line)
    if not found and line.upper() != line:
        found = _SHOUTED_LAST.search(line)
    return _word(found)


def is_stamp(line: str) -> bool:
    """Whether a line is nothing but a stamp."""
    return _STAMP.fullmatch(_closed_up(line)) is not None


def in_margin(line: str) -> str:
    """The stamp in a running head or foot, where it may stand among other things."""
    line = _closed_up(line)
    return _word(_SHOUTED.search(line)) or stamp_in(line)


def across_page(block: Block) -> str:
    """The word of a block that is nothing but a stamp in capitals."""
    text = _closed_up(block.text)
    if block.kind is BlockKind.TABLE_ROW or text.upper() != text or len(text.split()) > 4:
        return ""
    return _word(_STAMP.fullmatch(text))


def beside_label(text: str) -> str:
    """The word beside the first revision label: "Issue 1 DRAFT", "Rev A - draft", "Draft Rev B"."""
    label = _FIRST_LABEL.search(text)
    if label is None:
        return _word(_FOR_LABEL.search(text))
    after = _AFTER_LABEL.match(text, label.end())
    return _word(after or _BEFORE_LABEL.search(text[: label.start()]))


def without_stamp(text: str) -> str:
    """The text without its stamp words and the marks around them."""
    return re.sub(rf"[\s(\[–—-]*\b{_WORD}\b[\s)\]–—-]*", " ", text, flags=re.IGNORECASE).strip()


def _word(match: re.Match[str] | None) -> str:
    return next(filter(None, match.groups()), "").casefold() if match else ""


def _closed_up(line: str) -> str:
    """`D R A F T` as one word."""
    line = " ".join(line.split())
    return line.replace(" ", "") if re.fullmatch(r"(?:[A-Z] ){3,}[A-Z]", line) else line
