"""What a person says of a reply: thumbs up or down, what was wrong, and what is right."""

from dataclasses import dataclass
from enum import StrEnum


class Wrong(StrEnum):
    """What was wrong with a reply; `nothing` is a thumbs up."""

    NOTHING = "nothing"
    WRONG_ANSWER = "wrong_answer"
    WRONG_PLACE = "wrong_place"
    INCOMPLETE = "incomplete"
    SHOULD_HAVE_DECLINED = "should_have_declined"
    SHOULD_HAVE_ANSWERED = "should_have_answered"
    MISUNDERSTOOD = "misunderstood"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Feedback:
    """One person's word about one reply. Words are added, never changed or removed.

    `correction`: what the reply should have said; `document` and `section`: where it stands; each
    empty when it was not told. `given_at` is RFC 3339.
    """

    reply: str  # "r_…"
    wrong: Wrong
    by: str
    given_at: str
    correction: str = ""
    document: str = ""
    section: str = ""
