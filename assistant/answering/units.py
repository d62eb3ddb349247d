"""Units: the sentences and log rows an answer is made of, and how well each fits a question."""

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import is_

from assistant.addressed import addresses_program, hints
from assistant.answering.tables import table_rows
from assistant.kinship import Kinship
from assistant.language.amounts import Amount, alike, limits, numbers, same
from assistant.language.periods import Period, dated, names_month
from assistant.language.question import Question, Subject
from assistant.language.words import Keys, Thesaurus
from assistant.model.documents import Revision
from assistant.model.passages import Passage
from assistant.retrieval import Evidence
from assistant.sentences import Span, sentences

# How much a subject counts by where it is named: in the sentence itself, in the headings or
# column headers over it, in the sentences beside it, in the title of the document.
_OWN, _AROUND, _NEARBY, _TITLE = 1.0, 0.85, 0.6, 0.6
_LIMIT_NEARBY = 0.4
_POINTS_BACK = re.compile(r"(?:it|they|this|these|those|he|she)\b", re.IGNORECASE)
"""A sentence that begins so is about what the sentences beside it name."""
FIELD = re.compile(r"([^|\n]{1,60}):\s*\|\s*(.*)", re.DOTALL)
"""A field of a form: its label, and what stands in it."""
_SAID_ITSELF = 0.3  # level from which a unit itself names a subject
_MOST_OF_IT = 0.9  # share, by weight, of what the head does not name
_LONGEST_LABEL = 6  # words
_CLOSE_SPELLING, _CLOSE_WHOLE = 0.82, 0.75  # of stems, of whole words
_KNOWN_WORD = 0.6  # level of kin from which a word is one: "weather" is no slip for "water"
_LONG_ENOUGH_TO_MISSPELL = 5
_SHORTEST_PART = 3  # letters of a part of a word that somebody wrote in two


@dataclass(frozen=True, slots=True)
class Unit:
    """One sentence or one log row: `passage.text[start:end] == text`.

    `own`, `around`, `nearby` and `title` are what it can be matched by, nearest first.
    `meaning` is the cosine similarity of question and passage, in [-1, 1], None when the search
    by meaning did not bring the passage up; `said` that of the
    question and the unit itself under its heading, None when it has no vector yet. `columns` are
    the headings over the cells of a row in a table of a procedure; `subject_of` the stems of what
    the whole document is about; `label` what the label of a form's field ("Gross weight: | 480 kg")
    can be matched by; `head` what the head of a record names, None for other documents.
    """

    passage: Passage
    revision: Revision
    start: int
    end: int
    text: str
    own: Keys
    around: Keys
    nearby: Keys
    title: Keys
    rank: int  # of its passage among those retrieved, from 0
    meaning: float | None
    said: float | None = None
    columns: tuple[str, ...] = ()
    subject_of: frozenset[str] = frozenset()
    label: Keys | None = None
    head: Keys | None = None

    def names(self, subject: Subject) -> float:
        """How well, and how near, the subject is named: 0 not at all … 1 in the unit itself."""
        if subject.period is not None:
            return self._dated(subject.period)
        if subject.amount is not None:
            return self._limiting(subject.amount)
        if self.subject_of.issuperset(subject.stems):
            return _OWN
        own = _OWN * subject.matches(self.own)
        if own >= _AROUND:  # nothing further away counts more
            return own
        return max(
            own,
            _AROUND * subject.matches(self.around),
            (_AROUND if _POINTS_BACK.match(self.text) else _NEARBY) * subject.matches(self.nearby),
            _TITLE * subject.matches(self.title),
        )

    def told(self, subjects: Sequence[Subject]) -> dict[Subject, float]:
        """How well each subject is named; a record's head speaks where the unit tells the rest.

        Without that the unit of a certificate would answer whatever is asked of its item.
        """
        named = {one: self.names(one) for one in subjects}
        if self.head is None:
            return named
        over = {one: _TITLE * one.matches(self.head) for one in subjects}
        rest = [one for one in subjects if not over[one]]
        told = sum(one.weight for one in rest if one.matches(self.own) >= _SAID_ITSELF)
        if not rest or told < _MOST_OF_IT * sum(one.weight for one in rest):
            return named
        return {one: max(level, over[one]) for one, level in named.items()}

    def sets_limits_for(self, amount: Amount) -> bool:
        """Whether the unit itself sets a limit that holds the amount."""
        return any(one.hold(amount) for one in limits(self.text))

    def _limiting(self, amount: Amount) -> float:
        """Whether its limits hold the amount, or it names it; a neighbour's limits count less."""
        own = [one for one in limits(self.text) if alike(one.measure, amount.measure)]
        if own:
            return _OWN * any(one.hold(amount) for one in own)
        if any(same(one, amount) for one in numbers(self.text)):
            return _OWN
        return _LIMIT_NEARBY * any(one.hold(amount) for one in limits(self.passage.text))

    def _dated(self, period: Period) -> float:
        if any(period.meets(one) for one in dated(self.text)):
            return _OWN
        if self.passage.row and names_month(self.text, period):
            return _AROUND
        over = " ; ".join((*self.passage.heading_path, self.revision.identity.title))
        if any(period.meets(one) for one in dated(over)):
            return _AROUND
        return _NEARBY * any(period.meets(one) for one in dated(self.passage.text))


