"""ObliQA: regulatory passages and questions with known places, to compare ways of fusing.

python -m evals.benchmarks.obliqa --folder DIR [--cache DIR] [--questions N]

The folder holds `documents/*.json` and `questions_dev.json` of the data set (Gokhan and others,
"RIRAG: Regulatory Information Retrieval and Answer Generation", 2024). Its questions were written
by a language model and filtered, so they share more words with their passages than people's do.
With a cache directory the vectors are made once; they take some minutes.
"""

import argparse
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant.model.documents import Block, BlockKind, Identity, Kind, Page, Revision, Status
from assistant.model.passages import Passage
from assistant.ports import Scored
from assistant.retrieval import fuse, search_words
from evals.metrics.intervals import Measured, measured_mean
from evals.metrics.ranking import recall_and_precision
from integrations.database.engine import Database, open_database
from integrations.database.library import SqlLibrary
from integrations.database.stored_vectors import Readiness
from integrations.database.words import SqlWordIndex
from integrations.database_vectors import DatabaseVectors
from integrations.embedding.onnx_minilm import OnnxMiniLM
from integrations.vectors import VectorWork

_DEPTH = 200
_PUBLISHED = "| published BM25, the 2,786 test questions | 0.765 | 0.626 |"
_TARGETS = "Wanted of ours: Recall@10 at least 0.79, MAP@10 at least 0.65."
_ROUNDS = 300  # bootstrap resamples; the intervals are narrow

Ranking = list[str]
Hits = list[Scored]


@dataclass(frozen=True, slots=True)
class Question:
    """A question and the ids of the passages that answer it."""

    text: str
    gold: frozenset[str]


@dataclass(frozen=True, slots=True)
class Row:
    """One system's figures over all questions."""

    system: str
    recall: Measured
    average_precision: Measured


def read_questions(folder: Path) -> list[Question]:
    """The questions of the development part, in the order of the file."""
    told = json.loads((folder / "questions_dev.json").read_text(encoding="utf-8"))
    return [
        Question(
            one["Question"],
            frozenset(_key(place["DocumentID"], place["PassageID"]) for place in one["Passages"]),
        )
        for one in told
    ]


def store(folder: Path, library: SqlLibrary) -> None:
    """Put every document into the library, unless it is there."""
    held = {revision.number for revision in library.revisions()}
    for path in sorted((folder / "documents").glob("*.json")):
        if path.stem not in held:
            told = json.loads(path.read_text(encoding="utf-8"))
            _store(path.stem, {_key(p["DocumentID"], p["PassageID"]): p["Passage"] for p in told},
                   library)  # fmt: skip


def compare(questions: Sequence[Question], searches: Sequence[tuple[Hits, Hits]]) -> list[Row]:
    """Every system on the same hits of both searches."""
    return [_row(name, rank, questions, searches) for name, rank in SYSTEMS.items()]


def _row(
    name: str,
    rank: Callable[[Hits, Hits], Ranking],
    questions: Sequence[Question],
    searches: Sequence[tuple[Hits, Hits]],
) -> Row:
    rankings = {str(number): rank(*hits) for number, hits in enumerate(searches)}
    gold = {str(number): one.gold for number, one in enumerate(questions)}
    found = recall_and_precision(rankings, gold).values()
    recall = measured_mean([one for one, _ in found], rounds=_ROUNDS)
    precision = measured_mean([one for _, one in found], rounds=_ROUNDS)
    assert recall is not None and precision is not None
    return Row(name, recall, precision)


def _only(which: int, *searches: Hits) -> Ranking:
    return [hit.passage for hit in searches[which]]


def _reciprocal(k: int, *searches: Hits) -> Ranking:
    """Cormack, Clarke and Büttcher, SIGIR 2009."""
    scores: dict[str, float] = {}
    for hits in searches:
        for rank, hit in enumerate(hits, start=1):
            scores[hit.passage] = scores.get(hit.passage, 0.0) + 1 / (k + rank)
    return _best_first(scores)


def _weighted(
    scaled: Callable[[Hits], dict[str, float]], weight: float, words: Hits, meaning: Hits
) -> Ranking:
    first, second = scaled(words), scaled(meaning)
    return _best_first(
        {
            key: (1 - weight) * first.get(key, 0.0) + weight * second.get(key, 0.0)
            for key in {**first, **second}
        }
    )


def _from_last_to_first(hits: Hits) -> dict[str, float]:
    """Scores stretched to 0 (the last hit) … 1 (the first)."""
    if not hits:
        return {}
    spread = hits[0].score - hits[-1].score
    return {hit.passage: (hit.score - hits[-1].score) / spread if spread else 1.0 for hit in hits}


