"""Facts: the right sentences of the right documents, or the reason why there are none."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from assistant.answering.fitting import Fit, fit
from assistant.answering.logs import AskLogs
from assistant.answering.phrasing import Tagged, sentence
from assistant.answering.picking import Pick, pick
from assistant.answering.proper_names import with_names
from assistant.answering.record_heads import head_of
from assistant.answering.row_states import passed
from assistant.answering.shelf import Shelf
from assistant.answering.units import (
    About,
    respelled,
    units_of,
    weighed,
    with_closeness,
    with_kin,
)
from assistant.citations import cite
from assistant.kinship import Kinship
from assistant.language.question import Question, Subject, parts_of, questions_apart, take_apart
from assistant.language.words import Thesaurus, stems_of
from assistant.model.documents import Revision, Status
from assistant.model.replies import Answered, Citation, Declined, Outcome, Reason
from assistant.ports import Library
from assistant.retrieval import Evidence

_PASSAGES_READ = 24
_NEAR_MISSES = 3
_NEAR = 0.1  # coverage from which a unit touches the question
_CLOSE_MEANING = 0.35  # cosine from which a unit that names no subject may still be meant
_FEW_DOCUMENTS = 2
_OF_ITS_DOCUMENT = 16
_PICKS_OF_A_PART = 2
_AFTER_A_COLON = 4  # sentences
_STANDING = {
    Status.IN_FORCE: "in force",
    Status.OBSOLETE: "obsolete",
    Status.DRAFT: "a draft",
    Status.FUTURE: "not in force yet",
    Status.UNKNOWN: "of unknown status",
}


class Search(Protocol):
    """Passages that bear on a text, best first."""

    def __call__(
        self, question: str, *, as_of: date, limit: int, revisions: Collection[str]
    ) -> list[Evidence]:
        """At most `limit`; only passages of `revisions`. Raises `StoreUnavailable`."""


@dataclass(frozen=True, slots=True)
class Threshold:
    """When a unit carries an answer; chosen on the development questions (docs/evaluation.md)."""

    support: float = 0.5
    coverage: float = 0.4
    asked: float = 0.3
    topic: float = 0.3  # coverage below which not even the subject is there


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a question ("" for one in one part), how all units fit it, what answers it."""

    asked: str
    fits: Sequence[Fit]
    picks: tuple[Pick, ...]


