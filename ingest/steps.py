"""What is done with one reading: identify, cut into passages, propose clauses."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from hashlib import sha256

from assistant.model.clauses import Edition
from assistant.model.documents import Block, BlockKind, Identity, Page, ReadDocument, Revision
from assistant.model.mappings import Proposal
from assistant.model.passages import Passage
from assistant.ports import Embedder
from assistant.record_rows import record_rows
from ingest.identity import Entry, MasterList, identify, recognise_master_list
from ingest.suspicion import suspicions

VERSION = 3  # raise it when documents already stored should be prepared anew


@dataclass(frozen=True, slots=True)
class Steps:
    """The steps as functions; all of them pure."""

    recognise: Callable[[ReadDocument], MasterList | None]
    identify: Callable[[ReadDocument, str, MasterList | None], Identity]
    cut: Callable[[ReadDocument, Identity, str], list[Passage]]
    propose: Callable[[Sequence[Passage], Identity, Edition], list[Proposal]]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document ready to be stored."""

    revision: Revision
    reading: ReadDocument
    passages: tuple[Passage, ...]
    proposals: tuple[Proposal, ...]


def default_steps(embedder: Embedder) -> Steps:
    """The steps of the program; passages are cut to what `embedder` takes whole."""
    return Steps(
        recognise=recognise_master_list,
        identify=lambda reading, path, register: identify(reading, path, register=register),
        cut=partial(_cut, embedder),
        propose=_propose,
    )


# Imported late: a listing of documents needs none of it, and a reader's process can be started
# before.
def _cut(
    embedder: Embedder, reading: ReadDocument, identity: Identity, revision: str
) -> list[Passage]:
    from ingest.chunking import passages_of

    count, most = embedder.count_tokens, embedder.max_tokens
    return passages_of(reading, identity, revision, count_tokens=count, max_tokens=most)


def _propose(passages: Sequence[Passage], identity: Identity, edition: Edition) -> list[Proposal]:
    from ingest.mapping import propose

    return propose(passages, identity, edition)


def get_ready(steps: Steps, edition: Edition) -> None:
    """Load what the steps work with, by taking them once with next to nothing."""
    words = "1 Scope"
    block = Block(BlockKind.HEADING, words, 0, len(words), level=1)
    reading = ReadDocument((Page(1, words, (block,)),), "text/plain")
    prepare(steps, reading, path="", content_hash="", register=None, edition=edition)


def prepare(
    steps: Steps,
    reading: ReadDocument,
    *,
    path: str,
    content_hash: str,
    register: MasterList | None,
    edition: Edition,
) -> Prepared:
    """Everything that is stored about one document."""
    identity = identity_of(steps, reading, path, register)
    id_ = revision_id(path, content_hash)
    passages = tuple(steps.cut(reading, identity, id_))
    revision = Revision(
        id=id_,
        identity=identity,
        path=path,
        content_hash=content_hash,
        pages=len(reading.pages),
        passages=len(passages),
        records=sum(map(len, record_rows(passages).values())),
        pages_without_text=reading.pages_without_text,
        ocr_pages=tuple(page.number for page in reading.pages if page.from_ocr),
        ocr_confidences=tuple(page.ocr_confidence for page in reading.pages if page.from_ocr),
    )
    proposals = tuple(steps.propose(passages, identity, edition))
    return Prepared(revision, replace(reading, attachments=()), passages, proposals)


def identity_of(
    steps: Steps, reading: ReadDocument, path: str, register: MasterList | None
) -> Identity:
    """The identity with the reader's warnings among its own."""
    identity = steps.identify(reading, path, register)
    doubts = suspicions(reading, identity)
    warnings = dict.fromkeys((*reading.warnings, *identity.warnings, *doubts))
    return replace(identity, warnings=tuple(warnings))


def revision_id(path: str, content_hash: str) -> str:
    """The id of a revision: the same for the same path and bytes, always."""
    return "d_" + sha256(f"{path}\n{content_hash}".encode()).hexdigest()[:16]


def merged(lists: Iterable[MasterList]) -> MasterList | None:
    """All master lists as one; None when there is none."""
    entries: dict[str, tuple[Entry, ...]] = {}
    for one in lists:
        for number, rows in one.entries.items():
            entries[number] = (*entries.get(number, ()), *rows)
    return MasterList(entries) if entries else None


def state_of(register: MasterList | None, edition: Edition) -> str:
    """A short text that changes when stored documents would be prepared differently."""
    entries = sorted(register.entries.items()) if register else []
    return sha256(f"{VERSION}\n{entries!r}\n{edition!r}".encode()).hexdigest()
