"""The signs of what a passage is about, as one array over passages and clauses."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from assistant.model.clauses import Applicability, ClauseNumber
from assistant.model.documents import Identity
from assistant.model.mappings import Basis, Proposal
from assistant.model.passages import Passage
from ingest.mapping.calibrate import Sign, Signs
from ingest.mapping.clause_meanings import Closeness
from ingest.mapping.lexicon import Lexicon
from ingest.mapping.sections import bare_title, headings, is_frame, says_something

_Grid = NDArray[np.float32]  # shape (passages, clauses)
_MOST_WORDS = 1.5
_PER_LEVEL = 0.7
_OPENING = 2  # passages
_FEW_WORDS = 30  # a passage shorter than this leaves its subject to its document
_AS_CLOSE = 0.02  # cosine below the best at which a clause is not clearly less close


@dataclass(frozen=True)
class Signposts:
    """The words and headings of one document, as grids of weights in [0, 1.5]."""

    passages: Sequence[Passage]
    identity: Identity
    structural: Sequence[Proposal]
    words: Lexicon
    numbers: tuple[ClauseNumber, ...]

    @cached_property
    def places(self) -> dict[ClauseNumber, int]:
        """Where each clause stands among the columns."""
        return {number: place for place, number in enumerate(self.numbers)}

    @cached_property
    def sections(self) -> NDArray[np.intp]:
        """For each passage the number of its section; all rows of one sheet are one section."""
        known: dict[tuple[str, ...], int] = {}
        keys = (
            ("sheet", (passage.row or "").partition("!")[0])
            if passage.row is not None
            else passage.heading_path
            for passage in self.passages
        )
        return np.array([known.setdefault(key, len(known)) for key in keys], dtype=np.intp)

    @cached_property
    def speaking(self) -> NDArray[np.bool_]:
        """Which passages say what the document is about; frame sections do not."""
        speaks = [not is_frame(passage, self.identity) for passage in self.passages]
        return np.array(speaks if any(speaks) else [True] * len(speaks))

    @cached_property
    def telling(self) -> NDArray[np.bool_]:
        """Which passages speak and are no header block, blank or "TBD"."""
        says = [says_something(passage, self.identity) for passage in self.passages]
        return np.asarray(self.speaking & np.array(says), dtype=np.bool_)

    @cached_property
    def families(self) -> NDArray[np.intp]:
        """For each clause the number of its family: 8.4 and all below it are one."""
        known: dict[tuple[int, ...], int] = {}
        keys = (number.parts[:2] for number in self.numbers)
        return np.array([known.setdefault(key, len(known)) for key in keys], dtype=np.intp)

    def phrases(self) -> _Grid:
        """Weight of each clause's phrases in each passage."""
        grid = self._empty()
        for row, passage in enumerate(self.passages):
            if passage.row is None:
                for clause, found in self.words.in_text(passage.text).items():
                    grid[row, self.places[clause]] = min(_MOST_WORDS, found.weight)
        return grid

    def headings(self) -> _Grid:
        """How well the headings over each passage name each clause, weaker with each level."""
        grid = self._empty()
        rows_of: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for row, passage in enumerate(self.passages):
            rows_of[headings(passage)].append(row)
        for titles, rows in rows_of.items():
            for distance, title in enumerate(titles[:4]):
                for found in self.words.in_heading(title):
                    place = self.places[found.clause]
                    weight = found.weight * _PER_LEVEL**distance
                    grid[rows, place] = np.maximum(grid[rows, place], weight)
        return grid

    def title(self) -> NDArray[np.float32]:
        """How well the document's title names each clause."""
        named = np.zeros(len(self.numbers), dtype=np.float32)
        for found in self.words.in_heading(bare_title(self.identity.title)):
            named[self.places[found.clause]] = found.weight
        return named

    def structure(self) -> tuple[_Grid, _Grid]:
        """Confidence of the proposals already made, and of the citations that open the document.

        What a purpose or a first section cites, the whole document is about.
        """
        grid, cited = self._empty(), self._empty()
        rows = {passage.id: row for row, passage in enumerate(self.passages)}
        for proposal in self.structural:
            if proposal.passage in rows and proposal.clause in self.places:
                at = rows[proposal.passage], self.places[proposal.clause]
                grid[at] = proposal.confidence
                opens = at[0] < _OPENING or not self.speaking[at[0]]
                if opens and proposal.basis in (Basis.CITED_NUMBER, Basis.LEGACY_NUMBER):
                    cited[at] = proposal.confidence
        return grid, cited

    def _empty(self) -> _Grid:
        return np.zeros((len(self.passages), len(self.numbers)), dtype=np.float32)


