"""Lines above and below the table of a sheet are no records."""

from assistant.model.documents import SourceFile
from assistant.record_rows import record_rows
from ingest.chunking import passages_of
from ingest.identity import identify
from ingest.readers.registry import read
from tests.fakes.embedder import WordEmbedder


def _sheets(text: str) -> dict[str, list[str]]:
    found = read(SourceFile("list.csv", text.encode()))
    passages = passages_of(
        found, identify(found, "list.csv"), "d", count_tokens=WordEmbedder().count_tokens
    )
    return {name: [one.cells[0][1] for one in rows] for name, rows in record_rows(passages).items()}


def test_title_lines_and_totals_are_no_records() -> None:
    text = (
        "ACTION LIST;;;\nkept by;Ann Lund;;\n;;;\nNo;Opened;Subject;Due\n"
        "A-1;02/01/2026;labels;01/03/2026\nA-2;03/01/2026;bins;01/04/2026\n;;;\nTotal;2;;\n"
    )

    assert _sheets(text) == {"list": ["A-1", "A-2"]}


def test_labels_with_their_values_head_no_columns() -> None:
    text = (
        "Document;AL-1;Issue;C;Owner: Ann Lund\nNo;Opened;Subject;Done;Due\n"
        "A-1;02/01/2026;labels;;01/03/2026\nA-2;03/01/2026;bins;;01/04/2026\n"
    )

    assert _sheets(text) == {"list": ["A-1", "A-2"]}
