"""What every `AttachmentStore` does, the one in memory included."""

from pathlib import Path

import pytest

from assistant.audits.book import AttachmentRefused, AttachmentStore
from assistant.errors import StoreUnavailable
from assistant.model.audit_runs import Attachment
from integrations.attachments import FileAttachments
from tests.fakes.audit_book import MemoryAttachments


@pytest.fixture(params=["memory", "files"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> AttachmentStore:
    if request.param == "memory":
        return MemoryAttachments(max_bytes=1_000)
    return FileAttachments(tmp_path / "attachments", max_bytes=1_000)


def test_the_bytes_come_back_and_the_name_is_clean(store: AttachmentStore) -> None:
    kept = store.keep("../../etc/shelf 3.jpg", b"picture")

    assert (kept.name, kept.size) == ("shelf 3.jpg", 7)
    assert store.content(kept) == b"picture"
    assert store.keep("again.jpg", b"picture").sha256 == kept.sha256


@pytest.mark.parametrize("content", [b"", b"x" * 1_001])
def test_an_empty_or_large_file_is_refused(store: AttachmentStore, content: bytes) -> None:
    with pytest.raises(AttachmentRefused):
        store.keep("a.pdf", content)


def test_a_file_that_is_gone_is_told(store: AttachmentStore) -> None:
    with pytest.raises(StoreUnavailable):
        store.content(Attachment("a.pdf", "0" * 64, 1))


def test_bytes_that_were_altered_are_never_given(tmp_path: Path) -> None:
    store = FileAttachments(tmp_path, max_bytes=1_000)
    kept = store.keep("a.txt", b"as it was")
    next(tmp_path.glob("*/*")).write_bytes(b"otherwise")

    with pytest.raises(StoreUnavailable, match="altered"):
        store.content(kept)
