"""Proposals from vectors, with an embedder whose vectors are counted words."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from assistant.model.documents import Kind
from assistant.model.mappings import LIKELY, PROPOSED, Basis, Proposal
from assistant.model.passages import Passage
from assistant.ports import Vectors
from ingest.mapping import propose
from ingest.mapping.calibrate import FIRST, FORMULA, Second, Sign
from ingest.mapping.clause_meanings import ClauseMeanings
from ingest.mapping.concepts import concepts
from ingest.mapping.meaning import propose_by_meaning
from tests.unit.ingest.mapping.small_standard import EDITION, identity, passage

_DIMENSIONS = 512


class CountedWords:
    """An embedder without a model: one place per word, so that shared words are likeness."""

    def __init__(self, name: str = "counted-words") -> None:
        self.name = name
        self.max_tokens = 256
        self.embedded = 0

    def count_tokens(self, text: str) -> int:
        return len(text.split())

    def embed(self, texts: Sequence[str]) -> Vectors:
        self.embedded += len(texts)
        vectors = np.zeros((len(texts), _DIMENSIONS), dtype=np.float32)
        for row, text in enumerate(texts):
            for word in concepts(text):
                vectors[row, sum(map(ord, word)) * 31 % _DIMENSIONS] += 1
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        return np.asarray(vectors / np.maximum(lengths, 1e-9), dtype=np.float32)


def by_meaning(
    passages: Sequence[Passage], *, structural: Sequence[Proposal] = (), title: str = "Notes"
) -> list[Proposal]:
    embedder = CountedWords()
    vectors = embedder.embed([one.searchable for one in passages])
    meanings = ClauseMeanings.build(EDITION, embedder)
    return propose_by_meaning(passages, vectors, meanings, structural, identity(title))


SHELF_LIFE = "The shelf life is counted from the cure date for preservation."


def test_a_passage_in_the_words_of_a_clause_is_proposed_for_it() -> None:
    [found] = by_meaning([passage(SHELF_LIFE, "Stores")])

    assert (str(found.clause), found.basis) == ("8.5.4", Basis.MEANING)
    assert PROPOSED <= found.confidence < 1
    assert "shelf life" in found.reason


def test_a_clause_proposed_already_is_not_proposed_again() -> None:
    text = passage(SHELF_LIFE, "Shelf life")
    structural = propose([text], identity(), EDITION)

    assert [str(one.clause) for one in structural] == ["8.5.4"]
    assert "8.5.4" not in {str(one.clause) for one in by_meaning([text], structural=structural)}


@pytest.mark.parametrize("title", ["Revision history", "Definitions", "References"])
def test_passages_that_frame_a_document_are_passed_over(title: str) -> None:
    assert by_meaning([passage(SHELF_LIFE, title)]) == []


def test_a_purpose_is_proposed_only_for_what_it_speaks_of_plainly() -> None:
    plain = by_meaning([passage(SHELF_LIFE, "1 Purpose")], title="Preservation and shelf life")
    vague = by_meaning([passage("Goods are kept on a shelf.", "1 Purpose")])

    assert [str(one.clause) for one in plain] == ["8.5.4"]
    assert plain[0].confidence > PROPOSED
    assert vague == []


def test_what_stands_below_the_proposals_is_kept_as_likely_but_not_for_a_log() -> None:
    vague = "Goods are kept until their life ends."
    kept = by_meaning([passage(vague, "Work")])
    row = by_meaning([replace(passage(vague, "Work"), row="Log!2")])

    assert any(LIKELY <= one.confidence < PROPOSED for one in kept)
    assert all(one.confidence >= PROPOSED for one in row)


def test_a_vague_passage_leans_on_the_section_it_stands_in() -> None:
    def confidence(*, section: str) -> float:
        sure = passage(SHELF_LIFE, "Preservation of goods", ordinal=0)
        vague = passage("Each shelf with limited life is looked at on Mondays.", section, ordinal=1)
        found = by_meaning([sure, vague])
        return max((one.confidence for one in found if one.passage == vague.id), default=0.0)

    assert confidence(section="Preservation of goods") > confidence(section="Elsewhere")


def test_numbers_without_a_requirement_are_never_proposed() -> None:
    found = by_meaning([passage("not used risk risk risk", "Not used")])

    assert "8.1.1" not in {str(one.clause) for one in found}


def test_no_passage_gets_more_than_five_clauses() -> None:
    text = (
        "Shelf life, purchase order, supplier approval, sampling plan, picking, heat number, CAR."
    )

    assert len(by_meaning([passage(text, "All of it")])) <= 5


def test_a_silent_section_inherits_the_clause_of_a_document_that_is_about_one() -> None:
    about = [passage(SHELF_LIFE, f"{at} Keeping", ordinal=at) for at in range(1, 5)]
    silent = passage("Ring the bell twice and wait by the green door.", "5 Bell", ordinal=5)
    short = by_meaning([about[0], silent])
    found = by_meaning([*about, silent])
    [inherited] = [one for one in found if one.passage == silent.id and one.confidence >= PROPOSED]

    assert (str(inherited.clause), inherited.basis) == ("8.5.4", Basis.MEANING)
    assert "4 of 4 other sections" in inherited.reason
    assert inherited.confidence < min(
        one.confidence
        for one in found
        if one.clause == inherited.clause and one.passage != silent.id
    )
    assert all(one.passage != silent.id or one.confidence < PROPOSED for one in short)


def test_a_definition_inherits_nothing() -> None:
    about = [passage(SHELF_LIFE, f"{at} Keeping", ordinal=at) for at in range(1, 5)]
    words = passage("Bell: the thing by the green door.", "5 Definitions", ordinal=5)

    assert all(one.passage != words.id for one in by_meaning([*about, words]))


def test_all_rows_of_a_sheet_share_one_answer() -> None:
    rows = [
        passage("Sealant | 2026-05-01 | shelf life, cure date", row=f"Stock!{at}", ordinal=at)
        for at in range(2, 6)
    ]
    found = by_meaning(rows)

    assert len({(one.passage) for one in found}) in (0, 4)
    assert len({str(one.clause) for one in found}) <= 3


def test_clause_texts_are_embedded_once_per_model() -> None:
    first, again = CountedWords("once"), CountedWords("once")
    ClauseMeanings.build(EDITION, first)
    ClauseMeanings.build(EDITION, again)

    assert first.embedded > len(EDITION.clauses)
    assert again.embedded == 0


def test_passages_and_vectors_must_match() -> None:
    meanings = ClauseMeanings.build(EDITION, CountedWords())

    with pytest.raises(ValueError, match="1 passages, but 0 vectors"):
        empty = np.zeros((0, _DIMENSIONS), dtype=np.float32)
        propose_by_meaning([passage("x")], empty, meanings, [], identity())


def test_no_passages_give_no_proposals() -> None:
    meanings = ClauseMeanings.build(EDITION, CountedWords())
    empty = np.zeros((0, _DIMENSIONS), dtype=np.float32)

    assert propose_by_meaning([], empty, meanings, [], identity(kind=Kind.RECORD)) == []


@pytest.mark.parametrize(
    "sign", [Sign.LEAD, Sign.HEADING, Sign.SECTION_PHRASES, Sign.MEAN_VOTES, Sign.CITED]
)
def test_more_of_a_sign_gives_more_confidence(sign: Sign) -> None:
    signs = np.zeros((2, 1, len(Sign)), dtype=np.float32)
    signs[1, 0, sign] = 0.5

    [[less], [more]] = FIRST.confidence(signs)

    assert 0 < less < more < 1


@pytest.mark.parametrize(
    ("sign", "helps"),
    [(Second.FIRST, True), (Second.ELSEWHERE, True), (Second.TWIN, True), (Second.RIVAL, False)],
)
def test_the_second_look_weighs_the_rest_of_the_document(sign: Second, *, helps: bool) -> None:
    signs = np.zeros((2, 1, len(Sign) + len(Second)), dtype=np.float32)
    signs[1, 0, len(Sign) + sign] = 0.5

    [[without], [with_it]] = FORMULA.confidence(signs)

    assert bool(with_it > without) is helps
