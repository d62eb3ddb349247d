"""Generate a run: put every question of a suite to the program and record what it replies.

Nothing is scored here. What is recorded already is not asked again, so that a run that was
killed goes on where it stopped.
"""

from collections.abc import Callable
from datetime import date

from assistant.errors import ClausewiseError
from assistant.model.replies import Reply
from evals.cases import Case, CoveredClause
from evals.journal import Journal, put_of
from evals.problems import Problem
from evals.running import HITS, Asked, AskedWhere, Subject, Suite, reply_citations, where_question

OnProgress = Callable[[int, int], None]
Step = Callable[[], None]


def generate(
    suite: Suite,
    subject: Subject,
    journal: Journal,
    *,
    progress: OnProgress = lambda done, total: None,
) -> list[Problem]:
    """Put what is not recorded yet; gives the cases that got no reply, and why.

    An error that the program knows is the case's problem; any other is raised.
    """
    problems: list[Problem] = []
    steps = _open_steps(suite, subject, journal)
    for done, (put, about) in enumerate(steps, start=1):
        try:
            put()
        except ClausewiseError as error:
            problems.append(Problem("generate", error.code, about, str(error), error.hint))
        progress(done, len(steps))
    if not journal.has_proposals:
        if suite.statuses:
            journal.set_verdicts(subject.verdicts(suite.as_of))
        if suite.numbers:
            journal.set_old_numbers(subject.old_numbers(suite.as_of))
        if suite.cells:
            journal.set_cells(subject.record_cells(suite.as_of))
        journal.set_proposals(subject.proposed(suite.as_of))
    return problems


def _open_steps(suite: Suite, subject: Subject, journal: Journal) -> list[tuple[Step, str]]:
    cases, clauses = journal.cases(), journal.clauses()
    steps: list[tuple[Step, str]] = []
    for case in suite.cases:
        known = cases.get(case.id)
        if known is None or known["put"] != put_of(case, suite.as_of):
            steps.append((_case_step(case, suite.as_of, subject, journal), case.id))
    for gold in suite.coverage:
        if gold.clause not in clauses:
            step = _clause_step(gold, suite.as_of, subject, journal)
            steps.append((step, f"clause {gold.clause}"))
    return steps


def _case_step(case: Case, day: date, subject: Subject, journal: Journal) -> Step:
    return lambda: journal.add_case(_put(case, case.as_of or day, subject), day)


def _clause_step(gold: CoveredClause, day: date, subject: Subject, journal: Journal) -> Step:
    question = where_question(gold.clause)
    return lambda: journal.add_clause(
        AskedWhere(gold, subject.ask(question, day), subject.verdict(gold.clause, day))
    )


def _put(case: Case, day: date, subject: Subject) -> Asked:
    reply = _in_conversation(case, day, subject)
    alone = subject.ask(case.stands_for, day) if case.turns else None
    wanted = case.stands_for or case.question
    hits = tuple(subject.search(wanted, day, HITS))
    return Asked(case, reply, hits, tuple(map(subject.stands, reply_citations(reply))), alone)


def _in_conversation(case: Case, day: date, subject: Subject) -> Reply:
    conversation: str | None = None
    for turn in case.turns:
        conversation = subject.ask(turn, day, conversation).conversation
    return subject.ask(case.question, day, conversation)
