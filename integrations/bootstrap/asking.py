"""Questions, their receipts and their replays, wired."""

from datetime import date

from assistant.answering.answer import AnswerQuestion
from assistant.asking import AskQuestion
from assistant.conversation.likeness import Likeness
from assistant.conversation.numbers import Numbers
from assistant.conversation.rewriting import RewriteFollowUp
from assistant.conversation.sections import Sections
from assistant.conversation.understanding import Understand
from assistant.feedback import GiveFeedback
from assistant.model.feedback import Feedback, Wrong
from assistant.model.receipts import Receipt
from assistant.model.replays import Replay
from assistant.model.replies import Reply
from assistant.ports import OnText, TextVectors
from assistant.receipts import WriteReceipt
from assistant.replaying import ReplayReply, no_such_reply
from integrations.bootstrap.adapters import Adapters
from integrations.database.feedback import SqlFeedback
from integrations.reply_counts import count
from integrations.version import program_version
from prompts.library import load


class Asking:
    """Everything about one reply: giving it, showing it again, running it again."""

    def __init__(self, parts: Adapters, answer: AnswerQuestion, text_vectors: TextVectors) -> None:
        numbers = Numbers(parts.library, parts.edition)
        model = parts.language_model
        rewrite = None if model is None else RewriteFollowUp(model, load("rewrite_follow_up"))
        understand = Understand(
            Likeness(text_vectors).of, numbers, Sections(parts.library), rewrite
        )
        self._receipts = parts.receipts
        self._book = SqlFeedback(parts.database)
        self._feedback = GiveFeedback(self._receipts, self._book)
        self._write = WriteReceipt(
            parts.library, edition=parts.edition.id, program=program_version()
        )
        self._ask = AskQuestion(answer, understand, parts.library, self._receipts, self._write)

    def ask(
        self, question: str, *, as_of: date, conversation: str | None, on_text: OnText | None
    ) -> Reply:
        """One reply, its receipt kept."""
        return count(self._ask(question, as_of=as_of, conversation=conversation, on_text=on_text))

    def as_given(self, reply: str) -> str:
        """The JSON of an earlier reply, as it was given. Raises `NothingThere`."""
        found = self._receipts.as_given(reply)
        if found is None:
            raise no_such_reply(reply)
        return found

    def receipt(self, reply: str) -> Receipt:
        """An earlier reply and what it rested on. Raises `NothingThere`."""
        found = self._receipts.receipt(reply)
        if found is None:
            raise no_such_reply(reply)
        return found

    def replay(self, reply: str) -> Replay:
        """An earlier reply run again. Raises `NothingThere`."""
        return ReplayReply(self._ask, self._receipts, self._write)(reply)

    def conversation(self, conversation: str, *, limit: int) -> list[Reply]:
        """The last `limit` replies of a conversation, oldest first; none for an unknown one."""
        return self._receipts.earlier(conversation, limit=limit)

    def feedback(
        self, reply: str, wrong: Wrong, *, by: str, correction: str, document: str, section: str
    ) -> Feedback:
        """Keep what a person says of a reply. Raises `NothingThere` or `WrongUse`."""
        return self._feedback(
            reply, wrong, by=by, correction=correction, document=document, section=section
        )

    def said(self) -> list[tuple[Feedback, Reply, list[Reply]]]:
        """All feedback with its reply and the turns before it, oldest first."""
        found = []
        for one in self._book.everything():
            reply = self.receipt(one.reply).reply
            before = self._receipts.earlier(reply.conversation, limit=_TURNS, before=reply.id)
            found.append((one, reply, before))
        return found


_TURNS = 10  # how many turns before a reply are told with it
