"""A library as somebody sees it: what they may not see is not there, for every use case alike."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NoReturn, Protocol

from assistant.model.clauses import ClauseNumber
from assistant.model.documents import Page, ReadDocument, Revision
from assistant.model.files import KnownFile
from assistant.model.mappings import Proposal
from assistant.model.passages import Passage
from assistant.model.past_issues import PastIssue
from assistant.people.access import Placed
from assistant.people.person import NotPermitted
from assistant.people.sight import Sight
from assistant.ports import FileLedger, Library, MappedPassage
from assistant.records.passages_at import PassageStart


class HeldLibrary(Library, FileLedger, Protocol):
    """All that is read of a library: documents, files, and where passages begin."""

    def passage_starts(self, revision: str) -> list[PassageStart]:
        """Where the passages of one revision begin, in reading order."""

    def state(self) -> object | None:
        """The same object as long as the documents are the same; None: cannot be told."""


class ViewedLibrary:
    """A `HeldLibrary` for reading, over another one. What writes goes to the library itself."""

    def __init__(self, held: HeldLibrary, sight: Sight) -> None:
        self._held, self._sight = held, sight

    # -- documents

    def revisions(self) -> list[Revision]:
        """Every revision that may be seen, by number, then path."""
        return list(self._sight.now().revisions)

    def passages_of(self, revision: str) -> list[Passage]:
        """All passages of one revision, in reading order."""
        return self._held.passages_of(revision) if self._is_seen(revision) else []

    def passage_starts(self, revision: str) -> list[PassageStart]:
        """Where the passages of one revision begin, in reading order."""
        return self._held.passage_starts(revision) if self._is_seen(revision) else []

    def passages(self, ids: Iterable[str]) -> dict[str, Passage]:
        """The passages that exist of `ids`."""
        seen = self._sight.now().ids
        found = self._held.passages(ids)
        return {id_: one for id_, one in found.items() if one.revision in seen}

    def count_passages(self, revisions: Collection[str]) -> int:
        """How many passages these revisions hold."""
        return self._held.count_passages(self._sight.now().ids & set(revisions))

    def page_text(self, revision: str, page: int) -> str | None:
        """Stored text of a page (from 1); None when there is no such page."""
        return self._held.page_text(revision, page) if self._is_seen(revision) else None

    def past_issues(self, number: str | None = None) -> list[PastIssue]:
        """Issues held no more, of a document number or all, in the order in which they went."""
        seen = self._sight.now()
        return [
            one
            for one in self._held.past_issues(number)
            if not seen.hides(one.revision.number, one.revision.identity.label)
            and self._sight.sees(_place_of(one.revision))
        ]

    def mappings(
        self,
        *,
        edition: str,
        clauses: Collection[ClauseNumber] | None = None,
        revisions: Collection[str] | None = None,
        passages: Collection[str] | None = None,
        ids: Collection[str] | None = None,
        likely: bool = False,
    ) -> list[MappedPassage]:
        """Mappings that fit every filter (None: no filter), in reading order."""
        seen = self._sight.now()
        found = self._held.mappings(
            edition=edition,
            clauses=clauses,
            revisions=seen.ids if revisions is None else seen.ids & set(revisions),
            passages=passages,
            ids=ids,
            likely=likely,
        )
        shown = {one.id: one for one in seen.revisions}
        return [MappedPassage(one.mapping, one.passage, shown[one.revision.id]) for one in found]

    # -- files

    def files(self) -> list[KnownFile]:
        """Every file that may be named, the refused ones included, by path."""
        held = self._held.files()
        by_path, hidden = {one.path: one for one in held}, self._sight.now().hidden_paths
        return [
            one
            for one in held
            if one.path not in hidden
            and one.duplicate_of not in hidden
            and self._sight.sees_file(one, by_path)
        ]

    def known_hashes(self) -> Mapping[str, str]:
        """Path -> sha256 of the bytes ingested from it, refused files included."""
        return {one.path: one.sha256 for one in self.files()}

    def reading(self, revision: str) -> ReadDocument | None:
        """What the reader gave back; None for an unknown revision."""
        return self._held.reading(revision) if self._is_seen(revision) else None

    def recall(self, name: str) -> str | None:
        """What is remembered of the state of the library."""
        return self._held.recall(name)

    def state(self) -> object | None:
        """The same object as long as the documents are the same; None: cannot be told."""
        return self._held.state()

    # -- what a view does not do

    def add(
        self,
        revision: Revision,
        pages: Sequence[Page],
        passages: Sequence[Passage],
        proposals: Sequence[Proposal],
        *,
        edition: str,
    ) -> None:
        """Raises `NotPermitted`."""
        _refuse()

    def store(
        self,
        file: KnownFile,
        revision: Revision,
        reading: ReadDocument,
        passages: Sequence[Passage],
        proposals: Sequence[Proposal],
        *,
        edition: str,
    ) -> None:
        """Raises `NotPermitted`."""
        _refuse()

    def propose(self, revision: str, proposals: Sequence[Proposal], edition: str) -> None:
        """Raises `NotPermitted`."""
        _refuse()

    def remove(self, revision: str) -> None:
        """Raises `NotPermitted`."""
        _refuse()

    def refuse(self, file: KnownFile) -> None:
        """Raises `NotPermitted`."""
        _refuse()

    def note(self, file: KnownFile) -> None:
        """Raises `NotPermitted`."""
        _refuse()

    def forget(self, path: str) -> None:
        """Raises `NotPermitted`."""
        _refuse()

    def remember(self, name: str, content: str) -> None:
        """Raises `NotPermitted`."""
        _refuse()

    def _is_seen(self, revision: str) -> bool:
        return revision in self._sight.now().ids


def _place_of(revision: Revision) -> Placed:
    return Placed(revision.path, revision.number, revision.identity.kind)


def _refuse() -> NoReturn:
    raise NotPermitted("Documents are not changed through one person's view of them.")
