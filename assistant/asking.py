"""Ask a question: understand it in its conversation, answer it, keep the receipt."""

import re
import secrets
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from assistant.answering.answer import AnswerQuestion
from assistant.answering.shelf import Shelf
from assistant.conversation.turns import REMEMBERED, Turn, turn_of
from assistant.conversation.typed import LONGEST_QUESTION, LONGEST_TEXT, plain, storable
from assistant.conversation.understanding import Understand
from assistant.conversation.understood import Unclear, Understood
from assistant.errors import WrongUse
from assistant.model.replies import Answered, Declined, Reason, Reply
from assistant.ports import Library, OnText, Receipts
from assistant.receipts import WriteReceipt

_CONVERSATION = re.compile(r"[A-Za-z0-9][\w.:-]{0,79}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Given:
    """A reply that is not kept yet, and how it came about. Times in milliseconds."""

    reply: Reply
    understood_by: str
    understanding_ms: int
    answering_ms: int


class AskQuestion:
    """The one way from what a person types to a reply; every surface calls it."""

    def __init__(
        self,
        answer: AnswerQuestion,
        understand: Understand,
        library: Library,
        receipts: Receipts,
        write_receipt: WriteReceipt,
    ) -> None:
        self._answer, self._understand = answer, understand
        self._library, self._receipts, self._write = library, receipts, write_receipt

    def __call__(
        self,
        question: str,
        *,
        as_of: date,
        conversation: str | None = None,
        on_text: OnText | None = None,
    ) -> Reply:
        """One reply, its receipt kept. A refusal is a reply.

        `on_text` is given the answer while it is made; what counts is the reply.
        Raises `WrongUse` for what cannot be the id of a conversation or is far too long,
        `StoreUnavailable`.
        """
        held = conversation_id(conversation)
        if len(question) > LONGEST_TEXT:
            raise WrongUse(
                f"That is {len(question):,} characters long.",
                hint=f"Ask in at most {LONGEST_QUESTION:,}.",
            )
        turns = self._turns(held) if conversation is not None else ()
        given = self._given(question, turns, as_of=as_of, conversation=held, on_text=on_text)
        receipt = self._write(
            given.reply,
            asked_at=datetime.now(UTC),
            understood_by=given.understood_by,
            understanding_ms=given.understanding_ms,
            answering_ms=given.answering_ms,
        )
        self._receipts.keep(receipt)
        return given.reply

    def again(self, reply: Reply) -> Given:
        """What the question of a reply gives now, on the same day and after the same turns."""
        turns = self._turns(reply.conversation, before=reply.id)
        return self._given(
            reply.question,
            turns,
            as_of=reply.searched.as_of,
            conversation=reply.conversation,
        )

    def _given(
        self,
        question: str,
        turns: Sequence[Turn],
        *,
        as_of: date,
        conversation: str,
        on_text: OnText | None = None,
    ) -> Given:
        started = time.perf_counter()
        asked = plain(question)
        understood = self._understood(asked, turns, as_of)
        between = time.perf_counter()
        reply = self._reply(
            asked, understood, as_of=as_of, conversation=conversation, on_text=on_text
        )
        ended = time.perf_counter()
        reply = replace(
            reply,
            question=storable(question),
            understood_as=reply.understood_as[:LONGEST_QUESTION],
            took_ms=round((ended - started) * 1000),
        )
        return Given(
            reply,
            "" if isinstance(understood, Unclear) else understood.by,
            round((between - started) * 1000),
            round((ended - between) * 1000),
        )

    def _turns(self, conversation: str, *, before: str | None = None) -> tuple[Turn, ...]:
        found = self._receipts.earlier(conversation, limit=REMEMBERED, before=before)
        return tuple(map(turn_of, found))

    def _understood(self, asked: str, turns: Sequence[Turn], as_of: date) -> Understood | Unclear:
        if len(asked) > LONGEST_QUESTION:
            return Understood((asked,))
        return self._understand(asked, turns, Shelf.on(as_of, self._library.revisions()))

    def _reply(
        self,
        asked: str,
        understood: Understood | Unclear,
        *,
        as_of: date,
        conversation: str,
        on_text: OnText | None,
    ) -> Reply:
        if isinstance(understood, Unclear):
            declined = Declined(
                Reason.OUT_OF_SCOPE, understood.text, unclear=True, choices=understood.choices
            )
            return self._answer.refuse(asked, declined, as_of=as_of, conversation=conversation)
        if len(understood.readings) == 1:
            [only] = understood.readings
            return self._answer(only, as_of=as_of, conversation=conversation, on_text=on_text)
        tried = []
        for at, reading in enumerate(understood.readings):
            held = _Held(on_text)
            reply = self._answer(reading, as_of=as_of, conversation=conversation, on_text=held.hear)
            if not at and _is_from_elsewhere(reply, understood.first_of):
                continue
            tried.append((reply, held))
            if isinstance(reply.outcome, Answered):
                break
        reply, held = tried[-1 if isinstance(tried[-1][0].outcome, Answered) else 0]
        held.pass_on()
        return reply


def _is_from_elsewhere(reply: Reply, path: str) -> bool:
    """Whether it is answered, and not from the document that was asked."""
    outcome = reply.outcome
    cited = {one.path for one in outcome.citations} if isinstance(outcome, Answered) else {path}
    return bool(path) and path not in cited


class _Held:
    """Text that is shown only once it is clear that its reading of the question is the one."""

    def __init__(self, on_text: OnText | None) -> None:
        self._on_text = on_text
        self._parts: list[str] = []

    def hear(self, text: str) -> None:
        """Keep a part; whoever waits is still asked whether they do."""
        self._parts.append(text)
        if self._on_text is not None:
            self._on_text("")

    def pass_on(self) -> None:
        """Show all parts."""
        if self._on_text is not None:
            for text in filter(None, self._parts):
                self._on_text(text)


def conversation_id(given: str | None) -> str:
    """The id of a conversation as given, or a new one. Raises `WrongUse`."""
    if given is None:
        return f"c_{secrets.token_hex(8)}"
    if not _CONVERSATION.fullmatch(given):
        raise WrongUse(
            f"{plain(given)[:40]!r} cannot be the id of a conversation.",
            hint="Take the `conversation` of an earlier reply, such as c_4f1a; letters, digits, "
            "and . _ : - are allowed, 80 at most.",
        )
    return given
