"""What is looked through piece by piece: a document with its issues, a passage, conversations."""

from collections.abc import Iterable, Sequence
from typing import Self

from pydantic import Field

from assistant.holdings import Holding
from assistant.model import passages as core
from assistant.model.documents import Revision
from integrations.shapes.base import Shape
from integrations.shapes.documents import Document
from integrations.shapes.replies import Reply


class Issue(Document):
    """One revision of a document, and what leads to its pages and its file."""

    id: str = Field(examples=["d_5b1c"])

    @classmethod
    def held(cls, holding: Holding) -> Self:
        """The shape of a revision with its id."""
        return cls(id=holding.revision.id, **Document.of(holding).model_dump())


class DocumentIssues(Shape):
    """A document with every revision held of it."""

    document: str = Field(examples=["QP-101"])
    revisions: list[Issue]

    @classmethod
    def of(cls, number: str, holdings: Iterable[Holding]) -> Self:
        """The shape of one document."""
        return cls(document=number, revisions=[Issue.held(one) for one in holdings])


class Passage(Shape):
    """A passage as it is stored, and where it stands."""

    id: str = Field(examples=["p_3f2a"])
    document: str = Field(examples=["QP-101"])
    revision: str = Field(examples=["C"])
    revision_id: str = Field(examples=["d_5b1c"])
    title: str = Field(examples=["Receipt of goods"])
    path: str = Field(examples=["procedures/QP-101_C.pdf"])
    page: int = Field(description="From 1.", examples=[4])
    section: str | None = Field(examples=["6.2"])
    section_title: str | None = Field(examples=["Records"])
    headings: list[str] = Field(description="Outermost first.", examples=[["6 Records"]])
    row: str | None = Field(examples=[None])
    text: str = Field(examples=["Test reports are kept for seven years."])
    fingerprint: str = Field(description="Of the words; a decision belongs to it.")
    clauses: list[str] = Field(examples=[["8.6"]])
    page_image: str = Field(examples=["/api/v1/passages/p_3f2a/page.png"])

    @classmethod
    def of(cls, passage: core.Passage, revision: Revision, clauses: Sequence[str]) -> Self:
        """The shape of a passage in its revision."""
        return cls(
            id=passage.id,
            document=revision.number,
            revision=revision.identity.label,
            revision_id=revision.id,
            title=revision.identity.title,
            path=revision.path,
            page=passage.page,
            section=passage.section,
            section_title=passage.section_title,
            headings=list(passage.heading_path),
            row=passage.row,
            text=passage.text,
            fingerprint=passage.fingerprint,
            clauses=list(clauses),
            page_image=f"/api/v1/passages/{passage.id}/page.png",
        )


class Talk(Shape):
    """A conversation in a line."""

    id: str = Field(examples=["c_90ab"])
    first_question: str = Field(examples=["how long are test reports kept?"])
    replies: int = Field(examples=[3])
    began: str = Field(examples=["2026-09-30T09:12:00+00:00"])
    latest: str = Field(examples=["2026-09-30T09:20:00+00:00"])


class Conversations(Shape):
    """Conversations, the one that went on last first."""

    conversations: list[Talk]


class Conversation(Shape):
    """One conversation, oldest reply first."""

    id: str = Field(examples=["c_90ab"])
    replies: list[Reply]
