"""How many questions this process has answered and declined, without a word of them."""

from collections import Counter
from threading import Lock

from assistant.model.replies import Answered, Reply

_COUNTED: Counter[tuple[str, str]] = Counter()
_COUNTING = Lock()


def count(reply: Reply) -> Reply:
    """Count a reply by what became of it, and give it back."""
    outcome = reply.outcome
    key = ("answered", "") if isinstance(outcome, Answered) else ("declined", outcome.reason.value)
    with _COUNTING:
        _COUNTED[key] += 1
    return reply


def counted() -> dict[tuple[str, str], int]:
    """Replies by status and, for declined ones, reason."""
    with _COUNTING:
        return dict(_COUNTED)
