"""The AS9120 Rev B catalogue: complete, in whole sentences, and telling its clauses apart."""

import re
from collections import Counter
from itertools import combinations

import pytest

from assistant.model.clauses import Applicability, Clause, Confidence, Edition, RequirementKind
from assistant.standards.loader import EditionLibrary
from tests.effort import effort

# Every number of the edition, those without a requirement included.
_NUMBERS = """
4 4.1 4.2 4.3 4.4 4.4.1 4.4.2
5 5.1 5.1.1 5.1.2 5.2 5.2.1 5.2.2 5.3
6 6.1 6.1.1 6.1.2 6.2 6.2.1 6.2.2 6.3
7 7.1 7.1.1 7.1.2 7.1.3 7.1.4 7.1.5 7.1.5.1 7.1.5.2 7.1.6 7.2 7.3 7.4
7.5 7.5.1 7.5.2 7.5.3 7.5.3.1 7.5.3.2
8 8.1 8.1.1 8.1.2 8.1.3 8.1.4 8.1.5 8.2 8.2.1 8.2.2 8.2.3 8.2.3.1 8.2.3.2 8.2.4
8.3 8.3.1 8.3.2 8.3.3 8.3.4 8.3.5 8.3.6
8.4 8.4.1 8.4.1.1 8.4.2 8.4.3
8.5 8.5.1 8.5.1.1 8.5.1.2 8.5.1.3 8.5.2 8.5.3 8.5.4 8.5.5 8.5.6 8.6 8.7 8.7.1 8.7.2
9 9.1 9.1.1 9.1.2 9.1.3 9.2 9.2.1 9.2.2 9.3 9.3.1 9.3.2 9.3.3
10 10.1 10.2 10.2.1 10.2.2 10.3
"""

FAMILY_ONLY = {
    "8.1.1", "8.1.2", "8.1.3", "8.1.4", "8.1.5", "8.4.1.1", "8.5.1.1", "8.5.1.2", "8.5.1.3",
}  # fmt: skip


def split(text: str) -> list[str]:
    return text.split()


NUMBERS = split(_NUMBERS)
_SENTENCE_END = re.compile(r"[.](?:\s|$)")
_LIBRARY = EditionLibrary()


@pytest.fixture(scope="module")
def as9120b() -> Edition:
    return _LIBRARY.get("as9120b")


@pytest.fixture(scope="module", params=_LIBRARY.ids())
def edition(request: pytest.FixtureRequest) -> Edition:
    return _LIBRARY.get(request.param)


def test_all_hundred_numbers_are_there_in_reading_order(as9120b: Edition) -> None:
    assert len(NUMBERS) == 100
    assert [str(clause.number) for clause in as9120b.clauses] == NUMBERS


def test_the_base_standard_is_the_same_tree_without_the_family_numbers() -> None:
    base = _LIBRARY.get("iso9001-2015")

    assert [str(c.number) for c in base.clauses] == [n for n in NUMBERS if n not in FAMILY_ONLY]
    assert not any("9120" in clause.asks or "family" in clause.asks for clause in base.clauses)


def test_every_clause_asks_in_two_to_six_whole_sentences(edition: Edition) -> None:
    odd = [
        str(clause.number)
        for clause in edition.clauses
        if not 2 <= len(_SENTENCE_END.findall(clause.asks)) <= 6 or not clause.asks.endswith(".")
    ]

    assert odd == []


def test_no_two_clauses_ask_the_same(edition: Edition) -> None:
    same = [
        (str(one.number), str(other.number))
        for one, other in combinations(edition.clauses, 2)
        if one.asks == other.asks
    ]

    assert same == []


def test_no_phrase_stands_under_two_clauses(edition: Edition) -> None:
    counts = Counter(phrase.casefold() for clause in edition for phrase in clause.phrases)

    assert [phrase for phrase, count in counts.items() if count > 1] == []


def test_every_clause_with_a_requirement_has_phrases_enough(edition: Edition) -> None:
    usable = {Applicability.ACTIVE, Applicability.NOT_APPLICABLE}
    odd = [
        (str(clause.number), len(clause.phrases))
        for clause in edition.clauses
        if clause.applicability in usable and not 2 <= len(clause.phrases) <= 80
    ]

    assert odd == []


def test_no_text_pronounces_on_an_organisation(edition: Edition) -> None:
    texts = [text for clause in edition.clauses for text in (clause.asks, clause.note)]

    assert not [text for text in texts if re.search(r"\b(compliant|conforms)\b", text)]


def test_numbers_without_a_requirement_are_kept_and_marked(as9120b: Edition) -> None:
    marked = {
        str(clause.number): clause.applicability.value
        for clause in as9120b.clauses
        if clause.applicability in (Applicability.NOT_USED, Applicability.UNCERTAIN)
    }

    assert marked == {
        "8.1.1": "not_used",
        "8.1.3": "uncertain",
        "8.5.1.1": "uncertain",
        "8.5.1.2": "uncertain",
        "8.5.1.3": "uncertain",
    }