class FindFacts:
    """Answer from sentences and rows. The floor that must be right: no model is involved."""

    def __init__(
        self,
        search: Search,
        library: Library,
        logs: AskLogs,
        thesaurus: Thesaurus,
        kinship: Kinship,
        clauses_of: Callable[[Sequence[str]], dict[str, tuple[str, ...]]],
        threshold: Threshold = Threshold(),
    ) -> None:
        self._search, self._library, self._logs = search, library, logs
        self._thesaurus, self._kinship = thesaurus, kinship
        self._clauses_of, self._threshold = clauses_of, threshold

    def __call__(
        self, text: str, shelf: Shelf, *, within: Collection[str] | None = None
    ) -> Outcome:
        """Answer `text` from the shelf, or only from the revisions `within`.

        Several questions one after another are asked together first, for what one says of the
        other; where nothing answers that, the first that can be answered alone is.
        """
        whole = self._asked_once(text, shelf, within)
        if isinstance(whole, Answered):
            return whole
        apart = questions_apart(text)
        for one in apart:
            alone = self._asked_once(one, shelf, within)
            if isinstance(alone, Answered):
                left = tuple(f"Nothing was found for: {other}" for other in apart if other != one)
                return replace(alone, warnings=(*alone.warnings, *left))
        return whole

    def _asked_once(self, text: str, shelf: Shelf, within: Collection[str] | None) -> Outcome:
        revisions = shelf.ids if within is None else within
        question = take_apart(text, self._thesaurus, today=shelf.as_of)
        evidence, about = self._evidence(question, shelf, revisions)
        parts = [
            self._part(one, evidence, about)
            for one in parts_of(text, self._thesaurus, today=shelf.as_of)
        ]
        picks = _without_repeats([one for part in parts for one in part.picks])
        if not picks:
            elsewhere = () if within is not None else self._not_in_force(question, shelf)
            return self._declined(parts[0].fits, shelf, elsewhere)
        left = tuple(f"Nothing was found for: {part.asked}" for part in parts if not part.picks)
        answered = self._answered([all_ for one in picks for all_ in self._finished(one)], shelf)
        return replace(answered, warnings=(*answered.warnings, *left))

    def _part(self, question: Question, evidence: Sequence[Evidence], about: About) -> _Part:
        """What one part of a question is answered by."""
        question, fits = self.judge(question, evidence, about)
        usable = [one for one in fits if self._carries(one)]
        if not usable:
            return _Part(question.part, fits, ())
        picks = pick(question, usable + self._beside(fits, usable))
        return _Part(
            question.part, fits, tuple(picks[:_PICKS_OF_A_PART] if question.part else picks)
        )

    def _evidence(
        self, question: Question, shelf: Shelf, revisions: Collection[str]
    ) -> tuple[list[Evidence], About]:
        """Passages that bear on the question, and more of the documents it is plainly about.

        A certificate, a letter or a report names its subject once; what it says of it stands on
        other pages. So when what is named stands in hardly any document, those are read too.
        """
        evidence = self._search(
            question.text, as_of=shelf.as_of, limit=_PASSAGES_READ, revisions=revisions
        )
        evidence += self._dated_rows(question, shelf, evidence)
        question = with_names(question, evidence)
        about = _about(question, evidence)
        rest = _without(question, about)
        if not about or not rest:
            return evidence, about
        more = self._search(rest, as_of=shelf.as_of, limit=_OF_ITS_DOCUMENT, revisions=list(about))
        seen = {one.passage.id for one in evidence}
        return [*evidence, *(one for one in more if one.passage.id not in seen)], about

    def _dated_rows(
        self, question: Question, shelf: Shelf, evidence: Sequence[Evidence]
    ) -> list[Evidence]:
        """Rows of that time of the logs the question is about: no search by words finds a date."""
        if not any(subject.period for subject in question.subjects):
            return []
        seen = {one.passage.id for one in evidence}
        rows = self._logs.rows_of_time(question, shelf)
        return [Evidence(row, held, 0.0) for row, held in rows if row.id not in seen]

    def judge(
        self, question: Question, evidence: Sequence[Evidence], about: About | None = None
    ) -> tuple[Question, list[Fit]]:
        """The question as the corpus weighs it, and how each unit fits it, best first."""
        question = with_names(question, evidence)
        units = units_of(evidence, self._thesaurus, about, self._heads(evidence))
        units = with_closeness(question, units, self._kinship)
        understood = respelled(with_kin(question, units, self._kinship), units)
        understood = weighed(understood, units)
        fits = [fit(understood, unit) for unit in units]
        return understood, sorted(fits, key=lambda one: (-one.support, one.unit.rank))

    def _heads(self, evidence: Sequence[Evidence]) -> dict[str, str]:
        """What the records among the documents found name in their heads."""
        found = {one.revision.id: one.revision for one in evidence if not one.passage.row}
        heads = {id_: head_of(one, self._library.passages_of(id_)) for id_, one in found.items()}
        return {id_: head for id_, head in heads.items() if head}

    def _carries(self, one: Fit) -> bool:
        enough = self._threshold
        return (
            not one.lacks
            and one.support >= enough.support
            and one.coverage >= enough.coverage
            and one.asked >= enough.asked
        )

    def _beside(self, fits: Sequence[Fit], usable: Sequence[Fit]) -> list[Fit]:
        """Units too weak to start an answer that stand in the same passage as a strong one."""
        passages = {one.unit.passage.id for one in usable}
        strong = {(one.unit.passage.id, one.unit.start) for one in usable}
        return [
            replace(one, support=min(one.support, self._threshold.support * 0.8))
            for one in fits
            if one.unit.passage.id in passages
            and (one.unit.passage.id, one.unit.start) not in strong
        ]

    def _finished(self, one: Pick) -> list[Pick]:
        """The pick, and when it breaks off at a colon what follows in the next passage."""
        last = one.units[-1]
        if not last.text.rstrip().endswith(":") or last.passage.row:
            return [one]
        passages = self._library.passages_of(last.passage.revision)
        after = [p for p in passages if p.ordinal == last.passage.ordinal + 1 and not p.row]
        more = units_of([Evidence(p, last.revision, 0.0) for p in after], self._thesaurus)
        return [one, Pick(tuple(more[:_AFTER_A_COLON]), one.support)] if more else [one]

    def _answered(self, picks: Sequence[Pick], shelf: Shelf) -> Answered:
        clauses = self._clauses_of([one.units[0].passage.id for one in picks])
        citations = tuple(
            _citation(one, tag, shelf, clauses) for tag, one in enumerate(picks, start=1)
        )
        text = "\n".join(
            " ".join(sentence(Tagged(unit, tag)) for unit in one.units)
            for tag, one in enumerate(picks, start=1)
        )
        rows = all(one.units[0].passage.row for one in picks)
        late = [said for one in picks for said in passed(one.units[0].passage, shelf.as_of)]
        return Answered(
            text,
            citations,
            "records" if rows else "extract",
            clauses=_merged(citations),
            warnings=tuple(dict.fromkeys(late)),
        )

    def _not_in_force(self, question: Question, shelf: Shelf) -> tuple[str, ...]:
        """What drafts, future and withdrawn documents would say, named and never quoted."""
        others = [one.id for one in shelf.held if one.id not in shelf.ids]
        if not others:
            return ()
        evidence = self._search(
            question.text, as_of=shelf.as_of, limit=_OF_ITS_DOCUMENT, revisions=others
        )
        _, fits = self.judge(question, evidence)
        speaking = {one.unit.revision.id: one.unit.revision for one in fits if self._carries(one)}
        return tuple(
            f"{_called(one)} speaks of this, but it is {_STANDING[shelf.status(one.id)]} "
            f"on {shelf.as_of.isoformat()}."
            for one in list(speaking.values())[:_NEAR_MISSES]
        )

    def _declined(
        self, fits: Sequence[Fit], shelf: Shelf, warnings: tuple[str, ...] = ()
    ) -> Declined:
        missing = fits[0].lacks if fits else ()
        on_topic = any(one.coverage >= self._threshold.topic for one in fits)
        reason = Reason.NOT_IN_EVIDENCE if on_topic else Reason.NO_EVIDENCE
        return Declined(
            reason, _why(missing, on_topic), self.closest(fits, shelf), warnings=warnings
        )

    def closest(self, fits: Sequence[Fit], shelf: Shelf) -> tuple[Citation, ...]:
        """The best unit of each of the best passages, tagged 0: what came closest."""
        best: dict[str, Fit] = {}
        for one in filter(_bears, fits):
            best.setdefault(one.unit.passage.id, one)
        chosen = [Pick((one.unit,), one.support) for one in list(best.values())[:_NEAR_MISSES]]
        clauses = self._clauses_of([one.units[0].passage.id for one in chosen])
        return tuple(_citation(one, 0, shelf, clauses) for one in chosen)


