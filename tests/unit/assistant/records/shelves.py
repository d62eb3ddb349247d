"""Record books made of real files: written, ingested into a real database, read back."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from assistant.records.held import RecordBook
from integrations.bootstrap import build_services
from integrations.settings import Settings
from tests.fakes.embedder import WordEmbedder

TODAY = date(2026, 9, 30)


def book_of(
    folder: Path, files: Mapping[str, str | bytes], *, as_of: date = TODAY, mapping: str = ""
) -> RecordBook:
    """The records of these files, by path and content; `mapping` is the organisation's own."""
    source = folder / "files"
    for name, content in files.items():
        path = source / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    settings = Settings(data=folder / "data")
    settings.data.mkdir()
    (settings.data / "records.yaml").write_text(mapping)
    with build_services(settings, today=as_of, embedder=WordEmbedder()) as services:
        services.ingest([source])
        return services.records(as_of=as_of)
