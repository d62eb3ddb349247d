"""Gold files are read as people write them, and every fault is named with its line."""

from datetime import date
from pathlib import Path

import pytest

from evals.cases import (
    Case,
    ClauseStatus,
    Place,
    load_cases,
    load_coverage,
    load_mappings,
    load_statuses,
)
from evals.gates import load_gates
from evals.gold_files import InvalidCases
from evals.suites import suite_of

DAY = date(2026, 9, 30)

WHOLE = """\
# Our own questions.
questions:
  - id: keep
    question: how long do we keep receiving records?
    answerable: true
    split: test
    facts: [["10 years", "ten years"], Quality]
    places:
      - {document: QP-840, path: qp-840.pdf, section: 6.10, revision: null}
      - {document: RS-1, row: "Schedule!5"}
    as_of: 2026-03-01
  - id: pass
    question: will our supplier pass?
    answerable: false
    reason: [needs_opinion]
    near_miss: true
"""


def written(folder: Path, text: str, name: str = "questions.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def fault(folder: Path, text: str) -> str:
    with pytest.raises(InvalidCases) as raised:
        load_cases(written(folder, text))
    return str(raised.value)


def test_a_question_is_read_with_all_its_fields(tmp_path: Path) -> None:
    answerable, declined = load_cases(written(tmp_path, WHOLE))
    assert answerable == Case(
        id="keep",
        question="how long do we keep receiving records?",
        answerable=True,
        split="test",
        facts=(("10 years", "ten years"), ("Quality",)),
        places=(
            Place("QP-840", "qp-840.pdf", section="6.10"),
            Place("RS-1", row="Schedule!5"),
        ),
        as_of=date(2026, 3, 1),
    )
    assert (declined.reason, declined.near_miss) == (("needs_opinion",), True)


def test_all_faults_are_said_at_once_with_file_and_line(tmp_path: Path) -> None:
    said = fault(
        tmp_path,
        "questions:\n"
        "  - id: a\n"
        "    answerable: perhaps\n"
        "    anwser: x\n"
        "  - id: a\n"
        "    question: and?\n"
        "    answerable: false\n"
        "    reason: [because]\n"
        "    split: later\n"
        "    as_of: soon\n",
    )
    for one in (
        "questions.yaml:2: question a: 'question' is missing",
        "questions.yaml:3: question a: 'answerable' must be true or false",
        "questions.yaml:4: question a: unknown key 'anwser', did you mean",
        "questions.yaml:5: question a: stands there before",
        "questions.yaml:5: question a: 'because' is no reason to decline",
        "questions.yaml:9: question a: 'split' must be one of dev, test",
        "questions.yaml:10: question a: 'as_of' must be a day",
    ):
        assert one in said


def test_a_fault_of_a_place_is_named_with_the_line_of_the_place(tmp_path: Path) -> None:
    said = fault(
        tmp_path,
        "questions:\n"
        "  - id: a\n"
        "    question: where?\n"
        "    answerable: true\n"
        "    places:\n"
        "      - {document: QP-1}\n"
        "      - {section: 4, page: 2}\n"
        "      - QP-2\n",
    )
    assert ":7: place: unknown key 'page'" in said
    assert ":7: place: a place needs 'path' or 'document'" in said
    assert ":8: place: expected keys and values" in said


def test_a_question_cannot_be_answerable_and_declined(tmp_path: Path) -> None:
    said = fault(
        tmp_path,
        "questions:\n"
        "  - {id: a, question: x, answerable: false, facts: [y]}\n"
        "  - {id: b, question: x, answerable: true, reason: [no_evidence]}\n",
    )
    assert ":2: question a: a question that cannot be answered has no facts and no places" in said
    assert ":3: question b: an answerable question has no reason to decline" in said


def test_a_follow_up_says_what_was_asked_before_and_what_it_stands_for(tmp_path: Path) -> None:
    (case,) = load_cases(
        written(
            tmp_path,
            "questions:\n"
            "  - {id: a, question: and who signs?, answerable: true, turns: [how long?],\n"
            "     stands_for: who signs receiving records?, understood: [[receiving, goods-in]],\n"
            "     group: signing}\n",
        )
    )
    assert (case.turns, case.stands_for) == (("how long?",), "who signs receiving records?")
    assert (case.understood, case.group) == ((("receiving", "goods-in"),), "signing")
    said = fault(tmp_path, "questions:\n  - {id: a, question: x, answerable: true, turns: [y]}\n")
    assert ":2: question a: a follow-up has both 'turns' and 'stands_for'" in said


@pytest.mark.parametrize("text", ["", "- id: a\n", "cases: []\n", "questions: 5\n"])
def test_a_file_without_its_list_is_refused(tmp_path: Path, text: str) -> None:
    assert "a list below `questions:` is expected" in fault(tmp_path, text)


def test_broken_yaml_is_named_with_its_line(tmp_path: Path) -> None:
    assert "line 2" in fault(tmp_path, "questions:\n  - {id: a\n")


def test_a_mapping_needs_its_section_and_its_clauses(tmp_path: Path) -> None:
    path = written(tmp_path, "mappings:\n  - {document: QP-1}\n", "mappings.yaml")
    with pytest.raises(
        InvalidCases, match=r"(?s):2: mapping QP-1: 'clauses' is missing.*'section' is missing"
    ):
        load_mappings(path)


def test_mappings_and_coverage_are_read(tmp_path: Path) -> None:
    (section,) = load_mappings(
        written(
            tmp_path,
            'mappings:\n  - {path: a.md, section: 4, clauses: ["8.4"], acceptable: [8.6]}\n',
        )
    )
    assert section.place == Place(path="a.md", section="4")
    assert section.clauses == {"8.4"}
    assert section.acceptable == {"8.6"}
    (covered,) = load_coverage(
        written(tmp_path, 'coverage:\n  - clause: "8.4"\n    places: [{path: a.md}]\n')
    )
    assert (covered.clause, covered.places) == ("8.4", (Place(path="a.md"),))


def test_a_verdict_of_the_coverage_is_one_that_there_is(tmp_path: Path) -> None:
    text = 'coverage:\n  - clause: "8.4"\n    places: []\n    practised: [often]\n'
    with pytest.raises(InvalidCases, match=r"clause 8\.4: 'practised' must list some of current"):
        load_coverage(written(tmp_path, text))


def test_a_status_states_both_layers(tmp_path: Path) -> None:
    text = 'status:\n  - {clause: "8.6", documented: [none], practised: [stale, none]}\n'
    assert load_statuses(written(tmp_path, text)) == (
        ClauseStatus("8.6", ("none",), ("stale", "none")),
    )
    half = 'status:\n  - {clause: "8.6", documented: [none]}\n'
    with pytest.raises(InvalidCases, match=r":2: .*'practised' is missing"):
        load_statuses(written(tmp_path, half))


def test_a_gate_names_a_metric_and_a_share(tmp_path: Path) -> None:
    good = written(tmp_path, "gates:\n  citation hit: 0.9\n", "gates.yaml")
    assert load_gates(good) == {"citation hit": 0.9}
    bad = written(tmp_path, "gates:\n  citations: 0.9\n  answer facts: 85\n", "gates.yaml")
    with pytest.raises(
        InvalidCases, match=r"(?s)'citations' is no metric.*'answer facts' must lie"
    ):
        load_gates(bad)


def test_a_suite_of_ones_own_names_only_files_that_are_there(tmp_path: Path) -> None:
    (tmp_path / "documents").mkdir()
    written(tmp_path, WHOLE)
    with pytest.raises(InvalidCases, match=r"documents/ has no qp-840\.pdf"):
        suite_of(tmp_path, as_of=DAY)
    (tmp_path / "documents" / "qp-840.pdf").touch()
    prepared = suite_of(tmp_path, as_of=DAY)
    assert [case.id for case in prepared.suite.cases] == ["keep", "pass"]
    assert prepared.baseline == tmp_path / "baseline.json"


WRONG = {
    "    facts: 5\n": ":5: question a: 'facts' must be a list, found the text '5'",
    "    facts: [[{a: b}]]\n": ":5: question a: 'facts' must list texts, or lists of spellings",
    "    facts: [[]]\n": ":5: question a: 'facts' must list texts, or lists of spellings",
    "    clauses: [eight]\n": ":5: question a: 'clauses' must list clause numbers such as 8.4.1, "
    "found 'eight'",
    "    places:\n      - {path: a, row: 5}\n": ":6: place: 'row' must be a sheet and a row such "
    "as 'Register!12', found '5'",
    "    ? [a, b]\n    : c\n": ":5: question a: a key must be a text, found a list",
    "    group: [x]\n": ":5: question a: 'group' must be a text, found a list",
    "    facts: [1\n": ":6: did not find expected ',' or ']'",
}


@pytest.mark.parametrize("field", WRONG)
def test_a_wrong_field_names_its_line_and_what_was_expected(tmp_path: Path, field: str) -> None:
    head = "questions:\n  - id: a\n    question: x?\n    answerable: true\n"
    assert f"questions.yaml{WRONG[field]}" in fault(tmp_path, head + field)


def test_a_gate_names_its_line_and_what_was_expected(tmp_path: Path) -> None:
    bad = "gates:\n  citation hit: yes\n  answer facts: 1.5\n  hits: 0.5\n"
    with pytest.raises(InvalidCases) as raised:
        load_gates(written(tmp_path, bad, "gates.yaml"))
    assert str(raised.value).splitlines() == [
        "gates.yaml:2: 'citation hit' must lie between 0 and 1, such as 0.85",
        "gates.yaml:3: 'answer facts' must lie between 0 and 1, such as 0.85",
        "gates.yaml:4: 'hits' is no metric",
    ]


def test_a_file_that_is_no_text_is_said(tmp_path: Path) -> None:
    path = tmp_path / "questions.yaml"
    path.write_bytes(b"\xff\xfequestions:")
    with pytest.raises(InvalidCases, match=r"questions\.yaml:1: a text in UTF-8 is expected"):
        load_cases(path)
