"""How one document means the clause numbers it cites; decided on evidence, else asked about."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from math import exp

from assistant.cited_numbers import CitedNumber, section_numbers
from assistant.model.clauses import ClauseNumber, Edition, Relation
from assistant.model.documents import Identity, ReadDocument
from assistant.number_words import NumberWords
from assistant.numbering import Candidates, Numbering, Standards, is_built_alike, one_kind
from assistant.references import standards_followed, standards_named

_NAMED = 3.0  # a document that names the issue of the standard it follows
_BEFORE = 2.5  # a document older than the edition
_EACH = 3.0  # the most that one kind of evidence counts for
_LOCAL = 2.0  # the words beside a number against what the rest of the document says
_WHOLE_DOCUMENT = 3.0  # so that a whole title beside a number outweighs it
_DECIDED = 1.5  # the balance from which a reading is taken
_DECIDED_BY_WORDS = 1.0  # the same where words beside the number speak, too
_FIRST_CHAPTER = 4  # scope, references and terms ask for nothing; such numbers are sections
_WHOLE = 2.0  # the balance of a whole title
_SECTIONS = 2  # sections with old titles from which a document's sections are numbered so

NAMED_WITH_IT = "the standard is named with it"
"""The reason of a reading that rests on nothing else in the document."""


@dataclass(frozen=True, slots=True)
class ReadNumber:
    """A cited number with its reading; `confidence` in (0, 1], `reason` in words for a person."""

    cited: CitedNumber
    candidates: Candidates
    numbering: Numbering
    confidence: float
    reason: str


@dataclass(frozen=True, slots=True)
class NumberReader:
    """Reads the numbers of documents against one edition."""

    edition: Edition
    standards: Standards
    words: NumberWords

    @classmethod
    def of(cls, edition: Edition) -> "NumberReader":
        """A reader for the edition; it remembers the words of clauses, so keep it for a run."""
        return cls(edition, Standards.of(edition), NumberWords(edition))

    def read(
        self,
        reading: ReadDocument,
        identity: Identity,
        cited: list[CitedNumber],
        *,
        chosen: Numbering | None = None,
    ) -> tuple["DocumentEvidence", list[ReadNumber]]:
        """Every number with its reading; `chosen` is what a person says of the whole document."""
        candidates = {one.number: Candidates.of(one.number, self.edition) for one in cited}
        evidence = DocumentEvidence.of(self, reading, identity, cited, candidates, chosen)
        judge = _Judge(self, evidence, section_numbers(reading), identity.title)
        return evidence, [judge(one, candidates[one.number]) for one in cited]

    def named(self, one: CitedNumber) -> Numbering | None:
        """What the standard named with a number, or words such as `Rev A`, say of it."""
        by_name = self.standards.numbering(one.standard) if one.standard else None
        return by_name or self.standards.told_beside(one.nearest)


@dataclass(frozen=True, slots=True)
class DocumentEvidence:
    """What a document as a whole tells about its numbers.

    `balance` is above 0 for old numbers and below 0 for current ones; `reason` names the
    strongest evidence. `ours`: it names our standard, whatever the issue; `foreign`: it follows
    another one, `alike` one that is built like ours. `old_sections`: its sections carry old
    titles; `named_old` are the numbers it cites of an old edition beyond doubt.
    """

    balance: float
    reason: str
    foreign: bool
    old_sections: bool
    ours: bool = False
    alike: bool = False
    named_old: frozenset[ClauseNumber] = frozenset()
    chosen: Numbering | None = None

    @classmethod
    def of(
        cls,
        reader: NumberReader,
        reading: ReadDocument,
        identity: Identity,
        cited: list[CitedNumber],
        candidates: dict[ClauseNumber, Candidates],
        chosen: Numbering | None,
    ) -> "DocumentEvidence":
        """Weighs the standards named, the date, the numbers and the words beside them."""
        named, ours, others_named = _editions_named(reader.standards, reading)
        sections = [one for one in cited if one.kind == "section"]
        others = [one for one in cited if one.kind != "section" and not one.bare]
        parts = [
            (named, "the standard it names"),
            (_age(identity.effective_date, reader.edition), "its date"),
            (_structure(cited, candidates), "numbers that only one edition has"),
            (_words(reader, others, candidates), "the words beside its numbers"),
            (_words(reader, sections, candidates), "the titles of its sections"),
        ]
        balance = sum(part for part, _ in parts)
        same_way = [part for part in parts if part[0] * balance > 0]
        reason = max(same_way, key=lambda part: abs(part[0]), default=(0.0, ""))[1]
        titled = [reader.words.balance(candidates[one.number], one.beside) for one in sections]
        old_sections = sum(one > 0 for one in titled) >= _SECTIONS > sum(one < 0 for one in titled)
        named_old = {
            one.number
            for one in others
            if reader.named(one) is Numbering.LEGACY
            or (one.explicit and candidates[one.number].current is None)
        }
        alike = any(map(is_built_alike, others_named))
        foreign = bool(others_named) and (
            alike
            or not any(
                one.explicit and abs(reader.words.balance(candidates[one.number], one.beside)) >= 2
                for one in others
            )
        )
        old_sections = old_sections and balance > 0
        old = frozenset(named_old)
        return cls(balance, reason, foreign, old_sections, ours, alike, old, chosen)


def _editions_named(
    standards: Standards, reading: ReadDocument
) -> tuple[float, bool, frozenset[str]]:
    """What the names tell, whether ours is among them, and else the other ones."""
    texts = [page.text for page in reading.pages]
    texts += [line for page in reading.pages for line in page.furniture]
    texts += [value for _, value in reading.header_fields]
    names = [name for text in texts for name in standards_named(text)]
    kinds = [standards.numbering(name) for name in names]
    old, new, other = one_kind(kinds)
    ours = other < len(kinds)
    foreign = frozenset(() if ours else names)
    followed = [standards.numbering(name) for text in texts for name in standards_followed(text)]
    if any(one_kind(followed)[:2]):  # "written to X" tells more than "X 7.4"
        old, new, _ = one_kind(followed)
    if not (old or new):
        said = [standards.told_by_year(text) for text in texts]
        old, new, _ = one_kind(said)
    if old and new:
        return _NAMED * (old - new) / (old + new), ours, foreign
    return (_NAMED if old else -_NAMED if new else 0.0), ours, foreign


def _age(effective: date | None, edition: Edition) -> float:
    """A document that took effect before the edition was published cannot follow it."""
    published = edition.published
    if effective is None or not published:
        return 0.0
    return _BEFORE if effective.isoformat()[: len(published)] < published else 0.0


def _structure(cited: Iterable[CitedNumber], candidates: dict[ClauseNumber, Candidates]) -> float:
    kinds = Counter()  # type: Counter[bool]
    for number in {one.number for one in cited if _may_tell(one)}:
        found = candidates[number]
        if bool(found.legacy) != (found.current is not None):
            kinds[bool(found.legacy)] += 1
    return max(-_EACH, min(_EACH, float(kinds[True] - kinds[False])))


def _may_tell(one: CitedNumber) -> bool:
    """A clause by its word, or a bare number of three parts, which is seldom anything else."""
    if one.standard or one.kind == "section":
        return False
    return one.explicit or (one.bare and one.number.depth > 2)


def _words(
    reader: NumberReader,
    cited: Iterable[CitedNumber],
    candidates: dict[ClauseNumber, Candidates],
) -> float:
    balances = {
        (one.number, one.beside): reader.words.balance(candidates[one.number], one.beside)
        for one in cited
        if reader.named(one) is None
    }
    told = sum((one >= 1) - (one <= -1) for one in balances.values())
    return max(-_EACH, min(_EACH, float(told)))


@dataclass(frozen=True, slots=True)
class _Judge:
    reader: NumberReader
    evidence: DocumentEvidence
    sections: frozenset[ClauseNumber]
    title: str

    def __call__(self, one: CitedNumber, found: Candidates) -> ReadNumber:
        numbering, confidence, reason = self._judged(one, found)
        return ReadNumber(one, found, numbering, round(confidence, 2), reason)

    def _judged(self, one: CitedNumber, found: Candidates) -> tuple[Numbering, float, str]:
        named = self.reader.named(one)
        if named is not None:
            return named, 0.99, NAMED_WITH_IT
        if self.evidence.foreign and self.evidence.chosen is None:
            return Numbering.OTHER, 0.9, "the document follows another standard"
        if one.number.parts[0] < _FIRST_CHAPTER:
            return Numbering.OTHER, 0.9, "no chapter with requirements"
        if one.kind == "section":
            return self._section(one, found)
        if not one.explicit and one.number in self.sections:
            return Numbering.OTHER, 0.9, "a section of the document itself"
        return self._weighed(one, found)

    def _weighed(self, one: CitedNumber, found: Candidates) -> tuple[Numbering, float, str]:
        local = self.reader.words.balance(found, one.beside)
        chosen = self.evidence.chosen
        if not found.legacy:
            return Numbering.CURRENT if found.current else Numbering.OTHER, 0.9, "no old number"
        if chosen is not None:
            return chosen, 1.0, "as you say of the document"
        if found.current is None:
            return self._only_old(one, found, local)
        whole = max(-_WHOLE_DOCUMENT, min(_WHOLE_DOCUMENT, self.evidence.balance))
        balance = _LOCAL * local + whole
        if abs(balance) < _DECIDED and not local:
            balance += 0.5 * self.reader.words.balance(found, self.title)
        reason = "the words beside it" if local * balance > 0 else self.evidence.reason
        decided = _DECIDED if local == 0 else _DECIDED_BY_WORDS
        if balance >= decided:
            return Numbering.LEGACY, _sure(balance), reason
        if balance <= -decided or one.bare or found.same or _is_outside(found):
            return Numbering.CURRENT, _sure(balance), reason
        return Numbering.ASK, 0.5, "both readings fit and nothing in the document tells"

    def _only_old(
        self, one: CitedNumber, found: Candidates, local: float
    ) -> tuple[Numbering, float, str]:
        """A number that today's edition lacks: old, unless it is only a loose look-alike."""
        balance = self.evidence.balance + _LOCAL * local
        loose = (one.bare or not one.explicit) and one.number not in self.evidence.named_old
        if loose and balance < _DECIDED and (one.bare or one.number.depth < 3):
            return Numbering.OTHER, 0.6, "no word calls it a clause"
        sure = 0.97 if balance > 0 else 0.85
        return Numbering.LEGACY, sure if found.exact else sure - 0.1, "only old editions have it"

    def _section(self, one: CitedNumber, found: Candidates) -> tuple[Numbering, float, str]:
        """A section numbered after an old clause, when its title or its neighbours say so."""
        local = self.reader.words.balance(found, one.beside)
        evidence = self.evidence
        above = evidence.named_old & {one.number, *one.number.ancestors()}
        follows = local > -_WHOLE and (evidence.old_sections or bool(above))
        titled = local >= 1 and found.exact
        if found.legacy and not found.same and evidence.balance > 0 and (follows or titled):
            sure = 0.9 if local > 0 or found.exact else 0.75
            return Numbering.LEGACY, sure, "its sections follow the old clauses"
        if found.current is not None and found.exact and local < 0 and evidence.balance <= 0:
            return Numbering.CURRENT, 0.8, "its title is that of the clause"
        return Numbering.OTHER, 0.9, "a section of the document itself"


def _is_outside(found: Candidates) -> bool:
    return all(old.relation is Relation.OUTSIDE for old in found.legacy)


def _sure(balance: float) -> float:
    """The logistic of the balance, in (0.5, 0.99]."""
    return min(0.99, 1 / (1 + exp(-abs(balance))))
