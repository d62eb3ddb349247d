"""The gold sets say what the sample's documents say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import chain

import pytest

from assistant.model.clauses import Applicability
from assistant.standards.loader import EditionLibrary
from evals.cases import Case, Place
from evals.metrics.answers import says
from evals.sample.gold import load_faults, load_identities
from evals.sample.places import Contents
from evals.sample.suite import SAMPLE

QUESTIONS = SAMPLE.cases
FROM_DOCUMENTS = [q for q in QUESTIONS if q.answerable and q.places]
CATALOGUE_KINDS = {"clause", "term", "legacy"}
GAP_KINDS = {
    *("missing_document", "missing_record", "stale", "expired", "overdue", "incomplete"),
    *("inconsistent", "superseded_reference", "broken_trace", "unauthorised"),
}
REASONS = {
    *("no_evidence", "not_in_evidence", "unsupported_draft", "out_of_scope", "needs_opinion"),
    *("copyrighted_text", "not_permitted"),
}


@pytest.fixture(scope="module")
def contents() -> Contents:
    return Contents()


def _all_places() -> Iterator[Place]:
    yield from chain.from_iterable(q.places for q in QUESTIONS)
    yield from (mapping.place for mapping in SAMPLE.mappings)
    yield from chain.from_iterable(entry.places for entry in SAMPLE.coverage)


def test_every_place_of_the_gold_exists_in_the_content(contents: Contents) -> None:
    missing = []
    for place in _all_places():
        try:
            contents.text_at(place)
        except LookupError as error:
            missing.append(f"{place}: {error}")
    assert missing == []


def test_every_place_names_the_path_of_its_document(contents: Contents) -> None:
    wrong = {place for place in _all_places() if contents.path_of(place) != place.path}
    assert wrong == set()


@pytest.mark.parametrize("question", FROM_DOCUMENTS, ids=lambda question: question.id)
def test_each_required_fact_stands_in_one_of_the_places(question: Case, contents: Contents) -> None:
    text = "\n".join(contents.text_at(place) for place in question.places)
    facts = question.facts
    if question.kind in {"where", "document"}:
        text += "\n" + "\n".join(place.document for place in question.places)
    unsaid = [fact for fact in facts if not any(says(text, spelling) for spelling in fact)]
    assert unsaid == []


@pytest.mark.parametrize("question", FROM_DOCUMENTS, ids=lambda question: question.id)
def test_each_place_that_answers_alone_holds_at_least_one_fact(
    question: Case, contents: Contents
) -> None:
    if question.kind == "where":
        return
    spellings = list(chain.from_iterable(question.facts))
    silent = [
        place
        for place in question.places
        if not any(says(contents.text_at(place), spelling) for spelling in spellings)
    ]
    assert silent == []


def test_identifiers_of_near_misses_stand_nowhere_in_the_sample(contents: Contents) -> None:
    everything = contents.everything()
    found = [(q.id, word) for q in QUESTIONS for word in q.absent if says(everything, word)]
    assert found == []


def test_questions_have_their_own_numbers_and_wordings() -> None:
    assert len({question.id for question in QUESTIONS}) == len(QUESTIONS)
    asked = {(question.question, question.as_of) for question in QUESTIONS}
    assert len(asked) == len(QUESTIONS)


def test_two_of_five_questions_cannot_be_answered_and_half_of_those_nearly_can() -> None:
    declined = [question for question in QUESTIONS if not question.answerable]
    near = [question for question in declined if question.near_miss]
    assert len(QUESTIONS) >= 240
    assert len(declined) * 5 >= len(QUESTIONS) * 2
    assert len(near) * 2 >= len(declined)


def test_follow_ups_say_what_was_asked_before_and_what_they_mean() -> None:
    follow_ups = [question for question in QUESTIONS if question.turns]
    assert len(follow_ups) >= 30
    assert sum(not question.answerable for question in follow_ups) >= 5
    for question in follow_ups:
        assert question.understood, question.id
        unsaid = [
            term
            for term in question.understood
            if not any(says(question.stands_for, spelling) for spelling in term)
        ]
        assert unsaid == [], question.id


def test_cases_of_a_group_want_the_same_and_stand_in_one_split() -> None:
    groups: dict[str, list[Case]] = defaultdict(list)
    for question in QUESTIONS:
        if question.group:
            groups[question.group].append(question)
    assert len(groups) >= 15
    for name, group in groups.items():
        assert len(group) >= 2, name
        wanted = {(one.split, one.facts, one.places, one.reason, one.as_of) for one in group}
        assert len(wanted) == 1, name


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.id)
def test_a_question_states_what_a_right_reply_has(question: Case) -> None:
    assert question.split in {"dev", "test"}
    if not question.answerable:
        assert question.reason
        assert set(question.reason) <= REASONS
        return
    assert question.facts
    assert question.places or question.kind in CATALOGUE_KINDS
    assert not question.reason


def test_both_splits_hold_about_half_of_each_sort_of_question() -> None:
    for answerable in (True, False):
        sort = [question for question in QUESTIONS if question.answerable is answerable]
        share = sum(question.split == "dev" for question in sort) / len(sort)
        assert 0.4 <= share <= 0.6


def test_no_section_is_mapped_twice() -> None:
    places = [mapping.place for mapping in SAMPLE.mappings]
    assert len(places) >= 150
    assert len({place.document for place in places}) >= 25
    assert len(set(places)) == len(places)


def test_a_clause_is_either_asked_for_or_merely_acceptable() -> None:
    both = [mapping.place for mapping in SAMPLE.mappings if mapping.clauses & mapping.acceptable]
    assert both == []


def test_coverage_agrees_with_the_mappings() -> None:
    mappings = SAMPLE.mappings
    for entry in SAMPLE.coverage:
        mapped = {
            mapping.place
            for mapping in mappings
            if any(f"{clause}.".startswith(f"{entry.clause}.") for clause in mapping.clauses)
        }
        assert set(entry.places) == mapped


def test_every_clause_of_the_edition_has_its_status() -> None:
    edition = EditionLibrary().get("as9120b")
    judged = [one.clause for one in SAMPLE.statuses]
    assert judged == [str(clause.number) for clause in edition]


def test_what_is_not_used_needs_neither_document_nor_record() -> None:
    edition = EditionLibrary().get("as9120b")
    unused = {
        str(clause.number) for clause in edition if clause.applicability is Applicability.NOT_USED
    }
    judged = [one for one in SAMPLE.statuses if one.clause in unused]
    found = {(*one.documented, *one.practised) for one in judged}
    assert found == {("not_required", "not_required")}


def test_faults_point_to_files_that_are_built(contents: Contents) -> None:
    faults = load_faults()
    paths = {document.path for document in contents.documents}
    paths |= {log.path for log in contents.logs}
    assert len({fault.id for fault in faults}) == len(faults) >= 30
    assert {fault.kind for fault in faults} == GAP_KINDS
    assert {path for fault in faults for path in fault.files} <= paths


def test_the_subject_of_a_fault_with_an_identifier_stands_in_its_files(contents: Contents) -> None:
    by_path = contents.text_by_path()
    for fault in load_faults():
        text = "\n".join(by_path[path] + path for path in fault.files)
        for subject in fault.subject.split(", "):
            if any(character.isdigit() for character in subject) and " " not in subject:
                assert subject in text, fault.id


def test_every_controlled_document_has_its_identity(contents: Contents) -> None:
    identities = load_identities()
    folders = ("procedures/", "forms/", "obsolete/", "draft/", "external/")
    controlled = {d.path for d in contents.documents if d.path.startswith(folders)}
    assert controlled <= {identity.path for identity in identities}
    in_force = [i.document for i in identities if i.status == "in_force"]
    assert len(in_force) == len(set(in_force)) >= 35
    text = contents.text_by_path()
    unseen = [i.path for i in identities if i.document not in text[i.path] + i.path]
    assert unseen == []
