"""What the headings over a passage say about it, whatever clause it is about."""

import re
from functools import lru_cache

from assistant.model.documents import Identity, Kind
from assistant.model.passages import Passage
from ingest.mapping.about_the_system import is_control_table

_NUMBER = re.compile(r"^\s*(?:section|chapter|part|§)?\s*\d+(?:\.\d+)*[.):]?\s+", re.IGNORECASE)
_JOIN = r"(?:\s*(?:,|&|/|-|–|and|or)\s*)"
_OF_THIS = r"(?:\s+(?:of|for)\s+(?:the|this)\s+\w+)?"
_SUBJECT = (
    r"(?:(?:table\s+of\s+)?contents|purpose|objective|aims?|intent|scope|applicability|"
    r"field\s+of\s+application|(?:(?:key|specific)\s+)?(?:terms|terminology|definitions?|vocabulary)|"
    r"abbreviations?|acronyms?|glossary|"
    r"(?:(?:normative|regulatory|related|applicable|associated|reference|external|internal|other|"
    r"linked|cited)\s+)*(?:references?|documents?|documentation|standards|procedures)|"
    r"(?:(?:revisions?|change|document|amendments?|version)\s+)+"
    r"(?:history|log|records?|sheet|table|status|index)|"
    r"history(?:\s+of\s+(?:changes|revisions))?|revisions|distribution\s+list|sign-?off\s+sheet|"
    r"(?:document|procedure)\s+approvals?|approval\s+(?:page|sheet|signatures?|record)|signatures)"
)
_FRAME = re.compile(rf"{_SUBJECT}(?:{_JOIN}{_SUBJECT})*{_OF_THIS}", re.IGNORECASE)
_OPENING = re.compile(r"\b(?:purpose|objective|aims?|intent|scope|applicability)\b", re.I)
_SIGNING = re.compile(r"\b(?:sign|approval)", re.IGNORECASE)
_SIGNING_WORDS = 30  # a block of signatures has fewer words than rules on how to sign
_PLAIN_DOCUMENTS = re.compile(r"(?:documents?|documentation|standards|procedures)", re.IGNORECASE)
_SCOPE = re.compile(r"\b(?:scope|application|applicability|exclusions?)\b", re.IGNORECASE)


_LABEL = (
    r"(?:(?:document|doc\.?|form|procedure|instruction|file|policy|manual|sop|reference)\s*"
    r"(?:no\.?|number|id|identifier|code|name|title|type|owner|status|control\s+number)|"
    r"number|no\.?|title|(?:current\s+)?(?:rev(?:ision)?|issue|version|edition)"
    r"(?:\s*(?:no\.?|number|date|level|letter|status))?|"
    r"(?:(?:effective|issue|issued|release|approval|revision|print|created|next\s+review|review|"
    r"last\s+review(?:ed)?|valid\s+from|replaces|supersedes)\s*)+(?:date|on|by|from|due)?|date|"
    r"(?:process\s+|document\s+)?owner|author|department|site|location|company|language|"
    r"(?:prepared|written|drafted|reviewed|checked|approved|authori[sz]ed|released|issued)(?:\s+by)?|"
    r"status|classification|confidentiality|distribution|copy(?:\s+no\.?)?|page(?:s|\s+\d+\s+of\s+\d+)?|"
    r"signature|name|position|function|scope\s+of\s+application|applies\s+to)"
)
_HEADER_LINE = re.compile(rf"\W*{_LABEL}\W*(?:[:|].*|\bpage\b.*)?", re.IGNORECASE)
_LABELLED = re.compile(rf"(?<!\w){_LABEL}\s*:\s*", re.IGNORECASE)
_TO_FILL_IN = re.compile(
    r"\[[^\]\n]{0,200}\]|\{\{[^}\n]{0,80}\}\}|<[^>\n]{1,80}>|_{3,}|\.{4,}|…{2,}|&lt;.{1,80}?&gt;"
)
_STILL_OPEN = re.compile(
    r"(?:tb[adc]|n/?a|none|nil|not (?:applicable|used|yet (?:written|defined|available|determined))"
    r"|to be (?:completed|confirmed|decided|defined|determined|added|advised|announced|written"
    r"|provided|supplied|filled in|done|agreed|updated)(?: later)?|to follow|pending"
    r"|reserved(?: for future use)?|under construction|placeholder|coming soon|(?:left )?blank"
    r"|(?:this (?:page|section|paragraph|clause) (?:is |was |has been )?)?(?:left )?"
    r"(?:intentionally|deliberately) (?:left )?(?:blank|empty)"
    r"|(?:text|content|details?|section) (?:to be (?:added|completed|written)|to follow|tb[adc])"
    r"|lorem ipsum.*)",
    re.IGNORECASE,
)
_NAMED = re.compile(r"^[^\W\d_][\w /&-]{0,40}(?::|\s[-–—])\s+")  # "Training: TBD"
_FEWEST_WORDS = 4
_MOST_OF_IT = 0.7  # of the lines
_LABELS = 3  # labels in one run of text that make it a header block
_WORDS = re.compile(r"[^\W\d_]{2,}")


