"""Whether a sentence of a procedure can be checked, and what sort of promise it makes.

The default is that it can: a procedure says what people do, in the present tense as often as with
"shall". What cannot be checked is recognised by form, so that nothing is passed over unseen.
"""

import re

from assistant.addressed import addresses_program
from assistant.audits.papers_own import of_paper
from assistant.model.obligations import Sort, WhyLeftOut

HEADINGS = " › "
"""Between the headings above a sentence, the outermost first."""
_FEWEST_WORDS = 4
_SHARE = re.compile(r"\|\s*[RACI](?:\s*/\s*[RACI])*\s*(?=\||$)", re.MULTILINE)


def shares_out(text: str) -> bool:
    """Whether a table says who does and who answers for what (R, A, C, I)."""
    return len(_SHARE.findall(text)) > 1


_ABOUT_ITSELF = re.compile(
    r"^(?:this|the present) (?:procedure|document|instruction|manual|policy|process|section"
    r"|chapter|form|work instruction|standard operating procedure|sop|page|leaf)\b(?! shall| must)"
    r"|^(?:the )?(?:purpose|scope|aim|objective|intent) of (?:this|the)\b"
    r"|\bimplements? (?:the )?(?:as|en|iso)\b"
    r"|\bmeets? (?:the )?(?:as|en|iso)[ /]?\d"
    r"|^(?:author|owner|(?:approved|prepared|checked|reviewed|issued|written) by"
    r"|doc(?:ument)? (?:id|no|number)|effective date|next review)\s*:"
    r"|^(?:rev(?:ision)?|issue|version) \w{1,4}\W+(?:effective|valid|dated?)\b"
    r"|^(?=.*\b(?:rev(?:ision)?|issue|version)\W* \|)"
    r"(?=.*\b(?:effective|valid|approved|owner|review|date|number|no)\b[^|]* \|).*(?: \| .*){3}"
    r"|\b(?:is|are|fall) (?:out of|outside|not in|within|in) (?:the |its )?scope\b"
    r"|\b(?:numbers|order|headings) of the (?:sections|chapters|clauses|paragraphs)\b"
    r"|^(?:everyone|everybody|anyone|all (?:staff|employees|people|persons)) (?:who|that)\b"
    r"(?!.*\b(?:shall|must|is|are|has|have|needs?|gets?|signs?|wears?|takes?)\b)",
    re.IGNORECASE,
)
_DEFINES = re.compile(
    r"^(?:words?|terms?|abbreviations?|acronyms?) \| (?:meanings?|definitions?|explanations?)\b"
    r"|^[\w ]{3,40} (?:is|are) (?:of|divided into|sorted into|split into|put into) "
    r"(?:\w+ )?(?:classes|kinds|sorts|groups|types|levels|grades)\b"
    r"|\b(?:means|is defined as|are defined as|stands for|refers to any"
    r"|is understood (?:as|to be))\b",
    re.IGNORECASE,
)
_POINTS = re.compile(
    r"^(?:for (?:details|more|further information)[^.]{0,40})?(?:see|refer to|cf\.?"
    r"|details? (?:are|is) in|described in|as (?:described|laid down|set out) in)\b.{0,80}$"
    r"|\b(?:is|are) (?:described|covered|explained|shown|laid down|set out|dealt with"
    r"|defined|treated|handled|governed|ruled|regulated|told|found) (?:in|by|under) (?:the )?"
    r"(?:(?:section|chapter|annex|appendix|procedure|document|instruction)\b(?! \w+ed\b| system)"
    r"|[A-Z]{1,5}-)"
    r"|^(?!.*\b(?:is|are|be|goes|stays?|stands?|lies|hangs?|gets?|put|keep\w*|kept|file\w*|store\w*"
    r"|place\w*|write|sign|note|enter|record)\b)[\w '’-]{3,24} (?:in|on|at|inside) the [\w -]{0,20}"
    r"(?:folder|binder|drawer|cabinet|notice board|intranet|annex|appendix|wall)\W*$",
    re.IGNORECASE,
)
_POINTS_WHOLLY = re.compile(
    r"^(?:how|what|who|which|when|where)\b[^.;]* (?:is|are|stands?|can be found)"
    r" (?:laid down |set out |told |given |listed |written |found )?in\b[^.;]*\W*$",
    re.IGNORECASE,
)
"""Only a pointer, whatever words of duty it has: "How long each is kept is in the schedule"."""
_TELLS = re.compile(
    r"\b(?:was|were|had been|have been|has been) (?:\w+ed|written|founded|set up|built|bought"
    r"|made|found|begun|moved|chosen|given|seen)\b"
    r"|\b(?:because|in the past|historically|until 20\d\d)\b",
    re.IGNORECASE,
)
_TELLS_WHOLLY = re.compile(
    r"^(?!.*\b(?:shall|must|may|will)\b)"
    r"(?:[^.;,]* (?:is|are) (?:\w+ )?because\b|[^.;,]*\b(?:caused|led to|came about|happened)\b)",
    re.IGNORECASE,
)
"""Tells why, or what once was, whatever words of duty it has."""
_DUTY = re.compile(
    r"\b(?:shall|must|have to|has to|(?:is|are) to|need(?:s)? to|may not|may only|will|cannot"
    r"|can only|never|always|only|responsible|within|every|each|at least|at most|before|until"
    r"|not later than|no later than|keeps?)\b",
    re.IGNORECASE,
)
_OF_TERMS = re.compile(
    r"\b(?:definitions?|terms?|abbreviations?|glossary|acronyms?|vocabulary)\b"
    r"|\bwords (?:we|you|and)\b",
    re.IGNORECASE,
)
_PERSON = r"manager|director|inspector|buyer|engineer|officer|supervisor|lead|chair|owner|person"
_IS_A = re.compile(
    rf"^(?:the|an?) (?!(?:[\w-]+ ){{0,3}}(?:{_PERSON})s?\b)(?:[\w-]+ ){{1,4}}(?:is|are) "
    r"(?:the|an?|any|every) [\w-]+ (?:with|in|on|at|of|that|which|where|who|from|behind|beside)\b",
    re.IGNORECASE,
)
"""What a thing is, not what is done with it: "The zone is the bench with the blue mat"."""
_ANNOUNCES = re.compile(
    r"^(?:there (?:is|are)|the following|these are|as follows|(?:two|three|four|five) \w+)\b"
    r"[^.:]{0,60}:\s*$",
    re.IGNORECASE,
)
_IDENTIFIER = re.compile(r"\([^)]*\)|\b[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)+\b|\b[A-Z]{1,4} ?\d[\w.-]*")
_LIST_WORDS = frozenset(
    "and or with the a an schedule procedure procedures form forms instruction instructions list"
    " register document documents annex see also of in".split()
)
_OF_FORM = re.compile(
    r"\b(?:revision|change|document) (?:history|record|log)\b|\b(?:amendment|distribution)s?\b"
    r"|^\W*(?:\d[\d.]*\s+)?(?:references?|related documents|normative references|purpose|scope"
    r"|introduction|table of contents|contents|foreword|history|versions?|changes|issues"
    r"|why(?: this\b.*)?|when to use this|what (?:this|it) is(?: about| for)?|which (?:goods|parts)"
    r"|who (?:this|it) is for|(?:where|to whom) (?:this|it) applies|field of application)\W*$",
    re.IGNORECASE,
)
_SAYS_DONE = re.compile(
    r"^(?!to\b)(?!.*\b(?:applies|apply) to\b)"
    r".*\b(?:is|are|be|must|shall|may|can|cannot|will|has|have|does)\b",
    re.IGNORECASE,
)
"""A sentence with a verb, where a heading would let one expect a list of what is covered."""
_ENDS = re.compile(r"[.;:!?…)\"”’]\s*$")


