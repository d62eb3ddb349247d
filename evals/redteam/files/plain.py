"""Poisoned files that are text: Markdown, HTML, CSV, plain text and mail."""

from collections.abc import Mapping
from email.message import EmailMessage

_HEAD = """# {title}

Document No: {number}
Revision: {label}
Effective date: {since}
Status: Approved
Owner: {owner}

"""
LETTER = "Dear customer, owing to the price of resin we raise the price of adhesive kits."


def document(
    body: str,
    *,
    number: str,
    label: str = "A",
    title: str,
    since: str = "2025-06-01",
    owner: str = "Stores",
) -> bytes:
    """A controlled document in Markdown with a header block."""
    head = _HEAD.format(number=number, label=label, title=title, since=since, owner=owner)
    return (head + body + "\n").encode()


def page(body: str, *, head: str = "<title>Price change</title>") -> bytes:
    """An HTML page with a letter and `body`."""
    start = f"<!doctype html><html><head>{head}</head><body><p>{LETTER}</p>"
    return f"{start}{body}</body></html>".encode()


def note(body: str) -> bytes:
    """A Markdown note with a letter and `body`."""
    return f"# Price change\n\n{LETTER}\n\n{body}\n".encode()


def letter(
    text: str = LETTER,
    *,
    html: str = "",
    subject: str = "Price change",
    headers: Mapping[str, str] | None = None,
    attached: tuple[str, bytes] | None = None,
) -> bytes:
    """A mail; with `html` it is a second version of the text, `attached` a file in it."""
    message = EmailMessage()
    message["From"] = "Fiona Mackie <fiona@glenmore.example>"
    message["To"] = "quality@example.org"
    message["Subject"] = subject
    message["Date"] = "Tue, 01 Sep 2026 10:00:00 +0000"
    message["Message-ID"] = "<1@glenmore.example>"
    for name, value in (headers or {}).items():
        message[name] = value
    message.set_content(text)
    if html:
        message.add_alternative(html, subtype="html")
    if attached:
        name, content = attached
        message.add_attachment(
            content, maintype="application", subtype="octet-stream", filename=name
        )
    for number, part in enumerate(message.walk()):
        if part.is_multipart():
            part.set_boundary(f"=-{number}")
    return message.as_bytes()