def test_an_uncertain_entry_says_what_is_open(as9120b: Edition) -> None:
    open_entries = [c for c in as9120b.clauses if c.confidence is Confidence.UNCERTAIN]

    assert len(open_entries) == 9
    assert all(clause.note for clause in open_entries)


def test_design_is_present_and_normally_not_applicable(as9120b: Edition) -> None:
    design = as9120b.within("8.3")

    assert len(design) == 7
    assert {c.applicability for c in design} == {Applicability.NOT_APPLICABLE}


def test_documents_and_records_are_demanded_where_they_should_be(as9120b: Edition) -> None:
    def demanding(kind: RequirementKind) -> list[str]:
        numbers = {r.clause for r in as9120b.documented if r.kind is kind}
        return [str(number) for number in sorted(numbers)]

    assert demanding(RequirementKind.MAINTAIN) == split(
        "4.3 4.4.2 5.2.2 6.2.1 7.1.5.2 7.5.1 8.1 8.2.4 8.4.1.1 8.4.2 8.5.1 8.7.1 10.2.1"
    )
    assert demanding(RequirementKind.RETAIN) == split(
        "4.4.2 7.1.5.1 7.1.5.2 7.2 8.1 8.2.3.2 8.3.2 8.3.3 8.3.4 8.3.5 8.3.6 8.4.1 8.5.2 8.5.3"
        " 8.5.6 8.6 8.7.2 9.1.1 9.2.2 9.3.3 10.2.2"
    )


def test_the_old_purchasing_clause_leads_to_its_successors(as9120b: Edition) -> None:
    [reference] = as9120b.legacy("7.4.1")

    assert [str(n) for n in reference.current] == ["8.4.1", "8.4.1.1", "8.4.2", "8.1.4", "8.1.5"]


def test_second_and_third_level_collisions_are_found(as9120b: Edition) -> None:
    found = {str(number) for number in as9120b.collisions}

    assert found >= set(split("4.1 4.2 4.3 5.2 5.3 6.1 6.2 6.3 7.1 7.2 7.3 7.4 7.5 8.1 8.2 8.3"))
    assert found >= set(split("8.4 8.5 7.1.3 7.5.3 8.2.2 8.2.4 8.5.1 8.5.2 8.5.3"))
    assert not found & {"4", "5", "5.1"}


def test_new_clauses_have_no_old_number(as9120b: Edition) -> None:
    assert as9120b.to_legacy("7.1.6") == ()
    assert [str(old.number) for old in as9120b.to_legacy("8.7")] == ["8.3"]


@pytest.mark.parametrize(
    ("name", "term"),
    [
        ("SUP", "Suspected unapproved part"),
        ("CoC", "Certificate of conformity"),
        ("arc", "Authorized release certificate"),
        ("splitting", "Splitting"),
    ],
)
def test_trade_abbreviations_lead_to_their_terms(as9120b: Edition, name: str, term: str) -> None:
    found = as9120b.term(name)

    assert found is not None
    assert found.term == term


def test_no_name_belongs_to_two_terms(edition: Edition) -> None:
    names = Counter(n.casefold() for t in edition.terms for n in {t.term, *t.aliases})

    assert [name for name, count in names.items() if count > 1] == []


def test_no_title_belongs_to_two_record_types(edition: Edition) -> None:
    titles = Counter(n.casefold() for r in edition.record_types for n in {r.name, *r.synonyms})

    assert [title for title, count in titles.items() if count > 1] == []


def test_every_record_type_has_columns_and_some_tell_it_apart(edition: Edition) -> None:
    shared = Counter(column for r in edition.record_types for column in {*r.columns})
    odd = [
        record.id
        for record in edition.record_types
        if len(record.columns) < 3 or min(shared[column] for column in record.columns) > 1
    ]

    assert odd == []


def test_every_clause_that_retains_records_has_a_record_type(as9120b: Edition) -> None:
    covered = {number for record in as9120b.record_types for number in record.clauses}

    def lacks_one(clause: Clause) -> bool:
        return bool(clause.retain) and clause.number not in covered

    assert [str(c.number) for c in as9120b.auditable if lacks_one(c)] == []
    assert len(as9120b.record_types) >= 35


def test_the_climate_amendment_touches_context_and_parties(edition: Edition) -> None:
    [amendment] = edition.amendments

    assert [str(number) for number in amendment.clauses] == ["4.1", "4.2"]
    assert amendment.published == "2024-02-23"
    assert "climate" in edition.clause("4.1").asks


def test_loading_is_quick_enough_for_a_command_line() -> None:
    assert effort(lambda: EditionLibrary().get("as9120b")) < 1.0  # a tenth of it as a rule
