"""What every reader promises, whatever the format."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.errors import DocumentRefused
from assistant.model.documents import BlockKind, ReadDocument, SourceFile
from assistant.ports import Reader
from ingest.readers import DocumentReader, read
from tests.unit.ingest.readers.made_files import samples

SAMPLES = samples()


def check(document: ReadDocument) -> None:
    assert [page.number for page in document.pages] == list(range(1, len(document.pages) + 1))
    for page in document.pages:
        end = 0
        for block in page.blocks:
            assert page.text[block.start : block.end] == block.text
            assert block.text == block.text.strip() != ""
            assert block.start >= end
            end = block.end
            if block.kind is BlockKind.TABLE_ROW:
                assert block.text == " | ".join(cell.text for cell in block.cells)
            if block.level is not None:
                assert block.kind is BlockKind.HEADING
                assert block.level >= 1
        page.text.encode("utf-8")


@pytest.mark.parametrize("name", SAMPLES)
def test_blocks_cover_their_own_words_on_the_page(name: str) -> None:
    reader: Reader = DocumentReader()
    document = reader.read(SourceFile(name, SAMPLES[name]))
    check(document)
    assert document.pages[0].has_text


@pytest.mark.parametrize("name", SAMPLES)
def test_a_wrong_extension_is_read_as_what_it_is_with_a_warning(name: str) -> None:
    wrong = "b.pdf" if not name.endswith("pdf") else "b.docx"
    right = read(SourceFile(name, SAMPLES[name]))
    document = read(SourceFile(wrong, SAMPLES[name]))
    assert document.media_type == right.media_type or name.endswith(("md", "txt"))
    assert any("not what its name says" in warning for warning in document.warnings)


@pytest.mark.parametrize("name", SAMPLES)
def test_reading_twice_gives_the_same(name: str) -> None:
    assert read(SourceFile(name, SAMPLES[name])) == read(SourceFile(name, SAMPLES[name]))


@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=400), suffix=st.sampled_from(["txt", "md", "html", "csv", "eml"]))
def test_any_text_is_read_or_refused_and_keeps_its_offsets(text: str, suffix: str) -> None:
    try:
        document = read(SourceFile(f"x.{suffix}", text.encode("utf-8")))
    except DocumentRefused:
        return
    check(document)


@settings(max_examples=40, deadline=None)
@given(
    rows=st.lists(
        st.lists(st.text(st.characters(codec="utf-8"), max_size=12), min_size=2, max_size=4),
        min_size=1,
        max_size=8,
    )
)
def test_any_table_keeps_its_offsets(rows: list[list[str]]) -> None:
    buffer = io.StringIO()
    csv.writer(buffer).writerows(rows)
    try:
        document = read(SourceFile("x.csv", buffer.getvalue().encode("utf-8")))
    except DocumentRefused:
        return
    check(document)