About = Mapping[str, frozenset[str]]
"""Revision id -> stems of the codes and names that the whole document is about."""


def units_of(
    evidence: Sequence[Evidence],
    thesaurus: Thesaurus,
    about: About | None = None,
    heads: Mapping[str, str] | None = None,
) -> list[Unit]:
    """Every sentence and row of the passages found, best passage first.

    `heads`: revision id -> what the head of a record names, which all of it is about.
    """
    found: list[Unit] = []
    for rank, one in enumerate(evidence):
        stems = (about or {}).get(one.revision.id, frozenset())
        found += _units_of(one, rank, thesaurus, stems, (heads or {}).get(one.revision.id, ""))
    return found


def _units_of(
    one: Evidence, rank: int, thesaurus: Thesaurus, about: frozenset[str], head: str
) -> Iterable[Unit]:
    passage, identity = one.passage, one.revision.identity
    spans = [(0, len(passage.text))] if passage.row else sentences(passage.text)
    nearby = thesaurus.keys(passage.text)
    sheet = passage.row.rsplit("!", 1)[0] if passage.row else ""
    over = [*passage.heading_path, *(header for header, _ in passage.cells), sheet]
    around = thesaurus.keys(" \n ".join(over))
    title = thesaurus.keys(f"{identity.title} {identity.number}")
    tables = {} if passage.row else table_rows(passage.text, spans)
    headings = {table.columns for table in tables.values() if table.columns}
    suspect = hints(passage.text)
    for at, (start, end) in enumerate(spans):
        text = passage.text[start:end]
        if suspect and addresses_program(text):
            return  # what follows words to a program may be meant for it as well
        if headings and tuple(cell.strip() for cell in text.split(" | ")) in headings:
            continue  # the headings of a table stand over its rows and say nothing themselves
        if _is_empty_field(passage.text, spans, at):
            continue
        table = tables.get(start)
        yield Unit(
            passage, one.revision, start, end, text,
            own=nearby if passage.row else thesaurus.keys(text),
            around=thesaurus.keys(" \n ".join((*over, table.over))) if table else around,
            nearby=nearby, title=title,
            subject_of=about, rank=rank, meaning=one.meaning_score,
            columns=table.columns if table else (),
            head=thesaurus.keys(head) if head else None,
            label=thesaurus.keys(field[1]) if (field := FIELD.match(text)) else None,
        )  # fmt: skip


def _is_empty_field(text: str, spans: Sequence[Span], at: int) -> bool:
    """Whether it is the label of a field nobody filled in, among other fields."""
    said = text[slice(*spans[at])]
    if not said.endswith(":") or len(said.split()) > _LONGEST_LABEL:
        return False
    beside = [text[slice(*one)] for one in spans[max(0, at - 1) : at + 2] if one != spans[at]]
    return bool(beside) and all(FIELD.match(one) or one.endswith(":") for one in beside)


def under_heading(passage: Passage, text: str) -> str:
    """A sentence as its vector is made: after the heading it stands under."""
    return f"{passage.section_title}: {text}" if passage.section_title else text


def texts_of(passage: Passage) -> list[str]:
    """The texts of a passage whose vectors an answer may want; none for a log row."""
    if passage.row:
        return []
    return [under_heading(passage, passage.text[a:b]) for a, b in sentences(passage.text)]


