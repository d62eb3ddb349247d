"""Receipts, and replies run again."""

from datetime import date
from typing import Self

from pydantic import ConfigDict, Field

from assistant.model import receipts as core
from assistant.model import replays
from integrations.shapes.base import Shape
from integrations.shapes.replies import Reply


class SearchedRevision(Shape):
    """A revision that was in force and so was searched."""

    document: str = Field(examples=["QP-101"])
    revision: str = Field(examples=["C"])
    effective_date: date | None = Field(examples=["2025-03-01"])
    content_hash: str = Field(description="Sha256 of the file it was read from.")

    model_config = ConfigDict(from_attributes=True)


class ShownPassage(Shape):
    """A passage that was shown for a reply, with its words of that day."""

    passage: str = Field(examples=["p_3f2a"])
    document: str = Field(examples=["QP-101"])
    revision: str = Field(examples=["C"])
    section: str | None = Field(examples=["6.2"])
    page: int = Field(description="From 1.", examples=[4])
    row: str | None = Field(examples=[None])
    fingerprint: str
    text: str

    model_config = ConfigDict(from_attributes=True)


class Receipt(Shape):
    """One reply and what it rested on. Fields are empty where nothing was kept yet."""

    reply: Reply
    asked_at: str = Field(examples=["2026-09-30T09:12:44.120000+00:00"])
    edition: str = Field(examples=["as9120b"])
    program: str = Field(description="Version of the program.", examples=["0.1.0"])
    understood_by: str = Field(description="asker, rules, choice or model:<name>")
    documents: list[SearchedRevision]
    passages: list[ShownPassage]
    draft: dict[str, object] | None = Field(description="What a language model did, if one did.")
    understanding_ms: int
    answering_ms: int

    @classmethod
    def of(cls, receipt: core.Receipt) -> Self:
        """The shape of a receipt."""
        return cls(
            reply=Reply.of(receipt.reply),
            asked_at=receipt.asked_at,
            edition=receipt.edition,
            program=receipt.program,
            understood_by=receipt.understood_by,
            documents=[SearchedRevision.model_validate(one) for one in receipt.documents],
            passages=[ShownPassage.model_validate(one) for one in receipt.passages],
            draft=None if receipt.draft is None else dict(receipt.draft),
            understanding_ms=receipt.understanding_ms,
            answering_ms=receipt.answering_ms,
        )


class Change(Shape):
    """One thing that differs between a reply and the same question asked again."""

    what: replays.Changed
    subject: str = Field(description="The field, document or place.", examples=["QP-101 rev C"])
    was: str
    now: str

    model_config = ConfigDict(from_attributes=True)


class Replay(Shape):
    """A reply run again under the same day."""

    id: str = Field(examples=["r_7d1c"])
    asked_at: str
    as_of: date
    same: bool = Field(description="Whether a person would read the same.")
    changes: list[Change]
    before: Reply
    now: Reply

    @classmethod
    def of(cls, replay: replays.Replay) -> Self:
        """The shape of a replay."""
        reply = replay.before.reply
        return cls(
            id=reply.id,
            asked_at=replay.before.asked_at,
            as_of=reply.searched.as_of,
            same=replay.is_same,
            changes=[Change.model_validate(one) for one in replay.changes],
            before=Reply.of(reply),
            now=Reply.of(replay.now.reply),
        )
