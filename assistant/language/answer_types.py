"""What kind of answer a question asks for, and whether a text holds one of that kind."""

import re
from enum import StrEnum
from functools import cache, lru_cache

from assistant.language.words import default_groups, word_list, words


class AnswerType(StrEnum):
    """The kind of thing that would answer the question."""

    DURATION = "duration"
    FREQUENCY = "frequency"
    TIME = "time"
    DATE = "date"
    NAME = "name"
    HOLDER = "holder"
    PERSON = "person"
    QUANTITY = "quantity"
    PERCENT = "percent"
    MONEY = "money"
    TEMPERATURE = "temperature"
    CODE = "code"
    IDENTIFIER = "identifier"
    PLACE = "place"
    STEPS = "steps"
    REASON = "reason"
    YES_NO = "yes_no"
    ANY = "any"


_WEEKDAY = (
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b|\b(?:working|week)\s?days?\b|\bdaily\b"
)
_UNIT = (
    r"(?:seconds?|secs?|minutes?|mins?|hours?|hrs?|shifts?|days?|weeks?|months?|quarters?|years?|yrs?"
    r"|working\s+days?|business\s+days?|calendar\s+days?)"
)
_NUMBER = (
    r"(?:\d+(?:[.,]\d+)*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|"
    r"eighteen|twenty|thirty|forty|fifty|sixty|ninety|hundred|half|a|an)"
)
_SPAN = (
    rf"\b{_NUMBER}(?:\s*\(\s*\d+\s*\))?[\s-]*"
    rf"(?:(?:working|business|calendar|full|clear)\s+)?{_UNIT}\b|\b\d+\s?[hd]\b"
)
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_MONTH_ALONE = _MONTH.replace("|may|", "|(?-i:May)|")  # "may" is a verb nearly everywhere
_DATE = (
    rf"\b(?:\d{{4}}-\d\d(?:-\d\d)?|\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?[\s-]+{_MONTH}[\s,-]*\d{{2,4}}|{_MONTH}\s+\d{{1,2}}?,?\s*\d{{4}}|{_MONTH_ALONE})\b"
)
_ROLE = (
    r"(?:managers?|directors?|inspectors?|buyers?|auditors?|supervisors?|leads?|leaders?|heads?|officers?|"
    r"representatives?|coordinators?|clerks?|operators?|engineers?|technicians?|controllers?|owners?|"
    r"assistants?|planners?|specialists?|administrators?|staff|personnel|team|department|"
    r"board|committee|"
    r"management|ceo|coo|cfo|president|chair(?:man|person)?|customers?|suppliers?|employees?|stores?|"
    r"storekeepers?|storeperson|person|people|author|trainers?|signator(?:y|ies)|delegates?|"
    r"deput(?:y|ies)|designee|authority|agents?|drivers?|"
    r"any(?:one|body)|every(?:one|body)|no\s?body|no\s+one|whoever|"
    r"moderators?|recorders?|reviewers?|approvers?|originators?|initiators?|requesters?|assessors?|examiners?|"
    r"facilitators?|investigators?|"
    r"pilots?|mechanics?|captain|instructors?|principal|provider|analysts?|developers?|users?|sponsor)"
)
_OFFICES = (
    "IT HR QM QA QE SQE CEO COO CFO MD Quality Purchasing Sales Warehouse Stores Finance Logistics"
)
_OFFICE = rf"\b(?:{'|'.join(_OFFICES.split())})\b"
_PERSON_NAME = (
    r"\b[A-Z][a-z'’]+(?:[-\s]+[A-Z]\.?)?[-\s]+[A-Z][a-z'’]+\b(?!\s+\d)"
    r"|\b[A-Z]\.\s?(?:[A-Z]\.\s?)?[A-Z][a-z'’]+\b"
)
# Letters and digits that end a word: nothing here can be cut in two ways, or a long run of them
# would take exponential time.
_RUN = r"[A-Za-z0-9](?:\w*[A-Za-z0-9])?\b"
_IDENTIFIER = rf"\b(?=[\w./-]*\d)[A-Za-z](?:\w*[A-Za-z0-9]\b|\w*[-./ ]{_RUN})(?:[-./ ]{_RUN})*"

_TOLD_BY_OFFICE = re.compile(
    rf"\b(?:is|acts\s+as|serves\s+as|appointed(?:\s+as)?)\s+(?:the|our)\s+(?:[\w-]+\s+){{0,2}}{_ROLE}\b"
    rf"|^(?:the\s+)?(?:[\w-]+\s+){{1,2}}{_ROLE}\.?$",
    re.I,
)
"""Who holds one office may be told by another: "the Quality Manager is the representative"."""
_ROLE_WORD = re.compile(
    rf"\b(?:{_ROLE}|management|executive|chief|senior|deputy|general|human|customer|the|this|form)\b",
    re.I,
)

