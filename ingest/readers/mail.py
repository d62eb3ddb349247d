"""E-mail (.eml): headers, the text part (HTML when there is no other), attachments as files."""

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage, Message
from pathlib import PurePosixPath

from assistant.errors import DocumentTruncated
from assistant.model.documents import ReadDocument, SourceFile
from ingest.readers import html, media
from ingest.readers.building import PageBuilder
from ingest.readers.decoding import decode
from ingest.readers.hygiene import clean, one_line, unseen_in
from ingest.readers.limits import Limits
from ingest.readers.lines import LineWriter

_LONGEST_PARSED = 10_000  # characters of a header; parsing takes time quadratic in them
_SHOWN = ("From", "To", "Cc", "Date", "Subject")
_UNSAFE = re.compile(r"[\\/:*?\"<>|\x00-\x1f]+")
_WORD = re.compile(r"[^\W_]{3,}")
_ADDRESS = re.compile(r"\S*(?:://|@|www\.)\S*")  # plain versions spell out what links hide
_FEW_WORDS, _SAME = 6, 0.15  # words, and their share, that one version may have alone
_SUFFIX = {
    "application/pdf": ".pdf",
    "text/plain": ".txt",
    "text/html": ".html",
    "text/csv": ".csv",
}


def read(source: SourceFile, limits: Limits) -> ReadDocument:
    """One page: the headers people see, then the text; quoted replies are kept."""
    message = message_from_bytes(source.content, policy=policy.default)
    builder = PageBuilder(1)
    fields = tuple((name, value) for name in _SHOWN if (value := _header(message, name)))
    for name, value in fields:
        builder.header_field(name, value)
    parts = list(_leaves(message))
    warnings = _write_body(builder, parts)
    attachments, left_out = _attachments(source, parts)
    properties = {"title": _header(message, "Subject"), "author": _header(message, "From")}
    properties |= {
        "created": _header(message, "Date"),
        "message-id": _header(message, "Message-ID"),
    }
    return ReadDocument(
        pages=(builder.build(),),
        media_type=media.MAIL,
        properties={name: value for name, value in properties.items() if value},
        header_fields=fields,
        attachments=attachments,
        warnings=(*warnings, *left_out),
    )


def _header(message: Message, name: str) -> str:
    raw = next((str(raw) for key, raw in message.raw_items() if key.lower() == name.lower()), "")
    if len(raw) > _LONGEST_PARSED:
        return one_line(raw)
    try:
        return one_line(str(message.get(name, "")))
    except Exception:  # the header parser trips over malformed headers in many ways
        return one_line(raw)


def _leaves(message: Message) -> Iterator[Message]:
    """Parts that hold content; a message inside the message is one part."""
    for key, raw in message.raw_items():
        if key.lower().startswith("content-") and len(str(raw)) > _LONGEST_PARSED:
            raise DocumentTruncated(f"the header {key} of the message has no end")
    if message.get_content_type() == "message/rfc822" or not message.is_multipart():
        yield message
        return
    for part in message.get_payload():
        if isinstance(part, Message):
            yield from _leaves(part)


def _is_attachment(part: Message) -> bool:
    if part.get_content_disposition() == "attachment":
        return True
    kind = part.get_content_type()
    if kind == "message/rfc822":
        return True
    return kind not in ("text/plain", "text/html") or bool(_file_name(part))


def _write_body(builder: PageBuilder, parts: list[Message]) -> list[str]:
    """Write the version that people see: the plain one, unless the other says something else."""
    bodies = [part for part in parts if not _is_attachment(part)]
    plain = [_text(part) for part in bodies if part.get_content_type() == "text/plain"]
    formatted = [_text(part) for part in bodies if part.get_content_type() == "text/html"]
    warnings = list(unseen_in("\n".join((*plain, *formatted))))
    if any(text.strip() for text in plain):
        if not formatted or not _says_more("\n".join(plain), "\n".join(formatted)):
            for text in plain:
                LineWriter().write(builder, clean(text))
            return warnings
        warnings.append("a plain version that says something else was left out: people see HTML")
    for text in formatted:
        warnings += html.write_fragment(builder, text).warnings
    return warnings


def _says_more(plain: str, formatted: str) -> bool:
    """Whether the plain version holds much that the formatted one does not show."""
    shown = set(_WORD.findall(html.plain_text(formatted).casefold()))
    words = _WORD.findall(_ADDRESS.sub(" ", plain).casefold())
    strange = sum(word not in shown for word in words)
    return bool(shown) and strange > max(_FEW_WORDS, len(words) * _SAME)


def _text(part: Message) -> str:
    payload = _payload(part)
    charset = part.get_content_charset()
    try:
        return payload.decode(charset) if charset else decode(payload).text
    except (LookupError, UnicodeDecodeError):
        return decode(payload).text


def _payload(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _file_name(part: Message) -> str:
    try:
        return part.get_filename() or ""
    except Exception:  # malformed parameters
        return ""


def _attachments(
    source: SourceFile, parts: list[Message]
) -> tuple[tuple[SourceFile, ...], list[str]]:
    found: list[SourceFile] = []
    left_out: list[str] = []
    taken: set[str] = set()
    for number, part in enumerate((part for part in parts if _is_attachment(part)), start=1):
        kind = part.get_content_type()
        name = _UNSAFE.sub("_", one_line(_file_name(part))).strip(" .") or _made_up(kind, number)
        if kind.startswith("image/") and part.get_content_disposition() != "attachment":
            left_out.append(f"the picture {name} inside the message was left out")
            continue
        while name in taken:
            path = PurePosixPath(name)
            name = f"{path.stem}_{number}{path.suffix}"
        taken.add(name)
        content = _inner_message(part) if kind == "message/rfc822" else _payload(part)
        found.append(SourceFile(f"{source.path}/{name}", content))
    return tuple(found), left_out


def _made_up(kind: str, number: int) -> str:
    suffix = ".eml" if kind == "message/rfc822" else _SUFFIX.get(kind, ".bin")
    return f"attachment-{number}{suffix}"


def _inner_message(part: Message) -> bytes:
    inner = part.get_payload()
    if isinstance(inner, list) and inner and isinstance(inner[0], EmailMessage):
        return inner[0].as_bytes()
    return _payload(part)
