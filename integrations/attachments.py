"""Attached files in the data directory, each under the hash of its bytes."""

from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile

from assistant.audits.book import AttachmentRefused
from assistant.errors import StoreUnavailable
from assistant.model.audit_runs import Attachment
from integrations.web.uploads import safe_name


class FileAttachments:
    """The `AttachmentStore` over a folder. `max_bytes` is the largest file it takes."""

    def __init__(self, folder: Path, *, max_bytes: int) -> None:
        self._folder, self._max_bytes = folder, max_bytes

    def keep(self, name: str, content: bytes) -> Attachment:
        """Keep a file whole or not at all; the same bytes are kept once."""
        clean = safe_name(name)
        if not content:
            raise AttachmentRefused(f"{clean!r} is empty.", hint="Attach the file it should be.")
        if len(content) > self._max_bytes:
            limit = self._max_bytes // 2**20
            raise AttachmentRefused(f"{clean!r} is over the limit of {limit} MB.")
        attachment = Attachment(clean, sha256(content).hexdigest(), len(content))
        target = self._path(attachment)
        if not target.is_file():
            _write(target, content)
        return attachment

    def content(self, attachment: Attachment) -> bytes:
        """The bytes as they were kept."""
        try:
            found = self._path(attachment).read_bytes()
        except OSError as error:
            raise StoreUnavailable(
                f"The attachment {attachment.name!r} cannot be read: {error.strerror}.",
                hint="Put `attachments/` of the data directory back from a backup.",
            ) from error
        if sha256(found).hexdigest() != attachment.sha256:
            raise StoreUnavailable(
                f"The attachment {attachment.name!r} was altered since it was kept.",
                hint="Put `attachments/` of the data directory back from a backup.",
            )
        return found

    def _path(self, attachment: Attachment) -> Path:
        return self._folder / attachment.sha256[:2] / attachment.sha256


def _write(target: Path, content: bytes) -> None:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=target.parent, suffix=".part", delete=False) as part:
            part.write(content)
        Path(part.name).replace(target)
    except OSError as error:
        raise StoreUnavailable(f"An attachment cannot be kept: {error.strerror}.") from error
