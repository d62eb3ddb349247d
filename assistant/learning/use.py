"""The use cases: the roles there are, a way to learn, a round of questions and its scores."""

from collections.abc import Sequence
from datetime import date

from assistant.checklists import scope_of_process
from assistant.errors import NothingThere, WrongUse
from assistant.in_force import in_force
from assistant.learning.interview import Held, rehearsal
from assistant.learning.papers import papers_in_force
from assistant.learning.path import Scope, stages, way
from assistant.learning.roles import Book, book_of
from assistant.learning.scoring import score
from assistant.model.clauses import Edition
from assistant.model.learning import AnswerScore, LearningPath, Rehearsal, Role
from assistant.model.mappings import Decision
from assistant.model.organisation import Organisation
from assistant.organisation.documents import documents_named
from assistant.ports import Holdings, MappedPassage

MOST_QUESTIONS = 50
"""Questions of one round."""


class LearnFromProcedures:
    """Onboarding and rehearsal over one library. What was read stays while the documents do."""

    def __init__(self, library: Holdings, edition: Edition, organisation: Organisation) -> None:
        self._library, self._edition, self._organisation = library, edition, organisation
        self._kept: tuple[tuple[str, ...], Book] | None = None
        self._kept_texts: tuple[tuple[str, ...], Held] | None = None

    def roles(self, *, as_of: date) -> tuple[Role, ...]:
        """The roles that the procedures in force name, the busiest first."""
        return self._book(as_of).roles

    def path(
        self, role: str | None, process: str | None, *, as_of: date, seed: int = 1
    ) -> LearningPath:
        """The way for a role, within a process, or both; of all procedures without either.

        Raises `UnknownRole`; `WrongUse` for an unknown process; `NothingThere` where no document
        in force concerns the learner.
        """
        book = self._book(as_of)
        named = book.role(role) if role is not None else None
        scope = self._scope(process, as_of)
        found = way(book, named, scope, stages(self._mapped(as_of)), as_of=as_of, seed=seed)
        if not found.stops:
            whom = named.name if named else "anybody"
            within = f" within {scope.title}" if scope.title else ""
            raise NothingThere(
                f"No document in force says what {whom} does{within}.",
                hint="Leave --process out, or look at `clausewise documents`.",
            )
        return found

    def rehearsal(self, role: str, *, as_of: date, seed: int = 1, questions: int = 8) -> Rehearsal:
        """A round of questions for a role. Raises `UnknownRole`, `WrongUse`, `NothingThere`."""
        if not 1 <= questions <= MOST_QUESTIONS:
            raise WrongUse(
                f"A round has 1 to {MOST_QUESTIONS} questions, not {questions}.",
                hint="For example --questions 8.",
            )
        book = self._book(as_of)
        held = self._held(as_of)
        made = rehearsal(book, book.role(role), held, as_of=as_of, seed=seed, questions=questions)
        if not any(one.laid_down for one in made.questions):
            raise NothingThere(
                f"No sentence in force about {made.role.name} can be asked about.",
                hint="`clausewise learn --roles` shows which roles the procedures speak of.",
            )
        return made

    def again(self, id: str) -> Rehearsal:
        """A round by its id. Raises `NothingThere` for none, or where the documents changed."""
        try:
            role, seed, questions, day, _ = id.removeprefix("re_").split(".")
            made = self.rehearsal(
                role, as_of=date.fromisoformat(day), seed=int(seed), questions=int(questions)
            )
        except (ValueError, WrongUse) as error:
            raise NothingThere(f"There is no rehearsal {id!r}.", hint=_START) from error
        if made.id != id:
            raise NothingThere(f"The documents changed since rehearsal {id!r}.", hint=_START)
        return made

    def score(self, round_of: Rehearsal, no: int, answer: str) -> AnswerScore:
        """One answer held against what is laid down. Raises `NothingThere` for an unknown `no`."""
        for one in round_of.questions:
            if one.no == no:
                return score(one, answer)
        raise NothingThere(
            f"The rehearsal has no question {no}.", hint=f"It has {len(round_of.questions)}."
        )

    def _book(self, as_of: date) -> Book:
        current = self._current(as_of)
        kept = self._kept
        if kept is None or kept[0] != current:
            book = book_of(papers_in_force(self._library, as_of), self._organisation)
            kept = self._kept = (current, book)
        return kept[1]

    def _held(self, as_of: date) -> Held:
        current = self._current(as_of)
        kept = self._kept_texts
        if kept is None or kept[0] != current:
            texts = [
                passage.searchable for id in current for passage in self._library.passages_of(id)
            ]
            kept = self._kept_texts = (current, Held(texts, len(current)))
        return kept[1]

    def _current(self, as_of: date) -> tuple[str, ...]:
        return tuple(one.id for one in in_force(self._library.revisions(), as_of))

    def _mapped(self, as_of: date) -> Sequence[MappedPassage]:
        current = list(self._current(as_of))
        mapped = self._library.mappings(edition=self._edition.id, revisions=current)
        return [one for one in mapped if one.mapping.decision is not Decision.REJECTED]

    def _scope(self, process: str | None, as_of: date) -> Scope:
        if process is None:
            return Scope()
        told = scope_of_process(process, self._organisation, self._edition)
        if told.documents:
            current = in_force(self._library.revisions(), as_of)
            return Scope(told.title, documents=documents_named(told.documents, current).folded)
        wanted = {one.number for clause in told.clauses for one in self._edition.within(clause)}
        within = {
            one.passage.id for one in self._mapped(as_of) if one.mapping.proposal.clause in wanted
        }
        return Scope(told.title, passages=within)


_START = "Start a new one: POST /api/v1/rehearsals, or `clausewise rehearse`."