def why_left_out(sentence: str, heading: str = "", number: str = "") -> WhyLeftOut | None:
    """Why a sentence under a heading is no question; None when it is one.

    `number` is that of the document: a line with it and without an end is a title or a head.
    """
    duty = _DUTY.search(sentence)
    if addresses_program(sentence):
        return WhyLeftOut.TO_A_PROGRAM
    words = len(re.findall(r"[^\W\d_]{2,}", sentence))
    if words < (1 if shares_out(sentence) else _FEWEST_WORDS) or _is_title(sentence):
        return WhyLeftOut.NO_SENTENCE
    if (why := of_paper(sentence, number)) is not None:
        return why
    if _OF_TERMS.search(heading) and not duty:
        return WhyLeftOut.DEFINITION
    if _ABOUT_ITSELF.search(sentence) or _is_of_form(sentence, heading):
        return WhyLeftOut.ABOUT_ITSELF
    if _ANNOUNCES.search(sentence):
        return WhyLeftOut.NO_SENTENCE
    if (_DEFINES.search(sentence) or _IS_A.search(sentence)) and not duty:
        return WhyLeftOut.DEFINITION
    if _points(sentence, duty=bool(duty)):
        return WhyLeftOut.POINTS_ELSEWHERE
    if _TELLS_WHOLLY.search(sentence):
        return WhyLeftOut.BACKGROUND
    return WhyLeftOut.BACKGROUND if _TELLS.search(sentence) and not duty else None


def _is_title(sentence: str) -> bool:
    """Whether it is in capitals throughout, without an end and without a word of duty."""
    ended = _ENDS.search(sentence.rstrip(") "))
    return sentence.isupper() and not ended and not _DUTY.search(sentence)


def _is_of_form(sentence: str, heading: str) -> bool:
    """Whether it stands under a heading such as Purpose, Scope or History and lays nothing down."""
    return bool(_OF_FORM.search(heading.split(HEADINGS)[-1])) and not (
        _SAYS_DONE.search(sentence) and not _CELLED.search(sentence)
    )


_CELLED = re.compile(r" \| ")


def _points(sentence: str, *, duty: bool) -> bool:
    elsewhere = _POINTS_WHOLLY.search(sentence) or _only_names(sentence)
    return bool(elsewhere or (_POINTS.search(sentence) and not duty))


