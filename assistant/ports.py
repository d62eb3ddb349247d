"""The seams between what we do and what we do it with.

Every implementation of a seam passes one suite under `tests/contract/`, the in-memory fakes
in `tests/fakes/` included. Arrays are float32 and C-ordered; ids are those of the model.
"""

from collections.abc import Callable, Collection, Generator, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.ledger.entries import Act, Entry
from assistant.model.clauses import ClauseNumber
from assistant.model.documents import Page, ReadDocument, Revision, SourceFile
from assistant.model.feedback import Feedback
from assistant.model.files import KnownFile
from assistant.model.mappings import Mapping as ClauseMapping
from assistant.model.mappings import Proposal
from assistant.model.passages import Passage
from assistant.model.past_issues import PastIssue
from assistant.model.receipts import Receipt
from assistant.model.replies import Reply
from prompts.library import RenderedPrompt

Vectors = NDArray[np.float32]  # shape (n, dimensions), every row of length 1


class Reader(Protocol):
    """Turns the bytes of one kind of file into pages (tests/contract/test_readers.py)."""

    def read(self, source: SourceFile) -> ReadDocument:
        """Every page, in order, those without text included.

        Raises a `DocumentRefused` subclass when nothing of the file can be used.
        """


class Embedder(Protocol):
    """Turns text into vectors whose dot product is a similarity in [-1, 1]."""

    @property
    def name(self) -> str:
        """Identity of model and weights; vectors of two names are never compared."""

    @property
    def max_tokens(self) -> int:
        """Longest input, in the model's tokens, that is embedded whole."""

    def count_tokens(self, text: str) -> int:
        """Tokens of `text`, special tokens included."""

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One unit-length row per text, in order; shape (0, d) for none.

        Raises `ModelUnavailable`.
        """


@dataclass(frozen=True, slots=True)
class Scored:
    """A passage id and how well it fits; scores compare only within one search."""

    passage: str
    score: float


class WordIndex(Protocol):
    """Full-text search over passages (BM25)."""

    def search(
        self, terms: Sequence[str], *, limit: int, revisions: Collection[str]
    ) -> list[Scored]:
        """Best first; any of `terms` may match (stemmed); only passages of `revisions`.

        A term holding anything but letters and digits ("QP-101", "8.4.1") is matched as the
        exact sequence of its parts. Empty when nothing matches. Raises `StoreUnavailable`.
        """


class MeaningIndex(Protocol):
    """Vector search over passages."""

    def search(self, vector: Vectors, *, limit: int, revisions: Collection[str]) -> list[Scored]:
        """Best first by cosine similarity, in [-1, 1]; only passages of `revisions`.

        `vector` has shape (1, d). Passages without a vector yet are not found.
        """

    def ready(self, revisions: Collection[str]) -> float:
        """Share of the passages of `revisions` that have a vector, 0.0 … 1.0 (1.0 for none)."""


@dataclass(frozen=True, slots=True)
class MappedPassage:
    """A mapping with the passage and the revision it belongs to."""

    mapping: ClauseMapping
    passage: Passage
    revision: Revision


class Holdings(Protocol):
    """What is held and what it bears on: all that coverage and the ledger read of a library."""

    def revisions(self) -> list[Revision]:
        """Every revision held, by number, then path."""

    def passages_of(self, revision: str) -> list[Passage]:
        """All passages of one revision, in reading order."""

    def past_issues(self, number: str | None = None) -> list[PastIssue]:
        """Issues held no more, of a document number or all, in the order in which they went.

        Of controlled documents alone: saved over with other content, or removed.
        """

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
        """Mappings that fit every filter (None: no filter), in reading order.

        Those that are likely only are left out, unless `likely` or named in `ids`.
        """


class Library(Holdings, Protocol):
    """The relational truth: documents, pages, passages, mappings.

    What `add` has committed is visible whole or not at all, also after a crash.
    """

    def add(
        self,
        revision: Revision,
        pages: Sequence[Page],
        passages: Sequence[Passage],
        proposals: Sequence[Proposal],
        *,
        edition: str,
    ) -> None:
        """Store one revision in one transaction, in place of whatever its path held before.

        `proposals` are for clauses of `edition`. What people decided earlier about the same
        words of the same document is applied again.
        """

    def remove(self, revision: str) -> None:
        """Forget one revision: its passages can no longer be found. Old replies keep theirs."""

    def passages(self, ids: Iterable[str]) -> dict[str, Passage]:
        """The passages that exist of `ids`."""

    def count_passages(self, revisions: Collection[str]) -> int:
        """How many passages these revisions hold."""

    def page_text(self, revision: str, page: int) -> str | None:
        """Stored text of a page (from 1); None when there is no such page."""

    def propose(self, revision: str, proposals: Sequence[Proposal], edition: str) -> None:
        """Add proposals to a stored revision; a decided mapping is never overwritten."""

    def known_hashes(self) -> Mapping[str, str]:
        """Path -> sha256 of the bytes ingested from it, refused files included."""


class Receipts(Protocol):
    """Every reply that was ever given (tests/contract/test_receipts.py).

    Rows are added, never changed: two people in one conversation at once lose nothing.
    """

    def keep(self, receipt: Receipt) -> None:
        """Keep a receipt for ever; keeping the same id again keeps the first."""

    def receipt(self, reply: str) -> Receipt | None:
        """The receipt of a reply; None when there is none of that id."""

    def earlier(self, conversation: str, *, limit: int, before: str | None = None) -> list[Reply]:
        """The last `limit` replies of a conversation, oldest first.

        With `before` those that were given before the reply of that id.
        """


class FeedbackBook(Protocol):
    """What people said of replies (tests/contract/test_feedback.py). Added, never changed."""

    def add(self, feedback: Feedback) -> None:
        """Keep one person's word about a reply."""

    def everything(self) -> list[Feedback]:
        """All of it, oldest first."""


