from datetime import date

import pytest

from assistant.in_force import in_force, label_key, status_on, statuses
from assistant.model.documents import Kind, Revision, Status
from tests.builders import revision
from tests.effort import growth

TODAY = date(2026, 9, 30)


def labels(revisions: list[Revision], as_of: date = TODAY) -> list[str]:
    return [each.identity.label for each in in_force(revisions, as_of)]


def test_the_latest_issue_that_has_taken_effect_counts() -> None:
    issues = [
        revision(label="A", effective=date(2020, 1, 1)),
        revision(label="C", effective=date(2026, 12, 1)),
        revision(label="B", effective=date(2024, 1, 1)),
    ]
    assert labels(issues) == ["B"]
    assert labels(issues, date(2022, 5, 5)) == ["A"]
    assert labels(issues, date(2026, 12, 1)) == ["C"]
    assert labels(issues, date(2019, 1, 1)) == []
    assert [status_on(each, issues, TODAY) for each in issues] == [
        Status.OBSOLETE,
        Status.FUTURE,
        Status.IN_FORCE,
    ]


def test_an_obsolete_issue_was_in_force_until_its_successor_took_effect() -> None:
    old = revision(label="A", effective=date(2020, 1, 1), status=Status.OBSOLETE)
    new = revision(label="B", effective=date(2024, 1, 1))
    assert labels([old, new], date(2023, 12, 31)) == ["A"]
    assert labels([old, new], date(2024, 1, 1)) == ["B"]


def test_an_obsolete_issue_without_a_successor_does_not_count() -> None:
    withdrawn = revision(label="A", effective=date(2020, 1, 1), status=Status.OBSOLETE)
    assert labels([withdrawn], date(2021, 1, 1)) == []
    undated = revision(label="A", status=Status.OBSOLETE)
    assert labels([undated, revision(label="B", effective=date(2024, 1, 1))]) == ["B"]


def test_a_draft_never_counts_and_supersedes_nothing() -> None:
    issues = [
        revision(label="B", effective=date(2024, 1, 1)),
        revision(label="C", effective=date(2025, 1, 1), status=Status.DRAFT),
    ]
    assert labels(issues) == ["B"]
    assert status_on(issues[1], issues, TODAY) is Status.DRAFT


def test_without_dates_the_highest_label_counts() -> None:
    assert labels([revision(label="9"), revision(label="10"), revision(label="2")]) == ["10"]
    assert labels([revision()]) == [""]


def test_an_undated_newer_label_supersedes_a_dated_older_one() -> None:
    issues = [revision(label="B", effective=date(2024, 1, 1)), revision(label="C")]
    assert labels(issues) == ["C"]
    assert labels([revision(label="A"), issues[0]]) == ["B"]


def test_two_files_of_one_issue_both_count_unless_their_bytes_are_the_same() -> None:
    word = revision(label="C", effective=date(2024, 1, 1), path="qp.docx")
    print_ = revision(label="C", effective=date(2024, 1, 1), path="qp.pdf")
    copy = revision(label="C", effective=date(2024, 1, 1), path="z/qp.pdf", content="qp.pdf")
    assert in_force([word, print_, copy], TODAY) == [word, print_]


def test_a_file_without_label_or_date_is_not_hidden_by_a_dated_issue() -> None:
    dated, bare = revision(label="C", effective=date(2024, 1, 1)), revision(path="qp.txt")
    assert in_force([dated, bare], TODAY) == [dated, bare]


def test_records_of_one_number_stand_side_by_side_unless_they_carry_labels() -> None:
    march = revision("F-12", kind=Kind.RECORD, effective=date(2026, 3, 1), path="march")
    april = revision("F-12", kind=Kind.RECORD, effective=date(2026, 4, 1), path="april")
    assert in_force([march, april], TODAY) == [march, april]
    first = revision("ASL", "1", kind=Kind.RECORD, effective=date(2025, 1, 1))
    second = revision("ASL", "2", kind=Kind.RECORD, effective=date(2026, 1, 1))
    assert in_force([first, second], TODAY) == [second]


def test_a_number_written_with_a_space_is_the_same_document() -> None:
    issues = [
        revision("QP 1", "A", effective=date(2020, 1, 1)),
        revision("qp-1", "B", effective=date(2021, 1, 1)),
    ]
    assert labels(issues) == ["B"]


def test_an_issue_whose_status_is_in_doubt_is_not_put_in_force() -> None:
    doubtful = revision(label="C", status=Status.UNKNOWN)
    assert statuses([doubtful, revision(label="B")], TODAY)[doubtful.id] is Status.UNKNOWN
    assert labels([doubtful, revision(label="B")]) == ["B"]


@pytest.mark.parametrize(
    ("lower", "higher"),
    [("", "-"), ("-", "A"), ("A", "B"), ("Z", "AA"), ("1", "2"), ("2", "10"), ("0.9", "1.0"),
     ("1.9", "1.10"), ("9", "A"), ("Rev A", "b"), ("A", "A1"), ("03", "4"), ("1", "1.1")],
)  # fmt: skip
def test_labels_sort_as_a_document_controller_reads_them(lower: str, higher: str) -> None:
    assert label_key(lower) < label_key(higher)


def test_a_revision_among_ten_thousand_costs_no_more_than_among_a_few() -> None:
    many = [
        revision(f"QP-{n // 5}", "ABCDE"[n % 5], effective=date(2015 + n % 5, 1, 1), path=str(n))
        for n in range(10_000)
    ]
    few = many[:1_000]

    assert len(in_force(many, TODAY)) == 2_000
    assert growth(lambda: in_force(few, TODAY), lambda: in_force(many, TODAY), times=10) < 4