def _only_names(sentence: str) -> bool:
    """Whether nothing but the names of documents is said."""
    rest, named = _IDENTIFIER.subn(" ", sentence)
    words = [word for word in re.findall(r"[^\W\d_]+", rest.casefold()) if len(word) > 1]
    return named > 0 and all(word in _LIST_WORDS for word in words)


_TIME = (
    r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve|a|an)\s*(?:\(\d+\)\s*)?"
    r"(?:working\s+|calendar\s+|business\s+)?(?:minute|hour|day|week|month|quarter|year)s?"
)
_DAYS = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|noon|\d{1,2}[:.]\d\d"
_FORBIDS = re.compile(
    r"\b(?:not (?:allowed|permitted|done)|never|forbidden|prohibit\w*|do not|exclusions?)\b",
    re.IGNORECASE,
)
_BESIDE = re.compile(r"\b(?:if|when|where|unless|that|which|who|whose)\b[^,;.]*", re.IGNORECASE)
"""What "not" in it says nothing about the promise."""
_SORTS: tuple[tuple[Sort, re.Pattern[str]], ...] = tuple(
    (sort, re.compile(pattern, re.IGNORECASE))
    for sort, pattern in (
        (
            Sort.PROHIBITION,
            r"\b(?:shall|must|may|can|will|do|does|are|is)\s?(?:not|never)\b"
            r"|^\W*nothing (?:is|are|may|leaves?|goes|enters?)\b"
            r"|\b(?:cannot|never|nobody|prohibited|forbidden|not (?:allowed|permitted))\b"
            r"|\bno (?:one|part|lot|supplier|order|goods|product|person)\b.{0,40}"
            r"\b(?:is|are|may|shall)\b"
            r"|\bwithout (?:written |the )?(?:consent|approval|release)\b"
            r"|\bthere (?:is|are) no \w+ (?:before|without|until|unless)\b",
        ),
        (
            Sort.RETENTION,
            rf"\b(?:ke(?:pt|ep)|retain\w*|retention|archiv\w*|preserved|held)\b"
            rf".{{0,80}}(?:{_TIME}|\blife(?:time)?\b|\bpermanent\w*|\bindefinite\w*|\bfor ever\b)"
            rf"|{_TIME}.{{0,40}}\b(?:kept|retained|archived)\b",
        ),
        (
            Sort.TIME_LIMIT,
            rf"\b(?:within|every|each|after|before|by|no later than|not later than|at least|once)\b"
            rf".{{0,25}}\b(?:{_TIME}|day|month|week|quarter|year|{_DAYS})"
            r"|\b(?:daily(?! (?:work|use|business|life))|weekly|monthly|quarterly|annual(?:ly)?"
            r"|yearly|at once|immediately)\b"
            rf"|\bup to {_TIME}\b"
            r"|\b(?:the same day|on the day (?:of|on|that|when|after|it|they))\b"
            r"|\btwice a (?:day|week|month|year)\b",
        ),
        (
            Sort.RESPONSIBILITY,
            r"\b(?:counter)?(?:signed|approved|released|authori[sz]ed|decided|granted)"
            r" (?:only |jointly )?by (?:the |an? )?(?-i:[A-Z])",
        ),
        (
            Sort.LIMIT,
            r"\b\d+ (?:points?|marks?)\b|\bpoints?, \d|"
            r"\b(?:at least|at most|no more than|not more than|up to|below|above|over|under"
            r"|between|minimum|maximum|limit)\b.{0,30}\d"
            r"|\b(?:at least|at most|no(?:t)? more than|up to)"
            r" (?:one|two|three|four|five|six|ten|twelve)\b"
            r"|\d\s*(?:%|°|degrees|GBP|EUR|USD|£|€|\$|mm|kg|C\b)",
        ),
        (
            Sort.RECORD,
            r"\b(?:record(?:ed|s)?|log(?:ged|s)?|sign(?:ed|s)?|initial(?:s|led)|stamp(?:ed|s)?"
            r"|filed|enter(?:ed|s)?|note(?:d|s)?|documented|form [A-Z]{1,4}-?\d|written"
            r"|register(?:ed)?)\b",
        ),
        (
            Sort.RESPONSIBILITY,
            r"\b(?:responsible|authori[sz]ed|decides?|approves?|releases?|appoints?|owns?"
            r"|may (?:sign|release|approve|change|stop)|accountable|in charge)\b",
        ),
        (
            Sort.CONDITION,
            r"^(?:if|when|where|whenever|in case|should|as soon as|after)\b|\b(?:if|unless)\b",
        ),
    )
)


def sort_of(sentence: str, heading: str = "") -> Sort:
    """The first sort whose signs the sentence carries; a duty when none does.

    Under a heading that forbids ("Not allowed") every sentence is a prohibition.
    """
    if _FORBIDS.search(heading):
        return Sort.PROHIBITION
    main = _BESIDE.sub("", sentence)
    return next(
        (
            sort
            for sort, signs in _SORTS
            if signs.search(main if sort is Sort.PROHIBITION else sentence)
        ),
        Sort.DUTY,
    )
