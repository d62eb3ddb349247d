"""A draft while it is written: checked sentence by sentence, shown once it answers."""

from collections.abc import Callable, Iterable, Iterator

from assistant.drafting.checks import CheckSentence, Kept
from assistant.drafting.composing import Composition
from assistant.drafting.keeping import Asked, passed_over
from assistant.drafting.reading import DraftSentence
from assistant.drafting.support import FindSupport
from assistant.model.drafts import DraftRecord, Struck
from assistant.model.replies import Answered
from assistant.ports import OnText, Piece

_MOST_SENTENCES = 8  # read; the prompt asks for two


class Progress:
    """What has come of one draft so far.

    Nothing is shown before the sentences kept say again one of the extract's citations, so that
    what was shown once is seldom taken back.
    """

    def __init__(
        self,
        extract: Answered,
        asked: Asked,
        check: CheckSentence,
        find: FindSupport,
        on_text: OnText,
        clock: Callable[[], float],
    ) -> None:
        self._extract, self._asked, self._check, self._find = extract, asked, check, find
        self._on_text, self._clock = on_text, clock
        self._started = clock()
        self._in_model = 0.0
        self._waiting: list[str] = []
        self._composition = Composition()
        self.kept: list[Kept] = []
        self.struck: list[Struck] = []
        self.prompt_tokens = self.answer_tokens = 0
        self.first_token_ms: int | None = None

    @property
    def model_ms(self) -> int:
        """Milliseconds spent waiting for the model."""
        return round(self._in_model * 1000)

    @property
    def took_ms(self) -> int:
        """Milliseconds since the draft was begun."""
        return round((self._clock() - self._started) * 1000)

    @property
    def holds_up(self) -> bool:
        """Whether what was kept says at least one of the extract's places again."""
        return len(self._passed_over()) < len(self._extract.citations)

    @property
    def is_long_enough(self) -> bool:
        """Whether there is no use in reading on."""
        return len(self.kept) + len(self.struck) >= _MOST_SENTENCES

    def timed(self, pieces: Iterable[Piece]) -> Iterator[Piece]:
        """The pieces, with the time the model took for them and the tokens it tells."""
        coming = iter(pieces)
        while True:
            asked = self._clock()
            piece = next(coming, None)
            now = self._clock()
            self._in_model += now - asked
            if piece is None:
                return
            if piece.text and self.first_token_ms is None:
                self.first_token_ms = round((now - self._started) * 1000)
            self._on_text("")
            self.prompt_tokens = max(self.prompt_tokens, piece.prompt_tokens)
            self.answer_tokens = max(self.answer_tokens, piece.answer_tokens)
            yield piece

    def take(self, sentences: Iterable[DraftSentence]) -> None:
        """Check sentences, and show those that may be shown. Raises `ModelUnavailable`."""
        for sentence in sentences:
            found = self._check(sentence)
            if isinstance(found, Struck):
                self.struck.append(found)
                continue
            self.kept.append(found)
            self._waiting.append(self._composition.add(found))
            if self.holds_up:
                self._show()

    def answer(self, answered_by: str, record: DraftRecord) -> Answered:
        """The whole answer: what was kept, then word for word what it passed over."""
        self._waiting.append(self._composition.add_extract(self._extract, self._passed_over()))
        self._show()
        citations = tuple(self._composition.citations)
        clauses = dict.fromkeys(clause for one in citations for clause in one.clauses)
        return Answered(
            self._composition.text,
            citations,
            answered_by,
            clauses=tuple(clauses),
            warnings=self._extract.warnings,
            draft=record,
        )

    def _passed_over(self) -> list[int]:
        return passed_over(self._extract.citations, self.kept, self._asked, self._find)

    def _show(self) -> None:
        for text in self._waiting:
            if text:
                self._on_text(text)
        self._waiting.clear()
