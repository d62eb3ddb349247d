"""What rules saw, kept by what they looked at: unchanged records are not looked at again.

Kept in the process only: the next one may read the same files with other settings or better.
"""

from collections.abc import Callable, Iterable
from hashlib import sha256

from assistant.gaps.lapses import Lapse


class KeptLapses:
    """The lapses of each rule with the print of what it looked at."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[str, tuple[Lapse, ...]]] = {}

    def of(
        self, rule: str, looked_at: str, look: Callable[[], Iterable[Lapse]]
    ) -> tuple[Lapse, ...]:
        """What the rule sees: as kept where it would look at the same, else looked at anew."""
        kept = self._kept.get(rule)
        if kept is not None and kept[0] == looked_at:
            return kept[1]
        seen = tuple(look())
        self._kept[rule] = looked_at, seen
        return seen


def print_of(parts: Iterable[str]) -> str:
    """A fingerprint of what a rule looks at."""
    return sha256("\x1f".join(parts).encode()).hexdigest()
