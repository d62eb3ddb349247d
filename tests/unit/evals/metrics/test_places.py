"""A citation hits a place by path, section or row, as a person would say."""

from dataclasses import replace

import pytest

from assistant.model.replies import Citation
from evals.cases import Case, Place
from evals.metrics.places import (
    citation_hit,
    citation_precision,
    citation_recall,
    hits,
    is_at,
)
from tests.replies import answered, citation, declined

PATH = "procedures/QP-840_C.pdf"  # where `citation()` stands: QP-840 rev C, 6.2 Records


def at(**changed: object) -> Citation:
    return replace(citation(), **changed)  # type: ignore[arg-type]


def test_the_path_alone_says_which_document_is_meant() -> None:
    assert is_at(at(document="QP-84O"), Place("QP-840", PATH, section="6.2"))
    assert not is_at(at(path="obsolete/QP-840_B.pdf"), Place("QP-840", PATH, section="6.2"))


def test_without_a_path_the_number_and_the_revision_say_it() -> None:
    assert is_at(citation(), Place("qp 840", revision="C"))
    assert is_at(citation(), Place("QP-840"))
    assert not is_at(citation(), Place("QP-840", revision="B"))
    assert not is_at(citation(), Place("QP-841"))


@pytest.mark.parametrize(
    ("section", "title", "wanted", "hit"),
    [
        ("6.2", "Records", "6.2", True),
        ("6.2.1", "Paper", "6.2", True),
        ("6.2.", "Records", "6.2", True),
        ("6", "Records and more", "6.2", False),
        ("6.21", "Other", "6.2", False),
        ("6.2", "Records", "6.2 Records", True),
        ("6.2", "Records", "RECORDS", True),
        ("6.2", "Records", "Keeping", False),
        (None, "6.2 Records", "6.2", True),
        (None, "What we promise", "What we promise", True),
        (None, None, "6.2", False),
        (None, None, "Records", False),
    ],
)
def test_a_section_is_its_number_with_all_below_it_or_its_words(
    section: str | None, title: str | None, wanted: str, hit: bool
) -> None:
    cited = at(section=section, section_title=title)
    assert is_at(cited, Place(path=PATH, section=wanted)) is hit


def test_a_row_is_hit_by_that_row_alone() -> None:
    row = at(section=None, section_title=None, row="Approved suppliers!12")
    assert is_at(row, Place(path=PATH, row="approved  suppliers!12"))
    assert not is_at(row, Place(path=PATH, row="Approved suppliers!1"))
    assert not is_at(citation(), Place(path=PATH, row="Register!12"))


def test_a_case_is_hit_by_any_citation_at_any_of_its_places() -> None:
    case = Case("q", "?", answerable=True, places=(Place("QP-1"), Place(path=PATH)))
    assert citation_hit(case, answered().outcome) == 1.0
    assert citation_hit(case, declined().outcome) == 0.0
    assert citation_hit(replace(case, places=()), answered().outcome) is None
    assert hits([at(path="x.pdf"), citation()], case.places) == [False, True]


def test_precision_is_of_the_citations_and_recall_of_the_places_where_all_are_wanted() -> None:
    case = Case("q", "?", answerable=True, kind="list", places=(Place("QP-1"), Place(path=PATH)))
    reply = answered(citations=[citation(), at(path="x.pdf"), citation(2)])
    assert citation_precision(case, reply.outcome) == pytest.approx(2 / 3)
    assert citation_recall(case, reply.outcome) == 0.5
    assert citation_recall(replace(case, kind="fact"), reply.outcome) is None
    assert citation_recall(case, declined().outcome) == 0.0
    assert citation_precision(case, declined().outcome) is None