class Ledger(Protocol):
    """What people decided about mappings, for ever (tests/contract/test_ledger.py).

    Entries are added, never changed or removed; each is sealed over the one before it.
    """

    def record(
        self, mappings: Sequence[str], act: Act, *, by: str, note: str
    ) -> list[ClauseMapping]:
        """Record one act about each of `mappings` (ids), all or none; gives them as they are now.

        Raises `NothingThere` for an unknown id, `AlreadyDecided` or `WrongUse` where the act is
        not open (`assistant.ledger.rules`); then nothing has changed.
        """

    def add(
        self, passages: Sequence[str], clause: ClauseNumber, edition: str, *, by: str, note: str
    ) -> list[ClauseMapping]:
        """Record that a person says these passages bear on a clause, all or none.

        A proposal that is there is confirmed. Raises like `record`, `NothingThere` for an
        unknown passage.
        """

    def entries(self, document: str | None = None) -> list[Entry]:
        """Every entry in the order written, or those about one document number."""

    def head(self) -> str | None:
        """The seal of the last entry as noted beside the ledger; None before the first."""


class FileLedger(Protocol):
    """What became of every file: the memory of the ingest (tests/contract/test_library.py)."""

    def files(self) -> list[KnownFile]:
        """Every file recorded, the refused ones included, by path."""

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
        """Like `Library.add`, with the file it came from and all its reader gave back."""

    def refuse(self, file: KnownFile) -> None:
        """Record a refused file; what its path held before is forgotten."""

    def note(self, file: KnownFile) -> None:
        """Change what is recorded about a file; the document of its path stays as it is."""

    def forget(self, path: str) -> None:
        """Forget a file and the document made of it; nothing happens for an unknown path."""

    def reading(self, revision: str) -> ReadDocument | None:
        """What the reader gave back (attachments aside); None for an unknown revision."""

    def recall(self, name: str) -> str | None:
        """What `remember` was last given under this name; None when that never happened."""

    def remember(self, name: str, content: str) -> None:
        """Keep a short text about the state of the library."""


