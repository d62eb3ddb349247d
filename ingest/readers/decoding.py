"""From bytes to text. The only importer of charset-normalizer."""

import codecs
from dataclasses import dataclass

from ingest.readers.hygiene import unseen_in

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CANDIDATES = ["cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "iso8859_2", "iso8859_5"]
_CANDIDATES += ["shift_jis", "euc_jp", "gb18030", "big5", "euc_kr", "mac_roman", "koi8_r"]
_SAMPLE = 64 * 1024
_AS_GOOD = 0.02  # difference in "mess" below which Windows Western is preferred


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the encoding it was read in, and a warning when that encoding is a guess."""

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


def decode(content: bytes) -> Decoded:
    """Text of `content` by its byte-order mark, as UTF-8, or in the likeliest old encoding.

    Never fails: what an encoding has no character for becomes U+FFFD, with a warning.
    """
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return _lenient(content, encoding)
    wide = wide_encoding(content)
    if wide:
        return _lenient(content, wide)
    try:
        text = content.decode("utf-8")
        return Decoded(text, "utf-8", unseen_in(text))
    except UnicodeDecodeError as error:
        if _is_damaged_utf8(content, error):
            return _lenient(content, "utf-8")
    encoding = _guess(content)
    guessed = f"the encoding is not stated; read as {encoding}"
    lenient = _lenient(content, encoding)
    return Decoded(lenient.text, encoding, (*lenient.warnings, guessed))


def wide_encoding(content: bytes) -> str | None:
    """UTF-16 without a byte-order mark, told by where its zero bytes stand."""
    sample = content[:4096]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if half < 2:
        return None
    if odd > 0.4 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.4 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def _lenient(content: bytes, encoding: str) -> Decoded:
    text = content.decode(encoding, errors="replace")
    lost = text.count("\ufffd")
    warnings = unseen_in(text)
    if lost:
        warnings = (f"{lost} characters could not be decoded as {encoding}", *warnings)
    return Decoded(text, encoding, warnings)


def _is_damaged_utf8(content: bytes, error: UnicodeDecodeError) -> bool:
    """Whether it is UTF-8 with a few bad bytes: mostly valid multi-byte characters."""
    if error.end >= len(content) and error.start > 0 and not content[: error.start].isascii():
        return True
    lenient = content[:_SAMPLE].decode("utf-8", errors="replace")
    lost = lenient.count("\ufffd")
    good = sum(ord(character) > 0x7F for character in lenient) - lost
    return good > 4 * lost


def _guess(content: bytes) -> str:
    from charset_normalizer import from_bytes  # most text is UTF-8 and never needs it

    sample = content[:_SAMPLE]
    if all(byte < 0x80 for byte in sample):
        sample = bytes(byte for byte in content if byte >= 0x80)[:_SAMPLE] or sample
    matches = list(from_bytes(sample, cp_isolation=_CANDIDATES))
    if not matches:
        return "cp1252"
    best = min(match.chaos for match in matches)
    for match in matches:
        if match.encoding == "cp1252" and match.chaos <= best + _AS_GOOD:
            return "cp1252"
    return matches[0].encoding
