"""What a conversation remembers of each turn: the question in full, and what was cited."""

from dataclasses import dataclass

from assistant.model.replies import Answered, Choice, Citation, Reason, Reply

REMEMBERED = 8
"""Turns that a follow-up may look back to; older ones stay in their receipts."""
_PLACES = 12  # of an answer; a long list is not all kept in mind
_TEXT = 1_000  # characters of an answer


@dataclass(frozen=True, slots=True)
class Turn:
    """One question and what came of it.

    `question` stands alone. `places` are the citations of an answer, or the nearest misses when
    there was none; `choices` are set when we asked back. `is_topic`: something was asked that
    has to do with a quality system, so that a follow-up may lean on it.
    """

    question: str
    text: str
    places: tuple[Citation, ...] = ()
    answered: bool = True
    answered_by: str = ""
    choices: tuple[Choice, ...] = ()
    is_topic: bool = True

    @property
    def documents(self) -> tuple[str, ...]:
        """Numbers of the documents its answer cites, each once, in order."""
        cited = self.places if self.answered else ()
        return tuple(dict.fromkeys(one.document for one in cited if one.document))


def turn_of(reply: Reply) -> Turn:
    """What is remembered of a reply."""
    outcome = reply.outcome
    if isinstance(outcome, Answered):
        cited = outcome.citations[:_PLACES]
        return Turn(reply.understood_as, outcome.text[:_TEXT], cited, True, outcome.answered_by)
    return Turn(
        reply.understood_as,
        outcome.text[:_TEXT],
        outcome.near_misses[:_PLACES],
        answered=False,
        choices=outcome.choices,
        is_topic=not outcome.unclear and outcome.reason is not Reason.OUT_OF_SCOPE,
    )