@dataclass(frozen=True, slots=True)
class Searchable:
    """A passage id with the text its vector is made of and that text's hash."""

    passage: str
    text: str
    text_hash: str


class VectorCache(Protocol):
    """Vectors by the words they were made of: unchanged text is never embedded twice.

    Passes `tests/contract/test_vector_cache.py`.
    """

    def missing(self, model: str, revisions: Collection[str] | None = None) -> list[Searchable]:
        """Passages (of `revisions`; None: of all) without a vector of `model`, one per text."""

    def put(self, model: str, vectors: Mapping[str, Vectors]) -> None:
        """Keep vectors of shape (d,), by text hash; stored at half precision."""

    def vectors(self, model: str, passages: Sequence[str]) -> tuple[list[str], Vectors]:
        """The ids of `passages` that have a vector, in order, and one unit-length row for each."""

    def passages(self, model: str) -> list[str]:
        """Ids of all passages that have a vector of `model`, in reading order."""

    def put_texts(self, model: str, vectors: Mapping[str, Vectors]) -> None:
        """Keep vectors of words and sentences, as `put` does; they count for no passage."""

    def of_texts(self, model: str, hashes: Collection[str]) -> dict[str, Vectors]:
        """The unit-length vectors that `put_texts` kept, by text hash, of those of `hashes`."""


class TextVectors(Protocol):
    """Vectors of words and sentences, made once and remembered."""

    def of(self, texts: Collection[str], *, new: int) -> Mapping[str, Vectors]:
        """Text -> its unit-length vector of shape (d,).

        At most `new` texts are embedded now; those beyond are left out. Raises `ModelUnavailable`.
        """


@dataclass(frozen=True, slots=True)
class Allowance:
    """What one answer of a language model may take: seconds in all, and tokens written."""

    seconds: float = 30.0
    tokens: int = 300


@dataclass(frozen=True, slots=True)
class Piece:
    """A bit of a language model's answer as it comes in.

    `text` is empty while the model works and says nothing: a moment to ask whether anybody still
    waits. Tokens are those of the whole answer, told by the last piece; 0 where none are told.
    """

    text: str
    prompt_tokens: int = 0
    answer_tokens: int = 0


class LanguageModel(Protocol):
    """Writes text to a prompt (tests/contract/test_language_models.py)."""

    @property
    def name(self) -> str:
        """What the person called it: `provider:model`."""

    def stream(self, prompt: RenderedPrompt, allowance: Allowance) -> Generator[Piece, None, None]:
        """The answer in pieces. Closing it ends the model's work.

        Raises `LanguageModelUnavailable`, also after some pieces, and within the allowed seconds
        in any case. Stops quietly at the allowed tokens.
        """

    def complete(self, prompt: RenderedPrompt, allowance: Allowance) -> str:
        """The whole answer. Raises `LanguageModelUnavailable`."""


class SupportChecker(Protocol):
    """Judges whether a text says what a sentence claims: a cross-encoder or an NLI model."""

    def supports(self, text: str, claim: str) -> bool:
        """Whether `text` bears out `claim`. Raises `ModelUnavailable`."""


OnText = Callable[[str], None]
"""Called with parts of an answer, each checked, while it is made.

Called with "" while a model works and has nothing to show; whoever has gone away raises
`NobodyWaits` from it, and the work ends.
"""


class NobodyWaits(Exception):
    """Raised by an `OnText` to end the making of an answer that nobody will read."""


class Reranker(Protocol):
    """Looks at a question and a passage together, which is slower and surer than searching.

    Every implementation passes `tests/contract/test_rerankers.py`.
    """

    @property
    def name(self) -> str:
        """Which model it is."""

    def scores(self, question: str, texts: Sequence[str]) -> list[float]:
        """One finite score for each text, in order; higher is better, comparable in one call.

        A text's score does not hang on the others but in its last digits. Raises
        `ModelUnavailable`.
        """


class Clock(Protocol):
    """What day it is."""

    def today(self) -> date:
        """The day all date rules use, unless the question sets another."""