def _bears(one: Fit) -> bool:
    """Whether a unit has anything to do with the question: other people's matters are not shown."""
    return one.coverage >= _NEAR or (one.unit.said or 0.0) >= _CLOSE_MEANING


def _called(revision: Revision) -> str:
    label = f" rev {revision.identity.label}" if revision.identity.label else ""
    return f"{revision.number}{label} ({revision.identity.title})"


def _without_repeats(picks: Sequence[Pick]) -> list[Pick]:
    """The picks without those that stand within one before them."""
    kept: list[Pick] = []
    for one in picks:
        places = {(unit.passage.id, unit.start) for unit in one.units}
        if not any(places <= {(u.passage.id, u.start) for u in other.units} for other in kept):
            kept.append(one)
    return kept


def _about(question: Question, evidence: Sequence[Evidence]) -> dict[str, frozenset[str]]:
    """Documents that are about what the question names, with what that is."""
    about: dict[str, set[str]] = {}
    for subject in question.subjects:
        if not subject.exact or not subject.stems:
            continue
        naming = [one for one in evidence if _names(subject, one)]
        held = {one.revision.id for one in naming}
        if held and len(held) <= _FEW_DOCUMENTS and not any(one.passage.row for one in naming):
            for revision in held:
                about.setdefault(revision, set()).update(subject.stems)
    for revision, stems in about.items():
        stems.update(_named_beside(question, [o for o in evidence if o.revision.id == revision]))
    return {revision: frozenset(stems) for revision, stems in about.items()}


def _named_beside(question: Question, passages: Sequence[Evidence]) -> set[str]:
    """Stems of the other codes and names of the question that the same document names."""
    beside = (
        one.stems
        for one in question.subjects
        if one.exact and one.stems and any(_names(one, passage) for passage in passages)
    )
    return {stem for stems in beside for stem in stems}


def _names(subject: Subject, one: Evidence) -> bool:
    stems = stems_of(one.passage.text)
    return all(stem in stems for stem in subject.stems)


def _without(question: Question, about: About) -> str:
    """The question's words that are not what the documents are about."""
    known = {stem for stems in about.values() for stem in stems}
    left = [s.text for s in question.subjects if not s.stems or not set(s.stems) <= known]
    return " ".join(left)


def _citation(one: Pick, tag: int, shelf: Shelf, clauses: dict[str, tuple[str, ...]]) -> Citation:
    unit = one.units[0]
    return cite(
        unit.passage,
        unit.revision,
        quote=one.quote,
        tag=tag,
        status=shelf.status(unit.revision.id),
        clauses=clauses.get(unit.passage.id, ()),
    )


def _merged(citations: Sequence[Citation]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(clause for one in citations for clause in one.clauses))


def _why(missing: Sequence[str], on_topic: bool) -> str:
    if missing:
        named = ", ".join(repr(one) for one in missing)
        return f"We have no record of {named}: it stands in nothing that bears on the question."
    if on_topic:
        return "The subject is there, but no sentence or record answers this question."
    return "Nothing that was searched bears on this question."
