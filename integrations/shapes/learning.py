"""Learning and rehearsing: roles, ways, checks, questions and scores."""

from collections.abc import Sequence
from datetime import date
from typing import Self

from pydantic import Field

from assistant.model import learning as core
from assistant.model.learning import Asks, Bond, Covered, Outcome, PartKind
from assistant.model.obligations import Sort
from integrations.shapes.base import Shape
from integrations.shapes.replies import Citation


class Role(Shape):
    """A role that the procedures name."""

    role: str = Field(examples=["Receiving Inspector"])
    duties: int = Field(description="Sentences that say what it does, decides or is told.")
    spellings: list[str]
    documents: list[str]
    owns: list[str] = Field(description="Documents, processes and clauses it answers for.")

    @classmethod
    def of(cls, role: core.Role) -> Self:
        """The shape of a role."""
        return cls(
            role=role.name,
            duties=role.duties,
            spellings=list(role.spellings),
            documents=list(role.documents),
            owns=list(role.owns),
        )


class Roles(Shape):
    """`learn --roles --json`."""

    as_of: date
    roles: list[Role]

    @classmethod
    def of(cls, roles: Sequence[core.Role], as_of: date) -> Self:
        """The shape of the roles."""
        return cls(as_of=as_of, roles=[Role.of(one) for one in roles])


class Known(Shape):
    """A sentence to know, cited, and how it concerns the learner."""

    bond: Bond
    sort: Sort
    note: str = Field(description="What a letter in a table of tasks means.")
    source: Citation


class Check(Shape):
    """A sentence with one thing left out; `answer` and `source` are the solution."""

    id: str = Field(examples=["k_1f0e2d3c4b5a"])
    asks: Asks
    question: str
    choices: list[str] = Field(description="Empty: the answer is free.")
    answer: str
    source: Citation

    @classmethod
    def of(cls, check: core.Check) -> Self:
        """The shape of a check."""
        return cls(
            id=check.id,
            asks=check.asks,
            question=check.question,
            choices=list(check.choices),
            answer=check.answer,
            source=Citation.of(check.solution),
        )


class Stop(Shape):
    """A document on the way."""

    document: str
    revision: str
    title: str
    stage: str = Field(description="The stage on the way of an order.")
    why: list[str]
    to_know: list[Known]
    more: int = Field(description="Further sentences that concern the learner.")
    checks: list[Check]

    @classmethod
    def of(cls, stop: core.Stop) -> Self:
        """The shape of a stop."""
        return cls(
            document=stop.document,
            revision=stop.revision,
            title=stop.title,
            stage=stop.stage,
            why=list(stop.why),
            to_know=[
                Known(bond=k.bond, sort=k.sort, note=k.note, source=Citation.of(k.citation))
                for k in stop.to_know
            ],
            more=stop.more,
            checks=[Check.of(one) for one in stop.checks],
        )


class LearningPath(Shape):
    """`learn --json`, GET /api/v1/learn."""

    title: str
    as_of: date
    role: Role | None
    process: str
    stops: list[Stop]

    @classmethod
    def of(cls, path: core.LearningPath) -> Self:
        """The shape of a way."""
        return cls(
            title=path.title,
            as_of=path.as_of,
            role=None if path.role is None else Role.of(path.role),
            process=path.process,
            stops=[Stop.of(one) for one in path.stops],
        )


class Progress(Shape):
    """How far a person is on a way."""

    person: str = Field(examples=["Ann Lee"])
    path: str = Field(examples=["role Receiving Inspector"])
    right: int = Field(description="Checks whose last answer was right.", examples=[7])
    tried: int = Field(examples=[9])
    last: str = Field(examples=["2026-09-30T09:12:00+00:00"])
    wrong: list[str] = Field(description="Checks whose last answer was not right.")


class ProgressList(Shape):
    """How far people are, by name; `learn --progress --json`."""

    progress: list[Progress]

    @classmethod
    def of(cls, found: Sequence[core.Progress]) -> Self:
        """The shape of what people did."""
        return cls(
            progress=[
                Progress(
                    person=one.person,
                    path=one.path,
                    right=one.right,
                    tried=one.tried,
                    last=one.last,
                    wrong=list(one.wrong),
                )
                for one in found
            ]
        )


class RehearsalQuestion(Shape):
    """What an auditor would ask, without what answers it."""

    no: int
    question: str
    show: str = Field(description="What would be asked for as proof.")


class Rehearsal(Shape):
    """`rehearse --json` without answers, POST /api/v1/rehearsals."""

    id: str
    role: str
    as_of: date
    seed: int
    questions: list[RehearsalQuestion]

    @classmethod
    def of(cls, made: core.Rehearsal) -> Self:
        """The shape of a round; the answers are not in it."""
        return cls(
            id=made.id,
            role=made.role.name,
            as_of=made.as_of,
            seed=made.seed,
            questions=[
                RehearsalQuestion(no=one.no, question=one.question, show=one.show)
                for one in made.questions
            ],
        )


class PartScore(Shape):
    """A part of what is laid down, and whether the answer names it."""

    kind: PartKind
    text: str
    outcome: Outcome
    said: str = Field(description="What the answer has instead.")


class AnswerScore(Shape):
    """An answer beside the cited sentence. It says nothing about who gave it."""

    no: int
    question: str
    answer: str
    covered: Covered
    laid_down: bool = Field(description="False: the procedures say nothing of it.")
    parts: list[PartScore]
    remarks: list[str]
    source: Citation | None
    searched: str

    @classmethod
    def of(cls, one: core.AnswerScore) -> Self:
        """The shape of a score."""
        question = one.question
        return cls(
            no=question.no,
            question=question.question,
            answer=one.answer,
            covered=one.covered,
            laid_down=question.laid_down,
            parts=[
                PartScore(
                    kind=each.part.kind,
                    text=each.part.text,
                    outcome=each.outcome,
                    said=each.said,
                )
                for each in one.parts
            ],
            remarks=list(one.remarks),
            source=None if question.source is None else Citation.of(question.source),
            searched=question.searched,
        )


class RehearsalScores(Shape):
    """`rehearse --answers FILE --json`: every answer scored, and how many were covered how far."""

    id: str
    role: str
    as_of: date
    seed: int
    covered: dict[Covered, int]
    answers: list[AnswerScore]

    @classmethod
    def of(cls, made: core.Rehearsal, scores: Sequence[core.AnswerScore]) -> Self:
        """The shape of a round with its scores."""
        counted = {word: sum(one.covered is word for one in scores) for word in Covered}
        return cls(
            id=made.id,
            role=made.role.name,
            as_of=made.as_of,
            seed=made.seed,
            covered=counted,
            answers=[AnswerScore.of(one) for one in scores],
        )
