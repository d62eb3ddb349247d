"""The one way from a question to a reply; every surface calls it."""

import re
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from assistant.answering.clause_questions import (
    ClauseIntent,
    ClauseQuestion,
    clause_numbers,
    clause_question,
    in_our_words,
    legacy_in_words,
)
from assistant.answering.earlier import AskEarlier
from assistant.answering.facts import FindFacts
from assistant.answering.logs import AskLogs
from assistant.answering.mentions import AskMentions
from assistant.answering.naming import (
    documents_named,
    revisions_of,
    without_names,
)
from assistant.answering.register import AskRegister
from assistant.answering.row_attributes import RowAttributes
from assistant.answering.row_spans import AskHowLong
from assistant.answering.scope import OutOfBounds, out_of_bounds
from assistant.answering.shelf import Shelf
from assistant.answering.standing import AskStanding
from assistant.answering.terms import term_in_words, terms_asked
from assistant.answering.topics import ClauseTopics
from assistant.answering.where import WhereCovered
from assistant.conversation.typed import LONGEST_QUESTION, plain
from assistant.drafting.draft import DraftAnswer
from assistant.language.shorthand import spelled_out
from assistant.model.clauses import Edition
from assistant.model.replies import Answered, Declined, Outcome, Reason, Reply, Searched
from assistant.ports import Library, MeaningIndex, OnText

_HAS_WORD = re.compile(r"[^\W\d_]{2,}|\d+\.\d+")


@dataclass(frozen=True, slots=True)
class Routes:
    """Who answers what, in the order they are asked."""

    where: WhereCovered
    topics: ClauseTopics
    mentions: AskMentions
    register: AskRegister
    logs: AskLogs
    standing: AskStanding
    facts: FindFacts
    earlier: AskEarlier
    attributes: RowAttributes
    how_long: AskHowLong
    draft: DraftAnswer | None = None  # None: facts stay in the documents' own words


class AnswerQuestion:
    """Understand, look up, quote; decline rather than guess."""

    def __init__(
        self,
        library: Library,
        meaning: MeaningIndex,
        edition: Edition,
        routes: Routes,
        *,
        new_id: Callable[[str], str] = lambda prefix: f"{prefix}_{secrets.token_hex(8)}",
    ) -> None:
        self._library, self._meaning, self._edition = library, meaning, edition
        self._routes, self._new_id = routes, new_id

    @property
    def library(self) -> Library:
        """What it answers from."""
        return self._library

    def __call__(
        self,
        question: str,
        *,
        as_of: date,
        conversation: str | None = None,
        on_text: OnText | None = None,
    ) -> Reply:
        """One reply. Raises `StoreUnavailable` or `ModelUnavailable`; a refusal is a reply.

        `on_text` is given the answer while it is made; what counts is the reply.
        """
        started = time.perf_counter()
        asked = plain(question)
        shelf = Shelf.on(as_of, self._library.revisions())
        searched = self._searched(shelf)
        told = _Told(on_text)
        outcome = _completed(_doubted(self._outcome(asked, shelf, told), shelf), searched)
        told.finish(outcome.text)
        return Reply(
            id=self._new_id("r"),
            conversation=conversation or self._new_id("c"),
            question=question,
            understood_as=asked,
            outcome=outcome,
            searched=searched,
            took_ms=round((time.perf_counter() - started) * 1000),
        )

    def refuse(
        self, question: str, declined: Declined, *, as_of: date, conversation: str | None = None
    ) -> Reply:
        """The reply to a question that nothing was searched for."""
        return Reply(
            id=self._new_id("r"),
            conversation=conversation or self._new_id("c"),
            question=question,
            understood_as=plain(question),
            outcome=declined,
            searched=self._searched(Shelf.on(as_of, self._library.revisions())),
            took_ms=0,
        )

    def _outcome(self, typed: str, shelf: Shelf, told: "_Told") -> Outcome:
        asked = spelled_out(typed)
        if refused := _not_a_question(asked):
            return refused
        if bounds := out_of_bounds(asked):
            return self._out_of_bounds(bounds, asked)
        if clauses := clause_question(asked, self._edition):
            return self._clause(clauses, shelf)
        if topic := self._routes.topics.asked(asked):
            covered = self._routes.where([topic], shelf)
            if isinstance(covered, Answered):
                return covered
        if terms := terms_asked(asked, self._edition):
            return Answered("\n".join(map(term_in_words, terms)), (), "catalogue")
        routes = self._routes
        for route in (
            routes.mentions,
            routes.register,
            routes.how_long,
            routes.logs,
            routes.standing,
        ):
            if outcome := route(asked, shelf):
                return outcome
        outcome = routes.attributes(asked, self._fact(asked, shelf), shelf)
        if self._routes.draft is None:
            return outcome
        return self._routes.draft(asked, outcome, shelf, on_text=told.hear)

    def _out_of_bounds(self, bounds: OutOfBounds, asked: str) -> Declined:
        numbers = [number for number in clause_numbers(asked) if number in self._edition]
        text = bounds.text
        if bounds.reason is Reason.COPYRIGHTED_TEXT and numbers:
            words = (
                in_our_words(self._edition.clause(number), self._edition) for number in numbers
            )
            text = "\n".join([text, *words])
        return Declined(bounds.reason, text, clauses=tuple(map(str, numbers)))

    def _clause(self, question: ClauseQuestion, shelf: Shelf) -> Outcome:
        numbers = tuple(map(str, question.numbers))
        if question.intent is ClauseIntent.WHERE:
            return self._routes.where(question.numbers, shelf)
        if question.intent is ClauseIntent.LEGACY:
            told = [legacy_in_words(number, self._edition) for number in question.numbers]
            return Answered("\n".join(told), (), "catalogue", clauses=numbers)
        known = [number for number in question.numbers if number in self._edition]
        if not known:
            named = ", ".join(numbers)
            return Declined(Reason.OUT_OF_SCOPE, f"{self._edition.name} has no clause {named}.")
        told = [in_our_words(self._edition.clause(number), self._edition) for number in known]
        return Answered("\n".join(told), (), "catalogue", clauses=tuple(map(str, known)))

    def _fact(self, asked: str, shelf: Shelf) -> Outcome:
        if earlier := self._routes.earlier(asked, shelf):
            return earlier
        named = documents_named(asked, shelf)
        if not named:
            outcome = self._routes.facts(asked, shelf)
            past = self._routes.earlier.then(asked, shelf) if _declines(outcome) else None
            return past or outcome
        held = [one for number in named for one in revisions_of(number, shelf.in_force)]
        bare = without_names(asked, named)
        outcome = self._routes.facts(bare, shelf, within=[one.id for one in held])
        if isinstance(outcome, Declined):
            whole = self._routes.facts(asked, shelf)
            return replace(outcome, warnings=whole.warnings) if _declines(whole) else whole
        return outcome

    def _searched(self, shelf: Shelf) -> Searched:
        return Searched(
            documents=len(shelf.in_force),
            passages=self._library.count_passages(shelf.ids),
            vectors_ready=self._meaning.ready(shelf.ids),
            as_of=shelf.as_of,
        )


