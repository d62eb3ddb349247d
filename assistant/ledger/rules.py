"""Which act is open for a mapping as it stands. Pure."""

from assistant.errors import AlreadyDecided, WrongUse
from assistant.ledger.entries import Act
from assistant.model.mappings import Decision, Mapping


def check(mapping: Mapping, act: Act) -> None:
    """Raises `AlreadyDecided` where somebody decided before, `WrongUse` for nothing to reopen.

    A decision that turned suspect is open again. Whoever comes second is told who was first.
    """
    decided = mapping.decision is not Decision.PROPOSED
    if act is Act.REOPENED:
        if not decided:
            raise WrongUse(
                f"Mapping {mapping.id!r} is not decided yet: there is nothing to reopen.",
                hint="Confirm or reject it.",
            )
    elif decided and not mapping.suspect:
        when = (mapping.decided_at or "")[:10]
        what = mapping.decision.value
        raise AlreadyDecided(
            f"Mapping {mapping.id!r} was {what} by {mapping.decided_by} on {when}."
        )
