"""A book of programmes in memory."""

from assistant.model.programmes import ProgrammeEntry
from assistant.programme.book import ProgrammeChanged


class MemoryProgrammeBook:
    """The `ProgrammeBook` over a list."""

    def __init__(self) -> None:
        self._kept: list[ProgrammeEntry] = []

    def add(self, entry: ProgrammeEntry) -> None:
        key = (entry.programme_id, entry.no)
        if any((one.programme_id, one.no) == key for one in self._kept):
            raise ProgrammeChanged(f"{entry.programme_id} was changed by somebody else just now.")
        self._kept.append(entry)

    def entries(self) -> list[ProgrammeEntry]:
        return list(self._kept)