class _Told:
    """What whoever reads along has been given so far."""

    def __init__(self, on_text: OnText | None) -> None:
        self._on_text, self._something = on_text, False

    def hear(self, text: str) -> None:
        """Pass a part of the answer on; "" asks whether anybody still waits."""
        self._something = self._something or bool(text)
        if self._on_text is not None:
            self._on_text(text)

    def finish(self, answer: str) -> None:
        """Give the whole answer, line by line, where no part of it was given."""
        if not self._something:
            for line in answer.splitlines(keepends=True):
                self.hear(line)


def _declines(outcome: Outcome) -> bool:
    return isinstance(outcome, Declined)


def _not_a_question(asked: str) -> Declined | None:
    """Why nothing is searched for: no question, or too long a one."""
    if not _HAS_WORD.search(asked):
        text = "There is no question in that. Ask in a sentence."
    elif len(asked) > LONGEST_QUESTION:
        text = f"That is {len(asked)} characters long. Ask in at most {LONGEST_QUESTION}."
    else:
        return None
    return Declined(Reason.OUT_OF_SCOPE, text, unclear=True)


def _doubted(outcome: Outcome, shelf: Shelf) -> Outcome:
    """The outcome with what speaks against the documents it cites."""
    cited = outcome.citations if isinstance(outcome, Answered) else outcome.near_misses
    doubts = shelf.doubtful(one.path for one in cited) if shelf.doubts else ()
    doubts += shelf.from_scans((one.path, one.page) for one in cited)
    return replace(outcome, warnings=(*outcome.warnings, *doubts)) if doubts else outcome


def _completed(outcome: Outcome, searched: Searched) -> Outcome:
    """A refusal says what was searched; an answer from half-made vectors says so."""
    warnings = outcome.warnings
    if searched.vectors_ready < 1:
        done = f"{searched.vectors_ready:.0%}"
        warnings = (*warnings, f"Only {done} of the passages can be found by meaning so far.")
    if isinstance(outcome, Declined) and outcome.reason in (
        Reason.NO_EVIDENCE,
        Reason.NOT_IN_EVIDENCE,
    ):
        if not searched.documents:
            text = f"No document is in force on {searched.as_of.isoformat()}: add documents first."
            return replace(outcome, text=text, warnings=warnings)
        looked = (
            f"Searched {searched.documents} documents ({searched.passages} passages) "
            f"in force on {searched.as_of.isoformat()}."
        )
        return replace(outcome, text=f"{outcome.text} {looked}", warnings=warnings)
    return replace(outcome, warnings=warnings)
