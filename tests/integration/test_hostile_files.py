"""Files that are broken, locked, empty, huge or lying end in a reason, never in a crash."""

import io
import random
import zipfile
import zlib

import pytest

from assistant.errors import (
    DocumentBomb,
    DocumentEmpty,
    DocumentEncrypted,
    DocumentNeedsOcr,
    DocumentRefused,
    DocumentTooLarge,
    DocumentTruncated,
    DocumentUnsupported,
    DocumentWithoutText,
    DocumentZeroBytes,
)
from assistant.model.documents import SourceFile
from ingest.readers import Limits, read
from tests.unit.ingest.readers.made_files import pdf, picture_page, png, samples, text_page

SAMPLES = samples()
CASES = {
    "zero.pdf": (b"", DocumentZeroBytes),
    "blank.txt": (b" \n\t\r\n", DocumentEmpty),
    "bom.txt": (b"\xef\xbb\xbf\n", DocumentEmpty),
    "empty.html": (b"<html><body><script>x</script></body></html>", DocumentEmpty),
    "picture.png": (png(), DocumentNeedsOcr),
    "broken.png": (b"\x89PNG\r\n\x1a\n" + bytes(50), DocumentTruncated),
    "program.pdf": (b"MZ\x90\x00" + bytes(600), DocumentUnsupported),
    "elf.docx": (b"\x7fELF" + bytes(600), DocumentUnsupported),
    "rich.doc": (b"{\\rtf1 hello}", DocumentUnsupported),
    "noise.bin": (bytes(range(256)) * 20, DocumentUnsupported),
    "old.doc": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "WordDocument".encode("utf-16-le"),
        DocumentUnsupported,
    ),
    "locked.xlsx": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "EncryptedPackage".encode("utf-16-le"),
        DocumentEncrypted,
    ),
    "locked.pdf": (pdf(text_page("secret"), password="key"), DocumentEncrypted),
    "scan.pdf": (pdf(picture_page, picture_page), DocumentNeedsOcr),
    "white.pdf": (pdf(text_page(), text_page()), DocumentWithoutText),
    "half.docx": (SAMPLES["a.docx"][:3000], DocumentTruncated),
    "half.xlsx": (SAMPLES["a.xlsx"][: len(SAMPLES["a.xlsx"]) // 2], DocumentTruncated),
    "stub.pdf": (b"%PDF-1.7\n", DocumentTruncated),
    "settings.json": (b'{"a": 1}', DocumentUnsupported),
}


@pytest.mark.parametrize("name", CASES)
def test_each_hostile_file_is_refused_for_its_own_reason(name: str) -> None:
    content, reason = CASES[name]
    with pytest.raises(reason) as refusal:
        read(SourceFile(name, content))
    assert type(refusal.value) is reason
    assert refusal.value.hint


def packed(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def with_part(package: bytes, name: str, content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        members = {member: archive.read(member) for member in archive.namelist()}
    return packed({**members, name: content})


@pytest.mark.parametrize("name", ["a.docx", "a.xlsx"])
def test_a_package_that_unpacks_without_end_is_a_bomb(name: str) -> None:
    package = with_part(SAMPLES[name], "word/media/x.bin", bytes(40_000_000))
    with pytest.raises(DocumentBomb):
        read(SourceFile(name, package))


def test_a_package_over_the_unpacked_limit_is_a_bomb() -> None:
    with pytest.raises(DocumentBomb):
        read(SourceFile("a.docx", SAMPLES["a.docx"]), Limits(max_unpacked_bytes=10_000))


def test_entities_in_a_package_are_a_bomb() -> None:
    laughs = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">]><x>&a;</x>'
    with pytest.raises(DocumentBomb):
        read(SourceFile("a.docx", with_part(SAMPLES["a.docx"], "word/document.xml", laughs)))


def test_members_named_outside_the_package_do_no_harm() -> None:
    package = with_part(SAMPLES["a.docx"], "../../evil.txt", b"x")
    assert read(SourceFile("a.docx", package)).pages[0].has_text


def test_a_pdf_stream_that_never_ends_is_a_bomb() -> None:
    stream = zlib.compress(b"0 0 m " * 20_000_000)
    head = b"%PDF-1.4\n1 0 obj\n<</Filter/FlateDecode/Length " + str(len(stream)).encode()
    with pytest.raises(DocumentBomb):
        read(SourceFile("a.pdf", head + b">>\nstream\n" + stream + b"\nendstream\nendobj\n"))


def test_a_file_over_the_size_limit_names_both_sizes() -> None:
    with pytest.raises(DocumentTooLarge, match="5,000"):
        read(SourceFile("a.txt", b"x" * 5_000), Limits(max_file_bytes=4_999))


def test_too_many_rows_or_pages_are_refused_and_not_cut_off() -> None:
    with pytest.raises(DocumentTooLarge):
        read(SourceFile("a.csv", b"a,b\n" * 11), Limits(max_rows=10))
    with pytest.raises(DocumentTooLarge):
        read(SourceFile("a.pdf", SAMPLES["a.pdf"]), Limits(max_pages=1))


def test_a_pdf_cut_off_near_its_end_is_recovered_with_a_warning() -> None:
    whole = SAMPLES["a.pdf"]
    document = read(SourceFile("a.pdf", whole[: whole.rfind(b"xref") - 1]))
    assert "Goods are inspected" in document.pages[0].text
    assert any("breaks off" in warning for warning in document.warnings)


@pytest.mark.parametrize("name", SAMPLES)
def test_truncations_end_in_a_reading_or_a_refusal(name: str) -> None:
    content = SAMPLES[name]
    for share in range(1, 24):
        _check_read_or_refused(name, content[: len(content) * share // 24])


@pytest.mark.parametrize("name", SAMPLES)
def test_flipped_bits_end_in_a_reading_or_a_refusal(name: str) -> None:
    dice = random.Random(7)
    for _ in range(40):
        content = bytearray(SAMPLES[name])
        for _ in range(dice.randint(1, 12)):
            content[dice.randrange(len(content))] ^= 1 << dice.randrange(8)
        _check_read_or_refused(name, bytes(content))


def _check_read_or_refused(name: str, content: bytes) -> None:
    try:
        document = read(SourceFile(name, content))
    except DocumentRefused as refusal:
        assert str(refusal)
        return
    for page in document.pages:
        for block in page.blocks:
            assert page.text[block.start : block.end] == block.text