def says_something(passage: Passage, identity: Identity) -> bool:
    """False for the block that heads a document, for a blank template and for "TBD" alone.

    The blanks of a form say what will be recorded; those of another document say nothing yet.
    """
    if passage.row is not None:
        return True
    text = passage.text
    if _heads_document(text) or is_control_table(text) or _is_still_open(text):
        return False
    return identity.kind is Kind.FORM or not _is_blank(passage.text)


def _heads_document(text: str) -> bool:
    lines = [line.strip() for line in text.splitlines() if line.strip(" |-—_")]
    header = sum(1 for line in lines if _HEADER_LINE.fullmatch(line))
    if header >= max(2, _MOST_OF_IT * len(lines)):
        return True
    return len(lines) <= 2 and len(_LABELLED.findall(text)) >= _LABELS


def _is_still_open(text: str) -> bool:
    """Whether each of its few lines only says that something is missing: "4.4 TBD"."""
    lines = [_NAMED.sub("", bare_title(line)) for line in re.split(r"\n|(?<=[.;])\s", text)]
    said = [words for line in lines if (words := line.strip(" \t*_-–—.:;,()[]<>{}!?"))]
    return bool(said) and all(_STILL_OPEN.fullmatch(words) for words in said)


def _is_blank(text: str) -> bool:
    filled, blanks = _TO_FILL_IN.subn(" ", text)
    return blanks > 0 and len(_WORDS.findall(filled)) < max(_FEWEST_WORDS, 2 * blanks)


@lru_cache(maxsize=20_000)
def bare_title(heading: str) -> str:
    """A heading without its number and decoration."""
    return _NUMBER.sub("", heading).strip(" \t_*#:.–—-")


def headings(passage: Passage) -> tuple[str, ...]:
    """Titles over the passage, innermost first, without numbers."""
    path = passage.heading_path or ((passage.section_title,) if passage.section_title else ())
    if passage.section_title and path[-1:] != (passage.section_title,):
        path = (*path, passage.section_title)
    return tuple(title for title in map(bare_title, reversed(path)) if title)


@lru_cache(maxsize=20_000)
def _frames(title: str) -> bool:
    return bool(_FRAME.fullmatch(title)) and not _PLAIN_DOCUMENTS.fullmatch(title)


def is_frame(passage: Passage, identity: Identity) -> bool:
    """Whether the passage only frames its document: purpose, scope, definitions, history …

    The scope of a manual is the exception: it is the scope of the quality system.
    """
    for title in headings(passage):
        if not _frames(title) or (_SIGNING.search(title) and _is_long(passage)):
            continue
        if identity.kind in (Kind.MANUAL, Kind.POLICY) and _SCOPE.search(title):
            continue
        return True
    return False


def is_opening(passage: Passage) -> bool:
    """Whether it says what its document is for: a purpose or a scope."""
    return any(_OPENING.search(title) for title in headings(passage)[:1])


def _is_long(passage: Passage) -> bool:
    return len(passage.text.split()) >= _SIGNING_WORDS and not _heads_document(passage.text)
