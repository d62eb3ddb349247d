"""Keep what a person says of a reply, so that it can become a case of an evaluation."""

from collections.abc import Callable
from datetime import UTC, datetime

from assistant.errors import WrongUse
from assistant.model.feedback import Feedback, Wrong
from assistant.ports import FeedbackBook, Receipts
from assistant.replaying import no_such_reply

LONGEST = 4_000
"""Characters of a correction; a name, a document or a section has at most 200."""

_LONGEST_NAME = 200


def _utc() -> datetime:
    return datetime.now(UTC)


class GiveFeedback:
    """The use case. The reply must be one that was given."""

    def __init__(
        self, receipts: Receipts, book: FeedbackBook, now: Callable[[], datetime] = _utc
    ) -> None:
        self._receipts, self._book, self._now = receipts, book, now

    def __call__(
        self,
        reply: str,
        wrong: Wrong,
        *,
        by: str,
        correction: str = "",
        document: str = "",
        section: str = "",
    ) -> Feedback:
        """Keep it. Raises `NothingThere` for an unknown reply, `WrongUse` for a faulty text."""
        if self._receipts.receipt(reply) is None:
            raise no_such_reply(reply)
        texts = {"by": by, "document": document, "section": section}
        clean = {name: _clean(name, text, _LONGEST_NAME) for name, text in texts.items()}
        if not clean["by"]:
            raise WrongUse("Nobody is named.", hint="Say in `by` who says it.")
        said = _clean("correction", correction, LONGEST)
        at = self._now().isoformat(timespec="seconds")
        given = Feedback(reply, wrong, given_at=at, correction=said, **clean)
        self._book.add(given)
        return given


def _clean(name: str, text: str, longest: int) -> str:
    """On one line, without what cannot be printed."""
    plain = "".join(one if one.isprintable() else " " for one in text)
    folded = " ".join(plain.split())
    if len(folded) > longest:
        raise WrongUse(f"{name!r} is longer than {longest} characters.", hint="Shorten it.")
    return folded
