"""Run an earlier reply again under the same day, and say what changed and why."""

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime

from assistant.asking import AskQuestion
from assistant.errors import NothingThere
from assistant.model.receipts import Receipt, SearchedRevision, ShownPassage
from assistant.model.replays import Change, Changed, Replay
from assistant.model.replies import Answered, Citation, Reply
from assistant.ports import Receipts
from assistant.receipts import WriteReceipt

_EXCERPT = 300  # characters of a passage


class ReplayReply:
    """Asks the question of a receipt again, in its place of its conversation."""

    def __init__(
        self,
        ask: AskQuestion,
        receipts: Receipts,
        write_receipt: WriteReceipt,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._ask, self._receipts, self._write, self._now = ask, receipts, write_receipt, now

    def __call__(self, reply: str) -> Replay:
        """What the reply of this id was, is now, and how they differ.

        Nothing of it is kept. Raises `NothingThere` for an unknown id.
        """
        before = self._receipts.receipt(reply)
        if before is None:
            raise no_such_reply(reply)
        given = self._ask.again(before.reply)
        after = self._write(
            given.reply,
            asked_at=self._now(),
            understood_by=given.understood_by,
            understanding_ms=given.understanding_ms,
            answering_ms=given.answering_ms,
        )
        held = {one.passage: one for one in self._write.shown(_ids(before))}
        changes = (
            *_in_words(before.reply, after.reply),
            *_in_citations(before.reply, after.reply),
            *_in_passages(before, held, after),
            *_in_revisions(before, after),
            *_in_means(before, after),
        )
        return Replay(before, after, changes)


def no_such_reply(reply: str) -> NothingThere:
    """The error for an id that no reply has."""
    return NothingThere(
        f"There is no reply {reply[:80]!r}.", hint="The id of a reply begins with r_."
    )


def _ids(receipt: Receipt) -> list[str]:
    shown = [one.passage for one in receipt.passages]
    return shown or [one.passage for one in _places(receipt.reply)]


def _in_words(was: Reply, now: Reply) -> Iterator[Change]:
    told = (
        (Changed.UNDERSTOOD_AS, was.understood_as, now.understood_as),
        (Changed.STATUS, _status(was), _status(now)),
        (Changed.ANSWER, was.outcome.text, now.outcome.text),
        (Changed.ANSWERED_BY, _answered_by(was), _answered_by(now)),
    )
    for what, before, after in told:
        if before != after:
            yield Change(what, what.value, before, after)


def _in_citations(was: Reply, now: Reply) -> Iterator[Change]:
    """Places cited no more, or anew; the same words in another revision are told as such."""
    before = {_place(one): one for one in _cited(was)}
    after = {_place(one): one for one in _cited(now)}
    gone = {place: one for place, one in before.items() if place not in after}
    new = {place: one for place, one in after.items() if place not in before}
    for place, one in gone.items():
        moved = next((at for at, other in new.items() if _says_the_same(one, other)), None)
        if moved is None:
            yield Change(Changed.CITATION_GONE, place, was=one.quote)
        else:
            yield Change(Changed.SAME_WORDS, place, now=_moved(new.pop(moved).revision))
    for place, one in new.items():
        yield Change(Changed.CITATION_NEW, place, now=one.quote)


def _says_the_same(one: Citation, other: Citation) -> bool:
    """Whether two citations are of the same words of one document, in two revisions of it."""
    return (
        one.document == other.document
        and one.revision != other.revision
        and one.quote.split() == other.quote.split()
    )


def _moved(revision: str) -> str:
    return f"same words, now in revision {revision}" if revision else "same words, another issue"


def _in_passages(
    before: Receipt, held: Mapping[str, ShownPassage], after: Receipt
) -> Iterator[Change]:
    """Passages that were shown and are gone, or whose words are others.

    One that is shown again in another revision, word for word, is not gone.
    """
    again = {(one.document, *one.text.split()) for one in after.passages}
    for one in before.passages:
        if one.passage not in held and (one.document, *one.text.split()) in again:
            continue
        now = held.get(one.passage)
        where = _where(one.document, one.revision, one.row or one.section)
        if now is None:
            yield Change(Changed.PASSAGE_GONE, where, was=one.text[:_EXCERPT])
        elif now.fingerprint != one.fingerprint:
            yield Change(Changed.PASSAGE_CHANGED, where, one.text[:_EXCERPT], now.text[:_EXCERPT])
    if before.passages:
        return
    for place in _places(before.reply):  # a reply from before passages were kept
        if place.passage not in held:
            yield Change(Changed.PASSAGE_GONE, _place(place), was=place.quote)


def _in_revisions(before: Receipt, after: Receipt) -> Iterator[Change]:
    if not before.is_whole:
        return
    was = {(one.document, one.revision): one for one in before.documents}
    now = {(one.document, one.revision): one for one in after.documents}
    for key, one in was.items():
        other = now.get(key)
        if other is None:
            yield Change(Changed.REVISION_GONE, _named(one), was=_named(one))
        elif other.content_hash != one.content_hash:
            yield Change(Changed.REVISION_CHANGED, _named(one), "as read then", "read anew since")
    for key, one in now.items():
        if key not in was:
            yield Change(Changed.REVISION_NEW, _named(one), now=_named(one))


def _in_means(before: Receipt, after: Receipt) -> Iterator[Change]:
    """The model, the prompt, the edition and the program."""
    if not before.is_whole:
        return
    told = (
        (Changed.MODEL, _of_draft(before, "model"), _of_draft(after, "model")),
        (Changed.PROMPT, _prompt(before), _prompt(after)),
        (Changed.EDITION, before.edition, after.edition),
        (Changed.PROGRAM, before.program, after.program),
    )
    for what, was, now in told:
        if was != now:
            yield Change(what, what.value, was, now)


def _status(reply: Reply) -> str:
    outcome = reply.outcome
    return "answered" if isinstance(outcome, Answered) else f"declined: {outcome.reason.value}"


def _answered_by(reply: Reply) -> str:
    return reply.outcome.answered_by if isinstance(reply.outcome, Answered) else ""


def _cited(reply: Reply) -> tuple[Citation, ...]:
    return reply.outcome.citations if isinstance(reply.outcome, Answered) else ()


def _places(reply: Reply) -> tuple[Citation, ...]:
    outcome = reply.outcome
    return outcome.citations if isinstance(outcome, Answered) else outcome.near_misses


def _place(one: Citation) -> str:
    return _where(one.document, one.revision, one.row or one.section)


def _where(document: str, revision: str, at: str | None) -> str:
    parts = [document, f"rev {revision}" if revision else "", at or ""]
    return " ".join(part for part in parts if part)


def _named(one: SearchedRevision) -> str:
    return _where(one.document, one.revision, None)


def _of_draft(receipt: Receipt, name: str) -> str:
    found = (receipt.draft or {}).get(name)
    return "" if found is None else str(found)


def _prompt(receipt: Receipt) -> str:
    parts = (_of_draft(receipt, "prompt_id"), _of_draft(receipt, "prompt_version"))
    return " ".join(part for part in parts if part)
