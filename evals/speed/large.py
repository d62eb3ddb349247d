"""A big library made without reading anything: as many passages as wanted, every run the same.

Sentences are made of the words of the standard's catalogue in their own frequencies, so that
common words are as common as in procedures; vectors are made up. Only speed can be measured on it.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

import numpy as np

from assistant.model.clauses import Edition
from assistant.model.documents import Block, BlockKind, Identity, Kind, Page, Revision, Status
from assistant.model.passages import Passage
from assistant.ports import Library, VectorCache, Vectors
from integrations.database.rows import text_hash

_OF_A_DOCUMENT = 40  # passages
_SECTIONS = 400  # titles, each with sentences of its own
_SENTENCES = 60  # of one title
_DIMENSIONS = 384
_LOT = 5_000


@dataclass(frozen=True, slots=True)
class _Section:
    title: str
    sentences: tuple[str, ...]


def build(library: Library, vectors: VectorCache, edition: Edition, model: str, size: int) -> None:
    """Fill an empty library with `size` passages, their vectors and those of their sentences."""
    drawn = random.Random(9120)
    sections = _sections(edition, drawn)
    texts = {f"{one.title}: {said}" for one in sections for said in one.sentences}
    words = {word.casefold() for text in texts for word in text.split() if word.isalpha()}
    _put_texts(vectors, model, sorted(texts | words))
    for number in range(size // _OF_A_DOCUMENT):
        revision, passages = _document(number, sections, drawn)
        pages = tuple(
            Page(one.page, one.text, (Block(BlockKind.PARAGRAPH, one.text, 0, len(one.text)),))
            for one in passages
        )
        library.add(revision, pages, passages, (), edition=edition.id)
        vectors.put(
            model, {text_hash(one.searchable): direction(one.searchable) for one in passages}
        )


def _put_texts(vectors: VectorCache, model: str, texts: Sequence[str]) -> None:
    for start in range(0, len(texts), _LOT):
        some = texts[start : start + _LOT]
        vectors.put_texts(model, {text_hash(text): direction(text) for text in some})


def _sections(edition: Edition, drawn: random.Random) -> list[_Section]:
    words = [
        word.strip(".,;:()")
        for clause in edition
        for text in (clause.title, clause.asks, *clause.phrases)
        for word in text.split()
    ]
    words = [word for word in words if word]
    return [
        _Section(
            " ".join(drawn.choices(words, k=3)).capitalize(),
            tuple(_sentence(words, drawn) for _ in range(_SENTENCES)),
        )
        for _ in range(_SECTIONS)
    ]


def _sentence(words: Sequence[str], drawn: random.Random) -> str:
    said = drawn.choices(words, k=drawn.randint(8, 20))
    if drawn.random() < 0.3:
        said.insert(drawn.randrange(len(said)), f"{drawn.randint(1, 60)} days")
    if drawn.random() < 0.2:
        said.insert(drawn.randrange(len(said)), f"form F-{drawn.randint(1, 900)}")
    return " ".join(said).capitalize() + "."


def _document(
    number: int, sections: Sequence[_Section], drawn: random.Random
) -> tuple[Revision, list[Passage]]:
    name = f"PR-{number:05d}"
    id_ = "d_" + sha256(name.encode()).hexdigest()[:16]
    chosen = drawn.sample(sections, k=8)
    identity = Identity(
        number=name,
        label="A",
        title=chosen[0].title,
        kind=Kind.PROCEDURE,
        status=Status.IN_FORCE,
        effective_date=date(2025, 1, 1 + number % 28),
    )
    passages = list(_passages(id_, chosen, drawn))
    revision = Revision(
        id=id_,
        identity=identity,
        path=f"procedures/{name}.txt",
        content_hash=sha256(name.encode()).hexdigest(),
        pages=len(passages),
        passages=len(passages),
        records=0,
    )
    return revision, passages


def _passages(
    revision: str, sections: Sequence[_Section], drawn: random.Random
) -> Iterator[Passage]:
    for ordinal in range(_OF_A_DOCUMENT):
        section = sections[ordinal * len(sections) // _OF_A_DOCUMENT]
        text = " ".join(drawn.sample(section.sentences, k=drawn.randint(3, 6)))
        title = section.title
        yield Passage(
            id="p_" + sha256(f"{revision}\n{ordinal}".encode()).hexdigest()[:16],
            revision=revision,
            ordinal=ordinal,
            page=ordinal + 1,
            start=0,
            end=len(text),
            text=text,
            section=str(ordinal // 5 + 1),
            section_title=title,
            heading_path=(title,),
            context=title,
        )


def direction(text: str) -> Vectors:
    """A direction of its own for a text; texts that share words share some of it."""
    words = [_of_word(word) for word in set(text.casefold().split())]
    total = np.sum(words, axis=0) if words else np.ones(_DIMENSIONS, dtype=np.float32)
    return np.asarray(total / np.linalg.norm(total), dtype=np.float32)


_WORDS: dict[str, Vectors] = {}


def _of_word(word: str) -> Vectors:
    if word not in _WORDS:
        seed = int.from_bytes(sha256(word.encode()).digest()[:8], "little")
        _WORDS[word] = np.random.default_rng(seed).standard_normal(_DIMENSIONS, dtype=np.float32)
    return _WORDS[word]


def questions(edition: Edition, count: int) -> list[str]:
    """Questions in the words of the library, common and rare ones."""
    drawn = random.Random(1)
    sections = _sections(edition, random.Random(9120))
    ways: Mapping[int, str] = {0: "who", 1: "how long", 2: "when", 3: "what", 4: "where"}
    asked = []
    for number in range(count):
        said = drawn.choice(drawn.choice(sections).sentences).rstrip(".").casefold().split()
        asked.append(f"{ways[number % 5]} {' '.join(said[: drawn.randint(4, 8)])}?")
    return asked
