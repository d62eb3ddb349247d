"""How documents were laid out is kept beside the data, and made anew when it is not there."""

from pathlib import Path

from assistant.records.held import RecordBook
from integrations.bootstrap import build_services
from integrations.settings import Settings
from tests.fakes.embedder import WordEmbedder
from tests.unit.assistant.records.shelves import TODAY, book_of

GAUGES = "Gauge,Calibrated,Cal due\nG-1,2026-01-02,2027-01-02\nG-2,2026-01-05,2027-01-05\n"


def again(folder: Path) -> RecordBook:
    """The book of a data directory, read by another process."""
    settings = Settings(data=folder / "data")
    with build_services(settings, today=TODAY, embedder=WordEmbedder()) as services:
        return services.records(as_of=TODAY)


def told(book: RecordBook) -> list[tuple[str, str, dict[str, str]]]:
    return [
        (one.key, one.passage, {name: field.text for name, field in one.fields.items()})
        for one in book.of("gauge")
    ]


def kept(folder: Path) -> list[Path]:
    return sorted((folder / "data" / "cache" / "records").iterdir())


def test_a_kept_layout_gives_the_same_records(tmp_path: Path) -> None:
    first = told(book_of(tmp_path, {"gauges.csv": GAUGES}))

    assert len(kept(tmp_path)) == 1
    assert told(again(tmp_path)) == first


def test_a_damaged_layout_is_made_anew(tmp_path: Path) -> None:
    first = told(book_of(tmp_path, {"gauges.csv": GAUGES}))
    kept(tmp_path)[0].write_bytes(b"damaged")

    assert told(again(tmp_path)) == first


def test_the_layout_of_a_changed_file_is_forgotten(tmp_path: Path) -> None:
    book_of(tmp_path, {"gauges.csv": GAUGES})
    before = kept(tmp_path)

    (tmp_path / "files" / "gauges.csv").write_text(GAUGES.replace("G-2", "G-7"))
    settings = Settings(data=tmp_path / "data")
    with build_services(settings, today=TODAY, embedder=WordEmbedder()) as services:
        services.ingest([tmp_path / "files"])
        book = services.records(as_of=TODAY)

    assert [one.key for one in book.of("gauge")] == ["G-1", "G-7"]
    assert not set(before) & set(kept(tmp_path))
