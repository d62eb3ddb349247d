"""The master document lists that are in the library, as one."""

from collections.abc import Callable
from dataclasses import dataclass, field

from assistant.model.documents import ReadDocument
from ingest.identity import MasterList
from ingest.steps import merged


@dataclass(slots=True)
class Registers:
    """Lists by the path of their document; `version` grows whenever one of them changes."""

    recognise: Callable[[ReadDocument], MasterList | None]
    version: int = 0
    _lists: dict[str, MasterList] = field(default_factory=dict)
    _merged: MasterList | None = None

    @property
    def merged(self) -> MasterList | None:
        """All lists as one; None when there is none."""
        return self._merged

    def look_at(self, path: str, document: ReadDocument) -> bool:
        """Take the document of this path in if it is a list; whether it is one."""
        try:
            found = self.recognise(document)
        except Exception:  # a list that cannot be understood is a document like any other
            found = None
        self._set(path, found)
        return found is not None

    def forget(self, path: str) -> None:
        """The document of this path is gone."""
        self._set(path, None)

    def _set(self, path: str, found: MasterList | None) -> None:
        if self._lists.get(path) == found:
            return
        self._lists.pop(path, None)
        if found is not None:
            self._lists[path] = found
        self._merged = merged(self._lists[held] for held in sorted(self._lists))
        self.version += 1
