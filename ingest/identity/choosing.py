"""Which of the numbers met is the document's own."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.model.documents import ReadDocument
from ingest.identity.fields import Source, Statement
from ingest.identity.filename import FileName
from ingest.identity.labels import Role
from ingest.identity.master_list import MasterList
from ingest.identity.numbers import as_number, find_numbers, plain
from ingest.identity.titles import clean, framed_lines, own_number, title_lines

_LEAST_TRUST = 3.0  # below it the file's name serves: a number met in passing is not its own
_FORM_BEFORE = re.compile(r"\b(?:form|template)\b[\s:.no#]*$", re.IGNORECASE)
_CODE = re.compile(r"(?=[^\d]*\d)(?=.*[-./A-Za-z])[A-Za-z0-9][A-Za-z0-9./_-]{2,14}")
"""One word of digits with letters or marks: what a field that names the document may hold."""
_OTHER_BEFORE = re.compile(
    r"\b(?:see|per|refer to|reference|replaces|supersedes|in accordance with|according to|and|to"
    r"|of|from|on|in|at|with|by|for|than|under|against|that|where|when)"
    r"\W*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Vote:
    """A number, how far a place speaks for it, and the name of that place."""

    number: str
    trust: float
    place: str


@dataclass(frozen=True, slots=True)
class Choice:
    """The number believed ("" when none was found) and a sentence when places disagree."""

    number: str
    warning: str = ""


def choose_number(
    read: ReadDocument,
    said: Sequence[Statement],
    name: FileName,
    register: MasterList | None,
) -> Choice:
    """Add up what header, title lines, margins, master list and file name say."""
    votes = [
        *_from_fields(said, name),
        *_from_title(read),
        *_from_frame(read),
        *_from_margins(read),
        *_from_name(name),
        *_from_register(read, register),
    ]
    trust: defaultdict[str, float] = defaultdict(float)
    for vote in votes:
        trust[plain(vote.number)] += vote.trust
    _join_label_suffixes(trust)
    best = max(trust, key=lambda key: trust[key], default="")
    if not best or trust[best] < _LEAST_TRUST:
        return Choice("")
    chosen = next(vote for vote in votes if plain(vote.number) == best)
    return Choice(chosen.number, _disagreement(chosen, votes))


def _join_label_suffixes(trust: defaultdict[str, float]) -> None:
    """`WI4-02B` in a file name is `WI 4-02` with its revision, when another place says that."""
    for key in list(trust):
        if key[-1].isalpha() and key[:-1] in trust:
            trust[key[:-1]] += trust.pop(key)


def _from_fields(said: Sequence[Statement], name: FileName) -> Iterator[Vote]:
    weights = {0: 10.0, 1: 4.0, 2: 6.0, 3: 3.0}
    seen: set[int] = set()
    for one in said:
        if one.role is not Role.NUMBER or one.rank in seen:
            continue
        found = find_numbers(one.value)
        number = as_number(one.value)
        grammatical = bool(found) and found[0].start == 0
        named = one.source is Source.HEADER or plain(name.stem).startswith(plain(one.value))
        plain_field = one.rank == 2 and named and _CODE.fullmatch(one.value)
        if not number or (one.rank and not grammatical and not plain_field):
            continue
        if one.rank == 1 and one.source is Source.PAGE and not found[0].customary:
            continue
        seen.add(one.rank)
        yield Vote(number, weights[one.rank] - one.source, "its header")


def _from_title(read: ReadDocument) -> Iterator[Vote]:
    for line in title_lines(read):
        for found in find_numbers(line)[:1]:
            if _OTHER_BEFORE.search(line[: found.start]):
                continue
            alone = found.start == 0 or not clean(line[: found.start], "")
            at_end = not clean(line[found.end :], "")
            base = 5.0 if alone else 3.5 if at_end else 2.0
            yield Vote(found.number, base - (0 if found.customary else 0.3), "its title")


def _from_frame(read: ReadDocument) -> Iterator[Vote]:
    """The one number that opens a field or a cell of the table framing the document."""
    met = dict.fromkeys(filter(None, map(own_number, framed_lines(read))))
    if len(met) == 1:
        yield Vote(next(iter(met)), 5.0, "its header")


def _from_margins(read: ReadDocument) -> Iterator[Vote]:
    pages = read.pages[:5]
    lines = dict.fromkeys(line for page in pages for line in page.furniture)
    seen: set[str] = set()
    for line in lines:
        for found in find_numbers(line)[:2]:
            if plain(found.number) in seen:
                continue
            seen.add(plain(found.number))
            if _OTHER_BEFORE.search(line[: found.start]):
                continue
            of_form = bool(_FORM_BEFORE.search(line[: found.start]))
            trust = 4.0 if found.customary and not of_form else 3.0
            yield Vote(found.number, trust, "its page margins")


def _from_name(name: FileName) -> Iterator[Vote]:
    written = name.number.upper() if name.number.islower() else name.number
    for found in find_numbers(written):
        trust = (4.0 if name.at_start else 2.5) + (1.0 if found.customary else 0.0)
        yield Vote(written, trust, "its file name")


def _from_register(read: ReadDocument, register: MasterList | None) -> Iterator[Vote]:
    if register is None:
        return
    for line in title_lines(read):
        entry = register.titled(clean(line, ""))
        if entry:
            yield Vote(entry.number, 3.5, "the master document list")
            return


def _disagreement(chosen: Vote, votes: Sequence[Vote]) -> str:
    """A sentence about the first place that names another number and never the chosen one."""
    agreeing = {vote.place for vote in votes if plain(vote.number) == plain(chosen.number)}
    for vote in votes:
        suffixed = plain(vote.number)[:-1] == plain(chosen.number)
        if vote.place not in agreeing and not suffixed and vote.trust >= _LEAST_TRUST + 1:
            return (
                f"The document number is {chosen.number} in {chosen.place} but {vote.number} in "
                f"{vote.place}; {chosen.number} was believed."
            )
    return ""
