"""Where sentences begin and end, in the prose of procedures: numbers, bullets and abbreviations."""

import re
from collections.abc import Iterator

Span = tuple[int, int]

# Words whose full stop does not end a sentence.
_ABBREVIATIONS = """no|nos|nr|e.g|eg|i.e|ie|approx|rev|fig|figs|ref|refs|sec|sect|para|paras|cl|art
    |vol|ver|iss|dr|mr|mrs|ms|prof|st|jr|sr|inc|ltd|co|corp|gmbh|vs|viz|cf|al|dept|div|doc|docs|qty
    |max|min|temp|tel|ext|p|pp|pt|pts|ed|eds|app|annex|incl|excl|misc|std|spec|specs|cert|certs|mfg
    |mfr|resp|mgr|eng|insp|jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec|mon|tue|wed|thu|fri|z.b
    |bzw|ggf|usw|u.a|s.a|ca|abb|kap"""
_STOPPED = frozenset(word.strip() for word in _ABBREVIATIONS.split("|"))
# These end a sentence as often as not; what follows decides.
_EITHER = frozenset({"etc", "inc", "ltd", "co", "corp", "gmbh", "no", "p", "a.m", "p.m"})

_LINE_BREAK = re.compile(r"(?<![ \t])[ \t]*\n\s*")
_BULLET = re.compile(
    r"(?:[•▪◦●○■□‣⁃➢❖–—*-]|\(?(?:[a-zA-Z]|[ivx]{1,4}|\d{1,3})\)|(?:[a-z]|\d{1,2})\.)\s+\S"
)
_NUMBERED = re.compile(r"\d{1,2}(?:\.\d{1,3}){1,4}\.?\s+\S")
_END = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s|$)")
_MARK = re.compile(r"^\(?(?:[a-zA-Z]|[ivx]{1,4}|\d{1,3}(?:\.\d{1,3}){0,4})[.)]$")


def sentences(text: str) -> list[Span]:
    """Spans of the sentences of `text`, in order; `text[start:end]` has no outer white space.

    A bullet, a numbered item and a line set off from the prose are sentences of their own; a
    wrapped line is not. Nothing but white space lies between two spans.
    """
    return [span for line in _stretches(text) for span in _in_stretch(text, *line)]


def _stretches(text: str) -> Iterator[Span]:
    """Parts of the text that no sentence runs across."""
    start = 0
    for match in _LINE_BREAK.finditer(text):
        if _starts_anew(text, start, match):
            yield from _trimmed(text, start, match.start())
            start = match.end()
    yield from _trimmed(text, start, len(text))


def _starts_anew(text: str, start: int, gap: re.Match[str]) -> bool:
    """Whether the line after a break is not the continuation of the line before it."""
    if _is_blank_line(gap[0]):
        return True
    before = text[start : gap.start()].rsplit("\n", maxsplit=1)[-1].rstrip()
    after = text[gap.end() : gap.end() + 40]
    if not before or not after:
        return True
    if _BULLET.match(after) or _NUMBERED.match(after) or " | " in before:
        return True
    if before.endswith((".", "!", "?", ":", ";")):
        return not after[0].islower()
    short = len(before) < 45
    return short and (after[0].isupper() or after[0].isdigit()) and not before.endswith((",", "-"))


def _is_blank_line(gap: str) -> bool:
    return gap.count("\n") > 1


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    piece = text[start:end]
    lead = len(piece) - len(piece.lstrip())
    if piece.strip():
        yield start + lead, start + len(piece.rstrip())


def _in_stretch(text: str, start: int, end: int) -> Iterator[Span]:
    begin = start
    for match in _END.finditer(text, start, end):
        if match.end() >= end or _ends_here(text, begin, match, end):
            yield from _trimmed(text, begin, match.end())
            begin = match.end()
    yield from _trimmed(text, begin, end)


def _ends_here(text: str, begin: int, stop: re.Match[str], end: int) -> bool:
    after = text[stop.end() : end].lstrip()
    opened = after.lstrip("\"'“‘([")
    if not opened:
        return True
    if stop[0][0] != ".":
        return not opened[0].islower()
    words = text[begin : stop.start()].split()
    word = words[-1].lstrip("(\"'“‘[") if words else ""
    if len(words) <= 1 and _MARK.match(f"{word}."):
        return False  # "1. Open the box": the mark belongs to its sentence
    plain = word.casefold()
    if plain in _EITHER:
        return opened[0].isupper() and not (plain == "no" and opened[0].isdigit())
    if plain in _STOPPED or _is_initial(word):
        return False
    return not opened[0].islower()


def _is_initial(word: str) -> bool:
    """`J` of `J. Smith`; a grade or a revision at the end of a sentence is rarer."""
    return len(word) == 1 and word.isalpha() and word.isupper()