def _of_first(hits: Hits) -> dict[str, float]:
    """Scores as a share of the first hit's."""
    return {hit.passage: hit.score / hits[0].score for hit in hits} if hits else {}


def _fused(weight: float, words: Hits, meaning: Hits) -> Ranking:
    return _best_first(fuse(words, meaning, weight=weight))


def _best_first(scores: Mapping[str, float]) -> Ranking:
    return sorted(scores, key=lambda key: (-scores[key], key))


SYSTEMS: dict[str, Callable[[Hits, Hits], Ranking]] = {
    "words (BM25)": partial(_only, 0),
    "meaning (MiniLM int8)": partial(_only, 1),
    "reciprocal ranks, k=60": partial(_reciprocal, 60),
    "reciprocal ranks, k=10": partial(_reciprocal, 10),
    "min-max, meaning 0.5": partial(_weighted, _from_last_to_first, 0.5),
    "min-max, meaning 0.4": partial(_weighted, _from_last_to_first, 0.4),
    "min-max, meaning 0.3": partial(_weighted, _from_last_to_first, 0.3),
    "share of first, meaning 0.5": partial(_weighted, _of_first, 0.5),
    "deviations, meaning 0.5": partial(_fused, 0.5),
    "deviations, meaning 0.4 (ours)": partial(_fused, 0.4),
    "deviations, meaning 0.3": partial(_fused, 0.3),
}


def search_all(database: Database, questions: Sequence[Question]) -> list[tuple[Hits, Hits]]:
    """The hits of words and of meaning for each question, through our own indexes."""
    library, embedder = SqlLibrary(database), OnnxMiniLM()
    VectorWork(database, embedder).run(_say)
    held = [revision.id for revision in library.revisions()]
    words = SqlWordIndex(database)
    ready = Readiness(database, embedder.name)
    meaning = DatabaseVectors(database, model=embedder.name, ready=ready)
    vectors = embedder.embed([question.text for question in questions])
    found = []
    for number, question in enumerate(questions):
        found.append(
            (
                search_words(words, question.text, revisions=held),
                meaning.search(vectors[number : number + 1], limit=_DEPTH, revisions=held),
            )
        )
    return found


def as_table(rows: Sequence[Row]) -> str:
    """Markdown, in the order given, with the published line below.

    The published line is of the test part, ours of the development part: near, not the same.
    """
    lines = ["| system | Recall@10 | MAP@10 |", "| --- | --- | --- |"]
    for row in rows:
        lines.append(f"| {row.system} | {_told(row.recall)} | {_told(row.average_precision)} |")
    lines.append(_PUBLISHED)
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table with the number of questions and 95 % bootstrap intervals."""
    parser = argparse.ArgumentParser(prog="python -m evals.benchmarks.obliqa")
    parser.add_argument("--folder", type=Path, required=True, help="where the data set is")
    parser.add_argument("--cache", type=Path, help="keeps the vectors between two runs")
    parser.add_argument("--questions", type=int, help="only the first N")
    given = parser.parse_args(arguments)
    questions = read_questions(given.folder)[: given.questions]
    with TemporaryDirectory() as temporary:
        database = open_database(given.cache or Path(temporary))
        store(given.folder, SqlLibrary(database))
        rows = compare(questions, search_all(database, questions))
        database.close()
    print(f"ObliQA, development part: {len(questions):,} questions, 95 % bootstrap intervals.\n")
    print(as_table(rows))
    print(f"\n{_TARGETS}")
    return 0


def _store(number: str, texts: Mapping[str, str], library: SqlLibrary) -> None:
    revision_id, body, passages, blocks = f"d_{number}", "", [], []
    for ordinal, (key, text) in enumerate((k, t) for k, t in texts.items() if t.strip()):
        start = len(body)
        body += text + "\n"
        end = start + len(text)
        blocks.append(Block(BlockKind.PARAGRAPH, text, start, end))
        passages.append(Passage(key, revision_id, ordinal, 1, start, end, text))
    identity = Identity(number, "", f"Rulebook {number}", Kind.EXTERNAL, Status.IN_FORCE)
    content_hash = sha256(body.encode()).hexdigest()
    revision = Revision(revision_id, identity, f"{number}.json", content_hash, 1, len(passages), 0)
    library.add(revision, [Page(1, body, tuple(blocks))], passages, [], edition="none")


def _key(document: int, passage: str) -> str:
    return f"p_{document}/{passage}"


def _told(one: Measured) -> str:
    return f"{one.value:.3f} ({one.low:.3f} to {one.high:.3f})"


def _say(done: int, total: int) -> None:
    if total:
        print(f"\rvectors {done:,} of {total:,}", end="", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
