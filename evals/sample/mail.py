"""Letters: electronic mail as it is saved from a mailbox, some with an attachment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from email.message import EmailMessage
from pathlib import PurePosixPath

import yaml

from evals.sample.source import CONTENT


def mail_files(made: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """Path and bytes of each letter. `made` holds the built files that a letter may attach."""
    for path in sorted((CONTENT / "mail").glob("*.yaml")):
        entry = yaml.safe_load(path.read_text(encoding="utf-8"))
        yield entry["path"], _letter(entry, path.stem, made)


def _letter(entry: Mapping[str, str], name: str, made: Mapping[str, bytes]) -> bytes:
    message = EmailMessage()
    for field in ("From", "To", "Cc", "Subject", "Date"):
        if value := entry.get(field.lower()):
            message[field] = value
    message["Message-ID"] = f"<{name}@mail.meridian-aero.example>"
    message.set_content(entry["text"])
    if attached := entry.get("attach"):
        message.add_attachment(
            made[attached],
            maintype="application",
            subtype="pdf" if attached.endswith(".pdf") else "octet-stream",
            filename=PurePosixPath(attached).name,
        )
        message.set_boundary(f"=-{name}")
    return message.as_bytes()
