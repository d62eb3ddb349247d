"""A figure of a document bears its number and is not that document; a scan of it is."""

import pytest

from ingest.identity.filename import read_file_name


@pytest.mark.parametrize(
    "path",
    [
        "media/sop-005--fig1.png",
        "QP-12 logo.jpg",
        "img/QP-12_figure 2.PNG",
        "QP-12 screenshot.webp",
    ],
)
def test_a_figure_takes_no_number_from_its_name(path: str) -> None:
    assert read_file_name(path).number == ""


@pytest.mark.parametrize(
    ("path", "number"),
    [
        ("scans/QP-840_C.png", "QP-840"),
        ("F-12 2026-03-01.tif", "F-12"),
        ("QP-12 Flow of goods chart.pdf", "QP-12"),
        ("QP-12 configuration.png", "QP-12"),
    ],
)
def test_a_scan_and_a_document_keep_theirs(path: str, number: str) -> None:
    assert read_file_name(path).number == number


def test_brackets_that_held_the_issue_alone_are_no_part_of_the_name() -> None:
    assert read_file_name("A6 The Year Review (Iss 3).pdf").without_label == "A6 The Year Review"
    assert read_file_name("Floor plan (draft).pdf").without_label == "Floor plan (draft)"
