"""A book of decisions about gaps in memory."""

from assistant.model.gap_decisions import GapDecision


class MemoryGapBook:
    """The `GapBook` over a list."""

    def __init__(self) -> None:
        self._kept: list[GapDecision] = []

    def add(self, decision: GapDecision) -> None:
        self._kept.append(decision)

    def everything(self) -> list[GapDecision]:
        return list(self._kept)