_HOLDS = {
    AnswerType.DURATION: re.compile(
        rf"{_SPAN}|\b(?:indefinite(?:ly)?|permanent(?:ly)?|for\s?ever|life\s+of|lifetime|until)\b",
        re.I,
    ),
    AnswerType.FREQUENCY: re.compile(
        rf"\b(?:every|each|per|once|twice|annual(?:ly)?|yearly|monthly|weekly|daily|quarterly|hourly|"
        rf"half-?yearly|semi-?annual(?:ly)?|bi-?annual(?:ly)?|fortnight(?:ly)?|interval|continuous(?:ly)?|before|"
        rf"at\s+least|frequency|periodic(?:ally)?)\b|{_SPAN}",
        re.I,
    ),
    AnswerType.TIME: re.compile(
        rf"{_DATE}|{_SPAN}|\b(?:immediate(?:ly)?|at\s+once|before|after|prior\s+to|upon|when|until|on\s+the|"
        rf"as\s+soon\s+as|same\s+day|within|by\s+the\s+end|during|while|(?<!the\s)following|on\s+receipt|whenever|"
        r"if(?!\s+(?:applicable|any|needed|necessary|required|possible|appropriate)\b)|"
        rf"once|each|every|annual(?:ly)?|monthly|weekly|daily|quarterly)\b|\b\d{{1,2}}[:.]\d\d\b",
        re.I,
    ),
    AnswerType.DATE: re.compile(rf"{_DATE}|\b(?:19|20)\d\d\b|{_WEEKDAY}", re.I),
    AnswerType.NAME: re.compile(_PERSON_NAME),
    AnswerType.PERSON: re.compile(rf"\b(?i:{_ROLE})\b|{_OFFICE}|{_PERSON_NAME}"),
    AnswerType.QUANTITY: re.compile(
        rf"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|hundred|half|none|zero|"
        rf"single|both|double)\b|{_SPAN}",
        re.I,
    ),
    AnswerType.PERCENT: re.compile(r"\d\s?%|\bper\s?cent\b|\bpercent(?:age)?\b", re.I),
    AnswerType.CODE: re.compile(_IDENTIFIER),
    AnswerType.MONEY: re.compile(
        r"[$€£]|\b(?:EUR|GBP|USD|CAD|CHF|euros?|dollars?|pounds?)\b", re.I
    ),
    AnswerType.TEMPERATURE: re.compile(r"\d\s?°?\s?[CF]\b|\bdegrees?\b|\bcelsius\b|°", re.I),
    AnswerType.IDENTIFIER: re.compile(
        rf"{_IDENTIFIER}|\b(?:form|log|register|list|certificate|report|tag|label|template|matrix|"
        rf"procedure|instruction|manual|sheet|card|checklist|file|folder|system|record|document)\b",
        re.I,
    ),
    AnswerType.PLACE: re.compile(
        r"\b(?:in|at|on|under|inside|near|from|to|within|behind|by)\b", re.I
    ),
}

_LABELLED = re.compile(
    r"\b(?:level|stage|step|class|grade|type|section|clause|chapter|form|table|appendix|annex|figure|"
    r"phase|revision|rev\.?|issue|version|part|page|item|no\.?)s?\s+\d+(?:\.\d+)*"
    r"(?:(?:,\s*|\s*,?\s*(?:or|and|to)\s+)\d+(?:\.\d+)*)*\b"
    rf"|{_IDENTIFIER}",
    re.IGNORECASE,
)
"""Numbers that name something: they are no quantity."""
_NO_NUMBER = re.compile(r"\b(?:no|any|some|every)\s+one\b|\bone\s+another\b", re.IGNORECASE)

