"""What the name and the folder of a file say about the document in it."""

import re
from dataclasses import dataclass
from pathlib import PurePosixPath

from assistant.model.documents import Status
from ingest.identity.numbers import find_numbers

_LABELS = re.compile(
    r"(?:^|[\s_.()\[-])(?:(?:rev(?:ision)?|iss(?:ue)?|ver(?:sion)?)[\s_.-]?"
    r"(?P<label>\d{1,3}(?:\.\d{1,3}){0,2}|[a-z]|(?-i:[A-Z]{2}))"
    r"|(?:index|ausgabe|edition)[\s_.-]?(?P<index>\d{1,3})"
    r"|[vr][\s_.-]?(?P<digits>\d{1,3}(?:\.\d{1,3}){0,2}))(?=$|[\s_.)\]-])",
    re.IGNORECASE,
)
_EMPTY = re.compile(r"\(\s*\)|\s\)(?=\s|$)")  # brackets that held the label alone
_LETTER_AFTER_NUMBER = re.compile(
    r"^(?:[_\s-]{1,2}(?P<label>(?![AI]\s\w)[A-Z])(?=$|[\s_.]|-[A-Za-z]{2})"
    r"|.*\((?P<closed>[A-Z])\)\s*$)"
)
_STAMP = re.compile(
    r"(?<!\d)(?:19|20)\d\d[-_.]?(?:0[1-9]|1[0-2])(?:[-_.]?(?:0[1-9]|[12]\d|3[01]))?(?!\d)"
)
_PICTURES = frozenset({".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".gif", ".webp"})
_FIGURE = re.compile(
    r"(?:^|[\W_\d])(?:fig(?:ure)?|im(?:a)?ge?|photo|pic(?:ture)?|screen[-_ ]?shot|diagram|chart"
    r"|logo|drawing|flow)s?[-_ .]?\d*(?=$|[\W_])",
    re.IGNORECASE,
)
"""A picture called so belongs to the document whose number it bears; it is not that document."""
_STATUS_WORDS = {
    Status.OBSOLETE: "obsolete superseded withdrawn archive archived cancelled void",
    Status.DRAFT: "draft drafts wip",
}
_FOLDERS = {
    Status.OBSOLETE: re.compile(
        r"^(?:old|history|historic(?:al)?|previous|expired)(?:\s(?:versions?|revisions?|revs?|issues?"
        r"|documents?|files?))?$"
    ),
    Status.DRAFT: re.compile(
        r"^(?:in review|for review|under review|for approval|work in progress|in work|proposed"
        r"|for comment|pending approval)$"
    ),
}
_ARCHIVES = frozenset({"archive", "archived", "history", "old"})


@dataclass(frozen=True, slots=True)
class FileName:
    """The parts of a file's name: `QP-1_C Receiving.pdf` is number, label and words."""

    stem: str
    number: str  # "" when the stem holds none
    at_start: bool  # whether the stem opens with the number
    label: str
    words: str  # the rest, readable; "" when there is none

    @property
    def without_label(self) -> str:
        """The stem without its revision, so that issues of an unnumbered document meet."""
        bare = _EMPTY.sub(" ", _LABELS.sub(" ", self.stem))
        return bare.strip(" -_.") or self.stem


def read_file_name(path: str) -> FileName:
    """The parts of the last piece of a posix path."""
    stem = PurePosixPath(path).stem
    figure = PurePosixPath(path).suffix.casefold() in _PICTURES and _FIGURE.search(stem)
    written = "" if figure else _number(_STAMP.sub("", stem))
    position = stem.upper().find(written.upper()) if written else 0
    rest = stem[position + len(written) :] if written else stem
    label = _label(rest, after_number=bool(written))
    words = stem[: max(position, 0)] + " " + rest if written else stem
    return FileName(stem, written, bool(written) and position == 0, label, _readable(words))


def _number(stem: str) -> str:
    """The number at the start of a stem, else one with customary letters, else any."""
    written = find_numbers(stem)
    lower = [each for each in find_numbers(stem.upper()) if each.customary]
    for each in (*written, *lower):
        if each.start == 0 or each.customary:
            return stem[each.start : each.end]
    return written[0].number if written else ""


def status_in_name(path: str) -> Status | None:
    """Draft or obsolete, when a word of the file's name says so."""
    words = set(re.split(r"[^a-z]+", PurePosixPath(path).stem.casefold()))
    if words & {"old"} and len(words) > 1:
        return Status.OBSOLETE
    return next((s for s, w in _STATUS_WORDS.items() if words & set(w.split())), None)


def status_of_folder(path: str) -> Status | None:
    """Draft or obsolete, when a folder above the file says so; the innermost decides."""
    for folder in _folders(path):
        words = set(folder.split())
        for status, names in _STATUS_WORDS.items():
            if words & set(names.split()) or _FOLDERS[status].match(folder):
                return status
    return None


def only_archived(path: str) -> bool:
    """Whether the folder says no more than "archive": a record stays a record there."""
    spoken = [set(f.split()) for f in _folders(path) if status_of_folder(f"{f}/x")]
    return bool(spoken) and bool(spoken[0] & _ARCHIVES)


def _folders(path: str) -> list[str]:
    """Names of the folders above a file, innermost first, as plain words."""
    return [
        " ".join(re.split(r"[^a-z]+", part.casefold())).strip()
        for part in reversed(PurePosixPath(path).parts[:-1])
    ]


def _label(rest: str, *, after_number: bool) -> str:
    match = _LETTER_AFTER_NUMBER.match(rest) if after_number else None
    match = match or _LABELS.search(rest)
    return next(filter(None, match.groupdict().values()), "").upper() if match else ""


def _readable(words: str) -> str:
    words = _LABELS.sub(" ", _STAMP.sub(" ", words))
    words = re.sub(r"^[\s_-]+[A-Z](?=[\s_-]|$)", " ", words)
    pieces = [p for p in re.split(r"[\s_]+|-{2,}|(?<=\w)-(?=\w{2})", words) if re.search(r"\w", p)]
    dropped = {word for names in _STATUS_WORDS.values() for word in names.split()} | {"old"}
    return " ".join(p.strip("-–()[]") for p in pieces if p.casefold().strip("-()[]") not in dropped)
