"""Questions that no document of a quality system can answer, declined by name.

The rules look for what is *asked for* (a verdict, a prediction, somebody's text), never for a
subject alone: "what does our procedure say about export licences?" is a fair question.
"""

import re
from dataclasses import dataclass

from assistant.model.replies import Reason


@dataclass(frozen=True, slots=True)
class OutOfBounds:
    """Why a question is declined before anything is searched, and what the person can do."""

    reason: Reason
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class _Rule:
    name: str
    reason: Reason
    pattern: re.Pattern[str]
    text: str
    unless: re.Pattern[str] | None = None


def _re(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE | re.VERBOSE)


_STANDARD = (
    r"(?:standard|as\s?-?9120\S*|as\s?-?9100\S*|en\s?9120|iso\s?9001\S*|clause|norm|requirement"
    r"|\d+(?:\.\d+){1,5}|\d+\s+(?:of|in)\s)"
)
_ASKS_DOCUMENT = _re(
    r"\b(?:what|where|which|how|who|when)\b.{0,40}\b(?:procedure|policy|manual|instruction|document|form|say|says|describe)\b"
)

_RULES = (
    _Rule(
        "exact text of the standard",
        Reason.COPYRIGHTED_TEXT,
        _re(
            rf"""\b(?:exact|precise|verbatim|literal|original|actual|full|complete|official|word[\s-]*(?:for|by)[\s-]*word)\b
                 .{{0,40}}\b(?:text|wording|words|sentence|phrasing|language|copy|content)\b.{{0,60}}{_STANDARD}
               |{_STANDARD}.{{0,60}}\b(?:verbatim|word[\s-]*(?:for|by)[\s-]*word|in\s+full|exact(?:ly\s+as\s+(?:written|printed))?\s+(?:text|wording|words|sentence))\b
               |\b(?:quote|cite|recite|copy|paste|print|type\s+out|reproduce|read\s+(?:me|out))\b.{{0,25}}\b(?:text|wording|words|paragraph|section|the\s+standard|clause|requirement)\b.{{0,60}}(?:{_STANDARD})?
               |\b(?:word[\s-]*(?:for|by)[\s-]*word|verbatim)\b.{{0,60}}{_STANDARD}
               |\b(?:pdf|copy|download)\s+of\s+(?:the\s+)?(?:standard|as\s?-?9120|iso\s?9001|as\s?-?9100)
               |\bshall\b\s+statements?\b.{{0,40}}{_STANDARD}"""
        ),
        "The text of the standard is copyrighted, so I do not quote it. Please open your "
        "bought copy. I can say in our own words what a clause asks for.",
        unless=_re(
            r"\b(?:our|your|the)\s+(?:own\s+)?(?:procedure|manual|instruction|policy|form|sop)\b"
        ),
    ),
    _Rule(
        "technical data",
        Reason.OUT_OF_SCOPE,
        _re(
            r"""\b(?:what|which|how\s+much)\b.{0,12}\btorque\b(?!\s+(?:wrench|driver|screwdriver|tester|tool|gauge|spanner|key)s?)
              |\b(?:what|which|how\s+much)\b.{0,30}\b(?:rivet\s+pitch|tyre\s+pressure|tire\s+pressure|bolt\s+tension|wiring\s+diagram|tightening)\b
              |\bhow\s+(?:do|to|should|can)\b.{0,20}\b(?:overhaul|install|fit|troubleshoot|rig|re-?wire)\b.{0,40}\b(?:aircraft|engine|landing\s+gear|actuator|pump|valve|wheel|brake)\b
              |\b(?:maintenance\s+manual|amm|cmm|ipc)\s+(?:task|procedure|step|limit)s?\b"""
        ),
        "That needs approved maintenance or design data, which is not part of a distributor's "
        "quality system.",
    ),
    _Rule(
        "airworthiness",
        Reason.NEEDS_OPINION,
        _re(
            r"""\b(?:is|are|was|were|can|may|could|will|would|confirm|certify|decide|judge|say|tell)\b.{0,60}
                \b(?:airworth\w*|safe\s+to\s+(?:fly|install|fit|use)|fit\s+to\s+fly|flight\s*-?worthy|eligible\s+for\s+install\w*)
              |\b(?:can|may|could|should|shall|is|are|will)\b.{0,60}\b(?:be\s+)?(?:fitted|installed|flown|used|mounted|put|bolted)\b.{0,25}
                \b(?:to|on|onto|in|into)\b.{0,30}\b(?:aircraft|airplane|aeroplane|plane|helicopter|engine|wing|gear|(?:7[0-9]7|a3[0-9]{2})\b)
              |\bok(?:ay)?\s+to\s+(?:fly|fit|install)\b"""
        ),
        "Whether a part is airworthy or may be fitted is the judgement of the installer or the "
        "approval holder. It is not in a quality system, so I do not answer it.",
        unless=_re(rf"^\W*(?:who|where|how)\b|{_ASKS_DOCUMENT.pattern}"),
    ),
    _Rule(
        "prediction",
        Reason.NEEDS_OPINION,
        _re(
            r"""\b(?:will|would|are\s+we\s+going\s+to|gonna|shall|do\s+you\s+(?:think|expect)|chances?|odds|likely|likelihood|probab\w+)\b.{0,50}
                \b(?:pass|fail|survive|get\s+(?:certified|recertified|a\s+(?:finding|major|minor)|through))\b.{0,50}\b(?:audit|surveillance|recertification|certification|assessment|visit|inspection)
              |\bwhat\s+(?:will|is)\s+(?:the|our)\s+auditor\s+(?:going\s+to\s+)?(?:find|ask|say|think|raise|look\s+at)
              |\b(?:will|is|are)\b.{0,50}\b(?:bankrupt|insolven\w*|go\s+bust|go\s+under|out\s+of\s+business)
              |\bwill\b.{0,60}\b(?:go\s+(?:well|wrong|smoothly|badly)|succeed|be\s+(?:ok|okay|fine|successful|a\s+success)|work\s+out)\b
              |\b(?:predict|forecast|foresee)\b
              |\bhow\s+likely\b
              |\b(?:what\s+are|what's|whats|how\s+are)\s+(?:the|our|my|your)\s+(?:chances?|odds|prospects)\b
              |\bhow\s+many\b.{0,60}\bwill\s+(?:we|there|they)\b.{0,40}\b(?:next|this\s+coming)\b
              |\b(?:what|when)\b.{0,30}\bwill\b.{0,40}\b(?:ia\s?9\d{3}|next\s+(?:edition|revision|version)\s+of\s+(?:the\s+)?(?:standard|as\s?9))
              |\bwill\s+(?:the\s+)?(?:price|prices|market|demand|cost|costs|sales|share)\b"""
        ),
        "That is a prediction. I only show what the controlled documents and records say today.",
    ),
    _Rule(
        "verdict on the system",
        Reason.NEEDS_OPINION,
        _re(
            r"""\b(?:are|is|were|was|do|does|am)\b\s+(?:we|our|i|it|this|that|the|my)\b.{0,60}\b(?:complian\w+|compl(?:y|ies)|conform(?:s|ing)?\b|good\s+enough|up\s+to\s+standard|audit[\s-]*(?:ready|proof)|ready\s+for\s+(?:the|our|an)\b.{0,20}audit)
              |\b(?:good\s+enough|sufficient|adequate|acceptable)\b.{0,30}\b(?:for|to)\s+(?:the|an|our|satisfy|convince|please)\b.{0,20}\b(?:auditor|audit|certification)
              |\b(?:would|will|does)\s+(?:an|the|our)\s+auditor\s+(?:accept|like|be\s+happy|agree|complain)
              |\b(?:rate|grade|score|rank)\s+(?:our|my|the)\s+(?:qms|quality\s+(?:management\s+)?system|procedures?|manual|company)"""
        ),
        "Whether that meets the standard is for a person to judge. I can show what is documented, "
        "what records there are and what is missing.",
        unless=_re(
            r"^\W*(?:how|what|when|where|which|who)\b|\bconform\w*\b.{0,3}(?:\bto\b|\bwith\b)?.{0,20}\b(?:drawing|order|po|specification)\b|certificate|nonconform|non-conform|\bcheck(?:ed)?\b|\bverif"
        ),
    ),
    _Rule(
        "opinion",
        Reason.NEEDS_OPINION,
        _re(
            r"""\b(?:do\s+you\s+(?:think|believe|feel|like|reckon|recommend|suggest|prefer)|in\s+your\s+(?:opinion|view)|your\s+(?:opinion|thoughts|advice|recommendation)|what\s+would\s+you|would\s+you\s+(?:say|recommend|advise|suggest)|any\s+advice)\b
              |^\W*(?:is|was|are|were)\b.{1,60}\b(?:irresponsible|careless|lazy|stupid|incompetent|reckless|dishonest|trustworthy|clumsy|rude|clever|useless)\b(?:\s+\w+)?\W*$
              |\bwould\s+(?:make|be)\s+an?\s+(?:better|good|worse|bad|great)\b
              |\bdoing\s+(?:an?\s+)?(?:good|bad|poor|great|terrible|lousy|fine|awful|decent)\b
              |\b(?:which|who|what)\b.{0,40}\b(?:is|are|was|would\s+be|do\s+you\s+consider)\b.{0,20}\b(?:the\s+)?(?:best|worst|nicest|smartest|laziest|better|stupidest|prettiest)\b
              |\b(?:which|what|who)\b.{0,40}\bshould\s+(?:we|i)\s+(?:go\s+for|go\s+with|choose|pick|opt\s+for)\b
              |\bshould\s+(?:we|i)\s+(?:switch|change|buy|invest|hire|replace|move|stop\s+using|drop|trust|prefer|worry|be\s+worried|sue|get\s+rid\s+of|carry\s+on\s+with|continue\s+with|stick\s+with|renew|terminate)\b"""
        ),
        "That asks for an opinion. I only show what the controlled documents and records say.",
    ),
    _Rule(
        "blame",
        Reason.NEEDS_OPINION,
        _re(
            r"""\b(?:to\s+blame|whose\s+fault|at\s+fault|blame\s+for|be\s+(?:fired|sacked|dismissed|disciplined|punished|let\s+go)|fire\s+(?:him|her|them)|sack\s+(?:him|her|them)|dismiss\s+(?:him|her|them))\b
              |\bwho\b.{0,30}\b(?:screwed|messed|cocked)\s+up\b"""
        ),
        "Who is to blame is a personal judgement and not in a quality system. I can show what the "
        "records say happened and which cause was recorded.",
    ),
    _Rule(
        "legal determination",
        Reason.OUT_OF_SCOPE,
        _re(
            r"""\b(?:does|do|is|are|will|would|can|may)\b.{0,60}\b(?:need|require|subject\s+to|covered\s+by|fall\s+under|export(?:ed)?|ship(?:ped)?)\b.{0,40}
                \b(?:itar|ear\b|eccn|export\s+(?:licen[cs]e|control\w*|authori[sz]ation)|licen[cs]e\s+to\s+export|end[\s-]*use\s+certificate|sanction\w*|embargo\w*)
              |\b(?:is\s+it|are\s+we|would\s+it\s+be|was\s+it)\s+(?:legal|illegal|lawful|liable|unlawful)\b
              |\b(?:can|could)\s+(?:we|they|he|she|you|i|the\s+customer)\s+(?:sue|be\s+sued)\b
              |\b(?:legal|tax|customs)\s+(?:advice|opinion|duty\s+rate|tariff)\b"""
        ),
        "That is a legal determination, which a quality system does not make. Ask whoever is "
        "responsible for export control or legal matters.",
        unless=_ASKS_DOCUMENT,
    ),
    _Rule(
        "commercial matters",
        Reason.OUT_OF_SCOPE,
        _re(
            r"""\b(?:margin|mark-?up|profit\w*|salary|salaries|wages?|pay\s*rise|bonus(?:es)?|turnover\s+(?:in|for)|share\s+price|dividend|net\s+income|ebit\w*)\b
              |\bhow\s+much\b.{0,20}\b(?:earn|paid|cost|charge|do\s+we\s+pay|is\s+.{1,25}\s+worth)\b
              |\b(?:what|which)\b.{0,25}\b(?:unit\s+)?price\b.{0,40}\b(?:pay|paid|charge|sell|buy|of|for)\b"""
        ),
        "Prices, margins and pay are not part of a quality system, so I do not answer that.",
        unless=_re(r"\b(?:safety|process|quality|risk|remaining|tolerance)\s+margin\b"),
    ),
    _Rule(
        "outside a quality system",
        Reason.OUT_OF_SCOPE,
        _re(
            r"""\b(?:weather|(?:will|does|is)\s+it\s+(?:going\s+to\s+)?(?:be\s+)?(?:rain|snow|sunny)\w*|forecast\s+for\s+(?:today|tomorrow)|football|soccer|world\s+cup|recipe|joke|poem|song|lyrics|horoscope|movie|netflix|bitcoin|crypto\w*|stock\s+market|election|president\s+of|prime\s+minister|capital\s+of|lottery|girlfriend|boyfriend|birthday|meaning\s+of\s+life)\b
              |\b(?:write|compose|sing|tell)\s+(?:me\s+)?(?:a|an|some)\s+(?:poem|song|joke|story|essay|code|program|script|e-?mail\s+to)\b
              |^\W*(?:please\s+|(?:can|could|would)\s+you\s+)?(?:write|draft|compose)\s+(?:me\s+|us\s+)?(?:an?|the)\s+(?:\w+\s+){0,3}(?:letter|e-?mail|apology|speech|reply)\b
              |^\W*(?:(?:can|could|would|will)\s+you\s+)?please\s+(?:release|approve|sign|close|delete|cancel|order|buy|send|ship|book|change|update|create|add|remove|scrap|reject|correct)\b
              |^\W*(?:(?:can|could|would|will)\s+you\s+)?(?:release|approve|sign|close|delete|cancel|order|buy|send|ship|book|change|update|create|add|remove|scrap|reject|correct)\b.{1,60}\bfor\s+(?:me|us)\b
              |\btranslate\b.{0,40}\b(?:into|to)\b
              |\bwhat(?:'s|\s+is)?\s+for\s+(?:lunch|dinner|breakfast)\b|\bcanteen\s+menu\b|\bwhat(?:'?s|\s+is)\s+on\b.{0,20}\b(?:canteen|tv|telly|cinema|today)\b
              |^\W*(?:who|what)\s+are\s+you\b|\bare\s+you\s+(?:human|a\s+(?:robot|bot)|chatgpt|alive)\b
              |\b(?:system\s+prompt|your\s+instructions|your\s+prompt|ignore\s+(?:all\s+|any\s+|the\s+)?(?:previous|prior|above)\s+instructions)\b"""
        ),
        "That is outside a quality system. I answer from the controlled documents and records, and "
        "from the catalogue of clauses.",
        unless=_re(
            r"\b(?:accident|incident|occurrence)\b|\b(?:reported|recorded)\b.{0,20}\b(?:in|on|for)\b"
        ),
    ),
)


def out_of_bounds(question: str) -> OutOfBounds | None:
    """The first rule the question falls under; None when it may be searched for."""
    for rule in _RULES:
        if rule.pattern.search(question) and not (rule.unless and rule.unless.search(question)):
            return OutOfBounds(rule.reason, rule.name, rule.text)
    return None