_ASKS: tuple[tuple[AnswerType, re.Pattern[str]], ...] = (
    (
        AnswerType.CODE,
        re.compile(
            r"\b(?:form|document|procedure|certificate|po|order|part|serial|tracking|reference)\s+"
            r"(?:no\b|nr\b|number)|\bnumber\s+of\s+the\s+(?:form|document|procedure|certificate)\b",
            re.I,
        ),
    ),
    (
        AnswerType.MONEY,
        re.compile(
            r"\bhow\s+much\s+(?:was|is|were|are|did|does|do)\b(?!.*\b(?:left|stock)\b)|\b(?:cost|price)\s+of\b"
            r"|\bwhat\s+(?:did|do|does|have|has|had)\s+(?:we|you|they|he|she|it)\s+(?:pay|paid|spend|spent)\b"
            r"|\bwhat\s+(?:did|do|does|will)\b[^?]{1,60}\bcosts?\b",
            re.I,
        ),
    ),
    (
        AnswerType.TEMPERATURE,
        re.compile(
            r"\b(?:what|which)\s+temp(?:erature)?s?\b|\bhow\s+(?:hot|cold|warm)\b|\btemperature\s+(?:limits?|range)\b",
            re.I,
        ),
    ),
    (
        AnswerType.PERCENT,
        re.compile(r"\b(?:what|which|how\s+many)\s+(?:%|per\s?cent)|\bpercentage\b", re.I),
    ),
    (
        AnswerType.FREQUENCY,
        re.compile(
            r"\bhow\s+(?:often|frequent|regular)|\b(?:what|which)\b[^?]{0,25}\b(?:frequency|interval)\b"
            r"|\bhow\s+many\s+times\b|\bfrequency\s+of\b",
            re.I,
        ),
    ),
    (
        AnswerType.DURATION,
        re.compile(
            rf"\bhow\s+(?:long|soon|quick|fast|early)|\bhow\s+(?:many|much)\s+(?:{_UNIT}|time)\b|\bhow\s+old\b"
            r"|\b(?:what|which)\b[^?]{0,30}\b(?:period|duration|retention\s+time|time\s+limit|lead\s+time)\b"
            r"|\bretention\s+(?:time|period)\b"
            r"|\b(?:longest|shortest|maximum|minimum|max|min)\s+(?:period|time|duration)\b"
            r"|\b(?:turn-?around|lead|response|cycle|reaction|waiting|processing|delivery)\s+time\b",
            re.I,
        ),
    ),
    (
        AnswerType.QUANTITY,
        re.compile(
            r"\bhow\s+(?:many|much|high|low|big|large|warm|cold|hot|accurate|far|deep|heavy|wide)\b"
            r"|^\W*(?:the\s+)?(?:max\w*|min\w*)?\s*number\s+of\b"
            r"|\b(?:whats|what|which)\b[^?]{0,40}\b(?:percent(?:age)?|%|limits?|quantity|qty|"
            r"amount|number\s+of|temperature|humidity|threshold|target|tolerance|minimum|maximum|score|rate|"
            r"sample\s+size|level|ratio|range|uncertainty|accuracy|pressure|torque|weight|length|height|width|"
            r"thickness|diameter|speed|voltage|capacity)\b"
            r"|^\W*(?:the\s+)?(?:max\w*|min\w*|upper|lower|highest|lowest|biggest|largest|smallest)\b"
            r"|^\W*(?:the\s+)?(?:[\w-]+\s+){1,3}(?:limits?|percentage|quantity|threshold|tolerance|quota)\b",
            re.I,
        ),
    ),
    (
        AnswerType.HOLDER,
        re.compile(
            rf"^\W*(?:so\s+|and\s+)?who(?:['’]s|s|\s+is|\s+are|\s+was)\s+(?:the|our|your)\s+(?:[\w-]+\s+){{0,3}}{_ROLE}\W*$",
            re.I,
        ),
    ),
    (AnswerType.NAME, re.compile(r"\bnames?\s+of\b|\bby\s+name\b|['’]s\s+name\b", re.I)),
    (
        AnswerType.PERSON,
        re.compile(
            r"\bwho(?:m|se|['’]s)?\b|\bwhich\s+(?:role|person|department)\b|\bby\s+whom\b", re.I
        ),
    ),
    (
        AnswerType.IDENTIFIER,
        re.compile(
            r"\b(?:which|what)\s+(?:\w+\s+){0,2}(?:forms?|documents?|procedures?|instructions?|templates?|"
            r"registers?|logs?|certificates?|reference|lot|batch|serial)\b(?!\s+(?:require|say|does))",
            re.I,
        ),
    ),
    (
        AnswerType.DATE,
        re.compile(
            r"\b(?:what|which|on\s+what)\s+(?:date|day|year|month)s?\b|\bsince\s+when\b"
            r"|^\W*(?:(?:what|which)(?:['’]s|s|\s+is|\s+was)?\s+)?(?:the\s+)?(?:[a-z]+\s+){0,2}date\b",
            re.I,
        ),
    ),
    (
        AnswerType.TIME,
        re.compile(
            r"(?:^|[,.;:?!–-]\s*|\b(?:and|so|or|but|by|since|until|till|from)\s+)\W*when\b"
            r"|\bwhen(?:['’]?s|\s+(?:\w+ly\s+)?(?:do|does|did|is|are|was|were|will|would|can|could|must|should|shall|"
            r"may|has|have|had))\b|\b(?:what|which)\s+(?:date|day|time|year|month)\b|\bdeadline\b|\bby\s+when\b|\bsince\s+when\b",
            re.I,
        ),
    ),
    (AnswerType.PLACE, re.compile(r"\bwhere\b", re.I)),
    (
        AnswerType.REASON,
        re.compile(r"^\W*why\b|\bwhat\s+(?:is\s+the\s+)?reason\b|\bhow\s+come\b", re.I),
    ),
    (
        AnswerType.STEPS,
        re.compile(
            r"\bhow\s+(?:do|does|should|must|can|are|is|would|to)\b|\bwhat\s+(?:are\s+the\s+)?(?:steps|happens?|do\s+(?:we|i|you)\s+do)\b"
            r"|\bwhat\s+(?:should|must|shall)\s+(?:we|i|you|one)\b|\b(?:the\s+)?(?:process|steps)\s+(?:for|to|when|if)\b",
            re.I,
        ),
    ),
    (
        AnswerType.YES_NO,
        re.compile(
            r"^\W*(?:is|are|was|were|do|does|did|can|could|may|must|should|shall|will|would|has|have|had)\b",
            re.I,
        ),
    ),
)