def with_closeness(question: Question, units: Sequence[Unit], kinship: Kinship) -> list[Unit]:
    """The units, each with how close it comes to the question."""
    prose = [unit for unit in units if not unit.passage.row]
    close = kinship.of_sentences(
        question.text, [under_heading(unit.passage, unit.text) for unit in prose]
    )
    known = {(u.passage.id, u.start): said for u, said in zip(prose, close, strict=True)}
    return [replace(unit, said=known.get((unit.passage.id, unit.start))) for unit in units]


def weighed(question: Question, units: Sequence[Unit]) -> Question:
    """The question with each subject weighted by how few of the passages found name it.

    A word that nearly every passage has tells nothing apart; one that few have decides.
    """
    passages = list({unit.passage.id: unit for unit in units}.values())
    subjects = []
    for subject in question.subjects:
        if not subject.stems:
            subjects.append(subject)
            continue
        naming = sum(1 for unit in passages if max(
            subject.matches(unit.nearby), subject.matches(unit.around), subject.matches(unit.title)
        ))  # fmt: skip
        rarity = 1.3 - 0.6 * naming / max(1, len(passages))
        nowhere = subject.is_short_form and not naming
        subjects.append(
            replace(subject, weight=subject.weight * rarity, exact=subject.exact or nowhere)
        )
    spoken = frozenset(stem for unit in passages for stem in unit.nearby.stems)
    return replace(question, subjects=tuple(subjects), spoken=spoken)


def respelled(question: Question, units: Sequence[Unit]) -> Question:
    """The question with words nobody wrote read as the nearest word that somebody did."""
    vocabulary: dict[str, str] = {}
    for unit in units:
        for keys in (unit.nearby, unit.around, unit.title):
            vocabulary.update(keys.forms)
    return replace(
        question, subjects=tuple(_respelled(subject, vocabulary) for subject in question.subjects)
    )


def _respelled(subject: Subject, vocabulary: Mapping[str, str]) -> Subject:
    if not subject.stems or any(level >= _KNOWN_WORD for _, level in subject.kin):
        return subject
    [first, *more] = subject.stems
    short = len(first) < _LONG_ENOUGH_TO_MISSPELL
    if more or subject.groups or short or first in vocabulary or not first.isalpha():
        return subject
    for at in range(_SHORTEST_PART, len(first) - _SHORTEST_PART + 1):
        if first[:at] in vocabulary and first[at:] in vocabulary:
            return replace(subject, stems=(first[:at], first[at:]))  # offcut: off-cut
    near = difflib.get_close_matches(first, vocabulary, n=1, cutoff=_CLOSE_SPELLING)
    if not near or not _alike(subject.text.casefold(), vocabulary[near[0]]):
        return subject
    return replace(subject, stems=(near[0],))


def _alike(asked: str, written: str) -> bool:
    """Whether whole words are spelled alike too: "fatalities" is no slip for "factual"."""
    return difflib.SequenceMatcher(None, asked, written).ratio() >= _CLOSE_WHOLE


def with_kin(question: Question, units: Sequence[Unit], kinship: Kinship) -> Question:
    """The question, each subject with the words of the texts found that come close to it."""
    forms: dict[str, str] = {}
    seen: tuple[Keys, ...] = ()
    for unit in units:
        over = (unit.nearby, unit.around, unit.title)
        if len(seen) == len(over) and all(map(is_, seen, over)):
            continue  # the next sentence of the same passage
        seen = over
        for keys in over:
            forms |= {stem: form for stem, form in keys.forms if form.isalpha() and len(form) > 2}
    asked = [one for one in question.subjects if not one.exact and one.text.isalpha()]
    close = kinship.of_words([one.text.casefold() for one in asked], list(forms.values()))
    stems = list(forms)
    kin = {
        one: tuple((stems[column], level) for column, level in levels.items())
        for one, levels in zip(asked, close, strict=True)
    }
    return replace(
        question,
        subjects=tuple(
            replace(one, kin=kin[one]) if one in kin else one for one in question.subjects
        ),
    )


def row_unit(row: Passage, revision: Revision) -> Unit:
    """A whole row as a unit, to be shown rather than weighed."""
    nothing = Keys(frozenset(), frozenset())
    return Unit(
        row, revision, 0, len(row.text), row.text,
        own=nothing, around=nothing, nearby=nothing, title=nothing, rank=0, meaning=None,
    )  # fmt: skip
