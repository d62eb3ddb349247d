"""The library, its words, its files and its vectors in memory."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from hashlib import sha256
from math import log
from unicodedata import combining, normalize

import numpy as np

from assistant.errors import NothingThere
from assistant.ledger.carrying import Words, carry_over, latest, mapping_id
from assistant.ledger.changed_words import said
from assistant.ledger.entries import Entry
from assistant.model.clauses import ClauseNumber
from assistant.model.documents import Page, ReadDocument, Revision
from assistant.model.files import KnownFile
from assistant.model.mappings import Basis, Decision, Proposal
from assistant.model.mappings import Mapping as ClauseMapping
from assistant.model.passages import Passage
from assistant.model.past_issues import REMEMBERED, PastIssue
from assistant.ports import MappedPassage, Scored, Searchable, Vectors
from integrations.database.codes import code, codes_in, is_dotted

_WORD = re.compile(r"[^\W_]+")


class MemoryLibrary:
    """A `Library` and `FileLedger` of dictionaries."""

    def __init__(self) -> None:
        self._files: dict[str, KnownFile] = {}
        self._revisions: dict[str, Revision] = {}  # by path
        self._readings: dict[str, ReadDocument] = {}  # by revision, as below
        self._passages: dict[str, list[Passage]] = {}
        self.held_mappings: dict[str, tuple[str, ClauseMapping]] = {}  # revision and mapping, by id
        self.decided: list[Entry] = []
        self._remembered: dict[str, str] = {}
        self._past: list[PastIssue] = []

    def add(
        self,
        revision: Revision,
        pages: Sequence[Page],
        passages: Sequence[Passage],
        proposals: Sequence[Proposal],
        *,
        edition: str,
    ) -> None:
        file = KnownFile(revision.path, f"/{revision.path}", revision.content_hash)
        reading = ReadDocument(tuple(pages), "")
        self.store(file, revision, reading, passages, proposals, edition=edition)

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
        kept = [
            (mapping.edition, mapping.proposal)
            for of, mapping in self.held_mappings.values()
            if of == revision.id
            and (mapping.edition != edition or mapping.proposal.basis is Basis.MEANING)
        ]
        known = frozenset[str]().union(
            *(
                said(one.text)
                for held in self.revisions()
                if held.number == revision.number
                for one in self.passages_of(held.id)
            )
        )
        before = self._revisions.get(file.path)
        if before is None or before.content_hash != revision.content_hash:
            self._keep_past(file.path)
        self._drop(file.path)
        self._files[file.path] = file
        self._revisions[file.path] = revision
        self._readings[revision.id] = replace(reading, attachments=())
        self._passages[revision.id] = sorted(passages, key=lambda passage: passage.ordinal)
        self.propose(revision.id, proposals, edition)
        for other, proposal in kept:
            self.propose(revision.id, [proposal], other)
        words = [Words(p.id, p.fingerprint, p.section, p.text) for p in passages]
        made = [one for one in self.decided if one.document == revision.number]
        for mapping in carry_over(latest(made), words, known=known):
            self.held_mappings[mapping.id] = (revision.id, mapping)

    def remove(self, revision: str) -> None:
        for path, held in list(self._revisions.items()):
            if held.id == revision:
                self.forget(path)

    def files(self) -> list[KnownFile]:
        return sorted(self._files.values(), key=lambda file: file.path)

    def refuse(self, file: KnownFile) -> None:
        self.forget(file.path)
        self._files[file.path] = file

    def note(self, file: KnownFile) -> None:
        self._files[file.path] = file

    def forget(self, path: str) -> None:
        self._keep_past(path)
        self._drop(path)

    def past_issues(self, number: str | None = None) -> list[PastIssue]:
        return [one for one in self._past if number in (None, one.revision.number)]

    def _keep_past(self, path: str) -> None:
        held = self._revisions.get(path)
        if held is not None and held.identity.kind in REMEMBERED:
            mapped = [mapping for of, mapping in self.held_mappings.values() if of == held.id]
            cut = tuple(self._passages[held.id])
            order = {passage.id: passage.ordinal for passage in cut}
            mapped.sort(key=lambda one: (order[one.proposal.passage], one.proposal.clause))
            self._past.append(PastIssue(held, cut, tuple(mapped), date.today()))

    def _drop(self, path: str) -> None:
        self._files.pop(path, None)
        revision = self._revisions.pop(path, None)
        if revision is not None:
            del self._readings[revision.id], self._passages[revision.id]
            self.held_mappings = {
                id_: held for id_, held in self.held_mappings.items() if held[0] != revision.id
            }

    def passage_starts(self, revision: str) -> list[tuple[str, int, int]]:
        return [(one.id, one.page, one.start) for one in self.passages_of(revision)]

    def reading(self, revision: str) -> ReadDocument | None:
        return self._readings.get(revision)

    def recall(self, name: str) -> str | None:
        return self._remembered.get(name)

    def remember(self, name: str, content: str) -> None:
        self._remembered[name] = content

    def known_hashes(self) -> Mapping[str, str]:
        return {file.path: file.sha256 for file in self.files()}

    def revisions(self) -> list[Revision]:
        return sorted(self._revisions.values(), key=lambda held: (held.number, held.path))

    def passages(self, ids: Iterable[str]) -> dict[str, Passage]:
        wanted = set(ids)
        return {p.id: p for cut in self._passages.values() for p in cut if p.id in wanted}

    def passages_of(self, revision: str) -> list[Passage]:
        return list(self._passages.get(revision, ()))

    def count_passages(self, revisions: Collection[str]) -> int:
        return sum(held.passages for held in self.revisions() if held.id in revisions)

    def page_text(self, revision: str, page: int) -> str | None:
        reading = self._readings.get(revision, ReadDocument((), ""))
        return next((held.text for held in reading.pages if held.number == page), None)

    def propose(self, revision: str, proposals: Sequence[Proposal], edition: str) -> None:
        if revision not in self._passages:
            raise NothingThere(f"There is no revision {revision!r}.")
        stored = {passage.id for passage in self._passages[revision]}
        for proposal in proposals:
            id_ = mapping_id(proposal.passage, proposal.clause, edition)
            known = self.held_mappings.get(id_)
            surer = known is None or (
                known[1].decision is Decision.PROPOSED
                and known[1].proposal.confidence < proposal.confidence
            )
            if surer and proposal.passage in stored:
                self.held_mappings[id_] = (revision, ClauseMapping(id_, edition, proposal))

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
        held = {revision.id: revision for revision in self.revisions()}
        found = []
        for revision, mapping in self.held_mappings.values():
            fits = clauses is None or mapping.proposal.clause in clauses
            fits = fits and (passages is None or mapping.proposal.passage in passages)
            fits = fits and (ids is None or mapping.id in ids)
            fits = fits and (likely or ids is not None or not mapping.is_likely_only)
            if mapping.edition == edition and fits and (revisions is None or revision in revisions):
                passage = self.passages([mapping.proposal.passage])[mapping.proposal.passage]
                found.append(MappedPassage(mapping, passage, held[revision]))
        return sorted(found, key=_reading_order)


def _reading_order(mapped: MappedPassage) -> tuple[str, str, int, ClauseNumber]:
    revision, passage = mapped.revision, mapped.passage
    return revision.number, revision.path, passage.ordinal, mapped.mapping.proposal.clause


class MemoryWordIndex:
    """A `WordIndex` that reads every passage; words are cut to a stem of their own beginning."""

    def __init__(self, library: MemoryLibrary) -> None:
        self._library = library

    def search(
        self, terms: Sequence[str], *, limit: int, revisions: Collection[str]
    ) -> list[Scored]:
        cut = [p for id_ in sorted(set(revisions)) for p in self._library.passages_of(id_)]
        scores: dict[str, float] = {}
        for term in dict.fromkeys(terms):
            counts = {passage.id: _count(term, passage.searchable) for passage in cut}
            holding = [id_ for id_, count in counts.items() if count]
            for id_ in holding:
                rarity = log(1 + len(cut) / len(holding))
                scores[id_] = scores.get(id_, 0.0) + rarity * counts[id_] / (counts[id_] + 1.2)
        best = sorted(scores.items(), key=lambda pair: -pair[1])
        return [Scored(passage, score) for passage, score in best[: max(limit, 0)]]


def _count(term: str, text: str) -> int:
    wanted, words = _stems(term), _stems(text)
    if not wanted:
        return 0
    found = codes_in(text).count(code(term.strip("., ")))
    if is_dotted(term.strip("., ")):
        return found
    runs = sum(words[at : at + len(wanted)] == wanted for at in range(len(words) - len(wanted) + 1))
    return max(found, runs, words.count(_stem("".join(_WORD.findall(term.casefold())))))


def _stems(text: str) -> list[str]:
    plain = "".join(sign for sign in normalize("NFKD", text.casefold()) if not combining(sign))
    words = "".join(sign if sign.isalnum() else " " for sign in plain).split()
    return [_stem(word) for word in words]


def _stem(word: str) -> str:
    for ending in ("ations", "ation", "ated", "ate", "ings", "ing", "ed", "es", "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


class MemoryVectorCache:
    """A `VectorCache` of dictionaries."""

    def __init__(self, library: MemoryLibrary) -> None:
        self._library = library
        self._vectors: dict[tuple[str, str], Vectors] = {}
        self._texts: dict[tuple[str, str], Vectors] = {}

    def missing(self, model: str, revisions: Collection[str] | None = None) -> list[Searchable]:
        found: dict[str, Searchable] = {}
        for passage in self._all(revisions):
            text = _hash(passage)
            if (model, text) not in self._vectors:
                found.setdefault(text, Searchable(passage.id, passage.searchable, text))
        return list(found.values())

    def put(self, model: str, vectors: Mapping[str, Vectors]) -> None:
        for text, vector in vectors.items():
            self._vectors[model, text] = vector.astype(np.float16).astype(np.float32)

    def vectors(self, model: str, passages: Sequence[str]) -> tuple[list[str], Vectors]:
        known = self._library.passages(passages)
        ids = [
            id_
            for id_ in dict.fromkeys(passages)
            if id_ in known and (model, _hash(known[id_])) in self._vectors
        ]
        if not ids:
            return [], np.zeros((0, 0), dtype=np.float32)
        rows = np.stack([self._vectors[model, _hash(known[id_])] for id_ in ids])
        return ids, rows / np.linalg.norm(rows, axis=1, keepdims=True)

    def passages(self, model: str) -> list[str]:
        return [p.id for p in self._all(None) if (model, _hash(p)) in self._vectors]

    def put_texts(self, model: str, vectors: Mapping[str, Vectors]) -> None:
        for text, vector in vectors.items():
            self._texts[model, text] = vector.astype(np.float16).astype(np.float32)

    def of_texts(self, model: str, hashes: Collection[str]) -> dict[str, Vectors]:
        held = {text: self._texts[model, text] for text in hashes if (model, text) in self._texts}
        return {text: row / np.linalg.norm(row) for text, row in held.items()}

    def _all(self, revisions: Collection[str] | None) -> list[Passage]:
        held = [r.id for r in self._library.revisions() if revisions is None or r.id in revisions]
        return [passage for id_ in held for passage in self._library.passages_of(id_)]


def _hash(passage: Passage) -> str:
    return sha256(passage.searchable.encode()).hexdigest()