def read_signs(
    whole: Closeness, posts: Signposts, sentences: Sequence[Closeness] | None = None
) -> Signs:
    """Every sign of `Sign` for every passage and clause.

    `whole` has one row per passage, `sentences` for each passage one row per sentence; a passage
    without any, such as a log row, counts as one sentence.
    """
    signs = np.zeros((*whole.likeness.shape, len(Sign)), dtype=np.float32)
    whole, section = _rows_as_sheets(whole, posts)
    _add_closeness(signs, whole, sentences)
    signs[..., Sign.SECTION_LEAD] = _lead(section)
    document = whole.likeness[posts.speaking].mean(axis=0)
    signs[..., Sign.DOCUMENT_LEAD] = document - document.max()
    few_words = [len(passage.text.split()) < _FEW_WORDS for passage in posts.passages]
    own = document >= document.max() - _AS_CLOSE
    signs[..., Sign.DOCUMENT_DEFAULT] = np.outer(few_words, own)
    signs[..., Sign.FAMILY_LEAD] = _best_of_family(document, posts.families) - document.max()
    _add_words(signs, posts)
    return signs


def _rows_as_sheets(whole: Closeness, posts: Signposts) -> tuple[Closeness, _Grid]:
    """A row counts as its sheet: alone it says too little. Also the likeness of each section."""
    is_row = np.array([passage.row is not None for passage in posts.passages])[:, None]
    section = _mean_by(whole.likeness, posts.sections)
    likeness = np.where(is_row, section, whole.likeness)
    votes = np.where(is_row, _mean_by(whole.votes, posts.sections), whole.votes)
    return Closeness(likeness, votes), section


def _add_closeness(signs: Signs, whole: Closeness, sentences: Sequence[Closeness] | None) -> None:
    likeness = whole.likeness
    signs[..., Sign.LIKENESS] = likeness
    signs[..., Sign.LEAD] = _lead(likeness)
    signs[..., Sign.CLOSEST] = _where_closest(likeness)
    signs[..., Sign.VOTES] = whole.votes
    for row in range(len(whole)):
        alone = Closeness(likeness[row : row + 1], whole.votes[row : row + 1])
        said = sentences[row] if sentences is not None and len(sentences[row]) else alone
        signs[row, :, Sign.SENTENCE] = _where_closest(said.likeness).max(axis=0)
        signs[row, :, Sign.SENTENCE_LEAD] = _lead(said.likeness).max(axis=0)
        signs[row, :, Sign.SENTENCE_VOTES] = said.votes.max(axis=0)
        signs[row, :, Sign.MEAN_VOTES] = said.votes.mean(axis=0)


def _add_words(signs: Signs, posts: Signposts) -> None:
    signs[..., Sign.SECTION_PHRASES] = _mean_by(posts.phrases(), posts.sections)
    named = posts.headings()
    signs[..., Sign.HEADING] = named
    signs[..., Sign.NEAR_HEADING] = _best_of_family(named, posts.families)
    title = posts.title()
    signs[..., Sign.TITLE] = title
    signs[..., Sign.NEAR_TITLE] = _best_of_family(title, posts.families)
    structure, cited = posts.structure()
    signs[..., Sign.STRUCTURE] = structure
    signs[..., Sign.CITED] = cited.max(axis=0)
    edition = posts.words.edition
    for place, number in enumerate(posts.numbers):
        usual = edition.clause(number).applicability is Applicability.ACTIVE
        signs[:, place, Sign.PARENT] = not edition.is_leaf(number)
        signs[:, place, Sign.UNUSUAL] = not usual


def _lead(likeness: _Grid) -> _Grid:
    """Each likeness less the best of its row."""
    return np.asarray(likeness - likeness.max(axis=1, keepdims=True), dtype=np.float32)


def _where_closest(likeness: _Grid) -> _Grid:
    """The likeness of the clauses that are closest or nearly so, 0 for all others."""
    return np.asarray(likeness * (_lead(likeness) >= -_AS_CLOSE), dtype=np.float32)


def _mean_by(grid: _Grid, groups: NDArray[np.intp]) -> _Grid:
    """For each passage the mean over its group."""
    sums = np.zeros((int(groups.max()) + 1, grid.shape[1]), dtype=np.float32)
    np.add.at(sums, groups, grid)
    counts = np.bincount(groups).astype(np.float32)
    return np.asarray((sums / counts[:, None])[groups], dtype=np.float32)


def _best_of_family(grid: _Grid, families: NDArray[np.intp]) -> _Grid:
    """For each clause the best value of its family."""
    best = np.empty_like(grid)
    for family in range(int(families.max()) + 1):
        members = families == family
        best[..., members] = grid[..., members].max(axis=-1, keepdims=True)
    return best
