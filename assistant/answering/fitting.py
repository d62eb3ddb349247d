"""How well a sentence or a row answers a question: what the decision to answer rests on."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from assistant.answering.bound import unbound
from assistant.answering.contents import says_contents
from assistant.answering.counted import counts_another
from assistant.answering.defined import defines
from assistant.answering.somebody import office_over
from assistant.answering.templates import is_left_open
from assistant.answering.units import Unit
from assistant.answering.vetoes import (
    left_of_support,
    lost_attribute,
    other_act,
    other_act_timed,
    other_measure,
)
from assistant.answering.wanted import leaves_wanted_out
from assistant.language.answer_types import COLUMN_OF, STRICT, AnswerType, holds
from assistant.language.question import Question, Subject
from assistant.language.words import stems_of, words
from assistant.model.documents import Kind

_OWN_NUMBER = re.compile(r"^\s*\d{1,2}(?:\.\d{1,2})*[.)]?\s+(?=\D)")
_ASKS_LEAVE = re.compile(
    r"(?:^|[,.?;:–-]\s)\W*(?:may|can|could|must|should)\s+(?:we|i|you|they|he|she|it|an?|the|somebody|"
    r"someone|anyone|\w+s)\b|\b(?:do|does)\s+(?:\w+\s+){1,3}(?:need|have)\s+to\b|\ballowed\s+to\b"
    r"|\bok(?:ay)?\s+to\b|\bis\s+it\s+(?:ok|okay|allowed|permitted)\b",
    re.IGNORECASE,
)
_GIVES_LEAVE = re.compile(
    r"\b(?:shall|must|may|can|cannot|never|only|always|allowed|permitted|prohibited|forbidden|"
    r"required|needs?|authori[sz]ed|without|unless|do(?:es)?\s+not|is\s+not|are\s+not|no)\b",
    re.IGNORECASE,
)
_HEADS_A_DOCUMENT = re.compile(
    r"\s*(?:doc(?:ument)?(?:\s+(?:no|number|title|owner|id))?\.?|title|rev(?:ision)?|issue|version|"
    r"effective(?:\s+(?:date|from))?|owner|process\s+owner|author|(?:prepared|written|approved|reviewed|"
    r"issued|released)\s+by|approval|(?:next\s+|date\s+of\s+)?review(?:\s+(?:date|due))?|status|page)"
    r"\s*(?::|\||:\s*\|)",
    re.IGNORECASE,
)
CAPTION = re.compile(
    r"\s*(?:table|figure|fig\.|appendix|annex|exhibit)\s+[\w.-]{1,6}\s*[-–—:]", re.IGNORECASE
)
_ABOUT_A_DOCUMENT = re.compile(
    r"\b(?:documents?|docs?|procedures?|manual|polic\w+|instructions?|sops?|owner|owns?|author|wrote|"
    r"rev(?:ision)?|issue|version|effective|status|title|reviewed|review|form|questions?)\b",
    re.IGNORECASE,
)
_ABOUT_A_FORM = re.compile(
    r"\b(?:forms?|fields?|boxes|box|checklists?|template|fill\w*|record|sheet|label|tag|survey|"
    r"questionnaire|signs?|stamp)\b",
    re.IGNORECASE,
)
_STATES_NOTHING, _NOT_WANTED = 0.6, 0.5
_CONTENTS, _NO_CONTENTS = 0.1, 0.85
"""What a sentence gains that says what the thing asked about contains; what the others keep."""
_DEFINITION = 0.25  # what a sentence gains that defines the thing asked about
_HEADING_ASKED, _ENOUGH_BY_ITSELF = 0.15, 0.5
"""A heading that repeats the question puts its sentences first; it makes none an answer."""
_DEFINES = re.compile(
    r"\W*(?:acronyms?|abbreviations?|glossary|terms|(?:terms\s+and\s+)?definitions?)"
    r"(?:\s+and\s+(?:terms|acronyms|abbreviations))?\W*$",
    re.IGNORECASE,
)
_NEVER_DEFINED = frozenset(
    {
        *(AnswerType.PERSON, AnswerType.FREQUENCY, AnswerType.PLACE, AnswerType.STEPS),
        *(AnswerType.TIME, AnswerType.DURATION),
    }
)
"""Kinds of answer that a list of terms never gives."""
_NAMES = frozenset({AnswerType.NAME, AnswerType.HOLDER})
"""Kinds of answer that the head of a document may well give."""
_RULE_BONUS = 0.05
_TELLING, _LOST = 0.7, 0.15  # weight from which a missing subject tells, and what it costs
_OF_ONE_CASE = frozenset({Kind.RECORD, Kind.CORRESPONDENCE})
"""Kinds that tell of one case; a question that names no case asks for the rule."""
_LIGHT = 0.66  # weight up to which a subject is too common to be missed
_COVERAGE, _FIRST_PASSAGE = 0.65, 0.08  # shares of the support
_NO_MEANING = 0.2  # cosine that helps nothing
_MEANING_SPAN = 0.5  # what more it takes to help all
_BY_COLUMN = 0.5  # what a column of the sort asked for is worth
_UNKNOWN_MEANING = 0.3  # of the coverage, where no search by meaning was made
_NEW_WORDS, _FEWEST_WORDS = 2, 5
_WRONG_KIND, _WRONG_KIND_PLAIN = 0.6, 0.4
_LIMIT_FOR_IT = 0.2  # a limit that holds the very amount asked about
_THE_DOCUMENT = 1.0  # weight of all that a whole document is about
_ROW_FOR_A_RULE = 0.92  # of the support: a question that names no thing asks for the rule
_ROW_FOR_WHAT_MUST_BE = 0.75
_ASKS_RULE = re.compile(
    r"\b(?:must|should|shall|(?:has|have|need|needs|supposed)\s+to)\b|\bhow\s+(?:do|does|to)\b",
    re.IGNORECASE,
)
_ROW_OF_THE_THING = 0.12


@dataclass(frozen=True, slots=True)
class Fit:
    """How well a unit answers a question.

    `coverage` is the weighted share of the subjects named, `support` what the decision to
    answer rests on; both in [0, 1]. `right_kind`: it holds the kind of thing asked for.
    `lacks` are codes of the question that stand nowhere around the unit. `asked` is the coverage
    of what is asked about the things named, in [0, 1]; 1.0 when nothing is named, or nothing asked.
    """

    unit: Unit
    coverage: float
    support: float
    right_kind: bool
    lacks: tuple[str, ...]
    asked: float = 1.0


def fit(question: Question, unit: Unit) -> Fit:
    """Judge one unit against the (weighed) question."""
    named = unit.told(question.subjects)
    coverage = _coverage(named, unit)
    missing = max((s.weight * (1 - named[s]) for s in question.subjects), default=0.0)
    right_kind = any(_holds(kind, unit) for kind in question.kinds)
    right_kind = right_kind and not other_measure(question.text, _readable(unit))
    defined = defines(question, unit)
    right_kind = right_kind or defined
    lacks = tuple(s.text for s in question.subjects if _must_stand(s) and not named[s])
    support = _support(coverage, missing, unit)
    if not right_kind:
        support *= _WRONG_KIND_PLAIN if STRICT.intersection(question.kinds) else _WRONG_KIND
    if unit.passage.cells:
        support = _of_row(question, unit, support)
    elif unit.revision.identity.kind in _OF_ONE_CASE and not any(
        o.exact for o in question.subjects
    ):
        support *= _ROW_FOR_A_RULE
    support += _of_rule(question, named, unit)
    if _states_nothing(question, unit):
        support *= _STATES_NOTHING
    if not _tells(question, unit):
        support *= 0.5
    support *= left_of_support(question, named, unit)
    if (contents := says_contents(question, unit)) is not None:
        support = support + _CONTENTS if contents else _NO_CONTENTS * support
    support += _DEFINITION * defined
    if support >= _ENOUGH_BY_ITSELF and _stands_under_the_very_words(question, unit):
        support += _HEADING_ASKED
    asked = max(_asked_about(named), _implied(question, unit))
    if (
        leaves_wanted_out(question, named, unit)
        or other_act(question, named, unit)
        or other_act_timed(question, named, unit)
        or counts_another(question, unit)
        or (support >= _ENOUGH_BY_ITSELF and unbound(question, unit))
    ):
        support, asked = _NOT_WANTED * support, 0.0
    asked = 0.0 if lost_attribute(question, named) else asked
    return Fit(unit, coverage, support, right_kind, lacks, asked)


def _of_rule(question: Question, named: Mapping[Subject, float], unit: Unit) -> float:
    """What a unit gains by a limit that holds the amount asked about, or by giving leave."""
    gained = 0.0
    if any(one.amount and unit.sets_limits_for(one.amount) for one in question.subjects):
        gained = _LIMIT_FOR_IT * _beside_amounts(named)
    if _ASKS_LEAVE.search(question.part or question.text):
        gained += _RULE_BONUS if _GIVES_LEAVE.search(unit.text) else -_RULE_BONUS
    return gained


def _coverage(named: Mapping[Subject, float], unit: Unit) -> float:
    """Weighted share of the subjects named, those the whole document is about counted as one."""
    about = [one for one in named if one.stems and unit.subject_of.issuperset(one.stems)]
    rest = [(one.weight, level) for one, level in named.items() if one not in about]
    if about and rest:
        rest.append((_THE_DOCUMENT, 1.0))
    elif about:
        return 1.0
    total = sum(weight for weight, _ in rest)
    return sum(weight * level for weight, level in rest) / total if total else 0.0


def _holds(kind: AnswerType, unit: Unit) -> bool:
    """Whether the unit holds the kind of thing asked for; a place may be a column of its own."""
    if kind is AnswerType.PLACE and any(
        COLUMN_OF[kind].search(header) and text.strip() for header, text in unit.passage.cells
    ):
        return True
    return holds(kind, _readable(unit))


def _beside_amounts(named: Mapping[Subject, float]) -> float:
    """How well the subjects that are no amounts are named, in [0, 1]."""
    others = [(one.weight, level) for one, level in named.items() if not one.amount]
    total = sum(weight for weight, _ in others)
    return sum(weight * level for weight, level in others) / total if total else 1.0


def _must_stand(subject: Subject) -> bool:
    """Whether nothing can answer that does not name it: a code, a short form, a long name."""
    several = len(subject.stems) > 1
    return subject.is_code or (subject.exact and (several or subject.text.isupper()))


def _asked_about(named: Mapping[Subject, float]) -> float:
    """Coverage of what is asked, leaving out whom or what it is asked about.

    A name or a code weighs much, and its row has every other attribute but the one asked for.
    """
    telling = {one: level for one, level in named.items() if not one.exact and one.weight > _LIGHT}
    if len(telling) == len(named) or not telling:
        return 1.0
    return sum(o.weight * level for o, level in telling.items()) / sum(o.weight for o in telling)


def _implied(question: Question, unit: Unit) -> float:
    """What "where", "who" and "when" ask of a log row: a column of that sort, filled in."""
    headers = [header for kind in question.kinds if (header := COLUMN_OF.get(kind)) is not None]
    return max(
        (_BY_COLUMN for one in headers for name, _ in unit.passage.cells if one.search(name)),
        default=0.0,
    )


def _support(coverage: float, missing: float, unit: Unit) -> float:
    """Coverage, helped by meaning and rank, lowered when a telling word is nowhere near.

    The weights were chosen on the development questions of the sample and on questions about
    documents of another trade (docs/evaluation.md); both got better, or neither did.
    """
    if unit.meaning is None:
        meaning = _UNKNOWN_MEANING * coverage
    else:
        close = unit.meaning if unit.said is None else 0.6 * unit.meaning + 0.4 * unit.said
        meaning = min(1.0, max(0.0, (close - _NO_MEANING) / _MEANING_SPAN))
    lost = _LOST * max(0.0, missing - _TELLING)
    rank = _FIRST_PASSAGE / (1 + unit.rank)
    return max(0.0, _COVERAGE * coverage + (1 - _COVERAGE) * meaning + rank - lost)


def _of_row(question: Question, unit: Unit, support: float) -> float:
    """A row about the very thing named fits better, a row for a question of rule less well."""
    codes = [one for one in question.subjects if one.exact and one.stems]
    if not codes and _ASKS_RULE.search(question.text):
        return _ROW_FOR_WHAT_MUST_BE * support
    if not codes:
        return _ROW_FOR_A_RULE * support
    first = {stem for _, text in unit.passage.cells[:2] for stem in stems_of(text)}
    about = any(set(one.stems) <= first for one in codes)
    return support + _ROW_OF_THE_THING if about else support


def _stands_under_the_very_words(question: Question, unit: Unit) -> bool:
    """Whether the heading over it, of two words or more, is a stretch of the question."""
    if unit.passage.cells or not unit.passage.section_title:
        return False
    heading = [word.stem for word in words(unit.passage.section_title)]
    asked = [word.stem for word in words(question.part or question.text)]
    width = len(heading)
    return width > 1 and any(
        asked[at : at + width] == heading for at in range(len(asked) - width + 1)
    )


def _states_nothing(question: Question, unit: Unit) -> bool:
    """Whether it asks, heads its document or is a field of a blank form: it says nothing itself."""
    if _NAMES.intersection(question.kinds):
        return False
    if CAPTION.match(unit.text):
        return True
    if is_left_open(question.text, unit):
        return True
    if unit.text.rstrip().endswith("?") or _HEADS_A_DOCUMENT.match(unit.text):
        return not _ABOUT_A_DOCUMENT.search(question.text)
    if _DEFINES.match(unit.passage.section_title or "") and _NEVER_DEFINED.issuperset(
        question.kinds
    ):
        return True
    blank = unit.revision.identity.kind is Kind.FORM and not unit.passage.cells
    return blank and not _ABOUT_A_FORM.search(question.text) and not question.codes


def _tells(question: Question, unit: Unit) -> bool:
    """Whether the unit says anything the question does not: a heading or a label repeats it."""
    new = unit.own.stems.difference(*(one.stems for one in question.subjects))
    if unit.passage.cells:
        return len(new) > 1
    if " | " in unit.text:
        value = stems_of(unit.text.rsplit(" | ", 1)[1])
        return bool(value & new)
    return len(new) >= _NEW_WORDS and len(unit.text.split()) >= _FEWEST_WORDS


def _readable(unit: Unit) -> str:
    """The unit with what a reader sees over it: a row with its column headers."""
    if unit.passage.cells:
        return "; ".join(f"{header} {text}" for header, text in unit.passage.cells)
    return office_over(unit.passage.section_title) + _OWN_NUMBER.sub("", unit.text)