COLUMN_OF = {
    AnswerType.PLACE: re.compile(
        r"\b(?:place|location|bin|site|where|rack|shelf|bay|store|position)\b", re.I
    ),
    AnswerType.PERSON: re.compile(
        r"\b(?:by|owner|name|who|inspector|auditor|buyer|person|operator|approver|trainer|contact|"
        r"responsible|holder|signed|assigned)\b",
        re.I,
    ),
    AnswerType.TIME: re.compile(
        r"\b(?:due|date|next|expir\w*|valid|until|on|received|opened|closed|planned|issued)\b", re.I
    ),
    AnswerType.DATE: re.compile(
        r"\b(?:due|date|next|expir\w*|valid|until|on|received|opened|closed|planned|issued)\b", re.I
    ),
}
"""The columns of a log that answer a kind of question, by their headings."""
STRICT = frozenset(
    {
        AnswerType.NAME,
        AnswerType.HOLDER,
        AnswerType.DATE,
        AnswerType.DURATION,
        AnswerType.QUANTITY,
        AnswerType.PERCENT,
        AnswerType.CODE,
        AnswerType.MONEY,
        AnswerType.TEMPERATURE,
        AnswerType.PERSON,
        AnswerType.FREQUENCY,
    }
)
"""Kinds so plain to see that a text without one does not answer."""


def expected_type(question: str) -> AnswerType:
    """The kind of answer asked for; `ANY` when the words do not tell."""
    for kind, pattern in _ASKS:
        if pattern.search(question):
            return kind
    return AnswerType.ANY


@lru_cache(maxsize=20_000)
def holds(kind: AnswerType, text: str) -> bool:
    """Whether `text` holds something of that kind. Kinds without a form of their own: always."""
    pattern = _HOLDS.get(kind)
    if kind is AnswerType.QUANTITY:
        text = _LABELLED.sub(" ", _NO_NUMBER.sub(" ", text))
    if kind is AnswerType.HOLDER:
        return holds(AnswerType.NAME, text) or _TOLD_BY_OFFICE.search(text) is not None
    if kind is AnswerType.NAME and pattern is not None:
        return any(is_somebody(found.group()) for found in pattern.finditer(text))
    return pattern is None or pattern.search(text) is not None


def told(kind: AnswerType, text: str) -> list[str]:
    """The stretches of `text` of that kind, in order; none for kinds without a form."""
    return [text[start:end] for start, end in spans_told(kind, text)]


def spans_told(kind: AnswerType, text: str) -> list[tuple[int, int]]:
    """Where in `text` something of that kind stands, in order, as (start, end)."""
    pattern = _HOLDS.get(kind)
    return [] if pattern is None else [found.span() for found in pattern.finditer(text)]


def is_role(said: str) -> bool:
    """Whether a word of it names a role: manager, inspector, customer."""
    return re.search(rf"\b{_ROLE}\b", said, re.IGNORECASE) is not None


def is_somebody(name: str) -> bool:
    """Whether two capitalised words are a person rather than a role or a thing of the trade."""
    said = [word.stem for word in words(name)]
    of_the_trade = any(one in trade_stems() for one in said) or said[0] in word_list("common")
    return not of_the_trade and not _ROLE_WORD.search(name)


@cache
def trade_stems() -> frozenset[str]:
    """Stems of the words of the trade and of things that documents write with capitals."""
    said = (word.stem for group in default_groups() for phrase in group for word in words(phrase))
    return frozenset(said) | word_list("generic") | word_list("things")
