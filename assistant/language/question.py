"""A question taken apart: its subjects, the codes it names, and the kind of answer it wants."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.language.amounts import Amount, amounts
from assistant.language.answer_types import AnswerType, expected_type
from assistant.language.periods import Period, periods
from assistant.language.words import Keys, Thesaurus, Word, word_list, words

_WH = r"(?:who|whom|whose|when|how|what|which|where|why)"
_BEGINS_ASKING = (
    rf"(?:(?:by|for|to|in|on|at|from|within|under|of|with)\s+)?(?:{_WH}(?:['’]?s)?\b|"
    r"(?:is|are|was|were|am|do|does|did|can|could|may|must|should|shall|will|would|has|have|had)"
    r"(?:n['’]?t)?\s+(?:we|i|you|they|it|he|she|there|the|that|this|these|those|our|my|an?|any)\b|"
    r"(?:list|show|tell|give|name|walk)\b)"
)
_PARTS = re.compile(
    rf"[?.!;]\s+|\s+[-–—]+\s+|:\s+(?={_BEGINS_ASKING})"
    rf"|,?\s+(?:and|or|but|so|then)\s+(?={_WH}\b|by\s)"
    rf"|,\s+(?:and\s+|or\s+|but\s+|so\s+|then\s+)?(?={_BEGINS_ASKING})",
    re.IGNORECASE,
)
_ASKS = re.compile(
    rf"^\W*(?:and|or|but|so|then|also|ok|hi|hello)?\W*{_BEGINS_ASKING}", re.IGNORECASE
)
"""How a part of a question begins that asks something; the other parts say what is the case."""
_VERB_BEFORE = word_list("verb_before")
_GENERIC = word_list("generic")
_COMMON = word_list("common")
_COMPANY_FORMS = word_list("company_forms")
_WEIGHT_OF_TIME = 1.5
_WEIGHT_OF_AMOUNT = 1.5
_OF_THE_OTHERS = 0.5
_COMMON_WEIGHT = 0.5
_OF_THE_WANTED = 1.2  # "which customer": the thing asked for must be told, not only its subject
_AUXILIARY = frozenset("do does did can could may must should shall will would".split())
_BEFORE_TURNED = frozenset(
    "how when where why what long often soon much many fast quick quickly early days hours".split()
)
_OF_A_PHRASE = 3  # words: "use as is"
_GRADES = frozenset("grade class categori cat rate type group risk abc".split())
_WHICH = frozenset({"which", "what", "whose"})
_WHO = frozenset({"who", "whom"})
_BEGINS = re.compile(r"(?:^|(?<!\s[A-Z])[.?!:;\n]\s|[-–—]\s)\W*$")


@dataclass(frozen=True, slots=True)
class Subject:
    """Something the question is about.

    `stems` are the words it is made of; `groups` what they may also be called. `exact` marks
    codes and proper names, which nothing else can stand for; `verb` marks a word that reads
    as the action asked about; `weight` lies in (0, 2] before the corpus is consulted. `kin` are
    stems of the texts found that come close in meaning, each with how close, in (0, 0.9].
    `period` is set for a stretch of time; it is matched by dates, never by words; `amount` for
    an amount, matched by the limits a text sets. `phrase` are the stems of a phrase with small
    words in it, all of which make it: "over delivery" is not any delivery.
    """

    text: str
    stems: tuple[str, ...]
    groups: frozenset[int]
    weight: float
    exact: bool = False
    verb: bool = False
    kin: tuple[tuple[str, float], ...] = ()
    period: Period | None = None
    amount: Amount | None = None
    phrase: tuple[str, ...] = ()

    @property
    def is_code(self) -> bool:
        """Whether it is an identifier: it stands in a text or it does not."""
        return self.exact and bool(self.stems) and any(sign.isdigit() for sign in self.text)

    @property
    def is_short_form(self) -> bool:
        """Whether it is an abbreviation in capitals that no thesaurus knows: ECCN, CCTV, IT."""
        return (
            self.text.isupper() and self.text.isalpha() and len(self.text) > 1 and not self.groups
        )

    def matches(self, keys: Keys) -> float:
        """How well a text with these keys names it: 1 itself, 0.9 a synonym, less for kin."""
        if not self.stems:
            return 0.0
        if keys.stems.issuperset(self.phrase or self.stems):
            return 1.0
        if self.is_code and self.text.isdigit():
            return self._as_beginning(keys)
        if self.exact:
            return self._share_of_name(keys)
        if not self.groups.isdisjoint(keys.groups):
            return 0.9
        closest = 0.0
        for stem, level in self.kin:
            if level > closest and stem in keys.stems:
                closest = level
        return closest

    def _as_beginning(self, keys: Keys) -> float:
        """A bare number stands for codes that go on after it: 8130 for 8130-3."""
        begins = (f"{self.text}-", f"{self.text}/")
        return 0.9 if any(stem.startswith(begins) for stem in keys.stems) else 0.0

    def _share_of_name(self, keys: Keys) -> float:
        """A long name is named by most of its words; its legal form (GmbH, Ltd) may be left out."""
        telling = [stem for stem in self.stems if stem not in _COMPANY_FORMS] or list(self.stems)
        share = sum(stem in keys.stems for stem in telling) / len(telling)
        if len(telling) == 2 and telling[1] in keys.stems and telling[0][:1] in keys.stems:
            return 0.9  # Jane Roe may be written J. Roe
        return share if share > 0.5 else 0.0


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked, taken apart. `part` is the part of `text` it is, "" for the whole.

    `spoken` are the stems of all the texts found, empty before the corpus is consulted.
    """

    text: str
    subjects: tuple[Subject, ...]
    kinds: tuple[AnswerType, ...]
    part: str = ""
    spoken: frozenset[str] = frozenset()

    @property
    def expects(self) -> AnswerType:
        """The kind of answer its first part asks for."""
        return self.kinds[0]

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes named, as written."""
        return tuple(subject.text for subject in self.subjects if subject.is_code)


def take_apart(
    text: str, thesaurus: Thesaurus, *, today: date | None = None, ahead: bool = False
) -> Question:
    """Read a question. Never fails: a question without any subject simply has none.

    With `today` the stretches of time and the amounts it names become subjects of their own;
    `ahead`: a month without a year is the next one rather than the last.
    """
    if text.isupper():
        text = text.casefold()
    named = periods(text, today, ahead=ahead) if today is not None else []
    sums = [one for one in amounts(text) if today is not None and not _overlap(one, named)]
    taken = [(one.at, one.to) for one in named] + [(one.at, one.to) for one in sums]
    tokens = _with_plain_beginnings(text, words(text))
    tokens = [
        word for word in tokens if not any(at < word.end and word.start < to for at, to in taken)
    ]
    subjects = (
        *_subjects(tokens, thesaurus),
        *(_measured(text[one.at : one.to], _WEIGHT_OF_TIME, period=one) for one in named),
        *(_measured(text[one.at : one.to], _WEIGHT_OF_AMOUNT, amount=one) for one in sums),
    )
    subjects = _telling(_without_repeats(subjects))
    return Question(text=text, subjects=subjects, kinds=_kinds(text))


def _telling(subjects: tuple[Subject, ...]) -> tuple[Subject, ...]:
    """The subjects, common words at full weight when there are no others: "do we rework"."""
    if not subjects or max(one.weight for one in subjects) > _COMMON_WEIGHT:
        return subjects
    return tuple(replace(one, weight=2 * one.weight) for one in subjects)


def _overlap(one: Amount, named: Sequence[Period]) -> bool:
    return any(other.at < one.to and one.at < other.to for other in named)


def _measured(
    text: str, weight: float, *, period: Period | None = None, amount: Amount | None = None
) -> Subject:
    """A stretch of time or an amount as a subject; a time must be met, an amount may be."""
    exact = period is not None
    return Subject(text, (), frozenset(), weight, exact=exact, period=period, amount=amount)


def _with_plain_beginnings(text: str, tokens: list[Word]) -> list[Word]:
    """The tokens, those that begin a sentence in lower case: "Walk me through" names nobody."""
    return [
        replace(word, text=word.text[0].lower() + word.text[1:])
        if _BEGINS.search(text[: word.start]) and _is_name(word)
        else word
        for word in tokens
    ]


def parts_of(text: str, thesaurus: Thesaurus, *, today: date | None = None) -> list[Question]:
    """The questions put in one: "who signs it, and by when does it lapse?" holds two.

    A part that asks nothing says what is the case: it is no question, and its subjects count half.
    Each part keeps what the whole is about: its own subjects, then those of the others at half
    their weight. A question in one part is given back whole.
    """
    whole = take_apart(text, thesaurus, today=today)
    asking = [part for part in _PARTS.split(text) if _ASKS.search(part)]
    parts = [take_apart(part, thesaurus, today=today) for part in asking]
    parts = [part for part in parts if part.subjects]
    if not parts or len(asking) > len(parts) == 1:
        return [whole]
    if len(parts) == 1:
        return [replace(parts[0], text=text, subjects=_with_rest(parts[0], whole))]
    return [
        replace(part, text=text, part=part.text, subjects=_with_rest(part, whole)) for part in parts
    ]


def questions_apart(text: str) -> tuple[str, ...]:
    """The questions that follow one another, each whole: "may we file it? do we rework?".

    Empty for one question, and where a sentence that is no question stands among them: that one
    says what the others are about.
    """
    found = [one.strip() for one in re.split(r"(?<=[?!])\s+", text) if one.strip()]
    return tuple(found) if len(found) > 1 and all(map(_ASKS.search, found)) else ()


def _with_rest(part: Question, whole: Question) -> tuple[Subject, ...]:
    own = {one.stems for one in part.subjects}
    rest = [one for one in whole.subjects if one.stems not in own or not one.stems]
    return (*part.subjects, *(replace(o, weight=o.weight * _OF_THE_OTHERS) for o in rest))


def _kinds(text: str) -> tuple[AnswerType, ...]:
    """The kinds its parts ask for: "which form, and how many days?" asks for two."""
    parts = [part for part in _PARTS.split(text) if len(part.split()) > 1] or [text]
    asking = [part for part in parts if _ASKS.search(part)] or parts[-1:]
    return tuple(dict.fromkeys(expected_type(part) for part in asking))


def _subjects(tokens: list[Word], thesaurus: Thesaurus) -> list[Subject]:
    phrases = _longest_phrases(tokens, thesaurus)
    found: list[Subject] = []
    at = 0
    while at < len(tokens):
        end, groups = phrases.get(at, (at + 1, frozenset()))
        while (
            at
            and end < len(tokens)
            and not groups
            and _is_name(tokens[at])
            and _is_name(tokens[end])
        ):
            end += 1
        span = tokens[at:end]
        if _is_initial(tokens, at):
            at = end
            continue
        if not _says_nothing(span) or _is_grade(tokens, at):
            found.append(_subject(tokens, at, span, groups))
        at = end
    return found


def _says_nothing(span: list[Word]) -> bool:
    """Whether all are stop words; a phrase of three that the thesaurus knows says something."""
    return len(span) < _OF_A_PHRASE and all(word.is_stop_word for word in span)


def _is_initial(tokens: list[Word], at: int) -> bool:
    """Whether it is the initial before a surname: the surname tells enough."""
    letter = len(tokens[at].text) == 1 and tokens[at].text.isupper()
    return letter and at + 1 < len(tokens) and _is_name(tokens[at + 1])


def _is_grade(tokens: list[Word], at: int) -> bool:
    """Whether it is the letter of a grade: "grade A" is no article."""
    before = tokens[at - 1].stem if at else ""
    return tokens[at].text == "A" and before in _GRADES


def _longest_phrases(
    tokens: list[Word], thesaurus: Thesaurus
) -> dict[int, tuple[int, frozenset[int]]]:
    """Start -> (end, groups) of the longest phrase that begins there."""
    best: dict[int, tuple[int, frozenset[int]]] = {}
    for start, end, groups in thesaurus.spans([token.stem for token in tokens]):
        if start not in best or end > best[start][0]:
            best[start] = (end, groups)
    return best


def _subject(tokens: list[Word], at: int, span: list[Word], groups: frozenset[int]) -> Subject:
    code = any(word.is_identifier and _is_code(word.text) for word in span)
    name = _is_name(span[0]) and all(map(_goes_on, span)) and not groups
    verb = (
        len(span) == 1
        and at > 0
        and tokens[at - 1].text.casefold() in _VERB_BEFORE
        and not _is_turned(tokens, at - 1)
        and not span[0].text.casefold().replace("’", "'").endswith("'s")
    )
    asked_of = at > 0 and tokens[at - 1].text.casefold() in _WHO  # who approves: the verb tells all
    before = tokens[at - 1].text.casefold() if at else ""
    wanted = _OF_THE_WANTED if before in _WHICH and not (code or name) else 1.0
    content = [word for word in span if not word.is_stop_word] or span
    return Subject(
        text=" ".join(word.text for word in span),
        stems=tuple(word.stem for word in content),
        groups=groups,
        weight=_weight(content, exact=code or name, verb=verb and not asked_of) * wanted,
        exact=(code and not groups) or name,
        verb=verb,
        phrase=_phrase(span) if groups else (),
    )


def _phrase(span: list[Word]) -> tuple[str, ...]:
    """The stems up to the last word that says something, where small words stand before it."""
    last = max((at for at, word in enumerate(span) if not word.is_stop_word), default=0)
    told = span[: last + 1]
    return tuple(word.stem for word in told) if any(one.is_stop_word for one in told) else ()


def _is_turned(tokens: list[Word], at: int) -> bool:
    """Whether it is the auxiliary of a question, before its subject: "how long do cards …"."""
    if tokens[at].text.casefold() not in _AUXILIARY:
        return False
    return at == 0 or tokens[at - 1].text.casefold() in _BEFORE_TURNED


def _weight(content: list[Word], *, exact: bool, verb: bool) -> float:
    if all(word.stem in _COMPANY_FORMS for word in content):
        return 0.2
    if exact:
        return 2.0
    if all(word.stem in _GENERIC for word in content):
        return 0.4
    if verb or all(word.stem in _COMMON or _is_participle(word) for word in content):
        return 0.5
    return 1.4 if any(word.text.isupper() and len(word.text) > 1 for word in content) else 1.0


def _is_code(text: str) -> bool:
    """A code rather than a count: letters with digits, numbers joined by signs, a long number.

    Amounts (30k, 5kg), quarters (Q2) and years are not codes: they may be written otherwise.
    """
    if re.fullmatch(r"[qQ][1-4]|\d+[.,]?\d*[A-Za-z]{1,3}|(?:19|20)\d\d|\d{1,3}(?:,\d{3})+", text):
        return False
    return bool(re.search(r"[A-Za-z].*\d|\d.*[A-Za-z]|\d[./-]\d", text)) or len(text) > 3


def _is_participle(word: Word) -> bool:
    return len(word.text) > 4 and word.text.casefold().endswith("ed")


def _goes_on(word: Word) -> bool:
    """Whether a word may belong to the name before it: "Acme MRO", "North Star Works"."""
    return _is_name(word) or (word.text.isupper() and len(word.text) > 1 and word.text.isalpha())


def _is_name(word: Word) -> bool:
    """Whether it is written like a name; callers see to it that no sentence begins there."""
    return word.text[0].isupper() and not word.text.isupper() and len(word.text) > 2


def _without_repeats(subjects: tuple[Subject, ...]) -> tuple[Subject, ...]:
    seen: set[tuple[str, ...]] = set()
    kept = []
    for subject in subjects:
        if not subject.stems or subject.stems not in seen:
            seen.add(subject.stems)
            kept.append(subject)
    return tuple(kept)
